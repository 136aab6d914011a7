"""What a change does to the totals: of each measure, and of each pair of localities that is touched.

Every total is the one that `coop stats` prints, of the whole dataset or of the figures between the same ends, so that
the rules of totals hold at both ends of the comparison.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from coop.analysis.file_changes import Holds, State
from coop.analysis.filters import Filters
from coop.analysis.select import Selection, select_agreements
from coop.analysis.statistics import summarise
from coop.dataset.agreement import Ends, Figure
from coop.language.quantity import Quantity

_Key = tuple[str, str]  # measure and unit
_EndsKey = tuple[frozenset[str], frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class TotalChange:
    """A total that is not what it was; `ends` are those of its figures, `None` for the total of the whole measure."""

    measure: str
    unit: str
    old: Quantity | None
    new: Quantity | None
    ends: Ends | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a state holds."""

    agreements: int
    figures: int
    sources: int


def select_held(state: State, holds: Holds) -> Selection:
    """The agreements of a state in the files asked for, as a selection: filters come first (rule 9)."""
    whole = select_agreements(state.dataset, Filters())
    agreements = tuple(each for each in whole.agreements if holds(each.path))
    ids = {each.id for each in agreements}
    return replace(whole, agreements=agreements, figures=tuple(f for f in whole.figures if f.agreement in ids))


def count_held(selection: Selection) -> Counts:
    """What is counted of a selection."""
    figures = sum(len(each.figures) for each in selection.agreements)
    return Counts(len(selection.agreements), figures, sum(len(each.sources) for each in selection.agreements))


def compare_totals(old: Selection, new: Selection) -> tuple[TotalChange, ...]:
    """The totals by measure that changed, in the order of the vocabulary."""
    before, after = _total_all(old), _total_all(new)
    return tuple(
        TotalChange(*key, before.get(key), after.get(key))
        for key in dict.fromkeys((*after, *before))
        if before.get(key) != after.get(key)
    )


def compare_pairs(old: Selection, new: Selection) -> tuple[TotalChange, ...]:
    """The totals between the same ends that changed, in the order of the measures and then of the new dataset."""
    before, after = _group(old), _group(new)
    # A vocabulary decides what is newer than what, and how far a locality reached.
    are_terms_same = old.dataset.vocabularies == new.dataset.vocabularies
    found: list[TotalChange] = []
    for key in dict.fromkeys((*after, *before)):
        was, now = before.get(key, ()), after.get(key, ())
        if was != now or not are_terms_same:
            found.extend(_compare_pair(key[0], _narrow(old, was), _narrow(new, now), (*now, *was)[0].ends))
    order = {measure: position for position, measure in enumerate(new.dataset.vocabularies.measures.terms)}
    return tuple(sorted(found, key=lambda each: order.get(each.measure, len(order))))


def _compare_pair(key: _Key, old: Selection, new: Selection, ends: Ends) -> Iterator[TotalChange]:
    was, now = _total_all(old).get(key), _total_all(new).get(key)
    if was != now:
        yield TotalChange(*key, was, now, ends)


def _group(selection: Selection) -> Mapping[tuple[_Key, _EndsKey], tuple[Figure, ...]]:
    groups: defaultdict[tuple[_Key, _EndsKey], list[Figure]] = defaultdict(list)
    for figure in selection.figures:
        groups[(figure.measure, figure.quantity.unit), figure.ends.key].append(figure)
    return {key: tuple(figures) for key, figures in groups.items()}


def _narrow(selection: Selection, figures: tuple[Figure, ...]) -> Selection:
    ids = {figure.agreement for figure in figures}
    agreements = tuple(selection.dataset.by_id[each] for each in sorted(ids))
    return replace(selection, agreements=agreements, figures=figures)


def _total_all(selection: Selection) -> dict[_Key, Quantity | None]:
    return {(each.measure.id, each.unit): each.total.quantity for each in summarise(selection)}
