"""The check of one file, as each process does it: a path in, a report out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coop.dataset.composer import Place
from coop.dataset.document import parse_source
from coop.dataset.source_text import START, SourceText, read_source_text
from coop.dataset.vocabulary import Vocabularies
from coop.validation.between.packing import PlainSpan, plain_span
from coop.validation.between.saying import Report, sum_up
from coop.validation.one_file import check_source


@dataclass(frozen=True, slots=True)
class Desk:
    """All that is needed to check any one file of a dataset, and to look up places in it.

    `drafts` are texts of files that are not there yet, by path. Where a vocabulary is broken, `is_complete` is no.
    """

    root: Path
    schemas: Path
    vocabularies: Vocabularies
    is_complete: bool
    drafts: Mapping[str, str]

    def check(self, path: str) -> Report:
        """What one file says for itself and to others."""
        checked = check_source(self._read(path), vocabularies=self.vocabularies, schemas=self.schemas)
        return sum_up(checked, self.vocabularies, with_figures=self.is_complete)

    def locate(self, wanted: tuple[str, Sequence[Place]]) -> tuple[str, tuple[PlainSpan, ...]]:
        """Where values of one file stand, or the nearest things around them."""
        path, places = wanted
        document = parse_source(self._read(path)).document
        return path, tuple(plain_span(START if document is None else document.span(*place)) for place in places)

    def _read(self, path: str) -> SourceText:
        draft = self.drafts.get(path)
        return SourceText(path, draft, ()) if draft is not None else read_source_text(self.root / path, root=self.root)
