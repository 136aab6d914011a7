"""What a check reports on, and what is told of it: what `coop validate` and the Python API share."""

from collections.abc import Sequence
from pathlib import Path

from coop.bilingual import Bilingual, Language
from coop.dataset.layout import Location
from coop.diagnostic import Severity
from coop.errors import UsageError
from coop.output.findings import Findings
from coop.validation.scope import Scope
from coop.validation.validate import BETWEEN_FILES, Validation


def build_findings(
    validation: Validation, location: Location, *, language: Language, least: Severity = Severity.ERROR
) -> Findings:
    """What the formats of findings take: the paths as seen from the working folder, `least` the severity that fails."""
    return Findings(
        diagnostics=validation.diagnostics,
        waived=validation.waived,
        files=validation.files,
        folder=location.name_from(Path.cwd()),
        language=language,
        least=least,
    )


def find_scope(location: Location, paths: Sequence[Path], *, changed_since: str | None) -> Scope:
    """What is reported on: everything, the files named, or those changed since a revision; `UsageError` for both."""
    if changed_since is None:
        return Scope.of_paths(location, paths)
    if paths:
        raise UsageError(
            Bilingual("paths and a revision each name the files", "đường dẫn và phiên bản git đều chỉ định tệp"),
            hint=Bilingual("give one of the two", "chỉ dùng một trong hai"),
        )
    from coop.history.changes import find_changed_files

    changes = find_changed_files(location.root, changed_since)
    if changes.is_all_in_doubt:
        return Scope()
    return Scope.of_change(location, changes.changed, changes.deleted, between_files=BETWEEN_FILES)
