"""From what a phrase says of a date to a date: a missing year worked out from the day of publication, or a problem."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from coop.bilingual import Bilingual
from coop.language.dates import Edtf, EdtfDate, EdtfInterval, find_impossibility


class DateProblemKind(StrEnum):
    """Why a phrase that speaks of a date gives none."""

    AMBIGUOUS = "ambiguous"
    IMPOSSIBLE = "impossible"
    NO_YEAR = "no-year"


@dataclass(frozen=True, slots=True)
class DateProblem:
    """Why there is no date, and the dates that it could be."""

    kind: DateProblemKind
    message: Bilingual
    readings: tuple[Edtf, ...] = ()


@dataclass(frozen=True, slots=True)
class DateReading:
    """The meaning of a phrase: a value, with the parts that were worked out and not read, or a problem."""

    value: Edtf | None = None
    inferred: tuple[str, ...] = ()
    problem: DateProblem | None = None


@dataclass(frozen=True, slots=True)
class PartialDate:
    """What a phrase says: `years_ago` counts back from the year of publication (0 this year, 1 last year)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    years_ago: int | None = None

    @property
    def has_year(self) -> bool:
        """Whether the phrase itself says which year it speaks of."""
        return self.year is not None or self.years_ago is not None

    def __str__(self) -> str:
        return "/".join(str(part) for part in (self.day, self.month, self.year) if part is not None)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A stretch of a text and what it means; without a reading it is no date, and nothing in it may be one.

    `reach` is where the whole phrase ends of which this is a part.
    """

    start: int
    end: int
    reach: int
    reading: DateReading | None


def complete_date(
    partial: PartialDate, published: datetime.date | None, *, years_to_try: Iterable[int] | None = None
) -> DateReading:
    """The date that `partial` means: where it has no year, the latest such day not after `published`.

    `years_to_try` puts other years in the place of those, the likeliest first.
    """
    if partial.years_ago is not None:
        if published is None:
            return DateReading(problem=_no_year(partial))
        partial = replace(partial, year=published.year - partial.years_ago, years_ago=None)
        reading = complete_date(partial, published)
        return replace(reading, inferred=("year",) if reading.value else ())
    flaw = find_impossibility(partial.year, partial.month, partial.day)
    if flaw is not None:
        return DateReading(problem=_impossible(partial, flaw))
    if partial.year is not None:
        return DateReading(EdtfDate(partial.year, partial.month, partial.day))
    if published is None:
        return DateReading(problem=_no_year(partial))
    for year in _past_years(partial, published) if years_to_try is None else years_to_try:
        if find_impossibility(year, partial.month, partial.day) is None:
            return DateReading(EdtfDate(year, partial.month, partial.day), inferred=("year",))
    return DateReading(problem=_no_year(partial))


def _past_years(partial: PartialDate, published: datetime.date) -> range:
    """Years in which the day or month had come by `published`, the latest first; any nine hold a 29 February."""
    this_year = (partial.month or 1, partial.day or 1) <= (published.month, published.day)
    latest = published.year - (not this_year)
    return range(latest, latest - 9, -1)


def find_coming_years(partial: PartialDate, published: datetime.date | None) -> range | None:
    """Years, the next first, in which the day or month is still to come after `published`."""
    if published is None:
        return None
    last_day = partial.day or 31
    still_to_come = (partial.month or 12, last_day) >= (published.month, published.day)
    first = published.year + (not still_to_come)
    return range(first, first + 9)


def join_dates(start: PartialDate, end: PartialDate, published: datetime.date | None) -> DateReading:
    """The interval from `start` to `end`, each taking what it lacks from the other."""
    if start.day is not None and start.month is None:
        start = replace(start, month=end.month)
    if start.has_year:
        return _close_interval(complete_date(start, published), end, published)
    closing = complete_date(end, published)
    if not isinstance(closing.value, EdtfDate):
        return closing
    # "từ 28/12 đến 3/1/2024" began in the year before.
    same_year, year_before = (
        complete_date(replace(start, year=year), published) for year in (closing.value.year, closing.value.year - 1)
    )
    for opening in (same_year, year_before):
        if isinstance(opening.value, EdtfDate) and opening.value.first_day <= closing.value.last_day:
            return DateReading(EdtfInterval(opening.value, closing.value), closing.inferred)
    return same_year


def _close_interval(opening: DateReading, end: PartialDate, published: datetime.date | None) -> DateReading:
    if not isinstance(opening.value, EdtfDate):
        return opening
    year = opening.value.year
    candidates = (end,) if end.has_year else (replace(end, year=year), replace(end, year=year + 1))
    closing = DateReading()
    for candidate in candidates:
        closing = complete_date(candidate, published)
        if isinstance(closing.value, EdtfDate) and opening.value.first_day <= closing.value.last_day:
            inferred = opening.inferred or closing.inferred
            return DateReading(EdtfInterval(opening.value, closing.value), inferred)
    if not isinstance(closing.value, EdtfDate):
        return closing
    return DateReading(problem=_backwards(opening.value, closing.value))


def find_relative_day(offset: int, published: datetime.date | None) -> DateReading:
    """The day `offset` days after that of publication."""
    if published is None:
        return DateReading(problem=_no_year(PartialDate()))
    try:
        day = published + datetime.timedelta(days=offset)
    except OverflowError:  # the calendar ends here
        return DateReading(problem=_no_year(PartialDate()))
    reading = complete_date(PartialDate(day.year, day.month, day.day), published)
    return replace(reading, inferred=("year", "month", "day") if reading.value else ())


def extend_months(first: DateReading, count: int) -> DateReading:
    """The months from the one that was read, `count` of them in the same year."""
    if not isinstance(first.value, EdtfDate) or first.value.month is None or count == 1:
        return first
    last = EdtfDate(first.value.year, first.value.month + count - 1)
    return replace(first, value=EdtfInterval(first.value, last))


def leave_open(start: DateReading) -> DateReading:
    """The interval that begins with `start` and has no end."""
    if not isinstance(start.value, EdtfDate):
        return start
    return replace(start, value=EdtfInterval(start.value, None))


def close_at_publication(start: DateReading, published: datetime.date) -> DateReading:
    """The interval from `start` to the day of publication, for a phrase that ends in "to date"."""
    if not isinstance(start.value, EdtfDate) or published.year < 1000:
        return start
    end = EdtfDate.from_day(published)
    if start.value.first_day > published:
        return DateReading(problem=_backwards(start.value, end))
    return DateReading(EdtfInterval(start.value, end), (*start.inferred, "end"))


def read_ambiguous(phrase: str, meanings: Bilingual, readings: tuple[Edtf, ...]) -> DateReading:
    """A problem that names the things that the phrase can mean."""
    message = Bilingual(f"'{phrase}' can be {meanings.en}", f"“{phrase}” có thể là {meanings.vi}")
    return DateReading(problem=DateProblem(DateProblemKind.AMBIGUOUS, message, readings))


def _impossible(partial: PartialDate, flaw: Bilingual) -> DateProblem:
    message = Bilingual(f"{partial} does not exist: {flaw.en}", f"không có {partial}: {flaw.vi}")
    swapped = PartialDate(partial.year, partial.day, partial.month)
    readings: tuple[Edtf, ...] = ()
    if swapped.year and swapped.month and find_impossibility(swapped.year, swapped.month, swapped.day) is None:
        readings = (EdtfDate(swapped.year, swapped.month, swapped.day),)
    return DateProblem(DateProblemKind.IMPOSSIBLE, message, readings)


def _backwards(start: EdtfDate, end: EdtfDate) -> DateProblem:
    message = Bilingual(
        f"the period ends ({end}) before it starts ({start})", f"kỳ kết thúc ({end}) trước khi bắt đầu ({start})"
    )
    return DateProblem(DateProblemKind.IMPOSSIBLE, message)


def _no_year(partial: PartialDate) -> DateProblem:
    shown = str(partial)
    message = Bilingual(
        f"{shown or 'the phrase'} has no year, and the day of publication is not known",
        f"{shown or 'cụm từ này'} không ghi năm, và không biết ngày đăng bài",
    )
    return DateProblem(DateProblemKind.NO_YEAR, message)
