"""Bytes to text: what is refused, where, and that nothing outside the dataset is opened."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.dataset.document import read_document
from coop.dataset.source_text import MAX_BYTES, decode_source_text, read_source_text, span_at
from coop.diagnostic import Diagnostic


def codes(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    return [diagnostic.code for diagnostic in diagnostics]


def test_clean_text_has_no_finding() -> None:
    source = decode_source_text("vi: Hà Nội – Thanh Hóa\n\tđ\n".encode(), path="a.yaml")
    assert source.text == "vi: Hà Nội – Thanh Hóa\n\tđ\n"
    assert source.diagnostics == ()


def test_a_byte_order_mark_is_told_and_dropped() -> None:
    source = decode_source_text(b"\xef\xbb\xbfid: x\n", path="a.yaml")
    assert source.text == "id: x\n"
    assert codes(source.diagnostics) == ["F101"]
    assert source.diagnostics[0].span[:2] == (1, 1)


@pytest.mark.parametrize(
    ("content", "line"), [(b"a: b\nc: d\r\ne: f\r\n", 2), (b"a: b\r\n", 1), (b"a: b\n\nc: d\re: f\r", 3)]
)
def test_carriage_returns_are_told_once_at_the_first_and_put_right(content: bytes, line: int) -> None:
    source = decode_source_text(content, path="a.yaml")
    assert codes(source.diagnostics) == ["F102"]
    assert source.diagnostics[0].span.line == line
    assert source.text is not None
    assert "\r" not in source.text


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("Hà Nội".encode("cp1258", errors="replace").replace(b"?", b"\xf0"), (1, 2)),
        ("id: x\nvi: Hà ".encode() + b"\xff", (2, 8)),
        ("id: x".encode("utf-16"), (1, 1)),
        (b"a: \xed\xa0\x80", (1, 4)),  # a surrogate
        (b"a: \xc0\xaf", (1, 4)),  # an overlong form
    ],
)
def test_bytes_that_are_not_utf_8_are_told_at_their_place_in_characters(content: bytes, place: tuple[int, int]) -> None:
    source = decode_source_text(content, path="a.yaml")
    assert source.text is None
    assert codes(source.diagnostics) == ["P103"]
    assert source.diagnostics[0].span[:2] == place


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\uffff"])
def test_a_control_character_is_told_once_and_ends_the_reading(character: str) -> None:
    source = decode_source_text(f"id: x\nvi: Hà{character} {character}\n".encode(), path="a.yaml")
    assert source.text is None
    assert codes(source.diagnostics) == ["P104"]
    assert source.diagnostics[0].span[:2] == (2, 7)
    assert f"U+{ord(character):04X}" in source.diagnostics[0].message.en


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    with file.open("wb") as stream:
        stream.truncate(100_000_000)
    assert codes(read_source_text(file, root=tmp_path).diagnostics) == ["P102"]
    assert decode_source_text(b" " * MAX_BYTES, path="a.yaml").diagnostics == ()


def test_a_folder_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    messages = [
        read_source_text(tmp_path / f"{n}.yaml", root=tmp_path).diagnostics[0].message.en for n in ("folder", "pipe")
    ]
    assert messages == ["is a folder, expected a YAML file", "is no plain file, expected a YAML file"]


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    found = read_source_text(tmp_path / "fields.yaml", root=tmp_path).diagnostics
    assert [(d.code, d.message.en) for d in found] == [("P101", "the file is missing")]


def test_a_link_out_of_the_dataset_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("id: secret\n", encoding="utf-8")
    root = tmp_path / "data"
    root.mkdir()
    (root / "a.yaml").symlink_to(tmp_path / "secret.yaml")
    parsed = read_document(root / "a.yaml", root=root)
    assert parsed.document is None
    assert [(d.code, "leads out of the dataset" in d.message.en) for d in parsed.diagnostics] == [("P101", True)]


@pytest.mark.parametrize("target", ["/dev/zero", "/proc/self/environ", "../secret.yaml", ".", ".."])
def test_a_link_to_a_device_or_by_dots_is_not_opened(target: str, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("id: secret\n", encoding="utf-8")
    root = tmp_path / "data"
    root.mkdir()
    (root / "a.yaml").symlink_to(target)
    source = read_source_text(root / "a.yaml", root=root)
    assert source.text is None
    assert codes(source.diagnostics) == ["P101"]
    assert "secret" not in str(source.diagnostics)


@pytest.mark.parametrize(
    "path", ["../secret.yaml", "sub/../../secret.yaml", "../data2/secret.yaml", "link/../secret.yaml"]
)
def test_a_path_that_climbs_out_of_the_dataset_is_not_opened(path: str, tmp_path: Path) -> None:
    root = tmp_path / "data"
    outside = tmp_path / "data2" / "deep"
    for folder in (root / "sub", outside):
        folder.mkdir(parents=True)
    for secret in (tmp_path / "secret.yaml", tmp_path / "data2" / "secret.yaml"):
        secret.write_text("id: secret\n", encoding="utf-8")
    (root / "link").symlink_to(outside)
    source = read_source_text(root / path, root=root)
    assert source.text is None
    assert [(d.code, d.message.en) for d in source.diagnostics] == [
        ("P101", "lies outside the dataset, expected a file inside its folder")
    ]


def test_a_file_behind_a_linked_folder_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.yaml").write_text("id: secret\n", encoding="utf-8")
    root = tmp_path / "data"
    root.mkdir()
    (root / "2019").symlink_to(tmp_path / "outside")
    assert codes(read_source_text(root / "2019" / "a.yaml", root=root).diagnostics) == ["P101"]


def test_a_name_that_no_system_has_is_a_finding(tmp_path: Path) -> None:
    for name in ("a\0b.yaml", "x" * 5000):
        assert codes(read_source_text(tmp_path / name, root=tmp_path).diagnostics) == ["P101"]


def test_a_socket_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the address of a socket is short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("a.yaml")
        (found,) = read_source_text(tmp_path / "a.yaml", root=tmp_path).diagnostics
    assert found.message.en == "is no plain file, expected a YAML file"


def put_pipe(file: Path) -> None:
    os.mkfifo(file)


def put_folder(file: Path) -> None:
    file.mkdir()


def put_link(file: Path) -> None:
    file.symlink_to("/etc/hostname")


@pytest.mark.parametrize("put", [put_pipe, put_folder, put_link])
def test_what_takes_the_place_of_a_file_before_it_is_opened_is_refused(
    put: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("id: x\n", encoding="utf-8")
    open_file = os.open

    def open_late(path: Path, flags: int) -> int:
        file.unlink()
        put(file)
        return open_file(path, flags)

    monkeypatch.setattr(os, "open", open_late)
    source = read_source_text(file, root=tmp_path)
    assert source.text is None
    assert codes(source.diagnostics) == ["P101"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to the superuser")
def test_a_file_that_may_not_be_read_is_a_finding(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("id: x\n", encoding="utf-8")
    file.chmod(0)
    (found,) = read_source_text(file, root=tmp_path).diagnostics
    assert found.message == ("cannot be read: permission denied", "không đọc được: permission denied")


def test_links_that_lead_nowhere_or_in_a_circle_are_findings(tmp_path: Path) -> None:
    (tmp_path / "nowhere.yaml").symlink_to(tmp_path / "gone.yaml")
    (tmp_path / "circle.yaml").symlink_to(tmp_path / "circle.yaml")
    for name in ("nowhere", "circle"):
        found = read_source_text(tmp_path / f"{name}.yaml", root=tmp_path).diagnostics
        assert [(d.code, "leads nowhere" in d.message.en) for d in found] == [("P101", True)]


def test_a_link_within_the_dataset_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("id: x\n", encoding="utf-8")
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    assert read_source_text(tmp_path / "b.yaml", root=tmp_path).text == "id: x\n"


def test_a_dataset_is_read_through_links_to_it_and_within_it(tmp_path: Path) -> None:
    (tmp_path / "real" / "2019").mkdir(parents=True)
    (tmp_path / "real" / "2019" / "a..b.yaml").write_text("id: x\n", encoding="utf-8")
    (tmp_path / "real" / "2020").symlink_to("2019")
    root = tmp_path / "data"
    root.symlink_to("real")
    for folder in ("2019", "2020"):
        source = read_source_text(root / folder / "a..b.yaml", root=root)
        assert (source.path, source.text) == (f"{folder}/a..b.yaml", "id: x\n")


def test_a_folder_that_becomes_a_link_between_two_files_is_not_followed_out(tmp_path: Path) -> None:
    for folder in (tmp_path / "data" / "2019", tmp_path / "outside"):
        folder.mkdir(parents=True)
        (folder / "a.yaml").write_text("id: x\n", encoding="utf-8")
    root, file = tmp_path / "data", tmp_path / "data" / "2019" / "a.yaml"
    assert read_source_text(file, root=root).text == "id: x\n"
    (root / "2019").rename(root / "2018")
    (root / "2019").symlink_to(tmp_path / "outside")
    assert codes(read_source_text(file, root=root).diagnostics) == ["P101"]


def test_a_file_that_grows_while_it_is_read_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("id: x\n", encoding="utf-8")
    read, grown = os.read, list[int]()

    def read_late(descriptor: int, length: int) -> bytes:
        if not grown:
            grown.append(file.write_text("id: x\n" + "# more\n" * 50, encoding="utf-8"))
        return read(descriptor, length)

    monkeypatch.setattr(os, "read", read_late)
    assert read_source_text(file, root=tmp_path).text == "id: x\n" + "# more\n" * 50


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_finding(content: bytes) -> None:
    source = decode_source_text(content, path="a.yaml")
    assert (source.text is not None) or source.diagnostics
    assert source == decode_source_text(content, path="a.yaml")


@given(st.text(alphabet="aà\nĐ ", max_size=50), st.data())
def test_a_span_counts_lines_and_characters_from_one(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    span = span_at(text, offset)
    lines = text.split("\n")
    assert sum(len(line) + 1 for line in lines[: span.line - 1]) + span.column - 1 == offset
