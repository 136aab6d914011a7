"""Findings as text for people, with the line and a caret below it."""

from collections import Counter
from collections.abc import Iterable

from coop.bilingual import Bilingual, Language
from coop.diagnostic import Diagnostic, Severity
from coop.language.quantity import group_digits
from coop.language.text import display_width
from coop.output.findings import HINT, Findings, show_rule
from coop.validation.validate import Validation

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_WIDTH = 100
"""Columns to which the lines of files are cut where there is no terminal."""


def render_findings(findings: Findings, *, colour: bool, width: int | None = None) -> str:
    """Each finding: `path:line:col: severity code name: message`, the line with a caret below it, and the hint.

    `width` is that of the terminal, to which the lines of files are cut.
    """
    lines = (line for d in findings.diagnostics for line in _lines(d, findings, colour=colour, width=width or _WIDTH))
    return "".join(f"{line}\n" for line in lines)


def _lines(diagnostic: Diagnostic, findings: Findings, *, colour: bool, width: int) -> Iterable[str]:
    span, language = diagnostic.span, findings.language
    place = _visible(f"{findings.show_path(diagnostic.path)}:{span.line}:{span.column}")
    kind = f"{diagnostic.severity.label.text(language)} {show_rule(diagnostic)}"
    if colour:
        place, kind = f"\x1b[1m{place}\x1b[0m", f"\x1b[{_COLOURS[diagnostic.severity]}m{kind}\x1b[0m"
    yield f"{place}: {kind}: {diagnostic.message.text(language)}"
    if diagnostic.excerpt and not diagnostic.excerpt.isspace():
        yield from _show_excerpt(diagnostic, colour=colour, width=width)
    if diagnostic.hint is not None:
        yield f"  {HINT.text(language)}: {diagnostic.hint.text(language)}"


def _show_excerpt(diagnostic: Diagnostic, *, colour: bool, width: int) -> Iterable[str]:
    """The line of the file, and carets below what the finding is about."""
    gutter = f" {diagnostic.span.line:>5} | "  # the space keeps it from being read as a finding's place
    bar = " " * (len(gutter) - 2) + "| "
    before, marked, after = _cut(diagnostic, width - len(gutter))
    indent, caret = " " * display_width(before), "^" * max(1, display_width(marked))
    if colour:
        gutter, bar = f"\x1b[2m{gutter}\x1b[0m", f"\x1b[2m{bar}\x1b[0m"
        caret = f"\x1b[{_COLOURS[diagnostic.severity]}m{caret}\x1b[0m"
    yield f"{gutter}{before}{marked}{after}".rstrip()
    yield f"{bar}{indent}{caret}"


def _cut(diagnostic: Diagnostic, room: int) -> tuple[str, str, str]:
    """The line before, at and after what the finding is about, cut so that the three fit the room, in columns."""
    span, excerpt, room = diagnostic.span, diagnostic.excerpt or "", max(20, room)
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(excerpt)
    reach = 2 * room  # characters beyond which nothing can be shown; a hostile line has a million
    parts = (
        excerpt[max(0, start - reach) : start],
        excerpt[start : min(end, start + reach)],
        excerpt[end : end + reach],
    )
    before, marked, after = map(_visible, parts)
    marked = marked.rstrip() or marked[:1]
    if display_width(marked) > room // 2:
        marked, after = _first_columns(marked, room // 2 - 1) + "…", ""
    if display_width(before + marked) > room * 3 // 4:
        before = "…" + _last_columns(before, max(0, room * 3 // 4 - display_width(marked) - 1))
    if display_width(before + marked + after) > room:
        after = _first_columns(after, max(0, room - display_width(before + marked) - 1)) + "…"
    return before, marked, after


def _first_columns(text: str, columns: int) -> str:
    end = min(len(text), columns)
    while display_width(text[:end]) > columns:
        end -= 1
    return text[:end]


def _last_columns(text: str, columns: int) -> str:
    start = max(0, len(text) - columns)
    while display_width(text[start:]) > columns:
        start += 1
    return text[start:]


def _visible(text: str) -> str:
    """Text of a file cannot steer a terminal: what does not print is shown as a replacement character."""
    return "".join(
        each if each.isprintable() or each == "\u00a0" else " " if each == "\t" else "\ufffd" for each in text
    )


def close_validation(validation: Validation, *, language: Language, elapsed: str, fixed: int = 0) -> str:
    """The closing sentence: how many findings in how many files, what was waived or mended, and the time it took."""
    counts: Counter[Severity] = Counter()
    for diagnostic in validation.diagnostics:
        counts[diagnostic.severity] += 1 + diagnostic.more
    found = [_count(counts[each], each.label).text(language) for each in Severity if counts[each]]
    found = found or [Bilingual("no finding", "không có lỗi nào").text(language)]
    if validation.waived:
        waivers = {(each.diagnostic.path, each.line) for each in validation.waived}
        found.append(_count(len(waivers), Bilingual("waiver", "miễn trừ")).text(language))
    if fixed:
        found.append(Bilingual("{count} fixed", "đã sửa {count}").fill(count=group_digits(fixed)).text(language))
    files = (
        _count(validation.agreement_files, Bilingual("agreement", "thỏa thuận")).text(language),
        _count(validation.vocabulary_files, Bilingual("vocabulary file", "tệp từ vựng")).text(language),
    )
    where = Bilingual(f"in {files[0]} and {files[1]}", f"trong {files[0]} và {files[1]}").text(language)
    return f"{', '.join(found)} {where} ({elapsed}){_remarks(validation, language)}"


def _remarks(validation: Validation, language: Language) -> str:
    """What could not be checked, and why."""
    remarks = []
    if validation.before_2000:
        number = _count(validation.before_2000, Bilingual("agreement", "thỏa thuận"))
        remarks.append(
            Bilingual(
                f"{number.en} of before 2000: parties not checked against time",
                f"{number.vi} trước năm 2000: không đối chiếu các bên với thời gian",
            )
        )
    if not validation.is_complete:
        remarks.append(
            Bilingual(
                "a vocabulary is broken: what needs it was not checked",
                "có bảng từ vựng hỏng: những gì cần đến nó chưa được kiểm tra",
            )
        )
    return "".join(f"; {each.text(language)}" for each in remarks)


def _count(number: int, one: Bilingual) -> Bilingual:
    grouped = group_digits(number)
    return Bilingual(f"{grouped.en} {one.en}{'' if number == 1 else 's'}", f"{grouped.vi} {one.vi}")
