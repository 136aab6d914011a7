"""Units of money and of counts: the currencies that news of Vietnam names, their scales, and how people write them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

from coop.bilingual import Bilingual
from coop.errors import UsageError
from coop.language.number_words import SCALES
from coop.language.snippets import cut_snippet
from coop.language.text import fold, map_text, normalise_tones


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts: `scale` whole units of `currency` (ISO 4217), or of a count noun where not `is_money`."""

    currency: str
    scale: int
    is_money: bool
    name: str


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency: its ISO 4217 code, its name as a Vietnamese unit, and the other ways to write it, in lower case.

    `weak` spellings are everyday words or letters too ("kíp" is also a shift): without a scale word they stand for
    money only behind a number of a thousand or more. `prefixes` may stand before the number.
    """

    code: str
    name: str
    spellings: tuple[str, ...]
    weak: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()


_ALL = (
    Currency(
        "VND",
        "đồng",
        ("đồng", "đồng việt nam", "việt nam đồng", "vnd", "vnđ", "₫", "vietnamese dong", "vietnam dong", "vn đồng"),
        weak=("đ", "dong", "dongs"),
        prefixes=("vnd", "vnđ", "₫"),
    ),
    Currency(
        "USD",
        "USD",
        (
            "usd", "us$", "us $", "$", "$us", "đô la mỹ", "đô la mĩ", "đô-la mỹ", "đô-la", "đô la", "đôla", "đôla mỹ",
            "đô mỹ", "us dollar", "us dollars", "u.s. dollars", "american dollars", "dollar", "dollars", "mỹ kim",
        ),
        weak=("đô",),
        prefixes=("usd", "us$", "us $", "$", "$us"),
    ),
    Currency("EUR", "EUR", ("eur", "euro", "euros", "€", "ơ-rô", "ơrô"), prefixes=("eur", "€", "euro")),
    Currency(
        "JPY",
        "yên",
        ("yên nhật", "yên nhật bản", "jpy", "japanese yen"),
        weak=("yên", "yen"),
        prefixes=("jpy",),
    ),
    Currency("KRW", "won", ("krw", "won hàn quốc", "won", "₩", "korean won"), prefixes=("krw", "₩")),
    Currency(
        "CNY",
        "nhân dân tệ",
        ("nhân dân tệ", "cny", "rmb", "yuan", "renminbi", "chinese yuan"),
        weak=("tệ", "ndt"),
        prefixes=("cny", "rmb"),
    ),
    Currency("LAK", "kíp", ("lak", "kíp lào", "kip lào", "lao kip"), weak=("kíp", "kip"), prefixes=("lak",)),
    Currency("THB", "baht", ("thb", "baht thái", "bạt thái", "thai baht", "baht", "฿"), ("bạt",), prefixes=("thb",)),
    Currency("KHR", "riel", ("khr", "riel", "riel campuchia", "riels", "៛"), weak=("riên",), prefixes=("khr",)),
    Currency("GBP", "GBP", ("gbp", "bảng anh", "£", "pounds sterling"), prefixes=("gbp", "£")),
    Currency("AUD", "AUD", ("aud", "đô la úc", "a$", "australian dollars"), prefixes=("aud", "a$")),
    Currency("SGD", "SGD", ("sgd", "đô la singapore", "s$", "singapore dollars"), prefixes=("sgd", "s$")),
)  # fmt: skip

CURRENCIES: Mapping[str, Currency] = MappingProxyType({currency.code: currency for currency in _ALL})
"""Every currency that a quantity of money can have, by ISO 4217 code."""

_SCALE_NAMES = (("", 1), ("nghìn ", 10**3), ("triệu ", 10**6), ("tỷ ", 10**9))


def _build_money_units() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for currency in _ALL:
        scales = (*_SCALE_NAMES, ("nghìn tỷ ", 10**12)) if currency.code == "VND" else _SCALE_NAMES
        for scale_name, scale in scales:
            name = scale_name + currency.name
            units[name] = Unit(currency.code, scale, True, name)
    return units


MONEY_UNITS: Mapping[str, Unit] = MappingProxyType(_build_money_units())
"""The names that a figure's `unit` may have for money, each with what it means."""

_SPELLINGS = {
    spelling: currency
    for currency in _ALL
    for spelling in (currency.name.lower(), *currency.spellings, *currency.weak, *currency.prefixes)
}


def parse_unit(text: str, *, count_units: Sequence[str] = ()) -> Unit:
    """The unit that `text` names, in any usual spelling: "tỷ đồng", "tỉ VND", "ngàn đồng", "triệu đô la Mỹ".

    A count is one of `count_units`, also behind a scale word ("triệu lượt khách"). Case, tone placement and spaces
    make no difference. Anything else raises `UsageError`, whose hint names the nearest unit known.
    """
    if not count_units and text in MONEY_UNITS:
        return MONEY_UNITS[text]
    words = fold_unit(text).split()
    rest, scale = list(words), 1
    while len(rest) > 1 and rest[0] in SCALES:
        scale *= SCALES[rest.pop(0)]
    noun = " ".join(rest)
    for unit in count_units:
        if fold_unit(unit) == noun:
            return Unit(unit, scale, False, " ".join((*words[: len(words) - len(rest)], unit)))
    if len(rest) == 1 and rest[0] in SCALES:  # "tỷ" by itself is of đồng
        scale, noun = scale * SCALES[rest[0]], "đồng"
    currency = _SPELLINGS.get(noun)
    for money in MONEY_UNITS.values():
        if currency and (money.currency, money.scale) == (currency.code, scale):
            return money
    known = [*MONEY_UNITS, *count_units]
    by_fold = {fold(name): name for name in known}
    nearest = get_close_matches(fold(text[:100]), by_fold, n=1, cutoff=0.5)
    if nearest:
        name = by_fold[nearest[0]]
        hint = Bilingual(f"the nearest known unit is '{name}'", f"đơn vị gần nhất là '{name}'")
    else:
        some = ", ".join(known[:5])
        hint = Bilingual(f"expected {some}, ...", f"cần là {some}, ...")
    snippet = cut_snippet(text)
    raise UsageError(Bilingual(f"unknown unit '{snippet}'", f"không biết đơn vị '{snippet}'"), hint=hint)


def fold_unit(text: str) -> str:
    """The form in which units are compared: lower case, tones in one place, single spaces; accents stay."""
    return re.sub(r"\s+", " ", normalise_tones(map_text(text).text).lower()).strip()
