"""Where the program begins: it answers a shell at once, or else loads the commands and runs one."""

import os
import sys

from coop.cli.completion.answer import VARIABLE, answer_shell


def main() -> None:
    """Run coop, or complete the line that a shell is asking about."""
    shell = os.environ.get(VARIABLE)
    if shell:
        answer_shell(shell, [os.fsencode(argument).decode("utf-8", "replace") for argument in sys.argv[1:]])
        return
    from coop.cli.app import main as run

    run()
