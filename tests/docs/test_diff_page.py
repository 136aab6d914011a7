"""The example in docs/diff.md is what the command prints."""

import shutil
from collections.abc import Callable

import pytest

from tests.conftest import FOUR, REPOSITORY, Result
from tests.history.conftest import Repository, make_repository, settings_of_nobody

__all__ = ["make_repository", "settings_of_nobody"]  # fixtures

Run = Callable[..., Result]


def test_the_page_shows_what_the_command_prints(
    run: Run, make_repository: Callable[[str], Repository], monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = make_repository("four")
    shutil.copytree(FOUR, repository.root / "data")
    repository.commit()
    (file,) = (repository.root / "data").rglob("ha-noi-thanh-hoa-2019.yaml")
    text = file.read_text(encoding="utf-8").replace("amount: 45500\n", "amount: 47100\n")
    file.write_text(text.replace("khoảng 45.500 tỷ đồng", "khoảng 47.100 tỷ đồng"), encoding="utf-8")
    monkeypatch.chdir(repository.root)
    out = run("diff", data=None, env={"COLUMNS": "80"}).out
    commit = repository.git("rev-parse", "HEAD")[:7]
    page = (REPOSITORY / "docs" / "diff.md").read_text(encoding="utf-8")
    assert f"```text\n{out.replace(commit, '1f4c2d9')}```\n" in page
