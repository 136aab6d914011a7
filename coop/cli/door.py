"""What is said on stderr, a line each, and the doors around what reads and writes.

Needs no Typer: git waits for the programs that it starts for each file, which say what they have to say from here.
"""

import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from coop.bilingual import Bilingual, Language
from coop.cli.recording import ELAPSED, STDERR, recording
from coop.cli.silence import silence_stdout
from coop.diagnostic import Severity
from coop.errors import UnreadableFile, describe_refusal


@contextmanager
def reading_door() -> Iterator[None]:
    """Around what reads files that are not the program's own; `UnreadableFile` where the system refuses."""
    try:
        yield
    except OSError as error:
        message = Bilingual("cannot read the files: {reason}", "không đọc được các tệp: {reason}")
        raise UnreadableFile(message.fill(reason=describe_refusal(error))) from None


@contextmanager
def writing_door() -> Iterator[None]:
    """Around what does nothing but write to stdout: a reader that left is no error, anything else is told.

    Raises `UnreadableFile` where stdout is full or broken.
    """
    try:
        yield
    except BrokenPipeError:
        silence_stdout()
    except OSError as error:
        raise refuse_writing(error) from None


def refuse_writing(error: OSError) -> UnreadableFile:
    """What is told where stdout is full or broken: nothing more is written to it."""
    silence_stdout()
    reason = describe_refusal(error)
    return UnreadableFile(Bilingual(f"cannot write the answer: {reason}", f"không ghi được kết quả: {reason}"))


def say_bug(error: Exception, language: Language) -> None:
    """That coop itself is wrong, and what to do about it."""
    what = f"{type(error).__name__}: {error}"
    hint = Bilingual(
        "set COOP_TRACEBACK=1 to see where, and report it", "đặt COOP_TRACEBACK=1 để xem hỏng ở đâu, rồi báo lại"
    )
    say_error(Bilingual(f"a bug in coop: {what}", f"coop bị hỏng bên trong: {what}"), hint, language=language)


def say_error(
    message: Bilingual, hint: Bilingual | None = None, *, language: Language, width: int | None = None
) -> None:
    """One line on stderr that begins with `error:`, folded to a `width`."""
    _say_labelled(Severity.ERROR.label, message, hint, language=language, width=width)


def say_warning(
    message: Bilingual, hint: Bilingual | None = None, *, language: Language, width: int | None = None
) -> None:
    """One line on stderr that begins with `warning:`, folded to a `width`."""
    _say_labelled(Severity.WARNING.label, message, hint, language=language, width=width)


def say_note(
    message: Bilingual, hint: Bilingual | None = None, *, language: Language, width: int | None = None
) -> None:
    """One line on stderr that begins with `note:`, folded to a `width`."""
    _say_labelled(Severity.NOTE.label, message, hint, language=language, width=width)


def _say_labelled(
    label: Bilingual, message: Bilingual, hint: Bilingual | None, *, language: Language, width: int | None
) -> None:
    advice = f"; {hint.text(language)}" if hint is not None else ""
    say(f"{label.text(language)}: {message.text(language)}{advice}", width=width)


def say(line: str, *, width: int | None = None, elapsed: str | None = None) -> None:
    """A line on stderr, in UTF-8 whatever the locale; lost without a word where stderr is closed.

    With a `width` it goes on in further lines, set in. `elapsed` is what in it tells how long the answer took: where
    the line is said again, it took another time.
    """
    text = "".join(character if _is_visible(character) else "\ufffd" for character in _decode_path(line))
    if width is not None:
        indent = " " * (len(text) - len(text.lstrip(" ")) + 2)
        folded = textwrap.wrap(
            text, max(width, 20), subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )
        text = "\n".join(folded)
    recording().note(STDERR, f"{text}\n" if elapsed is None else f"{text}\n".replace(elapsed, ELAPSED))
    if sys.stderr is None:
        return
    with suppress(OSError, ValueError):
        buffer = getattr(sys.stderr, "buffer", None)
        if buffer is None:
            sys.stderr.write(text + "\n")
        else:
            buffer.write((text + "\n").encode("utf-8"))
        sys.stderr.flush()


def _is_visible(character: str) -> bool:
    return character.isprintable() or character == "\u00a0"


def _decode_path(line: str) -> str:
    """`line` with the names of files that the locale could not decode read as UTF-8."""
    try:
        return line.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")
    except UnicodeEncodeError:  # a lone surrogate that is no byte of a name
        return line
