"""Full text search as people type: the agreements that hold a text, the best first, and advice where there are none."""

from dataclasses import dataclass

from coop.analysis.matching import Corpus, Hit
from coop.analysis.query import Query, parse_query
from coop.analysis.search_advice import advise
from coop.analysis.select import Selection
from coop.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was looked for and found, the best first; where nothing was, `advice` says so in a sentence."""

    query: Query
    selection: Selection
    hits: tuple[Hit, ...]
    advice: Bilingual | None = None


def search_agreements(selection: Selection, text: str) -> SearchResult:
    """The selected agreements that hold every word of `text`, and every phrase in quotation marks.

    `UsageError` where there is no word in it, or the text is too long.
    """
    vocabularies = selection.dataset.vocabularies
    query = parse_query(text, vocabularies)
    corpus = Corpus(selection.agreements, vocabularies)
    hits = corpus.find_hits(query)
    advice = None
    if not hits:
        is_all = len(selection.agreements) == len(selection.dataset.agreements)
        whole = corpus if is_all else Corpus(selection.dataset.agreements, vocabularies)
        advice = advise(query, corpus, whole=whole, vocabularies=vocabularies)
    return SearchResult(query, selection, hits, advice)
