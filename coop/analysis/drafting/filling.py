"""A draft filled from what was typed: flags of a script, or one answer in a dialogue."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from coop.analysis.drafting.background import Background
from coop.analysis.drafting.draft import Draft
from coop.analysis.drafting.proposals import Proposal, propose_id
from coop.analysis.drafting.questions import QUESTIONS, Question, Unasked
from coop.analysis.words import within
from coop.bilingual import Bilingual
from coop.errors import CoopError

Typed = Mapping[str, Sequence[str]]
"""What was typed for each flag."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with an answer, or that one is missing; `fill_draft` says it with the flag."""

    question: Question
    message: Bilingual
    hint: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal for a question that nobody answered; `is_taken` where the file could not do without."""

    question: Question
    proposal: Proposal
    is_taken: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """A draft, what is wrong or missing, and what was proposed and not confirmed."""

    draft: Draft
    problems: tuple[Problem, ...] = ()
    offers: tuple[Offer, ...] = ()


def fill_draft(
    typed: Typed,
    background: Background,
    *,
    accepted: frozenset[Unasked] = frozenset(),
    name_flag: Callable[[str], str] = str,
) -> Filled:
    """Fill a draft without asking. Proposals are taken where no source has to state the value, or as `accepted`.

    `name_flag` says what a flag is called in the problems.
    """
    draft = Draft()
    problems: list[Problem] = []
    offers: list[Offer] = []
    for question in QUESTIONS:
        given = typed.get(question.flag, ())
        proposal = None if given else question.propose(draft, background)
        is_taken = proposal is not None and (question.unasked is not Unasked.OFFERED or question.unasked in accepted)
        if proposal is not None and (question.unasked is not Unasked.TAKEN and question.unasked not in accepted):
            offers.append(Offer(question, proposal, is_taken))
        answers = proposal.typed if proposal is not None and is_taken else given
        draft, found = take_answers(question, answers, draft, background)
        wrong = {problem.question.flag for problem in problems}
        problems.extend(_name(problem, name_flag(question.flag)) for problem in found)
        is_short = question.count(draft) < question.least and not found
        if is_short and wrong.isdisjoint(question.made_from):  # else that is told, and is enough
            count = question.count(draft)
            problems.append(_say_missing(question, name_flag(question.flag), count=count, proposal=proposal))
    return Filled(draft, tuple(problems), tuple(offers))


def take_next_id(draft: Draft, background: Background) -> Draft | None:
    """The draft with the next id that is free now; none where nothing else can be proposed."""
    proposal = propose_id(draft, background)
    if proposal is None or proposal.typed == (draft.agreement_id,):
        return None
    return replace(draft, agreement_id=proposal.typed[0])


def take_answers(
    question: Question, answers: Sequence[str], draft: Draft, background: Background
) -> tuple[Draft, tuple[Problem, ...]]:
    """The draft with the answers that can be read, and what is wrong with the others."""
    problems = []
    for answer in answers:
        try:
            draft = question.take(draft, answer, background)
        except CoopError as error:
            problems.append(Problem(question, error.message, error.hint))
    return draft, tuple(problems)


def _name(problem: Problem, flag: str) -> Problem:
    message = problem.message
    return replace(problem, message=Bilingual(f"{flag}: {message.en}", f"{flag}: {message.vi}"))


def _say_missing(question: Question, flag: str, *, count: int, proposal: Proposal | None) -> Problem:
    message = Bilingual("{flag} is missing: {what}", "thiếu {flag}: {what}")
    if count:
        message = Bilingual(
            "{flag} is given once, expected at least twice: {what}",
            "{flag} mới có một lần, cần ít nhất hai lần: {what}",
        )
    hint = question.advice
    if proposal is not None:
        said = Bilingual("it could be {typed}, {reason}", "có thể là {typed}, {reason}")
        hint = said.fill(typed="; ".join(proposal.typed), reason=proposal.reason)
    return Problem(question, message.fill(flag=flag, what=within(question.prompt)), hint)
