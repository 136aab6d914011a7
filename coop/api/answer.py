"""`Answer`: what a question to a dataset gives, as a table, a data frame, text in any format, or a file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from coop.analysis.arrange import Arrangement, arrange_report
from coop.analysis.filters import parse_choice
from coop.analysis.frames import build_frame
from coop.api.arguments import number_of, path_of, text_of, texts_of
from coop.bilingual import Bilingual, Language
from coop.output.destination import write_report
from coop.output.formats import render_report
from coop.output.markup import render_fragment
from coop.table import Report, Table

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
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
        self,
        *,
        columns: str | Sequence[str] | None = None,
        sort: str | Sequence[str] | None = None,
        limit: int | None = None,
    ) -> Self:
        """The same with only these columns, in this order (`-name` turns it), and at most so many rows.

        `UsageError` names the columns there are.
        """
        wanted = Arrangement(texts_of("columns", columns), texts_of("sort", sort or None), number_of("limit", limit))
        return replace(self, _report=arrange_report(self._report, wanted))

    def render(
        self, format_name: str = "table", *, language: Language | str = Language.EN, width: int | None = None
    ) -> str | bytes:
        """The answer in a format: text, or bytes for xlsx and parquet. `width` folds what people read."""
        return render_report(
            self._report,
            text_of("format_name", format_name),
            language=parse_language(language),
            width=number_of("width", width),
        )

    def write(
        self, path: str | Path, *, format_name: str | None = None, language: Language | str = Language.EN
    ) -> bool:
        """Write the answer to a file, in the format that its ending chooses; whether the file changed."""
        chosen = text_of("format_name", format_name) if format_name is not None else None
        file = path_of("path", path)
        return write_report(self._report, file, language=parse_language(language), format_name=chosen)

    def __repr__(self) -> str:
        return f"<coop.{type(self).__name__} '{self._report.tidy.name}', rows: {len(self._report.tidy.rows):,}>"

    def __str__(self) -> str:
        return str(self.render()).rstrip("\n")

    def _repr_html_(self) -> str:
        return render_fragment(self._report, language=Language.EN)


def parse_language(language: Language | str) -> Language:
    """The language that is named; `UsageError` for one that there is not."""
    typed = text_of("language", language)
    return Language(parse_choice(typed, tuple(Language), Bilingual("language", "ngôn ngữ")))
