"""YAML text to data and places, for honest, mistaken and hostile files."""

from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.dataset.composer_rules import MAX_SCALAR
from coop.dataset.document import Parsed, PlacesInFile, parse_document, parse_source
from coop.dataset.source_text import START, SourceText, read_source_text

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


def test_a_file_without_mistakes_finds_its_places_when_they_are_asked_for() -> None:
    text = "a:\n  b: c\nd: [1, 2]\n"
    quick, marked = parse_source(SourceText.of_text("a.yaml", text)).document, parse(text).document
    assert quick is not None
    assert marked is not None
    assert (quick.is_marked, marked.is_marked) == (False, True)
    assert quick == marked
    assert (quick.values, quick.keys) == (marked.values, marked.keys)
    assert quick.key_span("a", "b") == (2, 3, 2, 4)


def test_places_in_a_file_are_those_it_has_when_they_are_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    places = PlacesInFile("a.yaml", partial(read_source_text, file, root=tmp_path))
    file.write_text("# one line more\na: b\nc: [d]\n", encoding="utf-8")
    assert places.span("c", 0) == (3, 5, 3, 6)
    assert places.span("c", 7) == (3, 4, 3, 7)
    gone = PlacesInFile("a.yaml", partial(read_source_text, file, root=tmp_path))
    file.unlink()
    assert places.span("a") == (2, 4, 2, 5)
    assert gone.span("a") == START


def test_a_value_may_be_as_long_as_the_limit_and_no_longer() -> None:
    document = parse(f"a: {'x' * MAX_SCALAR}\n").document
    assert document is not None
    (finding,) = parse(f"b: c\na: {'x' * (MAX_SCALAR + 1)}\nd: 4.5\n").diagnostics
    assert (finding.code, finding.span[:2]) == ("P210", (2, 4))
    assert finding.message == (
        "the value has 20,001 characters, expected at most 20,000",
        "giá trị dài 20.001 ký tự, cần nhiều nhất 20.000",
    )


@pytest.mark.parametrize(
    "text",
    [
        "a: !!str &x " + "x" * 30_000,
        "a: '" + "x\n\n" * 20_000 + "'",
        "a: |\n" + "  x\n" * 20_000,
        "a: " + "9" * 30_000,
        'a: "' + "\\0" * 30_000 + '"',
    ],
)
def test_the_length_of_a_text_is_measured_before_anything_else(text: str) -> None:
    assert [d.code for d in parse(text).diagnostics] == ["P210"]


def test_a_long_key_is_told_of_as_a_key() -> None:
    (finding,) = parse(f"? {'k' * 30_000}\n: v\n").diagnostics
    assert finding.code == "P210"
    assert finding.message.en.startswith("the key has 30,000 characters")
    assert finding.message.vi.startswith("khóa dài 30.000 ký tự")


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
    assert hint == (
        "inside {…} a comma ends a value: write 33600, not 33,600",
        "trong {…} dấu phẩy kết thúc một giá trị: viết 33600, không viết 33,600",
    )


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
        for half in diagnostic.message:
            assert "\n" not in half
            assert 0 < len(half) < 200


@given(YAML_ISH)
def test_any_yaml_ish_text_is_read_or_told_of_within_the_text(text: str) -> None:
    check_parsed(text)


@given(st.text(max_size=60))
def test_any_text_is_read_or_told_of_within_the_text(text: str) -> None:
    check_parsed(text)


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ('a: 1\nb: "open\nc: 2\nd: "x"\n', (2, 4), "a quote is opened and never closed"),
        ("a: 1\nb: 'open\nc: 2\nd: it's\n", (2, 4), "a quote is opened and never closed"),
        ('a: {b: "open, c: 2}\nd: "x"\n', (1, 8), "a quote is opened and never closed"),
        ('# "a\nb: "x"\nc:\n - "open\n - d: 2\n - "x"\n', (4, 4), "a quote is opened and never closed"),
        ('b: "two\n  lines"\nc: "x" y\n', (3, 8), "did not find expected key"),
        ('b: "two\n  lines" y\nc: 1\n', (2, 10), "did not find expected key"),
        ("a:\n  b: x\n\tc: 2\n", (3, 1), "a tab where a value is expected"),
        ("a:\n  b: x\n  \tc: 2\n", (3, 3), "a tab where a value is expected"),
    ],
)
def test_broken_yaml_is_reported_where_it_breaks(text: str, place: tuple[int, int], problem: str) -> None:
    (found,) = parse_document(text, path="a.yaml").diagnostics
    assert (found.code, found.message.en) == ("P201", f"broken YAML: {problem}")
    assert (found.span.line, found.span.column) == place
