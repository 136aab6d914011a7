"""The grammar of Vietnamese date phrases: intervals, enumerations and parts of a year."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from coop.language.date_inference import (
    FoundDate,
    PartialDate,
    close_at_publication,
    complete_date,
    extend_months,
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
    find_one,
    number_of,
    remove_accents,
)
from coop.language.dates import Precision
from coop.language.text import fold
from coop.language.vietnamese_dates import (
    PART_OF_DAY,
    parse_month,
    read_year,
    year_part,
)

# --- from … to … ---


def _endpoint(side: str) -> str:
    """The pattern of one end of an interval; the groups tell the day, month and year by `side`."""
    return (
        rf"(?P<{side}>(?:tháng{GAP})?(?P<{side}m1>{NUMBER})/(?P<{side}y1>{YEAR})"
        rf"|tháng{GAP}(?P<{side}m2>{NUMBER})(?:{year_part(side + 'y2')})?"
        rf"|(?:(?:{PART_OF_DAY}){GAP})?(?:(?:ngày|hôm){GAP})?(?:(?:mùng|mồng){GAP})?(?P<{side}d>{NUMBER})"
        rf"(?: ?[/.\-–] ?(?P<{side}m3>{NUMBER})(?: ?[/.\-–] ?(?P<{side}y3>{YEAR})|,?{GAP}năm{GAP}(?P<{side}y4>{YEAR}))?"
        rf"|{GAP}tháng{GAP}(?P<{side}m4>{NUMBER})(?:{year_part(side + 'y5')})?)?"
        rf"|(?:(?:đầu|giữa|cuối|hết){GAP})?(?:năm{GAP})?(?P<{side}y6>{YEAR}))"
    )


_TO = rf"(?:(?P<to>{GAP}(?:cho{GAP})?(?:đến|tới)(?:{GAP}(?:hết|cuối|giữa|đầu))?{GAP})|{SLACK}{DASH}{SLACK})"
_FROM_TO = rf"{BEGIN}(?P<words>(?:từ{GAP})?){_endpoint('a')},?{_TO}{_endpoint('b')}{END}"
_UNTIL_NOW = rf"{BEGIN}(?:kể{GAP})?từ{GAP}{_endpoint('a')},?{GAP}(?:cho{GAP})?(?:đến|tới){GAP}(?:hiện{GAP})?nay(?!\w)"
_ONWARDS = rf"{BEGIN}(?:kể{GAP})?từ{GAP}{_endpoint('a')}{GAP}trở{GAP}(?:đi|về{GAP}sau)(?!\w)"


def _read_endpoint(match: re.Match[str], side: str) -> PartialDate:
    months = (number_of(match, f"{side}m{n}") for n in (1, 2, 3, 4))
    month = next((month for month in months if month is not None), None)
    for group in ("y1", "y2", "y3", "y4", "y5", "y6"):
        year = read_year(match, side + group)
        if year.has_year:
            return replace(year, month=month, day=number_of(match, f"{side}d"))
    return PartialDate(month=month, day=number_of(match, f"{side}d"))


def _read_from_to(match: re.Match[str], published: Published) -> Iterator[FoundDate]:
    start, end = _read_endpoint(match, "a"), _read_endpoint(match, "b")
    is_told = any(character.isalpha() for character in match["words"] + match["a"] + match["b"])
    if not _is_period(start, end) or not (end.has_year or is_told):
        return iter(())
    return find_one(match, join_dates(start, end, published))


def _is_period(start: PartialDate, end: PartialDate) -> bool:
    """Whether the two ends say enough: years alone are read elsewhere, and a day needs a month from somewhere."""
    if end.month is None:
        return end.has_year and start.has_year and start.month is not None
    if start.month is None and not start.has_year:
        return start.day is not None and end.day is not None
    return True


def _read_until_now(match: re.Match[str], published: Published) -> Iterator[FoundDate]:
    start = complete_date(_read_endpoint(match, "a"), published)
    return find_one(match, leave_open(start) if published is None else close_at_publication(start, published))


def _read_onwards(match: re.Match[str], published: Published) -> Iterator[FoundDate]:
    return find_one(match, leave_open(complete_date(_read_endpoint(match, "a"), published)))


# --- years joined by a dash ---

_PERIOD_WORD = (
    rf"giai{GAP}đoạn|thời{GAP}k[ỳì]|niên{GAP}vụ|niên{GAP}khóa|năm{GAP}học|kế{GAP}hoạch|kỳ"
    rf"|(?:(?:các|những|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|[0-9]{{1,2}}){GAP})?năm"
)
_CONTINUED = (
    rf"(?:\)?{SLACK},?{SLACK}(?:và{GAP})?(?P<continued>(?:những|các){GAP}năm{GAP}"
    rf"(?:tiếp{GAP}theo|kế{GAP}tiếp|sau(?:{GAP}(?:đó|này))?|về{GAP}sau|tới)|(?<=và ){SLACK}tiếp{GAP}theo)(?!\w)"
    rf"|{GAP}(?P<onwards>trở{GAP}đi)(?!\w))?"
)
_YEARS = (
    rf"{BEGIN}(?P<words>(?:(?:{_PERIOD_WORD}){SLACK}\(?(?:(?:từ|năm){GAP}){{0,2}}|từ{GAP}(?:năm{GAP})?)?)"
    rf"(?P<start>{YEAR})(?:{SLACK}{DASH}{SLACK}|(?P<to>{GAP}(?:cho{GAP})?(?:đến|tới)(?:{GAP}(?:hết|cuối|giữa|đầu))?{GAP}))"
    rf"(?:năm{GAP})?(?P<end>{YEAR}){END}{_CONTINUED}"
)


def _read_years(match: re.Match[str], published: Published) -> Iterator[FoundDate]:
    start, end = int(match["start"]), int(match["end"])
    # Without a word before them, "2.000 đến 2020" or two numbers that fall are no period.
    if not match["words"] and (match["to"] or end < start):
        return
    reading = join_dates(PartialDate(start), PartialDate(end), published)
    if match["continued"] or match["onwards"]:
        reading = leave_open(complete_date(PartialDate(start), published)) if end >= start else reading
    closes = "(" in match["words"] and ")" not in match[0] and match.string.startswith(")", match.end())
    yield FoundDate(match.start(), match.end() + closes, match.end() + closes, reading)


# --- enumerations ---

_AND = rf"(?:{SLACK},|{GAP}và|{GAP}hoặc){GAP}"
_SEVERAL = rf"(?P<several>(?:(?:các|những|hai|ba|bốn|2|3|4){GAP})?)"
_LISTED_YEAR = rf"(?:năm{GAP})?{YEAR}"
_LISTED_MONTH = rf"(?:tháng{GAP})?{NUMBER}(?:/{YEAR}|{GAP}năm{GAP}{YEAR})?"
_LISTED_DAY = (
    rf"(?:(?:{PART_OF_DAY}){GAP})?(?:ngày{GAP})?{NUMBER}"
    rf"(?:[/.\-]{NUMBER}(?:[/.\-]{YEAR})?|{GAP}tháng{GAP}{NUMBER}(?:{GAP}năm{GAP}{YEAR})?)?"
)


def _list_of(entry: str, head: str) -> str:
    return rf"{BEGIN}(?<!mỗi ){_SEVERAL}(?={head}{GAP}){entry}(?:{_AND}{entry}){{1,9}}{END}"


_YEAR_LIST = _list_of(_LISTED_YEAR, "năm")
_MONTH_LIST = _list_of(_LISTED_MONTH, "tháng")
_DAY_LIST = _list_of(_LISTED_DAY, rf"(?:(?:{PART_OF_DAY}){GAP})?ngày")
_LIST_SIGN = re.compile(rf"{_AND}|{remove_accents(_AND)}")
_NUMBERS = re.compile("[0-9]+")


def _find_entries(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The spans of the entries of a list; a head such as "hai" belongs to the first."""
    start = match.start()
    for sign in _LIST_SIGN.finditer(match.string, match.end("several"), match.end()):
        yield start, sign.start()
        start = sign.end()
    yield start, match.end()


def _read_list(match: re.Match[str], published: Published, *, precision: Precision) -> Iterator[FoundDate]:
    """Each entry as a date; one without month or year has those of the entry after it."""
    following = PartialDate()
    found: list[FoundDate] = []
    for start, end in reversed(list(_find_entries(match))):
        said = _read_entry(match.string[max(start, match.end("several")) : end], following, precision)
        if said is None:
            return
        following = said
        found.append(FoundDate(start, end, match.end(), complete_date(said, published)))
    yield from reversed(found)


def _read_entry(text: str, following: PartialDate, precision: Precision) -> PartialDate | None:
    """What an entry says together with the one after it; None where that is too little."""
    numbers = [int(number) for number in _NUMBERS.findall(text)]
    year = numbers.pop() if numbers[-1] >= 1000 else following.year
    if precision is Precision.YEAR:
        return PartialDate(year)
    if precision is Precision.MONTH:
        return PartialDate(year, numbers[0]) if year is not None else None
    month = numbers[1] if len(numbers) > 1 else following.month
    return PartialDate(year, month, numbers[0]) if month is not None else None


def _list_reader(precision: Precision) -> Reader:
    return partial(_read_list, precision=precision)


# --- parts of a year ---

_COUNT_WORD = "hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười một|mười"
_PART_OF_YEAR = (
    rf"{BEGIN}(?:(?P<count>{NUMBER}|{_COUNT_WORD}){GAP}tháng|(?P<half>nửa)){GAP}(?:(?P<which>đầu|cuối){GAP})?"
    rf"(?:của{GAP})?(?:năm(?:{GAP}(?:(?P<year>{YEAR})|(?P<year_ago>nay|ngoái)))?|(?P<year_word>{YEAR})){END}"
)


def _read_part_of_year(match: re.Match[str], published: Published) -> Iterator[FoundDate]:
    """ "9 tháng đầu năm 2023", "6 tháng cuối năm", "nửa đầu năm nay"."""
    said = read_year(match, "year")
    if match["which"] is None and (match["half"] or not said.has_year):
        return iter(())
    count = 6 if match["half"] else parse_month(match["count"])
    if not 1 <= count <= 12:
        return iter(())
    if not said.has_year:
        said = PartialDate(years_ago=0)
    is_last = match["which"] is not None and fold(match["which"]) == "cuoi"
    first = complete_date(replace(said, month=13 - count if is_last else 1), published)
    return find_one(match, extend_months(first, count))


PERIOD_PHRASES: tuple[tuple[str, Reader], ...] = (
    (_YEARS, _read_years),
    (_FROM_TO, _read_from_to),
    (_UNTIL_NOW, _read_until_now),
    (_ONWARDS, _read_onwards),
    (_YEAR_LIST, _list_reader(Precision.YEAR)),
    (_MONTH_LIST, _list_reader(Precision.MONTH)),
    (_DAY_LIST, _list_reader(Precision.DAY)),
    (_PART_OF_YEAR, _read_part_of_year),
)
