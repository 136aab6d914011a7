"""Amounts in running Vietnamese or English prose, and phrases that are one quantity.

`find_amounts` finds money, `find_quantities` counts of given nouns as well, and `parse_quantity` reads a phrase that
holds one quantity and nothing else. What can be read in two ways is a problem with its readings, never a guess.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from coop.bilingual import Bilingual, Language, either
from coop.language.amount_context import Context, read_context
from coop.language.amount_grammar import Grammar
from coop.language.amount_readings import (
    AmountProblem,
    ProblemKind,
    Reading,
    read_amount,
    read_list,
)
from coop.language.amount_tokens import PhraseTable, Token, TokenKind, is_inside_code, split_tokens
from coop.language.amount_vague import read_vague, read_word_run
from coop.language.amount_words import (
    ASCII_WORDS,
    COMPLEMENT_STOPS,
    CURRENCY_BEFORE,
    LEAD_WORDS,
    PARTS,
    RANGE_OPENERS,
    YEARLY,
)
from coop.language.number_words import FIRST_WORDS
from coop.language.quantity import Quantity, QuantityError, format_quantity
from coop.language.snippets import cut_snippet
from coop.language.text import MappedText, fold, map_text

__all__ = ["AmountMatch", "AmountProblem", "ProblemKind", "find_amounts", "find_quantities", "parse_quantity"]

_PROSE_SCALES = frozenset({"triệu", "tr", "tỷ", "tỉ"})
_PHRASE_SCALES = _PROSE_SCALES | {"nghìn", "ngàn"}
_CLOSING = frozenset(".,;:!?)]}\"'”’»…")
_OPENING = frozenset("([{\"'“‘«:,")
_LONGEST_COMPLEMENT = 5
# Without accents "tặng" (to give) is no other than "tăng" (to grow by).
_FOLDED_LEADS = {fold(word) for word in LEAD_WORDS} - {"tang"}
_ASCII_LEADS = LEAD_WORDS | _FOLDED_LEADS | {ASCII_WORDS.get(word, word) for word in _FOLDED_LEADS}
_EXPECTED = Bilingual(
    "expected a number with its unit, such as '45.500 tỷ đồng' or '50,8 triệu USD'",
    "cần một số kèm đơn vị, ví dụ '45.500 tỷ đồng' hoặc '50,8 triệu USD'",
)


@dataclass(frozen=True, slots=True)
class AmountMatch:
    """An amount found in a text, hedges included: `text` is `text[start:end]` of the text as given.

    It has a `quantity` or a `problem`. `per_year` marks a rate, `each` a sum that every one of several gets, `part` a
    sum that is said to be a part of another ("trong đó").
    """

    start: int
    end: int
    text: str
    quantity: Quantity | None
    problem: AmountProblem | None
    per_year: bool
    each: bool
    part: bool


def find_amounts(text: str, *, language: Language | None = None) -> tuple[AmountMatch, ...]:
    """Every amount of money in `text`, in order.

    `language` settles the notation of all numbers; without it the unit words do. "100 tỷ" is money of Việt Nam unless
    something that is counted follows ("2 tỷ m3").
    """
    scanner = _build_scanner(text, map_text(text), language, (), _PROSE_SCALES)
    return tuple(match for match, _ in scanner.find_matches())


def find_quantities(
    text: str, *, language: Language | None = None, count_units: Sequence[str] = ()
) -> tuple[AmountMatch, ...]:
    """Every amount of money and every count of one of `count_units` in `text`, in order."""
    scanner = _build_scanner(text, map_text(text), language, count_units, _PROSE_SCALES)
    return tuple(match for match, _ in scanner.find_matches())


def parse_quantity(text: str, *, language: Language | None = None, count_units: Sequence[str] = ()) -> Quantity:
    """The one quantity that all of `text` states.

    Words that lead up to it ("tổng vốn đăng ký khoảng") and rates behind it ("mỗi tỉnh", "/năm") may stand with it. A
    count needs one of `count_units`, which are matched without regard to case and tone placement; a few words may say
    more of what is counted ("5.000 tấn gạo"). A text all in ASCII may leave the accents of units and hedges out
    ("500 ty"). Unlike in prose, "500 nghìn" by itself is money.

    Raises `QuantityError`, with `readings` where the text can be read in more than one way.
    """
    scanner = _build_scanner(text, map_text(text), language, count_units, _PHRASE_SCALES)
    if text.isascii():
        accented = [replace(token, text=ASCII_WORDS.get(token.text, token.text)) for token in scanner.grammar.tokens]
        scanner = replace(scanner, grammar=Grammar(accented, scanner.grammar.counted, _PHRASE_SCALES))
    found = list(scanner.find_matches())
    if not found:
        raise _no_quantity(scanner.grammar.tokens, text)
    if len(found) > 1:
        whole, first = cut_snippet(text), cut_snippet(found[0][0].text)
        raise QuantityError(
            Bilingual(f"'{whole}' has more than one amount", f"'{whole}' có nhiều hơn một số tiền"),
            hint=Bilingual(f"expected one, such as '{first}'", f"chỉ cần một, ví dụ '{first}'"),
        )
    match, context = found[0]
    tokens = scanner.grammar.tokens
    _check_lead(tokens, context, _ASCII_LEADS if text.isascii() else LEAD_WORDS)
    if match.problem:
        raise _build_error(match.problem, language)
    assert match.quantity is not None  # where there is no problem
    _check_rest(tokens, context.after if match.quantity.is_money else _skip_complement(tokens, context.after))
    return match.quantity


def _build_error(problem: AmountProblem, language: Language | None) -> QuantityError:
    hint = _EXPECTED
    if problem.readings:
        written = either(f"'{format_quantity(reading, language or Language.VI)}'" for reading in problem.readings)
        hint = Bilingual("write {written}", "viết {written}").fill(written=written)
    return QuantityError(problem.message, hint=hint, readings=problem.readings)


def _no_quantity(tokens: Sequence[Token], text: str) -> QuantityError:
    snippet = cut_snippet(text)
    if any(token.kind is TokenKind.NUMBER for token in tokens):
        return QuantityError(
            Bilingual(f"'{snippet}' has a number without a unit", f"'{snippet}' có số mà không có đơn vị"),
            hint=_EXPECTED,
        )
    return QuantityError(
        Bilingual(f"'{snippet}' is no quantity", f"'{snippet}' không phải là số lượng"), hint=_EXPECTED
    )


def _check_lead(tokens: Sequence[Token], context: Context, lead_words: Set[str]) -> None:
    """Raise `QuantityError` where something stands before the quantity that may change what it says."""
    position = 0
    while position < context.start:
        phrase = YEARLY.match_at(tokens, position) or PARTS.match_at(tokens, position)
        word = tokens[position].text
        if phrase and phrase[0] <= context.start:
            position = phrase[0]
        elif word in _OPENING or word in lead_words or _opens_share(tokens, position, context):
            position += 1
        else:
            raise _unexpected(tokens[position])


def _check_rest(tokens: Sequence[Token], position: int) -> None:
    """Raise `QuantityError` where more than closing marks follows the quantity."""
    for token in tokens[position:]:
        if token.text not in _CLOSING:
            raise _unexpected(token)


def _skip_complement(tokens: Sequence[Token], position: int) -> int:
    """The token behind the words that say more of what is counted ("lượt khách quốc tế")."""
    end = position
    while end < len(tokens) and end - position < _LONGEST_COMPLEMENT:
        if tokens[end].kind is not TokenKind.WORD or tokens[end].text in COMPLEMENT_STOPS:
            break
        end += 1
    return end


def _opens_share(tokens: Sequence[Token], position: int, context: Context) -> bool:
    """Whether the token belongs to "mỗi tỉnh, thành phố" before the amount."""
    before = [token.text for token in tokens[max(0, position - 4) : position + 1]]
    return context.each and ("mỗi" in before or "each" in before) and tokens[position].kind is not TokenKind.NUMBER


def _unexpected(token: Token) -> QuantityError:
    word = cut_snippet(token.text)
    return QuantityError(
        Bilingual(f"unexpected '{word}' beside the quantity", f"'{word}' không thuộc về số lượng"),
        hint=Bilingual(
            "expected the quantity alone, as printed in the source", "chỉ cần số lượng, đúng như in trong nguồn"
        ),
    )


@dataclass(frozen=True, slots=True)
class _Scanner:
    """One pass over the tokens of a text."""

    given: str
    mapped: MappedText
    language: Language | None
    grammar: Grammar

    def find_matches(self) -> Iterator[tuple[AmountMatch, Context]]:
        """Every amount in order, with its context."""
        position = floor = 0
        while position < len(self.grammar.tokens):
            readings, after = self._read_at(position)
            for reading in readings:
                context = read_context(self.grammar.tokens, reading.start, reading.end, floor)
                yield self._build_match(reading, context), context
                floor = context.end
            position = max(after, floor, position + 1) if readings else max(after, position + 1)

    def _read_at(self, position: int) -> tuple[list[Reading], int]:
        """The amounts that begin at `position`, and the token to go on from."""
        grammar, text = self.grammar, self.mapped.text
        token = grammar.tokens[position]
        if not self._may_begin(position):
            vague = read_vague(grammar, position, text=text)
            return ([vague], vague.end) if vague else ([], position + 1)
        found = read_amount(grammar, position, text=text, language=self.language)
        if found:
            return [found], found.end
        if token.kind is TokenKind.NUMBER:
            items = read_list(grammar, position, text=text, language=self.language)
            return items, items[-1].end if items else position + 1
        vague = read_vague(grammar, position, text=text)
        if vague:
            return [vague], vague.end
        run = read_word_run(grammar, position, text=text, language=self.language)
        if run:
            return ([run[1]] if run[1] else []), run[0]
        return [], position + 1

    def _may_begin(self, position: int) -> bool:
        token = self.grammar.tokens[position]
        if token.kind is TokenKind.NUMBER:
            return not is_inside_code(self.grammar.tokens, position)
        if token.text in RANGE_OPENERS or self.grammar.words[position] in FIRST_WORDS:
            return True
        return CURRENCY_BEFORE.match_at(self.grammar.tokens, position) is not None

    def _build_match(self, reading: Reading, context: Context) -> AmountMatch:
        tokens = self.grammar.tokens
        start, end = self.mapped.span(tokens[context.start].start, tokens[context.end - 1].end)
        quantity = reading.quantity and replace(reading.quantity, qualifier=context.qualifier)
        problem = reading.problem
        if problem:
            hedged = tuple(replace(possible, qualifier=context.qualifier) for possible in problem.readings)
            problem = replace(problem, readings=hedged)
        return AmountMatch(
            start, end, self.given[start:end], quantity, problem, context.per_year, context.each, context.part
        )


def _build_scanner(
    text: str, mapped: MappedText, language: Language | None, count_units: Sequence[str], bare_scales: frozenset[str]
) -> _Scanner:
    counted = _build_table(tuple(count_units))
    return _Scanner(text, mapped, language, Grammar(split_tokens(mapped), counted, bare_scales))


@lru_cache(maxsize=200)
def _build_table(count_units: tuple[str, ...]) -> PhraseTable[str]:
    return PhraseTable((unit, unit) for unit in count_units)
