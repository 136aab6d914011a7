"""Writing output: all or nothing, only where something changes, and in plain words where it cannot be done."""

import io
import os
import stat
from pathlib import Path

import pytest

from coop.bilingual import Language
from coop.errors import UnreadableFile, UsageError
from coop.output.destination import write_output, write_report
from coop.output.formats import render_report
from coop.output.stream import write_stream
from tests.output.samples import REPORT


def test_text_is_written_in_utf_8_with_its_own_line_ends(tmp_path: Path):
    path = tmp_path / "Hà Nội.txt"
    assert write_output("Hà Nội\r\nĐà Nẵng\n", path) is True
    assert path.read_bytes() == "Hà Nội\r\nĐà Nẵng\n".encode()


def test_the_same_content_is_not_written_again(tmp_path: Path):
    path = tmp_path / "a.txt"
    write_output("a", path)
    before = path.stat()
    assert write_output("a", path) is False
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_other_content_of_the_same_size_is_written(tmp_path: Path):
    path = tmp_path / "a.txt"
    write_output("a", path)
    assert write_output("b", path) is True
    assert path.read_text(encoding="utf-8") == "b"


def test_nothing_is_left_beside_the_file(tmp_path: Path):
    write_output(b"a", tmp_path / "a.bin")
    write_output(b"b", tmp_path / "a.bin")
    assert [path.name for path in tmp_path.iterdir()] == ["a.bin"]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "a.txt"
    write_output("old", path)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UnreadableFile, match="no space left on device"):
        write_output("new", path)
    assert [(each.name, each.read_text(encoding="utf-8")) for each in tmp_path.iterdir()] == [("a.txt", "old")]


def test_a_temporary_file_left_by_a_crash_is_in_nobody_s_way(tmp_path: Path):
    left = tmp_path / f".coop-{os.getpid()}-0.tmp"
    left.write_text("left", encoding="utf-8")
    assert write_output("a", tmp_path / "a.txt") is True
    assert left.read_text(encoding="utf-8") == "left"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path):
    (tmp_path / "plain").write_text("a", encoding="utf-8")
    write_output("a", tmp_path / "a.txt")
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)


def test_a_symbolic_link_is_followed(tmp_path: Path):
    (tmp_path / "real.txt").write_text("old", encoding="utf-8")
    link = tmp_path / "link.txt"
    link.symlink_to("real.txt")
    write_output("new", link)
    assert link.is_symlink()
    assert (tmp_path / "real.txt").read_text(encoding="utf-8") == "new"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert write_output("a", path) is True
        assert os.read(reader, 10) == b"a"
    finally:
        os.close(reader)
    assert path.is_fifo()


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path):
    with pytest.raises(UnreadableFile, match=r"no such folder '.*none'"):
        write_output("a", tmp_path / "none" / "a.txt")


def test_a_file_in_the_place_of_a_folder_is_no_folder(tmp_path: Path):
    (tmp_path / "file").write_text("a", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="no such folder"):
        write_output("a", tmp_path / "file" / "a.txt")


def test_a_folder_is_not_written_to(tmp_path: Path):
    with pytest.raises(UnreadableFile, match="it is a folder") as caught:
        write_output("a", tmp_path)
    assert caught.value.message.vi == f"không ghi được '{tmp_path}': đó là một thư mục"
    assert caught.value.hint == ("name a file in it", "nêu tên một tệp trong đó")


def test_a_missing_permission_is_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)  # root, as whom some run tests, is refused nothing
    with pytest.raises(UnreadableFile, match=r"cannot write '.*a\.txt': no permission"):
        write_output("a", tmp_path / "a.txt")


@pytest.mark.parametrize("name", ["a\0b.txt", "x" * 300, "loop"])
def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path, name: str):
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(UnreadableFile, match="cannot write"):
        write_output("a", tmp_path / name)


def test_a_lone_surrogate_does_not_stop_the_writing(tmp_path: Path):
    write_output("a\ud800", tmp_path / "a.txt")
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "a\ufffd"


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.html", "a.txt"])
def test_a_report_is_written_in_the_format_of_the_ending(tmp_path: Path, name: str):
    assert write_report(REPORT, tmp_path / name, language=Language.VI) is True
    ending = {"csv": "csv", "xlsx": "xlsx", "html": "html", "txt": "table"}[name[2:]]
    content = render_report(REPORT, ending, language=Language.VI)
    assert (tmp_path / name).read_bytes() == (content if isinstance(content, bytes) else content.encode())
    assert write_report(REPORT, tmp_path / name, language=Language.VI) is False


def test_a_named_format_goes_before_the_ending(tmp_path: Path):
    write_report(REPORT, tmp_path / "a.txt", language=Language.EN, format_name="csv", byte_order_mark=True)
    assert (tmp_path / "a.txt").read_bytes().startswith(b"\xef\xbb\xbfid,title")


def test_an_unknown_ending_writes_nothing(tmp_path: Path):
    with pytest.raises(UsageError):
        write_report(REPORT, tmp_path / "a.doc", language=Language.EN)
    assert list(tmp_path.iterdir()) == []


def test_a_stream_gets_utf_8_whatever_it_would_choose():
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii", newline="\r\n")
    stream.write("before\n")
    write_stream("Hà Nội\n", stream)
    assert raw.getvalue() == "before\r\nHà Nội\n".encode()


def test_a_stream_without_bytes_below_it_gets_text():
    stream = io.StringIO()
    write_stream("Hà Nội\n", stream)
    assert stream.getvalue() == "Hà Nội\n"
