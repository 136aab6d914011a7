"""YAML text to data and places, for honest, mistaken and hostile files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.dataset.document import Parsed, parse_document

YAML_ISH = st.lists(
    st.sampled_from(
        [
            "a",
            "Đà Nẵng",
            "b:",
            ": ",
            "- ",
            "\n",
            "\n  ",
            "\n\t",
            "{",
            "}",
            "[",
            "]",
            ", ",
            "'",
            '"',
            "&x ",
            "*x ",
            "!!str ",
            "|\n",
            ">-\n",
            "# c",
            "---\n",
            "...\n",
            "<<: ",
            "? ",
            "45.500",
            "010",
            "%YAML 1.1\n",
            "\\",
            "\\u0000",
            "~",
            "@",
            "`",
            "\u200b",
            "\ufeff",
            "😀",
            "null",
            "2019-11-16",
        ]
    ),
    max_size=40,
).map("".join)


def parse(text: str) -> Parsed:
    return parse_document(text, path="a.yaml")


def found(text: str) -> list[tuple[str, int, int]]:
    return [(d.code, d.span.line, d.span.column) for d in parse(text).diagnostics]


def test_every_key_and_value_has_its_place_in_characters() -> None:
    document = parse("vi: Hà Nội\nds:\n  - {tên: Đà Nẵng, số: 12}\n  - x\n").document
    assert document is not None
    assert document.data == {"vi": "Hà Nội", "ds": [{"tên": "Đà Nẵng", "số": 12}, "x"]}
    assert document.span("vi") == (1, 5, 1, 11)
    assert document.key_span("ds", 0, "số") == (3, 20, 3, 22)
    assert document.span("ds", 0, "số") == (3, 24, 3, 26)
    assert document.span("ds", 1) == (4, 5, 4, 6)
    assert document.key_span("ds", 1) == (4, 5, 4, 6)


def test_a_place_that_is_not_there_is_that_of_what_is_around_it() -> None:
    document = parse("a:\n  b: c\n").document
    assert document is not None
    assert document.span("a", "x", 3) == document.span("a")


def test_columns_are_right_behind_letters_outside_the_basic_plane() -> None:
    assert found("a: {😀: 1, Đ: 4.5}") == [("P301", 1, 14)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\n'a': 2\n", [("P202", 2, 1)]),
        ("a: 1\na: 2\na: 3\n", [("P202", 2, 1), ("P202", 3, 1)]),
        ('x: {a: 1, "a": 2}\n', [("P202", 1, 11)]),
        ("a:\n\tb: c\n", [("P201", 2, 1)]),
        ("a: [1, 2\nb: 3\n", [("P201", 1, 4)]),
        ("a: 'x\nb: c\n", [("P201", 1, 4)]),
        ("", [("P203", 1, 1)]),
        ("# only a comment\n", [("P203", 1, 1)]),
        ("- 4.5\n", [("P203", 1, 1)]),
        ("45.5\n", [("P203", 1, 1)]),
        ("a: b\n---\nc: d\n", [("P204", 2, 1)]),
        ("---\n---\na: b\n", [("P204", 2, 1)]),
        ("a: &x b\n", [("P205", 1, 4)]),
        ("a: *x\n", [("P205", 1, 4)]),
        ("<<: {a: b}\n", [("P205", 1, 1)]),
        ("a: !!python/object/apply:os.system [id]\n", [("P206", 1, 4)]),
        ("a: !!str b\n", [("P206", 1, 4)]),
        ("? [a]\n: b\n", [("P208", 1, 3)]),
        ("1: b\n", [("P208", 1, 1)]),
        ("~: b\n", [("P208", 1, 1)]),
        ("a: {b: 45,500}\n", [("P208", 1, 11)]),
        ("a:\nb: c\n", [("P209", 1, 1)]),
        ("a: [b, null]\n", [("P209", 1, 8)]),
        ("a: 45.500\nb: 010\nc: " + "9" * 30 + "\n", [("P301", 1, 4), ("P302", 2, 4), ("P303", 3, 4)]),
        ('a: "\\0"\n', [("P104", 1, 4)]),
        ("a: \u2028b: 4.5\n", [("P104", 1, 4)]),
        ("\ud800", [("P104", 1, 1)]),
    ],
)
def test_a_mistake_is_one_finding_at_its_place(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{" * 100_000,
        "- " * 50_000,
        "? " * 50_000,
        "a: &a [x]\n" + "".join(f"b{i}: &b{i} [*a, *a, *a]\n" for i in range(9)),
        "a: " + "9" * 5000,
        "a: .nan",
        "a: -.inf",
        "a: !!python/object/apply:os.system [id]",
        "a: !!python/name:os.system",
    ],
)
def test_a_hostile_file_is_one_finding(text: str) -> None:
    assert len(parse(text).diagnostics) == 1


def test_a_comma_within_braces_is_told_with_the_number_that_was_meant() -> None:
    hint = parse("a: {amount: 33,600, unit: x}").diagnostics[0].hint
    assert hint == "inside {…} a comma ends a value: write 33600, not 33,600"


@pytest.mark.parametrize("text", ["a: {b: c, 500: d}", "500: a", "a: {b: 4500,500}"])
def test_a_number_as_a_key_is_no_slip_of_a_comma_elsewhere(text: str) -> None:
    assert parse(text).diagnostics[0].hint is None


def test_quoted_text_is_never_a_number_and_a_word_is_never_a_truth() -> None:
    document = parse("a: '45.500'\nb: \"010\"\nc: no\nd: 1:30\ne: 2019-11-16\nyes: x\n").document
    assert document is not None
    assert document.data == {"a": "45.500", "b": "010", "c": "no", "d": "1:30", "e": "2019-11-16", "yes": "x"}


def test_errors_of_form_leave_a_document_sound_and_others_do_not() -> None:
    assert parse("a: b").is_sound
    assert not parse("a: 4.5").is_sound
    assert not parse("a").is_sound


def check_parsed(text: str) -> None:
    parsed = parse(text)
    assert parsed == parse(text)
    assert parsed.document is not None or parsed.diagnostics
    lines = text.split("\n")
    spans = [d.span for d in parsed.diagnostics]
    if parsed.document is not None:
        spans += [*parsed.document.values.values(), *parsed.document.keys.values()]
    for span in spans:
        assert 1 <= span.line <= span.end_line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        assert (span.line, span.column) <= (span.end_line, span.end_column)
    for diagnostic in parsed.diagnostics:
        assert "\n" not in diagnostic.message
        assert len(diagnostic.message) < 200


@given(YAML_ISH)
def test_any_yaml_ish_text_is_read_or_told_of_within_the_text(text: str) -> None:
    check_parsed(text)


@given(st.text(max_size=60))
def test_any_text_is_read_or_told_of_within_the_text(text: str) -> None:
    check_parsed(text)
