"""The YAML of nearly every file, read in one pass and without places: the quick way for files with no mistake in them.

What is read here is a small part of YAML, line by line: keys, lists, words, quoted texts, `{...}` and `[...]` on one
line, folded blocks (`>-`) and comments. All else is left to the composer, which knows the place of everything and has a
finding for what is wrong; a test holds the two against each other. So nothing is read here that YAML readers take
otherwise, and nothing that the composer would tell of.

Agreements are much alike, line by line: what a short line says is kept, for of 10,000 files three lines in four stand
in another file too.
"""

import re
from collections.abc import Iterable, Sequence

from coop.dataset.composer import Value
from coop.dataset.composer_rules import MAX_DEPTH, MAX_SCALAR
from coop.dataset.scalars import Refusal, resolve_plain
from coop.dataset.source_text import MAX_VALUES

_FIRST = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]"  # what a text without quotes begins with
_KEY = r"(?!(?:[nN]ull|NULL|[tT]rue|TRUE|[fF]alse|FALSE):)([A-Za-z_][A-Za-z0-9_-]{0,60}+):"
_SINGLE, _DOUBLE = r"'((?:[^'\r]++|'')++)'", r'"([^"\\\r]++)"'

# The lines of a block are one line here, with a carriage return (which no text has) for each end of a line.
_BLOCK = re.compile(r">-\n([ ]++)[^ \n][^\n]*+(?:\n\1[^ \n][^\n]*+)*+(?!\n++(?:\1|[ ]++\n))")
_LINE = re.compile(
    rf"([ ]*+)(-[ ])?+(?:{_KEY}(?=[ ]|\Z)[ ]*+)?+"
    rf"(?:({_FIRST}(?:[^\r:#]++|:(?=[^ ])|(?<! )\#)*+)|(?:{_SINGLE}|{_DOUBLE}|([\[{{][^\r#]*+))[ ]*+"
    r"|>-\r([ ]++)([^ \r].*+))?+"
    r"(?:(?<=[ ])\#[^\r]*+)?+"
    r"|[ ]*+\#[^\r]*+"
)
# A `:` or `?` inside a text without quotes is read otherwise within brackets, and not by all readers alike.
_ITEMS = re.compile(
    rf"(?:{_KEY}[ ]++)?+(?:({_FIRST}[^,\[\]{{}}\#:?\n]*+)|{_SINGLE}|{_DOUBLE}|(\[[^\[\]{{}}]++\]))"
    r"[ ]*+(?:,[ ]++|([\]}])[ ]*\Z)|(.)",
    re.DOTALL,
)
_PERHAPS_NO_TEXT = frozenset("+-.0123456789~nNtTfF")  # what a number, a truth or nothing begins with
_DEEPEST = MAX_DEPTH - 6  # two mappings or lists of a line, and two pairs of brackets, come on top
_SURELY_SMALL = min(MAX_SCALAR, MAX_VALUES)  # characters; every value takes at least two
_REPEATED = 64  # characters: longer lines are titles, addresses and sentences, which stand in one file
_MOST_LINES = 20_000  # that are kept: some 8 MB

_Line = tuple[int, bool, str, Value]
"""What one line says: its column (negative if it says nothing), whether it is an item of a list, its key, its value.

Without a key the word is empty; the value of a key is none where it stands in the lines below. A list or mapping is
copied for each document in which the line stands, so that each has its own.
"""


class _Unclean(Exception):  # noqa: N818 - it ends the reading, it is no error of the program
    """What stands here is left to the composer."""


class _Lines(dict[str, _Line]):
    """What lines say: one that was not seen before is read when it is asked for."""

    def __missing__(self, text: str) -> _Line:
        line = _read_line(text)
        if len(text) <= _REPEATED:
            if len(self) >= _MOST_LINES:
                self.clear()
            self[text] = line
        return line


_lines = _Lines()


def read_clean(text: str) -> dict[str, Value] | None:
    """The data of a simple text, if it is certain that the composer reads the same and has nothing to say.

    What is simple `is_simple` tells. `None` says nothing of the text, but that this is not certain.
    """
    if "\t" in text:
        return None
    lines = _BLOCK.sub(_join, text if text.endswith("\n") else f"{text}\n").split("\n")
    try:
        if len(text) > _SURELY_SMALL:
            _check_size(text, lines)
        return _read_lines(map(_lines.__getitem__, lines))
    except _Unclean:
        return None


def _join(block: re.Match[str]) -> str:
    return block[0].replace("\n", "\r")


# One function, for calls would cost as much again.
def _read_lines(lines: Iterable[_Line]) -> dict[str, Value]:  # noqa: C901
    """What the lines say, by the list or mapping that is open, its column `at`, and all that lies `around` it."""
    root: dict[str, Value] = {}
    mapping, items, is_list = root, list[Value](), False
    at, around, waiting = 0, list[tuple[int, dict[str, Value], list[Value], bool]](), ""
    for column, is_item, key, value in lines:
        if waiting or column != at or is_item is not is_list:
            if column < 0:
                continue
            if waiting:  # the value of this key begins here
                if column <= at or len(around) > _DEEPEST:
                    raise _Unclean
                around.append((at, mapping, items, is_list))
                inside: list[Value] | dict[str, Value] = [] if is_item else {}
                mapping[waiting] = inside
                if isinstance(inside, list):
                    items, is_list = inside, True
                else:
                    mapping, is_list = inside, False
                at, waiting = column, ""
            while at > column:
                at, mapping, items, is_list = around.pop()
            if at != column or is_item is not is_list:
                raise _Unclean
        if isinstance(value, list | dict):
            value = _copy(value)
        if is_item:
            if not key:
                items.append(value)
                continue
            around.append((at, mapping, items, True))
            at, mapping, is_list = at + 2, {}, False
            items.append(mapping)
        if key in mapping:
            raise _Unclean
        mapping[key] = value
        if value is None:
            waiting = key
    if waiting or not root:
        raise _Unclean
    return root


def _copy(value: Value) -> Value:
    if isinstance(value, list):
        return [_copy(each) for each in value]
    return {key: _copy(each) for key, each in value.items()} if isinstance(value, dict) else value


def _read_line(text: str) -> _Line:
    found = _LINE.fullmatch(text)
    if found is None:
        raise _Unclean
    indent, dash, key, plain, single, double, flow, inner, block = found.groups()
    column, value = len(indent or ""), None
    if plain:
        value = _read_plain(plain)
    elif flow:
        value = _read_flow(flow)
    elif single or double:
        value = _read_quoted(single, double)
    elif block:
        if len(inner) <= (column + 2 if dash and key else column):
            raise _Unclean
        value = block.replace(f"\r{inner}", " ")
    elif not key and not dash:
        return -1, False, "", None  # a comment, or nothing
    if not key and (value is None or not dash):
        raise _Unclean
    return column, dash is not None, key or "", value


def _read_plain(text: str) -> Value:
    text = text.rstrip(" ")
    if text[0] not in _PERHAPS_NO_TEXT:
        return text
    value = resolve_plain(text)
    if value is None or isinstance(value, Refusal):
        raise _Unclean
    return value


def _read_quoted(single: str | None, double: str) -> str:
    return single.replace("''", "'") if single else double


def _read_flow(text: str) -> list[Value] | dict[str, Value]:
    """A list or mapping in brackets."""
    items: list[tuple[str, str, str, str, str, str, str]] = _ITEMS.findall(text, 1)
    mapping: dict[str, Value] = {}
    values: list[Value] = []
    for key, plain, single, double, inner, _, other in items:
        if other or key in mapping:
            raise _Unclean
        value: Value = _read_plain(plain) if plain else _read_flow(inner) if inner else _read_quoted(single, double)
        if key:
            mapping[key] = value
        else:
            values.append(value)
    end = items[-1][5] if items else ""
    if text[0] + end == "{}" and not values:
        return mapping
    if text[0] + end == "[]" and not mapping:
        return values
    raise _Unclean


def _check_size(text: str, lines: Sequence[str]) -> None:
    """Whether a long text holds fewer values than are allowed, and no long one."""
    in_brackets = text.count(",") + 2 * (text.count("[") + text.count("{"))  # each pair is a value, and has a first
    if 4 * len(lines) + in_brackets > MAX_VALUES or any(len(line) > MAX_SCALAR for line in lines):
        raise _Unclean
