"""The two languages that coop speaks, and texts that exist in both."""

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
