"""One agreement's way through the commits of a history: whatever its file was called, and wherever it lay.

From a commit the way goes on to its parents. Where a merge took the file of one parent as it is, it goes on to that
one alone, as git does: what the other side did to the file was not kept. A file that is new in a commit was another
one before if that is gone in the same commit: one of the same name in another folder, or one that says mostly the same.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from coop.analysis.compare import Change, compare_data
from coop.analysis.renames import find_renames
from coop.dataset.composer import Value
from coop.dataset.dataset import parse_data
from coop.dataset.source_text import decode_source_text
from coop.history.commits import Commit, Place, Side, TreeChanges
from coop.history.objects import Blobs

Data = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Version:
    """A file of the agreement: its place and path, the name of its contents, and its data where they can be read."""

    place: Place
    path: str
    blob: str
    data: Data | None


@dataclass(frozen=True, slots=True)
class Step:
    """A commit that touched the agreement: the file before and after it, `None` where it is not there.

    Of a merge `changes` are what none of its parents had; `old` is the file of the first parent that has one.
    """

    commit: Commit
    old: Version | None
    new: Version | None
    changes: tuple[Change, ...]


@dataclass(slots=True)
class Trail:
    """Follows agreements through `commits` (children first), by the files that differ from tree to tree."""

    folder: Path
    commits: Sequence[Commit]
    differing: Mapping[tuple[str, str], TreeChanges]
    empty_tree: str
    cut_off: frozenset[str]
    blobs: Blobs
    _trees: dict[str, str] = field(init=False)
    _data: dict[str, Data | None] = field(default_factory=dict)
    _renamed: dict[tuple[str, str], Mapping[Place, Place]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._trees = {each.name: each.tree for each in self.commits}

    def follow(self, start: Place) -> Iterator[Step]:
        """The commits that touched the agreement whose file is at `start` in the first commit, or last was there."""
        pending: defaultdict[str, dict[Place, None]] = defaultdict(dict)
        pending[self.commits[0].name][start] = None
        for commit in self.commits:
            for here in pending.pop(commit.name, ()):
                if commit.name in self.cut_off:
                    continue
                edges = [(parent, self.changes(parent, commit).get(here)) for parent in commit.parents or ("",)]
                untouched = next((parent for parent, change in edges if change is None), None)
                if untouched is not None:
                    pending[untouched][here] = None
                    continue
                found = ((parent, self._find_before(parent, commit, here)) for parent, _ in edges)
                before = {parent: place for parent, place in found if place is not None}
                for parent, place in before.items():
                    pending[parent][place] = None
                if before:
                    yield from self._step(commit, here, before)

    def changes(self, parent: str, commit: Commit) -> TreeChanges:
        """The files that differ between a parent, none for a first commit, and the commit."""
        return self.differing.get((self._trees.get(parent, self.empty_tree), commit.tree), {})

    def find_heir(self, place: Place) -> tuple[Place, Commit] | None:
        """The newest commit that touched the file at `place`, and where the agreement is behind it.

        That is `place` itself, unless the commit gave the agreement another one.
        """
        for commit in self.commits:
            for parent in () if commit.name in self.cut_off else commit.parents or ("",):
                change = self.changes(parent, commit).get(place)
                if change is not None:
                    heirs = [new for new, old in self._find_renamed(parent, commit).items() if old == place]
                    return (heirs[0] if heirs and change.new is None else place), commit
        return None

    def read(self, place: Place, side: Side | None) -> Version | None:
        """The file with its data, `None` for none."""
        if side is None:
            return None
        if side.blob not in self._data:
            self._data[side.blob] = parse_data(decode_source_text(self.blobs.read(side.blob), path=side.path))
        return Version(place, side.path, side.blob, self._data[side.blob])

    def _find_before(self, parent: str, commit: Commit, here: Place) -> Place | None:
        """Where the agreement was before the commit; `None` where what was there was another one."""
        change = self.changes(parent, commit)[here]
        if change.old is not None and change.new is not None:
            return here
        renamed = self._find_renamed(parent, commit)
        return renamed.get(here, here) if change.old is None else None if here in renamed.values() else here

    def _find_renamed(self, parent: str, commit: Commit) -> Mapping[Place, Place]:
        """The place before the commit of each agreement that has another one behind it."""
        known = self._renamed.get((parent, commit.name))
        if known is not None:
            return known
        changes = self.changes(parent, commit)
        gone = {place: each.old for place, each in changes.items() if each.new is None and each.old is not None}
        come = {place: each.new for place, each in changes.items() if each.old is None and each.new is not None}
        found: dict[Place, Place] = {}
        for new in sorted(come):
            old = next((each for each in sorted(gone) if each.stem == new.stem), None)
            if old is not None:
                found[new] = old
                del gone[old]
        for home in sorted({place.home for place in gone}):
            was, is_now = (
                {p.stem: self._data_of(p, side) for p, side in each.items() if p.home == home and p not in found}
                for each in (gone, come)
            )
            found |= {Place(home, new): Place(home, old) for new, old in find_renames(was, is_now).items()}
        self._renamed[parent, commit.name] = found
        return found

    def _data_of(self, place: Place, side: Side) -> Data:
        version = self.read(place, side)
        return version.data or {} if version is not None else {}

    def _step(self, commit: Commit, here: Place, before: Mapping[str, Place]) -> Iterator[Step]:
        """What the commit did, if anything that none of its parents had done."""
        new = None
        olds = []
        for parent, place in before.items():
            changes = self.changes(parent, commit)
            new = self.read(here, changes[here].new)
            was = place if place in changes else here
            old = self.read(was, changes[was].old)
            if old is not None:
                olds.append(old)
        changed = _compare_all(olds, new)
        is_news = changed or len(before) == 1 or (new is not None and all(old.path != new.path for old in olds))
        if is_news and (olds or new is not None):
            yield Step(commit, olds[0] if olds else None, new, changed)


def _compare_all(olds: Sequence[Version], new: Version | None) -> tuple[Change, ...]:
    """What the new file says that none of the old ones does."""
    if not olds:
        return compare_versions(None, new)
    first, *others = [compare_versions(old, new) for old in olds]
    return tuple(each for each in first if all(any(_overlap(each.at, o.at) for o in other) for other in others))


def compare_versions(old: Version | None, new: Version | None) -> tuple[Change, ...]:
    """The changes from one file to another; none that can be told where either cannot be read."""
    if (old is not None and old.data is None) or (new is not None and new.data is None):
        return ()
    return compare_data(old.data if old is not None else None, new.data if new is not None else None)


def _overlap(one: str, other: str) -> bool:
    """Whether two paths are the same, or one leads to something within the other."""
    return one == other or not one or not other or one.startswith(f"{other}.") or other.startswith(f"{one}.")
