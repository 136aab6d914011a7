"""Heads say of each agreement what the agreement says, and of a known dataset nothing else is built."""

import random
from pathlib import Path

import pytest

from coop.dataset.agreement import Agreement
from coop.dataset.heads import Heads, load_heads
from coop.dataset.index.codec import load_value
from coop.dataset.index.heads import Head, take_head
from coop.dataset.layout import Location, Reason
from coop.dataset.loading import load_dataset
from tests.conftest import FOUR
from tests.dataset.indexing import ONE, TWO, data, index_at, later, place
from tests.dataset.test_index_equality import edit

__all__ = ["data"]

SAME = (
    "id", "path", "date", "title", "status", "instrument", "level", "period", "localities", "party_count", "pairs",
    "fields", "all_fields", "item_count",
)  # fmt: skip


def load_heads_at(folder: Path, now: int) -> Heads:
    index = index_at(folder, now)
    try:
        return load_heads(place(folder), index)
    finally:
        index.close()


def tell(head: Head) -> list[object]:
    return [getattr(head, name) for name in SAME]


def test_a_head_says_what_its_agreement_says() -> None:
    for agreement in load_dataset(Location(FOUR, Reason.OPTION)).agreements:
        head = take_head(agreement)
        for name in SAME:
            assert getattr(head, name) == getattr(agreement, name), name
        assert head.sides == tuple(party.side for party in agreement.parties)
        assert (head.figure_count, head.source_count) == (len(agreement.figures), len(agreement.sources))
        assert set(head.measures) == {figure.measure for figure in agreement.figures_with_projects}
        assert head.order == (agreement.date.first_day.isoformat(), agreement.id)


@pytest.mark.parametrize("seed", range(2))
def test_heads_are_those_of_all_agreements_whatever_happened(data: Path, seed: int) -> None:
    chosen = random.Random(seed)
    for step in range(8):
        edit(data, chosen)
        found, told = load_heads_at(data, later(step + 1)), load_dataset(place(data))
        assert [tell(head) for head in found.heads] == [tell(take_head(each)) for each in told.agreements]
        assert (found.left_out, found.vocabularies) == (told.left_out, told.vocabularies)


def test_known_heads_are_read_without_their_agreements(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_heads_at(data, later())
    monkeypatch.setattr("coop.dataset.index.records.load_value", load_no_agreement)
    (data / TWO).unlink()
    second = load_heads_at(data, later(3))
    assert [tell(head) for head in second.heads] == [tell(head) for head in first.heads if head.path != TWO]


def load_no_agreement(payload: bytes) -> object:
    found = load_value(payload)
    assert not isinstance(found, Agreement)
    return found


def test_heads_of_a_changed_file_are_taken_anew(data: Path) -> None:
    load_heads_at(data, later())
    (data / ONE).write_bytes((data / ONE).read_bytes().replace(b"signed", b"agreed"))
    assert [head.status for head in load_heads_at(data, later(3)).heads] == ["agreed", "signed", "signed"]
