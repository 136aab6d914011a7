"""The language of a call: that of `--lang`, else that of COOP_LANG, else the locale's."""

import os
from collections.abc import Iterator, Sequence

from coop.bilingual import Bilingual, Language
from coop.errors import UsageError

FLAG = "--lang"
VARIABLE = "COOP_LANG"

_BY_NAME = {language.value: language for language in Language}


def choose_language(asked: str | None) -> Language:
    """The language for an answer; `asked` is the value of `--lang`. `UsageError` for one that there is not."""
    for text, origin in _named(asked):
        language = _BY_NAME.get(text.lower())
        if language is None:
            raise UsageError(
                Bilingual(f"unknown language '{text}' ({origin})", f"không biết ngôn ngữ '{text}' ({origin})"),
                hint=Bilingual("it is en or vi", "cần là en hoặc vi"),
            )
        return language
    return _language_of_locale()


def guess_language(asked: str | None) -> Language:
    """The language for saying that something is wrong: as `choose_language`, but what is no language is passed over."""
    known = (_BY_NAME[text.lower()] for text, _ in _named(asked) if text.lower() in _BY_NAME)
    return next(known, None) or _language_of_locale()


def find_asked(arguments: Sequence[str]) -> str | None:
    """The value of `--lang` among arguments that nobody has read yet, as far as it can be known."""
    asked = None
    for position, argument in enumerate(arguments):
        if argument == "--":  # what follows are no options
            break
        if argument == FLAG:
            asked = next(iter(arguments[position + 1 :]), None)
        elif argument.startswith(f"{FLAG}="):
            asked = argument.removeprefix(f"{FLAG}=")
    return asked


def _named(asked: str | None) -> Iterator[tuple[str, str]]:
    """The languages that are named, the decisive one first, each with what names it."""
    if asked is not None:
        yield asked, FLAG
    chosen = os.environ.get(VARIABLE)
    if chosen:
        yield chosen, VARIABLE


def _language_of_locale() -> Language:
    locale = next((v for n in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(n))), "")
    return Language.VI if locale.lower().startswith("vi") else Language.EN
