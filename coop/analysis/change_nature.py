"""What kind of news a change is: a new fact, a correction, an event in the world, or other words for the same.

The rules, the first that fits deciding:

wording     what curators say in words of their own, in whatever way it changed: titles, purposes, notes, the titles of
            sources, names and definitions of fields, measures and regions, reasons. A phrase printed (`as_stated`) that
            is spelled otherwise and reads as the same quantity. An amount, unit or qualifier that is written otherwise
            and is the same quantity (`6 tỷ` as `6000 triệu`; `qualifier: exact`, which is meant where none stands).
event       an event that was not there; a status moved on to ended or superseded; a period that ends later than before;
            a new state of a stock: a figure of a series that the file has, with a later `as_of`, or a figure whose
            `as_of` moved on together with its source; a relation by which the agreement renews or supersedes another.
            In the vocabularies: a period that begins or ends on a day, and the successor of a locality.
fact        what was absent is there now; and what was said not to be stated, where it is stated now.
correction  a value that was replaced or taken away.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coop.dataset.composer import Value
from coop.errors import CoopError
from coop.language.amounts import parse_quantity
from coop.language.dates import EdtfInterval, parse_edtf
from coop.language.quantity import Qualifier, Quantity
from coop.language.spelling import fold_words
from coop.language.units import parse_unit

Data = Mapping[str, Value]


class ChangeNature(StrEnum):
    """What kind of news a change is."""

    FACT = "fact"
    CORRECTION = "correction"
    EVENT = "event"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a change at both ends: the whole file, and the nearest mapping that is a member of a list."""

    old_file: Data
    new_file: Data
    old: Data
    new: Data


_OWN_WORDS = frozenset({"title", "purpose", "note", "definition", "description", "reason"})
_QUANTITY = frozenset({"amount", "low", "high", "unit", "qualifier"})
_STATE = _QUANTITY | {"as_of", "as_stated", "projects", "source"}
_STAGES = {"agreed": 0, "signed": 1, "ended": 2, "superseded": 3}
_SUCCESSIONS = frozenset({"renews", "supersedes"})
_ENDS_IN_TIME = frozenset({("localities", "periods", "to"), ("regions", "periods", "to"), ("localities", "successor")})


def find_nature(keys: tuple[str, ...], before: Value, after: Value, around: Around) -> ChangeNature:
    """The nature of a change at `keys`, a path without ids; `None` before means added, after means removed."""
    if _is_wording(keys, before, after, around):
        return ChangeNature.WORDING
    if _is_event(keys, before, after, around):
        return ChangeNature.EVENT
    if before is None or _is_now_stated(keys, before, around):
        return ChangeNature.FACT
    return ChangeNature.CORRECTION


def _is_wording(keys: tuple[str, ...], before: Value, after: Value, around: Around) -> bool:
    if not _OWN_WORDS.isdisjoint(keys):
        return True
    key = keys[-1] if keys else ""
    if key == "doubtful" or (keys[1:2] == ("name",) and keys[0] in ("fields", "measures", "regions")):
        return before is not None and after is not None
    if key == "as_stated" and isinstance(before, str) and isinstance(after, str):
        return _reads_alike(before, after, around)
    if key in _QUANTITY:
        old = read_quantity(around.old)
        return old is not None and old == read_quantity(around.new)
    return False


def _reads_alike(before: str, after: str, around: Around) -> bool:
    if fold_words(before) == fold_words(after):
        return True
    units = [unit for each in (around.old, around.new) if isinstance(unit := each.get("unit"), str)]
    try:
        return parse_quantity(before, count_units=units) == parse_quantity(after, count_units=units)
    except CoopError:
        return False


def read_quantity(figure: Data) -> Quantity | None:
    """The quantity that the data of a figure states, `None` where it states none that can be read."""
    unit = figure.get("unit")
    if not isinstance(unit, str):
        return None
    try:
        parsed = parse_unit(unit, count_units=[unit])
        qualifier = Qualifier(str(figure.get("qualifier", Qualifier.EXACT)))
        low, high = (_integer(figure, key) for key in ("low", "high"))
        return Quantity.from_parts(parsed, amount=_integer(figure, "amount"), low=low, high=high, qualifier=qualifier)
    except (CoopError, ValueError):
        return None


def _integer(figure: Data, key: str) -> int | None:
    value = figure.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _is_event(keys: tuple[str, ...], before: Value, after: Value, around: Around) -> bool:
    if before is None and isinstance(after, dict):
        if keys == ("related",):
            return after.get("relation") in _SUCCESSIONS
        if keys == ("figures",):
            return _continues_series(after, around.old_file)
        return keys == ("events",) or (keys[1:] == ("periods",) and "from" in after)
    if keys == ("status",):
        stage = _STAGES.get(str(after), 0)
        return stage >= _STAGES["ended"] and stage > _STAGES.get(str(before), stage)
    if keys == ("period",):
        return _is_extended(before, after)
    if len(keys) == 2 and keys[0] == "figures" and keys[1] in _STATE:
        is_newer = _is_newer_state(around.old, around.new)
        return is_newer and around.old.get("source") != around.new.get("source")
    return before is None and keys in _ENDS_IN_TIME


def _continues_series(figure: Data, old_file: Data) -> bool:
    figures = old_file.get("figures")
    known = figures if isinstance(figures, list) else []
    return any(_is_newer_state(each, figure) for each in known if isinstance(each, dict))


def _is_newer_state(old: Data, new: Data) -> bool:
    one, other = _last_day(old.get("as_of")), _last_day(new.get("as_of"))
    return one is not None and other is not None and one < other and _series(old) == _series(new)


def _series(figure: Data) -> tuple[object, ...]:
    quantity = read_quantity(figure)
    ends = tuple(_members(figure.get(key)) for key in ("from", "to", "between"))
    rest = (figure.get(key) for key in ("measure", "field", "per"))
    return (quantity.unit if quantity is not None else figure.get("unit"), *ends, *rest)


def _members(value: Value) -> frozenset[str]:
    return frozenset(str(each) for each in (value if isinstance(value, list) else [value]))


def _last_day(value: Value) -> date | None:
    try:
        return parse_edtf(value).last_day if isinstance(value, str) else None
    except CoopError:
        return None


def _is_extended(before: Value, after: Value) -> bool:
    """Whether a period begins as before and ends later, or no longer ends."""
    if not isinstance(before, str) or not isinstance(after, str):
        return False
    try:
        old, new = parse_edtf(before), parse_edtf(after)
    except CoopError:
        return False
    if not isinstance(old, EdtfInterval) or not isinstance(new, EdtfInterval) or old.start != new.start:
        return False
    if old.last_day is None:
        return False
    return new.last_day is None or new.last_day > old.last_day


def _is_now_stated(keys: tuple[str, ...], before: Value, around: Around) -> bool:
    """Whether a word was taken out of `not_stated` because the value that it spoke of is there now."""
    if keys[-1:] != ("not_stated",):
        return False
    words = before if isinstance(before, list) else [before]
    return all(isinstance(each, str) and each not in around.old and each in around.new for each in words)
