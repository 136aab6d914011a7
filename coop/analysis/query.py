"""What somebody looks for: a typed text taken apart into the phrases that must all be found."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coop.bilingual import Bilingual
from coop.dataset.vocabulary import Vocabularies
from coop.errors import UsageError
from coop.language.quantity import group_digits
from coop.language.snippets import cut_snippet
from coop.language.spelling import Phrase, find_words, fold_words
from coop.language.text import map_text

MAX_QUERY = 2_000
"""Characters; nobody types more, and what is pasted by mistake should be told so."""

_QUOTED = re.compile(r'"([^"]+)"|“([^“”]+)”|«([^«»]+)»')
_DASHES = r"\-\u2010-\u2015\u2212\ufe63\uff0d"
# What dashes and spaces part; the number of a document ("832/QĐ-UBND") is one, its dash included.
_UNIT = re.compile(rf"[^\s{_DASHES}]*[0-9][^\s{_DASHES}]*/\S*|[^\s{_DASHES}]+")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_STAR = re.compile(r"\w\*|\*\w")
_HINT = Bilingual('name the words to look for: "y tế cần thơ"', 'nêu những chữ cần tìm: "y tế cần thơ"')


@dataclass(frozen=True, slots=True)
class Query:
    """A typed text: `phrases` must all be found, `whole` is all of its words side by side."""

    text: str
    whole: Phrase
    phrases: tuple[Phrase, ...]

    @property
    def is_slug(self) -> bool:
        """Whether it was typed as ids are, without a space."""
        return len(self.text.split()) == 1

    @property
    def has_star(self) -> bool:
        """Whether it was typed as if part of a word could be left open ("du*"), which no search here does."""
        return _STAR.search(self.text) is not None

    @property
    def needles(self) -> tuple[str, ...]:
        """What a folded text holds at least one of, if any phrase stands in it."""
        return tuple(phrase.needle for phrase in self.phrases)

    @property
    def folded(self) -> "Query":
        """The same without accents, which finds whatever this one does."""
        phrases = dict.fromkeys(phrase.folded for phrase in self.phrases)
        return Query(self.text, self.whole.folded, tuple(phrases))


def parse_query(text: str, vocabularies: Vocabularies) -> Query:
    """Read what was typed: words, phrases in quotation marks, and names that are taken together without.

    Such names are those of localities, and words of two syllables for fields ("du lịch"); how they are accented makes
    no difference here. `UsageError` where there is no word, or the text is too long.
    """
    if len(text) > MAX_QUERY:
        count, limit = group_digits(len(text)), group_digits(MAX_QUERY)
        message = Bilingual(
            "the text has {count} characters, expected at most {limit}",
            "chuỗi cần tìm có {count} ký tự, cần nhiều nhất {limit}",
        )
        raise UsageError(message.fill(count=count, limit=limit))
    phrases = tuple(dict.fromkeys(_find_phrases(text, _find_joined_names(vocabularies))))
    if not phrases:
        what = Bilingual("the text is empty", "chuỗi cần tìm để trống")
        if text.strip():
            shown = cut_snippet(text)
            what = Bilingual(f"the text holds no word: '{shown}'", f"chuỗi cần tìm không có chữ nào: '{shown}'")
        raise UsageError(what, hint=_HINT)
    return Query(text, Phrase(find_words(text)), phrases)


def build_query(phrases: Sequence[Phrase]) -> Query:
    """The query for phrases that are read already."""
    whole = Phrase(tuple(word for phrase in phrases for word in phrase.words))
    return Query(str(whole), whole, tuple(dict.fromkeys(phrases)))


def _find_joined_names(vocabularies: Vocabularies) -> frozenset[str]:
    """The names of several words that a query names as one, folded."""
    localities = vocabularies.localities.terms.values()
    names = {fold_words(word) for each in localities for word in each.all_words}
    for field in vocabularies.fields.terms.values():
        names.update(folded for word in field.words if len((folded := fold_words(word)).split()) == 2)
    return frozenset(names)


def _find_phrases(text: str, names: frozenset[str]) -> Iterator[Phrase]:
    clean = map_text(text).text
    position = 0
    for quoted in _QUOTED.finditer(clean):
        yield from _join_names(clean[position : quoted.start()], names)
        words = find_words(quoted[0])
        if words:
            yield Phrase(words, _EDGES.sub("", quoted[0]))
        position = quoted.end()
    yield from _join_names(clean[position:], names)


def _join_names(text: str, names: frozenset[str]) -> Iterator[Phrase]:
    """The words of a stretch without quotation marks, the longest names first; "832/QĐ-UBND" stays together."""
    units = [Phrase(words, chunk[0]) for chunk in _UNIT.finditer(text) if (words := find_words(chunk[0]))]
    longest = max((name.count(" ") - 1 for name in names), default=1)
    index = 0
    while index < len(units):
        ends = range(min(len(units), index + longest), index + 1, -1)
        end = next((end for end in ends if _join(units[index:end]).needle in names), index + 1)
        yield _join(units[index:end])
        index = end


def _join(units: Sequence[Phrase]) -> Phrase:
    typed = " ".join(unit.typed or "" for unit in units)
    return Phrase(tuple(word for unit in units for word in unit.words), _EDGES.sub("", typed))
