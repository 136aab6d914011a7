"""What every format of findings shares: paths as they are shown, and texts that steer no reader."""

import pytest
from hypothesis import given

from coop.bilingual import Language
from coop.diagnostic import LONGEST_TEXT, Severity, show_text
from tests.output.finding_samples import HOSTILE, TWINS, UNKNOWN, UNUSED, make_diagnostic, make_findings, texts


@pytest.mark.parametrize(
    ("folder", "path", "shown"),
    [
        ("data", "fields.yaml", "data/fields.yaml"),
        ("data", "../schemas/x.json", "schemas/x.json"),
        ("", "fields.yaml", "fields.yaml"),
        (".", "fields.yaml", "fields.yaml"),
        ("", "../schemas/x.json", "../schemas/x.json"),
        ("a/b/", "./c.yaml", "a/b/c.yaml"),
        ("/abs/data", "fields.yaml", "/abs/data/fields.yaml"),
    ],
)
def test_a_path_is_shown_from_where_the_folder_is_named(folder, path, shown):
    assert make_findings(folder=folder).show_path(path) == shown


@pytest.mark.parametrize(("least", "failing"), [(Severity.ERROR, [UNKNOWN]), (Severity.WARNING, [UNKNOWN, TWINS])])
def test_what_fails_is_as_grave_as_the_least(least, failing):
    findings = make_findings(least=least)
    assert [rule for rule in (UNKNOWN, TWINS, UNUSED) if findings.fails(make_diagnostic(rule))] == failing


def test_message_and_hint_are_in_the_language_asked_for():
    diagnostic = make_diagnostic(message="m", hint="h")
    assert make_findings().explain(diagnostic) == ("m", "hint: h")
    assert make_findings(language=Language.VI).explain(diagnostic) == ("vi m", "gợi ý: vi h")
    assert make_findings().explain(make_diagnostic(message="m", hint=None)) == ("m",)


def test_a_long_text_is_cut_and_says_so():
    assert show_text("x" * LONGEST_TEXT) == "x" * LONGEST_TEXT
    assert show_text("x" * (LONGEST_TEXT + 1)) == "x" * (LONGEST_TEXT - 1) + "…"


def test_vietnamese_and_no_break_spaces_stay():
    assert show_text("Cần Thơ 45\u00a0tỷ") == "Cần Thơ 45\u00a0tỷ"


@given(texts)
def test_what_is_shown_is_printable_and_as_long(text: str):
    shown = show_text(text)
    assert shown.replace("\u00a0", " ").isprintable()
    assert len(shown) == len(text)
    assert all(new in (old, "\ufffd") for old, new in zip(text, shown, strict=True))


def test_hostile_characters_are_replaced():
    assert not set("\n\r\x1b\x00\u202e\u2028\ud800\ufffe\t") & set(show_text(HOSTILE))
