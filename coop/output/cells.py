"""What stands in the cells: drawn for people (names, amounts with their unit), or raw for programs.

Whatever a file of data holds, a drawn cell is one line of NFC text without control characters: it cannot break a table,
and no escape sequence in it reaches a terminal.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from coop.bilingual import Bilingual, Language
from coop.errors import CoopError
from coop.language.quantity import Qualifier, Quantity, format_integer, format_quantity, format_share
from coop.language.text import nfc
from coop.language.units import CURRENCIES
from coop.output.stream import REPLACEMENT, clean_surrogates
from coop.table import Cell, Column, ColumnType, Companions, Linked, Marked, Table

_NOTHING = Bilingual("(none)", "(không có)")

# A no-break space is no gap: it keeps a number and its unit on one line.
_GAP = re.compile("[ \t\n\v\f\r\x85\u2028\u2029]+")
# C0, DEL, C1, the controls of bidirectional text, lone surrogates, two code points that no XML may hold, and those that
# are no characters but free for a program's own use, as here.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_CONTROL_BUT_GAP = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NUMERIC = frozenset({ColumnType.INTEGER, ColumnType.AMOUNT, ColumnType.SHARE})

# An address of which no character can end a link early in any format.
_LINKABLE = re.compile(r"https?://[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")

QUOTES = ("«", "»")
"""What stands around a marked stretch where there is no look for it."""
MARKS = ("\ufdd1", "\ufdd2")
"""The same for renderers that have one, to be replaced by it: no other text in a cell holds these."""


class DrawnLink(str):
    """A drawn cell that leads to `url`, an address of http(s) in ASCII. As a text it is what is shown of it."""

    __slots__ = ("url",)
    url: str

    def __new__(cls, text: str, url: str) -> "DrawnLink":  # noqa: D102 - a str is made here, not in __init__
        link = super().__new__(cls, text)
        link.url = url
        return link


@dataclass(frozen=True, slots=True)
class DrawnColumn:
    """A column as people see it; numbers are set right, and columns that may wrap give way first.

    Columns of one `group` stay together where a wide table is folded, and those of none stand in each part.
    """

    heading: str
    is_numeric: bool
    may_wrap: bool
    group: str | None = None


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """A table as people read it: every cell one line of text, the totals apart; `nothing` stands for no rows."""

    columns: tuple[DrawnColumn, ...]
    body: tuple[tuple[str, ...], ...]
    footer: tuple[tuple[str, ...], ...]
    title: str | None
    notes: tuple[str, ...]
    nothing: str

    @property
    def has_headings(self) -> bool:
        """Whether any column has one: a list of keys and values has none."""
        return any(column.heading for column in self.columns)

    @property
    def nothing_row(self) -> tuple[str, ...]:
        """A row that says, in its first cell, that there is none."""
        return (self.nothing, *("" for _ in self.columns[1:]))


def draw_address(text: str, url: str) -> str:
    """A text and its address in full, where a medium has no links."""
    return f"{text} · {url}"


def build_drawing(
    table: Table,
    language: Language,
    *,
    marks: tuple[str, str] = QUOTES,
    link: Callable[[str, str], str] = draw_address,
) -> DrawnTable:
    """`table` as people read it in `language`: the columns meant for them, each amount with its companions.

    A companion of an amount that is shown is not a column of its own. `marks` stand around marked stretches, and `link`
    makes one cell of a text and an address that can be linked to: `DrawnLink`, where a medium has links.
    """
    absorbed = _absorbed_companions(table)
    shown = [p for p, column in enumerate(table.columns) if column.for_people and column.name not in absorbed]
    positions = {column.name: position for position, column in enumerate(table.columns)}
    rows = tuple(
        tuple(_draw_cell(table.columns[p], p, row, positions, language, marks=marks, link=link) for p in shown)
        for row in table.rows
    )
    split = len(rows) - min(max(table.footer_rows, 0), len(rows))
    return DrawnTable(
        columns=tuple(_draw_column(table.columns[p], language) for p in shown),
        body=rows[:split],
        footer=rows[split:],
        title=None if table.title is None else clean_text(table.title.text(language)),
        notes=tuple(clean_text(note.text(language)) for note in table.notes),
        nothing=_NOTHING.text(language),
    )


def clean_text(text: str) -> str:
    """`text` as one line that is safe to print: gaps become one space, controls U+FFFD, letters NFC."""
    return _clean_line(text).strip(" ")


def _clean_line(text: str) -> str:
    return nfc(_UNSAFE.sub(REPLACEMENT, _GAP.sub(" ", text)))


def clean_controls(text: str) -> str:
    """`text` without control characters but tabs and line ends, for formats that have no way to escape them."""
    return _CONTROL_BUT_GAP.sub(REPLACEMENT, text)


def raw_cell(cell: Cell) -> str | int | list[str] | None:
    """A cell as programs get it: the value itself, several terms as a list."""
    if isinstance(cell, str):
        return cell if cell.isprintable() else clean_surrogates(cell)  # nearly every text is
    if isinstance(cell, Marked):
        return clean_surrogates(str(cell))
    if isinstance(cell, Linked):
        return clean_surrogates(draw_address(cell.text.en, cell.url) if cell.url else cell.text.en)
    if isinstance(cell, tuple):
        return [clean_surrogates(term) for term in cell]
    return cell


def _absorbed_companions(table: Table) -> frozenset[str]:
    companions = [column.companions for column in table.columns if column.for_people and column.companions is not None]
    return frozenset(name for c in companions for name in (c.unit, c.qualifier, c.low, c.high))


def _draw_column(column: Column, language: Language) -> DrawnColumn:
    heading = clean_text(column.label.text(language))
    return DrawnColumn(heading, is_numeric=column.type in _NUMERIC, may_wrap=column.may_wrap, group=column.group)


def _draw_cell(
    column: Column,
    position: int,
    row: tuple[Cell, ...],
    positions: Mapping[str, int],
    language: Language,
    *,
    marks: tuple[str, str],
    link: Callable[[str, str], str],
) -> str:
    cell = row[position]
    if isinstance(cell, Marked):
        return _draw_marked(cell, marks)
    if isinstance(cell, Linked):
        return _draw_linked(cell, link, language)
    if column.type is ColumnType.AMOUNT and not isinstance(cell, str | tuple):
        return clean_text(_draw_amount(cell, column.companions, row, positions, language))
    if cell is None:
        return ""
    if isinstance(cell, Bilingual):
        return clean_text(cell.text(language))
    if isinstance(cell, int):
        if column.type is ColumnType.SHARE:
            return format_share(cell, language)
        return format_integer(cell, language) if column.type is ColumnType.INTEGER else str(cell)
    terms = cell if isinstance(cell, tuple) else (cell,)
    return clean_text(", ".join(_name_of(term, column, language) for term in terms))


def _draw_marked(cell: Marked, marks: tuple[str, str]) -> str:
    """The text with its marked stretches between `marks`, which what is cleaned cannot hold."""
    edges = [0, *(edge for span in cell.spans for edge in span), len(cell.text)]
    signs = (*(marks * len(cell.spans)), "")
    parts = (_clean_line(cell.text[start:end]) for start, end in pairwise(edges))
    return "".join(part + sign for part, sign in zip(parts, signs, strict=True)).strip(" ")


def _draw_linked(cell: Linked, link: Callable[[str, str], str], language: Language) -> str:
    text = clean_text(cell.text.text(language))
    if cell.url is None:
        return text
    return link(text, cell.url) if _LINKABLE.fullmatch(cell.url) else clean_text(draw_address(text, cell.url))


def _name_of(term: str, column: Column, language: Language) -> str:
    name = column.terms.get(term)
    return term if name is None else name.text(language)


def _draw_amount(
    amount: int | None,
    companions: Companions | None,
    row: tuple[Cell, ...],
    positions: Mapping[str, int],
    language: Language,
) -> str:
    def companion(name: str) -> Cell:
        return row[positions[name]] if name in positions else None

    if companions is None:
        return "" if amount is None else format_integer(amount, language)
    ends = [end for end in (companion(companions.low), companion(companions.high)) if isinstance(end, int)]
    ends = ends if amount is None else [amount]
    if not ends:
        return ""
    unit, qualifier = companion(companions.unit), companion(companions.qualifier)
    return _format_ends(ends[0], ends[-1], str(unit or ""), str(qualifier or Qualifier.EXACT), language)


def _format_ends(low: int, high: int, unit: str, qualifier: str, language: Language) -> str:
    known = Qualifier(qualifier) if qualifier in set(Qualifier) else None
    if known is not None and unit and 0 <= low <= high:
        try:
            return format_quantity(Quantity(low, high, unit, unit in CURRENCIES, known), language)
        except CoopError:  # a unit that quantities do not know is shown as it stands
            pass
    # A difference can be negative, which no quantity is; nothing is hidden, and nothing is scaled.
    ends = [format_integer(end, language) for end in dict.fromkeys((low, high))]
    symbol = qualifier if known is None else known.symbol
    return " ".join(part for part in (symbol, "–".join(ends), unit) if part)
