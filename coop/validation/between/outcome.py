"""What judging a group of facts comes to: findings whose places are still to be looked up, and what follows."""

from collections.abc import Sequence
from typing import NamedTuple

from coop.bilingual import Bilingual
from coop.dataset.composer import Place
from coop.diagnostic import Rule
from coop.validation.between.facts import Fact

MOST_OF_ONE_KIND = 200
"""How many facts of one group are held against each other: beyond that, facts alike say nothing about each other."""


class Member(NamedTuple):
    """One fact of a group, and the file that it comes from."""

    path: str
    fact: Fact


Group = Sequence[Member]
"""The facts under one key, in the order of their files, and within a file in that of the file."""


class Advice(NamedTuple):
    """The hint that names the nearest of all there are is looked for last: `reference` leads from `own` to nothing."""

    reference: str
    own: str


class Case(NamedTuple):
    """A finding at a place of a file, where the value at that place stands is still to be looked up."""

    path: str
    place: Place
    rule: Rule
    message: Bilingual
    hint: Bilingual | None = None
    advice: Advice | None = None


class Edge(NamedTuple):
    """A relation that may be one of a circle: from an agreement to another that is not of a later date."""

    path: str
    agreement: str
    position: int
    target: str


class Outcome(NamedTuple):
    """What a group shows. `losers` hold an id that another file owns; `involved` are the files that it depends on."""

    cases: tuple[Case, ...] = ()
    involved: frozenset[str] = frozenset()
    losers: frozenset[str] = frozenset()
    edges: tuple[Edge, ...] = ()


NOTHING = Outcome()
