"""Findings as a SARIF 2.1.0 log, the format that code scanning and editors read."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeAlias
from urllib.parse import quote

from coop.bilingual import Bilingual
from coop.diagnostic import Diagnostic, Rule, show_text
from coop.output.findings import Findings
from coop.version import find_version

Json: TypeAlias = "str | int | bool | Sequence[Json] | Mapping[str, Json]"

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "coopFinding/v1"  # a new recipe is a new version: results are matched across runs by it
_LONGEST_SNIPPET = 2_000  # characters of a line that is quoted
_SEMANTIC_VERSION = re.compile(r"\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_NUMBER = re.compile(r"\bline \d+")


def render_sarif(findings: Findings) -> str:
    """A log of one run: the rules that occur, a result for each finding, and the waived ones as suppressed."""
    found = (*findings.diagnostics, *(waived.diagnostic for waived in findings.waived))
    rules = tuple(sorted({each.rule for each in found}, key=lambda rule: (rule.code, rule.name)))
    indexes = {rule: index for index, rule in enumerate(rules)}
    suppressions: list[Json] = [[] for _ in findings.diagnostics]
    suppressions += [[_suppress(waived.reason)] for waived in findings.waived]
    results: list[Json] = [
        {
            "ruleId": diagnostic.code,
            "ruleIndex": indexes[diagnostic.rule],
            "level": diagnostic.severity.value,
            "message": {"text": _plain("\n".join(findings.explain(diagnostic)))},
            "locations": [{"physicalLocation": _locate(diagnostic, findings)}],
            "partialFingerprints": {FINGERPRINT: fingerprint},
            "suppressions": suppression,
        }
        for diagnostic, fingerprint, suppression in zip(found, _fingerprints(found), suppressions, strict=True)
    ]
    run: Json = {
        "tool": {"driver": _describe_driver(rules, findings)},
        "language": findings.language.value,
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "results": results,
    }
    return _dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _describe_driver(rules: Sequence[Rule], findings: Findings) -> Json:
    version = find_version()
    versions = {"semanticVersion": version} if _SEMANTIC_VERSION.fullmatch(version) else {}
    described = [_describe_rule(rule, findings) for rule in rules]
    return {"name": "coop", **versions, "language": findings.language.value, "rules": described}


def _describe_rule(rule: Rule, findings: Findings) -> Json:
    meaning = _plain(findings.say(rule.meaning))
    command = f"coop validate --explain {rule.code}"
    more = Bilingual(
        f"`{command}` explains the rule, with an example that breaks it and one that keeps it",
        f"`{command}` giải thích quy tắc này, kèm ví dụ sai và ví dụ đúng",
    )
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": meaning},
        "fullDescription": {"text": meaning},
        "help": {"text": _plain(findings.say(more))},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _suppress(reason: str) -> Json:
    return {"kind": "inSource", "status": "accepted", "justification": show_text(reason)}


def _locate(diagnostic: Diagnostic, findings: Findings) -> Json:
    """Where the finding is: its region, and around it the line where the region is a part of one."""
    line, column, end_line, end_column = diagnostic.span
    region: dict[str, Json] = {
        "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
    }  # fmt: skip
    place: dict[str, Json] = {"artifactLocation": _name_artifact(findings.show_path(diagnostic.path)), "region": region}
    text = diagnostic.excerpt
    if text is not None and line == end_line and len(text) <= _LONGEST_SNIPPET:
        region["snippet"] = {"text": text[column - 1 : end_column - 1]}
        if column > 1 or end_column <= len(text):  # the context must be more than the region
            place["contextRegion"] = {"startLine": line, "snippet": {"text": text}}
    return place


def _name_artifact(path: str) -> Json:
    """A relative URI under the root of the sources; a path that leaves the root names itself."""
    uri = quote(_SURROGATE.sub(_unescape_byte, path).encode("utf-8", "surrogateescape"), safe="/")
    if path.startswith("/"):
        return {"uri": f"file:///{uri.lstrip('/')}"}
    if path == ".." or path.startswith("../"):
        return {"uri": uri}
    return {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _unescape_byte(found: re.Match[str]) -> str:
    """Half a surrogate pair stands for a byte of a file's name where it can, and else for nothing that has a name."""
    return found[0] if "\udc80" <= found[0] <= "\udcff" else "\ufffd"


def _fingerprints(diagnostics: Sequence[Diagnostic]) -> list[str]:
    """A name for each finding that outlives lines added above it, new wording, and a file that moves.

    It is made of the rule and of what the line says; of equal ones in a file the second is told by its number.
    """
    met: Counter[tuple[str, str]] = Counter()
    names = []
    digests: dict[tuple[str, str], str] = {}  # many findings may stand in one line, and that be long
    for each in diagnostics:
        content = each.excerpt if each.excerpt is not None else _LINE_NUMBER.sub("line", each.message.en)
        digest = digests.get((each.code, content)) or _digest(each.code, content)
        digests[each.code, content] = digest
        met[each.path, digest] += 1
        names.append(f"{digest}:{met[each.path, digest]}")
    return names


def _digest(code: str, content: str) -> str:
    text = f"{code}\n{' '.join(content.split())}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _plain(text: str) -> str:
    """A message with no placeholder and no link in it: SARIF reads `{0}` and `[text](target)` in any message."""
    if "](" in text:
        text = re.sub(r"[\\\[\]]", r"\\\g<0>", text)
    return text.replace("{", "{{").replace("}", "}}")


def _dump(log: Json) -> str:
    """JSON that shows Vietnamese as it is written and escapes what could steer a terminal."""
    text = _SURROGATE.sub("\ufffd", json.dumps(log, ensure_ascii=False, indent=2))
    return "".join(f"{line if line.isprintable() else _escape(line)}\n" for line in text.split("\n"))


def _escape(line: str) -> str:
    return "".join(each if each.isprintable() else json.dumps(each)[1:-1] for each in line)
