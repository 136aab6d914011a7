"""A second, plain way to say what a province held on a day, and to put figures into rows, from the words of rule 8."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import combinations, product

from coop.analysis.grouping import Dimension, Role
from coop.dataset.agreement import Agreement, Figure
from coop.dataset.terms import Locality
from coop.dataset.vocabulary import Vocabularies

ALL_TIME = date.max


class Lands:
    """What each province was made of, worked out by walking back through its own past, once for each day."""

    def __init__(self, localities: Mapping[str, Locality]) -> None:
        self.localities = localities
        self._wholes: dict[tuple[str, date], frozenset[str]] = {}
        self._on: dict[date, dict[str, frozenset[str]]] = {}

    def live_on(self, day: date) -> list[str]:
        return [each.id for each in self.localities.values() if each.period_on(day) is not None]

    def grown(self, locality: str, day: date) -> frozenset[str]:
        """Its own ground, and that of all that it absorbed, or took the name from, by `day`."""
        unit = self.localities[locality]
        day = max(day, unit.start or day)
        came = [p for p in unit.periods if p.start is not None and p.start <= day]
        parts = {part for p in came for o in (*p.absorbed, *p.renamed_from) for part in self.grown(o, p.start or day)}
        is_new_name = bool(unit.periods[0].renamed_from)
        return frozenset(parts if is_new_name else {locality, *parts})

    def whole(self, locality: str, day: date) -> frozenset[str]:
        """The same with the ground that was split off only later."""
        if (locality, day) not in self._wholes:
            self._wholes[locality, day] = self._walk(locality, day)
        return self._wholes[locality, day]

    def _walk(self, locality: str, day: date) -> frozenset[str]:
        unit = self.localities[locality]
        if unit.start and day < unit.start:
            day = unit.start
        if unit.end and day > unit.end:
            day = unit.end
        later = [v for v in self.localities.values() if locality in v.periods[0].split_from and (v.start or day) > day]
        return self.grown(locality, day).union(*(self.grown(v.id, v.start or day) for v in later))

    def first_name(self, locality: str) -> str:
        renamed = self.localities[locality].periods[0].renamed_from
        return self.first_name(renamed[0]) if renamed else locality

    def lies_in(self, locality: str, day: date, borders: date) -> list[str]:
        """The provinces on the day of the borders among which it lies."""
        ground = self.whole(locality, day)
        if borders not in self._on:
            self._on[borders] = {each: self.whole(each, borders) for each in self.live_on(borders)}
        return [each for each, held in self._on[borders].items() if ground & held]

    def fold(self, locality: str, day: date, borders: date | None) -> str:
        found = self.lies_in(locality, day, borders) if borders else []
        return found[0] if len(found) == 1 else locality

    def move_days(self) -> list[date]:
        """Every day on which a border moved."""
        periods = [p for each in self.localities.values() for p in each.periods if p.start]
        moved = [p for p in periods if p.absorbed or p.renamed_from or p.split_from or p.split_off]
        return sorted({p.start for p in moved if p.start})


_KNOWN: dict[int, tuple[Vocabularies, Lands]] = {}


def lands_of(words: Vocabularies) -> Lands:
    """The lands of some vocabularies, which are kept: an id is one object's as long as that is there."""
    return _KNOWN.setdefault(id(words), (words, Lands(words.localities.terms)))[1]


def meant_on(figure: Figure, agreement: Agreement) -> date:
    days = [w.last_day or w.first_day for w in (*figure.period, figure.as_of) if w is not None]
    return max([d for d in days if d is not None], default=agreement.date.last_day)


def row_of_figure(
    figure: Figure,
    agreement: Agreement,
    dimension: Dimension,
    role: Role | None,
    borders: date | None,
    words: Vocabularies,
) -> str:
    """The row in which a figure stands: a key, or a kind in brackets."""
    lands, day = lands_of(words), meant_on(figure, agreement)
    if dimension is Dimension.PAIR:
        return pair_row_of_figure(figure, agreement, borders, lands)

    def value(locality: str) -> str | None:
        if dimension is Dimension.PROVINCE:
            return lands.fold(locality, day, borders)
        return region_of(locality, day, borders, words)

    ends = figure.ends
    halves = [{value(each) for each in ends.between or end} for end in (ends.source, ends.destination)]
    if halves[0] == halves[1] and len(halves[0]) == 1 and None not in halves[0]:
        return "(internal)"
    mine = halves[0] if role is Role.SOURCE else halves[1]
    if len(mine) > 1:
        return "(shared)"
    return next((key for key in mine if key), "(not-stated)")


def region_of(locality: str, day: date, borders: date | None, words: Vocabularies) -> str | None:
    if borders is not None:
        lies_in = lands_of(words).lies_in(locality, day, borders)
        found = {words.region_of(each, borders) for each in lies_in}
        if len(found) == 1:
            return found.pop()
    return words.region_of(locality, day)


def pair_of(one: str, other: str) -> str:
    return "(internal)" if one == other else "/".join(sorted((one, other)))


def pair_rows(agreement: Agreement, borders: date | None, lands: Lands) -> list[str]:
    """The rows of an agreement: its pairs, and where its parties are by now one or two provinces, those."""
    day = agreement.date.last_day
    folded = {each: lands.fold(each, day, borders) for each in agreement.localities}
    if agreement.pairs:
        return unique(pair_of(folded[a], folded[b]) for a, b in agreement.pairs)
    left = sorted(set(folded.values()))
    if len(left) > 2 or agreement.party_count not in (None, len(agreement.localities)) or borders is None:
        return []
    return [pair_of(left[0], left[-1])]


def pair_row_of_figure(figure: Figure, agreement: Agreement, borders: date | None, lands: Lands) -> str:
    """The pair between which all of it went; where only two agreed, an end that no source names is one of them."""
    day, ends = meant_on(figure, agreement), figure.ends
    unit = {each: lands.fold(each, day, borders) for each in ends.localities}
    went = set(combinations(ends.between, 2)) or set(product(ends.source, ends.destination))
    ways = {frozenset((unit[a], unit[b])) for a, b in went}
    inside = {way for way in ways if len(way) == 1}
    if len(unit) > 1 and len(ways) == 1 and ways == inside:
        return "(internal)"
    rows = pair_rows(agreement, borders, lands)
    partners = {name for pair in agreement.pairs or [agreement.localities] for name in pair}
    if len(rows) == 1 and {lands.fold(each, agreement.date.last_day, borders) for each in partners} >= {*unit.values()}:
        return rows[0]
    between = ways - inside if ends.between else ways  # nothing that is between two goes on inside one
    of_two = [pair_of(*way) for way in between if len(between) == 1 and len(way) == 2]
    return next((row for row in of_two if row in rows), "(shared)" if rows else "(group)")


def rows_of_agreement(
    agreement: Agreement, dimension: Dimension, borders: date | None, words: Vocabularies
) -> list[str]:
    lands, day = lands_of(words), agreement.date.last_day
    if dimension is Dimension.PAIR:
        return pair_rows(agreement, borders, lands) or ["(group)"]
    if dimension is Dimension.REGION:
        return unique(region_of(each, day, borders, words) or "(not-stated)" for each in agreement.localities)
    return unique(lands.fold(each, day, borders) for each in agreement.localities)


def unique(keys: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(keys))
