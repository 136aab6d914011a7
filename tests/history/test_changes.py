"""What changed since a revision: every file that differs, and no other."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coop.errors import GitError
from coop.history.changes import Changes, find_changed_files
from tests.history.conftest import Repository

Make = Callable[[str], Repository]

ODD_NAMES = (
    "Hà Nội – Thanh Hóa.yaml",
    'quote".yaml',
    "back\\slash.yaml",
    "new\nline.yaml",
    "tab\t.yaml",
    " space .yaml",
    "-dash.yaml",
    ":(glob)*.yaml",
    "e\u0301.yaml",
)


def test_nothing_changed(repository: Repository) -> None:
    repository.commit({"data/a.yaml": "a: 1\n"})
    assert find_changed_files(repository.root, "HEAD") == Changes((), ())


def test_staged_unstaged_committed_and_untracked_changes_all_count(repository: Repository) -> None:
    base = repository.commit({f"{name}.yaml": "a: 1\n" for name in ("committed", "staged", "unstaged", "same")})
    repository.commit({"committed.yaml": "a: 2\n", "added.yaml": "a: 1\n"})
    repository.write("staged.yaml", "a: 2\n")
    repository.git("add", "staged.yaml")
    repository.write("unstaged.yaml", "a: 2\n")
    repository.write("new/untracked.yaml", "a: 1\n")
    repository.write("intended.yaml", "a: 1\n")
    repository.git("add", "--intent-to-add", "intended.yaml")
    assert find_changed_files(repository.root, base) == Changes(
        ("added.yaml", "committed.yaml", "intended.yaml", "new/untracked.yaml", "staged.yaml", "unstaged.yaml"), ()
    )


def test_changes_of_the_other_branch_are_not_ours(repository: Repository) -> None:
    repository.commit({"theirs.yaml": "a: 1\n", "ours.yaml": "a: 1\n"})
    repository.git("checkout", "--quiet", "-b", "side")
    repository.commit({"ours.yaml": "a: 2\n"})
    repository.git("checkout", "--quiet", "main")
    repository.commit({"theirs.yaml": "a: 2\n"})
    repository.git("checkout", "--quiet", "--detach", "side")
    assert find_changed_files(repository.root, "main") == Changes(("ours.yaml",), ())


def test_histories_with_nothing_in_common_are_compared_as_they_are(repository: Repository) -> None:
    repository.commit({"a.yaml": "a: 1\n", "same.yaml": "a: 1\n"})
    repository.git("checkout", "--quiet", "--orphan", "other")
    repository.commit({"a.yaml": "a: 2\n"})
    assert find_changed_files(repository.root, "main") == Changes(("a.yaml",), ())


def test_a_rename_is_a_new_file_and_a_deleted_one(repository: Repository) -> None:
    repository.commit({"old.yaml": "a: 1\n" * 50, "committed.yaml": "b: 1\n" * 50})
    repository.git("config", "diff.renames", "copies")
    repository.git("mv", "old.yaml", "new.yaml")
    (repository.root / "committed.yaml").rename(repository.root / "moved.yaml")
    assert find_changed_files(repository.root, "HEAD") == Changes(
        ("moved.yaml", "new.yaml"), ("committed.yaml", "old.yaml")
    )


def test_a_file_deleted_from_the_index_alone_is_still_there(repository: Repository) -> None:
    repository.commit({"a.yaml": "a: 1\n", "b.yaml": "b: 1\n"})
    repository.git("rm", "--quiet", "--cached", "a.yaml")
    assert find_changed_files(repository.root, "HEAD") == Changes(("a.yaml",), ())
    repository.write(".gitignore", "a.yaml\n")
    assert find_changed_files(repository.root, "HEAD") == Changes((".gitignore",), ("a.yaml",))


def test_a_file_touched_but_not_changed_is_the_same(repository: Repository) -> None:
    repository.commit({"a.yaml": "a: 1\n"})
    os.utime(repository.root / "a.yaml", (1, 1))
    assert find_changed_files(repository.root, "HEAD") == Changes((), ())


def test_only_the_folder_counts_and_paths_begin_there(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit({"data/agreements/2019/a.yaml": "a: 1\n", "data/old.yaml": "a: 1\n", "README": "a\n"})
    repository.commit({"data/agreements/2019/a.yaml": "a: 2\n", "README": "b\n"})
    (repository.root / "data" / "old.yaml").unlink()
    repository.write("data/new.yaml", "a: 1\n")
    repository.write("elsewhere/new.yaml", "a: 1\n")
    expected = Changes(("agreements/2019/a.yaml", "new.yaml"), ("old.yaml",))
    assert find_changed_files(repository.root / "data", "HEAD~1") == expected
    monkeypatch.chdir(repository.root / "data" / "agreements")
    assert find_changed_files(Path(".."), "HEAD~1") == expected


def test_the_folder_may_be_reached_by_a_link(repository: Repository, tmp_path: Path) -> None:
    repository.commit({"data/a.yaml": "a: 1\n"})
    repository.write("data/a.yaml", "a: 2\n")
    (tmp_path / "link").symlink_to(repository.root / "data")
    assert find_changed_files(tmp_path / "link", "HEAD") == Changes(("a.yaml",), ())


def test_a_folder_with_a_dash_in_front(make_repository: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_repository("-data").commit()
    (tmp_path / "-data" / "a.yaml").write_text("a: 1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert find_changed_files(Path("-data"), "HEAD") == Changes(("a.yaml",), ())


@pytest.mark.parametrize("name", ODD_NAMES)
def test_names_come_back_as_they_are(repository: Repository, name: str) -> None:
    folder = repository.root / "Dữ liệu 'của' tôi"
    repository.commit({f"{folder.name}/đổi-{name}": "a: 1\n", f"{folder.name}/{name}": "a: 1\n"})
    (folder / name).unlink()
    (folder / f"đổi-{name}").write_text("a: 2\n", encoding="utf-8")
    (folder / f"mới-{name}").write_text("a: 1\n", encoding="utf-8")
    assert find_changed_files(folder, "HEAD") == Changes((f"mới-{name}", f"đổi-{name}"), (name,))


def test_a_name_that_is_no_text_can_still_be_opened(repository: Repository) -> None:
    repository.commit()
    (repository.root / os.fsdecode(b"\xff.yaml")).write_text("a: 1\n", encoding="utf-8")
    (path,) = find_changed_files(repository.root, "HEAD").changed
    assert (repository.root / path).read_text(encoding="utf-8") == "a: 1\n"


def test_ignored_files_are_left_out_unless_they_are_tracked(repository: Repository) -> None:
    repository.write(".gitignore", "*.tmp.yaml\n")
    repository.write("tracked.tmp.yaml", "a: 1\n")
    repository.git("add", "--force", "tracked.tmp.yaml")
    repository.commit()
    repository.write("tracked.tmp.yaml", "a: 2\n")
    repository.write("ignored.tmp.yaml", "a: 1\n")
    assert find_changed_files(repository.root, "HEAD") == Changes(("tracked.tmp.yaml",), ())


def test_a_folder_that_git_does_not_track_is_refused(repository: Repository) -> None:
    repository.commit({".gitignore": "data/\n"})
    repository.write("data/a.yaml", "a: 1\n")
    with pytest.raises(GitError) as raised:
        find_changed_files(repository.root / "data", "HEAD")
    assert raised.value.message.en == f"git tracks no file in '{repository.root / 'data'}'"
    assert raised.value.hint is not None
    assert ".gitignore" in raised.value.hint.vi


def test_a_folder_that_is_wholly_new_has_changed(repository: Repository) -> None:
    repository.commit({"README": "a\n"})
    repository.write("data/a.yaml", "a: 1\n")
    assert find_changed_files(repository.root / "data", "HEAD") == Changes(("a.yaml",), ())


def test_a_repository_without_commits_is_refused(repository: Repository) -> None:
    repository.write("a.yaml", "a: 1\n")
    with pytest.raises(GitError, match="no commit yet"):
        find_changed_files(repository.root, "HEAD")


def test_a_file_in_place_of_a_folder_and_the_other_way_round(repository: Repository) -> None:
    repository.commit({"was-file": "a: 1\n", "was-folder/a.yaml": "a: 1\n"})
    (repository.root / "was-file").unlink()
    repository.write("was-file/a.yaml", "a: 1\n")
    shutil.rmtree(repository.root / "was-folder")
    repository.write("was-folder", "a: 1\n")
    assert find_changed_files(repository.root, "HEAD") == Changes(
        ("was-file/a.yaml", "was-folder"), ("was-file", "was-folder/a.yaml")
    )


def test_a_link_is_a_file_and_is_not_followed(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.yaml").write_text("a: 1\n", encoding="utf-8")
    repository.commit({"folder/secret.yaml": "a: 1\n", "a.yaml": "a: 1\n"})
    shutil.rmtree(repository.root / "folder")
    (repository.root / "folder").symlink_to(tmp_path / "outside")
    (repository.root / "a.yaml").unlink()
    (repository.root / "a.yaml").symlink_to("gone")
    assert find_changed_files(repository.root, "HEAD") == Changes(("a.yaml", "folder"), ("folder/secret.yaml",))


def test_files_in_conflict_have_changed(repository: Repository) -> None:
    repository.commit({"both.yaml": "a: 1\n", "one.yaml": "a: 1\n", "same.yaml": "a: 1\n"})
    repository.git("checkout", "--quiet", "-b", "side")
    (repository.root / "one.yaml").unlink()
    repository.commit({"both.yaml": "a: 2\n"})
    repository.git("checkout", "--quiet", "main")
    repository.commit({"both.yaml": "a: 3\n", "one.yaml": "a: 3\n"})
    with pytest.raises(AssertionError):
        repository.git("merge", "side")
    assert find_changed_files(repository.root, "HEAD~1") == Changes(("both.yaml", "one.yaml"), ())
    (repository.root / "one.yaml").unlink()
    assert find_changed_files(repository.root, "HEAD~1") == Changes(("both.yaml",), ("one.yaml",))


def test_a_linked_worktree_also_of_a_bare_repository(make_repository: Make, tmp_path: Path) -> None:
    source = make_repository("source")
    source.commit({"data/a.yaml": "a: 1\n"})
    Repository(tmp_path).git("clone", "--quiet", "--bare", "source", "bare")
    for number, owner in enumerate((source, Repository(tmp_path / "bare"))):
        worktree = tmp_path / f"cây {number}"
        owner.git("worktree", "add", "--quiet", "-b", f"side-{number}", str(worktree))
        (worktree / "data" / "b.yaml").write_text("a: 1\n", encoding="utf-8")
        assert find_changed_files(worktree / "data", "main") == Changes(("b.yaml",), ())


def add_submodule(outer: Repository, inner: Repository, path: str) -> None:
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.root.as_uri(), path)


def test_a_dataset_in_a_submodule_has_the_history_of_the_submodule(make_repository: Make) -> None:
    inner, outer = make_repository("inner"), make_repository("outer")
    inner.commit({"data/a.yaml": "a: 1\n"})
    add_submodule(outer, inner, "sub")
    outer.commit()
    submodule = Repository(outer.root / "sub")
    submodule.commit({"data/a.yaml": "a: 2\n"})
    assert find_changed_files(submodule.root / "data", "origin/main") == Changes(("a.yaml",), ())


def test_all_files_of_a_changed_submodule_count_even_if_it_asks_to_be_passed_over(make_repository: Make) -> None:
    inner, outer = make_repository("inner"), make_repository("outer")
    inner.commit({"2019/a.yaml": "a: 1\n", "2020/b.yaml": "b: 1\n"})
    add_submodule(outer, inner, "data/agreements")
    outer.commit({"data/c.yaml": "c: 1\n"})
    assert find_changed_files(outer.root / "data", "HEAD") == Changes((), ())
    outer.git("config", "--file", ".gitmodules", "submodule.data/agreements.ignore", "all")
    outer.commit()
    outer.write("data/agreements/2021/new.yaml", "a: 1\n")
    assert find_changed_files(outer.root / "data", "HEAD") == Changes(
        ("agreements/2019/a.yaml", "agreements/2020/b.yaml", "agreements/2021/new.yaml"), ()
    )


def test_files_of_a_repository_put_into_the_folder_count(make_repository: Make) -> None:
    outer = make_repository("outer")
    outer.commit({"data/a.yaml": "a: 1\n"})
    make_repository("outer/data/inner").commit({"2019/b.yaml": "b: 1\n"})
    assert find_changed_files(outer.root / "data", "HEAD") == Changes(("inner/2019/b.yaml",), ())


def test_files_that_a_sparse_checkout_leaves_out_are_not_called_deleted(repository: Repository) -> None:
    base = repository.commit({"data/a.yaml": "a: 1\n", "other/b.yaml": "b: 1\n"})
    repository.commit({"data/a.yaml": "a: 2\n", "other/b.yaml": "b: 2\n"})
    repository.git("sparse-checkout", "set", "data")
    assert not (repository.root / "other").exists()
    assert find_changed_files(repository.root, base) == Changes(("data/a.yaml",), ())


def test_a_pull_request_as_ci_checks_it_out(make_repository: Make, tmp_path: Path) -> None:
    """HEAD is detached at a merge of the branch into main; with one commit fetched, nothing can be compared."""
    source = make_repository("source")
    source.commit({"data/a.yaml": "a: 1\n", "data/b.yaml": "b: 1\n"})
    source.git("checkout", "--quiet", "-b", "side")
    source.commit({"data/a.yaml": "a: 2\n"})
    source.git("checkout", "--quiet", "main")
    source.commit({"data/b.yaml": "b: 2\n"})
    source.git("checkout", "--quiet", "--detach")
    source.git("merge", "--quiet", "--no-edit", "side")
    source.git("branch", "merged")
    for name, options in (("whole", []), ("shallow", ["--depth", "1", "--no-single-branch"])):
        Repository(tmp_path).git("clone", "--quiet", "--branch", "merged", *options, source.root.as_uri(), name)
    assert find_changed_files(tmp_path / "whole" / "data", "origin/main") == Changes(("a.yaml",), ())
    with pytest.raises(GitError, match="shallow clone"):
        find_changed_files(tmp_path / "shallow" / "data", "origin/main")


def test_within_a_hook_the_files_to_be_committed_are_seen(repository: Repository, tmp_path: Path) -> None:
    """`git commit FILE` gives its hooks an index of their own, by a path relative to the root."""
    repository.commit({"data/a.yaml": "a: 1\n", "data/b.yaml": "b: 1\n"})
    seen = tmp_path / "seen"
    script = (
        "import os, pathlib, sys; from coop.history.changes import find_changed_files\n"
        f"pathlib.Path({str(seen)!r}).write_text(os.environ['GIT_INDEX_FILE'] + '\\n'"
        " + ' '.join(find_changed_files(pathlib.Path('data'), 'HEAD').changed))\n"
    )
    (tmp_path / "hook.py").write_text(script, encoding="utf-8")
    hook = repository.root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    python = subprocess.list2cmdline([sys.executable, str(tmp_path / "hook.py")])
    hook.write_text(f"#!/bin/sh\nPYTHONPATH='{Path(__file__).parents[2]}' exec {python}\n", encoding="utf-8")
    hook.chmod(0o755)
    repository.write("data/a.yaml", "a: 2\n")
    repository.git("commit", "--quiet", "--message", "đổi", "data/a.yaml")
    index, names = seen.read_text(encoding="utf-8").split("\n")
    assert "next-index" in index
    assert names == "a.yaml"
