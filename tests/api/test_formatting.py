"""The canonical form of files from Python, as `coop fmt` gives it."""

from collections.abc import Callable
from pathlib import Path

import coop
from tests.conftest import Result

Run = Callable[..., Result]


def read_files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


def test_what_would_change_is_told_and_then_written(four: Path, run: Run) -> None:
    before = read_files(four)
    listed = run("fmt", "--check", data=four)
    found = coop.format_dataset(four)
    assert read_files(four) == before
    assert 0 < len(found.changed) < len(found.files) == len(before)
    assert [each.path in line for each, line in zip(found.changed, listed.out.splitlines(), strict=True)] == [
        True for _ in found.changed
    ]
    assert found.write() == found.changed
    assert read_files(four) == before | {each.path: each.after for each in found.changed}
    assert coop.format_dataset(four).changed == ()
    assert run("fmt", "--check", data=four).code == 0


def test_paths_limit_what_is_looked_at_and_written(four: Path) -> None:
    file = four / "agreements/2019/ha-noi-thanh-hoa-2019.yaml"
    for paths in (file, [file], str(file)):
        assert [each.path for each in coop.format_dataset(four, paths=paths).files] == [
            "agreements/2019/ha-noi-thanh-hoa-2019.yaml"
        ]
    before = read_files(four)
    coop.format_dataset(four, paths=file).write()
    assert {path for path, content in read_files(four).items() if content != before[path]} == {
        "agreements/2019/ha-noi-thanh-hoa-2019.yaml"
    }


def test_files_that_cannot_be_read_are_named_and_stay(four: Path) -> None:
    (four / "agreements/2019/hong.yaml").write_text("id: [\n", encoding="utf-8")
    found = coop.format_dataset(four)
    assert [(each.path, len(each.diagnostics)) for each in found.failed] == [("agreements/2019/hong.yaml", 1)]
    assert "agreements/2019/hong.yaml" not in {each.path for each in found.write()}


def test_an_edit_saved_before_writing_is_kept_and_a_file_that_is_gone_stops_no_other(four: Path) -> None:
    found = coop.format_dataset(four)
    edited, gone, *others = (each.path for each in found.changed)
    (four / edited).write_bytes((four / edited).read_bytes() + b"#  just typed\n")
    (four / gone).unlink()
    written = found.write()
    assert [each.path for each in written] == [edited, gone, *others]
    assert (four / edited).read_bytes() == written[0].after
    assert (four / edited).read_bytes().endswith(b"#  just typed\n")
    assert [each.path for each in written if each.failure is not None] == [gone]
    assert not (four / gone).exists()
    assert others
    assert not {each.path for each in coop.format_dataset(four).changed} & {edited, *others}


def test_a_text_has_the_form_that_its_path_or_its_keys_tell() -> None:
    text = "title: {en: A,   vi: A}\nid: a-2019 # mã\n"
    assert coop.format_text(text).after == f"{'id: a-2019':<32}# mã\ntitle:\n  vi: A\n  en: A\n".encode()
    fields = "fields:\n- name: {en: Health, vi: Y te}\n  id: y-te\n"
    assert coop.format_text(fields).after == coop.format_text(fields, path="data/fields.yaml").after
    failed = coop.format_text("id: \ud800\n", path="a.yaml")
    assert (failed.after, [each.path for each in failed.diagnostics]) == (None, ["a.yaml"])
