"""The checks between files: the groups that a change touches are judged anew, all others stay as they were."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from coop.dataset.composer import Place
from coop.dataset.terms import Locality
from coop.diagnostic import Diagnostic, Span
from coop.validation.between.circles import find_circles
from coop.validation.between.judging import Packed, judge
from coop.validation.between.keys import is_of_agreement
from coop.validation.between.ledger import Ledger, PlainEdge, PlainTold
from coop.validation.between.outcome import NOTHING, Case, Edge, Outcome
from coop.validation.between.packing import pack_finding

Value = TypeVar("Value")
Places = Mapping[str, Sequence[Place]]
Spans = Mapping[str, Sequence[Span]]


class Facts(NamedTuple):
    """Where facts come from: `read` those under some keys, each group in the order of its files; `find_keys` those
    under which some files say something; `locate` where values of files stand.
    """

    read: Callable[[Collection[int]], Iterator[tuple[int, Packed]]]
    find_keys: Callable[[Collection[str]], Iterable[int]]
    locate: Callable[[Places], Spans]


def settle(ledger: Ledger, keys: Collection[int], *, facts: Facts, localities: Mapping[str, Locality]) -> None:
    """Judge the groups under these keys, and what follows from them.

    Who owns an id is settled first: a file that does not is compared with no other.
    """
    before, of_ids = ledger.losers, {key for key in keys if is_of_agreement(key)}
    outcomes = _judge(of_ids, facts, losers=(), localities=localities)
    _replace(ledger.lost, of_ids, {key: tuple(sorted(each.losers)) for key, each in outcomes.items()})
    losers = ledger.losers
    others = {key for key in keys if not is_of_agreement(key)}
    others.update(key for key in facts.find_keys(before ^ losers) if not is_of_agreement(key))
    outcomes |= _judge(others, facts, losers=losers, localities=localities)
    told = _tell((case for outcome in outcomes.values() for case in outcome.cases), facts.locate)
    verdicts = {key: (tuple(told[case] for case in o.cases), tuple(o.involved)) for key, o in outcomes.items()}
    _replace(ledger.verdicts, (*of_ids, *others), {key: each for key, each in verdicts.items() if any(each)})
    edges = {key: tuple(map(_plain_edge, outcome.edges)) for key, outcome in outcomes.items()}
    # Of circles that are known the places are told anew, for they may have moved with the lines of their files.
    if _replace(ledger.edges, of_ids, edges) or before != losers or ledger.circles:
        relations = sorted(Edge(*edge) for some in ledger.edges.values() for edge in some if edge[0] not in losers)
        circles = list(find_circles(relations))
        found = _tell(circles, facts.locate)
        ledger.circles = tuple(found[case] for case in circles)


def _judge(
    keys: Collection[int], facts: Facts, *, losers: Collection[str], localities: Mapping[str, Locality]
) -> dict[int, Outcome]:
    judged = ((key, judge(key, packed, losers=losers, localities=localities)) for key, packed in facts.read(keys))
    return {key: outcome for key, outcome in judged if outcome is not NOTHING}


def _replace(known: dict[int, Value], keys: Iterable[int], found: Mapping[int, Value]) -> bool:
    """Put what was found under the keys in the place of what was known; whether that is something else."""
    were = {key: known.pop(key) for key in keys if key in known}
    now = {key: value for key, value in found.items() if value}
    known.update(now)
    return now != were


def _tell(cases: Iterable[Case], locate: Callable[[Places], Spans]) -> Mapping[Case, PlainTold]:
    """The findings with the places at which they stand: each file is read again once, and none without a finding."""
    by_path: dict[str, list[Case]] = {}
    for case in cases:
        by_path.setdefault(case.path, []).append(case)
    spans = locate({path: [case.place for case in found] for path, found in by_path.items()})
    return {
        case: (pack_finding(Diagnostic(path, span, case.rule, case.message, case.hint)), _plain_advice(case))
        for path, found in by_path.items()
        for case, span in zip(found, spans[path], strict=True)
    }


def _plain_edge(edge: Edge) -> PlainEdge:
    return edge.path, edge.agreement, edge.position, edge.target


def _plain_advice(case: Case) -> tuple[str, str] | None:
    return (case.advice.reference, case.advice.own) if case.advice is not None else None
