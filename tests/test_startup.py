"""Starting is cheap: which modules a fresh process has loaded when a command is done."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from coop.cli.commands import COMMANDS
from tests.conftest import FOUR

ID = "ha-noi-can-tho-2019"
ROOMS = ("coop.analysis", "coop.validation", "coop.api", "coop.history", "coop.output", "coop.dataset.dataset")

LOOKED_FOR = ("pandas", "numpy", "jsonschema", "jsonschema_rs", "openpyxl", "pyarrow", "rich", "tabulate", "yaml")
PROGRAM = """
import sys
before = set(sys.modules)
sys.argv = ['coop', *sys.argv[1:]]
from coop.cli.start import main
try:
    main()
    code = 0
except SystemExit as end:
    code = end.code
print('modules', code, *(set(sys.modules) - before), file=sys.stderr)
"""


def loaded_by(*arguments: str) -> set[str]:
    """Those of `LOOKED_FOR` that coop loads for a call."""
    process = subprocess.run([sys.executable, "-c", PROGRAM, *arguments], capture_output=True, timeout=60, check=True)
    words = process.stderr.decode().splitlines()[-1].split()
    assert words[:2] in (["modules", "0"], ["modules", "None"]), process.stderr
    return set(words).intersection(LOOKED_FOR)


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), (), ("list", "--help"), ("validate", "--help")])
def test_help_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert loaded_by(*arguments) == set()


def test_list_loads_no_data_frames_and_no_workbook() -> None:
    for name in ("table", "csv", "json", "markdown"):
        loaded = loaded_by("list", "--data", str(FOUR), "-f", name, "--no-index")
        assert not loaded & {"pandas", "numpy", "jsonschema", "openpyxl", "pyarrow"}
        assert ("tabulate" in loaded) is (name == "markdown")


def test_a_format_loads_what_it_needs() -> None:
    assert "yaml" in loaded_by("list", "--data", str(FOUR), "-f", "json", "--no-index")
    assert "tabulate" in loaded_by("list", "--data", str(FOUR), "-f", "markdown", "--no-index")


def modules_after(
    program: str, *arguments: str, shell: str = "", environment: Mapping[str, str] = MappingProxyType({})
) -> set[str]:
    """The modules that a fresh process has loaded at its end; `shell` is asking for completion."""
    code = f"{program}\nimport sys\nprint(*sys.modules, file=sys.stderr)"
    environment = {**os.environ, "_COOP_COMPLETE": shell, "COOP_DATA": str(FOUR), **environment}
    process = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, env=environment, timeout=60, check=True
    )
    return set(process.stderr.decode().split())


def test_import_coop_loads_nothing_heavy() -> None:
    loaded = modules_after("import coop")
    assert "coop" in loaded
    assert not loaded.intersection((*LOOKED_FOR, "typer"))


def test_a_dataset_is_opened_and_totalled_without_data_frames() -> None:
    loaded = modules_after("import coop\nstr(coop.open_dataset(index=False).statistics('province'))")
    assert {"yaml", "coop.api.dataset"} <= loaded
    assert not loaded & {"pandas", "numpy", "openpyxl", "pyarrow", "typer"}


@pytest.mark.parametrize("words", [("li",), ("list", "--field", "y"), ("list", "--party", "Hà"), ("show", "ha")])
def test_completion_loads_no_command_and_nothing_heavy(words: tuple[str, ...], tmp_path: Path) -> None:
    program, environment = "from coop.cli.start import main\nmain()", {"COOP_CACHE": str(tmp_path)}
    loaded = modules_after(program, *words, shell="zsh", environment=environment)
    assert "coop.cli.completion.answer" in loaded
    assert not loaded & {*LOOKED_FOR, "typer", "coop.cli.app", "coop.dataset.dataset", "coop.analysis"} - {"yaml"}
    assert words[0] == "list" or "yaml" not in loaded


# What no answer in a pipe needs. Typer itself loads inspect, difflib, traceback, subprocess and pathlib.
UNNEEDED = frozenset(
    {
        "pydantic", "pydantic_core", "typing_extensions", "rich", "tabulate", "wcwidth", "pandas", "numpy", "openpyxl",
        "asyncio", "importlib.metadata", "coop.output.screen", "coop.output.workbook", "coop.output.sarif",
        "coop.output.junit", "coop.output.github", "coop.history.snapshot", "coop.history.git",
    }
)  # fmt: skip
COMMAND_MODULES = frozenset(f"coop.cli.{home.module}" for home in COMMANDS.values())
RUN = "from coop.cli.start import main\ntry:\n    main()\nexcept SystemExit:\n    pass"


@pytest.mark.parametrize("words", [("list",), ("stats",), ("stats", "by", "province"), ("show", ID), ("info",)])
def test_a_command_loads_what_it_needs_itself(words: tuple[str, ...]) -> None:
    loaded = modules_after(RUN, *words, "--no-index")
    assert loaded & COMMAND_MODULES == {f"coop.cli.{words[0]}"}
    assert not loaded & UNNEEDED
    assert ("coop.analysis.statistics_report" in loaded) is (words[0] == "stats")
    assert not loaded & {"coop.language.amounts", "coop.analysis.explain_report", "coop.analysis.snapshots_report"}


def test_validate_asks_git_for_nothing_it_is_not_asked_for() -> None:
    loaded = modules_after(RUN, "validate", "--no-index")
    assert {"coop.cli.validate", "coop.validation.validate", "jsonschema_rs"} <= loaded
    assert not loaded & UNNEEDED - {"coop.history.git"}


def test_where_the_index_knows_all_nothing_is_loaded_that_reads_a_file(tmp_path: Path) -> None:
    shell = {"COOP_CACHE": str(tmp_path)}
    first = modules_after(RUN, "list", "--data", str(FOUR), environment=shell)
    assert {"yaml", "coop.dataset.building", "jsonschema_rs"} <= first
    again = modules_after(RUN, "list", "--data", str(FOUR), "--limit", "3", environment=shell)
    assert "coop.analysis.listing" in again
    assert not again & {"yaml", "jsonschema_rs", "coop.dataset.building", "coop.dataset.document", *UNNEEDED}


def test_version_loads_next_to_nothing() -> None:
    loaded = modules_after(RUN, "--version")
    assert {each for each in loaded if each.startswith("coop")} == {
        "coop", "coop.cli", "coop.cli.start", "coop.version",
    }  # fmt: skip
    assert not loaded & {"typing", "re", "importlib.metadata", "typer"}


@pytest.mark.parametrize("words", [("--help",), (), *((name, "--help") for name in COMMANDS)], ids=" ".join)
def test_help_loads_what_declares_the_command_alone(words: tuple[str, ...]) -> None:
    loaded = modules_after(RUN, *words)
    assert loaded & COMMAND_MODULES == {f"coop.cli.{COMMANDS[name].module}" for name in words if name in COMMANDS}
    assert not loaded & {*UNNEEDED, "yaml", "jsonschema_rs"}
    assert not [each for each in loaded if each.startswith(ROOMS)]


@pytest.mark.parametrize("words", [("lst",), ("--bogus",), ("list", "--fild"), ("show",), ("validate", "--select")])
def test_a_wrong_line_is_told_before_anything_is_loaded_that_reads_data(words: tuple[str, ...]) -> None:
    loaded = modules_after(RUN, *words)
    assert "coop.cli.line_refusals" in loaded
    assert not loaded & {*UNNEEDED, "yaml", "jsonschema_rs"}
    assert not [each for each in loaded if each.startswith(ROOMS)]


def test_cycles_are_looked_for_rarely_but_looked_for() -> None:
    program = f"{RUN}\nimport gc, sys\nprint(gc.isenabled(), gc.get_threshold()[0], file=sys.stderr)"
    assert {"True", "200000"} <= modules_after(program, "list")


@pytest.mark.parametrize("words", [("list", "--no-index"), ("list", "--no-such-option")], ids=" ".join)
def test_python_looks_for_no_cycle_at_the_end(words: tuple[str, ...]) -> None:
    program = f"{RUN}\nimport gc, sys\nprint('frozen' if gc.get_freeze_count() else 'loose', file=sys.stderr)"
    assert "frozen" in modules_after(program, *words)


@pytest.mark.parametrize("program", ["textconv", "merge_file"])
def test_what_git_starts_for_each_file_loads_no_typer(program: str) -> None:
    loaded = modules_after(f"import coop.cli.{program}")
    assert not loaded & {"typer", *UNNEEDED} - {"coop.history.git"}
