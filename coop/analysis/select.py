"""Which agreements and which figures a question is about.

Filters come first (rule 9 of docs/totals.md): by locality, measure and field they bind figures as well as
agreements. A figure belongs to a locality when one of its ends lies wholly there: a sum shared with others is not its
own, and is told apart instead of counted in. Localities and regions are read in the borders asked for.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from coop.analysis.borders import Borders, agreement_day, figure_day
from coop.analysis.filters import Filters
from coop.analysis.passages import find_passages
from coop.dataset.agreement import Agreement, Ends, Figure
from coop.dataset.dataset import Dataset
from coop.dataset.listed import Listed
from coop.language.text import find_typed

AnyListed = TypeVar("AnyListed", bound=Listed)


class Activity(StrEnum):
    """Whether an agreement was in force on a day, worked out from its date and period."""

    ACTIVE = "active"
    NOT_ACTIVE = "not-active"
    UNKNOWN = "unknown"


class Omission(StrEnum):
    """Why a figure of a selected agreement is not among the selected figures, though its measure is asked for."""

    SHARED = "shared"  # with localities that are not asked for
    NO_FIELD = "no-field"  # no source ties it to a field


@dataclass(frozen=True, slots=True)
class Selection:
    """The agreements asked for, and those of their figures that the filters bind, read in `borders`.

    `left_out` are figures that are asked for and not bound, and the numbers of projects beside them; `activity_unknown`
    counts agreements left out because they state no period, or a date too coarse for the day asked for.
    """

    dataset: Dataset
    filters: Filters
    agreements: tuple[Agreement, ...]
    figures: tuple[Figure, ...]
    borders: Borders
    activity_unknown: int = 0
    left_out: tuple[tuple[Figure, Omission], ...] = ()

    @property
    def shared(self) -> int:
        """How many figures are left out because the localities asked for share them with others."""
        return self._count_left_out(Omission.SHARED)

    @property
    def without_field(self) -> int:
        """How many figures are left out because no source ties them to a field."""
        return self._count_left_out(Omission.NO_FIELD)

    def _count_left_out(self, omission: Omission) -> int:
        return sum(reason is omission and figure.host is None for figure, reason in self.left_out)


def select_agreements(dataset: Dataset, filters: Filters, borders: Borders | None = None) -> Selection:
    """Apply the filters to the whole dataset, in the given borders; without any, as signed."""
    borders = borders or Borders(dataset.vocabularies)
    filters = borders.fold_filters(filters)
    matcher = _Matcher(filters, borders)
    agreements = []
    unknown = 0
    for agreement in dataset.agreements:
        if matcher.matches(agreement):
            activity = matcher.activity(agreement)
            unknown += activity is Activity.UNKNOWN
            if activity is Activity.ACTIVE:
                agreements.append(agreement)
    figures, left_out = _bind_figures(agreements, matcher)
    return Selection(
        dataset=dataset,
        filters=filters,
        agreements=tuple(agreements),
        figures=figures,
        borders=borders,
        activity_unknown=unknown,
        left_out=left_out,
    )


def select_listed(agreements: Iterable[AnyListed], filters: Filters, borders: Borders) -> tuple[list[AnyListed], int]:
    """What `select_agreements` selects of agreements, or of their heads, by filters that look at no figure and no text.

    With it the number of those that are left out, not known to be active.
    """
    matcher = _Matcher(borders.fold_filters(filters), borders)
    matching = [(each, matcher.activity(each)) for each in agreements if matcher.matches_head(each)]
    return [e for e, a in matching if a is Activity.ACTIVE], sum(a is Activity.UNKNOWN for _, a in matching)


def _bind_figures(
    agreements: Iterable[Agreement], matcher: "_Matcher"
) -> tuple[tuple[Figure, ...], tuple[tuple[Figure, Omission], ...]]:
    """The figures that the filters bind, and those that they leave out though the measure is asked for."""
    fields = matcher.filters.fields
    bound: list[Figure] = []
    left_out: list[tuple[Figure, Omission]] = []
    for agreement, figure in ((each, figure) for each in agreements for figure in each.figures_with_projects):
        if not matcher.is_asked_for(figure):
            continue
        if not matcher.is_local(figure, agreement):
            if matcher.touches(figure, agreement):
                left_out.append((figure, Omission.SHARED))
        elif fields and figure.field is None:
            left_out.append((figure, Omission.NO_FIELD))
        elif not fields or figure.field in fields:
            bound.append(figure)
    return tuple(bound), tuple(left_out)


def activity_on(agreement: Listed, day: date) -> Activity:
    """Whether the agreement was in force on `day`; unknown without a period, or where its date is too coarse."""
    if agreement.period is None:
        return Activity.UNKNOWN
    if day < max(agreement.date.first_day, agreement.period.first_day or date.min):
        return Activity.NOT_ACTIVE
    end = agreement.period.last_day
    if end is not None and day > end:
        return Activity.NOT_ACTIVE
    return Activity.ACTIVE if agreement.date.last_day <= day else Activity.UNKNOWN


class _Matcher:
    """Filters made ready to be asked of many agreements."""

    def __init__(self, filters: Filters, borders: Borders) -> None:
        self.filters = filters
        self.borders = borders
        self.vocabularies = borders.vocabularies

    def matches(self, agreement: Agreement) -> bool:
        f = self.filters
        return (
            self.matches_head(agreement)
            and (not f.texts or self._holds_text(agreement))
            and (not f.asks_of_figures or any(self._states(agreement)))
        )

    def matches_head(self, agreement: Listed) -> bool:
        """Whether it matches as far as neither texts nor figures are asked for."""
        f = self.filters
        return (
            (not f.statuses or agreement.status in f.statuses)
            and (not f.instruments or agreement.instrument in f.instruments)
            and (not f.levels or agreement.level in f.levels)
            and (not f.parties or not f.parties.isdisjoint(self.borders.parties_of(agreement)))
            and (not f.between or any(f.between == set(pair) for pair in self.borders.pairs_of(agreement)))
            and (not f.fields or not f.fields.isdisjoint(agreement.all_fields))
            and (not f.regions or not f.regions.isdisjoint(self._regions(agreement)))
            and (not f.years or self._is_of_years(agreement))
        )

    def activity(self, agreement: Listed) -> Activity:
        """The best answer over the days asked for; active where none is."""
        found = {activity_on(agreement, day) for day in self.filters.active_on} or {Activity.ACTIVE}
        return next(each for each in (Activity.ACTIVE, Activity.UNKNOWN, Activity.NOT_ACTIVE) if each in found)

    def _states(self, agreement: Agreement) -> Iterator[bool]:
        for figure in agreement.figures_with_projects:
            yield self.is_asked_for(figure) and self._is_between_ends(self.borders.ends_of(figure, agreement))

    def is_asked_for(self, figure: Figure) -> bool:
        """Whether measure and minimum hold of the figure."""
        f = self.filters
        if f.measures and figure.measure not in f.measures:
            return False
        printed = (figure.quantity, *(also.quantity for also in figure.also))
        return not f.minimums or any(
            quantity.unit == least.unit and quantity.high >= least.high for quantity in printed for least in f.minimums
        )

    def is_local(self, figure: Figure, agreement: Agreement) -> bool:
        """Whether the figure is about the localities asked for, and not about others as well."""
        f = self.filters
        ends = self.borders.ends_of(figure, agreement)
        if f.between and not (ends.localities and f.between.issuperset(ends.localities)):
            return False
        if not self._is_between_ends(ends):
            return False
        if f.parties and not _has_end_in(ends, f.parties):
            return False
        return not f.regions or _has_end_in(figure.ends, self._members(figure, agreement))

    def touches(self, figure: Figure, agreement: Agreement) -> bool:
        """Whether a figure that is not local concerns the localities asked for all the same."""
        f, ends = self.filters, self.borders.ends_of(figure, agreement)
        if not f.between.issubset(ends.localities):  # another pair's figure is shared with nobody in the pair
            return False
        asked = [
            (f.parties, ends.localities),
            (f.sources, ends.between or ends.source),
            (f.destinations, ends.between or ends.destination),
        ]
        if f.regions:
            asked.append((self._members(figure, agreement), figure.ends.localities))
        return all(not wanted or not wanted.isdisjoint(named) for wanted, named in asked)

    def _is_between_ends(self, ends: Ends) -> bool:
        f = self.filters
        is_from = not f.sources or bool(ends.source and f.sources.issuperset(ends.source))
        return is_from and (
            not f.destinations or bool(ends.destination and f.destinations.issuperset(ends.destination))
        )

    def _regions(self, agreement: Listed) -> frozenset[str]:
        day = agreement_day(agreement)
        found = (self.borders.region_of(locality, day) for locality in agreement.localities)
        return frozenset(region for region in found if region is not None)

    def _members(self, figure: Figure, agreement: Agreement) -> frozenset[str]:
        """Those of the figure's localities that lie in the regions asked for."""
        day = figure_day(figure, agreement)
        region_of = self.borders.region_of
        return frozenset(each for each in figure.ends.localities if region_of(each, day) in self.filters.regions)

    def _is_of_years(self, agreement: Listed) -> bool:
        first, last = agreement.date.first_day.year, agreement.date.last_day.year
        return any(first <= end and start <= last for start, end in self.filters.years)

    def _holds_text(self, agreement: Agreement) -> bool:
        texts = tuple(passage.text for passage in find_passages(agreement, self.vocabularies))
        return any(find_typed(wanted, text) is not None for wanted in self.filters.texts for text in texts)


def _has_end_in(ends: Ends, wanted: frozenset[str]) -> bool:
    if ends.between:
        return len(set(ends.between) - wanted) <= 1 and not wanted.isdisjoint(ends.between)
    return any(end and wanted.issuperset(end) for end in (ends.source, ends.destination))
