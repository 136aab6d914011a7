"""Filters as typed: ids, names and aliases, years, days, amounts, and what is said of those that cannot be read."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date

import pytest

from coop.analysis.days import parse_day
from coop.analysis.filters import Filters, TypedFilters, parse_filters
from coop.errors import CoopError, UnknownName, UsageError
from tests.analysis.samples import TY, open_four


def parse(**typed: object) -> Filters:
    return parse_filters(TypedFilters(**typed), open_four().vocabularies)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "attribute", "spellings"),
    [
        ("party", "parties", ("can-tho", "Cần Thơ", "can tho", "CẦN THƠ", "Ca\u0302\u0300n Thơ")),
        ("source", "sources", ("ho-chi-minh", "TPHCM", "tp hcm", "TP. Hồ Chí Minh", "Sài Gòn", "sai gon")),
        ("destination", "destinations", ("thua-thien-hue", "Thừa Thiên - Huế", "TT Huế", "thua thien hue")),
        ("region", "regions", ("dong-bang-song-hong", "Đồng bằng sông Hồng", "dong bang song hong", "Red River Delta")),
        ("measure", "measures", ("aid", "Hỗ trợ", "ho tro", "Aid")),
    ],
)
def test_a_term_is_found_by_id_name_and_alias_with_or_without_accents(
    name: str, attribute: str, spellings: tuple[str, ...]
) -> None:
    for spelling in spellings:
        assert getattr(parse(**{name: [spelling]}), attribute) == {spellings[0]}, spelling


def assert_hinted(error: CoopError, what: str) -> None:
    """The hint says it, whatever the language."""
    assert error.hint is not None
    for hint in error.hint:
        assert what in hint


@pytest.mark.parametrize("typed", ["y-te", "y tế", "Y TE", "health"])
def test_a_field_is_found_by_id_and_name(typed: str) -> None:
    assert parse(field=[typed]).fields == {"y-te"}


def test_a_broader_field_means_the_narrower_ones_too() -> None:
    assert parse(field=["giao-duc-y-te"]).fields == {"giao-duc-y-te", "y-te", "giao-duc", "dao-tao-nhan-luc"}


@pytest.mark.parametrize(
    ("name", "typed", "nearest"),
    [
        ("party", "da-nag", "da-nang"),
        ("source", "thanh hoaa", "thanh-hoa"),
        ("destination", "can-thoo", "can-tho"),
        ("region", "dong bang song hongg", "dong-bang-song-hong"),
        ("field", "yte", "y-te"),
        ("measure", "aidd", "aid"),
    ],
)
def test_an_unknown_name_names_the_nearest(name: str, typed: str, nearest: str) -> None:
    with pytest.raises(UnknownName) as caught:
        parse(**{name: [typed]})
    assert caught.value.hint is not None
    for message, hint in zip(caught.value.message, caught.value.hint, strict=True):
        assert typed in message
        assert nearest in hint


def test_an_unknown_name_beside_a_known_one_is_an_error_too() -> None:
    with pytest.raises(UnknownName):
        parse(party=["ha-noi", "atlantis"])
    with pytest.raises(UnknownName):
        parse(between=("ha-noi", "atlantis"))


@pytest.mark.parametrize(
    ("name", "known", "mistyped"),
    [("status", "signed", "sined"), ("instrument", "memorandum", "memorandun"), ("level", "department", "departement")],
)
def test_a_choice_is_one_of_a_list_and_an_unknown_one_names_the_nearest(name: str, known: str, mistyped: str) -> None:
    filters = parse(**{name: [known]})
    assert {known} in (filters.statuses, filters.instruments, filters.levels)
    with pytest.raises(UsageError) as caught:
        parse(**{name: [mistyped]})
    assert_hinted(caught.value, known)
    with pytest.raises(UsageError) as caught:
        parse(**{name: ["zzzzzzzz"]})
    assert_hinted(caught.value, known)


@pytest.mark.parametrize(
    ("typed", "years"), [("2019", (2019, 2019)), ("2019..2023", (2019, 2023)), (" 2019 ", (2019, 2019))]
)
def test_years_are_one_or_from_one_to_another(typed: str, years: tuple[int, int]) -> None:
    assert parse(year=[typed]).years == (years,)


@pytest.mark.parametrize(
    "typed",
    ["", "19", "2019-2023", "2019..", "..2019", "2023..2019", "2019...20", "20190", "２０１９", "year", "\x00"],
)
def test_what_is_no_year_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(year=[typed])
    assert caught.value.hint


def test_years_that_run_backwards_are_shown_the_other_way_round() -> None:
    with pytest.raises(UsageError) as caught:
        parse(year=["2023..2019"])
    assert_hinted(caught.value, "2019..2023")


def test_a_day_is_one_day() -> None:
    assert parse_day(" 2024-05-01 ") == date(2024, 5, 1)


@pytest.mark.parametrize("typed", ["1/5/2024", " 01/05/2024 ", "1.5.2024", "01-5-2024"])
def test_a_day_may_be_written_day_first(typed: str) -> None:
    assert parse_day(typed) == date(2024, 5, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "2024",
        "2024-05",
        "2024-02-30",
        "30/2/2024",
        "5/2024",
        "1/5/24",
        "2024-01-01/2024-01-02",
        "../2024",
        "today",
        "\ud800",
    ],
)
def test_what_is_no_single_day_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(active=[typed])
    assert_hinted(caught.value, "2024-05-01")


def test_why_a_text_is_no_day_is_told_in_both_languages() -> None:
    with pytest.raises(UsageError) as caught:
        parse_day("2024-02-30")
    assert caught.value.message.en.startswith("2024-02-30 does not exist: ")
    assert caught.value.message.vi.startswith("2024-02-30 không tồn tại: ")
    assert "Bilingual" not in "".join(caught.value.message)
    with pytest.raises(UsageError) as caught:
        parse_day("hôm-nay")
    assert caught.value.message == ("'hôm-nay' is not a date", "'hôm-nay' không phải là ngày")


@pytest.mark.parametrize(
    ("typed", "amount", "unit"),
    [
        ("10.000 tỷ", 10_000 * TY, "VND"),
        ("10.000 tỷ đồng", 10_000 * TY, "VND"),
        ("500 ty", 500 * TY, "VND"),
        ("45,5 nghìn tỷ", 45_500 * TY, "VND"),
        ("50 triệu USD", 50_000_000, "USD"),
    ],
)
def test_a_minimum_is_an_amount_in_any_currency(typed: str, amount: int, unit: str) -> None:
    (least,) = parse(minimum=[typed]).minimums
    assert (least.amount, least.unit) == (amount, unit)


@pytest.mark.parametrize("typed", ["", "much", "500–700 tỷ", "45.5 tỷ", "-3 tỷ", "1 tỷ và 2 triệu USD", "tỷ", "560 ha"])
def test_what_is_no_minimum_is_an_error_of_the_family(typed: str) -> None:
    with pytest.raises(CoopError):
        parse(minimum=[typed])


def test_text_to_look_for_is_not_empty() -> None:
    with pytest.raises(UsageError):
        parse(text=["  "])


def test_between_names_two_localities() -> None:
    assert parse(between=("Hà Nội", "TPHCM")).between == {"ha-noi", "ho-chi-minh"}
    with pytest.raises(UsageError, match="twice"):
        parse(between=("Hà Nội", "ha noi"))


def test_what_is_not_asked_for_filters_nothing() -> None:
    assert parse() == Filters()
    assert not parse().asks_of_figures
    assert not parse(party=["ha-noi"], field=["y-te"]).asks_of_figures
    for name, value in (("source", "ha-noi"), ("destination", "ha-noi"), ("measure", "aid"), ("minimum", "1 tỷ")):
        assert parse(**{name: [value]}).asks_of_figures


ONE_OF_EACH: Mapping[str, object] = {
    "field": ["y-te"],
    "party": ["can-tho"],
    "between": ("ha-noi", "can-tho"),
    "source": ["ha-noi"],
    "destination": ["can-tho"],
    "region": ["dong-bang-song-hong"],
    "year": ["2019"],
    "active": ["2019-05-01"],
    "status": ["signed"],
    "instrument": ["agreement"],
    "level": ["department"],
    "measure": ["aid"],
    "minimum": ["1 tỷ đồng"],
    "text": ["y tế"],
}


@pytest.mark.parametrize("name", [each.name for each in fields(TypedFilters)])
def test_what_asks_of_texts_or_figures_is_known_before_any_vocabulary_is_read(name: str) -> None:
    typed = TypedFilters(**{name: ONE_OF_EACH[name]})  # type: ignore[arg-type]
    filters = parse_filters(typed, open_four().vocabularies)
    assert filters != Filters()
    assert typed.asks_beyond_heads == bool(filters.texts or filters.asks_of_figures)
