"""Answers are given again as long as nothing that they depend on has changed."""

from pathlib import Path

import pytest

from coop.dataset.index import answers
from coop.dataset.index.answers import find_answer, keep_answer, keep_known_answer
from coop.dataset.index.look import look_at
from tests.dataset.indexing import ONE, data, index_at, later

__all__ = ["data"]


def remember(folder: Path, now: int) -> bytes:
    """Bring the index up to the files; the state of the dataset."""
    index = index_at(folder, now)
    index.commit()
    index.close()
    return index.state


def find(folder: Path, key: bytes, now: int) -> bytes | None:
    look = look_at(str(folder), now=now)
    assert look is not None
    try:
        return find_answer(look, key)
    finally:
        look.store.close()


def test_an_answer_is_found_in_its_state_alone(data: Path) -> None:
    state = remember(data, later())
    assert keep_answer(str(data), state, b"list", b"three", now=later(3))
    assert find(data, b"list", later(4)) == b"three"
    assert find(data, b"stats", later(4)) is None
    text = (data / ONE).read_bytes()
    (data / ONE).unlink()
    assert find(data, b"list", later(5)) is None
    remember(data, later(6))
    assert find(data, b"list", later(7)) is None
    (data / ONE).write_bytes(text)
    assert remember(data, later(8)) == state
    assert find(data, b"list", later(9)) == b"three"


def test_an_answer_from_before_a_change_is_not_kept(data: Path) -> None:
    state = remember(data, later())
    (data / ONE).unlink()
    assert not keep_answer(str(data), state, b"list", b"three", now=later(3))
    remember(data, later(4))
    assert not keep_answer(str(data), state, b"list", b"three", now=later(5))


def test_an_answer_that_is_surely_of_its_state_is_kept_whatever_changes_meanwhile(data: Path) -> None:
    state = remember(data, later())
    text = (data / ONE).read_bytes()
    (data / ONE).unlink()
    assert keep_known_answer(str(data), state, b"list", b"three", now=later(3))
    assert find(data, b"list", later(4)) is None
    (data / ONE).write_bytes(text)
    assert find(data, b"list", later(5)) is None
    assert remember(data, later(6)) == state
    assert find(data, b"list", later(7)) == b"three"


def test_an_answer_of_a_state_that_the_index_has_left_is_not_kept(data: Path) -> None:
    state = remember(data, later())
    (data / ONE).unlink()
    remember(data, later(3))
    assert not keep_known_answer(str(data), state, b"list", b"three", now=later(4))


def test_without_an_index_no_answer_is_kept(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = remember(data, later())
    monkeypatch.setattr("coop.dataset.index.look.fingerprint_program", lambda settled: None if settled else b"")
    assert not keep_known_answer(str(data), state, b"list", b"three", now=later(3))
    assert not keep_answer(str(data), state, b"list", b"three", now=later(3))


def test_the_oldest_answers_make_room_for_new_ones(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST", 2_500)
    monkeypatch.setattr(answers, "LONGEST", 1_100)
    state = remember(data, later())
    for key in (b"1", b"2", b"3"):
        assert keep_answer(str(data), state, key, key * 1_000, now=later(3))
    assert not keep_answer(str(data), state, b"4", b"x" * 1_101, now=later(3))
    assert [find(data, key, later(4)) is not None for key in (b"1", b"2", b"3", b"4")] == [False, True, True, False]
    assert keep_answer(str(data), state, b"2", b"again", now=later(5))
    assert keep_answer(str(data), state, b"5", b"5" * 1_000, now=later(5))
    assert find(data, b"2", later(6)) == b"again"


def test_an_empty_answer_is_one(data: Path) -> None:
    state = remember(data, later())
    assert keep_answer(str(data), state, b"", b"", now=later(3))
    assert find(data, b"", later(4)) == b""
