"""`coop stats`."""

from dataclasses import dataclass
from typing import Annotated

import typer

from coop.analysis.grouping import Dimension
from coop.analysis.layout import Extra, Layout, TypedLayout, parse_layout
from coop.analysis.statistics_report import report_by, report_overview
from coop.cli.options import DatasetOptions, FilterOptions, OutputOptions
from coop.cli.session import answer, open_selected


@dataclass(frozen=True, slots=True)
class LayoutOptions:
    """How totals are laid out."""

    role: Annotated[
        str | None,
        typer.Option("--role", metavar="ROLE", help="source, destination or either: by that end of the money alone."),
    ] = None
    top: Annotated[
        str | None,
        typer.Option("--top", metavar="N", help="The N largest rows; the others summed in one, (other)."),
    ] = None
    share: Annotated[bool, typer.Option("--share", help="Its share of the total beside each amount.")] = False
    coverage: Annotated[
        bool, typer.Option("--coverage", help="In each cell how many of its agreements state the measure.")
    ] = False
    roll_up: Annotated[
        bool, typer.Option("--roll-up", help="By field: narrower fields stand in the row of the broader one.")
    ] = False

    def layout(self, words: list[str]) -> Layout | None:
        """The layout asked for, none for the overview."""
        asked = {Extra.SHARE: self.share, Extra.COVERAGE: self.coverage}
        extras = frozenset(extra for extra, is_asked in asked.items() if is_asked)
        return parse_layout(TypedLayout(words, self.role, self.top, extras, self.roll_up))


def stats(
    by: Annotated[
        list[str] | None, typer.Argument(metavar="[by DIM [DIM]]", help=f"DIM: {', '.join(Dimension)}.")
    ] = None,
    *,
    layout: LayoutOptions,
    filters: FilterOptions,
    output: OutputOptions,
    dataset: DatasetOptions,
) -> None:
    """Totals: the overview, or by one dimension or two."""
    wanted = layout.layout(by or [])
    selection = open_selected(dataset, filters, language=output.language.language())
    answer(report_overview(selection) if wanted is None else report_by(selection, wanted), output)
