"""Git is asked without a shell and without trust; what it refuses is said in clear words."""

import os
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from coop.bilingual import Bilingual
from coop.errors import GitError
from coop.history.git import ask_git, find_commit, find_merge_base, run_git, split_names
from tests.history.conftest import Repository

Make = Callable[[str], Repository]


def refusal(call: Callable[..., object], *arguments: object) -> GitError:
    with pytest.raises(GitError) as raised:
        call(*arguments)
    assert raised.value.message.en != raised.value.message.vi
    return raised.value


def hint_of(error: GitError) -> Bilingual:
    assert error.hint is not None
    return error.hint


def make_program(file: Path, script: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)
    return file


def test_the_answer_is_bytes_as_git_gave_them(repository: Repository) -> None:
    repository.commit({"Hà Nội.yaml": "tên: Hà Nội\n"})
    assert run_git(repository.root, "show", "HEAD:Hà Nội.yaml") == "tên: Hà Nội\n".encode()
    assert split_names(run_git(repository.root, "ls-files", "-z")) == ["Hà Nội.yaml"]
    assert split_names(b"") == []


def test_an_argument_is_never_read_by_a_shell(repository: Repository, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    refusal(run_git, repository.root, "rev-parse", "--verify", f"$(touch {mark}); touch {mark}")
    assert not mark.exists()


def test_a_question_may_be_answered_with_no(repository: Repository) -> None:
    repository.commit()
    assert ask_git(repository.root, "show-ref", "--verify", "--quiet", "refs/heads/none").status == 1


def test_a_failure_is_told_in_the_words_of_git(repository: Repository) -> None:
    error = refusal(run_git, repository.root, "cat-file", "blob", "none")
    assert error.message == (
        f"git fails in '{repository.root}': not a valid object name none",
        f"git báo lỗi ở '{repository.root}': not a valid object name none",
    )


def test_words_of_git_stay_english_whatever_the_language(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    monkeypatch.setenv("LANGUAGE", "vi:de:fr")
    assert ask_git(repository.root, "cat-file", "blob", "none").reason == "not a valid object name none"


def test_a_machine_without_git_is_told_so(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    error = refusal(run_git, repository.root, "status")
    assert error.message == (
        "git is not installed, or not on the PATH",
        "chưa cài git, hoặc git không có trong PATH",
    )
    assert "install git" in hint_of(error).en


def test_a_git_that_cannot_be_run_is_told_so(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin" / "git").mkdir(parents=True)  # a folder: no one may run it, root neither
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert refusal(run_git, repository.root, "status").message.en == "git cannot be run: permission denied"


def test_a_program_in_the_dataset_is_never_taken_for_git(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "mark"
    make_program(repository.root / "git", f"touch {mark}")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.environ['PATH']}")
    run_git(repository.root, "status")
    assert not mark.exists()


def test_a_folder_outside_of_any_repository(tmp_path: Path) -> None:
    error = refusal(run_git, tmp_path / "home", "status")
    assert error.message.en == f"'{tmp_path / 'home'}' lies in no git repository"
    assert "kho git" in hint_of(error).vi


def test_a_repository_of_another_user(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    error = refusal(find_commit, repository.root, "HEAD")
    assert "it belongs to another user" in error.message.en
    assert hint_of(error).en == f"where you trust it: git config --global --add safe.directory {repository.root}"


def test_a_bare_repository_has_nothing_to_check(make_repository: Make, tmp_path: Path) -> None:
    make_repository("source").commit()
    Repository(tmp_path).git("clone", "--quiet", "--bare", "source", "bare")
    for folder in (tmp_path / "bare", tmp_path / "source" / ".git"):
        assert refusal(run_git, folder, "status").message.en == f"git has no work tree at '{folder}'"


def test_a_bare_repository_hidden_among_the_files_switches_nothing_on(make_repository: Make, tmp_path: Path) -> None:
    """What a pull request can hold: files that git takes for a repository, with a program in its settings."""
    mark = tmp_path / "mark"
    hidden = make_repository("hidden")
    hidden.commit({"a.yaml": "a: 1\n"})
    outer = make_repository("outer")
    data = outer.root / "data"
    shutil.copytree(hidden.root / ".git", data)
    program = make_program(tmp_path / "program", f"touch {mark}")
    trap = Repository(data)
    trap.git("config", "core.bare", "false")
    trap.git("config", "core.worktree", str(data))
    trap.git("config", "core.fsmonitor", str(program))
    trap.git("status")
    assert mark.exists(), "the trap itself works"
    mark.unlink()
    refusal(run_git, data, "status")
    assert not mark.exists()


def test_the_file_system_monitor_is_not_asked(repository: Repository, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    repository.commit({"a.yaml": "a: 1\n"})
    repository.git("config", "core.fsmonitor", str(make_program(tmp_path / "program", f"touch {mark}")))
    run_git(repository.root, "status")
    assert not mark.exists()


def test_the_index_is_left_as_it_is(repository: Repository) -> None:
    repository.commit({"a.yaml": "a: 1\n"})
    os.utime(repository.root / "a.yaml", (1, 1))  # a plain `git status` would write what it learned of the file
    before = (repository.root / ".git" / "index").read_bytes()
    run_git(repository.root, "status")
    assert (repository.root / ".git" / "index").read_bytes() == before


def test_the_repository_is_the_one_of_the_folder_also_in_a_hook_of_another(
    make_repository: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, other = make_repository("here"), make_repository("other")
    commit = here.commit({"a.yaml": "a: 1\n"})
    other.commit({"b.yaml": "b: 1\n"})
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert find_commit(here.root, "HEAD") == commit
    assert split_names(run_git(here.root, "ls-files", "-z")) == ["a.yaml"]


def test_every_way_to_name_a_commit(repository: Repository) -> None:
    first, second = repository.commit(), repository.commit({"a.yaml": "a: 1\n"})
    repository.git("tag", "--annotate", "v1.0", "--message", "một", first)
    repository.git("branch", "nhánh/mới", first)
    for revision in (first, first[:12], "HEAD~1", "v1.0", "nhánh/mới", "refs/heads/nhánh/mới", f"{second}^"):
        assert find_commit(repository.root, revision) == first, revision
    assert find_commit(repository.root, "HEAD") == second


@pytest.mark.parametrize("revision", ["", " ", "-x", "--all", "--output=/dev/null", "HEAD\0", "\ud800"])
def test_what_cannot_be_a_revision(repository: Repository, revision: str) -> None:
    repository.commit()
    error = refusal(find_commit, repository.root, revision)
    assert error.message.en.endswith("' is no revision, expected a commit")
    assert hint_of(error).en == "a revision is a branch, a tag or a commit, such as origin/main, v1.0 or HEAD~1"


@pytest.mark.parametrize("revision", ["none", "^HEAD", "HEAD..HEAD", "HEAD~9", "HEAD:a.yaml", "a b", "đổi\nmới"])
def test_what_is_no_commit(repository: Repository, revision: str) -> None:
    repository.commit({"a.yaml": "a: 1\n"})
    error = refusal(find_commit, repository.root, revision)
    shown = revision.replace("\n", "\ufffd")
    assert error.message.en.startswith(f"no commit '{shown}'")
    assert error.message.vi.endswith(f"không có commit '{shown}'") or ": " in error.message.vi
    assert hint_of(error)


def test_the_reason_of_git_is_passed_on(repository: Repository) -> None:
    repository.commit()
    error = refusal(find_commit, repository.root, "@{upstream}")
    assert error.message.en == "no commit '@{upstream}': no upstream configured for branch 'main'"


def test_a_short_name_of_two_commits_is_called_ambiguous(repository: Repository) -> None:
    """Among 2,000 commits some thirty pairs begin with the same four digits; which they are is always the same."""
    commit = "commit refs/heads/n{0}\ncommitter A <a@example.org> {0} +0000\ndata 0\n\n"
    repository.git("fast-import", "--quiet", given="".join(commit.format(n) for n in range(2000)))
    starts = Counter(name[:4] for name in repository.git("for-each-ref", "--format=%(objectname)").splitlines())
    (start, count), *_ = starts.most_common(1)
    assert count > 1
    error = refusal(find_commit, repository.root, start)
    assert error.message.en == f"no commit '{start}': short object ID {start} is ambiguous"


@pytest.mark.parametrize("name", ["v", "main", "phát-hành"])
def test_the_branch_of_the_remote_is_named_where_only_that_exists(
    make_repository: Make, tmp_path: Path, name: str
) -> None:
    source = make_repository("source")
    source.commit()
    source.git("checkout", "--quiet", "-b", "work")
    source.git("branch", "--force", name)
    clone = Repository(tmp_path / "clone")
    Repository(tmp_path).git("clone", "--quiet", "source", "clone")
    clone.git("branch", f"{name}x")
    error = refusal(find_commit, clone.root, name)
    assert hint_of(error) == (
        f"the nearest known revision is 'origin/{name}'",
        f"phiên bản gần nhất là 'origin/{name}'",
    )


def test_the_nearest_branch_or_tag_is_named(repository: Repository) -> None:
    repository.commit()
    repository.git("tag", "bản-2025")
    error = refusal(find_commit, repository.root, "bản-2026")
    assert hint_of(error).en == "the nearest known revision is 'bản-2025'"


def test_a_repository_without_commits(repository: Repository) -> None:
    error = refusal(find_commit, repository.root, "HEAD")
    assert error.message == ("the git repository has no commit yet", "kho git chưa có commit nào")


def test_a_shallow_clone_says_how_to_fetch_more(make_repository: Make, tmp_path: Path) -> None:
    source = make_repository("source")
    for n in range(3):
        source.commit({"a.yaml": f"a: {n}\n"})
    Repository(tmp_path).git("clone", "--quiet", "--depth", "1", source.root.as_uri(), "clone")
    error = refusal(find_commit, tmp_path / "clone", "HEAD~2")
    assert error.message.en == "no commit 'HEAD~2' in this shallow clone"
    assert "git fetch --unshallow" in hint_of(error).en
    assert "fetch-depth: 0" in hint_of(error).vi


def test_a_shallow_clone_without_the_fork_is_refused(make_repository: Make, tmp_path: Path) -> None:
    source = make_repository("source")
    source.commit()
    source.git("branch", "side")
    source.commit({"a.yaml": "a: 1\n"})
    source.git("checkout", "--quiet", "side")
    source.commit({"b.yaml": "b: 1\n"})
    clone = Repository(tmp_path / "clone")
    Repository(tmp_path).git("clone", "--quiet", "--depth", "1", "--no-single-branch", source.root.as_uri(), "clone")
    error = refusal(find_merge_base, clone.root, "origin/main")
    assert error.message.en == "this shallow clone does not reach back to where HEAD left 'origin/main'"
    assert "fetch-depth: 0" in hint_of(error).en


def test_the_merge_base_is_where_the_branch_began(repository: Repository) -> None:
    fork = repository.commit()
    repository.git("checkout", "--quiet", "-b", "side")
    repository.commit({"b.yaml": "b: 1\n"})
    repository.git("checkout", "--quiet", "main")
    main = repository.commit({"a.yaml": "a: 1\n"})
    assert find_merge_base(repository.root, "side") == fork
    assert find_merge_base(repository.root, "HEAD") == main


def test_histories_with_nothing_in_common_are_compared_as_they_are(repository: Repository) -> None:
    first = repository.commit({"a.yaml": "a: 1\n"})
    repository.git("checkout", "--quiet", "--orphan", "other")
    assert find_merge_base(repository.root, "main") == first, "HEAD names no commit yet"
    repository.commit()
    assert find_merge_base(repository.root, "main") == first
