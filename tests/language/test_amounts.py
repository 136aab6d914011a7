"""Amounts in prose: what is money and what is not, notation, hedges, ranges, rates, spans in the text as given."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.bilingual import Language
from coop.language.amounts import AmountMatch, ProblemKind, find_amounts, find_quantities
from coop.language.quantity import Qualifier, Quantity

TY, TRIEU = 10**9, 10**6
EXACT, ABOUT, OVER, NEARLY = Qualifier.EXACT, Qualifier.ABOUT, Qualifier.OVER, Qualifier.NEARLY
AT_LEAST, AT_MOST = Qualifier.AT_LEAST, Qualifier.AT_MOST


def only(text: str, **options) -> AmountMatch:
    matches = find_amounts(text, **options)
    assert len(matches) == 1, [match.text for match in matches]
    return matches[0]


def value(text: str, **options) -> tuple[int, str]:
    quantity = only(text, **options).quantity
    assert quantity is not None
    assert quantity.amount is not None
    return quantity.amount, quantity.unit


def texts(text: str, **options) -> list[str]:
    return [match.text for match in find_amounts(text, **options)]


# --- Vietnamese numbers and units ---


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("45.500 tỷ đồng", 45_500 * TY),
        ("45 500 tỷ", 45_500 * TY),
        ("45\u00a0500\u00a0tỷ\u00a0đồng", 45_500 * TY),
        ("45\u202f500 tỷ", 45_500 * TY),
        ("45,5 nghìn tỷ", 45_500 * TY),
        ("45 500,5 tỷ", 45_500_500 * TRIEU),
        ("45,5 tỷ", 45_500 * TRIEU),
        ("33,61 tỷ đồng", 33_610 * TRIEU),
        ("1.234,5 tỷ đồng", 1_234_500 * TRIEU),
        ("30.619,6 tỷ đồng", 30_619_600 * TRIEU),
        ("25 nghìn tỷ đồng", 25_000 * TY),
        ("25 ngàn tỉ đồng", 25_000 * TY),
        ("25.000 tỷ", 25_000 * TY),
        ("221 NGHÌN TỶ ĐỒNG", 221_000 * TY),
        ("2 tỷ 300 triệu", 2_300 * TRIEU),
        ("2 tỷ 300 triệu 500 nghìn đồng", 2_300_500_000),
        ("1 tỷ 500.000 đồng", 1_000_500_000),
        ("một tỷ rưỡi", 1_500 * TRIEU),
        ("3 tỷ rưỡi đồng", 3_500 * TRIEU),
        ("nửa tỷ đồng", 500 * TRIEU),
        ("tỷ rưỡi đồng", 1_500 * TRIEU),
        ("bốn mươi lăm nghìn năm trăm tỷ", 45_500 * TY),
        ("năm tỷ đồng", 5 * TY),
        ("năm trăm tỷ đồng", 500 * TY),
        ("hai chục tỷ", 20 * TY),
        ("05 tỷ đồng", 5 * TY),
        ("0,5 tỷ", 500 * TRIEU),
        ("100 nghìn đồng", 100_000),
        ("5.000đ", 5_000),
        ("20.000 ₫", 20_000),
        ("15.000.000 VND", 15_000_000),
        ("1.234.567.890 đồng", 1_234_567_890),
        ("500tr", 500 * TRIEU),
        ("300 triệu", 300 * TRIEU),
        ("10tỷ", 10 * TY),
        ("0 đồng", 0),
        ("1,234,567 tỷ", 1_234_567 * TY),
        ("1,234.5 tỷ", 1_234_500 * TRIEU),
        ("5,000 đồng", 5_000),
        ("2 triệu 870 nghìn tỷ đồng", 2_870 * 10**12),
    ],
)
def test_dong(text, amount):
    assert value(text) == (amount, "VND")
    assert only(text).text == text


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("1,2 tỷ USD", 1_200 * TRIEU, "USD"),
        ("50,8 triệu USD", 50_800_000, "USD"),
        ("1.430 triệu USD", 1_430 * TRIEU, "USD"),
        ("50 triệu đô la Mỹ", 50 * TRIEU, "USD"),
        ("3,5 tỉ đô-la Mỹ", 3_500 * TRIEU, "USD"),
        ("3 tỷ đô", 3 * TY, "USD"),
        ("US$ 5.000", 5_000, "USD"),
        ("1.500 USD", 1_500, "USD"),
        ("1,500 USD", 1_500, "USD"),
        ("10 triệu euro", 10 * TRIEU, "EUR"),
        ("2 tỷ yên Nhật", 2 * TY, "JPY"),
        ("500 tỷ won", 500 * TY, "KRW"),
        ("100 triệu nhân dân tệ", 100 * TRIEU, "CNY"),
        ("10 tỷ kíp", 10 * TY, "LAK"),
        ("5.000 kíp", 5_000, "LAK"),
        ("20 triệu baht", 20 * TRIEU, "THB"),
    ],
)
def test_other_currencies_are_never_dong(text, amount, currency):
    assert value(text) == (amount, currency)


# --- English notation ---


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("VND15.35 trillion", 15_350 * TY, "VND"),
        ("VND29.544 trillion", 29_544 * TY, "VND"),
        ("VNĐ32 trillion", 32_000 * TY, "VND"),
        ("VND1,583 billion", 1_583 * TY, "VND"),
        ("VND 300 million", 300 * TRIEU, "VND"),
        ("198.7 trillion VND", 198_700 * TY, "VND"),
        ("23,000 billion dong", 23_000 * TY, "VND"),
        ("22 billion Vietnamese dong", 22 * TY, "VND"),
        ("US$50.8 million", 50_800_000, "USD"),
        ("US $50.8 million", 50_800_000, "USD"),
        ("$5.5bn", 5_500 * TRIEU, "USD"),
        ("US$50m", 50 * TRIEU, "USD"),
        ("9.5 billion USD", 9_500 * TRIEU, "USD"),
        ("1,234.5 million US dollars", 1_234_500_000, "USD"),
        ("€10 million", 10 * TRIEU, "EUR"),
        ("half a billion dong", 500 * TRIEU, "VND"),
        ("two hundred and fifty billion dong", 250 * TY, "VND"),
        ("five million dollars", 5 * TRIEU, "USD"),
    ],
)
def test_an_english_unit_word_asks_for_english_notation(text, amount, currency):
    assert value(text) == (amount, currency)


def test_a_vietnamese_unit_behind_an_english_prefix_asks_for_vietnamese_notation():
    assert value("VND 45.500 tỷ") == (45_500 * TY, "VND")
    assert value("USD 50,8 triệu") == (50_800_000, "USD")


def test_language_settles_the_notation():
    assert value("45,500 tỷ", language=Language.EN) == (45_500 * TY, "VND")
    assert value("45,500 tỷ", language=Language.VI) == (45_500 * TRIEU, "VND")
    assert value("45.5 tỷ", language=Language.EN) == (45_500 * TRIEU, "VND")
    assert value("45.500 tỷ", language=Language.EN) == (45_500 * TRIEU, "VND")
    assert only("45.5 tỷ", language=Language.VI).problem is not None


# --- problems ---


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("45.5 tỷ", (45_500 * TRIEU, 45_500 * TY)),
        ("45.50 tỷ đồng", (45_500 * TRIEU, 45_500 * TY)),
        ("45,500 tỷ", (45_500 * TRIEU, 45_500 * TY)),
        ("1.2 tỷ USD", (1_200 * TRIEU, 1_200 * TY)),
        ("0.5 tỷ", (500 * TRIEU,)),
        ("45,5 billion dong", (45_500 * TRIEU, 45_500 * TY)),
        ("1 tỷ 2", (1_200 * TRIEU, TY + 2)),
        ("1 tỷ 200.", (1_200 * TRIEU, TY + 200)),
        ("một tỷ hai đồng", (1_200 * TRIEU, TY + 2)),
    ],
)
def test_what_can_be_read_in_two_ways_shows_both(text, readings):
    match = only(text)
    assert match.quantity is None
    assert match.problem is not None
    assert match.problem.kind is ProblemKind.AMBIGUOUS
    assert tuple(reading.amount for reading in match.problem.readings) == readings


def test_the_message_of_an_ambiguity_shows_both_readings_in_both_languages():
    problem = only("khoảng 45.5 tỷ").problem
    assert problem is not None
    assert problem.message.en == "'45.5 tỷ' is ambiguous: it may mean 45.5 tỷ or 45,500 tỷ"
    assert problem.message.vi == "'45.5 tỷ' có thể hiểu là 45,5 tỷ hoặc 45.500 tỷ"
    assert {reading.qualifier for reading in problem.readings} == {ABOUT}


@pytest.mark.parametrize(
    "text",
    [
        "2,5 đồng",
        "50.8 USD",
        "1.2.3 tỷ",
        "1.23.456 tỷ đồng",
        "700-500 tỷ",
        "từ 5 tỷ đến 2 tỷ",
        "ba bảy chín tỷ",
        "hai hai tỷ đồng",
        "hai năm ba năm tỷ đồng",
        "9" * 5000 + " tỷ",
        "9" * 995 + " nghìn tỷ",
        "1." * 3000 + "1 tỷ",
    ],
)
def test_what_no_amount_can_be_is_impossible(text):
    match = only(text)
    assert match.problem is not None
    assert match.problem.kind is ProblemKind.IMPOSSIBLE
    assert match.problem.readings == ()
    assert len(match.problem.message.en) < 200


@pytest.mark.parametrize(
    "text",
    [
        "hàng trăm tỷ đồng",
        "hàng trăm tỉ",
        "vài nghìn tỷ",
        "hàng chục triệu",
        "vài chục triệu đồng",
        "mấy trăm triệu đồng",
        "nhiều tỷ đồng",
        "nghìn tỷ",
        "trăm tỷ đồng",
        "hai ba tỷ đồng",
        "năm bảy tỷ",
        "hàng triệu USD",
        "hundreds of billions of dong",
        "several million dollars",
        "tens of millions of USD",
        "billions of dong",
    ],
)
def test_an_amount_without_a_number_is_kept_as_text(text):
    match = only(f"Hỗ trợ {text}.")
    assert match.text == text
    assert match.quantity is None
    assert match.problem is not None
    assert match.problem.kind is ProblemKind.NO_NUMBER


# --- what is not money ---


@pytest.mark.parametrize(
    "text",
    [
        "", "tăng 15%", "560 ha", "nhiệm kỳ 2020-2025", "832/QĐ-UBND", "65 dự án", "hàng triệu người", "5 triệu người",
        "tỷ lệ 45,5%", "5 tỷ lệ", "ba tỷ phú", "10 triệu phú", "100 đồng chí", "các đồng chí", "đồng bằng sông Hồng",
        "3 hợp đồng", "40 hợp đồng", "2 đồng bằng", "65 đồng bào", "2 triệu đồng bào", "5 đ/c", "1.200 đ/c",
        "5 triệu lượt khách", "2 tỷ m3", "1 tỷ con", "3 triệu tấn", "5 nghìn ha", "16 triệu dân", "600 triệu cành",
        "500 ngàn khẩu trang", "23,6 ngàn km2", "12 Đồng Nai", "giai đoạn 2021-2025", "ngày 25/3/2023", "30 – 40",
        "số 15/2008/QH12", "37 million tourists", "around two million", "5 billion", "3 kíp trực", "5 đô thị",
        "đơn vị: tỷ đồng", "45m", "tháng năm", "hai năm", "một trăm", "không đồng đều", "500 nghìn", "hàng nghìn tấn",
        "several million people", "nhiều đồng chí", "vài triệu lượt khách", "0912.345.678", "QH12 tỷ",
        "16/11 tỷ", "½ tỷ",
    ],
)  # fmt: skip
def test_what_is_not_money(text):
    assert find_amounts(text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5 tỷ Đồng Nai", "5 tỷ"),
        ("5 tỷ Yên Bái", "5 tỷ"),
        ("5 tỷ yên tâm", "5 tỷ"),
        ("2 tỷ đô thị", "2 tỷ"),
        ("300 tỷ đồng bằng vốn vay", "300 tỷ đồng"),
        ("300 tỷ đồng đồng thời", "300 tỷ đồng"),
        ("2 tỷ tư nhân góp", "2 tỷ"),
        ("hỗ trợ 5 tỷ 65 căn nhà", "5 tỷ"),
        ("hỗ trợ 5 tỷ năm 2019", "5 tỷ"),
    ],
)
def test_the_next_word_is_no_currency_and_no_part_of_the_number(text, found):
    assert texts(text) == [found]
    assert only(text).quantity is not None


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("năm 2019 5 tỷ đồng", 5 * TY),
        ("năm 2019 500 tỷ đồng", 500 * TY),
        ("quý 3 500 tỷ đồng", 500 * TY),
        ("ngày 16/11 500 triệu đồng", 500 * TRIEU),
        ("giai đoạn 2021-2025 500 tỷ", 500 * TY),
        ("từ năm 2019 đến 700 tỷ", 700 * TY),
        ("năm 2014 và 5 tỷ đồng", 5 * TY),
        ("lần thứ 5 và 50 tỷ đồng", 50 * TY),
        ("mỗi năm một tỷ đồng", TY),
        ("mỗi năm năm tỷ đồng", 5 * TY),
        ("ba năm hai tỷ đồng", 2 * TY),
        ("trong năm trăm tỷ đồng", 500 * TY),
        ("hàng năm ba trăm tỷ", 300 * TY),
        ("mỗi năm bảy tỷ", 7 * TY),
        ("5 năm bảy tỷ", 7 * TY),
    ],
)
def test_dates_before_an_amount_are_no_part_of_it(text, amount):
    assert value(text) == (amount, "VND")


# --- hedges ---


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("45.500 tỷ", EXACT), ("đạt 5 tỷ", EXACT), ("lên tới 5 tỷ", EXACT),
        ("khoảng 5 tỷ", ABOUT), ("ước 5 tỷ", ABOUT), ("ước tính 5 tỷ", ABOUT), ("ước đạt 5 tỷ", ABOUT),
        ("xấp xỉ 5 tỷ", ABOUT), ("chừng 5 tỷ", ABOUT), ("cỡ 5 tỷ", ABOUT), ("khoảng trên 5 tỷ", ABOUT),
        ("ước tính đạt 5 tỷ", ABOUT), ("ước tính là khoảng gần như đạt tới mức 5 tỷ", EXACT),
        ("khoảng chừng trên dưới gần hơn vượt quá 5 tỷ", ABOUT), ("trên tổng giá trị 5 tỷ", EXACT),
        ("khoảng từ 5 đến 7 tỷ", ABOUT), ("≈ 5 tỷ", ABOUT), ("~5 tỷ", ABOUT),
        ("gần 5 tỷ", NEARLY), ("ngót 5 tỷ", NEARLY), ("ngót nghét 5 tỷ", NEARLY), ("chưa đầy 5 tỷ", NEARLY),
        ("< 5 tỷ", NEARLY), ("trên 5 tỷ", OVER), ("hơn 5 tỷ", OVER), ("vượt 5 tỷ", OVER), ("vượt mức 5 tỷ", OVER),
        ("quá 5 tỷ", OVER), ("đạt hơn 5 tỷ", OVER), (">5 tỷ", OVER), ("ít nhất 5 tỷ", AT_LEAST),
        ("tối thiểu 5 tỷ", AT_LEAST), ("không dưới 5 tỷ", AT_LEAST), ("tối thiểu là 5 tỷ", AT_LEAST),
        ("từ 5 tỷ đồng trở lên", AT_LEAST), ("5 tỷ trở lên", AT_LEAST), ("≥ 5 tỷ", AT_LEAST), (">= 5 tỷ", AT_LEAST),
        ("tối đa 5 tỷ", AT_MOST), ("không quá 5 tỷ", AT_MOST), ("dưới 5 tỷ", AT_MOST), ("≤5 tỷ", AT_MOST),
        ("không vượt quá 5 tỷ", AT_MOST), ("5 tỷ trở xuống", AT_MOST), ("chưa tới 5 tỷ", NEARLY),
        ("about VND5 billion", ABOUT), ("around VND5 billion", ABOUT), ("approximately 5 billion dong", ABOUT),
        ("some VND5 billion", ABOUT), ("an estimated VND5 billion", ABOUT), ("nearly VND5 billion", NEARLY),
        ("almost US$5 million", NEARLY), ("over US$724 million", OVER), ("more than VND17.6 trillion", OVER),
        ("at least VND5 billion", AT_LEAST), ("not less than VND5 billion", AT_LEAST), ("up to VND5 billion", AT_MOST),
        ("at most VND5 billion", AT_MOST), ("no more than VND5 billion", AT_MOST), ("VND5 billion or more", AT_LEAST),
    ],
)  # fmt: skip
def test_hedges(text, qualifier):
    quantity = only(f"Vốn {text}, chiếm gần 60%").quantity
    assert quantity is not None
    assert quantity.qualifier is qualifier


def test_a_match_spans_its_hedges_and_its_unit_alone():
    sentence = "với tổng số vốn đăng ký trên 33.600 tỷ đồng, chiếm gần 60% các dự án"
    assert texts(sentence) == ["trên 33.600 tỷ đồng"]
    assert texts("vốn từ 5 tỷ đồng trở lên.") == ["từ 5 tỷ đồng trở lên"]


def test_a_hedge_belongs_to_the_nearest_amount_only():
    first, second = find_amounts("khoảng 5 tỷ đồng 7 tỷ đồng")
    assert first.quantity is not None
    assert second.quantity is not None
    assert (first.quantity.qualifier, second.quantity.qualifier) == (ABOUT, EXACT)


# --- ranges and lists ---


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("500–700 tỷ", 500 * TY, 700 * TY),
        ("500-700 tỷ đồng", 500 * TY, 700 * TY),
        ("500 - 700 tỷ", 500 * TY, 700 * TY),
        ("từ 500 đến 700 tỷ", 500 * TY, 700 * TY),
        ("từ 500 tỷ đến 700 tỷ", 500 * TY, 700 * TY),
        ("500 tỷ đồng đến 700 tỷ đồng", 500 * TY, 700 * TY),
        ("500 triệu - 1 tỷ đồng", 500 * TRIEU, TY),
        ("1,5-2 tỷ", 1_500 * TRIEU, 2 * TY),
        ("1.500–2.000 tỷ", 1_500 * TY, 2_000 * TY),
        ("25-30 nghìn tỷ", 25_000 * TY, 30_000 * TY),
        ("năm đến bảy tỷ đồng", 5 * TY, 7 * TY),
        ("hai đến ba tỷ đồng", 2 * TY, 3 * TY),
        ("hai đến ba trăm tỷ", 200 * TY, 300 * TY),
        ("từ năm trăm đến bảy trăm tỷ", 500 * TY, 700 * TY),
        ("5.000–7.000 đồng", 5_000, 7_000),
        ("between 500 and 700 billion dong", 500 * TY, 700 * TY),
        ("from 500 to 700 billion dong", 500 * TY, 700 * TY),
        ("VND500-700 billion", 500 * TY, 700 * TY),
        ("500 đồng đến 2 triệu đồng", 500, 2 * TRIEU),
        ("1.5-2 billion dong", 1_500 * TRIEU, 2 * TY),
    ],
)
def test_ranges(text, low, high):
    match = only(text)
    assert match.quantity == Quantity(low, high, "VND")
    assert match.text == text


def test_the_currency_of_a_range_may_stand_at_its_end_alone():
    assert only("từ 5 tỷ đến 7 tỷ USD").quantity == Quantity(5 * TY, 7 * TY, "USD")


def test_a_change_is_two_amounts_and_no_range():
    assert texts("tăng từ 5 tỷ lên 7 tỷ đồng") == ["5 tỷ", "7 tỷ đồng"]
    assert texts("5 tỷ đồng và 7 tỷ đồng") == ["5 tỷ đồng", "7 tỷ đồng"]


def test_numbers_of_different_units_or_without_a_common_scale_are_no_range():
    assert texts("5 tỷ đồng - 7 triệu USD") == ["5 tỷ đồng", "7 triệu USD"]
    assert texts("500 đến 2 tỷ 300 triệu") == ["2 tỷ 300 triệu"]


def test_an_ambiguous_end_makes_the_range_ambiguous():
    problem = only("45,500–50,000 tỷ").problem
    assert problem is not None
    assert [(q.low, q.high) for q in problem.readings] == [
        (45_500 * TRIEU, 50 * TY),
        (45_500 * TY, 50_000 * TY),
    ]


def test_the_numbers_of_a_list_share_the_unit_of_the_last():
    matches = find_amounts("lần lượt 30, 40,5 và 50 tỷ đồng")
    assert [match.text for match in matches] == ["30", "40,5", "50 tỷ đồng"]
    assert [match.quantity and match.quantity.amount for match in matches] == [30 * TY, 40_500 * TRIEU, 50 * TY]


def test_a_number_of_a_list_that_cannot_be_read_is_left_out():
    assert texts("45.5, 50 và 60 tỷ") == ["50", "60 tỷ"]
    assert texts("30 và 50 người, 2014, 2016 và 5 tỷ") == ["5 tỷ"]


# --- rates, shares, parts ---


@pytest.mark.parametrize(
    "text",
    ["mỗi năm 200 tỷ", "mỗi năm hỗ trợ khoảng 200 tỷ", "Hàng năm, thành phố hỗ trợ 200 tỷ", "200 tỷ đồng/năm",
     "200 tỷ đồng mỗi năm", "200 tỷ đồng một năm", "VND5 billion a year", "VND5 billion per year",
     "annual aid of VND5 billion", "5 tỷ đồng mỗi tỉnh mỗi năm"],
)  # fmt: skip
def test_a_rate_is_per_year(text):
    assert only(text).per_year


@pytest.mark.parametrize(
    "text",
    ["mỗi tỉnh 3 tỷ", "3 tỷ each", "3 billion VND each", "3 tỷ đồng mỗi tỉnh", "3 tỷ đồng cho mỗi tỉnh, thành phố",
     "mỗi tỉnh, thành phố được 3 tỷ đồng", "70 triệu đồng/căn", "VND3 billion per province"],
)  # fmt: skip
def test_a_share_is_each(text):
    match = only(text)
    assert match.each
    assert not match.per_year


def test_a_month_is_neither_a_year_nor_a_receiver():
    match = only("5 triệu đồng/tháng")
    assert not match.per_year
    assert not match.each


@pytest.mark.parametrize(
    "text",
    ["900 tỷ đồng (trong đó 300 tỷ từ ngân sách)", "900 tỷ đồng, trong đó ngân sách thành phố 300 tỷ",
     "VND900 billion, of which VND300 billion is lent"],
)  # fmt: skip
def test_of_which_marks_a_part_and_not_the_whole(text):
    whole, part = find_amounts(text)
    assert not whole.part
    assert part.part


def test_marks_do_not_reach_over_another_amount_or_sentence():
    each, total = find_amounts("mỗi tỉnh 3 tỷ đồng, tổng cộng 9 tỷ đồng")
    assert each.each
    assert not total.each
    assert not only("Mỗi năm họp một lần. Vốn 5 tỷ").per_year
    assert not only("Trong đó có nhiều dự án lớn. Vốn 5 tỷ").part


# --- counts ---


def test_counts_are_found_beside_money():
    sentence = "Đã có 65 dự án, hơn 2,7 triệu lượt khách, sáu mươi lăm người, vốn đăng ký khoảng 45.500 tỷ đồng"
    found = [match.quantity for match in find_quantities(sentence, count_units=["dự án", "lượt khách", "người"])]
    assert found == [
        Quantity(65, 65, "dự án", False),
        Quantity(2_700_000, 2_700_000, "lượt khách", False, OVER),
        Quantity(65, 65, "người", False),
        Quantity(45_500 * TY, 45_500 * TY, "VND", True, ABOUT),
    ]


def test_the_longest_noun_counts_and_a_range_of_counts_is_one():
    nouns = ["khách", "khách du lịch"]
    found = [match.quantity for match in find_quantities("5 khách du lịch, 20 – 30 khách", count_units=nouns)]
    assert found == [Quantity(5, 5, "khách du lịch", False), Quantity(20, 30, "khách", False)]


def test_an_empty_noun_counts_nothing():
    assert find_quantities("65 dự án", count_units=["", " "]) == ()


def test_without_nouns_only_money_is_found():
    assert [match.text for match in find_quantities("65 dự án, 5 tỷ")] == ["5 tỷ"]


# --- any text at all ---

FRAGMENTS = [
    "khoảng ", "45.500", "45,500", "45.5", "tỷ", " tỷ ", "đồng", " đồng ", "nghìn ", "trăm ", "một ", "hai ", "năm ",
    "mươi ", "rưỡi ", "-", "–", " đến ", "từ ", "500 ", "700", ".", ",", "/", "(", "VND", "US$", "$", "billion ",
    "and ", "m", "trong đó ", "mỗi ", "trở lên", "hàng ", "vài ", "\u200b", "\u00a0", "\u00ad", "\u0301", "\n",
    "Đồng Nai", "2019", "và ", "each", "half a ", "9" * 1100, "tr", "đ", "\u0130", "ﬁ", "١", "dự án ",
]  # fmt: skip
prose = st.one_of(st.text(), st.lists(st.sampled_from(FRAGMENTS), max_size=20).map("".join))


@given(prose, st.sampled_from([None, *Language]))
def test_spans_are_ordered_disjoint_and_spell_their_text(text, language):
    end = 0
    for match in find_quantities(text, language=language, count_units=["dự án"]):
        assert end <= match.start < match.end <= len(text)
        assert text[match.start : match.end] == match.text
        assert (match.quantity is None) == (match.problem is not None)
        end = match.end


@given(st.lists(st.sampled_from([f for f in FRAGMENTS if f != "\u0301"]), max_size=20).map("".join))
def test_decomposed_text_means_the_same_and_spans_stay_in_it(text):
    decomposed = unicodedata.normalize("NFD", text)
    matches = find_amounts(decomposed)
    assert [m.quantity for m in matches] == [m.quantity for m in find_amounts(text)]
    for match in matches:
        assert decomposed[match.start : match.end] == match.text


@given(st.sampled_from(["\u200b", "\u00ad", "\u2060", "\ufeff", "\u200e"]), st.data())
def test_invisible_characters_change_nothing_but_the_span(invisible, data):
    text = "vốn khoảng 45.500 tỷ đồng mỗi năm"
    place = data.draw(st.integers(0, len(text)))
    broken = text[:place] + invisible + text[place:]
    match = only(broken)
    assert match.quantity == only(text).quantity
    assert match.per_year
    assert broken[match.start : match.end] == match.text
    assert match.text.replace(invisible, "") == "khoảng 45.500 tỷ đồng"


@given(prose, prose)
def test_an_amount_in_a_sentence_of_its_own_is_found_wherever_it_stands(before, after):
    sentence = "Vốn đăng ký là 45.500 tỷ đồng"
    found = find_amounts(f"{before}\n. {sentence} . {after}")
    assert Quantity(45_500 * TY, 45_500 * TY, "VND") in [match.quantity for match in found]


@pytest.mark.parametrize(
    ("piece", "length"),
    [("1.", 200_000), ("một ", 200_000), ("500-", 200_000), ("năm năm năm tỷ ", 200_000), ("e\u0301", 200_000)]
    + [(piece, 40_000) for piece in (
        "1,", "500 500 ", "5 tỷ ", "1, ", "hàng ", "mỗi ", "khoảng ", "từ 5 đến ", "5 nghìn ", "hai ba ", "$", "đạt ",
        "\u200b", "5", "trong đó ", "5 tỷ - ", "mươi ",
    )],
)  # fmt: skip
def test_a_line_of_endless_repeats_is_no_trouble(piece, length):
    text = piece * (length // len(piece)) + " tỷ đồng"
    for match in find_quantities(text, count_units=["dự án"]):
        assert text[match.start : match.end] == match.text
