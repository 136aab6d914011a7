"""Findings as a table, for programs and for people who ask for one."""

from coop.bilingual import Bilingual
from coop.output.findings import Findings
from coop.table import Column, ColumnType, Report, Table

_COLUMNS = (
    Column("path", ColumnType.TEXT, Bilingual("File", "Tệp"), "File, as one finds it from the working folder."),
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


def report_diagnostics(findings: Findings) -> Report:
    """The findings as a table, one row each."""
    rows = tuple(
        (*(findings.show_path(d.path), d.span.line, d.span.column, d.span.end_line, d.span.end_column),
         *(d.severity.value, d.code, d.rule.name, d.message.text(findings.language)),
         d.hint.text(findings.language) if d.hint is not None else None)
        for d in findings.diagnostics
    )  # fmt: skip
    table = Table("validate", _COLUMNS, rows)
    return Report(table, (table,))
