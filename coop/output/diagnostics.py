"""Findings as lines for people and as a table for programs."""

from collections import Counter
from collections.abc import Iterable

from coop.bilingual import Bilingual
from coop.diagnostic import Diagnostic, Severity
from coop.table import Column, ColumnType, Report, Table
from coop.validation.validate import Validation

_COLUMNS = (
    Column("path", ColumnType.TEXT, Bilingual("File", "Tệp"), "File, with the name of the dataset's folder."),
    Column("line", ColumnType.INTEGER, Bilingual("Line", "Dòng"), "Line, from 1."),
    Column("column", ColumnType.INTEGER, Bilingual("Column", "Cột"), "Column in characters, from 1."),
    Column("end_line", ColumnType.INTEGER, Bilingual("To line", "Đến dòng"), "Line of the end.", for_people=False),
    Column("end_column", ColumnType.INTEGER, Bilingual("To column", "Đến cột"), "Behind the end.", for_people=False),
    Column("severity", ColumnType.TEXT, Bilingual("Severity", "Mức"), "error, warning or note."),
    Column("code", ColumnType.TEXT, Bilingual("Code", "Mã"), "Code of the rule."),
    Column("name", ColumnType.TEXT, Bilingual("Rule", "Quy tắc"), "Name of the rule.", for_people=False),
    Column("message", ColumnType.TEXT, Bilingual("Message", "Nội dung"), "What is wrong.", may_wrap=True),
    Column("hint", ColumnType.TEXT, Bilingual("Hint", "Gợi ý"), "What would be right.", may_wrap=True),
)
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def report_diagnostics(diagnostics: Iterable[Diagnostic], *, folder: str = "") -> Report:
    """The findings as a table, one row each; `folder` is the name of the dataset's folder, which leads the paths."""
    rows = tuple(
        (*(_path(d, folder), d.span.line, d.span.column, d.span.end_line, d.span.end_column),
         *(d.severity.value, d.code, d.rule.name, d.message, d.hint))
        for d in diagnostics
    )  # fmt: skip
    table = Table("validate", _COLUMNS, rows)
    return Report(table, (table,))


def render_lines(diagnostics: Iterable[Diagnostic], *, colour: bool, folder: str = "") -> str:
    """`path:line:column: severity code name: message` and the hint below it, for each finding."""
    return "".join(f"{line}\n" for found in diagnostics for line in _lines(found, colour=colour, folder=folder))


def _path(diagnostic: Diagnostic, folder: str) -> str:
    return f"{folder}/{diagnostic.path}" if folder else diagnostic.path


def _lines(diagnostic: Diagnostic, *, colour: bool, folder: str) -> tuple[str, ...]:
    place = f"{_path(diagnostic, folder)}:{diagnostic.span.line}:{diagnostic.span.column}"
    kind = f"{diagnostic.severity.value} {diagnostic.code} {diagnostic.rule.name}"
    if colour:
        place, kind = f"\x1b[1m{_visible(place)}\x1b[0m", f"\x1b[{_COLOURS[diagnostic.severity]}m{kind}\x1b[0m"
    else:
        place = _visible(place)
    first = f"{place}: {kind}: {_visible(diagnostic.message)}"
    return (first, f"  hint: {_visible(diagnostic.hint)}") if diagnostic.hint is not None else (first,)


def _visible(text: str) -> str:
    """Text of a file cannot steer a terminal: what does not print is shown as a replacement character."""
    return "".join(each if each.isprintable() or each == "\u00a0" else "\ufffd" for each in text)


def close_validation(validation: Validation) -> str:
    """The closing sentence: how many findings in how many files."""
    counts = Counter(diagnostic.severity for diagnostic in validation.diagnostics)
    found = ", ".join(_count(counts[severity], severity.value) for severity in Severity if counts[severity])
    files = _count(validation.vocabulary_files, "vocabulary file")
    checked = f"{_count(validation.agreement_files, 'agreement')} and {files}"
    before = (
        f"; {_count(validation.before_2000, 'agreement')} of before 2000: parties not checked against time"
        if validation.before_2000
        else ""
    )
    return f"{found or 'no finding'} in {checked}{before}"


def _count(number: int, one: str) -> str:
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"
