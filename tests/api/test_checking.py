"""`check_dataset`, `fix_dataset` and `explain_rule`: what `coop validate` does."""

import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import coop
from tests.conftest import FOUR, Result

Run = Callable[..., Result]
FILE = "agreements/2019/ha-noi-can-tho-2019.yaml"


@pytest.fixture
def unsound(four: Path) -> Path:
    path = four / FILE
    text = path.read_text(encoding="utf-8").replace("to: can-tho", "to: can-tho-o", 1)
    path.write_bytes(text.replace("\n", "\r\n", 3).encode("utf-8"))
    return four


def codes(check: coop.Check) -> set[str]:
    return {diagnostic.code for diagnostic in check.diagnostics}


def test_sound_dataset_passes() -> None:
    check = coop.check_dataset(FOUR)
    assert not check.fails()
    assert check.diagnostics == ()
    assert len(check.files) == 9


def test_findings_are_those_of_the_command(unsound: Path, run: Run) -> None:
    check = coop.check_dataset(unsound, as_of="2025-01-01")
    assert check.fails()
    assert "X301" in codes(check)
    for name in ("csv", "json", "github", "sarif", "junit"):
        shown = run("validate", "-f", name, "--as-of", "2025-01-01", data=unsound)
        assert shown.code == 1
        assert check.render(name) == shown.out


def test_rules_are_chosen(unsound: Path) -> None:
    assert codes(coop.check_dataset(unsound, select="X301")) == {"X301"}
    assert "X301" not in codes(coop.check_dataset(unsound, ignore=["X3", "unused-term"]))
    with pytest.raises(coop.UnknownName, match="no rule 'X999'"):
        coop.check_dataset(unsound, select="X999")


def test_paths_limit_what_is_reported(unsound: Path) -> None:
    other = unsound / "agreements" / "2019" / "ha-noi-thanh-hoa-2019.yaml"
    assert coop.check_dataset(unsound, paths=[other]).diagnostics == ()
    assert coop.check_dataset(unsound, paths=[str(unsound / FILE)]).fails()


def test_a_change_can_be_checked(four: Path) -> None:
    git = ["git", "-C", str(four), "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "all"]):
        subprocess.run([*git, *arguments], check=True, capture_output=True)
    (four / FILE).write_text("id: x\n", encoding="utf-8")
    check = coop.check_dataset(four, changed_since="HEAD")
    assert check.fails()
    assert check.files == (FILE,)
    with pytest.raises(coop.UsageError, match="each name the files"):
        coop.check_dataset(four, changed_since="HEAD", paths=[four / FILE])


def test_waivers_hold_until_the_day_given(four: Path) -> None:
    path = four / FILE
    text = path.read_text(encoding="utf-8")
    waived = text.replace("amount: 33600", "amount: 33601  # coop: ignore D301 until 2024-06-30: the source says so", 1)
    path.write_text(waived, encoding="utf-8")
    in_time = coop.check_dataset(four, as_of=date(2024, 1, 1))
    assert in_time.diagnostics == ()
    assert "D301" in {each.diagnostic.code for each in in_time.waived}
    assert "F203" in codes(coop.check_dataset(four, as_of="2025-01-01"))


def test_findings_are_written_in_the_format_of_the_ending(unsound: Path, tmp_path: Path) -> None:
    check = coop.check_dataset(unsound)
    assert check.write(tmp_path / "found.sarif", language="vi")
    assert json.loads((tmp_path / "found.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert check.write(tmp_path / "found.csv")
    assert (tmp_path / "found.csv").read_text(encoding="utf-8") == check.render("csv")
    assert check.frame()["code"].tolist() == [diagnostic.code for diagnostic in check.diagnostics]


def test_fix_mends_what_has_one_right_answer(unsound: Path) -> None:
    assert [each.path for each in coop.fix_dataset(unsound, paths=[unsound / "localities.yaml"])] == []
    assert coop.fix_dataset(unsound, ignore="F") == ()
    assert [each.path for each in coop.fix_dataset(unsound)] == [FILE]
    assert b"\r" not in (unsound / FILE).read_bytes()
    assert coop.fix_dataset(unsound) == ()


def test_a_rule_is_explained_in_both_languages(run: Run) -> None:
    assert coop.explain_rule("unknown-locality") == run("validate", "--explain", "X301", data=None).out
    assert coop.explain_rule("X301", language="vi") != coop.explain_rule("X301")
