"""What a schema's engine complains of, in words that a curator can read: no regex, no `repr`."""

import difflib
import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coop.dataset.composer import Place, Value
from coop.dataset.scalars import readings_hint, shorten
from coop.dataset.schema_rules import NOT_A_CHOICE, OUT_OF_BOUNDS, WRONG_FORM, WRONG_TYPE
from coop.diagnostic import Rule
from coop.language.dates import DateError, parse_edtf
from coop.language.text import slugify

if TYPE_CHECKING:
    import jsonschema_rs

Finding = tuple[Rule, str, str | None]
"""The rule that is broken, the message, a hint."""

_TYPES = {
    "object": "keys and values",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}


def say_missing(keys: Sequence[str]) -> str:
    """The sentence for keys that are required and are not there."""
    names = " and ".join(f"'{key}'" for key in keys)
    return f"the key {names} is missing" if len(keys) == 1 else f"the keys {names} are missing"


def read_detail(error: "jsonschema_rs.ValidationError", name: str) -> Any:
    """What the kind of an error says about it; each kind has attributes of its own."""
    return getattr(error.kind, name)


def explain_value(kind: str, error: "jsonschema_rs.ValidationError", path: Place) -> Finding:
    """Which rule a value breaks, in a sentence, and what helps."""
    value = error.instance
    explain = _EXPLAINERS.get(kind)
    if explain is not None:
        return explain(error, value, _name(path))
    return (OUT_OF_BOUNDS, f"{_name(path)} breaks the rule '{kind}' of the schema", None)


def _explain_type(error: "jsonschema_rs.ValidationError", value: Value, name: str) -> Finding:
    expected = " or ".join(_TYPES.get(kind, kind) for kind in read_detail(error, "types"))
    hint = None
    if isinstance(value, str) and expected == "a whole number":
        hint = readings_hint(value)
    elif isinstance(value, int) and expected.startswith("text"):
        hint = f"quote it: '{_said(value)}'"
    elif isinstance(value, str) and expected == "a list":
        hint = f"write a list of one: [{shorten(value)}]"
    return WRONG_TYPE, f"{name} is {_said(value)}, expected {expected}", hint


def _explain_enum(error: "jsonschema_rs.ValidationError", value: Value, name: str) -> Finding:
    options = [str(option) for option in read_detail(error, "options")]
    near = difflib.get_close_matches(str(value), options, n=1) if isinstance(value, str) else []
    hint = f"the nearest is '{near[0]}'" if near else None
    return NOT_A_CHOICE, f"{name} is {_said(value)}, expected one of {', '.join(options)}", hint


def _explain_constant(error: "jsonschema_rs.ValidationError", value: Value, name: str) -> Finding:
    return NOT_A_CHOICE, f"{name} is {_said(value)}, expected {read_detail(error, 'expected_value')}", None


_FORMS: Sequence[tuple[str, str]] = (
    ("^[a-z0-9]+(-", "an id: lower case letters a-z and digits in words joined by hyphens"),
    ("^([a-z0-9]+(-", "a figure's id, or agreement-id#figure-id"),
    ("^https?:", "a web address that begins with http:// or https://"),
    ("^https:", "a web address that begins with https://"),
    ("^[0-9]{4}[.]", "a version by calendar such as '2026.11.0'"),
    ("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "a day such as '2025-06-30'"),
    ("^[0-9]+/", "the number of an act such as 202/2025/QH15"),
    ("^[0-9]{2}$", "two digits, quoted"),
    ("^VN-", "a code of ISO 3166-2 such as VN-HN"),
    ("^[A-Za-z0-9.+-]+$", "an SPDX identifier such as CC-BY-4.0"),
    ("^[a-z_]+", "keys and ids joined by dots, such as figures.von-dang-ky.amount"),
    ("^\\S", "text on one line without space at its ends"),
)


def _explain_pattern(error: "jsonschema_rs.ValidationError", value: Value, name: str) -> Finding:
    pattern = read_detail(error, "pattern")
    form = next((words for start, words in _FORMS if pattern.startswith(start)), None)
    hint = None
    if form is None and pattern.startswith("^[0-9]{4}"):
        form, hint = _date_form(pattern), _date_hint(value)
    elif form is not None and form.startswith("an id:") and slugify(str(value)):
        hint = f"written as an id it is '{shorten(slugify(str(value)))}'"
    return WRONG_FORM, f"{name} is {_said(value)}, expected {form or 'another form'}", hint


def _date_form(pattern: str) -> str:
    if "/(" not in pattern:
        return "an EDTF date such as '2019', '2019-11' or '2019-11-16'"
    if ")?$" not in pattern:
        return "an EDTF interval such as '2023/2025' or '2023/..'"
    return "an EDTF date such as '2019', '2019-11' or '2019-11-16', or an interval"


def _date_hint(value: Value) -> str | None:
    """How what looks like a date is written here, where the text leaves no doubt."""
    try:
        parse_edtf(str(value))
    except DateError as error:
        return error.hint if error.hint and error.hint.startswith(("write it as", "write the interval as")) else None
    return None


def _bound(rule: Rule, words: str, attribute: str) -> Callable[..., Finding]:
    def explain(error: "jsonschema_rs.ValidationError", _value: Value, name: str) -> Finding:
        return rule, f"{name} {words.format(getattr(error.kind, attribute))}", None

    return explain


def _explain_unique(_error: "jsonschema_rs.ValidationError", value: Value, name: str) -> Finding:
    twice, seen = None, set()
    for item in value if isinstance(value, list) else []:
        key = json.dumps(item, sort_keys=True)
        if key in seen:
            twice = item
            break
        seen.add(key)
    return OUT_OF_BOUNDS, f"{name} lists {_said(twice)} twice, expected each once", None


_EXPLAINERS: Mapping[str, Callable[..., Finding]] = {
    "Type": _explain_type,
    "Enum": _explain_enum,
    "Constant": _explain_constant,
    "Pattern": _explain_pattern,
    "UniqueItems": _explain_unique,
    "MinItems": _bound(OUT_OF_BOUNDS, "has too few, expected at least {}", "limit"),
    "MaxItems": _bound(OUT_OF_BOUNDS, "has too many, expected at most {}", "limit"),
    "Minimum": _bound(OUT_OF_BOUNDS, "is too small, expected at least {}", "limit"),
    "Maximum": _bound(OUT_OF_BOUNDS, "is too large, expected at most {}", "limit"),
    "MinLength": _bound(OUT_OF_BOUNDS, "is too short, expected at least {} character", "limit"),
    "MaxLength": _bound(OUT_OF_BOUNDS, "is too long, expected at most {} characters", "limit"),
}


def _name(path: Place) -> str:
    """What a curator calls the value: its key, with the list's key for one of a list."""
    keys = [part for part in path if isinstance(part, str)]
    if not keys:
        return "the file"
    return f"one of '{keys[-1]}'" if isinstance(path[-1], int) else f"'{keys[-1]}'"


def _said(value: Value) -> str:
    if isinstance(value, str):
        return f"'{shorten(value)}'"
    if isinstance(value, dict):
        name = value.get("id") or value.get("name")
        return f"'{shorten(name)}'" if isinstance(name, str) else "keys and values"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "empty"
    return shorten(str(value).lower() if isinstance(value, bool) else str(value))
