"""The reference says what the program says."""

from collections.abc import Callable

import pytest
from typer.core import TyperArgument, TyperCommand, TyperOption

from coop.cli.commands import COMMANDS as ALL
from coop.cli.group import build_command
from tests.conftest import REPOSITORY, Result
from tests.docs.reference import COMMANDS, render_reference

PAGE = REPOSITORY / "docs" / "reference.md"


def test_reference_is_what_the_program_says_of_itself(
    run: Callable[..., Result], request: pytest.FixtureRequest
) -> None:
    rendered = render_reference(run)
    if request.config.getoption("--update-golden"):
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(rendered, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == rendered


def commands() -> dict[str, TyperCommand]:
    return {name: build_command(name) for name in ALL}


def test_the_reference_has_every_command() -> None:
    assert tuple(commands()) == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_argument_and_option_has_a_word_of_help(name: str) -> None:
    parameters = commands()[name].params
    assert parameters
    for parameter in parameters:
        assert isinstance(parameter, TyperArgument | TyperOption)
        assert parameter.help, parameter.name
    assert commands()[name].help


def test_help_fits_80_columns(run: Callable[..., Result]) -> None:
    for name in COMMANDS:
        assert all(len(line) <= 80 for line in run(name, "--help", data=None, env={"COLUMNS": "80"}).out.splitlines())


@pytest.mark.parametrize(
    ("name", "usage"),
    [
        ("stats", "coop stats [OPTIONS] [by DIM [DIM]]"),
        ("validate", "coop validate [OPTIONS] [PATH]..."),
        ("show", "coop show [OPTIONS] ID"),
        ("parse", "coop parse [OPTIONS] TEXT"),
        ("list", "coop list [OPTIONS]"),
    ],
)
def test_usage_writes_each_argument_once(name: str, usage: str, run: Callable[..., Result]) -> None:
    assert run(name, "--help", data=None).out.splitlines()[0] == f"Usage: {usage}"


@pytest.mark.parametrize("name", COMMANDS)
def test_commands_that_filter_say_how_filters_combine(name: str, run: Callable[..., Result]) -> None:
    text = " ".join(run(name, "--help", data=None).out.split())
    rule = "Filters: given twice, one filter combines with OR; different ones combine with AND."
    assert (rule in text) is ("--region" in text)
    assert ("--region" in text) is (name in ("list", "search", "stats", "fields", "localities", "measures"))
