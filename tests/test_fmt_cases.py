"""The cases of the canonical form: a file each, what is typed, a divider, and what comes of it.

Without a divider a file is canonical already. A file called `vocabulary-of-…` is that vocabulary.
"""

from pathlib import Path

import pytest

from coop.dataset.canonical import Kind
from coop.validation.formatting import format_content
from tests.conftest import REPOSITORY
from tests.dataset.test_canonical import comments_of, read_data, read_everywhere

CASES = Path(__file__).parent / "cases" / "fmt"
DIVIDER = "# --- canonical ---\n"
NAMES = sorted(path.stem for path in CASES.iterdir())


def read_case(name: str) -> tuple[str, str, Kind]:
    typed, divider, expected = (CASES / f"{name}.yaml").read_text(encoding="utf-8").partition(DIVIDER)
    _, _, vocabulary = name.partition("vocabulary-of-")
    return typed, expected if divider else typed, Kind(vocabulary) if vocabulary else Kind.AGREEMENT


def format_case(text: str, kind: Kind) -> str:
    formatted = format_content(text.encode("utf-8"), path="case.yaml", kind=kind)
    assert formatted.after is not None, formatted
    return formatted.after.decode("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_case_comes_out_as_it_says(name: str) -> None:
    typed, expected, kind = read_case(name)
    assert format_case(typed, kind) == expected


@pytest.mark.parametrize("name", NAMES)
def test_case_keeps_data_and_comments_and_is_stable(name: str) -> None:
    typed, expected, kind = read_case(name)
    assert read_data(expected) == read_data(typed)
    assert comments_of(expected) == comments_of(typed)
    assert format_case(expected, kind) == expected


@pytest.mark.parametrize("name", [name for name in NAMES if name != "mistakes-stay-mistakes"])
def test_every_reader_reads_the_case_alike(name: str) -> None:
    _, expected, _ = read_case(name)
    assert all(each == read_data(expected) for each in read_everywhere(expected))


@pytest.mark.parametrize("path", sorted((REPOSITORY / "data").rglob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_file_is_read_alike_by_every_reader(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert all(each == read_data(text) for each in read_everywhere(text))
