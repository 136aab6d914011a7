"""What is read of a file that is opened: a plain one as far as the limit, and nothing of any other."""

import os
import stat
from pathlib import Path

import pytest

from coop.dataset.opening import read_first
from tests.test_imports import SOURCES


@pytest.mark.parametrize(("size", "read"), [(0, 0), (1, 1), (99, 99), (100, 100), (101, 101), (5_000, 101)])
def test_a_plain_file_is_read_to_one_byte_beyond_the_limit(tmp_path: Path, size: int, read: int) -> None:
    file = tmp_path / "a.yaml"
    content = os.urandom(size)
    file.write_bytes(content)
    mode, found = read_first(str(file), 100)
    assert stat.S_ISREG(mode)
    assert found == content[:read]


def test_a_file_that_gives_less_at_a_time_than_it_holds_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"0123456789")
    read = os.read
    monkeypatch.setattr(os, "read", lambda descriptor, size: read(descriptor, min(size, 3)))
    assert read_first(str(file), 100)[1] == b"0123456789"
    assert read_first(str(file), 7)[1] == b"01234567"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_not_waited_for_and_a_link_is_not_followed(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    mode, found = read_first(str(tmp_path / "pipe"), 100)
    assert stat.S_ISFIFO(mode)
    assert found == b""
    (tmp_path / "a.yaml").write_bytes(b"a")
    (tmp_path / "link").symlink_to("a.yaml")
    with pytest.raises(OSError, match="link"):
        read_first(str(tmp_path / "link"), 100)


@pytest.mark.parametrize(
    ("what", "home"), [("O_NONBLOCK", "coop.dataset.opening"), ("_blake2", "coop.dataset.index.sealing")]
)
def test_what_is_easily_done_wrong_is_done_in_one_place(what: str, home: str) -> None:
    assert [module for module, source in SOURCES.items() if what in source] == [home]
