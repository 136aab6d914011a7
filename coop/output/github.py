"""Findings as annotations of GitHub Actions: workflow commands, one a line.

GitHub keeps the first ten annotations of each kind that a step prints and drops the others without a word. Where a kind
has more, the findings of one rule share an annotation, and past ten rules the last annotation speaks for the rest.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from coop.bilingual import Bilingual
from coop.diagnostic import Diagnostic, Rule, Severity, show_text
from coop.output.findings import Findings, show_rule

MOST_ANNOTATIONS = 10  # of one kind, in one step
MOST_PLACES = 60  # that a person reads in one annotation
LONGEST_MESSAGE = 4_000  # UTF-16 units; the runner cuts at 4,096, in the middle of a place if need be
_LONGEST_PART = 400  # characters of a message, hint or path in an annotation that stands for many findings
_ROOM_FOR_MORE = 80  # UTF-16 units kept free for the line that says how many are not listed

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_PLURALS = {
    Severity.ERROR: Bilingual("errors", "lỗi"),
    Severity.WARNING: Bilingual("warnings", "cảnh báo"),
    Severity.NOTE: Bilingual("notes", "ghi chú"),
}


@dataclass(frozen=True, slots=True)
class _Group:
    """All findings of one rule, in their order."""

    rule: Rule
    diagnostics: tuple[Diagnostic, ...]


def render_github(findings: Findings) -> str:
    """A command a line: `::error file=…,line=…,…,title=X301 unknown-locality::message`; nothing for no finding.

    The message begins with the place and the rule, because the log of a step shows the message alone.
    """
    commands = (
        command
        for severity in Severity
        for command in _annotate([d for d in findings.diagnostics if d.severity is severity], findings)
    )
    return "".join(f"{command}\n" for command in commands)


def _annotate(diagnostics: Sequence[Diagnostic], findings: Findings) -> Iterator[str]:
    """The annotations of one kind: never more than GitHub keeps."""
    if len(diagnostics) <= MOST_ANNOTATIONS:
        yield from (_annotate_one(each, findings) for each in diagnostics)
        return
    groups = _group(diagnostics)
    own = len(groups) if len(groups) <= MOST_ANNOTATIONS else MOST_ANNOTATIONS - 1
    for group in groups[:own]:
        if len(group.diagnostics) == 1:
            yield _annotate_one(group.diagnostics[0], findings)
        else:
            yield _annotate_rule(group, findings)
    if rest := groups[own:]:
        yield _annotate_rest(rest, findings)


def _group(diagnostics: Sequence[Diagnostic]) -> tuple[_Group, ...]:
    """By rule, in the order of the first finding of each."""
    by_rule: dict[Rule, list[Diagnostic]] = {}
    for each in diagnostics:
        by_rule.setdefault(each.rule, []).append(each)
    return tuple(_Group(rule, tuple(found)) for rule, found in by_rule.items())


def _count(group: _Group) -> int:
    """How many findings a group has, those included that are not told one by one."""
    return sum(1 + each.more for each in group.diagnostics)


def _annotate_one(diagnostic: Diagnostic, findings: Findings) -> str:
    message, *hint = findings.explain(diagnostic)
    lines = (f"{findings.name_place(diagnostic)}: {show_rule(diagnostic)}: {message}", *hint)
    return _command(diagnostic, show_rule(diagnostic), lines, findings)


def _annotate_rule(group: _Group, findings: Findings) -> str:
    """One annotation at a rule's first finding, which tells that one in full and lists the places of the others."""
    first, *others = group.diagnostics
    message, *hint = findings.explain(first, limit=_LONGEST_PART)
    count = f"{_count(group)} {findings.say(_PLURALS[first.severity])}"
    head = (
        f"{_place(first, findings)}: {show_rule(first)}: {message}",
        *hint,
        findings.say(Bilingual(f"{count} of this rule; the others:", f"{count} theo quy tắc này; các chỗ khác:")),
    )
    places = [_place(each, findings) for each in others[: MOST_PLACES - 1]]
    lines = _fit(
        head, places, lambda shown: findings.say(_and_more(_count(group) - 1 - shown)), total=_count(group) - 1
    )
    return _command(first, f"{show_rule(first)} ({_count(group)})", lines, findings)


def _annotate_rest(groups: Sequence[_Group], findings: Findings) -> str:
    """One annotation for all the rules that have none of their own: a line each, with its count and first places."""
    first = groups[0].diagnostics[0]
    title = findings.say(_name_rest(groups))
    each_places = max(1, MOST_PLACES // len(groups))
    lines = [_list_places(group, each_places, findings) for group in groups]
    fitting = _fit((f"{title}:",), lines, lambda shown: findings.say(_and_rules(groups[shown:])), total=len(groups))
    return _command(first, title, fitting, findings)


def _list_places(group: _Group, most: int, findings: Findings) -> str:
    places = ", ".join(_place(each, findings) for each in group.diagnostics[:most])
    more = _count(group) - min(most, len(group.diagnostics))
    ending = f" {findings.say(_and_more(more))}" if more > 0 else ""
    return f"{show_rule(group.diagnostics[0])} ({_count(group)}): {places}{ending}"


def _place(diagnostic: Diagnostic, findings: Findings) -> str:
    """`path:line:column`; of an overlong path the end is kept, where the name of the file is."""
    place = findings.name_place(diagnostic)
    return place if len(place) <= _LONGEST_PART else f"…{place[-_LONGEST_PART + 1 :]}"


def _name_rest(groups: Sequence[_Group]) -> Bilingual:
    count, plural = sum(map(_count, groups)), _PLURALS[groups[0].rule.severity]
    return Bilingual(
        f"{count} {plural.en} of {len(groups)} more rules",
        f"{count} {plural.vi} theo {len(groups)} quy tắc khác",
    )


def _and_more(count: int) -> Bilingual:
    return Bilingual(f"and {count} more", f"và {count} chỗ khác")


def _and_rules(groups: Sequence[_Group]) -> Bilingual:
    rest = _name_rest(groups)
    return Bilingual(f"and {rest.en}", f"và {rest.vi}")


def _fit(head: Sequence[str], lines: Sequence[str], say_more: Callable[[int], str], *, total: int) -> tuple[str, ...]:
    """The head, as many lines as there is room for, and, if those are not `total`, what is left out behind them."""
    room = LONGEST_MESSAGE - _ROOM_FOR_MORE - sum(_measure(line) for line in head)
    shown = 0
    while shown < len(lines) and (room := room - _measure(lines[shown])) >= 0:
        shown += 1
    return (*head, *lines[:shown], *((say_more(shown),) if shown < total else ()))


def _measure(line: str) -> int:
    """The length of a line and its end as the runner counts it, in UTF-16 units."""
    return len(line.encode("utf-16-le")) // 2 + 1


def _command(diagnostic: Diagnostic, title: str, lines: Sequence[str], findings: Findings) -> str:
    properties = {"file": findings.show_path(diagnostic.path), **_extent(diagnostic), "title": title}
    named = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
    message = "\n".join(lines)
    encoded = message.encode("utf-16-le")
    if len(encoded) // 2 > LONGEST_MESSAGE:
        message = encoded[: 2 * (LONGEST_MESSAGE - 1)].decode("utf-16-le", errors="ignore") + "…"
    return f"::{_KINDS[diagnostic.severity]} {named}::{_escape_data(message)}"


def _extent(diagnostic: Diagnostic) -> dict[str, str]:
    """Lines, and columns only where the finding keeps to one line: GitHub takes them for nothing else."""
    line, column, end_line, end_column = diagnostic.span
    if end_line == line:
        return {"line": f"{line}", "endLine": f"{line}", "col": f"{column}", "endColumn": f"{end_column}"}
    last = end_line - 1 if end_column == 1 else end_line  # an end before the first character is the end of a line
    return {"line": f"{line}", "endLine": f"{last}"}


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    # A name that holds a line break still finds its file; what else does not print has no escape here.
    shown = "".join(each if each in "\r\n" else show_text(each) for each in text)
    return _escape_data(shown).replace(":", "%3A").replace(",", "%2C")
