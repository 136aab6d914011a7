"""Whether the dataset holds a newer state of a stock than the one that counts (rule 9 of docs/totals.md)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from coop.analysis.borders import figure_day
from coop.analysis.counting import newest_day
from coop.analysis.covering import SeriesKey, is_covering, series_key
from coop.analysis.reach import spell_out
from coop.analysis.territories import Territories
from coop.dataset.agreement import Figure
from coop.dataset.dataset import Dataset
from coop.dataset.terms import Nature

_Group = tuple[str, str, str | None, tuple[frozenset[str], ...]]


class NewerStates:
    """The newest of each series in the whole dataset; of what a unit absorbed, its own are newer states too."""

    def __init__(self, dataset: Dataset, territories: Territories) -> None:
        self._dataset = dataset
        self._territories = territories
        self._newest: defaultdict[_Group, dict[SeriesKey, Figure]] = defaultdict(dict)
        for figure in self._stocks():
            series = self._newest[self._group(figure)]
            key = series_key(figure)
            if key not in series or newest_day(series[key]) < newest_day(figure):
                series[key] = figure

    def has_newer(self, figure: Figure) -> bool:
        """Whether there is a newer state of what the figure tells."""
        newer = [f for f in self._newest[self._group(figure)].values() if newest_day(f) > newest_day(figure)]
        if any(series_key(each) == series_key(figure) for each in newer):
            return True
        spelled, *wider = spell_out((figure, *newer), self._territories, self._day)
        return any(series_key(each) == series_key(spelled) or is_covering(each, spelled) for each in wider)

    def _stocks(self) -> Iterator[Figure]:
        measures = self._dataset.vocabularies.measures.terms
        for agreement in self._dataset.agreements:
            for figure in agreement.figures_with_projects:
                is_stock = measures[figure.measure].nature is Nature.STOCK
                if is_stock and figure.doubtful is None and figure.per is None:
                    yield figure

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
