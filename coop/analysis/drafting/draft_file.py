"""The file of a new agreement: its text, and what the validation says of it in the dataset that it will join."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from coop.analysis.drafting.article_notes import write_notes
from coop.analysis.drafting.background import Background
from coop.analysis.drafting.draft import Draft, build_data
from coop.analysis.drafting.filling import Offer
from coop.analysis.drafting.questions import Question, find_question
from coop.bilingual import Language
from coop.dataset.canonical import write_canonical
from coop.dataset.canonical_shape import Kind
from coop.dataset.document import Document, parse_document
from coop.dataset.layout import Location
from coop.diagnostic import Diagnostic, Span
from coop.validation.choice import RuleChoice
from coop.validation.dates import LOCALITY_NOT_IN_TIME, PERIOD_BEFORE_DATE, SIGNED_AFTER_SOURCE
from coop.validation.registry import RULES
from coop.validation.scope import Scope
from coop.validation.twins import LIKELY_TWIN_AGREEMENTS
from coop.validation.validate import validate_indexed

# The other value that a finding at one value is about.
_OTHER_PLACES = {
    LOCALITY_NOT_IN_TIME.code: "date",
    SIGNED_AFTER_SOURCE.code: "sources.0.published",
    PERIOD_BEFORE_DATE.code: "date",
}
MODELINE = "# yaml-language-server: $schema=../../../schemas/agreement.schema.json\n"


@dataclass(frozen=True, slots=True)
class DraftFile:
    """The text of a new file, and where it belongs, from the dataset's folder."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """What the validation finds in a new file, and the questions that it is about: of two dates either may be wrong."""

    diagnostic: Diagnostic
    questions: tuple[Question, ...]


def render_draft(
    draft: Draft, background: Background, *, language: Language, offers: Sequence[Offer] = ()
) -> DraftFile:
    """The canonical text; what nobody confirmed stands in comments at its end, in `language`."""
    notes = write_notes(draft, background, offers, language)
    comments = "".join(("\n", *(f"# {line}\n" for line in notes))) if notes else ""
    body = write_canonical(build_data(draft), Kind.AGREEMENT)
    return DraftFile(draft.path, MODELINE + body + comments)


def check_draft_file(file: DraftFile, location: Location, *, as_of: date) -> tuple[DraftFinding, ...]:
    """Everything that `coop validate` would find in the file, were it there.

    That it is likely an agreement told twice is left to the remark on its parties and year, which says more.
    """
    validation = validate_indexed(
        location,
        as_of=as_of,
        scope=Scope(frozenset({file.path})),
        choice=RuleChoice.parse(RULES, ignore=[LIKELY_TWIN_AGREEMENTS.code]),
        drafts={file.path: file.text},
    )
    document = parse_document(file.text, path=file.path).document
    own = (each for each in validation.diagnostics if each.path == file.path)
    return tuple(DraftFinding(each, _find_questions(each, document)) for each in own)


def _find_questions(diagnostic: Diagnostic, document: Document | None) -> tuple[Question, ...]:
    """The question about the value, or the key, at the place of the finding, and that about the other value."""
    found = (_find_innermost(diagnostic.span, document), _OTHER_PLACES.get(diagnostic.code, ""))
    return tuple(question for place in found if (question := find_question(place)) is not None)


def _find_innermost(span: Span, document: Document | None) -> str:
    places: Iterable[tuple[str | int, ...]] = ()
    if document is not None:
        spans = (*document.values.items(), *document.keys.items())
        places = [place for place, each in spans if each == span]
    innermost = max(places, key=len, default=())
    return ".".join(map(str, innermost))
