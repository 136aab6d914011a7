"""What checks leave in the index: kept for a content, found by key, and whole or not at all."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from coop.dataset.index.checked import CheckedFiles
from coop.dataset.index.index import Index
from coop.dataset.index.inventory import DamagedIndex
from coop.dataset.index.store import Store
from tests.dataset.indexing import ONE, THREE, TWO, data, database_of, index_at, later

__all__ = ["data"]

BIG = 2**63 - 1


@contextmanager
def opened(folder: Path, times: int) -> Iterator[tuple[Index, CheckedFiles]]:
    index = index_at(folder, later(times))
    try:
        yield index, CheckedFiles(index)
    finally:
        index.close()


def keep_all(folder: Path, times: int = 2) -> None:
    with opened(folder, times) as (index, checked):
        assert checked.find_unchecked() == ([ONE, TWO, THREE], [])
        for path, facts in ((ONE, [(5, b"a"), (BIG, b"b")]), (TWO, [(5, b"c"), (1029, b"d")]), (THREE, [])):
            assert index.read(path) is not None
            checked.keep(path, f"blob of {path}".encode(), facts)
        checked.settle()
        assert index.commit()


def test_facts_are_found_by_their_key(data: Path) -> None:
    keep_all(data)
    with opened(data, 3) as (_, checked):
        assert checked.find_unchecked() == ([], [])
        assert checked.read_facts([5]) == [(5, ONE, b"a"), (5, TWO, b"c")]
        assert checked.read_facts([BIG, 1029]) == [(1029, TWO, b"d"), (BIG, ONE, b"b")]
        assert checked.read_facts([6]) == []
        assert dict(checked.read([ONE, THREE])) == {ONE: f"blob of {ONE}".encode(), THREE: f"blob of {THREE}".encode()}


def test_facts_of_this_run_are_found_before_they_are_written(data: Path) -> None:
    with opened(data, 2) as (index, checked):
        assert index.read(ONE) is not None
        checked.keep(ONE, b"x", [(7, b"a")])
        assert checked.read_facts([7]) == [(7, ONE, b"a")]


def test_a_changed_file_is_to_be_checked_and_its_old_facts_to_be_dropped(data: Path) -> None:
    keep_all(data)
    (data / ONE).write_bytes((data / ONE).read_bytes() + b"# more\n")
    with opened(data, 3) as (index, checked):
        assert checked.find_unchecked() == ([ONE], [ONE])
        assert dict(checked.read([ONE])) == {ONE: None}
        assert checked.drop([ONE]) == {5, BIG}
        assert checked.read_facts([5, BIG]) == [(5, TWO, b"c")]
        checked.keep(ONE, b"new", [(8, b"n")])
        checked.settle()
        assert index.commit()
    with opened(data, 5) as (_, checked):
        assert checked.find_unchecked() == ([], [])
        assert checked.read_facts([5, 8, BIG]) == [(5, TWO, b"c"), (8, ONE, b"n")]


def test_a_removed_and_a_new_file_are_told_of(data: Path) -> None:
    keep_all(data)
    (data / TWO).rename(data / "agreements/2019/dos.yaml")
    with opened(data, 3) as (index, checked):
        assert checked.find_unchecked() == (["agreements/2019/dos.yaml"], [TWO])
        assert checked.drop([TWO]) == {5, 1029}
        checked.settle()
        assert index.commit()
    with opened(data, 5) as (_, checked):
        assert checked.find_unchecked() == (["agreements/2019/dos.yaml"], [])
        assert checked.read_facts([5, 1029]) == [(5, ONE, b"a")]


def test_old_facts_stay_while_other_runs_remember_the_change(data: Path) -> None:
    keep_all(data)
    (data / ONE).unlink()
    index = index_at(data, later(3))
    assert index.commit()
    index.close()
    with opened(data, 5) as (_, checked):
        assert checked.find_unchecked() == ([], [ONE])
        assert checked.drop([ONE]) == {5, BIG}


def test_another_vocabulary_lets_all_checks_be_forgotten(data: Path) -> None:
    keep_all(data)
    with (data / "fields.yaml").open("a", encoding="utf-8") as file:
        file.write("# more\n")
    with opened(data, 3) as (index, checked):
        assert checked.find_unchecked() == ([ONE, TWO, THREE], [])
        assert checked.read_facts([5]) == []
        assert index.commit()
    with opened(data, 5) as (_, checked):
        assert checked.find_unchecked() == ([ONE, TWO, THREE], [])
        assert checked.drop([ONE]) == set()


def test_a_note_holds_for_what_it_was_made_from(data: Path) -> None:
    with opened(data, 2) as (index, _):
        index.keep_note("usage", b"counts", of=index.state)
        assert index.find_note("usage", of=index.state) == b"counts"
        assert index.commit()
    (data / ONE).unlink()
    with opened(data, 3) as (later_index, _):
        assert later_index.find_note("usage", of=later_index.state) is None
        assert later_index.find_note("usage", of=index.state) == b"counts"


def test_a_file_that_cannot_be_read_is_always_to_be_checked(data: Path) -> None:
    (data / TWO).unlink()
    (data / TWO).symlink_to("nowhere")
    with opened(data, 2) as (index, checked):
        assert index.read(TWO) is None
        for path in (ONE, THREE):
            checked.keep(path, b"x", [])
        checked.settle()
        assert index.commit()
    with opened(data, 3) as (_, checked):
        assert checked.find_unchecked() == ([TWO], [])


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM facts",
        "DELETE FROM facts WHERE rowid = (SELECT min(rowid) FROM facts)",
        "UPDATE facts SET value = zeroblob(length(value))",
        "UPDATE facts SET name = x'0000' WHERE name = x'0005'",
    ],
)
def test_lost_facts_are_noticed(data: Path, damage: str) -> None:
    keep_all(data)
    connection = sqlite3.connect(database_of(data))
    connection.execute(damage)
    connection.commit()
    connection.close()
    with opened(data, 3) as (_, checked), pytest.raises(DamagedIndex):
        checked.read_facts([5, 1029, BIG])


def test_a_lost_check_is_noticed(data: Path) -> None:
    keep_all(data)
    connection = sqlite3.connect(database_of(data))
    connection.execute("UPDATE checked SET value = substr(value, 1, 20) || x'00' WHERE name = ?", (ONE.encode(),))
    connection.commit()
    connection.close()
    with opened(data, 3) as (_, checked):
        assert checked.find_unchecked() == ([], [])
        assert dict(checked.read([TWO])) == {TWO: f"blob of {TWO}".encode()}
        with pytest.raises(DamagedIndex):
            list(checked.read([ONE]))


def test_after_a_refused_write_nothing_is_written_in_that_run(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_all(data)
    (data / ONE).write_bytes((data / ONE).read_bytes() + b"# more\n")
    monkeypatch.setattr("coop.dataset.index.index._MOST_PENDING", 0)
    other = sqlite3.connect(database_of(data), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with opened(data, 3) as (index, checked):
        assert checked.find_unchecked() == ([ONE], [ONE])
        checked.drop([ONE])
        checked.keep(ONE, b"new", [(8, b"n")])
        other.close()
        checked.settle()
        assert not index.commit()
    monkeypatch.undo()
    monkeypatch.setenv("COOP_CACHE", str(data.parent / "cache"))
    with opened(data, 5) as (_, checked):
        assert checked.find_unchecked() == ([ONE], [ONE])
        assert checked.read_facts([5, BIG]) == [(5, ONE, b"a"), (5, TWO, b"c"), (BIG, ONE, b"b")]


def test_after_a_write_that_failed_nothing_of_other_vocabularies_is_believed(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_all(data)
    with (data / "fields.yaml").open("a", encoding="utf-8") as file:
        file.write("# more\n")
    monkeypatch.setattr("coop.dataset.index.index._MOST_PENDING", 0)
    with opened(data, 3) as (index, checked):
        checked.keep(ONE, b"new", [])
        assert dict(checked.read([ONE, TWO])) == {ONE: b"new", TWO: None}
        index._look.store.select("PRAGMA max_page_count = 1")  # a full disk: no more pages than there are
        index.put("facts", b"large", b"x" * 1_000_000)
        assert dict(checked.read([ONE, TWO])) == {ONE: None, TWO: None}
        assert not index.commit()


def test_many_facts_are_written_and_found(data: Path) -> None:
    with opened(data, 2) as (index, checked):
        for number, path in enumerate((ONE, TWO, THREE)):
            checked.keep(path, b"x", ((key * 7919, b"%d" % number) for key in range(5000)))
        checked.settle()
        assert index.commit()
    with opened(data, 3) as (_, checked):
        for key in (0, 7919 * 4999, 7919 * 2500):
            assert [fact[1:] for fact in checked.read_facts([key])] == [(ONE, b"0"), (TWO, b"1"), (THREE, b"2")]


def copy_to(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes((folder / ONE).read_bytes())


def keep_every(folder: Path, times: int) -> list[str]:
    """Check what is to be checked; its paths."""
    with opened(folder, times) as (index, checked):
        unchecked, outdated = checked.find_unchecked()
        checked.drop({*unchecked, *outdated})
        for path in unchecked:
            checked.keep(path, b"x", [(len(path), path.encode())])
        checked.settle()
        assert index.commit()
    return unchecked


def test_folders_whose_names_begin_alike_or_that_lie_in_one_another_are_told_apart(data: Path) -> None:
    odd = (
        "agreements/loose.yaml", "agreements/2019/in/one.yaml", "agreements/2019-b/one.yaml",
        "agreements/20190/one.yaml", "agreements/2019./one.yaml", "agreements/năm/một.yaml",
    )  # fmt: skip
    copy_to(data, *odd)
    assert keep_every(data, 2) == sorted([ONE, TWO, THREE, *odd])
    with opened(data, 4) as (_, checked):
        assert checked.find_unchecked() == ([], [])
    for times, path in enumerate((ONE, *odd)):
        (data / path).write_bytes((data / path).read_bytes() + b"# more\n")
        with opened(data, 5 + 2 * times) as (_, checked):
            assert checked.find_unchecked() == ([path], [path])
        assert keep_every(data, 6 + 2 * times) == [path]


def test_of_a_folder_that_is_gone_all_files_are_told(data: Path) -> None:
    nested = "agreements/2019/in/one.yaml"
    copy_to(data, nested)
    keep_every(data, 2)
    (data / "agreements/2019").rename(data / "agreements/2020")
    moved = [path.replace("2019", "2020") for path in (nested, ONE, TWO)]
    with opened(data, 4) as (_, checked):
        assert checked.find_unchecked() == (moved, [nested, ONE, TWO])
    assert keep_every(data, 6) == moved
    with opened(data, 8) as (_, checked):
        assert checked.find_unchecked() == ([], [])


def test_what_is_not_dropped_is_told_again_though_all_there_is_has_been_checked(data: Path) -> None:
    keep_every(data, 2)
    (data / ONE).unlink()
    (data / THREE).write_bytes((data / THREE).read_bytes() + b"# more\n")
    with opened(data, 4) as (index, checked):
        assert checked.find_unchecked() == ([THREE], [ONE, THREE])
        checked.drop([THREE])
        checked.keep(THREE, b"new", [])
        checked.settle()
        assert index.commit()
    with opened(data, 6) as (_, checked):
        assert checked.find_unchecked() == ([], [ONE])


def test_only_folders_with_a_change_are_gone_through(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_every(data, 2)
    (data / THREE).write_bytes((data / THREE).read_bytes() + b"# more\n")
    asked: list[bytes] = []
    find_heads = Store.find_heads

    def count(store: Store, table: str, size: int, within: bytes) -> Iterator[tuple[bytes, bytes]]:
        asked.append(within)
        return find_heads(store, table, size, within)

    monkeypatch.setattr(Store, "find_heads", count)
    assert keep_every(data, 4) == [THREE]
    assert asked == [b"agreements/2021"]
