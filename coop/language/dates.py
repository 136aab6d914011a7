"""Dates as the data writes them: a subset of EDTF (ISO 8601-2:2019), as types.

A date is a year, a month or a day: `2019`, `2019-11`, `2019-11-16`; `~` after it says that it is approximate. An
interval joins two of them by a slash, or one of them and an open end: `2023/2025`, `2023/..`, `../2025`. Years go from
1000 to 9999.
"""

import calendar
import datetime
import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from coop.bilingual import Bilingual, Language
from coop.errors import CoopError


class DateError(CoopError):
    """A text that is no date of the EDTF subset, or a date that does not exist."""


class Precision(IntEnum):
    """How exact a date is; a larger value is more exact."""

    YEAR = 1
    MONTH = 2
    DAY = 3


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def find_impossibility(year: int | None, month: int | None = None, day: int | None = None) -> Bilingual | None:
    """Why there is no such date, or None if there is one; without a year, whether there is one in any year."""
    if year is not None and not 1000 <= year <= 9999:
        return Bilingual("years go from 1000 to 9999", "năm từ 1000 đến 9999")
    if month is not None and not 1 <= month <= 12:
        return Bilingual("a year has 12 months", "một năm có 12 tháng")
    if day is None or month is None:
        return None
    length = calendar.monthrange(2000 if year is None else year, month)[1]
    if 1 <= day <= length:
        return None
    en, vi = ("", "") if year is None else (f" {year}", f"/{year}")
    return Bilingual(f"{_MONTHS[month - 1]}{en} has {length} days", f"tháng {month}{vi} có {length} ngày")


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A year, a month or a day; `DateError` if there is no such date."""

    year: int
    month: int | None = None
    day: int | None = None
    is_approximate: bool = False

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise DateError(Bilingual("a day needs a month", "có ngày thì phải có tháng"))
        flaw = find_impossibility(self.year, self.month, self.day)
        if flaw is not None:
            raise DateError(Bilingual(f"{self} does not exist: {flaw.en}", f"{self} không tồn tại: {flaw.vi}"))

    @classmethod
    def from_day(cls, day: datetime.date) -> "EdtfDate":
        """The date of one day of the calendar."""
        return cls(day.year, day.month, day.day)

    @property
    def precision(self) -> Precision:
        """Whether this is a year, a month or a day."""
        return Precision(1 + (self.month is not None) + (self.day is not None))

    @property
    def first_day(self) -> datetime.date:
        """The first day that the date can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> datetime.date:
        """The last day that the date can mean."""
        month = self.month or 12
        day = self.day if self.day is not None else calendar.monthrange(self.year, month)[1]
        return datetime.date(self.year, month, day)

    def covers(self, day: datetime.date) -> bool:
        """Whether `day` is among the days that the date can mean."""
        return self.first_day <= day <= self.last_day

    def years(self) -> range:
        """The one year that the date lies in."""
        return range(self.year, self.year + 1)

    def __str__(self) -> str:
        month = "" if self.month is None else f"-{self.month:02d}"
        day = "" if self.day is None else f"-{self.day:02d}"
        return f"{self.year:04d}{month}{day}{'~' if self.is_approximate else ''}"


@dataclass(frozen=True, slots=True)
class EdtfInterval:
    """The time from `start` to `end`, both included; None is an open end, of which there is at most one.

    `DateError` if it runs backwards.
    """

    start: EdtfDate | None
    end: EdtfDate | None

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise DateError(Bilingual("an interval needs a start or an end", "khoảng thời gian cần có đầu hoặc cuối"))
        if self.start and self.end and self.start.first_day > self.end.last_day:
            raise DateError(
                Bilingual(
                    f"the interval {self} runs backwards: {self.end} is before {self.start}",
                    f"khoảng thời gian {self} bị ngược: {self.end} đứng trước {self.start}",
                ),
                hint=Bilingual(
                    f"the other way round it is {self.end}/{self.start}",
                    f"đổi lại cho đúng chiều là {self.end}/{self.start}",
                ),
            )

    @property
    def is_approximate(self) -> bool:
        """Whether either end is approximate."""
        return any(end is not None and end.is_approximate for end in (self.start, self.end))

    @property
    def precision(self) -> Precision:
        """The precision of the less exact end."""
        return min(end.precision for end in (self.start, self.end) if end is not None)

    @property
    def first_day(self) -> datetime.date | None:
        """The first day that the interval can hold, None where its start is open."""
        return self.start.first_day if self.start else None

    @property
    def last_day(self) -> datetime.date | None:
        """The last day that the interval can hold, None where its end is open."""
        return self.end.last_day if self.end else None

    def covers(self, day: datetime.date) -> bool:
        """Whether `day` lies within the interval."""
        starts_by = self.start is None or self.start.first_day <= day
        return starts_by and (self.end is None or day <= self.end.last_day)

    def years(self) -> range | None:
        """The years that the interval touches, None where an end is open."""
        return range(self.start.year, self.end.year + 1) if self.start and self.end else None

    def __str__(self) -> str:
        return f"{self.start or '..'}/{self.end or '..'}"


Edtf = EdtfDate | EdtfInterval

# --- reading ---

_DATE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<approximate>~)?")
# Compiled where something is no date as it should be written.
_DAY_FIRST = r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})"
_MONTH_FIRST = r"([0-9]{1,2})[/.-]([0-9]{4})"
_UNPADDED = r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?"
_YEARS = r"([0-9]{4})\s?[-–—]\s?([0-9]{4})"
_KNOWN_FORMS = Bilingual(
    "write a date as 2019, 2019-11 or 2019-11-16, an interval as 2023/2025 or 2023/..",
    "viết ngày như 2019, 2019-11 hoặc 2019-11-16, khoảng thời gian như 2023/2025 hoặc 2023/..",
)


@lru_cache(maxsize=10_000)  # the same days stand in many files
def parse_edtf(text: str) -> Edtf:
    """The date or interval that `text` writes; `DateError`, with a hint, for anything else."""
    ends = text.split("/")
    if len(ends) == 1:
        return _parse_date(text, whole=text)
    if len(ends) > 2 or re.fullmatch(_MONTH_FIRST, text):
        raise _not_a_date(text)
    start, end = (None if part == ".." else _parse_date(part, whole=text) for part in ends)
    return EdtfInterval(start, end)


def parse_edtf_date(text: str) -> EdtfDate:
    """The date that `text` writes; `DateError` for an interval too."""
    parsed = parse_edtf(text)
    if isinstance(parsed, EdtfInterval):
        raise DateError(
            Bilingual(
                f"'{parsed}' is an interval where a date is expected",
                f"'{parsed}' là khoảng thời gian, ở đây cần một ngày",
            ),
            hint=Bilingual("write a date as 2019-11-16", "viết ngày như 2019-11-16"),
        )
    return parsed


def read_day_first(text: str) -> EdtfDate | None:
    """The day that a person writes day first, as 16/11/2019; None for another form, `DateError` for no such day."""
    found = re.fullmatch(_DAY_FIRST, text)
    return EdtfDate(int(found[3]), int(found[2]), int(found[1])) if found is not None else None


def _parse_date(text: str, *, whole: str) -> EdtfDate:
    found = _DATE.fullmatch(text)
    if found is None:
        raise _not_a_date(whole)
    month, day = (int(part) if part else None for part in found.group("month", "day"))
    return EdtfDate(int(found["year"]), month, day, found["approximate"] is not None)


def _not_a_date(text: str) -> DateError:
    shown = "".join(c if c.isprintable() else "\ufffd" for c in text[:40]) + "…" * (len(text) > 40)
    return DateError(
        Bilingual(f"'{shown}' is not a date", f"'{shown}' không phải là ngày"), hint=_suggest(text[:40].strip())
    )


def _suggest(text: str) -> Bilingual:
    """How what looks like a date is written here."""
    if found := re.fullmatch(_DAY_FIRST, text):
        day, month, year = found.groups()
    elif found := re.fullmatch(_MONTH_FIRST, text):
        day, (month, year) = None, found.groups()
    elif found := re.fullmatch(_UNPADDED, text):
        year, month, day = found.groups()
    elif (found := re.fullmatch(_YEARS, text)) and found[1] <= found[2]:
        interval = f"{found[1]}/{found[2]}"
        return Bilingual(f"write the interval as {interval}", f"viết khoảng thời gian là {interval}")
    else:
        return _KNOWN_FORMS
    numbers = [int(part) if part else None for part in (year, month, day)]
    if find_impossibility(*numbers) is not None:
        return _KNOWN_FORMS
    date = "-".join(f"{number:02d}" for number in numbers if number is not None)
    return Bilingual(f"write it as {date}", f"viết là {date}")


# --- printing ---


def format_date(edtf: Edtf, language: Language) -> str:
    """The date as a reader of `language` writes it: '16/11/2019' or '16 Nov 2019', '2023–2025', 'từ 2023'."""
    if isinstance(edtf, EdtfDate):
        return _format_date(edtf, language)
    start = None if edtf.start is None else _format_date(edtf.start, language)
    end = None if edtf.end is None else _format_date(edtf.end, language)
    if start is None:
        return f"{Bilingual('until', 'đến').text(language)} {end}"
    if end is None:
        return f"{Bilingual('from', 'từ').text(language)} {start}"
    # A dash stands close between plain years only.
    return f"{start}–{end}" if start.isdigit() and end.isdigit() else f"{start} – {end}"


def _format_date(date: EdtfDate, language: Language) -> str:
    if language is Language.VI:
        text = "/".join(str(part) for part in (date.day, date.month, date.year) if part is not None)
    else:
        month = None if date.month is None else _MONTHS[date.month - 1][:3]
        text = " ".join(str(part) for part in (date.day, month, date.year) if part is not None)
    return f"{Bilingual('about', 'khoảng').text(language)} {text}" if date.is_approximate else text
