"""Everything that can be checked of a dataset, as one sorted list of diagnostics.

Each file is read once, checked by itself, and let go; what is kept for the checks between files grows with ids and
facts, not with texts.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath

from coop.dataset.dataset import DUPLICATE_ID, find_duplicate_id
from coop.dataset.document import Parsed
from coop.dataset.layout import Location, TooManyFiles, find_agreement_files, find_program_schemas
from coop.dataset.source_text import read_source_text
from coop.dataset.vocabulary import Vocabularies
from coop.dataset.vocabulary_files import build_vocabularies, read_vocabularies
from coop.diagnostic import Diagnostic, Severity, sort_diagnostics
from coop.validation.choice import RuleChoice
from coop.validation.dates import is_checked_against_time
from coop.validation.links import (
    CHAINED_FIGURE,
    RELATED_TO_LATER,
    RELATION_CIRCLE,
    UNKNOWN_AGREEMENT,
    UNKNOWN_FIGURE,
    LinkTargets,
    check_circles,
    check_links,
)
from coop.validation.one_file import CheckedFile, check_file, check_file_alone, check_own_name, check_text
from coop.validation.registry import FIRM_CODES, RULES
from coop.validation.schemas import check_schemas
from coop.validation.scope import Scope
from coop.validation.twins import LIKELY_TWIN_AGREEMENTS, LIKELY_TWINS, check_twin_agreements, check_twins
from coop.validation.usage import check_usage
from coop.validation.vocabularies import check_vocabularies
from coop.validation.waivers import FoundWaivers, Waived, WaiverOffice, find_waivers

BETWEEN_FILES = (
    DUPLICATE_ID,
    UNKNOWN_FIGURE,
    CHAINED_FIGURE,
    UNKNOWN_AGREEMENT,
    RELATION_CIRCLE,
    RELATED_TO_LATER,
    LIKELY_TWINS,
    LIKELY_TWIN_AGREEMENTS,
)
"""The rules that a change to one file can break in another."""

ALL_RULES = RuleChoice.parse(RULES)


@dataclass(frozen=True, slots=True)
class Validation:
    """What was checked, and everything found, sorted by path, line, column and code.

    `waived` are the findings that a comment lets stand; `files` the paths that were checked; `before_2000` counts
    agreements whose parties could not be checked against time; where a vocabulary is broken, `is_complete` is no:
    agreements were checked without any.
    """

    diagnostics: tuple[Diagnostic, ...]
    files: tuple[str, ...]
    agreement_files: int
    vocabulary_files: int
    waived: tuple[Waived, ...] = ()
    before_2000: int = 0
    is_complete: bool = True

    def fails(self, least: Severity = Severity.ERROR) -> bool:
        """Whether anything found is as grave as `least`, or graver."""
        return any(diagnostic.severity.is_at_least(least) for diagnostic in self.diagnostics)


@dataclass(slots=True)
class _Dataset:
    """What is kept of a dataset while it is checked."""

    vocabulary_files: Mapping[str, Parsed]
    files: list[CheckedFile] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    waivers: list[FoundWaivers] = field(default_factory=list)
    is_complete: bool = True
    is_usage_known: bool = False


def _ignore_progress(done: int, total: int) -> None:
    """Nobody watches."""


def validate_dataset(
    location: Location,
    *,
    as_of: date,
    scope: Scope | None = None,
    choice: RuleChoice = ALL_RULES,
    progress: Callable[[int, int], None] = _ignore_progress,
) -> Validation:
    """Check the whole dataset, and report what belongs to the scope and to the rules chosen.

    Waivers hold on the day `as_of`. A broken vocabulary is reported, and the agreements are then checked only as far as
    they can be without it. `progress` is told how many of how many agreement files are done.
    """
    scope = scope or Scope()
    checked = _check_dataset(location, progress)
    office = WaiverOffice([w for each in checked.waivers for w in each.waivers], RULES, FIRM_CODES, as_of)
    found = list(office.apply(checked.found))
    unsure = {file.path for file in checked.files if file.agreement is None}
    unsure.update(parsed.path for parsed in checked.vocabulary_files.values() if not checked.is_usage_known)
    found.extend(office.check(unsure))
    reported = choice.pick(each for each in found if scope.reports(each))
    paths = [file.path for file in checked.files if scope.holds(file.path)]
    vocabularies = [parsed.path for parsed in checked.vocabulary_files.values() if scope.holds(parsed.path)]
    return Validation(
        diagnostics=_add_excerpts(sort_diagnostics(reported), location),
        files=tuple(sorted((*paths, *vocabularies))),
        agreement_files=len(paths),
        vocabulary_files=len(vocabularies),
        waived=tuple(w for w in office.waived if scope.reports(w.diagnostic) and w.diagnostic.code in choice.codes),
        before_2000=sum(_is_of_before_2000(file) and scope.holds(file.path) for file in checked.files),
        is_complete=checked.is_complete,
    )


def _check_dataset(location: Location, progress: Callable[[int, int], None]) -> _Dataset:
    """Everything found in the dataset, whatever is asked for: only then is it known what a waiver is needed for."""
    schemas = find_program_schemas()
    checked = _Dataset(read_vocabularies(location, schemas))
    checked.found.extend(check_schemas(location, schemas))
    for parsed in checked.vocabulary_files.values():
        checked.found.extend((*parsed.diagnostics, *check_text(parsed)))
        if parsed.document is not None:
            checked.waivers.append(find_waivers(parsed.document))
    checked.is_complete = all(parsed.is_sound for parsed in checked.vocabulary_files.values())
    vocabularies = build_vocabularies(checked.vocabulary_files) if checked.is_complete else None
    files = _find_files(location, checked)
    for number, path in enumerate(files):
        progress(number, len(files))
        file = (
            check_file(path, root=location.root, vocabularies=vocabularies, schemas=schemas)
            if vocabularies is not None
            else check_file_alone(path, root=location.root, schemas=schemas)
        )
        checked.files.append(file)
        checked.found.extend(file.diagnostics)
        checked.waivers.append(file.waivers)
    progress(len(files), len(files))
    if vocabularies is not None:
        checked.found.extend(check_vocabularies(vocabularies, checked.vocabulary_files))
        checked.found.extend(_check_between(checked, vocabularies))
    checked.found.extend(d for each in checked.waivers for d in each.diagnostics)
    return checked


def _find_files(location: Location, checked: _Dataset) -> tuple[Path, ...]:
    """The agreement files; of more than any dataset has, none is read."""
    try:
        return find_agreement_files(location)
    except TooManyFiles as error:
        checked.found.append(error.diagnostic)
        return ()


def _check_between(checked: _Dataset, vocabularies: Vocabularies) -> Iterator[Diagnostic]:
    """What only all files together show."""
    first: dict[str, CheckedFile] = {}
    for file in checked.files:
        if file.agreement is not None:
            first.setdefault(file.agreement.id, file)
    unsound = {PurePosixPath(file.path).stem for file in checked.files if file.agreement is None}
    sound = {key: file.linked for key, file in first.items() if file.linked is not None}
    targets = LinkTargets(
        agreements={key: linked.agreement for key, linked in sound.items()},
        figures={figure.reference: figure for linked in sound.values() for _, figure in linked.figures},
        unsound=unsound,
    )
    for file in checked.files:
        if file.linked is not None:
            yield from _check_identity(file, first)
            yield from check_links(file.linked, targets)
    yield from check_circles(sound)
    in_order = tuple(sound.values())
    yield from check_twins(in_order, vocabularies)
    yield from check_twin_agreements(in_order)
    if in_order and not unsound:  # else nobody knows what the others would use
        checked.is_usage_known = True
        yield from check_usage((file.agreement for file in in_order), vocabularies, checked.vocabulary_files)


def _check_identity(file: CheckedFile, first: Mapping[str, CheckedFile]) -> Iterator[Diagnostic]:
    """Whether the id is that of the file alone, and its name."""
    if file.agreement is not None and file.linked is not None and first[file.agreement.id] is not file:
        yield find_duplicate_id(file.linked.places, file.agreement.id, first[file.agreement.id].path)
    else:
        yield from check_own_name(file)


def _is_of_before_2000(file: CheckedFile) -> bool:
    return file.agreement is not None and not is_checked_against_time(file.agreement)


def _add_excerpts(diagnostics: tuple[Diagnostic, ...], location: Location) -> tuple[Diagnostic, ...]:
    """The findings with the lines at which they begin; a file is read again only where something was found in it."""
    lines: dict[str, list[str]] = {}
    found = []
    for diagnostic in diagnostics:
        if diagnostic.path not in lines:
            lines = {diagnostic.path: _read_lines(diagnostic.path, location)}
        here = lines[diagnostic.path]
        excerpt = here[diagnostic.span.line - 1] if diagnostic.span.line <= len(here) else None
        found.append(replace(diagnostic, excerpt=excerpt))
    return tuple(found)


def _read_lines(path: str, location: Location) -> list[str]:
    if path.startswith("../"):
        return []
    text = read_source_text(location.root / path, root=location.root).text
    return text.split("\n") if text is not None else []
