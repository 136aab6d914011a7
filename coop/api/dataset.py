"""`Dataset` and `Selection` as Python programs see them: the data, and the questions that the command line answers."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from coop.analysis.borders import parse_borders
from coop.analysis.card import build_card
from coop.analysis.description import describe_dataset
from coop.analysis.filters import Filters, TypedFilters, parse_day, parse_filters
from coop.analysis.reading_report import report_readings
from coop.analysis.select import Selection as Selected
from coop.analysis.select import select_agreements
from coop.api.answer import Answer
from coop.api.questions import Questions
from coop.dataset import dataset as stored
from coop.dataset.composer import Value
from coop.language.places import Gazetteer
from coop.language.reading import Reading, read_text
from coop.version import find_version

Typed = str | Iterable[str]


@dataclass(frozen=True)
class Readings(Answer):
    """The amounts, dates and places found in a text."""

    readings: tuple[Reading, ...]


class Selection(Selected, Questions):
    """The agreements that filters leave, and those of their figures that the filters bind."""

    __slots__ = ()

    @property
    def _selected(self) -> Selected:
        return self


class Dataset(stored.Dataset, Questions):
    """The sound agreements of one folder, with the vocabularies; every question is asked of all of them.

    `left_out` names the files that cannot be computed with, each with the first error in it.
    """

    @property
    def _selected(self) -> Selected:
        return select_agreements(self, Filters())

    def select(
        self,
        *,
        field: Typed = (),
        party: Typed = (),
        between: tuple[str, str] | None = None,
        source: Typed = (),
        destination: Typed = (),
        region: Typed = (),
        year: int | str | Iterable[int | str] = (),
        active: date | str | Iterable[date | str] = (),
        status: Typed = (),
        instrument: Typed = (),
        level: Typed = (),
        measure: Typed = (),
        minimum: Typed = (),
        text: Typed = (),
        borders: date | str | None = None,
    ) -> Selection:
        """The agreements that hold all of these, and of several values in one at least one.

        The filters are those of the command line (`source`, `destination` and `minimum` are `--from`, `--to` and
        `--min`) and take what it takes: ids, names or aliases, with or without accents; `year` a number or
        "2019..2023"; `minimum` an amount such as "10.000 tỷ". `UsageError` names the nearest known. Former provinces
        are read, and counted, in the `borders` of a day or of `now`; as signed, unless they are given (`--borders`).
        """
        typed = TypedFilters(
            field=_several(field),
            party=_several(party),
            between=between,
            source=_several(source),
            destination=_several(destination),
            region=_several(region),
            year=_several(year),
            active=_several(active),
            status=_several(status),
            instrument=_several(instrument),
            level=_several(level),
            measure=_several(measure),
            minimum=_several(minimum),
            text=_several(text),
        )
        asked = str(borders) if borders is not None else None
        read_in = parse_borders(asked, self.vocabularies, today=date.today())  # noqa: DTZ011 - the caller's own day
        found = select_agreements(self, parse_filters(typed, self.vocabularies), read_in)
        return Selection(**{each.name: getattr(found, each.name) for each in fields(found)})

    def data(self, agreement_id: str) -> dict[str, Value]:
        """The values of an agreement's file as they stand there; `UnknownName` names the nearest id."""
        return stored.read_data(self, self.agreement(agreement_id))

    def card(self, agreement_id: str) -> Answer:
        """One agreement as a readable card, its sources last (`coop show`)."""
        agreement = self.agreement(agreement_id)
        return Answer(build_card(agreement, self, stored.read_data(self, agreement)))

    def parse(self, text: str, *, published: date | str | None = None) -> Readings:
        """The amounts, dates and places in a text; the day it was `published` gives dates their year (`coop parse`)."""
        day = parse_day(published) if isinstance(published, str) else published
        gazetteer = Gazetteer(self.vocabularies.place_names(), self.vocabularies.not_provinces())
        readings = read_text(text, gazetteer=gazetteer, published=day)
        return Readings(report_readings(readings, self.vocabularies), readings)

    def describe(self) -> Answer:
        """Which dataset this is and why this one, its version and its counts (`coop info`)."""
        return Answer(describe_dataset(self, program_version=find_version()))


def _several(given: object) -> tuple[str, ...]:
    """One value or several as texts: a year may be a number, a day a date."""
    several = given if isinstance(given, Iterable) and not isinstance(given, str) else (given,)
    return tuple(map(str, several))


def open_dataset(folder: str | Path | None = None) -> Dataset:
    """Open the dataset in `folder`, or the one that the command would find from here.

    Raises `DatasetNotFound`, `BadVocabulary` and `TooManyFiles`.
    """
    found = stored.open_dataset(folder)
    return Dataset(**{each.name: getattr(found, each.name) for each in fields(found)})
