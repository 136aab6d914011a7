"""`coop fields`, `coop localities`, `coop measures`: the vocabularies, with counts."""

from typing import Annotated

import typer

from coop.cli.dataset_options import DatasetOptions, FilterOptions
from coop.cli.options import OutputOptions


def fields(filters: FilterOptions, output: OutputOptions, dataset: DatasetOptions) -> None:
    """Fields of cooperation in two levels, with their agreements."""
    from coop.analysis.vocabulary_lists import list_fields
    from coop.cli.session import answer, open_selected

    selection = open_selected(dataset, filters, language=output.language.language())
    answer(list_fields(selection), output)


def localities(
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="Only those that existed on the day.")] = None,
    *,
    filters: FilterOptions,
    output: OutputOptions,
    dataset: DatasetOptions,
) -> None:
    """Provinces and cities in time, with their agreements."""
    from coop.analysis.days import parse_day
    from coop.analysis.vocabulary_lists import list_localities
    from coop.cli.session import answer, open_selected

    day = parse_day(on) if on is not None else None
    selection = open_selected(dataset, filters, language=output.language.language())
    answer(list_localities(selection, on=day), output)


def measures(filters: FilterOptions, output: OutputOptions, dataset: DatasetOptions) -> None:
    """What a figure can measure, with the figures that do."""
    from coop.analysis.vocabulary_lists import list_measures
    from coop.cli.session import answer, open_selected

    selection = open_selected(dataset, filters, language=output.language.language())
    answer(list_measures(selection), output)
