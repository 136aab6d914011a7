"""A day that a person typed."""

from datetime import date

from coop.bilingual import Bilingual
from coop.errors import CoopError, UsageError
from coop.language.dates import EdtfInterval, parse_edtf, read_day_first

_DAY_HINT = Bilingual("write it as 2024-05-01", "viết dạng 2024-05-01")


def parse_day(text: str) -> date:
    """A day given as an argument, such as `2024-05-01`, or day first, `1/5/2024`."""
    try:
        when = read_day_first(text.strip()) or parse_edtf(text.strip())
    except CoopError as error:
        raise UsageError(error.message, hint=_DAY_HINT) from None  # it says what is no date
    if isinstance(when, EdtfInterval) or when.first_day != when.last_day or when.first_day is None:
        message = Bilingual(f"'{text}' is no single day", f"'{text}' không phải là một ngày cụ thể")
        raise UsageError(message, hint=_DAY_HINT)
    return when.first_day
