"""Real git repositories for the tests of history, cut off from the settings of whoever runs the tests."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

_IDENTITY = {"NAME": "Người Thử", "EMAIL": "thu@example.org"}


class Repository:
    """A git repository, and what a curator does in one."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def git(self, *arguments: str, given: str = "") -> str:
        """Run git here; a failure fails the test with git's own words."""
        command = ["git", "-C", str(self.root), *arguments]
        ended = subprocess.run(command, input=given.encode(), capture_output=True, check=False)
        assert ended.returncode == 0, ended.stderr.decode()
        return ended.stdout.decode().strip()

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def commit(self, files: dict[str, str] | None = None) -> str:
        """Write the files and commit everything; returns the name of the commit."""
        for path, text in (files or {}).items():
            self.write(path, text)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "đổi")
        return self.git("rev-parse", "HEAD")


@pytest.fixture(autouse=True)
def settings_of_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No global or system settings, no repository named by the environment, and an identity to commit with."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    for who in ("AUTHOR", "COMMITTER"):
        for what, value in _IDENTITY.items():
            monkeypatch.setenv(f"GIT_{who}_{what}", value)


@pytest.fixture
def make_repository(tmp_path: Path) -> Callable[[str], Repository]:
    """Makes an empty repository in a folder of that name."""

    def make(name: str) -> Repository:
        (tmp_path / name).mkdir(parents=True)
        repository = Repository(tmp_path / name)
        repository.git("init", "--quiet", "--initial-branch", "main")
        return repository

    return make


@pytest.fixture
def repository(make_repository: Callable[[str], Repository]) -> Repository:
    """An empty repository."""
    return make_repository("kho")
