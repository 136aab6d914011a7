"""Quantities: exact arithmetic, qualifiers that survive it, and print that reads back."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.bilingual import Language
from coop.errors import CoopError, UnitMismatch
from coop.language.amounts import parse_quantity
from coop.language.quantity import (
    Qualifier,
    Quantity,
    QuantityError,
    format_integer,
    format_quantity,
    sum_quantities,
)
from coop.language.units import CURRENCIES, parse_unit

EN, VI = Language.EN, Language.VI
NOUNS = ["dự án", "người", "lượt khách", "tấn", "hợp đồng", "km2", "khóa học", "doanh nghiệp", "ha"]

qualifiers = st.sampled_from(Qualifier)
numbers = st.one_of(
    st.integers(0, 10**16),
    st.integers(0, 10**6).map(lambda n: n * 10**9),
    st.integers(0, 10**6).map(lambda n: n * 10**7),
    st.integers(0, 10**4).map(lambda n: n * 10),
    st.integers(0, 10**40),
)


@st.composite
def quantities(draw: st.DrawFn, unit: str | None = None) -> Quantity:
    low, high = sorted((draw(numbers), draw(numbers)))
    if draw(st.booleans()):
        high = low
    is_money = unit is not None or draw(st.booleans())
    name = unit or draw(st.sampled_from([*CURRENCIES] if is_money else NOUNS))
    return Quantity(low, high, name, is_money, draw(qualifiers))


def dong(amount: int, qualifier: Qualifier = Qualifier.EXACT) -> Quantity:
    return Quantity(amount, amount, "VND", True, qualifier)


# --- qualifiers (rule 2 of "what totals mean") ---


def test_within_a_chain_the_larger_wins():
    assert Qualifier.EXACT.join(Qualifier.AT_LEAST) is Qualifier.AT_LEAST
    assert Qualifier.AT_LEAST.join(Qualifier.OVER) is Qualifier.OVER
    assert Qualifier.AT_MOST.join(Qualifier.NEARLY) is Qualifier.NEARLY


def test_across_the_chains_the_sum_is_about():
    for low, high in itertools.product((Qualifier.AT_LEAST, Qualifier.OVER), (Qualifier.AT_MOST, Qualifier.NEARLY)):
        assert low.join(high) is Qualifier.ABOUT


@given(qualifiers, qualifiers, qualifiers)
def test_joining_is_a_semilattice_from_exact_to_about(a, b, c):
    assert a.join(b) is b.join(a)
    assert a.join(b).join(c) is a.join(b.join(c))
    assert a.join(a) is a
    assert a.join(Qualifier.EXACT) is a
    assert a.join(Qualifier.ABOUT) is Qualifier.ABOUT


def test_symbols_and_labels():
    assert [q.symbol for q in Qualifier] == ["", "≈", ">", "<", "≥", "≤"]
    assert all(q.label.en and q.label.vi for q in Qualifier)


# --- building ---


def test_parts_are_scaled_to_units_of_the_currency():
    assert Quantity.from_parts(parse_unit("tỷ đồng"), amount=45_500) == dong(45_500 * 10**9)
    ranged = Quantity.from_parts(parse_unit("triệu USD"), low=5, high=7, qualifier=Qualifier.ABOUT)
    assert ranged == Quantity(5_000_000, 7_000_000, "USD", True, Qualifier.ABOUT)
    assert ranged.amount is None
    assert Quantity.from_parts(parse_unit("dự án", count_units=["dự án"]), amount=65).amount == 65


@pytest.mark.parametrize("parts", [{}, {"amount": 1, "low": 1, "high": 2}, {"low": 1}, {"high": 1}])
def test_neither_or_both_of_amount_and_range_is_refused(parts):
    with pytest.raises(QuantityError):
        Quantity.from_parts(parse_unit("đồng"), **parts)


@pytest.mark.parametrize(
    ("low", "high", "unit", "is_money"),
    [
        (-1, 1, "VND", True),
        (2, 1, "VND", True),
        (1, 1, "XXX", True),
        (1, 1, "dự án", True),
        (1, 1, " ", False),
        (1, 1, "hoà ", False),
        (1, 1, "a\u0301", False),
    ],
)
def test_impossible_quantities_are_refused(low, high, unit, is_money):
    with pytest.raises(QuantityError) as caught:
        Quantity(low, high, unit, is_money)
    assert isinstance(caught.value, CoopError)
    assert caught.value.message.vi


@pytest.mark.parametrize("digits", [1000, 5000])
def test_a_number_too_long_for_any_money_is_a_clean_error(digits):
    with pytest.raises(QuantityError):
        Quantity(0, 10**digits, "VND")


# --- sums and order ---


def test_about_and_over_add_up_to_about():
    total = dong(45_500 * 10**9, Qualifier.ABOUT) + dong(33_600 * 10**9, Qualifier.OVER)
    assert format_quantity(total, EN) == "≈ 79,100 tỷ"


def test_ranges_add_low_to_low_and_high_to_high():
    total = dong(100) + Quantity(500, 700, "VND")
    assert (total.low, total.high, total.amount) == (600, 800, None)


@given(quantities("VND"), quantities("VND"), quantities("VND"))
def test_addition_is_associative_and_commutative(a, b, c):
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert sum_quantities([a, b, c]) == sum_quantities([c, a, b])


def test_the_sum_of_nothing_is_nothing():
    assert sum_quantities([]) is None


@pytest.mark.parametrize("other", [Quantity(1, 1, "USD"), Quantity(1, 1, "dự án", False), Quantity(1, 1, "VND", False)])
def test_different_units_neither_add_nor_compare(other):
    for operation in (dong(1).__add__, dong(1).__lt__, dong(1).__le__, dong(1).__gt__, dong(1).__ge__):
        with pytest.raises(UnitMismatch):
            operation(other)
    with pytest.raises(UnitMismatch):
        sum_quantities([dong(1), other])


def test_a_sum_beyond_all_money_is_a_clean_error():
    with pytest.raises(QuantityError):
        dong(10**1000 - 1) + dong(1)


def test_order_is_by_low_then_high():
    ordered = [dong(1), Quantity(1, 5, "VND"), dong(2)]
    assert sorted([ordered[2], ordered[1], ordered[0]]) == ordered
    assert ordered[0] < ordered[1] <= ordered[1] < ordered[2]
    assert ordered[2] > ordered[1] >= ordered[0]


# --- print ---


@pytest.mark.parametrize(
    ("quantity", "english", "vietnamese"),
    [
        (dong(45_500 * 10**9, Qualifier.ABOUT), "≈ 45,500 tỷ", "≈ 45.500 tỷ"),
        (dong(33_600 * 10**9, Qualifier.OVER), "> 33,600 tỷ", "> 33.600 tỷ"),
        (dong(6_200_000_000), "6.2 tỷ", "6,2 tỷ"),
        (dong(6_250_000_000), "6.25 tỷ", "6,25 tỷ"),
        (dong(6_255_000_000), "6,255 triệu", "6.255 triệu"),
        (dong(500_000_000, Qualifier.NEARLY), "< 500 triệu", "< 500 triệu"),
        (dong(5_500), "5.5 nghìn", "5,5 nghìn"),
        (dong(1_234_567_890), "1,234,567,890 đồng", "1.234.567.890 đồng"),
        (dong(999), "999 đồng", "999 đồng"),
        (dong(0), "0 đồng", "0 đồng"),
        (Quantity(500 * 10**9, 700 * 10**9, "VND"), "500–700 tỷ", "500–700 tỷ"),
        (Quantity(500 * 10**6, 10**9, "VND"), "500–1,000 triệu", "500–1.000 triệu"),
        (Quantity(0, 10**9, "VND"), "0–1 tỷ", "0–1 tỷ"),
        (Quantity(50_800_000, 50_800_000, "USD"), "50.8 million USD", "50,8 triệu USD"),
        (Quantity(1_200_000_000, 1_200_000_000, "USD"), "1.2 billion USD", "1,2 tỷ USD"),
        (Quantity(724_500, 724_500, "USD"), "724,500 USD", "724.500 USD"),
        (Quantity(65, 65, "dự án", False), "65 dự án", "65 dự án"),
        (Quantity(2_700_000, 2_700_000, "lượt khách", False), "2,700,000 lượt khách", "2.700.000 lượt khách"),
        (Quantity(20, 30, "ha", False, Qualifier.AT_MOST), "≤ 20–30 ha", "≤ 20–30 ha"),
    ],
)
def test_quantities_as_people_read_them(quantity, english, vietnamese):
    assert format_quantity(quantity, EN) == english
    assert format_quantity(quantity, VI) == vietnamese


@given(quantities(), st.sampled_from(Language))
def test_what_is_printed_reads_back(quantity, language):
    printed = format_quantity(quantity, language)
    assert parse_quantity(printed, language=language, count_units=NOUNS) == quantity


@given(quantities("VND"))
def test_a_decimal_part_never_looks_like_a_group(quantity):
    for language, mark in ((EN, "."), (VI, ",")):
        ends = format_quantity(quantity, language).replace("–", " ").split()
        assert all(len(end.partition(mark)[2]) <= 2 for end in ends)


def test_integers_are_grouped_by_language():
    assert format_integer(1_234_567, EN) == "1,234,567"
    assert format_integer(1_234_567, VI) == "1.234.567"
    assert format_integer(-1_234, VI) == "-1.234"
    assert format_integer(999, EN) == "999"
