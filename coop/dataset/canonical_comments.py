"""Which part of a file a comment belongs to: found by where it stands, so that it can move with that part.

A comment on a line of its own belongs to the key or item below it, unless it is indented further: then it closes the
list or mapping above. One at the end of a line belongs to what ends there, or opens there. A waiver belongs to what it
waives. The last block of comments belongs to the file, and so does the first, where a blank line parts it from the
first key; where none does, the file has of it what an editor obeys.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, takewhile

from coop.dataset.canonical_tree import Branch, File, Located, Stretch, Tree, locate_tree
from coop.dataset.document import Document

_COMMENT = re.compile(r"(?:(?<=\s)|\A)#[^\n]*")
_WAIVER = re.compile(r"#[ \t]*coop[ \t]*(?::|ignore\b)", re.IGNORECASE)
_MODELINE = re.compile(r"#[ \t]*(?:yaml-language-server\b|-\*-|vim?:)")


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment: its offset, its text, and whether it has its line to itself."""

    start: int
    text: str
    is_alone: bool

    @property
    def is_waiver(self) -> bool:
        """Whether it looks like a waiver, well formed or not."""
        return is_waiver(self.text)


def is_waiver(comment: str) -> bool:
    """Whether a comment looks like a waiver, well formed or not."""
    return bool(_WAIVER.match(comment))


def is_modeline(comment: str) -> bool:
    """Whether a comment tells an editor what file this is."""
    return bool(_MODELINE.match(comment))


def find_head(lines: Sequence[str]) -> tuple[int, ...]:
    """Which of the comments above the first key belong to the file; an empty line is a blank one."""
    block = tuple(takewhile(bool, lines))
    if len(block) < len(lines):
        return tuple(i for i, each in enumerate(block) if not is_waiver(each))
    return tuple(i for i, each in enumerate(block) if is_modeline(each))


def read_file(document: Document) -> File:
    """A document as a tree, each comment and each blank line where it belongs."""
    line_starts = find_line_starts(document.text)
    located = locate_tree(document, line_starts)
    return _Attaching(document.text, line_starts, located).attach()


def find_line_starts(text: str) -> list[int]:
    """The offset of each line."""
    return list(accumulate((len(line) + 1 for line in text.split("\n")[:-1]), initial=0))


def find_comments(text: str, scalars: list[tuple[int, int]]) -> Iterator[Comment]:
    """Every comment of a text in order; `scalars` are the stretches of its keys and values, in which `#` is a letter.

    In the line that opens a block (`>-  # so`) a comment may stand.
    """
    end = 0
    for start, stop in [*scalars, (len(text), len(text))]:
        yield from _find_between(text, end, start)
        end = max(stop, end)
        if text[start : start + 1] in ("|", ">") and stop > start:
            header = text.find("\n", start, stop)
            yield from _find_between(text, start, header if header >= 0 else stop)


def _find_between(text: str, start: int, end: int) -> Iterator[Comment]:
    for found in _COMMENT.finditer(text, start, end):
        before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        yield Comment(found.start(), found[0].rstrip(), not before.strip())


@dataclass(slots=True)
class _Attaching:
    """Gives each comment and blank line of a text to the part of the tree that it belongs to."""

    text: str
    line_starts: list[int]
    located: Located
    file: File = field(init=False)
    first: int = field(init=False)

    def __post_init__(self) -> None:
        self.file = File(self.located.tree)
        self.first = self.located.starts[0][0] if self.located.starts else len(self.text)

    def attach(self) -> File:
        comments = {self._line_of(each.start): each for each in find_comments(self.text, self.located.scalars)}
        alone: list[tuple[int, Comment | None]] = []
        taken = self._lines_of_scalars()
        for line, start in enumerate(self.line_starts):
            comment = comments.get(line)
            end = self.line_starts[line + 1] - 1 if line + 1 < len(self.line_starts) else len(self.text)
            if comment is not None and (comment.is_alone or self._stands_behind_nothing(comment)):
                alone.append((comment.start, comment))
            elif comment is None and line not in taken and not self.text[start:end].strip():
                alone.append((start, None))
            else:
                self._attach_run(alone)
                alone = []
            if comment is not None and not (comment.is_alone or self._stands_behind_nothing(comment)):
                self._attach_beside(comment)
        self._attach_run(alone)
        return self.file

    def _line_of(self, offset: int) -> int:
        return bisect_right(self.line_starts, offset) - 1

    def _lines_of_scalars(self) -> set[int]:
        """The lines inside texts of several lines, the first one left out: a blank one there is text."""
        found: set[int] = set()
        for start, end in self.located.scalars:
            found.update(range(self._line_of(start) + 1, self._line_of(end) + 1))
        return found

    def _stands_behind_nothing(self, comment: Comment) -> bool:
        """Whether nothing begins or ends on the line before the comment: `- # so` belongs to what follows."""
        _, offset = self._last_before(comment.start)
        return offset < self.line_starts[self._line_of(comment.start)]

    def _last_before(self, offset: int) -> tuple[Branch | None, int]:
        """The branch that began or ended last before an offset, and where.

        Of several that ended there it is the outermost, of several that began the innermost.
        """
        starts, ends = self.located.starts, self.located.ends
        began = bisect_right(starts, offset, key=lambda each: each[0])
        ended = bisect_right(ends, offset, key=lambda each: each[0])
        start = starts[began - 1][0] if began else -1
        end = ends[ended - 1][0] if ended else -1
        if end >= start and ended:
            return ends[bisect_left(ends, end, key=lambda each: each[0])][1], end
        return (starts[began - 1][1], start) if began else (None, -1)

    def _attach_beside(self, comment: Comment) -> None:
        branch = self._find_waived(comment) if comment.is_waiver else None
        if branch is None:
            branch, _ = self._last_before(comment.start)
        if branch is None:
            self.file.head.append(comment.text)
        else:
            branch.add_beside(comment.text)

    def _find_waived(self, comment: Comment) -> Branch | None:
        """What begins on the line of a waiver, the outermost: that, with all inside it, is what it waives."""
        starts, line = self.located.starts, self._line_of(comment.start)
        position = bisect_left(starts, self.line_starts[line], key=lambda each: each[0])
        while position < len(starts) and starts[position][0] in self.located.values:
            position += 1  # the value of a key on an earlier line
        if position < len(starts) and starts[position][0] < comment.start:
            return starts[position][1]
        return None

    def _attach_run(self, run: list[tuple[int, Comment | None]]) -> None:
        """Lines that hold nothing but comments, or nothing at all; blank ones go with the comment behind them."""
        if run and run[-1][0] < self.first:
            run = self._take_head(run)
        blank = False
        for _, comment in run:
            if comment is None:
                blank = True
                continue
            place = self._find_place(comment)
            place += [""] * blank + [comment.text]
            blank = False
        following = self._next(run[-1][0]) if blank else None
        if following is not None and following[0] not in self.located.values:
            around = self._find_brackets(run[-1][0])
            if around is None or following[0] < around.end:
                following[1].above.append("")

    def _take_head(self, run: list[tuple[int, Comment | None]]) -> list[tuple[int, Comment | None]]:
        """The run before the first key without what of it belongs to the file."""
        while run and run[0][1] is None:
            run = run[1:]
        lines = ["" if comment is None else comment.text for _, comment in run]
        if run and not self._stands_above_first(run[-1][0]):
            lines.append("")
        taken = set(find_head(lines))
        self.file.head += [lines[position] for position in sorted(taken)]
        length = lines.index("") if "" in lines else len(run)
        if length < len(run) and self.file.head:
            self.file.head.append("")
            taken.add(length)
        return [each for position, each in enumerate(run) if position not in taken]

    def _stands_above_first(self, offset: int) -> bool:
        """Whether the first key or item stands on the line behind that of an offset."""
        return bool(self.located.starts) and self._line_of(self.first) == self._line_of(offset) + 1

    def _next(self, offset: int) -> tuple[int, Branch] | None:
        """What begins first behind an offset, the outermost."""
        position = bisect_right(self.located.starts, offset, key=lambda each: each[0])
        return self.located.starts[position] if position < len(self.located.starts) else None

    def _find_place(self, comment: Comment) -> list[str]:
        """Where a comment on a line of its own goes."""
        following = self._next(comment.start)
        if comment.is_waiver:  # whatever its place, it holds for what follows
            return following[1].above if following is not None else self.file.foot
        around = self._find_brackets(comment.start)
        if around is not None:
            return following[1].above if following is not None and following[0] < around.end else around.tree.below
        limit = self._indent_of(following[0]) if following is not None else -1
        closed = self._find_closed(comment.start, limit)
        if closed is not None:
            return closed.below
        return following[1].above if following is not None else self.file.foot

    def _find_brackets(self, offset: int) -> Stretch | None:
        """The innermost list or mapping in brackets around an offset."""
        return next((each for each in self._find_around(offset) if each.is_bracketed and each.start < offset), None)

    def _find_around(self, offset: int) -> Iterator[Stretch]:
        """The lists and mappings around an offset, the innermost first."""
        stretches = self.located.stretches
        number = bisect_right(stretches, offset, key=lambda each: each.start) - 1
        while number >= 0:
            if offset < stretches[number].end:
                yield stretches[number]
            number = stretches[number].around

    def _find_closed(self, offset: int, limit: int) -> Tree | None:
        """The innermost list or mapping that a comment closes: one that is indented no further than the comment is.

        It is indented further than `limit`, what follows, and holds what stands before the comment.
        """
        column = self._column_of(offset)
        for each in self._find_around(self._last_start(offset)):
            is_file = each.around < 0
            if not each.is_bracketed and not is_file and limit < self._column_of(each.start) <= column:
                return each.tree
        return None

    def _last_start(self, offset: int) -> int:
        position = bisect_left(self.located.starts, offset, key=lambda each: each[0])
        return self.located.starts[position - 1][0] if position else -1

    def _column_of(self, offset: int) -> int:
        return offset - self.line_starts[self._line_of(offset)]

    def _indent_of(self, offset: int) -> int:
        """How far the line of an offset is indented."""
        before = self.text[self.line_starts[self._line_of(offset)] : offset]
        return len(before) - len(before.lstrip(" "))
