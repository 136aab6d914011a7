"""Where the program begins: what can be answered at once is, before anything is loaded that takes long."""

import gc
import os
import sys
import time

from coop.version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coop.cli.recording import Recording
    from coop.cli.request import Request

_COMPLETION = "_COOP_COMPLETE"
_VERSION = ["--version"]
_INTERRUPTED = 130
# Python looks for cycles whenever 700 objects more are alive than before. Loading modules and reading a dataset makes
# hundreds of thousands and hardly a cycle: with this many, a help page takes a tenth less, and what a long run leaves
# behind is still found.
_OBJECTS = 200_000


def main() -> None:
    """Run coop, or complete the line that a shell is asking about."""
    begin = time.perf_counter()
    shell = os.environ.get(_COMPLETION)
    if shell:
        from coop.cli.completion.answer import answer_shell

        answer_shell(shell, [os.fsencode(argument).decode("utf-8", "replace") for argument in sys.argv[1:]])
    elif sys.argv[1:] != _VERSION or not _write_version():
        _answer(begin)


def _write_version() -> bool:
    """Whether the version could be told in this simple way; another one says why it could not."""
    try:
        sys.stdout.write(f"coop {VERSION}\n")
        sys.stdout.flush()
    except (AttributeError, OSError):
        return False
    return True


def _answer(begin: float) -> None:
    """Give an answer again that was given before, else run the command and keep its answer."""
    from coop.cli.request import read_request

    request = read_request(sys.argv[1:])
    if request is not None:
        status = _answer_again(request, begin)
        if status is not None:
            sys.exit(status)
    gc.set_threshold(_OBJECTS, 20, 100)
    from coop.cli.app import main as run
    from coop.cli.recording import begin_recording

    kept = begin_recording(request.look if request is not None else None)
    try:
        run()
    except SystemExit as end:
        if request is not None:
            _keep(request, kept, end.code if isinstance(end.code, int) else 0)
        raise
    finally:
        # When Python ends it looks for cycles among all objects, several times over, which takes as long as importing
        # Typer does, and nothing waits for what it would find.
        gc.freeze()


def _answer_again(request: "Request", begin: float) -> int | None:
    """The exit status of an answer that was given before; none where it has to be worked out."""
    from coop.cli.replay import answer_again

    try:
        return answer_again(request, begin=begin)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OSError as error:
        from coop.cli.door import refuse_writing, say_error
        from coop.cli.language_choice import find_asked, guess_language

        refusal = refuse_writing(error)
        say_error(refusal.message, language=guess_language(find_asked(sys.argv[1:])))
        return refusal.exit_code


def _keep(request: "Request", kept: "Recording", status: int) -> None:
    """Keep the answer; it has been given, so that whoever interrupts this loses nothing."""
    from coop.cli.replay import keep

    try:
        keep(request, kept, status)
    except KeyboardInterrupt:
        return
