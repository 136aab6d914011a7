"""A document that passed the schema to an `Agreement`.

What a schema cannot say but a record cannot do without is checked here: dates that exist, ids that a vocabulary knows,
units that the measure has. What breaks one of these rules cannot be computed with, and is left out by every command
that reads.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TypeVar, cast

from coop.bilingual import Bilingual
from coop.dataset.advice import Adviser
from coop.dataset.agreement import (
    Agreement,
    Ends,
    Event,
    Figure,
    OtherCurrency,
    Party,
    Source,
    When,
)
from coop.dataset.building_parts import (
    build_conflicts,
    build_people,
    build_relations,
    build_signatories,
    complete_reference,
)
from coop.dataset.building_rules import (
    BACKWARD_RANGE,
    IMPOSSIBLE_DATE,
    RULES,
    UNKNOWN_FIELD,
    UNKNOWN_LOCALITY,
    UNKNOWN_MEASURE,
    WRONG_UNIT,
    say_backward,
    say_misspelled,
    say_not_counted,
    suggest_id,
)
from coop.dataset.composer import Place
from coop.dataset.document import Document
from coop.dataset.terms import Measure, Term
from coop.dataset.values import (
    Data,
    bilingual_at,
    integer_at,
    mappings_at,
    optional_bilingual_at,
    optional_text_at,
    text_at,
    texts_at,
)
from coop.dataset.vocabulary import Vocabularies, Vocabulary
from coop.diagnostic import Diagnostic, RollUp, Rule
from coop.errors import CoopError
from coop.language.dates import DateError, EdtfDate, EdtfInterval, parse_edtf
from coop.language.form import repair_text
from coop.language.quantity import Qualifier, Quantity
from coop.language.units import Unit, parse_unit

__all__ = ["RULES", "Built", "build_agreement"]

AnyTerm = TypeVar("AnyTerm", bound=Term)


@dataclass(frozen=True, slots=True)
class Built:
    """An agreement, unless something in its document cannot be computed with.

    `draft` is what could be built all the same, with a placeholder for each value that is missing or broken: enough to
    look up what stands in the file, never to compute with.
    """

    agreement: Agreement | None
    draft: Agreement
    diagnostics: tuple[Diagnostic, ...]


def build_agreement(document: Document, vocabularies: Vocabularies, *, told: Collection[Diagnostic] = ()) -> Built:
    """Build the agreement of a document.

    `told` are the findings of the schema. A document that has some is looked through all the same, so that a curator
    sees everything at once; its agreement is of no use, and what was told of is not judged again.
    """
    builder = _Builder(document, vocabularies, {(each.span.line, each.span.column) for each in told})
    agreement = builder.build()
    return Built(None if builder.diagnostics else agreement, agreement, tuple(builder.diagnostics))


@dataclass(slots=True)
class _Builder:
    document: Document
    vocabularies: Vocabularies
    told: set[tuple[int, int]]
    diagnostics: RollUp = field(default_factory=RollUp)
    adviser: Adviser = field(default_factory=Adviser)

    def build(self) -> Agreement:
        data = self.document.data
        own_id = text_at(data, "id")
        date = self._date(data, "date", ())
        period = self._when(data, "period", ())
        return Agreement(
            id=own_id,
            path=self.document.path,
            title=bilingual_at(data, "title"),
            purpose=optional_bilingual_at(data, "purpose"),
            status=text_at(data, "status"),
            date=date or _ANY_DATE,
            period=period if isinstance(period, EdtfInterval) else None,
            instrument=optional_text_at(data, "instrument"),
            level=optional_text_at(data, "level"),
            parties=tuple(self._party(each, ("parties", i)) for i, each in mappings_at(data, "parties")),
            party_count=integer_at(data, "party_count"),
            group=optional_text_at(data, "group"),
            others=build_signatories(data),
            fields=self._known(data, "fields", (), self.vocabularies.fields, UNKNOWN_FIELD),
            item_count=integer_at(data, "item_count"),
            figures=tuple(self._figure(each, own_id, ("figures", i)) for i, each in mappings_at(data, "figures")),
            events=tuple(self._event(each, ("events", i)) for i, each in mappings_at(data, "events")),
            related=build_relations(data),
            sources=tuple(self._source(each, ("sources", i)) for i, each in mappings_at(data, "sources")),
            read_from=texts_at(data, "source"),
            conflicts=build_conflicts(data),
            inferred=texts_at(data, "inferred"),
            not_stated=texts_at(data, "not_stated"),
        )

    def _found(self, place: Place, rule: Rule, message: Bilingual, hint: Bilingual | None = None) -> None:
        self.diagnostics.append(Diagnostic(self.document.path, self.document.span(*place), rule, message, hint))

    def _is_told(self, place: Place) -> bool:
        """Whether the value at `place`, which is there, has a finding already."""
        if not self.told:  # nothing has, and the places of the file need not be known
            return False
        span = self.document.values.get(place)
        return span is None or (span.line, span.column) in self.told

    def _party(self, data: Data, place: Place) -> Party:
        locality = self._known(data, "locality", place, self.vocabularies.localities, UNKNOWN_LOCALITY)
        body, side = optional_text_at(data, "body"), optional_text_at(data, "side")
        return Party(locality[0] if locality else "", body, side, build_people(data))

    def _figure(self, data: Data, own_id: str, place: Place) -> Figure:
        localities = self.vocabularies.localities
        measure_id = self._known(data, "measure", place, self.vocabularies.measures, UNKNOWN_MEASURE)
        measure = self.vocabularies.measures.terms.get(measure_id[0]) if measure_id else None
        field_id = self._known(data, "field", place, self.vocabularies.fields, UNKNOWN_FIELD)
        as_of = self._when(data, "as_of", place)
        return Figure(
            agreement=own_id,
            id=text_at(data, "id"),
            measure=measure_id[0] if measure_id and self._has_unit_of(measure, data, place) else "",
            quantity=self._quantity(data, measure, place),
            ends=Ends(
                self._known(data, "from", place, localities, UNKNOWN_LOCALITY),
                self._known(data, "to", place, localities, UNKNOWN_LOCALITY),
                self._known(data, "between", place, localities, UNKNOWN_LOCALITY),
            ),
            as_stated=text_at(data, "as_stated"),
            source=text_at(data, "source"),
            field=field_id[0] if field_id else None,
            projects=integer_at(data, "projects"),
            as_of=as_of,
            period=self._periods(data, (*place, "period")),
            also=tuple(
                OtherCurrency(self._quantity(each, None, (*place, "also", i)), text_at(each, "as_stated"))
                for i, each in mappings_at(data, "also")
            ),
            per=optional_text_at(data, "per"),
            part_of=complete_reference(own_id, optional_text_at(data, "part_of")),
            same_as=complete_reference(own_id, optional_text_at(data, "same_as")),
            doubtful=optional_text_at(data, "doubtful"),
            inferred=texts_at(data, "inferred"),
            not_stated=texts_at(data, "not_stated"),
        )

    def _has_unit_of(self, measure: Measure | None, data: Data, place: Place) -> bool:
        """Whether the unit can be that of the measure; of a sum of money told as a count, the measure may be wrong."""
        if measure is None or measure.is_money or "unit" not in data or self._is_told((*place, "unit")):
            return True
        return repair_text(text_at(data, "unit")) in measure.units

    def _quantity(self, data: Data, measure: Measure | None, place: Place) -> Quantity:
        """The number in units of its currency; a second currency (`also`) has no measure."""
        stated_unit = repair_text(text_at(data, "unit"))
        is_known = "unit" in data and not self._is_told((*place, "unit"))
        unit = self._unit(stated_unit, measure, place) if is_known else _ANY_UNIT
        amount = integer_at(data, "amount")
        low = amount if amount is not None else integer_at(data, "low")
        high = amount if amount is not None else integer_at(data, "high")
        if low is None or high is None or low < 0:  # the schema has told of it
            return _ANY_QUANTITY
        if low > high or (amount is None and low == high):
            self._found((*place, "low"), BACKWARD_RANGE, say_backward(low, high))
            return _ANY_QUANTITY
        stated = optional_text_at(data, "qualifier")
        qualifier = Qualifier(stated) if stated in _QUALIFIERS else Qualifier.EXACT
        return Quantity.from_parts(unit, low=low, high=high, qualifier=qualifier)

    def _unit(self, text: str, measure: Measure | None, place: Place) -> Unit:
        place = (*place, "unit")
        if not self.vocabularies.measures.terms:  # nobody knows whether it is money that is meant
            return _ANY_UNIT
        if measure is not None and not measure.is_money:
            if text not in measure.units:
                self._found(place, WRONG_UNIT, say_not_counted(measure, text))
            return Unit(currency=text, scale=1, is_money=False, name=text)
        try:
            unit = parse_unit(text)
        except CoopError as error:
            self._found(place, WRONG_UNIT, error.message, error.hint)
            return _ANY_UNIT
        if unit.name != text:
            self._found(place, WRONG_UNIT, say_misspelled(text, unit.name))
        return unit

    def _event(self, data: Data, place: Place) -> Event:
        return Event(
            kind=text_at(data, "kind"),
            source=text_at(data, "source"),
            date=self._when(data, "date", place),
            note=optional_bilingual_at(data, "note"),
        )

    def _source(self, data: Data, place: Place) -> Source:
        return Source(
            id=text_at(data, "id"),
            title=text_at(data, "title"),
            publisher=optional_text_at(data, "publisher"),
            published=self._date(data, "published", place),
            url=optional_text_at(data, "url"),
            archive_url=optional_text_at(data, "archive_url"),
            retrieved=self._date(data, "retrieved", place),
        )

    def _known(self, data: Data, key: str, of: Place, vocabulary: Vocabulary[AnyTerm], rule: Rule) -> tuple[str, ...]:
        """The ids under a key of the mapping at `of`; each that the vocabulary lacks is a finding where it stands."""
        value = data.get(key)
        if value is None:
            return ()
        ids = (value,) if isinstance(value, str) else texts_at(data, key)
        terms = vocabulary.terms
        for position, each in enumerate(ids):
            if each in terms or not terms:
                continue
            where = (*of, key) if isinstance(value, str) else (*of, key, position)
            if not self._is_told(where):
                hint = suggest_id(each, vocabulary) if self.adviser.is_free() else None
                self._found(where, rule, vocabulary.say_no_such(each), hint)
        return ids

    def _when(self, data: Data, key: str, of: Place) -> When | None:
        """The time under a key of the mapping at `of`."""
        text = optional_text_at(data, key)
        return self._parse(text, (*of, key)) if text is not None and not self._is_told((*of, key)) else None

    def _date(self, data: Data, key: str, of: Place) -> EdtfDate | None:
        when = self._when(data, key, of)
        return when if isinstance(when, EdtfDate) else None

    def _periods(self, data: Data, place: Place) -> tuple[When, ...]:
        value = data.get("period")
        if isinstance(value, str):
            stated = {place: value}
        else:
            stated = {(*place, i): each for i, each in enumerate(texts_at(data, "period"))}
        parsed = [self._parse(text, where) for where, text in stated.items() if not self._is_told(where)]
        return tuple(when for when in parsed if when is not None)

    def _parse(self, text: str, place: Place) -> When | None:
        try:
            return parse_edtf(text)
        except DateError as error:
            self._found(place, IMPOSSIBLE_DATE, error.message, error.hint)
            return None


_ANY_DATE = cast(EdtfDate, parse_edtf("2000"))  # stands in a draft for a date that is none
_ANY_UNIT = parse_unit("đồng")
_ANY_QUANTITY = Quantity.from_parts(_ANY_UNIT, low=0, high=0, qualifier=Qualifier.EXACT)
_QUALIFIERS = frozenset(Qualifier)
