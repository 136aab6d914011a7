"""Everything that can be checked of a dataset, as one sorted list of diagnostics.

Each file is read once, checked by itself, and let go; what is kept for the checks between files grows with ids and
facts, not with texts.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from coop.dataset.dataset import DUPLICATE_ID, choose_owner, find_duplicate_id
from coop.dataset.document import Parsed
from coop.dataset.files import FilesOnDisk
from coop.dataset.layout import Location, TooManyFiles, find_agreement_files, find_program_schemas
from coop.dataset.source_text import SourceText, read_source_text
from coop.dataset.vocabulary import Vocabularies
from coop.dataset.vocabulary_files import build_sound_vocabularies, read_vocabularies
from coop.diagnostic import Diagnostic, RollUp, Severity, sort_diagnostics
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
from coop.validation.one_file import CheckedFile, check_file, check_own_name, check_source, check_text
from coop.validation.registry import FIRM_CODES, RULES
from coop.validation.schemas import SCHEMA_DIFFERS, check_schemas
from coop.validation.scope import Scope
from coop.validation.twins import LIKELY_TWIN_AGREEMENTS, LIKELY_TWINS, check_twin_agreements, check_twins
from coop.validation.usage import UNUSED_TERM, check_usage
from coop.validation.vocabularies import check_vocabularies
from coop.validation.waiver_extents import WaiverMap
from coop.validation.waivers import NEEDLESS_WAIVER, FoundWaivers, Waived, WaiverOffice, find_waivers

BETWEEN_FILES = (
    DUPLICATE_ID,
    UNKNOWN_FIGURE,
    CHAINED_FIGURE,
    UNKNOWN_AGREEMENT,
    RELATION_CIRCLE,
    RELATED_TO_LATER,
    LIKELY_TWINS,
    LIKELY_TWIN_AGREEMENTS,
    UNUSED_TERM,
    NEEDLESS_WAIVER,
    SCHEMA_DIFFERS,
)
"""The rules that a change to one file can break in another, or outside the dataset's folder."""

ALL_RULES = RuleChoice.parse(RULES)
NO_DRAFTS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Validation:
    """What was checked, and everything found, sorted by path, line, column and code.

    `waived` are the findings that a comment lets stand; `files` the paths that were checked; `before_2000` counts
    agreements whose parties could not be checked against time; where a vocabulary is broken, `is_complete` is no:
    what needs it was not checked.
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
    halting: list[Diagnostic] = field(default_factory=list)

    def add(self, file: CheckedFile) -> None:
        """Keep what was found in one agreement file."""
        self.files.append(file)
        self.found.extend(file.diagnostics)
        self.waivers.append(file.waivers)

    @property
    def is_complete(self) -> bool:
        """Whether the vocabularies that agreements point at are all sound."""
        return all(each.is_sound for name, each in self.vocabulary_files.items() if name != "dataset")

    @property
    def is_usage_known(self) -> bool:
        """Whether it is known what the agreements use: an unsound one may use anything."""
        return self.is_complete and bool(self.files) and all(file.agreement is not None for file in self.files)


def _ignore_progress(done: int, total: int) -> None:
    """Nobody watches."""


def validate_dataset(
    location: Location,
    *,
    as_of: date,
    scope: Scope | None = None,
    choice: RuleChoice = ALL_RULES,
    progress: Callable[[int, int], None] = _ignore_progress,
    drafts: Mapping[str, str] = NO_DRAFTS,
) -> Validation:
    """Check the whole dataset, and report what belongs to the scope and to the rules chosen.

    Waivers hold on the day `as_of`. A broken vocabulary is reported whatever is asked for, and the agreements are then
    checked as far as they can be without it. `progress` is told how many of how many agreement files are done.
    `drafts` are texts of agreement files that are not there yet, by path: they are checked as if they were.
    """
    scope = scope or Scope()
    checked = _check_dataset(location, progress, drafts)
    office = WaiverOffice([w for each in checked.waivers for w in each.waivers], RULES, FIRM_CODES, as_of)
    found = list(office.apply(checked.found))
    unsure = {file.path for file in checked.files if file.agreement is None}
    unsure.update(parsed.path for parsed in checked.vocabulary_files.values() if not checked.is_usage_known)
    found.extend(_roll_up(office.check(unsure)))
    # What kept files from being read is said whatever is asked for: nothing found in them means nothing.
    asked = choice.select(each for each in found if scope.reports(each))
    reported = dict.fromkeys((*checked.halting, *asked))
    paths = [file.path for file in checked.files if scope.holds(file.path)]
    vocabularies = [parsed.path for parsed in checked.vocabulary_files.values() if scope.holds(parsed.path)]
    return Validation(
        diagnostics=_add_excerpts(sort_diagnostics(reported), location, drafts),
        files=tuple(sorted((*paths, *vocabularies))),
        agreement_files=len(paths),
        vocabulary_files=len(vocabularies),
        waived=tuple(w for w in office.waived if scope.reports(w.diagnostic) and w.diagnostic.code in choice.codes),
        before_2000=sum(_is_of_before_2000(file) and scope.holds(file.path) for file in checked.files),
        is_complete=checked.is_complete,
    )


def _check_dataset(location: Location, progress: Callable[[int, int], None], drafts: Mapping[str, str]) -> _Dataset:
    """Everything found in the dataset, whatever is asked for: only then is it known what a waiver is needed for."""
    schemas = find_program_schemas()
    checked = _Dataset(read_vocabularies(FilesOnDisk(location), schemas))
    checked.found.extend(check_schemas(location, schemas))
    for parsed in checked.vocabulary_files.values():
        waivers = find_waivers(parsed.document) if parsed.document is not None else FoundWaivers()
        checked.waivers.append(waivers)
        checked.found.extend(_roll_up(chain(parsed.diagnostics, check_text(parsed)), waivers))
    checked.halting.extend(_find_halting(checked.vocabulary_files.values()))
    vocabularies = build_sound_vocabularies(checked.vocabulary_files)
    files = _find_files(location, checked)
    for number, path in enumerate(files):
        progress(number, len(files))
        checked.add(check_file(path, root=location.root, vocabularies=vocabularies, schemas=schemas))
    progress(len(files), len(files))
    for name, text in drafts.items():
        checked.add(check_source(SourceText(name, text, ()), vocabularies=vocabularies, schemas=schemas))
    between = _check_between(checked, vocabularies)
    if checked.is_complete:
        between = chain(check_vocabularies(vocabularies, checked.vocabulary_files), between)
    checked.found.extend(_roll_up(between, *checked.waivers))
    checked.found.extend(d for each in checked.waivers for d in each.diagnostics)
    return checked


def _roll_up(diagnostics: Iterable[Diagnostic], *waivers: FoundWaivers) -> Iterator[Diagnostic]:
    """The findings, of those alike only the first; what is waived is none of those that are not."""
    found = RollUp(group=WaiverMap(waiver for each in waivers for waiver in each.waivers).find)
    found.extend(diagnostics)
    return iter(found)


def _find_halting(files: Iterable[Parsed]) -> Iterator[Diagnostic]:
    """The errors for which a vocabulary cannot be used, so that agreements are checked without any."""
    for parsed in files:
        if not parsed.is_sound:
            yield from (d for d in parsed.diagnostics if d.severity is Severity.ERROR and not d.code.startswith("F"))


def _find_files(location: Location, checked: _Dataset) -> tuple[Path, ...]:
    """The agreement files; of more than any dataset has, none is read."""
    try:
        return find_agreement_files(location)
    except TooManyFiles as error:
        checked.halting.append(error.diagnostic)
        return ()


def _check_between(checked: _Dataset, vocabularies: Vocabularies) -> Iterator[Diagnostic]:
    """What only all files together show."""
    first: dict[str, CheckedFile] = {}
    for file in checked.files:
        if file.agreement is not None:
            known = first.setdefault(file.agreement.id, file)
            if known.agreement is None or choose_owner(known.agreement, file.agreement) is file.agreement:
                first[file.agreement.id] = file
    unsound = {PurePosixPath(file.path).stem for file in checked.files if file.agreement is None}
    sound = {key: file.linked for key, file in first.items() if file.linked is not None}
    targets = LinkTargets(
        agreements={key: linked.agreement for key, linked in sound.items()},
        figures={figure.reference: figure for linked in sound.values() for _, figure in linked.figures},
        unsound=unsound,
        localities=vocabularies.localities.terms,
    )
    for file in checked.files:
        if file.linked is not None:
            yield from _check_identity(file, first)
            yield from check_links(file.linked, targets)
    yield from check_circles(sound)
    in_order = tuple(sound.values())
    yield from check_twin_agreements(in_order)
    if checked.is_complete:
        yield from check_twins(in_order, vocabularies)
    if checked.is_usage_known:
        yield from check_usage((file.agreement for file in in_order), vocabularies, checked.vocabulary_files)


def _check_identity(file: CheckedFile, first: Mapping[str, CheckedFile]) -> Iterator[Diagnostic]:
    """Whether the id is that of the file alone, and its name."""
    if not file.path.endswith(".yaml"):  # that has its finding
        return
    if file.agreement is not None and file.linked is not None and first[file.agreement.id] is not file:
        yield find_duplicate_id(file.linked.places, file.agreement.id, first[file.agreement.id].path)
    else:
        yield from check_own_name(file)


def _is_of_before_2000(file: CheckedFile) -> bool:
    return file.agreement is not None and not is_checked_against_time(file.agreement)


def _add_excerpts(
    diagnostics: tuple[Diagnostic, ...], location: Location, drafts: Mapping[str, str]
) -> tuple[Diagnostic, ...]:
    """The findings with the lines at which they begin; a file is read again only where something was found in it."""
    lines: dict[str, list[str]] = {}
    found = []
    for diagnostic in diagnostics:
        if diagnostic.path not in lines:
            draft = drafts.get(diagnostic.path)
            lines = {
                diagnostic.path: draft.split("\n") if draft is not None else _read_lines(diagnostic.path, location)
            }
        here = lines[diagnostic.path]
        excerpt = here[diagnostic.span.line - 1] if diagnostic.span.line <= len(here) else None
        found.append(replace(diagnostic, excerpt=excerpt))
    return tuple(found)


def _read_lines(path: str, location: Location) -> list[str]:
    if path.startswith("../"):
        return []
    text = read_source_text(location.root / path, root=location.root).text
    return text.split("\n") if text is not None else []
