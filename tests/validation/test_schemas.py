"""The schemas beside a dataset: a note where they are not those of the program."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.validation.checks import codes, validate


@pytest.fixture
def beside(four: Path) -> Path:
    """The program's schemas beside the four: their folder."""
    return Path(shutil.copytree(REPOSITORY / "schemas", four.parent / "schemas"))


def test_the_schemas_of_this_version_are_no_finding(four: Path, beside: Path) -> None:
    assert beside.is_dir()
    assert codes(validate(four)) == []


def test_without_schemas_nothing_is_compared(four: Path) -> None:
    assert codes(validate(four)) == []


def test_a_schema_that_differs_or_is_missing_is_a_note_at_its_file(four: Path, beside: Path) -> None:
    path = beside / "fields.schema.json"
    path.write_text(path.read_text(encoding="utf-8").replace("{", "{ ", 1), encoding="utf-8")
    (beside / "agreement.schema.json").unlink()
    validation = validate(four)
    assert [(d.path, d.code) for d in validation.diagnostics] == [
        ("../schemas/agreement.schema.json", "X107"),
        ("../schemas/fields.schema.json", "X107"),
    ]
    assert not validation.fails()


def test_a_schema_that_is_a_link_is_not_opened(four: Path, beside: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.json"
    shutil.copyfile(beside / "fields.schema.json", elsewhere)
    (beside / "fields.schema.json").unlink()
    (beside / "fields.schema.json").symlink_to(elsewhere)
    (finding,) = validate(four).diagnostics
    assert "cannot be read" in finding.message.en
