"""What git keeps is read from one git at work, which ends with the reading; why it fails is said."""

import os
from pathlib import Path

import pytest

from coop.errors import GitError
from coop.history.git import open_git
from coop.history.objects import find_entries, find_prefix, list_tree, open_blobs, stream_names
from tests.history.conftest import Repository


def test_of_a_large_object_no_more_than_asked_for_is_kept_and_the_next_is_read_whole(repository: Repository) -> None:
    repository.commit({"large": "x" * 300_000, "small": "đ\n", "empty": ""})
    large, small, empty = (repository.git("rev-parse", f"HEAD:{name}") for name in ("large", "small", "empty"))
    with open_blobs(repository.root) as blobs:
        assert blobs.read(large, limit=10) == b"x" * 11
        assert blobs.read(small) == "đ\n".encode()
        assert blobs.read(empty) == b""
        assert len(blobs.read(large)) == 300_000


def test_a_lost_object_is_an_error_with_its_name(repository: Repository) -> None:
    repository.commit({"a": "1"})
    with pytest.raises(GitError, match=f"git has lost the object {'0' * 40}"), open_blobs(repository.root) as blobs:
        blobs.read("0" * 40)


def test_a_git_that_leaves_in_the_middle_is_an_error(repository: Repository, tmp_path: Path) -> None:
    script = tmp_path / "programs" / "git"
    script.parent.mkdir()
    script.write_text("#!/bin/sh\necho 'fatal: Out of memory' >&2\nexit 128\n", encoding="utf-8")
    script.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{script.parent}{os.pathsep}{os.environ['PATH']}")
        with pytest.raises(GitError, match="out of memory"), open_blobs(repository.root) as blobs:
            blobs.read("0" * 40)
        with pytest.raises(GitError, match="out of memory"):
            list(stream_names(repository.root, "ls-tree", "-z", "HEAD"))
        patch.setenv("PATH", str(tmp_path))
        with pytest.raises(GitError, match="git is not installed"):
            list(stream_names(repository.root, "ls-tree", "-z", "HEAD"))


def test_reading_may_end_early(repository: Repository) -> None:
    repository.commit({f"{number:05}-{'x' * 150}": "a" for number in range(2_000)})
    names = list_tree(repository.root, "HEAD")
    assert next(names)[0].startswith("00000-")
    names.close()  # type: ignore[attr-defined]
    with pytest.raises(KeyError), open_git(repository.root, "cat-file", "--batch"):
        raise KeyError


def test_what_is_not_there_is_not_among_the_entries(repository: Repository) -> None:
    repository.commit({"data/a.yaml": "1", "data/b/c.yaml": "2"})
    found = find_entries(repository.root, "HEAD", "data/a.yaml", "data/b", "data/x.yaml")
    assert {path: entry.mode for path, entry in found.items()} == {"data/a.yaml": "100644", "data/b": "040000"}
    assert [path for path, _ in list_tree(repository.root, "HEAD", "data/b")] == ["data", "data/b", "data/b/c.yaml"]
    assert find_prefix(repository.root / "data" / "b") == "data/b/"
    assert find_prefix(repository.root) == ""
