"""Findings as JUnit XML, the format in which CI systems read test results."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from xml.etree import ElementTree

from coop.diagnostic import Diagnostic, show_text
from coop.output.findings import Findings, show_rule

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_CLEAN = "validate"  # the name of the test that a file without findings has passed
_LONGEST_EXCERPT = 200
_TIME = "0"  # readers want one; the same data gives the same bytes, so it is not measured


def render_junit(findings: Findings) -> str:
    """One suite: a failed test for each finding that counts, a skipped one for each waived, a passed one for the rest.

    A finding below the severity that fails is a passed test with the finding as its output.
    """
    cases = list(_name_apart(_build_cases(findings)))
    counts = {
        "tests": len(cases),
        "failures": sum(case.find("failure") is not None for case in cases),
        "errors": 0,
    }
    skipped = sum(case.find("skipped") is not None for case in cases)
    attributes = {name: str(count) for name, count in counts.items()}
    root = ElementTree.Element("testsuites", {"name": "coop", **attributes, "time": _TIME})
    suite = ElementTree.SubElement(
        root, "testsuite", {"name": "coop validate", **attributes, "skipped": str(skipped), "time": _TIME}
    )
    suite.extend(cases)
    ElementTree.indent(root)
    return f"{_DECLARATION}{ElementTree.tostring(root, encoding='unicode')}\n"


def _build_cases(findings: Findings) -> Iterator[ElementTree.Element]:
    """The tests file by file, each file's in the order of its findings."""
    by_path: dict[str, list[ElementTree.Element]] = defaultdict(list)
    for diagnostic in findings.diagnostics:
        by_path[diagnostic.path].append(_build_finding(diagnostic, findings))
    for waived in findings.waived:
        by_path[waived.diagnostic.path].append(_build_waived(waived.diagnostic, waived.reason, findings))
    for path in sorted({*findings.files, *by_path}):
        yield from by_path[path] or [_build_case(path, _CLEAN, findings)]


def _build_finding(diagnostic: Diagnostic, findings: Findings) -> ElementTree.Element:
    case = _build_case(diagnostic.path, _name_case(diagnostic), findings)
    if findings.fails(diagnostic):
        message = findings.say(diagnostic.message)
        failure = ElementTree.SubElement(case, "failure", {"type": show_rule(diagnostic), "message": message})
        failure.text = _describe(diagnostic, findings)
    else:
        ElementTree.SubElement(case, "system-out").text = _describe(diagnostic, findings)
    return case


def _build_waived(diagnostic: Diagnostic, reason: str, findings: Findings) -> ElementTree.Element:
    case = _build_case(diagnostic.path, _name_case(diagnostic), findings)
    ElementTree.SubElement(case, "skipped", {"message": show_text(reason)})
    ElementTree.SubElement(case, "system-out").text = _describe(diagnostic, findings)
    return case


def _build_case(path: str, name: str, findings: Findings) -> ElementTree.Element:
    shown = show_text(findings.show_path(path))
    return ElementTree.Element("testcase", {"classname": shown, "name": name, "time": _TIME})


def _name_case(diagnostic: Diagnostic) -> str:
    return f"{show_rule(diagnostic)} {diagnostic.span.line}:{diagnostic.span.column}"


def _name_apart(cases: Iterator[ElementTree.Element]) -> Iterator[ElementTree.Element]:
    """CI systems take two tests of one name for one test: the second of a name is numbered."""
    met: Counter[tuple[str, str]] = Counter()
    for case in cases:
        key = (case.attrib["classname"], case.attrib["name"])
        met[key] += 1
        if met[key] > 1:
            case.set("name", f"{key[1]} ({met[key]})")
        yield case


def _describe(diagnostic: Diagnostic, findings: Findings) -> str:
    """The finding as the terminal tells it: place, severity and rule, message, hint, and the line."""
    message, *hint = findings.explain(diagnostic)
    first = f"{findings.name_place(diagnostic)}: {diagnostic.severity.value} {show_rule(diagnostic)}: {message}"
    excerpt = [] if diagnostic.excerpt is None else [_cut_out(diagnostic.excerpt, diagnostic.span.column)]
    return "\n".join((first, *(f"  {line}" for line in (*hint, *excerpt))))


def _cut_out(line: str, column: int) -> str:
    """So much of a line as a person reads, from a little before the column on."""
    if len(line) <= _LONGEST_EXCERPT:
        return show_text(line)
    start = max(0, column - 1 - _LONGEST_EXCERPT // 4)
    leading = "…" if start else ""
    return leading + show_text(line[start : start + _LONGEST_EXCERPT + 1], limit=_LONGEST_EXCERPT)
