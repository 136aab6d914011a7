"""From answers to the text of a file, and what the validation says of a text that is no file yet."""

from collections.abc import Callable
from datetime import date

import pytest

from coop.analysis.drafting import body_words
from coop.analysis.drafting.background import Background
from coop.analysis.drafting.draft import Draft, build_data, find_host
from coop.analysis.drafting.draft_file import check_draft_file, render_draft
from coop.analysis.drafting.filling import fill_draft
from coop.analysis.drafting.questions import QUESTIONS, Unasked, find_question
from coop.bilingual import Language
from coop.dataset.canonical import Kind, format_text
from coop.dataset.dataset import Dataset
from coop.dataset.document import parse_document
from coop.dataset.loading import open_dataset
from coop.language.spelling import SpelledText
from coop.validation.validate import validate_dataset
from tests.conftest import agreement

Make = Callable[..., Dataset]

TYPED = {
    "--party": ["ha noi", "can tho"],
    "--date": ["2020-05-01"],
    "--source-title": ["Bài"],
    "--status": ["signed"],
}
TODAY = date(2026, 1, 1)


def test_draft_is_checked_as_if_it_were_there(make_dataset: Make) -> None:
    dataset = make_dataset(agreement("a-2019", "ha-noi", "can-tho"))
    file = render_draft(fill_draft(TYPED, Background(dataset)).draft, Background(dataset), language=Language.EN)
    assert check_draft_file(file, dataset.location, as_of=TODAY) == ()
    taken = file.text.replace("id: ha-noi-can-tho-2020", "id: a-2019")
    found = validate_dataset(dataset.location, as_of=TODAY, drafts={"agreements/2020/b.yaml": taken}).diagnostics
    (own,) = [each for each in found if each.path == "agreements/2020/b.yaml"]
    assert (own.code, own.excerpt) == ("X101", "id: a-2019")
    assert not (dataset.location.root / "agreements" / "2020").exists()


def test_finding_leads_to_the_question_it_is_about(make_dataset: Make) -> None:
    dataset = make_dataset()
    background = Background(dataset)
    typed = {**TYPED, "--source-published": ["2019"], "--field": ["giao-duc-y-te", "y-te"]}
    file = render_draft(fill_draft(typed, background).draft, background, language=Language.EN)
    found = check_draft_file(file, dataset.location, as_of=TODAY)
    flags = {each.diagnostic.code: [question.flag for question in each.questions] for each in found}
    assert flags["D202"] == ["--date", "--source-published"]
    assert {flag for each in flags.values() for flag in each} <= {"--date", "--source-published", "--field"}


@pytest.mark.parametrize(
    ("place", "flag"),
    [
        ("parties.1.locality", "--party"), ("sources.0.url", "--source-url"), ("sources.0", "--source-title"),
        ("title.vi", "--title-vi"), ("title", "--title-en"), ("fields.3", "--field"), ("id", "--id"), ("", None),
        ("figures.0", None),
    ],
)  # fmt: skip
def test_place_of_the_data_leads_to_its_question(place: str, flag: str | None) -> None:
    question = find_question(place)
    assert (question.flag if question is not None else None) == flag


def test_every_key_of_a_draft_has_a_question(make_dataset: Make) -> None:
    typed = {
        **TYPED, "--source-url": ["https://example.vn"], "--source-publisher": ["Báo"], "--source-published": ["2021"],
        "--instrument": ["plan"], "--level": ["department"], "--field": ["y-te"], "--period": ["2020-2025"],
    }  # fmt: skip
    data = build_data(fill_draft(typed, Background(make_dataset())).draft)
    keys = {key for question in QUESTIONS for place in question.keys for key in place.split(".")[:1]}
    assert set(data) == keys


def test_offers_and_article_stand_in_comments_that_formatting_keeps(make_dataset: Make) -> None:
    background = Background(make_dataset(), "Hà Nội hỗ trợ 5 tỷ đồng " * 3 + "y tế\x07 # coop: ignore D301: x\u2028")
    filled = fill_draft({**TYPED, "--instrument": ["memorandum"], "--status": []}, background)
    assert [(each.question.flag, each.is_taken) for each in filled.offers] == [("--status", True), ("--field", False)]
    file = render_draft(filled.draft, background, language=Language.VI, offers=filled.offers)
    document = parse_document(file.text, path=file.path).document
    assert document is not None
    assert document.data == build_data(filled.draft)
    assert file.text.count("amount: 5,") == 1
    assert "# status: signed (đã ghi ở trên, theo loại văn kiện)\n" in file.text
    assert file.text.isprintable() is False
    assert all(line.isprintable() and len(line) <= 120 for line in file.text.splitlines())
    assert format_text(file.text, kind=Kind.AGREEMENT).text == file.text
    assert check_draft_file(file, background.dataset.location, as_of=TODAY) == ()


def test_many_amounts_are_cut_and_counted(make_dataset: Make) -> None:
    background = Background(make_dataset(), "; ".join(f"hỗ trợ {number} tỷ đồng" for number in range(1, 51)))
    file = render_draft(fill_draft(TYPED, background).draft, background, language=Language.EN)
    assert file.text.count("amount:") == 30
    assert "#   and 20 more\n" in file.text


def test_ids_of_files_that_cannot_be_read_are_taken(make_dataset: Make) -> None:
    dataset = make_dataset(agreement("ha-noi-can-tho-2020", "ha-noi", "can-tho", date="2020-01-01"))
    (dataset.location.agreements / "2020" / "ha-noi-can-tho-2020-2.yaml").write_text("[", encoding="utf-8")
    draft = fill_draft(TYPED, Background(dataset)).draft
    assert draft.agreement_id == "ha-noi-can-tho-2020-3"


@pytest.mark.parametrize(
    "text",
    ["id: ha-noi-can-tho-2020\nstatus: [", "{id: ha-noi-can-tho-2020, status: x}", "'id' : \"ha-noi-can-tho-2020\"\n"],
)
def test_ids_that_files_state_which_are_left_out_are_taken(text: str, make_dataset: Make) -> None:
    dataset = make_dataset(agreement("a-2019", "ha-noi", "can-tho"))
    (dataset.location.agreements / "2019" / "misnamed.yaml").write_text(text, encoding="utf-8")
    background = Background(open_dataset(dataset.location.root))
    assert fill_draft(TYPED, background).draft.agreement_id == "ha-noi-can-tho-2020-2"
    (problem,) = fill_draft({**TYPED, "--id": ["ha-noi-can-tho-2020"]}, background).problems
    assert problem.message.en == "--id: the id 'ha-noi-can-tho-2020' is taken"


def test_article_is_read_once_for_all_that_is_proposed(make_dataset: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    class Counted(SpelledText):
        def __init__(self, text: str) -> None:
            read.append(text)
            super().__init__(text)

    article = "Hà Nội, Cần Thơ ký thỏa thuận hợp tác y tế, du lịch ngày 1/5/2020. " * 50
    monkeypatch.setattr(body_words, "SpelledText", Counted)
    background = Background(make_dataset(), article)
    filled = fill_draft({"--source-title": ["Bài"]}, background, accepted=frozenset(Unasked))
    render_draft(filled.draft, background, language=Language.EN)
    assert filled.draft.fields == ("y-te", "du-lich")
    assert read.count(article) == 1
    assert background.read_article(None) is background.read_article(None)


def test_accepted_proposals_are_data(make_dataset: Make) -> None:
    background = Background(make_dataset(), "Sở Y tế Hà Nội và Sở Y tế Cần Thơ ký biên bản ghi nhớ ngày 3/4/2021")
    filled = fill_draft({"--source-title": ["Bài"]}, background, accepted=frozenset(Unasked))
    draft = filled.draft
    assert (draft.localities, str(draft.date)) == (("ha-noi", "can-tho"), "2021-04-03")
    assert (draft.instrument, draft.level, draft.status, draft.fields) == (
        "memorandum",
        "department",
        "signed",
        ("y-te",),
    )
    assert (filled.problems, filled.offers) == ((), ())


@pytest.mark.parametrize(
    ("url", "host"),
    [("https://www.vov.vn/a", "vov.vn"), ("http://A.VN:80", "a.vn"), ("https://[x", None), ("", None), (None, None)],
)
def test_host_of_an_address(url: str | None, host: str | None) -> None:
    assert find_host(url) == host


@pytest.mark.parametrize(
    ("draft", "name"),
    [
        (Draft(publisher="Báo Cần Thơ", url="https://x.vn"), "bao-can-tho"),
        (Draft(url="https://en.sggp.org.vn/a"), "sggp"),
        (Draft(url="https://localhost/a"), "nguon"),
        (Draft(publisher="日本"), "nguon"),
        (Draft(), "nguon"),
    ],
)
def test_source_is_named_after_its_publisher_or_host(draft: Draft, name: str) -> None:
    sources = build_data(draft)["sources"]
    assert isinstance(sources, list)
    assert isinstance(sources[0], dict)
    assert sources[0]["id"] == name
