"""The form of a file's text: what is told, where, and in both languages; the spaces at the ends of lines."""

import pytest

from coop.dataset.document import Document, parse_document
from coop.diagnostic import Diagnostic, Severity
from coop.validation.names import RULES, check_escapes, check_form, check_line_ends


def parse(text: str) -> Document:
    document = parse_document(text, path="a.yaml").document
    assert document is not None
    return document


def find_line_ends(text: str) -> list[tuple[int, int, int]]:
    """The line, column and end of each finding."""
    found = list(check_line_ends(parse(text)))
    assert {d.code for d in found} <= {"F107"}
    assert all(d.span.line == d.span.end_line for d in found)
    return [(d.span.line, d.span.column, d.span.end_column) for d in found]


def only(found: list[Diagnostic]) -> Diagnostic:
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("text", "code", "en", "vi", "hint"),
    [
        ("a: Ha\u0300", "F103", "a letter with loose marks", "chữ cái có dấu rời", ("write 'à'", "viết 'à'")),
        ("a: Ðà", "F104", "a look-alike letter", "chữ trông giống chữ khác", ("write 'Đ'", "viết 'Đ'")),
        ("a: b\u200bc", "F105", "an invisible character", "ký tự ẩn", ("delete it", "xóa ký tự này")),
        ("a: b\ufeffc", "F105", "a byte-order mark inside the text", "dấu thứ tự byte nằm giữa văn bản", None),
        ("a: b\u202ec", "F106", "a character that turns the direction of text", "ký tự đổi chiều chữ", None),
    ],
)
def test_a_wrong_character_is_told_in_both_languages(text, code, en, vi, hint):
    found = only(list(check_form(text, path="a.yaml")))
    assert found.code == code
    assert found.message.en.startswith(f"{en}: U+")
    assert found.message.vi == found.message.en.replace(en, vi)
    assert found.hint == (hint or ("delete it", "xóa ký tự này"))


def test_a_letter_without_a_known_original_has_no_hint():
    assert only(list(check_form("a: bЖc", path="a.yaml"))).hint is None


def test_an_escape_is_told_in_both_languages():
    found = only(list(check_escapes(parse('a: "\\xd0à"\n'))))
    assert found.message == (
        "an escape for a look-alike letter: U+00D0 LATIN CAPITAL LETTER ETH",
        "mã thoát thay cho chữ trông giống chữ khác: U+00D0 LATIN CAPITAL LETTER ETH",
    )


def test_every_meaning_is_a_sentence_in_each_language():
    for rule in RULES:
        assert rule.meaning.en.endswith(".")
        assert rule.meaning.vi.endswith(".")
        assert rule.meaning.en != rule.meaning.vi


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: b\n", []),
        ("a: b \n", [(1, 5, 6)]),
        ("a: b  \nc: d\t \n", [(1, 5, 7), (2, 5, 7)]),
        ("a: Đà Nẵng  # đ  \n", [(1, 16, 18)]),
        ("a: b\n   \nc: d\n", [(2, 1, 4)]),
        ("a: b\n  ", [(2, 1, 3)]),
        ("a: b ", [(1, 5, 6)]),
        ("a: 'b  \n  c'\n", [(1, 6, 8)]),
        ('a: "b  \n  c "\n', [(1, 6, 8)]),
        ("a: b\u00a0\n", []),  # an odd space has a rule of its own
    ],
)
def test_spaces_and_tabs_at_the_end_of_a_line_are_told_there(text, found):
    assert find_line_ends(text) == found


@pytest.mark.parametrize("end", ["b: 1", "b: 1\n", "", "# c\n"])
def test_a_literal_block_may_end_its_lines_as_it_likes(end):
    assert find_line_ends(f"a: |\n  x  \n\n     \n  y\t\n{end}") == []


def test_a_literal_block_that_ends_the_file_without_a_line_feed_may_too():
    assert find_line_ends("a: |\n  x\n  y  ") == []


def test_the_lines_around_a_literal_block_may_not():
    assert find_line_ends("a: |- \n  x  \nb: 1 \nc:\n  - | \n    y \n  - z \n") == [
        (1, 6, 7),
        (3, 5, 6),
        (5, 6, 7),
        (7, 6, 7),
    ]


def test_in_a_folded_block_they_are_told_with_what_they_do():
    found = list(check_line_ends(parse("a: >- \n  x  \n  y\n")))
    assert [(d.span.line, d.hint.en if d.hint else "") for d in found] == [
        (1, "delete it"),
        (2, "delete it: in a folded text it becomes part of the value"),
    ]
    assert {d.severity for d in found} == {Severity.WARNING}


@pytest.mark.parametrize(
    ("end", "en", "vi"),
    [
        (" ", "a space", "1 dấu cách"),
        ("   ", "3 spaces", "3 dấu cách"),
        ("\t", "a tab", "1 tab"),
        ("\t\t", "2 tabs", "2 tab"),
        (" \t", "spaces and tabs", "dấu cách và tab"),
    ],
)
def test_what_ends_the_line_is_said_in_both_languages(end, en, vi):
    found = only(list(check_line_ends(parse(f"a: b{end}\n"))))
    assert found.message == (f"the line ends in {en}, expected none", f"dòng kết thúc bằng {vi}, cần bỏ")
