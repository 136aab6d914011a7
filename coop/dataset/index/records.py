"""What was built from each file, and from the vocabularies, by way of the index: what did not change is not read."""

from collections.abc import Iterable, Iterator

from coop.dataset.agreement import Agreement
from coop.dataset.files import Files, Revision
from coop.dataset.index.codec import Damaged, dump_value, load_value
from coop.dataset.index.index import Index
from coop.dataset.source_text import MAX_FILES, SourceText, decode_source_text
from coop.dataset.terms import Description
from coop.dataset.vocabulary import Vocabularies
from coop.diagnostic import Diagnostic

Outcome = Agreement | Diagnostic
"""An agreement, or the first error in a file that none can be built of."""

_RECORDS = "records"
_VOCABULARIES = "vocabularies"
_DESCRIPTION = "description"


class IndexedFiles:
    """The files on disk, each read so that it is known whether it still is the one that the index speaks of."""

    def __init__(self, index: Index, files: Files) -> None:
        self.index = index
        self._files = files
        self.unknown: set[str] = set()

    @property
    def revision(self) -> Revision | None:
        """None: these lie on the disk."""
        return self._files.revision

    def find_agreements(self) -> tuple[str, ...]:
        """The files under `agreements/`, in the order of their paths; `TooManyFiles`."""
        if self.index.entries <= MAX_FILES:
            return self.index.paths
        self.index.miss()
        return tuple(self._files.find_agreements())

    def read_each(self, paths: Iterable[str]) -> Iterator[SourceText]:
        """The text of each file in turn; `unknown` are those whose content is another than that of the index."""
        for path in paths:
            content = self.index.read(path)
            if content is None:
                self.unknown.add(path)
                yield from self._files.read_each([path])
            else:
                yield decode_source_text(content, path=path)


class Records:
    """What the index holds of a dataset, as values."""

    def __init__(self, files: IndexedFiles) -> None:
        self.files = files
        self._index = files.index

    def find_terms(self) -> tuple[Vocabularies, Description] | None:
        """The vocabularies, and what the dataset says of itself, where both are remembered."""
        index = self._index
        vocabularies = _load(index.find_note(_VOCABULARIES, of=index.basis))
        description = _load(index.find_note(_DESCRIPTION, of=index.description))
        if isinstance(vocabularies, Vocabularies) and isinstance(description, Description):
            return vocabularies, description
        return None

    def keep_terms(self, vocabularies: Vocabularies, description: Description) -> None:
        """Remember the vocabularies and the description that were read just now."""
        index = self._index
        if self.files.unknown.isdisjoint(index.vocabulary_files):
            index.keep_note(_VOCABULARIES, dump_value(vocabularies), of=index.basis)
            index.keep_note(_DESCRIPTION, dump_value(description), of=index.description)

    def find_each(self, paths: Iterable[str]) -> Iterator[tuple[str, Outcome | None]]:
        """Each of these files in turn, with what is remembered of it as it stands."""
        for path, payload in self._index.find(_RECORDS, paths):
            found = _load(payload)
            yield path, found if isinstance(found, Agreement | Diagnostic) and found.path == path else None

    def keep(self, path: str, outcome: Outcome) -> None:
        """Remember what came of a file that was read just now."""
        if path not in self.files.unknown:
            self._index.keep(_RECORDS, path, dump_value(outcome))


def _load(payload: bytes | None) -> object:
    try:
        return load_value(payload) if payload is not None else None
    except Damaged:
        return None
