"""A file with an unsettled conflict as lines of facts: those of both sides, and between markers where they differ.

During a conflict git compares what stands in the work tree with both sides; these it has as facts too.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_MARK = re.compile(r"(?P<sign><{7,}|\|{7,}|={7,}|>{7,})(?: (?P<label>.*))?")


class _Part(StrEnum):
    """Whose lines these are."""

    BOTH = "both"
    OURS = "<"
    BASE = "|"
    THEIRS = "="


_AFTER = {_Part.BOTH: "<", _Part.OURS: "|=", _Part.BASE: "=", _Part.THEIRS: ">"}
"""The markers that may end a part."""


@dataclass(frozen=True, slots=True)
class Disputed:
    """What a file with markers would be, settled for either side, and the first marker of each kind as it stands."""

    ours: str
    theirs: str
    opening: str
    middle: str
    closing: str


def split_conflicts(text: str) -> Disputed | None:
    """Take the text apart at its markers; nothing where there are none, or not all of them."""
    part = _Part.BOTH
    marks: dict[str, str] = {}
    ours: list[str] = []
    theirs: list[str] = []
    for line in text.splitlines(keepends=True):
        sign = _find_sign(line, marks)
        if sign and sign in _AFTER[part]:
            marks.setdefault(sign, line.rstrip("\r\n"))
            part = _Part.BOTH if sign == ">" else _Part(sign)
        elif sign:
            return None
        else:
            if part in (_Part.BOTH, _Part.OURS):
                ours.append(line)
            if part in (_Part.BOTH, _Part.THEIRS):
                theirs.append(line)
    if part is not _Part.BOTH or not marks:
        return None
    return Disputed("".join(ours), "".join(theirs), marks["<"], marks["="], marks[">"])


def _find_sign(line: str, marks: dict[str, str]) -> str:
    """The letter of which the line is a marker, as long as the first one was; empty where it is none."""
    found = _MARK.fullmatch(line.rstrip("\r\n"))
    if found is None:
        return ""
    sign = found["sign"]
    first = marks.get("<")
    return sign[0] if first is None or len(sign) == len(first.split(" ")[0]) else ""


def join_facts(disputed: Disputed, ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """The facts of both sides in one: what they share once, and the rest between the markers of the file."""
    lines: list[str] = []
    for kind, *span in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        mine, other = ours[span[0] : span[1]], theirs[span[2] : span[3]]
        if kind == "equal":
            lines += mine
        else:
            lines += [disputed.opening, *mine, disputed.middle, *other, disputed.closing]
    return tuple(lines)
