"""Findings about data: where, which rule, how grave, what is wrong, what would be right."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from coop.bilingual import Bilingual

LONGEST_TEXT = 1_000  # characters


def show_text(text: str, *, limit: int = LONGEST_TEXT) -> str:
    """A text that steers no reader: what does not print is shown as a replacement character, the rest is cut."""
    shown = text if len(text) <= limit else f"{text[: limit - 1]}…"
    if shown.isprintable():
        return shown
    return "".join(each if each.isprintable() or each == "\u00a0" else "\ufffd" for each in shown)


class Severity(StrEnum):
    """How grave a finding is, the gravest first: an error makes `coop validate` fail, with `--strict` a warning too."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    def is_at_least(self, least: "Severity") -> bool:
        """Whether it is as grave as `least`, or graver."""
        order = tuple(Severity)
        return order.index(self) <= order.index(least)


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
    meaning: Bilingual


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `path` is relative to the dataset's folder, with forward slashes.

    `excerpt` is the line of the file at which the finding begins; none where there is no line to show.
    """

    path: str
    span: Span
    rule: Rule
    message: Bilingual
    hint: Bilingual | None = None
    excerpt: str | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        # A message quotes what a file holds, and a file may hold anything: line breaks, controls, a whole book.
        object.__setattr__(self, "message", _on_one_line(self.message))
        if self.hint is not None:
            object.__setattr__(self, "hint", _on_one_line(self.hint))

    @property
    def code(self) -> str:
        """The stable code of the rule that was broken."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """How grave the finding is."""
        return self.rule.severity


def _on_one_line(text: Bilingual) -> Bilingual:
    return Bilingual(show_text(text.en), show_text(text.vi))


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Findings in the order of path, line, column and code, without repeats."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (d.path, d.span.line, d.span.column, d.code, d.message)))
