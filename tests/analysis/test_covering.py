"""When one figure covers or overlaps another, and the index that finds them without a look at all."""

import pytest

from coop.analysis import covering
from coop.analysis.covering import StandingIndex, is_covering, is_overlapping, series_key, width
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
    index = StandingIndex()
    index.add(one)
    assert index.covers_of(other) == ([one] if covers else [])
    assert index.find_rival(other) is (one if overlaps and not covers and not is_covering(other, one) else None)
    if covers and series_key(one) != series_key(other):
        assert width(one) > width(other)


def test_the_rival_is_the_first_added_and_none_that_covers_or_is_covered() -> None:
    index = StandingIndex()
    figures = [way([HN], [NA]), way([HN], [TH, CT]), way([HN], [CT, NA]), way([HN], [TH])]
    for figure in figures:
        index.add(figure)
    assert index.find_rival(way([HN], [])) is figures[0]
    assert index.find_rival(way([HN, TH], [TH, NA])) is figures[1]
    assert index.find_rival(way([HN], [TH, NA])) is figures[1]
    assert index.find_rival(way([HN], [NA], "y-te")) is None
    assert index.find_rival(way([TH], [])) is None


def test_parts_of_one_whole_are_not_found_for_each_other_and_alike_ones_once() -> None:
    index = StandingIndex()
    first, second, wider = way([HN], [TH]), way([HN], [TH]), way([HN], [TH, CT])
    for figure in (first, second, wider):
        index.add(figure, "whole")
    part = way([HN], [TH], "y-te")
    assert index.covers_of(part, "whole") == []
    assert [id(f) for f in index.covers_of(part, "other")] == [id(first), id(wider)]
    assert [id(f) for f in index.covers_of(part)] == [id(first), id(wider)]
    assert index.find_rival(way([HN], [CT, NA]), "whole") is None
    assert index.find_rival(way([HN], [CT, NA]), "other") is wider


def test_covers_are_looked_for_where_the_fewest_figures_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    index = StandingIndex()
    for number in range(50):
        index.add(way([HN], [TH, f"p{number}"]))
    wide = way([HN], [TH, CT, NA])
    index.add(wide)
    compared: list[Figure] = []

    def counted(one: Figure, other: Figure) -> bool:
        compared.append(one)
        return is_covering(one, other)

    monkeypatch.setattr(covering, "is_covering", counted)
    assert index.covers_of(way([HN], [TH, CT])) == [wide]
    assert compared == [wide]
