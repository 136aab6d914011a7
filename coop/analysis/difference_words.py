"""What is said of a difference as a whole: its ends, its counts, and what it does to the totals."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from coop.analysis import words
from coop.analysis.change_words import NATURE, Sayer
from coop.analysis.compare import Change, ChangeNature, compare_data
from coop.analysis.difference import Difference
from coop.analysis.file_changes import End, Fate, FileChange, Unreadable
from coop.analysis.notes import count_noun
from coop.analysis.saying import say_quantity
from coop.analysis.total_changes import TotalChange
from coop.bilingual import Bilingual
from coop.dataset.composer import Value
from coop.dataset.dataset import Dataset
from coop.dataset.values import mappings_at
from coop.diagnostic import show_text
from coop.language.quantity import Quantity

NO_CHANGES = Bilingual("no changes", "không có thay đổi")
FORMATTED = Bilingual(
    "formatting alone (comments, quotes, layout, order): {files}",
    "chỉ đổi cách trình bày (chú thích, dấu nháy, bố cục, thứ tự): {files}",
)
FATE = {
    Fate.ADDED: Bilingual("added", "thêm mới"),
    Fate.REMOVED: Bilingual("removed", "bỏ đi"),
    Fate.RENAMED: Bilingual("renamed", "đổi tên"),
    Fate.CHANGED: Bilingual("changed", "sửa"),
    Fate.FORMATTED: Bilingual("formatting alone", "chỉ đổi trình bày"),
}
FATE_SIGN = {Fate.ADDED: "+", Fate.REMOVED: "-", Fate.RENAMED: ">", Fate.CHANGED: "~", Fate.FORMATTED: "="}
VOCABULARY = {
    "dataset": Bilingual("dataset", "bộ dữ liệu"),
    "localities": Bilingual("localities", "địa phương"),
    "regions": Bilingual("regions", "vùng"),
    "fields": Bilingual("fields", "lĩnh vực"),
    "measures": Bilingual("measures", "chỉ tiêu"),
}
_WORK_TREE = Bilingual("work tree", "cây làm việc")
_NONE = Bilingual("none", "không có")
_UNREADABLE = {
    End.OLD: Bilingual("could not be read before", "trước đây không đọc được"),
    End.NEW: Bilingual("cannot be read", "không đọc được"),
}
_AT_EITHER_END = Bilingual(" at either end", " ở cả hai đầu")
_SEVERAL = {
    ChangeNature.FACT: Bilingual("new facts", "dữ kiện mới"),
    ChangeNature.CORRECTION: Bilingual("corrections", "đính chính"),
    ChangeNature.EVENT: Bilingual("events", "diễn biến"),
}
_FIRST_ASKED = ("date", "figures", "events", "sources")


def name_end(dataset: Dataset) -> Bilingual:
    """What one end of a comparison is called: the revision as it was typed with its commit, or the work tree."""
    revision = dataset.revision
    if revision is None:
        return _WORK_TREE
    is_commit = revision.commit.startswith(revision.name)
    return words.same(revision.short if is_commit else show_text(f"{revision.name} ({revision.short})", limit=100))


def say_summary(difference: Difference) -> Bilingual:
    """How many agreements came, went and changed, in how many changes of which nature, and what cannot be read."""
    agreements = [
        words.join(words.number(count), " ", FATE[fate]) for fate in Fate if (count := difference.fates[fate])
    ]
    natures = [
        words.join(words.number(count), " ", _SEVERAL.get(nature, said) if count > 1 else said)
        for nature, said in NATURE.items()
        if (count := difference.natures[nature])
    ]
    parts = [words.join(Bilingual("agreements: ", "thỏa thuận: "), words.join(*agreements, by=", "))] * bool(agreements)
    if difference.vocabularies:
        names = words.join(*(VOCABULARY[each.id] for each in difference.vocabularies), by=", ")
        parts.append(words.join(Bilingual("vocabularies: ", "bảng từ vựng: "), names))
    if natures:
        parts.append(words.join(Bilingual("changes: ", "thay đổi: "), words.join(*natures, by=", ")))
    if difference.is_empty:
        parts.append(NO_CHANGES)
    return words.join(*parts, *_count_unreadable(difference), by="; ")


def _count_unreadable(difference: Difference) -> Iterator[Bilingual]:
    """How many files cannot be read now, could not be read before alone, and cannot be read at either end."""
    now = {each.left_out.path for each in difference.unreadable if each.end is End.NEW and each.is_changed}
    same = {each.left_out.path for each in difference.unreadable if not each.is_changed}
    before = {each.left_out.path for each in difference.unreadable} - now - same
    ends = (_UNREADABLE[End.NEW], _UNREADABLE[End.OLD], words.join(_UNREADABLE[End.NEW], _AT_EITHER_END))
    for paths, said in zip((now, before, same), ends, strict=True):
        if paths:
            number = words.number(len(paths))
            noun = Bilingual(f"{_noun(len(paths), 'file')} ", f"{number.vi} tệp ")
            yield words.join(noun, said)


def say_ends(difference: Difference) -> Bilingual:
    """From what to what."""
    return words.join(name_end(difference.old), " → ", name_end(difference.new))


def say_rename(change: FileChange) -> Bilingual | None:
    """The id or the place that a file had before."""
    if change.old_id is not None:
        return Bilingual(f"id was {change.old_id}", f"mã cũ là {change.old_id}")
    if change.old_path is not None:
        return Bilingual(f"was {show_text(change.old_path)}", f"trước ở {show_text(change.old_path)}")
    return None


def say_unreadable(unreadable: Unreadable) -> Bilingual:
    """Which file cannot be read at which end, and the first error in it."""
    path, first = unreadable.left_out.path, unreadable.left_out.first
    place = f"{show_text(path)}:{first.span.line}:{first.span.column}"
    said = _UNREADABLE[unreadable.end]
    if not unreadable.is_changed:
        said = words.join(said, _AT_EITHER_END)
    return words.join(place, " ", said, ": ", first.message)


def name_total(total: TotalChange, sayer: Sayer) -> Bilingual:
    """The measure, and the localities where it is not the total of the whole."""
    label = words.within(sayer.name_measure(total.measure))
    if total.ends is None:
        return label
    ends = sayer.say_ends(list(total.ends.source), list(total.ends.destination), list(total.ends.between))
    return words.join(label, ", ", ends if ends.en else Bilingual("ends not stated", "không nêu nơi đi, nơi đến"))


def say_total(quantity: Quantity | None) -> Bilingual:
    """A total, or that there is none."""
    return _NONE if quantity is None else say_quantity(quantity)


def say_total_change(total: TotalChange) -> Bilingual:
    """Before and after, the unit said once where it is the same: "≈ 45,500 → ≈ 47,100 tỷ"."""
    old, new = say_total(total.old), say_total(total.new)
    return Bilingual(*(f"{_drop_unit(one, other)} → {other}" for one, other in zip(old, new, strict=True)))


def _drop_unit(one: str, other: str) -> str:
    """The first without the words behind its number that stand behind the other's too."""
    unit = _unit(one)
    return one.removesuffix(unit).rstrip() if unit and unit == _unit(other) else one


def _unit(text: str) -> str:
    parts = text.split(" ")
    numbers = [position for position, part in enumerate(parts) if any(character.isdigit() for character in part)]
    return " ".join(parts[numbers[-1] + 1 :]) if numbers else ""


def say_counts(difference: Difference) -> Bilingual:
    """How many agreements, figures and sources there were and are."""
    old, new = difference.counts
    return Bilingual(
        ", ".join(
            (
                f"{_step(old.agreements, new.agreements).en}{_noun(new.agreements, 'agreement')}",
                f"{_step(old.figures, new.figures).en}{_noun(new.figures, 'figure')}",
                f"{_step(old.sources, new.sources).en}{_noun(new.sources, 'source')}",
            )
        ),
        ", ".join(
            (
                f"{_step(old.agreements, new.agreements).vi}{words.number(new.agreements).vi} thỏa thuận",
                f"{_step(old.figures, new.figures).vi}{words.number(new.figures).vi} số liệu",
                f"{_step(old.sources, new.sources).vi}{words.number(new.sources).vi} nguồn",
            )
        ),
    )


def _step(old: int, new: int) -> Bilingual:
    return words.join(words.number(old), " → ") if old != new else words.same("")


def _noun(number: int, noun: str) -> str:
    return count_noun(number, noun)


def say_limits(difference: Difference) -> Bilingual | None:
    """Which files alone the counts and totals are of."""
    if not difference.paths or "." in difference.paths:
        return None
    paths = ", ".join(show_text(each, limit=200) for each in difference.paths)
    return Bilingual(f"counts and totals of {paths} alone", f"số đếm và tổng chỉ tính trong {paths}")


def name_subject(change: FileChange) -> Bilingual:
    """An agreement by its title, a vocabulary by its name; nothing more than its place where it has neither."""
    if change.title is not None:
        return Bilingual(*(show_text(each) for each in change.title))
    return VOCABULARY.get(change.id, words.same(PurePosixPath(change.path).stem))


def split_by_layout(difference: Difference) -> tuple[list[FileChange], list[FileChange]]:
    """The files that say something else, and those whose formatting alone changed."""
    formatted = [each for each in difference.files if each.fate is Fate.FORMATTED]
    return [each for each in difference.files if each.fate is not Fate.FORMATTED], formatted


def list_changes(change: FileChange) -> tuple[Change, ...]:
    """The changes as a reader is told them: of an agreement that came or went the values that are asked for first."""
    if change.fate not in (Fate.ADDED, Fate.REMOVED) or len(change.changes) != 1:
        return change.changes
    (whole,) = change.changes
    ends = [dict(each) if isinstance(each, dict) else {} for each in (whole.before, whole.after)]
    parties: list[list[Value]] = [[], []]
    for side, data in zip(parties, ends, strict=True):
        side += [each["locality"] for _, each in mappings_at(data, "parties") if "locality" in each]
    told: list[Change] = []
    if any(parties):
        before, after = (side or None for side in parties)
        told.append(Change("parties", whole.kind, whole.nature, before, after))
    return (*told, *(each for each in compare_data(*ends) if each.at.split(".")[0] in _FIRST_ASKED))
