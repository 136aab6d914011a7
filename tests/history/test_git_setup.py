"""Setting git up writes what is missing, touches nothing of anybody else's, and can be taken back to the byte."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coop.bilingual import Language
from coop.dataset.layout import Location, Reason, find_dataset
from coop.errors import CoopError, DatasetNotFound, GitError, UnreadableFile
from coop.history.git_settings import write_pattern
from coop.history.git_setup import AttributesFile, GitSetup, SettingState, State
from tests.history.conftest import Repository

SHARED, PRIVATE = AttributesFile.SHARED, AttributesFile.PRIVATE
LINE = "data/agreements/**/*.yaml diff=coop merge=coop\n"


@pytest.fixture
def project(repository: Repository) -> Repository:
    repository.commit({"data/agreements/2019/a.yaml": "id: a\n"})
    return repository


def setup_of(repository: Repository, data: str = "data", program: str = "/py/python3") -> GitSetup:
    return GitSetup(find_dataset(repository.root / data), program)


def states(found: tuple[SettingState, ...]) -> list[State]:
    return [each.state for each in found]


def snapshot(repository: Repository) -> dict[str, bytes]:
    """All that a person may have written: the files of the work tree, git's settings and its own attributes."""
    own = ("config", "info/attributes")
    inside = [repository.root / ".git" / name for name in own]
    tree = [p for p in repository.root.rglob("*") if p.is_file() and ".git" not in p.relative_to(repository.root).parts]
    return {str(p.relative_to(repository.root)): p.read_bytes() for p in (*inside, *tree) if p.is_file()}


def refusal(call: Callable[..., object], *arguments: object) -> CoopError:
    with pytest.raises(CoopError) as raised:
        call(*arguments)
    assert raised.value.message.en != raised.value.message.vi
    return raised.value


def test_everything_missing_is_written_once(project: Repository) -> None:
    setup = setup_of(project)
    assert states(setup.check()) == [State.MISSING] * 4
    assert states(setup.install(SHARED)) == [State.WRITTEN] * 4
    after = snapshot(project)
    assert after[".gitattributes"].decode().splitlines(keepends=True)[-1] == LINE
    assert states(setup.check()) == [State.SET] * 4
    assert states(setup.install(SHARED)) == [State.SET] * 4
    assert states(setup.install(PRIVATE)) == [State.SET] * 4
    assert snapshot(project) == after


def test_the_attributes_can_be_for_one_clone_alone(project: Repository) -> None:
    setup = setup_of(project)
    setup.install(PRIVATE)
    assert (project.root / ".git/info/attributes").read_text("utf-8").endswith(LINE)
    assert project.git("status", "--porcelain") == ""
    assert setup.check()[-1] == SettingState("diff=coop merge=coop", ".git/info/attributes", State.SET)


@pytest.mark.parametrize("where", AttributesFile)
@pytest.mark.parametrize(
    "before", [None, "", "* text=auto\n", "*.png binary", "# chú thích\n\n* text\n", "* text\r\n"]
)  # fmt: skip
def test_undo_leaves_every_byte_as_it_was(project: Repository, before: str | None, where: AttributesFile) -> None:
    file = project.root / (".gitattributes" if where is SHARED else ".git/info/attributes")
    if before is not None:
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(before.encode())
    project.git("config", "diff.other.textconv", "cat")
    project.git("config", "diff.coop.xfuncname", "^Figure")
    old = snapshot(project)
    setup = setup_of(project)
    setup.install(where)
    assert snapshot(project) != old
    assert states(setup.remove()).count(State.REMOVED) == 4
    name = str(file.relative_to(project.root))
    if before == "":
        del old[name]
    elif before is not None and not before.endswith("\n"):  # the line that was there has got its end
        old[name] += b"\n"
    assert snapshot(project) == old
    assert states(setup.remove()) == [State.MISSING] * 5


def test_lines_around_our_own_stay(project: Repository) -> None:
    setup = setup_of(project)
    project.write(".gitattributes", "* text=auto\n")
    setup.install(SHARED)
    file = project.root / ".gitattributes"
    file.write_text(f"{file.read_text('utf-8')}*.md text\n", encoding="utf-8")
    setup.remove()
    assert file.read_text("utf-8") == "* text=auto\n*.md text\n"


def test_attributes_that_the_repository_brings_are_enough(project: Repository) -> None:
    """Whoever clones a repository that was set up has the attributes, and only needs the settings."""
    project.commit({".gitattributes": "*.yaml diff=coop merge=coop\n"})
    found = setup_of(project).install(SHARED)
    assert states(found) == [State.WRITTEN] * 3 + [State.SET]
    assert (project.root / ".gitattributes").read_text("utf-8") == "*.yaml diff=coop merge=coop\n"


FOREIGN = {
    "driver": ("config", "merge.coop.driver", "mine %A"),
    "textconv": ("config", "diff.coop.textconv", "cat"),
    "name": ("config", "merge.coop.name", "mine"),
    "attribute": (".gitattributes", "*.yaml merge=union\n"),
    "one file's attribute": (".gitattributes", "data/agreements/2019/a.yaml -diff\n"),
    "attribute below": ("data/agreements/.gitattributes", "*.yaml diff=yaml\n"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_somebody_else_has_set_is_refused_and_stays(project: Repository, name: str) -> None:
    if FOREIGN[name][0] == "config":
        project.git(*FOREIGN[name])
    else:
        project.write(*FOREIGN[name])
    old = snapshot(project)
    setup = setup_of(project)
    error = refusal(setup.install, SHARED)
    assert isinstance(error, GitError)
    assert "already ha" in error.message.en
    assert error.hint is not None
    assert State.FOREIGN in states(setup.check())
    assert State.REMOVED not in states(setup.remove())
    assert snapshot(project) == old


def test_a_dataset_typed_as_a_relative_path_is_the_same_one(
    project: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    setup = GitSetup(find_dataset(Path("data")), "/py/python3")
    project.write(".gitattributes", "data/agreements/** merge=union\n")
    assert "already have the attribute merge=union" in refusal(setup.install, SHARED).message.en
    (project.root / ".gitattributes").unlink()
    setup.install(SHARED)
    after = snapshot(project)
    assert states(setup.install(SHARED)) == states(setup.check()) == [State.SET] * 4
    assert snapshot(project) == after


def test_settings_of_another_installation_are_renewed(project: Repository) -> None:
    setup_of(project, program="/cũ/python3").install(SHARED)
    setup = setup_of(project)
    assert states(setup.check()) == [State.OTHER, State.SET, State.OTHER, State.SET]
    assert states(setup.install(SHARED)) == [State.WRITTEN, State.SET, State.WRITTEN, State.SET]
    assert states(setup.check()) == [State.SET] * 4


def test_the_language_of_diffs_is_no_other_setup(project: Repository) -> None:
    GitSetup(find_dataset(project.root), "/py/python3", Language.VI).install(SHARED)
    assert "--lang=vi" in project.git("config", "diff.coop.textconv")
    assert states(setup_of(project).check()) == [State.SET] * 4


def test_two_datasets_of_one_repository_are_both_set_up(project: Repository) -> None:
    project.commit({"hai ba/agreements/2019/b.yaml": "id: b\n"})
    first, second = setup_of(project), setup_of(project, "hai ba")
    first.install(SHARED)
    assert states(second.check()) == [State.OTHER, State.SET, State.SET, State.MISSING]
    assert states(second.install(SHARED)) == [State.WRITTEN, State.SET, State.SET, State.WRITTEN]
    assert states(first.check()) == states(second.check()) == [State.SET] * 4
    assert " --data=data/ --data='hai ba/' " in project.git("config", "diff.coop.textconv")
    after = snapshot(project)
    assert states(first.install(SHARED)) == states(second.install(SHARED)) == [State.SET] * 4
    assert snapshot(project) == after


def test_undo_leaves_nothing_of_any_dataset(project: Repository) -> None:
    project.commit({"hai/agreements/2019/b.yaml": "id: b\n", ".gitattributes": "* text=auto\n"})
    old = snapshot(project)
    for each in ("data", "hai"):
        setup_of(project, each).install(SHARED)
    setup_of(project, "hai").remove()
    assert snapshot(project) == old


def test_undo_needs_no_dataset(project: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    old = snapshot(project)
    setup_of(project).install(SHARED)
    project.git("mv", "data", "dữ liệu")
    (project.root / "sâu").mkdir()
    monkeypatch.chdir(project.root / "sâu")
    elsewhere = Location(project.root / "none", Reason.SNAPSHOT)
    assert State.REMOVED in states(GitSetup(elsewhere, "python").remove())
    assert snapshot(project) == {name.replace("data/", "dữ liệu/"): content for name, content in old.items()}


def test_a_dataset_that_moved_takes_the_place_of_the_old_one(project: Repository) -> None:
    setup_of(project).install(SHARED)
    project.git("mv", "data", "mới")
    moved = setup_of(project, "mới")
    assert states(moved.check()) == [State.OTHER, State.SET, State.SET, State.MISSING]
    moved.install(SHARED)
    assert states(moved.check()) == [State.SET] * 4
    assert "--data=data/" not in project.git("config", "diff.coop.textconv")


def test_lines_that_end_as_those_of_windows_get_one_of_their_kind(project: Repository) -> None:
    project.commit({".gitattributes": "* text\r\n*.png binary\r\n"})
    (project.root / ".gitattributes").write_bytes(b"* text\r\n*.png binary\r\n")
    setup = setup_of(project)
    setup.install(SHARED)
    content = (project.root / ".gitattributes").read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n") == 4
    assert states(setup.check()) == [State.SET] * 4
    assert setup.check()[-1].file == ".gitattributes"
    setup.remove()
    assert (project.root / ".gitattributes").read_bytes() == b"* text\r\n*.png binary\r\n"


def test_a_program_with_odd_letters_is_quoted(project: Repository) -> None:
    setup_of(project, program="/a b/it's 100%/python").install(SHARED)
    assert project.git("config", "merge.coop.driver").startswith("'/a b/it'\"'\"'s 100%%/python' -P -m ")
    assert "'/a b/it'\"'\"'s 100%/python' -P -m " in project.git("config", "diff.coop.textconv")


def test_a_pattern_matches_its_folder_and_no_other() -> None:
    assert write_pattern("") == "agreements/**/*.yaml"
    assert write_pattern("dữ liệu/") == '"dữ liệu/agreements/**/*.yaml"'
    assert write_pattern("a[b]*/") == r'"a\\[b]\\*/agreements/**/*.yaml"'
    assert write_pattern("!a/") == "/!a/agreements/**/*.yaml"
    assert write_pattern('a"\n/') == r'"a\"\n/agreements/**/*.yaml"'


@pytest.mark.parametrize("folder", ["a[b]", "*", "a\\b", " ", "x\ty"])
def test_a_folder_with_signs_of_patterns_is_itself_alone(repository: Repository, folder: str) -> None:
    repository.commit({f"{folder}/data/agreements/2019/a.yaml": "id: a\n", "ab/data/agreements/2019/a.yaml": "id: a\n"})
    setup_of(repository, folder).install(SHARED)
    assert states(setup_of(repository, folder).check())[-1] is State.SET
    assert states(setup_of(repository, "ab").check())[-1] is State.MISSING


def test_the_settings_of_a_worktree_are_those_of_the_repository(project: Repository) -> None:
    other = project.root.parent / "cây"
    project.git("worktree", "add", "--quiet", str(other))
    GitSetup(find_dataset(other), "/py/python3").install(PRIVATE)
    assert states(setup_of(project).check()) == [State.SET] * 4
    assert (project.root / ".git/info/attributes").is_file()


def test_a_folder_without_repository_is_told(tmp_path: Path) -> None:
    (tmp_path / "data" / "agreements").mkdir(parents=True)
    error = refusal(GitSetup(find_dataset(tmp_path), "python").install, SHARED)
    assert "lies in no git repository" in error.message.en


def test_a_bare_repository_is_told(make_repository: Callable[[str], Repository]) -> None:
    bare = make_repository("gốc")
    bare.git("init", "--quiet", "--bare", "kho.git")
    folder = bare.root / "kho.git"
    (folder / "data" / "agreements").mkdir(parents=True)
    error = refusal(GitSetup(find_dataset(folder), "python").install, SHARED)
    assert "no work tree" in error.message.en


def test_settings_that_cannot_be_written_leave_nothing_half_done(project: Repository) -> None:
    (project.root / ".git" / "config.lock").touch()
    old = snapshot(project)
    error = refusal(setup_of(project).install, SHARED)
    assert error.message.en.startswith("git's settings cannot be written: could not lock config file")
    assert snapshot(project) == old


def test_attributes_behind_a_link_are_not_written(project: Repository) -> None:
    """Git itself reads none through a link, and what it leads to may be anybody's."""
    target = project.root.parent / "ngoài"
    target.write_text("* text\n", encoding="utf-8")
    (project.root / ".gitattributes").symlink_to(target)
    error = refusal(setup_of(project).install, SHARED)
    assert isinstance(error, UnreadableFile)
    assert "symbolic link" in error.message.en
    assert target.read_text("utf-8") == "* text\n"
    assert project.git("config", "--default", "", "merge.coop.driver") == ""


def test_a_dataset_that_coop_falls_back_on_is_not_set_up(project: Repository) -> None:
    location = Location(project.root / "data", Reason.REPOSITORY)
    setup = GitSetup(location, "python")
    old = snapshot(project)
    for call in (lambda: setup.install(SHARED), setup.check):
        assert isinstance(refusal(call), DatasetNotFound)
    assert snapshot(project) == old
