"""The texts of an agreement that a person may remember, and what each of them is."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from coop.bilingual import Bilingual
from coop.dataset.agreement import Agreement
from coop.dataset.terms import Field, Locality
from coop.dataset.vocabulary import Vocabularies


class Part(StrEnum):
    """Which part of an agreement a text is, the most telling first."""

    TITLE = "title"
    LOCALITY = "locality"
    ID = "id"
    GROUP = "group"
    PURPOSE = "purpose"
    FIELD = "field"
    BODY = "body"
    PERSON = "person"
    SIGNATORY = "signatory"
    OFFICE = "office"
    EVENT = "event"
    FIGURE = "figure"
    SOURCE = "source"
    PUBLISHER = "publisher"


@dataclass(frozen=True, slots=True)
class Passage:
    """One text. Where it is another word for a term, `other_for` is the name of that term."""

    part: Part
    text: str
    other_for: Bilingual | None = None


def find_passages(agreement: Agreement, vocabularies: Vocabularies) -> Iterator[Passage]:
    """Every text of the agreement, and every name of its localities and fields, Vietnamese before English."""
    yield from find_own_passages(agreement)
    for locality in agreement.localities:
        yield from name_locality(vocabularies.localities.terms[locality])
    for field in agreement.all_fields:
        yield from name_field(vocabularies.fields.terms[field])


def find_own_passages(agreement: Agreement) -> Iterator[Passage]:
    """The texts that stand in the agreement's own file."""
    yield from _both(Part.TITLE, agreement.title)
    yield Passage(Part.ID, agreement.id)
    yield from _each(Part.GROUP, agreement.group)
    yield from _both(Part.PURPOSE, agreement.purpose)
    for party in agreement.parties:
        yield from _each(Part.BODY, party.body)
        for person in party.people:
            yield Passage(Part.PERSON, person.name)
            yield from _each(Part.OFFICE, person.office)
    for other in agreement.others:
        yield from _each(Part.SIGNATORY, other.name, other.role)
    for event in agreement.events:
        yield from _both(Part.EVENT, event.note)
    for figure in agreement.figures:
        yield from _each(Part.FIGURE, figure.as_stated, *(also.as_stated for also in figure.also))
    for source in agreement.sources:
        yield Passage(Part.SOURCE, source.title)
        yield from _each(Part.PUBLISHER, source.publisher)


def name_locality(locality: Locality) -> Iterator[Passage]:
    """Every name of a locality, those too that need a context in running text."""
    yield Passage(Part.LOCALITY, locality.name)
    yield from _others(Part.LOCALITY, locality.all_words, locality.label)


def name_field(field: Field) -> Iterator[Passage]:
    """Every name of a field."""
    yield from _both(Part.FIELD, field.label)
    yield from _others(Part.FIELD, field.source_words, field.label)


def _both(part: Part, text: Bilingual | None) -> Iterator[Passage]:
    if text is not None:
        yield from _each(part, text.vi, text.en)


def _each(part: Part, *texts: str | None) -> Iterator[Passage]:
    yield from (Passage(part, text) for text in texts if text is not None)


def _others(part: Part, words: tuple[str, ...], name: Bilingual) -> Iterator[Passage]:
    yield from (Passage(part, word, name) for word in words if word not in name)
