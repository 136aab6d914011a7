"""JSON and JSON Lines: read back as written, readable by eye, harmless on a terminal."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from coop.output.json_text import render_json, render_jsonl
from coop.table import ColumnType
from tests.output.samples import TABLE, make_column, report_of

COLUMNS = (make_column("a"), make_column("b", ColumnType.INTEGER), make_column("c", ColumnType.TERMS))
EMPTY = replace(TABLE, rows=())


def test_golden(golden):
    golden("agreements.json", render_json(TABLE))
    golden("agreements.jsonl", render_jsonl(TABLE))


def test_keys_keep_the_order_of_the_columns():
    assert list(json.loads(render_json(TABLE))[0]) == [column.name for column in TABLE.columns]


def test_letters_are_not_escaped():
    assert "Hợp tác, phát triển Hà Nội – Thanh Hóa" in render_json(TABLE)


def test_no_rows_are_an_empty_array_and_no_line():
    assert render_json(EMPTY) == "[]\n"
    assert render_jsonl(EMPTY) == ""


def test_a_number_of_any_size_stays_an_integer():
    table = report_of((None, 10**40, ()), columns=COLUMNS).tidy
    assert json.loads(render_json(table)) == [{"a": None, "b": 10**40, "c": []}]


def test_what_could_steer_a_terminal_is_escaped_and_means_the_same():
    text = "a\x1b[31m\x9b\x7f\u202e\u2028"
    rendered = render_jsonl(report_of((text, None, ()), columns=COLUMNS).tidy)
    assert rendered.rstrip("\n").isprintable()
    assert json.loads(rendered)["a"] == text


@given(st.text(), st.integers() | st.none(), st.lists(st.text()))
def test_what_is_read_back_is_what_was_written(text: str, number: int | None, terms: list[str]):
    table = report_of((text, number, tuple(terms)), (text, number, ()), columns=COLUMNS).tidy
    expected = [{"a": text, "b": number, "c": terms}, {"a": text, "b": number, "c": []}]
    assert json.loads(render_json(table)) == expected
    assert [json.loads(line) for line in render_jsonl(table).splitlines()] == expected


def test_a_lone_surrogate_becomes_what_utf_8_can_hold():
    rendered = render_json(report_of(("a\ud800", None, ("\udfff",)), columns=COLUMNS).tidy)
    assert json.loads(rendered.encode("utf-8")) == [{"a": "a\ufffd", "b": None, "c": ["\ufffd"]}]
