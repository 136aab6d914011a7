"""The YAML of nearly every file, read in one pass and without places: the quick way for files with no mistake in them.

What is read here is a small part of YAML, line by line: keys, lists, words, quoted texts, `{...}` and `[...]` on one
line, folded blocks (`>-`) and comments. All else is left to the composer, which knows the place of everything and has a
finding for what is wrong; a test holds the two against each other. So nothing is read here that YAML readers take
otherwise, and nothing that the composer would tell of.
"""

import re
from collections.abc import Iterable, Sequence

from coop.dataset.composer import Value
from coop.dataset.composer_rules import MAX_DEPTH, MAX_SCALAR
from coop.dataset.scalars import Refusal, resolve_plain
from coop.dataset.source_text import MAX_VALUES
from coop.language.form import is_plainly_in_form

_FIRST = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]"  # what a text without quotes begins with
_KEY = r"(?!(?:[nN]ull|NULL|[tT]rue|TRUE|[fF]alse|FALSE):)([A-Za-z_][A-Za-z0-9_-]{0,60}+):"
_SINGLE, _DOUBLE = r"'((?:[^'\n]++|'')++)'", r'"([^"\\\n]++)"'

# Each line is one match; what is no such line ends in the last group, so that nothing is passed over.
_LINES = re.compile(
    rf"([ ]*+)(-[ ])?+(?:{_KEY}(?=[ \n])[ ]*+)?+"
    rf"(?:({_FIRST}(?:[^\n:#]++|:(?=[^ \n])|(?<! )\#)*+)|(?:{_SINGLE}|{_DOUBLE}|([\[{{][^\n#]*+))[ ]*+"
    r"|>-\n([ ]++)([^ \n][^\n]*+(?:\n\8[^ \n][^\n]*+)*+)(?!\n++(?:\8|[ ]++\n)))?+"
    r"(?:(?<=[ ])\#[^\n]*+)?+\n"
    r"|[ ]*+\#[^\n]*+\n"
    r"|(.)",
    re.DOTALL,
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

_Line = tuple[str, str, str, str, str, str, str, str, str, str]
_Box = list[Value] | dict[str, Value]


class _Unclean(Exception):  # noqa: N818 - it ends the reading, it is no error of the program
    """What stands here is left to the composer."""


def read_clean(text: str) -> dict[str, Value] | None:
    """The data of a file's text, if it is certain that the composer reads the same and has nothing to say.

    `None` says nothing of the text, but that this is not certain.
    """
    if "\t" in text or "\r" in text or not is_plainly_in_form(text):
        return None
    lines: list[_Line] = _LINES.findall(text if text.endswith("\n") else f"{text}\n")
    try:
        if len(text) > _SURELY_SMALL:
            _check_size(text, lines)
        return _read_lines(lines)
    except _Unclean:
        return None


# One function, for calls would cost as much again.
def _read_lines(lines: Iterable[_Line]) -> dict[str, Value]:  # noqa: C901
    """What the lines say: `box` is the list or mapping that is open, `at` its column, `around` what it lies in."""
    root: dict[str, Value] = {}
    box: _Box = root
    at, around, waiting = 0, list[tuple[int, _Box]](), ""  # `waiting` is a key without a value yet
    for indent, dash, key, plain, single, double, flow, inner, block, other in lines:
        if not key and not dash:
            if plain or single or double or flow or block or other:
                raise _Unclean
            continue  # a comment, or nothing
        column = len(indent)
        if waiting:
            inside: _Box = [] if dash else {}
            if column <= at or len(around) > _DEEPEST or not isinstance(box, dict):
                raise _Unclean
            around.append((at, box))
            box[waiting] = inside
            at, box, waiting = column, inside, ""
        while at > column:
            at, box = around.pop()
        if at != column or isinstance(box, list) != bool(dash):
            raise _Unclean
        if dash and key and isinstance(box, list):
            around.append((at, box))
            item: dict[str, Value] = {}
            box.append(item)
            at, box = at + 2, item
        value: Value = None
        if plain:
            value = plain.rstrip(" ")
            if value[0] in _PERHAPS_NO_TEXT:
                value = _resolve(value)
        elif flow:
            value = _read_flow(flow)
        elif block and len(inner) > at:
            value = block.replace(f"\n{inner}", " ")
        elif single or double:
            value = single.replace("''", "'") or double
        elif block or not key:
            raise _Unclean
        if isinstance(box, list):
            box.append(value)
        elif key in box:
            raise _Unclean
        else:
            box[key] = value
            waiting = key if value is None else ""
    if waiting or not root:
        raise _Unclean
    return root


def _resolve(text: str) -> Value:
    value = resolve_plain(text)
    if value is None or isinstance(value, Refusal):
        raise _Unclean
    return value


def _read_flow(text: str) -> _Box:
    """A list or mapping in brackets."""
    items: list[tuple[str, str, str, str, str, str, str]] = _ITEMS.findall(text, 1)
    mapping: dict[str, Value] = {}
    values: list[Value] = []
    for key, plain, single, double, inner, _, other in items:
        if other or key in mapping:
            raise _Unclean
        value: Value
        if plain:
            value = plain.rstrip(" ")
            if value[0] in _PERHAPS_NO_TEXT:
                value = _resolve(value)
        elif inner:
            value = _read_flow(inner)
        else:
            value = single.replace("''", "'") or double
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


def _check_size(text: str, lines: Sequence[_Line]) -> None:
    """Whether a long text holds fewer values than are allowed, and no long one."""
    in_brackets = text.count(",") + 2 * (text.count("[") + text.count("{"))  # each pair is a value, and has a first
    if 4 * len(lines) + in_brackets > MAX_VALUES or any(len(part) > MAX_SCALAR for line in lines for part in line):
        raise _Unclean
