"""How many of the agreements of a cell state the measure (rule 7): without that, an empty cell looks like a zero."""

from collections.abc import Mapping

from coop.analysis.grouping import OTHER, TOTAL
from coop.analysis.placing import Spot
from coop.analysis.statistics import AgreementCounts, Half

Coverage = tuple[int, int]


def find_coverage(half: Half, counts: AgreementCounts) -> Mapping[Spot, Coverage]:
    """Of the agreements that count in a cell, those that state the measure, and all; in the total of all selected.

    `counts` are those of every row. Rows of the measure in which no agreement counts, `(shared)` say, have none.
    """
    summary = half.summary
    stating = {disposition.figure.agreement for disposition in summary.dispositions}
    rows = {cell.row for cell in half.rows} | half.others
    cells: dict[Spot, frozenset[str]] = {}
    for (row, column), found in counts.cells.items():
        if row in rows:
            spot = (OTHER if row in half.others else row, column)
            cells[spot] = cells.get(spot, frozenset()) | found
    covered = {spot: (len(found & stating), len(found)) for spot, found in cells.items() if found}
    margin = None if any(cell.column is None for cell in half.rows) else TOTAL
    return {**covered, (TOTAL, margin): (summary.stating, summary.selected)}
