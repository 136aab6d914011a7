"""The form of text: NFC, the letters of the Vietnamese alphabet, nothing that cannot be seen."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from coop.bilingual import Bilingual
from coop.dataset.document import Document
from coop.diagnostic import Diagnostic, Rule, Severity, Span
from coop.language.form import FormKind, FormProblem, find_form_problems

NOT_NFC = Rule(
    "F103",
    "not-nfc",
    Severity.ERROR,
    Bilingual(
        "Text is in Unicode NFC: one code for each letter with its marks, not a letter and loose marks.",
        "Văn bản ở dạng Unicode NFC (dựng sẵn): mỗi chữ cái cùng dấu của nó là một mã, không phải chữ cái và dấu rời.",
    ),
)
LOOK_ALIKE = Rule(
    "F104",
    "look-alike",
    Severity.ERROR,
    Bilingual(
        "Letters are those of the Latin and Vietnamese alphabet: Đ (U+0110), not the Icelandic Ð (U+00D0) or the "
        "African Ɖ (U+0189), no Cyrillic or Greek letters in Latin words.",
        "Chữ cái thuộc bảng chữ cái Latinh và tiếng Việt: Đ (U+0110), không phải Ð (U+00D0) của tiếng Iceland hay Ɖ "
        "(U+0189) của châu Phi; không có chữ Kirin hay Hy Lạp trong từ viết bằng chữ Latinh.",
    ),
)
INVISIBLE = Rule(
    "F105",
    "invisible-character",
    Severity.ERROR,
    Bilingual(
        "Nothing in a text is invisible: no zero-width character, soft hyphen or odd space, as pasting brings them.",
        "Văn bản không có gì ẩn: không có ký tự độ rộng bằng không, dấu gạch nối mềm hay dấu cách lạ, thường lẫn vào "
        "khi sao chép.",
    ),
)
BIDI_CONTROL = Rule(
    "F106",
    "bidi-control",
    Severity.ERROR,
    Bilingual(
        "No character turns the direction of text: with one, a line can read otherwise than it is.",
        "Không có ký tự đổi chiều chữ: có nó, một dòng có thể hiện ra khác với nội dung thật.",
    ),
)
TRAILING_SPACE = Rule(
    "F107",
    "trailing-space",
    Severity.WARNING,
    Bilingual(
        "No line ends in spaces or tabs, save in a literal block (`|`), which keeps its lines as they are.",
        "Không dòng nào kết thúc bằng dấu cách hay tab, trừ trong khối nguyên văn (`|`), nơi mỗi dòng giữ y nguyên.",
    ),
)

RULES = (NOT_NFC, LOOK_ALIKE, INVISIBLE, BIDI_CONTROL, TRAILING_SPACE)

_LINE_END = re.compile("\n")
_RULES = {
    FormKind.NOT_NFC: NOT_NFC,
    FormKind.LOOK_ALIKE: LOOK_ALIKE,
    FormKind.INVISIBLE: INVISIBLE,
    FormKind.BIDI_CONTROL: BIDI_CONTROL,
    FormKind.BYTE_ORDER_MARK: INVISIBLE,
}
_WORDS = {
    FormKind.NOT_NFC: Bilingual("a letter with loose marks", "chữ cái có dấu rời"),
    FormKind.LOOK_ALIKE: Bilingual("a look-alike letter", "chữ trông giống chữ khác"),
    FormKind.INVISIBLE: Bilingual("an invisible character", "ký tự ẩn"),
    FormKind.BIDI_CONTROL: Bilingual("a character that turns the direction of text", "ký tự đổi chiều chữ"),
    FormKind.BYTE_ORDER_MARK: Bilingual("a byte-order mark inside the text", "dấu thứ tự byte nằm giữa văn bản"),
}
_SPACE_HINTS = {
    None: Bilingual("delete it", "xóa đi"),
    ">": Bilingual(
        "delete it: in a folded text it becomes part of the value",
        "xóa đi: trong khối gấp (>) nó thành một phần của giá trị",
    ),
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
            words = _WORDS[problem.kind]
            message = Bilingual(f"{words.en}: {problem.name}", f"{words.vi}: {problem.name}")
            yield Diagnostic(path, span, rule, message, _hint(problem))


def check_escapes(document: Document) -> Iterator[Diagnostic]:
    """The same of what escapes in double quotes bring in (`"\\u202e"`), which the file's text does not show."""
    if "\\" not in document.text:
        return
    lines = document.text.split("\n")
    for place, span in document.values.items():
        value = document.value(place)
        written = _find_written(lines, span)
        if not isinstance(value, str) or "\\" not in written:
            continue
        problem = next((p for p in find_form_problems(value) if p.kind in _RULES and p.found not in written), None)
        if problem is not None:
            words = _WORDS[problem.kind]
            message = Bilingual(
                f"an escape for {words.en}: {problem.name}", f"mã thoát thay cho {words.vi}: {problem.name}"
            )
            yield Diagnostic(document.path, span, _RULES[problem.kind], message, _hint(problem))


def _find_written(lines: list[str], span: Span) -> str:
    """The text of a value as it stands in the file; where it has several lines, with all that is in the outer two."""
    within = lines[span.line - 1 : span.end_line]
    return within[0][span.column - 1 : span.end_column - 1] if len(within) == 1 else "\n".join(within)


def _hint(problem: FormProblem) -> Bilingual | None:
    if problem.replacement is None:
        return None
    if not problem.replacement:
        return Bilingual("delete it", "xóa ký tự này")
    return Bilingual(f"write '{problem.replacement}'", f"viết '{problem.replacement}'")


class TrailingSpace(NamedTuple):
    """The spaces and tabs at the end of a line; `block` is the sign of the block (`|` or `>`) in which they are text.

    A block is a value whose lines are read as they stand: what ends them belongs to it, and elsewhere to nothing.
    """

    line: int
    column: int
    found: str
    block: str | None


def check_line_ends(document: Document) -> Iterator[Diagnostic]:
    """The lines that end in spaces or tabs, but for those of a literal block: there the author asked for each one.

    In a folded block (`>`) they are part of the text too, but nobody asked for them: they part two words twice.
    """
    for each in find_trailing_spaces(document):
        if each.block != "|":
            span = Span(each.line, each.column, each.line, each.column + len(each.found))
            yield Diagnostic(document.path, span, TRAILING_SPACE, _describe(each.found), _SPACE_HINTS[each.block])


def find_trailing_spaces(document: Document) -> Iterator[TrailingSpace]:
    """Every line of a document that ends in spaces or tabs, in order."""
    if not has_trailing_space(document.text):
        return
    lines = document.text.split("\n")
    blocks = _find_block_lines(document, lines)
    for number, line in enumerate(lines, 1):
        kept = line.rstrip(" \t")
        if len(kept) < len(line):
            yield TrailingSpace(number, len(kept) + 1, line[len(kept) :], blocks.get(number))


def has_trailing_space(text: str) -> bool:
    """Whether any line ends in a space or tab."""
    return " \n" in text or "\t\n" in text or text.endswith((" ", "\t"))


def _find_block_lines(document: Document, lines: list[str]) -> Mapping[int, str]:
    """The lines inside values that `|` or `>` opens, each with that sign; the line of the sign itself is none of them.

    No other value can begin with one of these signs.
    """
    found: dict[int, str] = {}
    for span in (*document.values.values(), *document.keys.values()):
        sign = lines[span.line - 1][span.column - 1 : span.column]
        if sign in ("|", ">"):
            last = span.end_line if span.end_column > 1 else span.end_line - 1
            found.update(dict.fromkeys(range(span.line + 1, last + 1), sign))
    return found


def _describe(found: str) -> Bilingual:
    count = len(found)
    if "\t" not in found:
        what = Bilingual("a space" if count == 1 else f"{count} spaces", f"{count} dấu cách")
    elif " " not in found:
        what = Bilingual("a tab" if count == 1 else f"{count} tabs", f"{count} tab")
    else:
        what = Bilingual("spaces and tabs", "dấu cách và tab")
    return Bilingual(f"the line ends in {what.en}, expected none", f"dòng kết thúc bằng {what.vi}, cần bỏ")
