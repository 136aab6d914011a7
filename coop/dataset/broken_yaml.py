"""What the YAML parser complains of, at its place and with what helps against the usual causes."""

import re
from typing import NamedTuple, Protocol

from coop.bilingual import Bilingual
from coop.dataset.composer import find_end
from coop.dataset.source_text import START
from coop.diagnostic import Diagnostic, Rule, Severity, Span

BROKEN_YAML = Rule(
    "P201",
    "broken-yaml",
    Severity.ERROR,
    Bilingual("A file is well-formed YAML.", "Tệp đúng cú pháp YAML."),
)


class _Mark(Protocol):
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class _Breach(NamedTuple):
    """What is wrong with the syntax, where, if the parser knows, and what helps."""

    problem: Bilingual
    mark: _Mark | None
    hint: Bilingual | None = None


_INDENTATION = Bilingual("the line is indented too far or not far enough", "dòng này thụt vào quá nhiều hoặc quá ít")

_CLOSE_OR_QUOTE = Bilingual(
    "close the bracket, or quote a text that holds one of , [ ] { }",
    "đóng ngoặc lại, hoặc đặt chuỗi có một trong các dấu , [ ] { } trong dấu nháy",
)

_USUAL: tuple[tuple[str, str, Bilingual | None], ...] = (
    (
        "mapping values are not allowed",
        "dấu hai chấm không được ở chỗ này",
        Bilingual(
            "a text that holds a colon and a space is quoted, and no line is indented too far",
            "chuỗi có dấu hai chấm kèm dấu cách thì đặt trong dấu nháy, và không dòng nào thụt vào quá nhiều",
        ),
    ),
    ("did not find expected ',' or ']'", "thiếu dấu ',' hoặc ']'", _CLOSE_OR_QUOTE),
    ("did not find expected ',' or '}'", "thiếu dấu ',' hoặc '}'", _CLOSE_OR_QUOTE),
    (
        "unknown escape character",
        "ký tự sau dấu gạch chéo ngược không có nghĩa",
        Bilingual(
            "in double quotes a backslash is an escape: use single quotes",
            "trong dấu nháy kép, gạch chéo ngược là ký tự thoát: hãy dùng dấu nháy đơn",
        ),
    ),
    (
        "did not find expected key",
        "không thấy khóa ở chỗ cần có khóa",
        Bilingual(
            "the line is indented too far or not far enough, or text follows a closing quote",
            "dòng này thụt vào quá nhiều hoặc quá ít, hoặc còn chữ sau dấu nháy đóng",
        ),
    ),
    ("did not find expected '-'", "không thấy dấu '-' của mục trong danh sách", _INDENTATION),
    ("expected <document start>", "không thấy chỗ bắt đầu tài liệu", _INDENTATION),
    (
        "could not find expected ':'",
        "thiếu dấu ':' sau khóa",
        Bilingual("a key is followed by a colon and a space", "sau khóa là dấu hai chấm và một dấu cách"),
    ),
    ("did not find expected node content", "thiếu giá trị", None),
    ("block sequence entries are not allowed", "mục của danh sách không được ở chỗ này", None),
    ("found unexpected document indicator", "dấu ngăn tài liệu nằm trong chuỗi chưa đóng dấu nháy", None),
    ("found unexpected end of stream", "tệp kết thúc giữa chừng", None),
    ("did not find expected hexdecimal number", "thiếu chữ số hệ mười sáu trong mã thoát", None),
    ("did not find expected alphabetic or numeric", "thiếu tên sau dấu & hoặc *", None),
    ("did not find expected whitespace", "thiếu dấu cách", None),
    ("did not find expected comment or line break", "còn chữ thừa ở cuối dòng", None),
    ("found a tab character", "có ký tự tab ở chỗ thụt đầu dòng", None),
    ("found undefined tag handle", "thẻ không được khai báo", None),
    ("unknown directive", "chỉ thị % không có nghĩa", None),
    ("found incompatible YAML document", "phiên bản YAML không dùng được", None),
)
"""The beginning of the parser's words, the same in Vietnamese, and what helps against the usual cause."""


def find_breach(text: str, error: Exception, *, path: str) -> Diagnostic:
    """The finding for a text of which the parser says that it is no YAML."""
    breach = _read_error(text, error)
    message = Bilingual("broken YAML: {problem}", "sai cú pháp YAML: {problem}").fill(problem=breach.problem)
    if breach.mark is None:
        return Diagnostic(path, START, BROKEN_YAML, message, breach.hint)
    line, column = min((breach.mark.line + 1, breach.mark.column + 1), find_end(text))
    return Diagnostic(path, Span(line, column, line, column + 1), BROKEN_YAML, message, breach.hint)


def _read_error(text: str, error: Exception) -> _Breach:
    begun: _Mark | None = getattr(error, "context_mark", None)
    mark: _Mark | None = getattr(error, "problem_mark", None) or begun
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "not well-formed")
    if problem == "found unexpected end of stream" and begun is not None:
        # The end of the file says nothing about where the quote was opened.
        return _Breach(_OPEN_QUOTE, begun)
    guessed = _find_runaway_quote(text, mark) or _find_tab(text, mark)
    if guessed is not None:
        return guessed
    is_later = begun is not None and mark is not None and begun.line < mark.line
    if problem.startswith("did not find expected ','") and is_later:
        return _Breach(_OPEN_BRACKET, begun, _CLOSE_BRACKET)
    if mark is not None and "cannot start any token" in problem:
        character = text.split("\n")[mark.line][mark.column : mark.column + 1]
        if character == "\t":
            return _Breach(_TAB, mark, _NO_TABS)
        no_value = Bilingual(f"no value begins with '{character}'", f"không giá trị nào bắt đầu bằng '{character}'")
        return _Breach(no_value, mark, _QUOTE)
    for start, vietnamese, hint in _USUAL:
        if start in problem:
            return _Breach(Bilingual(problem, vietnamese), mark, hint)
    return _Breach(Bilingual(problem, problem), mark)


class _Place(NamedTuple):
    line: int
    column: int


# Compiled where a file is broken.
_OPENING = r"""(?m)(?:^[ ]*(?:-[ ]+)*|:[ ]+|[\[{,][ ]*)(["'])|^[ ]*#.*$"""
_CLOSING = {'"': r'(?s)(?:[^"\\]|\\.)*"', "'": r"(?:[^']|'')*'(?!')"}
_KEY_LINE = r"(?m)^[ ]*(?:-[ ]+)*[a-z_]+:(?=[ ]|$)"


def _find_runaway_quote(text: str, mark: _Mark | None) -> _Breach | None:
    """The quote that was never closed, where the parser stumbles over what follows the next one.

    A text in quotes may have several lines; when keys stand in them, its closing quote has been forgotten.
    """
    if mark is None:
        return None
    end = _find_offset(text, mark)
    last = _find_last_quoted(text, end)
    if last is None:
        return None
    start, behind = last
    line_end = text.find("\n", start, behind)
    is_near = behind - 1 <= end and "\n" not in text[behind:end].rstrip()
    if line_end < 0 or not is_near or re.compile(_KEY_LINE).search(text, line_end + 1, behind) is None:
        return None
    return _Breach(_OPEN_QUOTE, _Place(text.count("\n", 0, start), start - text.rfind("\n", 0, start) - 1))


def _find_last_quoted(text: str, end: int) -> tuple[int, int] | None:
    """Where the last text in quotes that is opened before `end` begins, and where it is over."""
    last, done, find_opening = None, 0, re.compile(_OPENING).search
    while (opening := find_opening(text, done)) is not None and opening.end() <= end:
        done = opening.end()
        if opening[1] is not None:
            closing = re.compile(_CLOSING[opening[1]]).match(text, done)
            if closing is None:
                return None
            last, done = (opening.start(1), closing.end()), closing.end()
    return last


def _find_tab(text: str, mark: _Mark | None) -> _Breach | None:
    """The tab that indents the line of the error."""
    if mark is None:
        return None
    line = text.split("\n")[min(mark.line, text.count("\n"))]
    column = line[: len(line) - len(line.lstrip(" \t"))].find("\t")
    return _Breach(_TAB, _Place(mark.line, column), _NO_TABS) if column >= 0 else None


def _find_offset(text: str, mark: _Mark) -> int:
    lines = text.split("\n")
    return sum(len(line) + 1 for line in lines[: mark.line]) + mark.column


_OPEN_QUOTE = Bilingual("a quote is opened and never closed", "mở dấu nháy mà không đóng")
_OPEN_BRACKET = Bilingual("a bracket is opened and never closed", "mở ngoặc mà không đóng")
_CLOSE_BRACKET = Bilingual("close it, or quote the text", "đóng ngoặc lại, hoặc đặt chuỗi trong dấu nháy")
_TAB = Bilingual("a tab where a value is expected", "có ký tự tab ở chỗ cần giá trị")
_NO_TABS = Bilingual("indent with spaces: YAML takes no tabs", "thụt đầu dòng bằng dấu cách: YAML không nhận ký tự tab")
_QUOTE = Bilingual("quote the text", "đặt chuỗi trong dấu nháy")
