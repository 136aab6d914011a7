"""What earlier runs found, by way of the dataset's index: the checks of the files that are as they were, and a ledger.

The ledger, the checks and the facts are written together or not at all, so that they always are of the same files.
"""

from collections.abc import Iterable, Iterator

from coop.dataset.index.checked import CheckedFiles
from coop.dataset.index.index import Index
from coop.validation.between.ledger import Ledger
from coop.validation.between.saying import Brief, read_brief
from coop.validation.between.table import FactTable

_LEDGER = "ledger"


class Memory:
    """What the index holds of the checks of one dataset."""

    def __init__(self, index: Index) -> None:
        """Nothing is read before it is asked for."""
        self.index = index
        self._checked = CheckedFiles(index)

    def recall(self) -> tuple[Ledger, list[str], set[int]]:
        """What is still known of the whole, the files to be checked, and the keys under which something went."""
        unchecked, outdated = self._checked.find_unchecked()
        written = self.index.find_note(_LEDGER, of=self.index.basis)
        ledger = Ledger.read(written) if written is not None else Ledger()
        stale = unchecked if written is not None else list(self.index.paths)
        gone = {*stale, *outdated, *ledger.unkept}
        keys = self._checked.drop(gone)
        if len(stale) == len(self.index.paths):
            return Ledger(), stale, keys
        return ledger, stale, keys | ledger.forget(gone)

    def read_facts(self, keys: Iterable[int]) -> dict[int, list[tuple[str, bytes]]]:
        """What the files that did not change say under each of the keys."""
        found: dict[int, list[tuple[str, bytes]]] = {}
        for key, path, fact in self._checked.read_facts(keys):
            found.setdefault(key, []).append((path, fact))
        return found

    def read_briefs(self, paths: Iterable[str]) -> Iterator[tuple[str, Brief]]:
        """What is kept of files for themselves."""
        return ((path, read_brief(blob)) for path, blob in self._checked.read(paths) if blob is not None)

    def keep(self, briefs: Iterable[tuple[str, bytes]], table: FactTable, ledger: Ledger) -> None:
        """Let all this wait to be written with the rest."""
        for path, blob in briefs:
            self._checked.keep(path, blob, table.read_all(path))
        self.index.keep_note(_LEDGER, ledger.write(), of=self.index.basis)
        self._checked.settle()
