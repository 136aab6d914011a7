"""Everything that can be checked of a dataset, as one sorted list of diagnostics."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from coop.dataset.agreement import Agreement, Figure
from coop.dataset.dataset import LoadedFile, find_duplicate_id, load_file
from coop.dataset.document import Parsed, read_document
from coop.dataset.layout import Location, find_agreement_files, find_program_schemas, name_path
from coop.dataset.schema import check_schema, load_schema
from coop.dataset.source_text import UNREADABLE_FILE
from coop.dataset.vocabulary import Vocabularies
from coop.dataset.vocabulary_files import build_vocabularies, read_vocabularies
from coop.diagnostic import Diagnostic, Severity, sort_diagnostics
from coop.errors import UsageError
from coop.validation.dates import check_dates, is_checked_against_time
from coop.validation.figures import check_figures
from coop.validation.files import check_ending, check_place, is_yaml_by_name
from coop.validation.names import check_escapes, check_form
from coop.validation.references import check_references
from coop.validation.statements import check_statements
from coop.validation.twins import check_twins
from coop.validation.vocabularies import check_vocabularies


@dataclass(frozen=True, slots=True)
class Validation:
    """What was checked, and everything found, sorted by path, line, column and code.

    `before_2000` counts agreements whose parties could not be checked against time.
    """

    diagnostics: tuple[Diagnostic, ...]
    agreement_files: int
    vocabulary_files: int
    before_2000: int = 0

    def fails(self, least: Severity = Severity.ERROR) -> bool:
        """Whether anything found is as grave as `least`, or graver."""
        grave = tuple(Severity)[: tuple(Severity).index(least) + 1]
        return any(diagnostic.severity in grave for diagnostic in self.diagnostics)


def validate_dataset(location: Location, *, only: Collection[Path] = ()) -> Validation:
    """Check the whole dataset; where `only` names files or folders, report what concerns those alone.

    A broken vocabulary is reported, and the agreements are then checked only as far as they can be without it.
    """
    wanted = _relative_paths(location, only) or frozenset(".")
    schemas = find_program_schemas()
    vocabulary_files = read_vocabularies(location, schemas)
    found = [d for parsed in vocabulary_files.values() for d in (*parsed.diagnostics, *_form(parsed))]
    files = tuple(find_agreement_files(location))
    loaded: tuple[LoadedFile, ...] = ()
    if all(parsed.is_sound for parsed in vocabulary_files.values()):
        vocabularies = build_vocabularies(vocabulary_files)
        found.extend(check_vocabularies(vocabularies, vocabulary_files))
        loaded = tuple(
            load_file(file, root=location.root, vocabularies=vocabularies, schemas=schemas) for file in files
        )
        found.extend(_check_agreements(loaded, vocabularies))
    else:
        schema = load_schema(schemas, "agreement")
        for file in files:
            parsed = check_schema(read_document(file, root=location.root), schema)
            found.extend(_check_by_itself(parsed, parsed.diagnostics))
    return Validation(
        diagnostics=sort_diagnostics(d for d in found if _is_within(d.path, wanted)),
        agreement_files=sum(_is_within(file.relative_to(location.root).as_posix(), wanted) for file in files),
        vocabulary_files=sum(_is_within(parsed.path, wanted) for parsed in vocabulary_files.values()),
        before_2000=sum(
            each.agreement is not None
            and not is_checked_against_time(each.agreement)
            and _is_within(each.parsed.path, wanted)
            for each in loaded
        ),
    )


def _form(parsed: Parsed) -> Iterator[Diagnostic]:
    if parsed.document is not None:
        yield from check_form(parsed.document.text, path=parsed.path)
        yield from check_escapes(parsed.document)


def _check_by_itself(parsed: Parsed, diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings of one file, its name and its form; of a file that is none by its name, only that."""
    if is_yaml_by_name(parsed.path):
        yield from diagnostics
        yield from _form(parsed)
    elif any(diagnostic.rule is UNREADABLE_FILE for diagnostic in diagnostics):
        yield from diagnostics
        return
    yield from check_ending(parsed.path)


def _check_agreements(loaded: tuple[LoadedFile, ...], vocabularies: Vocabularies) -> Iterator[Diagnostic]:
    """Each file by itself, and against all others."""
    agreements: dict[str, Agreement] = {}
    figures: dict[str, Figure] = {}
    unsound = set()
    for each in loaded:
        yield from _check_by_itself(each.parsed, each.diagnostics)
        if each.agreement is None:
            unsound.add(PurePosixPath(each.parsed.path).stem)
            continue
        first = agreements.setdefault(each.agreement.id, each.agreement)
        if first is each.agreement:
            figures.update((figure.reference, figure) for figure in each.agreement.figures)
    for each in loaded:
        agreement, document = each.agreement, each.parsed.document
        if agreement is not None and document is not None:
            first = agreements[agreement.id]
            if first is not agreement:
                yield find_duplicate_id(each, first.path)
            yield from check_place(agreement, document, is_first=first is agreement)
            yield from check_references(agreement, document, agreements=agreements, figures=figures, unsound=unsound)
            yield from check_statements(agreement, document)
            yield from check_dates(agreement, document, vocabularies)
            yield from check_figures(agreement, document, vocabularies)
    sound = [(each.agreement, each.parsed.document) for each in loaded]
    first_of_each = [(a, d) for a, d in sound if a is not None and d is not None and agreements[a.id] is a]
    yield from check_twins(first_of_each, vocabularies)


def _relative_paths(location: Location, only: Collection[Path]) -> frozenset[str]:
    """The paths asked for, relative to the dataset's folder; `UsageError` where one is not in it."""
    root = location.root.resolve()
    wanted = set()
    for path in only:
        resolved = _resolve(path)
        if resolved is None:
            raise UsageError(
                f"no file or folder '{name_path(path)}'",
                hint="name files of the dataset, or none to check all of it",
            )
        if resolved.is_relative_to(root):
            wanted.add(resolved.relative_to(root).as_posix())
        elif root.is_relative_to(resolved):
            wanted.add(".")
        else:
            message = f"'{name_path(path)}' is not in the dataset {name_path(location.root)}"
            raise UsageError(message, hint="name the dataset with --data, and files of it")
    return frozenset(wanted)


def _resolve(path: Path) -> Path | None:
    """The path without links but for the last part: a link that leads out of the dataset is a finding at its name."""
    try:
        if not path.is_symlink():
            return path.resolve(strict=True)
        return path.parent.resolve(strict=True) / path.name
    except (OSError, ValueError, RuntimeError):
        return None


def _is_within(path: str, wanted: frozenset[str]) -> bool:
    return "." in wanted or path in wanted or any(path.startswith(f"{folder}/") for folder in wanted)
