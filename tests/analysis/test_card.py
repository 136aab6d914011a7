"""The card of one agreement: for people, and every value of the file for programs."""

from collections.abc import Callable

from coop.analysis.card import build_card
from coop.bilingual import Bilingual, Language
from coop.dataset.dataset import Dataset, read_data
from coop.output.formats import render_report
from coop.table import Cell, Column, Linked, Report
from tests.analysis.samples import CT, HN, TH, open_four
from tests.conftest import agreement, figure

Make = Callable[..., Dataset]


def card(dataset: Dataset, agreement_id: str) -> Report:
    found = dataset.agreement(agreement_id)
    return build_card(found, dataset, read_data(dataset, found))


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
    assert [table.name for table in report.reading] == [
        "agreement",
        "parties",
        "figures",
        "remarks",
        "events",
        "sources",
    ]
    text = said(report, Language.EN)
    for part in ("ha-noi-thanh-hoa-2019", "16 Nov 2019", "Hà Nội", "Hoàng Trung Hải", "not stated", "Tuổi trẻ Thủ đô"):
        assert part in text
    assert "thỏa thuận" not in text
    assert "không nêu" in said(report, Language.VI)


def test_a_card_without_figures_and_events_leaves_their_tables_out(make_dataset: Make) -> None:
    report = card(make_dataset(agreement("a", HN, TH)), "a")
    assert [table.name for table in report.reading] == ["agreement", "parties", "sources"]


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
        "also given as 12 million USD", "[2] | part of aid 3 tỷ (whole)", "[3] | the same as aid 3 tỷ (whole)",
        "a year", "doubtful: a zero too many", "Hà Nội ↔ Thanh Hóa", "Hà Nội → …",
    ):  # fmt: skip
        assert part in english.replace("\u00a0", " ")
    for part in ("cũng ghi là 12 triệu USD", "thuộc ", "trùng với ", "mỗi năm", "còn nghi ngờ"):
        assert part in vietnamese


def test_a_remark_on_several_figures_stands_once(make_dataset: Make) -> None:
    inferred = {"read": [], "one": ["period"], "ends": ["from", "to"], "two": ["period"]}
    figures = [
        figure(name, source=HN, destination=TH, period="2019") | ({"inferred": keys} if keys else {})
        for name, keys in inferred.items()
    ]
    dataset = make_dataset(agreement("a", HN, TH, figures=figures))
    assert dataset.left_out == ()
    lines = said(card(dataset, "a"), Language.EN).splitlines()
    labels = [line.split(" | ")[0].replace("\u00a0", " ") for line in lines if line.startswith("Aid")]
    assert labels == ["Aid", "Aid [1]", "Aid [2]", "Aid [1]"]
    assert [line for line in lines if line.startswith("[")] == [
        "[1] | time worked out, not read",
        "[2] | where from, where to worked out, not read",
    ]


def test_a_figure_of_another_agreement_is_named_in_full(make_dataset: Make) -> None:
    part = figure("part", source=HN, destination=TH, period="2019", part_of="old#whole")
    whole = figure("whole", source=HN, destination=TH, period="2019")
    dataset = make_dataset(agreement("old", HN, TH, figures=[whole]), agreement("a", HN, TH, figures=[part]))
    assert dataset.left_out == ()
    assert "part of aid 3 tỷ (old#whole)" in said(card(dataset, "a"), Language.EN).replace("\u00a0", " ")


def parties_of(report: Report) -> list[list[str]]:
    """The headings and rows of the table of parties, as an English reader sees them."""
    table = next(table for table in report.reading if table.name == "parties")
    rows = [
        [draw(cell, column, Language.EN) for cell, column in zip(row, table.columns, strict=True)] for row in table.rows
    ]
    return [[column.label.en for column in table.columns], *rows]


def person(name: str, role: str | None = None, office: str | None = None) -> dict[str, str]:
    return {"name": name} | ({"role": role} if role else {}) | ({"office": office} if office else {})


def test_two_parties_stand_side_by_side_who_signed_beside_who_signed(make_dataset: Make) -> None:
    one = {"locality": HN, "body": "UBND", "people": [person("An", "attended"), person("Bình", "signed", "Chủ tịch")]}
    other = {"locality": TH, "people": [person("Chi", "signed"), person("Dũng", "attended"), person("Em", "attended")]}
    data = agreement("a", HN, TH, parties=[one, other])
    dataset = make_dataset(data)
    assert dataset.left_out == ()
    assert parties_of(card(dataset, "a")) == [
        ["", "Hà Nội", "Thanh Hóa"],
        ["Region", "Red River Delta", "North Central and Central Coast"],
        ["Body", "UBND", "None"],
        ["Signed", "Bình, Chủ tịch", "Chi"],
        ["Attended", "An", "Dũng"],
        ["", "None", "Em"],
    ]


def test_a_province_that_is_no_more_is_told_with_what_it_became(make_dataset: Make) -> None:
    rows = parties_of(card(make_dataset(agreement("a", "bac-kan", "thai-nguyen")), "a"))
    assert ["Now", "Thái Nguyên", "None"] in rows


def test_three_parties_with_bodies_stand_below_each_other(make_dataset: Make) -> None:
    parties = [
        {"locality": HN, "side": "a", "body": "UBND", "people": [person("An", "signed"), person("Bình")]},
        {"locality": TH, "side": "b"},
        {"locality": CT, "side": "b"},
    ]
    dataset = make_dataset(agreement("a", HN, TH, parties=parties))
    assert dataset.left_out == ()
    assert parties_of(card(dataset, "a")) == [
        ["Party", "Side", "Body", "People"],
        ["Hà Nội", "A", "UBND", "An, signed; Bình"],
        ["Thanh Hóa", "B", "None", "None"],
        ["Cần Thơ", "B", "None", "None"],
    ]


def test_parties_of_which_only_names_are_told_stand_in_one_line_a_side(make_dataset: Make) -> None:
    sides = [{"locality": HN, "side": "a"}, {"locality": TH, "side": "b"}, {"locality": CT, "side": "b"}]
    plain = [{"locality": each} for each in (HN, TH, CT)]
    dataset = make_dataset(agreement("a", HN, TH, parties=sides), agreement("b", HN, TH, parties=plain))
    assert dataset.left_out == ()
    text = said(card(dataset, "a"), Language.EN)
    assert "Parties, side A | Hà Nội\nParties, side B | Thanh Hóa, Cần Thơ" in text
    assert "Parties | Hà Nội, Thanh Hóa, Cần Thơ" in said(card(dataset, "b"), Language.EN)
    assert "parties" not in [table.name for table in card(dataset, "a").reading]


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
        "Renews | Cooperation old (old)",
        "Bộ Y tế, witness",
        "Also signed | VCCI",
        "figures.g.amount | 4 tỷ | rounded | s",
    ):
        assert part in english
    for part in ("Gia hạn | Hợp tác old (old)", "Cùng ký | VCCI"):
        assert part in vietnamese
    assert "Renewed by | Cooperation new (new)" in said(card(dataset, "old"), Language.EN)


def test_a_card_tells_the_sources_that_the_agreement_was_read_from_where_it_has_several(make_dataset: Make) -> None:
    sources = [{"id": name, "title": name, "publisher": "P"} for name in ("s", "t")]
    used = [figure("g", source=HN, destination=TH, period="2019") | {"source": "t"}]
    one, two = (agreement(name, HN, TH, sources=sources, figures=used) for name in ("one", "two"))
    dataset = make_dataset(one, two | {"source": ["s", "t"]}, agreement("three", HN, TH))
    assert dataset.left_out == ()
    assert "Read from | s\n" in said(card(dataset, "one"), Language.EN)
    assert "Read from | s, t\n" in said(card(dataset, "two"), Language.EN)
    assert "Read from" not in said(card(dataset, "three"), Language.EN)


def test_sources_lead_to_their_pages_and_archived_copies(make_dataset: Make) -> None:
    source = {"id": "s", "title": "T", "publisher": "P", "url": "https://a.vn/1", "archive_url": "https://b.org/2"}
    dataset = make_dataset(agreement("a", HN, TH, sources=[source]))
    assert dataset.left_out == ()
    cells = [row[2] for table in card(dataset, "a").reading if table.name == "sources" for row in table.rows]
    assert cells == [
        Linked(Bilingual("T · P", "T · P"), "https://a.vn/1"),
        Linked(Bilingual("archived copy", "bản lưu trữ"), "https://b.org/2"),
    ]
