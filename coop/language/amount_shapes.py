"""The quantity of a phrase with numbers in digits, by what `find_quantities` says of phrases of the same shape.

"trên 33.600 tỷ đồng" is read as "trên 3.333 tỷ đồng" is: the words and the separators of the number tell what it is
multiplied by, whatever its digits are. So each shape is read in full once, and the many phrases that share it by one
multiplication, or by two where a phrase is a range. A hedge before the number says the same before every shape. What
has no shape is left to be read in full.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from coop.language.amount_words import QUALIFIERS, RANGE_CONNECTORS, RANGE_OPENERS, VAGUE_HEADS
from coop.language.amounts import find_quantities
from coop.language.number_words import FIRST_WORDS
from coop.language.quantity import Qualifier, Quantity

# No number of four digits without separators, which may be a year, and none that begins with zero.
_NUMBER = r"([1-9][0-9]{0,2}+)((?:[.,][0-9]{1,3}+)*+)(?![.,]?[0-9])"
_NUMBERS = re.compile(rf"([^0-9]*+){_NUMBER}([^0-9]*+)(?:{_NUMBER}([^0-9]*+))?+")
_LONGEST = 200  # characters; what is longer is no number with its unit
_PARTS = str.maketrans("", "", ".,")
_DIGIT = "1"  # stands in a pattern for any digit
_HIDDEN = str.maketrans("0123456789", _DIGIT * 10)
# Two samples of each shape, as different as they can be: 3.333 and 222.222 for 33.600. Of two numbers the second is the
# larger, as a range has it.
_SAMPLES = (("3", "8"), ("222", "888"))

_Pattern = tuple[str, str, str, str | None, str]
"""The words before, between and behind the numbers, and behind each first group the groups, their digits hidden."""


class _Shape(NamedTuple):
    """By what the numbers of a shape are multiplied, and a quantity with the unit and the qualifier that they have."""

    low: int
    high: int
    like: Quantity


def read_by_shape(phrase: str, *, count_units: Sequence[str] = ()) -> Quantity | None:
    """The one quantity that `find_quantities` finds in the phrase; `None` where the phrase has to be read in full."""
    found = _NUMBERS.fullmatch(phrase) if len(phrase) <= _LONGEST else None
    if found is None:
        return None
    before, first, rest, behind, second, more, after = found.groups()
    hedge = _find_hedges().get(before)
    words = before if hedge is None else ""
    pattern = (words, _hide(rest), behind, None if second is None else _hide(more), after or "")
    shape = _read_shape(pattern, tuple(count_units))
    if shape is None:
        return None
    low = high = _join(first, rest) * shape.low
    if second is not None:
        high = _join(second, more) * shape.high
        if low >= high:  # no range at all
            return None
    qualifier = shape.like.qualifier if hedge is None else hedge.join(shape.like.qualifier)
    return Quantity(low, high, shape.like.unit, shape.like.is_money, qualifier)


def _hide(groups: str) -> str:
    """The groups of a number without their digits; zeros at the end stay, for "2,0 tỷ rưỡi" is more than 2 tỷ."""
    stated = groups.rstrip("0")
    return stated.translate(_HIDDEN) + groups[len(stated) :]


def _join(first: str, rest: str) -> int:
    return int(first + rest.translate(_PARTS))


@cache
def _find_hedges() -> dict[str, Qualifier]:
    """The hedges that can be nothing but one, with the space behind them."""
    others = FIRST_WORDS | RANGE_OPENERS | VAGUE_HEADS | {word for words, _ in RANGE_CONNECTORS for word in words}
    return {
        f"{' '.join(words)} ": qualifier
        for words, qualifier in QUALIFIERS
        if all(map(str.isalpha, words)) and others.isdisjoint(words)
    }


@lru_cache(maxsize=5_000)
def _read_shape(pattern: _Pattern, count_units: tuple[str, ...]) -> _Shape | None:
    """What all phrases of this pattern come to.

    Two samples prove that all there is to it is a multiplication: "3 tỷ hai trăm triệu" adds something too.
    """
    one, other = (_read_sample(pattern, sample, count_units) for sample in _SAMPLES)
    if one is None or other is None or (one.low, one.high) != (other.low, other.high):
        return None
    return one if replace(other.like, low=one.like.low, high=one.like.high) == one.like else None


def _read_sample(pattern: _Pattern, sample: tuple[str, str], count_units: tuple[str, ...]) -> _Shape | None:
    before, rest, behind, more, after = pattern
    first, second = sample
    rest = rest.replace(_DIGIT, first[0])
    more = None if more is None else more.replace(_DIGIT, second[0])
    phrase = f"{before}{first}{rest}{behind}" + ("" if more is None else f"{second}{more}{after}")
    matches = find_quantities(phrase, count_units=count_units)
    quantity = matches[0].quantity if len(matches) == 1 else None
    if quantity is None or (quantity.amount is None) != (more is not None):
        return None
    low, of_low = divmod(quantity.low, _join(first, rest))
    high, of_high = (low, of_low) if more is None else divmod(quantity.high, _join(second, more))
    return _Shape(low, high, quantity) if low and high and not of_low and not of_high else None
