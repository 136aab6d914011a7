"""A new agreement's file from Python, as `coop new` makes it."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from coop.analysis.drafting.background import Background
from coop.analysis.drafting.draft_file import DraftFile, check_draft_file, render_draft
from coop.analysis.drafting.filling import fill_draft
from coop.analysis.drafting.questions import Unasked
from coop.analysis.drafting.remarks import find_remarks
from coop.api.answer import parse_language
from coop.api.arguments import day_of, path_of, text_of, texts_of, today
from coop.bilingual import Bilingual, Language
from coop.dataset.creating import check_is_own, create_agreement
from coop.dataset.layout import Location
from coop.dataset.loading import open_dataset
from coop.diagnostic import Diagnostic, Severity
from coop.errors import UsageError


@dataclass(frozen=True, slots=True)
class NewAgreement:
    """The file of a new agreement, which is not there yet: its canonical text, and its path from the data folder.

    `diagnostics` is what the validation finds in it, `remarks` what else to look at; `proposals` are values that nobody
    has confirmed, by argument, and stand in comments.
    """

    path: str
    text: str
    diagnostics: tuple[Diagnostic, ...]
    remarks: tuple[Bilingual, ...]
    proposals: Mapping[str, tuple[str, ...]]
    _location: Location

    def write(self) -> Path:
        """Make the file, and say where it is; `UsageError` where one is there, or the validation finds an error."""
        check_is_own(self._location)
        error = next((each for each in self.diagnostics if each.severity is Severity.ERROR), None)
        if error is not None:
            raise UsageError(error.message, hint=error.hint)
        return create_agreement(self._location, self.path, self.text)


def draft_agreement(
    folder: str | Path | None = None,
    *,
    party: str | Iterable[str],
    date: str,
    source_title: str,
    source_url: str | None = None,
    source_publisher: str | None = None,
    source_published: str | None = None,
    instrument: str | None = None,
    level: str | None = None,
    status: str | None = None,
    field: str | Iterable[str] | None = None,
    period: str | None = None,
    title_vi: str | None = None,
    title_en: str | None = None,
    agreement_id: str | None = None,
    text: str = "",
    accept: bool = False,
    language: Language | str = Language.EN,
    as_of: datetime.date | str | None = None,
) -> NewAgreement:
    """Draft an agreement for the dataset in `folder` (`coop new`); `write` of what comes back makes the file.

    Values are what a person types: names, aliases, dates as `16/11/2019`, and `-` for what no source tells. `text` is
    an article that proposals are made from; `accept` makes data of them. The comments are in `language`. `UsageError`
    says all that is missing or cannot be read.
    """
    given = {
        "--source-url": source_url, "--source-title": source_title, "--source-publisher": source_publisher,
        "--source-published": source_published, "--date": date, "--instrument": instrument, "--level": level,
        "--status": status, "--period": period, "--title-vi": title_vi, "--title-en": title_en, "--id": agreement_id,
    }  # fmt: skip
    typed = {flag: (text_of(_name_argument(flag), value),) for flag, value in given.items() if value is not None}
    many = {"--party": texts_of("party", party), "--field": texts_of("field", field)}
    background = Background(
        open_dataset(path_of("folder", folder) if folder is not None else None), text_of("text", text)
    )
    accepted = frozenset(Unasked) if accept else frozenset()
    filled = fill_draft({**typed, **many}, background, accepted=accepted, name_flag=_name_argument)
    if filled.problems:
        said = [problem.message for problem in filled.problems]
        raise UsageError(Bilingual("; ".join(each.en for each in said), "; ".join(each.vi for each in said)))
    file = render_draft(filled.draft, background, language=parse_language(language), offers=filled.offers)
    day = day_of("as_of", as_of) if as_of is not None else today()
    return NewAgreement(
        path=file.path,
        text=file.text,
        diagnostics=_check(file, background, day),
        remarks=tuple(find_remarks(filled.draft, background, as_of=day)),
        proposals={_name_argument(each.question.flag): each.proposal.typed for each in filled.offers},
        _location=background.dataset.location,
    )


def _check(file: DraftFile, background: Background, as_of: datetime.date) -> tuple[Diagnostic, ...]:
    return tuple(each.diagnostic for each in check_draft_file(file, background.dataset.location, as_of=as_of))


def _name_argument(flag: str) -> str:
    return "agreement_id" if flag == "--id" else flag.removeprefix("--").replace("-", "_")
