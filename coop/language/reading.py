"""A text read for what the data holds: its amounts, its dates and intervals, its places."""

import datetime
from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from coop.bilingual import Bilingual, Language
from coop.language.amounts import AmountMatch, find_amounts
from coop.language.date_phrases import DateMatch, find_dates
from coop.language.dates import EdtfInterval, format_date
from coop.language.places import Gazetteer, PlaceMatch, find_places
from coop.language.quantity import format_quantity


class ReadingKind(StrEnum):
    """What a stretch of a text speaks of."""

    AMOUNT = "amount"
    DATE = "date"
    INTERVAL = "interval"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class ReadingProblem:
    """Why a stretch has no one meaning; `readings` are the meanings that it can have, in words."""

    kind: str
    message: Bilingual
    readings: tuple[Bilingual, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A stretch of a text, `text[start:end]` of the text as given, and its meaning in `match`, or a problem with it."""

    kind: ReadingKind
    start: int
    end: int
    text: str
    match: AmountMatch | DateMatch | PlaceMatch
    problem: ReadingProblem | None = None


# Takes the place of dates where amounts are looked for, and is part of none.
_FILLER = "|"


def read_text(
    text: str, *, gazetteer: Gazetteer, published: datetime.date | None = None, language: Language | None = None
) -> tuple[Reading, ...]:
    """The amounts, dates, intervals and places in `text`, in order and without overlaps; the longest wins.

    An amount never takes in a date ("năm 2019 5 tỷ"). `published` dates what has no year, `language` settles the
    notation of numbers, as in `find_dates` and `find_amounts`.
    """
    dates = find_dates(text, published=published)
    readings = [_read_date(match) for match in dates]
    readings += [_read_place(match) for match in find_places(text, gazetteer)]
    readings += [_read_amount(match) for match in _find_amounts_beside(text, dates, language)]
    return _keep_longest(readings)


def _find_amounts_beside(text: str, dates: tuple[DateMatch, ...], language: Language | None) -> Iterable[AmountMatch]:
    """The amounts of a text with its dates out of the way, where one of them would be taken for part of an amount."""
    amounts = find_amounts(text, language=language)
    starts = [date.start for date in dates]
    if not any(_swallows(amount, dates, starts) for amount in amounts):
        return amounts
    pieces: list[str] = []
    position = 0
    for date in dates:
        pieces += (text[position : date.start], _FILLER * (date.end - date.start))
        position = date.end
    return find_amounts("".join((*pieces, text[position:])), language=language)


def _swallows(amount: AmountMatch, dates: tuple[DateMatch, ...], starts: list[int]) -> bool:
    """Whether a date begins or ends within the amount, and does not hold all of it."""
    index = bisect_left(starts, amount.start)
    begins_within = index < len(dates) and starts[index] < amount.end
    return begins_within or (index > 0 and amount.start < dates[index - 1].end < amount.end)


def _keep_longest(readings: list[Reading]) -> tuple[Reading, ...]:
    kept: list[tuple[int, int]] = []
    chosen: list[Reading] = []
    for reading in sorted(readings, key=lambda reading: (reading.start - reading.end, reading.start)):
        span = (reading.start, reading.end)
        index = bisect_left(kept, span)
        is_free_before = index == 0 or kept[index - 1][1] <= reading.start
        if is_free_before and (index == len(kept) or reading.end <= kept[index][0]):
            insort(kept, span)
            chosen.append(reading)
    return tuple(sorted(chosen, key=lambda reading: reading.start))


def _read_date(match: DateMatch) -> Reading:
    kind = ReadingKind.INTERVAL if isinstance(match.value, EdtfInterval) else ReadingKind.DATE
    problem = None
    if match.problem is not None:
        meanings = tuple(
            Bilingual(format_date(reading, Language.EN), format_date(reading, Language.VI))
            for reading in match.problem.readings
        )
        problem = ReadingProblem(match.problem.kind, match.problem.message, meanings)
    return Reading(kind, match.start, match.end, match.text, match, problem)


def _read_place(match: PlaceMatch) -> Reading:
    problem = None if match.problem is None else ReadingProblem(match.problem.kind, match.problem.message)
    return Reading(ReadingKind.PLACE, match.start, match.end, match.text, match, problem)


def _read_amount(match: AmountMatch) -> Reading:
    problem = None
    if match.problem is not None:
        meanings = tuple(
            Bilingual(format_quantity(reading, Language.EN), format_quantity(reading, Language.VI))
            for reading in match.problem.readings
        )
        problem = ReadingProblem(match.problem.kind, match.problem.message, meanings)
    return Reading(ReadingKind.AMOUNT, match.start, match.end, match.text, match, problem)
