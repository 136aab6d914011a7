"""What a merge by field is made of: blocks of three versions, stretches of lines, and stretches in conflict."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from coop.dataset.identity import Address
from coop.dataset.outline import Block, Lines

AnyName = TypeVar("AnyName", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Lines that each side has otherwise, and the addresses of the values that stand in them."""

    ours: Lines
    base: Lines
    theirs: Lines
    addresses: tuple[Address, ...]


Chunk = Lines | Conflict


@dataclass(frozen=True, slots=True)
class Versions:
    """One key or item in the three versions, and by how much the lines of two are moved to stand as ours do."""

    base: Block | None
    ours: Block | None
    theirs: Block | None
    base_shift: int = 0
    theirs_shift: int = 0

    @property
    def all(self) -> tuple[Block, ...]:
        """Those versions that have it, ours first."""
        return tuple(each for each in (self.ours, self.theirs, self.base) if each is not None)

    def child(self, name: object) -> "Versions":
        """One of the keys or items inside."""
        base, ours, theirs = (
            (each.children if each is not None else {}).get(name)  # type: ignore[call-overload]  # any name may be absent
            for each in (self.base, self.ours, self.theirs)
        )
        model = self.ours or self.theirs
        column = 0 if model is None else model.column + (0 if self.ours else self.theirs_shift)
        shifts = [column - each.column if each is not None else 0 for each in (self.base, self.theirs)]
        return Versions(base, ours, theirs, *shifts)

    def conflict(self, address: Address) -> Conflict:
        """All of it, as each side has it."""
        return Conflict(
            self.ours.lines if self.ours is not None else (),
            self.base_lines(),
            self.theirs_lines(),
            (address,),
        )

    def base_lines(self) -> Lines:
        """What both began with, as it would stand in our file."""
        return shift_lines(self.base.lines, self.base_shift) if self.base is not None else ()

    def theirs_lines(self) -> Lines:
        """Their lines, as they would stand in our file."""
        return shift_lines(self.theirs.lines, self.theirs_shift) if self.theirs is not None else ()


def shift_lines(lines: Lines, by: int) -> Lines:
    """The lines with more or less space before them; a blank line has none."""
    if by == 0:
        return lines
    return tuple(_shift(line, by) for line in lines)


def _shift(line: str, by: int) -> str:
    if by > 0:
        return " " * by + line if line.strip() else line
    return line[min(-by, len(line) - len(line.lstrip(" "))) :]


def choose(base: object, ours: object, theirs: object) -> str | None:
    """Whose version stands, `ours` or `theirs`: that of the side that changed it; nobody's where both did otherwise."""
    if ours == theirs or theirs == base:
        return "ours"
    return "theirs" if ours == base else None


def merge_order(base: Sequence[AnyName], ours: Sequence[AnyName], theirs: Sequence[AnyName]) -> list[AnyName]:
    """The names of both sides in one order: ours, unless theirs alone is another than before.

    What only one side has follows what it followed there; of two additions in one place ours comes first.
    """
    common = set(base) & set(ours) & set(theirs)
    before, now = ([name for name in side if name in common] for side in (base, ours))
    is_theirs = before == now and now != [name for name in theirs if name in common]
    order, others = (list(theirs), ours) if is_theirs else (list(ours), theirs)
    known = set(others)
    placed = set(order)
    for position, name in enumerate(others):
        if name in placed:
            continue
        at = order.index(others[position - 1]) + 1 if position else 0
        while not is_theirs and at < len(order) and order[at] not in known:
            at += 1
        order.insert(at, name)
        placed.add(name)
    return order


def join_chunks(chunks: Iterable[Chunk]) -> tuple[Chunk, ...]:
    """The chunks with neighbours of one kind made one."""
    joined: list[Chunk] = []
    for chunk in chunks:
        last = joined[-1] if joined else None
        if not isinstance(chunk, Conflict):
            if not chunk:
                continue
            if isinstance(last, tuple):
                joined[-1] = (*last, *chunk)
                continue
        elif isinstance(last, Conflict):
            joined[-1] = Conflict(
                (*last.ours, *chunk.ours), (*last.base, *chunk.base), (*last.theirs, *chunk.theirs),
                (*last.addresses, *chunk.addresses),
            )  # fmt: skip
            continue
        joined.append(chunk)
    return tuple(joined)


def count_comments(comments: Iterable[str]) -> Mapping[str, int]:
    """How often each comment stands there."""
    counts: dict[str, int] = {}
    for comment in comments:
        counts[comment] = counts.get(comment, 0) + 1
    return counts
