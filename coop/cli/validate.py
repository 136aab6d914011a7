"""`coop validate`."""

import sys
from typing import Annotated

import typer

from coop.cli.door import say
from coop.cli.options import DataOption, FindingsOutputOptions, path_of
from coop.cli.session import answer, answer_text, has_colour, locate
from coop.diagnostic import Severity
from coop.errors import ExitCode, UnreadableFile, describe_refusal
from coop.output.diagnostics import close_validation, render_lines, report_diagnostics
from coop.validation.validate import validate_dataset


def validate(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH]...", help="Files or folders; else the whole dataset.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail too.")] = False,
    *,
    output: FindingsOutputOptions,
    dataset: DataOption,
) -> None:
    """Everything that can be checked; exit status 1 on any error."""
    only = [path_of(path, "PATH") for path in paths or ()]
    try:
        location = locate(dataset)
        validation = validate_dataset(location, only=only)
    except OSError as error:
        raise UnreadableFile(f"cannot read what is to be checked: {describe_refusal(error)}") from None
    if output.is_plain_table:
        answer_text(render_lines(validation.diagnostics, colour=has_colour(sys.stdout), folder=location.name), output)
    else:
        answer(report_diagnostics(validation.diagnostics, folder=location.name), output)
    say(close_validation(validation))
    if validation.fails(Severity.WARNING if strict else Severity.ERROR):
        raise typer.Exit(ExitCode.FINDINGS)
