"""Words and phrases found in texts, and where they stand."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.language.spelling import Phrase, SpelledText, find_words, fold_words
from coop.language.text import find_typed, fold


def spans(typed: str, text: str) -> list[str]:
    return [text[place.start : place.end] for place in SpelledText(text).find(Phrase(find_words(typed)))]


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("can tho", "Cần Thơ, cân thơ, CAN-THO", ["Cần Thơ", "cân thơ", "CAN-THO"]),
        ("Cần Thơ", "Cần Thơ, cân thơ, CAN-THO", ["Cần Thơ"]),
        ("đa", "Đà Da Đa", ["Đà", "Đa"]),
        ("da", "Đà Da", ["Đà", "Da"]),
        ("hoà", "Hòa, hoa, hoá", ["Hòa"]),
        ("a a", "a a a a a", ["a a", "a a"]),
        ("nội (cần", "Hà Nội: Cần Thơ", ["Nội: Cần"]),
        ("can", "cantho", []),
        ("a", "", []),
    ],
)
def test_phrases_are_found_with_their_places(typed: str, text: str, expected: list[str]) -> None:
    assert spans(typed, text) == expected


def test_places_are_those_of_the_text_as_given() -> None:
    text = unicodedata.normalize("NFD", "ở Cần\u200b Th\u00adơ")
    (found,) = spans("cần thơ", text)
    assert find_words(found) == ("cần", "thơ")
    assert text.endswith(found)


def test_likeness_counts_the_letters_as_typed() -> None:
    likeness = [place.likeness for place in SpelledText("duong dương đường").find(Phrase(("duong",)))]
    assert likeness == [5, 3, 2]


_TEXT = st.text("aàạăâdđoơờ ộngHĐ-,_.\u0301\u00ad 1", max_size=12)


@given(_TEXT, _TEXT)
def test_what_the_plain_filter_finds_as_words_is_found(typed: str, text: str) -> None:
    words = find_words(typed)
    if words and find_typed(" ".join(words), text) is not None:
        assert spans(typed, text)


@given(_TEXT, _TEXT)
def test_the_quick_look_misses_nothing(typed: str, text: str) -> None:
    words = find_words(typed)
    if words and spans(typed, text):
        assert Phrase(words).needle in fold_words(text)
        assert Phrase(words).folded.needle == Phrase(words).needle


@given(_TEXT)
def test_folded_words_are_the_words_folded(text: str) -> None:
    assert fold_words(text) == f" {' '.join(map(fold, find_words(text)))} "
