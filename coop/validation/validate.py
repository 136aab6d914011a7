"""Everything that can be checked of a dataset, as one sorted list of diagnostics.

Each file is read once, checked by itself, and let go; what is kept for the checks between files grows with ids and
facts, not with texts.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from types import MappingProxyType
from typing import Required, TypedDict, Unpack

from coop.dataset.files import FilesOnDisk
from coop.dataset.index.index import Index, open_index
from coop.dataset.index.inventory import DamagedIndex
from coop.dataset.index.look import Look
from coop.dataset.index.records import IndexedFiles
from coop.dataset.layout import Location, TooManyFiles, find_program_schemas
from coop.dataset.loading import DUPLICATE_ID
from coop.diagnostic import Diagnostic, Severity, sort_diagnostics
from coop.validation.between.desk import Desk
from coop.validation.between.memory import Memory
from coop.validation.between.packing import unpack_finding
from coop.validation.between.stock import Stock
from coop.validation.choice import RuleChoice
from coop.validation.links import (
    CHAINED_FIGURE,
    RELATED_TO_LATER,
    RELATION_CIRCLE,
    UNKNOWN_AGREEMENT,
    UNKNOWN_FIGURE,
)
from coop.validation.registry import FIRM_CODES, RULES
from coop.validation.schemas import SCHEMA_DIFFERS
from coop.validation.scope import Scope
from coop.validation.terms_checked import CheckedTerms, find_terms, unpack_waivers
from coop.validation.twins import LIKELY_TWIN_AGREEMENTS, LIKELY_TWINS
from coop.validation.usage import UNUSED_TERM, check_usage
from coop.validation.waivers import NEEDLESS_WAIVER, Waived, WaiverOffice, roll_up

BETWEEN_FILES = (
    DUPLICATE_ID,
    UNKNOWN_FIGURE,
    CHAINED_FIGURE,
    UNKNOWN_AGREEMENT,
    RELATION_CIRCLE,
    RELATED_TO_LATER,
    LIKELY_TWINS,
    LIKELY_TWIN_AGREEMENTS,
    UNUSED_TERM,
    NEEDLESS_WAIVER,
    SCHEMA_DIFFERS,
)
"""The rules that a change to one file can break in another, or outside the dataset's folder."""

ALL_RULES = RuleChoice.parse(RULES)
NO_DRAFTS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Validation:
    """What was checked, and everything found, sorted by path, line, column and code.

    `waived` are the findings that a comment lets stand; `files` the paths that were checked; `before_2000` counts
    agreements whose parties could not be checked against time; where a vocabulary is broken, `is_complete` is no:
    what needs it was not checked. `state` stands for all that was read, where an index knows it; `is_of_state` is
    whether that is sure, or only if no file changed while it was read.
    """

    diagnostics: tuple[Diagnostic, ...]
    files: tuple[str, ...]
    agreement_files: int
    vocabulary_files: int
    waived: tuple[Waived, ...] = ()
    before_2000: int = 0
    is_complete: bool = True
    state: bytes | None = field(default=None, compare=False)
    is_of_state: bool = field(default=False, compare=False)

    def fails(self, least: Severity = Severity.ERROR) -> bool:
        """Whether anything found is as grave as `least`, or graver."""
        return any(diagnostic.severity.is_at_least(least) for diagnostic in self.diagnostics)


def _ignore_progress(done: int, total: int) -> None:
    """Nobody watches."""


class Asked(TypedDict, total=False):
    """What is asked for of a dataset.

    Waivers hold on the day `as_of`. What belongs to the scope and to the rules chosen is reported, a broken vocabulary
    whatever is asked for: the agreements are then checked as far as they can be without it. `progress` is told how many
    of how many agreement files are done. `drafts` are texts of agreement files that are not there yet, by path: they
    are checked as if they were.
    """

    as_of: Required[date]
    scope: Scope | None
    choice: RuleChoice
    progress: Callable[[int, int], None]
    drafts: Mapping[str, str]


def validate_dataset(location: Location, **asked: Unpack[Asked]) -> Validation:
    """Check the whole dataset."""
    return _validate(location, None, **asked)


def validate_indexed(location: Location, *, look: Look | None = None, **asked: Unpack[Asked]) -> Validation:
    """`validate_dataset` by way of what earlier runs found, where that can be: only what changed is checked anew.

    The same comes of it. `look` is as for `open_index`.
    """
    index = open_index(os.fspath(location.root), look=look)
    try:
        found = _validate(location, index, **asked)
        if index is not None and not asked.get("drafts"):
            index.commit()
        return found
    except DamagedIndex:
        if index is not None:
            index.destroy()
        return _validate(location, None, **asked)
    finally:
        if index is not None:
            index.close()


def _validate(
    location: Location,
    index: Index | None,
    *,
    as_of: date,
    scope: Scope | None = None,
    choice: RuleChoice = ALL_RULES,
    progress: Callable[[int, int], None] = _ignore_progress,
    drafts: Mapping[str, str] = NO_DRAFTS,
) -> Validation:
    scope = scope or Scope()
    terms = find_terms(location, find_program_schemas(), index=index)
    paths, halting = _find_paths(location, index)
    desk = Desk(location.root, terms.schemas, terms.vocabularies, terms.is_complete, drafts, index)
    on_disk = [path for path in paths if path not in drafts] if drafts else paths
    stock = Stock(desk, (*on_disk, *drafts), None if index is None else Memory(index))
    stock.take(progress)
    found, office = _find_all(stock, terms, as_of)
    # What kept files from being read is said whatever is asked for: nothing found in them means nothing.
    told = choice.select(each for each in found if scope.reports(each))
    reported = dict.fromkeys((*terms.halting, *halting, *told))
    checked, vocabularies = scope.select(stock.paths), scope.select(terms.paths)
    shown = _add_excerpts(sort_diagnostics(reported), desk)
    return Validation(
        diagnostics=shown,
        files=tuple(sorted((*checked, *vocabularies))),
        agreement_files=len(checked),
        vocabulary_files=len(vocabularies),
        waived=tuple(w for w in office.waived if scope.reports(w.diagnostic) and w.diagnostic.code in choice.codes),
        before_2000=len(scope.select(tuple(stock.ledger.early))),
        is_complete=terms.is_complete,
        state=index.state if index is not None else None,
        is_of_state=index is not None and index.knows_all,
    )


def _find_paths(location: Location, index: Index | None) -> tuple[Sequence[str], tuple[Diagnostic, ...]]:
    """The agreement files; of more than any dataset has, none is read."""
    files = FilesOnDisk(location)
    try:
        return (files if index is None else IndexedFiles(index, files)).find_agreements(), ()
    except TooManyFiles as error:
        return (), (error.diagnostic,)


def _find_all(stock: Stock, terms: CheckedTerms, as_of: date) -> tuple[list[Diagnostic], WaiverOffice]:
    """Everything found, whatever is asked for: only then is it known what a waiver is needed for."""
    own = [stock.ledger.own[path] for path in stock.paths if path in stock.ledger.own]
    waivers = [
        *terms.waivers,
        *(unpack_waivers(packed, remarks) for _, packed, remarks in own),
    ]
    is_usage_known = terms.is_complete and bool(stock.paths) and not stock.ledger.unsound
    between = chain(terms.between, stock.find_between(), _check_usage(stock, terms) if is_usage_known else ())
    found = [
        *terms.found,
        *(unpack_finding(each) for findings, _, _ in own for each in findings),
        *roll_up(between, *waivers),
        *(each for waiver in waivers for each in waiver.diagnostics),
    ]
    office = WaiverOffice([waiver for each in waivers for waiver in each.waivers], RULES, FIRM_CODES, as_of)
    left = list(office.apply(found))
    unsure = stock.ledger.unsound.union(() if is_usage_known else terms.paths)
    left.extend(roll_up(office.check(unsure)))
    return left, office


def _check_usage(stock: Stock, terms: CheckedTerms) -> Iterator[Diagnostic]:
    used = stock.ledger.witnesses
    fields = {term.removeprefix("fields/") for term in used if term.startswith("fields/")}
    measures = {term.removeprefix("measures/") for term in used if term.startswith("measures/")}
    return check_usage(fields, measures, vocabularies=terms.vocabularies, find_spans=terms.find_spans)


def _add_excerpts(diagnostics: tuple[Diagnostic, ...], desk: Desk) -> tuple[Diagnostic, ...]:
    """The findings with the lines at which they begin; a file is read again only where something was found in it."""
    lines: dict[str, list[str]] = {}
    found = []
    for diagnostic in diagnostics:
        if diagnostic.path not in lines:
            lines = {diagnostic.path: _read_lines(diagnostic.path, desk)}
        here = lines[diagnostic.path]
        excerpt = here[diagnostic.span.line - 1] if diagnostic.span.line <= len(here) else None
        found.append(replace(diagnostic, excerpt=excerpt))
    return tuple(found)


def _read_lines(path: str, desk: Desk) -> list[str]:
    if path.startswith("../"):
        return []
    source, is_known = desk.read(path)
    if not is_known and desk.index is not None:
        desk.index.miss()
    return source.text.split("\n") if source.text is not None else []
