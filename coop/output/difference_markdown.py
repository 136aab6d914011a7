"""A difference in Markdown for a pull request: headings, tables, and long ones folded away.

What stands in the data is no markup, names nobody and refers to nothing: GitHub would notify whoever an @ names.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from coop.analysis.change_words import NATURE, SIGN, Sayer
from coop.analysis.compare import Change
from coop.analysis.difference import Difference
from coop.analysis.difference_words import (
    FATE,
    FORMATTED,
    list_changes,
    name_subject,
    name_total,
    say_counts,
    say_ends,
    say_limits,
    say_rename,
    say_summary,
    say_total,
    say_unreadable,
    split_by_layout,
)
from coop.analysis.file_changes import Fate, FileChange
from coop.analysis.words import heading
from coop.bilingual import Bilingual, Language
from coop.diagnostic import show_text
from coop.output.markdown import escape_markdown

MOST_CHARACTERS = 60_000
"""What a comment of GitHub holds, with some room: 65,536 characters."""
LONG_TABLE = 12  # rows; longer ones are folded away
_LONG_VALUE = 300

_REFERENCE = re.compile(r"(?<=[@#])(?=\w)")
_TITLE = Bilingual("Changes to the data", "Thay đổi dữ liệu")
_TOTALS = Bilingual("Totals", "Tổng")
_AGREEMENTS = Bilingual("Agreements", "Thỏa thuận")
_VOCABULARIES = Bilingual("Vocabularies", "Bảng từ vựng")
_UNREADABLE = Bilingual("Files that cannot be read", "Tệp không đọc được")
_COLUMNS = (
    Bilingual("", ""),
    Bilingual("Nature", "Loại"),
    Bilingual("Where", "Vị trí"),
    Bilingual("Before", "Trước"),
    Bilingual("After", "Sau"),
)
_TOTAL_COLUMNS = (Bilingual("Total", "Tổng"), Bilingual("Before", "Trước"), Bilingual("After", "Sau"))
_ROWS = Bilingual("{count} changes", "{count} thay đổi")
_MORE = Bilingual(
    "{count} more files changed, too many to show here: `coop diff` tells all of them.",
    "Còn {count} tệp thay đổi, quá nhiều để nêu ở đây: `coop diff` cho biết đầy đủ.",
)


def render_difference_markdown(difference: Difference, *, language: Language) -> str:
    """The whole difference; that there is none is said too."""
    return _Page(difference, language).render()


class _Page:
    def __init__(self, difference: Difference, language: Language) -> None:
        self.difference = difference
        self.language = language
        self.sayer = Sayer(difference.old, difference.new)

    def render(self) -> str:
        difference = self.difference
        said, formatted = split_by_layout(difference)
        lead = [*self._draw_head(), *self._draw_totals()]
        below = [*self._draw_formatted(formatted), *self._draw_unreadable()]
        room = MOST_CHARACTERS - sum(len(each) + 2 for each in (*lead, *below))
        agreements = [each for each in said if each in difference.agreements]
        vocabularies = [each for each in said if each not in agreements]
        blocks = [
            *self._draw_files(_AGREEMENTS, agreements),
            *self._draw_files(_VOCABULARIES, vocabularies),
        ]
        return "\n\n".join((*lead, *self._fit(blocks, room), *below)) + "\n"

    def _draw_head(self) -> Iterator[str]:
        yield f"## {self._say(_TITLE)}"
        ends = _escape(say_ends(self.difference).text(self.language))
        yield f"{ends}: {_escape(say_summary(self.difference).text(self.language))}"
        if self.difference.is_empty:
            return
        limits = say_limits(self.difference)
        counts = _escape(heading(say_counts(self.difference)).text(self.language))
        yield counts if limits is None else f"{counts} ({_escape(limits.text(self.language))})"

    def _draw_totals(self) -> Iterator[str]:
        changes = (*self.difference.totals, *self.difference.pairs)
        if changes:
            yield f"### {self._say(_TOTALS)}"
            rows = []
            for each in changes:
                name = _escape(heading(name_total(each, self.sayer)).text(self.language))
                ends = [_escape(say_total(end).text(self.language)) for end in (each.old, each.new)]
                rows.append((f"**{name}**" if each.ends is None else name, *ends))
            yield self._fold(_TOTAL_COLUMNS, rows, right=2)

    def _draw_files(self, title: Bilingual, changes: Sequence[FileChange]) -> Iterator[str]:
        for number, change in enumerate(changes):
            lead = f"### {self._say(title)}\n\n" if number == 0 else ""
            rename = say_rename(change)
            remark = f" ({_escape(rename.text(self.language))})" if rename is not None else ""
            name = _escape(name_subject(change).text(self.language))
            place = f"`{change.id}`, " if change.title is not None else ""
            said = f"{lead}#### {name}\n\n{place}{self._say(FATE[change.fate])}{remark}"
            rows = [self._draw_change(change, each) for each in list_changes(change)]
            yield f"{said}\n\n{self._fold(_COLUMNS, rows)}" if rows else said

    def _draw_change(self, file: FileChange, change: Change) -> tuple[str, ...]:
        is_told_whole = file.fate in (Fate.ADDED, Fate.REMOVED)
        nature = "" if is_told_whole else self._say(NATURE[change.nature])
        ends = (
            "" if each is None else _escape(self.sayer.say_value(change.at, each).text(self.language), _LONG_VALUE)
            for each in (change.before, change.after)
        )
        return (_escape(SIGN[change.kind]), nature, f"`{change.at}`", *ends)

    def _draw_formatted(self, changes: Sequence[FileChange]) -> Iterator[str]:
        if changes:
            names = ", ".join(_escape(show_text(each.path)) for each in changes)
            said = heading(FORMATTED).text(self.language)
            yield said.replace("{files}", names) + "."

    def _draw_unreadable(self) -> Iterator[str]:
        if self.difference.unreadable:
            yield f"### {self._say(_UNREADABLE)}"
            said = (say_unreadable(each).text(self.language) for each in self.difference.unreadable)
            yield "\n".join(f"- {_escape(each)}" for each in said)

    def _fold(self, columns: Sequence[Bilingual], rows: Sequence[tuple[str, ...]], *, right: int = 0) -> str:
        """A table, folded away where it is long; the last columns as many as `right` are set right."""
        table = _draw_table([each.text(self.language) for each in columns], rows, right)
        if len(rows) <= LONG_TABLE:
            return table
        summary = self._say(_ROWS.fill(count=len(rows)))
        return f"<details>\n<summary>{summary}</summary>\n\n{table}\n\n</details>"

    def _fit(self, blocks: Sequence[str], room: int) -> Iterator[str]:
        """As many blocks as there is room for, and how many more there are."""
        for number, block in enumerate(blocks):
            room -= len(block) + 2
            if room < len(self._say(_MORE)) + 20:
                yield self._say(_MORE.fill(count=len(blocks) - number))
                return
            yield block

    def _say(self, text: Bilingual) -> str:
        return text.text(self.language)


def _draw_table(headings: Sequence[str], rows: Iterable[tuple[str, ...]], right: int) -> str:
    rules = [":---"] * (len(headings) - right) + ["---:"] * right
    lines = [headings, rules, *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _escape(text: str, limit: int | None = None) -> str:
    """A text such that it is no markup, notifies nobody and links to no issue."""
    shown = text if limit is None or len(text) <= limit else f"{text[: limit - 1]}…"
    return _REFERENCE.sub("<!-- -->", escape_markdown(shown))
