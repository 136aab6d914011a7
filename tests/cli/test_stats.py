"""`coop stats`: the totals of the four agreements, and what may be asked of them."""

import json
from collections.abc import Callable

import pytest

from coop.analysis.grouping import Dimension
from tests.cli.stats_rows import INVESTMENT, read_csv, totals
from tests.conftest import Result

Run = Callable[..., Result]
AID = ("stats", "by", "province", "--measure", "aid")


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
        (("--snapshots", "--borders", "now"), "snapshots do not go with borders"),
        (("--share",), "share needs a dimension to total by"),
        (("by", "field", "--role", "source"), "role does not go with 'by field'"),
        (("by", "year", "year"), "rows and columns are both by year"),
        (("by", "province", "--top", "x"), "top is 'x', expected a whole number from 1 on, such as 10"),
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


def test_order_and_limit_arrange_the_rows_of_a_cross_tab_that_people_read(run: Run) -> None:
    arguments = ("stats", "by", "province", "year", "--measure", "aid", "--role", "destination")
    result = run(*arguments, "--sort", "amount", "--limit", "1", env={"COLUMNS": "200"})
    lines = [line for line in result.out.splitlines() if line.startswith(("Cần Thơ", "Thanh Hóa", "Hà Nội", "Total "))]
    assert [line.split("  ")[0] for line in lines] == ["Hà Nội", "Total (distinct)", "Cần Thơ", "Total"]
    assert lines[2].endswith("13 tỷ")
    assert "… 1 more row\n" in result.out


def test_names_of_columns_of_a_cross_tab_are_told_apart(run: Run) -> None:
    result = run(
        "stats", "by", "province", "year", "--columns", "kind,name,column_kind,column_name,amount", "-f", "plain"
    )
    assert "Column name" in result.out
    assert "Total" not in result.out


def test_help_names_every_dimension(run: Run) -> None:
    shown = " ".join(run("stats", "--help").out.split())
    assert f"DIM: {', '.join(Dimension)}." in shown
