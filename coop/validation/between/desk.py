"""The check of files by themselves, as each process does it: paths in, reports out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coop.dataset.composer import Place
from coop.dataset.document import parse_source
from coop.dataset.index.index import Index
from coop.dataset.source_text import START, SourceText, decode_source_text, read_text_inside
from coop.dataset.vocabulary import Vocabularies
from coop.validation.between.packing import PlainSpan, plain_span
from coop.validation.between.saying import Report, sum_up
from coop.validation.one_file import check_sources

Located = tuple[tuple[PlainSpan, ...], bool]
"""Where values of a file stand, or the nearest things around them; and whether the index knows the file's text."""


@dataclass(frozen=True, slots=True)
class Desk:
    """All that is needed to check any files of a dataset, and to look up places in them.

    `drafts` are texts of files that are not there yet, by path. Where a vocabulary is broken, `is_complete` is no.
    An `index` tells whether a file still is the one that it speaks of.
    """

    root: Path
    schemas: Path
    vocabularies: Vocabularies
    is_complete: bool
    drafts: Mapping[str, str]
    index: Index | None = None

    def check(self, paths: Sequence[str]) -> list[Report]:
        """What each file says for itself and to others."""
        known: list[bool] = []
        checked = check_sources(self._read_each(paths, known), vocabularies=self.vocabularies, schemas=self.schemas)
        said = [sum_up(each, self.vocabularies, with_figures=self.is_complete) for each in checked]
        return [(brief, facts, is_known) for (brief, facts), is_known in zip(said, known, strict=True)]

    def locate(self, wanted: Sequence[tuple[str, Sequence[Place]]]) -> list[Located]:
        """Where values of each of these files stand."""
        return [self._locate(path, places) for path, places in wanted]

    def _locate(self, path: str, places: Sequence[Place]) -> Located:
        source, is_known = self.read(path)
        document = parse_source(source).document
        return tuple(plain_span(START if document is None else document.span(*place)) for place in places), is_known

    def _read_each(self, paths: Iterable[str], known: list[bool]) -> Iterator[SourceText]:
        """The texts of files in turn; `known` takes in whether each is the one that the index knows of."""
        for path in paths:
            source, is_known = self.read(path)
            known.append(is_known)
            yield source

    def read(self, path: str) -> tuple[SourceText, bool]:
        """The text of a file, and whether it is the one that the index knows of."""
        draft = self.drafts.get(path)
        if draft is not None:
            return SourceText.of_text(path, draft), False
        content = self.index.read(path) if self.index is not None else None
        if content is not None:
            return decode_source_text(content, path=path), True
        return read_text_inside(path, str(self.root)), False
