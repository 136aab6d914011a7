"""The quick look at the form of a text, against what it stands for."""

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from coop.language.form import find_form_problems, is_plainly_in_form

EVERYDAY = tuple(c for c in map(chr, range(sys.maxunicode + 1)) if is_plainly_in_form(c))


def test_no_everyday_character_is_a_mark_or_has_another_form() -> None:
    odd = [c for c in EVERYDAY if unicodedata.category(c).startswith("M") or unicodedata.normalize("NFC", c) != c]
    assert odd == []
    assert len(EVERYDAY) > 700


@given(text=st.text(st.sampled_from(EVERYDAY)))
def test_a_text_of_everyday_characters_is_in_nfc_and_has_no_problem(text: str) -> None:
    assert unicodedata.normalize("NFC", text) == text
    assert list(find_form_problems(f"{text}\u200b"))[:-1] == []  # each character is looked at, for one is odd
