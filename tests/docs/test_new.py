"""The page on `coop new` is true: its example prints what it says, and every flag has its row."""

import re
import shlex
from collections.abc import Callable

import pytest

from coop.analysis.drafting.questions import QUESTIONS
from coop.bilingual import Language
from coop.cli.dialogue import WELCOME
from tests.conftest import REPOSITORY, Result

PAGE = REPOSITORY / "docs" / "new.md"
_CONSOLE = re.compile(r"(?<=```console\n)\$ coop (?P<command>[^\n]*)\n.*?(?=```)", re.DOTALL)
_DIALOGUE = re.compile(r"(?<=```text\n\$ coop new\n).*?(?=```)", re.DOTALL)


def test_example_prints_what_the_page_shows(run: Callable[..., Result], request: pytest.FixtureRequest) -> None:
    text = PAGE.read_text(encoding="utf-8")
    found = _CONSOLE.search(text)
    assert found is not None
    result = run(*shlex.split(found["command"]))
    assert result.code == 0
    rendered = text[: found.start()] + f"$ coop {found['command']}\n{result.err}{result.out}" + text[found.end() :]
    if request.config.getoption("--update-golden"):
        PAGE.write_text(rendered, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == rendered


def test_every_flag_has_a_row() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `--")]
    flags = [flag for row in rows for flag in re.findall(r"`(--[a-z-]+)`", row.split("|")[1])]
    assert flags == [question.flag for question in QUESTIONS]


def test_dialogue_asks_what_the_program_asks() -> None:
    found = _DIALOGUE.search(PAGE.read_text(encoding="utf-8"))
    assert found is not None
    asked = [line for line in found[0].splitlines() if not line.startswith(">")]
    prompts = [WELCOME, *(question.prompt for question in QUESTIONS)]
    assert len(asked) >= 7
    for line, prompt in zip(asked, prompts[: len(asked)], strict=True):
        assert line.partition(" [")[0] == prompt.text(Language.EN).partition(" [")[0]
