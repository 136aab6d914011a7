"""The history of one agreement, or of one value of it, over commits and renames."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from coop.analysis.compare import Change, find_value
from coop.bilingual import Bilingual
from coop.dataset.advice import say_nearest
from coop.dataset.composer import Value
from coop.dataset.dataset import Dataset
from coop.dataset.files import Revision
from coop.dataset.layout import Location, find_agreement_files, find_program_schemas
from coop.dataset.scalars import shorten
from coop.dataset.vocabulary_files import build_description, build_sound_vocabularies, read_vocabularies
from coop.errors import UnknownName
from coop.history.commits import (
    Commit,
    Place,
    Side,
    compare_trees,
    find_cut_off,
    find_empty_tree,
    find_place,
    read_commits,
)
from coop.history.objects import find_prefix, list_tree, open_blobs
from coop.history.revision import refuse_other_dataset, resolve_revision
from coop.history.snapshot import open_files
from coop.history.trail import Step, Trail, Version, compare_versions


class StepKind(StrEnum):
    """What a commit did to an agreement as a whole."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    CHANGED = "changed"
    MOVED = "moved"
    FORMATTED = "formatted"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class History:
    """The commits that touched an agreement, the newest first.

    `agreement_id` is the last id it had, `asked` the one asked for, and `renamed` the commit that changed the one into
    the other. `dataset` has the vocabularies of the revision asked for, as far as they are sound, and no agreements.
    `newest` is its data as they were last. Where a shallow clone ends the history, `cut_off` is its first
    commit.
    """

    asked: str
    agreement_id: str
    dataset: Dataset
    steps: tuple[Step, ...]
    newest: Version | None
    renamed: Commit | None = None
    cut_off: Commit | None = None


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One change of a value, and the step that made it."""

    step: Step
    change: Change


def find_kind(step: Step) -> StepKind:
    """What the commit did, the most telling of several first."""
    old, new = step.old, step.new
    if old is None or new is None:
        return StepKind.ADDED if old is None else StepKind.REMOVED
    if old.place.stem != new.place.stem:
        return StepKind.RENAMED
    if step.changes:
        return StepKind.CHANGED
    if old.data is None or new.data is None:
        return StepKind.UNREADABLE
    return StepKind.MOVED if old.path != new.path else StepKind.FORMATTED


def trace_agreement(location: Location, agreement_id: str, *, at: str = "HEAD") -> History:
    """The history of an agreement up to a revision; `UnknownName` where no commit has one of that id."""
    refuse_other_dataset(location)
    folder = location.root
    revision = resolve_revision(folder, at)
    dataset = _read_terms(location, revision)
    start = revision.commit
    commits = read_commits(folder, start)
    empty = find_empty_tree(folder)
    trees = {each.name: each.tree for each in commits}
    pairs = ((trees.get(p, empty), each.tree) for each in commits for p in each.parents or ("",))
    differing = compare_trees(folder, pairs)
    cut_off = find_cut_off(folder, commits)
    with open_blobs(folder) as blobs:
        trail = Trail(folder, commits, differing, empty, cut_off, blobs)
        home = find_prefix(folder).rstrip("/")
        there = _list_agreements(folder, start, home)
        place = Place(home, agreement_id)
        renamed = None
        if place not in there:
            place, renamed = _find_elsewhere(location, trail, there, place)
        steps = _bridge_unreadable(tuple(trail.follow(place)))
        newest = trail.read(place, there.get(place)) or next((s.new or s.old for s in steps), None)
    cut = next((each for each in commits if each.name in cut_off), None)
    return History(agreement_id, place.stem, dataset, steps, newest, renamed, cut)


def _read_terms(location: Location, revision: Revision) -> Dataset:
    """The dataset without agreements; a vocabulary that cannot be used is empty, so that ids have no names."""
    files = open_files(location, revision)
    terms = read_vocabularies(files, find_program_schemas())
    return Dataset(location, build_description(terms["dataset"]), build_sound_vocabularies(terms), (), files=files)


def _list_agreements(folder: Path, commit: str, home: str) -> dict[Place, Side]:
    """The agreement files of the dataset at a commit."""
    start = f"{home}/agreements".lstrip("/")
    found = ((find_place(path), path, entry) for path, entry in list_tree(folder, commit, start))
    return {place: Side(path, entry.blob) for place, path, entry in found if place is not None and place.home == home}


def _find_elsewhere(
    location: Location, trail: Trail, there: dict[Place, Side], place: Place
) -> tuple[Place, Commit | None]:
    """Where an agreement is, or last was, that has no file of its name at the first commit."""
    for other, side in there.items():
        version = trail.read(other, side)
        if version is not None and version.data is not None and version.data.get("id") == place.stem:
            return other, None
    homes = trail.find_homes(place.home)
    known = {p for changes in trail.differing.values() for p in changes if p.home in homes}
    last = place if place in known else next((p for p in sorted(known) if p.stem == place.stem), None)
    if last is None:
        raise _unknown(location, place, known)
    renamed = None
    seen = {last}
    while last not in there:
        heir, commit = trail.find_heir(last) or (last, None)
        if heir in seen:
            break
        seen.add(heir)
        last, renamed = heir, renamed or commit
    return last, renamed


def _unknown(location: Location, place: Place, known: Iterable[Place]) -> UnknownName:
    shown = shorten(place.stem)
    if any(file.stem == place.stem for file in find_agreement_files(location)):
        return UnknownName(
            Bilingual(f"the agreement '{shown}' is in no commit yet", f"thỏa thuận '{shown}' chưa có trong commit nào"),
            hint=Bilingual("its history begins with its first commit", "lịch sử bắt đầu từ commit đầu tiên của nó"),
        )
    ids = sorted({each.stem for each in known})
    noun = Bilingual("agreement", "thỏa thuận")
    return UnknownName(
        Bilingual(
            f"no agreement with id '{shown}' in the history", f"lịch sử không có thỏa thuận nào mang mã '{shown}'"
        ),
        hint=say_nearest(place.stem, ids, noun=noun)
        or Bilingual("'coop list' lists them", "'coop list' liệt kê các mã"),
    )


def _bridge_unreadable(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps, and where a file can be read again, what changed since it last could be."""
    bridged = []
    for position, step in enumerate(steps):
        if step.old is not None and step.old.data is None and step.new is not None and step.new.data is not None:
            older = (each.old for each in steps[position:] if each.old is not None and each.old.data is not None)
            last = next(older, None)
            step = replace(step, changes=compare_versions(last, step.new) if last is not None else ())
        bridged.append(step)
    return tuple(bridged)


def trace_value(history: History, path: str) -> tuple[ValueChange, ...]:
    """Every change of the value at a path such as `figures.von-dang-ky.amount`, or within it, the newest first.

    A figure or source that got another id is followed under each that it had. `UnknownName` where no state of the
    agreement has such a value.
    """
    found: list[ValueChange] = []
    here = name_value(history, path)[0]
    for step in history.steps:
        for change in step.changes:
            narrowed = _narrow(change, here)
            if narrowed is not None:
                found.append(ValueChange(step, narrowed))
        here = _follow_id(step.changes, here)
    if not found and not _has_value(history, name_value(history, path)[0]):
        raise _no_value(history, path)
    return tuple(found)


def name_value(history: History, path: str) -> tuple[str, Commit | None]:
    """The last path of the value that `path` leads to, and the commit that gave its figure or source that id."""
    here, renamed = path, None
    for step in reversed(history.steps if not _has_value(history, path) else ()):
        heir = _name_behind(step.changes, here)
        if heir is not None:
            here, renamed = heir, step.commit
    return here, renamed


def _has_value(history: History, path: str) -> bool:
    newest = history.newest.data if history.newest is not None else None
    return newest is not None and find_value(newest, path) is not None


def _narrow(change: Change, path: str) -> Change | None:
    """The change as far as it is one of the value at `path`."""
    if change.at == path or change.at.startswith(f"{path}."):
        return change
    if change.at and not path.startswith(f"{change.at}."):
        return None
    within = path.removeprefix(change.at).removeprefix(".")
    before, after = (
        find_value(each, within) if isinstance(each, dict) else None for each in (change.before, change.after)
    )
    return replace(change, at=path, before=before, after=after) if before is not None or after is not None else None


def _follow_id(changes: Iterable[Change], path: str) -> str:
    """The path of the value before the changes, where one of them gave its figure or source another id."""
    group, _, rest = path.partition(".")
    member, dot, within = rest.partition(".")
    for change in changes:
        if change.at == f"{group}.{member}.id" and isinstance(change.before, str):
            return f"{group}.{change.before}{dot}{within}"
    return path


def _name_behind(changes: Iterable[Change], path: str) -> str | None:
    """The path of the value behind the changes, where one of them gave its figure or source another id."""
    group, _, rest = path.partition(".")
    member, dot, within = rest.partition(".")
    for change in changes:
        is_id = change.at.startswith(f"{group}.") and change.at.endswith(".id") and change.at.count(".") == 2
        if is_id and change.before == member and isinstance(change.after, str):
            return f"{group}.{change.after}{dot}{within}"
    return None


def _no_value(history: History, path: str) -> UnknownName:
    shown = shorten(path, 100)
    data = history.newest.data if history.newest is not None else None
    known = list(_list_paths(dict(data), "")) if data is not None else []
    message = Bilingual(
        "no value '{path}' in the history of '{id}'", "lịch sử của '{id}' không có giá trị '{path}'"
    ).fill(path=shown, id=history.agreement_id)
    hint = Bilingual(
        "a value is named as in figures.von-dang-ky.amount, status or parties.ha-noi",
        "giá trị được nêu như figures.von-dang-ky.amount, status hay parties.ha-noi",
    )
    return UnknownName(message, hint=say_nearest(path, known, noun=Bilingual("value", "giá trị")) or hint)


def _list_paths(data: Value, at: str) -> Iterator[str]:
    """The paths of what is in a file, as far as they have no names but keys and ids."""
    if not isinstance(data, dict):
        return
    for key, value in data.items():
        path = f"{at}.{key}" if at else key
        yield path
        members = value if isinstance(value, list) else []
        for member in members:
            name = member.get("id") or member.get("locality") if isinstance(member, dict) else None
            if isinstance(name, str):
                yield f"{path}.{name}"
                yield from _list_paths(member, f"{path}.{name}")
        yield from _list_paths(value, path)
