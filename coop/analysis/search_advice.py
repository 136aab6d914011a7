"""What is said where a search finds nothing: the words that nothing holds, the nearest spelling that something does."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from coop.analysis import words
from coop.analysis.matching import Corpus, Hit
from coop.analysis.query import Query, build_query
from coop.bilingual import Bilingual, either
from coop.dataset.vocabulary import Vocabularies
from coop.language.snippets import cut_snippet
from coop.language.spelling import Phrase, SpelledText, find_words, fold_words
from coop.language.text import nfc

_NONE = Bilingual("no agreement holds", "không có thỏa thuận nào chứa")
_NONE_SELECTED = Bilingual(
    "none of the {number} selected agreements holds",
    "không thỏa thuận nào trong số {number} thỏa thuận được chọn chứa",
)
# Less alike than this is another word, or another name, not a slip of the hand.
_WORD_ALIKE = 0.7
_NAME_ALIKE = 0.8
# Phrases that a sentence names; a pasted page has hundreds.
_NAMED_AT_MOST = 3
# Phrases of a query that may hold a slip of the hand: looking for what is near takes time.
_CORRECTED_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a text of the dataset writes what some of the `phrases` of a query may have meant."""

    phrases: tuple[Phrase, ...]
    text: str


def advise(query: Query, searched: Corpus, *, whole: Corpus, vocabularies: Vocabularies) -> Bilingual:
    """A sentence on a query that finds nothing in `searched`, which may be less than the `whole` dataset."""
    sentence = Bilingual("the filters select no agreement", "bộ lọc không chọn thỏa thuận nào")
    if searched is whole:
        sentence = _say_missing(query, searched, none=_NONE)
    elif searched.agreements:
        number = words.number(len(searched.agreements))
        sentence = _say_missing(query, searched, none=_NONE_SELECTED.fill(number=number))
    outside = len(whole.find_hits(query))
    if outside:
        number = words.number(outside)
        hint = Bilingual(f"outside the selection there are {number.en}", f"ngoài phần được chọn có {number.vi}")
        return words.join(sentence, hint, by="; ")
    nearest = suggest_spelling(query, whole, vocabularies)
    return sentence if nearest is None else words.join(sentence, _say_nearest(nearest, query, searched), by="; ")


def _say_nearest(nearest: Spelling, query: Query, searched: Corpus) -> Bilingual:
    """The nearest spelling, and of what, unless that is just what nothing holds."""
    if nearest.phrases == (tuple(_find_missing(query, searched)) or query.phrases):
        return Bilingual(f"the nearest spelling is '{nearest.text}'", f"cách viết gần nhất là '{nearest.text}'")
    of = cut_snippet(" ".join(phrase.typed or str(phrase) for phrase in nearest.phrases))
    return Bilingual(
        f"the nearest spelling of '{of}' is '{nearest.text}'", f"cách viết gần nhất của '{of}' là '{nearest.text}'"
    )


def _find_missing(query: Query, corpus: Corpus) -> Iterator[Phrase]:
    """The phrases that nothing holds."""
    return (phrase for phrase, count in zip(query.phrases, corpus.count(query), strict=True) if not count)


def _say_missing(query: Query, searched: Corpus, *, none: Bilingual) -> Bilingual:
    """That `none` holds some of the phrases, or that none holds them all."""
    missing = list(_find_missing(query, searched))
    if missing:
        return words.join(none, either(f"'{_show(phrase)}'" for phrase in missing[:_NAMED_AT_MOST]), by=" ")
    told = []
    for phrase, count in list(zip(query.phrases, searched.count(query), strict=True))[:_NAMED_AT_MOST]:
        number = words.number(count)
        told.append(Bilingual(f"'{_show(phrase)}' is in {number.en}", f"'{_show(phrase)}' có trong {number.vi}"))
    return words.join(none, Bilingual(" all of these: ", " đủ tất cả: "), words.join(*told, by=", "))


def _show(phrase: Phrase) -> str:
    return cut_snippet(phrase.typed or str(phrase))


def suggest_spelling(query: Query, corpus: Corpus, vocabularies: Vocabularies) -> Spelling | None:
    """The nearest text that finds something, spelled as it stands there; None where nothing is near.

    Where it is a phrase for each that was typed, what is there already is not told again.
    """
    missing = tuple(_find_missing(query, corpus))
    for phrases, candidate in _find_candidates(query, corpus, vocabularies):
        hits = corpus.find_hits(candidate)
        if hits:
            if missing and set(missing) < set(phrases) and len(candidate.phrases) == len(phrases):
                pairs = zip(phrases, candidate.phrases, strict=True)
                phrases, candidate = missing, build_query([near for phrase, near in pairs if phrase in missing])
            typed = "".join(word for phrase in phrases for word in phrase.words)
            spellings = [_spell(candidate, hit) for hit in hits]
            # `max` takes the first of those that are most alike: that of the best hit.
            best = max(spellings, key=lambda spelling: _count_alike(typed, spelling))
            return Spelling(phrases, cut_snippet(best))
    return None


def _find_candidates(
    query: Query, corpus: Corpus, vocabularies: Vocabularies
) -> Iterator[tuple[tuple[Phrase, ...], Query]]:
    """The query without its accents, as the name that is most like it, with each word that nothing holds corrected.

    Last each phrase that nothing holds, by itself and without its accents: the rest may be right. With each candidate
    the phrases of the query that it stands for.
    """
    folded = query.folded
    yield query.phrases, folded
    if len(folded.phrases) > _CORRECTED_AT_MOST:
        return
    names = _find_names(vocabularies)
    nearest = _find_nearest(folded.whole, names, least_alike=_NAME_ALIKE)
    if nearest is not None:
        yield query.phrases, build_query([nearest])
    known = names | {word: None for text in corpus.texts for word in fold_words(text).split()}
    corrected = [
        phrase if count else _find_nearest(phrase, known, least_alike=_WORD_ALIKE)
        for phrase, count in zip(folded.phrases, corpus.count(folded), strict=True)
    ]
    phrases = [phrase for phrase in corrected if phrase is not None]
    if len(phrases) == len(corrected):
        yield query.phrases, build_query(phrases)
    for phrase in _find_missing(query, corpus):
        yield (phrase,), build_query([phrase.folded])


def _find_names(vocabularies: Vocabularies) -> dict[str, None]:
    localities = (word for each in vocabularies.localities.terms.values() for word in each.all_words)
    fields = (word for each in vocabularies.fields.terms.values() for word in each.words)
    return {fold_words(word).strip(): None for words in (localities, fields) for word in words}


def _find_nearest(phrase: Phrase, known: dict[str, None], *, least_alike: float) -> Phrase | None:
    near = get_close_matches(cut_snippet(str(phrase)), known, n=1, cutoff=least_alike)
    return Phrase(find_words(near[0])) if near else None


def _spell(query: Query, hit: Hit) -> str:
    """The query as an agreement that holds it writes it."""
    texts = [SpelledText(match.passage.text) for match in hit.matches]
    for phrases in ((query.whole,), query.phrases):
        written = []
        for phrase in phrases:
            found = [
                match.passage.text[place.start : place.end]
                for match, text in zip(hit.matches, texts, strict=True)
                for place in text.find(phrase)
            ]
            written += found[:1]
        if len(written) == len(phrases):
            break
    return nfc(" ".join(written))


def _count_alike(typed: str, spelling: str) -> int:
    """How many letters are as typed; none where the words are of another length."""
    written = "".join(find_words(spelling))
    return sum(one == other for one, other in zip(typed, written, strict=True)) if len(typed) == len(written) else 0
