"""Aligned text by tabulate, for what is read in a pipe or a file: the one place that knows its ways."""

from collections.abc import Sequence
from enum import StrEnum

from coop.output.cells import DrawnColumn


class Look(StrEnum):
    """The formats of tabulate that are used, by its names for them."""

    PLAIN = "plain"  # columns and nothing else
    SIMPLE = "simple"  # rules of hyphens
    PIPE = "pipe"  # a table of GitHub's Markdown


def draw_tabular(
    columns: Sequence[DrawnColumn],
    rows: Sequence[Sequence[str]],
    *,
    look: Look,
    headings: Sequence[str] = (),
    footer: Sequence[Sequence[str]] = (),
) -> str:
    """At least one row under `headings`, numbers set right, `footer` below a rule; no line end behind the last line.

    The cells must hold no line end. Tabulate measures them with wcwidth, which coop depends on for that reason, and
    takes white space from both ends of a cell.
    """
    from tabulate import SEPARATING_LINE, tabulate

    below: list[str | list[str]] = [SEPARATING_LINE, *map(list, footer)] if footer else []
    return tabulate(
        [*map(list, rows), *below],
        headers=list(headings),
        tablefmt=look.value,
        colalign=["right" if column.is_numeric else "left" for column in columns],
        disable_numparse=True,  # '1.234' is what people shall read, not a float
    )
