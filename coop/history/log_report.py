"""The tables of `coop log`: for programs a row for each change, for people what each commit did."""

from collections.abc import Iterator, Mapping, Sequence

from coop.analysis import words
from coop.analysis.change_words import KIND, NATURE, SIGN, Sayer, tell_value
from coop.analysis.columns import said_column, term_column, text_column
from coop.analysis.compare import Change
from coop.bilingual import Bilingual
from coop.dataset.values import optional_bilingual_at
from coop.history.log import History, StepKind, ValueChange, find_kind, name_value
from coop.history.trail import Step
from coop.table import Cell, Column, Report, Table

STEP = {
    StepKind.ADDED: Bilingual("added", "thêm"),
    StepKind.REMOVED: Bilingual("removed", "xóa"),
    StepKind.RENAMED: Bilingual("renamed", "đổi mã"),
    StepKind.CHANGED: Bilingual("changed", "sửa"),
    StepKind.MOVED: Bilingual("moved", "chuyển chỗ"),
    StepKind.FORMATTED: Bilingual("formatting only", "chỉ đổi hình thức"),
    StepKind.UNREADABLE: Bilingual("unreadable", "không đọc được"),
}
_STEPS: Mapping[str, Bilingual] = {kind.value: said for kind, said in STEP.items()}
_KINDS: Mapping[str, Bilingual] = {kind.value: said for kind, said in KIND.items()}
_NATURES: Mapping[str, Bilingual] = {nature.value: said for nature, said in NATURE.items()}
_SIGN = {StepKind.ADDED: "+", StepKind.REMOVED: "-"}
_READABLE_AGAIN = Bilingual("can be read again", "đọc lại được")
_CANNOT_BE_READ = Bilingual("cannot be read from here on", "từ đây không đọc được")
_RENAMED = Bilingual("'{asked}' is called '{id}' since {commit}", "'{asked}' mang mã '{id}' từ {commit}")
_NOTHING = words.same("")


def report_history(history: History, *, limit: int | None = None) -> Report:
    """Every commit that touched the agreement, with what it did; at most so many commits."""
    steps, sayer = history.steps[:limit], Sayer(history.dataset, history.dataset)
    rows = tuple(row for step in steps for row in _read_step(step, sayer))
    tidy = tuple(row for step in steps for row in _tidy_step(step))
    notes = (*_note_rest(len(history.steps) - len(steps)), *_note_rename(history))
    columns = (
        text_column("day", Bilingual("Date", "Ngày"), "The day of the commit."),
        text_column("short", Bilingual("Commit", "Commit"), "The beginning of the name of the commit."),
        said_column("what", Bilingual("What", "Nội dung"), "What it says, who wrote it, and what it did."),
    )
    reading = Table("log", columns, rows, title=_title(history), notes=notes)
    return Report(Table("log", _tidy_columns(), tidy), (reading,))


def report_value(history: History, path: str, changes: Sequence[ValueChange], *, limit: int | None = None) -> Report:
    """Every change of one value, or of what is within it, by at most so many commits."""
    shown, sayer = _limit_commits(changes, limit), Sayer(history.dataset, history.dataset)
    columns = (
        text_column("day", Bilingual("Date", "Ngày"), "The day of the commit."),
        text_column("short", Bilingual("Commit", "Commit"), "The beginning of the name of the commit."),
        said_column("who", Bilingual("Who", "Ai"), "The author of the commit."),
        *((text_column("at", Bilingual("At", "Ở"), "The path of the value."),) if _is_several(path, shown) else ()),
        said_column("before", Bilingual("Before", "Trước"), "What it was."),
        said_column("after", Bilingual("After", "Sau"), "What it became."),
        term_column("nature", Bilingual("Nature", "Loại"), "What kind of news it is.", _NATURES),
    )
    rows = tuple(_read_value(each, sayer, len(columns) == 7) for each in shown)
    notes = (*_note_rest(len(changes) - len(shown)), *_note_rename(history), *_note_other_path(history, path))
    title = words.join(_title(history), f" · {path}")
    tidy = tuple(_tidy_row(each.step, each.change) for each in shown)
    return Report(Table("log", _tidy_columns(), tidy), (Table("log", columns, rows, title=title, notes=notes),))


def _tidy_columns() -> tuple[Column, ...]:
    def text(name: str, en: str, vi: str, description: str) -> Column:
        return text_column(name, Bilingual(en, vi), description)

    return (
        text("commit", "Commit", "Commit", "The full name of the commit."),
        text("committed", "Committed", "Commit lúc", "When it was committed, ISO 8601."),
        text("authored", "Authored", "Viết lúc", "When it was written, ISO 8601."),
        text("author", "Author", "Tác giả", "Who wrote it."),
        text("subject", "Subject", "Tiêu đề", "The first line of its message."),
        term_column("step", Bilingual("Step", "Bước"), "What it did to the agreement.", _STEPS),
        text("id", "Id", "Mã", "The name of the agreement's file behind the commit, or before it was removed."),
        text("path", "File", "Tệp", "Its path from the top of the repository."),
        text("at", "At", "Ở", "Where in the file: keys and ids joined by dots; empty for the whole file."),
        term_column("kind", Bilingual("Kind", "Kiểu"), "added, removed or changed.", _KINDS),
        term_column("nature", Bilingual("Nature", "Loại"), "fact, correction, event or wording.", _NATURES),
        text("before", "Before", "Trước", "The value before: text as it is, others as JSON."),
        text("after", "After", "Sau", "The value behind."),
    )


def _tidy_step(step: Step) -> Iterator[tuple[Cell, ...]]:
    is_whole = find_kind(step) in (StepKind.ADDED, StepKind.REMOVED)
    changes = () if is_whole else step.changes
    for change in changes:
        yield _tidy_row(step, change)
    if not changes:
        yield _tidy_row(step, None)


def _tidy_row(step: Step, change: Change | None) -> tuple[Cell, ...]:
    commit, file = step.commit, step.new or step.old
    assert file is not None
    told: tuple[Cell, ...] = (None,) * 5
    if change is not None:
        told = (change.at, change.kind.value, change.nature.value, tell_value(change.before), tell_value(change.after))
    return (
        commit.name, commit.committed, commit.authored, commit.author, commit.subject, find_kind(step).value,
        file.place.stem, file.path, *told,
    )  # fmt: skip


def _read_step(step: Step, sayer: Sayer) -> Iterator[tuple[Cell, ...]]:
    commit = step.commit
    yield commit.day, commit.short, words.join(*filter(None, (commit.subject, commit.author)), by=" · ")
    for said in _say_step(step, sayer):
        yield None, None, said


def _say_step(step: Step, sayer: Sayer) -> Iterator[Bilingual]:
    """What the commit did, a line each."""
    kind, old, new = find_kind(step), step.old, step.new
    if old is None or new is None:
        yield words.join(_SIGN.get(kind, "~"), STEP[kind], by=" ")
        return
    if kind is StepKind.UNREADABLE:
        yield words.join("! ", _READABLE_AGAIN if new.data is not None else _CANNOT_BE_READ)
    elif kind is StepKind.RENAMED:
        yield words.join("~ ", STEP[kind], f": {old.place.stem} → {new.place.stem}")
    elif old.path != new.path:
        yield words.join("~ ", STEP[StepKind.MOVED], f": {old.path} → {new.path}")
    elif kind is StepKind.FORMATTED:
        yield words.join("~ ", STEP[kind])
    for change in step.changes:
        if kind is not StepKind.RENAMED or change.at != "id":
            yield _say_change(change, sayer)


def _say_change(change: Change, sayer: Sayer) -> Bilingual:
    said = words.join(SIGN[change.kind], " ", change.at, ": ", sayer.say_change(change))
    return words.join(said, " (", NATURE[change.nature], ")")


def _read_value(found: ValueChange, sayer: Sayer, has_path: bool) -> tuple[Cell, ...]:
    commit, change = found.step.commit, found.change
    sides = (
        sayer.say_value(change.at, each) if each is not None else _NOTHING for each in (change.before, change.after)
    )
    where = (change.at,) if has_path else ()
    return commit.day, commit.short, words.same(commit.author), *where, *sides, change.nature.value


def _limit_commits(changes: Sequence[ValueChange], limit: int | None) -> Sequence[ValueChange]:
    commits = list(dict.fromkeys(each.step.commit.name for each in changes))[:limit]
    return [each for each in changes if each.step.commit.name in commits]


def _is_several(path: str, changes: Sequence[ValueChange]) -> bool:
    return any(each.change.at != path for each in changes)


def _title(history: History) -> Bilingual:
    """What the agreement is called, where it can be read, and its id."""
    data = history.newest.data if history.newest is not None else None
    title = optional_bilingual_at(dict(data), "title") if data is not None else None
    named = words.same(history.agreement_id)
    return named if title is None or not all(title) else words.join(title, f" ({history.agreement_id})")


def _note_rest(count: int) -> Iterator[Bilingual]:
    if count:
        number = words.number(count)
        yield Bilingual(f"… {number.en} more", f"… còn {number.vi} nữa")


def _note_rename(history: History) -> Iterator[Bilingual]:
    if history.agreement_id != history.asked and history.renamed is not None:
        yield _RENAMED.fill(asked=history.asked, id=history.agreement_id, commit=history.renamed.short)


def _note_other_path(history: History, path: str) -> Iterator[Bilingual]:
    name, commit = name_value(history, path)
    if commit is not None:
        yield _RENAMED.fill(asked=path, id=name, commit=commit.short)
