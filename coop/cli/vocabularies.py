"""`coop fields`, `coop localities`, `coop measures`: the vocabularies, with counts."""

from typing import Annotated

import typer

from coop.analysis.filters import parse_day
from coop.analysis.vocabulary_lists import list_fields, list_localities, list_measures
from coop.cli.options import DatasetOptions, FilterOptions, OutputOptions
from coop.cli.session import answer, open_selected


def fields(filters: FilterOptions, output: OutputOptions, dataset: DatasetOptions) -> None:
    """Fields of cooperation in two levels, with their agreements."""
    answer(list_fields(open_selected(dataset, filters)), output)


def localities(
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="Only those that existed on the day.")] = None,
    *,
    filters: FilterOptions,
    output: OutputOptions,
    dataset: DatasetOptions,
) -> None:
    """Provinces and cities in time, with their agreements."""
    day = parse_day(on) if on is not None else None
    answer(list_localities(open_selected(dataset, filters), on=day), output)


def measures(filters: FilterOptions, output: OutputOptions, dataset: DatasetOptions) -> None:
    """What a figure can measure, with the figures that do."""
    answer(list_measures(open_selected(dataset, filters)), output)
