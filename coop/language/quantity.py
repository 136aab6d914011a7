"""Exact quantities: money in whole units of its currency, counts of one noun; qualifiers, units, sums and print.

Totals keep what the source said of each figure: see `Qualifier.join` and `Quantity.__add__`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from coop.bilingual import Bilingual, Language
from coop.errors import CoopError, UnitMismatch
from coop.language.notation import MAX_DIGITS
from coop.language.text import nfc
from coop.language.units import CURRENCIES, Unit

_TOO_LARGE = 10**MAX_DIGITS


class QuantityError(CoopError):
    """What cannot be read as one quantity, or cannot be one.

    `readings` holds the quantities that an ambiguous text can mean.
    """

    def __init__(
        self,
        message: Bilingual,
        *,
        hint: Bilingual | None = None,
        readings: "tuple[Quantity, ...]" = (),
    ) -> None:
        super().__init__(message, hint=hint)
        self.readings = readings


class Qualifier(StrEnum):
    """How a source hedges a number."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    NEARLY = "nearly"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"

    @property
    def symbol(self) -> str:
        """The sign before a printed number; empty for an exact one, `<` for nearly."""
        return _SYMBOLS[self]

    @property
    def label(self) -> Bilingual:
        """The word before a number in prose."""
        return _LABELS[self]

    # str.join makes no sense for a qualifier, and "join" is the name of this operation of a semilattice.
    def join(self, other: "Qualifier") -> "Qualifier":  # type: ignore[override]
        """The qualifier of a sum: the larger within a chain, about across the chains.

        exact < at-least < over is one chain, exact < at-most < nearly the other, and about is above both.
        """
        for chain in _CHAINS:
            if self in chain and other in chain:
                return max(self, other, key=chain.index)
        return Qualifier.ABOUT


_CHAINS = (
    (Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.OVER),
    (Qualifier.EXACT, Qualifier.AT_MOST, Qualifier.NEARLY),
)
_SYMBOLS = {
    Qualifier.EXACT: "",
    Qualifier.ABOUT: "≈",
    Qualifier.OVER: ">",
    Qualifier.NEARLY: "<",
    Qualifier.AT_LEAST: "≥",
    Qualifier.AT_MOST: "≤",
}
_LABELS = {
    Qualifier.EXACT: Bilingual("exactly", "chính xác"),
    Qualifier.ABOUT: Bilingual("about", "khoảng"),
    Qualifier.OVER: Bilingual("over", "hơn"),
    Qualifier.NEARLY: Bilingual("nearly", "gần"),
    Qualifier.AT_LEAST: Bilingual("at least", "ít nhất"),
    Qualifier.AT_MOST: Bilingual("at most", "tối đa"),
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of one unit, or a range of it (`low` < `high`), in whole units of the currency or of the thing counted.

    `unit` is an ISO 4217 code where `is_money`, else a count noun. Negative numbers, ranges that run backwards, unknown
    currencies and numbers of more than a thousand digits raise `QuantityError`.
    """

    low: int
    high: int
    unit: str
    is_money: bool = True
    qualifier: Qualifier = Qualifier.EXACT

    def __post_init__(self) -> None:
        problem = self._find_problem()
        if problem:
            raise QuantityError(problem)

    def _find_problem(self) -> Bilingual | None:
        if self.low < 0:
            return Bilingual("a quantity cannot be negative", "số lượng không thể âm")
        if self.high >= _TOO_LARGE:
            return Bilingual(f"a number of more than {MAX_DIGITS} digits", f"một số dài hơn {MAX_DIGITS} chữ số")
        if self.low > self.high:
            return Bilingual(
                "a range runs backwards, expected low before high", "khoảng giá trị bị ngược: số nhỏ phải đứng trước"
            )
        if self.is_money and self.unit not in CURRENCIES:
            return Bilingual(f"no currency '{self.unit}'", f"không có loại tiền '{self.unit}'")
        if not self.is_money and (not self.unit.strip() or self.unit != nfc(" ".join(self.unit.split()))):
            return Bilingual("a count needs a noun as its unit", "số đếm cần một danh từ làm đơn vị")
        return None

    @classmethod
    def from_parts(
        cls,
        unit: Unit,
        *,
        amount: int | None = None,
        low: int | None = None,
        high: int | None = None,
        qualifier: Qualifier = Qualifier.EXACT,
    ) -> "Quantity":
        """The quantity that data states as `amount`, or as `low` and `high`, in `unit`.

        Raises `QuantityError` where neither or both are given.
        """
        if amount is not None and low is None and high is None:
            low = high = amount
        elif amount is not None or low is None or high is None:
            raise QuantityError(
                Bilingual("expected an amount, or low and high", "cần có số lượng, hoặc cả số nhỏ và số lớn")
            )
        return cls(low * unit.scale, high * unit.scale, unit.currency, unit.is_money, qualifier)

    @property
    def amount(self) -> int | None:
        """The number, None for a range."""
        return self.low if self.low == self.high else None

    def _check_unit(self, other: "Quantity") -> None:
        if (self.unit, self.is_money) != (other.unit, other.is_money):
            raise UnitMismatch(
                Bilingual(
                    f"'{self.unit}' and '{other.unit}' are different units, expected the same one",
                    f"'{self.unit}' và '{other.unit}' là hai đơn vị khác nhau, cần cùng một đơn vị",
                )
            )

    def __add__(self, other: "Quantity") -> "Quantity":
        """The sum: low with low, high with high, the qualifiers joined; `UnitMismatch` for another unit."""
        self._check_unit(other)
        qualifier = self.qualifier.join(other.qualifier)
        return Quantity(self.low + other.low, self.high + other.high, self.unit, self.is_money, qualifier)

    def __lt__(self, other: "Quantity") -> bool:
        self._check_unit(other)
        return (self.low, self.high) < (other.low, other.high)

    def __le__(self, other: "Quantity") -> bool:
        self._check_unit(other)
        return (self.low, self.high) <= (other.low, other.high)

    def __gt__(self, other: "Quantity") -> bool:
        return other < self

    def __ge__(self, other: "Quantity") -> bool:
        return other <= self


def sum_quantities(quantities: Iterable[Quantity]) -> Quantity | None:
    """The sum of quantities of one unit, None of none; `UnitMismatch` where the units differ."""
    total: Quantity | None = None
    for quantity in quantities:
        total = quantity if total is None else total + quantity
    return total


_SEPARATORS = {Language.EN: (",", "."), Language.VI: (".", ",")}
_DONG_STEPS = ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"), (1, "đồng"))
_THOUSANDS_UNTIL = 10**6  # nobody writes 1,234,567.89 nghìn
_OTHER_STEPS = {
    Language.EN: ((10**9, "billion "), (10**6, "million "), (1, "")),
    Language.VI: ((10**9, "tỷ "), (10**6, "triệu "), (1, "")),
}


def format_integer(number: int, language: Language) -> str:
    """`number` with the thousands separators of `language`: 45,500 or 45.500."""
    return f"{number:,}".replace(",", _SEPARATORS[language][0])


def format_share(tenths: int, language: Language) -> str:
    """A share in tenths of a percent with the separators of `language`: 57.5% or 57,5%."""
    whole, tenth = divmod(abs(tenths), 10)
    sign = "-" if tenths < 0 else ""
    return f"{sign}{format_integer(whole, language)}{_SEPARATORS[language][1]}{tenth}%"


def group_digits(number: int) -> Bilingual:
    """`number` as each language writes it, for a message: 50,000 and 50.000."""
    return Bilingual(format_integer(number, Language.EN), format_integer(number, Language.VI))


def format_quantity(quantity: Quantity, language: Language) -> str:
    """`quantity` for a reader: "≈ 45,500 tỷ", "500–700 tỷ", "50.8 million USD", "65 dự án".

    Money takes the largest unit that leaves at most two decimals, so that a decimal part never looks like a group of
    thousands (from a million on, thousands of đồng are not among them). Both ends of a range stand in one unit.
    `parse_quantity` in the same language reads it back.
    """
    if not quantity.is_money:
        scale, name = 1, quantity.unit
    elif quantity.unit == "VND":
        scale, name = _choose_step(quantity, _DONG_STEPS)
    else:
        scale, prefix = _choose_step(quantity, _OTHER_STEPS[language])
        name = prefix + quantity.unit
    ends = dict.fromkeys(_format_scaled(end, scale, language) for end in (quantity.low, quantity.high))
    symbol = f"{quantity.qualifier.symbol} " if quantity.qualifier.symbol else ""
    return f"{symbol}{'–'.join(ends)} {name}"


def _choose_step(quantity: Quantity, steps: tuple[tuple[int, str], ...]) -> tuple[int, str]:
    """The first of `steps` that both ends reach (zero reaches any) and that leaves each two decimals at most."""
    for scale, name in steps[:-1]:
        if scale == 10**3 and quantity.high >= _THOUSANDS_UNTIL:
            continue
        reached = quantity.high >= scale and (quantity.low >= scale or quantity.low == 0)
        if reached and all(end * 100 % scale == 0 for end in (quantity.low, quantity.high)):
            return scale, name
    return steps[-1]


def _format_scaled(number: int, scale: int, language: Language) -> str:
    """`number` in units of `scale`, exactly."""
    whole, rest = divmod(number, scale)
    decimals = f"{rest * 100 // scale:02}".rstrip("0")
    return format_integer(whole, language) + (_SEPARATORS[language][1] + decimals if decimals else "")
