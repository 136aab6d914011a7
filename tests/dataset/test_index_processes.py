"""Several processes with one index: none undoes what another wrote, and none reads half of it."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from coop.dataset.index.look import look_at
from coop.validation.validate import Validation, validate_indexed
from tests.conftest import REPOSITORY
from tests.dataset.indexing import (
    ONE,
    THREE,
    TWO,
    change,
    check_like_without,
    data,
    database_of,
    index_at,
    later,
    load_at,
    place,
)
from tests.validation.checks import TODAY

__all__ = ["data"]


def test_four_processes_at_once_say_the_same(data: Path) -> None:
    command = [sys.executable, "-m", "coop", "list", "--data", str(data), "-f", "csv"]
    told = subprocess.run([*command, "--no-index"], capture_output=True, timeout=60, check=True).stdout
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
    assert [process.communicate(timeout=60) for process in running] == [(told, b"")] * 4
    assert [process.returncode for process in running] == [0] * 4
    first, _ = load_at(data, later())
    assert load_at(data, later(3)) == (first, 0)


def test_a_writer_does_not_undo_what_another_wrote_meanwhile(data: Path) -> None:
    load_at(data, later())
    slow = index_at(data, later(3))
    (data / ONE).unlink()
    quick, _ = load_at(data, later(4))
    slow.keep_note("late", b"x", of=slow.state)
    assert not slow.commit()
    slow.close()
    assert load_at(data, later(5)) == (quick, 0)


SLOW = """
import sys
from pathlib import Path
from coop.dataset.index.look import look_at
from coop.dataset.layout import Location, Reason
from coop.validation.validate import validate_indexed
from tests.validation.checks import TODAY
look = look_at(sys.argv[1], now=int(sys.argv[2]))
print(look.is_fresh, flush=True)
sys.stdin.readline()
found = validate_indexed(Location(Path(sys.argv[1]), Reason.OPTION), as_of=TODAY, look=look)
print(*sorted({each.code for each in found.diagnostics}), len(found.files))
"""


def test_a_process_goes_on_with_what_it_saw_while_another_writes(data: Path) -> None:
    def validate(times: int) -> Validation:
        return validate_indexed(place(data), as_of=TODAY, look=look_at(str(data), now=later(times)))

    before = validate(2)
    database = database_of(data)
    inode = database.stat().st_ino
    command = [sys.executable, "-c", SLOW, str(data), str(later(3))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY) as slow:
        assert slow.stdout is not None
        assert slow.stdout.readline() == "True\n"
        for path in (ONE, THREE):
            (data / path).write_bytes((data / path).read_bytes() + b"# more\n")
        (data / TWO).unlink()
        after = validate(5)
        told, _ = slow.communicate("\n", timeout=60)
    assert slow.returncode == 0
    assert told.split() == [*sorted({each.code for each in before.diagnostics}), str(len(before.files))]
    assert database.stat().st_ino == inode
    found = look_at(str(data), now=later(6))
    assert found is not None
    assert found.is_fresh
    assert validate_indexed(place(data), as_of=TODAY, look=found) == after


def test_what_another_process_made_of_it_is_not_thrown_away(data: Path) -> None:
    load_at(data, later())
    slow = index_at(data, later(3))
    (data / ONE).unlink()
    quick, _ = load_at(data, later(4))
    slow.destroy()
    assert load_at(data, later(5)) == (quick, 0)
    same = index_at(data, later(6))
    same.destroy()
    assert not list(Path(os.environ["COOP_CACHE"]).rglob("*.sqlite"))


def test_where_no_log_can_be_written_beside_it_the_index_is_brought_up_all_the_same(data: Path) -> None:
    load_at(data, later())
    change(database_of(data), "PRAGMA journal_mode = DELETE")
    (data / ONE).write_bytes((data / ONE).read_bytes() + b"# more\n")
    found, _ = load_at(data, later(3))
    assert load_at(data, later(4)) == (found, 0)


def test_who_cannot_write_goes_on_without(data: Path) -> None:
    first, _ = load_at(data, later())
    (data / ONE).unlink()
    other = sqlite3.connect(database_of(data), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        assert len(load_at(data, later(3))[0].agreements) == len(first.agreements) - 1
    finally:
        other.close()
    check_like_without(data, later(5))


KILLED = """
import os, signal, sys
from coop.dataset.loading import load_dataset
from coop.dataset.index.index import open_index
from coop.dataset.layout import Location, Reason
from pathlib import Path
index = open_index(sys.argv[1], now=int(sys.argv[2]))
keep = index.keep
def kill(*told):
    keep(*told)
    index._flush()
    os.kill(os.getpid(), signal.SIGKILL)
index.keep = kill
load_dataset(Location(Path(sys.argv[1]), Reason.OPTION), index=index)
"""


@pytest.mark.skipif(os.name == "nt", reason="no such signal here")
def test_a_process_that_is_killed_while_it_writes_leaves_what_was_there(data: Path) -> None:
    load_at(data, later())
    (data / ONE).write_bytes((data / ONE).read_bytes().replace(b"signed", b"agreed"))
    process = subprocess.run(
        [sys.executable, "-c", KILLED, str(data), str(later(3))], capture_output=True, timeout=60, check=False
    )
    assert process.returncode == -9, process.stderr
    assert check_like_without(data, later(4)).agreement("one").status == "agreed"
    assert load_at(data, later(5))[1] == 0
