"""The values that a dataset has for an option, as far as they can be read at once: terms, years, ids."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from coop.bilingual import Language
from coop.cli.completion.candidates import Candidate
from coop.dataset.document import read_document
from coop.dataset.layout import ENVIRONMENT_VARIABLE, Location, find_agreement_files, find_dataset
from coop.dataset.values import Data, mappings_at, optional_bilingual_at, optional_text_at, text_at, texts_at

# What an id looks like: a file may be called anything, and a shell would run some of it.
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_YEAR = re.compile(r"[0-9]{4}")


def find_location(data: str | None) -> Location:
    """The dataset that is named on the line, or else the one that the command would find."""
    folder = Path(data).expanduser() if data else None
    return find_dataset(folder, environment=os.environ.get(ENVIRONMENT_VARIABLE))


def _list_terms(location: Location, vocabulary: str, *, language: Language) -> Iterator[Candidate]:
    """The terms of a vocabulary as its file gives them: completion takes what is there, and checks nothing."""
    document = read_document(location.vocabulary(vocabulary), root=location.root).document
    if document is not None:
        for _, term in mappings_at(document.data, vocabulary):
            term_id = text_at(term, "id")
            if _ID.fullmatch(term_id):
                yield Candidate(term_id, *_name_term(term, language))


def _name_term(term: Data, language: Language) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """What a term is called in `language`, its names, and its aliases."""
    both = optional_bilingual_at(term, "name")
    names = both or tuple(filter(None, (optional_text_at(term, key) for key in ("name", "name_en", "official_name"))))
    name = both.text(language) if both is not None else text_at(term, "name")
    periods = [period for _, period in mappings_at(term, "periods")]
    end = optional_text_at(periods[-1], "to") if periods else None
    aliases = tuple(word for key in ("aliases", "aliases_contextual", "words") for word in texts_at(term, key))
    return (f"{name} (–{end})" if end else name), names, aliases


def _list_agreements(location: Location) -> Iterator[Candidate]:
    """The ids, which are the names of the files; the files are not opened."""
    for file in find_agreement_files(location):
        if file.suffix == ".yaml" and _ID.fullmatch(file.stem):
            yield Candidate(file.stem)


def _list_years(location: Location) -> Iterator[Candidate]:
    """The years of the agreements, which are the names of their folders."""
    for folder in sorted(location.agreements.iterdir()):
        if _YEAR.fullmatch(folder.name):
            yield Candidate(folder.name)


# By what a value is called: the vocabulary that it is a term of, or what lists the names of files that it is one of.
_TERMS: Mapping[str, str] = {
    "FIELD": "fields",
    "LOCALITY": "localities",
    "A B": "localities",
    "REGION": "regions",
    "MEASURE": "measures",
}
_FILES: Mapping[str, Callable[[Location], Iterator[Candidate]]] = {"YEAR": _list_years, "ID": _list_agreements}

VALUES = frozenset({*_TERMS, *_FILES})
"""What the values are called that a dataset has."""


def list_values(called: str, location: Location, *, language: Language) -> Iterator[Candidate]:
    """What to offer where a value is called so (one of `VALUES`); terms are named in `language`."""
    if called in _TERMS:
        return _list_terms(location, _TERMS[called], language=language)
    return _FILES[called](location)
