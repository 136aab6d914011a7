"""A line that is being typed: which command it calls, what is given already, and what the word at its end may be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coop.cli.completion.grammar import UNKNOWN, Command, Grammar, Option

_SEPARATED = ("CODES", "A,B", "A,-B")  # values that hold several, joined by commas
_DATA = "--data"


@dataclass(frozen=True, slots=True)
class Line:
    """What stands before the word that is being completed, and that word.

    `awaited` is the option whose value the word is, `pending` how many values it still takes; `before` what of the word
    is settled and stays as it is; where that is a list, `settled` are the values in it.
    """

    command: Command
    name: str | None = None
    arguments: tuple[str, ...] = ()
    given: tuple[Option, ...] = ()
    data: str | None = None
    awaited: Option | None = None
    pending: int = 0
    is_past_options: bool = False
    before: str = ""
    settled: tuple[str, ...] = ()
    word: str = ""


def read_line(grammar: Grammar, words: Sequence[str]) -> Line:
    """Read the words after the name of the program, the last of which is being completed."""
    line = Line(grammar.program)
    for word in words[:-1]:
        line = _take(line, word, grammar=grammar)
    return _part_list(_begin_word(line, words[-1] if words else ""))


def _take(line: Line, word: str, *, grammar: Grammar) -> Line:
    """The line with one more whole word."""
    if line.pending:
        is_data = line.awaited is not None and _DATA in line.awaited.flags
        return replace(line, pending=line.pending - 1, data=word if is_data else line.data)
    if word == "--" and not line.is_past_options:
        return replace(line, is_past_options=True)
    if word.startswith("-") and word != "-" and not line.is_past_options:
        return _take_option(line, word)
    if line.name is None:
        return replace(line, name=word, command=grammar.commands.get(word, UNKNOWN))
    return replace(line, arguments=(*line.arguments, word))


def _take_option(line: Line, word: str) -> Line:
    flag, equals, value = word.partition("=")
    option = line.command.find_option(flag)
    if option is None:
        return line
    return replace(
        line,
        given=(*line.given, option),
        awaited=option,
        pending=0 if equals else option.values,
        data=value if equals and _DATA in option.flags else line.data,
    )


def _begin_word(line: Line, word: str) -> Line:
    """The line with the word that is being completed: a value of the option before it, or of one that it names."""
    if line.pending:
        return replace(line, word=word)
    flag, equals, rest = word.partition("=")
    option = line.command.find_option(flag) if equals and not line.is_past_options else None
    if option is None or option.values != 1:
        return replace(line, awaited=None, word=word)
    return replace(line, awaited=option, before=f"{flag}=", word=rest)


def _part_list(line: Line) -> Line:
    """Of a value that is a list, all but the last one in it are settled."""
    if line.awaited is None or line.awaited.metavar not in _SEPARATED:
        return line
    settled, comma, rest = line.word.rpartition(",")
    values = tuple(settled.split(",")) if comma else ()
    return replace(line, before=f"{line.before}{settled}{comma}", settled=values, word=rest)
