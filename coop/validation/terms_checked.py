"""The vocabulary files after all their checks, and what agreements are held against."""

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from coop.dataset.document import Parsed
from coop.dataset.files import FilesOnDisk
from coop.dataset.index.contents import digest_file
from coop.dataset.index.index import Index
from coop.dataset.index.look import place_folder
from coop.dataset.index.records import IndexedFiles, Records
from coop.dataset.index.sealing import digest_of
from coop.dataset.index.walk import SCHEMA_FILES, SCHEMAS, find_rows
from coop.dataset.layout import Location
from coop.dataset.values import mappings_at
from coop.dataset.vocabulary import Vocabularies
from coop.dataset.vocabulary_files import build_description, build_sound_vocabularies, read_vocabularies
from coop.diagnostic import Diagnostic, Severity, Span
from coop.validation.between.packing import (
    PlainFinding,
    PlainWaiver,
    pack_finding,
    pack_waiver,
    plain_span,
    unpack_finding,
    unpack_waiver,
)
from coop.validation.one_file import check_text
from coop.validation.schemas import check_schemas
from coop.validation.vocabularies import check_vocabularies
from coop.validation.waivers import FoundWaivers, find_waivers, roll_up

_NOTE = "checked terms"
_USED = ("fields", "measures")  # of which it is told what is not used


class CheckedTerms(NamedTuple):
    """What was found in the vocabulary files.

    `found` is of each file by itself, `between` of all together, `halting` what keeps one from being used; where there
    is anything of that, `is_complete` says whether agreements can be held against the others all the same.
    `find_spans` gives the places of the ids in one of the files, in the order of its terms.
    """

    schemas: Path
    vocabularies: Vocabularies
    paths: tuple[str, ...]
    waivers: tuple[FoundWaivers, ...]
    found: tuple[Diagnostic, ...]
    between: tuple[Diagnostic, ...]
    halting: tuple[Diagnostic, ...]
    is_complete: bool
    find_spans: Callable[[str], Sequence[Span]]


def find_terms(location: Location, schemas: Path, *, index: Index | None) -> CheckedTerms:
    """The vocabulary files checked, by way of an index those alone that changed."""
    if index is None:
        return check_terms(location, schemas, read_vocabularies(FilesOnDisk(location), schemas))
    of = _stand_for(index)
    records = Records(IndexedFiles(index, FilesOnDisk(location)))
    note, known = index.find_note(_NOTE, of=of), records.find_terms()
    if note is not None and known is not None:
        return _unpack(note, schemas, known[0])
    index.miss()  # the schemas beside are read by others, and compared only afterwards
    files = read_vocabularies(records.files, schemas)
    terms = check_terms(location, schemas, files)
    is_known = records.files.unknown.isdisjoint(terms.paths) and _find_beside(index) == _read_beside(index)
    if is_known and all(parsed.is_sound for parsed in files.values()):
        records.keep_terms(terms.vocabularies, build_description(files["dataset"]))
        index.keep_note(_NOTE, _pack(terms), of=of)
    return terms


def _stand_for(index: Index) -> bytes:
    """What stands for all files that the findings depend on: the vocabularies, the description, the schemas beside."""
    return digest_of(index.basis, index.description, *_find_beside(index))


def _find_beside(index: Index) -> list[bytes]:
    """What the index knows of the schemas beside the data."""
    return [index.digest(f"{SCHEMAS}/{name}") or b"" for name in (".", *SCHEMA_FILES)]


def _read_beside(index: Index) -> list[bytes]:
    """The same as it stands there now: the schemas are read by others, and may have changed meanwhile."""
    folder, within = place_folder(index.root, SCHEMAS)
    return [digest_file(folder, row, within=within) for row in find_rows(index.root, SCHEMAS)]


def _pack(terms: CheckedTerms) -> bytes:
    waivers = [(tuple(map(pack_waiver, w.waivers)), tuple(map(pack_finding, w.diagnostics))) for w in terms.waivers]
    spans = {name: tuple(map(plain_span, terms.find_spans(name))) for name in _USED}
    found, between = (tuple(map(pack_finding, each)) for each in (terms.found, terms.between))
    return marshal.dumps((terms.paths, waivers, found, between, spans))


def _unpack(note: bytes, schemas: Path, vocabularies: Vocabularies) -> CheckedTerms:
    paths, waivers, found, between, spans = marshal.loads(note)
    return CheckedTerms(
        schemas=schemas,
        vocabularies=vocabularies,
        paths=paths,
        waivers=tuple(unpack_waivers(packed, remarks) for packed, remarks in waivers),
        found=tuple(map(unpack_finding, found)),
        between=tuple(map(unpack_finding, between)),
        halting=(),
        is_complete=True,
        find_spans=lambda name: tuple(Span(*span) for span in spans[name]),
    )


def unpack_waivers(waivers: Iterable[PlainWaiver], remarks: Iterable[PlainFinding]) -> FoundWaivers:
    """The waivers of one file, and what is wrong with their form, as they were packed."""
    return FoundWaivers(tuple(map(unpack_waiver, waivers)), tuple(map(unpack_finding, remarks)))


def check_terms(location: Location, schemas: Path, files: Mapping[str, Parsed]) -> CheckedTerms:
    """Check the vocabulary files of a dataset by themselves and together."""
    vocabularies = build_sound_vocabularies(files)
    # What agreements point at is in all but the first: that says of the dataset what no agreement needs.
    is_complete = all(each.is_sound for name, each in files.items() if name != "dataset")
    found: list[Diagnostic] = list(check_schemas(location, schemas))
    waivers = []
    for parsed in files.values():
        own = find_waivers(parsed.document) if parsed.document is not None else FoundWaivers()
        waivers.append(own)
        found.extend(roll_up(chain(parsed.diagnostics, check_text(parsed)), own))
    return CheckedTerms(
        schemas=schemas,
        vocabularies=vocabularies,
        paths=tuple(parsed.path for parsed in files.values()),
        waivers=tuple(waivers),
        found=tuple(found),
        between=tuple(check_vocabularies(vocabularies, files)) if is_complete else (),
        halting=tuple(_find_halting(files.values())),
        is_complete=is_complete,
        find_spans=lambda name: _find_spans(files[name], name),
    )


def _find_spans(parsed: Parsed, name: str) -> tuple[Span, ...]:
    document = parsed.document
    if document is None:
        return ()
    return tuple(document.span(name, position, "id") for position, _ in mappings_at(document.data, name))


def _find_halting(files: Iterable[Parsed]) -> Iterator[Diagnostic]:
    """The errors for which a vocabulary cannot be used, so that agreements are checked without any."""
    for parsed in files:
        if not parsed.is_sound:
            yield from (d for d in parsed.diagnostics if d.severity is Severity.ERROR and not d.code.startswith("F"))
