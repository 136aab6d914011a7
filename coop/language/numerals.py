"""Numbers in words, Vietnamese and English, alone or mixed with digits ("2 tỷ 300 triệu"), read exactly.

Accents bind: "nam" is not "năm". Where speech leaves the last unit out ("một tỷ hai") the number has two readings and
both are given, never a guess.
"""

import re
from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from coop.bilingual import Bilingual, either
from coop.errors import CoopError
from coop.language.notation import Notation, Numeral, read_digits
from coop.language.number_words import (
    HALF,
    LINKS,
    SCALES,
    SHORT_ONES,
    ZERO,
    Atom,
    read_coefficient,
    word_at,
)
from coop.language.snippets import cut_snippet
from coop.language.text import map_text

_ATOM = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+|\S")


class NumeralError(CoopError):
    """A text that is no number, or that is more than one (`readings`)."""

    def __init__(self, message: Bilingual, *, hint: Bilingual | None = None, readings: tuple[int, ...] = ()) -> None:
        super().__init__(message, hint=hint)
        self.readings = readings


class NumeralMatch(NamedTuple):
    """A number read from atoms: where it ends and every value that it can have.

    `unit` is the scale of a number that is one term ("500 nghìn tỷ": 10^12), else 0; `step` the hundred or ten within
    that term. `is_scaled` says that a scale word was read. `shorter` is the number without a last part that only the
    next word can prove to belong to it ("1 tỷ 2").
    """

    end: int
    readings: tuple[Numeral, ...]
    unit: int
    step: int
    is_scaled: bool
    shorter: "NumeralMatch | None" = None


class _Term(NamedTuple):
    """A coefficient with the scales that followed it; `unit` is 1 while there is none."""

    readings: tuple[Numeral, ...]
    unit: int = 1
    step: int = 1
    is_explicit: bool = False
    is_closed: bool = False


def read_numeral(atoms: Sequence[Atom], start: int) -> NumeralMatch | None:
    """The longest number that begins at `start`, None where none does."""
    terms: list[_Term] = []
    end = start
    shorter: NumeralMatch | None = None
    while True:
        extended = _extend(terms, atoms, end)
        if extended is None:
            break
        before, before_end = terms, end
        terms, end = extended
        if terms[-1].unit == 1:
            if len(terms) > 1 and terms[-2].unit >= 10**6:
                shorter = _build_match(before, before_end, None)
            break
    return _build_match(terms, end, shorter) if terms else None


def _build_match(terms: list[_Term], end: int, shorter: NumeralMatch | None) -> NumeralMatch:
    only = terms[0] if len(terms) == 1 else _Term((), unit=0)
    return NumeralMatch(end, _add_terms(terms), only.unit, only.step, terms[0].unit > 1, shorter)


def _extend(terms: list[_Term], atoms: Sequence[Atom], position: int) -> tuple[list[_Term], int] | None:
    """`terms` with the one that begins at `position`, and where it ends; None where nothing can be added."""
    if terms and terms[-1].is_closed:
        return None
    term, end = _read_term_start(terms, atoms, position)
    if term is None or (terms and not _fits_below(term, terms[-1].unit)):
        return None
    candidate, end = _read_scales([*terms, term], atoms, end)
    last = candidate[-1]
    if last.unit > 1 and word_at(atoms, end) in HALF and not last.is_closed:
        half = tuple(n.plus(Numeral(last.unit // 2)) for n in last.readings)
        candidate, end = [*candidate[:-1], last._replace(readings=half, is_closed=True)], end + 1
        candidate, end = _read_scales(candidate, atoms, end)
    if len(candidate) > 1 and not _fits_below(candidate[-1], candidate[-2].unit):
        return None
    return candidate, end


def _read_term_start(terms: list[_Term], atoms: Sequence[Atom], position: int) -> tuple[_Term | None, int]:
    word = word_at(atoms, position)
    if terms and word in SHORT_ONES:  # "một tỷ tư": the tenth of the unit before, by its form
        return _Term((Numeral(SHORT_ONES[word] * terms[-1].unit // 10),), is_explicit=True), position + 1
    if not terms and word in SCALES and word_at(atoms, position + 1) in HALF:
        return _Term((Numeral(1),)), position  # "tỷ rưỡi"
    is_linked = bool(terms) and word in LINKS
    found = read_coefficient(atoms, position + is_linked, follows_scale=bool(terms))
    if found is None or (terms and any(n.places for n in found.readings)):
        return None, position
    is_fraction = any(n.places for n in found.readings)
    return _Term(found.readings, 1, found.step, is_linked or found.is_explicit, is_fraction), found.end


def _fits_below(term: _Term, unit: int) -> bool:
    return all(reading.is_below(unit) for reading in term.readings)


def _read_scales(terms: list[_Term], atoms: Sequence[Atom], position: int) -> tuple[list[_Term], int]:
    """`terms` multiplied by each scale word that stands at `position`: "hai nghìn ba trăm" by "tỷ", "nghìn" by "tỷ"."""
    while (scale := SCALES.get(word_at(atoms, position))) is not None:
        count = 0
        while count < len(terms) and terms[-1 - count].unit < scale:
            count += 1
        folded = terms[len(terms) - count :]
        # "5 triệu 3 tỷ" are two numbers: only thousands and units are counted in millions and billions together.
        if not folded or (len(folded) > 1 and folded[-1].unit == 1 and folded[-2].unit >= 10**6):
            break
        last = folded[-1]
        readings = tuple(n.times(scale) for n in _add_terms(folded))
        # In "hai nghìn tỷ" the unit is the thousand billions, in "hai nghìn rưỡi tỷ" the billion.
        unit = scale * last.unit if len(folded) == 1 and not (last.is_closed and last.unit > 1) else scale
        is_closed = any(term.is_closed for term in folded)
        terms = [*terms[: len(terms) - count], _Term(readings, unit, folded[0].step, False, is_closed)]
        position += 1
    return terms, position


def _add_terms(terms: list[_Term]) -> tuple[Numeral, ...]:
    """Every value that the sum of `terms` can have."""
    if len(terms) == 1:
        return terms[0].readings
    *leading, last = terms
    tails = last.readings
    if leading and last.unit == 1 and not last.is_explicit:
        unit = leading[-1].unit
        tails = tuple(value for tail in tails for value in _read_tail(tail, unit))
    sums: dict[Numeral, None] = {}
    for values in product(*(term.readings for term in leading), tails):
        total = Numeral(0)
        for value in values:
            total = total.plus(value)
        sums[total] = None
    return tuple(sums)


def _read_tail(tail: Numeral, unit: int) -> tuple[Numeral, ...]:
    """What a last number without a scale can mean after `unit`: "một tỷ hai" 1.2 billion or, by the letter, 2 more."""
    if 0 < tail.mantissa < 10:
        return Numeral(tail.mantissa * unit // 10), tail
    if unit >= 10**6 and 0 < tail.mantissa < 1000:
        return Numeral(tail.mantissa * unit // 1000), tail
    return (tail,)


def parse_numeral(text: str, *, notation: Notation = Notation.VIETNAMESE) -> int:
    """The whole number that all of `text` spells, in words, digits or both.

    Raises `NumeralError`: for what is no number, a number with a fraction, or one with several readings.
    """
    snippet = cut_snippet(text)
    words = [word.lower() for word in _ATOM.findall(map_text(text).text)]
    if words == [ZERO]:
        return 0
    atoms: list[Atom] = [read_digits(word, notation) if word[0] in "0123456789" else word for word in words]
    found = read_numeral(atoms, 0)
    if found is None or found.end < len(atoms):
        raise NumeralError(
            Bilingual(f"'{snippet}' is not a number", f"'{snippet}' không phải là số"),
            hint=Bilingual("write it in digits or in words with accents", "viết bằng chữ số, hoặc bằng chữ có dấu"),
        )
    values = [reading.whole for reading in found.readings]
    whole = tuple(value for value in values if value is not None)
    if len(whole) < len(values):
        raise NumeralError(Bilingual(f"'{snippet}' is not a whole number", f"'{snippet}' không phải là số nguyên"))
    if len(whole) > 1:
        readings = either(str(value) for value in whole)
        raise NumeralError(
            Bilingual(f"'{snippet}' can be read as {readings.en}", f"'{snippet}' có thể đọc là {readings.vi}"),
            hint=Bilingual("write it in digits", "viết bằng chữ số"),
            readings=whole,
        )
    return whole[0]
