"""The vocabularies as looked up by what a person types, and what they say together.

Every lookup by what a person types accepts the id, the name or an alias, without accents or case; an unknown one is
an `UnknownName` that names the nearest, or the province in which a city lies.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Generic, TypeVar

from coop.bilingual import Bilingual, either
from coop.dataset.terms import Field, Locality, Measure, Region, Term
from coop.errors import UnknownName
from coop.language.place_names import NotAProvince, PlaceName, nearest_names
from coop.language.text import find_typed, fold_name

T = TypeVar("T", bound=Term)  # Python 3.11 has no `class Vocabulary[T]`


@dataclass(frozen=True, slots=True)
class Vocabulary(Generic[T]):
    """Terms by id, and by every name a person may type."""

    kind: str
    terms: Mapping[str, T] = field(repr=False)
    _by_name: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    _in_context: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict, repr=False)
    _parts: tuple[NotAProvince, ...] = field(default=(), repr=False)

    def resolve(self, typed: str) -> T:
        """The term that `typed` names: an id, a name or an alias; accents that are typed bind.

        Raises `UnknownName` where no term or several have that name; where a city has it, the province is named.
        """
        key = fold_name(typed)
        found = [self.terms[i] for i in self._by_name.get(key, ()) if _is_named(self.terms[i], typed)]
        if not found:
            named = (i for name, i in self._in_context.get(key, ()) if find_typed(typed, name) is not None)
            found = [self.terms[i] for i in dict.fromkeys(named)]
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(f"'{term.id}'" for term in found)
            raise UnknownName(
                Bilingual("the {noun} '{typed}' is ambiguous", "{noun} '{typed}' chưa rõ nghĩa").fill(
                    noun=self.noun, typed=typed
                ),
                hint=Bilingual(f"it may be {ids}", f"có thể là {ids}"),
            )
        parts = self.find_parts(typed)
        if parts:
            raise self._mistaken_part(parts)
        unknown = Bilingual("unknown {noun} '{typed}'", "không biết {noun} '{typed}'")
        raise UnknownName(unknown.fill(noun=self.noun, typed=typed), hint=self._nearest(typed))

    @property
    def noun(self) -> Bilingual:
        """What one of its terms is called."""
        return _NOUNS[self.kind]

    def say_no_such(self, term_id: str) -> Bilingual:
        """The message for an id that it does not have."""
        message = Bilingual("no {noun} with id '{id}'", "không có {noun} nào mang mã '{id}'")
        return message.fill(noun=self.noun, id=term_id)

    def find_parts(self, typed: str) -> tuple[NotAProvince, ...]:
        """The cities that `typed` names, with or without "TP", "thành phố" or "tỉnh" before it; typed accents bind."""
        key = fold_name(typed)
        return tuple(
            part
            for part in self._parts
            for name in (part.name, f"tỉnh {part.name}", *_as_city(part.name))
            if fold_name(name) == key and find_typed(typed, name) is not None
        )

    def _mistaken_part(self, parts: tuple[NotAProvince, ...]) -> UnknownName:
        # Cities of one name are spelled alike but for accents that were not typed: each is named as it is written.
        names = either(dict.fromkeys(part.name for part in parts))
        wholes = [self.terms[i] for i in dict.fromkeys(part.slug for part in parts)]
        labels = [whole.label.vi for whole in wholes]
        lies_in = Bilingual(" and in ".join(labels), " và ".join(labels))
        message = Bilingual(
            "{names} is no province but lies in {wholes}", "{names} không phải là tỉnh mà thuộc {wholes}"
        )
        ids = either(f"'{whole.id}'" for whole in wholes)
        return UnknownName(
            message.fill(names=names, wholes=lies_in), hint=Bilingual("write {ids}", "viết {ids}").fill(ids=ids)
        )

    def _nearest(self, typed: str) -> Bilingual:
        names = nearest_names(typed, (*self.terms, *(word for t in self.terms.values() for word in t.words)))
        ids = dict.fromkeys(i for name in names for i in self._by_name.get(fold_name(name), ()))
        if not ids:
            command = f"'coop {_COMMANDS[self.kind]}'"
            return Bilingual(f"{command} lists them", f"{command} liệt kê đầy đủ")
        near = either(f"'{i}' ({self.terms[i].label.vi})" for i in ids)
        return Bilingual("the nearest is {near}", "gần nhất là {near}").fill(near=near)


_NOUNS = {
    "field": Bilingual("field", "lĩnh vực"),
    "locality": Bilingual("locality", "địa phương"),
    "region": Bilingual("region", "vùng"),
    "measure": Bilingual("measure", "chỉ tiêu"),
}
_COMMANDS = {"field": "fields", "locality": "localities", "region": "localities", "measure": "measures"}


def build_vocabulary(kind: str, terms: Iterable[T]) -> Vocabulary[T]:
    """Index `terms` by id and by every folded name."""
    by_id = {term.id: term for term in terms}
    by_name: dict[str, dict[str, None]] = {}
    for term in by_id.values():
        for word in (term.id, *term.words):
            by_name.setdefault(fold_name(word), {})[term.id] = None
    return Vocabulary(kind, by_id, {name: tuple(ids) for name, ids in by_name.items()})


def build_localities(localities: Iterable[Locality]) -> Vocabulary[Locality]:
    """The vocabulary of localities: with their contextual names, forms of address, and the cities that lie in them."""
    vocabulary = build_vocabulary("locality", localities)
    parts = tuple(NotAProvince(city, term.id) for term in vocabulary.terms.values() for city in term.cities)
    in_context: dict[str, dict[tuple[str, str], None]] = {}
    for term in vocabulary.terms.values():
        for name in (*term.aliases_contextual, *(f"{address} {term.name}" for address in _ADDRESSES)):
            in_context.setdefault(fold_name(name), {})[name, term.id] = None
    return replace(vocabulary, _parts=parts, _in_context={name: tuple(found) for name, found in in_context.items()})


# A person who types a name into a filter means a province: what running text would leave open is settled by that.
_ADDRESSES = ("tỉnh", "TP", "thành phố", "UBND tỉnh", "UBND TP", "UBND thành phố")


def _as_city(name: str) -> tuple[str, ...]:
    return (f"TP {name}", f"thành phố {name}")


def _is_named(term: Term, typed: str) -> bool:
    """Whether one of the term's names holds what was typed, its accents included."""
    key = fold_name(typed)
    return any(fold_name(word) == key and find_typed(typed, word) is not None for word in (term.id, *term.words))


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """All the vocabularies of one dataset."""

    localities: Vocabulary[Locality]
    regions: Vocabulary[Region]
    fields: Vocabulary[Field]
    measures: Vocabulary[Measure]

    def region_of(self, locality: str, day: date) -> str | None:
        """The id of the region that `locality` belongs to on `day`, if any lists it.

        A number may be told of a time that a unit did not live to see ("2021–2025" of a province merged in 2025): then
        its region is that of its last day, or of its first.
        """
        unit = self.localities.terms.get(locality)
        if unit is not None:
            day = min(max(day, unit.start or date.min), unit.end or date.max)
        for region in self.regions.terms.values():
            if locality in region.members_on(day):
                return region.id
        return None

    def narrower_of(self, field_id: str) -> frozenset[str]:
        """The ids that asking for a field means: itself and those below it."""
        return frozenset(f.id for f in self.fields.terms.values() if field_id in (f.id, f.broader))

    def place_names(self) -> tuple[PlaceName, ...]:
        """Every name of a locality, for the reading of running text."""
        return tuple(
            PlaceName(locality.id, name, is_contextual)
            for locality in self.localities.terms.values()
            for names, is_contextual in ((locality.words, False), (locality.aliases_contextual, True))
            for name in names
        )

    def not_provinces(self) -> tuple[NotAProvince, ...]:
        """The cities that may stand where a province is meant, for the reading of running text.

        A name of one word ("Vinh") is a person's too: it counts only after "TP" or "thành phố".
        """
        return tuple(
            NotAProvince(name, locality.id)
            for locality in self.localities.terms.values()
            for city in locality.cities
            for name in ((city,) if " " in city else _as_city(city))
        )
