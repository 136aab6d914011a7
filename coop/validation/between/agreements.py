"""All that concerns one id: which file owns it, and whether what points at it can be meant."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from coop.bilingual import Bilingual
from coop.dataset.agreement import Figure
from coop.dataset.loading import DUPLICATE_ID, say_duplicate_id
from coop.dataset.terms import RELATION, Locality
from coop.validation.between.facts import BROKEN, HELD, POINTING, Fact, Held, Pointing, Relating, unpack_figure
from coop.validation.between.keys import find_stem
from coop.validation.between.outcome import NOTHING, Advice, Case, Edge, Group, Outcome
from coop.validation.files import ID_NOT_FILE_NAME, is_misnamed, say_misnamed
from coop.validation.links import (
    CHAINED_FIGURE,
    RELATED_TO_LATER,
    UNKNOWN_AGREEMENT,
    UNKNOWN_FIGURE,
    FigureLink,
    find_flaw,
    say_unknown_figure,
)


def judge_agreement(group: Group, localities: Mapping[str, Locality]) -> Outcome:
    """The findings about the id under one key, those of the files that point at it among them.

    Two ids may have one key, if ever so rarely: then each is judged by itself.
    """
    ids = [_find_id(path, fact) for path, fact in group]
    outcomes = [
        _judge_id([member for member, own in zip(group, ids, strict=True) if own == each], localities)
        for each in dict.fromkeys(ids)
    ]
    told = [each for each in outcomes if each is not NOTHING]
    return _join(told) if len(told) > 1 else told[0] if told else NOTHING


def _find_id(path: str, fact: Fact) -> str:
    """The id that the fact is about; for that of a broken file its name stands."""
    kind = fact[0]
    if kind == BROKEN:
        return find_stem(path)
    if kind == HELD:
        return Held._make(fact).agreement
    return Pointing._make(fact).reference.partition("#")[0] if kind == POINTING else Relating._make(fact).target


def _join(outcomes: Iterable[Outcome]) -> Outcome:
    cases, involved, losers, edges = zip(*outcomes, strict=True)
    return Outcome(tuple(chain(*cases)), frozenset().union(*involved), frozenset().union(*losers), tuple(chain(*edges)))


def _judge_id(group: Group, localities: Mapping[str, Locality]) -> Outcome:
    holders = _find_holders(group)
    is_broken = any(fact[0] == BROKEN for _, fact in group)
    owner = _choose_owner(holders)
    cases: list[Case] = []
    edges: list[Edge] = []
    for path, held in holders:
        cases.extend(_check_identity(path, held, owner))
    for path, fact in group:
        if fact[0] == POINTING:
            cases.extend(_check_pointing(path, Pointing._make(fact), owner, localities, is_broken))
        elif fact[0] not in (HELD, BROKEN):
            relating = Relating._make(fact)
            cases.extend(_check_relating(path, relating, owner, is_broken))
            edges.extend(_find_edge(path, relating, owner))
    losers = frozenset(path for path, _ in holders if owner is not None and path != owner[0])
    if not cases and not edges and not losers:
        return NOTHING
    involved = {case.path for case in cases}
    return Outcome(tuple(cases), frozenset(involved), losers, tuple(edges))


_Holder = tuple[str, Held]


def find_figures_held(group: Group) -> list[str]:
    """The ids of the figures of the agreement that owns the id of the group."""
    owner = _choose_owner(_find_holders(group))
    return [str(each[0]) for each in owner[1].figures] if owner is not None else []


def _find_holders(group: Group) -> list[_Holder]:
    return [(path, Held._make(fact)) for path, fact in group if fact[0] == HELD]


def _choose_owner(holders: list[_Holder]) -> _Holder | None:
    """The file that owns the id: the first that is named after it, else the first."""
    return next((each for each in holders if each[1].is_named), holders[0] if holders else None)


def _check_identity(path: str, held: Held, owner: _Holder | None) -> Iterator[Case]:
    """Whether the id is that of the file alone, and its name."""
    if not path.endswith(".yaml"):  # that has its finding
        return
    if owner is not None and owner[0] != path:
        yield Case(path, ("id",), DUPLICATE_ID, *say_duplicate_id(held.agreement, owner[0]))
    elif not held.is_id_told and is_misnamed(held.agreement, path):
        yield Case(path, ("id",), ID_NOT_FILE_NAME, *say_misnamed(held.agreement, path))


def _check_pointing(
    path: str, fact: Pointing, owner: _Holder | None, localities: Mapping[str, Locality], is_broken: bool
) -> Iterator[Case]:
    link = FigureLink(fact.position, unpack_figure(fact.figure, fact.agreement), fact.key, fact.reference)
    place = ("figures", fact.position, fact.key)
    other = _find_figure(owner[1], fact.reference) if owner is not None else None
    if other is None:
        if not is_broken:  # nobody knows what that would hold
            advice = Advice(fact.reference, link.figure.reference)
            yield Case(path, place, UNKNOWN_FIGURE, say_unknown_figure(link), advice=advice)
    elif fact.is_judged:
        flaw = find_flaw(link, other, localities)
        if flaw is not None:
            yield Case(path, place, CHAINED_FIGURE, flaw)


def _find_figure(held: Held, reference: str) -> Figure | None:
    figure_id = reference.partition("#")[2]
    found = next((each for each in held.figures if each[0] == figure_id), None)
    return unpack_figure(found, held.agreement) if found is not None else None


def _check_relating(path: str, fact: Relating, owner: _Holder | None, is_broken: bool) -> Iterator[Case]:
    if not fact.is_told:
        return
    place = ("related", fact.position, "id")
    if fact.target == fact.agreement or (owner is None and not is_broken):
        message = Bilingual(
            f"no other agreement with id '{fact.target}'", f"không có thỏa thuận nào khác mang mã '{fact.target}'"
        )
        yield Case(path, place, UNKNOWN_AGREEMENT, message, advice=Advice(fact.target, fact.agreement))
    elif owner is not None and fact.is_dated and _is_later(owner[1], fact):
        message = Bilingual(
            "this agreement of {day} {relation} '{id}' of {later}, expected an older one",
            "thỏa thuận này ({day}) {relation} '{id}' ({later}), cần một thỏa thuận có trước",
        ).fill(day=fact.date, relation=RELATION.get(fact.relation, fact.relation), id=fact.target, later=owner[1].date)
        hint = Bilingual("the relation may stand the wrong way round", "có thể quan hệ bị ghi ngược chiều")
        yield Case(path, place, RELATED_TO_LATER, message, hint)


def _is_later(other: Held, own: Relating) -> bool:
    return other.first > own.last


def _find_edge(path: str, fact: Relating, owner: _Holder | None) -> Iterator[Edge]:
    """The relation, where the dates allow it: where they do not, it has its finding, and no circle is one."""
    if fact.is_sound and owner is not None and owner[0] != path and not _is_later(owner[1], fact):
        yield Edge(path, fact.agreement, fact.position, fact.target)
