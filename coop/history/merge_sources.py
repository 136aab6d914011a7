"""Which source an agreement is read from: the first of the list, where no key `source` says otherwise.

The order of items is else no part of what a file says; here it is, so that two sides may contradict each other in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coop.dataset.composer import Value
from coop.dataset.identity import Address, Identity, identify_items
from coop.history.merge_parts import AnyName, choose
from coop.history.merge_renames import Renames

_LIST = "sources"
_KEY = "source"
KEYS = frozenset({_KEY, _LIST})
LIST: Address = (_LIST,)


@dataclass(frozen=True, slots=True)
class ReadFrom:
    """What a version says of it: what stands under `source`, and the list, by the names of before."""

    named: tuple[Identity, ...] | None
    listed: tuple[Identity, ...]

    @property
    def said(self) -> tuple[object, object]:
        """What a reader goes by."""
        return self.named, self.listed[:1]


def read_sources(data: Mapping[str, Value], renames: Renames) -> ReadFrom:
    """What the data of a version says."""
    names = renames.get(LIST, {})
    items, named = data.get(_LIST), data.get(_KEY)
    listed = (identify_items(items, LIST) if isinstance(items, list) else None) or []
    chosen = named if isinstance(named, list) else [named]
    explicit = None if named is None else tuple(names.get((each,), (each,)) for each in chosen if isinstance(each, str))
    return ReadFrom(explicit, tuple(names.get(each, each) for each in listed))


@dataclass(frozen=True, slots=True)
class SourcesOfSides:
    """The same of three versions."""

    base: ReadFrom
    ours: ReadFrom
    theirs: ReadFrom

    def find_contested_keys(self) -> frozenset[str]:
        """The keys to be shown as a conflict, since both sides have the agreement read from another source."""
        versions = (self.base, self.ours, self.theirs)
        if self.ours.named is not None and self.theirs.named is not None:
            return frozenset()  # a set of its own, merged as one
        side = choose(*(each.said for each in versions))
        first = (self.theirs if side == "theirs" else self.ours).listed[:1]
        lists = (self.ours.listed, self.theirs.listed)
        is_gone = bool(first) and first[0] in self.base.listed and not all(first[0] in listed for listed in lists)
        if side is not None and not is_gone:
            return frozenset()
        return frozenset({_LIST, *([_KEY] if any(each.named is not None for each in versions) else [])})

    def stay_first_in(self, merged: ReadFrom) -> bool:
        """Whether the first source of the merged file is that of the side which changed it."""
        if merged.named is not None:
            return True
        side = choose(self.base.listed[:1], self.ours.listed[:1], self.theirs.listed[:1])
        return side is not None and merged.listed[:1] == (self.theirs if side == "theirs" else self.ours).listed[:1]


def put_first(
    order: list[AnyName], base: Sequence[AnyName], ours: Sequence[AnyName], theirs: Sequence[AnyName]
) -> list[AnyName]:
    """The order with that name first which the side has there that changed it."""
    side = choose(base[:1], ours[:1], theirs[:1])
    chosen = theirs if side == "theirs" else ours
    if side is None or not chosen:
        return order
    # What that side deleted and the other changed stays where it is, in conflict: settled, it is first again or gone.
    known = set(chosen)
    at = next(position for position, name in enumerate(order) if name in known)
    return [*order[:at], chosen[0], *(name for name in order[at:] if name != chosen[0])]
