"""What a province held on a day, in the smallest places that borders ever told apart.

Borders move in whole units: one absorbs others, takes a new name, or splits one off. Each unit that did not begin by
following upon others is such a smallest place. Parts of provinces that changed hands are none: they are not followed.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from coop.dataset.terms import Locality

Places = frozenset[str]


class Territories:
    """The places by their units, through time; a unit shared out among several is followed by none."""

    def __init__(self, localities: Mapping[str, Locality]) -> None:
        self._localities = localities
        self._followed = _find_followers(localities)
        self._split_from = {
            each.id: origins[0]
            for each in localities.values()
            if len(origins := each.periods[0].split_from) == 1 and each.start is not None and origins[0] in localities
        }
        begun_by_following = {(unit, day) for unit, day in self._followed.values()}
        self._places = tuple(
            each.id for each in localities.values() if (each.id, each.start or date.min) not in begun_by_following
        )
        splits = (localities[unit].start for unit in self._split_from)
        self.moves: tuple[date, ...] = tuple(
            sorted({*(day for _, day in self._followed.values()), *(day for day in splits if day is not None)})
        )
        self._held: dict[tuple[str, int], Places] = {}
        self._reached: dict[tuple[str, int], Places] = {}

    def follow(self, unit: str, day: date) -> str:
        """The unit that `unit` has become part of by `day`, or whose name it has taken."""
        seen = {unit}
        while unit in self._followed and self._followed[unit][1] <= day:
            unit = self._followed[unit][0]
            if unit in seen:  # successors that lead in a circle
                return unit
            seen.add(unit)
        return unit

    def holder(self, place: str, day: date) -> str:
        """The unit in which a place lay on `day`: one yet to be split off lay in the unit it came from."""
        unit, seen = place, set[str]()
        while unit in self._split_from and unit not in seen and day < (self._localities[unit].start or date.min):
            seen.add(unit)
            unit = self._split_from[unit]
        return self.follow(unit, day)

    def held_by(self, locality: str, day: date) -> Places:
        """All that lay in a locality on `day`, or on the day of its life nearest to that."""
        lived, era = self._era(locality, day)
        held = self._held.get((locality, era))
        if held is None:
            held = frozenset(place for place in self._places if self.holder(place, lived) == locality)
            self._held[locality, era] = held = held or frozenset((locality,))
        return held

    def reach_of(self, locality: str, day: date) -> Places:
        """What a locality had absorbed or renamed by `day`, and its own; what it split off later was never its own."""
        lived, era = self._era(locality, day)
        reach = self._reached.get((locality, era))
        if reach is None:
            reach = frozenset(place for place in self._places if self.follow(place, lived) == locality)
            self._reached[locality, era] = reach = reach or frozenset((locality,))
        return reach

    def first_name(self, locality: str) -> str:
        """The name that a unit had before it was renamed, however often; one that began in another way has its own."""
        seen: set[str] = set()
        while locality not in seen and (unit := self._localities.get(locality)) is not None:
            seen.add(locality)
            origins = unit.periods[0].renamed_from
            if len(origins) != 1 or self._followed.get(origins[0], ("",))[0] != locality:
                break
            locality = origins[0]
        return locality

    def _era(self, locality: str, day: date) -> tuple[date, int]:
        unit = self._localities.get(locality)
        if unit is not None:
            day = min(max(day, unit.start or date.min), unit.end or date.max)
        return day, bisect_right(self.moves, day)


def _find_followers(localities: Mapping[str, Locality]) -> dict[str, tuple[str, date]]:
    """For each unit that ended wholly in one other: that one, and its first day with it."""
    found: defaultdict[str, dict[str, date]] = defaultdict(dict)
    for unit in localities.values():
        for successor in unit.successor:
            if unit.end is not None and successor in localities:
                found[unit.id][successor] = unit.end + timedelta(days=1)
        for period in unit.periods:
            for origin in (*period.absorbed, *period.renamed_from):
                if origin in localities and localities[origin].end is not None:
                    found[origin][unit.id] = period.start or date.min
    return {unit: next(iter(after.items())) for unit, after in found.items() if len(after) == 1}
