"""Amounts, each with a phrase that says it: as newspapers print them, in Vietnamese or in English."""

from dataclasses import dataclass
from random import Random

from made.terms import Measure

_HEDGES_VI = {
    "about": ("khoảng", "xấp xỉ", "trên dưới"),
    "over": ("trên", "hơn"),
    "nearly": ("gần",),
    "at-least": ("ít nhất", "không dưới", "tối thiểu"),
    "at-most": ("tối đa", "không quá"),
}
_HEDGES_EN = {
    "about": ("about", "around"), "over": ("over", "more than"), "nearly": ("nearly",),
    "at-least": ("at least",), "at-most": ("up to", "at most"),
}  # fmt: skip
_QUALIFIERS = ("about", "over", "over", "over", "nearly", "at-least", "at-most")
_SCALES = {"tỷ đồng": 10**9, "triệu đồng": 10**6, "đồng": 1, "triệu USD": 10**6, "USD": 1}
_MONEY = {"tỷ đồng": 66, "triệu đồng": 17, "đồng": 2, "triệu USD": 12, "USD": 3}
_SIZES = (9, 30, 99, 300, 999, 3_000, 9_999, 60_000)
_RANGE_SHARE, _HEDGED_SHARE, _ENGLISH_SHARE = 0.05, 0.3, 0.2


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, in the words of a source; `currency` is what it is totalled in."""

    low: int
    high: int
    unit: str
    currency: str
    scale: int
    qualifier: str | None
    phrase: str

    @property
    def key(self) -> tuple[str, int, int]:
        """What two amounts of one size have in common, whatever their units."""
        return self.currency, self.low * self.scale, self.high * self.scale

    def as_keys(self) -> dict[str, str | int]:
        """The keys of a figure that say it."""
        number = {"amount": self.low} if self.low == self.high else {"low": self.low, "high": self.high}
        hedge = {"qualifier": self.qualifier} if self.qualifier is not None else {}
        return {**number, "unit": self.unit, **hedge, "as_stated": self.phrase}


def make_amount(random: Random, measure: Measure) -> Amount:
    """An amount of a measure."""
    if measure.is_money:
        return _make_money(random, random.choices(list(_MONEY), list(_MONEY.values()))[0])
    return _make_count(random, measure, random.choice(measure.units))


def make_money(random: Random, unit: str, number: int) -> Amount:
    """A sum that is told exactly."""
    currency = "USD" if "USD" in unit else "VND"
    return Amount(number, number, unit, currency, _SCALES[unit], None, _say_money(random, unit, number))


def make_count(unit: str, number: int) -> Amount:
    """A number of things that is told exactly."""
    return Amount(number, number, unit, unit, 1, None, f"{group_vi(number)} {unit}")


def _make_money(random: Random, unit: str) -> Amount:
    currency, scale = ("USD" if "USD" in unit else "VND"), _SCALES[unit]
    number = _make_number(random)
    if unit == "đồng":
        number *= 500_000
    elif unit == "USD":
        number *= 5_000
    if random.random() < _RANGE_SHARE and unit in ("tỷ đồng", "triệu đồng"):
        low, high = number, number + random.randint(1, max(2, number // 2))
        phrase = f"từ {group_vi(low)} đến {group_vi(high)} {unit}" if number > 99 else f"{low} - {high} {unit}"
        return Amount(low, high, unit, currency, scale, None, phrase)
    is_english = random.random() < _ENGLISH_SHARE and unit in ("tỷ đồng", "triệu USD")
    said = _say_money_in_english(random, unit, number) if is_english else _say_money(random, unit, number)
    qualifier = random.choice(_QUALIFIERS) if random.random() < _HEDGED_SHARE else None
    return Amount(number, number, unit, currency, scale, qualifier, _hedge(random, said, qualifier, is_english))


def _make_count(random: Random, measure: Measure, unit: str) -> Amount:
    number = _make_number(random, most=5)
    if random.random() < _RANGE_SHARE:
        low, high = number, number + random.randint(1, max(2, number // 3))
        phrase = f"từ {group_vi(low)} đến {group_vi(high)} {unit}"
        return Amount(low, high, unit, unit, 1, None, phrase)
    is_english = random.random() < _ENGLISH_SHARE and unit in measure.words
    said = f"{number:,} {measure.words[unit][0]}" if is_english else f"{group_vi(number)} {unit}"
    qualifier = random.choice(_QUALIFIERS) if random.random() < _HEDGED_SHARE else None
    return Amount(number, number, unit, unit, 1, qualifier, _hedge(random, said, qualifier, is_english))


def _make_number(random: Random, *, most: int = len(_SIZES)) -> int:
    """A number of any size; large ones are mostly round, as those in newspapers are."""
    number = random.randint(2, _SIZES[random.randrange(most)])
    if number > 1_000 and random.random() < 0.6:
        number -= number % 100
    elif number > 100 and random.random() < 0.6:
        number -= number % 10
    return number


def _say_money(random: Random, unit: str, number: int) -> str:
    if unit == "tỷ đồng":
        if number % 1_000 == 0 and random.random() < 0.5:
            return f"{group_vi(number // 1_000)} {random.choice(('nghìn', 'ngàn'))} tỷ đồng"
        return f"{group_vi(number)} {random.choice(('tỷ đồng', 'tỷ đồng', 'tỉ đồng'))}"
    if unit in ("triệu đồng", "triệu USD") and number > 1_000 and number % 100 == 0 and number % 1_000:
        whole, part = divmod(number // 100, 10)
        return f"{group_vi(whole)},{part} tỷ {unit.removeprefix('triệu ')}"
    return f"{group_vi(number)} {unit}"


def _say_money_in_english(random: Random, unit: str, number: int) -> str:
    if unit == "triệu USD":
        return random.choice((f"US${number:,} million", f"{number:,} million USD"))
    if number > 1_000 and number % 100 == 0:
        whole, part = divmod(number // 100, 10)
        said = f"{whole}.{part}" if part else f"{whole}"
        return random.choice((f"VND{said} trillion", f"{said} trillion VND"))
    return random.choice((f"VND{number:,} billion", f"{number:,} billion VND"))


def _hedge(random: Random, said: str, qualifier: str | None, is_english: bool) -> str:
    if qualifier is None:
        return said
    return f"{random.choice((_HEDGES_EN if is_english else _HEDGES_VI)[qualifier])} {said}"


def group_vi(number: int) -> str:
    """Digits as a Vietnamese reader groups them."""
    return f"{number:,}".replace(",", ".")
