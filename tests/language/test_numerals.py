"""Numbers in words, Vietnamese and English, alone and mixed with digits."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.language.notation import Notation
from coop.language.numerals import NumeralError, parse_numeral

DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def spell_below_thousand(number: int, *, full: bool) -> list[str]:
    """A number of 0 to 999 as a schoolbook spells it; `full` speaks the empty hundred."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens == 0:
        return words + (["linh"] if words and ones else []) + ([DIGITS[ones]] if ones else [])
    words += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    if ones == 1 and tens > 1:
        return [*words, "mốt"]
    if ones == 5:
        return [*words, "lăm"]
    return words + ([DIGITS[ones]] if ones else [])


def spell(number: int) -> str:
    """A number below 10^12 as a schoolbook spells it: the independent other half of the reader."""
    words: list[str] = []
    for scale, name in ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        part, number = divmod(number, scale)
        if part:
            words += spell_below_thousand(part, full=bool(words))
            words += [name] if name else []
    return " ".join(words) or "không"


@given(st.integers(0, 10**12 - 1))
def test_every_number_spelt_by_the_schoolbook_reads_back(number):
    assert parse_numeral(spell(number)) == number


@given(st.integers(1, 10**12 - 1))
def test_southern_words_old_forms_and_decomposed_text_mean_the_same(number):
    words = spell(number)
    for old, new in (("nghìn", "ngàn"), ("tỷ", "tỉ"), ("linh", "lẻ"), ("bảy", "bẩy"), ("mươi lăm", "mươi nhăm")):
        words = words.replace(old, new)
    assert parse_numeral(words) == number
    assert parse_numeral(unicodedata.normalize("NFD", words).upper()) == number


@given(st.integers(1, 999_999))
def test_thousands_of_billions_are_counted_in_billions(number):
    assert parse_numeral(spell(number) + " tỷ") == number * 10**9


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("bốn mươi lăm nghìn năm trăm", 45_500),
        ("bốn mươi lăm nghìn năm trăm tỷ", 45_500 * 10**9),
        ("hai mươi mốt", 21),
        ("hai mươi bốn", 24),
        ("hai mươi tư", 24),
        ("hai tư", 24),
        ("ba mốt", 31),
        ("hai lăm", 25),
        ("mười lăm", 15),
        ("mười nhăm", 15),
        ("một trăm linh năm", 105),
        ("một trăm lẻ năm", 105),
        ("một trăm linh tư", 104),
        ("một trăm mười", 110),
        ("một trăm hai tư", 124),
        ("một trăm rưỡi", 150),
        ("trăm rưỡi", 150),
        ("nghìn rưỡi", 1_500),
        ("triệu rưỡi", 1_500_000),
        ("một tỷ rưỡi", 1_500_000_000),
        ("3 tỷ rưỡi", 3_500_000_000),
        ("một nghìn rưỡi tỷ", 1_500 * 10**9),
        ("trăm rưỡi tỷ", 150 * 10**9),
        ("nửa tỷ", 500_000_000),
        ("hai nghìn không trăm hai mươi ba", 2_023),
        ("hai nghìn lẻ năm", 2_005),
        ("hai nghìn hai mươi ba", 2_023),
        ("một triệu không nghìn hai trăm", 1_000_200),
        ("một tỷ không trăm linh năm triệu", 1_005_000_000),
        ("một triệu không trăm nghìn", 1_000_000),
        ("một triệu lẻ năm nghìn", 1_005_000),
        ("ba chục", 30),
        ("hai chục triệu", 20_000_000),
        ("năm vạn", 50_000),
        ("hai vạn ba nghìn", 23_000),
        ("một trăm tư", 140),
        ("một tỷ tư", 1_400_000_000),
        ("hai nghìn tỷ", 2 * 10**12),
        ("hai nghìn tỷ ba trăm tỷ", 2_300 * 10**9),
        ("hai nghìn ba trăm tỷ năm trăm triệu", 2_300 * 10**9 + 500 * 10**6),
        ("2 tỷ 300 triệu", 2_300_000_000),
        ("2 nghìn 300 tỷ", 2_300 * 10**9),
        ("2 triệu 870 nghìn tỷ", 2_870 * 10**12),
        ("45,5 nghìn tỷ", 45_500 * 10**9),
        ("45.500 tỷ", 45_500 * 10**9),
        ("5 trăm triệu", 500_000_000),
        ("2,5 triệu", 2_500_000),
        ("1.234.567", 1_234_567),
        ("không", 0),
        ("0", 0),
        ("one", 1),
        ("twenty-five", 25),
        ("one hundred and twenty-five million", 125_000_000),
        ("a hundred", 100),
        ("a billion", 10**9),
        ("half a billion", 500_000_000),
        ("two and a half trillion", 2_500_000_000_000),
        ("two thousand five hundred", 2_500),
        ("nineteen billion five hundred million", 19_500_000_000),
    ],
)
def test_numbers_in_words(words, number):
    assert parse_numeral(words) == number


def test_english_notation_on_request():
    assert parse_numeral("15.35 trillion", notation=Notation.ENGLISH) == 15_350_000_000_000
    assert parse_numeral("23,000 billion", notation=Notation.ENGLISH) == 23_000 * 10**9


@pytest.mark.parametrize(
    ("words", "readings"),
    [
        ("một tỷ hai", (1_200_000_000, 1_000_000_002)),
        ("1 tỷ 2", (1_200_000_000, 1_000_000_002)),
        ("1 tỷ 200", (1_200_000_000, 1_000_000_200)),
        ("một trăm hai", (120, 102)),
        ("hai nghìn năm", (2_500, 2_005)),
        ("một triệu hai trăm", (1_200_000, 1_000_200)),
        ("hai nghìn năm tỷ", (2_500 * 10**9, 2_005 * 10**9)),
    ],
)
def test_a_last_unit_left_out_has_two_readings_and_is_no_guess(words, readings):
    with pytest.raises(NumeralError) as caught:
        parse_numeral(words)
    assert caught.value.readings == readings


@pytest.mark.parametrize(
    "words",
    [
        "", " ", "nam", "nam tỷ", "bon muoi", "lăm", "mốt", "tư", "mươi", "trăm", "tỷ", "linh năm", "rưỡi", "mười mốt",
        "hai ba", "ba bảy chín", "hai trăm lẻ", "một tỷ không hai", "năm mươi ba trăm", "5 triệu 3 tỷ",
        "hai tỷ hai tỷ", "tỷ hai", "hai mươi năm", "1.2.3", "45.5", "2,5 tỷ 300 triệu",
        "2,5 tỷ rưỡi", "một, hai", "một và hai", "-5", "٣",
        "half", "a", "hundred", "one and a", "9" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused(words):
    with pytest.raises(NumeralError) as caught:
        parse_numeral(words)
    assert caught.value.readings == ()


def test_a_fraction_is_no_whole_number():
    with pytest.raises(NumeralError, match="not a whole number"):
        parse_numeral("2,5")


def test_the_message_names_a_long_text_in_one_short_line():
    with pytest.raises(NumeralError) as caught:
        parse_numeral("một\n" * 5000)
    assert max(map(len, caught.value.message)) < 100
    assert not any("\n" in half for half in caught.value.message)


PIECES = [
    *DIGITS, "mười", "mươi", "trăm", "nghìn", "triệu", "tỷ", "linh", "rưỡi", "mốt", "lăm", "tư", "nửa", "2", "300",
    "4,5", "half", "a", "hundred", "million", "and",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES)))
def test_any_row_of_number_words_is_a_number_or_a_clean_error(words):
    try:
        number = parse_numeral(" ".join(words))
    except NumeralError:
        return
    assert number >= 0
