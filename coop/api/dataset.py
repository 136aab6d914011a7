"""`Dataset` and `Selection` as Python programs see them: the data, and the questions that the command line answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coop.analysis.arrange import Arrangement
from coop.analysis.borders import NOW, Borders, parse_borders
from coop.analysis.card import build_card
from coop.analysis.description import describe_dataset
from coop.analysis.filters import Filters, TypedFilters, parse_filters
from coop.analysis.reading_report import report_readings
from coop.analysis.select import select_agreements
from coop.api.answer import Answer
from coop.api.arguments import (
    day_of,
    days_of,
    number_of,
    one_of,
    pair_of,
    path_of,
    paths_of,
    text_of,
    texts_of,
    today,
    years_of,
)
from coop.api.comparison import Comparison, compare
from coop.api.questions import Questions
from coop.bilingual import Bilingual
from coop.dataset import dataset as stored
from coop.dataset.agreement import Agreement, Figure
from coop.dataset.composer import Value
from coop.dataset.loading import find_opened, load_dataset, load_indexed
from coop.dataset.terms import Description
from coop.dataset.vocabulary import Vocabularies
from coop.errors import UsageError
from coop.history.log import trace_agreement, trace_value
from coop.history.log_report import report_history, report_value
from coop.history.snapshot import open_snapshot
from coop.language.places import Gazetteer
from coop.language.reading import Reading, read_text
from coop.version import find_version

Typed = str | Iterable[str] | None

_DATASET = Bilingual("a dataset", "bộ dữ liệu")


@dataclass(frozen=True, repr=False)
class Readings(Answer):
    """The amounts, dates and places found in a text."""

    readings: tuple[Reading, ...]


class Selection(Questions):
    """The agreements that filters leave, and those of their figures that the filters bind."""

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        """The agreements, in the order of date and id."""
        return self._selected.agreements

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures, each number of projects told beside money as one of its own."""
        return self._selected.figures

    def __repr__(self) -> str:
        return f"<coop.Selection of {len(self.agreements)} agreements, {len(self.figures)} figures>"


class Dataset(Questions):
    """The sound agreements of one folder, with the vocabularies; every question is asked of all of them."""

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        """The agreements, in the order of date and id."""
        return self._stored.agreements

    @property
    def by_id(self) -> Mapping[str, Agreement]:
        """The agreements by id."""
        return self._stored.by_id

    @property
    def figures(self) -> Mapping[str, Figure]:
        """Every figure by its whole reference `agreement-id#figure-id`."""
        return self._stored.figures

    @property
    def vocabularies(self) -> Vocabularies:
        """Localities, regions, fields and measures, with their names."""
        return self._stored.vocabularies

    @property
    def description(self) -> Description:
        """What `dataset.yaml` says of the whole: its title, version and licence."""
        return self._stored.description

    @property
    def folder(self) -> Path:
        """The folder it was read from."""
        return self._stored.location.root

    @property
    def revision(self) -> str | None:
        """The commit that it was read from, if it was opened at a revision."""
        return self._stored.revision.commit if self._stored.revision is not None else None

    @property
    def left_out(self) -> tuple[stored.LeftOut, ...]:
        """The files that cannot be computed with, each with the first error in it."""
        return self._stored.left_out

    @property
    def _stored(self) -> stored.Dataset:
        return self._selected.dataset

    def __repr__(self) -> str:
        return f"<coop.Dataset of {len(self.agreements)} agreements in {self.folder}>"

    def agreement(self, agreement_id: str) -> Agreement:
        """The agreement with this id; `UnknownName` names the nearest."""
        return self._stored.agreement(text_of("agreement_id", agreement_id))

    def select(
        self,
        *,
        field: Typed = None,
        party: Typed = None,
        between: tuple[str, str] | None = None,
        source: Typed = None,
        destination: Typed = None,
        region: Typed = None,
        year: int | str | Iterable[int | str] | None = None,
        active: date | str | Iterable[date | str] | None = None,
        status: Typed = None,
        instrument: Typed = None,
        level: Typed = None,
        measure: Typed = None,
        minimum: Typed = None,
        text: Typed = None,
        borders: date | str | None = None,
        as_of: date | str | None = None,
    ) -> Selection:
        """The agreements that hold all of these, and of several values in one at least one.

        None is what is not asked for; an empty list is a `UsageError`, for it may be a filter that came out empty.
        The filters are those of the command line (`source`, `destination` and `minimum` are `--from`, `--to` and
        `--min`) and take what it takes: ids, names or aliases, with or without accents; `year` a number or
        "2019..2023"; `minimum` an amount such as "10.000 tỷ". `UsageError` names the nearest known. Former provinces
        are read, and counted, in the `borders` of a day or of `now`; as signed, unless they are given (`--borders`).
        `now` is the day `as_of`: today, unless it is given.
        """
        typed = TypedFilters(
            field=texts_of("field", field),
            party=texts_of("party", party),
            between=pair_of("between", between),
            source=texts_of("source", source),
            destination=texts_of("destination", destination),
            region=texts_of("region", region),
            year=years_of("year", year),
            active=days_of("active", active),
            status=texts_of("status", status),
            instrument=texts_of("instrument", instrument),
            level=texts_of("level", level),
            measure=texts_of("measure", measure),
            minimum=texts_of("minimum", minimum),
            text=texts_of("text", text),
        )
        read_in = _read_borders(borders, self.vocabularies, as_of=as_of)
        return Selection(select_agreements(self._stored, parse_filters(typed, self.vocabularies), read_in))

    def data(self, agreement_id: str) -> dict[str, Value]:
        """The values of an agreement's file as they stand there; `UnknownName` names the nearest id."""
        return stored.read_data(self._stored, self.agreement(agreement_id))

    def card(self, agreement_id: str) -> Answer:
        """One agreement as a readable card, its sources last (`coop show`)."""
        agreement = self.agreement(agreement_id)
        return Answer(build_card(agreement, self._stored, stored.read_data(self._stored, agreement)))

    def parse(self, text: str, *, published: date | str | None = None) -> Readings:
        """The amounts, dates and places in a text; the day it was `published` gives dates their year (`coop parse`)."""
        day = day_of("published", published) if published is not None else None
        gazetteer = Gazetteer(self.vocabularies.place_names(), self.vocabularies.not_provinces())
        readings = read_text(text_of("text", text), gazetteer=gazetteer, published=day)
        return Readings(report_readings(readings, self.vocabularies), readings)

    def compare(self, old: "Dataset", *, paths: str | Path | Iterable[str | Path] | None = None) -> Comparison:
        """What changed since the `old` dataset, and what that does to the totals (`coop diff`).

        `paths`, relative to the dataset's folder, limit it to files and folders.
        """
        before = one_of("old", old, Dataset, expected=_DATASET)
        asked_for = tuple(each.as_posix() for each in paths_of("paths", paths))
        return compare(before._stored, self._stored, paths=asked_for)

    def log(self, agreement_id: str, *, value: str | None = None, limit: int | None = None) -> Answer:
        """The commits that touched an agreement, or one value of it, and what each did (`coop log`).

        They lead to the revision at which the dataset was opened, else to HEAD.
        """
        most = Arrangement(limit=number_of("limit", limit)).limit
        asked_for = text_of("agreement_id", agreement_id)
        path = text_of("value", value) if value is not None else None
        history = trace_agreement(self._stored.location, asked_for, at=self.revision or "HEAD")
        if path is None:
            return Answer(report_history(history, limit=most))
        return Answer(report_value(history, path, trace_value(history, path), limit=most))

    def describe(self) -> Answer:
        """Which dataset this is and why this one, its version and its counts (`coop info --no-index`)."""
        return Answer(describe_dataset(self._stored, program_version=find_version()))


def _read_borders(given: date | str | None, vocabularies: Vocabularies, *, as_of: date | str | None) -> Borders:
    """The borders asked for, those of `now` on the day `as_of`."""
    asked = given if given is None or isinstance(given, str) else day_of("borders", given).isoformat()
    if as_of is not None and (asked is None or asked.strip() != NOW):
        raise UsageError(
            Bilingual("as_of goes with borders='now'", "as_of phải đi với borders='now'"),
            hint=Bilingual("a day may stand in borders itself", "có thể nêu ngày ngay trong borders"),
        )
    return parse_borders(asked, vocabularies, today=day_of("as_of", as_of) if as_of is not None else today())


def open_dataset(folder: str | Path | None = None, *, at: str | None = None, index: bool = True) -> Dataset:
    """Open the dataset in `folder`, or the one that the command would find from here.

    With `at`, as it stood at a git branch, tag, commit or date (`--at`). Without its `index` every file is read anew
    (`--no-index`). Raises `DatasetNotFound`, `BadVocabulary`, `TooManyFiles`, and for a revision that there is not
    `GitError`, all of them `CoopError`.
    """
    asked_for = path_of("folder", folder) if folder is not None else None
    if at is not None:
        found = open_snapshot(asked_for, text_of("at", at))
    else:
        location = find_opened(asked_for)
        found = load_indexed(location) if index else load_dataset(location)
    return Dataset(select_agreements(found, Filters()))
