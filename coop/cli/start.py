"""Where the program begins: what can be answered at once is, before anything is loaded that takes long."""

import os
import sys
import time

from coop.cli.recording import begin_recording
from coop.cli.replay import answer_again, keep
from coop.cli.request import read_request

_COMPLETION = "_COOP_COMPLETE"


def main() -> None:
    """Run coop, or complete the line that a shell is asking about."""
    begin = time.perf_counter()
    shell = os.environ.get(_COMPLETION)
    if shell:
        from coop.cli.completion.answer import answer_shell  # noqa: PLC0415 - only here is it worth its time

        answer_shell(shell, [os.fsencode(argument).decode("utf-8", "replace") for argument in sys.argv[1:]])
        return
    request = read_request(sys.argv[1:])
    if request is not None:
        status = answer_again(request, begin=begin)
        if status is not None:
            sys.exit(status)
    from coop.cli.app import main as run

    kept = begin_recording()
    try:
        run()
    except SystemExit as end:
        if request is not None:
            keep(request, kept, end.code if isinstance(end.code, int) else 0)
        raise
