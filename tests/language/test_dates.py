"""Dates as the data writes them: the EDTF subset, its limits, its printed form."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.bilingual import Language
from coop.errors import CoopError
from coop.language.dates import (
    DateError,
    EdtfDate,
    EdtfInterval,
    Precision,
    find_impossibility,
    format_date,
    parse_edtf,
    parse_edtf_date,
)

DAYS = st.dates(min_value=datetime.date(1000, 1, 1))


@st.composite
def edtf_dates(draw: st.DrawFn) -> EdtfDate:
    day = draw(DAYS)
    precision = draw(st.sampled_from(Precision))
    month = day.month if precision >= Precision.MONTH else None
    return EdtfDate(day.year, month, day.day if precision is Precision.DAY else None, draw(st.booleans()))


@st.composite
def edtf_intervals(draw: st.DrawFn) -> EdtfInterval:
    first, second = sorted((draw(edtf_dates()), draw(edtf_dates())), key=lambda date: date.first_day)
    kind = draw(st.sampled_from(["closed", "no start", "no end"]))
    return EdtfInterval(None if kind == "no start" else first, None if kind == "no end" else second)


ANY_EDTF = st.one_of(edtf_dates(), edtf_intervals())


@pytest.mark.parametrize(
    "text",
    [
        *("2019", "2019-11", "2019-11-16", "2019~", "2019-11~", "2019-11-16~", "2024-02-29", "1000", "9999-12-31"),
        *("2023/2025", "2023/..", "../2025", "2023-07/2023-09", "2019~/2020", "2023/2023", "2023-10-05/2023-10"),
    ],
)
def test_every_form_of_the_subset_is_read_and_written_back(text):
    assert str(parse_edtf(text)) == text


@given(ANY_EDTF)
def test_writing_and_reading_gives_the_same_date(edtf):
    assert parse_edtf(str(edtf)) == edtf


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2020-02-30", "2020-02-30 does not exist: February 2020 has 29 days"),
        ("2023-02-29", "2023-02-29 does not exist: February 2023 has 28 days"),
        ("2023-04-31", "2023-04-31 does not exist: April 2023 has 30 days"),
        ("2023-04-00", "2023-04-00 does not exist: April 2023 has 30 days"),
        ("2023-13", "2023-13 does not exist: a year has 12 months"),
        ("2023-00", "2023-00 does not exist: a year has 12 months"),
        ("0999", "0999 does not exist: years go from 1000 to 9999"),
        ("2023/2022-13", "2022-13 does not exist: a year has 12 months"),
        ("2025/2023", "the interval 2025/2023 runs backwards: 2023 is before 2025"),
        ("../..", "an interval needs a start or an end"),
    ],
)
def test_a_date_that_does_not_exist_is_told_with_the_reason(text, message):
    with pytest.raises(DateError) as caught:
        parse_edtf(text)
    assert caught.value.message.en == message


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("16/11/2019", "write it as 2019-11-16"),
        ("16.11.2019", "write it as 2019-11-16"),
        ("11/2019", "write it as 2019-11"),
        ("2019-2-3", "write it as 2019-02-03"),
        ("2019/11/16", "write it as 2019-11-16"),
        ("2023-2025", "write the interval as 2023/2025"),
        ("2023 – 2025", "write the interval as 2023/2025"),
        (" 2019-11-16 ", "write it as 2019-11-16"),
        ("31/4/2023", "write a date as 2019, 2019-11 or 2019-11-16, an interval as 2023/2025 or 2023/.."),
    ],
)
def test_another_way_of_writing_a_date_gets_its_canonical_form_as_a_hint(text, hint):
    with pytest.raises(DateError) as caught:
        parse_edtf(text)
    assert caught.value.hint is not None
    assert caught.value.hint.en == hint


@pytest.mark.parametrize(
    "text",
    [
        *("", "/", "2019/", "/2019", "2019//2020", "..", "2019-11-16T10:00", "19", "201X", "2019?", "2019~~", "2019-~"),
        *(
            "２０１９",
            "٢٠١٩",
            "2019\n",
            "2019-11-16\x00",
            "+2019",
            "2019-W10",
            "Y17E7",
            "2019-1-",
            "\ud800",
            "9" * 5000,
        ),
    ],
)
def test_anything_else_is_no_date_and_the_message_is_one_short_line(text):
    with pytest.raises(DateError) as caught:
        parse_edtf(text)
    assert all(half.isprintable() for half in caught.value.message)
    assert max(map(len, caught.value.message)) < 100
    assert caught.value.hint


@given(st.text())
def test_no_text_raises_anything_but_a_date_error(text):
    try:
        parsed = parse_edtf(text)
    except DateError:
        return
    assert str(parsed) == text


def test_a_date_error_is_an_error_of_coop():
    assert issubclass(DateError, CoopError)


def test_an_interval_is_refused_where_a_date_is_wanted():
    assert parse_edtf_date("2019-11") == EdtfDate(2019, 11)
    with pytest.raises(DateError, match="is an interval where a date is expected"):
        parse_edtf_date("2019/2020")


def test_a_day_needs_a_month():
    with pytest.raises(DateError, match="a day needs a month"):
        EdtfDate(2019, None, 16)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2019-11-16", "2019-11-16", "2019-11-16"),
        ("2023-07/2023-09", "2023-07-01", "2023-09-30"),
        ("2023/..", "2023-01-01", None),
        ("../2025-06", None, "2025-06-30"),
    ],
)
def test_a_date_knows_the_first_and_last_day_that_it_can_mean(text, first, last):
    edtf = parse_edtf(text)
    assert (edtf.first_day and edtf.first_day.isoformat()) == first
    assert (edtf.last_day and edtf.last_day.isoformat()) == last


@given(ANY_EDTF, DAYS)
def test_a_date_covers_the_days_from_its_first_to_its_last(edtf, day):
    starts = edtf.first_day is None or edtf.first_day <= day
    ends = edtf.last_day is None or day <= edtf.last_day
    assert edtf.covers(day) == (starts and ends)


def test_the_calendar_ends_at_the_end_of_the_last_year():
    assert parse_edtf("9999").last_day == datetime.date(9999, 12, 31)


@pytest.mark.parametrize(
    ("text", "years"),
    [("2019-11", [2019]), ("2023/2025", [2023, 2024, 2025]), ("2022-12/2023-01", [2022, 2023])],
)
def test_years_are_those_that_the_date_touches(text, years):
    found = parse_edtf(text).years()
    assert found is not None
    assert list(found) == years


def test_an_open_interval_has_no_list_of_years():
    assert parse_edtf("2023/..").years() is None


def test_precision_and_approximation_of_an_interval_come_from_its_ends():
    assert parse_edtf("2023-07-01/2023-09").precision is Precision.MONTH
    assert parse_edtf("2023~/2025").is_approximate
    assert not parse_edtf("2023/..").is_approximate
    assert parse_edtf("2023/..").precision is Precision.YEAR


def test_without_a_year_a_day_is_impossible_only_if_no_year_has_it():
    assert find_impossibility(None, 2, 29) is None
    flaw = find_impossibility(None, 4, 31)
    assert flaw is not None
    assert flaw.text(Language.VI) == "tháng 4 có 30 ngày"


@pytest.mark.parametrize(
    ("text", "vietnamese", "english"),
    [
        ("2019-11-16", "16/11/2019", "16 Nov 2019"),
        ("2019-03-05", "5/3/2019", "5 Mar 2019"),
        ("2019-11", "11/2019", "Nov 2019"),
        ("2019", "2019", "2019"),
        ("2019~", "khoảng 2019", "about 2019"),
        ("2023/2025", "2023–2025", "2023–2025"),
        ("2023/..", "từ 2023", "from 2023"),
        ("../2025", "đến 2025", "until 2025"),
        ("2023-07/2023-09", "7/2023 – 9/2023", "Jul 2023 – Sep 2023"),
        ("2019~/2020", "khoảng 2019 – 2020", "about 2019 – 2020"),
    ],
)
def test_dates_are_printed_as_readers_of_the_language_write_them(text, vietnamese, english):
    assert format_date(parse_edtf(text), Language.VI) == vietnamese
    assert format_date(parse_edtf(text), Language.EN) == english
