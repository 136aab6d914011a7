"""Parser events to plain data with the place of every key and value.

The data is composed from events, not by the parser's own composer: a hostile nesting is refused before anything is
built, and tags, anchors and aliases never mean anything. libyaml counts columns in characters.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from coop.bilingual import Bilingual
from coop.dataset.composer_rules import (
    ANCHOR,
    DIRECTIVE,
    DUPLICATE_KEY,
    EMPTY_VALUE,
    KEY_NOT_TEXT,
    LONG_SCALAR,
    MAX_DEPTH,
    MAX_SCALAR,
    RULES,
    SEVERAL_DOCUMENTS,
    TAG,
    TOO_DEEP,
)
from coop.dataset.scalars import Refusal, resolve_plain, shorten
from coop.dataset.source_text import CONTROL_CHARACTER, MAX_VALUES, TOO_LARGE, find_control_character
from coop.diagnostic import Diagnostic, RollUp, Rule, Span
from coop.language.quantity import group_digits

if TYPE_CHECKING:
    from yaml.events import AliasEvent, Event, ScalarEvent

__all__ = ["RULES", "Composer", "ComposingStopped", "Place", "Value", "find_end"]

_STANDARD_TAGS = "tag:yaml.org,2002:"
_DIGITS = r"[0-9]{3}\Z"

Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]
Place = tuple[str | int, ...]

_SECOND_DOCUMENT = Bilingual(
    "a second document begins, expected one", "bắt đầu tài liệu thứ hai, mỗi tệp chỉ có một tài liệu"
)
_TOO_DEEP = Bilingual(
    f"nested deeper than expected, at most {MAX_DEPTH}", f"lồng nhau quá sâu, cần nhiều nhất {MAX_DEPTH} tầng"
)
_TOO_MANY_VALUES = Bilingual(
    "the file holds more than {limit} values, expected less: a file holds one agreement or vocabulary",
    "tệp chứa hơn {limit} giá trị, cần ít hơn: mỗi tệp chỉ chứa một thỏa thuận hoặc một bảng từ vựng",
).fill(limit=group_digits(MAX_VALUES))
_LIST_AS_KEY = Bilingual("a list or mapping as a key, expected a word", "khóa là danh sách hoặc nhóm khóa, cần một từ")
_WRITE_OUT = Bilingual("write the value out where it is meant", "viết đầy đủ giá trị ở chỗ cần dùng")
_WRITE_PLAIN = Bilingual("write the plain value", "chỉ viết giá trị")
_MERGE_KEY = (
    Bilingual("the merge key << is refused", "không dùng khóa gộp <<"),
    Bilingual("write the keys out", "viết đầy đủ các khóa"),
)
_EMPTY = (
    Bilingual("the value is empty, expected one", "giá trị để trống, cần có giá trị"),
    Bilingual("leave the key out where nothing is known", "không biết thì bỏ hẳn khóa"),
)
_LEAVE_ITEM_OUT = Bilingual("leave the item out of the list", "bỏ hẳn mục này khỏi danh sách")
_KEY, _VALUE = Bilingual("the key", "khóa"), Bilingual("the value", "giá trị")


class ComposingStopped(Exception):  # noqa: N818 - it ends the composing, it is no error of the program
    """What was read cannot be trusted from here on; `diagnostic` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message.en)
        self.diagnostic = diagnostic


@dataclass(slots=True)
class _Frame:
    """An open list or mapping: where it is, what it holds, and the key that waits for its value."""

    path: Place
    container: list[Value] | dict[str, Value]
    start: Span
    key: str | None = None
    is_key_due: bool = True

    @property
    def awaits_key(self) -> bool:
        """Whether this is a mapping, and what comes next is a key."""
        return self.is_key_due and isinstance(self.container, dict)


@dataclass(slots=True)
class Composer:
    """Builds data and places from the events of one document; what is wrong on the way is in `diagnostics`.

    `end` is the place behind the text's last character.
    """

    path: str
    end: tuple[int, int]
    diagnostics: RollUp = field(default_factory=RollUp)
    values: dict[Place, Span] = field(default_factory=dict)
    keys: dict[Place, Span] = field(default_factory=dict)
    root: Value = None
    has_root: bool = False
    frames: list[_Frame] = field(default_factory=list)
    count: int = 0

    def compose(self, events: "Iterator[Event]") -> None:
        """Read all events; raises `ComposingStopped` where the rest cannot be trusted."""
        from yaml import events as kinds

        for event in events:
            if isinstance(event, kinds.ScalarEvent):
                self._check_length(event)
                self._check_plainness(event)
                self._scalar(event)
            elif isinstance(event, kinds.SequenceStartEvent | kinds.MappingStartEvent):
                self._check_plainness(event)
                self._open([] if isinstance(event, kinds.SequenceStartEvent) else {}, self._span(event))
            elif isinstance(event, kinds.CollectionEndEvent):
                self._close(self._span(event))
            elif isinstance(event, kinds.AliasEvent):
                self._refuse_alias(event)
            elif isinstance(event, kinds.DocumentStartEvent) and (event.version or event.tags):
                self._stop_at_directive(self._span(event))
            elif isinstance(event, kinds.DocumentStartEvent) and self.has_root:
                self._stop(self._span(event), SEVERAL_DOCUMENTS, _SECOND_DOCUMENT)
        if any(each.rule is DUPLICATE_KEY for each in self.diagnostics):
            self.values = {place: span for place, span in self.values.items() if _leads_to_value(self.root, place)}

    def _stop_at_directive(self, span: Span) -> NoReturn:
        message = Bilingual(
            "a directive (%) stands before the document, expected none", "có chỉ thị (%) đứng trước tài liệu, cần bỏ đi"
        )
        hint = Bilingual("every file is read as YAML 1.2", "mọi tệp đều được đọc theo YAML 1.2")
        self._stop(span, DIRECTIVE, message, hint)

    def _stop(self, span: Span, rule: Rule, message: Bilingual, hint: Bilingual | None = None) -> NoReturn:
        raise ComposingStopped(Diagnostic(self.path, span, rule, message, hint))

    def _check_length(self, event: "ScalarEvent") -> None:
        if len(event.value) <= MAX_SCALAR:
            return
        what = _KEY if self.frames and self.frames[-1].awaits_key else _VALUE
        message = Bilingual(
            "{what} has {count} characters, expected at most {limit}",
            "{what} dài {count} ký tự, cần nhiều nhất {limit}",
        ).fill(what=what, count=group_digits(len(event.value)), limit=group_digits(MAX_SCALAR))
        self._stop(self._span(event), LONG_SCALAR, message)

    def _refuse_alias(self, event: "AliasEvent") -> NoReturn:
        alias = f"*{shorten(event.anchor or '')}"
        message = Bilingual(
            f"the alias {alias} is refused, expected the value itself", f"không dùng bí danh {alias}, cần chính giá trị"
        )
        self._stop(self._span(event), ANCHOR, message)

    def _check_plainness(self, event: "Event") -> None:
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            message = Bilingual(f"the anchor &{shorten(anchor)} is refused", f"không dùng neo &{shorten(anchor)}")
            self._stop(self._span(event), ANCHOR, message, _WRITE_OUT)
        tag = getattr(event, "tag", None)
        if tag is not None:
            written = "!!" + tag.removeprefix(_STANDARD_TAGS) if tag.startswith(_STANDARD_TAGS) else tag
            message = Bilingual(f"the tag {shorten(written)} is refused", f"không dùng thẻ {shorten(written)}")
            self._stop(self._span(event), TAG, message, _WRITE_PLAIN)

    def _open(self, container: list[Value] | dict[str, Value], span: Span) -> None:
        path = self._place(container, span)
        if len(self.frames) >= MAX_DEPTH:
            self._stop(span, TOO_DEEP, _TOO_DEEP)
        self.frames.append(_Frame(path, container, span))

    def _close(self, span: Span) -> None:
        frame = self.frames.pop()
        self.values[frame.path] = Span(frame.start.line, frame.start.column, span.end_line, span.end_column)

    def _scalar(self, event: "ScalarEvent") -> None:
        span, text = self._span(event), event.value
        control = find_control_character(text)
        if control is not None:  # only an escape in double quotes can bring one in
            self.diagnostics.append(Diagnostic(self.path, span, CONTROL_CHARACTER, control[1]))
        frame = self.frames[-1] if self.frames else None
        if frame is not None and frame.awaits_key:
            self._key(frame, text, span, is_plain=not event.style)
            return
        value: Value = text
        if not event.style:  # None where the parser is pure Python, '' from libyaml
            resolved = resolve_plain(text)
            if isinstance(resolved, Refusal):
                self.diagnostics.append(Diagnostic(self.path, span, resolved.rule, resolved.message, resolved.hint))
            else:
                value = resolved
        self._place(value, span)
        if value is None and frame is not None:
            where = self.keys.get((*frame.path, frame.key or ""), span) if frame.key else span
            hint = _EMPTY[1] if isinstance(frame.container, dict) else _LEAVE_ITEM_OUT
            self.diagnostics.append(Diagnostic(self.path, where, EMPTY_VALUE, _EMPTY[0], hint))

    def _key(self, frame: _Frame, text: str, span: Span, *, is_plain: bool) -> None:
        container = frame.container
        assert isinstance(container, dict)
        if is_plain and text == "<<":
            self._stop(span, ANCHOR, *_MERGE_KEY)
        if is_plain and not isinstance(resolve_plain(text), str):
            key = shorten(text)
            message = Bilingual(f"the key {key or '(empty)'} is not a word", _say_no_word(key))
            self._stop(span, KEY_NOT_TEXT, message, _hint_at_comma(frame, text))
        if text in container:
            first = self.keys[(*frame.path, text)]
            key = shorten(text)
            message = Bilingual(
                f"the key '{key}' stands twice in one mapping", f"khóa '{key}' bị lặp trong cùng một nhóm khóa"
            )
            hint = Bilingual(f"it stands first in line {first.line}", f"lần đầu ở dòng {first.line}")
            self.diagnostics.append(Diagnostic(self.path, span, DUPLICATE_KEY, message, hint))
        else:
            self.keys[(*frame.path, text)] = span
        frame.key, frame.is_key_due = text, False

    def _place(self, value: Value, span: Span) -> Place:
        """Put a value where it is due, note its place, and say its path."""
        self.count += 1
        if self.count > MAX_VALUES:
            self._stop(span, TOO_LARGE, _TOO_MANY_VALUES)
        if not self.frames:
            self.root, self.has_root = value, True
            self.values[()] = span
            return ()
        frame = self.frames[-1]
        if isinstance(frame.container, list):
            path: Place = (*frame.path, len(frame.container))
            frame.container.append(value)
        elif frame.is_key_due or frame.key is None:
            self._stop(span, KEY_NOT_TEXT, _LIST_AS_KEY)
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


def _leads_to_value(value: Value, place: Place) -> bool:
    """Whether there is a value at the place: not inside the first value of a key that stands twice, which is gone."""
    for part in place:
        if isinstance(value, dict):
            is_there = part in value
        else:
            is_there = isinstance(value, list) and isinstance(part, int) and part < len(value)
        if not is_there:
            return False
        value = value[part]  # type: ignore[index]  # it is there
    return True


def _say_no_word(key: str) -> str:
    """In Vietnamese what is wrong with a key that is a number, `true`, or nothing."""
    if not key:
        return "khóa để trống, cần một từ"
    return f"khóa phải là chữ, không phải số {key}" if key[-1].isdigit() else f"khóa phải là từ, không phải {key}"


def _hint_at_comma(frame: _Frame, text: str) -> Bilingual | None:
    """`{amount: 45,500}` is an amount of 45 and a key 500: say what to write in their place."""
    before = frame.container.get(frame.key) if isinstance(frame.container, dict) and frame.key else None
    if not (re.match(_DIGITS, text) and isinstance(before, int) and 0 < before < 1000):
        return None
    return Bilingual(
        f"inside {{…}} a comma ends a value: write {before}{text}, not {before},{text}",
        f"trong {{…}} dấu phẩy kết thúc một giá trị: viết {before}{text}, không viết {before},{text}",
    )


def find_end(text: str) -> tuple[int, int]:
    """The line and column behind the last character; libyaml ends every text with a line of its own."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")
