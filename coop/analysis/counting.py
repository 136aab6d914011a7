"""Which figures count, which are history, which stand in another's row (rules 2 to 4 of "What totals mean").

Everything here looks at the figures of one measure in one unit. The outcome is one `Disposition` for each figure; what
counts adds up to the total, and nothing counts twice.
"""

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from coop.analysis.covering import CoverIndex, OverlapIndex
from coop.analysis.links import break_circles, follow_links
from coop.dataset.agreement import Figure
from coop.dataset.terms import Nature
from coop.language.quantity import Qualifier, Quantity


class Standing(StrEnum):
    """What became of a figure in a total."""

    COUNTED = "counted"
    COVERED = "covered"  # stands in a row of its own, and in (overlap)
    PART = "part"  # of a whole that counts: the same
    HISTORY = "history"  # an older state of its series, or a part of one
    OVERLAPPED = "overlapped"  # a newer one overlaps it, and neither covers the other
    SAME = "same"  # another reports the same fact and counts in its stead
    RATE = "rate"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Disposition:
    """A figure, what became of it, and what it brings where it stands.

    `quantity` reads about where a newer or overlapping figure says that the number is no longer quite so. `by` is the
    figure that covers it, supersedes it or counts in its stead.
    """

    figure: Figure
    standing: Standing
    quantity: Quantity
    by: Figure | None = None

    @property
    def stands(self) -> bool:
        """Whether it may stand in a row: it counts, or it is part of what counts."""
        return self.standing in (Standing.COUNTED, Standing.COVERED, Standing.PART)


def count_figures(figures: Sequence[Figure], nature: Nature) -> tuple[Disposition, ...]:
    """Decide on every figure of one measure and one unit, in the order given."""
    return _Count(figures, nature).decide()


def newest_day(figure: Figure) -> date:
    """The last day that the figure's `as_of` can mean; the beginning of time where it has none or is open."""
    return (figure.as_of and (figure.as_of.last_day or figure.as_of.first_day)) or date.min


def series_key(figure: Figure) -> tuple[frozenset[str], frozenset[str], frozenset[str], str | None]:
    """What two stocks have in common that cover each other: the same ends and field."""
    ends = figure.ends
    return frozenset(ends.source), frozenset(ends.destination), frozenset(ends.between), figure.field


class _Count:
    def __init__(self, figures: Sequence[Figure], nature: Nature) -> None:
        self.figures = figures
        self.nature = nature
        self.standings: dict[int, Standing] = {}
        self.by: dict[int, Figure] = {}
        self.about: set[int] = set()
        self.parts: defaultdict[int, list[Figure]] = defaultdict(list)  # by their whole
        self.part_ids: set[int] = set()

    def decide(self) -> tuple[Disposition, ...]:
        self._set_aside_what_is_never_added()
        self._find_parts(self._set_aside_same())
        rest = [f for f in self.figures if id(f) not in self.standings and id(f) not in self.part_ids]
        if self.nature is Nature.STOCK:
            self._decide_stocks(rest)
        else:
            for figure in rest:
                self._settle(figure, Standing.COUNTED)
                self._settle_parts(figure, Standing.PART)
        return tuple(self._disposition(figure) for figure in self.figures)

    def _settle(self, figure: Figure, standing: Standing, by: Figure | None = None) -> None:
        self.standings[id(figure)] = standing
        if by is not None:
            self.by[id(figure)] = by

    def _settle_parts(self, whole: Figure, standing: Standing) -> None:
        """Settle every part of `whole`, and their parts."""
        wholes = [whole]
        while wholes:
            above = wholes.pop()
            for part in self.parts[id(above)]:
                self._settle(part, standing, above)
                wholes.append(part)

    def _disposition(self, figure: Figure) -> Disposition:
        quantity = figure.quantity
        if id(figure) in self.about:
            quantity = replace(quantity, qualifier=Qualifier.ABOUT)
        return Disposition(figure, self.standings[id(figure)], quantity, self.by.get(id(figure)))

    def _set_aside_what_is_never_added(self) -> None:
        for figure in self.figures:
            if figure.per is not None:
                self._settle(figure, Standing.RATE)
            elif figure.doubtful is not None:
                self._settle(figure, Standing.DOUBTFUL)

    def _open(self) -> dict[str, Figure]:
        """The figures not yet decided, by reference."""
        return {figure.reference: figure for figure in self.figures if id(figure) not in self.standings}

    def _set_aside_same(self) -> Callable[[str], Figure | None]:
        """Of figures that report one fact one counts: the one pointed at, or the first where that one is not here.

        Returns what finds the figure that counts for a reference, if any does.
        """
        facts = follow_links(break_circles({f.reference: f.same_as for f in self.figures if f.same_as is not None}))
        here = self._open()
        counts: dict[str, Figure] = {}
        for reference, figure in here.items():
            fact = facts.get(reference, reference)
            chosen = counts.setdefault(fact, here.get(fact, figure))
            if chosen is not figure:
                self._settle(figure, Standing.SAME, chosen)
        return lambda reference: counts.get(facts.get(reference, reference))

    def _find_parts(self, find_standing: Callable[[str], Figure | None]) -> None:
        """Put each part under its whole, or under what counts in the whole's stead."""
        here = self._open()
        wholes = {
            figure.reference: whole.reference
            for figure in here.values()
            if figure.part_of is not None and (whole := find_standing(figure.part_of)) is not None
        }
        for part, its_whole in break_circles(wholes).items():
            self.parts[id(here[its_whole])].append(here[part])
            self.part_ids.add(id(here[part]))

    def _decide_stocks(self, stocks: Sequence[Figure]) -> None:
        """Let the widest count; what one covers, and its parts, are decided on below it in the same way."""
        levels: list[tuple[list[Figure], Figure | None]] = [(list(stocks), None)]
        while levels:
            figures, cover = levels.pop()
            accepted, covered = self._accept(self._newest_of_series(figures))
            for figure in accepted:
                standing = Standing.PART if id(figure) in self.part_ids else Standing.COVERED
                self._settle(figure, Standing.COUNTED if cover is None else standing, cover)
                self._compare_with_cover(figure)
                below = [*covered[id(figure)], *self.parts[id(figure)]]
                if below:
                    levels.append((below, figure))

    def _newest_of_series(self, figures: Iterable[Figure]) -> list[Figure]:
        """Of the states of one series the newest; parts of one whole are no states of each other."""
        series: defaultdict[object, list[Figure]] = defaultdict(list)
        for figure in figures:
            series[series_key(figure)].append(figure)
        heads = []
        for states in series.values():
            newest, *older = sorted(states, key=_newest_first)
            heads.append(newest)
            for state in older:
                if self._are_siblings(newest, state):
                    heads.append(state)
                else:
                    self._retire(state, Standing.HISTORY, newest)
        return heads

    def _accept(self, heads: Sequence[Figure]) -> tuple[list[Figure], Mapping[int, list[Figure]]]:
        """Those that stand: the widest, of them the newest first; and under each what it covers.

        One is decided on when all that cover it are: it goes below the one that stands, else against what overlaps.
        """
        index = CoverIndex(heads)
        covers = {id(f): [o for o in index.covers_of(f) if not self._are_siblings(o, f)] for f in heads}
        waiting = {id(f): len(covers[id(f)]) for f in heads}
        inner: defaultdict[int, list[Figure]] = defaultdict(list)
        for figure in heads:
            for cover in covers[id(figure)]:
                inner[id(cover)].append(figure)
        queue = [(_newest_first(f), n, f) for n, f in enumerate(heads) if not waiting[id(f)]]
        heapq.heapify(queue)
        numbers = {id(f): n for n, f in enumerate(heads)}
        accepted: dict[int, Figure] = {}
        covered: defaultdict[int, list[Figure]] = defaultdict(list)
        standing = OverlapIndex()
        while queue:
            figure = heapq.heappop(queue)[-1]
            owner = min((o for o in covers[id(figure)] if id(o) in accepted), key=_newest_first, default=None)
            if owner is not None:
                covered[id(owner)].append(figure)
            elif not self._gives_way(figure, standing):
                accepted[id(figure)] = figure
                standing.add(figure)
            for each in inner[id(figure)]:
                waiting[id(each)] -= 1
                if not waiting[id(each)]:
                    heapq.heappush(queue, (_newest_first(each), numbers[id(each)], each))
        return list(accepted.values()), covered

    def _gives_way(self, figure: Figure, standing: OverlapIndex) -> bool:
        """Settle the figure where what stands already overlaps with it: that is the newer, and no more than about."""
        rivals = [other for other in standing.overlaps_of(figure) if not self._are_siblings(other, figure)]
        if rivals:
            self._retire(figure, Standing.OVERLAPPED, rivals[0])
            self.about.update(id(rival) for rival in rivals)
        return bool(rivals)

    def _retire(self, figure: Figure, standing: Standing, by: Figure) -> None:
        """Settle a figure that is no longer the state of things; its parts become history with it."""
        self._settle(figure, standing, by)
        self._settle_parts(figure, Standing.HISTORY)

    def _are_siblings(self, one: Figure, other: Figure) -> bool:
        """Whether both are parts of one whole, so that they add up; on one level all parts are of the same."""
        return id(one) in self.part_ids and id(other) in self.part_ids

    def _compare_with_cover(self, figure: Figure) -> None:
        """A cover that is older than what it covers is about right, no more."""
        cover = self.by.get(id(figure))
        while cover is not None:
            if newest_day(figure) > newest_day(cover):
                self.about.add(id(cover))
            cover = self.by.get(id(cover))


def _newest_first(figure: Figure) -> tuple[int, str, str]:
    return -newest_day(figure).toordinal(), figure.reference, figure.host or ""
