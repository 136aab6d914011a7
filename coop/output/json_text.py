"""JSON and JSON Lines: the tidy table as objects, text unescaped but for what could steer a terminal."""

import json
import re
from collections.abc import Iterator, Sequence

from coop.output.cells import raw_cell
from coop.output.stream import ROWS_AT_ONCE
from coop.table import Cell, Table

# JSON itself escapes C0. These too stand in a text only, where an escape means the same character.
_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")

_encode_line = json.JSONEncoder(ensure_ascii=False).encode  # `dumps` would make an encoder for each line


def render_json(table: Table) -> str:
    """An array of one object a row, keys in the order of the columns; `[]` for no row."""
    names = [column.name for column in table.columns]
    objects = [_object(names, row) for row in table.rows]
    return _escape_steering(json.dumps(objects, ensure_ascii=False, indent=2)) + "\n"


def render_jsonl(table: Table) -> str:
    """As `stream_jsonl`, in one."""
    return "".join(stream_jsonl(table))


def stream_jsonl(table: Table) -> Iterator[str]:
    """One object a line, part by part; nothing for no row."""
    names = [column.name for column in table.columns]
    for start in range(0, len(table.rows), ROWS_AT_ONCE):
        part = (_object(names, row) for row in table.rows[start : start + ROWS_AT_ONCE])
        yield _escape_steering("".join([f"{_encode_line(item)}\n" for item in part]))


def _object(names: Sequence[str], row: Sequence[Cell]) -> dict[str, str | int | list[str] | None]:
    return dict(zip(names, map(raw_cell, row), strict=True))


def _escape_steering(text: str) -> str:
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
