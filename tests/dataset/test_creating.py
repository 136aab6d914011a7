"""A new agreement's file in the dataset: made whole or not at all, and in nobody's place."""

import errno
import os
from pathlib import Path

import pytest

from coop.dataset.creating import check_is_own, create_agreement
from coop.dataset.layout import Location, Reason
from coop.errors import UnreadableFile, UsageError

PATH = "agreements/2021/x-2021.yaml"


@pytest.fixture
def location(tmp_path: Path) -> Location:
    (tmp_path / "agreements").mkdir()
    return Location(tmp_path, Reason.OPTION)


def test_file_is_made_with_its_folder(location: Location) -> None:
    target = create_agreement(location, PATH, "id: Hà Nội\n")
    assert target.read_bytes() == "id: Hà Nội\n".encode()
    assert [each.name for each in target.parent.iterdir()] == ["x-2021.yaml"]


def test_file_that_is_there_stays(location: Location) -> None:
    create_agreement(location, PATH, "one")
    with pytest.raises(UsageError, match=f"{location.root / PATH} is there already, and is not overwritten"):
        create_agreement(location, PATH, "two")
    assert (location.root / PATH).read_text(encoding="utf-8") == "one"


@pytest.mark.parametrize("call", ["mkdir", "open"])
def test_what_the_system_refuses_is_told_and_leaves_nothing(
    call: str, location: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, call, refuse)
    with pytest.raises(UnreadableFile, match=f"cannot write {location.root / PATH}: permission denied"):
        create_agreement(location, PATH, "one")
    monkeypatch.undo()
    assert not list((location.root / "agreements").iterdir())


def test_interruption_leaves_nothing(location: Location, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        create_agreement(location, PATH, "one")
    assert not list((location.root / "agreements").iterdir())


@pytest.mark.parametrize("reason", Reason)
def test_snapshot_of_the_package_is_nobodys_own(reason: Reason, tmp_path: Path) -> None:
    if reason is Reason.SNAPSHOT:
        with pytest.raises(UsageError, match="the snapshot shipped with coop"):
            check_is_own(Location(tmp_path, reason))
    else:
        check_is_own(Location(tmp_path, reason))
