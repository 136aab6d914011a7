"""What a plain scalar means, and what is refused because people or YAML readers would differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.dataset.scalars import Refusal, readings_hint, resolve_plain, shorten


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "yes",
        "on",
        "off",
        "y",
        "N",
        "2019-11-16",
        "2023/..",
        "1:30",
        "12:30:45",
        "1_000",
        "45,500",
        "45.500.000",
        "832/QĐ-UBND",
        "15%",
        "+84 24",
        "0x",
        "0b11",
        "1e",
        ".",
        "-",
        "..",
        "1.2.3",
        "TRue",
        "NO",
        "１２",
    ],
)
def test_what_looks_like_something_else_to_a_yaml_1_1_reader_stays_text(text: str) -> None:
    assert resolve_plain(text) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("45500", 45500),
        ("-3", -3),
        ("+3", 3),
        ("0", 0),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("9" * 24, int("9" * 24)),
    ],
)
def test_numbers_and_the_words_of_the_core_schema_have_values(text: str, value: object) -> None:
    resolved = resolve_plain(text)
    assert resolved == value
    assert type(resolved) is type(value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("45.500", "P301"),
        ("45.000", "P301"),
        ("6.2", "P301"),
        ("1e3", "P301"),
        (".5", "P301"),
        ("5.", "P301"),
        ("-45.5", "P301"),
        (".nan", "P301"),
        (".inf", "P301"),
        ("-.INF", "P301"),
        ("1e999999999", "P301"),
        ("010", "P302"),
        ("08", "P302"),
        ("00", "P302"),
        ("-01", "P302"),
        ("0x1F", "P302"),
        ("0o17", "P302"),
        ("9" * 25, "P303"),
        ("9" * 5000, "P303"),
        ("-" + "0" * 5000, "P303"),
    ],
)
def test_a_number_on_which_readers_differ_is_refused(text: str, code: str) -> None:
    refusal = resolve_plain(text)
    assert isinstance(refusal, Refusal)
    assert refusal.rule.code == code
    assert max(map(len, refusal.message)) < 120


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("45.500", ("YAML reads 45.5,", "Vietnamese reader sees 45,500", "write 45500")),
        ("45.000", ("YAML reads 45.0,", "Vietnamese reader sees 45,000", "write 45000")),
        ("45,500", ("a Vietnamese reader reads 45.5,", "English reader sees 45,500", "write 45500")),
        ("1.234.567", ("write 1234567",)),
        ("45 500", ("write 45500",)),
        ("45500", ("write it without quotes: 45500",)),
        ("6,2", ("6200 triệu đồng",)),
        ("0.500", ("6200 triệu đồng",)),
    ],
)
def test_the_hint_shows_how_a_number_is_read_and_what_to_write(text: str, parts: tuple[str, ...]) -> None:
    hint = readings_hint(text)
    assert hint is not None
    assert all(part in hint.en for part in parts)


@pytest.mark.parametrize("text", ["45500 tỷ", "", "khoảng", "1_000", "1." + "000." * 3000 + "000"])
def test_what_is_no_number_has_no_hint(text: str) -> None:
    assert readings_hint(text) is None


@given(st.text(alphabet="0123456789.,+-eExo_ naif~", max_size=30))
def test_every_scalar_is_a_value_or_a_refusal_and_never_a_float(text: str) -> None:
    resolved = resolve_plain(text)
    assert isinstance(resolved, Refusal | str | int | None)
    hint = readings_hint(text)
    assert hint is None or not any("\n" in half for half in hint)


@given(st.integers(-(10**24) + 1, 10**24 - 1))
def test_an_integer_is_read_as_it_is_written(number: int) -> None:
    assert resolve_plain(str(number)) == number


@given(st.text(), st.integers(2, 50))
def test_shortened_text_keeps_to_its_limit(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    assert short.isprintable()
    assert short == text or short.endswith("…") or not text.isprintable()
