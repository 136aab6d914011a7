"""Tables by place in the borders of any day, against those of a plain reading of rule 8."""

from collections import defaultdict
from datetime import date

from coop.analysis.borders import Borders
from coop.analysis.filters import Filters
from coop.analysis.grouping import Dimension, Role, has_halves
from coop.analysis.layout import Layout
from coop.analysis.select import select_agreements
from coop.analysis.statistics import count_agreements, group_summary, summarise
from coop.dataset.agreement import Figure
from coop.dataset.dataset import Dataset
from coop.dataset.terms import Nature
from tests.analysis import naive_lands
from tests.analysis.naive import STANDING, Fates, settle_naively
from tests.analysis.naive_lands import Lands

PLACED = (Dimension.PROVINCE, Dimension.REGION, Dimension.PAIR)

Rows = dict[str, tuple[int, int, int]]


def check_tables(dataset: Dataset, borders: date | None, dimension: Dimension) -> None:
    """Every row of every measure and of the agreements, and that rows less overlap are the total as signed."""
    selection = select_agreements(dataset, Filters(), Borders(dataset.vocabularies, borders))
    counts: defaultdict[str, int] = defaultdict(int)
    for agreement in dataset.agreements:
        for row in naive_lands.rows_of_agreement(agreement, dimension, borders, dataset.vocabularies):
            counts[row] += 1
    told = {
        row.key or f"({row.kind.value})": n for row, n in count_agreements(selection, Layout(dimension)).rows.items()
    }
    assert told == counts
    for summary in summarise(selection):
        fates = settle_all(dataset, [d.figure for d in summary.dispositions], summary.measure.nature)
        for half in group_summary(selection, summary, Layout(dimension)):
            assert half.role is None or isinstance(half.role, Role)  # either end was not asked for
            expected = tabulate_naively(dataset, fates, borders, dimension, half.role)
            rows = {each.row.key or f"({each.row.kind.value})": each.total for each in half.rows}
            found = {key: (t.quantity.low, t.quantity.high, t.figures) for key, t in rows.items() if t.quantity}
            assert found == expected
            grand = found.get("(total)", (0, 0, 0))  # rates alone have none
            signs = {key: -1 if key == "(overlap)" else 0 if key == "(total)" else 1 for key in found}
            for number in range(3):
                assert sum(signs[key] * each[number] for key, each in found.items()) == grand[number]
        assert {half.role for half in group_summary(selection, summary, Layout(dimension))} == (
            set(Role) if has_halves(dimension) else {None}
        )


def settle_all(dataset: Dataset, figures: list[Figure], nature: Nature) -> tuple[list[Figure], Fates]:
    days = {figure.reference: naive_lands.meant_on(figure, dataset.by_id[figure.agreement]) for figure in figures}
    lands = Lands(dataset.vocabularies.localities.terms)
    return figures, settle_naively(figures, is_stock=nature is Nature.STOCK, lands=lands, days=days)


def tabulate_naively(
    dataset: Dataset,
    settled: tuple[list[Figure], Fates],
    borders: date | None,
    dimension: Dimension,
    role: Role | None,
) -> Rows:
    """Low, high and number of figures of each row; what is covered is told apart where no cover of it stands."""
    figures, fates = settled
    row_of = {
        figure.reference: naive_lands.row_of_figure(
            figure, dataset.by_id[figure.agreement], dimension, role, borders, dataset.vocabularies
        )
        for figure in figures
    }
    rows: Rows = {}

    def add(key: str, figure: Figure) -> None:
        low, high, number = rows.get(key, (0, 0, 0))
        rows[key] = (low + figure.quantity.low, high + figure.quantity.high, number + 1)

    for figure in figures:
        if fates.what[figure.reference] not in STANDING:
            continue
        if fates.what[figure.reference] == "counted":
            add(row_of[figure.reference], figure)
            add("(total)", figure)
        elif row_of[figure.reference] not in {row_of[each.reference] for each in fates.all_above(figure)}:
            add(row_of[figure.reference], figure)
            add("(overlap)", figure)
    return rows
