"""Everything that can be said of one agreement file by itself, and what is kept of it for the rest."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from coop.dataset.agreement import Agreement, Figure, Relation
from coop.dataset.composer import Place
from coop.dataset.document import Document, Parsed, Places, PlacesInFile
from coop.dataset.loading import load_source
from coop.dataset.source_text import UNREADABLE_FILE, SourceText, read_source_text
from coop.dataset.vocabulary import Vocabularies
from coop.diagnostic import Diagnostic, RollUp
from coop.validation.dates import check_dates
from coop.validation.doubts import Doubts, find_doubts, number_values
from coop.validation.figures import check_figures
from coop.validation.files import check_ending, check_folder, check_name, is_yaml_by_name
from coop.validation.links import LinkedFile
from coop.validation.names import check_escapes, check_form, check_line_ends
from coop.validation.references import check_references
from coop.validation.statements import check_statements
from coop.validation.waiver_extents import WaiverMap
from coop.validation.waivers import FoundWaivers, find_waivers


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """One file after its own checks: no text and no data any more, only facts, findings and places.

    `agreement` is there if the file is sound; `linked` also of one that is not, as far as it could be built.
    """

    path: str
    agreement: Agreement | None
    linked: LinkedFile | None
    waivers: FoundWaivers
    diagnostics: tuple[Diagnostic, ...]


def check_file(file: Path, *, root: Path, vocabularies: Vocabularies, schemas: Path) -> CheckedFile:
    """Read one agreement file and check it by itself, what is sound of it also where something is not."""
    read = partial(read_source_text, file, root=root)
    return _check(read(), read, vocabularies=vocabularies, schemas=schemas)


def check_source(source: SourceText, *, vocabularies: Vocabularies, schemas: Path) -> CheckedFile:
    """Check the text of one agreement file by itself, also of one that is not on disk."""
    return _check(source, lambda: source, vocabularies=vocabularies, schemas=schemas)


def _check(
    source: SourceText, read: Callable[[], SourceText], *, vocabularies: Vocabularies, schemas: Path
) -> CheckedFile:
    """Check the text of one file; `read` reads it again, where a place in it is asked for when the text is gone."""
    loaded = load_source(source, vocabularies=vocabularies, schemas=schemas)
    document, draft = loaded.parsed.document, loaded.draft
    waivers = find_waivers(document) if document is not None else FoundWaivers()
    found = RollUp(group=WaiverMap(waivers.waivers).find)
    found.extend(_check_by_itself(loaded.parsed, loaded.diagnostics))
    if document is None or draft is None or not is_yaml_by_name(document.path):
        return CheckedFile(loaded.parsed.path, None, None, FoundWaivers(), tuple(found))
    doubts = find_doubts(document, loaded.diagnostics)
    own = tuple(_check_agreement(draft, document, vocabularies, doubts))
    found.extend(own)
    doubts = find_doubts(document, (*loaded.diagnostics, *own))  # of what is wrong here links say no more
    again = PlacesInFile(document.path, read)
    linked = _keep(draft, document, doubts, again=again, is_sound=loaded.agreement is not None)
    return CheckedFile(document.path, loaded.agreement, linked, waivers, tuple(found))


def check_text(parsed: Parsed) -> Iterator[Diagnostic]:
    """The form of the text of any file."""
    if parsed.document is not None and not parsed.document.is_marked:  # it is of everyday characters, without escapes
        yield from check_line_ends(parsed.document)
    elif parsed.document is not None:
        yield from check_form(parsed.document.text, path=parsed.path)
        yield from check_escapes(parsed.document)
        yield from check_line_ends(parsed.document)


def _check_by_itself(parsed: Parsed, diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings of one file, its name and its form; of a file that is none by its name, only that."""
    if is_yaml_by_name(parsed.path):
        yield from diagnostics
        yield from check_text(parsed)
    elif any(diagnostic.rule is UNREADABLE_FILE for diagnostic in diagnostics):
        yield from diagnostics
        return
    yield from check_ending(parsed.path)


def _check_agreement(
    draft: Agreement, document: Document, vocabularies: Vocabularies, doubts: Doubts
) -> Iterator[Diagnostic]:
    if "date" in document.data and not doubts.about("date"):
        yield from check_folder(draft, document)
    yield from check_references(draft, document, vocabularies, doubts)
    yield from check_statements(draft, document, doubts)
    yield from check_dates(draft, document, vocabularies, doubts)
    yield from check_figures(draft, document, vocabularies, doubts)


def _keep(draft: Agreement, document: Document, doubts: Doubts, *, again: Places, is_sound: bool) -> LinkedFile:
    figures = number_values(document, "figures", draft.figures)
    related = number_values(document, "related", draft.related)
    places = document.keep(_find_linked(figures, related)) if document.is_marked else again
    return LinkedFile(draft, figures, related, places, doubts, is_sound)


def _find_linked(figures: Iterable[tuple[int, Figure]], related: Iterable[tuple[int, Relation]]) -> Iterator[Place]:
    """The places of what links, and of what they lead to."""
    yield ("id",)
    for position, figure in figures:
        yield ("figures", position, "id")
        links = (("part_of", figure.part_of), ("same_as", figure.same_as))
        yield from (("figures", position, key) for key, value in links if value is not None)
    yield from (("related", position, "id") for position, _ in related)


def check_own_name(file: CheckedFile) -> Iterator[Diagnostic]:
    """Whether the file's name is its id; of an id that another file has first, that is told instead."""
    if file.linked is not None and not file.linked.doubts.about("id"):
        yield from check_name(file.linked.agreement, file.linked.places)
