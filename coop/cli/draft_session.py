"""From answers to the text of a new file: what is wrong with them is told, and on a terminal asked again."""

from datetime import date

import typer

from coop.analysis.drafting.background import Background
from coop.analysis.drafting.draft import Draft
from coop.analysis.drafting.draft_file import DraftFile, DraftFinding, check_draft_file, render_draft
from coop.analysis.drafting.filling import Filled, Offer, Typed
from coop.analysis.drafting.remarks import find_remarks
from coop.bilingual import Bilingual, Language
from coop.cli.dialogue import Dialogue
from coop.cli.door import say_error, say_note, say_warning
from coop.diagnostic import Severity
from coop.errors import ExitCode


def ask_for_file(typed: Typed, background: Background, *, language: Language) -> DraftFile:
    """Ask until nothing is wrong with the file any more."""
    dialogue = Dialogue(background, language)
    draft = dialogue.fill(typed)
    while True:
        file = render_draft(draft, background, language=language)
        findings = _check(file, background, language)
        questions = tuple(dict.fromkeys(each.question for each in findings if each.question is not None))
        if not findings:
            return file
        if not questions:
            raise typer.Exit(ExitCode.FINDINGS)
        draft = dialogue.ask_again(questions, draft)


def fill_file(filled: Filled, background: Background, *, language: Language) -> DraftFile:
    """The file of the flags; what is missing or wrong is told, each in a line with the flag that gives it."""
    for problem in filled.problems:
        say_error(problem.message, problem.hint, language=language)
    if filled.problems:
        raise typer.Exit(ExitCode.USAGE)
    _tell(filled.draft, filled.offers, background, language)
    file = render_draft(filled.draft, background, language=language, offers=filled.offers)
    if _check(file, background, language):
        raise typer.Exit(ExitCode.FINDINGS)
    return file


def _tell(draft: Draft, offers: tuple[Offer, ...], background: Background, language: Language) -> None:
    for remark in find_remarks(draft, background):
        say_warning(remark, language=language)
    for offer in offers:
        typed = ", ".join(offer.proposal.typed)
        kind = _TAKEN if offer.is_taken else _PROPOSED
        said = kind.fill(flag=offer.question.flag, typed=typed, reason=offer.proposal.reason)
        say_note(said, language=language)


_PROPOSED = Bilingual("{flag} could be {typed}, {reason}", "{flag} có thể là {typed}, {reason}")
_TAKEN = Bilingual("{flag} is taken to be {typed}, {reason}", "{flag} được ghi là {typed}, {reason}")


def _check(file: DraftFile, background: Background, language: Language) -> tuple[DraftFinding, ...]:
    """Tell what the validation finds in the file; the errors among it."""
    today = date.today()  # noqa: DTZ011 - the curator's own day
    findings = check_draft_file(file, background.dataset.location, as_of=today)
    for finding in findings:
        diagnostic = finding.diagnostic
        flag = finding.question.flag if finding.question is not None else file.path
        message = _name(flag, Bilingual(*(f"{text} ({diagnostic.code})" for text in diagnostic.message)))
        is_error = diagnostic.severity is Severity.ERROR
        (say_error if is_error else say_warning)(message, diagnostic.hint, language=language)
    return tuple(each for each in findings if each.diagnostic.severity is Severity.ERROR)


def _name(flag: str, message: Bilingual) -> Bilingual:
    return Bilingual(f"{flag}: {message.en}", f"{flag}: {message.vi}")
