"""A difference as text for people: a sign for each change, as in git's own diffs, and what it does to the totals."""

import textwrap
from collections.abc import Iterator

from coop.analysis.change_words import NATURE, SIGN, Sayer
from coop.analysis.compare import Change, ChangeKind
from coop.analysis.difference import Difference
from coop.analysis.difference_words import (
    FATE,
    FATE_SIGN,
    FORMATTED,
    list_changes,
    name_subject,
    name_total,
    say_counts,
    say_ends,
    say_limits,
    say_rename,
    say_summary,
    say_total_change,
    say_unreadable,
    split_by_layout,
)
from coop.analysis.file_changes import Fate, FileChange
from coop.analysis.words import heading
from coop.bilingual import Bilingual, Language
from coop.diagnostic import show_text

_COLOURS = {"+": "32", "-": "31", "~": "33", ">": "36", "!": "31"}
_TOTALS = Bilingual("Totals", "Tổng")
_COUNTS = Bilingual("Counts", "Số đếm")
_HANGING = 4


def render_difference(
    difference: Difference, *, language: Language, width: int | None = None, colour: bool = False
) -> str:
    """The whole difference; empty where nothing changed and everything could be read.

    `width` is that of the terminal, none for lines as long as they are.
    """
    if difference.is_empty and not difference.unreadable:
        return ""
    lines = _Drawing(difference, language, width, colour).draw()
    return "".join(f"{line}\n" for line in lines)


class _Drawing:
    def __init__(self, difference: Difference, language: Language, width: int | None, colour: bool) -> None:
        self.difference = difference
        self.language = language
        self.width = width
        self.colour = colour
        self.sayer = Sayer(difference.old, difference.new)

    def draw(self) -> Iterator[str]:
        difference, language = self.difference, self.language
        yield from self._line("", f"{say_ends(difference).text(language)}: {say_summary(difference).text(language)}")
        said, formatted = split_by_layout(difference)
        for change in said:
            yield ""
            yield from self._draw_file(change)
        if formatted:
            yield ""
            names = ", ".join(show_text(each.path) for each in formatted)
            yield from self._line(FATE_SIGN[Fate.FORMATTED], FORMATTED.fill(files=names).text(language))
        if difference.unreadable:
            yield ""
            for unreadable in difference.unreadable:
                yield from self._line("!", say_unreadable(unreadable).text(language))
        yield from self._draw_totals()

    def _draw_file(self, change: FileChange) -> Iterator[str]:
        name = f"{change.id}: {name_subject(change).text(self.language)}" if change.title else change.path
        rename = say_rename(change)
        remark = f" ({rename.text(self.language)})" if rename is not None else ""
        fate = f" – {FATE[change.fate].text(self.language)}" if change.fate is not Fate.CHANGED else ""
        yield from self._line(FATE_SIGN[change.fate], f"{show_text(name)}{remark}{fate}", style="1")
        is_told_whole = change.fate in (Fate.ADDED, Fate.REMOVED)
        room = max(len(each.text(self.language)) for each in NATURE.values())
        for each in list_changes(change):
            nature = "" if is_told_whole else f"{NATURE[each.nature].text(self.language):<{room}}  "
            yield from self._line(SIGN[each.kind], f"{nature}{self._say(each)}", indent=2)

    def _say(self, change: Change) -> str:
        said = self.sayer.say_change(change).text(self.language)
        step = change.at.rsplit(".", 1)[-1]
        is_plain = said == step and change.kind is not ChangeKind.CHANGED  # a word of a list is its own name
        return change.at if is_plain else f"{change.at}: {said}"

    def _draw_totals(self) -> Iterator[str]:
        difference, language = self.difference, self.language
        if difference.totals or difference.pairs:
            yield ""
            yield from self._line("", _TOTALS.text(language), style="1")
            for each in (*difference.totals, *difference.pairs):
                label = heading(name_total(each, self.sayer)).text(language)
                yield from self._line("", f"{label}: {say_total_change(each).text(language)}", indent=2)
        yield ""
        yield from self._line("", f"{_COUNTS.text(language)}: {say_counts(difference).text(language)}")
        limits = say_limits(difference)
        if limits is not None:
            yield from self._line("", f"({limits.text(language)})")

    def _line(self, sign: str, text: str, *, indent: int = 0, style: str = "") -> Iterator[str]:
        """A line behind its sign, folded to the width with what follows set in."""
        lead = " " * indent + (f"{sign} " if sign else "")
        folded = [text]
        if self.width is not None:
            room = max(20, self.width - len(lead))
            hanging = " " * (_HANGING if sign else 2)
            folded = textwrap.wrap(
                text, room, subsequent_indent=hanging, break_on_hyphens=False, replace_whitespace=False
            ) or [""]
        for number, part in enumerate(folded):
            before = lead if number == 0 else " " * len(lead)
            yield f"{self._paint(before, _COLOURS.get(sign, ''))}{self._paint(part, style)}".rstrip()

    def _paint(self, text: str, style: str) -> str:
        if not self.colour or not style or not text.strip():
            return text
        return f"\x1b[{style}m{text}\x1b[0m"
