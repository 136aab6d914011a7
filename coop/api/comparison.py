"""What changed between two datasets, as Python programs see it."""

from collections.abc import Iterable
from dataclasses import dataclass

from coop.analysis.difference import Difference, compare_datasets
from coop.analysis.difference_report import report_difference
from coop.analysis.file_changes import FileChange, Unreadable
from coop.analysis.total_changes import TotalChange
from coop.api.answer import Answer, parse_language
from coop.api.arguments import number_of
from coop.bilingual import Language
from coop.dataset import dataset as stored
from coop.dataset.composer import Value
from coop.output.difference_json import build_difference_data
from coop.output.difference_markdown import render_difference_markdown
from coop.output.difference_text import render_difference


@dataclass(frozen=True, repr=False)
class Comparison(Answer):
    """What changed from one dataset to another (`coop diff`): as a table it has a row for each change.

    `agreements`, `vocabularies`, `unreadable`, `totals` and `pairs` hold the same as records.
    """

    _difference: Difference

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return self._difference.is_empty

    @property
    def agreements(self) -> tuple[FileChange, ...]:
        """The agreements that came, went or are not what they were, each with its changes."""
        return self._difference.agreements

    @property
    def vocabularies(self) -> tuple[FileChange, ...]:
        """The vocabularies that are not what they were."""
        return self._difference.vocabularies

    @property
    def unreadable(self) -> tuple[Unreadable, ...]:
        """The files that cannot be read at one end, and so are not compared."""
        return self._difference.unreadable

    @property
    def totals(self) -> tuple[TotalChange, ...]:
        """The totals of a measure that are not what they were."""
        return self._difference.totals

    @property
    def pairs(self) -> tuple[TotalChange, ...]:
        """The same from one place to another."""
        return self._difference.pairs

    def data(self) -> dict[str, Value]:
        """All of it as plain nested data, of the form that `coop diff -f json` writes."""
        return build_difference_data(self._difference)

    def text(self, *, language: Language | str = Language.EN, width: int | None = None) -> str:
        """What `coop diff` writes for people; empty where nothing changed."""
        return render_difference(self._difference, language=parse_language(language), width=number_of("width", width))

    def markdown(self, *, language: Language | str = Language.EN) -> str:
        """The page for a pull request."""
        return render_difference_markdown(self._difference, language=parse_language(language))

    def __str__(self) -> str:
        return self.text().rstrip("\n")


def compare(old: stored.Dataset, new: stored.Dataset, *, paths: Iterable[str] = ()) -> Comparison:
    """What changed from one dataset to the other; `paths`, relative to its folder, limit it to files and folders."""
    difference = compare_datasets(old, new, paths=tuple(paths))
    return Comparison(report_difference(difference), difference)
