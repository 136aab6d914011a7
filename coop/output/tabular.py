"""A table of GitHub's Markdown by tabulate: the one place that knows its ways."""

from collections.abc import Sequence

from coop.output.cells import DrawnColumn


def draw_tabular(columns: Sequence[DrawnColumn], rows: Sequence[Sequence[str]], *, headings: Sequence[str]) -> str:
    """At least one row under `headings`, numbers set right; no line end behind the last line.

    The cells must hold no line end. Tabulate measures them with wcwidth, which coop depends on for that reason, and
    takes white space from both ends of a cell.
    """
    from tabulate import tabulate

    return tabulate(
        list(map(list, rows)),
        headers=list(headings),
        tablefmt="pipe",
        colalign=["right" if column.is_numeric else "left" for column in columns],
        disable_numparse=True,  # '1.234' is what people shall read, not a float
    )
