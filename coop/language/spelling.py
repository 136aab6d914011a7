"""Words and phrases as people look for them in texts.

Whole words only. Accents typed bind, accents left out match all, word by word: "duong" finds both "dương" and "đường",
"dương" does not find "đường". Case, tone placement, the Unicode form and what parts the words make no difference.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from coop.language.marks import INVISIBLE
from coop.language.text import fold, lower, map_text, nfc, normalise_tones

_WORD = re.compile(r"[^\W_]+")
# Letters and signs of which none is invisible: those of nearly every text there is.
_PLAIN = re.compile("[\0-\xac\xae-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20ab]*")


def find_words(text: str) -> tuple[str, ...]:
    """The words of `text` as they are compared: lower case, tones in one place."""
    return tuple(_WORD.findall(lower(normalise_tones(map_text(text).text))))


def fold_words(text: str) -> str:
    """The words of `text` without accents, a space before and behind each: quick to make and to look into.

    A phrase whose `needle` is not in it stands nowhere in the text.
    """
    seen = text if _PLAIN.fullmatch(text) else text.translate(INVISIBLE)
    return f" {fold(' '.join(_WORD.findall(nfc(seen))))} "


@dataclass(frozen=True, slots=True)
class Phrase:
    """At least one word as somebody typed it, in the form of `find_words`; several stand side by side in a text.

    `typed` is what stood there, where that is known.
    """

    words: tuple[str, ...]
    typed: str | None = field(default=None, repr=False, compare=False)
    needle: str = field(init=False, repr=False, compare=False)
    """What `fold_words` of a text must hold."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "needle", f" {fold(' '.join(self.words))} ")

    @property
    def folded(self) -> "Phrase":
        """The same without accents, which finds whatever this one does."""
        return Phrase(tuple(fold(word) for word in self.words))

    def __str__(self) -> str:
        return " ".join(self.words)


class Place(NamedTuple):
    """Where a phrase stands in a text as given; `likeness` counts the letters that are just as they were typed."""

    start: int
    end: int
    likeness: int


class SpelledText:
    """A text taken apart into its words."""

    def __init__(self, text: str) -> None:
        self._mapped = map_text(text)
        found = tuple(_WORD.finditer(lower(normalise_tones(self._mapped.text))))
        self._spans = [word.span() for word in found]
        self._words = [word[0] for word in found]
        self._folded = f" {fold(' '.join(self._words))} "

    def find(self, phrase: Phrase) -> tuple[Place, ...]:
        """Every place in which `phrase` stands, in order and without overlaps."""
        return tuple(self._find(phrase))

    def _find(self, phrase: Phrase) -> Iterator[Place]:
        needle = phrase.needle
        bound = [(offset, word) for offset, word in enumerate(phrase.words) if not _matches_all(word)]
        index = counted = 0
        position = self._folded.find(needle)
        while position >= 0:
            index += self._folded.count(" ", counted, position)
            counted = position
            if all(_binds(word, self._words[index + offset]) for offset, word in bound):
                yield self._place(index, phrase)
                # What stands in one place begins no other.
                position += len(needle) - 2
            position = self._folded.find(needle, position + 1)

    def _place(self, index: int, phrase: Phrase) -> Place:
        written = self._words[index : index + len(phrase.words)]
        start, end = self._mapped.span(self._spans[index][0], self._spans[index + len(written) - 1][1])
        pairs = zip("".join(phrase.words), "".join(written), strict=True)
        return Place(start, end, sum(typed == letter for typed, letter in pairs))


def _matches_all(word: str) -> bool:
    return fold(word) == word


def _binds(typed: str, written: str) -> bool:
    """Whether a typed word with an accent, or with đ, allows one that is the same without them."""
    bare = typed.replace("đ", "d")
    if fold(bare) != bare:
        return typed == written
    return all(letter == "đ" for wanted, letter in zip(typed, written, strict=True) if wanted == "đ")
