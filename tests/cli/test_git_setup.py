"""`coop git-setup` at the terminal, and the two programs that it tells git of."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coop.cli.merge_file import CONFLICT, main
from tests.conftest import FOUR, REPOSITORY, Result

Run = Callable[..., Result]
TEXT = (FOUR / "agreements" / "2019" / "ha-noi-can-tho-2019.yaml").read_text(encoding="utf-8")


@pytest.fixture
def clone(four: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The four in a repository of their own: the folder at its top."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    subprocess.run(["git", "-C", str(four.parent), "init", "--quiet"], check=True)
    return four.parent


def test_git_is_set_up_checked_and_left_again(run: Run, clone: Path) -> None:
    assert run("git-setup", "--check", data=clone).code == 1
    result = run("git-setup", data=clone)
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[2].split() == ["diff.coop.textconv", ".git/config", "written"]
    assert (clone / ".gitattributes").read_text("utf-8").endswith("data/agreements/**/*.yaml diff=coop merge=coop\n")
    assert run("git-setup", "--check", data=clone).code == 0
    assert run("git-setup", "--undo", data=clone).code == 0
    assert not (clone / ".gitattributes").exists()
    assert run("git-setup", "--check", data=clone).code == 1


def test_the_answer_comes_in_every_format_and_language(run: Run, clone: Path) -> None:
    assert "đã ghi" in run("git-setup", "--local", "--lang", "vi", data=clone).out
    rows = json.loads(run("git-setup", "-f", "json", data=clone).out)
    assert [row["setting"] for row in rows][:2] == ["diff.coop.textconv", "merge.coop.name"]
    assert [row["state"] for row in rows] == ["written", "set", "set", "set"]  # now without a language of its own
    assert rows[-1]["file"] == ".git/info/attributes"


@pytest.mark.parametrize("options", [("--undo", "--check"), ("--local", "--undo"), ("--local", "--check")])
def test_one_thing_at_a_time(run: Run, clone: Path, options: tuple[str, str]) -> None:
    result = run("git-setup", *options, data=clone)
    assert result.code == 2
    assert "exclude each other" in result.err


def test_no_repository_is_one_line(run: Run, four: Path) -> None:
    result = run("git-setup", data=four, env={"GIT_CEILING_DIRECTORIES": str(four.parent.parent)})
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert "lies in no git repository" in result.err


def test_where_no_dataset_is_near_nothing_is_set_up(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """coop answers from its own dataset there; to set up the repository of that would surprise everybody."""
    monkeypatch.chdir(tmp_path)
    result = run("git-setup", data=None)
    assert result.code == 2
    assert "no dataset in this folder or above it" in result.err


def write_three(folder: Path, base: str | bytes, ours: str | bytes, theirs: str | bytes) -> list[str]:
    names = []
    for name, content in (("O", base), ("A", ours), ("B", theirs)):
        file = folder / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        names.append(str(file))
    return names


def test_the_merge_program_says_by_its_status_how_it_went(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours, theirs = TEXT.replace("item_count: 11", "item_count: 12"), TEXT.replace("item_count: 11", "item_count: 13")
    names = write_three(tmp_path, TEXT, ours, theirs.replace("status: agreed", "status: signed"))
    assert main([*names, "7", "a\nb.yaml", "%S", "%X", "%Y"]) == CONFLICT
    assert capsys.readouterr().err == "coop: a�b.yaml: both sides changed item_count\n"
    assert "<<<<<<< ours\n" in (tmp_path / "A").read_text("utf-8")
    names = write_three(tmp_path, TEXT, TEXT, theirs)
    assert main([*names, "9", "a.yaml"]) == 0
    assert (tmp_path / "A").read_text("utf-8") == theirs
    assert capsys.readouterr().err == ""


def test_the_merge_program_takes_the_names_of_the_sides(tmp_path: Path) -> None:
    names = write_three(tmp_path, TEXT, TEXT.replace(": 11", ": 12"), TEXT.replace(": 11", ": 13"))
    assert main([*names, "9", "a.yaml", "gốc", "HEAD", "1a2b (đổi: x)"]) == CONFLICT
    text = (tmp_path / "A").read_text("utf-8")
    assert "<<<<<<<<< HEAD\n" in text
    assert ">>>>>>>>> 1a2b (đổi: x)\n" in text


@pytest.mark.parametrize("broken", ["id: [\n", TEXT.replace("\n", "\r\n"), f"\ufeff{TEXT}"])
def test_what_is_no_sound_text_is_merged_by_lines(
    tmp_path: Path, broken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    names = write_three(tmp_path, broken, broken, f"{broken}# thêm\n")
    assert main([*names, "7", "a.yaml"]) == 0
    assert (tmp_path / "A").read_bytes() == f"{broken}# thêm\n".encode()
    assert "merged by lines" in capsys.readouterr().err
    names = write_three(tmp_path, broken, f"{broken}# một\n", f"{broken}# hai\n")
    assert main([*names, "7", "a.yaml"]) == CONFLICT
    assert "<<<<<<< ours\n# một\n" in (tmp_path / "A").read_bytes().decode().replace("\r\n", "\n")


@pytest.mark.parametrize("content", [b"\0\1", b"id: \0"])
def test_what_git_cannot_merge_either_is_left_as_it_was(tmp_path: Path, content: bytes) -> None:
    names = write_three(tmp_path, content, content + b"a", content + b"b")
    assert main([*names, "7", "a.yaml"]) == 2
    assert (tmp_path / "A").read_bytes() == content + b"a"


def test_a_missing_file_or_argument_is_no_conflict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Any status but that of a conflict makes git merge by itself: nothing is passed over."""
    names = write_three(tmp_path, TEXT, TEXT, TEXT)
    assert main([*names[:2], str(tmp_path / "none"), "7", "a.yaml"]) == 2
    assert main(names) == 3
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_the_show_program_writes_facts(tmp_path: Path) -> None:
    file = tmp_path / "-f.yaml"
    file.write_text(TEXT, encoding="utf-8")
    command = [sys.executable, "-P", "-m", "coop.cli.textconv", f"--data={FOUR}", "--lang=vi", file.name]
    env = {"PYTHONPATH": str(REPOSITORY), "PATH": "/usr/bin:/bin", "LC_ALL": "C"}
    shown = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=True)
    assert "Bên: Cần Thơ\n" in shown.stdout.decode("utf-8")
    assert shown.stderr == b""


def test_the_show_program_loads_little() -> None:
    """git starts it for each version of each file of a diff."""
    code = "import sys, coop.cli.textconv; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    env = {"PYTHONPATH": str(REPOSITORY), "PATH": "/usr/bin:/bin"}
    loaded = subprocess.run([sys.executable, "-P", "-c", code], env=env, capture_output=True, check=True).stdout.split()
    assert not {b"typer", b"click", b"rich", b"pandas", b"jsonschema_rs"} & set(loaded)
