"""Items that a side knows by another name than before: a figure with a new id is the same figure still.

Without this, two sides that gave one figure two new ids would leave both in the merged file, and the sum counted twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from coop.dataset.composer import Value
from coop.dataset.identity import MAY_BE_RENAMED, Address, Identity, flatten_data, identify_items, identity_keys
from coop.dataset.outline import Block, Name

Flat = Mapping[Address, object]
Items = Mapping[Identity, Value]
Names = Mapping[Identity, Identity]
Renames = Mapping[Address, Names]
"""For each list by its address, the old name of an item by its new one; addresses are made of old names."""

_HALF = 0.5


@dataclass(frozen=True, slots=True)
class RenamesOfSides:
    """What each side calls otherwise."""

    ours: Renames = field(default_factory=dict)
    theirs: Renames = field(default_factory=dict)

    @property
    def all(self) -> Renames:
        """Those of both sides; no new name of one has another meaning on the other."""
        lists = {**self.ours, **self.theirs}
        return {each: {**self.ours.get(each, {}), **self.theirs.get(each, {})} for each in lists}


def find_renames(base: Value, ours: Value, theirs: Value) -> RenamesOfSides:
    """The items of the three versions of a file that a side has renamed."""
    by_us: dict[Address, Names] = {}
    by_them: dict[Address, Names] = {}
    for address, mine, other in _walk(base, ours, theirs, ()):
        if mine:
            by_us[address] = mine
        if other:
            by_them[address] = other
    return RenamesOfSides(by_us, by_them)


def rename_blocks(block: Block, renames: Renames, address: Address = ()) -> Block:
    """The block with its items under their old names; every line stays as it is."""
    if not renames or not block.children:
        return block
    names = renames.get(address, {})
    children: dict[Name, Block] = {}
    for name, child in block.children.items():
        old = name if isinstance(name, str) else names.get(name, name)
        children[old] = rename_blocks(child, renames, (*address, old))
    return replace(block, children=children)


def rename_addresses(flat: Flat, renames: Renames) -> Flat | None:
    """The values by the old names of what they are in; nothing where two items would have one name."""
    renamed = {_rename_address(address, renames): value for address, value in flat.items()}
    return renamed if len(renamed) == len(flat) else None


def _rename_address(address: Address, renames: Renames) -> Address:
    if not renames:
        return address
    old: Address = ()
    for part in address:
        old = (*old, part if isinstance(part, str) else renames.get(old, {}).get(part, part))
    return old


def _walk(base: Value, ours: Value, theirs: Value, address: Address) -> Iterator[tuple[Address, Names, Names]]:
    """Every list of which an item was renamed, with the names of the sides."""
    if isinstance(base, dict):
        mine, other = (each if isinstance(each, dict) else {} for each in (ours, theirs))
        for key, value in base.items():
            yield from _walk(value, mine.get(key), other.get(key), (*address, key))
        return
    before = _list_items(base, address)
    if not before:
        return
    sides = _list_items(ours, address), _list_items(theirs, address)
    names = _name_alike(address, before, *sides) if address[-1] in MAY_BE_RENAMED else ({}, {})
    yield (address, *names)
    now = [
        {side_names.get(name, name): item for name, item in side.items()}
        for side, side_names in zip(sides, names, strict=True)
    ]
    for name, item in before.items():
        yield from _walk(item, now[0].get(name), now[1].get(name), (*address, name))


def _list_items(value: Value, address: Address) -> Items:
    """The mappings of a list by what tells them apart; none where that is not a list of such."""
    identities = identify_items(value, address) if isinstance(value, list) and identity_keys(address) else None
    return dict(zip(identities, value, strict=True)) if identities is not None and isinstance(value, list) else {}


def _name_alike(address: Address, before: Items, ours: Items, theirs: Items) -> tuple[Names, Names]:
    pairs = [_pair_same(address, before, side) for side in (ours, theirs)]
    for name in before:  # gone from both: each may have changed it a little too, and two of it would be one too many
        if name in ours or name in theirs:
            continue
        found = [
            mine.get(name) or _find_similar(address, before, side, name=name, taken=mine)
            for mine, side in zip(pairs, (ours, theirs), strict=True)
        ]
        if found[0] is not None and found[1] is not None:
            pairs[0][name], pairs[1][name] = found[0], found[1]
    # A name that the other side gave to something else would afterwards mean two things.
    kept = [
        {old: new for old, new in mine.items() if new not in other_items or other.get(old) == new}
        for mine, other, other_items in ((pairs[0], pairs[1], theirs), (pairs[1], pairs[0], ours))
    ]
    return {new: old for old, new in kept[0].items()}, {new: old for old, new in kept[1].items()}


def _pair_same(address: Address, before: Items, now: Items) -> dict[Identity, Identity]:
    """The new name by the old one of what is gone and stands there again, in all but one part of its name the same."""
    pairs: dict[Identity, Identity] = {}
    for old in before:
        for new in () if old in now else now:
            if new not in before and new not in pairs.values() and _is_renamed(address, before[old], now[new]):
                pairs[old] = new
                break
    return pairs


def _is_renamed(address: Address, old: Value, new: Value) -> bool:
    before, now = _list_parts(address, old), _list_parts(address, new)
    if len(before) < 2 or before.keys() != now.keys():
        return False
    differing = [part for part in before if before[part] != now[part]]
    return len(differing) == 1 and len(differing[0]) == 1 and differing[0][0] in identity_keys(address)


def _find_similar(
    address: Address, before: Items, now: Items, *, name: Identity, taken: Mapping[Identity, Identity]
) -> Identity | None:
    """The new item that has most of what an old one said, and more than half of it."""
    old = _list_parts(address, before[name])
    shares: dict[Identity, float] = {}
    for new, item in now.items():
        if new not in before and new not in taken.values():
            parts = _list_parts(address, item)
            shared = sum(parts.get(part) == value for part, value in old.items())
            shares[new] = shared / max(len(old), len(parts))
    best = max(shares, key=lambda each: shares[each], default=None)
    return best if best is not None and shares[best] > _HALF else None


def _list_parts(address: Address, item: Value) -> Flat:
    """The plain values of an item by their way from it."""
    inside: Address = (*address, ())
    return {each[len(inside) :]: value for each, value in flatten_data(item, inside)}
