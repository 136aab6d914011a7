"""What words of a title say: level, kind of document, fields."""

import pytest

from coop.analysis.drafting.body_words import spot_instrument, spot_level
from coop.analysis.drafting.field_words import spot_fields
from coop.dataset.loading import open_dataset
from tests.conftest import FOUR

VOCABULARIES = open_dataset(FOUR).vocabularies


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Sở Y tế TP. Cần Thơ", "department"),
        ("Sở Văn hóa, Thể thao và Du lịch", "department"),
        ("Hợp tác xây dựng cơ sở hạ tầng", None),
        ("Quyền sở hữu trí tuệ", None),
        ("SỞ HỮU", None),
        ("Ban Thường vụ Thành ủy Hà Nội", "party-committee"),
        ("tỉnh uỷ Thanh Hoá", "party-committee"),
        ("UBND tỉnh Bến Tre", "peoples-committee"),
        ("Ủy ban nhân dân tỉnh", "peoples-committee"),
        ("HĐND hai tỉnh", "peoples-council"),
        ("Hiệp hội Du lịch Hà Nội", "association"),
        ("UBND tỉnh và Sở Y tế", None),
        ("Hà Nội – Thanh Hóa", None),
        ("", None),
    ],
)
def test_level_is_that_of_the_bodies_named(text: str, level: str | None) -> None:
    spotted = spot_level([text])
    assert (spotted.code if spotted is not None else None) == level
    assert spotted is None or spotted.words in text


@pytest.mark.parametrize(
    ("text", "instrument"),
    [
        ("ký biên bản ghi nhớ hợp tác", "memorandum"),
        ("ký kết thoả thuận hợp tác", "agreement"),
        ("Chương trình hợp tác kinh tế", "programme"),
        ("Kế hoạch phối hợp năm 2022", "plan"),
        ("thông báo kết luận", "conclusion"),
        ("chương trình hợp tác và biên bản ghi nhớ", None),
        ("gặp gỡ", None),
    ],
)
def test_instrument_is_that_of_the_words(text: str, instrument: str | None) -> None:
    spotted = spot_instrument([text])
    assert (spotted.code if spotted is not None else None) == instrument


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Hợp tác phát triển du lịch và y tế", ["du-lich", "y-te"]),
        ("hợp tác y tế, giáo dục", ["y-te", "giao-duc"]),
        ("đào tạo cán bộ", ["can-bo"]),
        ("hop tac du lich", []),  # whoever writes a title writes its accents
        ("DU LỊCH; du lịch", ["du-lich"]),
        ("y tế; y tế\n– Y TẾ, khoa học\nvà công nghệ", ["y-te", "khoa-hoc-cong-nghe"]),
        ("đào tạo; cán bộ", ["dao-tao-nhan-luc"]),
        ("gặp gỡ", []),
        ("", []),
    ],
)
def test_fields_are_those_named_in_their_order(text: str, fields: list[str]) -> None:
    spotted = spot_fields(text, VOCABULARIES)
    assert [each.code for each in spotted] == fields
    assert all(each.words in text for each in spotted)


def test_every_field_is_found_by_each_of_its_own_words() -> None:
    for field in VOCABULARIES.fields.terms.values():
        family = {each.id for each in VOCABULARIES.fields.terms.values() if field.id in (each.id, each.broader)}
        for word in field.words:
            assert {each.code for each in spot_fields(f"Hợp tác {word} giữa hai tỉnh", VOCABULARIES)} & family, word
