"""What a Python program hands over, as the readers of what a person types take it.

None is what was not asked for. What is of a type that means nothing here is a `UsageError`, by the argument's name.
"""

import os
from collections.abc import Callable, Iterable
from datetime import date, datetime
from numbers import Integral
from pathlib import Path
from typing import NoReturn, TypeVar

from coop.analysis.days import parse_day
from coop.bilingual import Bilingual
from coop.errors import UsageError

T = TypeVar("T")

TEXT = Bilingual("text", "chuỗi")
_YEAR = Bilingual("a year such as 2019 or '2019..2023'", "năm, chẳng hạn 2019 hoặc '2019..2023'")
_DAY = Bilingual("a date, or text such as '2024-05-01'", "ngày, hoặc chuỗi dạng '2024-05-01'")
_PATH = Bilingual("a path", "đường dẫn")
_NUMBER = Bilingual("a whole number", "số nguyên")


def text_of(name: str, given: object, *, hint: Bilingual | None = None) -> str:
    """One text."""
    return given if isinstance(given, str) else _refuse(name, given, expected=TEXT, hint=hint)


def texts_of(name: str, given: object) -> tuple[str, ...]:
    """One text or several; none where it was not asked for, and `UsageError` for several that are none."""
    return _each(name, given, read=text_of)


def years_of(name: str, given: object) -> tuple[str, ...]:
    """One year or several, each a number or a text."""
    return _each(name, given, read=_year_of)


def days_of(name: str, given: object) -> tuple[str, ...]:
    """One day or several, each a date or a text."""
    return _each(name, given, read=_day_text_of)


def paths_of(name: str, given: object) -> tuple[Path, ...]:
    """One path or several."""
    return _each(name, given, read=path_of)


def path_of(name: str, given: object) -> Path:
    """One path, which may be a text."""
    return Path(given) if isinstance(given, str | os.PathLike) else _refuse(name, given, expected=_PATH)


def one_of(name: str, given: object, kind: type[T], *, expected: Bilingual) -> T:
    """What has to be of one type."""
    return given if isinstance(given, kind) else _refuse(name, given, expected=expected)


def number_of(name: str, given: object) -> int | None:
    """A whole number, none where it was not asked for."""
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, Integral):
        return _refuse(name, given, expected=_NUMBER)
    return int(given)


def pair_of(name: str, given: object) -> tuple[str, str] | None:
    """Two names, none where it was not asked for; `UsageError` for what is no pair of names."""
    if given is None:
        return None
    names = tuple(given) if isinstance(given, Iterable) and not isinstance(given, str) else ()
    if len(names) != 2 or not all(isinstance(each, str) for each in names):
        raise UsageError(
            Bilingual(
                f"{name} is no pair, expected two localities", f"{name} không phải là một cặp, cần hai địa phương"
            ),
            hint=Bilingual(f"write {name}=('ha-noi', 'can-tho')", f"viết {name}=('ha-noi', 'can-tho')"),
        )
    return names[0], names[1]


def day_of(name: str, given: object) -> date:
    """A day, which may be a text, or a time on that day."""
    if isinstance(given, str):
        return parse_day(given)
    # The time that is none (`NaT` of pandas) is a time, and not even like itself.
    if isinstance(given, date) and given == given:
        return given.date() if isinstance(given, datetime) else given
    return _refuse(name, given, expected=_DAY)


def today() -> date:
    """The caller's own day: what a question means that names no day and cannot do without one."""
    return date.today()  # noqa: DTZ011 - no time zone is asked for: the day on the caller's calendar


def _each(name: str, given: object, *, read: Callable[[str, object], T]) -> tuple[T, ...]:
    if given is None:
        return ()
    if not isinstance(given, Iterable) or isinstance(given, str | bytes):
        return (read(name, given),)
    found = tuple(read(name, each) for each in given)
    if not found:  # as a filter that came out empty: to select all instead would be wrong without a word
        raise UsageError(
            Bilingual(
                f"{name} is empty, expected at least one value", f"{name} không có giá trị nào, cần ít nhất một giá trị"
            ),
            hint=Bilingual(f"leave out {name} to have all", f"bỏ {name} nếu muốn lấy tất cả"),
        )
    return found


def _year_of(name: str, given: object) -> str:
    is_number = isinstance(given, Integral) and not isinstance(given, bool)
    return str(given) if is_number or isinstance(given, str) else _refuse(name, given, expected=_YEAR)


def _day_text_of(name: str, given: object) -> str:
    return given if isinstance(given, str) else day_of(name, given).isoformat()


def _refuse(name: str, given: object, *, expected: Bilingual, hint: Bilingual | None = None) -> NoReturn:
    message = Bilingual("{name} is of type {type}, expected {expected}", "{name} thuộc kiểu {type}, cần {expected}")
    raise UsageError(message.fill(name=name, type=type(given).__name__, expected=expected), hint=hint)
