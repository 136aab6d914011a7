"""Texts in both languages: filled, and joined."""

import pytest

from coop.bilingual import Bilingual, Language, either


def test_a_text_is_taken_by_its_language() -> None:
    text = Bilingual("field", "lĩnh vực")
    assert (text.text(Language.EN), text.text(Language.VI)) == ("field", "lĩnh vực")


def test_each_half_is_filled_in_its_own_order_and_with_its_own_words() -> None:
    template = Bilingual("{count} {noun} of '{id}'", "'{id}' có {count} {noun}")
    filled = template.fill(count=3, noun=Bilingual("sources", "nguồn"), id="hue")
    assert filled == Bilingual("3 sources of 'hue'", "'hue' có 3 nguồn")


def test_braces_in_a_value_stay_what_they_are() -> None:
    assert Bilingual("a {x}", "b {x}").fill(x="{y} {") == ("a {y} {", "b {y} {")


def test_a_value_that_is_not_given_is_an_error() -> None:
    with pytest.raises(KeyError):
        Bilingual("a {x}", "b").fill(y="z")


def test_options_are_joined_by_the_word_of_each_language() -> None:
    assert either(["a", Bilingual("b", "c"), "d"]) == ("a or b or d", "a hoặc c hoặc d")
    assert either(iter(["a"])) == ("a", "a")
