"""The one door for errors: every exception becomes one line on stderr and an exit status, for tests and users alike."""

import os
import sys
import textwrap
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

from coop.bilingual import Bilingual, Language
from coop.cli.language_choice import find_asked, guess_language
from coop.cli.recording import ELAPSED, STDERR, recording
from coop.cli.silence import silence_stdout
from coop.diagnostic import Severity
from coop.errors import CoopError, ExitCode, UnreadableFile, UsageError, describe_refusal

# Typer carries its own Click since 0.26: the base of its usage errors is found by way of one that it exports.
_TYPER_USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]
# Where a context, which a command shares with the group, keeps the value of --lang.
_ASKED = "coop.language"


class CoopGroup(TyperGroup):
    """The group of commands, with the door around reading the arguments and running a command."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the group's own arguments."""
        ctx.meta[_ASKED] = find_asked(args)
        with error_door(ctx), writing_door():
            return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Read a command's arguments and run it."""
        with error_door(ctx):
            return super().invoke(ctx)


class CoopCommand(TyperCommand):
    """A command whose options of several values may stand only once: which pair would be meant?"""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The options and the arguments as their metavars write them: some versions of Typer add brackets and dots."""
        arguments = [each for each in self.get_params(ctx) if isinstance(each, TyperArgument)]
        return [self.options_metavar or "", *(each.metavar or each.name or "" for each in arguments)]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the command's arguments; `UsageError` where an option of several values stands twice."""
        try:
            _, _, given = self.make_parser(ctx).parse_args(args=list(args))
            for option in given:
                if option.nargs > 1 and not option.multiple and given.count(option) > 1:
                    raise _given_twice(option.opts[0], given.count(option))
            with writing_door():
                rest = super().parse_args(ctx, args)
                ctx.meta[_ASKED] = ctx.params.get("lang")  # from here on it is known, not guessed
                return rest
            raise typer.Exit  # help that nobody reads any more: the command was not asked to run
        except _TYPER_USAGE_ERROR as error:
            # The parser's own complaints do not know their command; the door tells whose help to read.
            if getattr(error, "ctx", None) is None:
                error.ctx = ctx  # type: ignore[attr-defined]
            raise


def _given_twice(flag: str, times: int) -> UsageError:
    message = Bilingual(f"{flag} is given {times} times, expected once", f"{flag} xuất hiện {times} lần, cần một lần")
    return UsageError(message)


@contextmanager
def error_door(context: Any) -> Iterator[None]:
    """Turn whatever goes wrong inside into a message, in the language that the context knows of, and `typer.Exit`."""
    try:
        yield
    except (typer.Exit, typer.Abort):
        raise
    except CoopError as error:
        say_error(error.message, error.hint, language=_language_of(context))
        raise typer.Exit(error.exit_code) from None
    except _TYPER_USAGE_ERROR as error:
        say_usage_error(error, _language_of(context))
        raise typer.Exit(ExitCode.USAGE) from None
    except KeyboardInterrupt:
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    except Exception as error:
        if os.environ.get("COOP_TRACEBACK"):
            for line in traceback.format_exc().splitlines():
                say(line)
        say_bug(error, _language_of(context))
        raise typer.Exit(ExitCode.BUG) from None


def _language_of(context: Any) -> Language:
    return guess_language(context.meta.get(_ASKED))


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
        silence_stdout()
        reason = describe_refusal(error)
        message = Bilingual(f"cannot write the answer: {reason}", f"không ghi được kết quả: {reason}")
        raise UnreadableFile(message) from None


def say_usage_error(error: Exception, language: Language) -> None:
    """Typer's complaint on one line, in English whatever the language, with the command whose help tells more."""
    format_message = getattr(error, "format_message", None)
    message = (
        " ".join(str(format_message() if format_message is not None else error).split())
        .rstrip(".")
        .replace(". (", " (")
    )
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "coop"
    message = message[:1].lower() + message[1:]
    hint = Bilingual(f"'{command} --help' shows what there is", f"xem '{command} --help' để biết cách dùng")
    say_error(Bilingual(message, message), hint, language=language)


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
    if sys.stderr is None:
        return
    text = "".join(character if _is_visible(character) else "\ufffd" for character in _decode_path(line))
    if width is not None:
        indent = " " * (len(text) - len(text.lstrip(" ")) + 2)
        folded = textwrap.wrap(
            text, max(width, 20), subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )
        text = "\n".join(folded)
    recording().note(STDERR, f"{text}\n" if elapsed is None else f"{text}\n".replace(elapsed, ELAPSED))
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
