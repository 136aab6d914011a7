"""The registry of formats: every name renders, every ending chooses, every slip is explained."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coop.bilingual import Language
from coop.errors import UsageError
from coop.output.destination import render_for_stream
from coop.output.formats import FORMATS, find_format, format_of_path, render_report
from tests.output.samples import REPORT, make_column, report_of, report_of_text

BINARY = {"xlsx", "parquet"}
TEXT_FORMATS = tuple(name for name, each in FORMATS.items() if not each.is_binary)


def test_the_formats_are_those_that_the_command_line_promises():
    assert list(FORMATS) == [
        "table", "plain", "csv", "tsv", "json", "jsonl", "markdown", "html", "latex", "yaml", "xlsx", "parquet",
    ]  # fmt: skip
    assert {name for name, each in FORMATS.items() if each.is_binary} == BINARY


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("language", Language)
def test_each_format_renders_the_same_twice(name: str, language: Language):
    content = render_report(REPORT, name, language=language)
    assert content == render_report(REPORT, name, language=language)
    assert isinstance(content, bytes) is (name in BINARY)


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_each_text_ends_with_one_line_end(name: str):
    content = "".join(render_for_stream(REPORT, name, language=Language.EN))
    assert content.endswith("\n")
    assert not content.endswith("\n\n")


@pytest.mark.parametrize("name", ["csv", "tsv", "json", "jsonl", "yaml"])
def test_formats_for_programs_do_not_hang_on_the_language_or_the_terminal(name: str):
    assert render_report(REPORT, name, language=Language.EN) == render_report(
        REPORT, name, language=Language.VI, width=20, colour=True
    )


@pytest.mark.parametrize("name", sorted(set(TEXT_FORMATS) - {"table"}))
def test_only_the_table_has_colour(name: str):
    assert "\x1b" not in "".join(render_for_stream(REPORT, name, language=Language.EN, colour=True))


def test_the_byte_order_mark_concerns_csv_and_tsv_alone():
    marked = {
        name
        for name in TEXT_FORMATS
        if "".join(render_for_stream(REPORT, name, language=Language.EN, byte_order_mark=True)).startswith("\ufeff")
    }
    assert marked == {"csv", "tsv"} == {name for name, each in FORMATS.items() if each.may_have_mark}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.txt", "table"),
        ("a.csv", "csv"),
        ("a.tsv", "tsv"),
        ("a.json", "json"),
        ("a.jsonl", "jsonl"),
        ("a.ndjson", "jsonl"),
        ("a.md", "markdown"),
        ("a.html", "html"),
        ("a.htm", "html"),
        ("a.tex", "latex"),
        ("a.yaml", "yaml"),
        ("a.yml", "yaml"),
        ("a.xlsx", "xlsx"),
        ("a.parquet", "parquet"),
        ("Hà Nội.2019.CSV", "csv"),
    ],
)
def test_the_ending_chooses(name: str, expected: str):
    assert format_of_path(Path("folder.d") / name).name == expected


def test_an_unknown_ending_names_the_known_ones():
    with pytest.raises(UsageError, match=r"the ending '\.doc' of 'a\.doc' chooses no format, .*\.csv .*\.xlsx"):
        format_of_path(Path("a.doc"))


def test_an_unknown_ending_is_refused_in_vietnamese_too():
    with pytest.raises(UsageError) as caught:
        format_of_path(Path("a.doc"))
    assert caught.value.message.vi.startswith(
        "đuôi '.doc' của 'a.doc' không ứng với định dạng nào, cần là một trong: .txt"
    )


@pytest.mark.parametrize("name", ["a", ".csv", "a."])
def test_no_ending_is_said_to_be_none(name: str):
    with pytest.raises(UsageError, match=r"expected one of \.txt"):
        format_of_path(Path(name))


def test_an_unknown_format_names_the_nearest_or_all():
    with pytest.raises(UsageError) as near:
        find_format("Markdwn")
    assert near.value.message == ("no format 'Markdwn'", "không có định dạng 'Markdwn'")
    assert near.value.hint == ("the nearest is markdown", "định dạng gần nhất là markdown")
    with pytest.raises(UsageError) as far:
        render_report(REPORT, "?", language=Language.EN)
    assert far.value.hint is not None
    assert far.value.hint.en.startswith("the formats are table, plain, csv")
    assert far.value.hint.vi.startswith("các định dạng là table, plain, csv")


@pytest.mark.parametrize("name", sorted(BINARY))
def test_binary_formats_do_not_go_to_a_stream(name: str):
    with pytest.raises(UsageError) as caught:
        render_for_stream(REPORT, name, language=Language.EN)
    assert caught.value.hint == ("name a file with --output", "nêu tên tệp bằng --output")


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=60))
def test_any_text_renders_in_any_format_and_can_be_encoded(text: str):
    for name in FORMATS:
        content = render_report(report_of_text(text), name, language=Language.VI)
        assert isinstance(content, bytes) or content.encode("utf-8")


@pytest.mark.parametrize("name", ["table", "plain", "csv", "tsv", "jsonl"])
def test_a_long_table_comes_part_by_part_and_is_what_it_is_in_one(name: str) -> None:
    columns = (make_column("name"), make_column("count"))
    long = report_of(*((f"row {number}", str(number)) for number in range(5_000)), columns=columns)
    parts = list(render_for_stream(long, name, language=Language.EN))
    assert len(parts) >= 5
    assert max(map(len, parts)) < len("".join(parts)) / 4
    assert all(part.endswith("\n") for part in parts)
    assert "".join(parts) == render_report(long, name, language=Language.EN)
    assert all(f"row {number}" in "".join(parts) for number in range(5_000))
