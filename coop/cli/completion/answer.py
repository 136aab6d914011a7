"""What coop answers a shell that asks what may stand where the cursor is.

The shell sets `_COOP_COMPLETE` to its own name and hands over the words of the line up to the cursor. The first line of
the answer says what to offer: `values`, which follow with their meanings behind a tab, `files` or `folders`.
"""

import shlex
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from coop.bilingual import Language
from coop.cli.completion.candidates import Candidate, find_fitting, find_word, keeps_what_is_typed, show
from coop.cli.completion.columns import COLUMNS, SORT, list_columns
from coop.cli.completion.grammar import Grammar, Option, load_grammar
from coop.cli.completion.line import Line, read_line
from coop.cli.completion.values import VALUES, find_location, list_values
from coop.cli.language_choice import find_asked, guess_language

VARIABLE = "_COOP_COMPLETE"
SHELLS = ("bash", "zsh", "fish")

_FILES = ("FILE", "[PATH]...", "[REV [REV]] [PATH]...")
_FOLDERS = ("DIR",)
_BY = "by"
# An option of totals that goes with no dimension, and with none of these.
_ALONE = "--snapshots"
_OF_TOTALS = frozenset(("--role", "--top", "--share", "--coverage", "--roll-up", "--explain", "--borders"))


def answer_shell(shell: str, arguments: Sequence[str]) -> None:
    """Write the answer for a shell; whatever goes wrong, it is no answer, for a person is typing."""
    with suppress(Exception):
        if shell in SHELLS:
            text = "".join(f"{line}\n" for line in build_answer(shell, arguments))
            sys.stdout.buffer.write(text.encode("utf-8"))
            sys.stdout.buffer.flush()


def build_answer(shell: str, words: Sequence[str]) -> Iterator[str]:
    """The lines of the answer to `words`, the last of which is being typed."""
    words = list(_unquote(words)) if shell == "bash" else [*words[:-1], *(_open(word) for word in words[-1:])]
    grammar = load_grammar()
    line = read_line(grammar, words)
    metavar = _find_metavar(line)
    if metavar in _FILES or metavar in _FOLDERS:
        yield "files" if metavar in _FILES else "folders"
        return
    yield "values"
    candidates = tuple(find_candidates(line, metavar, grammar=grammar, language=guess_language(find_asked(words))))
    fitting = find_fitting(candidates, line.word)
    # Bash and zsh write what all values begin with in place of the word; fish is given words that begin as typed.
    if shell != "fish" and not keeps_what_is_typed(fitting, candidates, line.word):
        return
    # Bash replaces what stands behind the last "=", the others the whole word.
    before = line.before.rpartition("=")[2] if shell == "bash" else line.before
    for candidate in fitting:
        value, meaning = candidate.value, candidate.meaning
        if shell == "fish" and not value.startswith(line.word):  # it drops what does not begin as typed
            value, meaning = find_word(candidate, line.word) or value, candidate.value
        yield f"{before}{show(value)}\t{show(meaning)}".rstrip("\t")


def _find_metavar(line: Line) -> str:
    """What the word is called: a value of an option, or an argument."""
    if line.awaited is not None:
        return line.awaited.metavar
    return "" if line.word.startswith("-") and not line.is_past_options else line.command.argument


def find_candidates(line: Line, metavar: str, *, grammar: Grammar, language: Language) -> Iterable[Candidate]:
    """Everything that the word may become, whatever of it is typed."""
    if line.awaited is not None:
        choices = line.awaited.choices
        if choices:
            return [Candidate(value, both.text(language), tuple(both)) for value, both in choices.items()]
        if metavar in (COLUMNS, SORT):
            return list_columns(line, language)
    elif line.name is None and not line.word.startswith("-"):
        return [Candidate(name, command.help) for name, command in grammar.commands.items()]
    elif line.word.startswith("-") and not line.is_past_options:
        return _list_options(line)
    elif line.command.choices and not _has_all_dimensions(line):
        return _list_choices(line, language)
    if metavar in VALUES:
        if line.awaited is None and line.arguments:  # one id is all that a command takes
            return _list_options(line)
        return list_values(metavar, find_location(line.data), language=language)
    return [] if line.awaited is not None or (metavar and not _has_all_dimensions(line)) else _list_options(line)


def _list_choices(line: Line, language: Language) -> list[Candidate]:
    """The words of an argument that has its own; those of `by DIM` come behind `by`."""
    if line.command.dimensions and not line.arguments:
        return [] if _stands_alone(line) else [Candidate(_BY)]
    choices = line.command.choices.items()
    return [
        Candidate(value, both.text(language), tuple(both)) for value, both in choices if value not in line.arguments
    ]


def _has_all_dimensions(line: Line) -> bool:
    """Whether behind `by` there are as many dimensions as there may be."""
    return 0 < line.command.dimensions < len(line.arguments)


def _list_options(line: Line) -> list[Candidate]:
    """The options that may still be given, each by its long spelling."""
    options: Sequence[Option] = () if line.is_past_options else line.command.options
    refused = _find_refused(line)
    still_open = [
        option
        for option in options
        if (option.repeats or option not in line.given) and refused.isdisjoint(option.flags)
    ]
    return [
        Candidate(flag, option.help)
        for option in still_open
        for flag in option.flags
        if flag.startswith("--") or flag == line.word
    ]


def _find_refused(line: Line) -> frozenset[str]:
    """The options that do not go with what is on the line."""
    if _stands_alone(line):
        return _OF_TOTALS
    flags = {flag for option in line.given for flag in option.flags}
    return frozenset((_ALONE,)) if line.arguments or flags & _OF_TOTALS else frozenset()


def _stands_alone(line: Line) -> bool:
    return any(_ALONE in option.flags for option in line.given)


def _unquote(words: Sequence[str]) -> Iterator[str]:
    """The words as bash would hand them to a command; it also sets `=` apart from what stands around it."""
    for position, word in enumerate(words):
        if word == "=" and position and words[position - 1].startswith("--"):
            if position == len(words) - 1:
                yield ""
            continue
        try:
            parts = shlex.split(word)
        except ValueError:  # a quote that is still open
            parts = [_open(word)]
        yield parts[0] if len(parts) == 1 else word


def _open(word: str) -> str:
    """A word without the quote that begins it and is still open."""
    return word.lstrip("\"'")
