"""Texts that lead to an address, as each format shows them, and that no address can break out of one."""

import re

import pytest

from coop.bilingual import Bilingual, Language
from coop.output.formats import FORMATS, render_report
from coop.output.terminal import render_terminal
from coop.table import ColumnType, Linked, Report, Table
from tests.output.samples import make_column

COLUMN = make_column("source", ColumnType.LINKED, may_wrap=True)
URL = "https://a.vn/b?c=1&copy=2"
SOURCE = Linked(Bilingual("An article & more", "Một bài"), URL)
TEXTS = [name for name, each in FORMATS.items() if not each.is_binary]


def report_of(cell: Linked) -> Report:
    table = Table("t", (COLUMN,), ((cell,),))
    return Report(table, (table,))


def render(name: str, cell: Linked = SOURCE, language: Language = Language.EN) -> str:
    text = render_report(report_of(cell), name, language=language)
    assert isinstance(text, str)
    return text


def draw(cell: Linked, *, width: int = 60, colour: bool = True, links: bool = True) -> str:
    return render_terminal(report_of(cell), language=Language.EN, width=width, colour=colour, links=links)


@pytest.mark.parametrize("name", ["table", "plain"])
def test_the_address_stands_behind_the_text_where_there_are_no_links(name: str) -> None:
    assert f"An article & more · {URL}" in render(name)
    assert f"Một bài · {URL}" in render(name, language=Language.VI)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("markdown", "[An article &amp; more](<https://a.vn/b?c=1&amp;copy=2>)"),
        ("html", '<a href="https://a.vn/b?c=1&amp;copy=2">An article &amp; more</a>'),
    ],
)
def test_formats_with_links_hide_the_address_behind_the_text(name: str, expected: str) -> None:
    assert expected in render(name)


def test_a_terminal_with_links_hides_the_address_behind_the_text() -> None:
    link = re.search("\x1b\\]8;id=[^;]*;([^\x1b]*)\x1b\\\\([^\x1b]*)\x1b\\]8;;\x1b\\\\", draw(SOURCE))
    assert link is not None
    assert link.groups() == (URL, "An article & more")


def test_a_link_that_folds_leads_to_the_address_from_each_line() -> None:
    links = re.findall("\x1b\\]8;id=[^;]*;([^\x1b]+)\x1b\\\\([^\x1b]*)", draw(SOURCE, width=10))
    assert links == [(URL, "An article"), (URL, "& more")]


@pytest.mark.parametrize(("colour", "links"), [(False, False), (True, False), (False, True)])
def test_a_terminal_without_links_or_without_colour_shows_the_address(colour: bool, links: bool) -> None:
    drawn = draw(SOURCE, colour=colour, links=links)
    assert "\x1b]8" not in drawn
    assert URL in drawn


@pytest.mark.parametrize("name", TEXTS)
def test_without_an_address_it_is_a_text(name: str) -> None:
    assert render(name, Linked(Bilingual("An article", "Một bài"), None)).count("An article") == 1
    assert "href" not in render(name, Linked(Bilingual("An article", "Một bài"), None))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://a.vn/\x1b]8;;b", "https://a.vn/>x", 'https://a.vn/"x', "https://a.vn/ x"]
)
def test_what_no_link_may_lead_to_is_shown_as_text(url: str) -> None:
    cell = Linked(Bilingual("An article", "Một bài"), url)
    assert "\x1b]8" not in draw(cell)
    assert "href" not in render("html", cell)
    assert "](" not in render("markdown", cell)
    assert "\x1b" not in render("table", cell)
