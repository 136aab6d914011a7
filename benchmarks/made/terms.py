"""The vocabularies as a generator needs them: what existed on a day, what a figure may measure."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

UNUSED_FIELD, UNUSED_MEASURE = "doi-ngoai", "charter-capital"
"""Used by no agreement: the vocabularies waive the note on unused terms, and a waiver of nothing is noted itself."""

Entry = Mapping[str, Any]
"""A term as its file has it."""

_EVER, _NEVER = date(2000, 1, 1), date(9999, 12, 31)
_ENGLISH = {"ha-noi": "Hanoi", "ho-chi-minh": "Ho Chi Minh City"}


@dataclass(frozen=True)
class Locality:
    """A province-level unit: its names, and the days from and to which it existed."""

    id: str
    name: str
    periods: tuple[tuple[date, date], ...]

    @property
    def english(self) -> str:
        """The name in an English title."""
        return _ENGLISH.get(self.id, self.name)

    @property
    def bare(self) -> str:
        """The name without its "TP."."""
        return self.name.removeprefix("TP. ")

    def has_all(self, first: date, last: date) -> bool:
        """Whether it existed on both days."""
        return all(any(start <= day <= end for start, end in self.periods) for day in (first, last))


@dataclass(frozen=True)
class Measure:
    """What a figure can measure; `words` are the English nouns of its units."""

    id: str
    nature: str
    is_money: bool
    units: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Term:
    """A field of cooperation."""

    id: str
    vi: str
    en: str
    broader: str | None


@dataclass(frozen=True)
class Region:
    """A region with its members on the days from and to which they were."""

    vi: str
    en: str
    periods: tuple[tuple[date, date, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Terms:
    """All vocabularies."""

    localities: tuple[Locality, ...]
    fields: tuple[Term, ...]
    measures: Mapping[str, Measure]
    regions: tuple[Region, ...]

    @cached_property
    def _changes(self) -> list[date]:
        """The days on which the map changes."""
        return sorted({start for each in self.localities for start, _ in each.periods})

    @cached_property
    def _alive(self) -> dict[tuple[int, int], list[Locality]]:
        return {}

    def find_localities(self, first: date, last: date) -> list[Locality]:
        """The localities that there were on both days."""
        key = bisect_right(self._changes, first), bisect_right(self._changes, last)
        if key not in self._alive:
            self._alive[key] = [each for each in self.localities if each.has_all(first, last)]
        return self._alive[key]

    def find_regions(self, first: date, last: date) -> list[tuple[Region, list[Locality]]]:
        """The regions of a time with their members, those that were there."""
        alive = {each.id: each for each in self.find_localities(first, last)}
        found = []
        for region in self.regions:
            for start, end, members in region.periods:
                if start <= first and last <= end:
                    found.append((region, [alive[each] for each in members if each in alive]))
        return found


def read_terms(data: Path) -> Terms:
    """The vocabularies of a dataset, without what no agreement is to use."""
    import yaml

    def read(name: str) -> Sequence[Entry]:
        with (data / f"{name}.yaml").open(encoding="utf-8") as stream:
            entries: Sequence[Entry] = yaml.load(stream, Loader=yaml.CSafeLoader)[name]
        return entries

    measures = (_build_measure(each) for each in read("measures") if each["id"] != UNUSED_MEASURE)
    return Terms(
        localities=tuple(
            Locality(each["id"], each["name"], tuple((start, end) for start, end, _ in _build_periods(each)))
            for each in read("localities")
        ),
        fields=tuple(
            Term(each["id"], each["name"]["vi"], each["name"]["en"], each.get("broader"))
            for each in read("fields")
            if each["id"] != UNUSED_FIELD
        ),
        measures={each.id: each for each in measures},
        regions=tuple(
            Region(
                each["name"]["vi"],
                each["name"]["en"],
                tuple((start, end, tuple(period["members"])) for start, end, period in _build_periods(each)),
            )
            for each in read("regions")
        ),
    )


def _build_periods(entry: Entry) -> Iterator[tuple[date, date, Entry]]:
    for each in entry["periods"]:
        start = date.fromisoformat(each["from"]) if "from" in each else _EVER
        end = date.fromisoformat(each["to"]) if "to" in each else _NEVER
        yield start, end, each


def _build_measure(entry: Entry) -> Measure:
    words = {each["unit"]: tuple(each["words"]) for each in entry.get("unit_words", ())}
    is_money = entry["kind"] == "money"
    return Measure(entry["id"], entry["nature"], is_money, tuple(entry.get("units", ())), words)


def last_day_of_month(day: date) -> date:
    """The last day of the month in which a day lies."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
