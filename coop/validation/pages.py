"""The page of a rule: what it asks for, in both languages, with snippets that break it and that keep it.

A page is `pages/<CODE>.md` beside this module, and has one form only: the head `# CODE name`, then the parts `## en`,
`## vi`, `## fails` and `## passes`, of which the last two hold nothing but fenced blocks. The words behind a block's
language say what its text stands for:

- nothing: keys at the top of an agreement's file, in place of those that it has;
- `whole`: the whole text of that file;
- `file=PATH`: the whole text of another file of the dataset;
- `escaped` beside any of these: `\\r`, `\\xHH` (a byte) and `\\uHHHH` (a character) stand for what cannot be shown.

A block whose language is not `yaml` is for the reader alone.
"""

import re
from dataclasses import dataclass
from importlib.resources import files

from coop.bilingual import Bilingual
from coop.diagnostic import Rule

_PAGE = re.compile(
    r"# (?P<title>[^\n]+)\n\n## en\n\n(?P<en>.+?)\n\n## vi\n\n(?P<vi>.+?)\n\n"
    r"## fails\n\n(?P<fails>.+?)\n\n## passes\n\n(?P<passes>.+)\n",
    re.DOTALL,
)
_BLOCK = re.compile(r"```(?P<info>[^\n]+)\n(?P<text>.*?)```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a dataset; `attributes` are the words behind the language."""

    language: str
    attributes: tuple[str, ...]
    text: str

    @property
    def file(self) -> str | None:
        """The file of the dataset that the text is of, where it is not the agreement that a page is about."""
        return next((each.removeprefix("file=") for each in self.attributes if each.startswith("file=")), None)


@dataclass(frozen=True, slots=True)
class Page:
    """What `coop validate --explain CODE` shows; the paragraphs of `text` are parted by empty lines."""

    rule: Rule
    text: Bilingual
    fails: tuple[Snippet, ...]
    passes: tuple[Snippet, ...]


def read_page(rule: Rule) -> Page:
    """The page of `rule`, which the package holds; `ValueError` where it does not have the form of one."""
    source = files("coop.validation").joinpath("pages", f"{rule.code}.md").read_text(encoding="utf-8")
    return parse_page(source, rule=rule)


def parse_page(source: str, *, rule: Rule) -> Page:
    """Parse the text of a page; nothing in it may be left over."""
    parts = _PAGE.fullmatch(source)
    if parts is None or parts["title"] != f"{rule.code} {rule.name}":
        raise ValueError(f"the page of {rule.code} has not the form of one")
    return Page(
        rule, Bilingual(parts["en"], parts["vi"]), _parse_blocks(parts["fails"]), _parse_blocks(parts["passes"])
    )


def _parse_blocks(source: str) -> tuple[Snippet, ...]:
    blocks = tuple(_BLOCK.finditer(source))
    if not blocks or "\n\n".join(block[0] for block in blocks) != source:
        raise ValueError(f"expected fenced blocks and nothing else: {source[:80]!r}")
    return tuple(_build_snippet(block["info"].split(), block["text"]) for block in blocks)


def _build_snippet(info: list[str], text: str) -> Snippet:
    return Snippet(info[0], tuple(info[1:]), text)
