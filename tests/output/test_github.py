"""Annotations of GitHub Actions, read back as the runner reads them: each finding arrives, or is counted."""

import re
from typing import NamedTuple

import pytest
from hypothesis import given

from coop.bilingual import Language
from coop.diagnostic import Severity, Span
from coop.output.findings import Findings
from coop.output.github import LONGEST_MESSAGE, MOST_ANNOTATIONS, MOST_PLACES, render_github
from tests.output.finding_samples import (
    FILE,
    HOSTILE,
    SAMPLE,
    TWINS,
    UNKNOWN,
    all_findings,
    make_diagnostic,
    make_findings,
    make_rules,
)


class Command(NamedTuple):
    """A workflow command as the runner understands it."""

    name: str
    properties: dict[str, str]
    message: str


def read_commands(text: str) -> list[Command]:
    """The commands of an output; a line that is none is a mistake."""
    lines = text.split("\n")
    assert lines.pop() == ""
    return [read_command(line) for line in lines]


def read_command(line: str) -> Command:
    """A line by the rules of the runner: up to the next `::`, name, blank, `key=value` between commas."""
    assert line.startswith("::")
    head, separator, message = line[2:].partition("::")
    assert separator
    name, _, listed = head.partition(" ")
    pairs = [pair.partition("=") for pair in listed.split(",")]
    assert all(equals for _, equals, _ in pairs)
    return Command(name, {key: unescape(value, ",:") for key, _, value in pairs}, unescape(message, ""))


def unescape(text: str, more: str) -> str:
    for character in ("\r", "\n", *more):
        text = text.replace(f"%{ord(character):02X}", character)
    return text.replace("%25", "%")


def test_golden(golden):
    golden("findings.github.txt", render_github(SAMPLE))


def test_an_error_carries_place_rule_message_and_hint():
    (command,) = read_commands(render_github(make_findings(make_diagnostic())))
    assert command == Command(
        "error",
        {
            "file": f"data/{FILE}", "line": "12", "endLine": "12", "col": "15", "endColumn": "21",
            "title": "X301 unknown-locality",
        },
        f"data/{FILE}:12:15: X301 unknown-locality: no locality with id 'da-nag'\n"
        "hint: the nearest known id is 'da-nang'",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("span", "properties"),
    [
        (Span(3, 5, 4, 2), {"line": "3", "endLine": "4"}),
        (Span(3, 5, 4, 1), {"line": "3", "endLine": "3"}),
        (Span(3, 5, 3, 5), {"line": "3", "endLine": "3", "col": "5", "endColumn": "5"}),
    ],
)
def test_columns_are_given_on_one_line_alone(span, properties):
    (command,) = read_commands(render_github(make_findings(make_diagnostic(span=span))))
    assert {key: value for key, value in command.properties.items() if key not in {"file", "title"}} == properties


def test_kinds_are_those_of_the_severities():
    assert [command.name for command in read_commands(render_github(SAMPLE))] == ["error", "warning", "notice"]


def test_no_finding_prints_nothing():
    assert render_github(make_findings(files=(FILE,))) == ""


def test_a_waived_finding_is_no_annotation():
    assert "nguồn in hai lần" not in render_github(SAMPLE)
    assert len(read_commands(render_github(SAMPLE))) == len(SAMPLE.diagnostics)


def test_ten_findings_stand_for_themselves():
    found = [make_diagnostic(span=Span(line, 1, line, 2)) for line in range(1, 11)]
    lines = [command.properties["line"] for command in read_commands(render_github(make_findings(*found)))]
    assert lines == [str(line) for line in range(1, 11)]


def test_more_than_ten_of_a_kind_share_an_annotation_by_rule():
    one, other = make_rules(2)
    found = [make_diagnostic(one, span=Span(line, 1, line, 2)) for line in range(1, 11)]
    alone = make_diagnostic(other, span=Span(20, 1, 20, 2))
    warning = make_diagnostic(TWINS)
    commands = read_commands(render_github(make_findings(*found, alone, warning)))
    assert [command.properties["title"] for command in commands] == [
        "X500 rule-0 (10)",
        "X501 rule-1",
        "X401 likely-twins",
    ]
    first = commands[0]
    assert first.properties["line"] == "1"
    assert first.message.split("\n")[2] == "10 errors of this rule; the others:"
    assert first.message.split("\n")[3:] == [f"data/{FILE}:{line}:1" for line in range(2, 11)]


def test_places_past_sixty_are_counted():
    found = [make_diagnostic(path="a.yaml", span=Span(line, 1, line, 2)) for line in range(1, 201)]
    (command,) = read_commands(render_github(make_findings(*found, language=Language.VI)))
    lines = command.message.split("\n")
    assert lines[2] == "200 lỗi theo quy tắc này; các chỗ khác:"
    assert len(lines[3:-1]) == MOST_PLACES - 1
    assert lines[-1] == f"và {200 - MOST_PLACES} chỗ khác"


def test_past_ten_rules_the_last_annotation_names_the_rest():
    rules = make_rules(14)
    found = [make_diagnostic(rule, path="a.yaml", span=Span(line, 1, line, 2)) for line, rule in enumerate(rules, 1)]
    commands = read_commands(render_github(make_findings(*found, make_diagnostic(rules[13], path="b.yaml"))))
    assert len(commands) == MOST_ANNOTATIONS
    assert commands[-1].properties["title"] == "6 errors of 5 more rules"
    assert commands[-1].properties["line"] == "10"
    assert commands[-1].message.split("\n") == [
        "6 errors of 5 more rules:",
        "X509 rule-9 (1): data/a.yaml:10:1",
        "X510 rule-10 (1): data/a.yaml:11:1",
        "X511 rule-11 (1): data/a.yaml:12:1",
        "X512 rule-12 (1): data/a.yaml:13:1",
        "X513 rule-13 (2): data/a.yaml:14:1, data/b.yaml:12:15",
    ]


def test_a_rule_among_the_rest_counts_the_places_it_does_not_list():
    rules = make_rules(11)
    found = [make_diagnostic(rule) for rule in rules]
    many = [make_diagnostic(rules[10], path="b.yaml", span=Span(line, 1, line, 2)) for line in range(1, 41)]
    last = read_commands(render_github(make_findings(*found, *many)))[-1].message.split("\n")[-1]
    assert last.startswith("X510 rule-10 (41): ")
    assert last.endswith("data/b.yaml:29:1 and 11 more")


@pytest.mark.parametrize("rules", [make_rules(1), make_rules(400)], ids=["one rule", "many rules"])
def test_overlong_paths_are_cut_with_the_rest_counted(rules):
    path = "𐐷" * 350 + "/a.yaml"
    found = [make_diagnostic(rule, path=path) for rule in rules for _ in range(400 // len(rules))]
    commands = read_commands(render_github(make_findings(*found)))
    for command in commands:
        assert len(command.message.encode("utf-16-le")) // 2 <= LONGEST_MESSAGE
    told = commands[-1].message
    if len(rules) == 1:
        listed = told.count("a.yaml:12:15") - 1
        assert f"and {399 - listed} more" in told
    else:
        listed = len(re.findall(r"^X\d+ ", told, re.MULTILINE))
        assert 1 <= listed < 391
        assert told.endswith(f"and {391 - listed} errors of {391 - listed} more rules")


def test_a_very_long_message_is_cut():
    found = make_diagnostic(path="p" * 5000, message="𐐷" * 5000, hint="𐐷" * 5000)
    (command,) = read_commands(render_github(make_findings(found)))
    assert len(command.message.encode("utf-16-le")) // 2 <= LONGEST_MESSAGE
    assert command.message.endswith("…")


def test_a_text_cannot_become_a_command():
    found = make_diagnostic(UNKNOWN, path=f"a/{HOSTILE}", message=HOSTILE, hint=HOSTILE)
    output = render_github(make_findings(found))
    assert output.count("\n") == 1
    assert output[:-1].isprintable()
    (command,) = read_commands(output)
    assert "::error::x%0A]]>" in command.message
    assert command.properties["file"].startswith("data/a/a\nb\r::error::x%0A]]>")


@given(all_findings)
def test_any_findings_are_few_short_commands_that_count_them_all(findings: Findings):
    commands = read_commands(render_github(findings))
    for severity, kind in zip(Severity, ("error", "warning", "notice"), strict=True):
        found = [each for each in findings.diagnostics if each.severity is severity]
        printed = [command for command in commands if command.name == kind]
        assert len(printed) == (len(found) if len(found) <= MOST_ANNOTATIONS else len({d.rule for d in found}))
        counted = [re.search(r" \((\d+)\)$", command.properties["title"]) for command in printed]
        assert sum(int(count[1]) if count else 1 for count in counted) == len(found)
        assert all(len(command.message.encode("utf-16-le")) // 2 <= LONGEST_MESSAGE for command in printed)
        if len(found) <= MOST_ANNOTATIONS:
            files = [command.properties["file"] for command in printed]
            shown = [findings.show_path(each.path) for each in found]
            assert all(a == b for a, b in zip(files, shown, strict=True) if b.isprintable() and len(b) < 500)
