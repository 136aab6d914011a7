"""When one figure covers another, and when two overlap (rule 3 of "What totals mean").

Figure A covers B when measure and unit are the same, A's ends contain B's, and A has no field or B's. An end that no
source names contains nothing but its like, and may overlap with anything. Ends that reached further on one day than on
another are spelled out before they come here (`reach`).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from coop.analysis.reach import EndsKey, contains_ends, count_units, ends_overlap, name_key, reach_key
from coop.dataset.agreement import Ends, Figure

SeriesKey = tuple[EndsKey, str | None]
_Place = tuple[str | None, str | None]
_Key = tuple[_Place, str | None]
_ANY = "*"  # no locality and no field has such an id


def series_key(figure: Figure) -> SeriesKey:
    """What two stocks have in common that are states of one series: ends of the same names and the same field."""
    return name_key(figure.ends), figure.field


def cover_key(figure: Figure) -> SeriesKey:
    """What two stocks have in common that cover each other: ends that reach equally far and the same field."""
    return reach_key(figure.ends), figure.field


def width(figure: Figure) -> tuple[int, int, bool]:
    """How wide a figure reaches; what covers another one way is always the wider.

    Between the same places there is more where they lie in more units: what goes on inside one is no part of it.
    """
    ends = figure.ends
    localities = 2 * len(set(ends.between)) if ends.between else len(set(ends.source)) + len(set(ends.destination))
    return localities, count_units(ends), figure.field is None


def is_covering(one: Figure, other: Figure) -> bool:
    """Whether `one` covers `other`; both are of one measure and one unit."""
    return one.field in (None, other.field) and contains_ends(one.ends, other.ends)


def is_overlapping(one: Figure, other: Figure) -> bool:
    """Whether some of the same money or things may be in both."""
    has_same_field = one.field is None or other.field is None or one.field == other.field
    return has_same_field and ends_overlap(one.ends, other.ends)


def find_series(figures: Sequence[Figure]) -> list[list[int]]:
    """The positions of the states of each series: stocks of the same names, and those that cover each other."""
    joined = list(range(len(figures)))

    def first_of(position: int) -> int:
        while joined[position] != position:
            joined[position] = joined[joined[position]]
            position = joined[position]
        return position

    known: dict[tuple[str, SeriesKey], int] = {}
    for position, figure in enumerate(figures):
        for key in (("names", series_key(figure)), ("reach", cover_key(figure))):
            joined[first_of(position)] = first_of(known.setdefault(key, position))
    series: defaultdict[int, list[int]] = defaultdict(list)
    for position in range(len(figures)):
        series[first_of(position)].append(position)
    return list(series.values())


class StandingIndex:
    """Figures by where they stand, to find those that cover or overlap one without a look at all of them.

    They are taken in the newest first. A group is what some of them are parts of: those of one group add up, so none of
    them is found for another, and of those with the same ends and field in one group the first stands for all.
    """

    def __init__(self) -> None:
        self._order: dict[int, int] = {}
        self._taken: set[tuple[str, SeriesKey]] = set()
        self._at: defaultdict[_Key, defaultdict[str | None, list[Figure]]] = defaultdict(lambda: defaultdict(list))

    def add(self, figure: Figure, group: str | None = None) -> None:
        """Take it in."""
        if group is not None:
            alike = cover_key(figure)
            if (group, alike) in self._taken:
                return
            self._taken.add((group, alike))
        self._order[id(figure)] = len(self._order)
        seen = {
            ((s, d), field)
            for source, destination in _places(figure.ends)
            for s in (source, _ANY)
            for d in (destination, _ANY)
            for field in (figure.field, _ANY)
        }
        for key in seen:
            self._at[key][group].append(figure)

    def covers_of(self, figure: Figure, group: str | None = None) -> list[Figure]:
        """The others, none of its group, that cover it; no field or one, in each the first added first.

        They stand wherever it stands, so one place will do: that with the fewest.
        """
        fields = dict.fromkeys((None, figure.field))
        places = list(_places(figure.ends))
        # What is `between` stands nowhere from a place to itself, and still covers what has others too.
        place = min(
            [place for place in places if place[0] is None or place[0] != place[1]] or places,
            key=lambda place: sum(len(found) for field in fields for _, found in self._at_key((place, field), None)),
            default=None,
        )
        if place is None:
            return []
        near = [o for field in fields for _, found in self._at_key((place, field), group) for o in found]
        return [other for other in near if other is not figure and is_covering(other, figure)]

    def find_rival(self, figure: Figure, group: str | None = None) -> Figure | None:
        """The first added, none of its group, that overlaps with it where neither covers the other."""
        fields = (_ANY,) if figure.field is None else (figure.field, None)
        keys = {
            ((s, d), field)
            for source, destination in _places(figure.ends)
            for s in ((_ANY,) if source is None else (source, None))
            for d in ((_ANY,) if destination is None else (destination, None))
            for field in fields
        }
        first: Figure | None = None
        compared: set[int] = set()
        for key in keys:
            for _, found in self._at_key(key, group):
                for other in found:
                    if first is not None and self._order[id(other)] >= self._order[id(first)]:
                        break
                    if id(other) not in compared and _are_rivals(other, figure):
                        first = other
                        break
                    compared.add(id(other))
        return first

    def _at_key(self, key: _Key, group: str | None) -> Iterator[tuple[str | None, list[Figure]]]:
        """What stands there, by group, without `group`."""
        for each, found in self._at[key].items() if key in self._at else ():
            if group is None or each != group:
                yield each, found


def _are_rivals(one: Figure, other: Figure) -> bool:
    return is_overlapping(one, other) and not is_covering(one, other) and not is_covering(other, one)


def _places(ends: Ends) -> Iterator[_Place]:
    """Every way from one locality to another that the ends hold, those between two different ones first."""
    sources: tuple[str | None, ...] = ends.between or ends.source or (None,)
    destinations: tuple[str | None, ...] = ends.between or ends.destination or (None,)
    yield from ((s, d) for s in sources for d in destinations if s is None or s != d)
    if not ends.between:
        yield from ((s, s) for s in dict.fromkeys(sources) if s is not None and s in destinations)
