"""Every file of a dataset checked, or those that changed since the last time: a ledger of all of it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain

from coop.dataset.terms import Locality
from coop.diagnostic import Diagnostic, Span
from coop.validation.between.advice import Directory, unpack_told
from coop.validation.between.agreements import find_figures_held
from coop.validation.between.desk import Desk
from coop.validation.between.judging import Packed, unpack_group
from coop.validation.between.keys import key_of_agreement
from coop.validation.between.ledger import Ledger
from coop.validation.between.saying import Report, read_brief
from coop.validation.between.settling import Facts, Places, Spans, settle
from coop.validation.between.table import FactTable
from coop.validation.crew import share_out
from coop.validation.links import UNKNOWN_FIGURE

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Stock:
    """What is known of the files at `paths`, in this order: those on disk by their paths, then the drafts."""

    desk: Desk
    paths: Sequence[str]
    ledger: Ledger = field(default_factory=Ledger)
    table: FactTable = field(default_factory=FactTable)

    def take(self, progress: Progress) -> None:
        """Check all files."""
        self._check(self.paths, progress)
        self.settle()

    def add(self, report: Report) -> None:
        """Take in what one file says."""
        path, blob, facts = report
        brief = read_brief(blob)
        self.ledger.note(path, brief)
        self.table.add(path, facts, brief.lone)

    def settle(self) -> None:
        """Judge what the files taken in say to one another."""
        facts = Facts(self.read_facts, self._find_keys, self._locate)
        settle(self.ledger, set(self.table.find_keys()), facts=facts, localities=self._localities)

    @property
    def _localities(self) -> Mapping[str, Locality]:
        return self.desk.vocabularies.localities.terms

    def _check(self, paths: Sequence[str], progress: Progress) -> None:
        done = 0
        progress(done, len(paths))
        with closing(share_out(paths, self.desk.check)) as shares:
            for share in shares:
                for report in share:
                    self.add(report)
                done += len(share)
                progress(done, len(paths))

    def read_facts(self, keys: Iterable[int]) -> Iterator[tuple[int, Packed]]:
        """The facts under each of the keys, in the order of their files."""
        drafts = self.desk.drafts
        for key in keys:
            yield key, sorted(self.table.read(key), key=lambda fact: (fact[0] in drafts, fact[0]))

    def find_between(self) -> Iterator[Diagnostic]:
        """What only several files together show."""
        ledger = self.ledger
        told = chain(*(verdict[0] for verdict in ledger.verdicts.values()), ledger.circles)
        return unpack_told(told, Directory(self._find_ids, self._find_figures, self._count_advised))

    def _count_advised(self, path: str) -> int:
        """The links within a file that lead nowhere."""
        findings = self.ledger.own[path][0] if path in self.ledger.own else ()
        return sum(finding[2] == UNKNOWN_FIGURE.code for finding in findings)

    def _find_ids(self) -> tuple[str, ...]:
        """The ids of all sound agreements, in the order of files."""
        return tuple(dict.fromkeys(each for each in map(self.ledger.find_id, self.paths) if each is not None))

    def _find_figures(self, agreement_id: str) -> Iterable[str]:
        """The ids of the figures of the agreement that owns an id."""
        ((_, packed),) = self.read_facts([key_of_agreement(agreement_id)])
        return find_figures_held(unpack_group(packed))

    def _find_keys(self, paths: Collection[str]) -> Iterator[int]:
        return (key for path in paths for key in self.table.find_keys_of(path))

    def _locate(self, places: Places) -> Spans:
        with closing(share_out(sorted(places.items()), self.desk.locate)) as shares:
            return {path: [Span(*span) for span in spans] for share in shares for path, spans in share}
