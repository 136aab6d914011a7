"""A group of facts to what it shows, by the kind of its facts."""

import marshal
from collections.abc import Collection, Iterable, Mapping

from coop.dataset.terms import Locality
from coop.validation.between.agreements import judge_agreement
from coop.validation.between.facts import SIGNED
from coop.validation.between.keys import is_of_agreement
from coop.validation.between.outcome import NOTHING, Group, Member, Outcome
from coop.validation.twins import judge_agreements_alike, judge_figures

Packed = Iterable[tuple[str, bytes]]
"""The facts under one key as they are kept: the path of each file, in the order of files, with all it says there."""


def judge(key: int, packed: Packed, *, losers: Collection[str], localities: Mapping[str, Locality]) -> Outcome:
    """What the facts under one key show; files that lost their id to another are looked at for that alone."""
    if is_of_agreement(key):
        return judge_agreement(unpack_group(packed), localities)
    group = unpack_group(each for each in packed if each[0] not in losers)
    if len(group) < 2:
        return NOTHING
    return judge_agreements_alike(group) if group[0].fact[0] == SIGNED else judge_figures(group)


def unpack_group(packed: Packed) -> Group:
    """The facts of a group one by one."""
    return [Member(path, fact) for path, facts in packed for fact in marshal.loads(facts)]
