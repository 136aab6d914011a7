"""Which of the files that are gone are there under another id: those whose content is mostly the same."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from coop.dataset.composer import Value

Data = Mapping[str, Value]
_Leaf = tuple[tuple[str, ...], str]

_MOSTLY = 60  # percent of what both say
_MOSTLY_IN_PLACE = 40  # the same where the file kept its name and place
_COMMON = 50  # files that share one value: what so many say tells none apart


def find_renames(
    gone: Mapping[str, Data], come: Mapping[str, Data], *, in_place: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The old id for each new one that most of the content of an old one stands under, the most alike first.

    `in_place` are the old ids of files that hold a new id in the place of the old one, by the new one.
    """
    old_leaves = {each: _count_leaves(data) for each, data in gone.items()}
    new_leaves = {each: _count_leaves(data) for each, data in come.items()}
    shared = _count_shared(old_leaves, new_leaves)
    candidates = []
    for (old_id, new_id), number in shared.items():
        percent = 200 * number // (old_leaves[old_id].total() + new_leaves[new_id].total())
        is_in_place = (in_place or {}).get(new_id) == old_id
        if percent >= (_MOSTLY_IN_PLACE if is_in_place else _MOSTLY):
            candidates.append((-percent, not is_in_place, old_id, new_id))
    renamed: dict[str, str] = {}
    for *_, old_id, new_id in sorted(candidates):
        if new_id not in renamed and old_id not in renamed.values():
            renamed[new_id] = old_id
    return renamed


def _count_shared(old: Mapping[str, Counter[_Leaf]], new: Mapping[str, Counter[_Leaf]]) -> Counter[tuple[str, str]]:
    """How many values each old file has in common with each new one; pairs with none are not looked at."""
    holders: defaultdict[_Leaf, list[str]] = defaultdict(list)
    for old_id, leaves in old.items():
        for leaf in leaves:
            holders[leaf].append(old_id)
    pairs = {
        (old_id, new_id)
        for new_id, leaves in new.items()
        for leaf in leaves
        if len(holders.get(leaf, ())) <= _COMMON
        for old_id in holders.get(leaf, ())
    }
    return Counter({(old_id, new_id): (old[old_id] & new[new_id]).total() for old_id, new_id in pairs})


def _count_leaves(data: Data) -> Counter[_Leaf]:
    return Counter(leaf for leaf in _walk(dict(data), ()) if leaf[0] != ("id",))


def _walk(value: Value, keys: tuple[str, ...]) -> Iterator[_Leaf]:
    """Every value with the keys that lead to it; positions in lists tell nothing."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _walk(each, (*keys, key))
    elif isinstance(value, list):
        for each in value:
            yield from _walk(each, keys)
    else:
        yield keys, repr(value)
