"""What a waiver holds for: where its comment stands in a document, and which findings lie there."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from coop.dataset.composer import Place
from coop.dataset.document import Document
from coop.diagnostic import Diagnostic, Span

_At = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Waiver:
    """One code that a comment waives: where it stands, the lines and columns it holds for, why, and until when."""

    path: str
    span: Span
    code: str
    reason: str
    until: date | None
    extent: Span


class WaiverMap:
    """Finds the waiver around a finding, of several the innermost; as fast in a file of 40,000 waivers."""

    def __init__(self, waivers: Iterable[Waiver]) -> None:
        """Map what the waivers hold for."""
        alike: defaultdict[tuple[str, str], list[Waiver]] = defaultdict(list)
        for waiver in waivers:
            alike[waiver.path, waiver.code].append(waiver)
        self._stretches = {key: _split(each) for key, each in alike.items()}

    def find(self, diagnostic: Diagnostic) -> Waiver | None:
        """The waiver of the finding's code around the place where the finding begins."""
        starts, waivers = self._stretches.get((diagnostic.path, diagnostic.code), ((), ()))
        position = bisect_right(starts, (diagnostic.span.line, diagnostic.span.column))
        return waivers[position - 1] if position else None


def _split(waivers: Sequence[Waiver]) -> tuple[list[_At], list[Waiver | None]]:
    """The places at which another waiver begins to hold, in order, and that waiver."""
    opening: defaultdict[_At, list[Waiver]] = defaultdict(list)
    for waiver in reversed(waivers):  # of two that begin together the first holds
        opening[waiver.extent[:2]].append(waiver)
    starts = sorted({*opening, *(waiver.extent[2:] for waiver in waivers)})
    open_ones: list[Waiver] = []
    holding: list[Waiver | None] = []
    for start in starts:
        open_ones.extend(opening.get(start, ()))
        while open_ones and open_ones[-1].extent[2:] <= start:
            open_ones.pop()
        holding.append(open_ones[-1] if open_ones else None)
    return starts, holding


class Surroundings:
    """The lines of a document as a comment sees them: what is text, what begins on a line, where the next content is.

    All of it is found in one pass, for a hostile file has a comment on each of its lines.
    """

    def __init__(self, document: Document) -> None:
        """Look through the whole document once."""
        self._lines = document.text.split("\n")
        texts = [self._inside(span) for place, span in document.values.items() if _is_text(document, place)]
        self._texts = sorted((*texts, *document.keys.values()))
        self._begins: dict[int, tuple[Place, Span]] = {}
        for place, value in document.values.items():
            start = document.keys.get(place, value)
            known = self._begins.get(start.line)
            if place and (known is None or len(place) < len(known[0])):
                self._begins[start.line] = place, start
        self._values = document.values
        self._next: dict[int, int] = {}
        following = 0
        for number in range(len(self._lines), 0, -1):
            self._next[number] = following
            content = self._lines[number - 1].lstrip()
            following = number if content and content[0] != "#" else following

    def _inside(self, span: Span) -> Span:
        """The text itself: that of a block begins on the line behind its `|` or `>`, where a comment may stand."""
        is_block = self._lines[span.line - 1][span.column - 1 : span.column] in ("|", ">")
        return Span(span.line + 1, 1, span.end_line, span.end_column) if is_block else span

    def is_inside_text(self, at: _At) -> bool:
        """Whether the place lies in a key or a text: there `#` begins no comment."""
        position = bisect_right(self._texts, at, key=lambda span: (span.line, span.column))
        if not position:
            return False
        span = self._texts[position - 1]
        return at < (span.end_line, span.end_column)

    def find_extent(self, line: int, column: int) -> Span:
        """What begins on the line of a comment, or on the next line with content where the comment stands alone."""
        if not self._lines[line - 1][: column - 1].strip():
            line = self._next[line] or line
        begin = self._begins.get(line)
        if begin is None:
            return _whole_line(line)
        end = self._values[begin[0]]
        return Span(line, 1, end.end_line, end.end_column) if end.end_line > line else _whole_line(line)


def _is_text(document: Document, place: Place) -> bool:
    return not isinstance(document.value(place), dict | list)


def _whole_line(line: int) -> Span:
    return Span(line, 1, line + 1, 1)
