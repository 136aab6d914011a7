"""The yaml format: the tidy table as a list of mappings that readers of YAML 1.1 and 1.2 read alike."""

import re
from typing import TYPE_CHECKING

from coop.output.cells import raw_cell
from coop.table import Table

if TYPE_CHECKING:
    import yaml

_LINE_WIDTH = 120
# Texts that some reader takes for a number, a date, a truth value, null or a merge key. What begins like a number is
# quoted whether or not it is one: '08', '1e3', '0o17' and '1:30' differ between the versions.
_AMBIGUOUS = re.compile(r"[-+.0-9].*|y|n|yes|no|on|off|true|false|null|nan|inf|~|=|<<|", re.IGNORECASE | re.DOTALL)
# Line ends to YAML 1.1 but not to 1.2, and what YAML allows but a terminal obeys: escaped, within double quotes.
_STEERING = re.compile("[\x85\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def render_yaml(table: Table) -> str:
    """A list of one mapping a row, keys in the order of the columns; `[]` for no row."""
    names = [column.name for column in table.columns]
    return dump_yaml([dict(zip(names, map(raw_cell, row), strict=True)) for row in table.rows])


def dump_yaml(data: object) -> str:
    """Plain data as YAML in block style, keys in their order.

    Every text that any reader could take for something else is quoted, dates among them.
    """
    import yaml

    class Dumper(yaml.SafeDumper):
        """Writes texts with the quotes that they need, and never an anchor."""

        def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
            return True

    Dumper.add_representer(str, _represent_text)
    text = yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=_LINE_WIDTH)
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04X}", text)


def _represent_text(dumper: "yaml.SafeDumper", text: str) -> "yaml.ScalarNode":
    if _STEERING.search(text):
        style: str | None = '"'
    else:
        style = "'" if _AMBIGUOUS.fullmatch(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)
