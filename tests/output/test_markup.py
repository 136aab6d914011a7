"""The html format, read by a parser: its structure, its escapes, and that it loads nothing."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.bilingual import Language
from coop.output.cells import build_drawing
from coop.output.markup import render_fragment, render_page
from coop.table import Report, Table
from tests.output.samples import REPORT, TABLE, report_of_text

VOID = {"meta"}


class Reader(HTMLParser):
    """Collects tags with their attributes, checks that they nest, and gathers the text of each cell."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.texts.setdefault(tag, []).append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts[self.open[-1]][-1] += data


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    return reader


@pytest.mark.parametrize("language", Language)
def test_golden(golden, language: Language):
    golden(f"agreements-{language}.html", render_page(REPORT, language=language))


def test_the_page_is_whole_says_its_language_and_its_encoding():
    page = render_page(REPORT, language=Language.VI)
    reader = read(page)
    assert page.startswith("<!doctype html>\n")
    assert ("html", {"lang": "vi"}) in reader.tags
    assert ("meta", {"charset": "utf-8"}) in reader.tags
    assert reader.texts["title"] == ["Các thỏa thuận của Hà Nội"]


def test_the_page_has_a_title_even_where_no_table_has_one():
    untitled = replace(TABLE, title=None)
    assert read(render_page(Report(untitled, (untitled,)), language=Language.EN)).texts["title"] == [
        "Cooperation agreements"
    ]


def test_the_page_runs_nothing_and_loads_nothing():
    tags = read(render_page(REPORT, language=Language.EN)).tags
    assert not {tag for tag, _ in tags} & {"script", "link", "img", "iframe"}
    assert not any({"src", "href"} & set(attributes) for _, attributes in tags)


def test_parts_of_the_table_are_told_apart():
    reader = read(render_fragment(REPORT, language=Language.EN))
    names = [tag for tag, _ in reader.tags]
    assert [names.count(tag) for tag in ("table", "caption", "thead", "tbody", "tfoot", "tr")] == [1, 1, 1, 1, 1, 5]
    assert reader.texts["caption"] == ["Agreements of Hà Nội"]


def test_headings_name_their_columns_and_rows_their_first_cell():
    reader = read(render_fragment(REPORT, language=Language.EN))
    scopes = [attributes.get("scope") for tag, attributes in reader.tags if tag == "th"]
    assert scopes == ["col"] * 6 + ["row"] * 4


def test_numbers_bear_a_class():
    numbers = [
        t for t, attributes in read(render_fragment(REPORT, language=Language.EN)).tags if attributes.get("class")
    ]
    assert numbers.count("td") == 8
    assert numbers.count("th") == 2


def test_a_table_without_rows_says_so_across_all_columns():
    empty = replace(TABLE, rows=(), footer_rows=0)
    reader = read(render_fragment(Report(empty, (empty,)), language=Language.VI))
    assert reader.texts["td"] == ["(không có)"]
    assert ("td", {"colspan": "6"}) in reader.tags


def test_a_table_without_columns_keeps_its_title_and_notes():
    bare = replace(TABLE, columns=(), rows=())
    assert read(render_fragment(Report(bare, (bare,)), language=Language.EN)).texts["p"][0] == "Agreements of Hà Nội"


def test_a_table_with_nothing_in_it_is_an_empty_section():
    bare = Table("t", (), ())
    assert render_fragment(Report(bare, (bare,)), language=Language.EN) == '<section lang="en">\n</section>\n'


@given(st.text())
def test_any_text_is_text_and_never_markup(text: str):
    drawing = build_drawing(report_of_text(text).reading[0], Language.EN)
    reader = read(render_page(report_of_text(text), language=Language.EN))
    assert reader.texts["caption"] == [drawing.title]
    assert sorted(reader.texts["td"] + reader.texts["th"]) == sorted(
        [*(column.heading for column in drawing.columns), *drawing.body[0], *drawing.footer[0]]
    )
