"""What dates have to do with one another, and localities with time."""

from collections.abc import Iterator
from datetime import date

from coop.dataset.agreement import Agreement
from coop.dataset.document import Document
from coop.dataset.terms import Locality
from coop.dataset.vocabulary import Vocabularies
from coop.diagnostic import Diagnostic, Rule, Severity

CHECKED_FROM = date(2000, 1, 1)  # before that the vocabulary of localities does not reach

LOCALITY_NOT_IN_TIME = Rule(
    "D201", "locality-not-in-time", Severity.ERROR,
    "A party existed on the agreement's date: Bắc Giang until 2025-06-30, Hà Tây until 2008-07-31. Before 2000-01-01 "
    "that is not checked.",
)  # fmt: skip
SIGNED_AFTER_SOURCE = Rule(
    "D202", "source-before-agreement", Severity.ERROR,
    "At least one source was published on or after the agreement's date: nothing is reported before it happened.",
)  # fmt: skip
PERIOD_BEFORE_DATE = Rule(
    "D203", "period-before-date", Severity.ERROR, "The period of an agreement does not end before its date."
)

RULES = (LOCALITY_NOT_IN_TIME, SIGNED_AFTER_SOURCE, PERIOD_BEFORE_DATE)


def check_dates(agreement: Agreement, document: Document, vocabularies: Vocabularies) -> Iterator[Diagnostic]:
    """What cannot be in time: parties, sources, the period."""
    yield from _check_localities(agreement, document, vocabularies)
    yield from _check_sources(agreement, document)
    end = agreement.period.last_day if agreement.period is not None else None
    if end is not None and end < agreement.date.first_day:
        message = f"the period ends on {end.isoformat()}, before the agreement's date {agreement.date}"
        yield Diagnostic(document.path, document.span("period"), PERIOD_BEFORE_DATE, message)


def is_checked_against_time(agreement: Agreement) -> bool:
    """Whether the vocabulary of localities reaches the agreement's date."""
    return agreement.date.last_day >= CHECKED_FROM


def _check_localities(agreement: Agreement, document: Document, vocabularies: Vocabularies) -> Iterator[Diagnostic]:
    """A party must have existed on some day that the date can mean."""
    if not is_checked_against_time(agreement):
        return
    first, last = max(agreement.date.first_day, CHECKED_FROM), agreement.date.last_day
    for position, party in enumerate(agreement.parties):
        locality = vocabularies.localities.terms[party.locality]
        if any(period.overlaps(first, last) for period in locality.periods):
            continue
        span = document.span("parties", position, "locality")
        yield Diagnostic(
            document.path,
            span,
            LOCALITY_NOT_IN_TIME,
            _message(locality, agreement),
            _hint(locality, vocabularies, first),
        )


def _message(locality: Locality, agreement: Agreement) -> str:
    when = f"{'in' if agreement.date.day is None else 'on'} {agreement.date}"
    if locality.start is not None and locality.start > agreement.date.last_day:
        return f"{locality.name} did not exist {when}, it began on {locality.start.isoformat()}"
    ended = locality.end.isoformat() if locality.end is not None else ""
    return f"{locality.name} did not exist {when}, it ended on {ended}"


def _hint(locality: Locality, vocabularies: Vocabularies, day: date) -> str | None:
    """The unit that was in its place on that day."""
    terms = vocabularies.localities.terms
    if locality.start is not None and locality.start > day:
        before = (*locality.periods[0].renamed_from, *locality.periods[0].split_from)
        return "before that it was " + ", ".join(f"'{i}'" for i in before) if before else None
    successors, seen = locality.successor, {locality.id}
    while successors and all(terms[i].period_on(day) is None for i in successors if i in terms):
        seen.update(successors)  # a broken vocabulary may go round in a circle
        successors = tuple(n for i in successors if i in terms for n in terms[i].successor if n not in seen)
    successors = tuple(i for i in successors if i in terms)
    return "its successor is " + ", ".join(f"'{i}' ({terms[i].name})" for i in successors) if successors else None


def _check_sources(agreement: Agreement, document: Document) -> Iterator[Diagnostic]:
    published = [source.published for source in agreement.sources]
    dated = [when for when in published if when is not None]
    if len(dated) < len(published) or any(when.last_day >= agreement.date.first_day for when in dated):
        return
    newest = max(dated, key=lambda when: when.last_day)
    message = f"the agreement is of {agreement.date} and its newest source of {newest}"
    hint = "one of the dates is wrong, or a source that reports the agreement is missing"
    yield Diagnostic(document.path, document.span("date"), SIGNED_AFTER_SOURCE, message, hint)
