"""Whatever is wrong with an index is never seen: it costs time, and nothing else."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from coop.dataset.dataset import Dataset
from coop.dataset.index.index import open_index
from coop.dataset.index.look import LOOK, look_at
from coop.dataset.index.place import LAYOUT, LONGEST_REST, find_cache, find_database
from coop.dataset.index.sealing import pack
from coop.dataset.index.store import Store
from coop.dataset.loading import load_dataset, load_indexed
from tests.dataset.indexing import (
    ONE,
    change,
    check_like_without,
    data,
    database_of,
    later,
    load_at,
    place,
    write_three,
)

__all__ = ["data"]


def check_rebuilt(folder: Path, first: Dataset, times: int = 3) -> None:
    """The dataset is what it was, and soon there is a sound index again: damage may be met too late to write one."""
    assert load_at(folder, later(times))[0] == first
    assert load_at(folder, later(times + 1))[0] == first
    assert load_at(folder, later(times + 2)) == (first, 0)


def test_a_truncated_database_is_made_anew(data: Path) -> None:
    first, _ = load_at(data, later())
    path = database_of(data)
    content = path.read_bytes()
    for times, length in enumerate((0, 10, 100, 4096, len(content) // 2, len(content) - 1)):
        path.write_bytes(content[:length])
        check_rebuilt(data, first, 3 + 3 * times)


@pytest.mark.parametrize("content", [b"garbage" * 5000, b"\0" * 9000, b"SQLite format 3\0" + b"\xff" * 8192])
def test_garbage_under_its_name_is_replaced(data: Path, content: bytes) -> None:
    first, _ = load_at(data, later())
    database_of(data).write_bytes(content)
    check_rebuilt(data, first)


def test_flipped_bits_are_never_believed(data: Path) -> None:
    first, _ = load_at(data, later())
    path = database_of(data)
    content = path.read_bytes()
    chosen = random.Random(7)
    for times in range(60):
        damaged = bytearray(content)
        for _ in range(chosen.choice((1, 1, 40))):
            damaged[chosen.randrange(len(content) if times % 2 else 200)] ^= 1 << chosen.randrange(8)
        path.write_bytes(damaged)
        assert load_at(data, later(3))[0] == first, times


@pytest.mark.parametrize("layout", [LAYOUT + 1, LAYOUT - 1])
def test_another_layout_is_replaced(data: Path, layout: int) -> None:
    first, _ = load_at(data, later())
    change(database_of(data), f"PRAGMA user_version = {layout}")
    check_rebuilt(data, first)


def test_another_programs_database_is_replaced(data: Path) -> None:
    first, _ = load_at(data, later())
    path = database_of(data)
    path.unlink()
    change(path, "CREATE TABLE meta (a, b)", "INSERT INTO meta VALUES (1, 2)")
    check_rebuilt(data, first)


@pytest.mark.parametrize("kept", [(b"", 0, b"", b"", {}), (b"", 0, b"", b"", 3, {"": 1}), "text", None, 7])
def test_what_an_older_program_kept_in_another_form_is_made_anew(data: Path, kept: object) -> None:
    first, _ = load_at(data, later())
    with closing(sqlite3.connect(database_of(data))) as database, database:
        database.execute("UPDATE meta SET value = ? WHERE name = ?", (pack(kept, LOOK), LOOK))
    check_rebuilt(data, first)


@pytest.mark.parametrize("table", ["meta", "folders", "records"])
def test_a_lost_table_or_value_is_made_anew(data: Path, table: str) -> None:
    first, _ = load_at(data, later())
    change(database_of(data), f"DELETE FROM {table}")
    assert load_at(data, later(3))[0] == first
    change(database_of(data), f"UPDATE {table} SET value = zeroblob(60)")
    assert load_at(data, later(5))[0] == first
    change(database_of(data), f"DROP TABLE {table}")
    check_rebuilt(data, first, 7)


def test_records_that_changed_places_are_not_believed(data: Path) -> None:
    first, _ = load_at(data, later())
    values = "SELECT value FROM records WHERE name != ?1 LIMIT 1"
    connection = sqlite3.connect(database_of(data))
    connection.execute(f"UPDATE records SET value = ({values}) WHERE name = ?1", (ONE.encode(),))
    connection.commit()
    connection.close()
    assert load_at(data, later(3))[0] == first


def test_a_folder_under_its_name_is_left_alone(data: Path) -> None:
    path = find_database(os.path.realpath(data))
    assert path is not None
    Path(path).mkdir(parents=True)
    check_like_without(data, later())
    assert Path(path).is_dir()


FULL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
sys.argv = ["coop", "list", "--data", sys.argv[2]]
from coop.cli.app import main
main()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems end a process that writes too much")
@pytest.mark.parametrize("room", [0, 5_000, 60_000])
def test_a_full_disk_is_not_told_of(data: Path, room: int) -> None:
    def run() -> tuple[bytes, bytes]:
        command = [sys.executable, "-c", FULL, str(room), str(data)]
        process = subprocess.run(command, capture_output=True, timeout=60, check=True)
        return process.stdout, process.stderr

    told = run()
    assert told[0].count(b"\n") > 3
    assert told[1] == b""
    assert run() == told
    check_like_without(data, later())


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is closed to the superuser")
def test_a_cache_that_may_not_be_written_is_done_without(data: Path) -> None:
    cache = Path(os.environ["COOP_CACHE"])
    cache.mkdir(mode=0o500)
    assert load_indexed(place(data)) == load_dataset(place(data))
    cache.chmod(0o700)
    first, _ = load_at(data, later())
    (cache / "index").chmod(0o500)
    assert load_at(data, later(3))[0] == first
    (data / ONE).unlink()
    assert load_at(data, later(4))[0] == load_dataset(place(data))
    (cache / "index").chmod(0o700)


def test_a_cache_that_is_no_folder_is_done_without(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for named in (data / "dataset.yaml", Path("/dev/null"), data / ("long" * 100)):
        monkeypatch.setenv("COOP_CACHE", str(named))
        assert load_indexed(place(data)) == load_dataset(place(data))


def test_without_a_home_there_is_no_index(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COOP_CACHE", "XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    assert find_cache() is None
    assert open_index(str(data)) is None
    assert load_indexed(place(data)) == load_dataset(place(data))


def test_a_python_without_sqlite_goes_without(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coop.dataset.index.store.sqlite3", None)
    check_like_without(data, later())
    assert not Path(os.environ["COOP_CACHE"]).exists()


def test_the_cache_is_where_users_expect_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COOP_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", "/home/lan")
    monkeypatch.setattr(sys, "platform", "linux")
    assert find_cache() == "/home/lan/.cache/coop/index"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert find_cache() == "/home/lan/Library/Caches/coop/index"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert find_cache() == "/home/lan/Library/Caches/coop/index"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert find_cache() == f"{tmp_path}/coop/index"
    monkeypatch.setenv("COOP_CACHE", "/elsewhere")
    assert find_cache() == "/elsewhere/index"


@pytest.mark.skipif(os.name == "nt", reason="other rights")
def test_nobody_else_may_read_it(data: Path) -> None:
    load_at(data, later())
    path = database_of(data)
    assert (path.parent.stat().st_mode & 0o777, path.stat().st_mode & 0o777) == (0o700, 0o600)


@pytest.mark.skipif(os.name == "nt", reason="other rights")
def test_what_others_may_have_written_is_not_read(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, read = load_at(data, later())
    folder = database_of(data).parent
    for mode in (0o777, 0o720):
        folder.chmod(mode)
        assert look_at(str(data), now=later(3)) is None
        assert load_indexed(place(data)) == first
    folder.chmod(0o700)
    assert load_at(data, later(3)) == (first, 0)
    mine = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: mine + 1)
    assert look_at(str(data), now=later(4)) is None
    database_of(data).unlink()
    assert not Store(str(folder / "other.sqlite")).begin()
    assert list(folder.iterdir()) == []
    assert read


def test_nothing_is_written_into_the_work_tree(data: Path) -> None:
    before = sorted(data.parent.rglob("*"))
    load_at(data, later())
    cache = Path(os.environ["COOP_CACHE"])
    assert [path for path in sorted(data.parent.rglob("*")) if not path.is_relative_to(cache)] == before


def test_an_index_that_nobody_uses_is_thrown_away(data: Path, tmp_path: Path) -> None:
    load_at(data, later())
    old = database_of(data)
    long_ago = time.time() - LONGEST_REST - 100
    os.utime(old, (long_ago, long_ago))
    (tmp_path / "other").mkdir()
    load_at(write_three(tmp_path / "other"), later())
    assert not old.exists()


def test_an_index_that_is_used_stays(data: Path, tmp_path: Path) -> None:
    load_at(data, later())
    kept = database_of(data)
    long_ago = time.time() - LONGEST_REST - 100
    os.utime(kept, (long_ago, long_ago))
    found = look_at(str(data), now=later(3))
    assert found is not None
    assert found.is_fresh
    found.store.close()
    (tmp_path / "other").mkdir()
    load_at(write_three(tmp_path / "other"), later())
    assert kept.exists()


def test_no_memory_is_no_damage(data: Path) -> None:
    class Exhausted:
        def execute(self, *_: object) -> None:
            raise MemoryError

        def close(self) -> None:
            """It holds nothing."""

    first, _ = load_at(data, later())
    store = Store(str(database_of(data)))
    store._reader = Exhausted()  # type: ignore[assignment]
    assert store.select("SELECT 1") == []
    store._reader = None
    assert store.begin()
    store.close()
    assert load_at(data, later(3)) == (first, 0)


def test_an_older_library_that_takes_few_values_at_once_finds_them_all(data: Path) -> None:
    load_at(data, later())
    store = Store(str(database_of(data)))
    assert store.begin()
    names = [number.to_bytes(2, "big") for number in range(1200)]
    store.write("facts", [(name, b"x") for name in names])
    assert store._writer is not None
    store._writer.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 999)
    assert store.read_many("facts", names) == dict.fromkeys(names, b"x")
    store.close()


@pytest.mark.skipif(sys.platform != "linux", reason="no other system tells so")
def test_a_dataset_that_no_index_can_follow_leaves_nothing_open(data: Path) -> None:
    load_at(data, later())
    (data / "agreements").rename(data / "other")
    (data / "agreements").symlink_to(data / "other")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(3):
        assert look_at(str(data), now=later(3)) is None
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_it_may_be_deleted_at_any_time(data: Path) -> None:
    first, read = load_at(data, later())
    for path in database_of(data).parent.iterdir():
        path.unlink()
    assert load_at(data, later(3)) == (first, read)


def test_damage_that_is_told_of_in_no_text_is_damage(data: Path) -> None:
    first, _ = load_at(data, later())
    path = database_of(data)
    content = path.read_bytes()
    assert b"CREATE TABLE meta" in content
    path.write_bytes(content.replace(b"CREATE TABLE meta", b"CREATE T\xc5BLE meta"))
    check_rebuilt(data, first)
