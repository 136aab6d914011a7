"""What part of a total each cell is, in tenths of a percent, rounded so that the parts still add up to it.

Of all ways to round up or down, that which leaves the least to whoever is rounded against: what has the largest part
cut off is rounded up, until the sum is right (the method of largest remainders). No share is off by a tenth or more.
A range counts by its middle, and what is about a number by the number.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from coop.analysis.grouping import OVERLAP, TOTAL, Row
from coop.analysis.placing import Spot
from coop.analysis.statistics import Half
from coop.language.quantity import Quantity

WHOLE = 1000


def apportion(parts: Sequence[int], whole: int, *, tenths: int = WHOLE) -> list[int]:
    """Each of `parts` in thousandths of `whole`, adding up to `tenths`; parts that are taken off are below zero.

    What the parts add up to must be `tenths` itself, rounded up or down.
    """
    shares = [part * WHOLE // whole for part in parts]
    rests = [part * WHOLE % whole for part in parts]
    largest = sorted(range(len(parts)), key=lambda position: (-rests[position], position))
    for position in largest[: tenths - sum(shares)]:
        shares[position] += 1
    return shares


def round_share(part: int, whole: int) -> int:
    """One share by itself, half rounded up."""
    return (2 * part * WHOLE + whole) // (2 * whole)


def find_shares(half: Half) -> Mapping[Spot, int]:
    """The share of each cell in the total of the measure; none where that is nothing.

    Along each row, down the column of totals and along the row of totals they add up, `(overlap)` taken off; down the
    other columns they do to within what rounding leaves. Where there is no total over the years, each year is a whole.
    """
    values = {
        (cell.row, cell.column): _value(cell.total.quantity) for cell in half.rows if cell.total.quantity is not None
    }
    if (TOTAL, None) in values:
        return _share_line(values, [spot for spot in values if spot[0] != TOTAL], total=(TOTAL, None))
    if (TOTAL, TOTAL) in values:
        return _share_table(values)
    shares: dict[Spot, int] = {}
    for year in [spot for spot in values if TOTAL in spot]:
        axis = 1 if year[0] == TOTAL else 0
        line = [spot for spot in values if spot[axis] == year[axis] and spot != year]
        shares |= _share_line(values, line, total=year)
    return shares


def _share_table(values: Mapping[Spot, int]) -> dict[Spot, int]:
    grand: Spot = (TOTAL, TOTAL)
    lines: defaultdict[Row, list[Spot]] = defaultdict(list)
    for row, column in values:
        lines[row].append((row, column))
    shares = _share_line(values, [spot for spot in values if spot[1] == TOTAL and spot != grand], total=grand)
    for row, line in lines.items():
        cells = [spot for spot in line if spot[1] != TOTAL]
        if row == OVERLAP:  # it does not add up along the row
            shares |= {spot: round_share(values[spot], values[grand]) for spot in cells if values[grand]}
        elif (row, TOTAL) in shares:
            shares |= _share_line(values, cells, total=grand, tenths=shares[row, TOTAL])
    return shares


def _share_line(
    values: Mapping[Spot, int], cells: Sequence[Spot], *, total: Spot, tenths: int = WHOLE
) -> dict[Spot, int]:
    """The shares of `cells` in `total`, which add up to `tenths`, and that of the total itself."""
    whole = values[total]
    if not whole:
        return {}
    signed = [-values[spot] if OVERLAP in spot else values[spot] for spot in cells]
    shares = {spot: abs(share) for spot, share in zip(cells, apportion(signed, whole, tenths=tenths), strict=True)}
    return {**shares, total: WHOLE}


def _value(quantity: Quantity) -> int:
    """Twice the number, twice the middle of a range."""
    return quantity.low + quantity.high
