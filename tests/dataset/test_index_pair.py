"""Two processes see what one sees."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.dataset.indexing import ONE, THREE, data, later, load_at

__all__ = ["data"]

PROGRAM = """
import os, signal, sys
from coop.dataset.index import pair
from coop.dataset.index.look import look_at
pair.WORTH_IT = int(sys.argv[3])
pair.count_processors = lambda: 2
end = sys.argv[4]
fork, pipe, children, ends = os.fork, os.pipe, [], []
def refuse():
    raise BlockingIOError
def count():
    if end == "fork refused":
        refuse()
    child = fork()
    children.append(child)
    if not child and end == "dies":
        os._exit(1)
    return child
def note():
    if end == "pipe refused":
        refuse()
    ends.extend(pipe())
    return ends[-2:]
os.fork, os.pipe = count, note
if end == "cleared away":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
look = look_at(sys.argv[1], now=int(sys.argv[2]))
print(len(children), look and (look.is_fresh, sorted(look.folders), sorted(look.changed.items())))
for each in ends:
    try:
        os.fstat(each)
    except OSError:
        continue
    print("left open", each, file=sys.stderr)
"""


def look(folder: Path, now: int, *, worth: int, end: str = "lives") -> tuple[str, str]:
    """How many processes were begun, and what was seen."""
    command = [sys.executable, "-c", PROGRAM, str(folder), str(now), str(worth), end]
    process = subprocess.run(command, capture_output=True, timeout=60, check=True)
    assert process.stderr == b""
    begun, _, seen = process.stdout.decode().partition(" ")
    return begun, seen


@pytest.mark.skipif(not hasattr(os, "fork") or sys.platform == "darwin", reason="one process alone here")
def test_two_processes_see_what_one_sees(data: Path) -> None:
    load_at(data, later())
    assert look(data, later(3), worth=0)[1].startswith("(True")
    (data / ONE).write_bytes((data / ONE).read_bytes() + b"#\n")
    (data / THREE).unlink()
    (data / "agreements" / "2022" / "deep").mkdir(parents=True)
    (data / "agreements" / "2022" / "deep" / "x.yaml").write_text("x", encoding="utf-8")
    begun, alone = look(data, later(4), worth=1_000_000)
    assert begun == "0"
    assert "x.yaml" in alone
    assert look(data, later(4), worth=0) == ("1", alone)
    assert look(data, later(4), worth=0, end="dies") == ("1", alone)
    assert look(data, later(4), worth=0, end="cleared away") == ("1", alone)
    assert look(data, later(4), worth=0, end="fork refused") == ("0", alone)
    assert look(data, later(4), worth=0, end="pipe refused") == ("0", alone)
    (data / "agreements" / "2023").symlink_to("2019")
    assert look(data, later(4), worth=0)[1] == look(data, later(4), worth=1_000_000)[1]


def test_the_quick_look_imports_next_to_nothing() -> None:
    code = (
        "import sys, coop, _sqlite3; k = set(sys.modules); "
        "import coop.dataset.index.answers; print(*(set(sys.modules) - k))"
    )
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=True)
    loaded = {name for name in process.stdout.decode().split() if not name.startswith("coop.dataset")}
    assert loaded <= {"zlib", "_blake2"}
