"""The fields of cooperation that a text names, by the words that the vocabulary has for them."""

import re
from collections.abc import Iterable

from coop.analysis.drafting.body_words import Spotted, spell
from coop.dataset.terms import Field
from coop.dataset.vocabulary import Vocabularies
from coop.language.spelling import Phrase, find_words, fold_words

# What is neither a word nor between the words of a name.
_PARTING = re.compile(r"[^\w\s\-\u2010-\u2015\u2212\uff0d.,\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]")


def spot_fields(text: str, vocabularies: Vocabularies) -> tuple[Spotted, ...]:
    """The fields named in `text`, in its order, each with its words.

    A longer name hides those within it ("đào tạo cán bộ" is no "đào tạo"); one that joins two fields ("y tế, giáo
    dục") stands for those, and a field gives way to one below it.
    """
    whole = _find_words(text, vocabularies.fields.terms.values())
    found: dict[str, tuple[int, str]] = {}
    for field_id, (start, words) in whole.items():
        below = [each for each in vocabularies.fields.terms.values() if each.broader == field_id]
        parts = _find_words(words, below)
        for part, (offset, part_words) in parts.items() or {field_id: (0, words)}.items():
            found.setdefault(part, (start + offset, part_words))
    broader = {vocabularies.fields.terms[each].broader for each in found}
    ordered = sorted((start, field_id, words) for field_id, (start, words) in found.items() if field_id not in broader)
    return tuple(Spotted(field_id, words) for _, field_id, words in ordered)


def _find_words(text: str, fields: Iterable[Field]) -> dict[str, tuple[int, str]]:
    """The first place at which each of the fields is named, and the words that name it; the longest win.

    Each name is looked for once; that a letter of the text is part of a longer one is kept, so that it takes no more
    than the length of the text times the number of names.
    """
    folded = fold_words(text)
    named = [(word, field.id) for field in fields for word in field.words if fold_words(word) in folded]
    found: dict[str, tuple[int, str]] = {}
    is_taken = bytearray(len(text))
    for word, field_id in sorted(named, key=lambda each: -len(each[0])):
        for start, end, _ in spell(text).find(Phrase(find_words(word))):
            if _is_joined(text[start:end], word) and not any(is_taken[start:end]):
                is_taken[start:end] = b"\1" * (end - start)
                found[field_id] = min(found.get(field_id, (start, text[start:end])), (start, text[start:end]))
    return found


def _is_joined(words: str, name: str) -> bool:
    """Whether the words are parted by spaces, dashes, dots and commas, or as in the name: not "y tế; giáo dục"."""
    return all(sign in name for sign in _PARTING.findall(words))
