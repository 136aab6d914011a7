"""Makes `docs/reference.md` from the program itself: help texts, exit codes, rules, columns and schemas."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from coop.analysis.card import build_card
from coop.analysis.description import describe_dataset
from coop.analysis.difference import compare_datasets
from coop.analysis.difference_report import report_difference
from coop.analysis.explain_report import explain_by
from coop.analysis.filters import Filters
from coop.analysis.grouping import Dimension
from coop.analysis.layout import Extra, Layout
from coop.analysis.listing import build_listing, list_agreements
from coop.analysis.reading_report import report_readings
from coop.analysis.search import search_agreements
from coop.analysis.search_report import report_search
from coop.analysis.select import Selection, select_agreements
from coop.analysis.snapshots_report import report_snapshots
from coop.analysis.statistics_report import report_by, report_overview
from coop.analysis.vocabulary_lists import list_fields, list_localities, list_measures
from coop.bilingual import Language
from coop.dataset.loading import open_dataset
from coop.errors import ExitCode
from coop.history.log import History
from coop.history.log_report import report_history
from coop.history.setup_report import report_setup
from coop.output.findings import Findings
from coop.output.findings_table import report_diagnostics
from coop.table import Table
from coop.validation.registry import RULES
from tests.conftest import FOUR, REPOSITORY, Result

COMMANDS = (
    "list",
    "show",
    "search",
    "stats",
    "fields",
    "localities",
    "measures",
    "parse",
    "validate",
    "fmt",
    "new",
    "diff",
    "log",
    "git-setup",
    "info",
    "completion",
)
_HEAD = """# Reference

Made from the program by a test; `make golden` rewrites it.
"""
_COLUMNS_HEAD = """## Columns

What programs get: the columns of CSV, TSV, JSON, JSONL, YAML, xlsx and parquet. The table of `coop stats by` is made
of blocks, one for the agreements and one for each measure and role; `--sort` and `--limit` arrange the rows of kind
`row` within each, the other kinds stay below them. `share` is there with `--share`, `stating` and `counting` with
`--coverage`. With two dimensions each row is a cell, and the totals of rows and columns are cells of kind `total`.
With `--explain` each row is a figure in a cell: those of one kind, id, role, measure and unit add up to what is
printed there, and what stands in no cell of its half is of kind `left-out`.

`coop show` answers JSON, JSONL and YAML with the values of the file itself instead, unless columns, an order or a
number of rows are asked for. `coop diff` answers JSON and YAML with all that changed, nested, in the same way
(docs/diff.md).
"""
_EXIT_CODES = {
    ExitCode.OK: "fine",
    ExitCode.FINDINGS: (
        "the data has findings (`validate`, `new`), changed (`diff --exit-code`), is not in canonical form "
        "(`fmt --check`), or is unsound where only a sound one will do (`--strict`)"
    ),
    ExitCode.USAGE: "the request cannot be carried out: wrong usage, no dataset, an unreadable file",
    ExitCode.BUG: "a bug in coop; `COOP_TRACEBACK=1` shows where",
    ExitCode.INTERRUPTED: "interrupted",
}
_SCHEMAS = {
    "agreement": "An agreement",
    "localities": "Localities",
    "regions": "Regions",
    "fields": "Fields",
    "measures": "Measures",
    "dataset": "The dataset",
}


def render_reference(run: Callable[..., Result]) -> str:
    """The whole page."""
    return "\n".join((_HEAD, *_commands(run), *_exit_codes(), *_columns(), *_rules(), *_schemas()))


def _commands(run: Callable[..., Result]) -> Iterator[str]:
    yield "## Commands\n"
    for command in ((), *((name,) for name in COMMANDS)):
        result = run(*command, "--help", data=None, env={"COLUMNS": "80"})
        assert result.code == 0, result.err
        yield f"### {' '.join(('coop', *command))}\n\n```text\n{result.out.rstrip()}\n```\n"


def _exit_codes() -> Iterator[str]:
    yield "## Exit codes\n\n| code | means |\n|---:|:---|"
    yield "\n".join(f"| {code.value} | {_EXIT_CODES[code]} |" for code in ExitCode) + "\n"


def _columns() -> Iterator[str]:
    yield _COLUMNS_HEAD
    for command, table in build_tables().items():
        yield f"### coop {command}\n\n| column | type | means |\n|:---|:---|:---|"
        yield "\n".join(f"| `{c.name}` | {c.type.value} | {_cell(c.description)} |" for c in table.columns) + "\n"


def build_tables() -> dict[str, Table]:
    """A table that each command answers with, by how the command is written."""
    dataset = open_dataset(FOUR)
    agreement = dataset.agreements[0]
    selection: Selection = select_agreements(dataset, Filters())
    return {
        "list": list_agreements(build_listing(selection)).tidy,
        "show": build_card(agreement, dataset, {}).tidy,
        "search": report_search(search_agreements(selection, "y tế"), width=None).tidy,
        "stats": report_overview(selection).tidy,
        "stats by DIM": report_by(selection, Layout(Dimension.PROVINCE, extras=frozenset(Extra))).tidy,
        "stats by DIM DIM": report_by(selection, Layout(Dimension.PROVINCE, Dimension.YEAR)).tidy,
        "stats by DIM --explain": explain_by(selection, Layout(Dimension.PROVINCE)).tidy,
        "stats --snapshots": report_snapshots(selection).tidy,
        "fields": list_fields(selection).tidy,
        "localities": list_localities(selection, on=None).tidy,
        "measures": list_measures(selection).tidy,
        "parse": report_readings((), dataset.vocabularies).tidy,
        "validate": report_diagnostics(Findings((), (), (), "", Language.EN)).tidy,
        "diff": report_difference(compare_datasets(dataset, dataset)).tidy,
        "log": report_history(History("", "", dataset, (), None)).tidy,
        "git-setup": report_setup(()).tidy,
        "info": describe_dataset(dataset, program_version="").tidy,
    }


def _rules() -> Iterator[str]:
    yield "## Rules\n\nWhat `coop validate` checks. Codes are never reused.\n\n| code | name | severity | what holds |"
    yield "|:---|:---|:---|:---|"
    rows = (f"| {r.code} | {r.name} | {r.severity.value} | {_cell(r.meaning.en)} |" for r in RULES.values())
    yield "\n".join(rows) + "\n"


def _schemas() -> Iterator[str]:
    yield "## The data\n"
    for name, title in _SCHEMAS.items():
        schema = json.loads((REPOSITORY / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
        yield f"### {title}\n\n{schema['description']}\n\n| key | required | means |\n|:---|:---|:---|"
        yield "\n".join(_properties(schema, schema, "")) + "\n"


def _properties(schema: dict[str, Any], root: dict[str, Any], path: str) -> Iterator[str]:
    """A row for each property at every depth; a reference within the schema is followed."""
    for key, found in schema.get("properties", {}).items():
        place = f"{path}.{key}" if path else key
        required = "yes" if key in schema.get("required", ()) else ""
        resolved = _resolve(found, root)
        values = resolved.get("enum")
        choices = " One of " + ", ".join(f"`{value}`" for value in values) + "." if values else ""
        yield f"| `{place}` | {required} | {_cell(found.get('description') or resolved['description'])}{choices} |"
        yield from _properties(resolved, root, place)
        yield from _properties(_resolve(resolved.get("items", {}), root), root, f"{place}[]")


def _resolve(schema: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    reference = schema.get("$ref")
    return root["$defs"][reference.rsplit("/", 1)[1]] if reference else schema


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
