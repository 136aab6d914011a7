"""The text of a document as a tree of whole lines: every key and list item with the comments above it.

The tree is what an edit of the text needs: a block of lines can be taken out, moved or put in, and whatever is not
touched stays as it was typed, comments and layout included. Comments and blank lines belong to what stands below them.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from coop.dataset.composer import Place, Value
from coop.dataset.document import Document
from coop.dataset.identity import Address, Identity, identify_items

Name = str | Identity
Lines = tuple[str, ...]

_DASH = re.compile(r" *- +")
_SPACE = re.compile(r" *")
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#")


class Layout(StrEnum):
    """How a value is written."""

    MAPPING = "mapping"  # keys below each other
    LIST = "list"  # items below each other, each known by what tells it apart
    FLOW = "flow"  # in brackets or braces
    WHOLE = "whole"  # a plain value, or one that cannot be taken apart by lines


@dataclass(frozen=True, slots=True)
class Flow:
    """A value in brackets: what stands before and behind it on its lines, and the parts inside as they are written."""

    before: str
    behind: str
    parts: Mapping[Name, str]
    values: Mapping[Name, Value]
    is_list: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A key or list item: the lines above it that belong to it (`lead`), and its own (`head` and `children`).

    Of a value that is taken apart, `head` are the lines before the first child (none of a list item), `column` is
    where its children begin; of any other, `head` is all of it. The dash of an item that is taken apart is left out of
    the first child and stands at `dash`.
    """

    data: Value
    layout: Layout
    lead: Lines
    head: Lines
    children: Mapping[Name, "Block"] = field(default_factory=dict)
    column: int = 0
    dash: int | None = None
    flow: Flow | None = None
    comments: Lines = ()

    @property
    def lines(self) -> Lines:
        """Every line of it, those above included."""
        return (*self.lead, *self.body)

    @property
    def body(self) -> Lines:
        """Every line of it but those above."""
        inside = tuple(line for child in self.children.values() for line in child.lines)
        return (*self.head, *(inside if self.dash is None else put_dash(inside, self.dash)))


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole file: its first lines, its keys, and what stands behind the last of them."""

    root: Block
    tail: Lines
    comments: Lines


def build_outline(document: Document) -> Outline | None:
    """The document as a tree of lines; nothing where its keys do not stand below each other."""
    lines = tuple(document.text.removesuffix("\n").split("\n"))
    building = _Building(document, lines, _find_comments(document, lines))
    root = building.take_apart((), (), Layout.MAPPING, first=0)
    if root is None:
        return None
    last = building.end_of(())
    return Outline(root, lines[last:], tuple(building.comments.values()))


def put_dash(lines: Lines, column: int) -> Lines:
    """The lines of a list item with its dash in the first that is neither blank nor a comment."""
    first = next(i for i, line in enumerate(lines) if not is_aside(line))
    line = lines[first]
    return (*lines[:first], f"{line[:column]}-{line[column + 1 :]}", *lines[first + 1 :])


def is_aside(line: str) -> bool:
    """Whether a line between two keys is blank or a comment."""
    stripped = line.strip()
    return not stripped or stripped.startswith("#")


@dataclass(frozen=True, slots=True)
class _Building:
    document: Document
    lines: Lines
    comments: Mapping[int, str]

    def build(self, place: Place, address: Address, lead: Lines, first: int) -> Block:
        """The key or item at a place, whose own lines begin with `first`."""
        value, last = self.document.value(place), self.end_of(place)
        comments = tuple(self.comments[line] for line in range(first - len(lead), last) if line in self.comments)
        layout = self._layout_of(place, value)
        if layout in (Layout.MAPPING, Layout.LIST):
            block = self.take_apart(place, address, layout, first=first)
            if block is not None:
                return Block(
                    block.data, layout, lead, block.head, block.children, block.column, block.dash, None, comments
                )
        flow = self._build_flow(place, address, first, last) if layout is Layout.FLOW else None
        kept = Layout.FLOW if flow is not None else Layout.WHOLE
        column = len(_SPACE.match(self.lines[first])[0])  # type: ignore[index]  # it matches anything
        return Block(value, kept, lead, self.lines[first:last], {}, column, None, flow, comments)

    def take_apart(self, place: Place, address: Address, layout: Layout, *, first: int) -> Block | None:
        """The value at a place by its keys or items; nothing where these do not stand below each other."""
        value = self.document.value(place)
        names = self._name_children(value, address)
        if not names:
            return None
        is_item = bool(place) and isinstance(place[-1], int)
        children: dict[Name, Block] = {}
        columns = set()
        end = first if is_item or not place else first + 1
        for position, (name, step) in enumerate(names):
            child: Place = (*place, step)
            begin, column = self._start_of(child, is_first_of_item=is_item and position == 0)
            if column is None or begin < end:
                return None
            head = end
            if position == 0 and not place:  # what stands above the first key belongs to the file
                head = begin
            lead = self.lines[head:begin]
            if not all(map(is_aside, lead)):
                return None
            children[name] = self.build(child, (*address, name), lead, begin)
            columns.add(column)
            end = self.end_of(child)
        if len(columns) != 1:
            return None
        column = columns.pop()
        head_lines = () if is_item else self.lines[first : first + 1]
        if not place:
            head_lines = self.lines[: self._start_of((names[0][1],), is_first_of_item=False)[0]]
        if not is_item:
            return Block(value, layout, (), head_lines, children, column)
        dash = self.lines[first].index("-")
        return Block(value, layout, (), (), self._without_dash(children, dash), column, dash)

    def _without_dash(self, children: dict[Name, Block], dash: int) -> dict[Name, Block]:
        """The keys of an item, the first of them as if it stood on a line of its own."""
        name, first = next(iter(children.items()))
        line = f"{first.head[0][:dash]} {first.head[0][dash + 1 :]}"
        flow = first.flow
        if flow is not None:
            flow = Flow(f"{flow.before[:dash]} {flow.before[dash + 1 :]}", flow.behind, flow.parts, flow.values,
                        flow.is_list)  # fmt: skip
        plain = Block(first.data, first.layout, first.lead, (line, *first.head[1:]), first.children, first.column,
                      first.dash, flow, first.comments)  # fmt: skip
        return {**children, name: plain}

    def _name_children(self, value: Value, address: Address) -> list[tuple[Name, str | int]]:
        if isinstance(value, dict):
            return [(key, key) for key in value]
        identities = identify_items(value, address) if isinstance(value, list) else None
        return [(identity, i) for i, identity in enumerate(identities or ())]

    def _start_of(self, place: Place, *, is_first_of_item: bool) -> tuple[int, int | None]:
        """The line on which a key or item begins and the column of the key or the dash; none where it stands amid."""
        is_item = isinstance(place[-1], int)
        span = self.document.span(*place) if is_item else self.document.key_span(*place)
        before = self.lines[span.line - 1][: span.column - 1]
        if is_item or is_first_of_item:
            found = _DASH.fullmatch(before)
            return span.line - 1, None if found is None else before.index("-") if is_item else len(before)
        return span.line - 1, len(before) if _SPACE.fullmatch(before) else None

    def end_of(self, place: Place) -> int:
        """The number of the line behind the last one of the value at a place."""
        value = self.document.value(place)
        if isinstance(value, dict | list) and value and self._layout_of(place, value) is not Layout.FLOW:
            return max(
                self.end_of((*place, step)) for step in (value if isinstance(value, dict) else range(len(value)))
            )
        span = self.document.span(*place)
        end = span.end_line if span.end_column > 1 else span.end_line - 1
        return max(end, span.line, self.document.key_span(*place).line if place else 0)

    def _layout_of(self, place: Place, value: Value) -> Layout:
        if not isinstance(value, dict | list):
            return Layout.WHOLE
        span = self.document.span(*place)
        if self.lines[span.line - 1][span.column - 1 : span.column] in ("[", "{"):
            return Layout.FLOW
        return Layout.MAPPING if isinstance(value, dict) else Layout.LIST

    def _build_flow(self, place: Place, address: Address, first: int, last: int) -> Flow | None:
        """The parts of a value in brackets; nothing where there is a comment or a second line inside a part."""
        value, span = self.document.value(place), self.document.span(*place)
        if any(first <= line < span.end_line - 1 for line in self.comments) or span.line - 1 != first:
            return None
        parts: dict[Name, str] = {}
        values: dict[Name, Value] = {}
        for name, step in self._name_children(value, address):
            inner = self.document.span(*place, step)
            if inner.line != inner.end_line:
                return None
            parts[name] = self.lines[inner.line - 1][inner.column - 1 : inner.end_column - 1]
            values[name] = self.document.value((*place, step))
        if not parts:
            return None
        before, behind = self.lines[first][: span.column - 1], self.lines[last - 1][span.end_column - 1 :]
        return Flow(before, behind, parts, values, isinstance(value, list))


def _find_comments(document: Document, lines: Lines) -> dict[int, str]:
    """Every comment by the number of its line: what begins with `#` outside of all texts.

    In the line that opens a block (`>-  # so`) a comment may stand.
    """
    covered: dict[int, list[tuple[int, int]]] = {}
    texts = [span for place, span in document.values.items() if not isinstance(document.value(place), dict | list)]
    for span in (*texts, *document.keys.values()):
        is_block = lines[span.line - 1][span.column - 1 : span.column] in ("|", ">")
        for number in range(span.line if is_block else span.line - 1, span.end_line):
            start = span.column - 1 if number == span.line - 1 else 0
            end = (
                span.end_column - 1 if number == span.end_line - 1 else len(lines[number]) if number < len(lines) else 0
            )
            covered.setdefault(number, []).append((start, end))
    texts_of = {number: sorted(stretches) for number, stretches in covered.items()}
    found: dict[int, str] = {}
    for number, line in enumerate(lines):
        for sign in _COMMENT.finditer(line):
            if not _lies_in(sign.start(), texts_of.get(number, ())):
                found[number] = line[sign.start() :].rstrip()
                break
    return found


def _lies_in(column: int, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether a column lies in one of the stretches, which are in order and apart."""
    position = bisect_right(stretches, column, key=lambda each: each[0])
    return bool(position) and column < stretches[position - 1][1]
