"""`docs/git.md` shows what git shows."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from coop.analysis.fact_words import KEYS
from coop.dataset.identity import identify_items
from coop.dataset.layout import find_dataset
from coop.history.git_setup import AttributesFile, GitSetup
from tests.conftest import REPOSITORY
from tests.history.conftest import Repository

PAGE = (REPOSITORY / "docs" / "git.md").read_text(encoding="utf-8")
FILE = "agreements/2019/ha-noi-thanh-hoa-2019.yaml"


def example(name: str) -> str:
    found = re.search(rf"<!-- example: {name} -->\n\n```\w+\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    return found[1]


@pytest.fixture
def repository(four: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Thử")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "thu@example.org")
    made = Repository(four.parent)
    made.git("init", "--quiet", "--initial-branch", "main")
    GitSetup(find_dataset(four), sys.executable).install(AttributesFile.SHARED)
    made.commit()
    return made


def correct(repository: Repository, *changes: tuple[str, str]) -> None:
    file = repository.root / "data" / FILE
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


AMOUNT = ("amount: 45500", "amount: 47100")
PHRASE = ("as_stated: khoảng 45.500 tỷ đồng", "as_stated: khoảng 47.100 tỷ đồng")


def test_the_diff_is_what_git_shows(repository: Repository) -> None:
    correct(repository, AMOUNT, PHRASE)
    lines = repository.git("diff", "-U0").splitlines(keepends=True)
    shown = [line for line in (*lines[:-1], f"{lines[-1]}\n") if re.match(r"[+-](?![+-])", line)]
    assert "".join(shown) == example("diff")


def test_the_conflict_is_what_git_leaves(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "-b", "khac")
    correct(repository, AMOUNT, PHRASE)
    repository.commit()
    repository.git("checkout", "--quiet", "main")
    correct(repository, ("as_stated: khoảng 45.500 tỷ đồng", "as_stated: trên 45.500 tỷ đồng"))
    repository.commit()
    merge = subprocess.run(["git", "-C", str(repository.root), "merge", "khac"], capture_output=True, check=False)
    assert merge.returncode == 1
    text = (repository.root / "data" / FILE).read_text(encoding="utf-8")
    # A git since 2024 tells the names of the sides.
    for old, new in (("<<<<<<< ours", "<<<<<<< HEAD"), (">>>>>>> theirs", ">>>>>>> khac")):
        text = text.replace(old, new)
    assert example("conflict") in text


def test_the_lists_that_the_page_calls_one_value_are(repository: Repository) -> None:
    for key in ("period", "from", "to", "between"):
        assert f"`{key}`" in PAGE
        assert identify_items(["a", "b"], ("figures", ("x",), key)) is None
    for key in ("fields", "source", "inferred", "not_stated"):
        assert f"`{key}`" in PAGE
        assert identify_items(["a", "b"], (key,)) == [("a",), ("b",)]
        assert key in KEYS
    assert repository.git("check-attr", "merge", f"data/{FILE}").endswith(": coop")
