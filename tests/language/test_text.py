"""Text: normal form, folding, slugs, sorting, width, search as typed, characters that are wrong."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coop.language.form import FormKind, find_form_problems
from coop.language.text import (
    collation_key,
    display_width,
    find_clusters,
    find_typed,
    fold,
    fold_name,
    lower,
    map_text,
    nfc,
    normalise_tones,
    slugify,
)

# Checked by hand against the alphabet; ICU's collator for Vietnamese gives the same.
PROVINCES = [
    *("An Giang", "Bà Rịa - Vũng Tàu", "Bạc Liêu", "Bắc Giang", "Bắc Kạn", "Bắc Ninh"),
    *("Bến Tre", "Bình Dương", "Bình Định", "Bình Phước", "Bình Thuận", "Cà Mau"),
    *("Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Đắk Nông", "Điện Biên"),
    *("Đồng Nai", "Đồng Tháp", "Gia Lai", "Hà Giang", "Hà Nam", "Hà Nội"),
    *("Hà Tây", "Hà Tĩnh", "Hải Dương", "Hải Phòng", "Hậu Giang", "Hòa Bình"),
    *("Hồ Chí Minh", "Huế", "Hưng Yên", "Khánh Hòa", "Kiên Giang", "Kon Tum"),
    *("Lai Châu", "Lạng Sơn", "Lào Cai", "Lâm Đồng", "Long An", "Nam Định"),
    *("Nghệ An", "Ninh Bình", "Ninh Thuận", "Phú Thọ", "Phú Yên", "Quảng Bình"),
    *("Quảng Nam", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị", "Sóc Trăng", "Sơn La"),
    *("Tây Ninh", "Thái Bình", "Thái Nguyên", "Thanh Hóa", "Thừa Thiên Huế", "Tiền Giang"),
    *("Trà Vinh", "Tuyên Quang", "Vĩnh Long", "Vĩnh Phúc", "Yên Bái"),
]
VIETNAMESE = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxy ÀÁẢÃẠằắẳẵặầấẩẫậĐ\u0300\u0301\u0302\u0306\u031b-.", max_size=40
)
ANY_TEXT = st.one_of(st.text(max_size=40), VIETNAMESE)


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def has_stray_marks(text: str) -> bool:
    """Whether a mark belongs to no letter, or to one that has no such form."""
    return any(unicodedata.combining(character) for character in nfc(text))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đà Nẵng", "da nang"),
        ("ĐẮK LẮK", "dak lak"),
        ("Thừa Thiên Huế", "thua thien hue"),
        ("İ", "i"),
        ("12 ₫", "12 ₫"),
    ],
)
def test_folding_takes_off_case_accents_and_the_bar_of_d(text, folded):
    assert fold(text) == folded
    assert fold(nfd(text)) == folded


@given(ANY_TEXT)
def test_folding_keeps_the_length_of_the_nfc_text(text):
    assert len(fold(text)) == len(nfc(text))


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text):
    assume(not has_stray_marks(text))
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_nfc_is_that_of_the_standard_library(text):
    assert nfc(text) == unicodedata.normalize("NFC", text)


def test_long_runs_of_marks_are_put_into_canonical_order():
    text = "a" + "\u0301\u0323" * 400 + "中\u0301\u0323" * 40 + "ệ"
    assert nfc(text) == unicodedata.normalize("NFC", text)


@given(st.text())
def test_lower_case_keeps_the_length(text):
    assert len(lower(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("TP.HCM", "tp hcm"),
        ("Bà Rịa–Vũng Tàu", "ba ria vung tau"),
        ("  Bà Rịa - Vũng Tàu ", "ba ria vung tau"),
        ("TT_Huế,", "tt hue"),
        ("Hà\u200b Nội\u00ad", "ha noi"),
        ("ha-noi", "ha noi"),
    ],
)
def test_names_fold_to_words_parted_by_one_space(text, folded):
    assert fold_name(text) == folded


@given(ANY_TEXT)
def test_folding_a_name_twice_changes_nothing(text):
    assert fold_name(fold_name(text)) == fold_name(text)


def test_slugs_are_ascii_kebab_case():
    assert slugify("đắk lắk") == "dak-lak"
    assert slugify("Hà Nội – Thanh Hóa (2019)") == "ha-noi-thanh-hoa-2019"
    assert slugify("中文") == ""
    assert len({slugify(name) for name in PROVINCES}) == len(PROVINCES)


@given(st.text())
def test_a_slug_is_its_own_slug(text):
    slug = slugify(text)
    assert slug.isascii()
    assert slugify(slug) == slug


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Khánh Hoà", "Khánh Hòa"),
        ("THANH HOÁ", "THANH HÓA"),
        ("thuý", "thúy"),
        ("Uỷ ban", "Ủy ban"),
        ("khoẻ", "khỏe"),
        ("qúy", "quý"),
    ],
)
def test_tone_marks_move_to_the_first_vowel(old, new):
    assert normalise_tones(old) == new
    assert normalise_tones(nfd(old)) == new
    assert normalise_tones(new) == new


@pytest.mark.parametrize("text", ["quý", "quà", "của", "hoàn", "Huỳnh", "thuở", "ngoài", "QUÝ", "loại", "giá", "thuế"])
def test_other_tone_marks_stay(text):
    assert normalise_tones(text) == text


@given(ANY_TEXT)
def test_moving_tones_keeps_the_folded_text(text):
    moved = normalise_tones(text)
    assert fold(moved) == fold(text)
    assert normalise_tones(moved) == moved


# --- sorting ---


def test_tones_sort_at_the_second_level():
    words = ["ban", "bạn", "bán", "bản", "bàn", "bãn", "băn", "bân"]
    assert sorted(words, key=collation_key) == ["ban", "bàn", "bản", "bãn", "bán", "bạn", "băn", "bân"]


def test_provinces_sort_as_in_a_vietnamese_book():
    assert sorted(sorted(PROVINCES, reverse=True), key=collation_key) == PROVINCES


def test_letters_sort_in_the_order_of_the_alphabet():
    letters = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
    backwards = letters[::-1]
    assert "".join(sorted(backwards, key=collation_key)) == letters
    assert "".join(sorted(backwards.upper(), key=collation_key)) == letters.upper()


def test_sorting_puts_spaces_first_then_digits_then_letters_and_case_last():
    assert sorted(["bana", "ban a", "ban1", "я", "Ban", "ban"], key=collation_key) == [
        *("ban", "Ban", "ban a", "ban1", "bana", "я")
    ]
    assert sorted(["Bàn", "bán", "bàn", "Ban"], key=collation_key) == ["Ban", "bàn", "Bàn", "bán"]


def test_old_and_new_tone_placement_sort_side_by_side():
    assert sorted(["Hòa Vang", "Hoà Bình", "Hòa An"], key=collation_key) == ["Hòa An", "Hoà Bình", "Hòa Vang"]


@given(st.lists(ANY_TEXT))
def test_the_order_does_not_depend_on_where_texts_began(texts):
    assert sorted(texts, key=collation_key) == sorted(sorted(texts), key=collation_key) or len(
        {collation_key(text) for text in texts}
    ) < len(texts)


@given(VIETNAMESE, VIETNAMESE)
def test_words_with_different_letters_sort_as_without_tones(one, other):
    """A tone, or a capital, decides only between words that are spelt with the same letters."""

    def letters(text: str) -> str:
        tones = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")
        return nfc(nfd(text.lower()).translate(tones))

    assume(letters(one) != letters(other) and not has_stray_marks(one + "." + other))
    plain = collation_key(letters(one)) < collation_key(letters(other))
    assert (collation_key(one) < collation_key(other)) == plain


# --- width ---


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("Hà Nội", 6),
        (nfd("Hà Nội"), 6),
        ("東京", 4),
        ("ｶﾅ", 2),
        ("한국", 4),
        (nfd("한국"), 4),
        ("a\u200bb\u00ad", 2),
        ("\x1b[1m", 3),
        ("", 0),
    ],
)
def test_width_counts_the_columns_of_a_terminal(text, width):
    assert display_width(text) == width


# --- search as typed ---


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("da nang", "tại Đà Nẵng.", "Đà Nẵng"),
        ("duong", "Bình Dương", "Dương"),
        ("duong", "con đường", "đường"),
        ("dương", "con đường, đại dương", "dương"),
        ("đuong", "Bình Dương có đường", "đường"),
        ("thanh hoá", "tỉnh Thanh Hóa", "Thanh Hóa"),
        ("Thanh Hóa", "tỉnh Thanh Hoá", "Thanh Hoá"),
        ("ba ria vung tau", "tỉnh Bà Rịa – Vũng Tàu", "Bà Rịa – Vũng Tàu"),
        ("tp hcm", "ở TP.HCM", "TP.HCM"),
        (nfd("Hà Nội"), "ở Hà Nội", "Hà Nội"),
        ("hà nội", nfd("ở Hà Nội!"), nfd("Hà Nội")),
        ("ha noi", "Hà\u00a0Nội", "Hà\u00a0Nội"),
        ("ha noi", "H\u200bà Nội", "H\u200bà Nội"),
    ],
)
def test_accents_typed_bind_and_accents_left_out_match_all(pattern, text, found):
    span = find_typed(pattern, text)
    assert span is not None
    assert text[span[0] : span[1]] == found


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("dương", "đường"),
        ("dương", "đương"),
        ("hà", "ha hạ hả"),
        ("ha", "hang"),
        ("y te", "kỳ tế"),
        ("", "a"),
        ("-", "a-b"),
    ],
)
def test_other_accents_and_parts_of_words_are_not_found(pattern, text):
    assert find_typed(pattern, text) is None


@given(ANY_TEXT)
def test_a_text_is_found_in_itself_in_either_unicode_form(text):
    assume(any(character.isalnum() for character in text) and not has_stray_marks(text))
    for given_text in (text, nfd(text), text.upper() if nfc(text.upper().lower()) == nfc(text) else text):
        span = find_typed(text, given_text)
        assert span is not None
        assert fold_name(given_text[span[0] : span[1]]) == fold_name(text)


COMPOSING = st.text(
    alphabet="aơ\u0300\u0323\u200b\u1100\u1161\u11a8가\u09c7\u09be\u0bc6\u0bbe\U00011099\U000110ba中\u3099か",
    max_size=9,
)


def test_clusters_keep_what_belongs_to_a_letter_together():
    assert list(find_clusters("")) == []
    assert list(find_clusters("a\u0301\u200bb")) == [(0, 3), (3, 4)]


@given(st.one_of(st.text(), COMPOSING))
def test_cleaned_text_is_nfc(text):
    clean = map_text(text).text
    assert nfc(clean) == clean


@given(ANY_TEXT)
def test_cleaned_text_maps_back_to_all_of_the_given_text(text):
    mapped = map_text(text)
    assert len(mapped.starts) == len(mapped.ends) == len(mapped.text)
    assert list(mapped.starts) == sorted(mapped.starts)
    for index in range(len(mapped.text)):
        start, end = mapped.span(index, index + 1)
        assert map_text(text[start:end]).text != ""


# --- wrong characters ---


@pytest.mark.parametrize(
    ("text", "offset", "kind", "found", "replacement"),
    [
        ("Ðà Nẵng", 0, FormKind.LOOK_ALIKE, "\u00d0", "Đ"),
        ("Ɖà Nẵng", 0, FormKind.LOOK_ALIKE, "\u0189", "Đ"),
        ("ðà", 0, FormKind.LOOK_ALIKE, "\u00f0", "đ"),
        ("Hà Nоi", 4, FormKind.LOOK_ALIKE, "\u043e", "o"),
        ("Α1 Hà", 0, None, "", None),
        ("１２", 0, FormKind.LOOK_ALIKE, "１", "1"),
        ("Ha\u0300 Nội", 1, FormKind.NOT_NFC, "a\u0300", "à"),
        ("e\u0301\u0302", 0, FormKind.NOT_NFC, "e\u0301\u0302", "ế"),
        ("Hà\u200bNội", 2, FormKind.INVISIBLE, "\u200b", ""),
        ("a\ufe0fb", 1, FormKind.INVISIBLE, "\ufe0f", ""),
        ("Hà\u00adNội", 2, FormKind.INVISIBLE, "\u00ad", ""),
        ("tỷ\u00a0đồng", 2, FormKind.INVISIBLE, "\u00a0", " "),
        ("45\u00a0500", 0, None, "", None),
        ("tỷ đồng\u00a0", 7, FormKind.INVISIBLE, "\u00a0", ""),
        ("vi: Hà Nội\u00a0\nen: x", 10, FormKind.INVISIBLE, "\u00a0", ""),
        ("vi: 'Hà Nội\u00a0'\n", 11, FormKind.INVISIBLE, "\u00a0", ""),
        ('vi: "\u00a0Hà Nội"\n', 5, FormKind.INVISIBLE, "\u00a0", ""),
        ("\na:\n\u00a0b: 1", 4, FormKind.INVISIBLE, "\u00a0", " "),
        ("a\u3000b", 1, FormKind.INVISIBLE, "\u3000", " "),
        ("a\u202eb", 1, FormKind.BIDI_CONTROL, "\u202e", ""),
        ("a\x07b", 1, FormKind.CONTROL, "\x07", None),
        ("a\x85b", 1, FormKind.CONTROL, "\x85", None),
        ("a\ud800b", 1, FormKind.CONTROL, "\ud800", None),
        ("\ufeffa", 0, FormKind.BYTE_ORDER_MARK, "\ufeff", ""),
        ("a\tb\r\nc", 0, None, "", None),
        ("Москва “Hà Nội” – 5 ₫…", 0, None, "", None),
    ],
)
def test_wrong_characters_are_told_with_their_place_and_cure(text, offset, kind, found, replacement):
    problems = list(find_form_problems(text))
    if kind is None:
        assert problems == []
    else:
        first = problems[0]
        assert (first.offset, first.kind, first.found, first.replacement) == (offset, kind, found, replacement)


def test_a_wrong_character_is_named_by_code_and_name():
    assert next(find_form_problems("Ðà")).name == "U+00D0 LATIN CAPITAL LETTER ETH"
    assert next(find_form_problems("a\x07")).name == "U+0007 <control>"


@given(ANY_TEXT)
def test_replacing_what_is_wrong_leaves_nothing_that_can_be_replaced(text):
    for _ in range(4):
        for problem in reversed(list(find_form_problems(text))):
            assert text[problem.offset :].startswith(problem.found[0])
            if problem.replacement is not None and text.startswith(problem.found, problem.offset):
                text = text[: problem.offset] + problem.replacement + text[problem.offset + len(problem.found) :]
    assert [p for p in find_form_problems(text) if p.replacement is not None] == []


@pytest.mark.parametrize("piece", ["Hà Nội ", "a\u0301\u0323", "\u200b", nfd("Thừa Thiên – Huế. "), "- ", "a a "])
def test_long_texts_are_read_through(piece):
    text = piece * (200_000 // len(piece))
    assert len(fold(text)) == len(nfc(text))
    assert find_typed("khong co", text) is None
    assert isinstance(collation_key(text), str)
    assert sum(1 for _ in find_form_problems(text)) >= 0
