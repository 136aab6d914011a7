"""Phrases that are one quantity: what may stand with it, what is refused, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.bilingual import Language
from coop.language.amounts import parse_quantity
from coop.language.quantity import Qualifier, Quantity, QuantityError

TY, TRIEU = 10**9, 10**6
NOUNS = ["dự án", "người", "lượt khách", "tấn", "khóa học", "vụ"]


def money(amount: int, currency: str = "VND", qualifier: Qualifier = Qualifier.EXACT) -> Quantity:
    return Quantity(amount, amount, currency, True, qualifier)


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("khoảng 45.500 tỷ đồng", money(45_500 * TY, qualifier=Qualifier.ABOUT)),
        ("trên 33.600 tỷ đồng", money(33_600 * TY, qualifier=Qualifier.OVER)),
        ("với tổng kinh phí 30 tỷ đồng", money(30 * TY)),
        ("tổng vốn đăng ký khoảng 45.500 tỷ đồng.", money(45_500 * TY, qualifier=Qualifier.ABOUT)),
        ("“45.500 tỷ đồng”", money(45_500 * TY)),
        ("(trong đó 300 tỷ)", money(300 * TY)),
        ("3 tỷ đồng mỗi tỉnh", money(3 * TY)),
        ("mỗi tỉnh, thành phố 3 tỷ đồng", money(3 * TY)),
        ("3 tỷ each", money(3 * TY)),
        ("4.500 tỷ đồng/năm", money(4_500 * TY)),
        ("500 nghìn", money(500_000)),
        ("nearly US$50.8 million", money(50_800_000, "USD", Qualifier.NEARLY)),
        ("a total registered investment of over VND15.35 trillion", money(15_350 * TY, qualifier=Qualifier.OVER)),
        ("10.000 tỷ", money(10_000 * TY)),
    ],
)
def test_a_phrase_with_its_lead_and_rate(text, quantity):
    assert parse_quantity(text) == quantity


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("10000 ty", money(10_000 * TY)),
        ("500 trieu", money(500 * TRIEU)),
        ("45,5 nghin ty", money(45_500 * TY)),
        ("hon 2 ty dong", money(2 * TY, qualifier=Qualifier.OVER)),
        ("tong von dau tu khoang 45.500 ti dong", money(45_500 * TY, qualifier=Qualifier.ABOUT)),
        ("5 trieu do la My", money(5 * TRIEU, "USD")),
        ("tu 500 den 700 ty", Quantity(500 * TY, 700 * TY, "VND")),
    ],
)
def test_a_filter_typed_without_accents(text, quantity):
    assert parse_quantity(text) == quantity


def test_number_words_need_their_accents():
    assert parse_quantity("năm tỷ") == money(5 * TY)
    with pytest.raises(QuantityError):
        parse_quantity("nam ty")


@pytest.mark.parametrize(
    ("text", "amount", "unit", "qualifier"),
    [
        ("65 dự án", 65, "dự án", Qualifier.EXACT),
        ("65 Dự Án", 65, "dự án", Qualifier.EXACT),
        ("sáu mươi lăm dự án", 65, "dự án", Qualifier.EXACT),
        ("hơn 300 người", 300, "người", Qualifier.OVER),
        ("2,7 triệu lượt khách", 2_700_000, "lượt khách", Qualifier.EXACT),
        ("trên 1,8 triệu lượt khách quốc tế", 1_800_000, "lượt khách", Qualifier.OVER),
        ("12.000 tấn", 12_000, "tấn", Qualifier.EXACT),
        ("12,000 tấn", 12_000, "tấn", Qualifier.EXACT),
        ("5.000 tấn gạo", 5_000, "tấn", Qualifier.EXACT),
        ("5 khoá học", 5, "khóa học", Qualifier.EXACT),
    ],
)
def test_counts_of_the_nouns_given(text, amount, unit, qualifier):
    assert parse_quantity(text, count_units=NOUNS) == Quantity(amount, amount, unit, False, qualifier)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no quantity"),
        ("tỷ đồng", "no quantity"),
        ("500", "without a unit"),
        ("45.500", "without a unit"),
        ("65 dự án", "without a unit"),
        ("5%", "without a unit"),
        ("5 billion", "without a unit"),
        ("trên 33.600 tỷ đồng, chiếm gần 60%", "unexpected 'chiếm'"),
        ("-5 tỷ", "unexpected '-'"),
        ("+5 tỷ", "unexpected '+'"),
        ("tăng 5 tỷ", "unexpected 'tăng'"),
        ("gấp 5 tỷ", "unexpected 'gấp'"),
        ("tang 5 ty", "unexpected 'tang'"),
        ("5 tỷ đồng/tháng", "unexpected '/'"),
        ("5 tỷ tỷ đồng", "unexpected 'tỷ'"),
        ("2 tỷ m3 nước", "without a unit"),
        ("năm 2019 5 tỷ", "unexpected 'năm'"),
        ("5 tỷ và 6 tỷ", "more than one amount"),
        ("30, 40 và 50 tỷ", "more than one amount"),
        ("US$63 million (VND1,583 billion)", "more than one amount"),
        ("hàng trăm tỷ đồng", "has no number"),
        ("2,5 đồng", "not a whole number"),
        ("700–500 tỷ", "runs backwards"),
        ("9" * 5000 + " tỷ", "more than 1000 digits"),
    ],
)
def test_what_is_not_one_quantity_is_refused_with_the_reason(text, says):
    with pytest.raises(QuantityError) as caught:
        parse_quantity(text)
    assert says in caught.value.message.en
    assert caught.value.message.vi
    assert caught.value.hint
    assert caught.value.readings == ()


def test_a_count_ends_where_another_statement_begins():
    for text in ("65 dự án với 5 người", "65 dự án tăng 5%", "65 dự án, chiếm gần 60%", "65 dự án chiếm gần 60%"):
        with pytest.raises(QuantityError):
            parse_quantity(text, count_units=NOUNS)


def test_an_ambiguous_amount_carries_its_readings_and_a_way_to_write_each():
    with pytest.raises(QuantityError) as caught:
        parse_quantity("khoảng 45.5 tỷ")
    assert caught.value.readings == (
        money(45_500 * TRIEU, qualifier=Qualifier.ABOUT),
        money(45_500 * TY, qualifier=Qualifier.ABOUT),
    )
    assert caught.value.hint == ("write '≈ 45,5 tỷ' or '≈ 45.500 tỷ'", "viết '≈ 45,5 tỷ' hoặc '≈ 45.500 tỷ'")


def test_language_settles_what_would_be_ambiguous():
    assert parse_quantity("45,500 tỷ", language=Language.EN) == money(45_500 * TY)
    assert parse_quantity("45,500 tỷ", language=Language.VI) == money(45_500 * TRIEU)


def error_of(text: str, language: Language | None) -> QuantityError | None:
    try:
        parse_quantity(text, language=language, count_units=NOUNS)
    except QuantityError as error:
        return error
    return None


@given(st.text(), st.sampled_from([None, *Language]))
def test_any_text_is_a_quantity_or_an_error_on_one_short_line(text, language):
    for phrase in (text, f"{text} 5 tỷ", f"5{text}tỷ", f"5 tỷ {text}"):
        error = error_of(phrase, language)
        if error:
            assert not any("\n" in half for half in error.message)
            assert max(map(len, error.message)) < 300
            assert error.hint


@given(st.text(alphabet="0123456789.,- tyruengihdo$", max_size=30))
def test_any_typed_filter_is_money_or_an_error_with_a_hint(text):
    error = error_of(text, None)
    assert error.hint if error else parse_quantity(text).is_money
