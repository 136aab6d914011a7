"""What keeps a hostile file from costing more than it is worth: nothing is quadratic, and nothing lost in silence."""

import json
from pathlib import Path

import pytest

from coop.bilingual import Bilingual, Language
from coop.dataset.document import parse_document
from coop.dataset.source_text import MAX_VALUES
from coop.diagnostic import LONGEST_TEXT, MOST_ALIKE, Diagnostic, RollUp, Rule, Severity, Span
from coop.output.diagnostics import close_validation, render_findings
from coop.output.findings import Findings
from coop.output.github import render_github
from coop.output.sarif import render_sarif
from tests.validation.checks import codes, validate

RULE = Rule("X999", "a-rule", Severity.ERROR, Bilingual("Rule.", "Quy tắc."))
OTHER = Rule("X998", "another-rule", Severity.WARNING, Bilingual("Rule.", "Quy tắc."))


def find(line: int, *, path: str = "a.yaml", rule: Rule = RULE, message: str = "wrong") -> Diagnostic:
    return Diagnostic(path, Span(line, 1, line, 2), rule, Bilingual(message, "sai"))


def roll_up(*diagnostics: Diagnostic) -> list[Diagnostic]:
    found = RollUp()
    found.extend(diagnostics)
    return list(found)


def write(four: Path, content: str) -> Path:
    (four / "agreements" / "2019" / "x.yaml").write_text(content, encoding="utf-8")
    return four


def test_as_many_findings_as_are_told_are_left_as_they_are() -> None:
    found = [find(line) for line in range(1, MOST_ALIKE + 1)]
    assert roll_up(*found) == found


def test_the_last_finding_that_is_told_says_how_many_more_there_are() -> None:
    *others, last = roll_up(*(find(line) for line in range(1, MOST_ALIKE + 1_235)))
    assert others == [find(line) for line in range(1, MOST_ALIKE)]
    assert last.span.line == MOST_ALIKE
    assert last.more == 1_234
    assert last.message.en == "wrong; and 1,234 more of this rule in this file"
    assert last.message.vi == "sai; và 1.234 chỗ khác theo quy tắc này trong tệp này"


def test_other_rules_and_other_files_are_counted_for_themselves() -> None:
    many = [find(line) for line in range(1, MOST_ALIKE + 2)]
    told = roll_up(*many, find(1, path="b.yaml"), find(1, rule=OTHER))
    assert [(d.path, d.code, d.more) for d in told[-3:]] == [
        ("a.yaml", "X999", 1), ("b.yaml", "X999", 0), ("a.yaml", "X998", 0),
    ]  # fmt: skip


def test_what_was_rolled_up_once_is_not_lost_when_it_is_rolled_up_again() -> None:
    first = roll_up(*(find(line) for line in range(1, MOST_ALIKE + 11)))
    again = roll_up(find(999), *first)
    assert sum(1 + each.more for each in again) == MOST_ALIKE + 11


def test_the_number_of_the_others_is_told_behind_the_longest_message() -> None:
    last = roll_up(*(find(line, message="a" * 5_000) for line in range(1, MOST_ALIKE + 2)))[-1]
    assert last.message.en.endswith("…; and 1 more of this rule in this file")
    assert len(last.message.en) <= LONGEST_TEXT


def test_a_message_is_one_line_that_prints_whatever_it_quotes() -> None:
    found = Diagnostic("a", Span(1, 1, 1, 2), RULE, Bilingual("a\nb\x1b\u202e", "c\u00a0d"), Bilingual("e\tf", "g"))
    assert found.message == ("a\ufffdb\ufffd\ufffd", "c\u00a0d")
    assert found.hint == ("e\ufffdf", "g")


def test_a_file_of_trailing_spaces_has_a_bounded_number_of_findings_and_each_is_counted(four: Path) -> None:
    validation = validate(write(four, "a: b\n" + " \n" * 5_000))
    (last,) = [d for d in validation.diagnostics if d.code == "F107" and d.more]
    assert codes(validation).count("F107") == MOST_ALIKE
    assert last.more == 5_000 - MOST_ALIKE
    assert "5,000 warnings" in close_validation(validation, language=Language.EN, elapsed="0.0 s")
    findings = Findings(validation.diagnostics, validation.waived, validation.files, "data", Language.EN)
    assert "::warning" in render_github(findings)
    assert "5000 warnings of this rule" in render_github(findings)


def test_findings_that_are_waived_are_none_of_those_that_are_not_told(four: Path) -> None:
    waived = "".join(f"k{n}: v # coop: ignore F107: thử \n" for n in range(MOST_ALIKE + 50))
    validation = validate(write(four, waived + "z: z \n"))
    assert len([each for each in validation.waived if each.diagnostic.path.endswith("x.yaml")]) == MOST_ALIKE + 50
    (found,) = [d for d in validation.diagnostics if d.code == "F107"]
    assert (found.span.line, found.more) == (MOST_ALIKE + 51, 0)
    assert "F204" not in codes(validation)


def test_of_waivers_around_one_another_the_innermost_holds(four: Path) -> None:
    content = "# coop: ignore F107: ngoài\na:\n  b: c \n  # coop: ignore F107: trong\n  d: e \n  f: g \nh: i \n"
    validation = validate(write(four, content))
    reasons = [(each.diagnostic.span.line, each.reason) for each in validation.waived if each.diagnostic.code == "F107"]
    assert reasons == [(3, "ngoài"), (5, "trong"), (6, "ngoài")]
    assert [d.span.line for d in validation.diagnostics if d.code == "F107"] == [7]


@pytest.mark.parametrize("line", ["- a\n", "- {}\n", "- []\n"])
def test_a_file_with_more_values_than_any_real_one_is_too_large(line: str) -> None:
    allowed = parse_document("a:\n" + line * (MAX_VALUES - 2), path="x")
    refused = parse_document("a:\n" + line * MAX_VALUES, path="x")
    assert allowed.document is not None
    assert refused.document is None
    (found,) = refused.diagnostics
    assert (found.code, found.span.line) == ("P102", MAX_VALUES)
    assert found.message.en.startswith("the file holds more than 20,000 values, expected less")


def test_of_a_key_that_stands_twice_no_place_is_left_that_leads_to_nothing() -> None:
    parsed = parse_document("a: [x, y, {z: 1}]\nb: {c: {d: e}}\na: [x]\nb: {c: f}\n", path="x")
    assert parsed.document is not None
    assert set(parsed.document.values) == {(), ("a",), ("a", 0), ("b",), ("b", "c")}


def test_a_place_behind_carriage_returns_is_that_of_an_editor(four: Path) -> None:
    (four / "agreements" / "2019" / "x.yaml").write_bytes(b"\xef\xbb\xbfid: a\rtitle: b\r\ndate: \xff\n")
    (found,) = validate(four).diagnostics
    assert (found.code, found.span[:2]) == ("P103", (3, 7))


def test_a_finding_in_a_line_of_a_million_characters_shows_what_is_around_it() -> None:
    line = f"{'a ' * 250_000}HERE{' b' * 250_000}"
    found = Diagnostic("a", Span(1, 500_001, 1, 500_005), RULE, Bilingual("wrong", "sai"), excerpt=line)
    findings = Findings((found,), (), ("a",), "data", Language.EN)
    _, shown, carets = render_findings(findings, colour=False, width=60).splitlines()
    assert len(shown) <= 60
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "HERE"
    assert "…" in shown


def test_findings_in_one_line_have_names_of_their_own() -> None:
    same = [Diagnostic("a", Span(1, n, 1, n + 1), RULE, Bilingual("w", "s"), excerpt="x  y") for n in (1, 2)]
    other = Diagnostic("a", Span(2, 1, 2, 2), RULE, Bilingual("w", "s"), excerpt="x y")
    log = json.loads(render_sarif(Findings((*same, other), (), ("a",), "data", Language.EN)))
    names = [each["partialFingerprints"]["coopFinding/v1"] for each in log["runs"][0]["results"]]
    assert [name.rpartition(":")[2] for name in names] == ["1", "2", "3"]
    assert len({name.partition(":")[0] for name in names}) == 1
