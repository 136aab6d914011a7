"""The page of the Python API is true: its cells print what it shows, its tables say what the frames hold."""

import contextlib
import io
import re
from collections.abc import Iterator
from dataclasses import fields

import pandas as pd
import pytest

import coop
from coop.analysis.filters import Filters
from coop.analysis.frames import DTYPES, Frames
from coop.analysis.select import select_agreements
from coop.analysis.tables import build_tables
from coop.api.questions import Questions
from coop.dataset.loading import open_dataset
from coop.table import Table
from tests.conftest import FOUR, REPOSITORY

PAGE = REPOSITORY / "docs" / "api.md"
_CELL = re.compile(r"(```python\n(.*?)```\n\n```text\n)(.*?)(```)", re.DOTALL)
_TABLES = re.compile(r"(<!-- frames -->\n).*?(<!-- end of frames -->)", re.DOTALL)


def render_page(text: str) -> str:
    """The page with what its cells print, one after the other, and with the tables of the frames."""
    names: dict[str, object] = {}

    def run_cell(cell: re.Match[str]) -> str:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(cell[2], str(PAGE), "exec"), names)
        lines = printed.getvalue().splitlines()
        return cell[1] + "".join(f"{line.rstrip()}\n" for line in lines) + cell[4]

    with pd.option_context("display.width", 100, "display.max_columns", 20):
        rendered = _CELL.sub(run_cell, text)
    return _TABLES.sub(lambda found: f"{found[1]}{''.join(render_tables())}{found[2]}", rendered)


def render_tables() -> Iterator[str]:
    for table in build_tables(select_agreements(open_dataset(FOUR), Filters())):
        yield f"\n### frames.{table.name}\n\n| column | dtype | holds |\n|:---|:---|:---|\n"
        yield from (f"| `{c.name}` | {DTYPES[c.type]} | {c.description} |\n" for c in table.columns)
    yield "\n"


def test_cells_print_what_the_page_shows(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOUR.parent)
    text = PAGE.read_text(encoding="utf-8")
    assert len(_CELL.findall(text)) == text.count("```python") >= 10
    rendered = render_page(text)
    if request.config.getoption("--update-golden"):
        PAGE.write_text(rendered, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == rendered


def test_page_has_a_table_for_every_frame_with_a_word_for_every_column() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert re.findall(r"^### frames\.(\w+)$", text, re.MULTILINE) == [each.name for each in fields(Frames)]
    tables: tuple[Table, ...] = build_tables(select_agreements(open_dataset(FOUR), Filters()))
    assert all(column.description.endswith(".") for table in tables for column in table.columns)


def test_page_shows_every_function_and_every_question() -> None:
    text = PAGE.read_text(encoding="utf-8")
    functions = [name for name in coop.__all__ if name.islower()]
    questions = [name for name in (*vars(coop.Dataset), *vars(Questions)) if not name.startswith("_")]
    assert "statistics" in questions
    assert not [name for name in (*functions, *questions) if name not in text]


def test_page_names_no_folder_of_this_machine() -> None:
    assert str(REPOSITORY) not in PAGE.read_text(encoding="utf-8")
