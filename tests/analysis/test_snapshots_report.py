"""Rule 3 of "What totals mean": the history of stocks, every state of a series with its date."""

from collections.abc import Callable
from datetime import date

import pytest

from coop.analysis.arrange import Arrangement, arrange_report
from coop.analysis.borders import Borders
from coop.analysis.filters import TypedFilters, parse_filters
from coop.analysis.select import select_agreements
from coop.analysis.snapshots_report import report_snapshots
from coop.bilingual import Bilingual
from coop.dataset.dataset import Dataset
from coop.errors import UsageError
from tests.analysis.samples import CT, HCM, HN, INVESTED, NA, TH, TY, open_four, records, select, stock
from tests.conftest import agreement, figure

Make = Callable[..., Dataset]


def test_rule_3_each_state_of_a_series_is_a_row_with_its_date_and_what_became_of_it(make_dataset: Make) -> None:
    figures = [
        stock("new", amount=50, as_of="2019-05-01"), stock("old", amount=30, as_of="2015"),
        stock("other", HN, CT, amount=90, as_of="2018"), stock("health", amount=5, field="y-te"),
        figure("gift", "aid", source=HN, destination=TH, period="2019"),
    ]  # fmt: skip
    report = report_snapshots(select(make_dataset(agreement("x", HN, TH, CT, figures=figures))))
    told = [(r["series"], r["figure"], r["as_of"], r["read_amount"], r["standing"]) for r in records(report.tidy)]
    assert told == [
        (1, "x#other", "2018", 90 * TY, "counted"),
        (2, "x#old", "2015", 30 * TY, "history"),
        (2, "x#new", "2019-05-01", 50 * TY, "counted"),
        (3, "x#health", "2019", 5 * TY, "covered"),
    ]
    (table,) = report.reading
    rows = [(row["ends"], row["as_of"], row["standing"]) for row in records(table)]
    assert rows[1] == (Bilingual("Hà Nội → Thanh Hóa", "Hà Nội → Thanh Hóa"), ("2015", "2015"), ("history", "số cũ"))
    assert rows[3][0] == ("Hà Nội → Thanh Hóa (Health)", "Hà Nội → Thanh Hóa (Y tế)")


def test_rule_3_states_that_cover_each_other_are_one_series_under_whatever_names(make_dataset: Make) -> None:
    figures = [
        stock("both", "da-nang", [HN, "ha-tay"], amount=9, as_of="2007"),
        stock("grown", "da-nang", HN, amount=8, as_of="2009"),
        stock("before", "da-nang", HN, amount=5, as_of="2006"),
        stock("other", "da-nang", TH, amount=1, as_of="2010"),
    ]
    report = report_snapshots(select(make_dataset(agreement("x", "da-nang", HN, TH, date="2010", figures=figures))))
    assert [(row["series"], row["figure"], row["standing"], row["by"]) for row in records(report.tidy)] == [
        (1, "x#before", "history", "x#grown"),
        (1, "x#both", "history", "x#grown"),
        (1, "x#grown", "counted", None),
        (2, "x#other", "counted", None),
    ]


def test_rule_9_a_newer_state_outside_the_selection_is_told(make_dataset: Make) -> None:
    dataset = make_dataset(
        agreement("old", HN, TH, date="2015", figures=[stock("s", amount=100, as_of="2015")]),
        agreement("new", HN, TH, date="2019", figures=[stock("s", amount=150)]),
    )
    (table,) = report_snapshots(select(dataset, year=["2015"])).reading
    assert "newer state of 1" in table.notes[0].en
    assert report_snapshots(select(dataset)).reading[0].notes == ()


def test_where_no_stock_is_selected_people_read_a_table_of_none() -> None:
    report = report_snapshots(select(open_four(), measure=["aid"]))
    assert report.tidy.rows == ()
    (table,) = report.reading
    assert table.title == Bilingual("Stocks", "Số thời điểm")
    assert table.notes == (
        Bilingual(
            "Aid is a flow: only a stock has states in time",
            "Hỗ trợ là số thời kỳ: chỉ số thời điểm mới có diễn biến theo thời gian",
        ),
    )


def test_where_none_of_a_stock_is_selected_no_note_says_that_it_is_none() -> None:
    (table,) = report_snapshots(select(open_four(), measure=[INVESTED], year=["1990"])).reading
    assert (table.rows, table.notes) == ((), ())


def test_an_end_of_many_localities_is_told_by_their_number(make_dataset: Make) -> None:
    many = [TH, CT, NA, HCM, "hai-phong"]
    figures = [stock("a", HN, many, amount=9), stock("b", HN, many[:4], amount=2, field="y-te")]
    report = report_snapshots(select(make_dataset(agreement("x", HN, *many, figures=figures))))
    ends = [row["ends"] for row in records(report.reading[0])]
    assert ends[0] == Bilingual("Hà Nội → 5 localities", "Hà Nội → 5 địa phương")
    assert str(ends[1]).count("Thanh Hóa, Cần Thơ, Nghệ An, TP. Hồ Chí Minh") == 2


def test_rule_8_a_series_is_not_told_in_the_borders_of_a_day() -> None:
    filters = parse_filters(TypedFilters(party=["hue"]), open_four().vocabularies)
    today = Borders(open_four().vocabularies, date(2025, 7, 1))
    with pytest.raises(UsageError) as refused:
        report_snapshots(select_agreements(open_four(), filters, today))
    assert refused.value.message.en == "snapshots do not go with borders"
    assert refused.value.hint is not None


def test_states_sort_by_their_days_and_those_without_one_come_last(make_dataset: Make) -> None:
    figures = [
        stock(name, amount=9 - number, as_of=as_of) | ({} if as_of else {"not_stated": ["as_of"]})
        for number, (name, as_of) in enumerate(
            (("a", "2015-10"), ("b", None), ("c", "2018-05-28"), ("d", "2000"), ("e", "2013-06-05"))
        )
    ]
    report = report_snapshots(select(make_dataset(agreement("x", HN, TH, figures=figures))))
    for by, expected in (("as_of", "2000 2013 2015 2018 None"), ("-as_of", "2018 2015 2013 2000 None")):
        (table,) = arrange_report(report, Arrangement(sort=(by,))).reading
        assert " ".join(str(row["newest_day"])[:4] for row in records(table)) == expected
        assert [row["as_of"] for row in records(table)][-1] == Bilingual("not stated", "không nêu")
