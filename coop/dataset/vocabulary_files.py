"""The vocabulary files to `Vocabularies`."""

from datetime import date
from pathlib import Path
from typing import cast

from coop.bilingual import Bilingual
from coop.dataset.composer import Value
from coop.dataset.document import Document, Parsed, read_document
from coop.dataset.layout import VOCABULARIES, Location
from coop.dataset.schema import check_schema, load_schema
from coop.dataset.terms import Description, Field, Locality, Measure, Nature, Period, Region, RegionPeriod
from coop.dataset.vocabulary import Vocabularies, build_localities, build_vocabulary
from coop.diagnostic import Diagnostic, Rule, Severity
from coop.errors import BadVocabulary

IMPOSSIBLE_PERIOD = Rule(
    "D103",
    "impossible-period",
    Severity.ERROR,
    "The days at which a vocabulary changes are days that exist.",
)
DUPLICATE_TERM = Rule(
    "X104",
    "duplicate-term",
    Severity.ERROR,
    "A vocabulary has each id once.",
)

RULES = (IMPOSSIBLE_PERIOD, DUPLICATE_TERM)

Data = dict[str, Value]


def read_vocabularies(location: Location, schemas: Path) -> dict[str, Parsed]:
    """Read and check every vocabulary file of a dataset, each against the program's schema."""
    return {
        name: check_terms(check_schema(read_document(location.vocabulary(name), root=location.root), schema), name)
        for name in VOCABULARIES
        for schema in (load_schema(schemas, name),)
    }


def check_terms(parsed: Parsed, name: str) -> Parsed:
    """`parsed` with what a schema cannot say of a vocabulary: ids that stand twice, days that do not exist."""
    document = parsed.document
    if document is None or not parsed.is_sound:
        return parsed
    found: list[Diagnostic] = []
    seen: set[str] = set()
    for position, term in enumerate(_list(document.data, name)):
        term_id = str(term.get("id"))
        if term_id in seen:
            span = document.span(name, position, "id")
            found.append(Diagnostic(parsed.path, span, DUPLICATE_TERM, f"the id '{term_id}' stands twice"))
        seen.add(term_id)
        for number, period in enumerate(_list(term, "periods")):
            found.extend(_impossible_days(document, (name, position, "periods", number), period))
    return Parsed(parsed.path, document, (*parsed.diagnostics, *found))


def _impossible_days(document: Document, place: tuple[str | int, ...], period: Data) -> list[Diagnostic]:
    found = []
    for key in ("from", "to"):
        try:
            _day(period, key)
        except ValueError:
            message = f"the day '{period[key]}' does not exist"
            found.append(Diagnostic(document.path, document.span(*place, key), IMPOSSIBLE_PERIOD, message))
    return found


def build_vocabularies(files: dict[str, Parsed]) -> Vocabularies:
    """Build the vocabularies; `BadVocabulary` names the first thing that is wrong with them."""
    for parsed in files.values():
        if not parsed.is_sound or parsed.document is None:
            first = next(d for d in parsed.diagnostics if d.severity is Severity.ERROR)
            where = f"{first.path}:{first.span.line}:{first.span.column}"
            raise BadVocabulary(f"{where}: {first.message}", hint=first.hint or "'coop validate' shows everything")
    data = {name: parsed.document.data for name, parsed in files.items() if parsed.document is not None}
    return Vocabularies(
        localities=build_localities(map(_build_locality, _list(data["localities"], "localities"))),
        regions=build_vocabulary("region", map(_build_region, _list(data["regions"], "regions"))),
        fields=build_vocabulary("field", map(_build_field, _list(data["fields"], "fields"))),
        measures=build_vocabulary("measure", map(_build_measure, _list(data["measures"], "measures"))),
    )


def build_description(parsed: Parsed) -> Description:
    """What `dataset.yaml` says of the whole; it has been checked."""
    data = parsed.document.data if parsed.document is not None else {}
    return Description(_text(data, "name"), _both(data, "title"), _text(data, "version"), _text(data, "licence"))


def _build_locality(data: Data) -> Locality:
    return Locality(
        id=_text(data, "id"),
        name=_text(data, "name"),
        name_en=_text(data, "name_en"),
        periods=tuple(_build_period(each) for each in _list(data, "periods")),
        aliases=_texts(data, "aliases"),
        aliases_contextual=_texts(data, "aliases_contextual"),
        cities=_texts(data, "cities"),
        iso_3166_2=_optional(data, "iso_3166_2"),
        successor=_texts(data, "successor"),
        note=_optional(data, "note"),
    )


def _build_period(data: Data) -> Period:
    return Period(
        start=_day(data, "from"),
        end=_day(data, "to"),
        type=_text(data, "type"),
        gso_code=_optional(data, "gso_code"),
        legal_act=_optional(data, "legal_act"),
        official_name=_optional(data, "official_name"),
        absorbed=_texts(data, "absorbed"),
        renamed_from=_texts(data, "renamed_from"),
        split_off=_texts(data, "split_off"),
        split_from=_texts(data, "split_from"),
    )


def _build_region(data: Data) -> Region:
    periods = tuple(
        RegionPeriod(_day(each, "from"), _day(each, "to"), _texts(each, "members")) for each in _list(data, "periods")
    )
    return Region(_text(data, "id"), _both(data, "name"), periods, _texts(data, "aliases"))


def _build_field(data: Data) -> Field:
    label, definition = _both(data, "name"), _both(data, "definition")
    return Field(_text(data, "id"), label, definition, _optional(data, "broader"), _texts(data, "words"))


def _build_measure(data: Data) -> Measure:
    return Measure(
        id=_text(data, "id"),
        label=_both(data, "name"),
        definition=_both(data, "definition"),
        nature=Nature(_text(data, "nature")),
        is_money=_text(data, "kind") == "money",
        units=_texts(data, "units"),
        source_words=_texts(data, "words"),
        unit_words={word: _text(each, "unit") for each in _list(data, "unit_words") for word in _texts(each, "words")},
    )


def _list(data: Data, key: str) -> list[Data]:
    return [each for each in cast("list[Value]", data.get(key) or []) if isinstance(each, dict)]


def _text(data: Data, key: str) -> str:
    return str(data[key])


def _optional(data: Data, key: str) -> str | None:
    return str(data[key]) if key in data else None


def _texts(data: Data, key: str) -> tuple[str, ...]:
    return tuple(str(each) for each in cast("list[Value]", data.get(key) or []))


def _both(data: Data, key: str) -> Bilingual:
    texts = cast(Data, data[key])
    return Bilingual(_text(texts, "en"), _text(texts, "vi"))


def _day(data: Data, key: str) -> date | None:
    return date.fromisoformat(_text(data, key)) if key in data else None
