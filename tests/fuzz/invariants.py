"""What holds of the findings of any file, however hostile, and of every format in which they are shown."""

import json
import re
from collections.abc import Iterable
from xml.etree import ElementTree

from coop.bilingual import Language
from coop.dataset.source_text import START
from coop.diagnostic import Diagnostic, Severity
from coop.output.diagnostics import close_validation, render_findings
from coop.output.findings import Findings
from coop.output.findings_table import report_diagnostics
from coop.output.github import MOST_ANNOTATIONS, render_github
from coop.output.json_text import render_json
from coop.output.junit import render_junit
from coop.output.sarif import render_sarif
from coop.validation.fixing import FIXABLE, Fixed, fix_text
from coop.validation.validate import Validation

_STYLE = re.compile(r"\x1b\[\d*m")
_WIDTHS = (None, 40)
_COMMAND = re.compile(r"::(?:error|warning|notice) file=[^,:]+,line=\d+,")


def check_findings(found: Iterable[Diagnostic], content: bytes) -> None:
    """Every finding lies inside the text, and says in both languages, in one line that prints, what is wrong."""
    lines = read_lines(content)
    for each in found:
        line, column, end_line, end_column = each.span
        where = f"{each.code} at {each.span}"
        if each.span != START:
            assert 1 <= line <= end_line <= len(lines), f"{where} lies outside the {len(lines)} lines"
            assert 1 <= column <= len(lines[line - 1]) + 1, f"{where} begins outside its line"
            assert 1 <= end_column <= len(lines[end_line - 1]) + 2, f"{where} ends outside its line"
            assert (line, column) <= (end_line, end_column), f"{where} ends before it begins"
        for text in (*each.message, *(each.hint or ())):
            assert text.strip() == text != "", f"{where} says nothing, or with space around it: {text!r}"
            assert _is_printable(text), f"{where} does not print: {text!r}"


def check_fixed(content: bytes, fixed: Fixed, before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> None:
    """To fix twice is to fix once, and what was mended broke nothing.

    A finding of a kind that was not there may only come to light where another that hid it is gone: of `аn-ninha` with
    a Cyrillic letter nobody says that there is no such field, before it is an id at all.
    """
    assert fix_text(fixed.content).content == fixed.content, "fixing twice is not fixing once"
    assert (fixed.content == content) == (not fixed.counts), "the counts tell of another change than was made"
    assert set(fixed.counts) <= set(FIXABLE)
    old = {(each.code, each.span.line) for each in before if each.code[0] in "PSXD"}
    now = {(each.code, each.span.line) for each in after if each.code[0] in "PSXD"}
    new = {code for code, _ in now} - {code for code, _ in old}
    assert not any(code.startswith("P") for code in new), f"fixing brought in {sorted(new)}"
    assert not new or old - now, f"fixing brought in {sorted(new)} and mended nothing"


def check_output(validation: Validation, language: Language) -> None:
    """Every format takes the findings, shows each of them, and can be read again."""
    findings = Findings(validation.diagnostics, validation.waived, validation.files, "data", language)
    for width in _WIDTHS:
        _check_text(render_findings(findings, colour=width is not None, width=width), findings)
    _check_github(render_github(findings), findings)
    _check_sarif(render_sarif(findings), findings)
    _check_junit(render_junit(findings), findings)
    table = report_diagnostics(findings).tidy
    assert len(json.loads(render_json(table))) == len(findings.diagnostics)
    assert _is_printable(close_validation(validation, language=language, elapsed="0.0 s"))


def read_lines(content: bytes) -> list[str]:
    """The lines of a file as its findings count them."""
    text = content.decode("utf-8", errors="replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _is_printable(text: str) -> bool:
    return text.replace("\u00a0", " ").isprintable()


def _check_text(text: str, findings: Findings) -> None:
    lines = _STYLE.sub("", text).split("\n")
    assert all(map(_is_printable, lines)), "what is shown in a terminal could steer it"
    heads = [
        line for line in lines if line.startswith(tuple({f"data/{d.path}:" for d in findings.diagnostics}) or "\n")
    ]
    assert len(heads) >= len(findings.diagnostics), "a finding is not shown"


def _check_github(text: str, findings: Findings) -> None:
    lines = text.splitlines()
    assert len(lines) <= len(Severity) * MOST_ANNOTATIONS
    assert bool(lines) == bool(findings.diagnostics)
    assert all(_COMMAND.match(line) and _is_printable(line) for line in lines), "a line is no annotation"


def _check_sarif(text: str, findings: Findings) -> None:
    (run,) = json.loads(text)["runs"]
    assert len(run["results"]) == len(findings.diagnostics) + len(findings.waived)
    assert all(map(_is_printable, text.split("\n")))


def _check_junit(text: str, findings: Findings) -> None:
    suite = ElementTree.fromstring(text)
    failing = sum(map(findings.fails, findings.diagnostics))
    assert suite.get("failures") == str(failing) == str(len(suite.findall("testsuite/testcase/failure")))
