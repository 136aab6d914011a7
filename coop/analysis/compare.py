"""What changed between two states of the data of a file, in the data's own terms: by ids, never by position.

The order of keys and of members makes no difference, save where it means something: the first source is where an
agreement's own values were read, unless it says otherwise, and the first unit of a measure is the usual one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from coop.analysis.change_nature import Around, ChangeNature, find_nature
from coop.analysis.pairing import canonical, has_members, is_same, pair_members
from coop.analysis.source_ids import find_renamed_sources, rename_sources
from coop.dataset.composer import Value

__all__ = ["Change", "ChangeKind", "ChangeNature", "compare_data", "find_value"]

Data = Mapping[str, Value]


class ChangeKind(StrEnum):
    """Whether something came, went or became something else."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One value that is not what it was.

    `at` leads to it by keys and ids joined by dots, as `conflicts.at` does: `figures.von-dang-ky.amount`,
    `parties.ha-noi.body`, `fields.y-te`; it is empty for the whole file. `before` is `None` for what was added, `after`
    for what was removed.
    """

    at: str
    kind: ChangeKind
    nature: ChangeNature
    before: Value
    after: Value


def compare_data(old: Data | None, new: Data | None) -> tuple[Change, ...]:
    """The changes from one state of a file's data to another, `None` for a file that is not there.

    They come in the order of the new data, and what is gone behind that.
    """
    if old is None or new is None:
        return _compare_whole(old, new)
    renamed = find_renamed_sources(old, new)
    told = (
        Change(f"sources.{label}.id", ChangeKind.CHANGED, ChangeNature.WORDING, before, after)
        for label, before, after in renamed
    )
    return (*_compare(old, new, {before: after for _, before, after in renamed}), *told)


def _compare(old: Data, new: Data, ids: Mapping[str, str]) -> Iterator[Change]:
    """The changes apart from the other ids that sources got: what names a source says what it said."""
    old = {key: rename_sources(value, ids, key=key) for key, value in old.items()} if ids else old
    back = {after: before for before, after in ids.items()}
    for at, keys, before, after, near in _walk(old, new, (), (), Around(old, new, old, new)):
        nature = find_nature(keys, before, after, near)
        told = rename_sources(before, back, key=keys[-1]) if ids else before  # as the old file has it
        yield Change(".".join(at), _find_kind(before, after), nature, told, after)


def _compare_whole(old: Data | None, new: Data | None) -> tuple[Change, ...]:
    if new is not None:
        return (Change("", ChangeKind.ADDED, ChangeNature.FACT, None, dict(new)),)
    if old is not None:
        return (Change("", ChangeKind.REMOVED, ChangeNature.CORRECTION, dict(old), None),)
    return ()


def _find_kind(before: Value, after: Value) -> ChangeKind:
    if before is None:
        return ChangeKind.ADDED
    return ChangeKind.REMOVED if after is None else ChangeKind.CHANGED


_Path = tuple[str, ...]
_Found = tuple[_Path, _Path, Value, Value, Around]  # the path with ids, that of keys alone, before, after, what is near


def _walk(old: Data, new: Data, at: _Path, keys: _Path, around: Around) -> Iterator[_Found]:
    old, new = _complete(old, new, keys)
    for key in (*new, *(key for key in old if key not in new)):
        yield from _compare_values(old.get(key), new.get(key), (*at, key), (*keys, key), around)


def _compare_values(old: Value, new: Value, at: _Path, keys: _Path, around: Around) -> Iterator[_Found]:
    if is_same(keys[-1], old, new):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _walk(old, new, at, keys, around)
        return
    lists = ([] if old is None else old, [] if new is None else new)  # an empty list says what no list says
    if has_members(keys[-1], *lists):
        yield from _compare_members(*lists, at, keys, around)
    else:
        yield at, keys, old, new, around


def _compare_members(old: Value, new: Value, at: _Path, keys: _Path, around: Around) -> Iterator[_Found]:
    assert isinstance(old, list)
    assert isinstance(new, list)
    for pair in pair_members(keys[-1], old, new):
        if isinstance(pair.old, dict) and isinstance(pair.new, dict):
            near = Around(around.old_file, around.new_file, pair.old, pair.new)
            yield from _walk(pair.old, pair.new, (*at, pair.label), keys, near)
        elif canonical(pair.old) != canonical(pair.new):
            yield (*at, pair.label), keys, pair.old, pair.new, around


def _complete(old: Data, new: Data, keys: _Path) -> tuple[Data, Data]:
    """Both files with the sources that the agreement's own values were read from, where these are not the same ones.

    A file that names none means its first source: to put another one first changes what the file says.
    """
    if keys or ("source" in old and "source" in new):
        return old, new
    one, other = _read_from(old), _read_from(new)
    still_there = [each for each in one if each in _source_ids(new)]
    if canonical(list(one)) == canonical(list(other)):
        return _without_source(old), _without_source(new)
    if "source" not in old and "source" not in new and not still_there:
        return old, new  # the source itself is gone or has another id, of which is told
    return {**old, "source": list(one)}, {**new, "source": list(other)}


def _read_from(data: Data) -> tuple[Value, ...]:
    stated = data.get("source")
    return tuple(stated) if isinstance(stated, list) else tuple(_source_ids(data)[:1])


def _source_ids(data: Data) -> list[Value]:
    sources = data.get("sources")
    return [each.get("id") for each in sources if isinstance(each, dict)] if isinstance(sources, list) else []


def _without_source(data: Data) -> Data:
    return {key: value for key, value in data.items() if key != "source"}


def find_value(data: Data, at: str) -> Value:
    """The value that a path such as `figures.von-dang-ky.amount` leads to, `None` where it leads nowhere."""
    here: Value = dict(data)
    key = ""
    for step in at.split(".") if at else ():
        if isinstance(here, dict):
            here, key = here.get(step), step
        elif isinstance(here, list):
            here = next((pair.new for pair in pair_members(key, [], here) if pair.label == step), None)
        else:
            return None
    return here
