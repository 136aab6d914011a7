"""What can be asked of a dataset or of a selection from it: everything that the commands of coop answer."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from coop.analysis.explain_report import explain_by, explain_overview
from coop.analysis.frames import Frames, build_frames
from coop.analysis.grouping import Dimension
from coop.analysis.layout import End, Extra, Layout, TypedLayout, parse_layout
from coop.analysis.listing import build_listing, list_agreements
from coop.analysis.matching import Hit
from coop.analysis.search import search_agreements
from coop.analysis.search_report import report_search
from coop.analysis.select import Selection
from coop.analysis.snapshots_report import report_snapshots
from coop.analysis.statistics import AgreementCounts, Half, Summary, count_agreements, group_summary, summarise
from coop.analysis.statistics_report import report_by, report_overview
from coop.analysis.vocabulary_lists import list_fields, list_localities, list_measures
from coop.api.answer import Answer
from coop.api.arguments import day_of, text_of
from coop.bilingual import Bilingual

_DIMENSIONS = Bilingual("write statistics('province', 'year')", "viết statistics('province', 'year')")


@dataclass(frozen=True, repr=False)
class Statistics(Answer):
    """Totals of a selection: the overview, or by one dimension or two, as the layout says."""

    _selection: Selection
    _layout: Layout | None = None

    @cached_property
    def summaries(self) -> tuple[Summary, ...]:
        """Each measure in each unit: its total, and every figure with what became of it."""
        return summarise(self._selection)

    @cached_property
    def halves(self) -> tuple[Half, ...]:
        """The cells of each measure: where it came from and where it went, by province and region; else together."""
        layout = self._layout
        if layout is None:
            return ()
        return tuple(half for each in self.summaries for half in group_summary(self._selection, each, layout))

    @cached_property
    def agreements(self) -> AgreementCounts:
        """Which agreements count in each cell, and how many there are, each once."""
        if self._layout is None:
            return AgreementCounts({}, len(self._selection.agreements))
        return count_agreements(self._selection, self._layout)

    def explain(self) -> Answer:
        """The figures behind each total, and why each counts or does not (`coop stats --explain`)."""
        selection, layout = self._selection, self._layout
        return Answer(explain_overview(selection) if layout is None else explain_by(selection, layout))


@dataclass(frozen=True, repr=False)
class Found(Answer):
    """The agreements that hold a text, the best first, with the places where they do.

    Where there is none, `advice` says why, and names the nearest spelling that something holds.
    """

    hits: tuple[Hit, ...]
    advice: Bilingual | None


@dataclass(frozen=True, eq=False, repr=False)
class Questions:
    """The questions, whatever is selected that they are asked of."""

    _selected: Selection

    def listing(self) -> Answer:
        """The agreements, one row each, by date and id (`coop list`)."""
        return Answer(list_agreements(build_listing(self._selected)))

    def search(self, text: str) -> Found:
        """The agreements that hold every word of a text, and each phrase in quotation marks (`coop search`)."""
        result = search_agreements(self._selected, text_of("text", text))
        return Found(report_search(result, width=None), result.hits, result.advice)

    def statistics(
        self,
        *by: Dimension | str,
        role: End | str | None = None,
        top: int | str | None = None,
        share: bool = False,
        coverage: bool = False,
        roll_up: bool = False,
    ) -> Statistics:
        """Totals, whole or by province, region, field, year, pair, instrument, level or status (`coop stats`).

        The first dimension has the rows, the second the columns. The others are the options of the command line.
        """
        typed = TypedLayout(
            words=("by", *(text_of("dimension", each, hint=_DIMENSIONS) for each in by)) if by else (),
            role=text_of("role", role) if role is not None else None,
            top=str(top) if top is not None else None,
            extras=frozenset(e for e, is_asked in ((Extra.SHARE, share), (Extra.COVERAGE, coverage)) if is_asked),
            is_rolled_up=roll_up,
        )
        selection, layout = self._selected, parse_layout(typed)
        report = report_overview(selection) if layout is None else report_by(selection, layout)
        return Statistics(report, selection, layout)

    def snapshots(self) -> Answer:
        """The history of stocks: every state of each series, with its date (`coop stats --snapshots`)."""
        return Answer(report_snapshots(self._selected))

    def fields(self) -> Answer:
        """The fields of cooperation with the agreements that name them (`coop fields`)."""
        return Answer(list_fields(self._selected))

    def localities(self, *, on: date | str | None = None) -> Answer:
        """The provinces and cities in time with their agreements; on a day, those that were (`coop localities`)."""
        day = day_of("on", on) if on is not None else None
        return Answer(list_localities(self._selected, on=day))

    def measures(self) -> Answer:
        """What a figure can measure, with the figures that do (`coop measures`)."""
        return Answer(list_measures(self._selected))

    def frames(self) -> Frames:
        """Everything as tidy pandas data frames that join by id: see `Frames` for which there are.

        All is as signed but `province` and `region` of `parties` and `ends`, which follow the borders of the selection.
        """
        return build_frames(self._selected)
