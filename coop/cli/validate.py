"""`coop validate`."""

import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Annotated

import typer

from coop.bilingual import Bilingual, Language
from coop.cli.door import reading_door, say
from coop.cli.options import FindingsOutputOptions, IndexedDataOptions, path_of
from coop.cli.recording import recording, say_elapsed
from coop.cli.terminal import find_width, has_colour
from coop.errors import ExitCode, UsageError

TYPE_CHECKING = False  # only what declares the command is loaded to tell about it
if TYPE_CHECKING:
    from coop.dataset.layout import Location
    from coop.diagnostic import Severity
    from coop.output.findings import Findings
    from coop.validation.choice import RuleChoice
    from coop.validation.scope import Scope

Texts = list[str]


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What is checked, and what counts."""

    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail too.")] = False
    select: Annotated[
        Texts | None, typer.Option("--select", metavar="CODES", help="Only these rules: X301, X3, unknown-locality.")
    ] = None
    ignore: Annotated[Texts | None, typer.Option("--ignore", metavar="CODES", help="All rules but these.")] = None
    changed_since: Annotated[
        str | None,
        typer.Option("--changed-since", metavar="REV", help="Only files changed since a git revision."),
    ] = None
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="The day that waivers are held against; else today.")
    ] = None
    fix: Annotated[
        bool,
        typer.Option(
            "--fix", help="First mend what has one right answer: NFC, look-alike letters, BOM, CRLF, trailing space."
        ),
    ] = False
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="CODE", help="Show the page of a rule, and check nothing.")
    ] = None

    @property
    def least(self) -> "Severity":
        """The least severity that fails."""
        from coop.diagnostic import Severity

        return Severity.WARNING if self.strict else Severity.ERROR

    def day(self) -> date:
        """The day that waivers are held against; `UsageError` for what is no day."""
        from coop.analysis.days import parse_day
        from coop.api.arguments import today

        return parse_day(self.as_of) if self.as_of is not None else today()

    def refuse_beside_explain(self, paths: Sequence[str] | None, output: FindingsOutputOptions) -> None:
        """`UsageError` where something is asked for that the page of a rule has nothing to do with."""
        others = (self.strict, self.select, self.ignore, self.changed_since, self.as_of, self.fix, paths)
        if any(others) or output.format_name is not None or output.asks_for_rows or output.byte_order_mark:
            message = Bilingual(
                "--explain goes with --lang and --output alone", "--explain chỉ đi với --lang và --output"
            )
            raise UsageError(message)

    def rules(self) -> "RuleChoice":
        """The rules chosen; `UsageError` for what is no rule."""
        from coop.validation.choice import RuleChoice
        from coop.validation.registry import RULES

        return RuleChoice.parse(RULES, select=self.select or (), ignore=self.ignore or ())


def validate(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH]...", help="Files or folders; else the whole dataset.")
    ] = None,
    *,
    checks: CheckOptions,
    output: FindingsOutputOptions,
    dataset: IndexedDataOptions,
) -> None:
    """Everything that can be checked; exit status 1 on any error.

    Checks the files as they lie there: 'git worktree add DIR REV' lays out those of another revision.
    """
    from coop.api.scoping import build_findings, find_scope
    from coop.cli.location import locate
    from coop.cli.progress import watch_progress
    from coop.cli.text_answer import answer_text
    from coop.output.diagnostics import close_validation
    from coop.validation.validate import validate_dataset, validate_indexed

    if checks.explain is not None:
        checks.refuse_beside_explain(paths, output)
        from coop.api.checking import explain_rule

        language, width, colour = output.language.language(), find_width(sys.stdout), has_colour(sys.stdout)
        answer_text(explain_rule(checks.explain, language=language, width=width, colour=colour), output)
        return
    begin = time.perf_counter()
    choice, as_of, language = checks.rules(), checks.day(), output.language.language()
    check_output(output)
    with reading_door():
        location = locate(dataset)
        named = [path_of(path, "PATH") for path in paths or ()]
        scope = find_scope(location, named, changed_since=checks.changed_since)
        if checks.fix:
            recording().take_look()  # of files that are about to change
        fixed = _fix(location, scope, choice) if checks.fix else 0
        with watch_progress(Bilingual("checking", "đang kiểm tra").text(language)) as progress:
            check = (
                partial(validate_indexed, look=recording().take_look()) if not dataset.no_index else validate_dataset
            )
            validation = check(location, as_of=as_of, scope=scope, choice=choice, progress=progress)
    answer_findings(build_findings(validation, location, language=language, least=checks.least), output)
    if paths or checks.fix or checks.changed_since is not None:  # what is asked for is not what stands in the files
        recording().close()
    root = os.path.realpath(location.root)
    recording().note_dataset(root, validation.state, is_of_state=validation.is_of_state)
    recording().language = language.value
    elapsed = say_elapsed(time.perf_counter() - begin, language)
    closing = close_validation(validation, language=language, elapsed=elapsed, fixed=fixed)
    say(closing, elapsed=elapsed)
    if validation.fails(checks.least):
        raise typer.Exit(ExitCode.FINDINGS)


def _fix(location: "Location", scope: "Scope", choice: "RuleChoice") -> int:
    """How much was mended."""
    from coop.validation.fixing import count_fixed, fix_dataset

    return count_fixed(fix_dataset(location, scope=scope, choice=choice))


def answer_findings(findings: "Findings", output: FindingsOutputOptions) -> None:
    """Write the findings in the format asked for."""
    from coop.cli.text_answer import answer_text

    if output.is_plain_table:
        from coop.output.diagnostics import render_findings

        width, colour = find_width(sys.stdout), has_colour(sys.stdout)
        answer_text(render_findings(findings, colour=colour, width=width), output)
        return
    from coop.cli.session import answer
    from coop.output.findings_formats import find_findings_format
    from coop.output.findings_table import report_diagnostics

    render = find_findings_format(output.format_name, output.path)
    if render is not None:
        answer_text(render(findings), output)
    else:
        answer(report_diagnostics(findings), output)


def check_output(output: FindingsOutputOptions) -> None:
    """Refuse what cannot be written before anything is read, or mended."""
    if output.is_plain_table:
        return
    from coop.cli.session import arrange, chosen_format
    from coop.output.findings import Findings
    from coop.output.findings_formats import find_findings_format
    from coop.output.findings_table import report_diagnostics

    if find_findings_format(output.format_name, output.path) is None:
        arrange(report_diagnostics(Findings((), (), (), "", Language.EN)), output)
        chosen_format(output)
    elif output.asks_for_rows or output.byte_order_mark:
        message = Bilingual(
            "--columns, --sort, --limit and --bom go with tables, not with github, sarif or junit",
            "--columns, --sort, --limit và --bom chỉ đi với bảng, không đi với github, sarif hay junit",
        )
        raise UsageError(message)
