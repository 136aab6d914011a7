"""Which agreements and figures the filters leave, and what is counted in a note instead."""

from collections.abc import Callable
from datetime import date

import pytest

from coop.analysis.borders import figure_day
from coop.analysis.select import Activity, activity_on
from coop.dataset.dataset import Dataset
from coop.language.dates import EdtfInterval, parse_edtf, parse_edtf_date
from tests.analysis.samples import CT, HCM, HN, NA, TH, gift, ids, make_agreement, make_figure, select
from tests.conftest import agreement, figure

Make = Callable[..., Dataset]
DELTA = "dong-bang-song-hong"


def bound(dataset: Dataset, **typed: object) -> list[str]:
    return [figure.id for figure in select(dataset, **typed).figures]


@pytest.fixture
def three(make_dataset: Make) -> Dataset:
    """Three agreements that differ in everything a filter asks for."""
    return make_dataset(
        agreement("a", HN, TH, date="2015-03", status="ended", level="department", fields=["y-te"]),
        agreement("b", HN, CT, date="2019", instrument="plan", fields=["giao-duc"], figures=[gift("f", HN, CT)]),
        agreement("c", HCM, NA, date="2019-12-31", instrument="minutes", level="party-committee", fields=["du-lich"]),
    )


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({}, ["a", "b", "c"]),
        ({"party": [HN]}, ["a", "b"]),
        ({"party": [TH, NA]}, ["a", "c"]),
        ({"between": (CT, HN)}, ["b"]),
        ({"between": (TH, CT)}, []),
        ({"region": [DELTA]}, ["a", "b"]),
        ({"region": ["Đông Nam Bộ", "ĐBSCL"]}, ["b", "c"]),
        ({"field": ["giao-duc-y-te"]}, ["a", "b"]),
        ({"field": ["y-te", "du-lich"]}, ["a", "c"]),
        ({"year": ["2015"]}, ["a"]),
        ({"year": ["2016..2020"]}, ["b", "c"]),
        ({"year": ["2015", "2020"]}, ["a"]),
        ({"status": ["ended"]}, ["a"]),
        ({"status": ["ended", "signed"]}, ["a", "b", "c"]),
        ({"instrument": ["plan", "minutes"]}, ["b", "c"]),
        ({"level": ["department"]}, ["a"]),
        ({"measure": ["aid"]}, ["b"]),
        ({"measure": ["projects"]}, []),
        ({"source": [HN]}, ["b"]),
        ({"destination": [HN]}, []),
        ({"minimum": ["3 tỷ"]}, ["b"]),
        ({"minimum": ["4 tỷ"]}, []),
        ({"party": [HN], "year": ["2019"]}, ["b"]),
        ({"party": [HN], "year": ["2019"], "status": ["ended"]}, []),
    ],
)
def test_one_filter_given_twice_is_or_and_several_are_and(
    three: Dataset, typed: dict[str, object], expected: list[str]
) -> None:
    assert ids(select(three, **typed)) == expected


def test_a_region_is_that_of_the_agreement_s_date(make_dataset: Make) -> None:
    dataset = make_dataset(
        agreement("before", TH, HN, date="2025-06-30"), agreement("after", TH, HN, date="2025-07-01")
    )
    assert ids(select(dataset, region=["bac-trung-bo"])) == ["after"]
    assert ids(select(dataset, region=["bac-trung-bo-va-duyen-hai-mien-trung"])) == ["before"]


# --- active ---


def active(when: str, period: str | None, day: str) -> Activity:
    interval = parse_edtf(period) if period is not None else None
    assert interval is None or isinstance(interval, EdtfInterval)
    return activity_on(make_agreement("a", date=parse_edtf_date(when), period=interval), date.fromisoformat(day))


@pytest.mark.parametrize(
    ("when", "period", "day", "expected"),
    [
        ("2023-03-25", "2023/2025", "2024-05-01", Activity.ACTIVE),
        ("2023-03-25", "2023/2025", "2023-03-25", Activity.ACTIVE),
        ("2023-03-25", "2023/2025", "2023-03-24", Activity.NOT_ACTIVE),
        ("2023-03-25", "2023/2025", "2025-12-31", Activity.ACTIVE),
        ("2023-03-25", "2023/2025", "2026-01-01", Activity.NOT_ACTIVE),
        ("2023-03-25", "2023/..", "2099-01-01", Activity.ACTIVE),
        ("2023-03-25", "2024/2025", "2023-06-01", Activity.NOT_ACTIVE),
        ("2023-03-25", None, "2024-05-01", Activity.UNKNOWN),
        ("2023", "2023/2025", "2023-06-01", Activity.UNKNOWN),
        ("2023-06", "2023/2025", "2023-06-15", Activity.UNKNOWN),
        ("2023", "2023/2025", "2024-01-01", Activity.ACTIVE),
        ("2023", "2023/2025", "2022-12-31", Activity.NOT_ACTIVE),
        ("2023", "../2025", "2026-01-01", Activity.NOT_ACTIVE),
    ],
)
def test_activity_is_worked_out_from_date_and_period(
    when: str, period: str | None, day: str, expected: Activity
) -> None:
    assert active(when, period, day) is expected


def test_agreements_not_known_to_be_active_are_left_out_and_counted(make_dataset: Make) -> None:
    dataset = make_dataset(
        agreement("a", HN, TH, date="2019", period="2019/2021"),
        agreement("b", HN, TH, date="2019"),
        agreement("c", HN, CT, date="2015", period="2015/2016"),
    )
    selection = select(dataset, active=["2020-05-01"])
    assert (ids(selection), selection.activity_unknown) == (["a"], 1)
    both = select(dataset, active=["2020-05-01", "2016-05-01"])
    assert (ids(both), both.activity_unknown) == (["c", "a"], 1)
    assert select(dataset, active=["2020-05-01"], party=[CT]).activity_unknown == 0


# --- figures and localities ---


def test_a_figure_belongs_to_a_locality_when_one_end_lies_wholly_there(make_dataset: Make) -> None:
    figures = [
        gift("to", HN, TH),
        gift("back", TH, HN),
        gift("shared-end", HN, [TH, CT]),
        gift("other", HN, CT),
        figure("pair", "aid", between=[HN, TH], period="2019"),
        figure("three", "aid", between=[HN, TH, CT], period="2019"),
    ]
    dataset = make_dataset(agreement("a", HN, TH, CT, figures=figures))
    selection = select(dataset, party=[TH])
    assert [f.id for f in selection.figures] == ["to", "back", "pair"]
    assert selection.shared == 2  # the one to Cần Thơ alone is no business of Thanh Hóa's
    assert bound(dataset, party=[TH, CT]) == ["to", "back", "shared-end", "other", "pair", "three"]
    assert select(dataset, party=[TH, CT]).shared == 0


def test_from_and_to_ask_for_ends_wholly_there(make_dataset: Make) -> None:
    figures = [
        gift("to", HN, TH),
        gift("back", TH, HN),
        gift("together", [HN, HCM], TH),
        figure("pair", "aid", between=[HN, TH], period="2019"),
        gift("unnamed", None, TH, not_stated=["from"]),
    ]
    dataset = make_dataset(agreement("a", HN, TH, figures=figures))
    assert bound(dataset, source=[HN]) == ["to"]
    assert bound(dataset, source=[HN, HCM]) == ["to", "together"]
    assert bound(dataset, destination=[TH]) == ["to", "together", "unnamed"]
    assert bound(dataset, source=[HN], destination=[TH]) == ["to"]


def test_shared_counts_only_what_the_locality_asked_for_has_a_share_in(make_dataset: Make) -> None:
    figures = [gift("to", HN, TH), gift("back", TH, HN), gift("together", [HN, HCM], TH, projects=4)]
    selection = select(make_dataset(agreement("a", HN, TH, figures=figures)), source=[HN])
    assert selection.shared == 1  # money the other way is not shared, and projects are not told twice


def test_between_binds_figures_to_the_two(make_dataset: Make) -> None:
    data = agreement("hub", HCM, TH, NA, figures=[gift("a", HCM, TH), gift("b", HCM, NA), gift("c", HCM, [TH, NA])])
    sides = [{"locality": HCM, "side": "a"}, {"locality": TH, "side": "b"}, {"locality": NA, "side": "b"}]
    dataset = make_dataset({**data, "parties": sides})
    assert bound(dataset, between=(HCM, TH)) == ["a"]


def test_a_region_binds_figures_by_their_own_date(make_dataset: Make) -> None:
    figures = [gift("old", CT, TH, period="2024"), gift("new", CT, TH, period="2026")]
    dataset = make_dataset(agreement("a", CT, TH, date="2025-08-01", figures=figures))
    assert bound(dataset, region=["bac-trung-bo"]) == ["new"]


def test_a_field_binds_figures_and_those_without_one_are_counted_in_a_note(make_dataset: Make) -> None:
    figures = [gift("a", field="y-te"), gift("b", projects=2), gift("c", field="du-lich"), gift("d", field="giao-duc")]
    dataset = make_dataset(agreement("a", HN, TH, fields=["y-te"], figures=figures))
    selection = select(dataset, field=["giao-duc-y-te"])
    assert [f.id for f in selection.figures] == ["a", "d"]
    assert selection.without_field == 1
    assert select(dataset).without_field == 0


def test_an_agreement_must_state_one_figure_that_is_all_that_is_asked_for(make_dataset: Make) -> None:
    trade = figure("t", "trade", source=TH, destination=HN, period="2019")
    dataset = make_dataset(agreement("a", HN, TH, figures=[gift("g"), trade]))
    assert ids(select(dataset, source=[HN], measure=["aid"])) == ["a"]
    assert ids(select(dataset, source=[TH], measure=["aid"])) == []


# --- minimum ---


def test_a_minimum_is_reached_by_the_same_amount_the_high_end_of_a_range_and_the_same_currency(
    make_dataset: Make,
) -> None:
    figures = [
        gift("less", amount=9, unit="tỷ đồng"),
        gift("same", amount=10),
        gift("range", low=5, high=10),
        gift("dollars", amount=900, unit="triệu USD"),
        gift("also", amount=1, also=[{"amount": 20, "unit": "triệu USD", "as_stated": "20 triệu USD"}]),
    ]
    dataset = make_dataset(agreement("a", HN, TH, figures=figures))
    assert bound(dataset, minimum=["10 tỷ"]) == ["same", "range"]
    assert bound(dataset, minimum=["10.000 triệu đồng"]) == ["same", "range"]
    assert bound(dataset, minimum=["15 triệu USD"]) == ["dollars", "also"]
    assert bound(dataset, minimum=["10 tỷ", "900 triệu USD"]) == ["same", "range", "dollars"]


# --- text ---


@pytest.fixture
def wordy(make_dataset: Make) -> Dataset:
    also = [{"amount": 7, "unit": "triệu USD", "as_stated": "7 triệu USD"}]
    source = {"id": "s", "title": "Tin về cầu Hàm Rồng", "publisher": "Báo Lao Động"}
    person = {"name": "Nguyễn Văn Đường", "office": "Bí thư", "role": "signed"}
    data = agreement("a", HN, TH, fields=["y-te"], figures=[gift("g", also=also)], sources=[source])
    data["parties"] = [{"locality": HN, "body": "UBND", "people": [person]}, {"locality": TH}]
    data["group"] = "các tỉnh phía Bắc"
    data["events"] = [
        {"kind": "visit", "date": "2019", "source": "s", "note": {"vi": "thăm cảng", "en": "the harbour"}}
    ]
    data["purpose"] = {"vi": "phát triển bền vững", "en": "lasting growth"}
    return make_dataset(data, agreement("b", CT, HCM))


@pytest.mark.parametrize(
    "text",
    [
        "Hàm Rồng", "ham rong", "HAM RONG", "Lao Động", "lao dong", "duong", "đường", "Bí thư", "UBND", "y te",
        "phía Bắc", "harbour", "thăm cảng", "bền vững", "lasting", "3 tỷ", "7 triệu USD", "Cooperation a", "thanh hoa",
    ],
)  # fmt: skip
def test_text_finds_whatever_a_person_may_remember_accents_left_out_match_all(wordy: Dataset, text: str) -> None:
    assert ids(select(wordy, text=[text])) == ["a"]


@pytest.mark.parametrize("text", ["dương", "Hám Rồng", "hàm rông", "harb", "900"])
def test_accents_that_are_typed_bind_and_words_are_whole(wordy: Dataset, text: str) -> None:
    assert ids(select(wordy, text=[text])) == []


def test_two_texts_combine_with_or(wordy: Dataset) -> None:
    assert ids(select(wordy, text=["harbour", "Cần Thơ"])) == ["a", "b"]


# --- dates of figures ---


@pytest.mark.parametrize(
    ("as_of", "period", "expected"),
    [
        ("2020", (), "2020-12-31"),
        (None, ("2014", "2016-02"), "2016-02-29"),
        (None, ("2016", "2014"), "2016-12-31"),
        (None, ("2021/..",), "2021-01-01"),
        (None, (), "2019-05-01"),
    ],
)
def test_the_day_of_a_figure_is_its_own_last_one_else_the_agreement_s(
    as_of: str | None, period: tuple[str, ...], expected: str
) -> None:
    found = make_figure("f", as_of=as_of, period=tuple(parse_edtf(text) for text in period))
    assert figure_day(found, make_agreement("a")) == date.fromisoformat(expected)
