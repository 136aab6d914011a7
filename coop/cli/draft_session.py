"""From answers to the text of a new file: what is wrong with them is told, and on a terminal asked again."""

import sys
from dataclasses import dataclass, replace

import typer

from coop.analysis.drafting.background import Background
from coop.analysis.drafting.draft import Draft
from coop.analysis.drafting.draft_file import DraftFile, DraftFinding, check_draft_file, render_draft
from coop.analysis.drafting.filling import Filled, Offer, Typed, take_next_id
from coop.analysis.drafting.remarks import find_remarks
from coop.api.arguments import today
from coop.bilingual import Bilingual, Language, either
from coop.cli.dialogue import Dialogue
from coop.cli.door import say_error, say_note, say_warning
from coop.cli.terminal import find_width
from coop.dataset.layout import name_from_here
from coop.dataset.loading import DUPLICATE_ID
from coop.diagnostic import Severity
from coop.errors import ExitCode


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft with its file, in which no error was found; `is_id_proposed` if nobody typed the id."""

    draft: Draft
    file: DraftFile
    offers: tuple[Offer, ...]
    is_id_proposed: bool


def ask_for_file(typed: Typed, background: Background, *, language: Language) -> Drafted:
    """Ask until nothing is wrong with the file any more."""
    dialogue = Dialogue(background, language)
    draft = dialogue.fill(typed)
    while True:
        file = render_draft(draft, background, language=language)
        findings = _tell_findings(_find(file, background), file, background, language)
        questions = tuple(dict.fromkeys(question for each in findings for question in each.questions))
        if not findings:
            return Drafted(draft, file, (), dialogue.is_accepted("--id"))
        if not questions:
            raise typer.Exit(ExitCode.FINDINGS)
        draft = dialogue.ask_again(questions, draft)


def fill_file(filled: Filled, background: Background, *, language: Language, is_id_proposed: bool) -> Drafted:
    """The file of the flags; what is missing or wrong is told, each in a line with the flag that gives it."""
    width = find_width(sys.stderr)
    for problem in filled.problems:
        say_error(problem.message, problem.hint, language=language, width=width)
    if filled.problems:
        raise typer.Exit(ExitCode.USAGE)
    _tell(filled.draft, filled.offers, background, language)
    file = render_draft(filled.draft, background, language=language, offers=filled.offers)
    return _settle(Drafted(filled.draft, file, filled.offers, is_id_proposed), background, language)


def rename_file(drafted: Drafted, background: Background, *, language: Language) -> Drafted | None:
    """The same with the next free id, after somebody else took the one proposed, which is told; else none."""
    renamed = _take_next_id(drafted, background, language)
    return _settle(renamed, background, language) if renamed is not None else None


def _settle(drafted: Drafted, background: Background, language: Language) -> Drafted:
    """The draft with an id that is free and no error in its file; what else is found ends the program."""
    while True:
        findings = _find(drafted.file, background)
        is_taken = any(each.diagnostic.code == DUPLICATE_ID.code for each in findings)
        renamed = _take_next_id(drafted, background, language) if is_taken else None
        if renamed is None:
            break
        drafted = renamed
    if _tell_findings(findings, drafted.file, background, language):
        raise typer.Exit(ExitCode.FINDINGS)
    return drafted


def _take_next_id(drafted: Drafted, background: Background, language: Language) -> Drafted | None:
    draft = take_next_id(drafted.draft, background) if drafted.is_id_proposed else None
    if draft is None:
        return None
    said = _MADE_MEANWHILE.fill(old=str(drafted.draft.agreement_id), new=str(draft.agreement_id))
    say_warning(said, language=language, width=find_width(sys.stderr))
    file = render_draft(draft, background, language=language, offers=drafted.offers)
    return replace(drafted, draft=draft, file=file)


def _tell(draft: Draft, offers: tuple[Offer, ...], background: Background, language: Language) -> None:
    width = find_width(sys.stderr)
    for remark in find_remarks(draft, background, as_of=today()):
        say_warning(remark, language=language, width=width)
    for offer in offers:
        typed = ", ".join(offer.proposal.typed)
        kind = _TAKEN if offer.is_taken else _PROPOSED
        said = kind.fill(flag=offer.question.flag, typed=typed, reason=offer.proposal.reason)
        say_note(said, language=language, width=width)


_PROPOSED = Bilingual("{flag} could be {typed}, {reason}", "{flag} có thể là {typed}, {reason}")
_TAKEN = Bilingual("{flag} is taken to be {typed}, {reason}", "{flag} được ghi là {typed}, {reason}")
_MADE_MEANWHILE = Bilingual(
    "'{old}' was made by somebody else meanwhile, this is '{new}'", "vừa có người tạo '{old}', tệp này là '{new}'"
)


def _find(file: DraftFile, background: Background) -> tuple[DraftFinding, ...]:
    return check_draft_file(file, background.dataset.location, as_of=today())


def _tell_findings(
    findings: tuple[DraftFinding, ...], file: DraftFile, background: Background, language: Language
) -> tuple[DraftFinding, ...]:
    """Tell what the validation finds in the file; the errors among it."""
    location = background.dataset.location
    for finding in findings:
        diagnostic = finding.diagnostic
        flags = [question.flag for question in finding.questions] or [name_from_here(location.root / file.path)]
        said = Bilingual("{flags}: {message} ({code})", "{flags}: {message} ({code})")
        message = said.fill(flags=either(flags), message=diagnostic.message, code=diagnostic.code)
        is_error = diagnostic.severity is Severity.ERROR
        tell = say_error if is_error else say_warning
        tell(message, diagnostic.hint, language=language, width=find_width(sys.stderr))
    return tuple(each for each in findings if each.diagnostic.severity is Severity.ERROR)
