"""`coop git-setup`."""

import sys
from typing import Annotated

import typer

from coop.bilingual import Bilingual
from coop.cli.options import DataOption, OutputOptions
from coop.errors import ExitCode, UsageError


def git_setup(
    local: Annotated[
        bool, typer.Option("--local", help="Write the attributes for this clone alone, not into .gitattributes.")
    ] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take away what this command wrote, and nothing else.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit status 1 where something is missing.")
    ] = False,
    *,
    output: OutputOptions,
    dataset: DataOption,
) -> None:
    """Let git show and merge agreements field by field, in this clone."""
    from coop.cli.location import locate
    from coop.cli.session import answer
    from coop.history.git_setup import AttributesFile, GitSetup, State
    from coop.history.setup_report import report_setup

    if local + undo + check > 1:
        message = Bilingual(
            "--local, --undo and --check exclude each other", "--local, --undo và --check loại trừ nhau"
        )
        raise UsageError(message, hint=Bilingual("give one of them", "chỉ dùng một trong ba"))
    asked = output.language.language() if output.language.lang is not None else None
    setup = GitSetup(locate(dataset), sys.executable or "python3", asked)
    if check:
        states = setup.check()
    else:
        where = AttributesFile.PRIVATE if local else AttributesFile.SHARED
        states = setup.remove() if undo else setup.install(where)
    answer(report_setup(states), output)
    if check and any(each.state is not State.SET for each in states):
        raise typer.Exit(ExitCode.FINDINGS)
