"""`coop stats`: the totals of the four agreements, the same in every format."""

import csv
import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
import yaml

from tests.conftest import Result

Run = Callable[..., Result]
Values = dict[tuple[str, str], tuple[int, str, int | None]]

INVESTMENT = ("stats", "by", "province", "--measure", "registered-investment")
AID = ("stats", "by", "province", "--measure", "aid")
EXPECTED: Values = {
    ("source", "ha-noi"): (79_100_000_000_000, "about", 83),
    ("source", ""): (79_100_000_000_000, "about", 83),
    ("destination", "thanh-hoa"): (45_500_000_000_000, "about", 65),
    ("destination", "can-tho"): (33_600_000_000_000, "over", 18),
    ("destination", ""): (79_100_000_000_000, "about", 83),
}


def totals(rows: list[dict[str, object]]) -> Values:
    """Amount, qualifier and projects by role and province; the total has no province."""
    found: Values = {}
    for row in rows:
        if row["measure"]:
            projects = int(str(row["projects"])) if row["projects"] not in (None, "") else None
            key = (str(row["role"]), str(row["province"] or ""))
            assert key not in found
            found[key] = (int(str(row["amount"])), str(row["qualifier"]), projects)
    return found


def read_csv(text: str, delimiter: str = ",") -> list[dict[str, object]]:
    return [dict(row) for row in csv.DictReader(io.StringIO(text), delimiter=delimiter)]


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


def test_aid_by_province(run: Run) -> None:
    found = totals(json.loads(run(*AID, "-f", "json").out))
    billion = 1_000_000_000
    assert {key: value[:2] for key, value in found.items()} == {
        ("source", "ha-noi"): (53 * billion, "exact"),
        ("source", ""): (53 * billion, "exact"),
        ("destination", "thanh-hoa"): (40 * billion, "exact"),
        ("destination", "can-tho"): (13 * billion, "exact"),
        ("destination", ""): (53 * billion, "exact"),
    }


def test_overview(run: Run) -> None:
    rows = {row["measure"]: row for row in json.loads(run("stats", "-f", "json").out)}
    assert (rows["registered-investment"]["amount"], rows["registered-investment"]["qualifier"]) == (
        79_100_000_000_000,
        "about",
    )
    assert rows["aid"]["amount"] == 53_000_000_000
    assert rows["projects"]["amount"] == 83
    assert {row["agreements"] for row in rows.values()} == {4}


def test_options_stand_anywhere(run: Run) -> None:
    after = run("stats", "by", "province", "--measure", "aid", "-f", "csv")
    assert run("stats", "-f", "csv", "--measure", "aid", "by", "province") == after
    assert run("stats", "by", "-f", "csv", "province", "--measure", "aid") == after


@pytest.mark.parametrize("dimension", ["province", "region", "field", "year", "pair", "instrument", "level", "status"])
def test_agreements_of_each_dimension_count_once_in_the_total(dimension: str, run: Run) -> None:
    rows = json.loads(run("stats", "by", dimension, "-f", "json").out)
    counts = [row for row in rows if row["measure"] is None]
    assert counts[-1]["kind"] == "total"
    assert counts[-1]["agreements"] == 4
    least = 0 if dimension == "year" else 1  # the years between are rows too
    assert all(least <= row["agreements"] <= 4 for row in counts)


def test_filter_that_selects_nothing_is_answered(run: Run) -> None:
    result = run("stats", "by", "province", "--year", "1999")
    assert (result.code, result.err) == (0, "")
    assert "0" in result.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--snapshots", "by", "province"), "--snapshots does not go with 'by province'"),
        (("--snapshots", "--explain"), "--snapshots does not go with '--explain'"),
        (("--share",), "--share goes with 'by DIM'"),
        (("by", "field", "--role", "source"), "--role does not go with 'by field'"),
        (("by", "year", "year"), "rows and columns are both by year"),
        (("by", "province", "--top", "x"), "--top is 'x', expected a whole number from 1 on, such as 10"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(arguments: tuple[str, ...], message: str, run: Run) -> None:
    result = run("stats", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {message}")


@pytest.mark.parametrize("name", ["json", "csv"])
@pytest.mark.parametrize("words", [("by", "province"), ("by", "field", "year"), ("by", "region", "province")])
def test_what_is_explained_adds_up_to_what_is_printed_in_every_format(
    words: tuple[str, ...], name: str, run: Run
) -> None:
    read: Callable[[str], list[dict[str, object]]] = json.loads if name == "json" else read_csv
    printed = read(run("stats", *words, "-f", name).out)
    sums: dict[tuple[str, ...], int] = {}
    for row in read(run("stats", *words, "--explain", "-f", name).out):
        if row["kind"] != "left-out":
            key = key_of(row)
            sums[key] = sums.get(key, 0) + int(str(row["amount"]))
    assert sums == {key_of(row): int(str(row["amount"])) for row in printed if row["measure"] and row["amount"]}


def key_of(row: dict[str, object]) -> tuple[str, ...]:
    """The cell, the role and the measure of a row: all that stands before the nature."""
    before = list(row)[: list(row).index("nature")]
    return tuple(str(row[name] or "") for name in before)


def test_what_went_to_each_is_explained_by_four_figures(run: Run) -> None:
    for locality in ("thanh-hoa", "can-tho"):
        rows = json.loads(run("stats", "--from", "ha-noi", "--to", locality, "--explain", "-f", "json").out)
        told = {row["figure"] for row in rows if row["measure"] in ("registered-investment", "aid")}
        assert len(told) == 4
        assert {row["standing"] for row in rows} == {"counted"}


def test_order_and_limit_leave_the_totals_of_each_half_where_they_are(run: Run) -> None:
    rows = json.loads(run(*INVESTMENT, "--sort", "amount", "--limit", "1", "-f", "json").out)
    assert [(row["kind"], row["role"], row["province"]) for row in rows if row["measure"]] == [
        ("row", "source", "ha-noi"),
        ("total", "source", None),
        ("row", "destination", "can-tho"),
        ("total", "destination", None),
    ]


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


@pytest.mark.parametrize(
    ("command", "lang", "titles"),
    [
        (
            ("stats", "by", "region", "--measure", "aid"),
            "en",
            [
                "Agreements by region · in the borders of 2010-01-01",
                "Aid by region · flow · stated by 2 of 2 agreements · in the borders of 2010-01-01",
            ],
        ),
        (
            ("stats", "by", "pair", "--measure", "aid"),
            "vi",
            [
                "Thỏa thuận theo cặp địa phương · theo địa giới ngày 01/01/2010",
                "Hỗ trợ theo cặp địa phương · số thời kỳ · 2/2 thỏa thuận có nêu · theo địa giới ngày 01/01/2010",
            ],
        ),
        (
            ("stats",),
            "en",
            [
                "4 agreements, 2019–2023: 12 localities, 8 figures, 5 sources · in the borders of 2010-01-01",
            ],
        ),
    ],
)
def test_rule_8_headings_name_the_borders(command: tuple[str, ...], lang: str, titles: list[str], run: Run) -> None:
    result = run(*command, "--borders", "2010-01-01", "--lang", lang, env={"COLUMNS": "120"})
    assert [line for line in result.out.splitlines() if "2010" in line] == titles


def test_rule_8_other_borders_are_refused_with_what_may_be_written(run: Run) -> None:
    result = run("stats", "--borders", "2025")
    assert (result.code, result.out) == (2, "")
    assert result.err.endswith("; write a day such as 2025-07-01, now or signed\n")
