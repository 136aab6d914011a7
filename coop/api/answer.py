"""`Answer`: what a question to a dataset gives, as a table, a data frame, text in any format, or a file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from coop.analysis.arrange import Arrangement, arrange_report
from coop.analysis.filters import parse_choice
from coop.analysis.frames import build_frame
from coop.api.arguments import texts_of
from coop.bilingual import Bilingual, Language
from coop.output import render_report, write_report
from coop.output.markup import render_fragment
from coop.table import Report, Table

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Answer:
    """What a command of coop would show; printed, it is the table that people read, in English."""

    _report: Report

    def table(self) -> Table:
        """The tidy table: named, typed columns with plain cells."""
        return self._report.tidy

    def frame(self) -> "pd.DataFrame":
        """The tidy table as a pandas data frame."""
        return build_frame(self._report.tidy)

    def arrange(
        self, *, columns: str | Sequence[str] = (), sort: str | Sequence[str] = (), limit: int | None = None
    ) -> Self:
        """The same with only these columns, in this order (`-name` turns it), and at most so many rows.

        `UsageError` names the columns there are.
        """
        return replace(
            self, _report=arrange_report(self._report, Arrangement(texts_of(columns), texts_of(sort), limit))
        )

    def render(
        self, format_name: str = "table", *, language: Language | str = Language.EN, width: int | None = None
    ) -> str | bytes:
        """The answer in a format: text, or bytes for xlsx and parquet. `width` folds what people read."""
        return render_report(self._report, format_name, language=parse_language(language), width=width)

    def write(
        self, path: str | Path, *, format_name: str | None = None, language: Language | str = Language.EN
    ) -> bool:
        """Write the answer to a file, in the format that its ending chooses; whether the file changed."""
        return write_report(self._report, Path(path), language=parse_language(language), format_name=format_name)

    def __str__(self) -> str:
        return str(self.render()).rstrip("\n")

    def _repr_html_(self) -> str:
        return render_fragment(self._report, language=Language.EN)


def parse_language(language: Language | str) -> Language:
    """The language that is named; `UsageError` for one that there is not."""
    return Language(parse_choice(language, tuple(Language), Bilingual("language", "ngôn ngữ")))
