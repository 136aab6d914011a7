"""`coop diff`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from coop.cli.door import reading_door, say
from coop.cli.options import DataOption, OutputOptions
from coop.cli.terminal import find_width, has_colour
from coop.errors import ExitCode

TYPE_CHECKING = False  # only what declares the command is loaded to tell about it
if TYPE_CHECKING:
    from coop.analysis.difference import Difference


def diff(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REV [REV]] [PATH]...",
            help="Revisions, tags or dates, also A..B or A...B; else HEAD. Then files or folders, best behind --.",
        ),
    ] = None,
    *,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit status 1 if anything changed.")] = False,
    output: OutputOptions,
    dataset: DataOption,
) -> None:
    """What changed in the data, and what that does to the totals.

    Without a second revision the files are taken as they are.
    """
    from coop.analysis.difference_words import NO_CHANGES
    from coop.cli.location import locate
    from coop.cli.session import chosen_format
    from coop.history.difference import compare_ends, parse_ends

    output.language.language()
    chosen_format(output)
    with reading_door():
        location = locate(dataset)
        difference = compare_ends(location, parse_ends(location, words or (), start=Path.cwd()))
    answer_difference(difference, output)
    if difference.is_empty:
        say(NO_CHANGES.text(output.language.language()))
    elif exit_code:
        raise typer.Exit(ExitCode.FINDINGS)


def answer_difference(difference: "Difference", output: OutputOptions) -> None:
    """Write the difference in the format asked for: rows, where columns, an order or a number of rows are too."""
    from coop.analysis.difference_report import report_difference
    from coop.cli.session import answer, chosen_format
    from coop.cli.text_answer import answer_text
    from coop.output.difference_json import build_difference_data
    from coop.output.difference_markdown import render_difference_markdown
    from coop.output.difference_text import render_difference
    from coop.output.record import render_record

    language, name = output.language.language(), chosen_format(output)
    if output.asks_for_rows or name not in ("table", "markdown", "json", "yaml"):
        answer(report_difference(difference), output)
    elif name == "markdown":
        answer_text(render_difference_markdown(difference, language=language), output)
    elif name == "table":
        width = find_width(sys.stdout) if output.path is None else None
        colour = has_colour(sys.stdout) and output.path is None
        answer_text(render_difference(difference, language=language, width=width, colour=colour), output)
    else:
        answer_text(render_record(build_difference_data(difference), name), output)
