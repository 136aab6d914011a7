"""`Difference`: all that changed between two states of a dataset, and what it does to the totals."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from coop.analysis.change_nature import ChangeNature
from coop.analysis.file_changes import (
    Fate,
    FileChange,
    State,
    Unreadable,
    compare_agreements,
    compare_vocabularies,
    find_unreadable,
    hold_paths,
)
from coop.analysis.total_changes import Counts, TotalChange, compare_pairs, compare_totals, count_held, select_held
from coop.dataset.dataset import Dataset
from coop.dataset.files import FilesOnDisk
from coop.dataset.layout import VOCABULARIES, vocabulary_path


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from `old` to `new`; `paths` are the files and folders that it was looked for in, all without any.

    `counts` are those of the old and of the new state, in those files alone, as are the totals.
    """

    old: Dataset
    new: Dataset
    agreements: tuple[FileChange, ...]
    vocabularies: tuple[FileChange, ...]
    unreadable: tuple[Unreadable, ...]
    totals: tuple[TotalChange, ...]
    pairs: tuple[TotalChange, ...]
    counts: tuple[Counts, Counts]
    paths: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[FileChange, ...]:
        """Every file that is not what it was."""
        return (*self.agreements, *self.vocabularies)

    @property
    def is_empty(self) -> bool:
        """Whether no file differs; one that cannot be read counts where it is not the same unreadable one as before."""
        return not self.files and not any(each.is_changed for each in self.unreadable)

    @property
    def fates(self) -> Counter[Fate]:
        """How many agreements came, went and changed."""
        return Counter(each.fate for each in self.agreements)

    @property
    def natures(self) -> Counter[ChangeNature]:
        """How many changes of each nature there are."""
        return Counter(change.nature for each in self.files for change in each.changes)


def compare_datasets(old: Dataset, new: Dataset, *, paths: Collection[str] = ()) -> Difference:
    """What changed from one dataset to another; `paths`, relative to the folder, limit it to files and folders."""
    before, after, holds = read_state(old), read_state(new), hold_paths(paths)
    selections = select_held(before, holds), select_held(after, holds)
    return Difference(
        old,
        new,
        agreements=compare_agreements(before, after, holds),
        vocabularies=tuple(compare_vocabularies(before, after, holds)),
        unreadable=find_unreadable(before, after, holds),
        totals=compare_totals(*selections),
        pairs=compare_pairs(*selections),
        counts=(count_held(selections[0]), count_held(selections[1])),
        paths=tuple(sorted(paths)),
    )


def read_state(dataset: Dataset) -> State:
    """A dataset with the texts of its files, from wherever it was read."""
    files = FilesOnDisk(dataset.location) if dataset.files is None else dataset.files
    paths = (*(vocabulary_path(name) for name in VOCABULARIES), *files.find_agreements())
    return State(dataset, {source.path: source for source in files.read_each(paths)})
