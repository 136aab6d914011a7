"""`coop stats`: the same totals in every format, for programs and for people."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
import yaml

from tests.cli.stats_rows import INVESTMENT, Values, read_csv, totals
from tests.conftest import Result

Run = Callable[..., Result]
EXPECTED: Values = {
    ("source", "ha-noi"): (79_100_000_000_000, "about", 83),
    ("source", ""): (79_100_000_000_000, "about", 83),
    ("destination", "thanh-hoa"): (45_500_000_000_000, "about", 65),
    ("destination", "can-tho"): (33_600_000_000_000, "over", 18),
    ("destination", ""): (79_100_000_000_000, "about", 83),
}


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("json", json.loads),
        ("jsonl", lambda text: [json.loads(line) for line in text.splitlines()]),
        ("csv", read_csv),
        ("tsv", lambda text: read_csv(text, "\t")),
        ("yaml", yaml.safe_load),
    ],
)
def test_investment_by_province_for_programs(
    name: str, read: Callable[[str], list[dict[str, object]]], run: Run
) -> None:
    result = run(*INVESTMENT, "-f", name)
    assert (result.code, result.err) == (0, "")
    assert totals(read(result.out)) == EXPECTED


def test_numbers_are_numbers_in_json_and_yaml(run: Run) -> None:
    for name, read in (("json", json.loads), ("yaml", yaml.safe_load)):
        row = next(row for row in read(run(*INVESTMENT, "-f", name).out) if row["role"] == "source")
        assert (row["amount"], row["currency"], row["projects"]) == (79_100_000_000_000, "VND", 83)
        assert type(row["amount"]) is int


def test_workbook_has_numbers_as_numbers(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    assert run(*INVESTMENT, "-o", str(path)) == Result(0, "", "")
    workbook = openpyxl.load_workbook(path)
    lines = list(workbook.worksheets[0].iter_rows(values_only=True))
    rows: list[dict[str, object]] = [dict(zip(map(str, lines[0]), line, strict=True)) for line in lines[1:]]
    assert totals(rows) == EXPECTED
    assert {type(row["amount"]) for row in rows if row["measure"]} == {int}


def test_parquet_has_numbers_as_numbers(run: Run, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "x.parquet"
    assert run(*INVESTMENT, "-o", str(path)) == Result(0, "", "")
    table = parquet.read_table(path)
    assert str(table.schema.field("amount").type).startswith(("int", "decimal"))
    assert totals(table.to_pylist()) == EXPECTED


class Cells(HTMLParser):
    """The cells of every table row."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.is_cell = False

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag == "tr":
            self.rows.append([])
        self.is_cell = tag in ("td", "th")
        if self.is_cell:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self.is_cell = False

    def handle_data(self, data: str) -> None:
        if self.is_cell:
            self.rows[-1][-1] += data


def read_html(text: str) -> list[list[str]]:
    parser = Cells()
    parser.feed(text)
    return parser.rows


def read_markdown(text: str) -> list[list[str]]:
    plain = text.replace("**", "").replace("&gt;", ">").replace("&lt;", "<")
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in plain.splitlines() if "|" in line]


def read_latex(text: str) -> list[list[str]]:
    plain = re.sub(r"\\textbf\{(.*?)\}(?= )", r"\1", text).replace(r"$\approx$", "≈").replace("$>$", ">")
    rows = (line.removesuffix(r" \\") for line in plain.splitlines() if line.endswith(r" \\"))
    return [[cell.strip() for cell in row.split("&")] for row in rows]


def read_aligned(text: str) -> list[list[str]]:
    return [re.split(r" {2,}", line.strip()) for line in text.splitlines()]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("html", read_html),
        ("markdown", read_markdown),
        ("latex", read_latex),
        ("plain", read_aligned),
        ("table", read_aligned),
    ],
)
def test_investment_by_province_for_people(name: str, read: Callable[[str], list[list[str]]], run: Run) -> None:
    result = run(*INVESTMENT, "-f", name)
    assert (result.code, result.err) == (0, "")
    text = result.out.replace("\u00a0", " ")
    # The last row of a name is that of the second table: money.
    rows = {row[0]: [cell for cell in row[1:] if cell] for row in read(text) if row}
    assert rows["Hà Nội"] == ["≈ 79,100 tỷ", "83"]
    assert rows["Thanh Hóa"] == ["≈ 45,500 tỷ", "65"]
    assert rows["Cần Thơ"] == ["> 33,600 tỷ", "18"]
    assert rows["Total"] == ["≈ 79,100 tỷ", "83"] * 2


def test_vietnamese_has_vietnamese_separators(run: Run) -> None:
    text = run(*INVESTMENT, "-f", "plain", "--lang", "vi").out.replace("\u00a0", " ")
    assert "≈ 79.100 tỷ" in text
    assert "79,100" not in text


def test_language_changes_nothing_for_programs(run: Run) -> None:
    for name in ("csv", "tsv", "json", "jsonl", "yaml"):
        assert run(*INVESTMENT, "-f", name, "--lang", "vi") == run(*INVESTMENT, "-f", name, "--lang", "en")


@pytest.mark.parametrize("arguments", [("-f", "json"), ("-o", "x.md"), (), ("-f", "table"), ("-f", "xlsx")])
@pytest.mark.parametrize("command", [("stats",), ("show", "ha-noi-can-tho-2019"), ("validate",)])
def test_a_byte_order_mark_is_refused_where_none_may_stand(
    command: tuple[str, ...], arguments: tuple[str, ...], run: Run
) -> None:
    result = run(*command, *arguments, "--bom")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: --bom goes with csv and tsv, not with ")


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_a_byte_order_mark_begins_csv_and_tsv(name: str, run: Run) -> None:
    assert run("stats", "-f", name, "--bom").out.startswith("\ufeffmeasure")


def test_plain_tables_keep_their_titles_where_there_are_several(run: Callable[..., Result]) -> None:
    lines = run("stats", "by", "province", "-f", "plain").out.splitlines()
    assert [line.split(" · ")[0] for line in lines if " by province" in line] == [
        "Agreements by province",
        "Registered investment by province",
        "Aid by province",
    ]


@pytest.mark.parametrize(("ending", "name"), [("xlsx", "csv"), ("csv", "xlsx"), ("parquet", "json")])
def test_a_format_that_the_files_ending_contradicts_is_refused(
    run: Callable[..., Result], tmp_path: Path, ending: str, name: str
) -> None:
    path = tmp_path / f"x.{ending}"
    result = run("stats", "-o", str(path), "-f", name)
    assert result.code == 2
    assert f"--format {name} does not go with the ending of 'x.{ending}'" in result.err
    assert not path.exists()
