"""The words of numbers below a thousand, Vietnamese and English, and the scales above."""

from collections.abc import Sequence
from typing import NamedTuple

from coop.language.notation import Numeral, make_numeral

Atom = str | Numeral | None
"""What a numeral is read from: a word in lower case, the value of digits, or None for digits that have no value."""

ZERO = "không"
DIGITS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
SHORT_ONES = {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
"""Forms that only the last digit of a number takes, so that "hai tư" can be 24 and nothing else."""

LINKS = frozenset({"linh", "lẻ"})
TENS = frozenset({"mươi", "chục"})
HALF = frozenset({"rưỡi", "rưởi"})
VIETNAMESE_SCALES = {
    "nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9,
}  # fmt: skip
ENGLISH_SCALES = {
    "thousand": 10**3, "million": 10**6, "mn": 10**6, "mln": 10**6, "billion": 10**9, "bn": 10**9, "bln": 10**9,
    "trillion": 10**12, "trn": 10**12,
}  # fmt: skip
SCALES = {**VIETNAMESE_SCALES, **ENGLISH_SCALES}

_ENGLISH_UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_ENGLISH_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_HALF_UNIT = make_numeral(5, 1)

VIETNAMESE_NUMBER_WORDS = frozenset({*DIGITS, *SHORT_ONES, *LINKS, *TENS, *HALF, ZERO, "mười", "trăm", "nửa"})
ENGLISH_NUMBER_WORDS = frozenset({*_ENGLISH_UNITS, *_ENGLISH_TENS, "a", "an", "half", "hundred"})
FIRST_WORDS = frozenset({*DIGITS, *_ENGLISH_UNITS, *_ENGLISH_TENS, "a", "an", "half", "mười", "nửa", "trăm", *SCALES})
"""Words with which a number can begin."""


class Coefficient(NamedTuple):
    """A number below a thousand (or in digits): its readings, where it ends, and how it may be continued.

    `step` is 100 or 10 for one digit and "trăm" or "chục" alone, so that "hai đến ba trăm" can be told apart.
    `is_explicit` says that its place is spoken ("không trăm hai mươi"), so that nothing was left out.
    """

    readings: tuple[Numeral, ...]
    end: int
    step: int = 1
    is_explicit: bool = False


def atom_at(atoms: Sequence[Atom], position: int) -> Atom:
    """The atom at `position`, None past the end."""
    return atoms[position] if position < len(atoms) else None


def word_at(atoms: Sequence[Atom], position: int) -> str:
    """The word at `position`, empty where there is none."""
    atom = atom_at(atoms, position)
    return atom if isinstance(atom, str) else ""


def read_coefficient(atoms: Sequence[Atom], start: int, *, follows_scale: bool) -> Coefficient | None:
    """The digits, or the longest number below a thousand in words, that begins at `start`."""
    first = atom_at(atoms, start)
    if isinstance(first, Numeral):
        step = {"trăm": 100, "chục": 10}.get(word_at(atoms, start + 1), 1)
        return Coefficient((first.times(step),), start + (2 if step > 1 else 1), step)
    if not isinstance(first, str):
        return None
    if first in ENGLISH_NUMBER_WORDS:
        return _read_english(atoms, start)
    if first == "nửa" and word_at(atoms, start + 1) in SCALES:
        return Coefficient((_HALF_UNIT,), start + 1)
    if first == ZERO:
        return _read_zero(atoms, start) if follows_scale else None
    return _read_hundreds(atoms, start) or _read_tens(atoms, start)


def _coefficient(end: int, *values: int, step: int = 1, is_explicit: bool = False) -> Coefficient:
    return Coefficient(tuple(Numeral(value) for value in values), end, step, is_explicit)


def _read_zero(atoms: Sequence[Atom], start: int) -> Coefficient | None:
    """ "không trăm hai mươi ba" and "không nghìn": places spoken although they are empty."""
    after = word_at(atoms, start + 1)
    if after in SCALES:
        return _coefficient(start + 1, 0, is_explicit=True)
    if after != "trăm":
        return None
    rest = start + 2
    if word_at(atoms, rest) in LINKS:
        rest += 1
    below = _read_tens(atoms, rest)
    if not below:
        return _coefficient(start + 2, 0, is_explicit=True)
    return Coefficient(below.readings, below.end, is_explicit=True)


def _read_hundreds(atoms: Sequence[Atom], start: int) -> Coefficient | None:
    first = word_at(atoms, start)
    if first == "trăm" and word_at(atoms, start + 1) in HALF:
        return _coefficient(start + 2, 150)
    if first not in DIGITS or word_at(atoms, start + 1) != "trăm":
        return None
    hundreds, rest = DIGITS[first] * 100, start + 2
    after = word_at(atoms, rest)
    if after in HALF:
        return _coefficient(rest + 1, hundreds + 50)
    if after in SHORT_ONES:
        return _coefficient(rest + 1, hundreds + 10 * SHORT_ONES[after])
    if after in LINKS:
        ones = word_at(atoms, rest + 1)
        digit = DIGITS.get(ones) or SHORT_ONES.get(ones)
        return _coefficient(rest + 2, hundreds + digit) if digit else None
    tens = _read_tens(atoms, rest)
    if not tens:
        return _coefficient(rest, hundreds, step=100)
    value = tens.readings[0].mantissa
    if value > 9:
        return _coefficient(tens.end, hundreds + value)
    # "một trăm hai": 120 to most who say it, 102 to some who write it.
    return _coefficient(tens.end, hundreds + 10 * value, hundreds + value)


def _read_tens(atoms: Sequence[Atom], start: int) -> Coefficient | None:
    """A number below a hundred. "năm" is never its last digit after tens: there it says "years"."""
    first, second, third = (word_at(atoms, start + offset) for offset in range(3))
    if first == "mười":
        ones = _ones_after_ten(second)
        return _coefficient(start + (2 if ones else 1), 10 + ones)
    digit = DIGITS.get(first)
    if digit is None:
        return None
    if second in TENS:
        ones = 0 if third == "năm" else DIGITS.get(third, 0) or SHORT_ONES.get(third, 0)
        if third in DIGITS and _is_multiplied(word_at(atoms, start + 3)):
            ones = 0  # "năm mươi ba trăm" is no number: the second begins after the first
        return _coefficient(start + (3 if ones else 2), digit * 10 + ones, step=1 if ones else 10)
    if second in SHORT_ONES and digit > 1:
        return _coefficient(start + 2, digit * 10 + SHORT_ONES[second])
    return _coefficient(start + 1, digit)


def _ones_after_ten(word: str) -> int:
    if word in {"năm", "mốt"}:
        return 0
    return DIGITS.get(word, 0) or SHORT_ONES.get(word, 0)


def _is_multiplied(word: str) -> bool:
    return word == "trăm" or word in TENS


def _read_english(atoms: Sequence[Atom], start: int) -> Coefficient | None:
    first, second = word_at(atoms, start), word_at(atoms, start + 1)
    if first == "half":
        end = start + (2 if second in {"a", "an"} else 1)
        return Coefficient((_HALF_UNIT,), end) if word_at(atoms, end) in ENGLISH_SCALES else None
    if first in {"a", "an"}:
        if second in ENGLISH_SCALES:
            return _coefficient(start + 1, 1)
        return _read_english_hundreds(atoms, start + 1, 1) if second == "hundred" else None
    below = _read_english_tens(atoms, start)
    if below is None:
        return None
    value, end = below
    if word_at(atoms, end) == "hundred" and value < 10:
        return _read_english_hundreds(atoms, end, value)
    if [word_at(atoms, end + offset) for offset in range(3)] == ["and", "a", "half"]:
        return Coefficient((make_numeral(value * 10 + 5, 1),), end + 3)
    return _coefficient(end, value)


def _read_english_hundreds(atoms: Sequence[Atom], position: int, hundreds: int) -> Coefficient:
    rest = position + 1
    below = _read_english_tens(atoms, rest + 1 if word_at(atoms, rest) == "and" else rest)
    if below is None:
        return _coefficient(rest, hundreds * 100)
    return _coefficient(below[1], hundreds * 100 + below[0])


def _read_english_tens(atoms: Sequence[Atom], start: int) -> tuple[int, int] | None:
    first = word_at(atoms, start)
    if first in _ENGLISH_UNITS:
        return _ENGLISH_UNITS[first], start + 1
    if first not in _ENGLISH_TENS:
        return None
    after = start + 2 if word_at(atoms, start + 1) == "-" else start + 1
    ones = _ENGLISH_UNITS.get(word_at(atoms, after), 10)
    return (_ENGLISH_TENS[first] + ones, after + 1) if ones < 10 else (_ENGLISH_TENS[first], start + 1)
