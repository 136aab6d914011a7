"""Three versions of an agreement to one, key by key and item by item, in blocks of lines as they were typed.

What one side alone changed is taken from it, comments and layout with it. What both changed, each otherwise, is a
conflict around just those lines. A side that changed nothing but the layout of a value changed nothing.
"""

from dataclasses import replace

from coop.dataset.composer import Value
from coop.dataset.identity import Address, is_set
from coop.dataset.outline import Block, Layout, Lines, Name, Outline, is_aside
from coop.history.merge_flow import merge_flow
from coop.history.merge_parts import (
    Chunk,
    Conflict,
    Versions,
    choose,
    join_chunks,
    merge_order,
    shift_lines,
)
from coop.history.merge_renames import RenamesOfSides, rename_blocks
from coop.history.merge_sources import LIST as SOURCES
from coop.history.merge_sources import put_first

# A sum is one fact, written in several keys: half of it from either side would be a sum that nobody stated.
# What is measured and when is part of it: the sum for the end of 2020 says nothing of 2019.
_SUM = frozenset(
    {"measure", "amount", "low", "high", "unit", "qualifier", "as_stated", "as_of", "period", "per"}
)  # fmt: skip
_ABSENT = object()
HEAD: Address = ("first lines",)
TAIL: Address = ("last lines",)


def merge_outlines(
    base: Outline | None, ours: Outline, theirs: Outline, *, renames: RenamesOfSides, contested: frozenset[str]
) -> tuple[Chunk, ...]:
    """The merged file in stretches of lines; without a `base` both sides began with nothing.

    `contested` are keys of the file that are a conflict as they are.
    """
    mine, other = rename_blocks(ours.root, renames.ours), rename_blocks(theirs.root, renames.theirs)
    versions = Versions(base.root if base is not None else None, mine, other)
    head = _merge_lines(base.root.head if base is not None else (), ours.root.head, theirs.root.head, address=HEAD)
    tail = _merge_lines(base.tail if base is not None else (), ours.tail, theirs.tail, address=TAIL)
    return join_chunks([head, *_merge_children(versions, (), contested), tail])


def _merge_lines(base: Lines, ours: Lines, theirs: Lines, *, address: Address) -> Chunk:
    side = choose(base, ours, theirs)
    if side is None:
        return Conflict(ours, base, theirs, (address,))
    return ours if side == "ours" else theirs


def _merge(versions: Versions, address: Address) -> list[Chunk]:
    """One key or item, with the lines above it."""
    base, ours, theirs = versions.base, versions.ours, versions.theirs
    base_lines, theirs_lines = versions.base_lines(), versions.theirs_lines()
    side = choose(base_lines, ours.lines if ours is not None else (), theirs_lines)
    if side is not None:
        return [theirs_lines if side == "theirs" else ours.lines if ours is not None else ()]
    merged = _merge_inside(versions, address)
    if merged is not None:
        return merged
    side = choose(_meaning(base), _meaning(ours), _meaning(theirs))
    if side is not None:
        return [theirs_lines if side == "theirs" else ours.lines if ours is not None else ()]
    flow = None if _find_torn(versions, address) else merge_flow(versions, address)
    return [flow if flow is not None else versions.conflict(address)]


def _meaning(block: Block | None) -> object:
    """What a block says, whatever its layout: its data, and its comments."""
    return _ABSENT if block is None else (_typed(block.data), sorted(block.comments))


def _typed(value: Value) -> object:
    """The value with the type of each part, so that 1 does not equal true."""
    if isinstance(value, dict):
        return {key: _typed(each) for key, each in value.items()}
    return [_typed(each) for each in value] if isinstance(value, list) else (type(value), value)


def _merge_inside(versions: Versions, address: Address) -> list[Chunk] | None:
    """By what is inside; nothing where a version cannot be taken apart, or both sides brought another one."""
    versions = _as_blocks(versions, address)
    layouts = {each.layout for each in versions.all}
    is_list = layouts == {Layout.LIST}
    if not is_list and (layouts != {Layout.MAPPING} or len(versions.all) < 3):
        return None
    if len({each.dash is None for each in versions.all}) > 1:
        return None
    chunks = [chunk for chunk in join_chunks(_merge_children(versions, address)) if chunk]
    if not chunks:  # with the last item the key goes too; what a person said of it goes only if a person says so
        is_bare = not any("#" in line for each in versions.all for line in (*each.lead, *each.head))
        return [] if is_bare else [versions.conflict(address)]
    above = _merge_above(versions)
    if above is None or _may_end_empty(chunks):
        return None
    model = versions.ours or versions.theirs
    if model is not None and model.dash is not None:
        dash = model.dash + (0 if versions.ours else versions.theirs_shift)
        chunks = _put_dash_into(chunks, dash)
        if not chunks:
            return None
    return [*above, *chunks]


def _may_end_empty(chunks: list[Chunk]) -> bool:
    """Whether settling every conflict for one side would leave a key without a value."""
    conflicts = [chunk for chunk in chunks if isinstance(chunk, Conflict)]
    none_left = not any(each.ours for each in conflicts) or not any(each.theirs for each in conflicts)
    return len(conflicts) == len(chunks) and none_left


def _put_dash_into(chunks: list[Chunk], column: int) -> list[Chunk]:
    """The chunks of an item with its dash; none where the line to bear it is in conflict."""
    found: list[Chunk] = []
    for position, chunk in enumerate(chunks):
        if isinstance(chunk, Conflict):
            return []
        first = next((i for i, line in enumerate(chunk) if not is_aside(line)), None)
        if first is not None:
            line = chunk[first]
            dashed = f"{line[:column]}-{line[column + 1 :]}"
            return [*found, (*chunk[:first], dashed, *chunk[first + 1 :]), *chunks[position + 1 :]]
        found.append(chunk)
    return []


def _merge_above(versions: Versions) -> list[Chunk] | None:
    """The lines above the children: comments, and the line of the key; nothing where the sides differ in them."""
    merged: list[Chunk] = []
    for part in ("lead", "head"):
        base, ours, theirs = (
            None if each is None else shift_lines(getattr(each, part), by)
            for each, by in (
                (versions.base, versions.base_shift), (versions.ours, 0), (versions.theirs, versions.theirs_shift)
            )
        )  # fmt: skip
        if ours is None or theirs is None:
            merged.append(ours or theirs or ())
            continue
        side = choose(base, ours, theirs) or choose(*(_bare(each) for each in (base, ours, theirs)))
        if side is None:
            return None
        merged.append(ours if side == "ours" else theirs)
    return merged


def _bare(lines: Lines | None) -> list[list[str]] | None:
    return None if lines is None else [line.split() for line in lines]


def _as_blocks(versions: Versions, address: Address) -> Versions:
    """A set that a side writes below each other, ours or theirs, with that of the others written so too."""
    model = next((each for each in (versions.ours, versions.theirs) if _is_below(each)), None)
    if model is None or not is_set(address):
        return versions
    base, ours, theirs = (
        _unfold(each, model) if each is not None and each.flow is not None and not each.comments else each
        for each in (versions.base, versions.ours, versions.theirs)
    )
    return replace(versions, base=base, ours=ours, theirs=theirs)


def _is_below(block: Block | None) -> bool:
    return block is not None and block.layout is Layout.LIST


def _unfold(block: Block, model: Block) -> Block:
    assert block.flow is not None
    children = {
        name: Block(block.flow.values[name], Layout.WHOLE, (), (f"{' ' * model.column}- {part}",), {}, model.column)
        for name, part in block.flow.parts.items()
    }
    head = block.flow.before.rstrip()
    return Block(block.data, Layout.LIST, block.lead, (head,), children, model.column)


def _merge_children(versions: Versions, address: Address, contested: frozenset[Name] = frozenset()) -> list[Chunk]:
    names = [
        list(each.children) if each is not None else [] for each in (versions.base, versions.ours, versions.theirs)
    ]
    order = merge_order(names[0], names[1], names[2])
    if address == SOURCES:
        order = put_first(order, names[0], names[1], names[2])
    torn = _find_torn(versions, address)
    stretch = range(len(order))[_span_of(order, torn)]
    chunks: list[Chunk] = []
    for position, name in enumerate(order):
        child, inner = versions.child(name), (*address, name)
        if name in torn or name in contested:
            chunks.append(child.conflict(inner))
        elif position in stretch and _is_alike(child):  # what lies within a torn sum is shown with it, as one conflict
            chunks.append(replace(child.conflict(inner), addresses=()))
        else:
            chunks.extend(_merge(child, inner))
    return chunks


def _span_of(order: list[Name], torn: frozenset[Name]) -> slice:
    positions = [i for i, name in enumerate(order) if name in torn]
    return slice(min(positions), max(positions) + 1) if positions else slice(0)


def _is_alike(versions: Versions) -> bool:
    return _meaning(versions.ours) == _meaning(versions.theirs)


def _find_torn(versions: Versions, address: Address) -> frozenset[Name]:
    """The keys of a sum of which each side changed some: all in which they differ are one conflict."""
    is_figure = len(address) == 2 and address[0] == "figures"
    if not is_figure or versions.base is None or versions.ours is None or versions.theirs is None:
        return frozenset()
    base, ours, theirs = (
        {key: each.data[key] for key in _SUM if isinstance(each.data, dict) and key in each.data}
        for each in (versions.base, versions.ours, versions.theirs)
    )
    differing = {key for key in _SUM if ours.get(key) != theirs.get(key)}
    by_us = any(ours.get(key) != base.get(key) for key in differing)
    by_them = any(theirs.get(key) != base.get(key) for key in differing)
    return frozenset(differing) if by_us and by_them else frozenset()
