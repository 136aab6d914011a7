"""What a validation found, as every format of findings takes it."""

import posixpath
from dataclasses import dataclass

from coop.bilingual import Bilingual, Language
from coop.diagnostic import LONGEST_TEXT, Diagnostic, Severity, show_text
from coop.validation.waivers import Waived

HINT = Bilingual("hint", "gợi ý")


@dataclass(frozen=True, slots=True)
class Findings:
    """Findings to be shown: those that count, those that were waived, and the files that were checked.

    Paths are relative to the dataset's folder, which is shown as `folder`; `least` is the least severity that fails.
    """

    diagnostics: tuple[Diagnostic, ...]
    waived: tuple[Waived, ...]
    files: tuple[str, ...]
    folder: str
    language: Language
    least: Severity = Severity.ERROR

    def show_path(self, path: str) -> str:
        """`path` as seen from where `folder` is named: `../schemas/x` in `data` is `schemas/x`."""
        return posixpath.normpath(posixpath.join(self.folder, path))

    def fails(self, diagnostic: Diagnostic) -> bool:
        """Whether this finding alone makes the validation fail."""
        return diagnostic.severity.is_at_least(self.least)

    def say(self, text: Bilingual, *, limit: int = LONGEST_TEXT) -> str:
        """A text in the language of the findings, on one line, as `show_text` shows it."""
        return show_text(text.text(self.language), limit=limit)

    def explain(self, diagnostic: Diagnostic, *, limit: int = LONGEST_TEXT) -> tuple[str, ...]:
        """What is wrong and, if there is one, the hint: a line each, each of at most about `limit` characters."""
        message = self.say(diagnostic.message, limit=limit)
        if diagnostic.hint is None:
            return (message,)
        return (message, f"{self.say(HINT)}: {self.say(diagnostic.hint, limit=limit)}")

    def name_place(self, diagnostic: Diagnostic) -> str:
        """`path:line:column`, where the finding begins."""
        path = show_text(self.show_path(diagnostic.path))
        return f"{path}:{diagnostic.span.line}:{diagnostic.span.column}"


def show_rule(diagnostic: Diagnostic) -> str:
    """`X301 unknown-locality`, the same words in every format and language."""
    return f"{diagnostic.code} {diagnostic.rule.name}"
