"""Where the dataset is looked for, in which order, and which files are its own."""

import os
from pathlib import Path

import pytest

from coop.dataset import finding
from coop.dataset.layout import (
    Location,
    Reason,
    TooManyFiles,
    find_agreement_files,
    find_dataset,
    find_program_schemas,
)
from coop.dataset.source_text import TOO_MANY_FILES, read_source_text
from coop.errors import DatasetNotFound, UnreadableFile
from tests.conftest import REPOSITORY


def make_folder(root: Path) -> Path:
    (root / "data" / "agreements").mkdir(parents=True)
    return root / "data"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Coop as if installed in a folder of its own, with nothing near."""
    package = tmp_path / "installed" / "coop"
    package.mkdir(parents=True)
    monkeypatch.setattr(finding, "PACKAGE", str(package))
    return package


def test_the_option_names_the_data_folder_or_its_parent(tmp_path: Path) -> None:
    data = make_folder(tmp_path)
    for named in (data, tmp_path):
        assert find_dataset(named) == Location(data, Reason.OPTION)


def test_the_option_goes_before_the_environment_and_that_before_what_is_near(tmp_path: Path) -> None:
    option, environment, near = (make_folder(tmp_path / name) for name in ("o", "e", "n"))
    assert find_dataset(option, environment=str(environment), start=near) == Location(option, Reason.OPTION)
    assert find_dataset(None, environment=str(environment), start=near) == Location(environment, Reason.ENVIRONMENT)
    assert find_dataset(None, environment="", start=near) == Location(near, Reason.UPWARD)


def test_the_nearest_folder_upward_is_found_from_deep_inside(tmp_path: Path) -> None:
    outer, inner = make_folder(tmp_path), make_folder(tmp_path / "inner")
    deep = inner / "agreements" / "2019"
    deep.mkdir()
    assert find_dataset(start=deep) == Location(inner, Reason.UPWARD)
    assert find_dataset(start=tmp_path / "elsewhere") == Location(outer, Reason.UPWARD)


def test_the_working_folder_is_where_the_search_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = make_folder(tmp_path)
    monkeypatch.chdir(data)
    assert find_dataset() == Location(data, Reason.UPWARD)


def test_the_repository_of_an_editable_install_comes_before_the_snapshot(installed: Path, tmp_path: Path) -> None:
    start = tmp_path / "empty"
    start.mkdir()
    snapshot = make_folder(installed / "snapshot")
    assert find_dataset(start=start) == Location(snapshot, Reason.SNAPSHOT)
    repository = make_folder(installed.parent)
    assert find_dataset(start=start) == Location(repository, Reason.REPOSITORY)


def test_with_no_dataset_anywhere_the_error_says_what_to_do(installed: Path, tmp_path: Path) -> None:
    assert installed.is_dir()
    with pytest.raises(DatasetNotFound) as raised:
        find_dataset(start=tmp_path)
    assert raised.value.hint is not None
    for half in raised.value.hint:
        assert "--data" in half
        assert "COOP_DATA" in half


@pytest.mark.parametrize("name", ["nothing", "file.yaml", "a\0b", "x" * 5000, "file.yaml/data", "\ud800", "/dev/null"])
def test_a_path_that_is_no_dataset_is_told_with_its_origin(name: str, tmp_path: Path) -> None:
    (tmp_path / "file.yaml").write_text("id: x\n", encoding="utf-8")
    for origin, arguments in (("--data", (tmp_path / name, None)), ("COOP_DATA", (None, str(tmp_path / name)))):
        with pytest.raises(DatasetNotFound) as raised:
            find_dataset(arguments[0], environment=arguments[1])
        for half in raised.value.message:
            assert origin in half
            assert len(half) < 300


def test_a_folder_named_in_the_environment_is_never_replaced_by_another(tmp_path: Path) -> None:
    make_folder(tmp_path)
    with pytest.raises(DatasetNotFound):
        find_dataset(environment=str(tmp_path / "gone"), start=tmp_path)


def test_every_reason_has_words_in_both_languages() -> None:
    assert len({reason.words.en for reason in Reason}) == len({reason.words.vi for reason in Reason}) == len(Reason)


def test_the_schemas_are_those_of_the_repository_or_of_the_package(installed: Path) -> None:
    assert find_program_schemas() == installed.parent / "schemas"
    (installed / "snapshot" / "schemas").mkdir(parents=True)
    assert find_program_schemas() == installed / "snapshot" / "schemas"


def test_the_schemas_of_this_repository_are_there() -> None:
    assert find_program_schemas() == REPOSITORY / "schemas"
    assert (find_program_schemas() / "agreement.schema.json").is_file()


def names(data: Path) -> list[str]:
    location = Location(data, Reason.OPTION)
    return [file.relative_to(location.agreements).as_posix() for file in find_agreement_files(location)]


def test_agreement_files_come_in_the_order_of_their_paths_without_leftovers(tmp_path: Path) -> None:
    data = make_folder(tmp_path)
    for name in ("2023/b.yaml", "2019/z.yaml", "2019/a.yaml", "z.yaml", "2019/.hidden.yaml", "2019/a.yaml~", "x/n.md"):
        (data / "agreements" / name).parent.mkdir(exist_ok=True)
        (data / "agreements" / name).touch()
    (data / "agreements" / ".git").mkdir()
    (data / "agreements" / ".git" / "x.yaml").touch()
    assert names(data) == ["2019/a.yaml", "2019/z.yaml", "2023/b.yaml", "x/n.md", "z.yaml"]


def test_a_folder_named_like_a_file_and_a_link_to_a_folder_are_given_out_unopened(tmp_path: Path) -> None:
    data = make_folder(tmp_path)
    (data / "agreements" / "x.yaml").mkdir()
    (data / "agreements" / "x.yaml" / "y.yaml").touch()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "z.yaml").touch()
    (data / "agreements" / "2019").symlink_to(tmp_path / "outside")
    (data / "agreements" / "loop").symlink_to(data / "agreements")
    assert names(data) == ["2019", "loop", "x.yaml"]


def test_deeply_nested_folders_are_walked(tmp_path: Path) -> None:
    data = make_folder(tmp_path)
    folder = data / "agreements" / "/".join("a" * 100)
    folder.mkdir(parents=True)
    (folder / "x.yaml").touch()
    assert names(data) == ["a/" * 100 + "x.yaml"]


def test_files_and_folders_up_to_the_limit_are_found_and_one_more_is_refused(tmp_path: Path) -> None:
    data = make_folder(tmp_path)
    location = Location(data, Reason.OPTION)
    (data / "agreements" / "2019").mkdir()
    for name in ("2019/a.yaml", "2019/b.yaml", "2019/.hidden.yaml", "2019/a.yaml~"):
        (data / "agreements" / name).touch()
    assert len(find_agreement_files(location, limit=3)) == 2
    with pytest.raises(TooManyFiles) as raised:
        find_agreement_files(location, limit=2)
    assert isinstance(raised.value, UnreadableFile)
    finding = raised.value.diagnostic
    assert (finding.path, finding.rule, finding.span[:2]) == ("agreements", TOO_MANY_FILES, (1, 1))
    assert finding.message == raised.value.message
    assert finding.message == (
        "agreements/ holds more than 2 files and folders, expected at most 2",
        "agreements/ có hơn 2 tệp và thư mục, cần nhiều nhất 2",
    )


def test_folders_without_files_count_too(tmp_path: Path) -> None:
    data = make_folder(tmp_path)
    (data / "agreements" / "a" / "b" / "c").mkdir(parents=True)
    with pytest.raises(TooManyFiles):
        find_agreement_files(Location(data, Reason.OPTION), limit=2)


def test_the_limit_stands_in_the_rule_as_each_language_writes_it() -> None:
    assert "200,000" in TOO_MANY_FILES.meaning.en
    assert "200.000" in TOO_MANY_FILES.meaning.vi


@pytest.mark.parametrize("target", ["outside", ".."])
def test_the_folder_of_agreements_is_not_looked_into_where_it_leads_out(target: str, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.yaml").write_text("id: secret\n", encoding="utf-8")
    data = tmp_path / "data"
    data.mkdir()
    (data / "agreements").symlink_to(tmp_path / target)
    (file,) = find_agreement_files(Location(data, Reason.OPTION))
    assert file == data / "agreements"
    source = read_source_text(file, root=data)
    assert source.text is None
    assert [(d.path, d.code, "leads out" in d.message.en) for d in source.diagnostics] == [("agreements", "P101", True)]


def test_a_dataset_whose_own_folder_is_a_link_is_found_whole(tmp_path: Path) -> None:
    data = make_folder(tmp_path / "real")
    (data / "agreements" / "a.yaml").write_text("id: a\n", encoding="utf-8")
    (tmp_path / "data").symlink_to(data)
    (file,) = find_agreement_files(Location(tmp_path / "data", Reason.OPTION))
    assert read_source_text(file, root=tmp_path / "data").text == "id: a\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to the superuser")
def test_a_folder_that_may_not_be_opened_is_given_out(tmp_path: Path) -> None:
    data = make_folder(tmp_path)
    closed = data / "agreements" / "2019"
    closed.mkdir()
    closed.chmod(0)
    assert names(data) == ["2019"]
    closed.chmod(0o700)
