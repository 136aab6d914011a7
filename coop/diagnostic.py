"""Findings about data: where, which rule, how grave, what is wrong, what would be right."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How grave a finding is; only an error makes `coop validate` fail."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Span(NamedTuple):
    """A stretch of a file: lines and columns from 1, columns in characters, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is checked.

    `code` is a letter for the stage (`P` parse, `S` schema, `X` cross-file, `D` dates and logic, `F` form) and three
    digits; it is never reused or renumbered. `meaning` says what holds where the rule is kept.
    """

    code: str
    name: str
    severity: Severity
    meaning: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `path` is relative to the dataset's folder, with forward slashes."""

    path: str
    span: Span
    rule: Rule
    message: str
    hint: str | None = None

    @property
    def code(self) -> str:
        """The stable code of the rule that was broken."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """How grave the finding is."""
        return self.rule.severity


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Findings in the order of path, line, column and code, without repeats."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (d.path, d.span.line, d.span.column, d.code, d.message)))
