"""What a Python program hands over, as the readers of what a person types take it."""

from collections.abc import Iterable
from datetime import date

from coop.analysis.filters import parse_day
from coop.bilingual import Bilingual
from coop.errors import UsageError


def texts_of(given: object) -> tuple[str, ...]:
    """One value or several as texts: a year may be a number, a day a date."""
    several = given if isinstance(given, Iterable) and not isinstance(given, str) else (given,)
    return tuple(map(str, several))


def pair_of(given: object) -> tuple[str, str] | None:
    """The two names of `between`, none where none is given; `UsageError` for what is no pair of names."""
    if given is None:
        return None
    names = tuple(given) if isinstance(given, Iterable) and not isinstance(given, str) else ()
    if len(names) != 2 or not all(isinstance(name, str) for name in names):
        raise UsageError(
            Bilingual(
                "between is no pair, expected two localities", "between không phải là một cặp, cần hai địa phương"
            ),
            hint=Bilingual("write between=('ha-noi', 'can-tho')", "viết between=('ha-noi', 'can-tho')"),
        )
    return names[0], names[1]


def day_of(given: date | str) -> date:
    """A day that may be given as a text; `UsageError` for what is no day."""
    return parse_day(given) if isinstance(given, str) else given


def today() -> date:
    """The caller's own day: what a question means that names no day and cannot do without one."""
    return date.today()  # noqa: DTZ011 - no time zone is asked for: the day on the caller's calendar
