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
from coop.bilingual import Bilingual, Language
from coop.cli.door import say, say_error, say_warning

WELCOME = Bilingual(
    "Enter takes what stands in [brackets], ? lists, - says that no source tells, Ctrl-C ends and leaves nothing",
    "Enter nhận nội dung trong [ngoặc], ? liệt kê, - nghĩa là không nguồn nào nêu, Ctrl-C dừng và không ghi gì",
)
_NEEDED = Bilingual("an answer is needed", "cần trả lời")
_ANY = Bilingual("any text", "chữ tùy ý")
_CANCELLED = Bilingual("ended, nothing is written", "đã dừng, không ghi gì")


class Dialogue:
    """Asks what no flag answers; `say` and stdin are the two ends."""

    def __init__(self, background: Background, language: Language) -> None:
        self._background = background
        self._language = language
        self._told: set[Bilingual] = set()

    def fill(self, typed: Typed) -> Draft:
        """A draft of the flags and of the answers to all other questions."""
        self._say(WELCOME)
        draft = Draft()
        for question in QUESTIONS:
            given = typed.get(question.flag, ())
            draft, problems = take_answers(question, given, draft, self._background)
            self._complain(problems)
            if not given or problems or question.count(draft) < question.least:
                draft = self.ask(question, question.clear(draft) if problems else draft)
            self._remark(draft)
        return draft

    def ask_again(self, questions: Sequence[Question], draft: Draft) -> Draft:
        """The draft with new answers to these questions."""
        for question in questions:
            draft = self.ask(question, question.clear(draft))
        return draft

    def ask(self, question: Question, draft: Draft) -> Draft:
        """Ask until there are answers enough, each of which can be read; an empty one ends a list."""
        proposal = None if question.count(draft) else question.propose(draft, self._background)
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
            draft, problems = take_answers(question, answers, draft, self._background)
            self._complain(problems)
            if not answers:
                self._say(_NEEDED)
            if not problems and _is_enough(question, answer, draft):
                return draft
            if question.count(draft):
                proposal = None

    def _list(self, question: Question, draft: Draft) -> None:
        lines = list(question.list_choices(draft, self._background))
        for line in lines or (_ANY,):
            say(f"  {line.text(self._language)}")

    def _complain(self, problems: Sequence[Problem]) -> None:
        for problem in problems:
            say_error(problem.message, problem.hint, language=self._language)

    def _remark(self, draft: Draft) -> None:
        for remark in find_remarks(draft, self._background):
            if remark not in self._told:
                self._told.add(remark)
                say_warning(remark, language=self._language)

    def _say(self, text: Bilingual) -> None:
        say(text.text(self._language))

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
