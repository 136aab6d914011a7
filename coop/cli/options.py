"""The options that commands share, each declared once.

A command takes whole groups of them (`FilterOptions`, `DatasetOptions`, `OutputOptions`), which are spelled out for
Typer. Everything is handed over as text and read by coop, with messages of its own.
"""

import os
import sys
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any, ClassVar

import typer

from coop.bilingual import Bilingual, Language
from coop.cli.language_choice import choose_language
from coop.errors import UsageError

TYPE_CHECKING = False  # only what declares the command is loaded to tell about it
if TYPE_CHECKING:
    from coop.analysis.filters import TypedFilters

Texts = list[str]


def _filter(flag: str, metavar: str, meaning: str) -> Any:
    return typer.Option(flag, metavar=metavar, help=meaning)


@dataclass(frozen=True, slots=True)
class FilterOptions:
    """The filters, the same on every command that reads."""

    EPILOG: ClassVar[str] = "Filters: given twice, one filter combines with OR; different ones combine with AND."

    field: Annotated[Texts | None, _filter("--field", "FIELD", "Field of cooperation, or one below it.")] = None
    party: Annotated[Texts | None, _filter("--party", "LOCALITY", "A locality that is party.")] = None
    between: Annotated[
        tuple[str, str] | None, _filter("--between", "A B", "Both localities, agreeing with each other; only once.")
    ] = None
    source: Annotated[Texts | None, _filter("--from", "LOCALITY", "States a figure that comes from there.")] = None
    destination: Annotated[Texts | None, _filter("--to", "LOCALITY", "States a figure that goes there.")] = None
    region: Annotated[Texts | None, _filter("--region", "REGION", "A party in the region, as it was then.")] = None
    year: Annotated[Texts | None, _filter("--year", "YEAR", "Year of the agreement: 2019, or 2019..2023.")] = None
    active: Annotated[Texts | None, _filter("--active", "DATE", "In force on the day, by its date and period.")] = None
    status: Annotated[Texts | None, _filter("--status", "STATUS", "agreed, signed, ended or superseded.")] = None
    instrument: Annotated[Texts | None, _filter("--instrument", "KIND", "memorandum, agreement, conclusion, ...")] = (
        None
    )
    level: Annotated[Texts | None, _filter("--level", "LEVEL", "party-committee, peoples-committee, ...")] = None
    measure: Annotated[Texts | None, _filter("--measure", "MEASURE", "States a figure of the measure.")] = None
    minimum: Annotated[Texts | None, _filter("--min", "AMOUNT", 'States at least so much: "10.000 tỷ".')] = None
    text: Annotated[Texts | None, _filter("--text", "TEXT", "Holds the text; accents left out match all.")] = None

    def typed(self) -> "TypedFilters":
        """The filters as typed."""
        from coop.analysis.filters import TypedFilters

        values = {f.name: getattr(self, f.name) for f in fields(self)}
        return TypedFilters(**{name: value for name, value in values.items() if value is not None})


@dataclass(frozen=True, slots=True)
class BordersOption:
    """The borders in which localities are read."""

    borders: Annotated[
        str | None,
        typer.Option(
            "--borders", metavar="BORDERS",
            help="A day, now or signed: former provinces as what they had become by then.",
        ),
    ] = None  # fmt: skip


@dataclass(frozen=True, slots=True)
class FilterBordersOption(BordersOption):
    """The borders in which filters read localities, where nothing else is read in them."""

    borders: Annotated[
        str | None,
        typer.Option(
            "--borders", metavar="BORDERS",
            help="For the filters by locality and region alone: a day, now or signed.",
        ),
    ] = None  # fmt: skip


@dataclass(frozen=True, slots=True)
class DataOption:
    """Which dataset."""

    data: Annotated[
        str | None,
        typer.Option("--data", metavar="DIR", help="The data folder or its parent."),
    ] = None


_NO_INDEX = typer.Option("--no-index", help="Read every file anew, and remember nothing.")


@dataclass(frozen=True, slots=True)
class IndexedDataOptions(DataOption):
    """Which dataset, and whether what earlier runs remember of it is used."""

    no_index: Annotated[bool, _NO_INDEX] = False


@dataclass(frozen=True, slots=True)
class RevisionOptions(DataOption):
    """Which dataset, and as it stood when."""

    at: Annotated[
        str | None,
        typer.Option("--at", metavar="REV", help="As it stood at a git branch, tag, commit or date."),
    ] = None


@dataclass(frozen=True, slots=True)
class DatasetOptions(RevisionOptions):
    """Which dataset, and what to do where it is not sound."""

    strict: Annotated[
        bool,
        typer.Option("--strict", help="Refuse a dataset with unsound files."),
    ] = False
    no_index: Annotated[bool, _NO_INDEX] = False


@dataclass(frozen=True, slots=True)
class LanguageOptions:
    """The language of what people read."""

    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar="en|vi", help="Language of output; else COOP_LANG, else the locale's."),
    ] = None

    def language(self) -> Language:
        """The language asked for, or that of the environment; `UsageError` for one that there is not."""
        return choose_language(self.lang)


def _format_option(formats: str) -> Any:
    return typer.Option("--format", "-f", metavar="FORMAT", help=formats)


def _output_option(endings: str) -> Any:
    meaning = f"Write to a file; its ending chooses the format, {endings} among them."
    return typer.Option("--output", "-o", metavar="FILE", help=meaning)


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """How the answer looks and where it goes."""

    format_name: Annotated[
        str | None,
        _format_option("table, plain, csv, tsv, json, jsonl, markdown, html, latex or yaml."),
    ] = None
    output: Annotated[str | None, _output_option(".xlsx and .parquet")] = None
    columns: Annotated[
        str | None,
        typer.Option("--columns", metavar="A,B", help="Only these columns, in this order."),
    ] = None
    sort: Annotated[
        str | None,
        typer.Option("--sort", metavar="A,-B", help="Sort by columns; - turns the order."),
    ] = None
    limit: Annotated[
        str | None,
        typer.Option("--limit", metavar="N", help="At most so many rows; totals stay."),
    ] = None
    byte_order_mark: Annotated[
        bool,
        typer.Option("--bom", help="Begin CSV and TSV with a byte-order mark."),
    ] = False
    language: LanguageOptions = LanguageOptions()

    @property
    def is_plain_table(self) -> bool:
        """Whether nothing is asked but what people see by default."""
        asks = self.output is not None or self.byte_order_mark or self.asks_for_rows
        return self.format_name in (None, "table") and not asks

    @property
    def asks_for_rows(self) -> bool:
        """Whether columns, an order or a number of rows are asked for."""
        return any(option is not None for option in (self.columns, self.sort, self.limit))

    @property
    def path(self) -> Path | None:
        """The file to write to."""
        return path_of(self.output, "--output") if self.output is not None else None

    def limit_number(self) -> int | None:
        """The greatest number of rows."""
        if self.limit is None:
            return None
        if not self.limit.isascii() or not self.limit.isdigit():
            raise UsageError(
                Bilingual(
                    f"--limit is '{self.limit}', expected a whole number such as 20",
                    f"--limit là '{self.limit}', cần là số nguyên, chẳng hạn 20",
                )
            )
        return int(self.limit) if len(self.limit) <= _LONGEST_NUMBER else sys.maxsize


_LONGEST_NUMBER = 18  # digits; no table has more rows


@dataclass(frozen=True, slots=True)
class FindingsOutputOptions(OutputOptions):
    """How findings look and where they go: in some formats more, which machines that check read."""

    format_name: Annotated[
        str | None,
        _format_option("table, plain, csv, tsv, json, jsonl, markdown, html, latex, yaml, github, sarif or junit."),
    ] = None
    output: Annotated[str | None, _output_option(".xlsx, .parquet, .sarif and .xml")] = None


def path_of(text: str, origin: str) -> Path:
    """The file or folder that an argument names, by its bytes whatever the locale; `UsageError` for an empty name."""
    if not text:
        raise UsageError(
            Bilingual(
                f"{origin} is empty, expected the name of a file or folder",
                f"{origin} để trống, cần tên của một tệp hoặc thư mục",
            )
        )
    return Path(os.fsdecode(text.encode("utf-8")))
