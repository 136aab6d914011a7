"""Phrases read by their shape, against the full reading."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coop.language.amount_shapes import read_by_shape
from coop.language.amount_words import QUALIFIERS
from coop.language.amounts import find_quantities
from coop.language.quantity import Qualifier, Quantity

UNITS = ("dự án", "lượt khách", "doanh nghiệp", "projects", "tấn", "người", "lượt", "tỷ", "m", "đồng bào")
BEFORE = st.lists(
    st.sampled_from(
        [
            "khoảng ", "gần ", "trên ", "hơn ", "không quá ", "ít nhất ", "từ ", "đến ", "mỗi năm ", "năm ", "tháng ",
            "trong đó ", "hai ", "một tỷ ", "trăm ", "VND", "US$", "$", "over ", "about ", "đ", "QH", "hàng ", "và ",
            "(", "-", ".", ",", "mười ", "tặng ", "một nghìn ", "đồng ", "tỷ ",
        ]
    ),
    max_size=3,
)  # fmt: skip
ENDINGS = (
    " tỷ", " tỉ", " đồng", " triệu", " nghìn", " tỷ đồng", " triệu USD", " USD", " billion", " million", " VND",
    " dự án", " lượt khách", " người", " tấn", " projects", " năm", "/năm", " trở lên", " rưỡi", " hai",
    " hai trăm", " triệu đồng", "%", " %", "m", "b", "tr", "đ", " kíp", " yên", " đô", " tỷ lệ", " Nai", " gạo",
    " mỗi tỉnh", " và", ".", ",", ")", " tháng", " m3", " lẻ ba", " tư", " linh năm", " chục", " đồng bằng",
    " nghìn tỷ", " hundred", " each", " tỷ phú", "-", " trở xuống", " or more", " or less",
)  # fmt: skip
AFTER = st.lists(st.sampled_from(ENDINGS), max_size=4)
NUMBER = st.one_of(
    st.integers(1, 999).map(str),
    st.integers(0, 10**10).map(lambda n: f"{n:,}"),
    st.integers(0, 10**10).map(lambda n: f"{n:,}".replace(",", ".")),
    st.from_regex(r"[0-9]{1,4}([.,][0-9]{1,4}){0,3}", fullmatch=True),
    st.from_regex(r"[0-9]{1,3}[.,][0-9]?0{1,3}", fullmatch=True),
)


def check_alike(phrase: str, units: tuple[str, ...]) -> bool:
    """Hold one reading against the other; whether the phrase was read by its shape at all."""
    quick = read_by_shape(phrase, count_units=units)
    if quick is None:
        return False
    (match,) = find_quantities(phrase, count_units=units)
    assert match.quantity == quick
    return True


@settings(max_examples=1_500)
@given(before=BEFORE, number=NUMBER, after=AFTER, units=st.lists(st.sampled_from(UNITS), max_size=3).map(tuple))
def test_a_phrase_is_read_by_its_shape_as_it_is_read_in_full(
    before: list[str], number: str, after: list[str], units: tuple[str, ...]
) -> None:
    check_alike("".join((*before, number, *after)), units)


@settings(max_examples=1_500)
@given(
    before=BEFORE,
    numbers=st.tuples(NUMBER, NUMBER),
    between=st.sampled_from(
        [" - ", "-", "–", " – ", " đến ", " to ", " and ", " và ", " tỷ đến ", " tỷ - ", ", ", "/", " ", " tới ", "-$"]
    ),
    after=AFTER,
    units=st.lists(st.sampled_from(UNITS), max_size=3).map(tuple),
)
def test_a_range_is_read_by_its_shape_as_it_is_read_in_full(
    before: list[str], numbers: tuple[str, str], between: str, after: list[str], units: tuple[str, ...]
) -> None:
    check_alike("".join((*before, numbers[0], between, numbers[1], *after)), units)


@pytest.mark.parametrize("hedge", [" ".join(words) for words, _ in QUALIFIERS])
def test_a_hedge_says_before_every_shape_what_it_says_in_full(hedge: str) -> None:
    read = 0
    for after in ("", *ENDINGS):
        for numbers in ("15", "6,2", "45.500", "300 đến 2.500"):
            read += check_alike(f"{hedge} {numbers}{after}", UNITS)
            read += check_alike(f"{hedge} {numbers} tỷ đồng{after}", UNITS)
    assert read or not hedge.replace(" ", "").isalpha()


@pytest.mark.parametrize(
    ("phrase", "quantity"),
    [
        ("trên 33.600 tỷ đồng", Quantity(33_600 * 10**9, 33_600 * 10**9, "VND", qualifier=Qualifier.OVER)),
        ("6,2 tỉ đồng", Quantity(6_200_000_000, 6_200_000_000, "VND")),
        ("US$50 million", Quantity(50_000_000, 50_000_000, "USD")),
        ("15 dự án", Quantity(15, 15, "dự án", is_money=False)),
        ("từ 3 đến 5 tỷ đồng", Quantity(3 * 10**9, 5 * 10**9, "VND")),
        ("khoảng 49.300 - 57.775 tỷ đồng", Quantity(49_300 * 10**9, 57_775 * 10**9, "VND", qualifier=Qualifier.ABOUT)),
        ("1,5–2,25 triệu USD", Quantity(1_500_000, 2_250_000, "USD")),
    ],
)
def test_the_phrases_that_sources_print_have_a_shape(phrase: str, quantity: Quantity) -> None:
    assert check_alike(phrase, UNITS)
    assert read_by_shape(phrase, count_units=UNITS) == quantity


def test_zeros_behind_the_comma_are_digits_of_their_own() -> None:
    for phrase in (
        "2,5 tỷ rưỡi",
        "2,0 tỷ rưỡi",
        "3,0 tỷ rưỡi",
        "187,5 triệu tỷ",
        "187,0 triệu tỷ",
        "5,90 chục tỷ rưỡi",
    ):
        check_alike(phrase, UNITS)
        check_alike(f"1,5 - {phrase}", UNITS)


@pytest.mark.parametrize(
    "phrase",
    [
        "", "hai tỷ đồng", "từ 5 đến 3 tỷ đồng", "5 - 5 tỷ đồng", "2 đến 3 trăm tỷ đồng", "3 dự án, 15 tỷ đồng",
        "16/11 dự án", "3, 4 và 5 tỷ đồng", "45.5 tỷ đồng", "45,500 tỷ đồng", "3 tỷ hai trăm triệu đồng", "12",
        "2019 dự án", "0 dự án", "6,2 đồng", f"{'rất ' * 50}15 dự án",
    ],
)  # fmt: skip
def test_what_is_no_multiplication_is_left_to_the_full_reading(phrase: str) -> None:
    assert read_by_shape(phrase, count_units=UNITS) is None
