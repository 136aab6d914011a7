"""Numbers in digits: exact values, and the two conventions of separators (45.500,5 and 45,500.5)."""

import re
from dataclasses import dataclass
from enum import StrEnum

# Far above any sum of money, far below the length at which Python itself refuses to turn digits into a number.
MAX_DIGITS = 1000


@dataclass(frozen=True, slots=True)
class Numeral:
    """An exact number, `mantissa` divided by ten to the power of `places`; build it with `make_numeral`."""

    mantissa: int
    places: int = 0

    @property
    def whole(self) -> int | None:
        """The value as an integer, None where it has a fraction."""
        return None if self.places else self.mantissa

    def times(self, factor: int) -> "Numeral":
        """This number multiplied by a whole factor, without rounding."""
        return make_numeral(self.mantissa * factor, self.places)

    def plus(self, other: "Numeral") -> "Numeral":
        """The sum of two numbers, without rounding."""
        places = max(self.places, other.places)
        mantissas = (n.mantissa * 10 ** (places - n.places) for n in (self, other))
        return make_numeral(sum(mantissas), places)

    def is_below(self, limit: int) -> bool:
        """Whether the value is smaller than a whole number."""
        scale: int = 10**self.places
        return self.mantissa < limit * scale


def make_numeral(mantissa: int, places: int = 0) -> Numeral:
    """A `Numeral` in its shortest form, so that 45.50 and 45.5 are equal."""
    while places and mantissa % 10 == 0:
        mantissa, places = mantissa // 10, places - 1
    return Numeral(mantissa, places)


class Notation(StrEnum):
    """A way to read the separators in a number."""

    VIETNAMESE = "vi"  # 45.500,5
    ENGLISH = "en"  # 45,500.5
    REPAIRED = "repaired"  # 45.5 as what is left of 45.500, the trap of spreadsheets and YAML
    SHAPE = "shape"  # any digits at all: finds where a number stands, not what it is


# Compiled where a number is first held against them.
_PLAIN = r"[0-9]+"
_SPACED = r"[1-9][0-9]{0,2}(?: [0-9]{3})+|[0-9]+"
_GROUPED = {
    Notation.VIETNAMESE: rf"([1-9][0-9]{{0,2}}(?:\.[0-9]{{3}})+|{_SPACED})(?:,([0-9]+))?",
    Notation.ENGLISH: rf"([1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+|{_SPACED})(?:\.([0-9]+))?",
}
_CUT_GROUP = r"([1-9][0-9]{0,2})[.,]([0-9]{1,3})"
_ENGLISH_FOR_CERTAIN = r"[0-9]+,[0-9]{3}(?:,[0-9]{3})*\.[0-9]+|[0-9]+(?:,[0-9]{3}){2,}"
_VIETNAMESE_FOR_CERTAIN = r"[0-9]+\.[0-9]{3}(?:\.[0-9]{3})*,[0-9]+|[0-9]+(?:\.[0-9]{3}){2,}"


def read_digits(digits: str, notation: Notation) -> Numeral | None:
    """The value of a number in digits and separators, None where it breaks the rules of `notation`.

    Groups have exactly three digits and the first no leading zero; a space may stand for the group separator. Numbers
    of more than `MAX_DIGITS` characters have no value.
    """
    if notation is Notation.SHAPE:
        return Numeral(1)
    if len(digits) > MAX_DIGITS:
        return None
    if re.fullmatch(_PLAIN, digits):
        return Numeral(int(digits))
    if notation is Notation.REPAIRED:
        found = re.fullmatch(_CUT_GROUP, digits)
        return Numeral(int(found[1] + found[2].ljust(3, "0"))) if found else None
    found = re.fullmatch(_GROUPED[notation], digits)
    if not found:
        return None
    integer, fraction = re.sub(r"[., ]", "", found[1]), found[2] or ""
    return make_numeral(int(integer + fraction), len(fraction))


def certain_notation(digits: str) -> Notation | None:
    """The notation that the separators prove by themselves: 1,234.5 and 1,234,567 can be English only."""
    if re.fullmatch(_ENGLISH_FOR_CERTAIN, digits):
        return Notation.ENGLISH
    return Notation.VIETNAMESE if re.fullmatch(_VIETNAMESE_FOR_CERTAIN, digits) else None


def has_separators(digits: str) -> bool:
    """Whether the notation makes a difference to this number (groups set off by spaces alone do not)."""
    return "." in digits or "," in digits
