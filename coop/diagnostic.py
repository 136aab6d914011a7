"""Findings about data: where, which rule, how grave, what is wrong, what would be right."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from coop.bilingual import Bilingual

LONGEST_TEXT = 1_000  # characters
MOST_ALIKE = 200  # findings of one rule in one file; more say nothing more, and a hostile file has half a million


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

    @property
    def label(self) -> Bilingual:
        """What it is called."""
        return _SEVERITIES[self]


_SEVERITIES = {
    Severity.ERROR: Bilingual("error", "lỗi"),
    Severity.WARNING: Bilingual("warning", "cảnh báo"),
    Severity.NOTE: Bilingual("note", "ghi chú"),
}


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

    `excerpt` is the line of the file at which the finding begins; none where there is no line to show. `more` counts
    the findings of the same rule and file that are not told one by one, as the message says.
    """

    path: str
    span: Span
    rule: Rule
    message: Bilingual
    hint: Bilingual | None = None
    excerpt: str | None = field(default=None, compare=False)
    more: int = 0

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


def _tell_no_finding_apart(_diagnostic: Diagnostic) -> None:
    """All findings of one rule in one file are alike."""


@dataclass(slots=True)
class RollUp:
    """Collects findings, of those alike at most `MOST_ALIKE`: the last of them then says how many more there are.

    Alike are findings of one rule in one file that `group` does not tell apart.
    """

    group: Callable[[Diagnostic], Hashable] = _tell_no_finding_apart
    _kept: list[Diagnostic] = field(default_factory=list)
    _alike: dict[Hashable, "_Alike"] = field(default_factory=dict)

    def append(self, diagnostic: Diagnostic) -> None:
        """Collect one finding."""
        alike = self._alike.setdefault((diagnostic.path, diagnostic.rule, self.group(diagnostic)), _Alike())
        if alike.kept < MOST_ALIKE:
            alike.kept, alike.last = alike.kept + 1, len(self._kept)
            self._kept.append(diagnostic)
        else:
            alike.more += 1 + diagnostic.more

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Collect several findings."""
        for each in diagnostics:
            self.append(each)

    def __iter__(self) -> Iterator[Diagnostic]:
        if not self._kept:
            return iter(())
        more = {alike.last: alike.more for alike in self._alike.values() if alike.more}
        return (_stand_for(each, more[i]) if i in more else each for i, each in enumerate(self._kept))

    def __len__(self) -> int:
        return len(self._kept)


@dataclass(slots=True)
class _Alike:
    """How many findings were kept, the place of the last of them, and how many were not."""

    kept: int = 0
    last: int = 0
    more: int = 0


def _stand_for(diagnostic: Diagnostic, more: int) -> Diagnostic:
    """The finding as one that speaks for more of its kind."""
    grouped = f"{diagnostic.more + more:,}"
    grouped_vi = grouped.replace(",", ".")
    message = Bilingual(
        f"{show_text(diagnostic.message.en, limit=_ROOM)}; and {grouped} more of this rule in this file",
        f"{show_text(diagnostic.message.vi, limit=_ROOM)}; và {grouped_vi} chỗ khác theo quy tắc này trong tệp này",
    )
    return replace(diagnostic, message=message, more=diagnostic.more + more)


_ROOM = LONGEST_TEXT - 100  # what the number of the others needs


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Findings in the order of path, line, column and code, without repeats."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (d.path, d.span.line, d.span.column, d.code, d.message)))
