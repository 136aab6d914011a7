"""`coop parse`: amounts, dates and places of a text."""

import json
from collections.abc import Callable

import pytest

from tests.conftest import Result

Run = Callable[..., Result]


def read(run: Run, text: str, *arguments: str) -> list[dict[str, object]]:
    result = run("parse", text, *arguments, "-f", "json")
    assert (result.code, result.err) == (0, "")
    rows: list[dict[str, object]] = json.loads(result.out)
    return rows


def test_amount_date_and_place_with_their_spans(run: Run) -> None:
    text = "Hà Nội đầu tư khoảng 45.500 tỷ đồng, tính đến ngày 16/11/2019"
    place, amount, day = read(run, text)
    assert (place["kind"], place["slug"]) == ("place", "ha-noi")
    assert (amount["amount"], amount["currency"], amount["qualifier"]) == (45_500_000_000_000, "VND", "about")
    assert day["edtf"] == "2019-11-16"
    for row in (place, amount, day):
        assert text[int(str(row["start"])) : int(str(row["end"]))] == row["text"]


def test_day_of_publication_gives_the_year(run: Run) -> None:
    (row,) = read(run, "ký chiều 18/10", "--published", "2023-10-19")
    assert (row["edtf"], row["inferred"]) == ("2023-10-18", ["year"])


def test_ambiguous_amount_shows_both_readings(run: Run) -> None:
    (row,) = read(run, "45.5 tỷ đồng")
    assert row["amount"] is None
    assert row["problem"]
    assert len(row["readings"]) == 2  # type: ignore[arg-type]


def test_nothing_found_is_no_error(run: Run) -> None:
    assert read(run, "không có gì") == []
    assert "(none)" in run("parse", "không có gì").out


def test_text_that_begins_with_a_hyphen_follows_two(run: Run) -> None:
    result = run("parse", "-f", "json", "--data", "x", "--", "-5 tỷ", data=None)
    assert result.code == 2
    assert "no dataset in 'x'" in result.err


@pytest.mark.parametrize("text", ["\x00", "\ud800 5 tỷ", "\x1b[31m5 tỷ\x1b[0m", "5 tỷ" * 2000, "9" * 5000 + " tỷ"])
def test_odd_text_is_answered(text: str, run: Run) -> None:
    result = run("parse", text)
    assert result.code == 0
    assert "\x1b" not in result.out


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_time_to_date_ends_on_the_day_of_publication(run: Callable[..., Result], language: str) -> None:
    result = run("parse", "từ năm 2021 đến nay", "--published", "2023-10-19", "--lang", language)
    assert result.code == 0, result.err
    assert "2021/2023-10-19" in result.out
