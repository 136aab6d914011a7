"""Search as people type: what is found, in which order, with what marked, and the advice where nothing is."""

import unicodedata

import pytest

from coop.analysis.matching import Closeness, Hit
from coop.analysis.passages import Part
from coop.analysis.query import parse_query
from coop.analysis.search_report import report_search
from coop.bilingual import Bilingual
from coop.dataset.agreement import Event, Figure, OtherCurrency, Party, Person, Signatory, Source
from coop.errors import UsageError
from coop.language.dates import EdtfDate
from coop.language.quantity import Quantity
from coop.table import Marked
from tests.analysis.samples import HN, TH, dataset_of, make_agreement, make_figure, open_four
from tests.analysis.searches import found, search, titled

CAN_THO, THANH_HOA = "ha-noi-can-tho-2019", "ha-noi-thanh-hoa-2019"
NINE, MEMORANDUM = "ho-chi-minh-9-tinh-phia-bac-2023", "ha-noi-ho-chi-minh-2023"


def marked(hit: Hit) -> list[tuple[Part, list[str]]]:
    return [(m.passage.part, [m.passage.text[start:end] for start, end in m.spans]) for m in hit.matches]


# --- what is found ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("can tho", [CAN_THO]),
        ("Cần Thơ", [CAN_THO]),
        ("CẦN THƠ", [CAN_THO]),
        ("can-tho", [CAN_THO]),
        (unicodedata.normalize("NFD", "Cần Thơ"), [CAN_THO]),
        ("cân thơ", []),
        ("Cần  \u200bTh\u00adơ", [CAN_THO]),
        ("thanh hoá", [THANH_HOA, NINE]),
        ("TPHCM", [NINE, MEMORANDUM]),
        ("TP.HCM", [NINE, MEMORANDUM]),
        ("Sài Gòn", [NINE, MEMORANDUM]),
        ("sai gon", [NINE, MEMORANDUM]),
        ("Hoàng Trung Hải", [CAN_THO, THANH_HOA]),
        ("trịnh văn chiến", [THANH_HOA]),
        ("Phó Bí thư Thường trực", [THANH_HOA]),
        ("45.500 tỷ đồng", [THANH_HOA]),
        ("tuổi trẻ thủ đô", [CAN_THO, THANH_HOA]),
        ("Party building", [CAN_THO, THANH_HOA, MEMORANDUM]),
        ("ha-noi-thanh-hoa-2019", [THANH_HOA]),
        ("hai địa phương làm việc", [THANH_HOA]),
    ],
)
def test_texts_are_found_as_people_type_them(text: str, expected: list[str]) -> None:
    assert sorted(found(text)) == sorted(expected)


def test_the_number_of_a_document_is_one_phrase() -> None:
    document = titled("a", "Quyết định số 832/QĐ-UBND")
    others = titled("b", "Quyết định số 832/QĐ-TTg"), titled("c", "UBND tỉnh, 832/QĐ")
    for text in ("832/QĐ-UBND", "832/qd-ubnd", "so 832/QĐ-UBND", "832/QĐ–UBND"):
        assert found(text, document, *others) == ["a"], text
    assert found("832/QĐ", document, *others) == ["a", "b", "c"]


def test_a_star_is_said_to_stand_for_nothing() -> None:
    note = ("'*' stands for nothing: whole words are looked for", "bỏ qua '*': chỉ tìm những từ nguyên vẹn")
    for text in ("du*", "*lich", "du*lich"):
        for table in ((report := report_search(search(text), width=None)).tidy, *report.reading):
            assert note in table.notes, text
    for text in ("du", "* du", "du * lich"):
        assert note not in report_search(search(text), width=None).tidy.notes, text


def test_every_part_of_an_agreement_is_looked_into() -> None:
    quantity = Quantity(1, 1, "USD", is_money=True)
    figure = make_figure("f", (HN,), (TH,), agreement="a")
    whole = make_agreement(
        "w1d",
        [
            Figure(
                "w1d", "f", figure.measure, quantity, figure.ends, "w2 tỷ", "s", also=(OtherCurrency(quantity, "w3"),)
            )
        ],
        title=Bilingual("w4", "w5"),
        purpose=Bilingual("w6", "w7"),
        group="w8",
        parties=(Party(HN, body="w9", people=(Person("w10", office="w11"),)), Party(TH)),
        others=(Signatory("w12", "w13"),),
        events=(Event("meeting", "s", note=Bilingual("w14", "w15")),),
        sources=(Source("s", "w16", publisher="w17"),),
        fields=("y-te",),
    )
    for word in ("w1d", *(f"w{number}" for number in range(2, 18)), "y tế", "Thanh Hóa", "Hanoi"):
        assert found(word, whole, make_agreement("other")) == (
            ["w1d", "other"] if word in ("Thanh Hóa", "Hanoi") else ["w1d"]
        ), word


def test_accents_left_out_match_all_and_those_typed_bind() -> None:
    agreements = (titled("a", "con dương"), titled("b", "con đường"), titled("c", "con dường"))
    assert set(found("duong", *agreements)) == {"a", "b", "c"}
    assert found("dương", *agreements) == ["a"]
    assert found("đương", *agreements) == []
    assert found("đuong", *agreements) == ["b"]


def test_a_typed_d_with_stroke_binds() -> None:
    agreements = (titled("a", "Đ"), titled("b", "d"))
    assert found("đ", *agreements) == ["a"]
    assert set(found("d", *agreements)) == {"a", "b"}


def test_only_whole_words_are_found() -> None:
    assert found("dươn", titled("a", "dương")) == []


def test_all_words_must_be_there_wherever_they_stand() -> None:
    one = titled("a", "alpha", sources=(Source("s", "beta"),))
    assert found("alpha beta", one, titled("b", "alpha"), titled("c", "beta")) == ["a"]


def test_a_phrase_in_quotation_marks_stands_side_by_side() -> None:
    agreements = (titled("a", "alpha beta"), titled("b", "beta alpha"))
    assert found("alpha beta", *agreements) == ["a", "b"]
    for phrase in ('"alpha beta"', "“alpha beta”", "«alpha  BETA»"):
        assert found(phrase, *agreements) == ["a"], phrase
    assert found('"alpha beta', *agreements) == ["a", "b"]


def test_the_name_of_a_locality_or_field_is_one_thing() -> None:
    apart = titled("a", "can bộ và thơ", purpose=Bilingual("x", "du khách, lịch sử"))
    assert found("can tho", apart) == []
    assert found("du lich", apart) == []
    phrases = [str(phrase) for phrase in parse_query("y te can tho tp hcm abc", open_four().vocabularies).phrases]
    assert phrases == ["y te", "can tho", "tp hcm", "abc"]


def test_filters_apply() -> None:
    assert [hit.agreement.id for hit in search("Hà Nội", year=("2019",)).hits] == [CAN_THO, THANH_HOA]


# --- the order ---


def test_side_by_side_comes_before_together_before_apart() -> None:
    agreements = (
        titled("a", "alpha", sources=(Source("s", "beta"),)),
        titled("b", "beta x alpha"),
        titled("c", "x", sources=(Source("s", "alpha beta"),)),
    )
    hits = search("alpha beta", dataset_of(*agreements)).hits
    assert [(hit.agreement.id, hit.closeness) for hit in hits] == [
        ("c", Closeness.PHRASE),
        ("b", Closeness.TOGETHER),
        ("a", Closeness.APART),
    ]
    assert [hit.rank for hit in hits] == [1, 2, 3]


def test_a_title_comes_before_a_person_before_a_source() -> None:
    source = titled("a", "x", sources=(Source("s", "alpha"),))
    person = titled("b", "x", parties=(Party(HN, people=(Person("alpha"),)), Party(TH)))
    assert found("alpha", source, person, titled("c", "alpha")) == ["c", "b", "a"]


def test_the_rarer_word_weighs_more() -> None:
    common = titled("a", "common", sources=(Source("s", "rare"),))
    rare = titled("b", "rare", sources=(Source("s", "common"),))
    others = tuple(titled(f"c{number}", "common") for number in range(5))
    assert found("common rare", common, rare, *others) == ["b", "a"]


def test_the_spelling_as_typed_comes_first() -> None:
    assert found("duong", titled("a", "đường"), titled("b", "dương"), titled("c", "duong")) == ["c", "b", "a"]


def test_what_is_equal_goes_by_date_and_id() -> None:
    later = titled("a", "alpha", date=EdtfDate(2020))
    dataset = dataset_of(titled("b", "alpha"), titled("c", "alpha"), later)  # in the order of a dataset
    assert [hit.agreement.id for hit in search("alpha", dataset).hits] == ["b", "c", "a"]


def test_words_of_an_id_are_no_phrase_unless_typed_as_one() -> None:
    by_id, by_title = titled("alpha-beta", "y"), titled("x", "beta and alpha")
    assert found("alpha beta", by_id, by_title) == ["x", "alpha-beta"]
    assert found("alpha-beta", by_id, by_title) == ["alpha-beta", "x"]


# --- what is shown ---


def test_every_match_names_its_part_and_marks_what_was_found() -> None:
    (hit,) = search("Hoàng Trung Hải 45.500").hits
    assert marked(hit) == [(Part.PERSON, ["Hoàng Trung Hải"]), (Part.FIGURE, ["45.500"])]
    assert hit.closeness is Closeness.APART


def test_another_word_for_a_locality_names_it() -> None:
    hit = search("Sài Gòn").hits[0]
    (match,) = hit.matches
    assert (match.passage.part, match.passage.other_for) == (Part.LOCALITY, Bilingual(*["TP. Hồ Chí Minh"] * 2))
    report = report_search(search("Sài Gòn"), width=100)
    assert report.reading[0].rows[0][2] == Bilingual("locality TP. Hồ Chí Minh", "địa phương TP. Hồ Chí Minh")


def test_marks_stand_on_the_text_as_given() -> None:
    title = unicodedata.normalize("NFD", "Về Cần Thơ, mới")
    (hit,) = search("cần thơ", dataset_of(titled("a", title))).hits
    assert marked(hit) == [(Part.TITLE, [unicodedata.normalize("NFD", "Cần Thơ")])]


def test_the_tidy_table_tells_rank_part_and_offsets() -> None:
    tidy = report_search(search("can tho"), width=None).tidy
    (row,) = tidy.rows
    cells = dict(zip((column.name for column in tidy.columns), row, strict=True))
    assert cells == {
        "rank": 1,
        "date": "2019-08-23",
        "id": CAN_THO,
        "closeness": "phrase",
        "where": ("title",),
        "text": "Hợp tác, phát triển Hà Nội – Cần Thơ",
        "start": 29,
        "end": 36,
        "excerpt": Marked("Hợp tác, phát triển Hà Nội – Cần Thơ", ((29, 36),)),
    }
    assert str(cells["excerpt"]) == "Hợp tác, phát triển Hà Nội – «Cần Thơ»"


def test_what_stands_apart_is_told_below() -> None:
    together, apart = titled("a", "alpha beta"), titled("b", "alpha", sources=(Source("s", "beta"),))
    notes = report_search(search("alpha beta", dataset_of(together, apart)), width=80).reading[0].notes
    assert notes == (
        Bilingual(
            "1 agreement at the end with the words in different places",
            "1 thỏa thuận cuối có các chữ ở những chỗ khác nhau",
        ),
    )
    assert report_search(search("alpha beta", dataset_of(apart)), width=80).reading[0].notes == ()


# --- hostile input ---


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the text is empty"),
        (" \t\u00a0", "the text is empty"),
        ("\ud800", "the text holds no word: '\ud800'"),
        ("–", "the text holds no word: '–'"),
        ('"" ...', "the text holds no word: '\"\" ...'"),
        ("\u202e\u2066", "the text holds no word: '\u202e\u2066'"),
        ("a" * 10_000, "the text has 10,000 characters, expected at most 2,000"),
    ],
)
def test_text_without_words_or_without_end_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        search(text)
    assert refused.value.message.en == message
    assert refused.value.message.vi.startswith("chuỗi cần tìm ")


@pytest.mark.parametrize(
    "text", ["\x00 xx", "\ud800 xx", "\u202ecan tho", "xx " * 600, '"' * 1999 + "x", "\u0301xx", "٣"]
)
def test_odd_text_is_answered(text: str) -> None:
    result = search(text)
    report_search(result, width=80)
    assert bool(result.hits) is (text == "\u202ecan tho")
