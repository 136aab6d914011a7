"""Findings of the schemas: each kind of error in a sentence, at its place, once."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from coop.dataset.document import Parsed, parse_document, read_document
from coop.dataset.layout import VOCABULARIES, find_program_schemas
from coop.dataset.schema import RULES, Schema, check_schema, load_schema
from coop.diagnostic import MOST_ALIKE
from coop.errors import BadVocabulary
from tests.conftest import FOUR

HEAD = "id: x\ntitle: {vi: Hợp tác, en: Cooperation}\nstatus: signed\ndate: '2019'\nsources: [{id: s, title: Bài}]\n"
PARTIES = "parties: [{locality: ha-noi}, {locality: hue}]\n"


def check(text: str) -> Parsed:
    parsed = parse_document(text, path="a.yaml")
    return check_schema(parsed, load_schema(find_program_schemas(), "agreement"))


def told(extra: str, *, head: str = HEAD + PARTIES) -> list[tuple[str, str]]:
    return [(d.code, d.message.en) for d in check(head + extra).diagnostics]


def test_the_plain_agreement_has_no_finding() -> None:
    assert told("") == []


@pytest.mark.parametrize(
    ("extra", "code", "message"),
    [
        ("level: x\n", "S104", "'level' is 'x', expected one of party-committee, peoples-committee, peoples-council, "),
        ("item_count: 0\n", "S106", "'item_count' is too small, expected at least 1"),
        ("item_count: x\n", "S103", "'item_count' is 'x', expected a whole number"),
        ("item_count: true\n", "S103", "'item_count' is true, expected a whole number"),
        ("item_count: [1]\n", "S103", "'item_count' is a list, expected a whole number"),
        ("item_count: {a: 1}\n", "S103", "'item_count' is keys and values, expected a whole number"),
        ("group: 13\n", "S103", "'group' is 13, expected text"),
        ("group: true\n", "S103", "'group' is true, expected text"),
        ("group: ' x'\n", "S105", "'group' is ' x', expected text on one line without space at its ends"),
        ('group: "a\\nb"\n', "S105", "'group' is 'a�b', expected text on one line without space at its ends"),
        ("group: ''\n", "S106", "'group' is too short, expected at least 1 character"),
        ("group: " + "x" * 2001 + "\n", "S106", "'group' is too long, expected at most 2000 characters"),
        ("fields: []\n", "S106", "'fields' has too few, expected at least 1"),
        ("fields: [y-te, y-te]\n", "S106", "'fields' lists 'y-te' twice, expected each once"),
        (
            "fields: [Y tế]\n",
            "S105",
            "one of 'fields' is 'Y tế', expected an id: lower case letters a-z and digits in ",
        ),
        ("fields: y-te\n", "S103", "'fields' is 'y-te', expected a list"),
        ("period: '2019'\n", "S105", "'period' is '2019', expected an EDTF interval such as '2023/2025' or '2023/..'"),
        ("others: [{name: A}, {name: A}]\n", "S106", "'others' lists 'A' twice, expected each once"),
        (
            "conflicts: [{at: A B, value: 1, source: s, reason: x}]\n",
            "S105",
            "'at' is 'A B', expected keys and ids joined",
        ),
        ("x: 1\n", "S102", "unknown key 'x'"),
        ("related: [{id: y}]\n", "S101", "the key 'relation' is missing"),
    ],
)
def test_each_kind_of_error_is_one_readable_sentence(extra: str, code: str, message: str) -> None:
    found = told(extra)
    assert [c for c, _ in found] == [code]
    assert found[0][1].startswith(message)


def test_unknown_keys_are_one_finding_each_at_the_key_with_the_nearest_known() -> None:
    found = check(HEAD + PARTIES + "feilds: [y-te]\nxyz: 1\ntitles: x\n").diagnostics
    assert [(d.code, d.span.line, d.span.column) for d in found] == [("S102", 7, 1), ("S102", 8, 1), ("S102", 9, 1)]
    assert found[0].hint == ("the nearest known key is 'fields'", "khóa gần nhất là 'fields'")
    assert found[1].hint is not None
    assert found[1].hint.en.startswith("the keys are ")
    assert found[2].hint is not None
    assert found[2].hint.en == "the nearest known key is 'title'"


def test_missing_keys_are_one_finding_each_where_the_mapping_begins() -> None:
    found = check("# comment\nid: x\n").diagnostics
    assert {d.message.en for d in found} == {
        f"the key '{key}' is missing" for key in ("title", "status", "date", "parties", "sources")
    }
    assert {d.span for d in found} == {(2, 1, 2, 2)}


def test_a_condition_that_asks_for_two_keys_is_broken_once() -> None:
    figure = "figures: [{id: f, measure: aid, unit: tỷ đồng, as_stated: 3 tỷ đồng, source: s}]\n"
    assert told(figure) == [("S101", "the key 'amount' is missing")]
    assert told(figure.replace("}", ", low: 3}")) == [("S101", "the key 'high' is missing")]


@pytest.mark.parametrize(
    ("keys", "refused"),
    [
        ("amount: 3, low: 1", "low"),
        ("amount: 3, between: [ha-noi, hue], from: hue", "from"),
        ("amount: 3, as_of: '2019', period: '2019'", "period"),
        ("amount: 3, part_of: g, same_as: h", "same_as"),
    ],
)
def test_keys_that_exclude_each_other_are_told_at_the_second_with_the_reason(keys: str, refused: str) -> None:
    figure = f"figures: [{{id: f, measure: aid, unit: tỷ đồng, as_stated: 3 tỷ đồng, source: s, {keys}}}]\n"
    found = check(HEAD + PARTIES + figure).diagnostics
    assert [(d.code, d.message.en) for d in found] == [("S107", f"the key '{refused}' is not allowed here")]
    assert found[0].hint is not None


def test_what_was_told_when_the_file_was_parsed_is_not_told_again() -> None:
    assert [c for c, _ in told("item_count: 4.5\n")] == ["P301"]
    assert [c for c, _ in told("item_count:\n")] == ["P209"]
    assert [c for c, _ in told("fields: [y-te, null]\n")] == ["P209"]


def test_an_empty_first_key_does_not_hide_that_another_is_missing() -> None:
    assert sorted(c for c, _ in told("related:\n  - id:\n")) == ["P209", "S101"]


def test_a_byte_order_mark_does_not_hide_that_a_key_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbf" + (HEAD + PARTIES).replace("status: signed\n", "").encode())
    schema = load_schema(find_program_schemas(), "agreement")
    parsed = check_schema(read_document(tmp_path / "a.yaml", root=tmp_path), schema)
    assert [d.code for d in parsed.diagnostics] == ["F101", "S101"]


def test_a_date_or_name_in_another_form_has_a_hint_how_to_write_it() -> None:
    hints = [d.hint for d in check(HEAD.replace("'2019'", "16/11/2019") + PARTIES.replace("hue", "Huế")).diagnostics]
    assert hints == [
        ("write it as 2019-11-16", "viết là 2019-11-16"),
        ("written as an id it is 'hue'", "viết thành mã là 'hue'"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"k{i}: 1\n" for i in range(60_000)),
        "fields: [" + ", ".join(f"a{i}" for i in range(60_000)) + ", a1]\n",
        "fields: [" + "'', " * 60_000 + "a]\n",
    ],
)
def test_a_hostile_number_of_mistakes_has_an_end(text: str) -> None:
    assert 0 < len(check(text).diagnostics) <= MOST_ALIKE * len(RULES)


def test_numbers_beyond_64_bits_are_checked_like_others() -> None:
    assert told("item_count: " + "9" * 24 + "\n") == []
    assert told("item_count: -" + "9" * 24 + "\n") == [("S106", "'item_count' is too small, expected at least 1")]


@pytest.mark.parametrize(
    "text", ["{", "[]", "5", '{"type": "nonsense"}', '{"$ref": "https://example.org/x"}', '{"$ref": "#/x"}']
)
def test_a_schema_that_is_none_is_a_bad_vocabulary(text: str) -> None:
    with pytest.raises(BadVocabulary, match="the schema x is broken"):
        Schema(text, name="x")


def test_a_schema_that_is_not_there_is_a_bad_vocabulary(tmp_path: Path) -> None:
    with pytest.raises(BadVocabulary, match="cannot be read"):
        load_schema(tmp_path, "agreement")


@pytest.mark.parametrize("name", VOCABULARIES)
def test_the_vocabularies_of_the_four_keep_their_schemas(name: str) -> None:
    parsed = parse_document((FOUR / f"{name}.yaml").read_text(encoding="utf-8"), path=name)
    assert check_schema(parsed, load_schema(find_program_schemas(), name)).diagnostics == ()


def find_patterns(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        for value in schema.values():
            yield from find_patterns(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from find_patterns(value)


@pytest.mark.parametrize("name", ["agreement", *VOCABULARIES])
def test_every_pattern_of_every_schema_has_words(name: str) -> None:
    schema = json.loads((find_program_schemas() / f"{name}.schema.json").read_text(encoding="utf-8"))
    for pattern in set(find_patterns(schema)):
        small = Schema(json.dumps({"properties": {"a": {"pattern": pattern}}}), name="x")
        found = check_schema(parse_document("a: '§ §'\n", path="a.yaml"), small).diagnostics
        for diagnostic in found:
            assert not any(pattern in half for half in diagnostic.message)
            assert "another form" not in diagnostic.message.en


def test_every_rule_of_the_schemas_is_reached_by_these_tests() -> None:
    text = (
        HEAD.replace("status: signed", "status: done").replace("id: x", "id: X")
        + "parties: [{locality: ha-noi}]\nitem_count: x\nxyz: 1\nrelated: [{id: y}]\n"
        + "figures: [{id: f, measure: aid, unit: tỷ, as_stated: 3 tỷ, source: s, amount: 1, low: 1}]\n"
    )
    assert {d.code for d in check(text).diagnostics} == {rule.code for rule in RULES}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("status: signed", "st\u0430tus: signed"),
        ("date: '2019'", "d\u0430te: '2019'"),
        ("vi: Hợp tác", 'vi: "\ufeffHợp tác"'),
        ("vi: Hợp tác", "vi: 'Hợp tác\u00a0'"),
        ("id: s,", "id: s\u200b,"),
        ("locality: hue", "locality: hu\u0435"),
    ],
)
def test_what_is_wrong_for_its_letters_alone_has_no_finding_of_the_schema(right: str, wrong: str) -> None:
    text = HEAD + PARTIES
    assert right in text
    parsed = check(text.replace(right, wrong))
    assert parsed.diagnostics == ()
    assert parsed.document is not None
    assert parsed.document.data == check(text).document.data  # type: ignore[union-attr]


def test_what_is_wrong_besides_is_told_at_its_place() -> None:
    found = check((HEAD + PARTIES).replace("status: signed", "st\u0430tus: sined")).diagnostics
    assert [(d.code, d.span.line, d.span.column) for d in found] == [("S104", 3, 9)]


def test_a_number_among_odd_characters_is_a_number_unless_it_is_quoted() -> None:
    assert told("item_count: 1\u200b2\n") == []
    assert [code for code, _ in told("item_count: '1\u200b2'\n")] == ["S103"]


def test_a_key_that_would_stand_twice_with_other_letters_is_not_taken_for_the_other() -> None:
    assert told("st\u0430tus: signed\n") == [("S102", "unknown key 'st\u0430tus'")]


def test_what_an_escape_brings_in_is_judged_as_it_is() -> None:
    assert [code for code, _ in told('group: "a\\u00a0"\n')] == ["S105"]


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ((HEAD + PARTIES).replace("status: signed", "status: null"), (3, 1), "this key is required: write its value"),
        ((HEAD + PARTIES).replace("id: x", "id:"), (1, 1), "this key is required: write its value"),
        (HEAD + PARTIES + "item_count: ~\n", (7, 1), "leave the key out where nothing is known"),
        (HEAD + PARTIES + "fields: [null]\n", (7, 10), "leave the item out of the list"),
        (
            HEAD + PARTIES + "events: [{kind: plan, source: s, date: }]\n",
            (7, 34),
            "an event without a date says `not_stated: [date]`",
        ),
    ],
)
def test_an_empty_value_has_one_finding_with_the_hint_for_its_key(text: str, place: tuple[int, int], hint: str) -> None:
    (found,) = check(text).diagnostics
    assert found.code == "P209"
    assert (found.span.line, found.span.column) == place
    assert found.hint is not None
    assert found.hint.en == hint
