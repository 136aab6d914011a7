"""Which figures count, which are history, which stand in another's row (rules 2 to 4 of "What totals mean").

Everything here looks at the figures of one measure in one unit. The outcome is one `Disposition` for each figure; what
counts adds up to the total, and nothing counts twice.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from coop.analysis.borders import figure_day
from coop.analysis.covering import SeriesKey, StandingIndex, cover_key, series_key, width
from coop.analysis.links import Facts, break_circles
from coop.analysis.reach import spell_out
from coop.analysis.select import Selection
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
    figure that covers it, supersedes it or counts in its stead; what `went_with_whole` is history because its whole,
    which is then `by`, no longer stands.
    """

    figure: Figure
    standing: Standing
    quantity: Quantity
    by: Figure | None = None
    went_with_whole: bool = False

    @property
    def stands(self) -> bool:
        """Whether it may stand in a row: it counts, or it is part of what counts."""
        return self.standing in (Standing.COUNTED, Standing.COVERED, Standing.PART)


def count_figures(figures: Sequence[Figure], nature: Nature) -> tuple[Disposition, ...]:
    """Decide on every figure of one measure and one unit, in the order given."""
    return _Count(figures, nature).decide()


def count_selected(selection: Selection, figures: Sequence[Figure], nature: Nature) -> tuple[Disposition, ...]:
    """Decide on figures of one measure and one unit; stocks are compared as far as each reached on its own day."""
    if nature is not Nature.STOCK:
        return count_figures(figures, nature)
    spelled = spell_selected(selection, figures)
    stated = {id(each): figure for each, figure in zip(spelled, figures, strict=True)}
    return tuple(
        replace(found, figure=stated[id(found.figure)], by=None if found.by is None else stated[id(found.by)])
        for found in count_figures(spelled, nature)
    )


def spell_selected(selection: Selection, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Figures with their ends as far as each reached on its own day."""
    by_id = selection.dataset.by_id
    return spell_out(figures, selection.borders.territories, lambda figure: figure_day(figure, by_id[figure.agreement]))


def newest_day(figure: Figure) -> date:
    """The last day that the figure's `as_of` can mean; the beginning of time where it has none or is open."""
    return (figure.as_of and (figure.as_of.last_day or figure.as_of.first_day)) or date.min


class _Count:
    def __init__(self, figures: Sequence[Figure], nature: Nature) -> None:
        self.figures = figures
        self.nature = nature
        self.standings: dict[int, Standing] = {}
        self.by: dict[int, Figure] = {}
        self.gone_with_whole: set[int] = set()
        self.about: set[int] = set()
        self.parts: defaultdict[int, list[Figure]] = defaultdict(list)  # by their whole
        self.whole_of: dict[int, str] = {}  # the reference of each part's whole

    def decide(self) -> tuple[Disposition, ...]:
        self._set_aside_what_is_never_added()
        self._find_parts(self._set_aside_same())
        rest = [f for f in self.figures if id(f) not in self.standings and id(f) not in self.whole_of]
        if self.nature is Nature.STOCK:
            self._decide_stocks(rest)
        else:
            for figure in rest:
                self._settle(figure, Standing.COUNTED)
                for part, whole in self._walk_parts(figure):
                    self._settle(part, Standing.PART, whole)
        return tuple(self._disposition(figure) for figure in self.figures)

    def _settle(self, figure: Figure, standing: Standing, by: Figure | None = None) -> None:
        self.standings[id(figure)] = standing
        if by is not None:
            self.by[id(figure)] = by

    def _walk_parts(self, whole: Figure) -> Iterator[tuple[Figure, Figure]]:
        """Every part of `whole` and the parts of those, each with what it is directly a part of."""
        wholes = [whole]
        while wholes:
            above = wholes.pop()
            for part in self.parts[id(above)]:
                yield part, above
                wholes.append(part)

    def _disposition(self, figure: Figure) -> Disposition:
        disposition = Disposition(
            figure=figure,
            standing=self.standings[id(figure)],
            quantity=figure.quantity,
            by=self.by.get(id(figure)),
            went_with_whole=id(figure) in self.gone_with_whole,
        )
        if id(figure) in self.about and disposition.stands:
            return replace(disposition, quantity=replace(figure.quantity, qualifier=Qualifier.ABOUT))
        return disposition

    def _set_aside_what_is_never_added(self) -> None:
        for figure in self.figures:
            if figure.per is not None:
                self._settle(figure, Standing.RATE)
            elif figure.doubtful is not None:
                self._settle(figure, Standing.DOUBTFUL)

    def _open(self) -> dict[str, Figure]:
        """The figures not yet decided, by reference."""
        return {figure.reference: figure for figure in self.figures if id(figure) not in self.standings}

    def _set_aside_same(self) -> Facts:
        """Of figures that report one fact one counts."""
        here = self._open()
        facts = Facts(self.figures, here.values())
        for reference, figure in here.items():
            chosen = facts.find_counting(reference)
            if chosen is not None and chosen is not figure:
                self._settle(figure, Standing.SAME, chosen)
        return facts

    def _find_parts(self, facts: Facts) -> None:
        """Put each part under its whole, or under what counts in the whole's stead."""
        here = self._open()
        wholes = {
            figure.reference: whole.reference
            for figure in here.values()
            if figure.part_of is not None and (whole := facts.find_counting(figure.part_of)) is not None
        }
        for part, its_whole in break_circles(wholes).items():
            self.parts[id(here[its_whole])].append(here[part])
            self.whole_of[id(here[part])] = its_whole

    def _decide_stocks(self, stocks: Sequence[Figure]) -> None:
        """Let the widest count; what one covers, and its parts, are decided on below it in the same way."""
        levels: list[tuple[Sequence[Figure], Figure | None]] = [(stocks, None)]
        standing: list[Figure] = []  # each after its cover
        while levels:
            figures, cover = levels.pop()
            for figure, covered in self._find_widest(self._newest_of_series(figures)):
                below = Standing.PART if id(figure) in self.whole_of else Standing.COVERED
                self._settle(figure, Standing.COUNTED if cover is None else below, cover)
                standing.append(figure)
                if covered or self.parts[id(figure)]:
                    levels.append(([*covered, *self.parts[id(figure)]], figure))
        self._compare_with_covers(standing)
        self._doubt_what_overlaps()

    def _newest_of_series(self, figures: Iterable[Figure]) -> list[Figure]:
        """Of the states of one series the newest; parts of one whole are no states of each other. The newest first.

        Those that cover each other are one series too, by whatever names.
        """
        return self._newest_by(cover_key, self._newest_by(series_key, figures))

    def _newest_by(self, key: Callable[[Figure], SeriesKey], figures: Iterable[Figure]) -> list[Figure]:
        series: defaultdict[SeriesKey, list[Figure]] = defaultdict(list)
        for figure in sorted(figures, key=_newest_first):
            series[key(figure)].append(figure)
        heads = []
        for newest, *older in series.values():
            heads.append(newest)
            for state in older:
                if self._are_siblings(newest, state):
                    heads.append(state)
                else:
                    self._retire(state, Standing.HISTORY, newest)
        return sorted(heads, key=_newest_first)

    def _find_widest(self, heads: Sequence[Figure]) -> list[tuple[Figure, list[Figure]]]:
        """Of those on one level, the newest first, what no other covers, and all that each of them covers.

        What a newer one overlaps with is left out, where neither covers the other; of the rest any two are disjoint or
        one covers the other, save for the parts of one whole.
        """
        kept = StandingIndex()
        left: list[Figure] = []
        for figure in heads:
            whole = self.whole_of.get(id(figure))
            newer = kept.find_rival(figure, whole)
            if newer is None:
                kept.add(figure, whole)
                left.append(figure)
            else:
                self._retire(figure, Standing.OVERLAPPED, newer)
        widest: dict[int, tuple[Figure, list[Figure]]] = {}  # by each figure: what is the widest above it
        for figure in sorted(left, key=width, reverse=True):
            covers = kept.covers_of(figure, self.whole_of.get(id(figure)))
            if covers:
                top = widest[id(min(covers, key=_nearest_first))]
                top[1].append(figure)
                widest[id(figure)] = top
            else:
                widest[id(figure)] = figure, []
        return [widest[id(figure)] for figure in left if widest[id(figure)][0] is figure]

    def _retire(self, figure: Figure, standing: Standing, by: Figure) -> None:
        """Settle a figure that is no longer the state of things; its parts become history with it."""
        self._settle(figure, standing, by)
        for part, whole in self._walk_parts(figure):
            self._settle(part, Standing.HISTORY, whole)
            self.gone_with_whole.add(id(part))

    def _are_siblings(self, one: Figure, other: Figure) -> bool:
        """Whether both are parts of one whole, so that they add up; what a level's figures cover has other parts."""
        whole = self.whole_of.get(id(one))
        return whole is not None and whole == self.whole_of.get(id(other))

    def _compare_with_covers(self, standing: Sequence[Figure]) -> None:
        """A cover that is older than something below it is about right, no more."""
        newest = {id(figure): newest_day(figure) for figure in standing}  # of itself and all below it
        for figure in reversed(standing):
            cover = self.by.get(id(figure))
            if cover is not None:
                if newest[id(figure)] > newest_day(cover):
                    self.about.add(id(cover))
                newest[id(cover)] = max(newest[id(cover)], newest[id(figure)])

    def _doubt_what_overlaps(self) -> None:
        """What overlaps an older one is about right, no more, nor is what stands for it or above it."""
        doubted: set[int] = set()
        for figure in self.figures:
            above = self.by.get(id(figure)) if self.standings[id(figure)] is Standing.OVERLAPPED else None
            while above is not None and id(above) not in doubted:
                doubted.add(id(above))
                above = self.by.get(id(above))
        self.about |= doubted


def _newest_first(figure: Figure) -> tuple[int, str, str]:
    return -newest_day(figure).toordinal(), figure.reference, figure.host or ""


def _nearest_first(figure: Figure) -> tuple[tuple[int, int, bool], tuple[int, str, str]]:
    """Of what covers one figure the narrowest lies in all others, save for parts of one whole: of those the newest."""
    return width(figure), _newest_first(figure)
