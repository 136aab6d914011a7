"""`coop fmt`."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from coop.bilingual import Bilingual, Language
from coop.cli.door import reading_door, say, say_error, say_warning
from coop.cli.options import DataOption, LanguageOptions, path_of
from coop.cli.terminal import find_width, has_colour
from coop.errors import ExitCode, UsageError

TYPE_CHECKING = False  # only what declares the command is loaded to tell about it
if TYPE_CHECKING:
    from coop.output.findings import Findings
    from coop.output.formatting import Tense
    from coop.validation.formatting import FormattedFile

_STDIN = "-"


@dataclass(frozen=True, slots=True)
class FormatOptions:
    """What is done with what formatting finds."""

    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit status 1 if a file is not in canonical form.")
    ] = False
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; show what would change.")] = False
    stdin_filename: Annotated[
        str | None,
        typer.Option("--stdin-filename", metavar="FILE", help="With - as PATH: which file it is, for its kind."),
    ] = None

    @property
    def tense(self) -> "Tense":
        """Whether files are written, or only looked at."""
        from coop.output.formatting import Tense

        return Tense.LOOKED_AT if self.check or self.diff else Tense.WRITTEN


def fmt(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", help="Files or folders, or - for stdin; else the whole dataset."),
    ] = None,
    *,
    options: FormatOptions,
    language: LanguageOptions,
    dataset: DataOption,
) -> None:
    """Files in one canonical form; comments are kept."""
    from coop.cli.location import locate
    from coop.output.formatting import Tense
    from coop.validation.formatting import explain_passed_over, format_dataset, write_formatted
    from coop.validation.scope import Scope

    spoken = language.language()
    if _is_stdin(paths or (), options):
        file = _format_stdin(options)
        _answer([file], options, folder="", language=spoken, is_stdin=True)
        return
    with reading_door():
        location = locate(dataset)
        named = [path_of(path, "PATH") for path in paths or ()]
        scopes = [Scope.of_paths(location, [path]) for path in named]
        scope = Scope.of_paths(location, named)
        found = format_dataset(location, scope=scope)
        if options.tense is Tense.WRITTEN:
            found = (write_formatted(location, each) for each in found)
        files = tuple(found)
    for path, each in zip(named, scopes, strict=True):
        _warn_if_passed_over(path, explain_passed_over(path, each, files), spoken)
    if named and not files:
        raise UsageError(Bilingual("nothing to format", "không có gì để định dạng"))
    _answer(files, options, folder=location.name_from(Path.cwd()), language=spoken, is_stdin=False)


def _warn_if_passed_over(path: Path, why: Bilingual | None, language: Language) -> None:
    from coop.dataset.layout import name_path

    if why is not None:
        message = Bilingual("'{name}' is passed over: {why}", "bỏ qua '{name}': {why}")
        say_warning(message.fill(name=name_path(path), why=why), language=language)


def _is_stdin(paths: Sequence[str], options: FormatOptions) -> bool:
    """Whether the text is handed over; `UsageError` where that is mixed with files."""
    if _STDIN in paths and len(paths) > 1:
        raise UsageError(Bilingual("- goes with no other PATH", "- không đi cùng PATH nào khác"))
    if options.stdin_filename is not None and _STDIN not in paths:
        message = Bilingual("--stdin-filename goes with - as PATH", "--stdin-filename chỉ đi với PATH là -")
        raise UsageError(message)
    return _STDIN in paths


def _format_stdin(options: FormatOptions) -> "FormattedFile":
    from coop.dataset.canonical import kind_of
    from coop.dataset.source_text import MAX_BYTES
    from coop.validation.formatting import format_content

    content = sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin is not None else b""
    name = options.stdin_filename
    kind = kind_of(path_of(name, "--stdin-filename")) if name is not None else None
    return format_content(content, path=name or "<stdin>", kind=kind)


def _answer(
    files: "Sequence[FormattedFile]", options: FormatOptions, *, folder: str, language: Language, is_stdin: bool
) -> None:
    """Tell what became of the files, and end with the exit status."""
    from coop.cli.text_answer import write_text
    from coop.output.diagnostics import render_findings
    from coop.output.findings import Findings
    from coop.output.formatting import Tense, close_formatting, render_names, render_patch

    found = Findings(tuple(d for file in files for d in file.diagnostics), (), (), folder, language)
    changed = [each for each in files if each.changes]
    if options.diff:
        colour = has_colour(sys.stdout)
        write_text("".join(render_patch(each, found.show_path(each.path), colour=colour) for each in changed))
    elif not is_stdin:
        write_text(render_names([found.show_path(each.path) for each in changed], options.tense, language))
    elif not options.check:
        write_text("".join(each.after.decode("utf-8") for each in files if each.after is not None))
    for line in render_findings(found, colour=has_colour(sys.stderr), width=find_width(sys.stderr)).splitlines():
        say(line)
    for each in files:
        _say_refusal(each, found, language)
    if not is_stdin or options.tense is Tense.LOOKED_AT:
        say(close_formatting(files, options.tense, language))
    if any(each.is_bug for each in files):
        raise typer.Exit(ExitCode.BUG)
    if any(each.failure is not None for each in files):
        raise typer.Exit(ExitCode.USAGE)
    if any(each.fails for each in files) or (options.check and changed):
        raise typer.Exit(ExitCode.FINDINGS)


def _say_refusal(file: "FormattedFile", found: "Findings", language: Language) -> None:
    if file.failure is not None:
        say_error(file.failure, language=language)
    if file.refusal is not None:
        name = found.show_path(file.path)
        message = Bilingual("{name} is left as it is: {why}", "giữ nguyên {name}: {why}")
        report = Bilingual("this is a bug in coop, please report it", "đây là lỗi của coop, xin báo lại")
        say_error(message.fill(name=name, why=file.refusal), report if file.is_bug else None, language=language)
