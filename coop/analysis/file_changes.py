"""What changed between two states of a dataset, file by file: agreements by id, vocabularies by name."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from coop.analysis.compare import Change, compare_data
from coop.analysis.renames import find_renames
from coop.bilingual import Bilingual
from coop.dataset.agreement import Agreement
from coop.dataset.composer import Value
from coop.dataset.dataset import Dataset, LeftOut
from coop.dataset.document import parse_document
from coop.dataset.layout import VOCABULARIES, find_program_schemas
from coop.dataset.schema import check_schema, load_schema
from coop.dataset.source_text import SourceText

Data = Mapping[str, Value]
Holds = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class State:
    """A dataset and the texts of its files, by path, as they stood when it was loaded."""

    dataset: Dataset
    texts: Mapping[str, SourceText]
    _parsed: dict[str, Data] = field(default_factory=dict, repr=False, compare=False)

    def data(self, path: str, kind: str) -> Data:
        """The data of a file that was read, as the schema of its kind reads it; empty where there is no such file."""
        if path not in self._parsed:
            self._parsed[path] = self._parse(path, kind)
        return self._parsed[path]

    def _parse(self, path: str, kind: str) -> Data:
        source = self.texts.get(path)
        if source is None or source.text is None:
            return {}
        parsed = check_schema(parse_document(source.text, path=path), load_schema(find_program_schemas(), kind))
        return parsed.document.data if parsed.document is not None else {}


class Fate(StrEnum):
    """What became of a file as a whole."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"  # another id, or another place
    CHANGED = "changed"
    FORMATTED = "formatted"  # comments, quotes, layout or order alone: it says what it said


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file that is not what it was: an agreement by its id, or a vocabulary by its name (without a `title`).

    `old_id` and `old_path` are there where it had others.
    """

    id: str
    path: str
    fate: Fate
    changes: tuple[Change, ...] = ()
    title: Bilingual | None = None
    old_id: str | None = None
    old_path: str | None = None


class End(StrEnum):
    """One end of a comparison."""

    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file whose agreement cannot be read at one end, and so cannot be compared.

    `is_changed` says whether the file differs, or can be read at the other end.
    """

    end: End
    left_out: LeftOut
    is_changed: bool


def find_unreadable(old: State, new: State, holds: Holds) -> tuple[Unreadable, ...]:
    """The files left out at either end, by path, the old end first."""
    both = {each.path for each in old.dataset.left_out} & {each.path for each in new.dataset.left_out}
    same = {path for path in both if old.texts.get(path) == new.texts.get(path)}
    ends = ((End.OLD, old), (End.NEW, new))
    found = [
        Unreadable(end, each, each.path not in same)
        for end, state in ends
        for each in state.dataset.left_out
        if holds(each.path) and not (end is End.OLD and each.path in same)  # what never changed is told once
    ]
    return tuple(sorted(found, key=lambda each: (each.left_out.path, each.end is End.NEW)))


def compare_agreements(old: State, new: State, holds: Holds) -> tuple[FileChange, ...]:
    """What became of each agreement, by id; those that cannot be read at an end are not compared."""
    gone = _find_missing(old, new)
    come = _find_missing(new, old)
    renamed = _find_renamed(gone, come, old, new) if gone and come else {}
    pairs: list[tuple[Agreement | None, Agreement | None]] = [
        (old.dataset.by_id[each.id], each) for each in new.dataset.agreements if each.id in old.dataset.by_id
    ]
    pairs += [(old.dataset.by_id[renamed[each.id]] if each.id in renamed else None, each) for each in come]
    pairs += [(each, None) for each in gone if each.id not in renamed.values()]
    found = (
        _compare_one(before, after, old, new)
        for before, after in pairs
        if any(each is not None and holds(each.path) for each in (before, after))
    )
    return tuple(sorted(filter(None, found), key=lambda each: each.id))


def _find_renamed(gone: list[Agreement], come: list[Agreement], old: State, new: State) -> dict[str, str]:
    old_data = {each.id: old.data(each.path, "agreement") for each in gone}
    new_data = {each.id: new.data(each.path, "agreement") for each in come}
    by_path = {each.path: each.id for each in gone}
    in_place = {each.id: by_path[each.path] for each in come if each.path in by_path}
    return find_renames(old_data, new_data, in_place=in_place)


def _find_missing(state: State, other: State) -> list[Agreement]:
    """Agreements that the other state has neither under their id nor in a file that cannot be read there."""
    unread = {each.path for each in other.dataset.left_out}
    stems = {path.rsplit("/", 1)[-1].removesuffix(".yaml") for path in unread}
    return [
        each
        for each in state.dataset.agreements
        if each.id not in other.dataset.by_id and each.path not in unread and each.id not in stems
    ]


def _compare_one(before: Agreement | None, after: Agreement | None, old: State, new: State) -> FileChange | None:
    if before is not None and after is not None:
        return _compare_both(before, after, old, new)
    if after is not None:
        changes = compare_data(None, new.data(after.path, "agreement"))
        return FileChange(after.id, after.path, Fate.ADDED, changes, after.title)
    assert before is not None
    changes = compare_data(old.data(before.path, "agreement"), None)
    return FileChange(before.id, before.path, Fate.REMOVED, changes, before.title)


def _compare_both(before: Agreement, after: Agreement, old: State, new: State) -> FileChange | None:
    is_moved = (before.id, before.path) != (after.id, after.path)
    if not is_moved and old.texts.get(before.path) == new.texts.get(after.path):
        return None
    found = compare_data(old.data(before.path, "agreement"), new.data(after.path, "agreement"))
    changes = tuple(each for each in found if each.at != "id")  # of the id tells what became of the file
    fate = Fate.RENAMED if is_moved else Fate.CHANGED if changes else Fate.FORMATTED
    return FileChange(
        after.id,
        after.path,
        fate,
        changes,
        after.title,
        old_id=before.id if before.id != after.id else None,
        old_path=before.path if before.path != after.path else None,
    )


def compare_vocabularies(old: State, new: State, holds: Holds) -> Iterator[FileChange]:
    """What changed in each of the vocabularies and in what the dataset says of itself, term by term."""
    for name in VOCABULARIES:
        path = f"{name}.yaml"
        if holds(path) and old.texts.get(path) != new.texts.get(path):
            changes = compare_data(old.data(path, name), new.data(path, name))
            yield FileChange(name, path, Fate.CHANGED if changes else Fate.FORMATTED, changes)


def hold_paths(paths: Collection[str]) -> Holds:
    """Whether a path is one of those asked for or lies in one of them; any path where none is asked for."""
    if not paths or "." in paths:
        return lambda _: True
    return lambda path: path in paths or any(path.startswith(f"{each}/") for each in paths)
