"""The vocabulary files to `Vocabularies`."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from coop.bilingual import Bilingual
from coop.dataset.composer import Place
from coop.dataset.document import Document, Parsed, parse_source
from coop.dataset.files import Files, Revision
from coop.dataset.layout import VOCABULARIES, vocabulary_path
from coop.dataset.scalars import shorten
from coop.dataset.schema import check_schema, load_schema
from coop.dataset.terms import Description, Field, Locality, Measure, Nature, Period, Region, RegionPeriod
from coop.dataset.values import Data, bilingual_at, mappings_at, optional_text_at, text_at, texts_at
from coop.dataset.vocabulary import Vocabularies, build_localities, build_vocabulary
from coop.diagnostic import Diagnostic, Rule, Severity
from coop.errors import BadVocabulary

IMPOSSIBLE_PERIOD = Rule(
    "D103",
    "impossible-period",
    Severity.ERROR,
    Bilingual(
        "The days at which a vocabulary changes are days that exist.",
        "Ngày mà bảng từ vựng thay đổi phải là ngày có thật.",
    ),
)
DUPLICATE_TERM = Rule(
    "X104",
    "duplicate-term",
    Severity.ERROR,
    Bilingual("A vocabulary has each id once.", "Trong một bảng từ vựng, mỗi mã chỉ có một lần."),
)

RULES = (IMPOSSIBLE_PERIOD, DUPLICATE_TERM)


def read_vocabularies(files: Files, schemas: Path) -> dict[str, Parsed]:
    """Read and check every vocabulary file of a dataset, each against the program's schema."""
    sources = files.read_each(vocabulary_path(name) for name in VOCABULARIES)
    return {
        name: check_terms(check_schema(parse_source(source), load_schema(schemas, name)), name)
        for name, source in zip(VOCABULARIES, sources, strict=True)
    }


def check_terms(parsed: Parsed, name: str) -> Parsed:
    """`parsed` with what a schema cannot say of a vocabulary: ids that stand twice, days that do not exist."""
    document = parsed.document
    if document is None or not parsed.is_sound:
        return parsed
    found: list[Diagnostic] = []
    seen: set[str] = set()
    for position, term in mappings_at(document.data, name):
        term_id = str(term.get("id"))
        if term_id in seen:
            span = document.span(name, position, "id")
            message = Bilingual(f"the id '{term_id}' stands twice", f"mã '{term_id}' có hai lần")
            found.append(Diagnostic(parsed.path, span, DUPLICATE_TERM, message))
        seen.add(term_id)
        for number, period in mappings_at(term, "periods"):
            found.extend(_impossible_days(document, (name, position, "periods", number), period))
    return Parsed(parsed.path, document, (*parsed.diagnostics, *found))


def _impossible_days(document: Document, place: Place, period: Data) -> list[Diagnostic]:
    found = []
    for key in ("from", "to"):
        try:
            _day(period, key)
        except ValueError:
            day = period[key]
            message = Bilingual(f"the day '{day}' does not exist", f"không có ngày '{day}'")
            found.append(Diagnostic(document.path, document.span(*place, key), IMPOSSIBLE_PERIOD, message))
    return found


def build_vocabularies(files: Mapping[str, Parsed], revision: Revision | None = None) -> Vocabularies:
    """Build the vocabularies; `BadVocabulary` names the first thing that is wrong with them (as of the revision)."""
    for parsed in files.values():
        if not parsed.is_sound or parsed.document is None:
            first = next(d for d in parsed.diagnostics if d.severity is Severity.ERROR)
            at = f"@{shorten(revision.name)}" if revision is not None else ""
            where = f"{first.path}{at}:{first.span.line}:{first.span.column}"
            message = Bilingual("{where}: {message}", "{where}: {message}").fill(where=where, message=first.message)
            raise BadVocabulary(message, hint=_OF_THAT_TIME if revision is not None else first.hint or _SEE_ALL)
    return build_sound_vocabularies(files)


def build_sound_vocabularies(files: Mapping[str, Parsed]) -> Vocabularies:
    """Build those vocabularies that are sound; one that is not is empty, and nothing can be said by it."""
    data: dict[str, Data] = {
        name: parsed.document.data if parsed.document is not None and parsed.is_sound else {}
        for name, parsed in files.items()
    }
    return Vocabularies(
        localities=build_localities(
            (_build_locality(each) for _, each in mappings_at(data["localities"], "localities"))
        ),
        regions=build_vocabulary(
            "region", (_build_region(each) for _, each in mappings_at(data["regions"], "regions"))
        ),
        fields=build_vocabulary("field", (_build_field(each) for _, each in mappings_at(data["fields"], "fields"))),
        measures=build_vocabulary(
            "measure", (_build_measure(each) for _, each in mappings_at(data["measures"], "measures"))
        ),
    )


_SEE_ALL = Bilingual("'coop validate' shows everything", "'coop validate' cho thấy tất cả")
_OF_THAT_TIME = Bilingual(
    "this version of coop cannot read the vocabularies of that time: name a later revision",
    "phiên bản coop này không đọc được bảng từ vựng của thời điểm đó: hãy nêu một phiên bản muộn hơn",
)


def build_description(parsed: Parsed) -> Description:
    """What `dataset.yaml` says of the whole; it has been checked."""
    data = parsed.document.data if parsed.document is not None else {}
    return Description(
        text_at(data, "name"), bilingual_at(data, "title"), text_at(data, "version"), text_at(data, "licence")
    )


def _build_locality(data: Data) -> Locality:
    return Locality(
        id=text_at(data, "id"),
        name=text_at(data, "name"),
        name_en=text_at(data, "name_en"),
        periods=tuple(_build_period(each) for _, each in mappings_at(data, "periods")),
        aliases=texts_at(data, "aliases"),
        aliases_contextual=texts_at(data, "aliases_contextual"),
        cities=texts_at(data, "cities"),
        iso_3166_2=optional_text_at(data, "iso_3166_2"),
        successor=texts_at(data, "successor"),
        note=optional_text_at(data, "note"),
        official_name=optional_text_at(data, "official_name"),
    )


def _build_period(data: Data) -> Period:
    return Period(
        start=_day(data, "from"),
        end=_day(data, "to"),
        type=text_at(data, "type"),
        gso_code=optional_text_at(data, "gso_code"),
        absorbed=texts_at(data, "absorbed"),
        renamed_from=texts_at(data, "renamed_from"),
        split_off=texts_at(data, "split_off"),
        split_from=texts_at(data, "split_from"),
    )


def _build_region(data: Data) -> Region:
    periods = tuple(
        RegionPeriod(_day(each, "from"), _day(each, "to"), texts_at(each, "members"))
        for _, each in mappings_at(data, "periods")
    )
    return Region(text_at(data, "id"), bilingual_at(data, "name"), periods, texts_at(data, "aliases"))


def _build_field(data: Data) -> Field:
    label, definition = bilingual_at(data, "name"), bilingual_at(data, "definition")
    return Field(text_at(data, "id"), label, definition, optional_text_at(data, "broader"), texts_at(data, "words"))


def _build_measure(data: Data) -> Measure:
    return Measure(
        id=text_at(data, "id"),
        label=bilingual_at(data, "name"),
        definition=bilingual_at(data, "definition"),
        nature=Nature(text_at(data, "nature")),
        is_money=text_at(data, "kind") == "money",
        units=texts_at(data, "units"),
        source_words=texts_at(data, "words"),
        unit_words={
            word: text_at(each, "unit")
            for _, each in mappings_at(data, "unit_words")
            for word in texts_at(each, "words")
        },
    )


def _day(data: Data, key: str) -> date | None:
    text = optional_text_at(data, key)
    return date.fromisoformat(text) if text is not None else None
