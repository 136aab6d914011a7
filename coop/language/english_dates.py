"""The grammar of English date phrases, as English reports on Vietnam write them; the patterns ignore case."""

import re
from collections.abc import Iterator

from coop.language.date_inference import (
    FoundDate,
    PartialDate,
    close_at_publication,
    complete_date,
    extend_months,
    find_relative_day,
    join_dates,
    leave_open,
)
from coop.language.date_patterns import (
    BEGIN,
    DASH,
    END,
    GAP,
    NUMBER,
    SLACK,
    YEAR,
    Published,
    Reader,
    exclude,
    find_one,
    group_of,
    number_of,
)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)(?!\w)"
)
_ORDINAL = "(?:st|nd|rd|th)?"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 2}
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

_DAY_FIRST = (
    rf"{BEGIN}(?:(?P<from>{NUMBER}){_ORDINAL}(?:{SLACK}{DASH}{SLACK}|{GAP}to{GAP}))?(?P<day>{NUMBER}){_ORDINAL}{GAP}"
    rf"(?:of{GAP})?(?P<month>{_MONTH})(?:,?{GAP}(?P<year>{YEAR}))?{END}"
)
_MONTH_FIRST = (
    rf"{BEGIN}(?P<month>{_MONTH}){GAP}(?:(?P<from>{NUMBER}){_ORDINAL}{DASH})?(?P<day>{NUMBER}){_ORDINAL}"
    rf"(?:,?{GAP}(?P<year>{YEAR}))?{END}"
)
_MONTH_AND_YEAR = rf"{BEGIN}(?P<month>{_MONTH}),?{GAP}(?:of{GAP})?(?P<year>{YEAR}){END}"
_QUARTER = (
    rf"{BEGIN}(?:q(?P<number>[1-4])[ /,\-]{{1,2}}"
    rf"|(?P<ordinal>first|second|third|fourth){GAP}quarter(?:{GAP}(?:of|in))?{GAP})(?P<year>{YEAR}){END}"
)
_PART_OF_YEAR = (
    rf"{BEGIN}(?P<which>first|second|last){GAP}(?:half|(?P<count>[0-9]{{1,2}}|{'|'.join(_COUNTS)}){GAP}months)"
    rf"(?:{GAP}(?:of|in))?{GAP}(?:(?P<year>{YEAR})|this{GAP}year){END}"
)
_COUNTED = "projects|people|trainees|students|enterprises|companies|households|billion|million|trillion|dong|ha|usd"
_YEAR = (
    r"(?<!\w)(?:in|since|by|until|till|during|from|before|after|through|throughout|year|late|early|mid"
    rf"|(?:end|start|beginning|half|quarter|months){GAP}of)[\s\-]{{1,3}}(?P<year>{YEAR}){END}(?!{GAP}(?:{_COUNTED})\b)"
)
_PERIOD = (
    rf"{BEGIN}(?:period{GAP}(?:(?:of|from){GAP})?)?(?P<start>{YEAR}){SLACK}{DASH}{SLACK}(?P<end>{YEAR})(?:{GAP}period)?{END}"
    rf"(?P<open>,?{GAP}and{GAP}(?:beyond|(?:the{GAP})?(?:following|subsequent|coming|next){GAP}years))?"
)
_TERM = (
    rf"{BEGIN}(?:(?:term|tenure)[^0-9.;\n]{{0,30}}{YEAR}{SLACK}{DASH}{SLACK}{YEAR}"
    rf"|{YEAR}{SLACK}{DASH}{SLACK}{YEAR}{GAP}(?:term|tenure))(?!\w)"
)


def _endpoint(side: str) -> str:
    return (
        rf"(?:(?:(?P<{side}d1>{NUMBER}){_ORDINAL}{GAP})?(?P<{side}m>{_MONTH})(?:{GAP}(?P<{side}d2>{NUMBER}){_ORDINAL})?"
        rf"(?:,?{GAP}(?P<{side}y1>{YEAR}))?|(?P<{side}y2>{YEAR}))"
    )


_JOIN = rf"(?:{GAP}(?P<join>to|and|until|till|through){GAP}|{SLACK}{DASH}{SLACK})"
_FROM_TO = rf"{BEGIN}(?:(?P<word>from|between){GAP})?{_endpoint('a')}{_JOIN}{_endpoint('b')}{END}"
_UNTIL_NOW = rf"{BEGIN}(?:from|since){GAP}{_endpoint('a')}{GAP}(?:to|until|till){GAP}(?:now|date|the{GAP}present)(?!\w)"
_ONWARDS = rf"{BEGIN}from{GAP}{_endpoint('a')}{GAP}(?:onwards?|on)(?!\w)"


def _parse_month(text: str) -> int:
    return _MONTHS.index(text[:3].lower()) + 1


def _read_day(match: re.Match[str], published: Published) -> Iterator[FoundDate]:
    said = PartialDate(number_of(match, "year"), _parse_month(match["month"]), int(match["day"]))
    if said.year is None and not match["month"][0].isupper():
        return iter(())  # "they may 10 times", "to march 5 km"
    if match["from"]:
        return find_one(match, join_dates(PartialDate(day=int(match["from"])), said, published))
    return find_one(match, complete_date(said, published))


def _read_month(match: re.Match[str], published: Published) -> Iterator[FoundDate]:
    return find_one(match, complete_date(PartialDate(int(match["year"]), _parse_month(match["month"])), published))


def _read_quarter(match: re.Match[str], published: Published) -> Iterator[FoundDate]:
    quarter = number_of(match, "number") or _ORDINALS[match["ordinal"].lower()]
    first = complete_date(PartialDate(int(match["year"]), 3 * quarter - 2), published)
    return find_one(match, extend_months(first, 3))


def _read_part_of_year(match: re.Match[str], published: Published) -> Iterator[FoundDate]:
    text = (match["count"] or "six").lower()
    count = int(text) if text.isdigit() else _COUNTS.index(text) + 1
    which = match["which"].lower()
    if not 1 <= count <= 12 or (which == "second" and match["count"]):
        return iter(())
    month = 1 if which == "first" else 13 - count
    year = number_of(match, "year")
    said = PartialDate(year, month, years_ago=0 if year is None else None)
    return find_one(match, extend_months(complete_date(said, published), count))


def _read_year(match: re.Match[str], published: Published) -> Iterator[FoundDate]:
    """The year alone: the word before it says only that the number is one."""
    reading = complete_date(PartialDate(int(match["year"])), published)
    yield FoundDate(match.start("year"), match.end(), match.end(), reading)


def _read_period(match: re.Match[str], published: Published) -> Iterator[FoundDate]:
    start, end = int(match["start"]), int(match["end"])
    if end < start:
        return iter(())
    if match["open"]:
        return find_one(match, leave_open(complete_date(PartialDate(start), published)))
    return find_one(match, join_dates(PartialDate(start), PartialDate(end), published))


def _read_endpoint(match: re.Match[str], side: str) -> PartialDate:
    month = group_of(match, f"{side}m")
    day = number_of(match, f"{side}d1") or number_of(match, f"{side}d2")
    year = number_of(match, f"{side}y1") or number_of(match, f"{side}y2")
    return PartialDate(year, None if month is None else _parse_month(month), day)


def _read_from_to(match: re.Match[str], published: Published) -> Iterator[FoundDate]:
    start, end = _read_endpoint(match, "a"), _read_endpoint(match, "b")
    word = (match["word"] or "").lower()
    if (match["join"] or "").lower() == "and" and word != "between":
        return iter(())
    if not word and (start.month is None or end.month is None or not end.has_year):
        return iter(())  # years joined by a dash are read elsewhere
    return find_one(match, join_dates(start, end, published))


def _read_until_now(match: re.Match[str], published: Published) -> Iterator[FoundDate]:
    start = complete_date(_read_endpoint(match, "a"), published)
    return find_one(match, leave_open(start) if published is None else close_at_publication(start, published))


def _read_onwards(match: re.Match[str], published: Published) -> Iterator[FoundDate]:
    return find_one(match, leave_open(complete_date(_read_endpoint(match, "a"), published)))


_DAY_OFFSETS = {"today": 0, "yesterday": -1, "tomorrow": 1}


def _read_relative(match: re.Match[str], published: Published) -> Iterator[FoundDate]:
    word = match[0].lower()
    if word in _DAY_OFFSETS:
        return find_one(match, find_relative_day(_DAY_OFFSETS[word], published))
    return find_one(match, complete_date(PartialDate(years_ago=int(word.startswith("last"))), published))


ENGLISH_PHRASES: tuple[tuple[str, Reader], ...] = (
    (_TERM, exclude),
    (_FROM_TO, _read_from_to),
    (_UNTIL_NOW, _read_until_now),
    (_ONWARDS, _read_onwards),
    (_PERIOD, _read_period),
    (_DAY_FIRST, _read_day),
    (_MONTH_FIRST, _read_day),
    (_MONTH_AND_YEAR, _read_month),
    (_QUARTER, _read_quarter),
    (_PART_OF_YEAR, _read_part_of_year),
    (_YEAR, _read_year),
    (rf"{BEGIN}(?:today|yesterday|tomorrow|(?:this|last){GAP}year){END}", _read_relative),
)
