"""What the tests of the index share: a small dataset, and looks at it at chosen times."""

import os
import sqlite3
import time
from pathlib import Path

import pytest

from coop.dataset.dataset import Dataset
from coop.dataset.index.index import Index, open_index
from coop.dataset.index.look import MARGIN
from coop.dataset.layout import Location, Reason
from coop.dataset.loading import load_dataset
from tests.conftest import agreement, figure, write_dataset

ONE, TWO, THREE = "agreements/2019/one.yaml", "agreements/2019/two.yaml", "agreements/2021/three.yaml"


def write_three(folder: Path) -> Path:
    """A dataset of three agreements: its data folder."""
    return write_dataset(
        folder,
        agreement("one", "ha-noi", "thanh-hoa", fields=["y-te"], figures=[figure("aid", source="ha-noi")]),
        agreement("two", "ha-noi", "can-tho"),
        agreement("three", "ha-noi", "da-nang", date="2021-03"),
    )


def place(data: Path) -> Location:
    return Location(data, Reason.OPTION)


def later(times: int = 2) -> int:
    """A moment by which the state of every file written so far will do; each is later than those before it."""
    return time.time_ns() + times * MARGIN


def index_at(data: Path, now: int) -> Index:
    index = open_index(str(data), now=now)
    assert index is not None
    return index


def load_at(data: Path, now: int) -> tuple[Dataset, int]:
    """The dataset by way of its index at a time, and how many files were looked into for what stands in them."""
    index = index_at(data, now)
    try:
        return load_dataset(place(data), index=index), index.read_files
    finally:
        index.close()


def check_like_without(data: Path, now: int) -> Dataset:
    """The dataset by way of its index, which is the one that all its files give."""
    found, _ = load_at(data, now)
    told = load_dataset(place(data))
    assert found == told
    assert [each.path for each in found.agreements] == [each.path for each in told.agreements]
    return found


def database_of(data: Path) -> Path:
    """The only database in the cache."""
    (found,) = (Path(os.environ["COOP_CACHE"]) / "index").glob("*.sqlite")
    assert data.is_dir()
    return found


def change(path: Path, *statements: str) -> None:
    """Change a database as another program would."""
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of three agreements, with a cache of its own."""
    monkeypatch.setenv("COOP_CACHE", str(tmp_path / "cache"))
    return write_three(tmp_path)
