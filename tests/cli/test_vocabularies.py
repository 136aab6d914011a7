"""`coop fields`, `coop localities`, `coop measures`: the vocabularies with counts."""

import json
from collections.abc import Callable

from tests.conftest import Result

Run = Callable[..., Result]


def rows_by_id(run: Run, *arguments: str) -> dict[str, dict[str, object]]:
    result = run(*arguments, "-f", "json")
    assert (result.code, result.err) == (0, "")
    rows = json.loads(result.out)
    found = {row["id"]: row for row in rows}
    assert len(found) == len(rows)
    return found


def test_fields_count_those_that_name_them_or_one_below(run: Run) -> None:
    fields = rows_by_id(run, "fields")
    assert fields["y-te"]["agreements"] == 3
    assert fields["giao-duc-y-te"]["agreements"] == 3
    assert fields["y-te"]["broader"] == "giao-duc-y-te"


def test_counts_follow_the_filters(run: Run) -> None:
    assert rows_by_id(run, "fields", "--year", "2019")["y-te"]["agreements"] == 1
    assert rows_by_id(run, "localities", "--year", "2019")["ha-noi"]["agreements"] == 2
    assert rows_by_id(run, "measures", "--to", "thanh-hoa")["aid"]["figures"] == 3


def test_narrower_field_stands_under_its_broader_one(run: Run) -> None:
    lines = run("fields", "-f", "table").out.splitlines()
    ids = [line.split()[0] for line in lines[2:]]
    assert ids.index("giao-duc-y-te") < ids.index("y-te")


def test_localities_live_in_time(run: Run) -> None:
    assert len(rows_by_id(run, "localities", "--on", "2025-06-30")) == 63
    assert len(rows_by_id(run, "localities", "--on", "2025-07-01")) == 34
    assert "ha-tay" in rows_by_id(run, "localities", "--on", "2008-07-31")
    assert "ha-tay" not in rows_by_id(run, "localities", "--on", "2008-08-01")


def test_localities_are_sorted_by_the_vietnamese_alphabet(run: Run) -> None:
    names = [str(row["name"]) for row in rows_by_id(run, "localities", "--on", "2025-06-30").values()]
    assert names[0] == "An Giang"
    assert names[-1] == "Yên Bái"
    assert names.index("Cà Mau") < names.index("Cao Bằng") < names.index("Cần Thơ") < names.index("Đà Nẵng")
    assert names.index("Điện Biên") < names.index("Gia Lai")


def test_measures_count_figures(run: Run) -> None:
    measures = rows_by_id(run, "measures")
    assert {i: m["figures"] for i, m in measures.items() if m["figures"]} == {
        "registered-investment": 2,
        "aid": 6,
        "projects": 2,
    }


def test_localities_of_before_2000_are_not_known(run: Callable[..., Result]) -> None:
    result = run("localities", "--on", "1999-12-31")
    assert (result.code, result.out) == (2, "")
    assert "known from 2000-01-01" in result.err
