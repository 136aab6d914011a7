"""JSON and JSON Lines: the tidy table as objects, text unescaped but for what could steer a terminal."""

import json
import re

from coop.output.cells import raw_cell
from coop.table import Table

# JSON itself escapes C0. These too stand in a text only, where an escape means the same character.
_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def render_json(table: Table) -> str:
    """An array of one object a row, keys in the order of the columns; `[]` for no row."""
    return _escape_steering(json.dumps(_objects(table), ensure_ascii=False, indent=2)) + "\n"


def render_jsonl(table: Table) -> str:
    """One object a line; nothing for no row."""
    return "".join(_escape_steering(json.dumps(item, ensure_ascii=False)) + "\n" for item in _objects(table))


def _objects(table: Table) -> list[dict[str, str | int | list[str] | None]]:
    names = [column.name for column in table.columns]
    return [dict(zip(names, map(raw_cell, row), strict=True)) for row in table.rows]


def _escape_steering(text: str) -> str:
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
