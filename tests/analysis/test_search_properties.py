"""What holds of every search, whatever the agreements and the text."""

from functools import cache

from hypothesis import assume, given
from hypothesis import strategies as st

from coop.analysis.matching import Closeness
from coop.analysis.passages import Part, find_passages
from coop.analysis.query import MAX_QUERY
from coop.bilingual import Bilingual
from coop.dataset.agreement import Party, Source
from coop.dataset.dataset import Dataset
from coop.language.text import find_typed, fold
from tests.analysis.samples import CT, HCM, HN, NA, TH, dataset_of, make_agreement, open_four
from tests.analysis.searches import search

_LETTERS = "aàáâđdơoộnhHĐ"
_WORDS = st.sampled_from(("Hà", "Nội", "ha", "noi", "đường", "dương", "du", "lịch", "can", "Cần", "thơ", "2019"))
_TEXTS = st.lists(st.one_of(_WORDS, st.text(_LETTERS, min_size=1, max_size=3)), min_size=1, max_size=6).flatmap(
    lambda words: st.sampled_from((" ", "-", ", ", " – ")).map(lambda gap: gap.join(words))
)


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    return dataset_of(
        *(
            make_agreement(
                f"a{number}",
                title=Bilingual(draw(_TEXTS), draw(_TEXTS)),
                parties=tuple(map(Party, draw(st.permutations((HN, TH, CT, HCM, NA)))[:2])),
                sources=(Source("s", draw(_TEXTS), publisher=draw(_TEXTS)),),
                fields=tuple(draw(st.sets(st.sampled_from(("du-lich", "y-te"))))),
            )
            for number in range(draw(st.integers(1, 4)))
        )
    )


@given(datasets(), _TEXTS)
def test_every_hit_holds_every_word_and_shows_where(dataset: Dataset, text: str) -> None:
    result = search(text, dataset)
    for hit in result.hits:
        shown = [m.passage.text[start:end] for m in hit.matches for start, end in m.spans]
        texts = [passage.text for passage in find_passages(hit.agreement, dataset.vocabularies)]
        for phrase in result.query.phrases:
            assert any(find_typed(str(phrase), each) for each in shown)
        assert all(match.passage.text in texts for match in hit.matches)


@given(datasets(), _TEXTS)
def test_no_agreement_that_holds_every_phrase_is_missed(dataset: Dataset, text: str) -> None:
    result = search(text, dataset)
    expected = {
        agreement.id
        for agreement in dataset.agreements
        if all(
            any(
                find_typed(str(phrase), passage.text) is not None
                for passage in find_passages(agreement, dataset.vocabularies)
            )
            for phrase in result.query.phrases
        )
    }
    assert {hit.agreement.id for hit in result.hits} == expected


@cache
def four_texts() -> list[tuple[str, str]]:
    four = open_four()
    return [(a.id, p.text) for a in four.agreements for p in find_passages(a, four.vocabularies)]


@given(st.data())
def test_what_is_copied_from_an_agreement_finds_it(data: st.DataObject) -> None:
    agreement_id, text = data.draw(st.sampled_from(four_texts()))
    words = text.split()
    start = data.draw(st.integers(0, len(words) - 1))
    copied = " ".join(words[start : data.draw(st.integers(start + 1, len(words)))])
    assume(any(character.isalnum() for character in copied))
    assert len(copied) <= MAX_QUERY
    hits = {hit.agreement.id: hit for hit in search(copied).hits}
    assert agreement_id in hits
    assert hits[agreement_id].closeness is Closeness.PHRASE or hits[agreement_id].matches[0].passage.part is Part.ID


@given(datasets(), _TEXTS)
def test_a_query_without_accents_finds_as_much_or_more(dataset: Dataset, text: str) -> None:
    exact = {hit.agreement.id for hit in search(text, dataset).hits}
    assert exact <= {hit.agreement.id for hit in search(fold(text), dataset).hits}


@given(datasets(), _TEXTS)
def test_ranks_have_no_gaps_and_the_nearest_stand_first(dataset: Dataset, text: str) -> None:
    hits = search(text, dataset).hits
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    order = list(Closeness)
    assert [order.index(hit.closeness) for hit in hits] == sorted(order.index(hit.closeness) for hit in hits)
