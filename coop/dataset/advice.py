"""Advice beside a finding: the nearest id that there is."""

from collections.abc import Iterable
from dataclasses import dataclass

from coop.bilingual import Bilingual
from coop.language.place_names import nearest_names

MAX_ADVICE = 50
"""Findings of one file that get advice: looking takes time, and a hostile file has tens of thousands of them."""

ID = Bilingual("id", "mã")


@dataclass(slots=True)
class Adviser:
    """Gives advice for the first findings of one file, and then no more; `left` counts down."""

    left: int = MAX_ADVICE

    def is_free(self) -> bool:
        """Whether one more finding gets advice; each call counts as one."""
        self.left -= 1
        return self.left >= 0

    def say_nearest(self, typed: str, known: Iterable[str], *, noun: Bilingual = ID) -> Bilingual | None:
        """The hint that names the nearest of the known, where one is near and the finding is one of the first."""
        return say_nearest(typed, known, noun=noun) if self.is_free() else None


def say_nearest(typed: str, known: Iterable[str], *, noun: Bilingual = ID) -> Bilingual | None:
    """The hint that names the nearest of the known, where one is near; `noun` says what they are."""
    near = nearest_names(typed, known, limit=1)
    if not near:
        return None
    return Bilingual("the nearest known {noun} is '{near}'", "{noun} gần nhất là '{near}'").fill(
        noun=noun, near=near[0]
    )
