"""The quick reader of YAML against the composer: what it reads, the composer reads alike and has nothing to say of."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coop.dataset.composer import Value
from coop.dataset.composer_rules import MAX_DEPTH, MAX_SCALAR
from coop.dataset.document import parse_document, parse_source
from coop.dataset.source_text import MAX_VALUES, decode_source_text
from tests.conftest import FOUR
from tests.fuzz.mutation import mutate

FILES = tuple(sorted(FOUR.glob("agreements/**/*.yaml")))
DONORS = tuple(file.read_bytes() for file in sorted(FOUR.glob("**/*.yaml")))
# Pieces of YAML, most of which the quick reader knows: strung together, they are a file more often than letters are.
PIECES = (
    "a: b\n", "c: d # e\n", "- f\n", "  g: h\n", "  - i\n", "  - j: k\n", "    l: 'm'\n", "n:\n", "o:", "- ", "  ",
    "    ", "\n", "\n\n", "   \n", "'p'", '"q"', "''", "'it''s'", "[r, s]", "{t: u, v: w}", "{x: 'y', z: [a, b]}",
    "[{a: b}]", "[[a], b]", "[a: b]", "{a}", "[]", "{}", "{", "}", "[", "]", ", ", ",", ": ", ":", " # c\n", "#",
    "# d\n", "    # e\n", ">-\n", ">-\n  f\n", ">-\n    g\n    h\n", ">-\n    # g\n", "      # i\n", "|\n", "|2", "1",
    "0", "01", "1.5", "-1", "+2", "1e3", ".5", "5.", "0x1F", "0o7", "1_000", "1:30", ".inf", "null", "~", "true", "No",
    "2019-01-01", "...", "---", "---\n", "? ", "&a ", "*a", "!t ", "%YAML", "<<: ",
    "=", "@", "`", "'", '"', "\\", "\\n", "\t", "\r",
    "é", "Đ", "–", "\u00a0", "\u200b", "e\u0301", "http://x.y/z?q#f", "a#b", "a b", "-", "- - ", "key:  value  # c\n",
    "true: a\n", "null: b\n",
)  # fmt: skip


def read_unmarked(text: str) -> dict[str, Value] | None:
    """What a file of this text holds, if the quick reader read it: then no place in it is known yet."""
    document = parse_source(decode_source_text(text.encode(), path="a.yaml")).document
    return document.data if document is not None and not document.is_marked else None


def check_alike(text: str) -> bool:
    """Hold one reader against the other; whether the quick one read the text at all."""
    data = read_unmarked(text)
    if data is None:
        return False
    parsed = parse_document(text, path="a.yaml")
    assert parsed.diagnostics == ()
    assert parsed.document is not None
    assert repr(parsed.document.data) == repr(data)  # the order of keys and the types of values too
    return True


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_files_as_they_are_written_are_read(file: Path) -> None:
    assert check_alike(file.read_text(encoding="utf-8"))


def test_changed_files_are_read_as_the_composer_reads_them() -> None:
    random, read = Random(7), 0
    for _ in range(2_000):
        content = mutate(random.choice(DONORS), random, donors=DONORS)
        read += check_alike(content.decode("utf-8", "ignore"))
    assert read > 200


def test_files_are_read_alike_when_what_their_lines_said_was_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coop.dataset.clean_yaml._MOST_LINES", 3)
    for number, file in enumerate(FILES * 2):
        text = file.read_text(encoding="utf-8")
        assert check_alike(f"{text}x{number}: {number}\n")
        assert check_alike(text)


def test_who_changes_the_values_of_a_file_changes_those_of_no_other() -> None:
    text = "a: {b: [c]}\nd:\n  - {e: f}\n  - [g]\n"
    changed, expected = read_unmarked(text), parse_document(text, path="a.yaml").document
    assert changed is not None
    assert expected is not None
    for box in (changed["a"], changed["d"]):
        assert isinstance(box, dict | list)
        inner = [*box.values()] if isinstance(box, dict) else box
        for each in inner:
            assert isinstance(each, dict | list)
            each.clear()
        box.clear()
    assert read_unmarked(text) == expected.data


def test_the_values_of_files_with_lines_alike_are_not_mixed_up() -> None:
    one, other = "a: {b: [c]}\nd:\n  - {b: [c]}\n", "d: {b: [c]}\na:\n  - {b: [c]}\n  - {b: [d]}\n"
    for text in (one, other, one):
        assert check_alike(text)


@settings(max_examples=1_000)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=12))
def test_pieces_of_yaml_are_read_as_the_composer_reads_them(pieces: list[str]) -> None:
    check_alike("".join(pieces))
    check_alike("a: b\n" + "".join(pieces))


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: b", {"a": "b"}),
        ("# c\n\na: b c   # d\n", {"a": "b c"}),
        ("a: 'it''s: # c'\nb: \"x\"\n", {"a": "it's: # c", "b": "x"}),
        ("a: 12\nb: 0\nc: 2019-01-02\nd: no\ne: true\n", {"a": 12, "b": 0, "c": "2019-01-02", "d": "no", "e": True}),
        ("a:\n  - b\n  - {c: 'd, e', f: [g, 1]}\n  - h: i\n    j:\n      - k\n",
         {"a": ["b", {"c": "d, e", "f": ["g", 1]}, {"h": "i", "j": ["k"]}]}),
        ("a: >-\n  b: c\n  # d\n\ne: https://f.g/h?i=j#k\n", {"a": "b: c # d", "e": "https://f.g/h?i=j#k"}),
    ],
)  # fmt: skip
def test_what_files_are_made_of_is_read(text: str, data: object) -> None:
    assert check_alike(text)
    assert read_unmarked(text) == data


@pytest.mark.parametrize(
    "text",
    [
        "", "# a\n", "a", "- a\n", "[a]", "{a: b}", "a:\n", "a: ~\n", "a: null\n", "a: ''\n", "null: a\n", "1: a\n",
        "a: b\na: c\n", "a: {b: c, b: d}\n", "a: 1.5\n", "a: 010\n", "a: 1e3\n", "a: .inf\n", f"a: {'1' * 25}\n",
        "a: &b c\n", "a: *b\n", "a: !!str b\n", "%YAML 1.1\n---\na: b\n", "---\na: b\n", "a: b\n---\nc: d\n",
        "a: b\n...\n", "<<: {a: b}\n", "? a\n: b\n", "a: b: c\n", "a: b:\n", "a: 'b\n", 'a: "\\u202e"\n', 'a: "b\\n"\n',
        "a: |\n  b\n", "a: >\n  b\n", "a: >-\n  b\n    c\n", "a: >-\n  b\n\n  c\n", "a: >-\n b\n\n   \n",
        "a: >-\nb: c\n", "a: >-\n  b\n    # c\n",
        "a: b\n  c\n", "a: b\n  c: d\n", "a:\n  b: c\n d: e\n", "a:\n- b\n  - c\n", "a: [b, c\n", "a: [b]]\n",
        "a: {b: c}}\n", "a: {b, c: d}\n", "a: [b: c]\n", "a: {b: c?d}\n", "a: {b: c:d}\n", "a:\tb\n", "a: b\r\n",
        "a: b\u00a0c\n", "a: b\u200bc\n", "a: e\u0301\n", "a: b\x85c: d\n", "a: b\u2028c: d\n", "a: \x00\n",
        "\ufeffa: b\n",
        f"a: {'b' * (MAX_SCALAR + 1)}\n", "a:\n" + "- b\n" * (MAX_VALUES + 1), f"a: [{'b, ' * MAX_VALUES}b]\n",
        "".join(f"{'  ' * depth}a:\n" for depth in range(MAX_DEPTH + 1)) + "  " * (MAX_DEPTH + 1) + "a: b\n",
    ],
)  # fmt: skip
def test_what_may_be_read_otherwise_or_has_a_finding_is_left_to_the_composer(text: str) -> None:
    assert read_unmarked(text) is None


def nest(depth: int, *, is_list: bool, core: str) -> str:
    """Mappings, or lists of mappings, one in the other, with `core` inside the innermost."""
    lines, column = ["id: deep"], 0
    for level in range(depth):
        lines.append(f"{' ' * column}{'- ' if is_list and level else ''}k{level}:")
        column += 2 if not (is_list and level) else 4
    return "\n".join((*lines[:-1], f"{lines[-1]} {core}")) + "\n"


@pytest.mark.parametrize("core", ["a", "[a]", "[[a]]", "{k: [a]}", "{k: a}"])
@pytest.mark.parametrize("is_list", [False, True])
def test_what_is_nested_too_deep_is_left_to_the_composer(core: str, is_list: bool) -> None:
    read_quickly = 0
    for depth in range(1, 24):
        text = nest(depth, is_list=is_list, core=core)
        data, parsed = read_unmarked(text), parse_document(text, path="a.yaml")
        if data is not None:
            read_quickly += 1
            assert parsed.document is not None
            assert parsed.document.data == data
            assert parsed.document.values
    assert read_quickly > 3
    assert not read_unmarked(nest(23, is_list=is_list, core=core))


@pytest.mark.parametrize("item", ["a", "[a]", "{k: a}", "{k: [a]}", "[a, b]"])
def test_more_values_than_a_file_may_hold_are_left_to_the_composer(item: str) -> None:
    for count in (1_000, 3_000, 5_000, 6_600, 9_999, 12_000):
        lines = [f"k{n}: [{', '.join([item] * (count // 4))}]" for n in range(4)]
        text = "\n".join(("id: many", *lines)) + "\n"
        data = read_unmarked(text)
        if data is not None:
            parsed = parse_document(text, path="a.yaml")
            assert parsed.document is not None
            assert parsed.document.data == data
            assert parsed.document.values
