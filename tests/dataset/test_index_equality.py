"""Whatever happens to a dataset, by way of its index it is what all its files give."""

import random
import subprocess
from pathlib import Path

import pytest
import yaml

from coop.dataset.loading import load_dataset
from coop.errors import CoopError
from tests.conftest import agreement, figure
from tests.dataset.indexing import check_like_without, data, index_at, later, place

__all__ = ["data"]

NAMES = ("one", "two", "three", "four", "five", "six")
VOCABULARY_EDITS = (("fields.yaml", "y-te", "y-te-moi"), ("localities.yaml", "can-tho", "can-tho-moi"))


def write_agreement(folder: Path, chosen: random.Random) -> None:
    """A new agreement, over another or beside it; sometimes one with the id of another."""
    name, year = chosen.choice(NAMES), chosen.choice((2019, 2020, 2021))
    told = agreement(
        chosen.choice((name, name, name, chosen.choice(NAMES))),
        *chosen.sample(["ha-noi", "can-tho", "da-nang", "thanh-hoa"], 2),
        date=f"{year}-0{chosen.randint(1, 9)}",
        status=chosen.choice(("signed", "agreed")),
        figures=[figure("aid", source="ha-noi", amount=chosen.randint(1, 99))] * chosen.randint(0, 1),
    )
    path = folder / "agreements" / str(year) / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), encoding="utf-8")


def pick(folder: Path, chosen: random.Random) -> Path | None:
    files = sorted((folder / "agreements").rglob("*.yaml"))
    return chosen.choice(files) if files else None


def edit(folder: Path, chosen: random.Random) -> str:
    """Something that happens to a dataset; what it was."""
    path = pick(folder, chosen)
    what = chosen.choice(("write", "write", "remove", "rename", "break", "mend", "copy", "touch", "term", "version"))
    if what == "write" or path is None:
        write_agreement(folder, chosen)
    elif what == "remove":
        path.unlink()
    elif what == "rename":
        target = folder / "agreements" / "2022" / f"{chosen.choice(NAMES)}.yaml"
        target.parent.mkdir(exist_ok=True)
        path.replace(target)
    elif what == "break":
        content = path.read_bytes()
        path.write_bytes(chosen.choice((content[: len(content) // 2], b"", b"\xff", content + b"\nextra: [1\n")))
    elif what == "mend":
        write_agreement(folder, chosen)
    elif what == "copy":
        content = path.read_bytes()
        path.with_name(f"{chosen.choice(NAMES)}.yaml").write_bytes(content)
    elif what == "touch":
        path.touch()
    elif what == "term":
        name, old, new = chosen.choice(VOCABULARY_EDITS)
        text = (folder / name).read_text(encoding="utf-8")
        old, new = (new, old) if new in text else (old, new)
        (folder / name).write_text(text.replace(f"id: {old}\n", f"id: {new}\n"), encoding="utf-8")
    else:
        with (folder / "dataset.yaml").open("a", encoding="utf-8") as file:
            file.write("# again\n")
    return what


@pytest.mark.parametrize("seed", range(4))
def test_edits_at_random(data: Path, seed: int) -> None:
    chosen = random.Random(seed)
    for step in range(12):
        for _ in range(chosen.randint(1, 3)):
            edit(data, chosen)
        # Now and then a look comes at once, when what changed last is not yet known by its state.
        check_like_without(data, later(step + 1) if chosen.random() < 0.7 else later(0))


@pytest.mark.parametrize("file", ["fields.yaml", "dataset.yaml"])
def test_a_broken_vocabulary_is_told_of_as_without(data: Path, file: str) -> None:
    first = check_like_without(data, later())
    text = (data / file).read_text(encoding="utf-8")
    (data / file).write_text(f"{text}\n  : broken\n", encoding="utf-8")
    for times in (3, 5):
        index = index_at(data, later(times))
        with pytest.raises(CoopError) as told:
            load_dataset(place(data), index=index)
        index.close()
        with pytest.raises(CoopError, match=str(told.value)):
            load_dataset(place(data))
    (data / file).write_text(text, encoding="utf-8")
    assert check_like_without(data, later(7)) == first


def git(folder: Path, *arguments: str) -> None:
    settings = ("-c", "user.name=Lan", "-c", "user.email=lan@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *settings, *arguments], check=True, capture_output=True)


def test_branches_that_are_switched(data: Path) -> None:
    chosen = random.Random(11)
    git(data.parent, "init", "-q", "-b", "main")
    git(data.parent, "add", "data")
    git(data.parent, "commit", "-q", "-m", "one")
    git(data.parent, "switch", "-q", "-c", "other")
    for _ in range(6):
        edit(data, chosen)
    git(data.parent, "add", "-A", "data")
    git(data.parent, "commit", "-q", "-m", "two")
    states = []
    for times, branch in enumerate(("main", "other", "main", "other"), 1):
        git(data.parent, "switch", "-q", branch)
        states.append(check_like_without(data, later(2 * times)).state)
    assert states[:2] == states[2:]
    assert states[0] != states[1]
