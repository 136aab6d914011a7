"""The program `coop`: what every call begins with."""

import os
import sys
from typing import Annotated

import typer

from coop.bilingual import Bilingual
from coop.cli.door import say_error, writing_door
from coop.cli.group import CoopGroup
from coop.cli.language_choice import find_asked, guess_language
from coop.errors import ExitCode
from coop.version import find_version

app = typer.Typer(
    name="coop",
    cls=CoopGroup,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Cooperation agreements between Vietnamese provinces and cities, as data.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.callback(invoke_without_command=True)
def main_options(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version and end.")] = False,
) -> None:
    """Cooperation agreements between Vietnamese provinces and cities, as data."""
    with writing_door():
        if version:
            typer.echo(f"coop {find_version()}")
            raise typer.Exit
        if context.invoked_subcommand is None:
            typer.echo(context.get_help())


def main() -> None:
    """Run coop with the arguments of the process, read as UTF-8 whatever the locale."""
    try:
        arguments = [os.fsencode(argument).decode("utf-8") for argument in sys.argv[1:]]
    except UnicodeDecodeError:
        message = Bilingual("an argument is not UTF-8 text", "có đối số không phải là văn bản UTF-8")
        say_error(message, language=guess_language(find_asked(sys.argv[1:])))
        sys.exit(ExitCode.USAGE)
    app(args=arguments, prog_name="coop")
