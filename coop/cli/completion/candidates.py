"""What a word may become: the candidates, and which of them fit what is typed already."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from coop.language.text import fold, lower, nfc, normalise_tones

_GAP = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value, what it means, and the other words by which a person may begin to type it."""

    value: str
    meaning: str = ""
    words: tuple[str, ...] = ()


def find_fitting(candidates: Iterable[Candidate], typed: str) -> tuple[Candidate, ...]:
    """Those whose value begins as typed; where none does, those with a word that does (accents typed bind)."""
    known = tuple(candidates)
    fitting = tuple(candidate for candidate in known if candidate.value.startswith(typed))
    return fitting or tuple(candidate for candidate in known if find_word(candidate, typed) is not None)


def find_word(candidate: Candidate, typed: str) -> str | None:
    """The first of its words that begins as typed."""
    return next((word for word in candidate.words if _begins(word, typed)), None)


def _begins(word: str, typed: str) -> bool:
    spelt, wanted = (lower(normalise_tones(nfc(_GAP.sub(" ", text)))) for text in (word, typed))
    return len(wanted) <= len(spelt) and all(
        character in (other, fold(other)) for character, other in zip(wanted, spelt, strict=False)
    )


def show(text: str) -> str:
    """A text on one line without what would move a terminal's cursor."""
    return "".join(each for each in _GAP.sub(" ", text).strip() if each.isprintable())
