"""`coop.Answer`: a table, a data frame, text in any format, a file."""

from pathlib import Path

import pytest

import coop
from coop.output.formats import FORMATS
from tests.conftest import FOUR


@pytest.fixture(scope="module")
def answer() -> coop.Answer:
    return coop.open_dataset(FOUR).listing()


def test_printed_it_is_the_table_that_people_read(answer: coop.Answer) -> None:
    lines = str(answer).splitlines()
    assert lines[0].split() == ["Date", "Id", "Parties", "Figures"]
    assert any("Hà Nội – Cần Thơ" in line for line in lines)


def test_frame_has_the_columns_of_the_table(answer: coop.Answer) -> None:
    frame = answer.frame()
    assert frame.columns.tolist() == [column.name for column in answer.table().columns]
    assert frame["figures"].tolist() == [4, 4, 0, 0]
    assert frame["parties"].iloc[0] == "ha-noi; can-tho"


def test_arrange_keeps_the_kind_of_answer() -> None:
    statistics = coop.open_dataset(FOUR).statistics()
    arranged = statistics.arrange(columns=["measure", "figures"], sort=["-figures"], limit=1)
    assert isinstance(arranged, coop.Statistics)
    assert arranged.table().rows == (("aid", 6),)
    assert arranged.summaries == statistics.summaries
    with pytest.raises(coop.UsageError, match="no column 'x' in stats"):
        statistics.arrange(columns=["x"])


def test_one_column_may_be_named_by_itself(answer: coop.Answer) -> None:
    arranged = answer.arrange(columns="figures", sort="-figures")
    assert arranged.table().rows == ((4,), (4,), (0,), (0,))


def test_rows_cannot_be_fewer_than_none(answer: coop.Answer) -> None:
    with pytest.raises(coop.UsageError) as caught:
        answer.arrange(limit=-1)
    assert caught.value.message.en == "limit is -1, expected a whole number from 0 on"
    assert answer.arrange(limit=0).table().rows == ()


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_rendered(name: str, answer: coop.Answer) -> None:
    content = answer.render(name, language="vi")
    assert isinstance(content, bytes) is FORMATS[name].is_binary
    assert content


def test_language_and_width_are_heeded(answer: coop.Answer) -> None:
    assert "Các bên" in str(answer.render(language=coop.Language.VI))
    narrow = str(answer.render(width=40))
    assert max(map(len, narrow.splitlines())) <= 40
    with pytest.raises(coop.UsageError, match="unknown language 'fr'"):
        answer.render(language="fr")


def test_a_file_is_written_in_the_format_of_its_ending(answer: coop.Answer, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    assert answer.write(file)
    assert not answer.write(str(file)), "it is so already"
    assert file.read_text(encoding="utf-8") == answer.render("csv")
    assert answer.write(tmp_path / "list.txt", format_name="json", language="vi")
    with pytest.raises(coop.UsageError, match=r"'\.doc'"):
        answer.write(tmp_path / "list.doc")


def test_a_notebook_shows_a_table_of_html(answer: coop.Answer) -> None:
    html = answer._repr_html_()
    assert "<table>" in html
    assert "<html" not in html
