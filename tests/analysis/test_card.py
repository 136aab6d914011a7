"""The card of one agreement: for people, and every value of the file for programs."""

from collections.abc import Callable

from coop.analysis.card import build_card
from coop.bilingual import Bilingual, Language
from coop.dataset.dataset import Dataset, read_data
from coop.output import render_report
from coop.table import Cell, Column, Report
from tests.analysis.samples import CT, HN, TH, open_four
from tests.conftest import agreement, figure

Make = Callable[..., Dataset]


def card(dataset: Dataset, agreement_id: str) -> Report:
    found = dataset.agreement(agreement_id)
    return build_card(found, dataset.vocabularies, read_data(dataset, found))


def said(report: Report, language: Language) -> str:
    """Everything a reader of one language sees."""
    lines = []
    for table in report.reading:
        for row in table.rows:
            cells = [draw(cell, column, language) for column, cell in zip(table.columns, row, strict=True)]
            lines.append(" | ".join(cells))
    return "\n".join(lines)


def draw(cell: Cell, column: Column, language: Language) -> str:
    if isinstance(cell, Bilingual):
        return cell.text(language)
    return column.terms[cell].text(language) if isinstance(cell, str) and cell in column.terms else str(cell)


def test_a_card_tells_what_was_agreed_and_its_sources_last() -> None:
    report = card(open_four(), "ha-noi-thanh-hoa-2019")
    assert [table.name for table in report.reading] == ["agreement", "figures", "events", "sources"]
    text = said(report, Language.EN)
    for part in ("ha-noi-thanh-hoa-2019", "16 Nov 2019", "Hà Nội", "Hoàng Trung Hải", "not stated", "Tuổi trẻ Thủ đô"):
        assert part in text
    assert "thỏa thuận" not in text
    assert "không nêu" in said(report, Language.VI)


def test_a_card_without_figures_and_events_leaves_their_tables_out(make_dataset: Make) -> None:
    report = card(make_dataset(agreement("a", HN, TH)), "a")
    assert [table.name for table in report.reading] == ["agreement", "sources"]


def test_the_values_for_programs_are_those_of_the_file_by_path() -> None:
    values = {row[0]: row[1] for row in card(open_four(), "ha-noi-thanh-hoa-2019").tidy.rows}
    assert values["figures.0.amount"] == 45500
    assert values["figures.0.as_stated"] == "khoảng 45.500 tỷ đồng"
    assert values["parties.1.locality"] == TH
    assert values["date"] == "2019-11-16"


def test_a_card_shows_the_second_currency_rates_doubts_and_what_a_figure_belongs_to(make_dataset: Make) -> None:
    also = [{"amount": 12, "unit": "triệu USD", "as_stated": "12 triệu USD"}]
    figures = [
        figure("whole", source=HN, destination=TH, period="2019", also=also),
        figure("part", source=HN, destination=TH, period="2019", part_of="whole", field="y-te"),
        figure("twin", source=HN, destination=TH, period="2019", same_as="whole"),
        figure("rate", source=HN, destination=TH, period="2019", per="year"),
        figure("odd", between=[HN, TH], period="2019", doubtful="a zero too many"),
        figure("open", source=HN, period="2019", not_stated=["to"]),
    ]
    report = card(make_dataset(agreement("a", HN, TH, figures=figures)), "a")
    english, vietnamese = said(report, Language.EN), said(report, Language.VI)
    for part in (
        "also given as 12 million USD", "part of a#whole", "the same as a#whole", "a year", "doubtful: a zero too many",
        "Hà Nội, Thanh Hóa", "Hà Nội → …",
    ):  # fmt: skip
        assert part in english
    for part in ("cũng ghi là 12 triệu USD", "thuộc a#whole", "trùng với a#whole", "mỗi năm", "còn nghi ngờ"):
        assert part in vietnamese


def test_events_come_in_time_and_those_without_a_date_last(make_dataset: Make) -> None:
    dates = [None, "2020-05", "2019", "2018/2021", "2019-02-03"]
    events = [
        {"kind": "visit", "source": "s", "note": {"vi": f"{when}", "en": f"{when}"}}
        | ({"date": when} if when else {"not_stated": ["date"]})
        for when in dates
    ]
    report = card(make_dataset(agreement("a", HN, CT, events=events)), "a")
    table = next(table for table in report.reading if table.name == "events")
    assert [said_as(row[2]) for row in table.rows] == ["2018/2021", "2019", "2019-02-03", "2020-05", "None"]


def said_as(cell: Cell) -> str:
    assert isinstance(cell, Bilingual)
    return cell.en


def test_texts_that_are_equal_in_english_alone_stay_apart_in_vietnamese(make_dataset: Make) -> None:
    notes = [("A visit", "Đoàn Hà Nội thăm"), ("A visit", "Đoàn Cần Thơ thăm")]
    events = [
        {"kind": "visit", "source": "s", "date": "2020", "note": {"en": english, "vi": vietnamese}}
        for english, vietnamese in notes
    ]
    report = card(make_dataset(agreement("a", HN, CT, events=events)), "a")
    text = said(report, Language.VI)
    assert "Đoàn Hà Nội thăm" in text
    assert "Đoàn Cần Thơ thăm" in text
    drawn = render_report(report, "table", language=Language.VI)
    assert isinstance(drawn, str)
    assert "Đoàn Hà Nội thăm" in drawn
    assert "Đoàn Cần Thơ thăm" in drawn


def test_what_no_source_tells_is_an_empty_cell(make_dataset: Make) -> None:
    events = [{"kind": "visit", "source": "s", "date": "2020"}]
    report = card(make_dataset(agreement("a", HN, CT, events=events)), "a")
    assert [row[2] for table in report.reading if table.name == "events" for row in table.rows] == [None]
    assert [row[1] for table in report.reading if table.name == "sources" for row in table.rows] == [None]


def test_a_card_tells_how_many_parties_there_are_beside_the_name_of_the_group(make_dataset: Make) -> None:
    data = agreement("a", HN, CT, party_count=1_013, group="các tỉnh", not_stated=["signatories"])
    dataset = make_dataset(data)
    assert dataset.left_out == ()
    assert "Parties in all | 1,013\nGroup | các tỉnh" in said(card(dataset, "a"), Language.EN)
    assert "Tổng số bên | 1.013\nNhóm | các tỉnh" in said(card(dataset, "a"), Language.VI)


def test_a_card_tells_period_group_relations_other_signatories_and_conflicts(make_dataset: Make) -> None:
    data = agreement(
        "new", HN, TH, period="2019/2025", group="các tỉnh", figures=[figure("g", source=HN, period="2019")],
        related=[{"id": "old", "relation": "renews"}],
        others=[{"name": "Bộ Y tế", "role": "witness"}, {"name": "VCCI"}],
        conflicts=[{"at": "figures.g.amount", "value": 4, "as_stated": "4 tỷ", "source": "s", "reason": "rounded"}],
    )  # fmt: skip
    dataset = make_dataset(agreement("old", HN, TH, date="2015"), data)
    assert dataset.left_out == ()
    english, vietnamese = said(card(dataset, "new"), Language.EN), said(card(dataset, "new"), Language.VI)
    for part in (
        "2019–2025",
        "các tỉnh",
        "Renews | old",
        "Bộ Y tế, witness",
        "Also signed | VCCI",
        "4 tỷ (s): rounded",
    ):
        assert part in english
    for part in ("Gia hạn | old", "Cùng ký | VCCI", "Nguồn khác nói"):
        assert part in vietnamese
