"""Parser events to plain data with the place of every key and value.

The data is composed from events, not by the parser's own composer: a hostile nesting is refused before anything is
built, and tags, anchors and aliases never mean anything. libyaml counts columns in characters.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coop.dataset.scalars import Refusal, resolve_plain, shorten
from coop.dataset.source_text import CONTROL_CHARACTER, find_control_character
from coop.diagnostic import Diagnostic, Rule, Severity, Span

if TYPE_CHECKING:
    from yaml.events import Event

MAX_DEPTH = 20  # an agreement nests five deep

_STANDARD_TAGS = "tag:yaml.org,2002:"
_DIGITS = re.compile(r"[0-9]{3}\Z")

Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]
Place = tuple[str | int, ...]

DUPLICATE_KEY = Rule(
    "P202",
    "duplicate-key",
    Severity.ERROR,
    "A mapping has each key once, quoted or not: of two, most readers keep the last without a word.",
)
SEVERAL_DOCUMENTS = Rule(
    "P204",
    "several-documents",
    Severity.ERROR,
    "A file holds one YAML document.",
)
ANCHOR = Rule(
    "P205",
    "anchor-or-alias",
    Severity.ERROR,
    "Values are written out: anchors, aliases and merge keys are refused, for they hide what a file says "
    "and can expand without end.",
)
TAG = Rule(
    "P206",
    "tag",
    Severity.ERROR,
    "Tags (`!!python/object`, `!!str`) are refused: values are plain text and numbers.",
)
TOO_DEEP = Rule(
    "P207",
    "too-deep",
    Severity.ERROR,
    f"Lists and mappings nest at most {MAX_DEPTH} deep.",
)
KEY_NOT_TEXT = Rule(
    "P208",
    "key-not-text",
    Severity.ERROR,
    "A key is a word, never a list, a mapping, a number or nothing.",
)
EMPTY_VALUE = Rule(
    "P209",
    "empty-value",
    Severity.ERROR,
    "A key without a value is left out: an empty value says neither that nothing is known nor that there is nothing.",
)

RULES = (DUPLICATE_KEY, SEVERAL_DOCUMENTS, ANCHOR, TAG, TOO_DEEP, KEY_NOT_TEXT, EMPTY_VALUE)


class ComposingStopped(Exception):  # noqa: N818 - it ends the composing, it is no error of the program
    """What was read cannot be trusted from here on; `diagnostic` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(slots=True)
class _Frame:
    """An open list or mapping: where it is, what it holds, and the key that waits for its value."""

    path: Place
    container: list[Value] | dict[str, Value]
    start: Span
    key: str | None = None
    is_key_due: bool = True


@dataclass(slots=True)
class Composer:
    """Builds data and places from the events of one document; what is wrong on the way is in `diagnostics`.

    `end` is the place behind the text's last character.
    """

    path: str
    end: tuple[int, int]
    diagnostics: list[Diagnostic] = field(default_factory=list)
    values: dict[Place, Span] = field(default_factory=dict)
    keys: dict[Place, Span] = field(default_factory=dict)
    root: Value = None
    has_root: bool = False
    frames: list[_Frame] = field(default_factory=list)

    def compose(self, events: "Iterator[Event]") -> None:
        """Read all events; raises `ComposingStopped` where the rest cannot be trusted."""
        from yaml import events as kinds

        for event in events:
            if isinstance(event, kinds.ScalarEvent):
                self._check_plainness(event)
                self._scalar(event)
            elif isinstance(event, kinds.SequenceStartEvent | kinds.MappingStartEvent):
                self._check_plainness(event)
                self._open([] if isinstance(event, kinds.SequenceStartEvent) else {}, self._span(event))
            elif isinstance(event, kinds.CollectionEndEvent):
                self._close(self._span(event))
            elif isinstance(event, kinds.AliasEvent):
                self._stop(
                    event, ANCHOR, f"the alias *{shorten(event.anchor or '')} is refused, expected the value itself"
                )
            elif isinstance(event, kinds.DocumentStartEvent) and self.has_root:
                self._stop(event, SEVERAL_DOCUMENTS, "a second document begins, expected one")

    def _stop(self, event: "Event", rule: Rule, message: str, hint: str | None = None) -> None:
        raise ComposingStopped(Diagnostic(self.path, self._span(event), rule, message, hint))

    def _check_plainness(self, event: "Event") -> None:
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            self._stop(
                event, ANCHOR, f"the anchor &{shorten(anchor)} is refused", "write the value out where it is meant"
            )
        tag = getattr(event, "tag", None)
        if tag is not None:
            written = "!!" + tag.removeprefix(_STANDARD_TAGS) if tag.startswith(_STANDARD_TAGS) else tag
            self._stop(event, TAG, f"the tag {shorten(written)} is refused", "write the plain value")

    def _open(self, container: list[Value] | dict[str, Value], span: Span) -> None:
        path = self._place(container, span)
        if len(self.frames) >= MAX_DEPTH:
            raise ComposingStopped(
                Diagnostic(self.path, span, TOO_DEEP, f"nested deeper than expected, at most {MAX_DEPTH}")
            )
        self.frames.append(_Frame(path, container, span))

    def _close(self, span: Span) -> None:
        frame = self.frames.pop()
        self.values[frame.path] = Span(frame.start.line, frame.start.column, span.end_line, span.end_column)

    def _scalar(self, event: "Event") -> None:
        span = self._span(event)
        text: str = event.value  # type: ignore[attr-defined] # a scalar event has one
        control = find_control_character(text)
        if control is not None:  # only an escape in double quotes can bring one in
            self.diagnostics.append(Diagnostic(self.path, span, CONTROL_CHARACTER, control[1]))
        frame = self.frames[-1] if self.frames else None
        if frame is not None and isinstance(frame.container, dict) and frame.is_key_due:
            self._key(frame, text, span, is_plain=not event.style)  # type: ignore[attr-defined]
            return
        value: Value = text
        if not event.style:  # type: ignore[attr-defined] # None where the parser is pure Python, '' from libyaml
            resolved = resolve_plain(text)
            if isinstance(resolved, Refusal):
                self.diagnostics.append(Diagnostic(self.path, span, resolved.rule, resolved.message, resolved.hint))
            else:
                value = resolved
        self._place(value, span)
        if value is None and frame is not None:
            message = "the value is empty, expected one"
            where = self.keys.get((*frame.path, frame.key or ""), span) if frame.key else span
            self.diagnostics.append(
                Diagnostic(self.path, where, EMPTY_VALUE, message, "leave the key out where nothing is known")
            )

    def _key(self, frame: _Frame, text: str, span: Span, *, is_plain: bool) -> None:
        container = frame.container
        assert isinstance(container, dict)
        if is_plain and text == "<<":
            raise ComposingStopped(
                Diagnostic(self.path, span, ANCHOR, "the merge key << is refused", "write the keys out")
            )
        if is_plain and not isinstance(resolve_plain(text), str):
            message = f"the key {shorten(text) or '(empty)'} is not a word"
            raise ComposingStopped(Diagnostic(self.path, span, KEY_NOT_TEXT, message, self._hint_at_comma(frame, text)))
        if text in container:
            first = self.keys[(*frame.path, text)]
            message = f"the key '{shorten(text)}' stands twice in one mapping"
            hint = f"it stands first in line {first.line}"
            self.diagnostics.append(Diagnostic(self.path, span, DUPLICATE_KEY, message, hint))
        else:
            self.keys[(*frame.path, text)] = span
        frame.key, frame.is_key_due = text, False

    def _hint_at_comma(self, frame: _Frame, text: str) -> str | None:
        """`{amount: 45,500}` is an amount of 45 and a key 500: say what to write in their place."""
        before = frame.container.get(frame.key) if isinstance(frame.container, dict) and frame.key else None
        if not (_DIGITS.match(text) and isinstance(before, int) and 0 < before < 1000):
            return None
        return f"inside {{…}} a comma ends a value: write {before}{text}, not {before},{text}"

    def _place(self, value: Value, span: Span) -> Place:
        """Put a value where it is due, note its place, and say its path."""
        if not self.frames:
            self.root, self.has_root = value, True
            self.values[()] = span
            return ()
        frame = self.frames[-1]
        if isinstance(frame.container, list):
            path: Place = (*frame.path, len(frame.container))
            frame.container.append(value)
        elif frame.is_key_due or frame.key is None:
            message = "a list or mapping as a key, expected a word"
            raise ComposingStopped(Diagnostic(self.path, span, KEY_NOT_TEXT, message))
        else:
            path = (*frame.path, frame.key)
            frame.container[frame.key] = value
            frame.is_key_due = True
        self.values[path] = span
        return path

    def _span(self, event: "Event") -> Span:
        start, end = event.start_mark, event.end_mark
        assert start is not None
        assert end is not None  # libyaml marks every event
        first = min((start.line + 1, start.column + 1), self.end)
        last = min((end.line + 1, end.column + 1), self.end)
        return Span(*first, *last)


def find_end(text: str) -> tuple[int, int]:
    """The line and column behind the last character; libyaml ends every text with a line of its own."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")
