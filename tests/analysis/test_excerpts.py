"""Excerpts: what was found is in them, and they fit."""

from hypothesis import given
from hypothesis import strategies as st

from coop.analysis.excerpts import cut_excerpt
from coop.language.text import display_width
from coop.table import Marked

TEXT = "Chương trình phối hợp phát triển kinh tế – xã hội giữa Hà Nội và Cần Thơ giai đoạn 2021–2025 và những năm sau"


def mark(text: str, *words: str) -> Marked:
    return Marked(text, tuple((text.index(word), text.index(word) + len(word)) for word in words))


def test_a_text_that_fits_is_whole() -> None:
    assert cut_excerpt(mark(TEXT, "Cần Thơ"), len(TEXT)) == mark(TEXT, "Cần Thơ")


def test_words_around_what_was_found_are_kept() -> None:
    assert str(cut_excerpt(mark(TEXT, "Cần Thơ"), 40)) == "… Nội và «Cần Thơ» giai đoạn 2021–2025 …"


def test_the_beginning_and_the_end_need_no_sign() -> None:
    assert str(cut_excerpt(mark(TEXT, "Chương"), 30)) == "«Chương» trình phối hợp phát …"
    assert str(cut_excerpt(mark(TEXT, "sau"), 30)) == "… 2021–2025 và những năm «sau»"


def test_several_stretches_are_shown_as_far_as_there_is_room() -> None:
    both = mark(TEXT, "Hà Nội", "giai đoạn")
    assert str(cut_excerpt(both, 40)) == "… hội giữa «Hà Nội» và Cần Thơ «giai đoạn» …"
    assert str(cut_excerpt(both, 20)) == "… «Hà Nội» và Cần …"


def test_what_is_longer_than_the_room_is_cut_itself() -> None:
    assert str(cut_excerpt(Marked("x" * 1000, ((0, 1000),)), 20)) == f"«{'x' * 16}» …"


@given(st.text("ab đ–\u0301漢", min_size=1, max_size=80), st.data(), st.integers(8, 60))
def test_an_excerpt_fits_and_holds_the_first_stretch(text: str, data: st.DataObject, room: int) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    cut = cut_excerpt(Marked(text, ((start, end),)), room)
    assert display_width(cut.text) <= room
    ((shown_start, shown_end),) = cut.spans
    shown = cut.text[shown_start:shown_end]
    assert shown
    assert text[start:end].startswith(shown)
    if display_width(text[start:end]) <= room - 4:
        assert shown == text[start:end]
