"""From a checked file to what it says to others, and to the few bytes that are kept of it."""

import marshal
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product
from typing import NamedTuple

from coop.dataset.agreement import PROJECTS, Agreement, Ends, Figure, projects_of
from coop.dataset.terms import Measure, Nature
from coop.dataset.vocabulary import Vocabularies
from coop.validation.between.facts import (
    ALIKE,
    AROUND,
    BROKEN,
    HELD,
    POINTING,
    RELATING,
    SIGNED,
    WITHIN,
    Added,
    Fact,
    Held,
    PlainEnds,
    Pointing,
    Relating,
    Signed,
    pack_figure,
)  # fmt: skip
from coop.validation.between.keys import find_stem, key_of, key_of_agreement
from coop.validation.between.packing import PlainFinding, PlainWaiver, pack_finding, pack_waiver
from coop.validation.dates import CHECKED_FROM
from coop.validation.links import LinkedFile, check_own_links, find_figure_links, find_own, is_judged
from coop.validation.one_file import CheckedFile, check_own_name

_MOST_PAIRS = 2_000  # of the localities at the ends of one file's figures; the largest real group has 13 members
_CHECKED_FROM = CHECKED_FROM.toordinal()
_ALWAYS = (1, 3_652_059)  # the first and the last day there are

Facts = tuple[int | bytes, ...]
"""Keys and facts in turn: flat, so that the key of a fact is found, and its fact behind it, without a mapping."""


class Brief(NamedTuple):
    """What is kept of one file for itself.

    `agreement` is the id that a sound file holds; `is_early` says that it could not be checked against time; `terms`
    are those it uses, `keys` those of its facts, `lone` the keys under which its facts show something by themselves.
    """

    findings: tuple[PlainFinding, ...]
    waivers: tuple[PlainWaiver, ...]
    remarks: tuple[PlainFinding, ...]
    agreement: str | None
    is_early: bool
    terms: tuple[str, ...]
    keys: tuple[int, ...]
    lone: tuple[int, ...]


Report = tuple[bytes, Facts, bool]
"""A file's `Brief` as bytes, its facts, and whether an index may keep that: what a worker hands over."""


def sum_up(file: CheckedFile, vocabularies: Vocabularies, *, with_figures: bool) -> tuple[bytes, Facts]:
    """What a file says for itself, as bytes, and to others; `with_figures` where they can be judged by a vocabulary."""
    said: defaultdict[int, list[Fact]] = defaultdict(list)
    lone: list[int] = []
    findings = [pack_finding(each) for each in file.diagnostics]
    linked, agreement = file.linked, file.agreement
    if agreement is None:
        said[key_of_agreement(find_stem(file.path))].append((BROKEN,))
    if linked is not None:
        findings.extend(map(pack_finding, check_own_links(linked, vocabularies.localities.terms)))
        if agreement is None and file.path.endswith(".yaml"):  # a name that does not has its finding
            findings.extend(map(pack_finding, check_own_name(file)))
        for key, fact in _say_links(linked):
            said[key].append(fact)
            lone.append(key)
    is_early = False
    if agreement is not None and linked is not None:
        days = _find_days(agreement)
        is_early = days.last < _CHECKED_FROM
        key, held = _say_held(file.path, linked, days)
        said[key].append(held)
        lone.extend(() if held.is_named else (key,))
        said[_key_of_parties(agreement)].append(_say_signed(agreement, days))
        measures = vocabularies.measures.terms if with_figures else {}
        for key, added in _say_figures(linked, measures):
            said[key].append(added)
        lone.extend(key for key, facts in said.items() if len(facts) > 1 and facts[0][0] in (ALIKE, WITHIN, AROUND))
    facts: Facts = tuple(each for key, fact in said.items() for each in (key, marshal.dumps([*map(tuple, fact)])))
    brief = Brief(
        findings=tuple(findings),
        waivers=tuple(map(pack_waiver, file.waivers.waivers)),
        remarks=tuple(map(pack_finding, file.waivers.diagnostics)),
        agreement=agreement.id if agreement is not None else None,
        is_early=is_early,
        terms=_find_terms(agreement) if agreement is not None else (),
        keys=tuple(said),
        lone=tuple(dict.fromkeys(lone)),
    )
    return marshal.dumps(tuple(brief)), facts


class _Days(NamedTuple):
    """The days that a date can mean, as numbers, and the date as it is written."""

    first: int
    last: int
    date: str


def _find_days(agreement: Agreement) -> _Days:
    date = agreement.date
    return _Days(date.first_day.toordinal(), date.last_day.toordinal(), str(date))


def read_brief(blob: bytes) -> Brief:
    """The brief that `sum_up` wrote."""
    return Brief._make(marshal.loads(blob))


def _say_held(path: str, linked: LinkedFile, days: _Days) -> tuple[int, Held]:
    agreement = linked.agreement
    held = Held(
        kind=HELD,
        agreement=agreement.id,
        is_named=find_stem(path) == agreement.id,
        is_id_told=linked.doubts.about("id"),
        first=days.first,
        last=days.last,
        date=days.date,
        figures=tuple(map(pack_figure, agreement.figures)),
    )
    return key_of_agreement(agreement.id), held


def _say_links(linked: LinkedFile) -> Iterator[tuple[int, Fact]]:
    links = list(find_figure_links(linked))
    own_figures = find_own(linked) if links else {}
    for link in links:
        if link.reference not in own_figures:
            fact = Pointing(
                kind=POINTING,
                position=link.position,
                key=link.key,
                reference=link.reference,
                agreement=link.figure.agreement,
                is_judged=is_judged(link, linked),
                figure=pack_figure(link.figure),
            )
            yield key_of_agreement(link.reference.partition("#")[0]), fact
    if not linked.related:
        return
    days = _find_days(linked.agreement)
    for position, relation in linked.related:
        if relation.id:
            yield (
                key_of_agreement(relation.id),
                Relating(
                    kind=RELATING,
                    position=position,
                    relation=relation.relation,
                    target=relation.id,
                    agreement=linked.agreement.id,
                    is_sound=linked.is_sound,
                    is_told=not linked.doubts.about("related", position),
                    is_dated=not linked.doubts.about("date"),
                    first=days.first,
                    last=days.last,
                    date=days.date,
                ),
            )


def _key_of_parties(agreement: Agreement) -> int:
    """Of one agreement two files have the parties in common, and the year: no date can mean a day of two years."""
    return key_of("parties", str(agreement.date.year), *sorted(set(agreement.localities)))


def _say_signed(agreement: Agreement, days: _Days) -> Signed:
    return Signed(
        kind=SIGNED,
        agreement=agreement.id,
        instrument=agreement.instrument,
        level=agreement.level,
        first=days.first,
        last=days.last,
        date=days.date,
        related=tuple(each.id for each in agreement.related),
    )


def _say_figures(linked: LinkedFile, measures: Mapping[str, Measure]) -> Iterator[tuple[int, Added]]:
    """The figures that are added, under each pair of localities between which they may hold another.

    One that has no time, or no two ends, holds no other and is only held against those that are alike.
    """
    room = _MOST_PAIRS
    alone: list[tuple[int, Added]] = []
    for position, figure in linked.figures:
        measure = measures.get(figure.measure)
        if measure is None or not _is_added(figure, measure):
            continue
        added = _add(position, figure)
        kind = (figure.measure, figure.quantity.unit)
        pairs = _find_pairs(added.ends, room) if added.first is not None else []
        for number, pair in enumerate(pairs):
            yield key_of("within", *kind, *pair), added if number == 0 else added._replace(kind=AROUND)
        room = max(room - len(pairs), 0)
        if not pairs:
            where = repr(added.ends) if any(added.ends) else added.agreement
            key = key_of("alike", *kind, where, str(added.low), str(added.high))
            if any(added.ends):
                yield key, added._replace(kind=ALIKE)
            else:
                alone.append((key, added._replace(kind=ALIKE)))
    if not alone:
        return
    # Without ends a sum is between the parties of its agreement, whoever they are.
    count = Counter(key for key, _ in alone)
    yield from (each for each in alone if count[each[0]] > 1)


def _is_added(figure: Figure, measure: Measure) -> bool:
    is_linked = figure.same_as is not None or figure.part_of is not None
    return not (is_linked or measure.nature is Nature.STOCK or figure.per is not None or figure.doubtful is not None)


def _add(position: int, figure: Figure) -> Added:
    firsts = [when.first_day for when in figure.period]
    lasts = [when.last_day for when in figure.period]
    return Added(
        kind=WITHIN,
        position=position,
        id=figure.id,
        agreement=figure.agreement,
        field=figure.field,
        first=min((_ALWAYS[0] if day is None else day.toordinal() for day in firsts), default=None),
        last=max((_ALWAYS[1] if day is None else day.toordinal() for day in lasts), default=None),
        ends=_sort_ends(figure.ends),
        low=figure.quantity.low,
        high=figure.quantity.high,
        qualifier=figure.quantity.qualifier.value,
    )


def _sort_ends(ends: Ends) -> PlainEnds:
    source, destination, between = (tuple(sorted(set(side))) for side in (ends.source, ends.destination, ends.between))
    return source, destination, between


def _find_pairs(ends: PlainEnds, room: int) -> list[tuple[str, str]]:
    """The pairs of localities at the ends, whichever way round; first the one by which a wider figure finds this one.

    Ends that contain these hold all their pairs, so that one of them is enough to meet.
    """
    source, destination, between = ends
    if between:
        found = list(_pair_up(combinations(between, 2)))
    elif source and destination:
        found = list(_pair_up(product(source, destination)))
        found.sort(key=lambda pair: pair[0] == pair[1])  # what lies between several localities holds no pair of one
    else:
        found = [("from", each) for each in source] + [("to", each) for each in destination]
    return found if len(found) <= room else found[:1]


def _pair_up(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return iter(dict.fromkeys((one, other) if one <= other else (other, one) for one, other in pairs))


def _find_terms(agreement: Agreement) -> tuple[str, ...]:
    fields = [f"fields/{each}" for each in agreement.all_fields]
    measures = {figure.measure: None for figure in agreement.figures}
    if any(figure.projects is not None and projects_of(figure) is not None for figure in agreement.figures):
        measures[PROJECTS] = None
    return (*fields, *(f"measures/{each}" for each in measures))
