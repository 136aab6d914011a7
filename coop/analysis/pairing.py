"""Which values of two lists are the same thing: by id, by name, by what they are; never by position."""

import json
import re
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coop.dataset.composer import Value
from coop.dataset.identity import MAY_BE_RENAMED, MEMBER_KEYS
from coop.language.text import slugify

_KEYS: Mapping[str, tuple[str, ...]] = {
    **MEMBER_KEYS,
    "related": ("id", "relation"),  # another relation to the same agreement is told as another, not as a correction
    "also": ("unit",),
    "localities": ("id",),
    "regions": ("id",),
    "fields": ("id",),
    "measures": ("id",),
    "periods": ("from",),
    "unit_words": ("unit",),
    "contributors": ("name",),
}
"""What tells the mappings of a list apart, by the key that holds the list."""

_WHOLE = frozenset({"from", "to", "between", "period"})  # one value, whether it is written as a text or as a list
_ORDERED = frozenset({"units"})  # the first is the usual one
_WORD = re.compile("[a-z0-9_-]+")
_FIRST = "start"  # a period that has no first day


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing in two lists, `None` where it is not there, and what it is called in a path."""

    label: str
    old: Value
    new: Value


def canonical(value: Value) -> str:
    """A text that is the same for the same value, in whatever order keys and members stand."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(key)}:{canonical(each)}" for key, each in sorted(value.items())) + "}"
    if isinstance(value, list):
        return "[" + ",".join(sorted(canonical(each) for each in value)) + "]"
    return json.dumps(value)


def is_same(key: str, old: Value, new: Value) -> bool:
    """Whether two values under `key` say the same, though one be written otherwise."""
    if key in _ORDERED:
        return json.dumps(old) == json.dumps(new)
    if key in _WHOLE:
        return canonical(_as_list(old)) == canonical(_as_list(new))
    return canonical(old) == canonical(new)


def _as_list(value: Value) -> Value:
    return value if isinstance(value, list) else [value]


def has_members(key: str, old: Value, new: Value) -> bool:
    """Whether the two lists under `key` are told member by member rather than as one value."""
    return isinstance(old, list) and isinstance(new, list) and key not in _WHOLE and key not in _ORDERED


def pair_members(key: str, old: Sequence[Value], new: Sequence[Value]) -> tuple[Pair, ...]:
    """Pair the members of two lists under `key`: in the order of the new one, then what is gone.

    Of several with one name those that are the same go together first. Where what is left over on both sides differs in
    one part of its name alone, it was renamed.
    """
    of_new = dict(enumerate(new))
    partners = _pair_by_name(key, old, new)
    if key in MAY_BE_RENAMED:
        left = [position for position in range(len(old)) if position not in partners.values()]
        partners |= _pair_renamed(key, old, left, {p: each for p, each in of_new.items() if p not in partners})
    gone = [old[position] for position in sorted(set(range(len(old))) - set(partners.values()))]
    labels = _Labels(_name(key, each) for each in (*new, *gone))  # what was renamed has one name, the new one
    pairs = []
    for position, each in of_new.items():
        partner = partners.get(position)
        pairs.append(Pair(labels.label(_name(key, each)), None if partner is None else old[partner], each))
    return (*pairs, *(Pair(labels.label(_name(key, each)), each, None) for each in gone))


def _pair_by_name(key: str, old: Sequence[Value], new: Sequence[Value]) -> dict[int, int]:
    """The position in `old` for each position in `new` that has one."""
    alike: defaultdict[tuple[tuple[str, ...], str], deque[int]] = defaultdict(deque)
    for position, each in enumerate(old):
        alike[_name(key, each), canonical(each)].append(position)
    partners: dict[int, int] = {}
    for position, each in enumerate(new):
        same = alike.get((_name(key, each), canonical(each)))
        if same:
            partners[position] = same.popleft()
    taken = set(partners.values())
    by_name: defaultdict[tuple[str, ...], deque[int]] = defaultdict(deque)
    for position, each in enumerate(old):
        if position not in taken:
            by_name[_name(key, each)].append(position)
    for position, each in enumerate(new):
        open_ones = by_name.get(_name(key, each)) if position not in partners else None
        if open_ones:
            partners[position] = open_ones.popleft()
    return partners


def _pair_renamed(key: str, old: Sequence[Value], left: Iterable[int], new: Mapping[int, Value]) -> dict[int, int]:
    partners: dict[int, int] = {}
    open_ones = list(left)
    for part in _KEYS[key]:
        alike: defaultdict[str | None, deque[int]] = defaultdict(deque)
        for position in open_ones:
            alike[_rest(old[position], part)].append(position)
        for position, each in new.items():
            rest = _rest(each, part) if position not in partners else None
            if rest is not None and alike.get(rest):
                partners[position] = alike[rest].popleft()
        taken = set(partners.values())
        open_ones = [position for position in open_ones if position not in taken]
    return partners


def _rest(value: Value, part: str) -> str | None:
    """What a mapping says apart from one part of its name; nothing where that is all it says."""
    if not isinstance(value, dict) or len(value) < 2:
        return None
    return canonical({key: each for key, each in value.items() if key != part})


def _name(key: str, value: Value) -> tuple[str, ...]:
    """What tells a member apart: the parts of its name, or all of it where it has none."""
    if isinstance(value, dict) and key in _KEYS:
        parts = [value.get(part) for part in _KEYS[key]]
        if key == "periods" and parts == [None]:
            return (_FIRST,)
        if any(part is not None for part in parts):
            return tuple(str(part) for part in parts if part is not None)
    return (value,) if isinstance(value, str) else (canonical(value),)


def _spell(part: str) -> str:
    """A part of a name as it stands in a path: words of the schema and ids as they are."""
    return part if _WORD.fullmatch(part) else slugify(part)


class _Labels:
    """A label for each name, different for different names, in whatever order they come."""

    def __init__(self, names: Iterable[tuple[str, ...]]) -> None:
        self._labels: dict[tuple[str, ...], str] = {}
        taken: set[str] = set()
        for name in sorted(set(names)):
            plain = "-".join(filter(None, (_spell(part) for part in name))) or "unnamed"
            label, count = plain, 1
            while label in taken:
                count += 1
                label = f"{plain}-{count}"
            taken.add(label)
            self._labels[name] = label

    def label(self, name: tuple[str, ...]) -> str:
        return self._labels[name]
