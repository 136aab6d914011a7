"""One index on disk: tables of sealed values in a database, behind a door that lets no failure out.

On the way of every quick answer: no heavy import. Whatever is wrong with a database is as if there were nothing in it:
damaged it is thrown away, locked or full it is not written to.
"""

import os

from coop.dataset.index.place import LAYOUT, ignored, make_cache, mark_used, remove_database, remove_unused

try:
    import _sqlite3 as sqlite3  # sqlite3 adds to it what takes as long to import as a thousand files to look at
except ImportError:
    try:
        import sqlite3  # type: ignore[no-redef]
    except ImportError:  # a Python that was built without it
        sqlite3 = None  # type: ignore[assignment]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_PATIENCE = 0.25  # seconds to wait for another process that writes; then this one goes on without
_OURS = (0x636F6F70, LAYOUT)  # "coop"
_TABLES = """
CREATE TABLE meta (name BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE folders (name BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE records (name BLOB PRIMARY KEY, value BLOB);
CREATE TABLE heads (name BLOB PRIMARY KEY, value BLOB);
CREATE TABLE checked (name BLOB PRIMARY KEY, value BLOB);
CREATE TABLE facts (name BLOB PRIMARY KEY, value BLOB);
CREATE TABLE answers (name BLOB PRIMARY KEY, value BLOB);
"""
_ERROR, _NO_MEMORY, _READONLY = 1, 7, 8
# What may be otherwise another time: no memory, a lock, a full disk, a folder that may not be written.
_PASSING = frozenset({3, 5, 6, _NO_MEMORY, _READONLY, 9, 10, 13, 14, 18, 23})
TABLES = ("meta", "folders", "records", "heads", "checked", "facts", "answers")
_MARKS = "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version"
_AT_ONCE = 500  # values asked for in one query: older libraries take 999
Value = bytes | None


class Store:
    """The tables of one database; `value` is sealed by whoever writes it, and proved by whoever reads it.

    From `open` on everything is read as it stood then, whatever other processes write meanwhile: what is read first
    and what is read later belong together. Between `begin` and `commit` it is read as this process has written it.
    """

    __slots__ = ("_is_broken", "_reader", "_writer", "is_writing", "path")

    def __init__(self, path: str) -> None:
        self.path = path
        self._reader: sqlite3.Connection | None = None
        self._writer: sqlite3.Connection | None = None
        self._is_broken = False
        self.is_writing = False

    def open(self) -> bool:
        """Open the database if it is there; whether there is one to read."""
        if sqlite3 is None or not os.path.isfile(self.path):
            return False
        self._reader = self._connect()
        return self._run(self._reader, "BEGIN") and self._is_ours()

    def _connect(self) -> "sqlite3.Connection | None":
        quoted = self.path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
        try:
            return sqlite3.connect(f"file:{quoted}?mode=rw", uri=True, timeout=_PATIENCE, isolation_level=None)
        except (sqlite3.Error, ValueError):
            return None

    def _is_ours(self) -> bool:
        marks = self.select(_MARKS)
        if marks == [_OURS]:
            mark_used(self.path)
            return True
        if marks and marks != [(0, 0)]:  # somebody else's file under our name; without marks, one that is being made
            self._is_broken = True
        self.close()
        return False

    def select(self, query: str, values: tuple[bytes | int, ...] = ()) -> list[tuple[object, ...]]:
        """The rows that a query finds; none where the database cannot be read."""
        return self._select(self._writer if self.is_writing else self._reader, query, values)

    def _select(
        self, connection: "sqlite3.Connection | None", query: str, values: tuple[bytes | int, ...] = ()
    ) -> list[tuple[object, ...]]:
        if connection is None or self._is_broken:
            return []
        try:
            return connection.execute(query, values).fetchall()
        except (sqlite3.Error, UnicodeError, MemoryError) as error:  # the message itself may hold what is damaged
            self._note(error)
            return []

    def read(self, table: str, name: bytes) -> Value:
        """One value."""
        rows = self.select(f"SELECT value FROM {table} WHERE name = ?", (name,))
        found = rows[0][0] if rows else None
        return found if isinstance(found, bytes) else None

    def read_many(self, table: str, names: "Iterable[bytes]") -> dict[bytes, bytes]:
        """Those values that there are, by their names."""
        asked, rows = tuple(names), []
        for start in range(0, len(asked), _AT_ONCE):
            some = asked[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            rows += self.select(f"SELECT name, value FROM {table} WHERE name IN ({marks})", some)
        return {n: v for n, v in rows if isinstance(n, bytes) and isinstance(v, bytes)}

    def find_heads(self, table: str, size: int, within: bytes) -> "Iterator[tuple[bytes, bytes]]":
        """Of every value whose name lies within a folder the name, and the value's first bytes."""
        query = f"SELECT name, substr(value, 1, {size}) FROM {table} WHERE name > ? AND name < ?"
        rows = self.select(query, (within + b"/", within + b"0"))  # "0" comes next after "/"
        return ((n, v) for n, v in rows if isinstance(n, bytes) and isinstance(v, bytes))

    def begin(self) -> bool:
        """Begin to write, in a new database where there is none; whether nobody else does."""
        if self._is_broken:
            self.close()
            remove_database(self.path)
            self._is_broken = False
        if self._writer is None:
            self._writer = self._connect() if self._reader is not None else self._create()
        self.is_writing = self._run(self._writer, "BEGIN IMMEDIATE")
        if self.is_writing and self.select("PRAGMA journal_mode") != [("wal",)]:
            # Some file systems know no such log: there whoever reads holds up whoever commits, and this process itself.
            self._run(self._reader, "ROLLBACK")
        return self.is_writing

    def _create(self) -> "sqlite3.Connection | None":
        """Make the database, for this user alone, unless somebody just did; none where that cannot be."""
        if sqlite3 is None or not make_cache(self.path):
            return None
        for _ in range(2):
            with ignored(OSError):
                os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
            made = self._connect()
            is_open = self._run(made, "PRAGMA journal_mode = WAL") and self._run(made, "BEGIN IMMEDIATE")
            if is_open and self._fill(made):
                remove_unused(self.path)
                return made
            _close(made)
            if not self._is_broken:  # the disk is full, or another process is quicker
                return None
            remove_database(self.path)
            self._is_broken = False
        return None

    def _fill(self, made: "sqlite3.Connection | None") -> bool:
        """Put the tables into a database that is empty; whether it has them. One with others is broken."""
        if self._select(made, "SELECT count(*) FROM sqlite_master") == [(0,)]:
            statements = (
                *_TABLES.split(";"),
                f"PRAGMA application_id = {_OURS[0]}",
                f"PRAGMA user_version = {_OURS[1]}",
            )
            return all(self._run(made, statement) for statement in (*statements, "COMMIT"))
        self._is_broken = self._is_broken or self._select(made, _MARKS) != [_OURS]
        return self._run(made, "COMMIT")

    def write(self, table: str, values: "Iterable[tuple[bytes, Value]]") -> None:
        """Write values by their names; one that is none is removed. Call `begin` before, `commit` after."""
        kept, gone = [], []
        for name, value in values:
            if value is None:
                gone.append((name,))
            else:
                kept.append((name, value))
        self._write(f"DELETE FROM {table} WHERE name = ?", gone)
        self._write(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", kept)

    def remove_rows(self, table: str, last: int) -> None:
        """Remove the values that were the first to be written, up to the row `last`."""
        self._write(f"DELETE FROM {table} WHERE rowid <= ?", [(last,)])

    def clear(self, *tables: str) -> None:
        """Remove everything from these tables."""
        for table in tables:
            self._write(f"DELETE FROM {table}", [()])

    def _write(self, statement: str, rows: "Sequence[tuple[bytes | int, ...]]") -> None:
        """Where one thing cannot be written, nothing is."""
        if not rows or not self.is_writing or self._writer is None:
            return
        try:
            self._writer.executemany(statement, rows)
        except (sqlite3.Error, UnicodeError, MemoryError) as error:
            self._note(error)
            self.roll_back()

    def commit(self) -> bool:
        """Make what was written hold, all of it or nothing; whether it does."""
        is_kept = self.is_writing and self._run(self._writer, "COMMIT")
        if not is_kept:
            self.roll_back()
        self.is_writing = False
        return is_kept

    def roll_back(self) -> None:
        """Forget what was written since `begin`."""
        if self._writer is not None and not self._is_broken:
            with ignored(sqlite3.Error):
                self._writer.rollback()
        self.is_writing = False

    def close(self) -> None:
        """Let go of the database; what was not committed is forgotten."""
        for connection in (self._reader, self._writer):
            _close(connection)
        self._reader, self._writer, self.is_writing = None, None, False

    def discard(self) -> None:
        """Throw the database away: what it says is not what was written."""
        self._is_broken = True

    def destroy(self) -> None:
        """Throw the database away at once."""
        self.close()
        remove_database(self.path)

    @property
    def size(self) -> int:
        """The bytes that it takes on the disk."""
        total = 0
        for path in (self.path, f"{self.path}-wal"):
            with ignored(OSError):
                total += os.stat(path).st_size
        return total

    def _run(self, connection: "sqlite3.Connection | None", statement: str) -> bool:
        if connection is None or self._is_broken:
            return False
        try:
            connection.execute(statement)
        except (sqlite3.Error, UnicodeError, MemoryError) as error:
            self._note(error)
            return False
        return True

    def _note(self, error: Exception) -> None:
        """A database that is none, or is damaged, is thrown away; one that is locked or cannot grow is not."""
        code = _NO_MEMORY if isinstance(error, MemoryError) else getattr(error, "sqlite_errorcode", _ERROR) & 0xFF
        places = (self.path, os.path.dirname(self.path))
        is_wrongly_shut = code == _READONLY and all(os.access(place, os.W_OK) for place in places)
        self._is_broken = self._is_broken or code not in _PASSING or is_wrongly_shut


def _close(connection: "sqlite3.Connection | None") -> None:
    if connection is not None:
        with ignored(sqlite3.Error):
            connection.close()
