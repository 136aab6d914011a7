"""Whether the dataset holds a newer state of a stock than the one that counts (rule 9 of docs/totals.md)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from coop.analysis.borders import figure_day
from coop.analysis.counting import newest_day
from coop.analysis.covering import SeriesKey, is_covering, series_key
from coop.analysis.links import Facts
from coop.analysis.reach import spell_out
from coop.analysis.select import Selection
from coop.dataset.agreement import Figure
from coop.dataset.terms import Nature

_Group = tuple[str, str, str | None, tuple[frozenset[str], ...]]


class NewerStates:
    """The newest of each series outside a selection; of what a unit absorbed, its own are newer states too."""

    def __init__(self, selection: Selection) -> None:
        self._dataset = selection.dataset
        self._territories = selection.borders.territories
        self._newest: defaultdict[_Group, dict[SeriesKey, Figure]] = defaultdict(dict)
        for figure in _find_outside(selection):
            series = self._newest[self._group(figure)]
            key = series_key(figure)
            if key not in series or newest_day(series[key]) < newest_day(figure):
                series[key] = figure

    def has_newer(self, figure: Figure) -> bool:
        """Whether there is a newer state of what the figure tells."""
        newer = [f for f in self._newest[self._group(figure)].values() if newest_day(f) > newest_day(figure)]
        if any(series_key(each) == series_key(figure) for each in newer):
            return True
        if not newer:
            return False
        spelled, *wider = spell_out((figure, *newer), self._territories, self._day)
        return any(series_key(each) == series_key(spelled) or is_covering(each, spelled) for each in wider)

    def _day(self, figure: Figure) -> date:
        return figure_day(figure, self._dataset.by_id[figure.agreement])

    def _group(self, figure: Figure) -> _Group:
        """What a figure has in common with all that may be a newer state of it: the ends that its own became."""
        follow, ends = self._territories.follow, figure.ends
        last = tuple(
            frozenset(follow(locality, date.max) for locality in end)
            for end in (ends.source, ends.destination, ends.between)
        )
        return figure.measure, figure.quantity.unit, figure.field, last


def _find_outside(selection: Selection) -> Iterator[Figure]:
    """The stocks of the dataset that may count and tell what no selected figure tells, each fact once (rule 4)."""
    measures = selection.dataset.vocabularies.measures.terms
    stocks: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
    for agreement in selection.dataset.agreements:
        for figure in agreement.figures_with_projects:
            if measures[figure.measure].nature is Nature.STOCK:
                stocks[figure.measure, figure.quantity.unit].append(figure)
    told: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for figure in selection.figures:
        told[figure.measure, figure.quantity.unit].add(figure.reference)
    for key, figures in stocks.items():
        usable = [figure for figure in figures if figure.doubtful is None and figure.per is None]
        facts = Facts(figures, usable)
        inside = {facts.find_fact(reference) for reference in told[key]}
        for figure in usable:
            if facts.find_counting(figure.reference) is figure and facts.find_fact(figure.reference) not in inside:
                yield figure
