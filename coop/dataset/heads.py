"""The heads of a whole dataset: enough to list it, and to ask what filters ask that look at no figure."""

import os
from dataclasses import dataclass

from coop.dataset.agreement import Agreement
from coop.dataset.dataset import LeftOut
from coop.dataset.files import FilesOnDisk
from coop.dataset.index.heads import Head, HeadBook, take_head
from coop.dataset.index.index import Index, open_index
from coop.dataset.index.look import Look
from coop.dataset.index.records import IndexedFiles, Records
from coop.dataset.layout import Location
from coop.dataset.loading import recall_each, recall_terms, settle_ids
from coop.dataset.vocabulary import Vocabularies
from coop.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of a dataset's agreements in the order of date and id, with the vocabularies: see `Dataset`."""

    location: Location
    vocabularies: Vocabularies
    heads: tuple[Head, ...]
    left_out: tuple[LeftOut, ...]
    state: bytes


def load_indexed_heads(location: Location, *, look: Look | None = None) -> Heads | None:
    """The heads by way of what earlier runs remember of the dataset; none where nothing can be remembered.

    `look` is as for `open_index`.
    """
    index = open_index(os.fspath(location.root), look=look)
    if index is None:
        return None
    try:
        return load_heads(location, index)
    finally:
        index.close()


def load_heads(location: Location, index: Index) -> Heads:
    """The heads of all agreements by way of the index: of those that it knows, nothing else is built.

    Raises what `load_dataset` raises.
    """
    files = FilesOnDisk(location)
    records, book = Records(IndexedFiles(index, files)), HeadBook(index)
    vocabularies, _ = recall_terms(records)
    records.files.find_agreements()
    known: dict[str, Head | Diagnostic | None] = dict(book.find_each())
    for path, outcome in recall_each(records, vocabularies, [path for path, head in known.items() if head is None]):
        known[path] = take_head(outcome) if isinstance(outcome, Agreement) else outcome
        if isinstance(outcome, Agreement) and path not in records.files.unknown:
            book.keep(path, take_head(outcome))
    outcomes = [(path, outcome) for path, outcome in known.items() if outcome is not None]
    heads, left_out = settle_ids(outcomes, files)
    book.settle()
    index.commit()
    return Heads(location, vocabularies, tuple(sorted(heads, key=lambda each: each.order)), left_out, index.state)
