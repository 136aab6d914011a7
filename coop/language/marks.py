"""Characters that are no letters: the marks of Vietnamese, combining marks, what cannot be seen."""

import unicodedata
from collections.abc import Callable

# huyền, hỏi, ngã, sắc, nặng: the order of the tones after ngang, which has no mark
TONE_MARKS = "\u0300\u0309\u0303\u0301\u0323"
# â ê ô, ă, ơ ư
VOWEL_MARKS = "\u0302\u0306\u031b"

BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Letters, marks and symbols that fonts draw as nothing, beside everything of the category Cf.
_DRAWN_AS_NOTHING = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
# Of the category Cf, yet drawn: signs of Arabic, Syriac and Kaithi that enclose numbers.
_DRAWN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")


class CharacterTable(dict[int, str]):
    """A table for `str.translate` that works each character out once, when it is first met."""

    def __init__(self, translate: Callable[[str], str]) -> None:
        super().__init__()
        self._translate = translate

    def __missing__(self, code: int) -> str:
        translated = self._translate(chr(code))
        self[code] = translated
        return translated


def is_mark(character: str) -> bool:
    """Whether the character is drawn on the one before it."""
    return unicodedata.category(character) in ("Mn", "Me")


def is_invisible(character: str) -> bool:
    """Whether the character takes no room and shows nothing: zero-width, soft hyphen, bidi control, selectors."""
    if character < "\xad":
        return False
    if character in _DRAWN_AS_NOTHING or "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return True
    return unicodedata.category(character) == "Cf" and character not in _DRAWN


# Takes the invisible out of a text.
INVISIBLE = CharacterTable(lambda character: "" if is_invisible(character) else character)
