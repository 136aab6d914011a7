"""`coop parse`."""

from datetime import date
from typing import Annotated

import typer

from coop.bilingual import Bilingual
from coop.cli.dataset_options import DatasetOptions
from coop.cli.options import OutputOptions
from coop.errors import UsageError


def parse(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Vietnamese or English text.")],
    published: Annotated[
        str | None,
        typer.Option("--published", metavar="DATE", help="When the text was published: gives dates their year."),
    ] = None,
    *,
    output: OutputOptions,
    dataset: DatasetOptions,
) -> None:
    """Amounts, dates and places in a text, each with its meaning."""
    from coop.analysis.days import parse_day
    from coop.analysis.reading_report import report_readings
    from coop.cli.session import answer, open_for_reading
    from coop.language.places import Gazetteer
    from coop.language.reading import read_text

    if not text.strip():
        raise UsageError(
            Bilingual("TEXT is empty", "TEXT để trống"),
            hint=Bilingual("name the words to read, in quotes", "nêu đoạn chữ cần đọc, đặt trong dấu nháy"),
        )
    day: date | None = parse_day(published) if published is not None else None
    vocabularies = open_for_reading(dataset, output.language.language()).vocabularies
    gazetteer = Gazetteer(vocabularies.place_names(), vocabularies.not_provinces())
    answer(report_readings(read_text(text, gazetteer=gazetteer, published=day), vocabularies), output)
