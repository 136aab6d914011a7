"""The checks between files: the groups that a change touches are judged anew, all others stay as they were."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coop.dataset.composer import Place
from coop.dataset.terms import Locality
from coop.diagnostic import Diagnostic, Span
from coop.validation.between.circles import find_circles
from coop.validation.between.judging import Packed, judge
from coop.validation.between.keys import is_of_agreement
from coop.validation.between.ledger import Ledger, PlainTold, Verdict
from coop.validation.between.outcome import Case, Edge, Outcome
from coop.validation.between.packing import pack_finding

Places = Mapping[str, Sequence[Place]]
Spans = Mapping[str, Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Facts:
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
    before, edges = ledger.losers, _sort_edges(ledger)
    outcomes: dict[int, Outcome] = {}
    of_ids = {key for key in keys if is_of_agreement(key)}
    for key, packed in facts.read(of_ids):
        _put(outcomes, key, judge(key, packed, losers=(), localities=localities))
    lost = {path for key, verdict in ledger.verdicts.items() if key not in of_ids for path in verdict[2]}
    lost.update(path for outcome in outcomes.values() for path in outcome.losers)
    others = {key for key in keys if not is_of_agreement(key)}
    others.update(key for key in facts.find_keys(before ^ lost) if not is_of_agreement(key))
    for key, packed in facts.read(others):
        _put(outcomes, key, judge(key, packed, losers=lost, localities=localities))
    for key in (*of_ids, *others):
        ledger.verdicts.pop(key, None)
    cases = [case for outcome in outcomes.values() for case in outcome.cases]
    told = _tell(cases, facts.locate)
    for key, outcome in outcomes.items():
        ledger.verdicts[key] = _conclude(outcome, told)
    after = _sort_edges(ledger)
    if before != lost or edges != after:
        circles = list(find_circles(edge for edge in after if edge.path not in lost))
        found = _tell(circles, facts.locate)
        ledger.circles = tuple(found[case] for case in circles)


def _put(outcomes: dict[int, Outcome], key: int, outcome: Outcome) -> None:
    if any(outcome):
        outcomes[key] = outcome


def _sort_edges(ledger: Ledger) -> list[Edge]:
    return sorted(Edge(*edge) for verdict in ledger.verdicts.values() for edge in verdict[3])


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


def _plain_advice(case: Case) -> tuple[str, str] | None:
    return (case.advice.reference, case.advice.own) if case.advice is not None else None


def _conclude(outcome: Outcome, told: Mapping[Case, PlainTold]) -> Verdict:
    return (
        tuple(told[case] for case in outcome.cases),
        tuple(sorted(outcome.involved)),
        tuple(sorted(outcome.losers)),
        tuple(map(tuple, outcome.edges)),  # type: ignore[arg-type]
    )
