"""What tells the items of a list apart, so that two versions of an agreement are compared by field and not by position.

A figure and a source are known by their id, a party by its locality, a person by name, an event by date, kind and
source. Lists such as `fields` are sets with an order. Every other list is one value.
"""

from collections.abc import Iterator, Mapping, Sequence

from coop.dataset.composer import Value

Identity = tuple[Value, ...]
Address = tuple[str | Identity, ...]
"""The way to a value: keys, and in place of positions what tells an item apart."""

MEMBER_KEYS: Mapping[str, tuple[str, ...]] = {
    "parties": ("locality",),
    "people": ("name",),
    "others": ("name",),
    "figures": ("id",),
    "events": ("date", "kind", "source"),
    "related": ("id",),
    "sources": ("id",),
    "conflicts": ("at", "source"),
}
"""The keys that tell the mappings of a list apart, by the key that holds the list."""

MAY_BE_RENAMED = frozenset({"people", "others", "figures", "events", "sources"})
"""The keys of the lists in which an item may be given another name, and be the same item."""

_SETS = frozenset(
    {
        ("fields",), ("source",), ("inferred",), ("not_stated",), ("figures", "inferred"), ("figures", "not_stated"),
        ("events", "inferred"), ("events", "not_stated"),
    }
)  # fmt: skip


def is_set(address: Address) -> bool:
    """Whether the list at the address is a set of plain values, in the order in which a curator likes to see them."""
    return _keys_of(address) in _SETS


def identity_keys(address: Address) -> tuple[str, ...]:
    """The keys by which the items of the list at the address are known; none where they are no such mappings."""
    return MEMBER_KEYS.get(address[-1], ()) if address and isinstance(address[-1], str) else ()


def identify_items(items: Sequence[Value], address: Address) -> list[Identity] | None:
    """What each item of the list at the address is known by; nothing where two are alike, or where it is one value."""
    keys = identity_keys(address)
    found: list[Identity] = []
    for item in items:
        if is_set(address) and not isinstance(item, dict | list):
            found.append((item,))
        elif keys and isinstance(item, dict) and isinstance(item.get(keys[-1]), str):
            found.append(tuple(item.get(key) for key in keys))
        else:
            return None
    if any(isinstance(part, dict | list) for identity in found for part in identity):
        return None
    return found if (keys or is_set(address)) and len(set(found)) == len(found) else None


def flatten_data(data: Value, address: Address = ()) -> Iterator[tuple[Address, object]]:
    """Every plain value by its address; the order of keys and of identified items is no part of it."""
    if isinstance(data, dict) and data:
        for key, value in data.items():
            yield from flatten_data(value, (*address, key))
        return
    identities = identify_items(data, address) if isinstance(data, list) and data else None
    if identities is None or not isinstance(data, list):
        yield address, (type(data).__name__, repr(data))
        return
    for identity, item in zip(identities, data, strict=True):
        yield from flatten_data(item, (*address, identity))


def name_address(address: Address) -> str:
    """The address as a person reads it, and as `conflicts.at` writes it: `figures.von-dang-ky.amount`."""
    return ".".join(
        part if isinstance(part, str) else " ".join(str(each) for each in part if each is not None) for part in address
    )


def _keys_of(address: Address) -> tuple[str, ...]:
    return tuple(part for part in address if isinstance(part, str))
