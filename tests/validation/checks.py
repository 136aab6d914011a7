"""Validating a folder in a test: the day on which waivers are held is always the same."""

from datetime import date
from pathlib import Path

from coop.dataset.layout import Location, Reason
from coop.diagnostic import Diagnostic
from coop.validation.choice import RuleChoice
from coop.validation.scope import Scope
from coop.validation.validate import ALL_RULES, Validation, validate_dataset

TODAY = date(2026, 11, 22)


def validate(
    data: Path, *only: Path, as_of: date = TODAY, scope: Scope | None = None, choice: RuleChoice = ALL_RULES
) -> Validation:
    """Check the dataset in the folder `data`; of `only` some files of it, or what is in the scope."""
    location = Location(data, Reason.OPTION)
    return validate_dataset(location, as_of=as_of, scope=scope or Scope.of_paths(location, only), choice=choice)


def codes(validation: Validation) -> list[str]:
    """The codes found, in order."""
    return [diagnostic.code for diagnostic in validation.diagnostics]


def places(validation: Validation) -> list[tuple[str, int, int]]:
    """The codes found with their lines and columns."""
    return [(d.code, d.span.line, d.span.column) for d in validation.diagnostics]


def marked(diagnostic: Diagnostic) -> str:
    """The text at which a finding points."""
    assert diagnostic.excerpt is not None
    return diagnostic.excerpt[diagnostic.span.column - 1 : diagnostic.span.end_column - 1]


def change(file: Path, *pairs: tuple[str, str]) -> None:
    """Replace the first of each of the texts in a file; it has to be there."""
    text = file.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
