"""The tables of `coop diff`: one tidy row for each change, and for people the changes and the totals."""

from collections.abc import Iterator

from coop.analysis.change_words import KIND, NATURE, Sayer, tell_value
from coop.analysis.columns import said_column, term_column, text_column
from coop.analysis.compare import ChangeKind, ChangeNature
from coop.analysis.difference import Difference
from coop.analysis.difference_words import (
    FATE,
    list_changes,
    name_subject,
    name_total,
    say_counts,
    say_ends,
    say_limits,
    say_summary,
    say_total,
    say_unreadable,
)
from coop.analysis.file_changes import Fate, FileChange
from coop.analysis.words import heading, join, same
from coop.bilingual import Bilingual
from coop.table import Cell, Report, Table

_FATES = {fate.value: label for fate, label in FATE.items()}
_KINDS = {kind.value: label for kind, label in KIND.items()}
_NATURES = {nature.value: label for nature, label in NATURE.items()}
_NOTHING = same("")

_TIDY = (
    text_column("path", Bilingual("File", "Tệp"), "The file, in the dataset's folder."),
    text_column("id", Bilingual("Id", "Mã"), "The agreement's id, or the vocabulary's name."),
    term_column("fate", Bilingual("File is", "Tệp được"), "added, removed, renamed, changed or formatted.", _FATES),
    text_column("old_path", Bilingual("Old file", "Tệp cũ"), "The file it was in before, where that is another."),
    text_column("old_id", Bilingual("Old id", "Mã cũ"), "The id it had before, where that is another."),
    text_column("at", Bilingual("Where", "Vị trí"), "Keys and ids joined by dots; empty for the whole file."),
    term_column("kind", Bilingual("Value is", "Giá trị được"), "added, removed or changed.", _KINDS),
    term_column("nature", Bilingual("Nature", "Loại"), "fact, correction, event or wording.", _NATURES),
    text_column("before", Bilingual("Before", "Trước"), "The value before: a text as it is, anything else as JSON."),
    text_column("after", Bilingual("After", "Sau"), "The value after: a text as it is, anything else as JSON."),
)
_READING = (
    said_column("subject", Bilingual("Agreement", "Thỏa thuận"), "The agreement, or the vocabulary."),
    text_column("at", Bilingual("Where", "Vị trí"), "Keys and ids joined by dots.", may_wrap=True),
    said_column("nature", Bilingual("Nature", "Loại"), "What kind of news it is."),
    said_column("change", Bilingual("Change", "Thay đổi"), "What was there, and what is."),
)
_TOTALS = (
    said_column("total", Bilingual("Total", "Tổng"), "The measure, and between whom."),
    said_column("before", Bilingual("Before", "Trước"), "The total before."),
    said_column("after", Bilingual("After", "Sau"), "The total after."),
)


def report_difference(difference: Difference) -> Report:
    """Every change in a row of its own; a file that changed in no value, and one that cannot be read, in one row."""
    rows = tuple(row for each in difference.files for row in _tidy_rows(each))
    unread = tuple(_unreadable_rows(difference))
    tidy = Table("diff", _TIDY, (*rows, *unread))
    sayer = Sayer(difference.old, difference.new)
    limits = say_limits(difference)
    notes = (*map(say_unreadable, difference.unreadable), *([limits] if limits is not None else ()))
    changes = Table(
        "diff",
        _READING,
        tuple(row for each in difference.files for row in _reading_rows(each, sayer)),
        title=join(say_ends(difference), ": ", say_summary(difference)),
        notes=notes,
    )
    totals = tuple(
        (heading(name_total(each, sayer)), say_total(each.old), say_total(each.new))
        for each in (*difference.totals, *difference.pairs)
    )
    return Report(tidy, (changes, Table("totals", _TOTALS, totals, title=say_counts(difference))))


def _tidy_rows(change: FileChange) -> Iterator[tuple[Cell, ...]]:
    lead = (change.path, change.id, change.fate.value, change.old_path, change.old_id)
    for each in change.changes:
        yield (*lead, each.at, each.kind.value, each.nature.value, tell_value(each.before), tell_value(each.after))
    if not change.changes:
        yield (*lead, None, None, None, None, None)


def _unreadable_rows(difference: Difference) -> Iterator[tuple[Cell, ...]]:
    for each in difference.unreadable:
        message = each.left_out.first.message.en
        ends = (message, None) if each.end.value == "old" else (None, message)
        yield (each.left_out.path, None, "unreadable", None, None, None, None, None, *ends)


def _reading_rows(change: FileChange, sayer: Sayer) -> Iterator[tuple[Cell, ...]]:
    name = name_subject(change)
    yield from (
        (name, each.at, _say_nature(change.fate, each.kind, each.nature), sayer.say_change(each))
        for each in list_changes(change)
    )
    if not change.changes:
        yield name, change.path, FATE[change.fate], _NOTHING


def _say_nature(fate: Fate, kind: ChangeKind, nature: ChangeNature) -> Bilingual:
    """What kind of news it is; of a whole file that came or went, that it did."""
    return FATE[fate] if fate in (Fate.ADDED, Fate.REMOVED) else join(NATURE[nature], ", ", KIND[kind])
