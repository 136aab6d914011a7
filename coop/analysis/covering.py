"""When one figure covers another, and when two overlap (rule 3 of "What totals mean").

Figure A covers B when measure and unit are the same, A's ends contain B's, and A has no field or B's. An end that no
source names contains nothing but its like, and may overlap with anything.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from coop.dataset.agreement import Ends, Figure

_Place = tuple[str | None, str | None]
_ANY = "*"  # no locality and no field has such an id


def is_covering(one: Figure, other: Figure) -> bool:
    """Whether `one` covers `other`; both are of one measure and one unit."""
    return one.field in (None, other.field) and contains_ends(one.ends, other.ends)


def is_overlapping(one: Figure, other: Figure) -> bool:
    """Whether some of the same money or things may be in both."""
    has_same_field = one.field is None or other.field is None or one.field == other.field
    return has_same_field and _ends_overlap(one.ends, other.ends)


def contains_ends(one: Ends, other: Ends) -> bool:
    """Whether the ends of `one` contain those of `other`; `between` covers either direction."""
    if one.between:
        inner = set(other.between or (other.source and other.destination and (*other.source, *other.destination)))
        return len(inner) > 1 and inner.issubset(one.between)
    if other.between:
        return False
    return _contains(one.source, other.source) and _contains(one.destination, other.destination)


def _contains(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not one or not other:
        return not one and not other
    return set(one).issuperset(other)


def _ends_overlap(one: Ends, other: Ends) -> bool:
    if not one.between:
        one, other = other, one
    if not one.between:
        return _meet(one.source, other.source) and _meet(one.destination, other.destination)
    inside = set(one.between)
    if other.between:
        return len(inside.intersection(other.between)) > 1
    source, destination = (inside.intersection(end or inside) for end in (other.source, other.destination))
    return bool(source and destination) and len(source | destination) > 1


def _meet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return not one or not other or not set(one).isdisjoint(other)


class CoverIndex:
    """Finds the figures that may cover one, without a look at all of them."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._at: defaultdict[tuple[_Place, str | None], list[Figure]] = defaultdict(list)
        for figure in figures:
            for place in _places(figure.ends):
                self._at[place, figure.field].append(figure)

    def covers_of(self, figure: Figure) -> Iterator[Figure]:
        """The others that cover it: they stand wherever it stands, so one of its places will do."""
        place = next(_places(figure.ends), None)
        if place is not None:
            for field in dict.fromkeys((None, figure.field)):
                for other in self._at[place, field]:
                    if other is not figure and is_covering(other, figure):
                        yield other


class OverlapIndex:
    """Figures by where they stand, to find those that overlap with one; they are kept in the order of adding."""

    def __init__(self) -> None:
        self._order: dict[int, int] = {}
        self._at: defaultdict[tuple[_Place, str | None], list[Figure]] = defaultdict(list)

    def add(self, figure: Figure) -> None:
        """Take it in."""
        self._order[id(figure)] = len(self._order)
        seen = {
            ((s, d), field)
            for source, destination in _places(figure.ends)
            for s in (source, _ANY)
            for d in (destination, _ANY)
            for field in (figure.field, _ANY)
        }
        for key in seen:
            self._at[key].append(figure)

    def overlaps_of(self, figure: Figure) -> list[Figure]:
        """Those added that overlap with it, the first added first."""
        fields = (_ANY,) if figure.field is None else (figure.field, None)
        keys = {
            ((s, d), field)
            for source, destination in _places(figure.ends)
            for s in ((_ANY,) if source is None else (source, None))
            for d in ((_ANY,) if destination is None else (destination, None))
            for field in fields
        }
        near = {id(other): other for key in keys if key in self._at for other in self._at[key]}
        found = [other for other in near.values() if is_overlapping(other, figure)]
        return sorted(found, key=lambda other: self._order[id(other)])


def _places(ends: Ends) -> Iterator[_Place]:
    """Every way from one locality to another that the ends hold, those between two different ones first."""
    sources: tuple[str | None, ...] = ends.between or ends.source or (None,)
    destinations: tuple[str | None, ...] = ends.between or ends.destination or (None,)
    yield from ((s, d) for s in sources for d in destinations if s is None or s != d)
    if not ends.between:
        yield from ((s, s) for s in dict.fromkeys(sources) if s is not None and s in destinations)
