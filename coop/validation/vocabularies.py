"""What the vocabularies say of themselves and of each other."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from coop.bilingual import Bilingual, either
from coop.dataset.advice import Adviser
from coop.dataset.composer import Place, Value
from coop.dataset.document import Document, Parsed
from coop.dataset.terms import Locality, Period, RegionPeriod, Term
from coop.dataset.vocabulary import Vocabularies, Vocabulary
from coop.diagnostic import Diagnostic, Rule, Severity, Span
from coop.language.text import fold_name

UNKNOWN_TERM = Rule(
    "X313", "unknown-term", Severity.ERROR,
    Bilingual(
        "A vocabulary points only at terms there are: `broader` at a field of the top level, `unit_words` at units, "
        "`successor`, what a period names (`absorbed` and so on) and the members of regions at localities.",
        "Bảng từ vựng chỉ trỏ đến những mục có thật: `broader` đến một lĩnh vực cấp trên cùng, `unit_words` đến đơn "
        "vị, `successor`, các khóa của thời kỳ (`absorbed`...) và thành viên của vùng đến địa phương.",
    ),
)  # fmt: skip
SHARED_NAME = Rule(
    "X314", "shared-name", Severity.ERROR,
    Bilingual(
        "A name or word that a person may type belongs to one term of its vocabulary.",
        "Một tên hay từ mà người dùng có thể gõ chỉ thuộc về một mục của bảng từ vựng.",
    ),
)  # fmt: skip
SUCCESSOR_CIRCLE = Rule(
    "X318", "successor-circle", Severity.ERROR,
    Bilingual(
        "`successor` never leads back to where it began: a locality does not follow upon itself.",
        "`successor` không bao giờ dẫn ngược về chỗ bắt đầu: một địa phương không thể kế tục chính nó.",
    ),
)  # fmt: skip
PERIODS_OUT_OF_ORDER = Rule(
    "D204", "periods-out-of-order", Severity.ERROR,
    Bilingual(
        "The periods of a term follow one another without overlap.",
        "Các thời kỳ của một mục nối tiếp nhau, không chồng lên nhau.",
    ),
)  # fmt: skip

_ORIGINS = ("absorbed", "renamed_from", "split_off", "split_from")

RULES = (UNKNOWN_TERM, SHARED_NAME, SUCCESSOR_CIRCLE, PERIODS_OUT_OF_ORDER)

AnyTerm = TypeVar("AnyTerm", bound=Term)


def check_vocabularies(vocabularies: Vocabularies, files: Mapping[str, Parsed]) -> Iterator[Diagnostic]:
    """References, names and periods of all vocabularies."""
    documents = {name: parsed.document for name, parsed in files.items() if parsed.document is not None}
    yield from _check_fields(vocabularies, documents["fields"])
    yield from _check_localities(vocabularies, documents["localities"])
    yield from _check_regions(vocabularies, documents["regions"])
    yield from _check_measures(vocabularies, documents["measures"])
    yield from _check_names(vocabularies.localities, documents["localities"], "localities")
    yield from _check_names(vocabularies.regions, documents["regions"], "regions")
    yield from _check_names(vocabularies.fields, documents["fields"], "fields")
    yield from _check_names(vocabularies.measures, documents["measures"], "measures")


def _check_fields(vocabularies: Vocabularies, document: Document) -> Iterator[Diagnostic]:
    terms, adviser = vocabularies.fields.terms, Adviser()
    for position, field in enumerate(terms.values()):
        if field.broader is None:
            continue
        place = ("fields", position, "broader")
        broader = terms.get(field.broader)
        if broader is None:
            yield _unknown(document, place, field.broader, vocabularies.fields, adviser)
        elif broader.broader is not None:
            message = Bilingual(
                f"'{field.broader}' has a broader field itself, expected one of the top level",
                f"'{field.broader}' lại có lĩnh vực rộng hơn, cần một lĩnh vực cấp trên cùng",
            )
            yield Diagnostic(document.path, document.span(*place), UNKNOWN_TERM, message)


def _check_measures(vocabularies: Vocabularies, document: Document) -> Iterator[Diagnostic]:
    for position, measure in enumerate(vocabularies.measures.terms.values()):
        named = tuple(dict.fromkeys(measure.unit_words.values()))
        for number, unit in enumerate(named):
            if unit not in measure.units:
                span = document.span("measures", position, "unit_words", number, "unit")
                message = Bilingual(
                    "the measure '{measure}' has no unit '{unit}', expected {expected}",
                    "chỉ tiêu '{measure}' không có đơn vị '{unit}', cần {expected}",
                ).fill(measure=measure.id, unit=unit, expected=either(f"'{each}'" for each in measure.units))
                yield Diagnostic(document.path, span, UNKNOWN_TERM, message)


def _check_localities(vocabularies: Vocabularies, document: Document) -> Iterator[Diagnostic]:
    adviser = Adviser()
    for position, locality in enumerate(vocabularies.localities.terms.values()):
        place: Place = ("localities", position)
        for number, successor in enumerate(locality.successor):
            if successor not in vocabularies.localities.terms:
                yield _unknown(document, (*place, "successor", number), successor, vocabularies.localities, adviser)
        for number, period in enumerate(locality.periods):
            for key in _ORIGINS:
                for item, origin in enumerate(getattr(period, key)):
                    if origin not in vocabularies.localities.terms:
                        where = (*place, "periods", number, key, item)
                        yield _unknown(document, where, origin, vocabularies.localities, adviser)
        yield from _check_periods(document, place, locality.name, locality.periods)
    yield from _check_successors(vocabularies, document)


def _check_successors(vocabularies: Vocabularies, document: Document) -> Iterator[Diagnostic]:
    """Each way that leads back to a locality, told once, at the first locality of it in the file."""
    terms, told = vocabularies.localities.terms, set[str]()
    for position, locality in enumerate(terms.values()):
        behind = find_successors(terms, locality.id)
        if locality.id not in behind or locality.id in told:
            continue
        told.update(each for each in behind if locality.id in find_successors(terms, each))
        number = next(
            i for i, each in enumerate(locality.successor)
            if locality.id in (each, *find_successors(terms, each))
        )  # fmt: skip
        span = document.span("localities", position, "successor", number)
        message = Bilingual(
            f"the successors of '{locality.id}' lead back to it",
            f"chuỗi đơn vị kế tục của '{locality.id}' dẫn về chính nó",
        )
        yield Diagnostic(document.path, span, SUCCESSOR_CIRCLE, message)


def find_successors(terms: Mapping[str, Locality], locality_id: str) -> frozenset[str]:
    """All that follow a locality, through however many changes."""
    found: set[str] = set()
    ahead = [locality_id]
    while ahead:
        locality = terms.get(ahead.pop())
        new = [each for each in locality.successor if each not in found] if locality is not None else []
        found.update(new)
        ahead.extend(new)
    return frozenset(found)


def _check_periods(
    document: Document, place: Place, name: str, periods: Sequence[Period | RegionPeriod]
) -> Iterator[Diagnostic]:
    for number, period in enumerate(periods):
        if period.start is not None and period.end is not None and period.end < period.start:
            message = Bilingual(
                f"this period of {name} ends on {period.end}, before it begins on {period.start}",
                f"thời kỳ này của {name} kết thúc ngày {period.end}, trước khi bắt đầu ngày {period.start}",
            )
            span = document.span(*place, "periods", number, "to")
            yield Diagnostic(document.path, span, PERIODS_OUT_OF_ORDER, message)
    for number, (before, after) in enumerate(pairwise(periods), 1):
        if before.end is None or after.start is None or after.start <= before.end:
            key = document.span(*place, "periods", number, "from")
            span = Span(key.line, key.column, key.line, key.column + 1)
            message = Bilingual(
                f"this period of {name} begins before the one above it ends",
                f"thời kỳ này của {name} bắt đầu khi thời kỳ bên trên chưa kết thúc",
            )
            yield Diagnostic(document.path, span, PERIODS_OUT_OF_ORDER, message, _order_hint(before, after))


def _order_hint(before: Period | RegionPeriod, after: Period | RegionPeriod) -> Bilingual:
    if before.end is None:
        return Bilingual(
            "only the last period has no last day (`to`)", "chỉ thời kỳ cuối cùng mới không có ngày cuối (`to`)"
        )
    if after.start is None:
        return Bilingual(
            "only the first period has no first day (`from`)", "chỉ thời kỳ đầu tiên mới không có ngày đầu (`from`)"
        )
    return Bilingual(f"the one above ends on {before.end}", f"thời kỳ bên trên kết thúc ngày {before.end}")


def _check_regions(vocabularies: Vocabularies, document: Document) -> Iterator[Diagnostic]:
    adviser = Adviser()
    for position, region in enumerate(vocabularies.regions.terms.values()):
        yield from _check_periods(document, ("regions", position), region.label.vi, region.periods)
        for number, period in enumerate(region.periods):
            for member, locality in enumerate(period.members):
                if locality not in vocabularies.localities.terms:
                    place = ("regions", position, "periods", number, "members", member)
                    yield _unknown(document, place, locality, vocabularies.localities, adviser)


def _unknown(
    document: Document, place: Place, term: str, vocabulary: Vocabulary[AnyTerm], adviser: Adviser
) -> Diagnostic:
    hint = adviser.say_nearest(term, vocabulary.terms)
    message = vocabulary.say_no_such(term)
    return Diagnostic(document.path, document.span(*place), UNKNOWN_TERM, message, hint)


def _check_names(vocabulary: Vocabulary[AnyTerm], document: Document, key: str) -> Iterator[Diagnostic]:
    owners: dict[str, str] = {}
    for position, term in enumerate(vocabulary.terms.values()):
        for name, word in {fold_name(word): word for word in reversed((term.id, *term.words))}.items():
            owner = owners.setdefault(name, term.id)
            if owner != term.id:
                span = document.span(*_find_word(document, (key, position), word))
                message = Bilingual(
                    f"the name '{word}' of '{term.id}' also belongs to '{owner}'",
                    f"tên '{word}' của '{term.id}' cũng thuộc về '{owner}'",
                )
                yield Diagnostic(document.path, span, SHARED_NAME, message)


def _find_word(document: Document, term: Place, word: str) -> Place:
    """Where a term's word stands: under `id`, a name, or in a list of words; the term itself where it is not found."""
    value: Value = document.data
    for part in term:
        value = value[part] if isinstance(value, dict | list) else None  # type: ignore[index]
    places = [(term, value)]
    for place, inner in places:
        if inner == word:
            return place
        if isinstance(inner, dict):
            places.extend(((*place, k), each) for k, each in inner.items())
        elif isinstance(inner, list):
            places.extend(((*place, i), each) for i, each in enumerate(inner))
    return (*term, "id")
