"""What `docs/history.md` shows runs in a repository, and what it says of options is true."""

import re
import shlex
import shutil
from collections.abc import Callable

import pytest

from tests.conftest import FOUR, REPOSITORY, Result
from tests.history.conftest import Repository

PAGE = (REPOSITORY / "docs" / "history.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_of_the_page_runs(
    line: str, repository: Repository, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(FOUR, repository.root / "data")
    for month in ("2024-04", "2024-05", "2024-06", "2024-07"):
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{month}-01T08:00:00+07:00")
        repository.commit({"data/agreements/README.md~": month})
    repository.git("tag", "v1.0")
    program, *arguments = shlex.split(line)
    assert program == "coop"
    result = run(*arguments, data=repository.root)
    assert (result.code, result.err) == (0, "")
    assert result.out


def test_the_page_names_each_command_that_has_the_option(run: Callable[..., Result]) -> None:
    named = set(re.findall(r"`([a-z]+)`", PAGE[PAGE.index("`--at` goes with") : PAGE.index("The answer is")]))
    for name in ("list", "show", "search", "stats", "fields", "localities", "measures", "parse", "info", "validate"):
        assert ("--at" in run(name, "--help", data=None).out.split()) is (name in named), name
