"""Makes `coop/cli/completion/grammar.json` from the program itself."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from coop.analysis import words
from coop.analysis.borders import NOW, SIGNED
from coop.analysis.explain_report import explain_by, explain_overview
from coop.analysis.filters import Filters
from coop.analysis.grouping import Dimension
from coop.analysis.layout import Extra, Layout
from coop.analysis.row_names import DIMENSION, ROLE
from coop.analysis.select import select_agreements
from coop.analysis.snapshots_report import report_snapshots
from coop.analysis.statistics_report import report_by, report_overview
from coop.bilingual import Bilingual
from coop.cli.app import app
from coop.cli.commands import COMMANDS
from coop.cli.completion.answer import SHELLS
from coop.cli.group import build_command
from coop.dataset.loading import open_dataset
from coop.output.findings_formats import FINDINGS_FORMATS
from coop.output.formats import FORMATS
from coop.table import Report
from coop.validation.registry import RULES
from tests.conftest import FOUR
from tests.docs.reference import build_tables

Choices = Mapping[str, Bilingual]

_NOTHING = Bilingual("", "")
_LANGUAGES = {"en": Bilingual("English", "tiếng Anh"), "vi": Bilingual("Vietnamese", "tiếng Việt")}
_RULES = {rule.code: Bilingual(rule.name, rule.name) for rule in RULES.values()}
_FORMATS = [each.name for each in FORMATS.values() if not each.is_binary]
CHOICES: Mapping[str, Choices] = {
    "STATUS": words.STATUS,
    "KIND": words.INSTRUMENT,
    "LEVEL": words.LEVEL,
    "ROLE": {end.value: said for end, said in ROLE.items()},
    "FORMAT": dict.fromkeys(_FORMATS, _NOTHING),
    "CODE": _RULES,
    "CODES": _RULES,
    "en|vi": _LANGUAGES,
    "BORDERS": {NOW: Bilingual("those of today", "địa giới hôm nay"), SIGNED: Bilingual("as signed", "theo lúc ký")},
    "SHELL": dict.fromkeys(SHELLS, _NOTHING),
}
FREE = frozenset({"DATE", "AMOUNT", "TEXT", "N", "REV", "TEXT...", "VALUE", "URL", "PERIOD", "NEW-ID"})
"""Values for which nothing can be offered."""


def build_group() -> TyperGroup:
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    return group


def render_grammar() -> str:
    """The whole file."""
    group = build_group()
    program: dict[str, Any] = {
        "help": group.help,
        "options": _options(group, ""),
        "argument": "",
        "dimensions": 0,
        "choices": {},
        "columns": {},
    }
    commands = {name: _command(build_command(name), name) for name in COMMANDS}
    return json.dumps({"program": program, "commands": commands}, ensure_ascii=False, indent=1) + "\n"


def _command(command: TyperCommand, name: str) -> dict[str, Any]:
    arguments = [each.metavar or "" for each in command.params if isinstance(each, TyperArgument)]
    assert len(arguments) <= 1, "completion knows of one argument a command"
    argument = arguments[0] if arguments else ""
    dimensions = argument.count("DIM")
    by = {dimension.value: DIMENSION[dimension] for dimension in Dimension} if dimensions else {}
    return {
        "help": command.help,
        "options": _options(command, name),
        "argument": argument,
        "dimensions": dimensions,
        "choices": dict(by or CHOICES.get(argument, {})),
        "columns": _stats_columns() if by else _columns(name),
    }


def _columns(name: str) -> dict[str, dict[str, Bilingual]]:
    table = build_tables().get(name)
    return {} if table is None else {"": {column.name: column.label for column in table.columns}}


def _stats_columns() -> dict[str, dict[str, Bilingual]]:
    """The columns of each table of `coop stats`, and those that an option adds to one."""
    four = select_agreements(open_dataset(FOUR), Filters())
    plain = (Layout(Dimension.PROVINCE), Layout(Dimension.PROVINCE, Dimension.YEAR))
    found = {
        "": _labels(report_overview(four)),
        "--explain": _labels(explain_overview(four)),
        "--snapshots": _labels(report_snapshots(four)),
    }
    for name, layout in zip(("DIM", "DIM DIM"), plain, strict=True):
        found[name] = _labels(report_by(four, layout), layout)
        found[f"{name} --explain"] = _labels(explain_by(four, layout), layout)
        for extra, flag in ((Extra.SHARE, "--share"), (Extra.COVERAGE, "--coverage")):
            more = _labels(report_by(four, replace(layout, extras=frozenset({extra}))), layout)
            found[f"{name} {flag}"] = {column: label for column, label in more.items() if column not in found[name]}
    return found


def _labels(report: Report, layout: Layout | None = None) -> dict[str, Bilingual]:
    """The labels of the columns; those that are called as a dimension are called DIM instead."""
    names = {column.name: column.name for column in report.tidy.columns}
    if layout is not None:
        names[layout.rows.value] = "DIM"
    if layout is not None and layout.columns is not None:
        names[f"column_{layout.columns.value}"] = "column_DIM"
    dimension = Bilingual("Dimension", "Chiều")
    return {
        names[column.name]: column.label if names[column.name] == column.name else dimension
        for column in report.tidy.columns
    }


def _options(command: TyperCommand | TyperGroup, name: str) -> list[dict[str, Any]]:
    found = [_option(each, name) for each in command.params if isinstance(each, TyperOption) and not each.hidden]
    helping = {"flags": ["--help", "-h"], "help": "Show this message and exit.", "metavar": "", "values": 0}
    return [*found, {**helping, "repeats": False, "choices": {}}]


def _option(option: TyperOption, name: str) -> dict[str, Any]:
    metavar = "" if option.is_flag else option.metavar or ""
    choices = dict(CHOICES.get(metavar, {}))
    if metavar == "FORMAT" and name == "validate":
        choices |= dict.fromkeys(FINDINGS_FORMATS, _NOTHING)
    return {
        "flags": option.opts,
        "help": option.help,
        "metavar": metavar,
        "values": 0 if option.is_flag else option.nargs,
        "repeats": option.multiple,
        "choices": choices,
    }
