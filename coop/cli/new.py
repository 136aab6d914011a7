"""`coop new`."""

import sys
from dataclasses import dataclass, fields
from pathlib import PurePosixPath
from typing import Annotated

import typer

from coop.bilingual import Bilingual, Language
from coop.cli.dataset_options import DatasetOptions
from coop.cli.door import say
from coop.cli.options import DataOption, LanguageOptions, path_of, text_option
from coop.cli.terminal import find_width

TYPE_CHECKING = False  # only what declares the command is loaded to tell about it
if TYPE_CHECKING:
    from coop.analysis.drafting.background import Background
    from coop.analysis.drafting.filling import Typed
    from coop.cli.draft_session import Drafted

STANDARD = "-"
"""What names stdin or stdout in the place of a file."""


@dataclass(frozen=True, slots=True)
class AnswerOptions:
    """The answers that are given as flags, in the order of the questions; `-` for what no source tells."""

    source_url: Annotated[str | None, text_option("--source-url", "URL", "Address of the source.")] = None
    source_title: Annotated[str | None, text_option("--source-title", "TEXT", "Title of the source, as published.")] = (
        None
    )
    source_publisher: Annotated[str | None, text_option("--source-publisher", "TEXT", "Who published it.")] = None
    source_published: Annotated[str | None, text_option("--source-published", "DATE", "Its day of publication.")] = None
    date: Annotated[str | None, text_option("--date", "DATE", "Of signing or of the meeting: 16/11/2019, 2019-11.")] = (
        None
    )
    party: Annotated[
        list[str] | None, text_option("--party", "LOCALITY", "A party by any name, or its body; twice or more.")
    ] = None
    instrument: Annotated[
        str | None, text_option("--instrument", "KIND", "memorandum, agreement, ...; - if untold.")
    ] = None
    level: Annotated[
        str | None, text_option("--level", "LEVEL", "peoples-committee, department, ...; - if untold.")
    ] = None
    status: Annotated[str | None, text_option("--status", "STATUS", "agreed, signed, ended or superseded.")] = None
    field: Annotated[list[str] | None, text_option("--field", "FIELD", "A field that the source names; - if none.")] = (
        None
    )
    period: Annotated[str | None, text_option("--period", "PERIOD", "2023-2025, 2023/..; - if untold.")] = None
    title_vi: Annotated[str | None, text_option("--title-vi", "TEXT", "Title in Vietnamese, in your own words.")] = None
    title_en: Annotated[str | None, text_option("--title-en", "TEXT", "Title in English.")] = None
    agreement_id: Annotated[str | None, text_option("--id", "NEW-ID", "Id; else of the parties and the year.")] = None

    def typed(self) -> "Typed":
        """What was typed for each flag."""
        flags = {each.name: f"--{each.name.replace('_', '-')}" for each in fields(self)} | {"agreement_id": "--id"}
        values = {flags[name]: getattr(self, name) for name in flags}
        return {flag: [v] if isinstance(v, str) else v for flag, v in values.items() if v is not None}


@dataclass(frozen=True, slots=True)
class WritingOptions:
    """Where proposals come from, and what becomes of the file."""

    text: Annotated[str | None, text_option("--text", "FILE", "The article, read for proposals; - is stdin.")] = None
    accept: Annotated[bool, typer.Option("--accept", help="Take what is proposed; ask nothing.")] = False
    no_input: Annotated[bool, typer.Option("--no-input", help="Ask nothing.")] = False
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write there, not into the dataset; - is stdout."),
    ] = None
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the file, and write nothing.")] = False

    @property
    def is_elsewhere(self) -> bool:
        """Whether nothing is written into the dataset."""
        return self.dry_run or self.output is not None

    def article(self) -> str:
        """The text that proposals are made from, empty without one."""
        from coop.dataset.article import read_article

        if self.text is None:
            return ""
        return read_article(None if self.text == STANDARD else path_of(self.text, "--text"))

    @property
    def asks(self) -> bool:
        """Whether questions are asked: somebody is there, and may be asked."""
        from coop.cli.dialogue import is_terminal

        return is_terminal() and not (self.no_input or self.accept or self.text == STANDARD)


def new(answers: AnswerOptions, writing: WritingOptions, language: LanguageOptions, dataset: DataOption) -> None:
    """A new agreement's file, from flags or by asking."""
    from coop.analysis.drafting.background import Background
    from coop.analysis.drafting.filling import fill_draft
    from coop.analysis.drafting.questions import Unasked
    from coop.cli.draft_session import ask_for_file, fill_file
    from coop.cli.session import open_for_reading
    from coop.dataset.creating import check_is_own

    chosen = language.language()
    opened = open_for_reading(DatasetOptions(dataset.data), chosen)
    if not writing.is_elsewhere:
        check_is_own(opened.location)
    background = Background(opened, writing.article())
    if writing.asks:
        drafted = ask_for_file(answers.typed(), background, language=chosen)
    else:
        accepted = frozenset(Unasked) if writing.accept else frozenset()
        filled = fill_draft(answers.typed(), background, accepted=accepted)
        drafted = fill_file(filled, background, language=chosen, is_id_proposed=answers.agreement_id is None)
    _write(drafted, background, writing, chosen)


def _write(drafted: "Drafted", background: "Background", writing: WritingOptions, language: Language) -> None:
    from coop.cli.draft_session import rename_file
    from coop.cli.text_answer import write_text
    from coop.dataset.creating import AlreadyThere, create_agreement, create_new
    from coop.dataset.layout import name_from_here

    file, location = drafted.file, background.dataset.location
    if writing.dry_run or writing.output == STANDARD:
        write_text(file.text)
        return
    if writing.output is not None:
        target = path_of(writing.output, "--output")
        create_new(target, file.text)
    else:
        try:
            target = create_agreement(location, file.path, file.text)
        except AlreadyThere:
            renamed = rename_file(drafted, background, language=language)
            if renamed is None:
                raise
            _write(renamed, background, writing, language)
            return
    write_text(f"{name_from_here(target)}\n")
    path = name_from_here(location.root / file.path)
    said = _NEXT if writing.output is None else _NEXT_ELSEWHERE
    say(said.fill(id=PurePosixPath(file.path).stem, path=path).text(language), width=find_width(sys.stderr))


_NEXT = Bilingual(
    "next: figures and events as the source tells them, 'coop validate', then 'coop show {id}' against the source",
    "tiếp theo: thêm số liệu và sự kiện theo nguồn, chạy 'coop validate', rồi đối chiếu 'coop show {id}' với nguồn",
)
_NEXT_ELSEWHERE = Bilingual(
    "next: figures and events as the source tells them; in the dataset its place is {path}",
    "tiếp theo: thêm số liệu và sự kiện theo nguồn; trong bộ dữ liệu, tệp này thuộc về {path}",
)
