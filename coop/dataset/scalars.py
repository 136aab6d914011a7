"""What a plain YAML scalar means: YAML 1.2 core, less everything on which YAML readers or people disagree.

Dates stay text, `no` is a word, `1:30` is text. A float, a number with a leading zero or of another base, and a number
too long for any source are refused: `45.500` is 45.5 to a YAML reader and 45,500 to a Vietnamese one.
"""

import re
from typing import NamedTuple

from coop.bilingual import Bilingual
from coop.diagnostic import Rule, Severity
from coop.language.quantity import group_digits

MAX_DIGITS = 24  # a quadrillion tỷ đồng; Python itself refuses to read numbers of over 4,300 digits

Scalar = str | int | float | bool | None

FLOAT = Rule(
    "P301",
    "float",
    Severity.ERROR,
    Bilingual(
        "Numbers are whole. `45.500` is 45.5 to a YAML reader and 45,500 to a Vietnamese one; a fraction "
        "takes the smaller unit (6,2 tỷ đồng is 6200 triệu đồng).",
        "Số là số nguyên. `45.500` với chương trình đọc YAML là 45,5, với người Việt là bốn mươi lăm nghìn năm trăm; "
        "số lẻ thì dùng đơn vị nhỏ hơn (6,2 tỷ đồng là 6200 triệu đồng).",
    ),
)
AMBIGUOUS_NUMBER = Rule(
    "P302",
    "ambiguous-number",
    Severity.ERROR,
    Bilingual(
        "A number is written in decimal digits without a leading zero: `010` is 8 to a YAML 1.1 reader and 10"
        " to a YAML 1.2 reader. A code such as `01` is quoted.",
        "Số viết bằng chữ số thập phân, không có số 0 ở đầu: `010` là 8 theo YAML 1.1 và là 10 theo YAML 1.2. Mã như "
        "`01` thì đặt trong dấu nháy.",
    ),
)
LONG_NUMBER = Rule(
    "P303",
    "long-number",
    Severity.ERROR,
    Bilingual(f"A number has at most {MAX_DIGITS} digits.", f"Một số có nhiều nhất {MAX_DIGITS} chữ số."),
)

RULES = (FLOAT, AMBIGUOUS_NUMBER, LONG_NUMBER)

_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# Compiled where they are first held against a value, which in most runs is none.
_INTEGER = r"[-+]?[0-9]+\Z"
_OTHER_BASE = r"0(?:o[0-7]+|x[0-9a-fA-F]+)\Z"
_FLOAT = r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z"
_PLAIN_FLOAT = r"[-+]?[0-9]+\.[0-9]+\Z"
_NOT_FINITE = r"(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z"
_GROUPED = r"([1-9][0-9]{0,2})((?:([., ])[0-9]{3})(?:\3[0-9]{3})*)\Z"


class Refusal(NamedTuple):
    """Why a scalar has no value."""

    rule: Rule
    message: Bilingual
    hint: Bilingual | None


def resolve_plain(text: str) -> Scalar | Refusal:
    """The value of an unquoted scalar, or why it has none."""
    if text in _WORDS:
        return _WORDS[text]
    first = text[0]
    if first not in "+-.0123456789":
        return text
    if re.match(_INTEGER, text):
        return _resolve_integer(text)
    if re.match(_OTHER_BASE, text):
        return _refuse_other_base(text)
    if re.match(_NOT_FINITE, text):
        message = Bilingual(f"{text} is no number, expected a whole number", f"{text} không phải là số, cần số nguyên")
        return Refusal(FLOAT, message, Bilingual("leave out what is not known", "không biết thì bỏ hẳn khóa"))
    if re.match(_FLOAT, text):
        number = shorten(text)
        message = Bilingual(
            f"the number {number} is not whole, expected a whole number",
            f"YAML đọc {number} là số thập phân{_as_read(text)}, cần số nguyên viết chỉ bằng chữ số",
        )
        return Refusal(FLOAT, message, readings_hint(text))
    return text


def _as_read(text: str) -> str:
    """What a program makes of `45.000`, in brackets and as Vietnamese writes it; of other spellings nothing is said."""
    return f" ({_decimal(text).replace('.', ',')})" if len(text) <= MAX_DIGITS and re.match(_PLAIN_FLOAT, text) else ""


def _refuse_other_base(text: str) -> Refusal:
    number = shorten(text)
    return Refusal(
        AMBIGUOUS_NUMBER,
        Bilingual(f"the number {number} is not decimal", f"số {number} không ở hệ thập phân"),
        Bilingual("write it in decimal digits, or quote it", "viết bằng chữ số thập phân, hoặc đặt trong dấu nháy"),
    )


def _resolve_integer(text: str) -> Scalar | Refusal:
    digits = text.lstrip("+-")
    if len(digits) > MAX_DIGITS:
        message = Bilingual(
            "the number {number} has {count} digits, expected at most {limit}",
            "số {number} có {count} chữ số, cần nhiều nhất {limit}",
        ).fill(number=shorten(text), count=group_digits(len(digits)), limit=MAX_DIGITS)
        return Refusal(LONG_NUMBER, message, Bilingual("name a larger unit", "dùng đơn vị lớn hơn"))
    if len(digits) > 1 and digits[0] == "0":
        message = Bilingual(
            f"the number {text} has a leading zero, which YAML 1.1 and 1.2 read differently",
            f"số {text} có số 0 ở đầu, YAML 1.1 và 1.2 đọc khác nhau",
        )
        number = int(digits)
        hint = Bilingual(
            f"write {number}, or quote a code: '{text}'", f"viết {number}, hoặc đặt mã trong dấu nháy: '{text}'"
        )
        return Refusal(AMBIGUOUS_NUMBER, message, hint)
    return int(text)


def shorten(text: str, limit: int = 40) -> str:
    """`text` cut to `limit` characters, what does not print replaced, so that a message stays one short line."""
    text = "".join(character if character.isprintable() else "\ufffd" for character in text[: limit + 1])
    return text if len(text) <= limit else text[: limit - 1] + "…"


def readings_hint(text: str) -> Bilingual | None:
    """How to write what is meant by a number that is not in plain digits; `None` where `text` is no number.

    `45.500` and `45,500` have two readings, and the hint shows both.
    """
    if re.match(_INTEGER, text):
        number = shorten(text)
        return Bilingual(f"write it without quotes: {number}", f"viết không có dấu nháy: {number}")
    grouped = re.match(_GROUPED, text) if len(text) <= 2 * MAX_DIGITS else None
    if grouped is None:
        return _FRACTION if re.match(_FLOAT, text.replace(",", ".")) else None
    whole = int("".join(character for character in text if character.isdigit()))
    if grouped[3] == " " or len(grouped[2]) > len(".000"):
        return Bilingual(f"write {whole}", f"viết {whole}")
    fraction = _decimal(text.replace(",", "."))
    as_fraction, as_whole = ("YAML", _VIETNAMESE) if grouped[3] == "." else (_VIETNAMESE, _ENGLISH)
    return Bilingual(
        "{as_fraction} reads {fraction}, {as_whole} sees {grouped}: write {whole}, "
        "or take a smaller unit if {fraction} is meant",
        "{as_fraction} đọc là {fraction}, {as_whole} hiểu là {grouped}: viết {whole}, "
        "hoặc dùng đơn vị nhỏ hơn nếu đúng là {fraction}",
    ).fill(
        as_fraction=as_fraction,
        as_whole=as_whole,
        fraction=Bilingual(fraction, fraction.replace(".", ",")),
        grouped=group_digits(whole) if grouped[3] == "." else f"{whole:,}",
        whole=whole,
    )


_VIETNAMESE = Bilingual("a Vietnamese reader", "người Việt")
_ENGLISH = Bilingual("an English reader", "người đọc tiếng Anh")
_FRACTION = Bilingual(
    "a fraction takes the smaller unit (6,2 tỷ đồng is 6200 triệu đồng), and what is no number is quoted",
    "số lẻ thì dùng đơn vị nhỏ hơn (6,2 tỷ đồng là 6200 triệu đồng), không phải số thì đặt trong dấu nháy",
)


def _decimal(text: str) -> str:
    """`45.500` as `45.5`, `45.000` as `45.0`: what a program makes of it."""
    whole, _, fraction = text.partition(".")
    return f"{whole}.{fraction.rstrip('0') or '0'}"
