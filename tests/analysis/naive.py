"""A second, plain way to count figures, from the words of "What totals mean": slow, and apart from the program's.

It looks at every pair, lists every way that money can go from one locality to another, and keeps no index. First it
settles what becomes of each figure, then it asks of each that stands whether anything says that it is only about right.
A locality is a list of parts: what it was on the figure's day, where `Lands` is given, else itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from coop.dataset.agreement import Figure
from coop.language.quantity import Qualifier
from tests.analysis.naive_lands import Lands

UNNAMED = "somewhere no source names"
STANDING = ("counted", "covered", "part")


@dataclass
class Fates:
    """What became of each figure, and by which other, by reference; and the whole of each part."""

    what: dict[str, str] = field(default_factory=dict)
    by: dict[str, Figure] = field(default_factory=dict)
    whole: dict[str, Figure] = field(default_factory=dict)
    lands: Lands | None = None
    days: dict[str, date] = field(default_factory=dict)

    def units(self, figure: Figure, end: tuple[str, ...]) -> set[frozenset[str]]:
        """What the localities of one end were on the figure's day."""
        if self.lands is None:
            return {frozenset((each,)) for each in end}
        return {self.lands.grown(each, self.days[figure.reference]) for each in end}

    def names(self, figure: Figure) -> tuple[set[str], ...]:
        """The localities at each end, by the names they first had."""
        ends = (figure.ends.source, figure.ends.destination, figure.ends.between)
        return tuple({self.lands.first_name(each) if self.lands else each for each in end} for end in ends)

    def settle(self, figure: Figure, what: str, by: Figure | None = None) -> None:
        assert figure.reference not in self.what
        self.what[figure.reference] = what
        if by is not None:
            self.by[figure.reference] = by

    def add_up(self, one: Figure, other: Figure) -> bool:
        """Whether both are parts of the same whole."""
        return (
            one.reference in self.whole
            and other.reference in self.whole
            and self.whole[one.reference] is self.whole[other.reference]
        )

    def all_above(self, figure: Figure) -> list[Figure]:
        above = []
        while figure.reference in self.by:
            figure = self.by[figure.reference]
            above.append(figure)
        return above


def count_naively(
    figures: list[Figure], *, is_stock: bool, lands: Lands | None = None, days: dict[str, date] | None = None
) -> dict[str, tuple[str, Qualifier]]:
    """What becomes of each figure, by id, and how what it brings is hedged."""
    fates = settle_naively(figures, is_stock=is_stock, lands=lands, days=days)
    return {f.id: (fates.what[f.reference], find_hedge(f, figures, fates, is_stock=is_stock)) for f in figures}


def find_hedge(figure: Figure, figures: list[Figure], fates: Fates, *, is_stock: bool) -> Qualifier:
    """How what the figure brings is hedged."""
    return Qualifier.ABOUT if is_stock and is_doubted(figure, figures, fates) else figure.quantity.qualifier


def settle_naively(
    figures: list[Figure], *, is_stock: bool, lands: Lands | None = None, days: dict[str, date] | None = None
) -> Fates:
    """What becomes of each figure; `days` are those on which the localities of each are meant, by its reference."""
    fates = Fates(lands=lands, days=days or {})
    for figure in figures:
        if figure.per:
            fates.settle(figure, "rate")
        elif figure.doubtful:
            fates.settle(figure, "doubtful")
    facts = find_facts(figures, fates)
    find_wholes(facts, figures, fates)
    usable = [f for f in figures if f.reference not in fates.what]
    if is_stock:
        decide_level([f for f in usable if f.reference not in fates.whole], None, usable, fates)
    else:
        for figure in usable:
            fates.settle(
                figure, "part" if figure.reference in fates.whole else "counted", fates.whole.get(figure.reference)
            )
    for figure in usable:
        if figure.reference not in fates.what:  # its whole, or the whole of that, is gone
            fates.settle(figure, "history")
    return fates


def find_facts(figures: list[Figure], fates: Fates) -> dict[str, Figure]:
    """The figure that counts for each reference; others that report the same fact are the same."""
    links = {f.reference: f.same_as for f in figures}
    usable = [f for f in figures if f.reference not in fates.what]
    stand_in: dict[str, Figure] = {}
    for figure in usable:
        fact = last_of_chain(figure.reference, links)
        reporting = [f for f in usable if last_of_chain(f.reference, links) == fact]
        stand_in[fact] = next((f for f in reporting if f.reference == fact), reporting[0])
        if stand_in[fact] is not figure:
            fates.settle(figure, "same", stand_in[fact])
    named = {*links, *(f.part_of for f in figures if f.part_of)}
    return {r: stand_in[last_of_chain(r, links)] for r in named if last_of_chain(r, links) in stand_in}


def find_wholes(facts: dict[str, Figure], figures: list[Figure], fates: Fates) -> None:
    for figure in figures:
        if figure.reference not in fates.what and figure.part_of in facts and facts[figure.part_of] is not figure:
            fates.whole[figure.reference] = facts[figure.part_of]


def decide_level(level: list[Figure], above: Figure | None, everyone: list[Figure], fates: Fates) -> None:
    """Decide on figures that stand directly below `above`, or on all that are no part."""
    heads = level
    for is_same in (has_same_names, cover_each_other):
        states, heads = heads, []
        for figure in states:
            newest = sort_newest_first(o for o in states if o is figure or is_same(o, figure, fates))[0]
            if newest is figure or fates.add_up(newest, figure):
                heads.append(figure)
            else:
                fates.settle(figure, "history", newest)
    kept: list[Figure] = []
    for figure in sort_newest_first(heads):
        rivals = [k for k in kept if overlap(k, figure, fates)]
        rivals = [k for k in rivals if not covers(k, figure, fates) and not covers(figure, k, fates)]
        rivals = [k for k in rivals if not fates.add_up(k, figure)]
        if rivals:
            fates.settle(figure, "overlapped", rivals[0])
        else:
            kept.append(figure)
    nearest = {f.reference: find_nearest(f, kept, everyone, fates) for f in kept}
    for figure in kept:
        if nearest[figure.reference] is None:
            what = "counted" if above is None else "part" if figure.reference in fates.whole else "covered"
            fates.settle(figure, what, above)
            parts = [f for f in everyone if fates.whole.get(f.reference) is figure]
            decide_level([*find_all_below(figure, kept, nearest), *parts], figure, everyone, fates)


def find_nearest(figure: Figure, kept: list[Figure], everyone: list[Figure], fates: Fates) -> Figure | None:
    """What covers it and covers nothing else that does.

    Only parts of one whole can be several: which of them it is under is a convention, that of the program.
    """
    covering = [k for k in kept if k is not figure and covers(k, figure, fates) and not fates.add_up(k, figure)]
    inmost = [c for c in covering if not any(covers(c, o, fates) and not covers(o, c, fates) for o in covering)]
    ordered = sort_newest_first(inmost)
    return min(ordered, key=lambda c: (count_places(c, everyone, fates), c.field is None), default=None)


def find_all_below(figure: Figure, kept: list[Figure], nearest: dict[str, Figure | None]) -> list[Figure]:
    directly = [k for k in kept if nearest[k.reference] is figure]
    return [*directly, *(below for each in directly for below in find_all_below(each, kept, nearest))]


def is_doubted(figure: Figure, figures: list[Figure], fates: Fates) -> bool:
    """Whether something newer is below what stands, or it or something below it overlaps with an older one."""
    if fates.what[figure.reference] not in STANDING:
        return False
    lower = [f for f in figures if any(a is figure for a in fates.all_above(f))]
    return any(
        fates.what[f.reference] == "overlapped"
        or (fates.what[f.reference] in STANDING and last_day(f) > last_day(figure))
        for f in lower
    )


def has_same_names(one: Figure, other: Figure, fates: Fates) -> bool:
    return one.field == other.field and fates.names(one) == fates.names(other)


def cover_each_other(one: Figure, other: Figure, fates: Fates) -> bool:
    return covers(one, other, fates) and covers(other, one, fates)


def count_places(figure: Figure, everyone: list[Figure], fates: Fates) -> tuple[int, int]:
    """How wide a figure reaches, in places that some unit of all those named tells apart, and units it is between."""
    known = [unit for f in everyone for unit in fates.units(f, f.ends.localities)]
    ends = figure.ends
    counts = []
    for end in (ends.source, ends.destination, ends.between):
        parts = {part for unit in fates.units(figure, end) for part in unit}
        counts.append(len({tuple(part in unit for unit in known) for part in parts}))
    return counts[0] + counts[1] + 2 * counts[2], len({frozenset(unit) for unit in fates.units(figure, ends.between)})


def last_of_chain(reference: str, links: dict[str, str | None]) -> str:
    following = links.get(reference)
    return reference if following is None else last_of_chain(following, links)


def last_day(figure: Figure) -> date:
    """The last day that `as_of` can mean, the first where it has no end; before all others where there is none."""
    return read_last_day(str(figure.as_of)) if figure.as_of is not None else date.min


@cache
def read_last_day(text: str) -> date:
    """Read off what is written: the day before the next year, month or day begins."""
    start, _, end = text.partition("/")
    year, *rest = map(int, (end if end not in ("", "..") else start).split("-"))
    if end == ".." or len(rest) == 2:
        return date(year, *[*rest, 1, 1][:2])
    month = rest[0] if rest else 12
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def sort_newest_first(figures: Iterable[Figure]) -> list[Figure]:
    """The newest first; of one day the first by its reference, so that the order of the files changes nothing."""
    return sorted(sorted(figures, key=lambda f: f.reference), key=last_day, reverse=True)


def covers(one: Figure, other: Figure, fates: Fates) -> bool:
    if one.field is not None and one.field != other.field:
        return False
    a, b = one.ends, other.ends
    if not a.between:
        if b.between:
            return False
        ends = ((a.source, b.source), (a.destination, b.destination))
        sets = [(set().union(*fates.units(one, wide)), set().union(*fates.units(other, thin))) for wide, thin in ends]
        return all(bool(wide) == bool(narrow) and narrow <= wide for wide, narrow in sets)
    if not b.between and not (b.source and b.destination):
        return False
    units = fates.units(one, a.between)
    sources, destinations = (fates.units(other, b.between or end) for end in (b.source, b.destination))
    if not set().union(*sources, *destinations) <= set().union(*units):
        return False
    is_one_inside = any(unit & s and unit & d for unit in units for s in sources for d in destinations if s != d)
    touched = [unit for unit in units if any(unit & each for each in sources | destinations)]
    return len(touched) > 1 and not is_one_inside


def overlap(one: Figure, other: Figure, fates: Fates) -> bool:
    if one.field is not None and other.field is not None and one.field != other.field:
        return False
    everywhere = {UNNAMED}.union(*fates.units(one, one.ends.localities), *fates.units(other, other.ends.localities))
    return bool(ways(one, everywhere, fates) & ways(other, everywhere, fates))


def ways(figure: Figure, everywhere: set[str], fates: Fates) -> set[tuple[str, str]]:
    """Every way from one part to another that the figure may speak of; an unnamed end may be anywhere."""
    ends = figure.ends
    if ends.between:
        units = fates.units(figure, ends.between)
        return {(a, b) for one in units for other in units if one != other for a in one for b in other}
    sources, destinations = (set().union(*fates.units(figure, end)) for end in (ends.source, ends.destination))
    return {(a, b) for a in sources or everywhere for b in destinations or everywhere}
