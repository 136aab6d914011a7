"""Replacing and making files: all or nothing, with the permissions asked for, and never through a link."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from coop.dataset.writing import ChangedMeanwhile, create_file, replace_file

HAS_MODES = pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    replace_file(tmp_path / "a", b"old")
    replace_file(tmp_path / "a", b"\r\n\x00")
    assert (tmp_path / "a").read_bytes() == b"\r\n\x00"
    assert names(tmp_path) == ["a"]


def test_a_file_that_holds_something_else_than_was_read_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"edited")
    (tmp_path / "link").symlink_to("a")
    for name, held in (("a", b"read"), ("link", b"edited")):
        with pytest.raises(ChangedMeanwhile):
            replace_file(tmp_path / name, b"new", instead_of=held)
    assert (tmp_path / "a").read_bytes() == b"edited"
    assert names(tmp_path) == ["a", "link"]
    replace_file(tmp_path / "a", b"new", instead_of=b"edited")
    assert (tmp_path / "a").read_bytes() == b"new"


def test_who_has_the_old_file_open_still_reads_it(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with (tmp_path / "a").open("rb") as old:
        replace_file(tmp_path / "a", b"new")
        assert old.read() == b"old"


@HAS_MODES
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o444, 0o755])
def test_the_file_gets_the_mode_that_is_asked_for_whatever_the_mask(tmp_path: Path, mode: int) -> None:
    before = os.umask(0o077)
    try:
        replace_file(tmp_path / "a", b"a", mode=mode)
    finally:
        os.umask(before)
    assert mode_of(tmp_path / "a") == mode


@HAS_MODES
def test_without_a_mode_it_is_that_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    (tmp_path / "a").write_bytes(b"")
    (tmp_path / "a").chmod(0o600)
    replace_file(tmp_path / "a", b"a")
    assert mode_of(tmp_path / "a") == mode_of(tmp_path / "plain")


def test_a_link_is_replaced_and_what_it_leads_to_is_kept(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"real")
    (tmp_path / "link").symlink_to("real")
    replace_file(tmp_path / "link", b"new")
    assert not (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"real"


def test_a_link_in_the_place_of_the_temporary_file_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"real")
    (tmp_path / f".coop-{os.getpid()}-0.tmp").symlink_to("real")
    replace_file(tmp_path / "a", b"new")
    assert (tmp_path / "real").read_bytes() == b"real"
    assert (tmp_path / "a").read_bytes() == b"new"


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(IsADirectoryError):
        replace_file(tmp_path / "a", b"new")
    assert names(tmp_path) == ["a"]


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        replace_file(tmp_path / "b" / "a", b"new")
    assert names(tmp_path) == []


@pytest.mark.parametrize("step", ["fsync", "chmod", "replace"])
def test_a_failure_at_any_step_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os if step == "fsync" else Path, step, refuse)
    with pytest.raises(OSError, match="No space left"):
        replace_file(tmp_path / "a", b"new", mode=0o644)
    monkeypatch.undo()
    assert names(tmp_path) == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"


def test_new_file_replaces_nothing(tmp_path: Path) -> None:
    create_file(tmp_path / "a", b"one\r\n")
    with pytest.raises(FileExistsError):
        create_file(tmp_path / "a", b"two")
    assert (tmp_path / "a").read_bytes() == b"one\r\n"
    assert names(tmp_path) == ["a"]


def test_link_that_leads_nowhere_is_in_the_way_of_a_new_file(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    with pytest.raises(FileExistsError):
        create_file(tmp_path / "a", b"one")
    assert names(tmp_path) == ["a"]


@HAS_MODES
def test_new_file_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        create_file(tmp_path / "a", b"")
    finally:
        os.umask(before)
    assert mode_of(tmp_path / "a") == 0o640


def test_of_many_who_make_one_file_at_once_one_does(tmp_path: Path) -> None:
    def make(number: int) -> bool:
        try:
            create_file(tmp_path / "a", str(number).encode() * 1000)
        except FileExistsError:
            return False
        return True

    with ThreadPoolExecutor(max_workers=8) as pool:
        made = list(pool.map(make, range(8)))
    assert made.count(True) == 1
    assert (tmp_path / "a").read_bytes() == str(made.index(True)).encode() * 1000
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("existing", [None, b"mine"])
def test_file_system_without_hard_links_replaces_nothing_either(
    existing: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_names: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    if existing is None:
        create_file(tmp_path / "a", b"new")
    else:
        (tmp_path / "a").write_bytes(existing)
        with pytest.raises(FileExistsError):
            create_file(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == (existing or b"new")
    assert names(tmp_path) == ["a"]
