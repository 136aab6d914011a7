"""`coop stats`."""

from typing import Annotated

import typer

from coop.analysis.grouping import Dimension, parse_dimension
from coop.analysis.statistics_report import report_by, report_overview
from coop.cli.options import DatasetOptions, FilterOptions, OutputOptions
from coop.cli.session import answer, open_selected


def stats(
    by: Annotated[list[str] | None, typer.Argument(metavar="[by DIM]", help=f"DIM: {', '.join(Dimension)}.")] = None,
    *,
    filters: FilterOptions,
    output: OutputOptions,
    dataset: DatasetOptions,
) -> None:
    """Totals: the overview, or grouped by one dimension."""
    dimension = parse_dimension(by or ())
    selection = open_selected(dataset, filters, language=output.language.language())
    answer(report_overview(selection) if dimension is None else report_by(selection, dimension), output)
