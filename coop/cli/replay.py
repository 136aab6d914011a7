"""An answer that was given before, given again: nothing is loaded that works one out.

On the way of every quick answer: no heavy import.
"""

import marshal
import sys
import time

from coop.cli.recording import ELAPSED, STDOUT, Recording, say_elapsed
from coop.cli.request import Request
from coop.cli.silence import silence_stdout
from coop.dataset.index.answers import find_answer, keep_answer, keep_known_answer
from coop.dataset.index.look import look_at

_FIT_TO_KEEP = (0, 1)  # exit statuses: done, and done with findings


def answer_again(request: Request, *, begin: float) -> int | None:
    """Give the stored answer to what is asked; the exit status, or none where there is no answer that still holds.

    `begin` is when the program began, on the clock of `time.perf_counter`. Raises `OSError` where stdout is full or
    broken.
    """
    look = look_at(request.root)
    if look is None:
        return None
    stored = find_answer(look, request.key)
    if stored is None:
        request.look = look
        return None
    look.store.close()
    status, parts, language = marshal.loads(stored)
    try:
        for stream, text in parts:
            taken = say_elapsed(time.perf_counter() - begin, language)
            _write(stream, text.replace(ELAPSED, taken).encode("utf-8"))
    except BrokenPipeError:
        silence_stdout()
    return int(status)


def _write(stream: int, content: bytes) -> None:
    """Write to stdout, or to stderr, which nobody may be listening to."""
    if stream == STDOUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        sys.stderr.buffer.write(content)
        sys.stderr.buffer.flush()
    except (AttributeError, OSError, ValueError):
        return


def keep(request: Request, recording: Recording, status: int) -> None:
    """Keep the answer that was just given, if it is one that can be given again."""
    if recording.is_whole and status in _FIT_TO_KEEP and recording.root == request.root:
        stored = marshal.dumps((int(status), recording.parts, recording.language))
        keep_it = keep_known_answer if recording.is_of_state else keep_answer
        keep_it(request.root, recording.state, request.key, stored)
