"""The dataset at a commit is the one that a checkout of it holds, and nothing outside is read."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import coop
from coop.dataset.dataset import Dataset, read_data
from coop.dataset.layout import Location, Reason, TooManyFiles
from coop.dataset.loading import load_dataset, open_dataset
from coop.errors import BadVocabulary, DatasetNotFound, GitError
from coop.history.revision import resolve_revision
from coop.history.snapshot import FilesAtRevision, load_snapshot
from tests.conftest import FOUR
from tests.history.conftest import Repository

Make = Callable[[str], Repository]

THANH_HOA = "agreements/2019/ha-noi-thanh-hoa-2019.yaml"


@pytest.fixture
def kho(repository: Repository) -> Repository:
    """The dataset of the four, committed in `data`."""
    shutil.copytree(FOUR, repository.root / "data")
    repository.commit()
    return repository


def location_of(repository: Repository, folder: str = "data") -> Location:
    return Location(repository.root / folder, Reason.OPTION)


def told(dataset: Dataset) -> list[tuple[str, str, str]]:
    return [(each.path, each.first.code, each.first.message.en) for each in dataset.left_out]


def check_same_as_checkout(repository: Repository, revision: str = "HEAD") -> Dataset:
    """The snapshot, after comparing it with what a checkout of the revision in another folder is loaded as."""
    snapshot = load_snapshot(location_of(repository), revision)
    checkout = repository.root.parent / "checkout"
    repository.git("worktree", "add", "--quiet", "--force", "--detach", str(checkout), revision)
    loaded = load_dataset(Location(checkout / "data", Reason.OPTION))
    repository.git("worktree", "remove", "--force", str(checkout))
    assert snapshot.agreements == loaded.agreements
    assert snapshot.vocabularies == loaded.vocabularies
    assert snapshot.description == loaded.description
    assert snapshot.left_out == loaded.left_out
    return snapshot


def test_the_dataset_of_a_commit_is_that_of_its_checkout(kho: Repository) -> None:
    dataset = check_same_as_checkout(kho)
    assert len(dataset.agreements) == 4
    assert dataset.revision == resolve_revision(kho.root, "HEAD")


def test_later_changes_on_disk_in_the_index_and_in_commits_are_not_in_it(kho: Repository) -> None:
    kho.git("tag", "v1")
    file = kho.root / "data" / THANH_HOA
    file.write_text(file.read_text(encoding="utf-8").replace("item_count: 12", "item_count: 13"), encoding="utf-8")
    fields = kho.root / "data" / "fields.yaml"
    fields.write_text(fields.read_text(encoding="utf-8").replace("Y tế", "Sức khỏe"), encoding="utf-8")
    kho.commit()
    kho.git("rm", "--quiet", "-r", "--cached", "data")
    shutil.rmtree(kho.root / "data" / "agreements" / "2023")
    before = kho.git("status", "--porcelain")
    index = (kho.root / ".git" / "index").read_bytes()
    dataset = load_snapshot(location_of(kho), "v1")
    agreement = dataset.agreement("ha-noi-thanh-hoa-2019")
    assert (len(dataset.agreements), agreement.item_count) == (4, 12)
    assert dataset.vocabularies.fields.terms["y-te"].label.vi == "Y tế"
    assert read_data(dataset, agreement)["item_count"] == 12
    assert load_snapshot(location_of(kho), "main").agreement(agreement.id).item_count == 13
    assert (kho.git("status", "--porcelain"), (kho.root / ".git" / "index").read_bytes()) == (before, index)


@pytest.mark.parametrize("folder", [".", "sâu/trong/Dữ liệu 'của' \"tôi\"\n", "-data", ":(glob)*", " data "])
def test_the_dataset_may_lie_anywhere_in_the_repository(repository: Repository, folder: str) -> None:
    shutil.copytree(FOUR, repository.root / folder, dirs_exist_ok=True)
    repository.commit({"README": "x\n"})
    shutil.rmtree(repository.root / folder / "agreements" / "2019")
    dataset = load_snapshot(location_of(repository, folder), "HEAD")
    assert (len(dataset.agreements), dataset.left_out) == (4, ())


def test_every_name_of_a_file_is_read(kho: Repository) -> None:
    source = kho.root / "data" / THANH_HOA
    names = ["Hà Nội.yaml", 'quote".yaml', "new\nline.yaml", "tab\t.yaml", "-dash.yaml", ":(glob)*.yaml"]
    for name in [*names, os.fsdecode(b"\xff.yaml")]:
        shutil.copy(source, source.with_name(name))
    kho.commit()
    dataset = check_same_as_checkout(kho)
    assert {code for _, code, _ in told(dataset)} == {"X101"}
    assert len(dataset.left_out) == len(names) + 1


def test_what_is_unsound_is_left_out_as_on_disk(kho: Repository) -> None:
    folder = kho.root / "data" / "agreements" / "2019"
    (folder / "a.yaml").write_bytes(b"\xff\xfe")
    (folder / "b.yaml").write_bytes(b"a: \x00")
    (folder / "c.yaml").mkdir()
    (folder / "c.yaml" / "inside.yaml").write_text("a: 1\n", encoding="utf-8")
    (folder / "d.yaml").write_text("[" * 100_000, encoding="utf-8")
    (folder / "e.yaml").write_bytes(b"a: " + b"x" * 1_000_000)
    (folder / "f.yaml").write_text("field: [y-te-o]\n", encoding="utf-8")
    (folder / ".hidden.yaml").write_text("x", encoding="utf-8")
    (folder / "left.yaml~").write_text("x", encoding="utf-8")
    (folder / ".folder").mkdir()
    (folder / ".folder" / "x.yaml").write_text("x", encoding="utf-8")
    (folder / "README.md").write_text("x", encoding="utf-8")
    kho.commit()
    dataset = check_same_as_checkout(kho)
    codes = {Path(path).name: code for path, code, _ in told(dataset)}
    assert codes == {
        "README.md": "P203", "a.yaml": "P103", "b.yaml": "P104", "c.yaml": "P101", "d.yaml": "P207", "e.yaml": "P102",
        "f.yaml": codes["f.yaml"],
    }  # fmt: skip


def test_links_are_followed_within_the_dataset_alone(kho: Repository) -> None:
    data = kho.root / "data"
    folder = data / "agreements" / "2019"
    (kho.root / "outside.yaml").write_bytes((data / THANH_HOA).read_bytes())
    (data / "kept").mkdir()
    (data / THANH_HOA).rename(data / "kept" / "thanh-hoa.yaml")
    (data / "also").symlink_to("kept")
    (data / THANH_HOA).symlink_to("../../also/thanh-hoa.yaml")
    (data / "fields.yaml").rename(data / "kept" / "fields.yaml")
    (data / "fields.yaml").symlink_to("kept/fields.yaml")
    (folder / "a.yaml").symlink_to("../../../outside.yaml")
    (folder / "b.yaml").symlink_to("/etc/hostname")
    (folder / "c.yaml").symlink_to("nowhere.yaml")
    (folder / "d.yaml").symlink_to("../2023")
    (folder / "e.yaml").symlink_to("e.yaml")
    kho.commit()
    dataset = check_same_as_checkout(kho)
    assert dataset.agreement("ha-noi-thanh-hoa-2019").path == THANH_HOA
    outside = "the symbolic link leads out of the dataset, expected a plain file"
    nowhere = "the symbolic link leads nowhere, expected a plain file"
    messages = {Path(path).name: message for path, _, message in told(dataset)}
    assert messages == {
        "a.yaml": outside, "b.yaml": outside, "c.yaml": nowhere, "d.yaml": "is a folder, expected a YAML file",
        "e.yaml": nowhere,
    }  # fmt: skip


def test_the_folder_of_agreements_may_be_a_link_within_the_dataset(kho: Repository) -> None:
    data = kho.root / "data"
    (data / "agreements").rename(data / "kept")
    (data / "agreements").symlink_to("kept")
    kho.commit()
    assert len(check_same_as_checkout(kho).agreements) == 4
    (data / "agreements").unlink()
    (data / "kept").rename(kho.root / "outside")
    (data / "agreements").symlink_to("../outside")
    kho.commit()
    dataset = check_same_as_checkout(kho)
    assert (dataset.agreements, [path for path, _, _ in told(dataset)]) == ((), ["agreements"])


def test_a_submodule_is_refused_by_name(kho: Repository, make_repository: Make) -> None:
    inner = make_repository("inner")
    inner.commit({"a.yaml": "a: 1\n"})
    url = inner.root.as_uri()
    kho.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", url, "data/agreements/2024")
    kho.commit()
    dataset = load_snapshot(location_of(kho), "HEAD")
    message = "is a submodule, expected files of this repository"
    assert told(dataset) == [("agreements/2024", "P101", message)]
    assert len(dataset.agreements) == 4


def test_too_many_files_are_refused_before_they_are_read(kho: Repository) -> None:
    revision = resolve_revision(kho.root, "HEAD")
    assert len(FilesAtRevision(location_of(kho), revision, limit=6).find_agreements()) == 4
    with pytest.raises(TooManyFiles, match="agreements/ holds more than 5 files and folders"):
        FilesAtRevision(location_of(kho), revision, limit=5)


def test_a_vocabulary_that_cannot_be_read_is_named_with_the_revision(kho: Repository) -> None:
    kho.git("rm", "--quiet", "data/regions.yaml")
    kho.commit()
    kho.git("tag", "v0")
    kho.commit({"data/regions.yaml": "regions: 1\n"})
    kho.git("tag", "v1")
    shutil.copy(FOUR / "regions.yaml", kho.root / "data")
    with pytest.raises(BadVocabulary, match=r"^regions\.yaml@v0:1:1: the file is missing$") as raised:
        load_snapshot(location_of(kho), "v0")
    assert raised.value.hint is not None
    assert raised.value.hint.en.endswith("name a later revision")
    with pytest.raises(BadVocabulary, match=r"^regions\.yaml@v1:1:10: "):
        load_snapshot(location_of(kho), "v1")


def test_a_dataset_that_lay_elsewhere_is_told_of(kho: Repository) -> None:
    kho.git("tag", "v1")
    kho.git("mv", "data", "vn")
    kho.commit()
    with pytest.raises(DatasetNotFound) as raised:
        load_snapshot(location_of(kho, "vn"), "v1")
    assert raised.value.message.en == "no dataset in 'vn' at v1"
    short = kho.git("rev-parse", "v1")[:7]
    assert raised.value.hint is not None
    assert raised.value.hint.en == (
        f"there was one in 'data': 'git worktree add ../{short} {short}' lays it out, and --data names it there"
    )


def test_a_dataset_that_was_not_there_yet_is_told_of(repository: Repository) -> None:
    repository.commit({"README": "x\n"})
    shutil.copytree(FOUR, repository.root / "data")
    repository.commit()
    with pytest.raises(DatasetNotFound, match="no dataset in 'data' at HEAD~1") as raised:
        load_snapshot(location_of(repository), "HEAD~1")
    assert raised.value.hint is None


def test_an_object_that_git_has_lost_is_an_error_of_git(kho: Repository) -> None:
    name = kho.git("rev-parse", f"HEAD:data/{THANH_HOA}")
    (kho.root / ".git" / "objects" / name[:2] / name[2:]).unlink()
    with pytest.raises(GitError, match=f"git has lost the object {name}"):
        load_snapshot(location_of(kho), "HEAD")


def test_python_opens_a_dataset_as_it_stood(kho: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    kho.git("tag", "v1")
    shutil.rmtree(kho.root / "data" / "agreements" / "2019")
    kho.commit()
    monkeypatch.chdir(kho.root)
    dataset = coop.open_dataset(at="v1")
    assert (len(dataset.agreements), len(coop.open_dataset("data").agreements)) == (4, 2)
    assert dataset.data("ha-noi-thanh-hoa-2019")["item_count"] == 12
    assert "commit" in [row[0] for row in dataset.describe().table().rows]
    assert dataset.revision == kho.git("rev-parse", "v1").strip()
    assert coop.open_dataset("data").revision is None
    with pytest.raises(coop.CoopError, match="no commit 'v2'"):
        coop.open_dataset("data", at="v2")


def test_an_outside_dataset_has_no_history(tmp_path: Path) -> None:
    shutil.copytree(FOUR, tmp_path / "data")
    with pytest.raises(GitError, match="lies in no git repository"):
        load_snapshot(open_dataset(tmp_path).location, "HEAD")
