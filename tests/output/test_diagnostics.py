"""Findings as text: the line, the caret below what is meant, and the closing sentence."""

import re

import pytest

from coop.bilingual import Bilingual, Language
from coop.diagnostic import Diagnostic, Severity, Span
from coop.language.text import display_width
from coop.output.diagnostics import close_validation, render_findings
from coop.output.findings import Findings
from coop.validation.registry import RULES
from coop.validation.validate import Validation
from coop.validation.waivers import Waived

MESSAGE = Bilingual("it is wrong", "sai rồi")


def show(excerpt: str, span: Span, *, width: int = 60, colour: bool = False) -> tuple[str, str]:
    """The line and the caret line of one finding, without the gutter."""
    found = Diagnostic("a.yaml", span, RULES["X301"], MESSAGE, excerpt=excerpt)
    text = render_findings(Findings((found,), (), (), "", Language.EN), colour=colour, width=width)
    _, line, caret = text.splitlines()
    gutter = line.index("|") + 2
    assert display_width(line) <= width
    return line[gutter:], caret[gutter:]


def test_the_caret_stands_below_what_is_meant() -> None:
    assert show("  - locality: da-nag", Span(12, 15, 12, 21)) == ("  - locality: da-nag", " " * 14 + "^" * 6)


def test_letters_with_loose_marks_and_wide_letters_move_no_caret() -> None:
    line, caret = show("a\u0323b 中文: x", Span(1, 9, 1, 10))
    assert line.endswith(": x")
    assert caret == " " * (display_width(line) - 1) + "^"


def test_a_tab_is_one_column_and_what_does_not_print_is_shown() -> None:
    assert show("\ta: \x1b[31m", Span(1, 5, 1, 9)) == (" a: \ufffd[31m", " " * 4 + "^" * 4)


def test_a_finding_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    assert show("title:", Span(3, 1, 5, 4)) == ("title:", "^" * 6)


def test_an_empty_place_has_one_caret() -> None:
    assert show("a:", Span(1, 3, 1, 3))[1] == "  ^"


@pytest.mark.parametrize("column", [1, 40, 200, 390])
@pytest.mark.parametrize("width", [20, 40, 80])
def test_a_long_line_is_cut_around_what_is_meant(column: int, width: int) -> None:
    excerpt = "".join(chr(ord("a") + number % 26) for number in range(400))
    room = max(width, 30)
    line, caret = show(excerpt, Span(1, column, 1, column + 5), width=room)
    marked = line[caret.index("^") : caret.rindex("^") + 1]
    assert marked == excerpt[column - 1 : column + 4]
    assert line.startswith("…") == (column > 1 and not excerpt.startswith(line[:3]))


def test_what_is_meant_and_is_too_long_is_cut_itself() -> None:
    line, caret = show("a: " + "x" * 500, Span(1, 4, 1, 504), width=40)
    assert line.endswith("…")
    assert caret.strip() == "^" * caret.count("^")


def test_colour_changes_no_text() -> None:
    found = Diagnostic("a.yaml", Span(1, 1, 1, 2), RULES["X301"], MESSAGE, MESSAGE, excerpt="abc")
    findings = Findings((found,), (), (), "data", Language.VI)
    plain, coloured = (render_findings(findings, colour=colour) for colour in (False, True))
    assert re.sub(r"\x1b\[[0-9]+m", "", coloured) == plain
    assert "lỗi X301 unknown-locality: sai rồi" in plain


def close(language: Language, **values: object) -> str:
    base: dict[str, object] = {"diagnostics": (), "files": (), "agreement_files": 1, "vocabulary_files": 5}
    elapsed = "1.2 s" if language is Language.EN else "1,2 giây"
    return close_validation(Validation(**{**base, **values}), language=language, elapsed=elapsed)  # type: ignore[arg-type]


def test_the_closing_sentence_counts_and_says_what_was_not_checked() -> None:
    found = tuple(Diagnostic(f"{n}.yaml", Span(1, 1, 1, 2), RULES["X301"], MESSAGE) for n in range(1200))
    note = Diagnostic("x.yaml", Span(1, 1, 1, 2), RULES["X403"], MESSAGE)
    assert note.severity is Severity.NOTE
    values: dict[str, object] = {
        "diagnostics": (*found, note), "waived": (Waived(note, "R", 3), Waived(note, "R", 3), Waived(note, "R", 4)),
        "before_2000": 2, "is_complete": False,
    }  # fmt: skip
    assert close(Language.EN, **values) == (
        "1,200 errors, 1 note, 2 waivers in 1 agreement and 5 vocabulary files (1.2 s); 2 agreements of before 2000: "
        "parties not checked against time; a vocabulary is broken: what needs it was not checked"
    )
    assert close(Language.VI, **values) == (
        "1.200 lỗi, 1 ghi chú, 2 miễn trừ trong 1 thỏa thuận và 5 tệp từ vựng (1,2 giây); 2 thỏa thuận trước năm 2000: "
        "không đối chiếu các bên với thời gian; có bảng từ vựng hỏng: những gì cần đến nó chưa được kiểm tra"
    )


def test_no_finding_is_said_so() -> None:
    assert close(Language.EN) == "no finding in 1 agreement and 5 vocabulary files (1.2 s)"
    assert close(Language.VI) == "không có lỗi nào trong 1 thỏa thuận và 5 tệp từ vựng (1,2 giây)"
