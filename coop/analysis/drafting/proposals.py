"""What is proposed for a value of a new agreement, each with the words or the rule that speak for it.

A proposal is no data: it becomes data when somebody takes it. Only what no source has to state, the id and the
curators' own titles, is taken unasked.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from coop.analysis.drafting.background import Background
from coop.analysis.drafting.body_words import Spotted, spot_instrument, spot_level
from coop.analysis.drafting.draft import Draft, find_host
from coop.analysis.drafting.field_words import spot_fields
from coop.analysis.words import within
from coop.bilingual import Bilingual
from coop.dataset.terms import Locality
from coop.language.date_phrases import DateMatch
from coop.language.dates import EdtfDate, EdtfInterval, Precision
from coop.language.places import find_places
from coop.language.reading import read_text
from coop.language.snippets import cut_snippet
from coop.language.text import fold_name
from coop.validation.dates import exists_in

SPELLED_OUT = 4
"""So many parties are named one by one in an id and a title; of more, the first and the number of the others."""

# English has names of its own for these; all others it writes as Vietnamese does.
_ENGLISH = {"ha-noi": "Hanoi"}

_STATUS = {"conclusion": "agreed", "memorandum": "signed", "agreement": "signed", "minutes": "signed"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What might be typed, once or several times, and why."""

    typed: tuple[str, ...]
    reason: Bilingual


def _quote(words: str) -> Bilingual:
    snippet = cut_snippet(words)
    return Bilingual(f"from '{snippet}'", f"theo '{snippet}'")


def _propose_spotted(spotted: Spotted | None) -> Proposal | None:
    return Proposal((spotted.code,), _quote(spotted.words)) if spotted is not None else None


def propose_publisher(draft: Draft, background: Background) -> Proposal | None:
    """The publisher of other sources from the same host."""
    publisher = background.find_publisher(draft.url)
    if publisher is None:
        return None
    host = find_host(draft.url)
    return Proposal((publisher,), Bilingual(f"as of other sources from {host}", f"như các nguồn khác từ {host}"))


def propose_date(draft: Draft, background: Background) -> Proposal | None:
    """The first day that the article names."""
    for reading in background.read_article(draft.published):
        match = reading.match
        if (
            isinstance(match, DateMatch)
            and isinstance(match.value, EdtfDate)
            and match.value.precision is Precision.DAY
        ):
            return Proposal((match.text if match.inferred else str(match.value),), _quote(match.text))
    return None


def propose_period(draft: Draft, background: Background) -> Proposal | None:
    """The first interval that a title, or else the article, names."""
    titles = read_text(draft.titles, gazetteer=background.gazetteer)
    for reading in (*titles, *background.read_article(draft.published)):
        match = reading.match
        if isinstance(match, DateMatch) and isinstance(match.value, EdtfInterval) and match.value.start is not None:
            return Proposal((str(match.value),), _quote(match.text))
    return None


def propose_parties(draft: Draft, background: Background) -> Proposal | None:
    """The localities that the title of the source names, or the first lines of the article, if two or more."""
    for text in (draft.titles, *background.article.splitlines()):
        named = [place for place in find_places(text, background.gazetteer) if place.problem is None]
        ids = dict.fromkeys(place.slug for place in named)
        terms = [background.vocabularies.localities.terms[each] for each in ids]
        there = [each.id for each in terms if draft.date is None or exists_in(each, draft.date)]
        if len(there) >= 2 and len(there) == len(ids):
            return Proposal(tuple(there), _quote(text))
    return None


def propose_instrument(draft: Draft, background: Background) -> Proposal | None:
    """The kind of document that a title, or else the article, names."""
    return _propose_spotted(spot_instrument([draft.titles]) or spot_instrument([background.article]))


def propose_level(draft: Draft, background: Background) -> Proposal | None:
    """The level of the bodies named as parties, else of those in a title, else in the article."""
    bodies = [party.body for party in draft.parties if party.body is not None]
    spotted = (spot_level(texts) for texts in (bodies, [draft.titles], [background.article]))
    return _propose_spotted(next(filter(None, spotted), None))


def propose_status(draft: Draft, _background: Background) -> Proposal | None:
    """What documents of the kind are: the conclusion of a meeting agreed, the others signed."""
    status = _STATUS.get(draft.instrument or "")
    if status is None:
        return None
    return Proposal((status,), Bilingual("by the kind of document", "theo loại văn kiện"))


def propose_fields(draft: Draft, background: Background) -> Proposal | None:
    """The fields that the titles name, or else the article."""
    spotted = spot_fields(draft.titles, background.vocabularies) or background.article_fields
    if not spotted:
        return None
    return Proposal(tuple(each.code for each in spotted), _quote(", ".join(each.words for each in spotted)))


def propose_title_vi(draft: Draft, background: Background) -> Proposal | None:
    """The parties by name, with the field where it is one."""
    if not draft.parties:
        return None
    names = _join_names([party.locality.name for party in draft.parties], "địa phương")
    field = _only_field(draft, background)
    topic = f" {within(field).vi}" if field is not None else ""
    return Proposal((f"Hợp tác{topic} {names}",), _FROM_PARTIES)


def propose_title_en(draft: Draft, background: Background) -> Proposal | None:
    """Likewise in English."""
    if not draft.parties:
        return None
    names = _join_names([_name_in_english(party.locality) for party in draft.parties], "localities")
    field = _only_field(draft, background)
    topic = f" on {within(field).en}" if field is not None else ""
    return Proposal((f"{names} cooperation{topic}",), _FROM_PARTIES)


_FROM_PARTIES = Bilingual("from the parties", "theo các bên")


def _only_field(draft: Draft, background: Background) -> Bilingual | None:
    return background.vocabularies.fields.terms[draft.fields[0]].label if len(draft.fields) == 1 else None


def _join_names(names: list[str], noun: str) -> str:
    shown = names if len(names) <= SPELLED_OUT else [names[0], f"{len(names) - 1} {noun}"]
    return " – ".join(shown)


def _name_in_english(locality: Locality) -> str:
    is_other_name = fold_name(locality.name_en) != fold_name(locality.name)
    return _ENGLISH.get(locality.id, locality.name_en if is_other_name else locality.name)


def propose_id(draft: Draft, background: Background) -> Proposal | None:
    """The parties and the year; where that is taken, with the field, and at last with a number."""
    if not draft.parties or draft.date is None:
        return None
    ids = draft.localities
    stem = "-".join(ids if len(ids) <= SPELLED_OUT else (ids[0], str(len(ids) - 1), "dia-phuong"))
    topics = ["", *(f"-{field}" for field in draft.fields[:1])]
    candidates = [f"{stem}{topic}-{draft.date.year}" for topic in topics]
    free = _find_free(candidates, background.taken_ids)
    return Proposal((free,), Bilingual("the parties and the year", "các bên và năm"))


def _find_free(candidates: list[str], taken: Iterable[str]) -> str:
    known = frozenset(taken)
    free = next((each for each in candidates if each not in known), None)
    number = 2
    while free is None:
        numbered = f"{candidates[0]}-{number}"
        free = numbered if numbered not in known else None
        number += 1
    return free
