"""Formatting the files of a dataset: what is mended with it, what waivers hold for, and how files are written."""

import os
import stat
import unicodedata
from pathlib import Path

import pytest

from coop.dataset.layout import Location, Reason
from coop.validation.fixing import fix_text
from coop.validation.formatting import FORM_RULES, FormattedFile, format_content, format_dataset, write_formatted
from coop.validation.scope import Scope
from tests.conftest import FOUR
from tests.validation.checks import validate

FILE = "agreements/2019/ha-noi-thanh-hoa-2019.yaml"


def format_bytes(content: bytes) -> FormattedFile:
    return format_content(content, path="agreements/2019/x.yaml")


def format_folder(data: Path, *only: Path) -> tuple[FormattedFile, ...]:
    location = Location(data, Reason.OPTION)
    found = format_dataset(location, scope=Scope.of_paths(location, only))
    return tuple(write_formatted(location, each) for each in found)


def test_mends_what_fixing_mends_but_letters_that_only_look_alike() -> None:
    typed = unicodedata.normalize("NFD", "\ufeffid: x  \r\ntitle: {vi: Hà Nội Ð, en: E}\r\n").encode()
    formatted = format_bytes(typed)
    assert formatted.after == "id: x\ntitle:\n  vi: Hà Nội Ð\n  en: E\n".encode()
    assert formatted.after is not None
    assert fix_text(formatted.after, rules=FORM_RULES).content == formatted.after


def test_an_address_keeps_its_letters() -> None:
    typed = unicodedata.normalize("NFD", "id: x\nsources:\n  - id: s\n    url: https://a.vn/Hà\n").encode()
    assert format_bytes(typed).after == typed


@pytest.mark.parametrize(
    "typed",
    [
        "id: x\nparties: [{locality: a,\n  side: b, body: c}]  # coop: ignore X301: of which\n",
        "id: x\nstatus: signed\n# coop: ignore X301: of nothing\n# coop: ignore X302: of nothing\nfields: [\n  a\n  ]  "
        "# coop: ignore X302: of a line that holds a bracket\n",
    ],
)
def test_a_waiver_that_would_hold_for_something_else_keeps_the_file_as_it_is(typed: str) -> None:
    formatted = format_bytes(typed.encode())
    assert formatted.fails
    assert not formatted.changes
    assert not formatted.is_bug
    assert formatted.refusal is not None
    assert "waiver" in formatted.refusal.en


def test_findings_and_waivers_are_the_same_before_and_after(four: Path) -> None:
    file = four / FILE
    text = file.read_text(encoding="utf-8")
    text = text.replace("locality: ha-noi\n", "locality: ha-nai   # coop: ignore X301: so it is called\n", 1)
    file.write_text(text.replace("    amount: 7\n", "    amount: 8\n"), encoding="utf-8")
    before = validate(four)
    assert any(each.path == FILE and each.changes for each in format_folder(four))
    after = validate(four)
    assert [(each.code, each.message) for each in after.diagnostics] == [
        (each.code, each.message) for each in before.diagnostics
    ]
    assert [each.reason for each in after.waived] == [each.reason for each in before.waived]
    assert after.diagnostics


def test_what_cannot_be_read_has_a_finding_with_its_line_and_the_others_are_written(four: Path) -> None:
    broken = four / FILE
    broken.write_text("id: [", encoding="utf-8")
    files = format_folder(four)
    (failed,) = (each for each in files if each.fails)
    assert [(each.path, each.code) for each in failed.diagnostics] == [(FILE, "P201")]
    assert failed.diagnostics[0].excerpt is not None
    assert broken.read_text(encoding="utf-8") == "id: ["
    assert any(each.changes for each in files)
    assert not any(each.changes for each in format_folder(four))


def test_only_files_that_change_are_written_and_keep_their_mode(four: Path) -> None:
    format_folder(four)
    file = four / FILE
    untouched = {path: path.stat().st_mtime_ns for path in four.rglob("*.yaml") if path != file}
    file.write_text(
        file.read_text(encoding="utf-8").replace("status: agreed\n", "status: 'agreed'\n"), encoding="utf-8"
    )
    file.chmod(0o640)
    assert [each.path for each in format_folder(four) if each.changes] == [FILE]
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert {path: path.stat().st_mtime_ns for path in untouched} == untouched
    assert {path.suffix for path in four.rglob("*") if path.is_file()} == {".yaml"}


def test_only_the_files_named_are_formatted(four: Path) -> None:
    assert [each.path for each in format_folder(four, four / FILE)] == [FILE]
    assert {each.path.split("/")[0] for each in format_folder(four, four / "agreements")} == {"agreements"}


def test_links_and_files_of_other_names_are_passed_over(four: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("title: {}\nid: x\n", encoding="utf-8")
    (four / "agreements/2019/link.yaml").symlink_to(outside)
    (four / "agreements/2019/notes.txt").write_text("title: {}\nid: x\n", encoding="utf-8")
    paths = [each.path for each in format_folder(four)]
    assert not any("link" in path or "notes" in path for path in paths)
    assert outside.read_text(encoding="utf-8") == "title: {}\nid: x\n"


def test_a_missing_vocabulary_is_left_to_validation(four: Path) -> None:
    (four / "regions.yaml").unlink()
    assert "regions.yaml" not in [each.path for each in format_folder(four)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_told(four: Path) -> None:
    folder = (four / FILE).parent
    folder.chmod(0o555)
    try:
        files = format_folder(four)
    finally:
        folder.chmod(0o755)
    (failed,) = (each for each in files if each.failure is not None)
    assert failed.failure is not None
    assert "cannot write" in failed.failure.en
    assert not failed.changes


def test_the_four_are_only_laid_out_anew(four: Path) -> None:
    format_folder(four)
    assert validate(four).diagnostics == validate(FOUR).diagnostics == ()
