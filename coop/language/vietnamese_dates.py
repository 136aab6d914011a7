"""The grammar of Vietnamese date phrases: days, months, years and other stretches named by themselves.

All patterns are for lower-case text with tone marks in one place; each also exists without accents.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from coop.bilingual import Bilingual, either
from coop.language.date_inference import (
    DateReading,
    FoundDate,
    PartialDate,
    complete_date,
    extend_months,
    find_coming_years,
    find_relative_day,
    read_ambiguous,
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
from coop.language.dates import EdtfDate, EdtfInterval
from coop.language.text import fold

PART_OF_DAY = "rạng sáng|sáng sớm|sáng|trưa|chiều tối|chiều|tối|đêm|khuya"
_RELATIVE = rf"(?:ngày{GAP})?hôm{GAP}(?:nay|qua|kia)|(?:ngày|sáng|chiều|tối){GAP}mai|(?:{PART_OF_DAY}){GAP}(?:nay|qua)"
_WEEKDAY = rf"thứ{GAP}(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ{GAP}nhật"
# Any of these words before it makes "18/10" a day: "chiều nay (18/10)", "sáng thứ Hai, ngày 16/10", "mùng 2/9".
_DAY_WORDS = (
    rf"(?:(?:{_RELATIVE}){SLACK}[,(]?{SLACK})?(?:(?:{PART_OF_DAY}){GAP})?(?:(?:{_WEEKDAY}){SLACK}[,(]?{SLACK})?"
    rf"(?:(?:ngày|hôm){GAP})?(?:(?:mùng|mồng){GAP})?"
)
_NOT_A_RATE = "(?<!mỗi )(?<!một )(?<!hàng )(?<!hằng )"
_NOT_LUNAR = rf"(?!{SLACK}\(?âm{GAP}lịch)"
_COUNTED = (
    "%|lần|tấn|tạ|kg|trăm|nghìn|ngàn|triệu|tỷ|tỉ|đồng|usd|giờ|người|lượt|chuyến|ha|km|m2|m3|suất|phần|sản phẩm|"
    "dự án|doanh nghiệp|chỉ tiêu|tổng số|số"
)
_NOT_A_COUNT = rf"(?!{SLACK}(?:{_COUNTED})(?!\w))"
_NOT_A_SHARE = rf"(?!{GAP}(?:tổng{GAP})?số(?!\w))"
COMING = rf"(?P<coming>{GAP}(?:sắp{GAP})?tới(?!{GAP}(?:ngày|tháng|năm|[0-9])))?"
_MONTH_NAMES = ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
_MONTH_WORD = "mười một|mười hai|giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|một"


def year_part(group: str) -> str:
    """The pattern of a year after a month or a quarter: "/2023", "-2023", " năm 2023", ", năm nay"."""
    return (
        rf"(?:{SLACK}[/\-–]{SLACK}(?P<{group}>{YEAR})"
        rf"|,?{GAP}(?:của{GAP})?năm{GAP}(?:(?P<{group}_word>{YEAR})|(?P<{group}_ago>nay|ngoái)))"
    )


def read_year(match: re.Match[str], group: str) -> PartialDate:
    """The year that `year_part` found, as a date without month and day."""
    ago = group_of(match, f"{group}_ago")
    years_ago = None if ago is None else int(ago != "nay")
    return PartialDate(number_of(match, group) or number_of(match, f"{group}_word"), years_ago=years_ago)


def parse_month(text: str) -> int:
    """The number of a month written in digits or as a word."""
    if text.isdigit():
        return int(text)
    names = [fold(name) for name in _MONTH_NAMES]
    folded = " ".join(fold(text).split())
    return 1 if folded == "gieng" else names.index(folded) + 1


# --- days ---

_SEPARATOR = rf"(?:[/.]|{DASH})"
_DAY = rf"(?P<day>{NUMBER})"
_MONTH = rf"(?P<month>{NUMBER})"
_TOLD = rf"{BEGIN}(?=[^\W\d]){_NOT_A_RATE}(?P<words>{_DAY_WORDS})"

_FULL_DAY = (
    rf"{BEGIN}(?P<words>{_DAY_WORDS}){_DAY} ?(?P<sep>{_SEPARATOR}) ?{_MONTH}"
    rf"(?: ?(?P<sep2>{_SEPARATOR}) ?(?P<year>[12][0-9]{{3}}(?![0-9]))"
    rf"|,?{GAP}năm{GAP}(?:(?P<year_word>{YEAR})|(?P<year_ago>nay|ngoái))){END}{_NOT_LUNAR}"
)
_DAY_AND_MONTH = rf"{_TOLD}{_DAY} ?/ ?{_MONTH}{END}{_NOT_LUNAR}{_NOT_A_SHARE}{COMING}"
_DASHED_DAY = rf"{_TOLD}{_DAY} ?(?P<sep>[.]|{DASH}) ?{_MONTH}{END}{_NOT_LUNAR}{_NOT_A_COUNT}{COMING}"
_SHORT_YEAR = rf"{_TOLD}{_DAY}(?P<sep>{_SEPARATOR}){_MONTH}(?P=sep)(?P<short>[0-9]{{2}}){END}{_NOT_LUNAR}"
_DAY_IN_WORDS = (
    rf"{BEGIN}{_NOT_A_RATE}(?P<words>{_DAY_WORDS}){_DAY}{GAP}tháng{GAP}(?P<month>{NUMBER}|{_MONTH_WORD})"
    rf"{year_part('year')}?{END}{_NOT_LUNAR}{COMING}"
)
_ISO_DAY = rf"{BEGIN}(?P<year>[12][0-9]{{3}})-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})(?:(?=t[0-9]{{2}}:)|{END})"


def _read_day(match: re.Match[str], published: Published) -> Iterator[FoundDate]:
    said = replace(read_year(match, "year"), month=parse_month(match["month"]), day=int(match["day"]))
    if not said.has_year and not group_of(match, "words"):
        return iter(())
    return _find_day(match, complete_date(said, published, years_to_try=_coming_years(match, said, published)))


def _read_full_day(match: re.Match[str], published: Published) -> Iterator[FoundDate]:
    said = replace(read_year(match, "year"), month=int(match["month"]), day=int(match["day"]))
    reading = complete_date(said, published)
    mixes_signs = match["sep2"] == "/" and match["sep"] != "/" and not match["words"]
    if (
        mixes_signs
        and said.year
        and int(match["day"]) < int(match["month"]) <= 12
        and isinstance(reading.value, EdtfDate)
    ):
        months = EdtfInterval(EdtfDate(said.year, said.day), EdtfDate(said.year, said.month))
        meanings = Bilingual(
            f"a day, or the months {said.day} to {said.month}",
            f"một ngày, hoặc từ tháng {said.day} đến tháng {said.month}",
        )
        reading = read_ambiguous(match[0], meanings, (reading.value, months))
    return _find_day(match, reading)


def _read_dashed_day(match: re.Match[str], published: Published) -> Iterator[FoundDate]:
    """ "ngày 25-3" is a day of March, but "ngày 5-6" may be two days of a month that is not told."""
    said = PartialDate(month=int(match["month"]), day=int(match["day"]))
    reading = complete_date(said, published, years_to_try=_coming_years(match, said, published))
    if match["sep"] != "." and int(match["day"]) < int(match["month"]):
        if int(match["month"]) > 12:
            return iter(())
        meanings = Bilingual(
            f"day {said.day} of month {said.month}, or days {said.day} to {said.month}",
            f"ngày {said.day} tháng {said.month}, hoặc từ ngày {said.day} đến ngày {said.month}",
        )
        reading = read_ambiguous(match[0], meanings, (reading.value,) if reading.value else ())
    return _find_day(match, reading)


def _read_short_year(match: re.Match[str], published: Published) -> Iterator[FoundDate]:
    """ "ngày 30/4/75": the latest such year not after publication, else both centuries."""
    readings = [
        complete_date(PartialDate(century + int(match["short"]), int(match["month"]), int(match["day"])), None)
        for century in (1900, 2000)
    ]
    dates = [reading.value for reading in readings if isinstance(reading.value, EdtfDate)]
    past = [date for date in dates if published is not None and date.first_day <= published]
    if past:
        return _find_day(match, DateReading(past[-1], ("century",)))
    if not dates:
        return _find_day(match, readings[-1])
    return _find_day(match, read_ambiguous(match[0], either(map(str, dates)), tuple(dates)))


def _find_day(match: re.Match[str], reading: DateReading) -> Iterator[FoundDate]:
    """The match, with the bracket that closes "chiều nay (18/10)"."""
    closes = "(" in (group_of(match, "words") or "") and match.string.startswith(")", match.end())
    yield FoundDate(match.start(), match.end() + closes, match.end() + closes, reading)


def _coming_years(match: re.Match[str], said: PartialDate, published: Published) -> range | None:
    """The years to try where the phrase ends in "tới"."""
    return find_coming_years(said, published) if group_of(match, "coming") else None


_DAY_OFFSETS = {"nay": 0, "qua": -1, "kia": -2, "mai": 1}


def _read_relative_day(match: re.Match[str], published: Published) -> Iterator[FoundDate]:
    return find_one(match, find_relative_day(_DAY_OFFSETS[fold(match[0])[-3:]], published))


# --- months, quarters, years ---

_NOT_A_DURATION = "(?<![0-9] )(?<!cách mạng )(?<!mỗi )(?<!một )(?<!hàng )(?<!hằng )"
_MONTH_PHRASE = rf"{BEGIN}{_NOT_A_DURATION}tháng{GAP}{_MONTH}{year_part('year')}?{END}{_NOT_A_COUNT}{COMING}"
_NAMED_MONTH = rf"{BEGIN}{_NOT_A_DURATION}tháng{GAP}(?P<month>{_MONTH_WORD}){year_part('year')}{END}{COMING}"
_BARE_MONTH = rf"{BEGIN}(?<!\w\.)(?P<month>0?[1-9]|1[0-2])/(?P<year>{YEAR}){END}"
_QUARTER = rf"{BEGIN}quý{GAP}(?P<quarter>iv|i{{1,3}}|[1-4]){year_part('year')}?{END}{COMING}"
_YEAR_PHRASE = rf"{BEGIN}năm{GAP}(?P<year>{YEAR}){END}"
_DECADE = rf"{BEGIN}(?:những{GAP}năm|thập{GAP}(?:niên|kỷ|kỉ)(?:{GAP}năm)?){GAP}(?P<year>{YEAR}){END}"
_NOT_A_COUNT_OF_YEARS = "(?<![0-9] )(?<!nhiều )(?<!mấy )(?<!hai )(?<!ba )(?<!chục )(?<!trăm )(?<!mười )"
_RELATIVE_YEAR = rf"{BEGIN}{_NOT_A_COUNT_OF_YEARS}năm{GAP}(?P<ago>nay|ngoái){END}"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _read_month(match: re.Match[str], published: Published) -> Iterator[FoundDate]:
    said = replace(read_year(match, "year"), month=parse_month(match["month"]))
    if not said.has_year and not 1 <= (said.month or 0) <= 12:
        return iter(())
    return find_one(match, complete_date(said, published, years_to_try=_coming_years(match, said, published)))


def _read_bare_month(match: re.Match[str], published: Published) -> Iterator[FoundDate]:
    return find_one(match, complete_date(PartialDate(int(match["year"]), int(match["month"])), published))


def _read_quarter(match: re.Match[str], published: Published) -> Iterator[FoundDate]:
    quarter = _QUARTERS.get(match["quarter"]) or int(match["quarter"])
    said = replace(read_year(match, "year"), month=3 * quarter - 2)
    first = complete_date(said, published, years_to_try=_coming_years(match, said, published))
    return find_one(match, extend_months(first, 3))


def _read_year(match: re.Match[str], published: Published) -> Iterator[FoundDate]:
    return find_one(match, complete_date(PartialDate(int(match["year"])), published))


def _read_decade(match: re.Match[str], published: Published) -> Iterator[FoundDate]:
    year = int(match["year"])
    if year % 10:
        return _read_year(match, published)
    return find_one(match, DateReading(EdtfInterval(EdtfDate(year), EdtfDate(year + 9))))


def _read_relative_year(match: re.Match[str], published: Published) -> Iterator[FoundDate]:
    return find_one(match, complete_date(PartialDate(years_ago=int(match["ago"] != "nay")), published))


# --- what is no date ---

_TERM = (
    rf"{BEGIN}(?:nhiệm{GAP}k[ỳì]|khóa{GAP}[ivx0-9]{{1,6}}|đại{GAP}hội)(?:(?!giai đoạn)[^0-9.;\n]){{0,40}}"
    rf"{YEAR}{SLACK}(?:{DASH}|đến){SLACK}(?:năm{GAP})?{YEAR}"
    rf"(?:{SLACK}(?:,|và|;){SLACK}{YEAR}{SLACK}{DASH}{SLACK}{YEAR}){{0,5}}"
)
# "832/QĐ-UBND", "15/2008/QH12", "24-NQ/TW", "Nghị quyết số 10/2023"
_DOCUMENT = rf"{BEGIN}[0-9]{{1,5}}(?:/[0-9]{{4}})?[/-](?=[^\W\d_])[\w/\-]{{1,40}}"
_NUMBERED = (
    r"(?<!\w)(?:số|quyết định|nghị quyết|nghị định|thông tư|chỉ thị|kế hoạch|công văn|kết luận|luật|văn bản)"
    rf"(?:{GAP}số)?{SLACK}:?{SLACK}[0-9]{{1,5}}/(?:19|20)[0-9]{{2}}(?![0-9])"
)

DATE_PHRASES: tuple[tuple[str, Reader], ...] = (
    (_TERM, exclude),
    (_DOCUMENT, exclude),
    (_NUMBERED, exclude),
    (_FULL_DAY, _read_full_day),
    (_DAY_AND_MONTH, _read_day),
    (_DASHED_DAY, _read_dashed_day),
    (_SHORT_YEAR, _read_short_year),
    (_DAY_IN_WORDS, _read_day),
    (_ISO_DAY, _read_day),
    (rf"{BEGIN}(?:{_RELATIVE}){END}", _read_relative_day),
    (_MONTH_PHRASE, _read_month),
    (_NAMED_MONTH, _read_month),
    (_BARE_MONTH, _read_bare_month),
    (_QUARTER, _read_quarter),
    (_YEAR_PHRASE, _read_year),
    (_DECADE, _read_decade),
    (_RELATIVE_YEAR, _read_relative_year),
)
