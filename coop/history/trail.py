"""One agreement's way through the commits of a history: whatever its file was called, and wherever it lay.

From a commit the way goes on to its parents. Where a merge took the file of one parent as it is, it goes on to that
one alone, as git does: what the other side did to the file was not kept. A file that is new in a commit was another
one before if that is gone in the same commit and says mostly the same: in the dataset, or where the whole dataset lay
before the commit moved it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from coop.analysis.compare import Change, compare_data
from coop.analysis.renames import find_renames
from coop.dataset.composer import Value
from coop.dataset.dataset import parse_data
from coop.dataset.finding import AGREEMENTS
from coop.dataset.layout import vocabulary_path
from coop.dataset.source_text import decode_source_text
from coop.history.commits import Commit, Place, Side, TreeChanges
from coop.history.objects import Blobs, find_entries

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
    _datasets: dict[tuple[str, str], bool] = field(default_factory=dict)
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

    def find_homes(self, home: str) -> frozenset[str]:
        """The folder of a dataset, and those in which it lay before it was moved there."""
        homes = {home}
        for commit in self.commits:
            for parent in commit.parents if commit.name not in self.cut_off else ():
                homes.update(old for old, new in self._find_moves(parent, commit) if new in homes)
        return frozenset(homes)

    def _find_moves(self, parent: str, commit: Commit) -> Sequence[tuple[str, str]]:
        """The folders of datasets before and behind a commit between which files may have moved.

        That is each folder itself, and one into which a whole dataset was moved: in another folder called
        `agreements`, of a test say, an agreement of the same name is another one.
        """
        changes = self.changes(parent, commit)
        gone = sorted({place.home for place, each in changes.items() if each.new is None})
        come = sorted({place.home for place, each in changes.items() if each.old is None})
        pairs = [(old, new) for new in come for old in gone]
        return [(old, new) for old, new in pairs if old == new or self._is_move(parent, commit.name, old, new)]

    def _is_move(self, parent: str, commit: str, old: str, new: str) -> bool:
        is_there_now = self._has_dataset(commit, new) and not self._has_dataset(parent, new)
        return is_there_now and self._has_dataset(parent, old) and not self._has_dataset(commit, old)

    def _has_dataset(self, commit: str, home: str) -> bool:
        """Whether agreements and the vocabulary of localities lie in the folder at a commit."""
        if (commit, home) not in self._datasets:
            paths = [f"{home}/{name}".lstrip("/") for name in (AGREEMENTS, vocabulary_path("localities"))]
            self._datasets[commit, home] = len(find_entries(self.folder, commit, *paths)) == len(paths)
        return self._datasets[commit, home]

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
        for old_home, new_home in self._find_moves(parent, commit):
            found |= self._pair(
                {p.stem: side for p, side in gone.items() if p.home == old_home and p not in found.values()},
                {p.stem: side for p, side in come.items() if p.home == new_home and p not in found},
                old_home,
                new_home,
            )
        self._renamed[parent, commit.name] = found
        return found

    def _pair(
        self, gone: Mapping[str, Side], come: Mapping[str, Side], old_home: str, new_home: str
    ) -> Mapping[Place, Place]:
        """The places before of those files that say mostly the same, or that are alike to the byte."""
        if not gone or not come:
            return {}
        same = {stem for stem in come if stem in gone and self._are_alike(gone[stem], come[stem])}
        was, is_now = (
            {stem: self._data_of(Place(home, stem), side) or {} for stem, side in sides.items() if stem not in same}
            for home, sides in ((old_home, gone), (new_home, come))
        )
        in_place = {stem: stem for stem in is_now if stem in was}
        renamed = {**{stem: stem for stem in same}, **find_renames(was, is_now, in_place=in_place)}
        return {Place(new_home, new): Place(old_home, old) for new, old in renamed.items()}

    def _are_alike(self, old: Side, new: Side) -> bool:
        """Whether two files of one name are the same: what cannot be read is compared by its name alone."""
        return old.blob == new.blob or any(self._data_of(Place("", ""), each) is None for each in (old, new))

    def _data_of(self, place: Place, side: Side) -> Data | None:
        version = self.read(place, side)
        return version.data if version is not None else None

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
