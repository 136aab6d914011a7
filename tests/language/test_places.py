"""Places in running text, what only looks like one, and names as people type them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.language.place_names import nearest_names
from coop.language.places import (
    Gazetteer,
    NotAProvince,
    PlaceName,
    find_not_a_province,
    find_places,
    resolve_name,
)

NAMES = {
    "ha-noi": ("Hà Nội", "Hanoi", "Thủ đô Hà Nội"),
    "can-tho": ("Cần Thơ",),
    "thanh-hoa": ("Thanh Hóa", "Thanh Hoa"),
    "hoa-binh": ("Hòa Bình",),
    "thai-binh": ("Thái Bình",),
    "binh-duong": ("Bình Dương",),
    "binh-dinh": ("Bình Định",),
    "hai-duong": ("Hải Dương",),
    "ha-tay": ("Hà Tây",),
    "ha-nam": ("Hà Nam",),
    "ha-giang": ("Hà Giang",),
    "dong-nai": ("Đồng Nai", "TP Đồng Nai"),
    "quang-ninh": ("Quảng Ninh",),
    "quang-binh": ("Quảng Bình",),
    "gia-lai": ("Gia Lai",),
    "dak-lak": ("Đắk Lắk", "Đắc Lắc", "Daklak"),
    "ba-ria-vung-tau": ("Bà Rịa - Vũng Tàu", "BR-VT"),
    "thua-thien-hue": ("Thừa Thiên Huế", "TT Huế", "Thừa Thiên"),
    "hue": ("Huế",),
    "ho-chi-minh": ("TP. Hồ Chí Minh", "TP.HCM", "TPHCM"),
}
CONTEXTUAL = {
    "ho-chi-minh": ("Hồ Chí Minh", "Sài Gòn", "HCM"),
    "ba-ria-vung-tau": ("Vũng Tàu",),
    "thua-thien-hue": ("Huế", "TTH"),
    "quang-ninh": ("QN",),
    "quang-binh": ("QN",),
}
GAZETTEER = Gazetteer(
    [PlaceName(slug, name) for slug, names in NAMES.items() for name in names]
    + [PlaceName(slug, name, is_contextual=True) for slug, names in CONTEXTUAL.items() for name in names],
    [NotAProvince("Quy Nhơn", "binh-dinh"), NotAProvince("Đà Lạt", "lam-dong")],
)


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def found(text: str) -> list[tuple[str, str]]:
    return [(match.text, match.slug) for match in find_places(text, GAZETTEER)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Hội nghị tại Hà Nội đã bế mạc", [("Hà Nội", "ha-noi")]),
        ("HỢP TÁC HÀ NỘI - CẦN THƠ", [("HÀ NỘI", "ha-noi"), ("CẦN THƠ", "can-tho")]),
        ("lãnh đạo tỉnh Thanh Hoá dự", [("tỉnh Thanh Hoá", "thanh-hoa")]),
        ("lãnh đạo UBND tỉnh Thanh Hóa dự", [("UBND tỉnh Thanh Hóa", "thanh-hoa")]),
        ("Ủy ban nhân dân thành phố Cần Thơ", [("Ủy ban nhân dân thành phố Cần Thơ", "can-tho")]),
        ("Uỷ ban nhân dân TP. Cần Thơ", [("Uỷ ban nhân dân TP. Cần Thơ", "can-tho")]),
        ("Thủ đô Hà Nội và", [("Thủ đô Hà Nội", "ha-noi")]),
        (
            "ở TP.HCM, TPHCM hay TP HCM",
            [("TP.HCM", "ho-chi-minh"), ("TPHCM", "ho-chi-minh"), ("TP HCM", "ho-chi-minh")],
        ),
        ("TP. Hồ Chí Minh đã", [("TP. Hồ Chí Minh", "ho-chi-minh")]),
        ("thành phố Hồ Chí Minh đã", [("thành phố Hồ Chí Minh", "ho-chi-minh")]),
        ("tỉnh Bà Rịa–Vũng Tàu đã", [("tỉnh Bà Rịa–Vũng Tàu", "ba-ria-vung-tau")]),
        ("ở Bà Rịa  -  Vũng Tàu đã", [("Bà Rịa  -  Vũng Tàu", "ba-ria-vung-tau")]),
        ("ở Bà Rịa Vũng Tàu đã", [("Bà Rịa Vũng Tàu", "ba-ria-vung-tau")]),
        ("ở Thừa Thiên - Huế đã", [("Thừa Thiên - Huế", "thua-thien-hue")]),
        (
            "ở Thừa Thiên Huế, TT Huế và Huế",
            [("Thừa Thiên Huế", "thua-thien-hue"), ("TT Huế", "thua-thien-hue"), ("Huế", "hue")],
        ),
        ("Hà Nội - Cần Thơ ký kết", [("Hà Nội", "ha-noi"), ("Cần Thơ", "can-tho")]),
        ("Hà Nội-Cần Thơ ký kết", [("Hà Nội", "ha-noi"), ("Cần Thơ", "can-tho")]),
        ("tỉnh Đắc Lắc (Daklak)", [("tỉnh Đắc Lắc", "dak-lak"), ("Daklak", "dak-lak")]),
        ("thành phố Vũng Tàu ký", [("thành phố Vũng Tàu", "ba-ria-vung-tau")]),
        ("sông Đồng Nai qua tỉnh Đồng Nai", [("tỉnh Đồng Nai", "dong-nai")]),
        ("Thái Bình, Bình Dương ký", [("Thái Bình", "thai-binh"), ("Bình Dương", "binh-duong")]),
        ("Hòa. Bình Định đã", [("Bình Định", "binh-dinh")]),
        ("Chị Nguyễn Thị Hà Giang ở Hà Giang", [("Hà Giang", "ha-giang")]),
    ],
)
def test_places_are_found_with_their_form_of_address(text, places):
    assert found(text) == places
    assert [(unicodedata.normalize("NFC", name), slug) for name, slug in found(nfd(text))] == places


@pytest.mark.parametrize(
    "text",
    [
        *("vì hòa bình và phát triển", "Hòa bình là mong muốn", "châu Á - Thái Bình Dương", "biển THÁI BÌNH DƯƠNG là"),
        *("phường Hải Dương đã", "xã Hà Tây đã", "Huyện Quảng Ninh đã", "sông Đồng Nai đã", "thủy điện Hòa Bình đã"),
        *("thị xã Hải Dương cũ", "đường Hồ Chí Minh đã", "Chủ tịch Hồ Chí Minh đã", "tư tưởng Hồ Chí Minh đã"),
        *("Thành đoàn TNCS Hồ Chí Minh đã", "Đoàn Thanh niên Cộng sản Hồ Chí Minh", "người Sài Gòn đã", "HCM là gì ạ"),
        *("bà Thanh Hoa là người đã ký", "ông Lê Bình Định đã", "tỉnh Hà Nam (Trung Quốc) đã", "Hà Nam Ninh cũ đã"),
        *("Hà Nội2 là gì đó ạ", "xHà Nội là gì đó ạ", "Hà Nộị là gì đó ạ", "Hạ Nội là gì đó ạ", "Hoàng Anh Gia Lai đã"),
        *("CLB Hà Nội đã", "trận Hà Nội FC đã", "ở Vũng Tàu đã", "Hà . Nội là gì ạ"),
    ],
)
def test_what_only_looks_like_a_place_is_none(text):
    assert found(text) == []


def test_a_name_that_is_no_province_is_a_problem_with_a_hint():
    (match,) = find_places("Ký tại Quy Nhơn hôm qua", GAZETTEER)
    assert (match.text, match.slug) == ("Quy Nhơn", "binh-dinh")
    assert match.problem is not None
    assert match.problem.message == (
        "Quy Nhơn is no province but lies in Bình Định",
        "Quy Nhơn không phải là tỉnh mà thuộc Bình Định",
    )


def test_a_place_in_a_province_that_nobody_names_is_told_by_its_slug():
    problem = find_not_a_province("da lat", GAZETTEER)
    assert problem is not None
    assert problem.message.en == "Đà Lạt is no province but lies in lam-dong"


@pytest.mark.parametrize(
    ("text", "slug"), [("can tho", "can-tho"), (" tp hcm\n", "ho-chi-minh"), ("hoa binh", "hoa-binh")]
)
def test_a_typed_name_without_accents_counts_as_a_whole(text, slug):
    assert found(text) == [(text.strip(), slug)]
    assert found(text.strip() + " va binh duong") == []


def test_prose_without_accents_gives_places_in_capitals():
    text = "Ha Noi and Thanh Hoa signed an agreement with Nguyễn Văn An, Binh Duong did not"
    assert found(text) == [("Ha Noi", "ha-noi"), ("Thanh Hoa", "thanh-hoa"), ("Binh Duong", "binh-duong")]
    assert found("they like hoa binh and Ha noi") == []


@pytest.mark.parametrize("text", ["tại\u00a0Hà\u00a0Nội\u200b.", "tại H\u00adà N\u200bội.", nfd("tại Hà Nội.")])
def test_offsets_are_those_of_the_text_as_given(text):
    (match,) = find_places(text, GAZETTEER)
    assert match.slug == "ha-noi"
    assert text[match.start : match.end] == match.text
    assert match.text[0] == "H"


PIECES = st.sampled_from(
    [name for names in NAMES.values() for name in names]
    + [
        "tỉnh ",
        "TP. ",
        "thành phố ",
        "UBND ",
        "phường ",
        "Chủ tịch ",
        " - ",
        "-",
        ", ",
        ". ",
        " ",
        "Nguyễn ",
        "x",
        "\u200b",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=10).map("".join)))
def test_any_text_gives_matches_in_order_that_say_where_they_stand(text):
    position = 0
    for match in find_places(text, GAZETTEER):
        assert position <= match.start < match.end <= len(text)
        assert text[match.start : match.end] == match.text
        assert match.slug in NAMES or match.problem is not None
        position = match.end


@given(st.lists(PIECES, max_size=10).map("".join))
def test_decomposed_text_names_the_same_places(text):
    assert [match.slug for match in find_places(nfd(text), GAZETTEER)] == [
        match.slug for match in find_places(text, GAZETTEER)
    ]


@pytest.mark.parametrize("piece", ["Hà ", "TP. ", "Thừa Thiên - ", "UBND tỉnh ", "Nguyễn ", "Thành phố ", "à"])
def test_a_place_is_found_behind_a_long_repeat(piece):
    text = piece * (200_000 // len(piece)) + ". Ở Cần Thơ, hôm qua"
    assert found(text)[-1] == ("Cần Thơ", "can-tho")


def test_a_gazetteer_without_names_finds_nothing():
    assert find_places("Hà Nội", Gazetteer([])) == ()
    assert find_places("Hà Nội", Gazetteer([PlaceName("x", ""), PlaceName("y", " - ")])) == ()


# --- names as typed ---


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        *(("can tho", "can-tho"), ("Cần Thơ", "can-tho"), ("CẦN THƠ", "can-tho"), ("can-tho", "can-tho")),
        *(("TP.HCM", "ho-chi-minh"), ("TPHCM", "ho-chi-minh"), ("tp ho chi minh", "ho-chi-minh")),
        *(("Tp. Hồ Chí Minh", "ho-chi-minh"), ("ho chi minh", "ho-chi-minh"), ("sai gon", "ho-chi-minh")),
        *(("tỉnh Thanh Hoá", "thanh-hoa"), (nfd("Thanh Hóa"), "thanh-hoa"), ("tinh thanh hoa", "thanh-hoa")),
        *(("thành phố Cần Thơ", "can-tho"), ("UBND tỉnh Gia Lai", "gia-lai"), ("Bà Rịa–Vũng Tàu", "ba-ria-vung-tau")),
        *(("br-vt", "ba-ria-vung-tau"), ("hue", "hue"), ("Huế", "hue"), ("tth", "thua-thien-hue")),
    ],
)
def test_a_name_an_alias_or_a_slug_resolves_however_it_is_typed(typed, slug):
    assert resolve_name(typed, GAZETTEER) == slug


@pytest.mark.parametrize(
    "typed", ["", " ", "tỉnh", "TP.", "xyz", "Cân Thơ", "Thành Hóa", "Hà", "qn", "Quy Nhơn", "can tho hue", "a" * 9999]
)
def test_what_is_no_name_or_several_resolves_to_nothing(typed):
    assert resolve_name(typed, GAZETTEER) is None


@given(st.text())
def test_any_text_can_be_asked_for(text):
    assert resolve_name(text, GAZETTEER) in {None, *NAMES}
    problem = find_not_a_province(text, GAZETTEER)
    assert problem is None or problem.slug in {"binh-dinh", "lam-dong"}


@pytest.mark.parametrize("typed", ["Quy Nhơn", "quy nhon", "thành phố Quy Nhơn"])
def test_a_city_within_a_province_is_told_apart_when_typed(typed):
    problem = find_not_a_province(typed, GAZETTEER)
    assert problem is not None
    assert problem.slug == "binh-dinh"
    assert find_not_a_province("Quỳ Nhơn", GAZETTEER) is None


def test_the_nearest_names_come_first_and_are_given_as_known():
    assert nearest_names("da-nag", ["ha-noi", "da-nang", "da-lat"])[0] == "da-nang"
    assert nearest_names("Thanh Hao", GAZETTEER.names(), limit=1) == ("Thanh Hóa",)
    assert nearest_names("zzzz", ["ha-noi"]) == ()
    assert nearest_names("hà nội", ["Hà Nội", "ha-noi", "Hạ Nối", "HA NOI"], limit=2) == ("Hà Nội", "ha-noi")
    assert nearest_names("ha noi" * 100_000, ["ha-noi"]) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hà Nội và Dak Lak đã ký", [("Hà Nội", "ha-noi"), ("Dak Lak", "dak-lak")]),
        ("tỉnh Thanh Hoa và bà Thanh Hoa đã ký", [("tỉnh Thanh Hoa", "thanh-hoa")]),
    ],
)
def test_a_name_without_accents_counts_in_accented_prose_where_it_cannot_be_a_person(text, expected):
    names = [PlaceName("ha-noi", "Hà Nội"), PlaceName("thanh-hoa", "Thanh Hóa"), PlaceName("thanh-hoa", "Thanh Hoa")]
    gazetteer = Gazetteer([*names, PlaceName("dak-lak", "Đắk Lắk"), PlaceName("dak-lak", "Dak Lak")])
    assert [(match.text, match.slug) for match in find_places(text, gazetteer)] == expected


def test_what_is_typed_only_to_a_words_end_comes_before_what_looks_alike():
    known = ["an-ninh", "an-sinh-xa-hoi", "an-sinh-xa"]
    assert nearest_names("an-sinh", known) == ("an-sinh-xa", "an-sinh-xa-hoi", "an-ninh")
    assert nearest_names("an-ninh", known, limit=1) == ("an-ninh",)
    assert nearest_names("an-s", ["an-sinh-xa-hoi"]) == ()
