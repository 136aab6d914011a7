"""Lines that commands are given: what Typer's parser reads reaches them as text, what it refuses is told in both
languages."""

import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from typer.core import TyperArgument, TyperGroup
from typer.main import get_command
from typer.testing import CliRunner

from coop.cli.app import app
from coop.cli.commands import COMMANDS, load_command
from coop.cli.group import build_command
from coop.errors import UsageError
from tests.conftest import Result

# Typer carries its own Click since 0.26: the base of its usage errors is found by way of one that it exports.
USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]
LIST_HELP = "'coop list --help' shows what there is"
WORDS = (
    "--field", "--field=y-te", "--field=", "--fiel", "--between", "--limit", "--limit=5=5", "-f", "-fcsv", "-f=csv",
    "-o", "-ofx", "--bom", "--bom=1", "--strict", "--lang", "vi", "--", "-", "by", "province", "-x", "-1", "", "Hà Nội",
    "--x=y", "---", "-é", "--explain", "--share",
)  # fmt: skip


def read(name: str, *words: str) -> dict[str, Any]:
    """The values by name that a command gets."""
    program = typer.Context(get_command(app), info_name="coop")
    values: dict[str, Any] = build_command(name).make_context(name, list(words), parent=program).params
    return values


def refusal(command: str, *words: str) -> tuple[str, str]:
    with pytest.raises(UsageError) as caught:
        read(command, *words)
    message, hint = caught.value.message, caught.value.hint
    assert message.en != message.vi
    assert hint is None or hint.en != hint.vi
    return message.en, hint.en if hint is not None else ""


@given(st.lists(st.sampled_from(WORDS), max_size=8))
def test_a_command_gets_the_text_that_typers_parser_reads(words: list[str]) -> None:
    command = build_command("stats")
    try:
        expected, rest, given_ones = command.make_parser(typer.Context(command)).parse_args(args=list(words))
    except USAGE_ERROR:
        with pytest.raises(UsageError):
            read("stats", *words)
        return
    assert rest == []
    if [each.name for each in given_ones].count("between") > 1:
        assert refusal("stats", *words)[0].startswith("--between is given ")
        return
    for name, value in read("stats", *words).items():
        wanted = expected.get(name)
        assert value == wanted if isinstance(wanted, str | tuple | list | bool) else value in (None, False, ()), name


@pytest.mark.parametrize("name", COMMANDS)
def test_summary_is_the_first_line_of_a_commands_description(name: str) -> None:
    description = (load_command(name).__doc__ or "").split("\n\n")[0]
    assert COMMANDS[name].summary == " ".join(description.split())
    assert build_command(name).get_short_help_str(200) == COMMANDS[name].summary


def test_program_lists_the_commands_that_it_has() -> None:
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    context = typer.Context(group, info_name="coop")
    assert group.list_commands(context) == list(COMMANDS)
    assert [build_command(name).name for name in COMMANDS] == list(COMMANDS)
    assert group.get_command(context, "lst") is None
    lines = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "80"}).output.splitlines()
    assert [line.split()[0] for line in lines[lines.index("Commands:") + 1 :]] == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_shows_each_parameter(name: str) -> None:
    page = CliRunner().invoke(app, [name, "-h"]).output
    for each in build_command(name).params:
        for shown in [each.metavar] if isinstance(each, TyperArgument) else each.opts:
            assert str(shown) in page


@pytest.mark.parametrize(
    "words",
    [
        ("-h",),
        ("--field", "x", "--help"),
        ("extra", "-h"),
        ("--between", "a", "b", "-h", "--bom"),
        ("--help", "--between", "a", "b", "--between", "a", "b"),
    ],
)
def test_help_is_asked_for_anywhere(words: tuple[str, ...], run: Callable[..., Result]) -> None:
    assert run("list", *words, data=None).out.startswith("Usage: coop list [OPTIONS]\n")


def test_behind_the_separator_nothing_is_an_option() -> None:
    assert refusal("list", "--", "-h")[0] == "unexpected argument '-h'"
    assert read("parse", "--", "-h")["text"] == "-h"


def test_each_value_stands_where_it_is_declared() -> None:
    values = read(
        "stats", "by", "--role", "source", "year", "--field", "a", "--share", "--field=b", "--between", "c", "d"
    )
    assert list(values["by"]) == ["by", "year"]
    assert (values["role"], list(values["field"]), tuple(values["between"])) == ("source", ["a", "b"], ("c", "d"))
    assert (values["share"], values["coverage"], values["top"]) == (True, False, None)


def test_an_empty_text_is_a_value() -> None:
    assert read("show", "")["agreement_id"] == ""
    assert read("list", "--limit", "")["limit"] == ""


def test_the_last_of_several_values_counts_where_one_is_wanted() -> None:
    assert read("list", "--limit", "1", "--limit=2")["limit"] == "2"


def test_diff_is_told_where_the_separator_stands() -> None:
    assert list(read("diff", "a", "--", "b", "--", "c")["words"]) == ["a", "--", "b", "--", "c"]
    assert list(read("validate", "a", "--", "b", "--", "c")["paths"]) == ["a", "b", "--", "c"]


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (("list", "--fild"), "no option '--fild' in 'coop list'", "the nearest is '--field'"),
        (("list", "--fild=x"), "no option '--fild' in 'coop list'", "the nearest is '--field'"),
        (("list", "--zzz=1"), "no option '--zzz' in 'coop list'", LIST_HELP),
        (("list", "-q"), "no option '-q' in 'coop list'", LIST_HELP),
        (("list", "--field"), "--field lacks a value, expected --field FIELD", LIST_HELP),
        (("list", "-f"), "-f lacks a value, expected -f FORMAT", LIST_HELP),
        (("list", "--between", "a"), "--between lacks a value, expected --between A B", LIST_HELP),
        (("list", "--bom=1"), "--bom takes no value, found '1'", LIST_HELP),
        (("list", "--help=x"), "--help takes no value, found 'x'", LIST_HELP),
        (("list", "a"), "unexpected argument 'a'", LIST_HELP),
        (("list", "a", "b"), "unexpected arguments 'a b'", LIST_HELP),
        (("show",), "missing argument 'ID'", "'coop show --help' shows what there is"),
        (("search",), "missing argument 'TEXT...'", "'coop search --help' shows what there is"),
        (("list", *("--between", "a", "b") * 2), "--between is given 2 times, expected once", ""),
    ],
    ids=str,
)
def test_what_cannot_be_read_is_told(words: tuple[str, ...], message: str, hint: str) -> None:
    assert refusal(*words) == (message, hint)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--lang", "vi", "list"), "lỗi: 'coop' không có tùy chọn '--lang'; xem 'coop --help' để biết cách dùng\n"),
        (("--versio",), "error: no option '--versio' in 'coop'; the nearest is '--version'\n"),
        (("--version=1",), "error: --version takes no value, found '1'; 'coop --help' shows what there is\n"),
        (("lst",), "error: no command 'lst'; the nearest is 'list'\n"),
        (("--", "--lst"), "error: no command '--lst'; the nearest is 'list'\n"),
        (("nonsense",), "error: no command 'nonsense'; 'coop --help' shows what there is\n"),
    ],
    ids=str,
)
def test_beginning_that_cannot_be_read_is_told(words: tuple[str, ...], said: str, run: Callable[..., Result]) -> None:
    assert run(*words, data=None) == Result(2, "", said)


def test_a_complaint_of_typer_that_coop_does_not_know_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def complain(*_: Any, **__: Any) -> Any:
        raise typer.BadParameter("Something\n  is odd.")

    command = build_command("list")
    monkeypatch.setattr(command, "make_parser", complain)
    with pytest.raises(UsageError, match="something is odd"):
        command.make_context("list", [])


def test_help_that_nobody_reads_ends_quietly() -> None:
    line = f"{sys.executable} -m coop list --help | head -c 1; exit ${{PIPESTATUS[0]}}"
    process = subprocess.run(["bash", "-c", line], capture_output=True, timeout=60, check=False)
    assert (process.returncode, process.stderr) == (0, b"")
    assert re.fullmatch(rb"U", process.stdout)
