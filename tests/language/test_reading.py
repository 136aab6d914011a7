"""Reading a text: amounts, dates and places together, none over another."""

import datetime
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.language.places import Gazetteer, NotAProvince, PlaceName
from coop.language.reading import read_text

GAZETTEER = Gazetteer(
    [
        PlaceName("ha-noi", "Hà Nội"),
        PlaceName("thanh-hoa", "Thanh Hóa"),
        PlaceName("binh-dinh", "Bình Định"),
        PlaceName("dong-nai", "Đồng Nai"),
    ],
    [NotAProvince("Quy Nhơn", "binh-dinh")],
)
PUBLISHED = datetime.date(2019, 11, 17)


def read(text: str) -> list[tuple[str, str]]:
    return [(str(reading.kind), reading.text) for reading in read_text(text, gazetteer=GAZETTEER, published=PUBLISHED)]


def test_a_sentence_gives_its_amounts_dates_and_places_in_order():
    text = (
        "Sáng 16/11, tại Hà Nội, hai bên cho biết 65 dự án với tổng vốn đăng ký khoảng 45.500 tỷ đồng được đầu tư "
        "vào tỉnh Thanh Hoá giai đoạn 2011-2015."
    )
    assert read(text) == [
        ("date", "Sáng 16/11"),
        ("place", "Hà Nội"),
        ("amount", "khoảng 45.500 tỷ đồng"),
        ("place", "tỉnh Thanh Hoá"),
        ("interval", "giai đoạn 2011-2015"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("năm 2019 5 tỷ đồng", [("date", "năm 2019"), ("amount", "5 tỷ đồng")]),
        ("ngày 18/10 500 triệu đồng", [("date", "ngày 18/10"), ("amount", "500 triệu đồng")]),
        ("quý III/2019 1.000 tỷ đồng", [("interval", "quý III/2019"), ("amount", "1.000 tỷ đồng")]),
        ("từ năm 2016 đến 2018, 30 tỷ đồng", [("interval", "từ năm 2016 đến 2018"), ("amount", "30 tỷ đồng")]),
        ("từ năm 2019 đến 2020 - 5 tỷ đồng", [("interval", "từ năm 2019 đến 2020"), ("amount", "5 tỷ đồng")]),
        ("các năm 2014 và 2016 -5 tỷ", [("date", "các năm 2014"), ("date", "2016"), ("amount", "5 tỷ")]),
        ("Đồng Nai hỗ trợ 3 tỷ Đồng Nai", [("place", "Đồng Nai"), ("amount", "3 tỷ"), ("place", "Đồng Nai")]),
        ("trong 2 năm 2011-2012 là 7 tỷ đồng", [("interval", "2 năm 2011-2012"), ("amount", "7 tỷ đồng")]),
    ],
)
def test_an_amount_never_takes_in_a_date_or_a_place(text, expected):
    assert read(text) == expected


def test_the_longer_of_two_readings_wins():
    march = Gazetteer([PlaceName("march", "Tháng Ba"), PlaceName("market", "Chợ Tháng 3")])
    readings = read_text("Chợ Tháng 3, Tháng Ba năm 2019", gazetteer=march, published=PUBLISHED)
    assert [(reading.kind, reading.text) for reading in readings] == [
        ("place", "Chợ Tháng 3"),
        ("date", "Tháng Ba năm 2019"),
    ]


def test_problems_come_with_their_readings_in_both_languages():
    amount, date, place = read_text("45.5 tỷ đồng hôm 5-6 tại Quy Nhơn", gazetteer=GAZETTEER, published=PUBLISHED)
    assert amount.problem is not None
    assert amount.problem.kind == "ambiguous"
    assert [reading.vi for reading in amount.problem.readings] == ["45,5 tỷ", "45.500 tỷ"]
    assert date.problem is not None
    assert date.problem.kind == "ambiguous"
    assert [tuple(reading) for reading in date.problem.readings] == [("5 Jun 2019", "5/6/2019")]
    assert place.problem is not None
    assert place.problem.kind == "not-a-province"


def test_without_a_day_of_publication_a_date_without_year_is_a_problem():
    (reading,) = read_text("chiều 18/10", gazetteer=GAZETTEER)
    assert reading.kind == "date"
    assert reading.problem is not None
    assert reading.problem.kind == "no-year"


PIECES = st.sampled_from(
    [
        *(
            "Hà Nội",
            "Thanh Hoá",
            "Quy Nhơn",
            " 45.500 tỷ đồng",
            "5 tỷ",
            "45.5 tỷ",
            "hàng trăm tỷ",
            "500–700 tỷ",
            "US$5 million",
        ),
        *(
            "năm 2019",
            "ngày 18/10",
            "giai đoạn 2011-2015",
            "quý III",
            " từ ",
            " đến ",
            " khoảng ",
            " ",
            ", ",
            "-",
            "3",
            "tỉnh ",
        ),
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=10).map("".join)))
def test_any_text_gives_readings_in_order_that_do_not_overlap(text):
    position = 0
    for reading in read_text(text, gazetteer=GAZETTEER, published=PUBLISHED):
        assert position <= reading.start < reading.end <= len(text)
        assert text[reading.start : reading.end] == reading.text
        assert reading.match.text == reading.text
        position = reading.end


@given(st.lists(PIECES, max_size=10).map("".join))
def test_decomposed_text_is_read_alike(text):
    decomposed = unicodedata.normalize("NFD", text)
    kinds = [(kind, unicodedata.normalize("NFC", found)) for kind, found in read(decomposed)]
    assert kinds == read(text)


def test_a_long_text_is_read_through():
    text = "Năm 2019 5 tỷ đồng tại Hà Nội; " * 5000
    assert len(read(text)) == 15000
