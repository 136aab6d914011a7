"""Numbers in digits under each convention of separators."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.language.notation import MAX_DIGITS, Notation, Numeral, certain_notation, make_numeral, read_digits

VI, EN = Notation.VIETNAMESE, Notation.ENGLISH


@pytest.mark.parametrize(
    ("digits", "vietnamese", "english"),
    [
        ("45", Numeral(45), Numeral(45)),
        ("05", Numeral(5), Numeral(5)),
        ("45.500", Numeral(45_500), Numeral(455, 1)),
        ("45,500", Numeral(455, 1), Numeral(45_500)),
        ("45,5", Numeral(455, 1), None),
        ("45.5", None, Numeral(455, 1)),
        ("33,61", Numeral(3361, 2), None),
        ("1.234,5", Numeral(12345, 1), None),
        ("1,234.5", None, Numeral(12345, 1)),
        ("1.234.567", Numeral(1_234_567), None),
        ("45 500", Numeral(45_500), Numeral(45_500)),
        ("45 500,5", Numeral(455_005, 1), None),
        ("1234.500", None, Numeral(12345, 1)),
        ("0.500", None, Numeral(5, 1)),
        ("1.2.3", None, None),
        ("1.23.456", None, None),
        ("45,00", Numeral(45), None),
    ],
)
def test_separators_mean_what_the_notation_says(digits, vietnamese, english):
    assert read_digits(digits, VI) == vietnamese
    assert read_digits(digits, EN) == english


def test_a_cut_group_is_filled_with_zeros():
    assert read_digits("45.5", Notation.REPAIRED) == Numeral(45_500)
    assert read_digits("45.50", Notation.REPAIRED) == Numeral(45_500)
    assert read_digits("45.5000", Notation.REPAIRED) is None


def test_only_separators_in_both_roles_or_twice_prove_a_notation():
    assert certain_notation("1,234.5") is EN
    assert certain_notation("1,234,567") is EN
    assert certain_notation("1.234,5") is VI
    assert certain_notation("45.500") is certain_notation("45,500") is certain_notation("45") is None


def test_a_number_of_absurd_length_has_no_value():
    assert read_digits("9" * MAX_DIGITS, VI) is not None
    assert read_digits("9" * (MAX_DIGITS + 1), VI) is None
    assert read_digits("9" * 5000, EN) is None


@given(st.integers(0, 10**30))
def test_grouped_integers_read_back(number):
    assert read_digits(f"{number:,}", EN) == Numeral(number)
    assert read_digits(f"{number:,}".replace(",", "."), VI) == Numeral(number)
    assert read_digits(f"{number:,}".replace(",", " "), VI) == Numeral(number)


@given(st.integers(0, 10**12), st.integers(0, 6), st.integers(0, 10**12), st.integers(0, 6))
def test_numerals_add_and_scale_exactly(mantissa, places, other_mantissa, other_places):
    first, second = make_numeral(mantissa, places), make_numeral(other_mantissa, other_places)
    total = first.plus(second).times(10**6).whole
    assert total == mantissa * 10 ** (6 - places) + other_mantissa * 10 ** (6 - other_places)


def test_comparison_with_a_limit_is_exact():
    assert make_numeral(9999, 1).is_below(1000)
    assert not make_numeral(10000, 1).is_below(1000)
