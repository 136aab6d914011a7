"""The terms of the vocabularies: localities in time, regions by period, fields in two levels, measures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from coop.bilingual import Bilingual


class Term(Protocol):
    """What all vocabularies share: an id, a name in both languages, and the other words for it."""

    @property
    def id(self) -> str:
        """The permanent id."""
        ...

    @property
    def label(self) -> Bilingual:
        """The name in both languages."""
        ...

    @property
    def words(self) -> tuple[str, ...]:
        """Every word by which a person may name it."""
        ...


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of days, the first and the last included; `None` is open."""

    start: date | None
    end: date | None

    def overlaps(self, first: date, last: date) -> bool:
        """Whether some day from `first` to `last` lies in it."""
        return (self.start is None or self.start <= last) and (self.end is None or first <= self.end)

    def holds_on(self, day: date) -> bool:
        """Whether `day` lies in it."""
        return self.overlaps(day, day)


@dataclass(frozen=True, slots=True)
class Period(Stretch):
    """What a locality was in a stretch of time."""

    type: str
    gso_code: str | None = None
    absorbed: tuple[str, ...] = ()
    renamed_from: tuple[str, ...] = ()
    split_off: tuple[str, ...] = ()
    split_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Locality:
    """A province-level unit by name, with its periods in order; `cities` lay in it and do not name it.

    `official_name` is there where it is not "Thành phố" or "Tỉnh", by type, and the name.
    """

    id: str
    name: str
    name_en: str
    periods: tuple[Period, ...]
    aliases: tuple[str, ...] = ()
    aliases_contextual: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    iso_3166_2: str | None = None
    successor: tuple[str, ...] = ()
    note: str | None = None
    official_name: str | None = None

    @property
    def label(self) -> Bilingual:
        """The Vietnamese name, which both languages use."""
        return Bilingual(self.name, self.name)

    @property
    def words(self) -> tuple[str, ...]:
        """Names that are safe without context."""
        official = () if self.official_name is None else (self.official_name,)
        return tuple(dict.fromkeys((self.name, self.name_en, *official, *self.aliases)))

    @property
    def all_words(self) -> tuple[str, ...]:
        """Every name, those too that only a context makes safe ("Sài Gòn")."""
        return (*self.words, *self.aliases_contextual)

    @property
    def end(self) -> date | None:
        """The last day on which it existed, if it ended."""
        return self.periods[-1].end

    @property
    def start(self) -> date | None:
        """Its first day, if it began after 2000-01-01."""
        return self.periods[0].start

    def period_on(self, day: date) -> Period | None:
        """The period that holds on `day`, if it existed then."""
        return next((period for period in self.periods if period.holds_on(day)), None)


@dataclass(frozen=True, slots=True)
class RegionPeriod(Stretch):
    """The members of a region in a stretch of time."""

    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A socio-economic region with its members by period."""

    id: str
    label: Bilingual
    periods: tuple[RegionPeriod, ...]
    aliases: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Its names, and what it is called for short."""
        return (*self.label, *self.aliases)

    def members_on(self, day: date) -> tuple[str, ...]:
        """The localities that belong to it on `day`."""
        for period in self.periods:
            if period.holds_on(day):
                return period.members
        return ()


@dataclass(frozen=True, slots=True)
class Field:
    """A field of cooperation; `broader` is the one above it in the two-level vocabulary (SKOS)."""

    id: str
    label: Bilingual
    definition: Bilingual
    broader: str | None = None
    source_words: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Its names, and the words by which sources name it."""
        return (*self.label, *self.source_words)


class Nature(StrEnum):
    """What a number says about time: how much there is, how much moved, or how much was promised."""

    STOCK = "stock"
    FLOW = "flow"
    PLEDGE = "pledge"

    @property
    def label(self) -> Bilingual:
        """What it is called."""
        return _NATURES[self]


_NATURES = {
    Nature.STOCK: Bilingual("stock", "số thời điểm"),
    Nature.FLOW: Bilingual("flow", "số thời kỳ"),
    Nature.PLEDGE: Bilingual("pledge", "số cam kết"),
}

RELATION = {
    "renews": Bilingual("renews", "gia hạn"),
    "amends": Bilingual("amends", "sửa đổi"),
    "implements": Bilingual("implements", "thực hiện"),
    "supersedes": Bilingual("supersedes", "thay thế"),
}
"""What an agreement does to another, by the word of the data."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure can measure: money, or a count in one of `units`; `unit_words` maps English words to units."""

    id: str
    label: Bilingual
    definition: Bilingual
    nature: Nature
    is_money: bool
    units: tuple[str, ...] = ()
    source_words: tuple[str, ...] = ()
    unit_words: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> tuple[str, ...]:
        """Its names, and the words by which sources name it."""
        return (*self.label, *self.source_words)

    @property
    def readable_units(self) -> tuple[str, ...]:
        """Its units in Vietnamese, and what English sources call them; `unit_words` leads back to the unit."""
        return (*self.units, *self.unit_words)


@dataclass(frozen=True, slots=True)
class Description:
    """What `dataset.yaml` says of the whole."""

    name: str
    title: Bilingual
    version: str
    licence: str
