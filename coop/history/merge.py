"""Three texts of one agreement to one, by field: what both sides changed differently stands between conflict markers.

Nothing is taken on trust: the merged text is parsed again and held, value by value and comment by comment, against
what a merge of the bare data gives. Where it does not hold, or a text is no sound YAML, there is no merge by field.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from coop.dataset.composer import Value
from coop.dataset.document import Document, Parsed, parse_document
from coop.dataset.identity import Address, flatten_data, name_address
from coop.dataset.outline import Lines, Outline, build_outline
from coop.diagnostic import Severity
from coop.history.merge_blocks import merge_outlines
from coop.history.merge_parts import Chunk, Conflict, choose, count_comments
from coop.history.merge_renames import Flat, Renames, RenamesOfSides, find_renames, rename_addresses
from coop.history.merge_sources import KEYS, SourcesOfSides, read_sources

_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Markers:
    """How a conflict is marked: what the sides are called, the length of the marks, whether the old text is shown."""

    ours: str = "ours"
    theirs: str = "theirs"
    base: str = "base"
    size: int = 7
    with_base: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged text, and what is in conflict in it: `figures.von-dang-ky.amount`."""

    text: str
    conflicts: tuple[str, ...] = ()


def merge_texts(base: str, ours: str, theirs: str, *, markers: Markers = Markers()) -> Merged | None:
    """Merge by field; nothing where that cannot be done or proven. An empty `base` is that of a file added twice."""
    documents = [_read(text) for text in (ours, theirs)]
    before = _read(base) if base.strip() else None
    if any(each is None for each in documents) or (base.strip() and before is None):
        return None
    mine, other = (each for each in documents if each is not None)
    outlines = [build_outline(mine), build_outline(other)]
    base_outline = build_outline(before) if before is not None else None
    if outlines[0] is None or outlines[1] is None or (before is not None and base_outline is None):
        return None
    data = before.data if before is not None else {}
    renames = find_renames(data, mine.data, other.data)
    sources = SourcesOfSides(
        read_sources(data, {}), read_sources(mine.data, renames.ours), read_sources(other.data, renames.theirs)
    )
    chunks = merge_outlines(
        base_outline, outlines[0], outlines[1], renames=renames, contested=sources.find_contested_keys()
    )
    if not _is_proven(chunks, (data, mine.data, other.data), renames, sources):
        return None
    if not _keeps_comments(chunks, base_outline, outlines[0], outlines[1]):
        return None
    conflicts = [name_address(a) for c in chunks if isinstance(c, Conflict) for a in c.addresses]
    return Merged(_write(chunks, lambda each: _mark(each, markers)), tuple(conflicts))


def _read(text: str) -> Document | None:
    """The document of a text without any mistake that would leave something of it out of the data."""
    return _sound(parse_document(text, path=""))


def _sound(parsed: Parsed) -> Document | None:
    if any(each.severity is Severity.ERROR and each.code.startswith("P") for each in parsed.diagnostics):
        return None
    return parsed.document


def _write(chunks: tuple[Chunk, ...], resolve: Callable[[Conflict], Lines]) -> str:
    lines = [line for chunk in chunks for line in (resolve(chunk) if isinstance(chunk, Conflict) else chunk)]
    return "".join(f"{line}\n" for line in lines)


def _mark(conflict: Conflict, markers: Markers) -> Lines:
    size = markers.size
    old = (f"{'|' * size} {markers.base}".rstrip(), *conflict.base) if markers.with_base else ()
    return (
        f"{'<' * size} {markers.ours}".rstrip(), *conflict.ours, *old, "=" * size, *conflict.theirs,
        f"{'>' * size} {markers.theirs}".rstrip(),
    )  # fmt: skip


def _is_proven(
    chunks: tuple[Chunk, ...], versions: Sequence[Mapping[str, Value]], renames: RenamesOfSides, sources: SourcesOfSides
) -> bool:
    """Whether the text, resolved either way, says what a merge of the bare data says, and else what that side says."""
    disputed = {address for each in chunks if isinstance(each, Conflict) for address in each.addresses}
    names: tuple[Renames, ...] = ({}, renames.ours, renames.theirs)
    flats = [_flatten(data, of_side) for data, of_side in zip(versions, names, strict=True)]
    before, *sides = (each if each is not None else {} for each in flats)
    merged = _merge_flat(before, sides[0], sides[1], disputed=disputed)
    if merged is None or None in flats:
        return False
    is_order_settled = not any(address[0] in KEYS for address in disputed)
    resolutions: tuple[Callable[[Conflict], Lines], ...] = (lambda each: each.ours, lambda each: each.theirs)
    for resolve, side in zip(resolutions, sides, strict=True):
        document = _read(_write(chunks, resolve))
        expected = {**merged, **{a: value for a, value in side.items() if _lies_in(a, disputed)}}
        if document is None or _flatten(document.data, renames.all) != expected:
            return False
        if is_order_settled and not sources.stay_first_in(read_sources(document.data, renames.all)):
            return False
    return True


def _flatten(data: Mapping[str, Value], renames: Renames) -> Flat | None:
    """The values by address, items by their old names; nothing where two would have one, none of an empty file."""
    return rename_addresses(dict(flatten_data(dict(data))), renames) if data else {}


def _merge_flat(before: Flat, ours: Flat, theirs: Flat, *, disputed: Collection[Address]) -> Flat | None:
    """The values outside of what is disputed; nothing where both sides changed one of them, each otherwise."""
    merged: dict[Address, object] = {}
    for address in {**ours, **theirs}:
        if _lies_in(address, disputed):
            continue
        values = [side.get(address, _ABSENT) for side in (before, ours, theirs)]
        chosen = choose(*values)
        if chosen is None:
            return None
        value = values[1] if chosen == "ours" else values[2]
        if value is not _ABSENT:
            merged[address] = value
    return merged


def _lies_in(address: Address, disputed: Collection[Address]) -> bool:
    return any(address[:length] in disputed for length in range(1, len(address) + 1))


def _keeps_comments(chunks: tuple[Chunk, ...], base: Outline | None, ours: Outline, theirs: Outline) -> bool:
    """Whether each comment stands as often as the side wants that changed how often it stands."""
    if any(isinstance(each, Conflict) for each in chunks):
        return True  # what is in conflict shows both sides, comments included
    document = _read(_write(chunks, lambda each: each.ours))
    result = build_outline(document) if document is not None else None
    if result is None:
        return False
    counts = [count_comments(each.comments if each is not None else ()) for each in (base, ours, theirs, result)]
    for comment in {**counts[1], **counts[2]}:
        old, mine, other, now = (each.get(comment, 0) for each in counts)
        side = choose(old, mine, other)
        if side is not None and now != (mine if side == "ours" else other) and now != mine + other - old:
            return False
    return True
