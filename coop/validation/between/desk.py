"""The check of one file, as each process does it: a path in, a report out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coop.dataset.composer import Place
from coop.dataset.document import parse_source
from coop.dataset.index.index import Index
from coop.dataset.source_text import START, SourceText, decode_source_text, read_source_text
from coop.dataset.vocabulary import Vocabularies
from coop.validation.between.packing import PlainSpan, plain_span
from coop.validation.between.saying import Report, sum_up
from coop.validation.one_file import check_source


@dataclass(frozen=True, slots=True)
class Desk:
    """All that is needed to check any one file of a dataset, and to look up places in it.

    `drafts` are texts of files that are not there yet, by path. Where a vocabulary is broken, `is_complete` is no.
    An `index` tells whether a file still is the one that it speaks of.
    """

    root: Path
    schemas: Path
    vocabularies: Vocabularies
    is_complete: bool
    drafts: Mapping[str, str]
    index: Index | None = None

    def check(self, path: str) -> Report:
        """What one file says for itself and to others."""
        source, is_known = self._read(path)
        checked = check_source(source, vocabularies=self.vocabularies, schemas=self.schemas)
        brief, facts = sum_up(checked, self.vocabularies, with_figures=self.is_complete)
        return brief, facts, is_known

    def locate(self, wanted: tuple[str, Sequence[Place]]) -> tuple[tuple[PlainSpan, ...], bool]:
        """Where values of one file stand, or the nearest things around them; and whether the index knows its text."""
        path, places = wanted
        source, is_known = self._read(path)
        document = parse_source(source).document
        return tuple(plain_span(START if document is None else document.span(*place)) for place in places), is_known

    def _read(self, path: str) -> tuple[SourceText, bool]:
        """The text of a file, and whether it is the one that the index knows of."""
        draft = self.drafts.get(path)
        if draft is not None:
            return SourceText(path, draft, ()), False
        content = self.index.read(path) if self.index is not None else None
        if content is not None:
            return decode_source_text(content, path=path), True
        return read_source_text(self.root / path, root=self.root), False
