"""The quantity of a phrase with one number in digits, by what `find_quantities` says of phrases of the same shape.

"trên 33.600 tỷ đồng" is read as "trên 3.333 tỷ đồng" is: the words and the separators of the number tell what it is
multiplied by, whatever its digits are. So each shape is read in full once, and the many phrases that share it by one
multiplication. What has no such shape is left to be read in full.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from coop.language.amounts import find_quantities
from coop.language.quantity import Quantity

# No number of four digits without separators, which may be a year, and none that begins with zero.
_ONE_NUMBER = re.compile(r"([^0-9]*+)([1-9][0-9]{0,2}+)((?:[.,][0-9]{1,3}+)*+)(?![.,]?[0-9])([^0-9]*+)")
_LONGEST = 200  # characters; what is longer is no number with its unit
_PARTS = str.maketrans("", "", ".,")
# Two samples of each shape, as different as they can be: 3.333 and 888.888 for 33.600.
_SAMPLES = tuple((first, str.maketrans("0123456789", digit * 10)) for first, digit in (("3", "3"), ("888", "8")))


def read_by_shape(phrase: str, *, count_units: Sequence[str] = ()) -> Quantity | None:
    """The one quantity that `find_quantities` finds in the phrase; `None` where the phrase has to be read in full."""
    found = _ONE_NUMBER.fullmatch(phrase) if len(phrase) <= _LONGEST else None
    if found is None:
        return None
    before, first, rest, after = found.groups()
    shape = _read_shape(before, rest.translate(_SAMPLES[0][1]), after, tuple(count_units))
    if shape is None:
        return None
    factor, like = shape
    amount = int(first + rest.translate(_PARTS)) * factor
    return Quantity(amount, amount, like.unit, like.is_money, like.qualifier)


@lru_cache(maxsize=5_000)
def _read_shape(before: str, rest: str, after: str, count_units: tuple[str, ...]) -> tuple[int, Quantity] | None:
    """By what numbers of this shape are multiplied, and a quantity with the unit and the qualifier that they have.

    Two samples prove that all there is to it is a multiplication: "3 tỷ hai trăm triệu" adds something too.
    """
    samples = (first + rest.translate(digits) for first, digits in _SAMPLES)
    first, second = (_read_sample(before, number, after, count_units) for number in samples)
    if first is None or second is None or first[0] != second[0]:
        return None
    return first if replace(second[1], low=first[1].low, high=first[1].high) == first[1] else None


def _read_sample(before: str, number: str, after: str, count_units: tuple[str, ...]) -> tuple[int, Quantity] | None:
    matches = find_quantities(f"{before}{number}{after}", count_units=count_units)
    quantity = matches[0].quantity if len(matches) == 1 else None
    if quantity is None or quantity.amount is None:
        return None
    factor, rest = divmod(quantity.amount, int(number.translate(_PARTS)))
    return (factor, quantity) if factor and not rest else None
