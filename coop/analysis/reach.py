"""The ends of figures as far as they reached on their own day, so that those of different days can be compared.

Ninh Bình of 2026 reaches over the old Ninh Bình, Hà Nam and Nam Định. Ends are spelled out in such places only where
others among the figures compared tell them apart.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date

from coop.analysis.territories import Places, Territories
from coop.dataset.agreement import Ends, Figure

EndsKey = tuple[frozenset[object], frozenset[object], frozenset[object]]


@dataclass(frozen=True, slots=True)
class Reach(Ends):
    """Ends whose localities are places.

    `units` leads from each place that reached the end together with others to all of them: nothing that is `between`
    goes from one to another inside a unit. `names` are the ends as stated, in the names that units had first.
    """

    names: Ends = field(default_factory=Ends)
    units: Mapping[str, Places] = field(default_factory=dict)


def name_key(ends: Ends) -> EndsKey:
    """What ends have in common that name the same localities, however much these have grown."""
    return (ends.names if isinstance(ends, Reach) else ends).key


def reach_key(ends: Ends) -> EndsKey:
    """What ends have in common that reach equally far."""
    return frozenset(ends.source), frozenset(ends.destination), frozenset(_split_by_unit(ends, ends.between))


def count_units(ends: Ends) -> int:
    """In how many units the places lie that the ends are `between`; none where they are not."""
    return len(_split_by_unit(ends, ends.between))


def contains_ends(one: Ends, other: Ends) -> bool:
    """Whether the ends of `one` hold those of `other`, and `between` each way from one unit to another."""
    return one.contains(other) and not (one.between and _goes_on_inside(one, other))


def _goes_on_inside(one: Ends, other: Ends) -> bool:
    """Whether a way from one unit of `other` to another stays inside one unit of `one`."""
    for unit in _units_of(one):
        sources = _split_by_unit(other, unit.intersection(other.between or other.source))
        destinations = _split_by_unit(other, unit.intersection(other.between or other.destination))
        if sources and destinations and len(sources | destinations) > 1:
            return True
    return bool(_units_of(one)) and len(_split_by_unit(one, other.localities)) < 2


def ends_overlap(one: Ends, other: Ends) -> bool:
    """Whether some way from one place to another may be in both; an end that no source names may be anywhere."""
    if not one.between:
        one, other = other, one
    if not one.between:
        return _meet(one.source, other.source) and _meet(one.destination, other.destination)
    inside = set(one.between)
    if other.between:
        shared = inside.intersection(other.between)
        return any(shared - _unit_of(one, place) - _unit_of(other, place) for place in shared)
    source, destination = (inside.intersection(end or inside) for end in (other.source, other.destination))
    return bool(source and destination) and len(_split_by_unit(one, source | destination)) > 1


def _meet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return not one or not other or not set(one).isdisjoint(other)


def _units_of(ends: Ends) -> Set[Places]:
    return set(ends.units.values()) if isinstance(ends, Reach) else frozenset()


def _unit_of(ends: Ends, place: str) -> Places:
    return ends.units.get(place, frozenset((place,))) if isinstance(ends, Reach) else frozenset((place,))


def _split_by_unit(ends: Ends, places: Iterable[str]) -> set[Places]:
    return {_unit_of(ends, place) for place in places}


def spell_out(
    figures: Sequence[Figure], territories: Territories, day_of: Callable[[Figure], date]
) -> tuple[Figure, ...]:
    """The figures with their ends as far as each reached on its own day, where others tell that apart."""
    reaches = [
        {locality: territories.reach_of(locality, day) for locality in figure.ends.localities}
        for figure, day in ((figure, day_of(figure)) for figure in figures)
    ]
    told_apart = _find_told_apart({reach for of_figure in reaches for reach in of_figure.values()})
    return tuple(
        _spell_out_one(
            figure, {name: frozenset(told_apart[place] for place in reach) for name, reach in of.items()}, territories
        )
        for figure, of in zip(figures, reaches, strict=True)
    )


def _find_told_apart(reaches: Set[Places]) -> Mapping[str, str]:
    """For each place one that stands for it and for all that every reach holds together with it."""
    found: defaultdict[str, set[Places]] = defaultdict(set)
    for reach in reaches:
        for place in reach:
            found[place].add(reach)
    alike: dict[frozenset[Places], str] = {}
    return {place: alike.setdefault(frozenset(found[place]), place) for place in sorted(found)}


def _spell_out_one(figure: Figure, places: Mapping[str, Places], territories: Territories) -> Figure:
    if all(reach == {name} for name, reach in places.items()):
        return figure
    ends = figure.ends
    source, destination, between = (
        tuple(dict.fromkeys(place for name in end for place in sorted(places[name])))
        for end in (ends.source, ends.destination, ends.between)
    )
    first = territories.first_name
    names = Ends(*(tuple(first(name) for name in end) for end in (ends.source, ends.destination, ends.between)))
    units = {place: reach for reach in sorted(places.values(), key=len) if len(reach) > 1 for place in reach}
    return replace(figure, ends=Reach(source, destination, between, names, units))
