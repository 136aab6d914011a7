"""What somebody means by a branch, a tag, a commit or a date."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coop.errors import GitError
from coop.history.revision import resolve_revision
from tests.history.conftest import Repository

Make = Callable[[str], Repository]


@pytest.fixture
def commit_at(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Commits something new at a time of a clock, with another one for the author."""

    def commit(repository: Repository, when: str, authored: str = "2001-01-01T00:00:00+00:00") -> str:
        monkeypatch.setenv("GIT_COMMITTER_DATE", when)
        monkeypatch.setenv("GIT_AUTHOR_DATE", authored)
        return repository.commit({"a.yaml": f"at: {when}\n"})

    return commit


def test_a_revision_has_the_name_typed_the_commit_and_its_day(
    repository: Repository, commit_at: Callable[..., str]
) -> None:
    first = commit_at(repository, "2024-05-01T23:30:00+07:00")
    commit_at(repository, "2024-06-01T12:00:00+07:00")
    found = resolve_revision(repository.root, "HEAD~1")
    assert (found.name, found.commit, found.short, found.day) == ("HEAD~1", first, first[:7], "2024-05-01")
    assert resolve_revision(repository.root, first[:9]).commit == first


@pytest.mark.parametrize(
    ("typed", "position"),
    [
        ("2023", 0),
        ("2023-12-31", 0),
        ("2024-04", 0),
        ("2024-05-01", 2),
        ("2024-05-02", 2),
        ("2024-05", 3),
        ("2024", 4),
        ("2031-01-01", 4),
    ],
)
def test_a_date_is_the_last_commit_up_to_its_end(
    repository: Repository, commit_at: Callable[..., str], typed: str, position: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/Los_Angeles")  # the reader's clock makes no difference
    times = (
        "2023-01-05T08:00:00+07:00",
        "2024-05-01T00:00:00+07:00",
        "2024-05-01T23:59:59+07:00",
        "2024-05-31T08:00:00-05:00",
        "2024-12-31T23:59:59+00:00",
    )
    commits = [commit_at(repository, when) for when in times]
    assert resolve_revision(repository.root, typed).commit == commits[position]


def test_what_was_merged_later_is_not_in_the_state_of_a_day(
    repository: Repository, commit_at: Callable[..., str]
) -> None:
    base = commit_at(repository, "2024-01-01T08:00:00+07:00")
    repository.git("checkout", "--quiet", "-b", "side")
    commit_at(repository, "2024-02-01T08:00:00+07:00")
    repository.git("checkout", "--quiet", "main")
    commit_at(repository, "2024-03-01T08:00:00+07:00")
    repository.git("merge", "--quiet", "--strategy", "ours", "side")
    assert resolve_revision(repository.root, "2024-02").commit == base


def test_a_branch_or_tag_called_like_a_date_wins(repository: Repository, commit_at: Callable[..., str]) -> None:
    first = commit_at(repository, "2024-05-01T08:00:00+07:00")
    commit_at(repository, "2024-05-02T08:00:00+07:00")
    repository.git("tag", "2024-05", first)
    repository.git("branch", "2024", first)
    assert resolve_revision(repository.root, "2024-05").commit == first
    assert resolve_revision(repository.root, "2024").commit == first
    assert resolve_revision(repository.root, "2024-05-02").commit != first


@pytest.mark.parametrize(
    ("typed", "english"),
    [
        ("2022", "no commit up to 2022-12-31: the first is of 2023-01-05"),
        ("2023-02-30", "2023-02-30 does not exist: February 2023 has 28 days"),
        ("2023-13", "2023-13 does not exist: a year has 12 months"),
        ("0000", "no commit '0000' in the git repository"),
        ("v9", "no commit 'v9' in the git repository"),
        ("--all", "'--all' is no revision, expected a commit"),
    ],
)
def test_what_is_no_revision_is_refused_with_the_reason(
    repository: Repository, commit_at: Callable[..., str], typed: str, english: str
) -> None:
    commit_at(repository, "2023-01-05T08:00:00+07:00")
    with pytest.raises(GitError) as raised:
        resolve_revision(repository.root, typed)
    assert raised.value.message.en == english
    assert raised.value.message.vi != english


def test_a_shallow_clone_says_that_its_history_ends(
    make_repository: Make, commit_at: Callable[..., str], tmp_path: Path
) -> None:
    source = make_repository("source")
    commit_at(source, "2023-01-05T08:00:00+07:00")
    commit_at(source, "2024-01-05T08:00:00+07:00")
    Repository(tmp_path).git("clone", "--quiet", "--depth", "1", source.root.as_uri(), "shallow")
    with pytest.raises(GitError) as raised:
        resolve_revision(tmp_path / "shallow", "2023")
    assert raised.value.message.en == "this shallow clone has no commit up to 2023-12-31: its first is of 2024-01-05"
    assert raised.value.hint is not None
    assert "git fetch --unshallow" in raised.value.hint.vi


def test_a_repository_without_a_commit_has_no_date(repository: Repository) -> None:
    with pytest.raises(GitError, match="no commit yet"):
        resolve_revision(repository.root, "2024")
