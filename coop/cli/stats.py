"""`coop stats`."""

from typing import Annotated

import typer

from coop.analysis.grouping import Dimension
from coop.analysis.statistics_report import report_by, report_overview
from coop.cli.options import DatasetOptions, FilterOptions, OutputOptions
from coop.cli.session import answer, open_selected
from coop.errors import UsageError
from coop.language.places import nearest_names


def stats(
    by: Annotated[list[str] | None, typer.Argument(metavar="[by DIM]", help=f"DIM: {', '.join(Dimension)}.")] = None,
    *,
    filters: FilterOptions,
    output: OutputOptions,
    dataset: DatasetOptions,
) -> None:
    """Totals: the overview, or grouped by one dimension."""
    dimension = _parse_dimension(by or [])
    selection = open_selected(dataset, filters)
    answer(report_overview(selection) if dimension is None else report_by(selection, dimension), output)


def _parse_dimension(words: list[str]) -> Dimension | None:
    if not words:
        return None
    known = tuple(Dimension)
    if words[0] != "by" or len(words) != 2:
        raise UsageError(
            f"'stats {' '.join(words)}' cannot be read", hint="write 'coop stats by DIM', DIM being " + ", ".join(known)
        )
    if words[1] not in known:
        near = nearest_names(words[1], known, limit=1)
        hint = f"the nearest is '{near[0]}'" if near else "it is one of " + ", ".join(known)
        raise UsageError(f"unknown dimension '{words[1]}'", hint=hint)
    return Dimension(words[1])
