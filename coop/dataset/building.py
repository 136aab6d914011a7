"""A document that passed the schema to an `Agreement`.

What a schema cannot say but a record cannot do without is checked here: dates that exist, ids that a vocabulary knows,
units that the measure has. What breaks one of these rules cannot be computed with, and is left out by every command
that reads.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TypeVar, cast

from coop.bilingual import Bilingual
from coop.dataset.agreement import (
    Agreement,
    Conflict,
    Ends,
    Event,
    Figure,
    OtherCurrency,
    Party,
    Person,
    Relation,
    Signatory,
    Source,
    When,
)
from coop.dataset.composer import Value
from coop.dataset.document import Document
from coop.dataset.terms import Measure, Term
from coop.dataset.vocabulary import Vocabularies, Vocabulary
from coop.diagnostic import Diagnostic, Rule, Severity
from coop.errors import CoopError, UnknownName
from coop.language.dates import DateError, EdtfDate, EdtfInterval, parse_edtf
from coop.language.places import nearest_names
from coop.language.quantity import Qualifier, Quantity
from coop.language.units import Unit, parse_unit

UNKNOWN_LOCALITY = Rule(
    "X301",
    "unknown-locality",
    Severity.ERROR,
    "Every locality is an id of localities.yaml.",
)
UNKNOWN_FIELD = Rule(
    "X302",
    "unknown-field",
    Severity.ERROR,
    "Every field is an id of fields.yaml.",
)
UNKNOWN_MEASURE = Rule(
    "X303",
    "unknown-measure",
    Severity.ERROR,
    "Every measure is an id of measures.yaml.",
)
WRONG_UNIT = Rule(
    "X304",
    "wrong-unit",
    Severity.ERROR,
    "A measure of money has a unit of money in its usual spelling (tỷ đồng, triệu USD), a count one of "
    "the measure's own.",
)
IMPOSSIBLE_DATE = Rule(
    "D101",
    "impossible-date",
    Severity.ERROR,
    "A date is one that exists, and an interval ends after it begins.",
)
EMPTY_RANGE = Rule(
    "D102",
    "backward-range",
    Severity.ERROR,
    "The low end of a range lies below its high end.",
)

RULES = (UNKNOWN_LOCALITY, UNKNOWN_FIELD, UNKNOWN_MEASURE, WRONG_UNIT, IMPOSSIBLE_DATE, EMPTY_RANGE)

Data = dict[str, Value]
AnyTerm = TypeVar("AnyTerm", bound=Term)
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """An agreement, unless something in its document cannot be computed with."""

    agreement: Agreement | None
    diagnostics: tuple[Diagnostic, ...]


def build_agreement(document: Document, vocabularies: Vocabularies, *, told: Collection[Diagnostic] = ()) -> Built:
    """Build the agreement of a document.

    `told` are the findings of the schema. A document that has some is looked through all the same, so that a curator
    sees everything at once; its agreement is of no use, and what was told of is not judged again.
    """
    builder = _Builder(document, vocabularies, {(each.span.line, each.span.column) for each in told})
    agreement = builder.build()
    return Built(None if builder.diagnostics else agreement, tuple(builder.diagnostics))


@dataclass(slots=True)
class _Builder:
    document: Document
    vocabularies: Vocabularies
    told: set[tuple[int, int]]
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def build(self) -> Agreement:
        data = self.document.data
        own_id = _text(data, "id") or ""
        date = self._date(data, ("date",))
        period = self._when(data, ("period",))
        return Agreement(
            id=own_id,
            path=self.document.path,
            title=_both(data.get("title")) or Bilingual("", ""),
            purpose=_both(data.get("purpose")),
            status=_text(data, "status") or "",
            date=date or _ANY_DATE,
            period=period if isinstance(period, EdtfInterval) else None,
            instrument=_text(data, "instrument"),
            level=_text(data, "level"),
            parties=tuple(self._party(each, ("parties", i)) for i, each in _mappings(data, "parties")),
            party_count=_integer(data, "party_count"),
            group=_text(data, "group"),
            others=tuple(
                Signatory(_text(each, "name") or "", _text(each, "role")) for _, each in _mappings(data, "others")
            ),
            fields=self._known(data, ("fields",), self.vocabularies.fields, UNKNOWN_FIELD),
            item_count=_integer(data, "item_count"),
            figures=tuple(self._figure(each, own_id, ("figures", i)) for i, each in _mappings(data, "figures")),
            events=tuple(self._event(each, ("events", i)) for i, each in _mappings(data, "events")),
            related=tuple(
                Relation(_text(each, "id") or "", _text(each, "relation") or "")
                for _, each in _mappings(data, "related")
            ),
            sources=tuple(self._source(each, ("sources", i)) for i, each in _mappings(data, "sources")),
            conflicts=tuple(_conflict(each) for _, each in _mappings(data, "conflicts")),
            inferred=_texts(data.get("inferred")),
            not_stated=_texts(data.get("not_stated")),
        )

    def _found(self, place: Place, rule: Rule, message: str, hint: str | None = None) -> None:
        self.diagnostics.append(Diagnostic(self.document.path, self.document.span(*place), rule, message, hint))

    def _is_told(self, place: Place) -> bool:
        """Whether the value at `place` is missing or has a finding already."""
        span = self.document.values.get(place)
        return span is None or (span.line, span.column) in self.told

    def _party(self, data: Data, place: Place) -> Party:
        people = tuple(
            Person(_text(each, "name") or "", _text(each, "office"), _text(each, "role"))
            for _, each in _mappings(data, "people")
        )
        locality = self._known(data, (*place, "locality"), self.vocabularies.localities, UNKNOWN_LOCALITY)
        return Party(locality[0] if locality else "", _text(data, "body"), _text(data, "side"), people)

    def _figure(self, data: Data, own_id: str, place: Place) -> Figure:
        localities = self.vocabularies.localities
        measure_id = self._known(data, (*place, "measure"), self.vocabularies.measures, UNKNOWN_MEASURE)
        measure = self.vocabularies.measures.terms.get(measure_id[0]) if measure_id else None
        field_id = self._known(data, (*place, "field"), self.vocabularies.fields, UNKNOWN_FIELD)
        as_of = self._when(data, (*place, "as_of"))
        return Figure(
            agreement=own_id,
            id=_text(data, "id") or "",
            measure=measure_id[0] if measure_id else "",
            quantity=self._quantity(data, measure, place),
            ends=Ends(
                *(self._known(data, (*place, e), localities, UNKNOWN_LOCALITY) for e in ("from", "to", "between"))
            ),
            as_stated=_text(data, "as_stated") or "",
            source=_text(data, "source") or "",
            field=field_id[0] if field_id else None,
            projects=_integer(data, "projects"),
            as_of=as_of,
            period=self._periods(data, (*place, "period")),
            also=tuple(
                OtherCurrency(self._quantity(each, None, (*place, "also", i)), _text(each, "as_stated") or "")
                for i, each in _mappings(data, "also")
            ),
            per=_text(data, "per"),
            part_of=_whole_reference(own_id, _text(data, "part_of")),
            same_as=_whole_reference(own_id, _text(data, "same_as")),
            doubtful=_text(data, "doubtful"),
            not_stated=_texts(data.get("not_stated")),
        )

    def _quantity(self, data: Data, measure: Measure | None, place: Place) -> Quantity:
        """The number in units of its currency; a second currency (`also`) has no measure."""
        unit = _ANY_UNIT if self._is_told((*place, "unit")) else self._unit(_text(data, "unit") or "", measure, place)
        amount = _integer(data, "amount")
        low = amount if amount is not None else _integer(data, "low")
        high = amount if amount is not None else _integer(data, "high")
        if low is None or high is None or low < 0:  # the schema has told of it
            return _ANY_QUANTITY
        if low > high or (amount is None and low == high):
            self._found((*place, "low"), EMPTY_RANGE, f"the range runs from {low} to {high}, expected low below high")
            return _ANY_QUANTITY
        stated = _text(data, "qualifier")
        qualifier = Qualifier(stated) if stated in _QUALIFIERS else Qualifier.EXACT
        return Quantity.from_parts(unit, low=low, high=high, qualifier=qualifier)

    def _unit(self, text: str, measure: Measure | None, place: Place) -> Unit:
        place = (*place, "unit")
        if measure is not None and not measure.is_money:
            if text not in measure.units:
                expected = " or ".join(f"'{unit}'" for unit in measure.units)
                self._found(
                    place, WRONG_UNIT, f"the measure '{measure.id}' is not counted in '{text}', expected {expected}"
                )
            return Unit(currency=text, scale=1, is_money=False, name=text)
        try:
            unit = parse_unit(text)
        except CoopError as error:
            self._found(place, WRONG_UNIT, error.message, error.hint)
            return _ANY_UNIT
        if unit.name != text:
            self._found(place, WRONG_UNIT, f"the unit is spelled '{text}', expected '{unit.name}'")
        return unit

    def _event(self, data: Data, place: Place) -> Event:
        return Event(
            kind=_text(data, "kind") or "",
            source=_text(data, "source") or "",
            date=self._when(data, (*place, "date")),
            note=_both(data.get("note")),
        )

    def _source(self, data: Data, place: Place) -> Source:
        return Source(
            id=_text(data, "id") or "",
            title=_text(data, "title") or "",
            publisher=_text(data, "publisher"),
            published=self._date(data, (*place, "published")),
            url=_text(data, "url"),
            archive_url=_text(data, "archive_url"),
            retrieved=self._date(data, (*place, "retrieved")),
        )

    def _known(self, data: Data, place: Place, vocabulary: Vocabulary[AnyTerm], rule: Rule) -> tuple[str, ...]:
        """The ids under the last key of `place`; each that the vocabulary lacks is a finding where it stands."""
        value = data.get(str(place[-1]))
        ids = [value] if isinstance(value, str) else _texts(value)
        for position, each in enumerate(ids):
            where = place if isinstance(value, str) else (*place, position)
            if each not in vocabulary.terms and not self._is_told(where):
                self._found(where, rule, f"no {vocabulary.kind} with id '{each}'", _hint(each, vocabulary))
        return tuple(ids)

    def _when(self, data: Data, place: Place) -> When | None:
        text = _text(data, str(place[-1]))
        return self._parse(text, place) if text is not None and not self._is_told(place) else None

    def _date(self, data: Data, place: Place) -> EdtfDate | None:
        when = self._when(data, place)
        return when if isinstance(when, EdtfDate) else None

    def _periods(self, data: Data, place: Place) -> tuple[When, ...]:
        value = data.get("period")
        if isinstance(value, str):
            stated = {place: value}
        else:
            stated = {(*place, i): each for i, each in enumerate(_texts(value))}
        parsed = [self._parse(text, where) for where, text in stated.items() if not self._is_told(where)]
        return tuple(when for when in parsed if when is not None)

    def _parse(self, text: str, place: Place) -> When | None:
        try:
            return parse_edtf(text)
        except DateError as error:
            self._found(place, IMPOSSIBLE_DATE, error.message, error.hint)
            return None


_ANY_DATE = cast(EdtfDate, parse_edtf("2000"))  # stands in a record that is thrown away
_ANY_UNIT = parse_unit("đồng")
_ANY_QUANTITY = Quantity.from_parts(_ANY_UNIT, low=0, high=0, qualifier=Qualifier.EXACT)
_QUALIFIERS = frozenset(Qualifier)


def _hint(typed: str, vocabulary: Vocabulary[AnyTerm]) -> str | None:
    try:
        return f"'{typed}' names '{vocabulary.resolve(typed).id}'"
    except UnknownName as error:
        if vocabulary.find_parts(typed):
            return f"{error.message}: {error.hint}"
        near = nearest_names(typed, tuple(vocabulary.terms), limit=1)
        return f"the nearest known id is '{near[0]}'" if near else None


def _whole_reference(own_id: str, reference: str | None) -> str | None:
    return reference if reference is None or "#" in reference else f"{own_id}#{reference}"


def _conflict(data: Data) -> Conflict:
    return Conflict(
        at=_text(data, "at") or "",
        value=str(data.get("value")),
        source=_text(data, "source") or "",
        reason=_text(data, "reason") or "",
        as_stated=_text(data, "as_stated"),
    )


def _text(data: Data, key: str) -> str | None:
    value = data.get(key)
    return value if isinstance(value, str) else None


def _integer(data: Data, key: str) -> int | None:
    value = data.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _texts(value: Value) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def _mappings(data: Data, key: str) -> tuple[tuple[int, Data], ...]:
    value = data.get(key)
    return tuple((i, e) for i, e in enumerate(value) if isinstance(e, dict)) if isinstance(value, list) else ()


def _both(value: Value) -> Bilingual | None:
    if not isinstance(value, dict):
        return None
    return Bilingual(_text(value, "en") or "", _text(value, "vi") or "")
