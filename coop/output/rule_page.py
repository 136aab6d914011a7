"""The page of a rule as plain text for the terminal."""

import re
from collections.abc import Iterator

from coop.bilingual import Bilingual, Language
from coop.language.text import display_width
from coop.validation.pages import Page, Snippet

_DEFAULT_WIDTH = 80
_LEAST_WIDTH = 20
_BOLD, _RED, _GREEN = "1", "31", "32"
_FAILS = Bilingual("Fails:", "Sai:")
_PASSES = Bilingual("Passes:", "Đúng:")
_ESCAPED = Bilingual("(escapes stand for what cannot be shown)", "(mã \\… thay cho ký tự không hiện ra được)")
# What stands between backticks is not broken: half of a command or of a value says something else.
_WORD = re.compile(r"(?:`[^`]*`|[^\s`])+")


def render_rule_page(page: Page, *, language: Language, width: int | None, colour: bool) -> str:
    """The page in `language`: the head, the meaning, the text in lines of at most `width` (80) columns, the snippets.

    Snippets are never wrapped. Colour changes no character of the text.
    """
    columns = max(width or _DEFAULT_WIDTH, _LEAST_WIDTH)
    rule = page.rule
    head = f"{rule.code} {rule.name} ({rule.severity.label.text(language)})"
    paragraphs = (rule.meaning.text(language), *page.text.text(language).split("\n\n"))
    parts = (
        _paint(head, _BOLD, colour=colour),
        *("\n".join(_wrap(paragraph, columns)) for paragraph in paragraphs),
        _paint(_FAILS.text(language), _RED, colour=colour),
        *_draw_snippets(page.fails, language),
        _paint(_PASSES.text(language), _GREEN, colour=colour),
        *_draw_snippets(page.passes, language),
    )
    return "\n\n".join(parts) + "\n"


def _paint(text: str, code: str, *, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def _wrap(paragraph: str, width: int) -> Iterator[str]:
    """The words of a paragraph in lines; a word that is wider than a line has one of its own."""
    line, used = "", 0
    for word in _find_words(paragraph, width):
        wide = display_width(word)
        if line and used + 1 + wide > width:
            yield line
            line, used = "", 0
        line, used = (f"{line} {word}", used + 1 + wide) if line else (word, wide)
    yield line


def _find_words(paragraph: str, width: int) -> Iterator[str]:
    for found in _WORD.finditer(paragraph):
        yield from (found[0],) if display_width(found[0]) <= width else found[0].split()


def _draw_snippets(snippets: tuple[Snippet, ...], language: Language) -> Iterator[str]:
    for snippet in snippets:
        label = _name(snippet, language)
        if label:
            yield f"  {label}"
        yield "\n".join(f"    {line}".rstrip() for line in snippet.text.splitlines())


def _name(snippet: Snippet, language: Language) -> str:
    """What a reader has to know of a snippet before reading it: its file, and whether it has escapes."""
    file = f"{snippet.file}:" if snippet.file is not None else ""
    escaped = _ESCAPED.text(language) if "escaped" in snippet.attributes else ""
    return f"{file} {escaped}".strip()
