"""A second, plain way to make tables of totals, from the words of "What totals mean": slow, apart from the program.

A cell is asked of every figure: does it stand here, and does nothing that it is in stand here too? What the cells have
too much is then found by subtraction, where the program keeps a list of what is in `(overlap)`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import combinations, product
from types import MappingProxyType

from coop.analysis.borders import Borders
from coop.analysis.filters import TypedFilters, parse_filters
from coop.analysis.select import Selection, select_agreements
from coop.dataset.agreement import Agreement, Figure
from coop.dataset.dataset import Dataset
from coop.dataset.terms import Nature
from coop.language.quantity import Qualifier
from tests.analysis.generated import generate_dataset
from tests.analysis.naive import STANDING, Fates, find_hedge, last_day, settle_naively

Sum = tuple[int, int]
Place = str  # a key, or a kind in brackets
Cells = dict[tuple[Place, Place | None], "Cell"]
OVERLAP, TOTAL, SHARED, INTERNAL, NOT_STATED, GROUP = (
    f"({kind})" for kind in ("overlap", "total", "shared", "internal", "not-stated", "group")
)
HALVED = ("province", "region")


@dataclass(frozen=True)
class Cell:
    """What a cell holds: low and high end, the hedge (none of nothing), and which figures."""

    low: int
    high: int
    hedge: Qualifier | None
    figures: tuple[str, ...]


@dataclass(frozen=True)
class Naive:
    """The figures of one measure and unit in a dataset."""

    dataset: Dataset
    figures: list[Figure]
    is_stock: bool

    def decide(self) -> "Decided":
        fates = settle_naively(self.figures, is_stock=self.is_stock)
        hedges = {f.reference: find_hedge(f, self.figures, fates, is_stock=self.is_stock) for f in self.figures}
        return Decided(self, fates, hedges)


@dataclass(frozen=True)
class Decided:
    """What became of them, and how what each brings is hedged."""

    naive: Naive
    fates: Fates
    hedges: dict[str, Qualifier]

    def counted(self) -> list[Figure]:
        return [f for f in self.naive.figures if self.fates.what[f.reference] == "counted"]

    def standing(self) -> list[Figure]:
        return [f for f in self.naive.figures if self.fates.what[f.reference] in STANDING]

    def add(self, figures: Iterable[Figure]) -> Cell:
        found = list(figures)
        low, high = sum(f.quantity.low for f in found), sum(f.quantity.high for f in found)
        hedge = join_hedges({self.hedges[f.reference] for f in found})
        return Cell(low, high, hedge, tuple(sorted(f.reference for f in found)))

    def at(self, stands: Callable[[Figure], bool]) -> Cell:
        """What stands in one place: each figure that does, unless one that it is in does too."""
        here = [f for f in self.standing() if stands(f)]
        return self.add(f for f in here if not any(stands(above) for above in self.fates.all_above(f)))


def join_hedges(hedges: set[Qualifier]) -> Qualifier | None:
    """Rule 2, read aloud: within a chain the last holds, across the chains or with about it is about."""
    if not hedges:
        return None
    more = [Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.OVER]
    less = [Qualifier.EXACT, Qualifier.AT_MOST, Qualifier.NEARLY]
    for chain in (more, less):
        if hedges <= set(chain):
            return [each for each in chain if each in hedges][-1]
    return Qualifier.ABOUT


def tabulate_naively(
    decided: Decided, rows: str, columns: str | None, *, role: str | None = None, roll_up: bool = False
) -> Cells:
    """Every cell with its totals; what is too much in a line is `(overlap)`, its figures and hedge not told."""
    dataset = decided.naive.dataset
    column_role = {"source": "destination", "destination": "source"}.get(str(role)) if rows in HALVED else role
    if columns is not None and columns not in HALVED:
        column_role = None

    standing = decided.standing()
    row_places = {f.reference: locate(dataset, f, rows, role, roll_up=roll_up) for f in standing}
    column_places = {
        f.reference: locate(dataset, f, columns, column_role, roll_up=roll_up) if columns else [] for f in standing
    }

    def rows_of(figure: Figure) -> list[Place]:
        return row_places[figure.reference]

    def columns_of(figure: Figure) -> list[Place]:
        return column_places[figure.reference]

    all_rows = {row for f in decided.standing() for row in rows_of(f)}
    grand = decided.add(decided.counted())
    by_row = {row: decided.at(lambda f, r=row: r in rows_of(f)) for row in all_rows}  # type: ignore[misc]
    if columns is None:
        cells: Cells = {(row, None): cell for row, cell in by_row.items()}
        return {**cells, **_surplus((OVERLAP, None), by_row.values(), grand), (TOTAL, None): grand}
    all_columns = {column for f in decided.standing() for column in columns_of(f)}
    by_column = {c: decided.at(lambda f, c=c: c in columns_of(f)) for c in all_columns}  # type: ignore[misc]
    spots = {(row, c) for f in decided.standing() for row in rows_of(f) for c in columns_of(f)}
    inner = {
        spot: decided.at(lambda f, s=spot: s[0] in rows_of(f) and s[1] in columns_of(f))  # type: ignore[misc]
        for spot in spots
    }
    cells = {spot: cell for spot, cell in inner.items() if cell.figures}
    for row in all_rows:
        line = [cell for spot, cell in inner.items() if spot[0] == row]
        cells |= {(row, TOTAL): by_row[row], **_surplus((row, OVERLAP), line, by_row[row])}
    for column in all_columns:
        line = [cell for spot, cell in inner.items() if spot[1] == column]
        cells |= {(TOTAL, column): by_column[column], **_surplus((OVERLAP, column), line, by_column[column])}
    return {
        **cells,
        **_surplus((OVERLAP, TOTAL), by_row.values(), grand),
        **_surplus((TOTAL, OVERLAP), by_column.values(), grand),
        (TOTAL, TOTAL): grand,
    }


def _surplus(spot: tuple[Place, Place | None], line: Iterable[Cell], total: Cell) -> Cells:
    parts = list(line)
    number = sum(len(cell.figures) for cell in parts) - len(total.figures)
    if not number:
        return {}
    low, high = sum(cell.low for cell in parts) - total.low, sum(cell.high for cell in parts) - total.high
    return {spot: Cell(low, high, None, ("?",) * number)}


def tabulate_states_naively(
    naive: Naive, rows: str, columns: str | None, *, role: str | None = None, roll_up: bool = False
) -> Cells:
    """Stocks by year, by counting anew at the end of each year; what has no date stands for itself."""
    dated = [f for f in naive.figures if f.as_of is not None]
    years = range(min(last_day(f).year for f in dated), max(last_day(f).year for f in dated) + 1) if dated else range(0)
    states = {str(y): replace(naive, figures=[f for f in dated if last_day(f).year <= y]).decide() for y in years}
    whole = naive.decide()
    undated = [f for f in whole.counted() if f.as_of is None]
    other = columns if rows == "year" else rows
    cells: Cells = {}
    for year, decided in states.items():
        if columns is None:
            cells[year, None] = decided.add(decided.counted())
            continue
        for (place, _), cell in tabulate_naively(decided, str(other), None, role=role, roll_up=roll_up).items():
            cells[(year, place) if rows == "year" else (place, year)] = cell
    if undated and columns is None:
        cells[NOT_STATED, None] = whole.add(undated)
    elif undated:
        alone = Decided(replace(naive, figures=undated), Fates({f.reference: "counted" for f in undated}), whole.hedges)
        for (place, _), cell in tabulate_naively(alone, str(other), None, role=role, roll_up=roll_up).items():
            cells[(NOT_STATED, place) if rows == "year" else (place, NOT_STATED)] = cell
    return cells


def locate(dataset: Dataset, figure: Figure, dimension: str, role: str | None, *, roll_up: bool = False) -> list[Place]:
    """The rows in which a figure stands: one, but by either end it may be two."""
    agreement = dataset.by_id[figure.agreement]
    if dimension in HALVED:
        return locate_ends(dataset, figure, agreement, dimension, str(role))
    if dimension == "field":
        broader = dataset.vocabularies.fields.terms[figure.field].broader if figure.field and roll_up else None
        return [broader or figure.field or NOT_STATED]
    if dimension == "year":
        return [locate_year(figure)]
    if dimension == "pair":
        return [locate_pair(figure, agreement)]
    return [
        {"instrument": agreement.instrument, "level": agreement.level, "status": agreement.status}[dimension]
        or NOT_STATED
    ]


def locate_ends(dataset: Dataset, figure: Figure, agreement: Agreement, dimension: str, role: str) -> list[Place]:
    ends = figure.ends
    whens = [*figure.period, *([figure.as_of] if figure.as_of else [])]
    ends_of = [when.last_day or when.first_day for when in whens]
    day = max([day for day in ends_of if day is not None], default=agreement.date.last_day)
    region_of = dataset.vocabularies.region_of
    found = {}
    for end, named in (("source", ends.between or ends.source), ("destination", ends.between or ends.destination)):
        found[end] = {name if dimension == "province" else region_of(name, day) for name in named}
    if found["source"] == found["destination"] and len(found["source"]) == 1 and None not in found["source"]:
        return [INTERNAL]
    at = {}
    for end, places in found.items():
        at[end] = SHARED if len(places) > 1 else next(iter(places), None) or NOT_STATED
    if role != "either":
        return [at[role]]
    plain = [place for place in dict.fromkeys(at.values()) if not place.startswith("(")]
    return plain or [SHARED if SHARED in at.values() else NOT_STATED]


def locate_year(figure: Figure) -> Place:
    years: set[int] = set()
    for when in figure.period:
        if when.first_day is None or when.last_day is None:
            return SHARED
        years |= {when.first_day.year, when.last_day.year}
    return NOT_STATED if not years else SHARED if len(years) > 1 else str(years.pop())


def locate_pair(figure: Figure, agreement: Agreement) -> Place:
    """The pair between which all of it went; where only two agreed, an end that no source names is one of them."""
    ends, pairs = figure.ends, {frozenset(pair) for pair in agreement.pairs}
    ways = set(combinations(ends.between, 2)) or set(product(ends.source, ends.destination))
    went_between = {frozenset(way) for way in ways}
    for pair in pairs:
        if went_between == {pair} or (len(pairs) == 1 and pair.issuperset(ends.localities)):
            return "/".join(sorted(pair))
    return SHARED if pairs else GROUP


def count_agreements_naively(
    selection: Selection, rows: str, columns: str | None, *, roll_up: bool = False
) -> dict[tuple[Place, Place | None], set[str]]:
    """Which agreements stand in each cell, without those of totals."""
    found: dict[tuple[Place, Place | None], set[str]] = {}
    dataset, between = selection.dataset, "/".join(sorted(selection.filters.between))
    for agreement in selection.agreements:
        for row in rows_of_agreement(dataset, agreement, rows, roll_up=roll_up):
            for column in rows_of_agreement(dataset, agreement, columns, roll_up=roll_up) if columns else [None]:
                if between and any(d == "pair" and each != between for d, each in ((rows, row), (columns, column))):
                    continue  # another of the hub's pairs
                found.setdefault((row, column), set()).add(agreement.id)
    return found


def rows_of_agreement(dataset: Dataset, agreement: Agreement, dimension: str, *, roll_up: bool) -> list[Place]:
    if dimension == "pair":
        return ["/".join(sorted(pair)) for pair in agreement.pairs] or [GROUP]
    if dimension == "field":
        terms = dataset.vocabularies.fields.terms
        named = {*agreement.fields, *(f.field for f in agreement.figures if f.field)}
        return [(terms[name].broader if roll_up else None) or name for name in named] or [NOT_STATED]
    if dimension == "year":
        first, last = agreement.date.first_day.year, agreement.date.last_day.year
        return [str(first) if first == last else NOT_STATED]
    if dimension == "province":
        return list(agreement.localities)
    if dimension == "region":
        day = agreement.date.last_day
        return [dataset.vocabularies.region_of(name, day) or NOT_STATED for name in agreement.localities]
    return [
        {"instrument": agreement.instrument, "level": agreement.level, "status": agreement.status}[dimension]
        or NOT_STATED
    ]


def select_all(
    dataset: Dataset, borders: date | None = None, typed: Mapping[str, object] = MappingProxyType({})
) -> Selection:
    filters = parse_filters(TypedFilters(**typed), dataset.vocabularies)  # type: ignore[arg-type]
    return select_agreements(dataset, filters, Borders(dataset.vocabularies, borders))


@dataclass(frozen=True)
class Counted:
    """A selection with every measure of it counted the naive way."""

    selection: Selection
    decided: dict[tuple[str, str], Decided]


def count_all(
    dataset: Dataset, borders: date | None = None, typed: Mapping[str, object] = MappingProxyType({})
) -> Counted:
    selection = select_all(dataset, borders, typed)
    groups: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in selection.figures:
        groups[figure.measure, figure.quantity.unit].append(figure)
    terms = dataset.vocabularies.measures.terms
    return Counted(
        selection,
        {key: Naive(dataset, found, terms[key[0]].nature is Nature.STOCK).decide() for key, found in groups.items()},
    )


@cache
def count_thousand(seed: int) -> Counted:
    return count_all(generate_dataset(1_000, seed))
