"""An agreement as canonical YAML, written in one pass.

`coop fmt` can do this for any file, with comments, and proves it; here the shape is known, and 100,000 are written. A
test has `coop fmt --check` look at the result.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

Value = str | int | Sequence["Value"] | Mapping[str, "Value"]

HEAD = "# yaml-language-server: $schema=../../../schemas/agreement.schema.json\n"
_WIDTH = 120
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}~?\Z")
_NUMBER = re.compile(r"[0-9][0-9_,.]*\Z")
_UNSAFE = re.compile(r"\A[-?:,\[\]{}#&*!|>'\"%@`]|:(?:\s|\Z)|\s#")
_UNSAFE_IN_BRACKETS = re.compile(r"[\[\]{},:#?]")
_KEPT_IN_LINES = frozenset({"title", "purpose", "note", "figures", "events", "sources", "conflicts"})


def render_agreement(agreement: Mapping[str, Value]) -> str:
    """The text of the file; the keys come in the order of the schema already."""
    return HEAD + "\n".join(_write_mapping(agreement, indent=0)) + "\n"


def _write_mapping(values: Mapping[str, Value], *, indent: int) -> Iterator[str]:
    for key, value in values.items():
        yield from _write_key(key, value, indent=indent)


def _write_key(key: str, value: Value, *, indent: int) -> Iterator[str]:
    lead = f"{' ' * indent}{key}: "
    if isinstance(value, int):
        yield f"{lead}{value}"
    elif isinstance(value, str):
        yield from _write_text(lead, value, indent=indent)
    elif isinstance(value, Mapping):
        yield lead.rstrip()
        yield from _write_mapping(value, indent=indent + 2)
    else:
        yield from _write_list(lead, key, value, indent=indent)


def _write_text(lead: str, text: str, *, indent: int) -> Iterator[str]:
    """A text on its line, or folded where the line is too short for it."""
    written = quote(text)
    if len(lead) + len(written) <= _WIDTH or " " not in text:
        yield lead + written
        return
    yield f"{lead}>-"
    line = " " * (indent + 1)
    for word in text.split(" "):
        if len(line) + 1 + len(word) > _WIDTH:
            yield line
            line = " " * (indent + 1)
        line += f" {word}"
    yield line


def _write_list(lead: str, key: str, items: Sequence[Value], *, indent: int) -> Iterator[str]:
    """Words in brackets where they fit, a mapping of words likewise; the rest has lines of its own."""
    if all(isinstance(item, str | int) for item in items):
        written = f"{lead}[{', '.join(_write_word(item) for item in items)}]"
        if len(written) <= _WIDTH and (key != "fields" or len(items) <= 2):
            yield written
            return
    yield lead.rstrip()
    for item in items:
        yield from _write_item(item, indent=indent + 2, is_kept_in_lines=key in _KEPT_IN_LINES)


def _write_item(item: Value, *, indent: int, is_kept_in_lines: bool) -> Iterator[str]:
    lead = f"{' ' * indent}- "
    if not isinstance(item, Mapping):
        yield f"{lead}{item if isinstance(item, int) else quote(str(item))}"
        return
    is_of_words = len(item) > 1 and all(isinstance(value, str | int) for value in item.values())
    if is_of_words and not is_kept_in_lines:
        written = f"{lead}{{{', '.join(f'{key}: {_write_word(value)}' for key, value in item.items())}}}"
        if len(written) <= _WIDTH:
            yield written
            return
    lines = _write_mapping(item, indent=indent + 2)
    yield lead + next(lines).lstrip(" ")
    yield from lines


def _write_word(value: Value) -> str:
    return str(value) if isinstance(value, int) else quote(str(value), is_in_brackets=True)


@lru_cache(maxsize=20_000)
def quote(text: str, *, is_in_brackets: bool = False) -> str:
    """A text as it stands on a line: in quotes where some reader would take it for something else."""
    is_other = _DATE.match(text) or _NUMBER.match(text) or _UNSAFE.search(text)
    if is_other or (is_in_brackets and _UNSAFE_IN_BRACKETS.search(text)):
        return "'" + text.replace("'", "''") + "'"
    return text
