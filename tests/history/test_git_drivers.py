"""Git itself merges, rebases and shows agreements with coop, in real repositories."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from coop.bilingual import Language
from coop.dataset.layout import find_dataset
from coop.history.git_setup import AttributesFile, GitSetup
from tests.conftest import FOUR, REPOSITORY
from tests.history.conftest import Repository

Make = Callable[[str], Repository]

PATH = "data/agreements/2019/ha-noi-can-tho-2019.yaml"
TEXT = (FOUR / "agreements" / "2019" / "ha-noi-can-tho-2019.yaml").read_text(encoding="utf-8")
LEVEL = ("level: party-committee", "level: department")
COUNT = ("item_count: 11 ", "item_count: 12 ")
OTHER_COUNT = ("item_count: 11 ", "item_count: 13 ")


@pytest.fixture(autouse=True)
def this_coop(monkeypatch: pytest.MonkeyPatch) -> None:
    """The coop that git starts is the one under test."""
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))


def changed(*changes: tuple[str, str], text: str = TEXT) -> str:
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def try_git(repository: Repository, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["git", "-C", str(repository.root), *arguments]
    return subprocess.run(command, capture_output=True, check=False, encoding="utf-8")


def set_up(repository: Repository, *, data: str = "data", program: str = sys.executable) -> None:
    GitSetup(find_dataset(repository.root / data), program).install(AttributesFile.PRIVATE)


def branch_off(repository: Repository, ours: str, theirs: str, *, path: str = PATH, base: str = TEXT) -> None:
    """A branch `khac` with their text, and `main` with ours, both from `base`."""
    repository.commit({path: base})
    repository.git("checkout", "--quiet", "-b", "khac")
    repository.commit({path: theirs})
    repository.git("checkout", "--quiet", "main")
    repository.commit({path: ours})


def read(repository: Repository, path: str = PATH) -> str:
    return (repository.root / path).read_text(encoding="utf-8")


@pytest.fixture
def project(repository: Repository) -> Repository:
    """A repository with a dataset of one agreement, set up."""
    for name in ("localities", "fields", "measures"):
        repository.write(f"data/{name}.yaml", (FOUR / f"{name}.yaml").read_text(encoding="utf-8"))
    repository.commit({PATH: TEXT})
    set_up(repository)
    return repository


def test_a_merge_of_neighbouring_fields_is_clean(project: Repository) -> None:
    """Two lines side by side: git alone calls that a conflict."""
    branch_off(project, changed(LEVEL), changed(("status: agreed", "status: signed")))
    ended = try_git(project, "merge", "--no-edit", "khac")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert read(project) == changed(LEVEL, ("status: agreed", "status: signed"))


def test_the_same_merge_is_a_conflict_without_coop(repository: Repository) -> None:
    branch_off(repository, changed(LEVEL), changed(("status: agreed", "status: signed")))
    assert try_git(repository, "merge", "--no-edit", "khac").returncode == 1


def test_a_merge_of_one_field_stops_at_that_field(project: Repository) -> None:
    branch_off(project, changed(COUNT, LEVEL), changed(OTHER_COUNT, ("status: agreed", "status: signed")))
    ended = try_git(project, "merge", "--no-edit", "khac")
    assert ended.returncode == 1
    assert f"coop: {PATH}: both sides changed item_count" in ended.stderr
    assert project.git("ls-files", "--unmerged").count(PATH) == 3
    text = read(project)
    start, end = text.index("<<<<<<< "), text.index(">>>>>>> ")
    assert text[start:end].splitlines()[1:] == [
        changed(COUNT).splitlines()[_line_of("item_count")],
        "=======",
        changed(OTHER_COUNT).splitlines()[_line_of("item_count")],
    ]
    outside = text[:start] + text[end:]
    assert "level: department" in outside
    assert "status: signed" in outside


def _line_of(key: str) -> int:
    return next(i for i, line in enumerate(TEXT.splitlines()) if line.startswith(key))


def test_a_merge_of_two_new_ids_of_one_figure_stops(project: Repository) -> None:
    branch_off(project, changed(("id: von-dang-ky", "id: ham-a")), changed(("id: von-dang-ky", "id: ham-b")))
    ended = try_git(project, "merge", "--no-edit", "khac")
    assert ended.returncode == 1
    assert "both sides changed figures.von-dang-ky" in ended.stderr


def test_a_merge_of_half_a_sum_from_each_side_stops(project: Repository) -> None:
    branch_off(project, changed(("amount: 33600", "amount: 33700")), changed(("as_of: '2019-08-23'", "as_of: '2018'")))
    assert try_git(project, "merge", "--no-edit", "khac").returncode == 1
    assert read(project).count("<<<<<<< ") == 1


def test_a_conflict_is_settled_by_hand_and_committed(project: Repository) -> None:
    branch_off(project, changed(COUNT), changed(OTHER_COUNT))
    assert try_git(project, "merge", "khac").returncode == 1
    project.commit({PATH: changed(OTHER_COUNT)})
    assert project.git("show", f"HEAD:{PATH}") == changed(OTHER_COUNT).strip()
    assert project.git("status", "--porcelain") == ""


def test_a_diff_during_a_conflict_is_one_of_facts(project: Repository) -> None:
    branch_off(project, changed(COUNT, LEVEL), changed(OTHER_COUNT))
    assert try_git(project, "merge", "khac").returncode == 1
    lines = project.git("diff", "-U0").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("++<<<<<<< "))
    assert [line.split(": ")[-1] for line in lines[start + 1 : start + 4]] == ["12", "++=======", "13"]
    assert [line[:2] for line in lines[start + 1 : start + 4]] == [" +", "++", "+ "]
    assert lines[start + 4].startswith("++>>>>>>> ")


def test_what_an_agreement_is_read_from_is_in_its_diff(project: Repository) -> None:
    more = "  - id: khac\n    title: Khác\n"
    project.commit({PATH: changed(("not_stated: [period]\n", f"{more}not_stated: [period]\n"))})
    project.write(PATH, changed(("sources:\n", f"sources:\n{more}")))
    lines = [line for line in project.git("diff", "-U0").splitlines() if line[:1] in "+-"][2:]
    assert lines == ["-First source: tttd", "+First source: khac"]


def test_git_decides_whether_the_old_text_is_shown(project: Repository) -> None:
    branch_off(project, changed(COUNT), changed(OTHER_COUNT))
    project.git("config", "merge.conflictStyle", "zdiff3")
    assert try_git(project, "merge", "khac").returncode == 1
    assert "\n||||||| " in read(project)
    assert TEXT.splitlines()[_line_of("item_count")] in read(project)


def test_a_rebase_takes_both_sides(project: Repository) -> None:
    branch_off(project, changed(LEVEL), changed(("status: agreed", "status: signed")))
    project.git("checkout", "--quiet", "khac")
    assert try_git(project, "rebase", "main").returncode == 0
    assert read(project) == changed(LEVEL, ("status: agreed", "status: signed"))


def test_a_rebase_stops_and_goes_on(project: Repository) -> None:
    branch_off(project, changed(COUNT), changed(OTHER_COUNT))
    project.git("checkout", "--quiet", "khac")
    assert try_git(project, "rebase", "main").returncode == 1
    assert "<<<<<<< " in read(project)
    project.write(PATH, changed(OTHER_COUNT))
    project.git("add", PATH)
    project.git("-c", "core.editor=true", "rebase", "--continue")
    assert read(project) == changed(OTHER_COUNT)


def test_a_cherry_pick_takes_both_sides(project: Repository) -> None:
    branch_off(project, changed(LEVEL), changed(("status: agreed", "status: signed")))
    assert try_git(project, "cherry-pick", "khac").returncode == 0
    assert read(project) == changed(LEVEL, ("status: agreed", "status: signed"))


@pytest.mark.parametrize("is_same_field", [False, True])
def test_a_stash_comes_back_onto_another_version(project: Repository, is_same_field: bool) -> None:
    project.write(PATH, changed(COUNT))
    project.git("stash")
    project.commit({PATH: changed(OTHER_COUNT if is_same_field else LEVEL)})
    ended = try_git(project, "stash", "pop")
    if is_same_field:
        assert ended.returncode == 1
        assert "<<<<<<< " in read(project)
    else:
        assert ended.returncode == 0
        assert read(project) == changed(COUNT, LEVEL)


def test_an_agreement_added_by_both_is_merged_too(project: Repository) -> None:
    project.git("checkout", "--quiet", "-b", "khac")
    path = "data/agreements/2020/moi.yaml"
    project.commit({path: TEXT})
    project.git("checkout", "--quiet", "main")
    project.commit({path: changed(COUNT)})
    assert try_git(project, "merge", "khac").returncode == 1
    assert read(project, path).count("<<<<<<< ") == 1


def test_an_agreement_deleted_here_and_changed_there_is_for_git_and_a_person(project: Repository) -> None:
    project.git("checkout", "--quiet", "-b", "khac")
    project.commit({PATH: changed(COUNT)})
    project.git("checkout", "--quiet", "main")
    (project.root / PATH).unlink()
    project.commit()
    ended = try_git(project, "merge", "khac")
    assert ended.returncode == 1
    assert "modify/delete" in ended.stdout
    assert read(project) == changed(COUNT)


def test_a_renamed_agreement_is_merged_under_its_new_name(project: Repository) -> None:
    project.git("checkout", "--quiet", "-b", "khac")
    project.git("mv", PATH, "data/agreements/2019/moi.yaml")
    project.commit({"data/agreements/2019/moi.yaml": changed(("status: agreed", "status: signed"))})
    project.git("checkout", "--quiet", "main")
    project.commit({PATH: changed(LEVEL)})
    assert try_git(project, "merge", "--no-edit", "khac").returncode == 0
    assert read(project, "data/agreements/2019/moi.yaml") == changed(LEVEL, ("status: agreed", "status: signed"))


def test_crossing_histories_with_a_conflict_between_them_are_merged(project: Repository) -> None:
    """The two have two bases that conflict: the base that git makes of them is no YAML, and lines are all there is."""
    branch_off(project, changed(COUNT), changed(OTHER_COUNT))
    ours, theirs = project.git("rev-parse", "main"), project.git("rev-parse", "khac")
    assert try_git(project, "merge", theirs).returncode == 1
    project.commit({PATH: changed(COUNT)})
    project.git("checkout", "--quiet", "khac")
    assert try_git(project, "merge", ours).returncode == 1
    project.commit({PATH: changed(OTHER_COUNT)})
    ended = try_git(project, "merge", "main")
    assert ended.returncode == 1
    assert "merged by lines" in ended.stderr
    assert "<<<<<<< " in read(project)


@pytest.mark.parametrize("where", AttributesFile)
@pytest.mark.parametrize("name", ["hà nội", "it's", 'a "b" c', "dòng\nhai", "-dash", "$(touch x)", "a;b", "%O", "#a"])
def test_any_name_of_a_file_or_folder_will_do(repository: Repository, name: str, where: AttributesFile) -> None:
    path = f"{name}/data/agreements/2019/{name}.yaml"
    repository.write(path, TEXT)
    repository.write(f"{name}/data/localities.yaml", (FOUR / "localities.yaml").read_text(encoding="utf-8"))
    GitSetup(find_dataset(repository.root / name), sys.executable).install(where)
    repository.commit()
    repository.git("checkout", "--quiet", "-b", "khac")
    repository.commit({path: changed(("status: agreed", "status: signed"))})
    repository.git("checkout", "--quiet", "main")
    repository.commit({path: changed(LEVEL)})
    assert "+Level: department\n" in repository.git("show", "--format=")
    assert " Party: Hà Nội\n" in repository.git("show", "--format=", "-U99")
    assert try_git(repository, "merge", "--no-edit", "khac").returncode == 0
    assert read(repository, path) == changed(LEVEL, ("status: agreed", "status: signed"))
    assert not list(repository.root.rglob("x"))


def test_without_coop_git_merges_and_shows_as_it_always_did(repository: Repository, tmp_path: Path) -> None:
    """The installation that set git up is gone: nothing may be lost, and no diff may fail."""
    branch_off(repository, changed(COUNT, ("status: agreed", "status: ended")), changed(OTHER_COUNT))
    set_up(repository, program=str(tmp_path / "đã gỡ" / "python"))
    assert "+status: ended" in repository.git("diff", "HEAD~1", "--", PATH)
    assert try_git(repository, "merge", "khac").returncode == 1
    assert "item_count: 12 " in read(repository)
    assert "item_count: 13 " in read(repository)


def test_a_python_that_has_lost_coop_does_no_harm(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    branch_off(repository, changed(COUNT, ("status: agreed", "status: ended")), changed(OTHER_COUNT))
    fake = repository.root.parent / "gia"
    (fake / "coop").mkdir(parents=True)
    (fake / "coop" / "__init__.py").write_text("", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(fake))
    set_up(repository)
    assert "+status: ended" in repository.git("diff", "HEAD~1", "--", PATH)
    assert try_git(repository, "merge", "khac").returncode == 1
    assert "item_count: 13 " in read(repository)


def test_nothing_in_the_work_tree_is_loaded(project: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pull request may bring a folder `coop` or a file `yaml.py`: they are data like any other."""
    mark = project.root.parent / "mark"
    trap = f"import pathlib\npathlib.Path({str(mark)!r}).touch()\n"
    branch_off(project, changed(LEVEL), changed(("status: agreed", "status: signed")))
    project.commit({"yaml.py": trap, "coop/__init__.py": trap, "coop/cli/__init__.py": trap})
    monkeypatch.chdir(project.root)
    assert try_git(project, "merge", "--no-edit", "khac").returncode == 0
    assert "+Status: signed" in project.git("diff", "HEAD~1", "--", PATH)
    assert not mark.exists()


def test_a_diff_tells_facts_in_words(project: Repository) -> None:
    project.write(PATH, changed(("amount: 33600", "amount: 33700"), ("    body: Ban Thường vụ Thành ủy Cần Thơ\n", "")))
    lines = project.git("diff", "-U0").splitlines()
    assert [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")] == [
        "-Party Cần Thơ · body: Ban Thường vụ Thành ủy Cần Thơ",
        "-Figure von-dang-ky · amount: over 33,600 tỷ đồng",
        "+Figure von-dang-ky · amount: over 33,700 tỷ đồng",
    ]


def test_layout_alone_makes_no_hunk(project: Repository) -> None:
    project.write(PATH, changed(("'2012'", '"2012"')))
    assert "@@" not in project.git("diff")
    assert '+    period: "2012"' in project.git("diff", "--no-textconv")


def test_a_diff_of_broken_yaml_shows_the_lines(project: Repository) -> None:
    project.write(PATH, changed(("status: agreed", "status: [agreed")))
    assert "+status: [agreed" in project.git("diff")


def test_a_diff_is_told_in_the_language_asked_for(project: Repository) -> None:
    setup = GitSetup(find_dataset(project.root / "data"), sys.executable)
    replace(setup, language=Language.VI).install(AttributesFile.PRIVATE)
    project.write(PATH, changed(("amount: 33600", "amount: 33700")))
    assert "+Số liệu von-dang-ky · số lượng: hơn 33.700 tỷ đồng" in project.git("diff")


def test_a_diff_has_the_names_of_each_dataset_that_is_set_up(project: Repository) -> None:
    project.write("hai/localities.yaml", "localities:\n  - {id: xa-la, name: Xa Lạ}\n")
    project.write("hai/agreements/2019/b.yaml", "id: b\nparties:\n  - locality: xa-la\n  - locality: ha-noi\n")
    set_up(project, data="hai")
    project.git("add", "--all")
    assert "+Party: Xa Lạ\n" in project.git("diff", "--cached", "--", "hai")
    assert "+Party: Hà Nội" in project.git("diff", "--cached", "--", "hai")


def test_another_work_tree_is_set_up_with_the_first(project: Repository) -> None:
    other = project.root.parent / "cây hai"
    project.git("worktree", "add", "--quiet", "-b", "hai", str(other))
    second = Repository(other)
    second.write(PATH, changed(LEVEL))
    assert "+Level: department" in second.git("diff")


def test_a_bare_repository_with_these_settings_still_merges(project: Repository) -> None:
    """As a host that merges might have: coop finds no work tree and steps back, git merges lines, nothing is lost."""
    branch_off(project, changed(COUNT), changed(OTHER_COUNT))
    bare = project.root.parent / "kho.git"
    project.git("clone", "--quiet", "--bare", ".", os.fspath(bare))
    (bare / "info").mkdir(exist_ok=True)
    shutil.copy(project.root / ".git" / "info" / "attributes", bare / "info" / "attributes")
    for key in ("merge.coop.name", "merge.coop.driver"):
        project.git("--git-dir", os.fspath(bare), "config", key, project.git("config", key))
    command = ["git", "-C", str(bare), "merge-tree", "--write-tree", "main", "khac"]
    ended = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert ended.returncode == 1
    merged = subprocess.run(
        ["git", "-C", str(bare), "show", f"{ended.stdout.splitlines()[0]}:{PATH}"],
        capture_output=True, check=True, encoding="utf-8",
    ).stdout  # fmt: skip
    assert "item_count: 12 " in merged
    assert "item_count: 13 " in merged
    assert "coop" in ended.stderr or "bare" in ended.stderr, ended.stderr


@pytest.mark.parametrize("arguments", [[], ["no such file.yaml"]])
def test_a_file_that_is_not_there_is_told_in_one_line(arguments: list[str], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "coop.cli.textconv", *arguments]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("coop: cannot read the file: ")
    assert ended.stderr.count("\n") == 1
