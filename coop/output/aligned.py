"""Aligned text for what is read in a pipe or a file: drawn here, for tabulate takes longer to load than `coop list`.

It looks as tabulate's formats `simple` and `plain` do.
"""

import re
from collections.abc import Iterator, Sequence

from coop.output.cells import DrawnColumn
from coop.output.stream import ROWS_AT_ONCE

_GAP = "  "
# Under headings a column is so much wider than its heading at least.
_ROOM = 2
# Text of which each character takes one column: Latin letters, Vietnamese ones among them, and usual signs.
_SINGLE = re.compile(
    r"[ -~\u00a0-\u00ac\u00ae-\u02af\u1e00-\u1eff\u2013\u2014\u2018-\u201d\u2026\u2190-\u2193\u2212\u2248\u2264\u2265]*"
)


def draw_aligned(
    columns: Sequence[DrawnColumn],
    rows: Sequence[Sequence[str]],
    *,
    headings: Sequence[str] = (),
    footer: Sequence[Sequence[str]] = (),
) -> Iterator[str]:
    """At least one row, numbers set right; with `headings` rules below them and above the footer, else an empty line.

    Part by part, each of whole lines. No line ends in white space. The cells must hold no line end; white space is
    taken from both of their ends.
    """
    drawn = [_Column(column, [row[at].strip() for row in (*rows, *footer)]) for at, column in enumerate(columns)]
    if headings:
        for each, heading in zip(drawn, headings, strict=True):
            each.width = max(each.width, _measure(heading) + _ROOM)
    rule = (_GAP.join("-" * each.width for each in drawn) if headings else "") + "\n"
    if headings:
        yield _join([each.pad([heading], [_measure(heading)]) for each, heading in zip(drawn, headings, strict=True)])
        yield rule
    for start in range(0, len(rows), ROWS_AT_ONCE):
        yield _join([each.draw(start, min(start + ROWS_AT_ONCE, len(rows))) for each in drawn])
    if footer:
        yield rule
        yield _join([each.draw(len(rows), len(rows) + len(footer)) for each in drawn])


class _Column:
    """The cells of a column, and how wide it is."""

    def __init__(self, column: DrawnColumn, cells: list[str]) -> None:
        self._is_numeric = column.is_numeric
        self._cells = cells
        # One look at all of them together: nearly every column holds nothing else.
        is_single = _SINGLE.fullmatch("".join(cells)) is not None
        self._lengths = list(map(len if is_single else _measure, cells))
        self.width = max(self._lengths)

    def draw(self, start: int, end: int) -> list[str]:
        """Some of the cells, as wide as the column."""
        return self.pad(self._cells[start:end], self._lengths[start:end])

    def pad(self, cells: list[str], lengths: list[int]) -> list[str]:
        """Cells of which each takes so many columns, as wide as the column."""
        width = self.width
        if self._is_numeric:
            return [" " * (width - length) + cell for cell, length in zip(cells, lengths, strict=True)]
        return [cell + " " * (width - length) for cell, length in zip(cells, lengths, strict=True)]


def _join(columns: list[list[str]]) -> str:
    return "".join([f"{_GAP.join(row).rstrip()}\n" for row in zip(*columns, strict=True)])


def _measure(text: str) -> int:
    """The columns that a text takes, as wcwidth counts them, which is loaded only where it is needed."""
    if _SINGLE.fullmatch(text):
        return len(text)
    from wcwidth import wcswidth

    return wcswidth(text)
