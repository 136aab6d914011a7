"""What is said where a search finds nothing: what nothing holds, and the nearest spelling that something does."""

import pytest

from coop.bilingual import Bilingual
from coop.dataset.dataset import Dataset
from tests.analysis.samples import dataset_of, open_four
from tests.analysis.searches import found, search, titled


def advice(text: str, dataset: Dataset | None = None, **typed: object) -> Bilingual:
    result = search(text, dataset, **typed)
    assert not result.hits
    assert result.advice is not None
    return result.advice


def test_wrong_accents_are_told_the_spelling_that_is_there() -> None:
    assert advice("cân thơ") == (
        "no agreement holds 'cân thơ'; the nearest spelling is 'Cần Thơ'",
        "không có thỏa thuận nào chứa 'cân thơ'; cách viết gần nhất là 'Cần Thơ'",
    )


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("thanhhoaa", "Thanh Hóa"),
        ("Trinhh Chienn", "Trịnh Chiến"),
        ("hoị nghj", "hội nghị"),
    ],
)
def test_a_slip_of_the_hand_is_told_the_nearest_spelling(text: str, nearest: str) -> None:
    extra = titled("z", "hội nghị")
    four = open_four()
    dataset = dataset_of(*four.agreements, extra)
    assert advice(text, dataset).en.endswith(f"; the nearest spelling is '{nearest}'")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("cân thơ hà nội", "no agreement holds 'cân thơ'; the nearest spelling is 'Cần Thơ'"),
        ("Trinh Van Chienn", "no agreement holds 'Chienn'; the nearest spelling is 'Chiến'"),
        ("hà nọi cân thơ", "no agreement holds 'hà nọi' or 'cân thơ'; the nearest spelling is 'Hà Nội – Cần Thơ'"),
        ("cam thơ", "no agreement holds 'cam'; the nearest spelling of 'cam thơ' is 'Cần Thơ'"),
        ("mộc hà nội cân thơ", "no agreement holds 'mộc' or 'cân thơ'; the nearest spelling of 'cân thơ' is 'Cần Thơ'"),
    ],
)
def test_the_nearest_spelling_is_that_of_what_nothing_holds_or_says_of_what(text: str, sentence: str) -> None:
    assert advice(text).en == sentence


def test_of_what_a_spelling_is_the_nearest_is_said_in_vietnamese_too() -> None:
    assert advice("cam thơ").vi.endswith("chứa 'cam'; cách viết gần nhất của 'cam thơ' là 'Cần Thơ'")


@pytest.mark.parametrize("text", ["832/QĐ-UBND", " 832/QĐ-UBND ", "(832/QĐ-UBND),", '"832/QĐ-UBND"', "ĐẠI-HỌC"])
def test_what_nothing_holds_is_told_as_it_was_typed(text: str) -> None:
    typed = text.strip(' "(),')
    told = "'ĐẠI' or 'HỌC'" if typed == "ĐẠI-HỌC" else f"'{typed}'"
    assert advice(text, dataset_of(titled("z", "x"))).en == f"no agreement holds {told}"


def test_the_spelling_that_is_suggested_is_found() -> None:
    for text in ("cân thơ", "cam tho", "Trinh Van Chienn", "cân thơ hà nội", "mộc hà nội cân thơ"):
        assert found(advice(text).vi.split("'")[-2]), text


def test_words_that_nothing_is_near_are_named() -> None:
    assert advice("xyzzy") == ("no agreement holds 'xyzzy'", "không có thỏa thuận nào chứa 'xyzzy'")
    assert advice("xyzzy hà nội qqqq").en == "no agreement holds 'xyzzy' or 'qqqq'"


def test_words_that_never_stand_in_one_agreement_are_counted() -> None:
    dataset = dataset_of(titled("a", "alpha"), titled("b", "beta"), titled("c", "beta"))
    assert advice("alpha beta", dataset) == (
        "no agreement holds all of these: 'alpha' is in 1, 'beta' is in 2",
        "không có thỏa thuận nào chứa đủ tất cả: 'alpha' có trong 1, 'beta' có trong 2",
    )


def test_what_the_filters_hide_is_counted() -> None:
    assert advice("can tho", year=("2023",)) == (
        "none of the 2 selected agreements holds 'can tho'; outside the selection there are 1",
        "không thỏa thuận nào trong số 2 thỏa thuận được chọn chứa 'can tho'; ngoài phần được chọn có 1",
    )
    assert advice("can tho", year=("1999",)).en == "the filters select no agreement; outside the selection there are 1"


def test_an_empty_dataset_is_answered() -> None:
    four = open_four()
    empty = Dataset(four.location, four.description, four.vocabularies, ())
    assert advice("can tho", empty).en == "no agreement holds 'can tho'"
