"""The dialogue of `coop new` on a terminal: each question with what is proposed, Enter takes it, `?` lists."""

import importlib
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from coop.analysis.drafting.background import Background
from coop.analysis.drafting.draft import NOT_STATED, Draft
from coop.analysis.drafting.filling import Problem, Typed, take_answers
from coop.analysis.drafting.proposals import Proposal
from coop.analysis.drafting.questions import QUESTIONS, Question
from coop.analysis.drafting.remarks import find_remarks
from coop.api.arguments import today
from coop.bilingual import Bilingual, Language
from coop.cli.door import say, say_error, say_warning
from coop.cli.terminal import find_width

WELCOME = Bilingual(
    "Enter takes what stands in [brackets], ? lists, - says that no source tells, Ctrl-C ends and leaves nothing",
    "Enter nhận nội dung trong [ngoặc], ? liệt kê, - nghĩa là không nguồn nào nêu, Ctrl-C dừng và không ghi gì",
)
_NEEDED = Bilingual("an answer is needed", "cần trả lời")
_ANY = Bilingual("any text", "chữ tùy ý")
_FORMER = Bilingual("as answered before", "như đã trả lời")
_CANCELLED = Bilingual("ended, nothing is written", "đã dừng, không ghi gì")


class Dialogue:
    """Asks what no flag answers; `say` and stdin are the two ends."""

    def __init__(self, background: Background, language: Language) -> None:
        self._background = background
        self._language = language
        self._told: set[Bilingual] = set()
        self._answers: dict[str, tuple[str, ...]] = {}
        self._accepted: set[str] = set()

    def fill(self, typed: Typed) -> Draft:
        """A draft of the flags and of the answers to all other questions."""
        self._say(WELCOME)
        draft = Draft()
        for question in QUESTIONS:
            given = tuple(typed.get(question.flag, ()))
            draft, problems = take_answers(question, given, draft, self._background)
            self._answers[question.flag] = given
            self._complain(problems)
            if not given or problems or question.count(draft) < question.least:
                draft = self.ask(question, question.clear(draft) if problems else draft)
            self._remark(draft)
        return draft

    def ask_again(self, questions: Sequence[Question], draft: Draft) -> Draft:
        """The draft with new answers to these questions, and to those whose answers were made from the old ones.

        Of several, one answer may be right: each is proposed as it was given.
        """
        before = draft
        for question in QUESTIONS:
            if question in questions:
                former = self._find_former(question, draft) if len(questions) > 1 else None
                draft = self.ask(question, question.clear(draft), former=former)
            elif _is_inferred_anew(question, before, draft):
                draft = self.ask(question, question.clear(draft), former=self._find_former(question, draft))
            elif self.is_accepted(question.flag) and self._proposes_otherwise(question, before, draft):
                draft = self.ask(question, question.clear(draft))
            self._remark(draft)
        return draft

    def is_accepted(self, flag: str) -> bool:
        """Whether the answer is what was proposed, and nobody typed it."""
        return flag in self._accepted

    def _find_former(self, question: Question, draft: Draft) -> Proposal | None:
        """The answer given before, if it can still be read."""
        answers = self._answers.get(question.flag, ())
        _, problems = take_answers(question, answers, question.clear(draft), self._background)
        return Proposal(answers, _FORMER) if answers and not problems else None

    def _proposes_otherwise(self, question: Question, before: Draft, draft: Draft) -> bool:
        then, now = (question.propose(question.clear(each), self._background) for each in (before, draft))
        return (then.typed if then is not None else None) != (now.typed if now is not None else None)

    def ask(self, question: Question, draft: Draft, *, former: Proposal | None = None) -> Draft:
        """Ask until there are answers enough, each of which can be read; an empty one ends a list."""
        proposal = former or (None if question.count(draft) else question.propose(draft, self._background))
        self._accepted.discard(question.flag)
        self._answers[question.flag] = self._answers.get(question.flag, ()) if question.count(draft) else ()
        self._say(_show(question, proposal))
        while True:
            answer = self._read()
            if answer == "?":
                self._list(question, draft)
                self._say(_show(question, proposal))
                continue
            if not answer and proposal is None and question.count(draft) >= question.least:
                return draft
            answers = _split(question, answer) if answer else proposal.typed if proposal is not None else ()
            draft, problems = self._take(question, answers, draft)
            self._complain(problems)
            if not answers:
                self._say(_NEEDED)
            if not problems and _is_enough(question, answer, draft):
                if not answer and proposal is not None and proposal is not former:
                    self._accepted.add(question.flag)
                return draft
            if question.count(draft):
                proposal = None

    def _take(self, question: Question, answers: Sequence[str], draft: Draft) -> tuple[Draft, tuple[Problem, ...]]:
        """The draft with the answers that can be read, which are kept as typed, and what is wrong with the others."""
        problems: list[Problem] = []
        for answer in answers:
            draft, found = take_answers(question, (answer,), draft, self._background)
            problems.extend(found)
            if not found:
                self._answers[question.flag] = (*self._answers[question.flag], answer)
        return draft, tuple(problems)

    def _list(self, question: Question, draft: Draft) -> None:
        lines = list(question.list_choices(draft, self._background))
        for line in lines or (_ANY,):
            say(f"  {line.text(self._language)}", width=find_width(sys.stderr))

    def _complain(self, problems: Sequence[Problem]) -> None:
        for problem in problems:
            say_error(problem.message, problem.hint, language=self._language, width=find_width(sys.stderr))

    def _remark(self, draft: Draft) -> None:
        """Say what is to be known now and was not said yet, or did not hold in between."""
        remarks = tuple(find_remarks(draft, self._background, as_of=today()))
        for remark in remarks:
            if remark not in self._told:
                say_warning(remark, language=self._language, width=find_width(sys.stderr))
        self._told = set(remarks)

    def _say(self, text: Bilingual) -> None:
        say(text.text(self._language), width=find_width(sys.stderr))

    def _read(self) -> str:
        """One line as typed, as UTF-8 whatever the locale; `KeyboardInterrupt` where no more will come."""
        with suppress(ImportError):  # lets the line be edited; where the system has it
            importlib.import_module("readline")
        try:
            line = input("> ")
        except (EOFError, KeyboardInterrupt):
            say("")
            self._say(_CANCELLED)
            raise KeyboardInterrupt from None
        with suppress(UnicodeEncodeError):
            line = os.fsencode(line).decode("utf-8", errors="replace")
        return " ".join(line.split())


def _is_inferred_anew(question: Question, before: Draft, draft: Draft) -> bool:
    """Whether some of the answer was worked out from a day of publication that is another now."""
    return draft.published != before.published and not draft.inferred.isdisjoint(question.keys)


def _split(question: Question, answer: str) -> tuple[str, ...]:
    """Several answers on one line where there may be several."""
    return tuple(filter(None, map(str.strip, answer.split(";")))) if question.repeats else (answer,)


def _is_enough(question: Question, answer: str, draft: Draft) -> bool:
    """Whether nothing more is asked: a list goes on until an empty line, or until nothing is said to be there."""
    ends = not question.repeats or answer in ("", NOT_STATED)
    return ends and question.count(draft) >= question.least


def _show(question: Question, proposal: Proposal | None) -> Bilingual:
    """The question with what is proposed."""
    if proposal is None:
        return question.prompt
    shown, (en, vi), reason = "; ".join(proposal.typed), question.prompt, proposal.reason
    return Bilingual(f"{en} [{shown}], {reason.en}", f"{vi} [{shown}], {reason.vi}")


def is_terminal() -> bool:
    """Whether somebody is there to be asked: stdin and stdout are terminals."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
