"""When one figure covers or overlaps another, and the indexes that find them without a look at all."""

import pytest

from coop.analysis.covering import CoverIndex, OverlapIndex, is_covering, is_overlapping
from coop.dataset.agreement import Figure
from tests.analysis.samples import CT, HN, NA, TH, make_figure


def way(source: list[str], destination: list[str], field: str | None = None) -> Figure:
    return make_figure("f", source, destination, field=field)


def both(*localities: str, field: str | None = None) -> Figure:
    return make_figure("f", between=localities, field=field)


@pytest.mark.parametrize(
    ("one", "other", "covers", "overlaps"),
    [
        (way([HN], [TH]), way([HN], [TH]), True, True),
        (way([HN], [TH, CT]), way([HN], [TH]), True, True),
        (way([HN], [TH]), way([HN], [TH, CT]), False, True),
        (way([HN, NA], [TH, CT]), way([HN], [CT]), True, True),
        (way([HN], [TH]), way([TH], [HN]), False, False),
        (way([HN], [TH]), way([HN], [CT]), False, False),
        (way([HN], [TH, CT]), way([HN], [TH, NA]), False, True),
        (way([HN], [TH]), way([HN], [TH], "y-te"), True, True),
        (way([HN], [TH], "y-te"), way([HN], [TH]), False, True),
        (way([HN], [TH], "y-te"), way([HN], [TH], "giao-duc"), False, False),
        (both(HN, TH), way([HN], [TH]), True, True),
        (both(HN, TH), way([TH], [HN]), True, True),
        (both(HN, TH), way([HN], [CT]), False, False),
        (both(HN, TH, CT), both(TH, HN), True, True),
        (both(HN, TH), both(TH, HN), True, True),
        (both(HN, TH), both(HN, CT), False, False),
        (both(HN, TH, CT), both(TH, CT, NA), False, True),
        (both(HN, TH), way([HN], []), False, True),
        (both(HN, TH), way([HN], [HN]), False, False),
        (way([HN], [TH]), both(HN, TH), False, True),
        (way([HN], []), way([HN], []), True, True),
        (way([HN], []), way([HN], [TH]), False, True),
        (way([HN], [TH]), way([HN], []), False, True),
        (way([], []), way([HN], [TH]), False, True),
        (way([], []), way([], []), True, True),
        (way([HN], []), way([CT], [TH]), False, False),
        (way([], [TH]), way([HN], []), False, True),
    ],
)
def test_covering_and_overlapping(one: Figure, other: Figure, covers: bool, overlaps: bool) -> None:
    assert is_covering(one, other) is covers
    assert is_overlapping(one, other) is is_overlapping(other, one) is overlaps
    assert list(CoverIndex([one, other]).covers_of(other)) == ([one] if covers else [])
    index = OverlapIndex()
    index.add(one)
    assert index.overlaps_of(other) == ([one] if overlaps else [])


def test_overlaps_come_in_the_order_of_adding() -> None:
    index = OverlapIndex()
    figures = [way([HN], [TH, CT]), way([HN], [CT]), way([HN], [TH]), way([NA], [TH])]
    for figure in figures:
        index.add(figure)
    assert [id(f) for f in index.overlaps_of(way([HN], []))] == [id(f) for f in figures[:3]]
