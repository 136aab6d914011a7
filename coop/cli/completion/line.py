"""A line that is being typed: which command it calls, what is given already, and what the word at its end may be."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from coop.cli.completion.grammar import Command, Grammar, Option

_SEPARATED = ("CODES", "A,B", "A,-B")  # values that hold several, joined by commas


@dataclass(slots=True)
class Line:
    """What stands before the word that is being completed, and that word.

    `awaited` is the option whose value the word is, `before` what of the word is settled and stays as it is; where that
    is a list, `settled` are the values in it.
    """

    command: Command
    name: str | None = None
    arguments: list[str] = field(default_factory=list)
    given: list[Option] = field(default_factory=list)
    data: str | None = None
    awaited: Option | None = None
    is_past_options: bool = False
    before: str = ""
    settled: tuple[str, ...] = ()
    word: str = ""


def read_line(grammar: Grammar, words: Sequence[str]) -> Line:
    """Read the words after the name of the program, the last of which is being completed."""
    line = Line(grammar.program)
    pending = 0
    for word in words[:-1]:
        pending = _take(line, grammar, word, pending)
    line.word = words[-1] if words else ""
    if not pending:
        line.awaited = None
        flag, equals, rest = line.word.partition("=")
        option = line.command.find_option(flag) if equals and not line.is_past_options else None
        if option is not None and option.values == 1:
            line.awaited, line.before, line.word = option, f"{flag}=", rest
    if line.awaited is not None and line.awaited.metavar in _SEPARATED:
        settled, comma, rest = line.word.rpartition(",")
        line.before, line.word = f"{line.before}{settled}{comma}", rest
        line.settled = tuple(settled.split(",")) if comma else ()
    return line


def _take(line: Line, grammar: Grammar, word: str, pending: int) -> int:
    """Take in one whole word; how many values the option before the next word still waits for."""
    if pending:
        if line.awaited is not None and "--data" in line.awaited.flags:
            line.data = word
        return pending - 1
    if word == "--" and not line.is_past_options:
        line.is_past_options = True
    elif word.startswith("-") and word != "-" and not line.is_past_options:
        return _take_option(line, word)
    elif line.name is None:
        line.name = word
        line.command = grammar.commands.get(word, Command("", (), "", {}, {}))
    else:
        line.arguments.append(word)
    return 0


def _take_option(line: Line, word: str) -> int:
    flag, equals, value = word.partition("=")
    option = line.command.find_option(flag)
    if option is None:
        return 0
    line.given.append(option)
    line.awaited = option
    if equals and "--data" in option.flags:
        line.data = value
    return 0 if equals else option.values
