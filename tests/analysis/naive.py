"""A second, plain way to count figures, from the words of "What totals mean": slow, and apart from the program's.

It looks at every pair, lists every way that money can go from one locality to another, and keeps no index. First it
settles what becomes of each figure, then it asks of each that stands whether anything says that it is only about right.
"""

from dataclasses import dataclass, field
from datetime import date

from coop.dataset.agreement import Figure
from coop.language.quantity import Qualifier

UNNAMED = "somewhere no source names"
STANDING = ("counted", "covered", "part")


@dataclass
class Fates:
    """What became of each figure, and by which other, by id; and the whole of each part."""

    what: dict[str, str] = field(default_factory=dict)
    by: dict[str, Figure] = field(default_factory=dict)
    whole: dict[str, Figure] = field(default_factory=dict)

    def settle(self, figure: Figure, what: str, by: Figure | None = None) -> None:
        assert figure.id not in self.what
        self.what[figure.id] = what
        if by is not None:
            self.by[figure.id] = by

    def add_up(self, one: Figure, other: Figure) -> bool:
        """Whether both are parts of the same whole."""
        return one.id in self.whole and other.id in self.whole and self.whole[one.id] is self.whole[other.id]

    def all_above(self, figure: Figure) -> list[Figure]:
        above = []
        while figure.id in self.by:
            figure = self.by[figure.id]
            above.append(figure)
        return above


def count_naively(figures: list[Figure], *, is_stock: bool) -> dict[str, tuple[str, Qualifier]]:
    """What becomes of each figure, by id, and how what it brings is hedged."""
    fates = settle_naively(figures, is_stock=is_stock)
    return {f.id: (fates.what[f.id], find_hedge(f, figures, fates, is_stock=is_stock)) for f in figures}


def find_hedge(figure: Figure, figures: list[Figure], fates: Fates, *, is_stock: bool) -> Qualifier:
    """How what the figure brings is hedged."""
    return Qualifier.ABOUT if is_stock and is_doubted(figure, figures, fates) else figure.quantity.qualifier


def settle_naively(figures: list[Figure], *, is_stock: bool) -> Fates:
    """What becomes of each figure, and by which other."""
    fates = Fates()
    for figure in figures:
        if figure.per:
            fates.settle(figure, "rate")
        elif figure.doubtful:
            fates.settle(figure, "doubtful")
    facts = find_facts(figures, fates)
    find_wholes(facts, figures, fates)
    usable = [f for f in figures if f.id not in fates.what]
    if is_stock:
        decide_level([f for f in usable if f.id not in fates.whole], None, usable, fates)
    else:
        for figure in usable:
            fates.settle(figure, "part" if figure.id in fates.whole else "counted", fates.whole.get(figure.id))
    for figure in usable:
        if figure.id not in fates.what:  # its whole, or the whole of that, is gone
            fates.settle(figure, "history")
    return fates


def find_facts(figures: list[Figure], fates: Fates) -> dict[str, Figure]:
    """The figure that counts for each reference; others that report the same fact are the same."""
    links = {f.reference: f.same_as for f in figures}
    usable = [f for f in figures if f.id not in fates.what]
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
        if figure.id not in fates.what and figure.part_of in facts and facts[figure.part_of] is not figure:
            fates.whole[figure.id] = facts[figure.part_of]


def decide_level(level: list[Figure], above: Figure | None, everyone: list[Figure], fates: Fates) -> None:
    """Decide on figures that stand directly below `above`, or on all that are no part."""
    heads = []
    for figure in level:
        newest = min((o for o in level if is_same_series(o, figure)), key=newest_first)
        if newest is figure or fates.add_up(newest, figure):
            heads.append(figure)
        else:
            fates.settle(figure, "history", newest)
    kept: list[Figure] = []
    for figure in sorted(heads, key=newest_first):
        rivals = [k for k in kept if overlap(k, figure) and not covers(k, figure) and not covers(figure, k)]
        rivals = [k for k in rivals if not fates.add_up(k, figure)]
        if rivals:
            fates.settle(figure, "overlapped", rivals[0])
        else:
            kept.append(figure)
    nearest = {f.id: find_nearest(f, kept, fates) for f in kept}
    for figure in kept:
        if nearest[figure.id] is None:
            what = "counted" if above is None else "part" if figure.id in fates.whole else "covered"
            fates.settle(figure, what, above)
            parts = [f for f in everyone if fates.whole.get(f.id) is figure]
            decide_level([*find_all_below(figure, kept, nearest), *parts], figure, everyone, fates)


def find_nearest(figure: Figure, kept: list[Figure], fates: Fates) -> Figure | None:
    """What covers it and covers nothing else that does; of parts of one whole the narrowest, then the newest."""
    covering = [k for k in kept if k is not figure and covers(k, figure) and not fates.add_up(k, figure)]
    inmost = [c for c in covering if not any(covers(c, o) and not covers(o, c) for o in covering)]
    return min(inmost, key=lambda c: (count_localities(c), c.field is None, newest_first(c)), default=None)


def find_all_below(figure: Figure, kept: list[Figure], nearest: dict[str, Figure | None]) -> list[Figure]:
    directly = [k for k in kept if nearest[k.id] is figure]
    return [*directly, *(below for each in directly for below in find_all_below(each, kept, nearest))]


def is_doubted(figure: Figure, figures: list[Figure], fates: Fates) -> bool:
    """Whether something newer is below what stands, or it or something below it overlaps with an older one."""
    if fates.what[figure.id] not in STANDING:
        return False
    lower = [f for f in figures if any(a is figure for a in fates.all_above(f))]
    return any(
        fates.what[f.id] == "overlapped" or (fates.what[f.id] in STANDING and last_day(f) > last_day(figure))
        for f in lower
    )


def is_same_series(one: Figure, other: Figure) -> bool:
    return one is other or (covers(one, other) and covers(other, one))


def count_localities(figure: Figure) -> tuple[int, bool]:
    ends = figure.ends
    return len(ends.source) + len(ends.destination) + 2 * len(ends.between), bool(ends.between)


def last_of_chain(reference: str, links: dict[str, str | None]) -> str:
    following = links.get(reference)
    return reference if following is None else last_of_chain(following, links)


def last_day(figure: Figure) -> date:
    """The last day that `as_of` can mean, the first where it has no end; before all others where there is none."""
    return (figure.as_of and (figure.as_of.last_day or figure.as_of.first_day)) or date.min


def newest_first(figure: Figure) -> tuple[int, str]:
    return -last_day(figure).toordinal(), figure.reference


def covers(one: Figure, other: Figure) -> bool:
    if one.field is not None and one.field != other.field:
        return False
    a, b = one.ends, other.ends
    if a.between:
        if not b.between and not (b.source and b.destination):
            return False
        return all(end in a.between for end in b.localities) and len(b.localities) > 1
    if b.between:
        return False
    ends = ((a.source, b.source), (a.destination, b.destination))
    return all(bool(wide) == bool(narrow) and all(x in wide for x in narrow) for wide, narrow in ends)


def overlap(one: Figure, other: Figure) -> bool:
    if one.field is not None and other.field is not None and one.field != other.field:
        return False
    everywhere = [*one.ends.localities, *other.ends.localities, UNNAMED]
    return bool(ways(one, everywhere) & ways(other, everywhere))


def ways(figure: Figure, everywhere: list[str]) -> set[tuple[str, str]]:
    """Every way from one locality to another that the figure may speak of; an unnamed end may be anywhere."""
    ends = figure.ends
    if ends.between:
        return {(a, b) for a in ends.between for b in ends.between if a != b}
    return {(a, b) for a in ends.source or everywhere for b in ends.destination or everywhere}
