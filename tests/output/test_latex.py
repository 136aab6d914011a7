"""The latex format: no character of the data is a command, and every brace is closed."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.bilingual import Language
from coop.output.latex import escape_latex, render_latex
from coop.table import Report
from tests.output.samples import REPORT, TABLE, make_column, report_of, report_of_text

# All that the escapes may consist of; what is left after taking it out has to be harmless.
WRITTEN = re.compile(
    r"\\(?:textbackslash|textasciitilde|textasciicircum|textendash|textemdash|ldots|textquotedblleft|textquotedblright"
    r"|textquoteleft|textquoteright|char34|char96)\{\}|\\[{}$&#%_]|\{[\[\]*]\}|[-',]\{\}"
    r"|\$(?:[<>-]|\\(?:approx|geq|leq|times|rightarrow|leftarrow|leftrightarrow))\$|~"
)


@pytest.mark.parametrize("language", Language)
def test_golden(golden, language: Language):
    golden(f"agreements-{language}.tex", render_latex(REPORT, language=language))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50% & 3_000 #1 $x$ {y}", r"50\% \& 3\_000 \#1 \$x\$ \{y\}"),
        ("a\\b~c^d", r"a\textbackslash{}b\textasciitilde{}c\textasciicircum{}d"),
        ("≈ 45.500 tỷ", r"$\approx$ 45.500 tỷ"),
        ("500–700", r"500\textendash{}700"),
        ("a--b", "a-{}-b"),
        ("[a]*", "{[}a{]}{*}"),
        ("\ufffd", "?"),
        ("Đắk Lắk", "Đắk Lắk"),
        ("ha-noi", "ha-noi"),
    ],
)
def test_specials_are_escaped_and_letters_are_not(text: str, expected: str):
    assert escape_latex(text) == expected


def test_a_first_cell_in_brackets_is_no_option_of_the_row_before():
    rendered = render_latex(report_of(("a",), ("[2cm]",), ("*",), columns=(make_column("x"),)), language=Language.EN)
    assert "\\\\\n{[}2cm{]} \\\\\n{*} \\\\\n" in rendered


def test_every_row_has_as_many_cells_as_the_tabular_has_columns():
    rendered = render_latex(REPORT, language=Language.EN)
    rows = [line for line in rendered.splitlines() if line.endswith("\\\\")]
    assert len(rows) == 5
    assert {len(re.findall(r"(?<!\\)&", row)) for row in rows} == {5}
    assert "\\begin{tabular}{lp{0.40\\linewidth}llrr}" in rendered


def test_several_long_columns_share_the_line():
    columns = tuple(make_column(name, may_wrap=True) for name in "abc")
    rendered = render_latex(report_of(("x" * 40, "y" * 40, "z"), columns=columns), language=Language.EN)
    assert "\\begin{tabular}{p{0.20\\linewidth}p{0.20\\linewidth}l}" in rendered


def test_a_table_without_rows_says_so():
    empty = replace(TABLE, rows=(), footer_rows=0)
    assert "\\multicolumn{6}{l}{(none)} \\\\" in render_latex(Report(empty, (empty,)), language=Language.EN)


def test_a_table_without_columns_has_no_tabular():
    bare = replace(TABLE, columns=(), rows=())
    rendered = render_latex(Report(bare, (bare,)), language=Language.EN)
    assert "tabular" not in rendered.partition("\\begin{table}")[2]
    assert "\\caption{Agreements of Hà Nội}" in rendered


@given(st.text())
def test_what_is_left_beside_the_escapes_is_harmless(text: str):
    assert not set(WRITTEN.sub("", escape_latex(text))) & set('\\{}$&#%_~^[]*`"')


@given(st.text())
def test_braces_balance_for_any_text(text: str):
    rendered = re.sub(r"\\[\\{}]", "", render_latex(report_of_text(text), language=Language.EN))
    assert rendered.count("{") == rendered.count("}")
