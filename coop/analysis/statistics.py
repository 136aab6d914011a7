"""Totals over a selection, whole and by row. What they mean is settled in `counting` and `grouping`; here it is added.

Every table adds up: rows + shared + internal - overlap = total, in integers.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coop.analysis.counting import Disposition, Standing, count_figures, newest_day
from coop.analysis.covering import series_key
from coop.analysis.grouping import NOT_STATED, Dimension, Grouping, Role, Row, RowKind, has_halves, pair_row
from coop.analysis.select import Selection
from coop.dataset.agreement import Figure
from coop.dataset.terms import Measure, Nature
from coop.language.quantity import Quantity, sum_quantities

_StateKey = tuple[str, str, object]
_States = Mapping[_StateKey, date]


@dataclass(frozen=True, slots=True)
class Total:
    """What some figures add up to: `None` where there is nothing to add.

    `projects` are those told beside the figures that count; `figures` and `agreements` say how many stand behind it.
    """

    quantity: Quantity | None
    projects: int | None
    figures: int
    agreements: int


@dataclass(frozen=True, slots=True)
class Summary:
    """One measure in one unit over a selection.

    `stating` of `selected` agreements state the measure (rule 7). `newer_outside` counts series of which the dataset
    holds a newer state than the selection (rule 9).
    """

    measure: Measure
    unit: str
    dispositions: tuple[Disposition, ...]
    total: Total
    stating: int
    selected: int
    newer_outside: int


@dataclass(frozen=True, slots=True)
class RowTotal:
    """One row of a table of one measure."""

    row: Row
    total: Total


@dataclass(frozen=True, slots=True)
class Half:
    """The rows of one measure where it came from, or where it went (`role`); of all of it where there are no halves."""

    summary: Summary
    role: Role | None
    rows: tuple[RowTotal, ...]


@dataclass(frozen=True, slots=True)
class AgreementCounts:
    """How many agreements count in each row; `distinct` are those selected, each once (rule 6)."""

    rows: Mapping[Row, int]
    distinct: int


def summarise(selection: Selection) -> tuple[Summary, ...]:
    """One summary for each measure and unit that the selected figures have, in the order of the vocabulary."""
    groups: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in selection.figures:
        groups[figure.measure, figure.quantity.unit].append(figure)
    order = {measure: position for position, measure in enumerate(selection.dataset.vocabularies.measures.terms)}
    keys = sorted(groups, key=lambda key: (order[key[0]], key[1] != "VND", key[1]))
    states = _newest_states(selection)
    return tuple(_summarise_group(selection, groups[key], states) for key in keys)


def _summarise_group(selection: Selection, figures: Sequence[Figure], newest: _States) -> Summary:
    measure = selection.dataset.vocabularies.measures.terms[figures[0].measure]
    dispositions = count_figures(figures, measure.nature)
    counted = [d for d in dispositions if d.standing is Standing.COUNTED]
    outside = 0
    if measure.nature is Nature.STOCK:
        outside = sum(newest.get(_state_key(d.figure), newest_day(d.figure)) > newest_day(d.figure) for d in counted)
    return Summary(
        measure=measure,
        unit=figures[0].quantity.unit,
        dispositions=dispositions,
        total=add_up(counted),
        stating=len({figure.agreement for figure in figures}),
        selected=len(selection.agreements),
        newer_outside=outside,
    )


def _state_key(figure: Figure) -> _StateKey:
    return figure.measure, figure.quantity.unit, series_key(figure)


def _newest_states(selection: Selection) -> _States:
    """The newest day of each series in the whole dataset."""
    newest: dict[_StateKey, date] = {}
    for agreement in selection.dataset.agreements:
        for figure in agreement.figures_with_projects:
            if figure.doubtful is None and figure.per is None:
                key = _state_key(figure)
                newest[key] = max(newest.get(key, newest_day(figure)), newest_day(figure))
    return newest


def add_up(dispositions: Iterable[Disposition]) -> Total:
    """Add what the dispositions bring; all are of one unit."""
    chosen = list(dispositions)
    projects = [d.figure.projects for d in chosen if d.figure.projects is not None]
    return Total(
        quantity=sum_quantities([d.quantity for d in chosen]) if chosen else None,
        projects=sum(projects) if projects else None,
        figures=len(chosen),
        agreements=len({d.figure.agreement for d in chosen}),
    )


def count_agreements(selection: Selection, dimension: Dimension) -> AgreementCounts:
    """In how many of the selected agreements each row occurs."""
    grouping = Grouping(selection.dataset, dimension)
    rows: defaultdict[Row, int] = defaultdict(int)
    between = selection.filters.between
    only = pair_row(*between) if between and dimension is Dimension.PAIR else None
    for agreement in selection.agreements:
        for row in grouping.rows_of_agreement(agreement):
            if only in (None, row):  # the pair asked for, of a hub's many (rule 10)
                rows[row] += 1
    return AgreementCounts(dict(rows), len(selection.agreements))


def group_summary(selection: Selection, summary: Summary, dimension: Dimension) -> tuple[Half, ...]:
    """The rows of one measure: in two halves by province or region, else in one.

    By year a stock is shown as it stood at each year's end and has no total (rule 10).
    """
    if dimension is Dimension.YEAR and summary.measure.nature is Nature.STOCK:
        return (Half(summary, None, _states_by_year(summary)),)
    grouping = Grouping(selection.dataset, dimension)
    roles: tuple[Role | None, ...] = tuple(Role) if has_halves(dimension) else (None,)
    return tuple(Half(summary, role, _rows_of_half(summary, grouping, role)) for role in roles)


def _rows_of_half(summary: Summary, grouping: Grouping, role: Role | None) -> tuple[RowTotal, ...]:
    standing = [d for d in summary.dispositions if d.stands]
    row_of = {id(d.figure): grouping.row_of_figure(d.figure, role) for d in standing}
    apart = _find_apart(standing, row_of)
    rows: defaultdict[Row, list[Disposition]] = defaultdict(list)
    overlap = []
    for disposition in standing:
        row = row_of[id(disposition.figure)]
        if disposition.standing is Standing.COUNTED:
            rows[row].append(disposition)
        elif id(disposition.figure) in apart:
            rows[row].append(disposition)
            overlap.append(disposition)
    totals = [RowTotal(row, add_up(found)) for row, found in rows.items()]
    if overlap:
        totals.append(RowTotal(Row(RowKind.OVERLAP), add_up(overlap)))
    return (*totals, RowTotal(Row(RowKind.TOTAL), summary.total))


def _find_apart(standing: Sequence[Disposition], row_of: Mapping[int, Row]) -> set[int]:
    """The figures that stand in a row in which none does that covers them, up to the one that counts."""
    below: defaultdict[int | None, list[Figure]] = defaultdict(list)
    for disposition in standing:
        below[id(disposition.by) if disposition.by is not None else None].append(disposition.figure)
    apart: set[int] = set()
    above: Counter[Row] = Counter()  # how many of those on the way down stand in each row
    steps = [(figure, 1) for figure in below[None]]
    while steps:
        figure, step = steps.pop()
        row = row_of[id(figure)]
        if step > 0:
            if not above[row]:
                apart.add(id(figure))
            steps.append((figure, -1))  # once all below it is done
            steps.extend((each, 1) for each in below[id(figure)])
        above[row] += step
    return apart


def _states_by_year(summary: Summary) -> tuple[RowTotal, ...]:
    figures = [d.figure for d in summary.dispositions]
    dated = [figure for figure in figures if figure.as_of is not None]
    rows = []
    for year in sorted({newest_day(figure).year for figure in dated}):
        known = [figure for figure in dated if newest_day(figure).year <= year]
        rows.append(RowTotal(Row(RowKind.ROW, str(year)), _state_of(known)))
    undated = [d for d in summary.dispositions if d.figure.as_of is None and d.standing is Standing.COUNTED]
    if undated:
        rows.append(RowTotal(NOT_STATED, add_up(undated)))
    return tuple(rows)


def _state_of(figures: Sequence[Figure]) -> Total:
    return add_up(d for d in count_figures(figures, Nature.STOCK) if d.standing is Standing.COUNTED)
