"""What the ids of a dataset are called, read as fast as can be: for a program that git starts once for each file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from coop.bilingual import Bilingual
from coop.dataset.document import read_document
from coop.dataset.layout import Location
from coop.dataset.values import Data, bilingual_at, mappings_at, text_at

Names = Mapping[str, Bilingual]


@dataclass(frozen=True, slots=True)
class TermNames:
    """The names of localities, fields and measures by id; a vocabulary that cannot be read has none."""

    localities: Names = field(default_factory=dict)
    fields: Names = field(default_factory=dict)
    measures: Names = field(default_factory=dict)


def read_names(location: Location) -> TermNames:
    """Read the names alone: what else is right or wrong with the vocabularies is for `coop validate`."""
    found = []
    for vocabulary in ("localities", "fields", "measures"):
        document = read_document(location.vocabulary(vocabulary), root=location.root).document
        terms = mappings_at(document.data, vocabulary) if document is not None else ()
        found.append(_tell_apart((text_at(term, "id"), _name_of(term)) for _, term in terms))
    return TermNames(*found)


def join_names(several: Sequence[TermNames]) -> TermNames:
    """The names of several datasets; of two names for one id the first stands."""
    if len(several) == 1:
        return several[0]
    turned = several[::-1]
    return TermNames(
        {term_id: name for each in turned for term_id, name in each.localities.items()},
        {term_id: name for each in turned for term_id, name in each.fields.items()},
        {term_id: name for each in turned for term_id, name in each.measures.items()},
    )


def _name_of(term: Data) -> Bilingual:
    name = term.get("name")
    return Bilingual(name, name) if isinstance(name, str) else bilingual_at(term, "name")


def _tell_apart(terms: Iterable[tuple[str, Bilingual]]) -> Names:
    """The names by id; one that two terms share is told with the id."""
    named = {term_id: name for term_id, name in terms if term_id and all(name)}
    times: dict[str, int] = {}
    for name in named.values():
        for text in set(name):
            times[text] = times.get(text, 0) + 1
    return {
        term_id: name
        if all(times[text] == 1 for text in name)
        else Bilingual(*(f"{text} ({term_id})" for text in name))
        for term_id, name in named.items()
    }
