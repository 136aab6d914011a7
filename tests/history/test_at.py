"""`--at`: every command that reads answers as it did when the revision was checked out."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import coop
from coop.errors import CoopError
from tests.conftest import FOUR, Result, agreement, figure, write_dataset
from tests.history.conftest import Repository

Run = Callable[..., Result]

TAGS = ("v1", "v2", "v3", "v4")
COMMANDS = (
    ("list",),
    ("list", "--field", "y tế", "-f", "csv"),
    ("list", "--party", "ha noi", "--lang", "vi"),
    ("show", "ha-noi-thanh-hoa-2019"),
    ("show", "ha-noi-thanh-hoa-2019", "-f", "yaml"),
    ("stats",),
    ("stats", "-f", "json"),
    ("stats", "by", "province", "--lang", "vi"),
    ("stats", "by", "province", "-f", "csv"),
    ("stats", "by", "field", "year", "-f", "markdown"),
    ("stats", "by", "region", "--borders", "2025-07-01", "-f", "html"),
    ("stats", "--explain", "-f", "jsonl"),
    ("stats", "--snapshots"),
    ("search", "y te"),
    ("search", "giáo dục", "-f", "json"),
    ("fields", "-f", "tsv"),
    ("localities", "--on", "2025-07-01"),
    ("measures", "-f", "latex"),
    ("parse", "Hà Nội hỗ trợ Cần Thơ 3 tỷ đồng"),
)


@pytest.fixture
def kho(repository: Repository) -> Repository:
    """A dataset in four states: each changes agreements, the last two vocabularies as well, the last one is unsound."""
    data = repository.root / "data"
    shutil.copytree(FOUR, data)
    repository.commit()
    repository.git("tag", "v1")

    def edit(path: str, old: str, new: str) -> None:
        text = (data / path).read_text(encoding="utf-8")
        assert old in text
        (data / path).write_text(text.replace(old, new), encoding="utf-8")

    edit("agreements/2019/ha-noi-thanh-hoa-2019.yaml", "amount: 45500", "amount: 46500")
    edit("agreements/2019/ha-noi-thanh-hoa-2019.yaml", "45.500", "46.500")
    shutil.rmtree(data / "agreements" / "2023")
    repository.commit()
    repository.git("tag", "v2")

    aid = figure("ho-tro", source="ha-noi", destination="can-tho", period="2020", amount=7, field="y-te")
    added = agreement("ha-noi-can-tho-2020", "ha-noi", "can-tho", date="2020-03-01", fields=["y-te"], figures=[aid])
    made = write_dataset(repository.root.parent / "made", added)
    shutil.copytree(made / "agreements" / "2020", data / "agreements" / "2020")
    edit("fields.yaml", "name: {vi: Y tế,", "name: {vi: Sức khỏe,")
    edit("measures.yaml", "en: Aid}", "en: Gifts}")
    edit("dataset.yaml", "version: ", "version: '2099.1.1' #")
    repository.commit()
    repository.git("tag", "v3")

    edit("localities.yaml", "name: Cần Thơ\n", "name: Cần Thơ ta\n")
    edit("agreements/2020/ha-noi-can-tho-2020.yaml", "amount: 7", "amount: 7.5")
    repository.commit({"data/agreements/2021/broken.yaml": "id: [\n"})
    repository.git("tag", "v4")
    return repository


def test_answers_are_those_of_the_checkout(kho: Repository, run: Run) -> None:
    data = kho.root / "data"
    now = {(tag, words): run(*words, "--at", tag, data=data) for tag in TAGS for words in COMMANDS}
    for tag in TAGS:
        kho.git("checkout", "--quiet", tag)
        for words in COMMANDS:
            then = run(*words, data=data)
            assert now[tag, words].out == then.out, (tag, words)
            assert now[tag, words].code == then.code == 0
            warning = now[tag, words].err.replace(f"@{tag}", "").partition(";")[0]
            assert warning == then.err.partition(";")[0]
    assert len({now[tag, ("stats",)].out for tag in TAGS}) == len(TAGS)


def test_the_work_tree_may_be_dirty_or_empty(kho: Repository, run: Run) -> None:
    data = kho.root / "data"
    expected = run("stats", "--at", "v4", data=data).out
    shutil.rmtree(data)
    (data / "agreements").mkdir(parents=True)
    assert run("stats", "--at", "HEAD", data=data).out == expected
    assert kho.git("diff", "--cached", "--name-only") == ""


def test_what_is_left_out_is_named_with_the_revision(kho: Repository, run: Run) -> None:
    kho.git("checkout", "--quiet", "v1")
    result = run("list", "--at", "v4", data=kho.root / "data")
    assert result.err.startswith(
        "warning: 2 files left out: the first is data/agreements/2020/ha-noi-can-tho-2020.yaml@v4:"
    )
    vietnamese = run("list", "--at", "v4", "--lang", "vi", data=kho.root / "data")
    assert "ha-noi-can-tho-2020.yaml@v4:" in vietnamese.err
    strict = run("list", "--at", "v4", "--strict", data=kho.root / "data")
    assert (strict.code, strict.out) == (1, "")
    assert run("list", "--at", "v3", "--strict", data=kho.root / "data").code == 0


def test_info_tells_the_commit(kho: Repository, run: Run) -> None:
    commit, day = kho.git("log", "-1", "--format=%H %cs", "v2").split()
    rows = run("info", "--at", "v2", "-f", "tsv", data=kho.root / "data").out.splitlines()
    assert {"revision\tv2", f"commit\t{commit}", f"committed\t{day}"} <= set(rows)
    assert "Ngày commit" in run("info", "--at", "v2", "--lang", "vi", data=kho.root / "data").out
    assert "commit\t" not in run("info", "-f", "tsv", data=kho.root / "data").out


@pytest.mark.parametrize(
    ("at", "english", "vietnamese"),
    [
        ("v9", "no commit 'v9' in the git repository", "kho git không có commit 'v9'"),
        ("", "'' is no revision, expected a commit", "'' không phải phiên bản, cần một commit"),
        ("1999", "no commit up to 1999-12-31", "không có commit nào đến 1999-12-31"),
    ],
)
def test_a_revision_that_there_is_not_is_wrong_usage(
    kho: Repository, run: Run, at: str, english: str, vietnamese: str
) -> None:
    result = run("list", "--at", at, data=kho.root / "data")
    assert (result.code, result.out) == (2, "")
    assert english in result.err
    assert vietnamese in run("list", "--at", at, "--lang", "vi", data=kho.root / "data").err


def test_a_dataset_outside_any_repository_has_no_past(run: Run, tmp_path: Path) -> None:
    shutil.copytree(FOUR, tmp_path / "alone" / "data")
    result = run("list", "--at", "HEAD", data=tmp_path / "alone")
    assert result.code == 2
    assert "lies in no git repository" in result.err


@pytest.mark.parametrize(
    "words", [("list", "--at", "HEAD"), ("stats", "--at", "2024"), ("diff",), ("diff", "HEAD", "HEAD"), ("log", "a")]
)
def test_the_past_of_another_dataset_than_the_one_here_is_refused(
    kho: Repository, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """Where there is no dataset, coop answers from one of its own: no revision of this repository is meant then."""
    kho.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    kho.git("init", "--quiet", str(tmp_path / "empty"))
    for folder, said in (
        (tmp_path / "bare.git", "git has no work tree at"),
        (tmp_path / "empty", "no dataset in this folder or above it"),
        (tmp_path / "home", "lies in no git repository"),
    ):
        monkeypatch.chdir(folder)
        result = run(*words, data=None)
        assert (result.code, result.out) == (2, ""), folder
        assert said in result.err
        vietnamese = run(*words, "--lang", "vi", data=None)
        assert (vietnamese.code, said in vietnamese.err) == (2, False)
    with pytest.raises(CoopError):
        coop.open_dataset(at="HEAD")


def test_validate_reads_what_is_there(run: Run) -> None:
    result = run("validate", "--at", "HEAD")
    assert result.code == 2
    assert "--at" in result.err
