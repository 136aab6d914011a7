"""Dates and intervals in running text, Vietnamese or English, where they stand and what they mean."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from coop.language.date_inference import DateProblem, FoundDate
from coop.language.date_patterns import PhraseRule, remove_accents
from coop.language.dates import Edtf
from coop.language.english_dates import ENGLISH_PHRASES
from coop.language.text import fold, lower, map_text, normalise_tones
from coop.language.vietnamese_dates import DATE_PHRASES
from coop.language.vietnamese_periods import PERIOD_PHRASES


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date phrase in a text: `text` is what stands from `start` to `end`, offsets into the text as given.

    Either `value` says what it means, with the parts in `inferred` worked out from the day of publication, or
    `problem` says why it means nothing.
    """

    start: int
    end: int
    text: str
    value: Edtf | None
    inferred: tuple[str, ...] = ()
    problem: DateProblem | None = None


def find_dates(text: str, *, published: datetime.date | None = None) -> tuple[DateMatch, ...]:
    """Every date phrase in `text`, in order and without overlaps, the longest where several begin at one place.

    Days come first ("3/4/2023" is 3 April). What a phrase leaves out is worked out from `published`, the day on which
    the text appeared: a missing year is the latest in which the day had come by then. Terms of office, numbers of
    documents, fractions and telephone numbers are no dates. A text without any accent is read as if they were left
    out in typing.
    """
    mapped = map_text(text)
    small = lower(normalise_tones(mapped.text))
    candidates = list(_find_candidates(small, mapped.text, published))
    candidates.sort(key=lambda candidate: (candidate.start, -candidate.reach))
    matches: list[DateMatch] = []
    position = 0
    for candidate in candidates:
        if candidate.start < position:
            continue
        position = candidate.end
        reading = candidate.reading
        if reading is not None:
            start, end = mapped.span(candidate.start, candidate.end)
            matches.append(DateMatch(start, end, text[start:end], reading.value, reading.inferred, reading.problem))
    return tuple(matches)


def _find_candidates(small: str, clean: str, published: datetime.date | None) -> Iterator[FoundDate]:
    vietnamese, unaccented, english = _compile_rules()
    for rule in unaccented if fold(small) == small else vietnamese:
        for match in rule.pattern.finditer(small):
            yield from rule.read(match, published)
    # English months need their capital letter, so the text keeps its case.
    for rule in english:
        for match in rule.pattern.finditer(clean):
            yield from rule.read(match, published)


@cache
def _compile_rules() -> tuple[tuple[PhraseRule, ...], tuple[PhraseRule, ...], tuple[PhraseRule, ...]]:
    """The Vietnamese rules, the same without accents, and the English rules; compiled once, when first needed."""
    phrases = PERIOD_PHRASES + DATE_PHRASES
    return (
        tuple(PhraseRule(re.compile(pattern), read) for pattern, read in phrases),
        tuple(PhraseRule(re.compile(remove_accents(pattern)), read) for pattern, read in phrases),
        tuple(PhraseRule(re.compile(pattern, re.IGNORECASE), read) for pattern, read in ENGLISH_PHRASES),
    )
