"""The program `coop`: its commands, and what every call begins with."""

import os
import sys
from typing import Annotated

import typer

from coop.bilingual import Bilingual
from coop.cli.completion.command import completion
from coop.cli.diff import DiffCommand, diff
from coop.cli.door import CoopCommand, CoopGroup, say_error, writing_door
from coop.cli.fmt import fmt
from coop.cli.git_setup import git_setup
from coop.cli.info import info
from coop.cli.language_choice import find_asked, guess_language
from coop.cli.list import list_
from coop.cli.log import log
from coop.cli.new import new
from coop.cli.options import FilterOptions, with_options
from coop.cli.parse import parse
from coop.cli.search import search
from coop.cli.show import show
from coop.cli.stats import stats
from coop.cli.validate import validate
from coop.cli.vocabularies import fields, localities, measures
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
        elif context.invoked_subcommand is None:
            typer.echo(context.get_help())


for name, command in (
    ("list", list_),
    ("show", show),
    ("search", search),
    ("stats", stats),
    ("fields", fields),
    ("localities", localities),
    ("measures", measures),
    ("parse", parse),
    ("validate", validate),
    ("fmt", fmt),
    ("new", new),
    ("diff", diff),
    ("log", log),
    ("git-setup", git_setup),
    ("info", info),
    ("completion", completion),
):
    cls = DiffCommand if name == "diff" else CoopCommand
    app.command(name, cls=cls, epilog=FilterOptions.epilog_of(command))(with_options(command))


def main() -> None:
    """Run coop with the arguments of the process, read as UTF-8 whatever the locale."""
    try:
        arguments = [os.fsencode(argument).decode("utf-8") for argument in sys.argv[1:]]
    except UnicodeDecodeError:
        message = Bilingual("an argument is not UTF-8 text", "có đối số không phải là văn bản UTF-8")
        say_error(message, language=guess_language(find_asked(sys.argv[1:])))
        sys.exit(ExitCode.USAGE)
    app(args=arguments, prog_name="coop")
