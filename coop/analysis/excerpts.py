"""A piece of a text around what was found in it, short enough to be shown."""

import re
from collections.abc import Sequence

from coop.language.text import display_width, find_clusters
from coop.table import Marked

_WORD = re.compile(r"\S+")
_CUT = "…"
# What is cut away may be of any size: no more of it is looked at than this many characters a column.
_REACH = 4


def cut_excerpt(text: Marked, room: int) -> Marked:
    """The words around the first marked stretch, in at most `room` columns as far as a terminal counts them.

    Where there is room for all, all of it. A first marked stretch that is longer than the room is itself cut. Signs
    that a renderer puts around marked stretches are not counted.
    """
    if not text.spans or display_width(text.text) <= room:
        return text
    start, end = _choose_window(text, room)
    leading, trailing = start > 0, end < len(text.text)
    lead = f"{_CUT} " if leading else ""
    shift = len(lead) - start
    spans = tuple((max(a, start) + shift, min(b, end) + shift) for a, b in text.spans if a < end and b > start)
    return Marked(f"{lead}{text.text[start:end]}{f' {_CUT}' if trailing else ''}", spans)


def _choose_window(text: Marked, room: int) -> tuple[int, int]:
    """From the first marked stretch to the last that there is room for, and words around it.

    A third of the room that is left goes to those before, the rest to those behind, as far as there are any.
    """
    whole = text.text
    within = room - 2 * display_width(f"{_CUT} ")
    reach = room * _REACH
    first = text.spans[0][0]
    last = _find_farthest(whole, first, [end for _, end in text.spans], within)
    if last == first:
        return first, first + _cut_clusters(whole[first : min(text.spans[0][1], first + reach)], within)
    spare = within - display_width(whole[first:last])
    words = [found.span() for found in _WORD.finditer(whole, max(first - reach, 0), min(last + reach, len(whole)))]
    before = [start for start, _ in reversed(words) if start < first]
    after = [end for _, end in words if end > last]
    start = _find_farthest(whole, first, before, spare // 3)
    end = _find_farthest(whole, last, after, spare - display_width(whole[start:first]))
    return _find_farthest(whole, first, before, spare - display_width(whole[last:end])), end


def _find_farthest(text: str, origin: int, stops: Sequence[int], room: int) -> int:
    """The last of the stops up to which the text takes no more than the room; the origin if none."""
    farthest = origin
    for stop in stops:
        if display_width(text[min(origin, stop) : max(origin, stop)]) > room:
            break
        farthest = stop
    return farthest


def _cut_clusters(text: str, room: int) -> int:
    """Where the last character ends that still has room; at least one has."""
    ends = [end for _, end in find_clusters(text)]
    return max(_find_farthest(text, 0, ends, room), ends[0])
