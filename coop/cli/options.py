"""The options that commands share, each declared once.

A command takes whole groups of them (`DataOption`, `OutputOptions`; `dataset_options` has those of what is selected),
which are spelled out for Typer. Everything is handed over as text and read by coop, with messages of its own.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from coop.bilingual import Bilingual, Language
from coop.cli.language_choice import choose_language
from coop.errors import UsageError


def text_option(flag: str, metavar: str, meaning: str) -> Any:
    """Declares an option that takes a text."""
    return typer.Option(flag, metavar=metavar, help=meaning)


@dataclass(frozen=True, slots=True)
class DataOption:
    """Which dataset."""

    data: Annotated[
        str | None,
        typer.Option("--data", metavar="DIR", help="The data folder or its parent."),
    ] = None


NO_INDEX = typer.Option("--no-index", help="Read every file anew, and remember nothing.")
"""Declares the option to do without the index."""


@dataclass(frozen=True, slots=True)
class IndexedDataOptions(DataOption):
    """Which dataset, and whether what earlier runs remember of it is used."""

    no_index: Annotated[bool, NO_INDEX] = False


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
