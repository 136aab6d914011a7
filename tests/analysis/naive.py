"""A second, plain way to count figures, from the words of "What totals mean": slow, and apart from the program's.

It looks at every pair, lists every way that money can go from one locality to another, and keeps no index.
"""

from datetime import date

from coop.dataset.agreement import Figure
from coop.language.quantity import Qualifier

UNNAMED = "somewhere no source names"


def count_naively(figures: list[Figure], *, is_stock: bool) -> dict[str, tuple[str, Qualifier]]:
    """What becomes of each figure, by id, and how what it brings is hedged."""
    outcome: dict[str, str] = {}
    for figure in figures:
        if figure.per:
            outcome[figure.id] = "rate"
        elif figure.doubtful:
            outcome[figure.id] = "doubtful"
    usable = [f for f in figures if f.id not in outcome]
    links = {f.reference: f.same_as for f in figures}
    stand_in: dict[str, Figure] = {}  # by the fact that is reported
    for figure in usable:
        fact = last_of_chain(figure.reference, links)
        reporting = [f for f in usable if last_of_chain(f.reference, links) == fact]
        stand_in[fact] = next((f for f in reporting if f.reference == fact), reporting[0])
        if stand_in[fact] is not figure:
            outcome[figure.id] = "same"
    usable = [f for f in usable if f.id not in outcome]
    whole: dict[str, Figure] = {}
    for figure in usable:
        above = stand_in.get(last_of_chain(figure.part_of, links)) if figure.part_of else None
        if above is not None and above is not figure:
            whole[figure.id] = above
    about: set[str] = set()
    tops = [f for f in usable if f.id not in whole]
    if is_stock:
        decide_level(tops, [], usable, whole, outcome, about)
    else:
        outcome.update({f.id: "part" if f.id in whole else "counted" for f in usable})
    for _ in usable:  # what hangs on a figure that is gone is gone, however long the chain
        outcome.update(
            {
                f.id: "history"
                for f in usable
                if f.id in whole and outcome.get(whole[f.id].id) in ("history", "overlapped")
            }
        )
    return {f.id: (outcome[f.id], Qualifier.ABOUT if f.id in about else f.quantity.qualifier) for f in figures}


def decide_level(
    level: list[Figure],
    above: list[Figure],
    everyone: list[Figure],
    whole: dict[str, Figure],
    outcome: dict[str, str],
    about: set[str],
) -> None:
    """Decide on figures that stand directly below `above[-1]`, or on all that are no part."""

    def are_parts(one: Figure, other: Figure) -> bool:
        return one.id in whole and other.id in whole

    undecided = list(level)
    for figure in level:
        states = [o for o in level if covers(o, figure) and covers(figure, o)]
        newest = min(states, key=newest_first)
        if newest is not figure and not are_parts(newest, figure):
            outcome[figure.id] = "history"
            undecided.remove(figure)
    standing: list[Figure] = []
    below: dict[str, list[Figure]] = {}
    while undecided:
        widest = [
            f for f in undecided if not any(o is not f and covers(o, f) and not are_parts(o, f) for o in undecided)
        ]
        figure = min(widest, key=newest_first)
        undecided.remove(figure)
        covering = [o for o in standing if covers(o, figure) and not are_parts(o, figure)]
        rivals = [o for o in standing if overlap(o, figure) and not are_parts(o, figure)]
        if covering:
            below.setdefault(min(covering, key=newest_first).id, []).append(figure)
        elif rivals:
            outcome[figure.id] = "overlapped"
            about.update(o.id for o in rivals)
        else:
            standing.append(figure)
            outcome[figure.id] = "counted" if not above else "part" if figure.id in whole else "covered"
            about.update(o.id for o in above if last_day(figure) > last_day(o))
    for figure in standing:
        parts = [f for f in everyone if whole.get(f.id) is figure]
        decide_level([*below.get(figure.id, []), *parts], [*above, figure], everyone, whole, outcome, about)


def last_of_chain(reference: str, links: dict[str, str | None]) -> str:
    following = links.get(reference)
    return reference if following is None else last_of_chain(following, links)


def last_day(figure: Figure) -> date:
    """The last day that `as_of` can mean; before all others where there is none."""
    return (figure.as_of and figure.as_of.last_day) or date.min


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
