"""What a schema's engine complains of, in words that a curator can read: no regex, no `repr`."""

import difflib
import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coop.bilingual import Bilingual, either
from coop.dataset.composer import Place, Value
from coop.dataset.scalars import readings_hint, shorten
from coop.dataset.schema_rules import NOT_A_CHOICE, OUT_OF_BOUNDS, WRONG_FORM, WRONG_TYPE
from coop.diagnostic import Rule
from coop.language.dates import DateError, parse_edtf
from coop.language.text import slugify

if TYPE_CHECKING:
    import jsonschema_rs

Finding = tuple[Rule, Bilingual, Bilingual | None]
"""The rule that is broken, the message, a hint."""

RANGE = frozenset({"low", "high"})
"""The keys that stand in place of an amount."""

_TYPES = {
    "object": Bilingual("keys and values", "các cặp khóa: giá trị"),
    "array": Bilingual("a list", "danh sách"),
    "string": Bilingual("text", "chuỗi"),
    "integer": Bilingual("a whole number", "số nguyên"),
    "number": Bilingual("a number", "số"),
    "boolean": Bilingual("true or false", "true hoặc false"),
    "null": Bilingual("nothing", "để trống"),
}


def say_missing(keys: Sequence[str]) -> Bilingual:
    """The sentence for keys that are required and are not there; a range that is not there either is an amount."""
    keys = ("amount",) if set(keys) == RANGE else keys
    quoted = [f"'{key}'" for key in keys]
    en, vi = " and ".join(quoted), " và ".join(quoted)
    if len(keys) == 1:
        return Bilingual(f"the key {en} is missing", f"thiếu khóa {vi}")
    return Bilingual(f"the keys {en} are missing", f"thiếu các khóa {vi}")


def say_unknown_key(key: str, near: Sequence[str], known: Sequence[str]) -> tuple[Bilingual, Bilingual]:
    """The sentence for a key that the schema does not know, and the hint: the nearest, or all that it knows."""
    key = shorten(key)
    message = Bilingual(f"unknown key '{key}'", f"không có khóa '{key}'")
    if near:
        return message, Bilingual(f"the nearest known key is '{near[0]}'", f"khóa gần nhất là '{near[0]}'")
    keys = ", ".join(known)
    return message, Bilingual(f"the keys are {keys}", f"các khóa là {keys}")


def read_detail(error: "jsonschema_rs.ValidationError", name: str) -> Any:
    """What the kind of an error says about it; each kind has attributes of its own."""
    return getattr(error.kind, name)


def explain_value(kind: str, error: "jsonschema_rs.ValidationError", path: Place) -> Finding:
    """Which rule a value breaks, in a sentence, and what helps."""
    value = error.instance
    explain = _EXPLAINERS.get(kind)
    if explain is not None:
        return explain(error, value, _name(path))
    message = Bilingual("{name} breaks the rule '{kind}' of the schema", "{name} trái quy tắc '{kind}' của lược đồ")
    return (OUT_OF_BOUNDS, message.fill(name=_name(path), kind=kind), None)


def _say_expected(name: Bilingual, value: Value, expected: str | Bilingual) -> Bilingual:
    message = Bilingual("{name} is {said}, expected {expected}", "{name} là {said}, cần là {expected}")
    return message.fill(name=name, said=_said(value), expected=expected)


def _explain_type(error: "jsonschema_rs.ValidationError", value: Value, name: Bilingual) -> Finding:
    types = list(read_detail(error, "types"))
    hint = None
    if isinstance(value, str) and types == ["integer"]:
        hint = readings_hint(value)
    elif isinstance(value, int) and types[0] == "string":
        quoted = f"'{_said(value).en}'"
        hint = Bilingual(f"quote it: {quoted}", f"đặt trong dấu nháy: {quoted}")
    elif isinstance(value, str) and types == ["array"]:
        single = f"[{shorten(value)}]"
        hint = Bilingual(f"write a list of one: {single}", f"viết danh sách có một mục: {single}")
    return WRONG_TYPE, _say_expected(name, value, either(_TYPES.get(each, each) for each in types)), hint


def _explain_enum(error: "jsonschema_rs.ValidationError", value: Value, name: Bilingual) -> Finding:
    options = [str(option) for option in read_detail(error, "options")]
    near = difflib.get_close_matches(str(value), options, n=1) if isinstance(value, str) else []
    hint = Bilingual(f"the nearest is '{near[0]}'", f"gần nhất là '{near[0]}'") if near else None
    listed = ", ".join(options)
    expected = Bilingual(f"one of {listed}", f"một trong {listed}")
    return NOT_A_CHOICE, _say_expected(name, value, expected), hint


def _explain_constant(error: "jsonschema_rs.ValidationError", value: Value, name: Bilingual) -> Finding:
    return NOT_A_CHOICE, _say_expected(name, value, str(read_detail(error, "expected_value"))), None


_SLUG = Bilingual(
    "an id: lower case letters a-z and digits in words joined by hyphens",
    "mã: chữ thường a-z và chữ số, các từ nối bằng dấu gạch nối",
)
_FORMS: Sequence[tuple[str, Bilingual]] = (
    ("^[a-z0-9]+(-", _SLUG),
    (
        "^([a-z0-9]+(-",
        Bilingual("a figure's id, or agreement-id#figure-id", "mã của số liệu, hoặc mã-thỏa-thuận#mã-số-liệu"),
    ),
    (
        "^https?:",
        Bilingual(
            "a web address that begins with http:// or https://", "địa chỉ web bắt đầu bằng http:// hoặc https://"
        ),
    ),
    ("^https:", Bilingual("a web address that begins with https://", "địa chỉ web bắt đầu bằng https://")),
    ("^[0-9]{4}[.]", Bilingual("a version by calendar such as '2026.11.0'", "phiên bản theo lịch như '2026.11.0'")),
    ("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", Bilingual("a day such as '2025-06-30'", "ngày như '2025-06-30'")),
    ("^[0-9]+/", Bilingual("the number of an act such as 202/2025/QH15", "số hiệu văn bản như 202/2025/QH15")),
    ("^[0-9]{2}$", Bilingual("two digits, quoted", "hai chữ số, đặt trong dấu nháy")),
    ("^VN-", Bilingual("a code of ISO 3166-2 such as VN-HN", "mã ISO 3166-2 như VN-HN")),
    ("^[A-Za-z0-9.+-]+$", Bilingual("an SPDX identifier such as CC-BY-4.0", "mã giấy phép SPDX như CC-BY-4.0")),
    (
        "^[a-z_]+",
        Bilingual(
            "keys and ids joined by dots, such as figures.von-dang-ky.amount",
            "các khóa và mã nối bằng dấu chấm, như figures.von-dang-ky.amount",
        ),
    ),
    (
        "^\\S",
        Bilingual("text on one line without space at its ends", "chuỗi trên một dòng, không có dấu cách ở hai đầu"),
    ),
)


def _explain_pattern(error: "jsonschema_rs.ValidationError", value: Value, name: Bilingual) -> Finding:
    pattern = read_detail(error, "pattern")
    form = next((words for start, words in _FORMS if pattern.startswith(start)), None)
    hint = None
    if form is None and pattern.startswith("^[0-9]{4}"):
        form, hint = _date_form(pattern), _date_hint(value)
    elif form is _SLUG and (slug := slugify(str(value))):
        slug = shorten(slug)
        hint = Bilingual(f"written as an id it is '{slug}'", f"viết thành mã là '{slug}'")
    return WRONG_FORM, _say_expected(name, value, form or Bilingual("another form", "dạng khác")), hint


def _date_form(pattern: str) -> Bilingual:
    if "/(" not in pattern:
        return Bilingual(
            "an EDTF date such as '2019', '2019-11' or '2019-11-16'",
            "ngày EDTF như '2019', '2019-11' hoặc '2019-11-16'",
        )
    if ")?$" not in pattern:
        return Bilingual(
            "an EDTF interval such as '2023/2025' or '2023/..'", "khoảng thời gian EDTF như '2023/2025' hoặc '2023/..'"
        )
    return Bilingual(
        "an EDTF date such as '2019', '2019-11' or '2019-11-16', or an interval",
        "ngày EDTF như '2019', '2019-11' hoặc '2019-11-16', hoặc khoảng thời gian",
    )


def _date_hint(value: Value) -> Bilingual | None:
    """How what looks like a date is written here, where the text leaves no doubt."""
    try:
        parse_edtf(str(value))
    except DateError as error:
        is_sure = error.hint is not None and error.hint.en.startswith(("write it as", "write the interval as"))
        return error.hint if is_sure else None
    return None


def _bound(en: str, vi: str) -> Callable[..., Finding]:
    words = Bilingual("{name} " + en, "{name} " + vi)

    def explain(error: "jsonschema_rs.ValidationError", _value: Value, name: Bilingual) -> Finding:
        return OUT_OF_BOUNDS, words.fill(name=name, limit=read_detail(error, "limit")), None

    return explain


def _explain_unique(_error: "jsonschema_rs.ValidationError", value: Value, name: Bilingual) -> Finding:
    twice, seen = None, set()
    for item in value if isinstance(value, list) else []:
        key = json.dumps(item, sort_keys=True)
        if key in seen:
            twice = item
            break
        seen.add(key)
    message = Bilingual(
        "{name} lists {said} twice, expected each once", "{name} liệt kê {said} hai lần, cần mỗi mục một lần"
    )
    return OUT_OF_BOUNDS, message.fill(name=name, said=_said(twice)), None


_EXPLAINERS: Mapping[str, Callable[..., Finding]] = {
    "Type": _explain_type,
    "Enum": _explain_enum,
    "Constant": _explain_constant,
    "Pattern": _explain_pattern,
    "UniqueItems": _explain_unique,
    "MinItems": _bound("has too few, expected at least {limit}", "có quá ít mục, cần ít nhất {limit}"),
    "MaxItems": _bound("has too many, expected at most {limit}", "có quá nhiều mục, cần nhiều nhất {limit}"),
    "Minimum": _bound("is too small, expected at least {limit}", "quá nhỏ, cần ít nhất {limit}"),
    "Maximum": _bound("is too large, expected at most {limit}", "quá lớn, cần nhiều nhất {limit}"),
    "MinLength": _bound("is too short, expected at least {limit} character", "quá ngắn, cần ít nhất {limit} ký tự"),
    "MaxLength": _bound("is too long, expected at most {limit} characters", "quá dài, cần nhiều nhất {limit} ký tự"),
}


def _name(path: Place) -> Bilingual:
    """What a curator calls the value: its key, with the list's key for one of a list."""
    keys = [part for part in path if isinstance(part, str)]
    if not keys:
        return Bilingual("the file", "tệp")
    key = f"'{keys[-1]}'"
    return Bilingual(f"one of {key}", f"một mục của {key}") if isinstance(path[-1], int) else Bilingual(key, key)


def _said(value: Value) -> Bilingual:
    if isinstance(value, dict):
        name = value.get("id") or value.get("name")
        if not isinstance(name, str):
            return _TYPES["object"]
        value = name
    if isinstance(value, list):
        return _TYPES["array"]
    if value is None:
        return Bilingual("empty", "giá trị trống")
    if isinstance(value, str):
        said = f"'{shorten(value)}'"
    else:
        said = shorten(str(value).lower() if isinstance(value, bool) else str(value))
    return Bilingual(said, said)
