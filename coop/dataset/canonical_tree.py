"""A file as a tree with the remarks that belong to each part of it: what the canonical form is written from."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coop.dataset.composer import Place, Value
from coop.dataset.document import Document
from coop.dataset.scalars import resolve_plain


@dataclass(frozen=True, slots=True)
class Text:
    """A value that is text for every reader."""

    text: str


@dataclass(frozen=True, slots=True)
class Word:
    """A value that is no text, or none that may stay as it is: a number, `true`, `null`; it is written as it is."""

    written: str


@dataclass(slots=True)
class Branch:
    """A key with its value, or an item of a list, where `key` is `None`.

    `above` are the comments before it, each a line, an empty one for blank lines; `beside` is the one behind it.
    """

    key: str | None
    value: "Text | Word | Tree"
    above: list[str] = field(default_factory=list)
    beside: str | None = None

    def add_beside(self, comment: str) -> None:
        """Put a comment behind it; where one stands already, above."""
        if self.beside is None:
            self.beside = comment
        else:
            self.above.append(comment)


@dataclass(slots=True)
class Tree:
    """A mapping or a list; `below` are the comments behind its last branch."""

    is_list: bool
    branches: list[Branch] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


@dataclass(slots=True)
class File:
    """A whole file: its tree, and the comments that belong to neither its first part nor its last."""

    tree: Tree
    head: list[str] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)


def build_tree(data: Value) -> "Text | Word | Tree":
    """Plain data as a tree."""
    if isinstance(data, Mapping):
        return Tree(is_list=False, branches=[Branch(key, build_tree(value)) for key, value in data.items()])
    if isinstance(data, Sequence) and not isinstance(data, str):
        return Tree(is_list=True, branches=[Branch(None, build_tree(value)) for value in data])
    return Text(data) if isinstance(data, str) else Word(_write_word(data))


def _write_word(value: int | float | None) -> str:
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else repr(value)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a list or mapping stands, from and to; `around` is the number of the one that it stands in, or -1."""

    start: int
    end: int
    tree: Tree
    is_bracketed: bool
    around: int


@dataclass(slots=True)
class Located:
    """A tree and where its parts stand in the text that it was read from, as offsets.

    `starts` are the beginnings of branches, and of values that begin elsewhere than their key; `ends` those of values
    that end by themselves: scalars and what stands in brackets. Each is in order; of those at one offset, the first is
    the outermost. `stretches` are the lists and mappings in the order in which they begin, the outer before the inner;
    `scalars` are the keys and scalars; `values` where a value begins that has a key.
    """

    tree: Tree
    starts: list[tuple[int, Branch]] = field(default_factory=list)
    ends: list[tuple[int, Branch]] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    scalars: list[tuple[int, int]] = field(default_factory=list)
    values: set[int] = field(default_factory=set)


def locate_tree(document: Document, line_starts: Sequence[int]) -> Located:
    """The tree of a document, and where its parts stand; `line_starts` are the offsets of the lines of its text."""
    locating = _Locating(document, line_starts)
    tree = locating.read(document.data, ())
    assert isinstance(tree, Tree)
    located = locating.located
    located.tree = tree
    located.starts.sort(key=lambda each: each[0])
    located.ends.sort(key=lambda each: each[0])
    located.scalars.sort()
    return located


@dataclass(slots=True)
class _Locating:
    """Reads a document into a tree and notes the places on the way."""

    document: Document
    line_starts: Sequence[int]
    located: Located = field(default_factory=lambda: Located(Tree(is_list=False)))
    around: int = -1

    def read(self, value: Value, place: Place) -> "Text | Word | Tree":
        """The value at a place."""
        if isinstance(value, dict):
            return self._read_tree([(key, each) for key, each in value.items()], place, Tree(is_list=False))
        if isinstance(value, list):
            return self._read_tree(list(enumerate(value)), place, Tree(is_list=True))
        start, end = self._offsets(place)
        written = self.document.text[start:end]
        self.located.scalars.append((start, end))
        if isinstance(value, str) and (written[:1] in ("'", '"', "|", ">") or isinstance(resolve_plain(value), str)):
            return Text(value)
        return Word(value) if isinstance(value, str) else Word(_write_word(value))

    def _read_tree(self, parts: Sequence[tuple[str | int, Value]], place: Place, tree: Tree) -> Tree:
        located = self.located
        start, end = self._offsets(place)
        is_bracketed = self.document.text[start : start + 1] in ("[", "{")
        located.stretches.append(Stretch(start, end, tree, is_bracketed, self.around))
        outer, self.around = self.around, len(located.stretches) - 1
        for part, value in parts:
            inner = (*place, part)
            value_start, value_end = self._offsets(inner)
            key = self.document.keys.get(inner)
            branch = Branch(part if isinstance(part, str) else None, Word(""))
            if key is not None:
                key_start = self.line_starts[key.line - 1] + key.column - 1
                located.scalars.append((key_start, self.line_starts[key.end_line - 1] + key.end_column - 1))
                located.starts.append((key_start, branch))
            else:
                located.starts.append((value_start, branch))
            tree.branches.append(branch)
            self._note_value(value, value_start, value_end, branch)
            branch.value = self.read(value, inner)
        self.around = outer
        return tree

    def _note_value(self, value: Value, start: int, end: int, branch: Branch) -> None:
        """The value of a branch: it ends by itself unless it is a block of lines, whose first line begins another."""
        is_tree = isinstance(value, dict | list)
        if is_tree and self.document.text[start : start + 1] not in ("[", "{"):
            return
        if branch.key is not None:
            self.located.starts.append((start, branch))
            self.located.values.add(start)
        self.located.ends.append((end, branch))

    def _offsets(self, place: Place) -> tuple[int, int]:
        span = self.document.values[place]
        start = self.line_starts[span.line - 1] + span.column - 1
        end = self.line_starts[span.end_line - 1] + span.end_column - 1
        written = self.document.text[start:end]
        if _KEEPS_BLANK_LINES.match(written):
            end = start + len(written.rstrip(" ").removesuffix("\n"))
        elif written[:1] in ("|", ">"):
            # Such a block ends on the line behind it, and the blank lines there belong to nobody.
            end = start + len(written.rstrip())
        return start, end


_KEEPS_BLANK_LINES = re.compile(r"[|>][1-9]?\+")
