"""The vocabularies: what a person types finds its term, a city its province, and a day its units and regions."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.bilingual import Bilingual
from coop.dataset.building import build_agreement
from coop.dataset.document import parse_document
from coop.dataset.files import FilesOnDisk
from coop.dataset.layout import Location, Reason, find_program_schemas
from coop.dataset.terms import Field, Locality, Period, Region, RegionPeriod, Stretch
from coop.dataset.vocabulary import Vocabularies, build_localities, build_vocabulary
from coop.dataset.vocabulary_files import build_vocabularies, read_vocabularies
from coop.errors import BadVocabulary, UnknownName
from coop.language.places import Gazetteer, NotAProvince, PlaceName, find_places

LAST_DAY, FIRST_DAY = date(2025, 6, 30), date(2025, 7, 1)

FILES = {
    "dataset": """\
name: small
title: {vi: Nhỏ, en: Small}
description: {vi: Để thử, en: For tests}
version: '2026.11.0'
licence: CC-BY-4.0
licence_url: https://creativecommons.org/licenses/by/4.0/
contributors:
  - {name: Somebody, role: maintainer}
""",
    "localities": """\
localities:
  - id: ha-noi
    name: Hà Nội
    name_en: Ha Noi
    aliases: [TP. Hà Nội, Hanoi]
    aliases_contextual: [Thủ đô]
    iso_3166_2: VN-HN
    periods:
      - {type: municipality, gso_code: '01'}
  - id: nghe-an
    name: Nghệ An
    name_en: Nghe An
    cities: [Vinh]
    iso_3166_2: VN-22
    periods:
      - {type: province, gso_code: '40'}
  - id: binh-dinh
    name: Bình Định
    name_en: Binh Dinh
    cities: [Quy Nhơn, Tuy Hòa]
    iso_3166_2: VN-31
    successor: [gia-lai]
    periods:
      - {to: '2025-06-30', type: province, gso_code: '52'}
  - id: gia-lai
    name: Gia Lai
    name_en: Gia Lai
    iso_3166_2: VN-30
    periods:
      - {to: '2025-06-30', type: province, gso_code: '64'}
      - {from: '2025-07-01', type: province, gso_code: '52', legal_act: 202/2025/QH15, absorbed: [binh-dinh]}
""",
    "regions": """\
regions:
  - id: mien-trung
    name: {vi: Miền Trung, en: Central Coast}
    aliases: [Trung Bộ]
    periods:
      - {to: '2025-06-30', source: A plan, members: [nghe-an, binh-dinh]}
      - {from: '2025-07-01', source: An act, legal_act: 306/NQ-CP, members: [nghe-an]}
  - id: tay-nguyen
    name: {vi: Tây Nguyên, en: Central Highlands}
    periods:
      - {to: '2025-06-30', source: A plan, members: [gia-lai]}
  - id: nam-trung-bo
    name: {vi: Nam Trung Bộ, en: South Central Coast}
    periods:
      - {from: '2025-07-01', source: An act, legal_act: 306/NQ-CP, members: [gia-lai]}
""",
    "fields": """\
fields:
  - id: giao-duc-y-te
    name: {vi: 'Giáo dục, y tế', en: Education and health}
    definition: {vi: Cả hai, en: Both}
    words: ['Giáo dục, y tế', dạy và chữa]
  - id: giao-duc
    name: {vi: Giáo dục, en: Education}
    broader: giao-duc-y-te
    definition: {vi: Dạy và học, en: Teaching and learning}
    words: [Giáo dục]
  - id: y-te
    name: {vi: Y tế, en: Health}
    broader: giao-duc-y-te
    definition: {vi: Khám chữa bệnh, en: Health care}
    words: [Y tế, sức khỏe]
  - id: du-lich
    name: {vi: Du lịch, en: Tourism}
    definition: {vi: Đi chơi, en: Travel}
    words: [Du lịch]
""",
    "measures": """\
measures:
  - id: aid
    name: {vi: Hỗ trợ, en: Aid}
    definition: {vi: Tiền cho, en: Money given}
    nature: flow
    kind: money
    words: [Hỗ trợ]
""",
}


def write_vocabularies(folder: Path, **changed: str) -> Location:
    for name, text in {**FILES, **changed}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8", newline="\n")
    return Location(folder, Reason.OPTION)


def load_vocabularies(location: Location) -> Vocabularies:
    return build_vocabularies(read_vocabularies(FilesOnDisk(location), find_program_schemas()))


@pytest.fixture(scope="module")
def vocabularies(tmp_path_factory: pytest.TempPathFactory) -> Vocabularies:
    return load_vocabularies(write_vocabularies(tmp_path_factory.mktemp("data")))


def build_province(id_: str, name: str, *, cities: tuple[str, ...] = ()) -> Locality:
    return Locality(id_, name, name, (Period(None, None, "province"),), cities=cities)


def explain(vocabularies: Vocabularies, typed: str) -> tuple[str, str | None]:
    """Message and hint of the error that `typed` ends in as a locality."""
    with pytest.raises(UnknownName) as caught:
        vocabularies.localities.resolve(typed)
    hint = caught.value.hint
    return caught.value.message.en, hint and hint.en


# ---- what a person types ----


@pytest.mark.parametrize(
    ("typed", "id_"),
    [
        ("ha-noi", "ha-noi"),
        ("HA-NOI", "ha-noi"),
        ("Hà Nội", "ha-noi"),
        ("Ha\u0300 No\u0323\u0302i", "ha-noi"),
        ("  hà   nội ", "ha-noi"),
        ("ha noi", "ha-noi"),
        ("Hanoi", "ha-noi"),
        ("tp ha noi", "ha-noi"),
        ("TP.Hà Nội", "ha-noi"),
        ("bình định", "binh-dinh"),
        ("binh dinh", "binh-dinh"),
        ("BINH ĐINH", "binh-dinh"),
    ],
)
def test_locality_is_found_by_id_name_and_alias(vocabularies: Vocabularies, typed: str, id_: str) -> None:
    assert vocabularies.localities.resolve(typed).id == id_


@pytest.mark.parametrize(
    ("typed", "id_"),
    [("giáo dục, y tế", "giao-duc-y-te"), ("health", "y-te"), ("suc khoe", "y-te"), ("Sức khoẻ", "y-te")],
)
def test_field_is_found_by_either_language_and_by_the_words_of_sources(
    vocabularies: Vocabularies, typed: str, id_: str
) -> None:
    assert vocabularies.fields.resolve(typed).id == id_


def test_region_and_measure_are_found_by_name_and_alias(vocabularies: Vocabularies) -> None:
    assert vocabularies.regions.resolve("trung bo").id == "mien-trung"
    assert vocabularies.regions.resolve("Central Highlands").id == "tay-nguyen"
    assert vocabularies.measures.resolve("hỗ trợ").id == "aid"


def test_locality_is_found_by_its_official_name(tmp_path: Path) -> None:
    text = FILES["localities"].replace("    name: Nghệ An\n", "    name: Nghệ An\n    official_name: Xứ Nghệ\n")
    localities = load_vocabularies(write_vocabularies(tmp_path, localities=text)).localities
    assert localities.resolve("xu nghe").id == "nghe-an"
    assert localities.terms["nghe-an"].official_name == "Xứ Nghệ"
    assert localities.terms["ha-noi"].official_name is None


@pytest.mark.parametrize("typed", ["Hả Nội", "hà nơi", "Binh Đính", "hà-nổi"])
def test_accents_that_are_typed_bind(vocabularies: Vocabularies, typed: str) -> None:
    message, hint = explain(vocabularies, typed)
    assert message == f"unknown locality '{typed}'"
    assert hint is not None
    assert hint.startswith("the nearest is '")


def test_accents_choose_between_names_that_fold_alike() -> None:
    both = build_vocabulary("locality", [build_province("mot", "Dương"), build_province("hai", "Đường")])
    assert both.resolve("dương").id == "mot"
    assert both.resolve("Đường").id == "hai"
    with pytest.raises(UnknownName) as caught:
        both.resolve("duong")
    assert caught.value.message.en == "the locality 'duong' is ambiguous"
    assert caught.value.hint == ("it may be 'mot', 'hai'", "có thể là 'mot', 'hai'")


@pytest.mark.parametrize("typed", ["Thủ đô", "thu do", "TP Hà Nội", "thành phố Hà Nội", "UBND TP Hà Nội"])
def test_name_typed_by_itself_needs_no_context(vocabularies: Vocabularies, typed: str) -> None:
    assert vocabularies.localities.resolve(typed).id == "ha-noi"


def test_unknown_name_gets_the_nearest_with_its_id(vocabularies: Vocabularies) -> None:
    assert explain(vocabularies, "Bình Đinhh") == (
        "unknown locality 'Bình Đinhh'",
        "the nearest is 'binh-dinh' (Bình Định)",
    )


@pytest.mark.parametrize(
    ("kind", "command"), [("localities", "localities"), ("regions", "localities"), ("fields", "fields")]
)
def test_name_far_from_all_others_gets_the_command_that_lists_them(
    vocabularies: Vocabularies, kind: str, command: str
) -> None:
    with pytest.raises(UnknownName) as caught:
        getattr(vocabularies, kind).resolve("xyzzy")
    assert caught.value.hint == (f"'coop {command}' lists them", f"'coop {command}' liệt kê đầy đủ")


@given(typed=st.text(st.characters(exclude_categories=())) | st.sampled_from(["", "\0", "\ud800", "a" * 50_000]))
def test_any_text_names_a_term_or_is_an_unknown_name(vocabularies: Vocabularies, typed: str) -> None:
    try:
        answer: str | None = vocabularies.localities.resolve(typed).id
    except UnknownName as error:
        answer = error.hint and error.hint.en
    assert answer


# ---- cities that lie within a province ----


@pytest.mark.parametrize(
    "typed",
    [
        "Quy Nhơn", "quy nhơn", "quy nhon", "quy-nhon", "TP. Quy Nhơn", "TP.Quy Nhơn", "tp quy nhon",
        "thành phố Quy Nhơn", "Tỉnh Quy Nhơn", "Quy Nho\u031bn",
    ],
)  # fmt: skip
def test_city_is_answered_with_its_province(vocabularies: Vocabularies, typed: str) -> None:
    expected = ("Quy Nhơn is no province but lies in Bình Định", "write 'binh-dinh'")
    assert explain(vocabularies, typed) == expected


def test_city_is_known_with_the_older_place_of_the_tone_mark(vocabularies: Vocabularies) -> None:
    assert explain(vocabularies, "Tuy Hoà")[0] == "Tuy Hòa is no province but lies in Bình Định"


@pytest.mark.parametrize("typed", ["Quỳ Nhơn", "Quy Nhon Bình Định", "phường Quy Nhơn", "Quy"])
def test_what_is_not_quite_a_city_is_just_unknown(vocabularies: Vocabularies, typed: str) -> None:
    assert explain(vocabularies, typed)[0] == f"unknown locality '{typed}'"


def test_city_is_no_name_of_a_region_or_field(vocabularies: Vocabularies) -> None:
    for vocabulary in (vocabularies.regions, vocabularies.fields):
        with pytest.raises(UnknownName, match="unknown"):
            vocabulary.resolve("Quy Nhơn")


def test_two_cities_of_one_name_are_answered_with_both_provinces() -> None:
    vocabulary = build_localities(
        [build_province("mot", "Một", cities=("Tân An",)), build_province("hai", "Hai", cities=("Tân An",))]
    )
    with pytest.raises(UnknownName) as caught:
        vocabulary.resolve("tp tan an")
    assert caught.value.message == (
        "Tân An is no province but lies in Một and in Hai",
        "Tân An không phải là tỉnh mà thuộc Một và Hai",
    )
    assert caught.value.hint == ("write 'mot' or 'hai'", "viết 'mot' hoặc 'hai'")


def test_accents_choose_between_cities_that_fold_alike() -> None:
    vocabulary = build_localities(
        [build_province("mot", "Một", cities=("Tân An",)), build_province("hai", "Hai", cities=("Tấn An",))]
    )
    with pytest.raises(UnknownName, match=r"^Tấn An is no province but lies in Hai$"):
        vocabulary.resolve("Tấn An")
    with pytest.raises(UnknownName, match=r"^Tân An or Tấn An is no province but lies in Một and in Hai$"):
        vocabulary.resolve("tan an")


def test_province_goes_before_a_city_of_its_name() -> None:
    vocabulary = build_localities([build_province("mot", "Một", cities=("Hai",)), build_province("hai", "Hai")])
    assert vocabulary.resolve("Hai").id == "hai"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("quy-nhon", "Quy Nhơn is no province but lies in Bình Định: write 'binh-dinh'"),
        ("hanoi", "'hanoi' names 'ha-noi'"),
        ("ha-noy", "the nearest known id is 'ha-noi'"),
        ("xyzzy", None),
    ],
)
def test_locality_that_no_file_has_is_a_finding_with_what_may_be_meant(
    vocabularies: Vocabularies, typed: str, hint: str | None
) -> None:
    document = parse_document(f"parties:\n  - locality: {typed}\n", path="a.yaml").document
    assert document is not None
    (found,) = build_agreement(document, vocabularies).diagnostics
    assert (found.span.line, found.span.column) == (2, 15)
    assert (found.message.en, found.hint and found.hint.en) == (f"no locality with id '{typed}'", hint)


# ---- running text ----


def test_place_names_are_all_names_and_tell_which_need_context(vocabularies: Vocabularies) -> None:
    names = vocabularies.place_names()
    assert PlaceName("ha-noi", "Hanoi") in names
    assert PlaceName("ha-noi", "Thủ đô", is_contextual=True) in names
    assert {name.slug for name in names} == vocabularies.localities.terms.keys()
    assert "Quy Nhơn" not in {name.name for name in names}


def test_name_of_one_word_is_a_city_only_with_a_form_of_address(vocabularies: Vocabularies) -> None:
    assert vocabularies.not_provinces() == (
        NotAProvince("TP Vinh", "nghe-an"),
        NotAProvince("thành phố Vinh", "nghe-an"),
        NotAProvince("Quy Nhơn", "binh-dinh"),
        NotAProvince("Tuy Hòa", "binh-dinh"),
    )


def test_text_that_names_a_city_says_where_it_lies(vocabularies: Vocabularies) -> None:
    gazetteer = Gazetteer(vocabularies.place_names(), vocabularies.not_provinces())
    text = "Hà Nội ký với TP Quy Nhơn, ông Nguyễn Quang Vinh chủ trì; thành phố Vinh và TP.Vinh dự"
    found = [(m.text, m.slug, m.problem and m.problem.message.en) for m in find_places(text, gazetteer)]
    assert found == [
        ("Hà Nội", "ha-noi", None),
        ("TP Quy Nhơn", "binh-dinh", "Quy Nhơn is no province but lies in Bình Định"),
        ("thành phố Vinh", "nghe-an", "thành phố Vinh is no province but lies in Nghệ An"),
        ("TP.Vinh", "nghe-an", "TP Vinh is no province but lies in Nghệ An"),
    ]


# ---- time ----


@pytest.mark.parametrize(
    ("id_", "day", "code"),
    [
        ("binh-dinh", date(1999, 1, 1), "52"),
        ("binh-dinh", LAST_DAY, "52"),
        ("binh-dinh", FIRST_DAY, None),
        ("gia-lai", LAST_DAY, "64"),
        ("gia-lai", FIRST_DAY, "52"),
        ("ha-noi", FIRST_DAY, "01"),
    ],
)
def test_locality_has_the_period_of_the_day(vocabularies: Vocabularies, id_: str, day: date, code: str | None) -> None:
    period = vocabularies.localities.terms[id_].period_on(day)
    assert (period.gso_code if period is not None else None) == code


@pytest.mark.parametrize(
    ("start", "end", "overlaps"),
    [
        (None, None, True),
        (LAST_DAY, None, True),
        (FIRST_DAY, None, False),
        (None, date(2025, 6, 1), True),
        (None, date(2025, 5, 31), False),
        (date(2025, 6, 10), date(2025, 6, 11), True),
    ],
)
def test_stretch_of_days_includes_its_first_and_last(start: date | None, end: date | None, overlaps: bool) -> None:
    assert Stretch(start, end).overlaps(date(2025, 6, 1), LAST_DAY) is overlaps
    assert Stretch(LAST_DAY, LAST_DAY).holds_on(LAST_DAY)
    assert not Stretch(None, LAST_DAY).holds_on(FIRST_DAY)


def test_locality_knows_its_first_and_last_day(vocabularies: Vocabularies) -> None:
    terms = vocabularies.localities.terms
    assert (terms["binh-dinh"].start, terms["binh-dinh"].end) == (None, LAST_DAY)
    assert (terms["gia-lai"].start, terms["gia-lai"].end) == (None, None)
    assert terms["gia-lai"].periods[1].start == FIRST_DAY


@pytest.mark.parametrize(
    ("id_", "before", "after"),
    [
        ("nghe-an", "mien-trung", "mien-trung"),
        ("binh-dinh", "mien-trung", "mien-trung"),  # ended on the day before: as it was on its last day
        ("gia-lai", "tay-nguyen", "nam-trung-bo"),
        ("ha-noi", None, None),
        ("xyzzy", None, None),
    ],
)
def test_region_of_a_locality_depends_on_the_day(
    vocabularies: Vocabularies, id_: str, before: str | None, after: str | None
) -> None:
    assert (vocabularies.region_of(id_, LAST_DAY), vocabularies.region_of(id_, FIRST_DAY)) == (before, after)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2010, 1, 1), None, ("young", "young", "old")),  # before its first day as on that, though it never ended
        (None, date(2015, 1, 1), (None, "young", "young")),
        (date(2010, 1, 1), date(2015, 1, 1), ("young", "young", "young")),
        (None, None, (None, "young", "old")),
    ],
)
def test_region_on_a_day_that_a_unit_did_not_live_to_see_is_that_of_its_nearest(
    vocabularies: Vocabularies, start: date | None, end: date | None, expected: tuple[str | None, ...]
) -> None:
    unit = Locality("x", "X", "X", (Period(start, end, "province"),))
    regions = (
        Region("young", Bilingual("Y", "Y"), (RegionPeriod(date(2010, 1, 1), date(2020, 12, 31), ("x",)),)),
        Region("old", Bilingual("O", "O"), (RegionPeriod(date(2021, 1, 1), None, ("x",)),)),
    )
    found = replace(vocabularies, localities=build_localities([unit]), regions=build_vocabulary("region", regions))
    days = (date(2003, 1, 1), date(2012, 1, 1), date(2022, 1, 1))
    assert tuple(found.region_of("x", day) for day in days) == expected


def test_region_has_no_members_outside_its_periods(vocabularies: Vocabularies) -> None:
    highlands = vocabularies.regions.terms["tay-nguyen"]
    assert (highlands.members_on(LAST_DAY), highlands.members_on(FIRST_DAY)) == (("gia-lai",), ())


# ---- hierarchy ----


@pytest.mark.parametrize(
    ("field", "narrower"),
    [("giao-duc-y-te", {"giao-duc-y-te", "giao-duc", "y-te"}), ("y-te", {"y-te"}), ("xyzzy", set())],
)
def test_broader_field_means_itself_and_the_narrower(
    vocabularies: Vocabularies, field: str, narrower: set[str]
) -> None:
    assert vocabularies.narrower_of(field) == narrower


def test_term_keeps_the_order_of_the_file_and_its_labels(vocabularies: Vocabularies) -> None:
    assert list(vocabularies.fields.terms) == ["giao-duc-y-te", "giao-duc", "y-te", "du-lich"]
    health: Field = vocabularies.fields.terms["y-te"]
    assert health.label == Bilingual("Health", "Y tế")
    assert vocabularies.localities.terms["binh-dinh"].cities == ("Quy Nhơn", "Tuy Hòa")


# ---- files ----


@pytest.mark.parametrize(
    ("broken", "place"),
    [
        ("cities: [Vinh, Vinh]", "localities.yaml:13:13"),
        ("cities: []", "localities.yaml:13:13"),
        ("cities: Vinh", "localities.yaml:13:13"),
        ("cities: [' Vinh']", "localities.yaml:13:14"),
    ],
)
def test_cities_of_another_shape_are_refused_at_their_place(tmp_path: Path, broken: str, place: str) -> None:
    location = write_vocabularies(tmp_path, localities=FILES["localities"].replace("cities: [Vinh]", broken))
    with pytest.raises(BadVocabulary) as caught:
        load_vocabularies(location)
    assert place in caught.value.message.en


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("id: nghe-an", "id: ha-noi", "the id 'ha-noi' stands twice"),
        ("to: '2025-06-30', type: province, gso_code: '64'", "to: '2025-06-31', type: province", "'2025-06-31'"),
    ],
)
def test_vocabulary_that_contradicts_itself_is_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    text = FILES["localities"]
    assert text.count(old) == 1
    location = write_vocabularies(tmp_path, localities=text.replace(old, new))
    with pytest.raises(BadVocabulary) as caught:
        load_vocabularies(location)
    assert words in caught.value.message.en
