"""What a word may become: the candidates, and which of them fit what is typed already."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from os.path import commonprefix

from coop.language.text import fold, lower, nfc, normalise_tones

_GAP = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value, what it means, its names, and the other words by which a person may begin to type it."""

    value: str
    meaning: str = ""
    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


def find_fitting(candidates: Iterable[Candidate], typed: str) -> tuple[Candidate, ...]:
    """Those whose value begins as typed; else those with such a name, else with such an alias (accents typed bind)."""
    known = tuple(candidates)
    tiers = (
        (candidate for candidate in known if candidate.value.startswith(typed)),
        (candidate for candidate in known if _find_beginning(candidate.names, typed) is not None),
        (candidate for candidate in known if _find_beginning(candidate.aliases, typed) is not None),
    )
    return next((fitting for tier in tiers if (fitting := tuple(tier))), ())


def keeps_what_is_typed(fitting: Sequence[Candidate], candidates: Iterable[Candidate], typed: str) -> bool:
    """Whether a shell may put what the values begin with in place of what is typed.

    Where several are only called so, that may lead to others: "TP.H" to "h", which half of all localities begin with.
    """
    if len(fitting) < 2 or all(candidate.value.startswith(typed) for candidate in fitting):
        return True
    common = commonprefix([candidate.value for candidate in fitting])  # noqa: RUF071 - letter by letter, as shells do
    return bool(common) and len(fitting) == sum(candidate.value.startswith(common) for candidate in candidates)


def find_word(candidate: Candidate, typed: str) -> str | None:
    """The first of its names, then of its aliases, that begins as typed."""
    return _find_beginning((*candidate.names, *candidate.aliases), typed)


def _find_beginning(words: Iterable[str], typed: str) -> str | None:
    return next((word for word in words if _begins(word, typed)), None)


def _begins(word: str, typed: str) -> bool:
    spelt, wanted = (lower(normalise_tones(nfc(_GAP.sub(" ", text)))) for text in (word, typed))
    return len(wanted) <= len(spelt) and all(
        character in (other, fold(other)) for character, other in zip(wanted, spelt, strict=False)
    )


def show(text: str) -> str:
    """A text on one line without what would move a terminal's cursor."""
    return "".join(each for each in _GAP.sub(" ", text).strip() if each.isprintable())
