"""The tables of `coop list` and of the vocabularies."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from coop.analysis import words
from coop.analysis.listing import build_listing, list_agreements
from coop.analysis.vocabulary_lists import list_fields, list_localities, list_measures
from coop.bilingual import Bilingual
from coop.dataset.agreement import Party
from coop.dataset.dataset import Dataset
from coop.language.text import collation_key
from coop.table import Cell, MadeRows, Table
from tests.analysis.samples import CT, HCM, HN, NA, TH, open_four, select
from tests.conftest import agreement, figure

Make = Callable[..., Dataset]


def records(table: Table) -> dict[Cell, dict[str, Cell]]:
    rows = [dict(zip((column.name for column in table.columns), row, strict=True)) for row in table.rows]
    return {row["id"]: row for row in rows}


def test_agreements_come_by_date_one_row_each_with_what_programs_need() -> None:
    report = list_agreements(build_listing(select(open_four())))
    rows = records(report.tidy)
    assert list(rows) == [
        "ha-noi-can-tho-2019",
        "ha-noi-thanh-hoa-2019",
        "ho-chi-minh-9-tinh-phia-bac-2023",
        "ha-noi-ho-chi-minh-2023",
    ]
    row = rows["ha-noi-thanh-hoa-2019"]
    assert (row["date"], row["parties"], row["figures"], row["sources"]) == ("2019-11-16", (HN, TH), 4, 1)
    assert (row["item_count"], row["period"]) == (12, None)
    assert row["path"] == "agreements/2019/ha-noi-thanh-hoa-2019.yaml"
    assert [row[1] for row in report.reading[0].rows] == list(rows)


def test_a_large_group_is_counted_and_a_small_one_is_named(make_dataset: Make) -> None:
    many = (TH, NA, CT, "ha-tinh", "quang-tri")
    hub = agreement("hub", HCM, *many)
    hub["parties"] = [{"locality": HCM, "side": "a"}, *({"locality": each, "side": "b"} for each in many)]
    dataset = make_dataset(agreement("a", HN, TH), agreement("b", HN, TH, CT), agreement("c", HN, *many), hub)
    table = list_agreements(build_listing(select(dataset))).reading[0]
    assert [row[2] for row in table.rows] == [
        words.same("Hà Nội – Thanh Hóa"),
        words.same("Hà Nội, Thanh Hóa, Cần Thơ"),
        Bilingual("6 localities", "6 địa phương"),
        Bilingual("TP. Hồ Chí Minh – 5 localities", "TP. Hồ Chí Minh – 5 địa phương"),
    ]


def test_no_party_is_lost_where_only_some_have_a_side(make_dataset: Make) -> None:
    (found,) = open_four().agreements[:1]
    parties = (Party(HCM, side="a"), Party(TH, side="b"), Party(CT))
    selection = replace(select(make_dataset()), agreements=(replace(found, parties=parties),))
    (row,) = list_agreements(build_listing(selection)).reading[0].rows
    assert row[2] == words.same("TP. Hồ Chí Minh, Thanh Hóa, Cần Thơ")


def test_a_list_of_nothing_has_no_rows(make_dataset: Make) -> None:
    assert list_agreements(build_listing(select(make_dataset()))).tidy.rows == ()


def test_a_list_says_how_many_may_be_active_for_all_that_is_known(make_dataset: Make) -> None:
    dataset = make_dataset(agreement("a", HN, TH, period="2019/.."), agreement("b", HN, CT))
    report = list_agreements(build_listing(select(dataset, active=["2020-01-01"])))
    assert len(report.tidy.rows) == 1
    assert "1 agreement left out" in report.reading[0].notes[0].en
    assert list_agreements(build_listing(select(dataset))).reading[0].notes == ()


def test_fields_stand_under_their_broader_one_and_count_what_is_below_them() -> None:
    report = list_fields(select(open_four()))
    rows = records(report.tidy)
    assert set(rows) == set(open_four().vocabularies.fields.terms)
    assert (rows["y-te"]["agreements"], rows["giao-duc-y-te"]["agreements"]) == (3, 3)
    assert rows["y-te"]["broader"] == "giao-duc-y-te"
    shown = {row[0]: row[1] for row in report.reading[0].rows}
    assert list(shown).index("y-te") in range(list(shown).index("giao-duc-y-te") + 1, len(shown))
    names = (shown["giao-duc-y-te"], shown["y-te"])
    assert names == (Bilingual("Education and health", "Giáo dục và y tế"), Bilingual("– Health", "– Y tế"))


def test_an_agreement_counts_once_for_a_broader_field(make_dataset: Make) -> None:
    dataset = make_dataset(agreement("a", HN, TH, fields=["y-te", "giao-duc", "giao-duc-y-te"]))
    assert records(list_fields(select(dataset)).tidy)["giao-duc-y-te"]["agreements"] == 1


def test_localities_come_by_the_vietnamese_alphabet_with_their_uses() -> None:
    table = list_localities(select(open_four()), on=None).tidy
    names = [str(row[1]) for row in table.rows]
    assert names == sorted(names, key=collation_key)
    rows = records(table)
    assert (rows[HN]["agreements"], rows[TH]["agreements"], rows["da-nang"]["agreements"]) == (3, 2, 0)


def test_localities_on_a_day_are_those_that_existed_then() -> None:
    selection = select(open_four())
    before = records(list_localities(selection, on=date(2025, 6, 30)).tidy)
    after = records(list_localities(selection, on=date(2025, 7, 1)).tidy)
    assert (len(before), len(after)) == (63, 34)
    assert "bac-giang" in before
    assert "bac-giang" not in after
    assert (before["hue"]["type"], after[TH]["region"]) == ("municipality", "bac-trung-bo")


def test_measures_count_the_selected_figures(make_dataset: Make) -> None:
    stock = figure("s", "registered-investment", source=HN, destination=TH, as_of="2019", projects=3)
    gift = figure("g", source=HN, destination=TH, period="2019")
    dataset = make_dataset(agreement("a", HN, TH, figures=[stock, gift]))
    rows = records(list_measures(select(dataset)).tidy)
    assert (rows["aid"]["figures"], rows["projects"]["figures"], rows["trade"]["figures"]) == (1, 1, 0)
    assert (rows["aid"]["nature"], rows["aid"]["kind"], rows["trainees"]["kind"]) == ("flow", "money", "count")


def test_rows_that_are_made_when_looked_at_are_not_all_made_for_a_hash() -> None:
    rows = MadeRows((1, 2), lambda number: (number,))
    assert rows == ((1,), (2,)) == tuple(rows)
    with pytest.raises(TypeError, match="unhashable"):
        hash(rows)
