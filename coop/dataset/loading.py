"""Loading: from the files of a folder, or what an index remembers of them, to the sound agreements of a dataset."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeVar

from coop.bilingual import Bilingual
from coop.dataset.agreement import Agreement
from coop.dataset.batches import batched
from coop.dataset.files import Files, FilesOnDisk
from coop.dataset.index.index import Index, open_index
from coop.dataset.index.look import Look
from coop.dataset.index.records import IndexedFiles, Outcome, Records
from coop.dataset.layout import ENVIRONMENT_VARIABLE, Location, find_dataset, find_program_schemas
from coop.dataset.terms import Description
from coop.dataset.vocabulary import Vocabularies
from coop.diagnostic import Diagnostic, Rule, Severity, sort_diagnostics

TYPE_CHECKING = False  # where the index knows all files, nothing is loaded that reads one
if TYPE_CHECKING:
    from coop.dataset.dataset import Dataset, LeftOut
    from coop.dataset.document import Parsed, Places
    from coop.dataset.index.heads import Head
    from coop.dataset.source_text import SourceText

DUPLICATE_ID = Rule(
    "X101",
    "duplicate-id",
    Severity.ERROR,
    Bilingual("Every agreement has an id of its own.", "Mỗi thỏa thuận có một mã riêng."),
)

RULES = (DUPLICATE_ID,)

_TOGETHER = 128  # files at most that are in memory at once
_MOST_TEXT = 500_000  # characters of them; a file of many values takes a hundred times as many bytes

Owner = TypeVar("Owner", Agreement, "Head")
"""What has an id and a file."""


class LoadedFile(NamedTuple):
    """One agreement file: what it says, if it can be computed with, and what is wrong with it.

    `draft` is what could be built of it, none where there is no document at all; see `Built`.
    """

    parsed: "Parsed"
    agreement: Agreement | None
    draft: Agreement | None
    diagnostics: tuple[Diagnostic, ...]


def load_sources(sources: "Iterable[SourceText]", *, vocabularies: Vocabularies, schemas: Path) -> Iterator[LoadedFile]:
    """Check and build the agreements of files' texts, in turn.

    Each step is taken for some of them before the next begins: that is faster, for what a step works with stays in the
    processor's caches.
    """
    from coop.dataset.building import build_agreement
    from coop.dataset.document import parse_source
    from coop.dataset.schema import check_schema, load_schema

    schema = load_schema(schemas, "agreement")
    for some in take_together(sources):
        parsed = [check_schema(each, schema) for each in [parse_source(source) for source in some]]
        for each in parsed:
            if each.document is None:
                yield LoadedFile(each, None, None, each.diagnostics)
                continue
            built = build_agreement(each.document, vocabularies, told=each.diagnostics)
            agreement = built.agreement if each.is_sound else None
            yield LoadedFile(each, agreement, built.draft, (*each.diagnostics, *built.diagnostics))


def take_together(sources: "Iterable[SourceText]") -> "Iterator[list[SourceText]]":
    """The sources in turn, as many at a time as may well be in memory together."""
    some: list[SourceText] = []
    size = 0
    for source in sources:
        some.append(source)
        size += len(source.text or "")
        if len(some) == _TOGETHER or size > _MOST_TEXT:
            yield some
            some, size = [], 0
    if some:
        yield some


def load_dataset(location: Location, files: Files | None = None, *, index: Index | None = None) -> "Dataset":
    """Load what is sound; a file that is not is left out and named in `left_out`.

    `files` are those of the dataset in the folder as it stood at another time; else those that lie there are read: by
    way of their `index`, if there is one, only those that changed, and what came of them is then remembered there.
    Raises `BadVocabulary` where a vocabulary is broken, for without it no agreement can be read, and `TooManyFiles`.
    """
    files = FilesOnDisk(location) if files is None else files
    if index is None:
        vocabularies, description = _read_terms(files)
        return _collect(location, vocabularies, description, _read_each(files, vocabularies), files)
    records = Records(IndexedFiles(index, files))
    vocabularies, description = recall_terms(records)
    outcomes = recall_each(records, vocabularies, records.files.find_agreements())
    dataset = _collect(location, vocabularies, description, outcomes, files)
    index.commit()
    return replace(dataset, state=index.state)


def recall_terms(records: Records) -> tuple[Vocabularies, Description]:
    """The vocabularies and the description by way of the index; `BadVocabulary` where one is broken."""
    known = records.find_terms()
    if known is not None:
        return known
    vocabularies, description = _read_terms(records.files)
    records.keep_terms(vocabularies, description)
    return vocabularies, description


def load_indexed(location: Location, *, look: Look | None = None) -> "Dataset":
    """Load the dataset by way of what earlier runs remember of it, where that can be; the same comes of it.

    `look` is as for `open_index`.
    """
    index = open_index(os.fspath(location.root), look=look)
    try:
        return load_dataset(location, index=index)
    finally:
        if index is not None:
            index.close()


def _read_terms(files: Files) -> tuple[Vocabularies, Description]:
    from coop.dataset.vocabulary_files import build_description, build_vocabularies, read_vocabularies

    parsed = read_vocabularies(files, find_program_schemas())
    return build_vocabularies(parsed, files.revision), build_description(parsed["dataset"])


def _read_each(files: Files, vocabularies: Vocabularies) -> Iterator[tuple[str, Outcome]]:
    """Each file with its agreement, or the first error for which it has none."""
    schemas = find_program_schemas()
    sources = files.read_each(files.find_agreements())
    for loaded in load_sources(sources, vocabularies=vocabularies, schemas=schemas):
        yield loaded.parsed.path, _judge(loaded)


def recall_each(records: Records, vocabularies: Vocabularies, paths: Iterable[str]) -> Iterator[tuple[str, Outcome]]:
    """The same of some files by way of the index: only what it does not know is read."""
    schemas = find_program_schemas()
    for some in batched(records.find_each(paths), _TOGETHER):
        unknown = [path for path, known in some if known is None]
        read = dict[str, Outcome]()
        if unknown:
            sources = records.files.read_each(unknown)
            for loaded in load_sources(sources, vocabularies=vocabularies, schemas=schemas):
                read[loaded.parsed.path] = _judge(loaded)
        for path, known in some:
            if known is None:
                records.keep(path, read[path])
            yield path, known or read[path]


def _judge(loaded: LoadedFile) -> Outcome:
    if loaded.agreement is not None:
        return loaded.agreement
    errors = [d for d in loaded.diagnostics if d.severity is Severity.ERROR and not d.code.startswith("F")]
    return sort_diagnostics(errors)[0]


def _collect(
    location: Location,
    vocabularies: Vocabularies,
    description: Description,
    outcomes: Iterable[tuple[str, Outcome]],
    files: Files,
) -> "Dataset":
    """The dataset of what came of each file: of several agreements with one id one is kept."""
    from coop.dataset.dataset import Dataset

    agreements, left_out = settle_ids(outcomes, files)
    ordered = tuple(sorted(agreements, key=lambda each: (each.date.first_day, each.id)))
    return Dataset(location, description, vocabularies, ordered, left_out, files)


def settle_ids(
    outcomes: Iterable[tuple[str, Owner | Diagnostic]], files: Files
) -> "tuple[list[Owner], tuple[LeftOut, ...]]":
    """The agreements of which each has an id of its own, and the files that are left out."""
    from coop.dataset.dataset import LeftOut

    owners: dict[str, Owner] = {}
    left_out = []
    for path, outcome in outcomes:
        if isinstance(outcome, Diagnostic):
            left_out.append(LeftOut(path, outcome))
            continue
        known = owners.setdefault(outcome.id, outcome)
        if known is not outcome:
            owner = choose_owner(known, outcome)
            other = known if owner is outcome else outcome
            owners[outcome.id] = owner
            from coop.dataset.document import PlacesInFile

            places = PlacesInFile(other.path, partial(_read_again, files, other.path))
            left_out.append(LeftOut(other.path, find_duplicate_id(places, other.id, owner.path)))
    return list(owners.values()), tuple(left_out)


def _read_again(files: Files, path: str) -> "SourceText":
    (source,) = files.read_each([path])
    return source


def choose_owner(one: Owner, other: Owner) -> Owner:
    """Of two agreements with one id the one that owns it: the one whose file is named after it, else the first."""
    is_other_named = PurePosixPath(other.path).stem == other.id
    return other if is_other_named and PurePosixPath(one.path).stem != one.id else one


def find_duplicate_id(places: "Places", agreement_id: str, owner_path: str) -> Diagnostic:
    """The finding for a second agreement with one id, at that id."""
    message, hint = say_duplicate_id(agreement_id, owner_path)
    return Diagnostic(places.path, places.span("id"), DUPLICATE_ID, message, hint)


def say_duplicate_id(agreement_id: str, owner_path: str) -> tuple[Bilingual, Bilingual]:
    """What is said of a second agreement with one id, and to whom that belongs."""
    message = Bilingual(f"the id '{agreement_id}' is taken", f"mã '{agreement_id}' đã được dùng")
    return message, Bilingual(f"it belongs to {owner_path}", f"mã này là của {owner_path}")


def open_dataset(folder: str | Path | None = None) -> "Dataset":
    """Open the dataset in `folder`, or the one that the command would find from here.

    Raises `DatasetNotFound`, `BadVocabulary` and `TooManyFiles`.
    """
    return load_indexed(find_opened(folder))


def find_opened(folder: str | Path | None = None) -> Location:
    """Where the dataset in `folder` lies, or the one that the command would find from here; `DatasetNotFound`."""
    asked_for = Path(folder) if folder is not None else None
    return find_dataset(asked_for, environment=os.environ.get(ENVIRONMENT_VARIABLE))
