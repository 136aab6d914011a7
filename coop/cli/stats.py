"""`coop stats`."""

from dataclasses import dataclass
from typing import Annotated

import typer

from coop.bilingual import Bilingual
from coop.cli.dataset_options import BordersOption, DatasetOptions, FilterOptions
from coop.cli.options import OutputOptions
from coop.errors import UsageError

TYPE_CHECKING = False  # only what declares the command is loaded to tell about it
if TYPE_CHECKING:
    from coop.analysis.layout import Layout
    from coop.analysis.select import Selection
    from coop.table import Report

_DIMENSIONS = "province, region, field, year, pair, instrument, level, status"


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

    def layout(self, words: list[str]) -> "Layout | None":
        """The layout asked for, none for the overview."""
        from coop.analysis.layout import Extra, TypedLayout, parse_layout

        asked = {Extra.SHARE: self.share, Extra.COVERAGE: self.coverage}
        extras = frozenset(extra for extra, is_asked in asked.items() if is_asked)
        return parse_layout(TypedLayout(words, self.role, self.top, extras, self.roll_up))


@dataclass(frozen=True, slots=True)
class AccountOptions:
    """What is told behind the totals."""

    explain: Annotated[
        bool, typer.Option("--explain", help="The figures behind each total, and why each counts or does not.")
    ] = False
    snapshots: Annotated[
        bool, typer.Option("--snapshots", help="The history of stocks: every state of each series, with its date.")
    ] = False

    def report(self, selection: "Selection", layout: "Layout | None") -> "Report":
        """The totals, as far as they are asked to be taken apart."""
        if self.snapshots:
            from coop.analysis.snapshots_report import report_snapshots

            return report_snapshots(selection)
        if self.explain:
            from coop.analysis.explain_report import explain_by, explain_overview

            return explain_overview(selection) if layout is None else explain_by(selection, layout)
        from coop.analysis.statistics_report import report_by, report_overview

        return report_overview(selection) if layout is None else report_by(selection, layout)

    def check(self, layout: "Layout | None") -> None:
        """`UsageError` for what does not go together."""
        other = "--explain" if self.explain else f"by {layout.words}" if layout is not None else None
        if self.snapshots and other is not None:
            raise UsageError(
                Bilingual(f"--snapshots does not go with '{other}'", f"--snapshots không đi với '{other}'"),
                hint=Bilingual("it lists every state of each series", "tùy chọn này liệt kê mọi số của từng chuỗi"),
            )


def stats(
    by: Annotated[list[str] | None, typer.Argument(metavar="[by DIM [DIM]]", help=f"DIM: {_DIMENSIONS}.")] = None,
    *,
    layout: LayoutOptions,
    account: AccountOptions,
    borders: BordersOption,
    filters: FilterOptions,
    output: OutputOptions,
    dataset: DatasetOptions,
) -> None:
    """Totals: the overview, or by one dimension or two."""
    from coop.cli.session import answer, open_selected

    wanted = layout.layout(by or [])
    account.check(wanted)
    selection = open_selected(dataset, filters, language=output.language.language(), borders=borders)
    answer(account.report(selection, wanted), output)
