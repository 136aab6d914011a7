"""Amounts that have no number ("hàng trăm tỷ", "hai ba tỷ") and number words that make none ("ba bảy chín tỷ")."""

from coop.bilingual import Bilingual, Language
from coop.language.amount_grammar import Grammar
from coop.language.amount_readings import AmountProblem, ProblemKind, Reading, read_amount
from coop.language.amount_tokens import TokenKind
from coop.language.amount_words import COUNT_NOUNS, VAGUE_HEADS, VAGUE_SCALES, VAGUE_WORDS, YEAR_HEADS
from coop.language.number_words import DIGITS, ENGLISH_SCALES, VIETNAMESE_NUMBER_WORDS, VIETNAMESE_SCALES, word_at
from coop.language.snippets import cut_snippet

_LONGEST = 8
_LONGEST_RUN = 40  # no number in words is longer
_RUN_WORDS = VIETNAMESE_NUMBER_WORDS | VIETNAMESE_SCALES.keys()
_ENGLISH_PLURALS = frozenset({"hundred", "hundreds", *ENGLISH_SCALES, *(f"{scale}s" for scale in ENGLISH_SCALES)})
_SCALE_WORDS = VIETNAMESE_SCALES.keys() | _ENGLISH_PLURALS


def read_vague(grammar: Grammar, start: int, *, text: str) -> Reading | None:
    """The amount of money without a number that begins at token `start`, None where none does."""
    tokens, atoms = grammar.tokens, grammar.words
    if atoms[start] not in VAGUE_HEADS:
        return None
    end = start + 1
    while end < len(tokens) and end - start < _LONGEST and atoms[end] in VAGUE_WORDS:
        end += 1
    words = atoms[start:end]
    if end - start < 2 or not any(word in _SCALE_WORDS for word in words):
        return None
    currency = grammar.read_currency(end, is_scaled=True)
    if currency:
        end = currency[0]
    elif not any(word in VAGUE_SCALES for word in words[1:]) or COUNT_NOUNS.match_at(tokens, end):
        return None
    snippet = cut_snippet(text[tokens[start].start : tokens[end - 1].end])
    return Reading(start, end, None, _no_number(snippet))


def _no_number(snippet: str) -> AmountProblem:
    message = Bilingual(f"'{snippet}' has no number", f"'{snippet}' không nêu con số cụ thể")
    return AmountProblem(ProblemKind.NO_NUMBER, message)


def read_word_run(
    grammar: Grammar, start: int, *, text: str, language: Language | None
) -> tuple[int, Reading | None] | None:
    """What becomes of number words at `start` that are no amount as they stand, and the token to go on from.

    "năm" among them may say "year" ("ba năm hai tỷ"): then the amount is what follows it. Else words that run into a
    unit of money are a problem as a whole, so that no part of them passes for the number.
    """
    words, end = grammar.words, start
    while end < len(words) and end - start < _LONGEST_RUN and words[end] in _RUN_WORDS:
        end += 1
    if end - start < 2:
        return None
    for position in range(start, end - 1):
        if words[position] == "năm" and (position > start or _follows_year_word(grammar, start)):
            found = read_amount(grammar, position + 1, text=text, language=language)
            if found:
                return found.end, found
    currency = grammar.read_currency(end, is_scaled=True)
    is_money = any(word in VAGUE_SCALES for word in words[start:end])
    if not currency and (not is_money or COUNT_NOUNS.match_at(grammar.tokens, end)):
        return end, None
    last = currency[0] if currency else end
    snippet = cut_snippet(text[grammar.tokens[start].start : grammar.tokens[last - 1].end])
    low, high, further = (DIGITS.get(word_at(words, start + n), 0) for n in range(3))
    if 0 < low < high and not further:  # "hai ba tỷ", "năm bảy tỷ": a few
        return last, Reading(start, last, None, _no_number(snippet))
    message = Bilingual(f"'{snippet}' is no number in words", f"'{snippet}' không phải là số viết bằng chữ hợp lệ")
    return last, Reading(start, last, None, AmountProblem(ProblemKind.IMPOSSIBLE, message))


def _follows_year_word(grammar: Grammar, position: int) -> bool:
    """Whether "năm" at `position` must say "year": "mỗi năm", "5 năm"."""
    before = grammar.tokens[position - 1] if position else None
    return before is not None and (before.kind is TokenKind.NUMBER or before.text in YEAR_HEADS)
