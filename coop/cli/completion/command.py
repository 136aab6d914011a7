"""`coop completion`."""

from pathlib import Path
from typing import Annotated

import typer

from coop.bilingual import Bilingual

_NOUN = Bilingual("shell", "shell")


def completion(
    shell: Annotated[str, typer.Argument(metavar="SHELL", help="bash, zsh or fish.")],
) -> None:
    """Completion for a shell: its script, for the file it starts with.

    It completes commands, options, fields, localities, columns and ids.
    """
    from coop.analysis.filters import parse_choice
    from coop.cli.completion.answer import SHELLS
    from coop.cli.text_answer import write_text

    write_text(read_script(parse_choice(shell, SHELLS, _NOUN)))


def read_script(shell: str) -> str:
    """The script for one of the shells; its first lines say how to use it."""
    return Path(__file__).with_name(f"coop.{shell}").read_text(encoding="utf-8")
