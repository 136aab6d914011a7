"""What is known of a dataset when each of its files was checked: all that a change to one file leaves as it is.

It holds what is told, and little of the files of which there is nothing to tell.
"""

import marshal
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, fields

from coop.validation.between.keys import find_stem, key_of_agreement
from coop.validation.between.packing import PlainFinding, PlainWaiver
from coop.validation.between.saying import Brief

_MOST_WITNESSES = 8  # files that are kept for each term, so that it is known to be used when one of them goes

PlainAdvice = tuple[str, str] | None
PlainTold = tuple[PlainFinding, PlainAdvice]
"""A finding between files, and what the hint is looked up by where that depends on all there is."""
PlainEdge = tuple[str, str, int, str]
Verdict = tuple[tuple[PlainTold, ...], tuple[str, ...]]
"""What a group of facts shows: findings, and the files involved."""
Own = tuple[tuple[PlainFinding, ...], tuple[PlainWaiver, ...], tuple[PlainFinding, ...]]
"""What was found in one file by itself, its waivers, and what is wrong with their form."""


@dataclass(slots=True)
class Ledger:
    """What is told of files and groups, and what has to be known of the others.

    `own` holds the files in which something was found, `unsound` those that hold no agreement, `early` those of a time
    before the localities are known, `odd` the ids of those that bear another name, `unkept` those whose check no index
    keeps: they are not plain, or changed while they were read. Under the keys of groups stand their `verdicts`, the
    files that `lost` their id to another, and the `edges` that relations are; `circles` are the findings about all
    relations. `witnesses` are some files that use a term.
    """

    own: dict[str, Own] = field(default_factory=dict)
    unsound: set[str] = field(default_factory=set)
    early: set[str] = field(default_factory=set)
    odd: dict[str, str] = field(default_factory=dict)
    verdicts: dict[int, Verdict] = field(default_factory=dict)
    lost: dict[int, tuple[str, ...]] = field(default_factory=dict)
    edges: dict[int, tuple[PlainEdge, ...]] = field(default_factory=dict)
    circles: tuple[PlainTold, ...] = ()
    witnesses: dict[str, list[str]] = field(default_factory=dict)
    unkept: set[str] = field(default_factory=set)

    def note(self, path: str, brief: Brief) -> None:
        """Take in what is kept of one file for itself."""
        if brief.findings or brief.waivers or brief.remarks:
            self.own[path] = brief.findings, brief.waivers, brief.remarks
        if brief.agreement is None:
            self.unsound.add(path)
        elif brief.agreement != find_stem(path):
            self.odd[path] = brief.agreement
        if brief.is_early:
            self.early.add(path)
        self.note_terms(path, brief.terms)

    def note_terms(self, path: str, terms: Iterable[str]) -> None:
        """Take in that a file uses these terms."""
        for term in terms:
            known = self.witnesses.setdefault(term, [])
            if len(known) < _MOST_WITNESSES and path not in known:
                known.append(path)

    def forget(self, paths: Collection[str]) -> set[int]:
        """Drop what is known of files, and say under which keys something may be otherwise without them."""
        gone = set(paths)
        keys = {key for key, verdict in self.verdicts.items() if not gone.isdisjoint(verdict[1])}
        keys.update(key for key, edges in self.edges.items() if any(edge[0] in gone for edge in edges))
        keys.update(key_of_agreement(find_stem(path)) for path in gone)
        for path in gone:
            self.own.pop(path, None)
            if path in self.odd:
                keys.add(key_of_agreement(self.odd.pop(path)))
        self.unkept -= gone
        self.unsound -= gone
        self.early -= gone
        self.witnesses = {term: [each for each in known if each not in gone] for term, known in self.witnesses.items()}
        return keys

    def find_terms_in_doubt(self) -> set[str]:
        """The terms of which each file that was known to use it is gone: others may use them all the same."""
        return {term for term, known in self.witnesses.items() if not known}

    def drop_terms(self, terms: Iterable[str]) -> None:
        """Settle that no file uses these terms."""
        for term in terms:
            del self.witnesses[term]

    @property
    def losers(self) -> frozenset[str]:
        """The files that hold an id that another file owns."""
        return frozenset(path for paths in self.lost.values() for path in paths)

    def find_id(self, path: str) -> str | None:
        """The id that the agreement of a file has; none where it holds no sound one."""
        return None if path in self.unsound else self.odd.get(path) or find_stem(path)

    def write(self) -> bytes:
        """The ledger as bytes."""
        values = (getattr(self, each.name) for each in fields(self))
        return marshal.dumps(tuple(values))

    @classmethod
    def read(cls, written: bytes) -> "Ledger":
        """The ledger that was written."""
        return cls(*marshal.loads(written))
