"""Every file of a dataset checked, or those that changed since the last time: a ledger of all of it."""

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import chain

from coop.diagnostic import Diagnostic, Span
from coop.validation.between.advice import Directory, unpack_told
from coop.validation.between.agreements import find_figures_held
from coop.validation.between.desk import Desk
from coop.validation.between.judging import Packed, unpack_group
from coop.validation.between.keys import key_of_agreement
from coop.validation.between.ledger import Ledger
from coop.validation.between.memory import Memory
from coop.validation.between.saying import Report, read_brief
from coop.validation.between.settling import Facts, Places, Spans, settle
from coop.validation.between.table import FactTable
from coop.validation.crew import share_out

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Stock:
    """What is known of the files at `paths`, in this order: those on disk by their paths, then the drafts.

    What did not change since an earlier run is in the `memory`, if there is one.
    """

    desk: Desk
    paths: Sequence[str]
    memory: Memory | None = None
    ledger: Ledger = field(default_factory=Ledger)
    table: FactTable = field(default_factory=FactTable)
    _briefs: list[tuple[str, bytes]] = field(default_factory=list)

    def take(self, progress: Progress) -> None:
        """Check all files of which it is not known what comes of it, and all between them."""
        drafts = self.desk.drafts
        stale, keys = self.paths, set[int]()
        if self.memory is not None:
            self.ledger, known, keys = self.memory.recall()
            stale = (*known, *drafts)
        with _without_collection():
            self._check(stale, progress)
            self.settle(keys)
        if self.memory is not None and not drafts and (stale or keys):
            self.memory.keep(self._briefs, self.table, self.ledger)

    def add(self, path: str, report: Report) -> None:
        """Take in what one file says."""
        blob, facts, is_kept = report
        brief = read_brief(blob)
        self.ledger.note(path, brief)
        self.table.add(path, facts, brief.lone)
        if self.memory is None:
            return
        if is_kept:
            self._briefs.append((path, blob))
        else:
            self.ledger.unkept.add(path)
            self.memory.index.miss()

    def settle(self, keys: Collection[int] = ()) -> None:
        """Judge what the files taken in say to one another, and all else under these keys, for facts there went."""
        is_whole = len(self.table) == len(self.paths)
        asked = self.table.find_keys() if is_whole else self.table.find_all_keys()
        facts = Facts(self.read_facts, self._find_keys, self._locate)
        settle(self.ledger, {*asked, *keys}, facts=facts, localities=self.desk.vocabularies.localities.terms)
        doubtful = self.ledger.find_terms_in_doubt()
        if doubtful and self.memory is not None:
            for path, brief in self.memory.read_briefs(path for path in self.paths if path not in self.table):
                self.ledger.note_terms(path, doubtful.intersection(brief.terms))
        self.ledger.drop_terms(self.ledger.find_terms_in_doubt())

    def _check(self, paths: Sequence[str], progress: Progress) -> None:
        done = 0
        progress(done, len(paths))
        with closing(share_out(paths, self.desk.check)) as shares:
            for share in shares:
                for path, report in share:
                    self.add(path, report)
                    done += 1
                progress(done, len(paths))

    def read_facts(self, keys: Iterable[int]) -> Iterator[tuple[int, Packed]]:
        """The facts under each of the keys, in the order of their files."""
        asked, drafts = tuple(keys), self.desk.drafts
        is_whole = self.memory is None or len(self.table) == len(self.paths)
        kept = {} if is_whole or self.memory is None else self.memory.read_facts(asked)
        for key in asked:
            facts = [*self.table.read(key), *kept.get(key, ())]
            yield key, sorted(facts, key=lambda fact: (fact[0] in drafts, fact[0]))

    def find_between(self) -> Iterator[Diagnostic]:
        """What only several files together show."""
        ledger = self.ledger
        told = chain(*(verdict[0] for verdict in ledger.verdicts.values()), ledger.circles)
        return unpack_told(told, Directory(self._find_ids, self._find_figures))

    def _find_ids(self) -> tuple[str, ...]:
        """The ids of all sound agreements, in the order of files."""
        return tuple(dict.fromkeys(each for each in map(self.ledger.find_id, self.paths) if each is not None))

    def _find_figures(self, agreement_id: str) -> Iterable[str]:
        """The ids of the figures of the agreement that owns an id."""
        ((_, packed),) = self.read_facts([key_of_agreement(agreement_id)])
        return find_figures_held(unpack_group(packed))

    def _find_keys(self, paths: Collection[str]) -> Iterator[int]:
        """The keys under which files say something."""
        yield from (key for path in paths for key in self.table.find_keys_of(path))
        if self.memory is not None:
            for _, brief in self.memory.read_briefs(path for path in sorted(paths) if path not in self.table):
                yield from brief.keys

    def _locate(self, places: Places) -> Spans:
        found: dict[str, list[Span]] = {}
        with closing(share_out(sorted(places.items()), self.desk.locate)) as shares:
            for (path, _), (spans, is_known) in (each for share in shares for each in share):
                found[path] = [Span(*each) for each in spans]
                if self.memory is not None and not is_known:
                    self.memory.index.doubt()
        return found


@contextmanager
def _without_collection() -> Iterator[None]:
    """Nothing here goes round in circles, and to look through all that is kept, again and again, would take long."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
