"""The program and its commands as Typer runs them: loaded one at a time, and their lines handed over as plain text.

Typer converts each value, and since 0.29 it loads pydantic to do so, which takes longer than most commands to run. What
its parser has read is text already, and coop reads that itself, with messages in both languages.
"""

import os
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

from coop.bilingual import Language
from coop.cli.commands import COMMANDS, load_command
from coop.cli.door import say, say_bug, say_error, writing_door
from coop.cli.language_choice import find_asked, guess_language
from coop.cli.line_refusals import (
    refuse_command,
    refuse_extra,
    refuse_line,
    refuse_missing_argument,
    refuse_missing_value,
    refuse_option,
    refuse_repetition,
    refuse_value,
)
from coop.cli.spelling import find_epilog, spell_out
from coop.errors import CoopError, ExitCode, UsageError

SEPARATOR = "--"
# Typer carries its own Click since 0.26: the base of its usage errors is found by way of one that it exports.
_TYPER_USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]
# Where a context, which a command shares with the group, keeps the value of --lang.
_ASKED = "coop.language"


class CoopGroup(TyperGroup):
    """The group of commands, with the door around reading the arguments and running a command."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - what Typer calls it with
        """The names of all commands, in the order of help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command of this name, which is loaded for that; none where there is none."""
        return build_command(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the line names, and its own arguments; `UsageError` where there is no such command."""
        command = self.get_command(ctx, args[0])
        if command is None:
            raise refuse_command(args[0], COMMANDS)
        return args[0], command, args[1:]

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """A line for each command, none of which is loaded."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, home.summary) for name, home in COMMANDS.items()])

    def get_help_option(self, ctx: Any) -> Any:
        """The option `--help`; without a default that is a bool already, Typer would load pydantic to make it one."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.default = False
        return option

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the group's own arguments."""
        ctx.meta[_ASKED] = find_asked(args)
        with error_door(ctx), writing_door():
            try:
                return super().parse_args(ctx, list(args))  # the parser empties the list
            except _TYPER_USAGE_ERROR as error:
                raise _refuse(error, self.get_params(ctx), args, "coop") from None

    def invoke(self, ctx: Any) -> Any:
        """Read a command's arguments and run it."""
        with error_door(ctx):
            return super().invoke(ctx)


class CoopCommand(TyperCommand):
    """A command that takes the text that Typer's parser read."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The options and the arguments as their metavars write them: some versions of Typer add brackets and dots."""
        arguments = [each for each in self.get_params(ctx) if isinstance(each, TyperArgument)]
        return [self.options_metavar or "", *(each.metavar or each.name or "" for each in arguments)]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the command's arguments; `UsageError` for a line that is not as the command takes it."""
        parameters = self.get_params(ctx)
        try:
            values, rest, given = self.make_parser(ctx).parse_args(args=list(args))
        except _TYPER_USAGE_ERROR as error:
            raise _refuse(error, parameters, args, ctx.command_path) from None
        helping = self.get_help_option(ctx)
        if helping in given:
            with writing_door():
                typer.echo(ctx.get_help())
            raise typer.Exit
        for each in self.params:
            if each.nargs > 1 and given.count(each) > 1:  # which pair would be meant?
                raise refuse_repetition(each.opts[0], given.count(each))
            value = _take(each, values.get(each.name))
            if each.required and not value and value != "":
                raise refuse_missing_argument(each.metavar or "", ctx.command_path)
            ctx.params[each.name] = value
        if rest:
            raise refuse_extra(rest, ctx.command_path)
        ctx.meta[_ASKED] = ctx.params.get("lang")  # from here on it is known, not guessed
        return []


class SeparatedCommand(CoopCommand):
    """A command that sees where `--` stands, which the parser would keep to itself."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments: the parser takes the first `--`, and leaves the second among the arguments."""
        if SEPARATOR in args:
            cut = args.index(SEPARATOR)
            args = [*args[:cut], SEPARATOR, *args[cut:]]
        return super().parse_args(ctx, args)


def build_command(name: str) -> Any:
    """One command as Typer makes it from its function."""
    command = load_command(name)
    one = typer.Typer(add_completion=False, rich_markup_mode=None)
    cls = SeparatedCommand if COMMANDS[name].keeps_separator else CoopCommand
    one.command(name, cls=cls, epilog=find_epilog(command))(spell_out(command))
    return typer.main.get_command(one)


def _take(parameter: Any, value: Any) -> Any:
    """The text that was read for a parameter; what Typer calls nothing differs from version to version."""
    if isinstance(value, str | list | tuple | bool):
        return value
    if parameter.multiple or parameter.nargs < 0:
        return ()
    return False if getattr(parameter, "is_flag", False) else None


def _refuse(error: Exception, parameters: Sequence[Any], args: Sequence[str], command: str) -> UsageError:
    """What Typer's parser complains of, in words of coop's own."""
    flag = getattr(error, "option_name", None)
    options = {each_flag: each for each in parameters for each_flag in each.opts if each_flag.startswith("-")}
    if flag is None:
        return refuse_line(str(error), command)
    if flag not in options:
        return refuse_option(flag, options, command)
    given = next((each for each in args if each.startswith(f"{flag}=")), None)
    if getattr(options[flag], "is_flag", False) and given is not None:
        return refuse_value(flag, given.removeprefix(f"{flag}="), command)
    return refuse_missing_value(flag, options[flag].metavar or "", command)


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
