"""The figures behind a total, and the rule that let each in or kept it out (rule 7 of docs/totals.md)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coop.analysis.counting import Disposition, Standing
from coop.analysis.grouping import RowKind
from coop.analysis.placing import Spot
from coop.analysis.select import Omission, Selection
from coop.analysis.statistics import Half, Summary
from coop.analysis.years import State, decide_by_year
from coop.dataset.agreement import Figure
from coop.dataset.terms import Measure
from coop.language.quantity import Quantity

RULE_OF: Mapping[str, int] = {
    Standing.COUNTED: 3,
    Standing.COVERED: 3,
    Standing.PART: 4,
    Standing.HISTORY: 3,
    Standing.OVERLAPPED: 3,
    Standing.SAME: 4,
    Standing.RATE: 4,
    Standing.DOUBTFUL: 4,
    Omission.SHARED: 9,
    Omission.NO_FIELD: 9,
}
"""The number of the rule by which a figure came to what became of it."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure, what became of it (a `Standing`, or why filters left it out), and what it brings where it stands.

    `by` is the figure that covers or supersedes it, is the same or the whole of it; what `went_with_whole` is history
    with that whole.
    """

    figure: Figure
    verdict: Standing | Omission
    quantity: Quantity | None
    by: Figure | None = None
    went_with_whole: bool = False

    @property
    def rule(self) -> int:
        """The number of the rule that decided."""
        return RULE_OF[self.verdict]


@dataclass(frozen=True, slots=True)
class CellExplanation:
    """A figure in one cell of a table; `spot` is none where it stands in no cell of the half."""

    spot: Spot | None
    explanation: Explanation


def explain_disposition(disposition: Disposition) -> Explanation:
    """What became of a figure in a count."""
    quantity = disposition.quantity if disposition.stands else None
    return Explanation(
        disposition.figure, disposition.standing, quantity, disposition.by, went_with_whole=disposition.went_with_whole
    )


def explain_summary(selection: Selection, summary: Summary, *, states: Sequence[State] = ()) -> tuple[Explanation, ...]:
    """All figures of the measure: those that were counted upon, and those that the filters left out.

    Where stocks are laid out by year, each is told as it stood in the `states` of them.
    """
    dispositions = decide_by_year(states, summary.dispositions) if states else summary.dispositions
    return (*map(explain_disposition, dispositions), *_explain_left_out(selection, _key(summary)))


def _key(summary: Summary) -> tuple[str, str]:
    return summary.measure.id, summary.unit


def _explain_left_out(selection: Selection, key: tuple[str, str]) -> Iterator[Explanation]:
    """The figures of one measure and unit that the filters left out."""
    for figure, reason in selection.left_out:
        if (figure.measure, figure.quantity.unit) == key:
            yield Explanation(figure, reason, None)


def explain_half(half: Half, figures: tuple[Explanation, ...]) -> Iterator[CellExplanation]:
    """Every figure in every cell in which it stands, totals among them, and once where it stands in none.

    So what is told of one cell adds up to what the table says there.
    """
    placed: set[int] = set()
    for cell in half.rows:
        for disposition in cell.placed:
            placed.add(id(disposition.figure))
            yield CellExplanation((cell.row, cell.column), explain_disposition(disposition))
    for explanation in figures:
        if id(explanation.figure) not in placed:
            yield CellExplanation(None, explanation)


def find_spots(half: Half) -> Mapping[int, tuple[Spot, ...]]:
    """The cells in which each figure stands, by the identity of the figure, without those of totals."""
    spots: defaultdict[int, list[Spot]] = defaultdict(list)
    for cell in half.rows:
        if RowKind.TOTAL in (cell.row.kind, cell.column.kind if cell.column is not None else None):
            continue
        for disposition in cell.placed:
            spots[id(disposition.figure)].append((cell.row, cell.column))
    return {figure: tuple(found) for figure, found in spots.items()}


def find_unsummarised(
    selection: Selection, summaries: tuple[Summary, ...]
) -> list[tuple[Measure, tuple[Explanation, ...]]]:
    """What the filters left out of measures of which nothing else is selected."""
    told = set(map(_key, summaries))
    terms = selection.dataset.vocabularies.measures.terms
    keys = dict.fromkeys((figure.measure, figure.quantity.unit) for figure, _ in selection.left_out)
    return [(terms[key[0]], tuple(_explain_left_out(selection, key))) for key in keys if key not in told]
