"""What a plain YAML scalar means: YAML 1.2 core, less everything on which YAML readers or people disagree.

Dates stay text, `no` is a word, `1:30` is text. A float, a number with a leading zero or of another base, and a number
too long for any source are refused: `45.500` is 45.5 to a YAML reader and 45,500 to a Vietnamese one.
"""

import re
from typing import NamedTuple

from coop.diagnostic import Rule, Severity

MAX_DIGITS = 24  # a quadrillion tỷ đồng; Python itself refuses to read numbers of over 4,300 digits

Scalar = str | int | float | bool | None

FLOAT = Rule(
    "P301",
    "float",
    Severity.ERROR,
    "Numbers are whole. `45.500` is 45.5 to a YAML reader and 45,500 to a Vietnamese one; a fraction "
    "takes the smaller unit (6,2 tỷ đồng is 6200 triệu đồng).",
)
AMBIGUOUS_NUMBER = Rule(
    "P302",
    "ambiguous-number",
    Severity.ERROR,
    "A number is written in decimal digits without a leading zero: `010` is 8 to a YAML 1.1 reader and 10"
    " to a YAML 1.2 reader. A code such as `01` is quoted.",
)
LONG_NUMBER = Rule(
    "P303",
    "long-number",
    Severity.ERROR,
    f"A number has at most {MAX_DIGITS} digits.",
)

RULES = (FLOAT, AMBIGUOUS_NUMBER, LONG_NUMBER)

_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_OTHER_BASE = re.compile(r"0(?:o[0-7]+|x[0-9a-fA-F]+)\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_NOT_FINITE = re.compile(r"(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z")
_GROUPED = re.compile(r"([1-9][0-9]{0,2})((?:([., ])[0-9]{3})(?:\3[0-9]{3})*)\Z")


class Refusal(NamedTuple):
    """Why a scalar has no value."""

    rule: Rule
    message: str
    hint: str | None


def resolve_plain(text: str) -> Scalar | Refusal:
    """The value of an unquoted scalar, or why it has none."""
    if text in _WORDS:
        return _WORDS[text]
    first = text[0]
    if first not in "+-.0123456789":
        return text
    if _INTEGER.match(text):
        return _resolve_integer(text)
    if _OTHER_BASE.match(text):
        return Refusal(AMBIGUOUS_NUMBER, f"the number {text} is not decimal", "write it in decimal digits, or quote it")
    if _NOT_FINITE.match(text):
        return Refusal(FLOAT, f"{text} is no number, expected a whole number", "leave out what is not known")
    if _FLOAT.match(text):
        return Refusal(FLOAT, f"the number {shorten(text)} is not whole, expected a whole number", readings_hint(text))
    return text


def _resolve_integer(text: str) -> Scalar | Refusal:
    digits = text.lstrip("+-")
    if len(digits) > MAX_DIGITS:
        message = f"the number {shorten(text)} has {len(digits):,} digits, expected at most {MAX_DIGITS}"
        return Refusal(LONG_NUMBER, message, "name a larger unit")
    if len(digits) > 1 and digits[0] == "0":
        message = f"the number {text} has a leading zero, which YAML 1.1 and 1.2 read differently"
        return Refusal(AMBIGUOUS_NUMBER, message, f"write {int(digits)}, or quote a code: '{text}'")
    return int(text)


def shorten(text: str, limit: int = 40) -> str:
    """`text` cut to `limit` characters, what does not print replaced, so that a message stays one short line."""
    text = "".join(character if character.isprintable() else "\ufffd" for character in text[: limit + 1])
    return text if len(text) <= limit else text[: limit - 1] + "…"


def readings_hint(text: str) -> str | None:
    """How to write what is meant by a number that is not in plain digits; `None` where `text` is no number.

    `45.500` and `45,500` have two readings, and the hint shows both.
    """
    if _INTEGER.match(text):
        return f"write it without quotes: {shorten(text)}"
    grouped = _GROUPED.match(text) if len(text) <= 2 * MAX_DIGITS else None
    if grouped is None:
        return _FRACTION if _FLOAT.match(text.replace(",", ".")) else None
    whole = int("".join(character for character in text if character.isdigit()))
    if grouped[3] == " " or len(grouped[2]) > len(".000"):
        return f"write {whole}"
    fraction = _decimal(text.replace(",", "."))
    as_fraction, as_whole = "YAML", "a Vietnamese reader"
    if grouped[3] == ",":
        as_fraction, as_whole = "a Vietnamese reader", "an English reader"
    return (
        f"{as_fraction} reads {fraction}, {as_whole} sees {whole:,}: write {whole}, "
        f"or take a smaller unit if {fraction} is meant"
    )


_FRACTION = "a fraction takes the smaller unit (6,2 tỷ đồng is 6200 triệu đồng), and what is no number is quoted"


def _decimal(text: str) -> str:
    """`45.500` as `45.5`, `45.000` as `45.0`: what a program makes of it."""
    whole, _, fraction = text.partition(".")
    return f"{whole}.{fraction.rstrip('0') or '0'}"
