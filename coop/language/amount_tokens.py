"""Running text as tokens: numbers with their groups, words, signs, each with its place in the text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from operator import itemgetter
from typing import Generic, TypeVar

from coop.language.text import MappedText, normalise_tones

_TOKEN = re.compile(r"(?P<number>[0-9]+(?:[.,][0-9]+)*)|(?P<word>[^\W\d_]+)|(?P<sign>\S)")
_GROUP_START = re.compile(r"[1-9][0-9]{0,2}")
_GROUP = re.compile(r"[0-9]{3}")
_LAST_GROUP = re.compile(r"[0-9]{3}[.,][0-9]+")
_MAX_GROUPS = 6
_JOINERS = frozenset("/-–—:.")


def word_set(words: str) -> frozenset[str]:
    """The words of a text parted by spaces."""
    return frozenset(words.split())


# After these a number stands by itself ("quý 3 500 tỷ đồng"), and the first of two is no amount ("năm 2019 và 5 tỷ").
DATE_WORDS = word_set(
    "ngày tháng quý năm kỳ khóa số điều khoản lần thứ mục nhóm đợt đoạn quận phường lớp hạng hồi lúc "
    "article year month day no section phase january february march april may june july august september october "
    "november december"
)


class TokenKind(Enum):
    """What a token is made of."""

    NUMBER = auto()
    WORD = auto()
    SIGN = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of a text: `text` in lower case with tones in their place, offsets in the mapped text.

    `is_glued` says that nothing parts it from the token before; `is_title` that it is written Like This.
    """

    text: str
    kind: TokenKind
    start: int
    end: int
    is_glued: bool
    is_title: bool


def split_tokens(mapped: MappedText) -> list[Token]:
    """The tokens of a text in order, groups of digits set off by spaces ("45 500") joined."""
    spelt = normalise_tones(mapped.text)
    # Both are NFC, hence of one length; a text that proves otherwise keeps its spelling.
    text = spelt if len(spelt) == len(mapped.text) else mapped.text
    kinds = {"number": TokenKind.NUMBER, "word": TokenKind.WORD, "sign": TokenKind.SIGN}
    tokens: list[Token] = []
    position = -1
    for found in _TOKEN.finditer(text):
        word = found[0]
        is_title = word[0].isupper() and word[1:].islower()
        kind = kinds[found.lastgroup or "sign"]
        tokens.append(Token(word.lower(), kind, *found.span(), found.start() == position, is_title))
        position = found.end()
    return _join_groups(tokens, text)


def _join_groups(tokens: list[Token], text: str) -> list[Token]:
    joined: list[Token] = []
    position = 0
    while position < len(tokens):
        end = _find_group_end(tokens, position, text, joined)
        last = tokens[end - 1]
        if end - position > 1:
            digits = " ".join(token.text for token in tokens[position:end])
            joined.append(replace(tokens[position], text=digits, end=last.end))
        else:
            joined.append(last)
        position = end
    return joined


def _find_group_end(tokens: list[Token], start: int, text: str, before: list[Token]) -> int:
    """The end of the number that begins at `start`, groups parted by single spaces included."""
    alone = start + 1
    if tokens[start].kind is not TokenKind.NUMBER or not _GROUP_START.fullmatch(tokens[start].text):
        return alone
    if before and (before[-1].text in DATE_WORDS or is_inside_code([*before[-2:], tokens[start]], min(len(before), 2))):
        return alone
    end = alone
    while end < len(tokens) and text[tokens[end - 1].end : tokens[end].start] == " ":
        digits = tokens[end].text
        if _LAST_GROUP.fullmatch(digits):
            return end + 1
        if not _GROUP.fullmatch(digits):
            break
        end += 1
        if end - start > _MAX_GROUPS:
            return alone
    return end


def is_inside_code(tokens: Sequence[Token], position: int) -> bool:
    """Whether the number at `position` ends a date, a code or a fraction: 16/11, 2020-2025, QH12."""
    if position == 0 or not tokens[position].is_glued:
        return False
    before = tokens[position - 1]
    if before.kind is TokenKind.WORD:
        return before.text not in _MAY_TOUCH
    if before.text not in _JOINERS or not before.is_glued or position < 2:
        return False
    return tokens[position - 2].kind is TokenKind.NUMBER


# Currency codes and words that are written against the number behind them (VND15, US$50).
_MAY_TOUCH = word_set("vnd vnđ usd us eur euro jpy krw cny rmb lak thb khr gbp aud sgd đ khoảng gần hơn trên")

Value = TypeVar("Value")


class PhraseTable(Generic[Value]):
    """Phrases of several tokens, each with a value, found at a place or up to it, the longest first."""

    def __init__(self, phrases: Iterable[tuple[str, Value]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        split = [(split_words(phrase), value) for phrase, value in phrases]
        for words, value in sorted(filter(itemgetter(0), split), key=lambda item: -len(item[0])):
            self._by_first.setdefault(words[0], []).append((words, value))
            self._by_last.setdefault(words[-1], []).append((words, value))

    def __iter__(self) -> Iterator[tuple[tuple[str, ...], Value]]:
        for phrases in self._by_first.values():
            yield from phrases

    def match_at(self, tokens: Sequence[Token], start: int) -> tuple[int, Value] | None:
        """Where the longest phrase that begins at `start` ends, and its value."""
        if start >= len(tokens):
            return None
        for words, value in self._by_first.get(tokens[start].text, ()):
            end = start + len(words)
            if end <= len(tokens) and all(tokens[start + n].text == word for n, word in enumerate(words)):
                return end, value
        return None

    def match_before(self, tokens: Sequence[Token], end: int) -> tuple[int, Value] | None:
        """Where the longest phrase that ends right before `end` begins, and its value."""
        if end <= 0:
            return None
        for words, value in self._by_last.get(tokens[end - 1].text, ()):
            start = end - len(words)
            if start >= 0 and all(tokens[start + n].text == word for n, word in enumerate(words)):
                return start, value
        return None


def split_words(phrase: str) -> tuple[str, ...]:
    """The texts of the tokens of a phrase."""
    return tuple(found[0] for found in _TOKEN.finditer(normalise_tones(phrase).lower()))
