"""Which agreements hold all phrases of a query, where, and which of them answer it best.

The whole query side by side comes before all phrases in one text, that before phrases in several. Then the parts decide
in which they stand (a title says more than a source), weighed by how rare each phrase is; then how many letters are as
typed; then date and id.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log2

from coop.analysis.passages import Part, Passage, find_own_passages, name_field, name_locality
from coop.analysis.query import Query
from coop.dataset.agreement import Agreement
from coop.dataset.vocabulary import Vocabularies
from coop.language.spelling import Place, SpelledText, fold_words

Span = tuple[int, int]


class Closeness(StrEnum):
    """How near to each other the phrases of a query stand in an agreement, the best first."""

    PHRASE = "phrase"
    TOGETHER = "together"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Match:
    """A passage and the stretches of its text, in order and apart, in which something of the query stands."""

    passage: Passage
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """An agreement that holds the whole query. In its matches, the most telling first, every phrase stands.

    `rank` counts from 1, without gaps: where all else is equal, date and id decide.
    """

    rank: int
    agreement: Agreement
    closeness: Closeness
    matches: tuple[Match, ...]


# What one phrase is worth in each part. A text twice as telling outweighs a phrase that is half as rare, about.
_WORTH = {
    Part.TITLE: 60,
    Part.LOCALITY: 50,
    Part.ID: 45,
    Part.GROUP: 44,
    Part.PURPOSE: 40,
    Part.FIELD: 36,
    Part.BODY: 30,
    Part.PERSON: 28,
    Part.SIGNATORY: 26,
    Part.OFFICE: 22,
    Part.EVENT: 16,
    Part.FIGURE: 14,
    Part.SOURCE: 10,
    Part.PUBLISHER: 5,
}


@dataclass(frozen=True, slots=True)
class _Sighting:
    """A passage with the places of each phrase in it, by the phrase's number, and those of the whole query."""

    passage: Passage
    places: Mapping[int, tuple[Place, ...]]
    whole: tuple[Place, ...]

    @property
    def worth(self) -> int:
        return 2 * _WORTH[self.passage.part] - (self.passage.other_for is not None)

    @property
    def likeness(self) -> int:
        """How many letters are as typed, where they are most."""
        return sum(max(place.likeness for place in places) for places in self.places.values())

    def match(self) -> Match:
        if self.whole:
            return Match(self.passage, tuple((place.start, place.end) for place in self.whole))
        places = (place for places in self.places.values() for place in places)
        return Match(self.passage, _merge(places, self.passage.text))


class Corpus:
    """Agreements made ready to be looked into several times: each text, and each name they share, is read once."""

    def __init__(self, agreements: Sequence[Agreement], vocabularies: Vocabularies) -> None:
        self.agreements = agreements
        self._own = [tuple(find_own_passages(agreement)) for agreement in agreements]
        localities = {i for agreement in agreements for i in agreement.localities}
        fields = {i for agreement in agreements for i in agreement.all_fields}
        self._localities = {i: tuple(name_locality(vocabularies.localities.terms[i])) for i in sorted(localities)}
        self._fields = {i: tuple(name_field(vocabularies.fields.terms[i])) for i in sorted(fields)}
        self._folded: dict[str, str] = {}
        self._spelled: dict[str, SpelledText] = {}

    @property
    def texts(self) -> Iterable[str]:
        """Every text, each once, in a fixed order."""
        blocks = (*self._own, *self._localities.values(), *self._fields.values())
        return dict.fromkeys(passage.text for block in blocks for passage in block)

    def count(self, query: Query) -> tuple[int, ...]:
        """How many agreements hold each phrase of the query, whatever of the rest."""
        return _count(self._look(query), query)

    def find_hits(self, query: Query) -> tuple[Hit, ...]:
        """The agreements that hold every phrase, the best first."""
        sightings = self._look(query)
        number = len(self.agreements)
        rarity = [round(1000 * log2(1 + number / count)) if count else 0 for count in _count(sightings, query)]
        found = []
        for order, (agreement, seen) in enumerate(zip(self.agreements, sightings, strict=True)):
            if len({phrase for sighting in seen for phrase in sighting.places}) == len(query.phrases):
                closeness, cover = _choose(seen, rarity)
                found.append((_rank(closeness, cover, rarity), order, agreement, closeness, cover))
        found.sort(key=lambda each: each[:2])
        return tuple(
            Hit(rank, agreement, closeness, tuple(sighting.match() for sighting, _ in cover))
            for rank, (_, _, agreement, closeness, cover) in enumerate(found, start=1)
        )

    def _look(self, query: Query) -> list[list[_Sighting]]:
        """For each agreement the passages in which some phrase stands."""
        localities = {i: self._look_into(passages, query) for i, passages in self._localities.items()}
        fields = {i: self._look_into(passages, query) for i, passages in self._fields.items()}
        sightings = []
        for agreement, passages in zip(self.agreements, self._own, strict=True):
            seen = self._look_into(passages, query)
            for i in agreement.localities:
                seen += localities[i]
            for i in agreement.all_fields:
                seen += fields[i]
            sightings.append(seen)
        return sightings

    def _look_into(self, passages: Iterable[Passage], query: Query) -> list[_Sighting]:
        needles = query.needles
        seen = []
        for passage in passages:
            folded = self._fold(passage.text)
            if any(needle in folded for needle in needles):
                spelled = self._spell(passage.text)
                places = {n: found for n, phrase in enumerate(query.phrases) if (found := spelled.find(phrase))}
                if places:
                    # Words that stand side by side in an id do so for no reason, unless it was an id that was typed.
                    whole = spelled.find(query.whole) if passage.part is not Part.ID or query.is_slug else ()
                    seen.append(_Sighting(passage, places, whole))
        return seen

    def _fold(self, text: str) -> str:
        folded = self._folded.get(text)
        if folded is None:
            folded = self._folded[text] = fold_words(text)
        return folded

    def _spell(self, text: str) -> SpelledText:
        spelled = self._spelled.get(text)
        if spelled is None:
            spelled = self._spelled[text] = SpelledText(text)
        return spelled


def _count(sightings: Iterable[Iterable[_Sighting]], query: Query) -> tuple[int, ...]:
    counts = [0] * len(query.phrases)
    for seen in sightings:
        for phrase in {phrase for sighting in seen for phrase in sighting.places}:
            counts[phrase] += 1
    return tuple(counts)


_Cover = tuple[tuple[_Sighting, frozenset[int]], ...]


def _choose(seen: Sequence[_Sighting], rarity: Sequence[int]) -> tuple[Closeness, _Cover]:
    """The fewest and most telling passages in which all phrases stand, with those that each is taken for."""
    everything = frozenset(range(len(rarity)))
    whole = [sighting for sighting in seen if sighting.whole]
    together = [sighting for sighting in seen if len(sighting.places) == len(rarity)]
    for closeness, sightings in ((Closeness.PHRASE, whole), (Closeness.TOGETHER, together)):
        if sightings:
            return closeness, ((max(sightings, key=lambda each: (each.worth, each.likeness)), everything),)
    cover = []
    left = everything
    while left:
        best = max(seen, key=lambda each: (_weigh(each, left & each.places.keys(), rarity), each.likeness))
        cover.append((best, left & best.places.keys()))
        left -= best.places.keys()
    return Closeness.APART, tuple(cover)


def _weigh(sighting: _Sighting, phrases: Iterable[int], rarity: Sequence[int]) -> int:
    return sighting.worth * sum(rarity[phrase] for phrase in phrases)


def _rank(closeness: Closeness, cover: _Cover, rarity: Sequence[int]) -> tuple[int, int, int]:
    weight = sum(_weigh(sighting, phrases, rarity) for sighting, phrases in cover)
    likeness = sum(sighting.likeness for sighting, _ in cover)
    return list(Closeness).index(closeness), -weight, -likeness


def _merge(places: Iterable[Place], text: str) -> tuple[Span, ...]:
    """The stretches that the places cover: those that overlap, or that only spaces part, as one."""
    merged: list[Span] = []
    for start, end, _ in sorted(places):
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
