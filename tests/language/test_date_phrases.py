"""Date phrases in running text: what is a date, what it means, what only looks like one."""

import datetime
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.bilingual import Language
from coop.language.date_phrases import find_dates

PUBLISHED = datetime.date(2023, 10, 19)


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def meanings(text: str, published: datetime.date | None = PUBLISHED) -> list[str]:
    """Each match's value, or the kind of its problem."""
    return [
        str(match.value) if match.problem is None else match.problem.kind.value
        for match in find_dates(text, published=published)
    ]


def phrases(text: str) -> list[str]:
    return [match.text for match in find_dates(text, published=PUBLISHED)]


# What a text says by itself, each phrase whole.
STATED = {
    "25/3/2023": "2023-03-25",
    "25-3-2023": "2023-03-25",
    "25.3.2023": "2023-03-25",
    "05/03/2023": "2023-03-05",
    "3/4/2023": "2023-04-03",
    "ngày 25 tháng 3 năm 2023": "2023-03-25",
    "Ngày 25/3/2023": "2023-03-25",
    "ngày 18/10 năm 2023": "2023-10-18",
    "ngày 5/10-2023": "2023-10-05",
    "sáng thứ Hai, ngày 16/10/2023": "2023-10-16",
    "hôm nay 24/12/2025": "2025-12-24",
    "25 tháng 3 năm 2023": "2023-03-25",
    "tháng 10/2023": "2023-10",
    "tháng 10-2023": "2023-10",
    "tháng 10 năm 2023": "2023-10",
    "tháng Ba năm 2023": "2023-03",
    "tháng mười hai năm 2023": "2023-12",
    "tháng Giêng năm 2023": "2023-01",
    "ngày 5 tháng Chín năm 2023": "2023-09-05",
    "10/2023": "2023-10",
    "năm 2019": "2019",
    "NĂM 2019": "2019",
    "quý III/2023": "2023-07/2023-09",
    "quý 3 năm 2023": "2023-07/2023-09",
    "Quý IV-2023": "2023-10/2023-12",
    "6 tháng đầu năm 2023": "2023-01/2023-06",
    "9 tháng đầu năm 2023": "2023-01/2023-09",
    "sáu tháng cuối năm 2023": "2023-07/2023-12",
    "9 tháng năm 2023": "2023-01/2023-09",
    "nửa đầu năm 2022": "2022-01/2022-06",
    "những năm 1990": "1990/1999",
    "giai đoạn 2023-2025": "2023/2025",
    "giai đoạn 2023 – 2025": "2023/2025",
    "giai đoạn (2023-2025)": "2023/2025",
    "giai đoạn 2023 đến 2025": "2023/2025",
    "giai đoạn từ năm 2023 đến năm 2025": "2023/2025",
    "2023–2025": "2023/2025",
    "hai năm 2011-2012": "2011/2012",
    "5 năm 2016-2020": "2016/2020",
    "từ năm 2023 đến năm 2025": "2023/2025",
    "từ năm 2023 đến 2025": "2023/2025",
    "từ 2023-2025": "2023/2025",
    "giai đoạn 2023-2025 và những năm tiếp theo": "2023/..",
    "giai đoạn 2023-2025 và các năm sau đó": "2023/..",
    "từ năm 2019 trở đi": "2019/..",
    "từ ngày 5 đến 8/10/2023": "2023-10-05/2023-10-08",
    "từ ngày 28/9 đến ngày 2/10/2023": "2023-09-28/2023-10-02",
    "từ ngày 1/1 đến hết ngày 30/6/2023": "2023-01-01/2023-06-30",
    "từ 28/12 đến 3/1/2024": "2023-12-28/2024-01-03",
    "từ ngày 5/10/2022 đến ngày 8/3": "2022-10-05/2023-03-08",
    "28/9 - 2/10/2023": "2023-09-28/2023-10-02",
    "16-17/11/2019": "2019-11-16/2019-11-17",
    "tháng 7-9/2023": "2023-07/2023-09",
    "từ tháng 3 đến tháng 9/2023": "2023-03/2023-09",
    "từ tháng 10/2022 đến tháng 3/2023": "2022-10/2023-03",
    "7/2023 – 9/2023": "2023-07/2023-09",
    "2023-10-18": "2023-10-18",
    "18 October 2023": "2023-10-18",
    "18th of October, 2023": "2023-10-18",
    "October 18, 2023": "2023-10-18",
    "Oct. 2023": "2023-10",
    "5-8 October 2023": "2023-10-05/2023-10-08",
    "October 5–8, 2023": "2023-10-05/2023-10-08",
    "2023-2025 period": "2023/2025",
    "2023-2025 and the following years": "2023/..",
    "from 2023 to 2025": "2023/2025",
    "between 2020 and 2023": "2020/2023",
    "from October 2022 to March 2023": "2022-10/2023-03",
    "Q3 2023": "2023-07/2023-09",
    "third quarter of 2023": "2023-07/2023-09",
    "first nine months of 2023": "2023-01/2023-09",
    "second half of 2023": "2023-07/2023-12",
    "from 2019 onwards": "2019/..",
    "từ ngày 28/12/2022 đến ngày 3/1": "2022-12-28/2023-01-03",
    "từ tháng 3/2020 đến năm 2022": "2020-03/2022",
    "last three months of 2023": "2023-10/2023-12",
}

# What takes its year from the day of publication, 2023-10-19.
DATED = {
    "ngày 25/3": "2023-03-25",
    "chiều 18/10": "2023-10-18",
    "sáng 16/11": "2022-11-16",
    "ngày 30-6": "2023-06-30",
    "ngày 5.6": "2023-06-05",
    "chiều nay (18/10)": "2023-10-18",
    "mùng 2/9": "2023-09-02",
    "ngày 25 tháng 3": "2023-03-25",
    "ngày 25/10 tới": "2023-10-25",
    "ngày 5/3 tới": "2024-03-05",
    "ngày 29/2": "2020-02-29",
    "tháng 10": "2023-10",
    "tháng 11": "2022-11",
    "tháng 11 tới": "2023-11",
    "tháng 3 năm ngoái": "2022-03",
    "quý III": "2023-07/2023-09",
    "9 tháng đầu năm": "2023-01/2023-09",
    "năm nay": "2023",
    "năm ngoái": "2022",
    "từ 11-12/10": "2023-10-11/2023-10-12",
    "từ ngày 28/12 đến ngày 3/1": "2022-12-28/2023-01-03",
    "October 18": "2023-10-18",
    "last year": "2022",
}

NOT_DATES = [
    *("nhiệm kỳ 2020-2025", "nhiệm kỳ 2020 - 2025", "nhiệm kỳ HĐND (2021-2026)", "nhiệm kỳ 2015-2020 và 2020-2025"),
    *("khóa XV (2021-2026)", "the 2020-2025 term", "Đại hội XIII", "Đại hội Đảng bộ lần thứ XX (2020-2025)"),
    *("832/QĐ-UBND", "15/2008/QH12", "24-NQ/TW", "Nghị quyết số 10/2023", "98/2023/QH15", "Thông tư 5/2023/TT-BTC"),
    *("24/7", "1/5 số dự án", "10/10 xã", "tối 1/3 số xã", "tỷ lệ 5-6", "0903 123 456", "024.3825.3536"),
    *("090-12-2023-45", "1.2.2023.5", "45.500 tỷ", "từ 5-10 tỷ", "từ 500 đến 700 tỷ", "mỗi tháng 10 tỷ"),
    *("mỗi ngày 2.5 tấn", "ngày 2-3 lần", "ngày 10/3 âm lịch", "3 tháng 10 ngày", "lương tháng 13", "5 năm nay"),
    *("2019 dự án", "(1385-1433)", "Cách mạng tháng 8", "đường 3/2", "They may 10 times", "march 5 km", "ngày 15-17"),
    *("in 2019 projects", "5 năm 6 tháng", "40 năm tuổi Đảng", "2025-2023", "25:3:2023", "q.3/2023"),
    *("9 tháng năm", "6 tháng năm đó"),
]


@pytest.mark.parametrize(("phrase", "value"), STATED.items())
def test_a_phrase_with_its_year_means_the_same_whenever_it_was_published(phrase, value):
    text = f"Hai bên ký kết, {phrase}, tại Hà Nội."
    for published in (None, PUBLISHED):
        matches = find_dates(text, published=published)
        assert [(match.text, str(match.value), match.inferred) for match in matches] == [(phrase, value, ())]


@pytest.mark.parametrize(("phrase", "value"), DATED.items())
def test_a_missing_year_is_the_latest_possible_and_said_to_be_inferred(phrase, value):
    matches = find_dates(f"Hai bên ký kết, {phrase}, tại Hà Nội.", published=PUBLISHED)
    assert [(match.text, str(match.value), match.inferred) for match in matches] == [(phrase, value, ("year",))]


@pytest.mark.parametrize("phrase", DATED)
def test_without_a_day_of_publication_a_missing_year_is_a_problem(phrase):
    (match,) = find_dates(f"Hai bên ký kết, {phrase}, tại Hà Nội.")
    assert match.value is None
    assert match.problem is not None
    assert match.problem.kind == "no-year"
    assert "publication" in match.problem.message.en
    assert "ngày đăng" in match.problem.message.text(Language.VI)


@pytest.mark.parametrize("text", NOT_DATES)
def test_what_only_looks_like_a_date_is_none(text):
    assert phrases(f"Theo báo cáo, {text}, hai bên hợp tác.") == []


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        *(("hôm nay", "2023-10-19"), ("sáng nay", "2023-10-19"), ("hôm qua", "2023-10-18"), ("hôm kia", "2023-10-17")),
        *(("ngày mai", "2023-10-20"), ("ngày hôm qua", "2023-10-18"), ("yesterday", "2023-10-18")),
    ],
)
def test_a_day_told_by_the_day_of_publication_is_inferred_as_a_whole(phrase, day):
    (match,) = find_dates(f"Hội nghị {phrase} đã ký", published=PUBLISHED)
    assert (match.text, str(match.value), match.inferred) == (phrase, day, ("year", "month", "day"))
    assert meanings(phrase, None) == ["no-year"]


def test_to_date_ends_on_the_day_of_publication():
    (match,) = find_dates("từ năm 2012 đến nay", published=PUBLISHED)
    assert (str(match.value), match.inferred) == ("2012/2023-10-19", ("end",))
    assert meanings("từ năm 2012 đến nay", None) == ["2012/.."]
    assert meanings("since October 2020 to date") == ["2020-10/2023-10-19"]
    assert meanings("từ ngày 31/4/2020 đến nay") == ["impossible"]
    assert meanings("từ ngày 31/4/2020 trở đi") == ["impossible"]


def test_to_date_in_a_text_published_before_the_start_is_impossible():
    (match,) = find_dates("từ năm 2024 đến nay", published=PUBLISHED)
    assert match.problem is not None
    assert match.problem.message.en == "the period ends (2023-10-19) before it starts (2024)"


def test_a_short_year_is_of_the_century_that_fits_the_day_of_publication():
    (match,) = find_dates("ngày 30/4/75", published=PUBLISHED)
    assert (str(match.value), match.inferred) == ("1975-04-30", ("century",))
    assert meanings("ngày 16/11/19") == ["2019-11-16"]
    (match,) = find_dates("ngày 16/11/19")
    assert match.problem is not None
    assert [str(reading) for reading in match.problem.readings] == ["1919-11-16", "2019-11-16"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("các năm 2014 và năm 2016", [("các năm 2014", "2014"), ("năm 2016", "2016")]),
        ("năm 2019, 2020 và 2021", [("năm 2019", "2019"), ("2020", "2020"), ("2021", "2021")]),
        ("ngày 16 và 17/11/2019", [("ngày 16", "2019-11-16"), ("17/11/2019", "2019-11-17")]),
        ("ngày 30/9 và 2/10", [("ngày 30/9", "2023-09-30"), ("2/10", "2023-10-02")]),
        ("các ngày 5, 6 và 7/10", [("các ngày 5", "2023-10-05"), ("6", "2023-10-06"), ("7/10", "2023-10-07")]),
        ("ngày 5 và ngày 8 tháng 3 năm 2023", [("ngày 5", "2023-03-05"), ("ngày 8 tháng 3 năm 2023", "2023-03-08")]),
        ("tháng 3 và tháng 4/2023", [("tháng 3", "2023-03"), ("tháng 4/2023", "2023-04")]),
    ],
)
def test_an_enumeration_gives_each_its_own_date(text, found):
    matches = find_dates(f"Trong {text}, hai bên", published=PUBLISHED)
    assert [(match.text, str(match.value)) for match in matches] == found


@pytest.mark.parametrize(
    ("text", "message", "vietnamese"),
    [
        (
            "31/4/2023",
            "31/4/2023 does not exist: April 2023 has 30 days",
            "không có 31/4/2023: tháng 4/2023 có 30 ngày",
        ),
        (
            "29/2/2023",
            "29/2/2023 does not exist: February 2023 has 28 days",
            "không có 29/2/2023: tháng 2/2023 có 28 ngày",
        ),
        ("ngày 31/4", "31/4 does not exist: April has 30 days", "không có 31/4: tháng 4 có 30 ngày"),
        ("tháng 13/2023", "13/2023 does not exist: a year has 12 months", "không có 13/2023: một năm có 12 tháng"),
        (
            "ngày 31/4/19",
            "31/4/2019 does not exist: April 2019 has 30 days",
            "không có 31/4/2019: tháng 4/2019 có 30 ngày",
        ),
        (
            "từ ngày 31/4 đến 8/5/2023",
            "31/4/2023 does not exist: April 2023 has 30 days",
            "không có 31/4/2023: tháng 4/2023 có 30 ngày",
        ),
        (
            "từ ngày 1/4/2023 đến 31/4/2023",
            "31/4/2023 does not exist: April 2023 has 30 days",
            "không có 31/4/2023: tháng 4/2023 có 30 ngày",
        ),
        (
            "từ ngày 31/4/2023 đến 8/5/2023",
            "31/4/2023 does not exist: April 2023 has 30 days",
            "không có 31/4/2023: tháng 4/2023 có 30 ngày",
        ),
        (
            "giai đoạn 2025-2023",
            "the period ends (2023) before it starts (2025)",
            "kỳ kết thúc (2023) trước khi bắt đầu (2025)",
        ),
        (
            "từ ngày 8/10/2023 đến ngày 5/10/2023",
            "the period ends (2023-10-05) before it starts (2023-10-08)",
            "kỳ kết thúc (2023-10-05) trước khi bắt đầu (2023-10-08)",
        ),
    ],
)
def test_an_impossible_date_is_told_with_the_reason_in_both_languages(text, message, vietnamese):
    (match,) = find_dates(f"Ký {text}, tại Hà Nội")
    assert match.text == text
    assert match.problem is not None
    assert match.problem.kind == "impossible"
    assert match.problem.message == (message, vietnamese)


def test_a_day_beyond_the_calendar_is_a_problem_and_no_crash():
    assert meanings("ngày mai", datetime.date.max) == ["no-year"]
    assert meanings("hôm qua", datetime.date.min) == ["no-year"]
    assert meanings("hôm nay, năm ngoái, ngày 5/3", datetime.date.min) == ["impossible", "impossible", "no-year"]
    assert meanings("từ năm 2019 đến nay", datetime.date.min) == ["2019"]


def test_an_american_date_is_impossible_and_its_other_reading_is_given():
    (match,) = find_dates("10/18/2023")
    assert match.problem is not None
    assert [str(reading) for reading in match.problem.readings] == ["2023-10-18"]


@pytest.mark.parametrize(
    ("text", "readings"),
    [("hôm 5-6", ["2023-06-05"]), ("10-12/2023", ["2023-12-10", "2023-10/2023-12"])],
)
def test_two_meanings_are_a_problem_and_never_a_guess(text, readings):
    (match,) = find_dates(text, published=PUBLISHED)
    assert match.value is None
    assert match.problem is not None
    assert match.problem.kind == "ambiguous"
    assert [str(reading) for reading in match.problem.readings] == readings


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("trong nhiệm kỳ 2020-2025, giai đoạn 2021-2023", ["giai đoạn 2021-2023"]),
        ("Nghị quyết 98/2023/QH15 ngày 24/6/2023", ["ngày 24/6/2023"]),
        ("in 2019 and since 2021", ["2019", "2021"]),
        ("năm 2019 5 tỷ đồng", ["năm 2019"]),
        ("ngày 18/10 - 15 xã", ["ngày 18/10"]),
        ("lúc 14h30 ngày 16/10/2023.", ["ngày 16/10/2023"]),
        ("tầm nhìn đến năm 2030", ["năm 2030"]),
        ("giai đoạn 2021-2025 và giai đoạn 2026-2030", ["giai đoạn 2021-2025", "giai đoạn 2026-2030"]),
        ("2023-10-18T08:00", ["2023-10-18"]),
        ("October 18 - 20 billion dong", ["October 18"]),
        ("những năm 1995 và 1997", ["những năm 1995", "1997"]),
        ("thập niên 1995", ["thập niên 1995"]),
        ("first 13 months of 2023", ["2023"]),
        ("13 tháng đầu năm 2023", ["năm 2023"]),
        ("tháng 3 và tháng 5", ["tháng 3", "tháng 5"]),
        ("tháng 3 và 5 xã", ["tháng 3"]),
        ("October and November 2023", ["November 2023"]),
        ("October 2023 and 5 to 8 million, May to June", ["October 2023"]),
    ],
)
def test_neighbours_do_not_blur_a_date(text, found):
    assert phrases(text) == found


@pytest.mark.parametrize("phrase", [*STATED, *DATED])
def test_text_typed_without_accents_means_the_same(phrase):
    plain = "".join(c for c in nfd(phrase.replace("đ", "d")) if not unicodedata.combining(c))
    assert meanings(f"ky ket, {plain}, tai") == meanings(f"ký kết, {phrase}, tại")


@pytest.mark.parametrize("phrase", [*STATED, *DATED])
def test_offsets_hold_in_text_that_is_decomposed_or_has_invisible_characters(phrase):
    expected = meanings(f"Ký kết {phrase} ở Huế")
    for text in (
        nfd(f"Ký kết {phrase} ở Huế"),
        f"Ký kết\u00a0{phrase}\u00a0ở Huế".replace(" ", "\u00a0"),
        f"\ufeffKý\u200b kết {phrase[0]}\u200b{phrase[1:]}\u200b ở Huế",
    ):
        matches = find_dates(text, published=PUBLISHED)
        assert [text[match.start : match.end] for match in matches] == [match.text for match in matches]
        assert meanings(text) == expected


PIECES = st.sampled_from(
    [
        *STATED, *DATED, *NOT_DATES, *("từ ", " đến ", "-", "/", ".", "ngày ", "tháng ", "năm ", "quý ", " và ", ", "),
        *("31", "2", "2023", "1000", "9999", "0", "00", "(", ")", "\n", "tới", "nay", "October ", "May ", "to "),
    ]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES, max_size=8).map("".join)), st.one_of(st.none(), st.dates()))
def test_any_text_gives_matches_in_order_that_say_where_they_stand(text, published):
    position = 0
    for match in find_dates(text, published=published):
        assert position <= match.start < match.end <= len(text)
        assert text[match.start : match.end] == match.text
        assert (match.value is None) == (match.problem is not None)
        position = match.end


@given(st.lists(PIECES, max_size=8).map("".join))
def test_decomposed_text_means_the_same(text):
    assert meanings(nfd(text)) == meanings(text)


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)))
def test_every_day_of_two_centuries_is_read_in_every_notation(day):
    for text in (
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02d}.{day.month:02d}.{day.year}",
        f"ngày {day.day} tháng {day.month} năm {day.year}",
        day.isoformat(),
        f"{day:%d %B %Y}",
        f"{day:%B} {day.day}, {day.year}",
    ):
        assert meanings(text, None) == [day.isoformat()]


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)), st.integers(0, 364))
def test_a_day_within_the_year_before_publication_is_found_by_day_and_month(published, days_ago):
    day = published - datetime.timedelta(days=days_ago)
    (match,) = find_dates(f"ngày {day.day}/{day.month}", published=published)
    if (day.month, day.day) != (2, 29):
        assert str(match.value) == day.isoformat()
    else:
        assert match.value is not None


@pytest.mark.parametrize(
    "piece",
    ["5-", "1/", "ngày ", "từ ngày 5/10 ", "2023-", "năm 2019, ", "nhiệm kỳ ", "sáng thứ hai, ", " ", "12.", "May "],
)
def test_a_date_is_found_behind_a_long_repeat(piece):
    text = piece * (200_000 // len(piece))
    assert phrases(f"{text}; ký 16/11/2019")[-1] == "16/11/2019"
