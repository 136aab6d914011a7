"""The form of text: NFC, the letters of the Vietnamese alphabet, nothing that cannot be seen."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from coop.dataset.composer import Value
from coop.dataset.document import Document
from coop.diagnostic import Diagnostic, Rule, Severity, Span
from coop.language.form import FormKind, FormProblem, find_form_problems

NOT_NFC = Rule(
    "F103",
    "not-nfc",
    Severity.ERROR,
    "Text is in Unicode NFC: one code for each letter with its marks, not a letter and loose marks.",
)
LOOK_ALIKE = Rule(
    "F104", "look-alike", Severity.ERROR,
    "Letters are those of the Latin and Vietnamese alphabet: Đ (U+0110), not the Icelandic Ð (U+00D0) or the African Ɖ "
    "(U+0189), no Cyrillic or Greek letters in Latin words.",
)  # fmt: skip
INVISIBLE = Rule(
    "F105", "invisible-character", Severity.ERROR,
    "Nothing in a text is invisible: no zero-width character, soft hyphen or odd space, as pasting brings them.",
)  # fmt: skip
BIDI_CONTROL = Rule(
    "F106", "bidi-control", Severity.ERROR,
    "No character turns the direction of text: with one, a line can read otherwise than it is.",
)  # fmt: skip

RULES = (NOT_NFC, LOOK_ALIKE, INVISIBLE, BIDI_CONTROL)

_LINE_END = re.compile("\n")
_RULES = {
    FormKind.NOT_NFC: NOT_NFC,
    FormKind.LOOK_ALIKE: LOOK_ALIKE,
    FormKind.INVISIBLE: INVISIBLE,
    FormKind.BIDI_CONTROL: BIDI_CONTROL,
    FormKind.BYTE_ORDER_MARK: INVISIBLE,
}
_WORDS = {
    FormKind.NOT_NFC: "a letter with loose marks",
    FormKind.LOOK_ALIKE: "a look-alike letter",
    FormKind.INVISIBLE: "an invisible character",
    FormKind.BIDI_CONTROL: "a character that turns the direction of text",
    FormKind.BYTE_ORDER_MARK: "a byte-order mark inside the text",
}


def check_form(text: str, *, path: str) -> Iterator[Diagnostic]:
    """The places where a file's text, comments included, is not in form; one finding a kind and line."""
    told: set[tuple[int, FormKind]] = set()
    line_starts: list[int] = []
    for problem in find_form_problems(text):
        rule = _RULES.get(problem.kind)
        if rule is None:  # control characters were refused when the file was read
            continue
        line_starts = line_starts or [0, *(found.end() for found in _LINE_END.finditer(text))]
        line = bisect_right(line_starts, problem.offset)
        if (line, problem.kind) not in told:
            told.add((line, problem.kind))
            column = problem.offset - line_starts[line - 1] + 1
            span = Span(line, column, line, column + len(problem.found))
            yield Diagnostic(path, span, rule, f"{_WORDS[problem.kind]}: {problem.name}", _hint(problem))


def check_escapes(document: Document) -> Iterator[Diagnostic]:
    """The same of what escapes in double quotes bring in (`"\\u202e"`), which the file's text does not show."""
    if "\\" not in document.text:
        return
    lines = document.text.split("\n")
    for place, span in document.values.items():
        value: Value = document.data
        for part in place:
            value = value[part]  # type: ignore[index]  # a place leads to its value
        written = _find_written(lines, span)
        if not isinstance(value, str) or "\\" not in written:
            continue
        problem = next((p for p in find_form_problems(value) if p.kind in _RULES and p.found not in written), None)
        if problem is not None:
            message = f"an escape for {_WORDS[problem.kind]}: {problem.name}"
            yield Diagnostic(document.path, span, _RULES[problem.kind], message, _hint(problem))


def _find_written(lines: list[str], span: Span) -> str:
    """The text of a value as it stands in the file; where it has several lines, with all that is in the outer two."""
    within = lines[span.line - 1 : span.end_line]
    return within[0][span.column - 1 : span.end_column - 1] if len(within) == 1 else "\n".join(within)


def _hint(problem: FormProblem) -> str | None:
    if problem.replacement is None:
        return None
    return f"write '{problem.replacement}'" if problem.replacement else "delete it"
