"""JUnit XML: valid by a schema, counted right by a reader of its own, harmless whatever a file holds."""

from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
import xmlschema
from hypothesis import given
from junitparser import JUnitXml, TestCase, TestSuite

from coop.bilingual import Language
from coop.diagnostic import Severity, Span
from coop.output.findings import Findings
from coop.output.junit import render_junit
from coop.validation.waivers import Waived
from tests.output.finding_samples import (
    FILE,
    HOSTILE,
    LINE,
    SAMPLE,
    TWINS,
    all_findings,
    make_diagnostic,
    make_findings,
)

SCHEMA = Path(__file__).parent.parent / "fixtures" / "formats" / "junit.xsd"


@cache
def load_schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(SCHEMA))


def read_root(text: str) -> ElementTree.Element:
    """The root of a report, after the report was found valid."""
    root = ElementTree.fromstring(text.encode("utf-8"))
    assert [str(error.reason) for error in load_schema().iter_errors(root)] == []
    return root


def read_suite(findings: Findings) -> TestSuite:
    """The one suite of a report, as a reader that others use sees it."""
    text = render_junit(findings)
    read_root(text)
    (suite,) = JUnitXml.fromstring(text.encode("utf-8"))
    return suite


def read_cases(findings: Findings) -> list[TestCase]:
    return list(read_suite(findings))


def test_golden(golden):
    golden("findings.junit.xml", render_junit(SAMPLE))


def test_the_schema_refuses_what_is_no_report():
    text = render_junit(SAMPLE).replace('failures="1"', 'failures="one"')
    assert not load_schema().is_valid(ElementTree.fromstring(text))


def test_a_failure_tells_place_rule_message_hint_and_line():
    (case,) = read_cases(make_findings(make_diagnostic()))
    assert (case.classname, case.name) == (f"data/{FILE}", "X301 unknown-locality 12:15")
    (failure,) = case.result
    assert (failure.type, failure.message) == ("X301 unknown-locality", "no locality with id 'da-nag'")
    assert failure.text == (
        f"data/{FILE}:12:15: error X301 unknown-locality: no locality with id 'da-nag'\n"
        f"  hint: the nearest known id is 'da-nang'\n  {LINE}"
    )


def test_counts_are_those_of_the_tests():
    suite = read_suite(SAMPLE)
    assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (5, 1, 0, 1)
    root = read_root(render_junit(SAMPLE))
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("5", "1", "0")


@pytest.mark.parametrize(("least", "failed"), [(Severity.ERROR, False), (Severity.WARNING, True)])
def test_a_warning_fails_where_warnings_count_and_else_passes_with_its_text(least, failed):
    (case,) = read_cases(make_findings(make_diagnostic(TWINS), least=least))
    assert case.is_passed != failed
    assert (case.system_out is None) == failed
    if not failed:
        assert "warning X401 likely-twins: no locality with id 'da-nag'" in case.system_out


def test_a_file_without_findings_is_a_passed_test():
    cases = read_cases(make_findings(make_diagnostic(), files=("a.yaml", FILE, "z.yaml")))
    passed = [(case.classname, case.name) for case in cases if case.is_passed]
    assert passed == [("data/a.yaml", "validate"), ("data/z.yaml", "validate")]
    assert len(cases) == 3


def test_a_waived_finding_is_a_skipped_test_with_its_reason():
    (case,) = read_cases(make_findings(waived=(Waived(make_diagnostic(), "nguồn in hai lần", 1),), files=(FILE,)))
    assert case.is_skipped
    assert case.result[0].message == "nguồn in hai lần"
    assert "X301 unknown-locality" in case.system_out


def test_tests_come_file_by_file():
    found = [make_diagnostic(path=path) for path in ("b.yaml", "d.yaml")]
    cases = read_cases(make_findings(*found, files=("a.yaml", "c.yaml")))
    assert [case.classname for case in cases] == [f"data/{letter}.yaml" for letter in "abcd"]


def test_two_findings_of_one_rule_and_place_are_two_tests():
    cases = read_cases(make_findings(make_diagnostic(message="one"), make_diagnostic(message="two")))
    assert [case.name for case in cases] == ["X301 unknown-locality 12:15", "X301 unknown-locality 12:15 (2)"]


def test_words_are_in_the_language_asked_for():
    (case,) = read_cases(make_findings(make_diagnostic(message="m", hint="h"), language=Language.VI))
    assert case.result[0].message == "vi m"
    assert "\n  gợi ý: vi h\n" in case.result[0].text


def test_no_file_and_no_finding_is_a_suite_without_tests():
    suite = read_suite(make_findings())
    assert (suite.tests, suite.failures, list(suite)) == (0, 0, [])


def test_characters_that_xml_cannot_hold_are_replaced_and_the_others_kept():
    diagnostic = make_diagnostic(path=HOSTILE, message=HOSTILE, hint=HOSTILE, excerpt=HOSTILE)
    (case,) = read_cases(make_findings(diagnostic, waived=(), folder=""))
    assert case.result[0].message.startswith("a\ufffdb\ufffd::error::x%0A]]>\ufffd[31m\ufffd\ufffd")
    assert "<&\"'>,:[a](https://x){0}" in case.result[0].text


def test_of_a_very_long_line_the_stretch_around_the_column_is_shown():
    line = "a" * 5000 + "HERE" + "b" * 5000
    (case,) = read_cases(make_findings(make_diagnostic(span=Span(1, 5001, 1, 5005), excerpt=line)))
    shown = case.result[0].text.split("\n")[-1].strip()
    assert "aaHEREbb" in shown
    assert (shown[0], shown[-1]) == ("…", "…")
    assert len(shown) < 250


@given(all_findings)
def test_any_findings_make_a_valid_report_that_counts_them(findings: Findings):
    suite = read_suite(findings)
    cases = list(suite)
    failing = sum(map(findings.fails, findings.diagnostics))
    named = {each.path for each in findings.diagnostics} | {waived.diagnostic.path for waived in findings.waived}
    clean = set(findings.files) - named
    assert suite.failures == sum(case.is_failure for case in cases) == failing
    assert suite.skipped == sum(case.is_skipped for case in cases) == len(findings.waived)
    assert suite.tests == len(cases) == len(findings.diagnostics) + len(findings.waived) + len(clean)
    assert len({(case.classname, case.name) for case in cases}) == len(cases)
