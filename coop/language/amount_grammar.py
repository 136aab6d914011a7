"""From tokens to amounts: numbers, ranges, lists, the currency or the noun that they count, under each notation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from coop.language.amount_tokens import DATE_WORDS, PhraseTable, Token, TokenKind
from coop.language.amount_words import (
    COUNT_NOUNS,
    CURRENCY_AFTER,
    CURRENCY_BEFORE,
    DONG_COMPOUNDS,
    DONG_COMPOUNDS_COUNTED,
    OTHER_COMPOUNDS,
    RANGE_CONNECTORS,
    RANGE_OPENERS,
    SCALE_COMPOUNDS,
)
from coop.language.notation import Notation, Numeral, read_digits
from coop.language.number_words import ENGLISH_SCALES, SCALES, VIETNAMESE_SCALES, Atom
from coop.language.numerals import NumeralMatch, read_numeral

_LIST_COMMAS = frozenset(",;")
_LIST_ENDS = frozenset({"và", "and"})
_LONGEST_LIST = 20
_YEAR = r"(?:19|20)[0-9]{2}"
_SHORT_SCALES = {"m": "million", "b": "billion"}


class Phrase(NamedTuple):
    """A number or a range with its unit, as one notation reads it; `end` is the token after it.

    `highs` is empty for a point. `is_english` and `is_scaled` tell from the scale words how the digits are to be read;
    `is_weak` that the unit proves money only behind a large number. `factor` is the scale that the other numbers of a
    list share, 0 where there is none.
    """

    start: int
    end: int
    lows: tuple[Numeral, ...]
    highs: tuple[Numeral, ...]
    unit: str
    is_money: bool
    is_english: bool
    is_scaled: bool
    is_weak: bool
    factor: int


class _Part(NamedTuple):
    """One end of a range, or the only number of a phrase."""

    start: int
    end: int
    numeral: NumeralMatch
    scales: frozenset[str]
    unit: str | None
    is_money: bool = True
    is_weak: bool = False
    is_implied: bool = False
    has_prefix: bool = False


@dataclass(slots=True)
class Grammar:
    """The grammar over the tokens of one text.

    `counted` are the nouns whose numbers are sought beside money. `bare_scales` are the scale words that by themselves
    mean đồng.
    """

    tokens: Sequence[Token]
    counted: PhraseTable[str]
    bare_scales: frozenset[str]
    _atoms: dict[Notation, list[Atom]] = field(default_factory=dict)

    @property
    def words(self) -> list[Atom]:
        """The tokens as words, numbers in digits left out of account."""
        return self.atoms(Notation.SHAPE)

    def read_phrase(self, start: int, notation: Notation) -> Phrase | None:
        """The amount that begins at token `start`, None where there is none under `notation`."""
        is_opened = self._text(start) in RANGE_OPENERS
        first = self._read_part(start + is_opened, notation)
        if first is None:
            return None
        found = RANGE_CONNECTORS.match_at(self.tokens, first.end)
        after = found[0] if found else None
        if self._text(start) == "between" and self._text(first.end) == "and":
            after = first.end + 1
        if after is not None and not self._is_dated(first):
            second = self._read_part(after, notation)
            ranged = self._join_parts(start, first, second) if second else None
            if ranged:
                return ranged
        if first.unit is None or is_opened:
            return None
        return _build_phrase(start, first, first.numeral.readings, first)

    def _text(self, position: int) -> str:
        return self.tokens[position].text if 0 <= position < len(self.tokens) else ""

    def _is_dated(self, part: _Part) -> bool:
        """Whether the number before a range's connector is a day, a year or a paragraph."""
        return not part.numeral.is_scaled and part.unit is None and self._text(part.start - 1) in DATE_WORDS

    def _join_parts(self, start: int, first: _Part, second: _Part) -> Phrase | None:
        """The range between two numbers, the first of which may leave scale and unit to the second."""
        if first.has_prefix and second.is_money and (second.unit is None or second.is_implied):
            second = second._replace(unit=first.unit)  # "VND500-700 billion"
        if second.unit is None or (second.has_prefix and not first.has_prefix):
            return None
        if first.unit is not None and not first.is_implied and first.unit != second.unit:
            return None
        lows = first.numeral.readings
        has_own_unit = first.unit is not None and not first.has_prefix
        if second.numeral.is_scaled and not first.numeral.is_scaled and not has_own_unit:
            factor = second.numeral.unit
            if second.numeral.step > 1 and all(low.is_below(10) for low in lows):
                factor *= second.numeral.step  # "hai đến ba trăm tỷ"
            if not factor:
                return None
            lows = tuple(low.times(factor) for low in lows)
        return _build_phrase(start, second, lows, first)

    def _read_part(self, start: int, notation: Notation) -> _Part | None:
        prefix = CURRENCY_BEFORE.match_at(self.tokens, start)
        position = prefix[0] if prefix else start
        numeral = read_numeral(self.atoms(notation), position)
        if numeral is None:
            return None
        if numeral.shorter and not self._ends_amount(numeral.end):
            numeral = numeral.shorter
        end = numeral.end
        words = {atom for atom in self.atoms(notation)[position:end] if isinstance(atom, str)}
        scales = frozenset(words & SCALES.keys())
        suffix = self.read_currency(end, is_scaled=numeral.is_scaled)
        if prefix:
            end = suffix[0] if suffix and suffix[1] == prefix[1] else end
            return _Part(start, end, numeral, scales, prefix[1], has_prefix=True)
        if suffix:
            return _Part(start, suffix[0], numeral, scales, suffix[1], is_weak=suffix[2])
        noun = self.counted.match_at(self.tokens, end)
        if noun:
            return _Part(start, noun[0], numeral, scales, noun[1], is_money=False)
        is_money = bool(scales & self.bare_scales) and not COUNT_NOUNS.match_at(self.tokens, end)
        return _Part(start, end, numeral, scales, "VND" if is_money else None, is_implied=True)

    def _ends_amount(self, position: int) -> bool:
        """Whether a number may end here without a scale word: nothing follows that it could count."""
        if position >= len(self.tokens) or self.read_currency(position, is_scaled=True):
            return True
        return self.tokens[position].kind is TokenKind.SIGN or self.counted.match_at(self.tokens, position) is not None

    def read_currency(self, position: int, *, is_scaled: bool) -> tuple[int, str, bool] | None:
        """The end, the code and the weakness of the currency at `position`."""
        found = CURRENCY_AFTER.match_at(self.tokens, position)
        if not found:
            return None
        end, (code, is_weak) = found
        first, last, after = self.tokens[position], self.tokens[end - 1].text, self._text(end)
        if last == "đồng" and after in (DONG_COMPOUNDS_COUNTED if is_scaled else DONG_COMPOUNDS):
            return None
        if after in OTHER_COMPOUNDS.get(last, ()) and (last != "đ" or self.tokens[end].is_glued):
            return None
        follows_name = end == position + 1 and end < len(self.tokens) and self.tokens[end].is_title
        if first.is_title and follows_name and len(first.text) > 1:  # "Đồng Nai", "Yên Bái"
            return None
        return end, code, is_weak

    def atoms(self, notation: Notation) -> list[Atom]:
        """The tokens as words and numbers under `notation`."""
        known = self._atoms.get(notation)
        if known is None:
            known = self._atoms[notation] = [self._read_atom(n, notation) for n in range(len(self.tokens))]
        return known

    def _read_atom(self, position: int, notation: Notation) -> Atom:
        token = self.tokens[position]
        if token.kind is TokenKind.NUMBER:
            return read_digits(token.text, notation)
        if self._text(position + 1) in SCALE_COMPOUNDS.get(token.text, ()):
            return "-"
        if position and self.tokens[position - 1].kind is TokenKind.NUMBER:
            if token.text == "tr" and token.is_glued:
                return "triệu"
            if token.text in _SHORT_SCALES and CURRENCY_BEFORE.match_before(self.tokens, position - 1):
                return _SHORT_SCALES[token.text]
        return token.text

    def find_list_items(self, start: int) -> list[int]:
        """The tokens of the numbers of a list that begins at `start` and ends in "và" or "and" and a last number."""
        if self._text(start - 1) in DATE_WORDS:
            return []
        items: list[int] = []
        position = start
        while self._is_list_item(position) and len(items) < _LONGEST_LIST:
            items.append(position)
            after = position + 1
            has_comma = self._text(after) in _LIST_COMMAS
            if self._text(after + has_comma) in _LIST_ENDS:
                return [*items, after + has_comma + 1]
            if not has_comma:
                break
            position = after + 1
        return []

    def _is_list_item(self, position: int) -> bool:
        if position >= len(self.tokens) or self.tokens[position].kind is not TokenKind.NUMBER:
            return False
        return not re.fullmatch(_YEAR, self.tokens[position].text)


def _build_phrase(start: int, last: _Part, lows: tuple[Numeral, ...], first: _Part) -> Phrase:
    scales = first.scales | last.scales
    return Phrase(
        start=start,
        end=last.end,
        lows=lows,
        highs=() if last is first else last.numeral.readings,
        unit=last.unit or "",
        is_money=last.is_money,
        is_english=bool(scales & ENGLISH_SCALES.keys()) and not scales & VIETNAMESE_SCALES.keys(),
        is_scaled=last.numeral.is_scaled,
        is_weak=last.is_weak,
        factor=last.numeral.unit,
    )
