"""The building blocks of date phrases: gaps, guards at both ends of a number, and how a pattern becomes a rule."""

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from coop.language.date_inference import DateReading, FoundDate
from coop.language.marks import CharacterTable
from coop.language.text import fold

# Every repeat is bounded, so that no text makes a pattern search far.
GAP = r"\s{1,3}"
SLACK = r"\s{0,3}"
DASH = "[-\u2010-\u2015]"
# Years that articles speak of; a number of four digits that is no such year is hardly ever one.
YEAR = "(?:19|20)[0-9]{2}(?![0-9])"
NUMBER = "[0-9]{1,2}(?![0-9])"
# A number that goes on before or after is part of something longer: a telephone number, a document's number, a sum.
BEGIN = r"(?<!\w)(?<![0-9][./,\-–])"
END = r"(?!\w)(?!/\w)(?![.,\-–][0-9])"

Published = datetime.date | None
Reader = Callable[[re.Match[str], Published], Iterator[FoundDate]]


@dataclass(frozen=True, slots=True)
class PhraseRule:
    """A pattern and what reads its matches; a match that the reader gives nothing for is no date."""

    pattern: re.Pattern[str]
    read: Reader


_UNACCENTED = CharacterTable(lambda c: fold(c) if c.isalpha() else c)


def remove_accents(pattern: str) -> str:
    """The pattern that finds the same words typed without accents."""
    return "".join(c if c.isascii() else c.translate(_UNACCENTED) for c in pattern)


def find_one(match: re.Match[str], reading: DateReading) -> Iterator[FoundDate]:
    """The whole match as one date."""
    yield FoundDate(match.start(), match.end(), match.end(), reading)


def exclude(match: re.Match[str], _published: Published) -> Iterator[FoundDate]:
    """Reads a match as something that is no date."""
    yield FoundDate(match.start(), match.end(), match.end(), None)


def group_of(match: re.Match[str], group: str) -> str | None:
    """What a group holds, None where it took no part or the pattern has no such group."""
    text: str | None = match[group] if group in match.re.groupindex else None
    return text


def number_of(match: re.Match[str], group: str) -> int | None:
    """The number that a group holds, None where it took no part or the pattern has no such group."""
    text = group_of(match, group)
    return int(text) if text else None
