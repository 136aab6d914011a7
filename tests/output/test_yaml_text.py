"""The yaml format: readers of YAML 1.1 and of the 1.2 core schema read the same, and what was written."""

import re
from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from coop.output.yaml_text import render_yaml
from coop.table import Cell, ColumnType
from tests.output.samples import TABLE, make_column, report_of

COLUMNS = (make_column("a"), make_column("b", ColumnType.INTEGER), make_column("c", ColumnType.TERMS))


class CoreLoader(yaml.SafeLoader):
    """Reads plain scalars as YAML 1.2's core schema does."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - as in the class above it


def _resolve(tag: str, pattern: str) -> None:
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), None)


_resolve("null", r"^(?:null|Null|NULL|~|)$")
_resolve("bool", r"^(?:true|True|TRUE|false|False|FALSE)$")
_resolve("int", r"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$")
_resolve(
    "float",
    r"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$",
)


def read_both(text: str) -> list[object]:
    first, second = yaml.safe_load(text), yaml.load(text, Loader=CoreLoader)
    assert first == second
    assert isinstance(first, list)
    return first


def one(text: str) -> str:
    return render_yaml(report_of((text,), columns=COLUMNS[:1]).tidy)


def test_golden(golden):
    golden("agreements.yaml", render_yaml(TABLE))


@pytest.mark.parametrize(
    "text",
    [
        *["no", "yes", "y", "N", "on", "Off", "TRUE", "null", "~", "=", "<<", ".inf", ".NaN"],
        *["2019-11-16", "2019-11", "2019", "2023/..", "1:30", "12:30:45"],
        *["08", "010", "0o17", "0x1f", "1e3", "1.5", ".5", "1_000", "+1", "-1", "45.500"],
    ],
)
def test_what_a_reader_could_take_for_something_else_is_quoted(text: str):
    assert one(text) == f"- a: '{text}'\n"


@pytest.mark.parametrize(
    "text", ["", " ", "a: b", "# a", "- a", "*a", "&a", "!a", "a\nb", "'", '"', "{a", "a\x1bb", "\ufeff"]
)
def test_markup_is_text(text: str):
    assert read_both(one(text)) == [{"a": text}]


@pytest.mark.parametrize("text", ["\x85", "a\u2028b", " \u2029", "từ " * 60, "a  b " * 60, "x" * 300])
def test_line_ends_and_long_lines_are_kept(text: str):
    assert read_both(one(text)) == [{"a": text}]


def test_names_are_neither_quoted_nor_escaped():
    assert one("Hợp tác, phát triển Hà Nội – Thanh Hóa") == "- a: Hợp tác, phát triển Hà Nội – Thanh Hóa\n"


def test_repeated_lists_make_no_anchors():
    shared: tuple[tuple[Cell, ...], ...] = (("x", 1, ("p", "q")), ("x", 1, ("p", "q")))
    assert "&" not in render_yaml(report_of(*shared, columns=COLUMNS).tidy)


def test_no_rows_are_an_empty_list():
    assert render_yaml(replace(TABLE, rows=())) == "[]\n"


def test_no_text_steers_a_terminal():
    text = "a\x1b[0m\u202e\x9b\u2028\x85"
    rendered = one(text)
    assert rendered.rstrip("\n").isprintable()
    assert read_both(rendered) == [{"a": text}]


@given(st.text(), st.integers() | st.none(), st.lists(st.text()))
def test_what_is_read_back_is_what_was_written(text: str, number: int | None, terms: list[str]):
    table = report_of((text, number, tuple(terms)), columns=COLUMNS).tidy
    assert read_both(render_yaml(table)) == [{"a": text, "b": number, "c": terms}]


@given(st.from_regex(r"[-+.0-9_:eExoabnyYNTZ~=/ ]{1,12}", fullmatch=True))
def test_nothing_like_a_number_or_a_date_is_read_as_one(text: str):
    assert read_both(one(text)) == [{"a": text}]
