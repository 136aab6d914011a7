"""Units as figures name them, and the spellings that mean the same."""

import pytest

from coop.errors import UsageError
from coop.language.units import CURRENCIES, MONEY_UNITS, Unit, parse_unit


@pytest.mark.parametrize(
    ("text", "currency", "scale", "name"),
    [
        ("đồng", "VND", 1, "đồng"),
        ("tỷ đồng", "VND", 10**9, "tỷ đồng"),
        ("tỉ đồng", "VND", 10**9, "tỷ đồng"),
        ("Tỷ  Đồng", "VND", 10**9, "tỷ đồng"),
        ("tỷ", "VND", 10**9, "tỷ đồng"),
        ("nghìn tỷ", "VND", 10**12, "nghìn tỷ đồng"),
        ("ngàn tỉ VNĐ", "VND", 10**12, "nghìn tỷ đồng"),
        ("ngàn đồng", "VND", 10**3, "nghìn đồng"),
        ("VND", "VND", 1, "đồng"),
        ("billion dong", "VND", 10**9, "tỷ đồng"),
        ("triệu đô la Mỹ", "USD", 10**6, "triệu USD"),
        ("triệu USD", "USD", 10**6, "triệu USD"),
        ("million US$", "USD", 10**6, "triệu USD"),
        ("tỷ yen", "JPY", 10**9, "tỷ yên"),
        ("won", "KRW", 1, "won"),
        ("triệu nhân dân tệ", "CNY", 10**6, "triệu nhân dân tệ"),
        ("tỷ kíp", "LAK", 10**9, "tỷ kíp"),
        ("triệu baht", "THB", 10**6, "triệu baht"),
        ("nghìn euro", "EUR", 10**3, "nghìn EUR"),
    ],
)
def test_spellings_of_units_of_money(text, currency, scale, name):
    assert parse_unit(text) == Unit(currency, scale, True, name)


def test_every_listed_unit_is_its_own_name():
    for name, unit in MONEY_UNITS.items():
        assert unit.name == name
        assert parse_unit(name) == parse_unit(f"{name} ") == unit
        assert unit.currency in CURRENCIES


def test_a_count_is_a_listed_noun_with_or_without_a_scale():
    nouns = ["dự án", "lượt khách", "khóa học"]
    assert parse_unit("Dự án", count_units=nouns) == Unit("dự án", 1, False, "dự án")
    assert parse_unit("triệu lượt khách", count_units=nouns) == Unit("lượt khách", 10**6, False, "triệu lượt khách")
    assert parse_unit("khoá học", count_units=nouns).currency == "khóa học"


@pytest.mark.parametrize(
    ("text", "nearest"), [("ty dong", "'tỷ đồng'"), ("tỷ đòng", "'tỷ đồng'"), ("trieu usd", "'triệu USD'")]
)
def test_an_unknown_unit_names_the_nearest(text, nearest):
    with pytest.raises(UsageError) as caught:
        parse_unit(text)
    assert caught.value.hint is not None
    assert nearest in caught.value.hint.en
    assert nearest in caught.value.hint.vi


@pytest.mark.parametrize("text", ["", "x" * 100_000, "dự án", "đồng tỷ", "tỷ tỷ đồng", "5 tỷ đồng", "%"])
def test_what_is_no_unit_is_refused_in_one_line(text):
    with pytest.raises(UsageError) as caught:
        parse_unit(text)
    assert max(map(len, caught.value.message)) < 100
