"""The two languages that coop speaks, and texts that exist in both."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Language(StrEnum):
    """A language of output: it chooses words and the separators of numbers."""

    EN = "en"
    VI = "vi"


class Bilingual(NamedTuple):
    """One text in both languages."""

    en: str
    vi: str

    def text(self, language: Language) -> str:
        """The text in `language`."""
        return self.vi if language is Language.VI else self.en

    def fill(self, **values: "str | int | Bilingual") -> "Bilingual":
        """Both texts with each `{name}` replaced by its value, by its own half where that is in both languages."""
        en = {name: value.en if isinstance(value, Bilingual) else value for name, value in values.items()}
        vi = {name: value.vi if isinstance(value, Bilingual) else value for name, value in values.items()}
        return Bilingual(self.en.format(**en), self.vi.format(**vi))


def either(options: Iterable[str | Bilingual]) -> Bilingual:
    """The options joined by "or" and "hoặc"."""
    halves = [each if isinstance(each, Bilingual) else Bilingual(each, each) for each in options]
    return Bilingual(" or ".join(half.en for half in halves), " hoặc ".join(half.vi for half in halves))
