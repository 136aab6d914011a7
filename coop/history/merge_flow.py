"""Three versions of a value in brackets to one: a set of slugs, or a person in braces."""

from coop.dataset.identity import Address, is_set
from coop.dataset.outline import Block, Flow, Lines, Name
from coop.history.merge_parts import Versions, choose, merge_order

_WIDTH = 120
_ABSENT = object()


def merge_flow(versions: Versions, address: Address) -> Lines | None:
    """The merged lines; nothing where a version is written otherwise, or the sides differ in more than their parts."""
    if any(each.flow is None for each in versions.all):
        return None
    model = versions.ours or versions.theirs
    if model is None or model.flow is None:
        return None
    base, ours, theirs = (_flow_of(each) for each in (versions.base, versions.ours, versions.theirs))
    is_list = model.flow.is_list
    if {each.flow.is_list for each in versions.all if each.flow is not None} != {is_list}:
        return None
    if is_list and not is_set(address):
        return None
    if not is_list and len(versions.all) < 3:
        return None
    around = _choose_around(versions)
    parts = _merge_parts(base, ours, theirs)
    if around is None or parts is None:
        return None
    return _write(around, parts, is_list=is_list) if parts else ()


def _flow_of(block: Block | None) -> dict[Name, tuple[str, object]]:
    """The parts with the text and the value of each."""
    if block is None or block.flow is None:
        return {}
    return {name: (part, block.flow.values[name]) for name, part in block.flow.parts.items()}


def _merge_parts(
    base: dict[Name, tuple[str, object]], ours: dict[Name, tuple[str, object]], theirs: dict[Name, tuple[str, object]]
) -> dict[Name, str] | None:
    merged: dict[Name, str] = {}
    for name in merge_order(list(base), list(ours), list(theirs)):
        values = [side[name][1] if name in side else _ABSENT for side in (base, ours, theirs)]
        side = choose(*values)
        if side is None:
            return None
        chosen = ours if side == "ours" else theirs
        if name in chosen:
            merged[name] = chosen[name][0]
    return merged


def _choose_around(versions: Versions) -> Block | None:
    """The version whose lines above and comment stand; nothing where the sides changed these otherwise."""
    ours, theirs = versions.ours, versions.theirs
    if ours is None or theirs is None:
        kept = ours or theirs
        changed = kept is not None and versions.base is not None and kept.comments != versions.base.comments
        return None if changed else kept
    side = choose(versions.base.comments if versions.base is not None else (), ours.comments, theirs.comments)
    return None if side is None else ours if side == "ours" else theirs


def _write(block: Block, parts: dict[Name, str], *, is_list: bool) -> Lines:
    flow = block.flow
    assert isinstance(flow, Flow)
    if is_list:
        line = f"{flow.before}[{', '.join(parts.values())}]{flow.behind}"
        if len(line) <= _WIDTH or not flow.before.rstrip().endswith(":"):
            return (*block.lead, line)
        items = (f"{' ' * (block.column + 2)}- {part}" for part in parts.values())
        return (*block.lead, f"{flow.before.rstrip()}{flow.behind}", *items)
    line = f"{flow.before}{{{', '.join(f'{name}: {part}' for name, part in parts.items())}}}{flow.behind}"
    return (*block.lead, line)
