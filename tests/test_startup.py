"""Starting is cheap: which modules a fresh process has loaded when a command is done."""

import os
import subprocess
import sys

import pytest

from tests.conftest import FOUR

LOOKED_FOR = ("pandas", "numpy", "jsonschema", "jsonschema_rs", "openpyxl", "pyarrow", "rich", "tabulate", "yaml")
PROGRAM = """
import sys
before = set(sys.modules)
sys.argv = ['coop', *sys.argv[1:]]
from coop.cli.app import main
try:
    main()
except SystemExit as end:
    print('modules', end.code, *(set(sys.modules) - before), file=sys.stderr)
"""


def loaded_by(*arguments: str) -> set[str]:
    """Those of `LOOKED_FOR` that coop loads for a call."""
    process = subprocess.run([sys.executable, "-c", PROGRAM, *arguments], capture_output=True, timeout=60, check=True)
    words = process.stderr.decode().splitlines()[-1].split()
    assert words[:2] in (["modules", "0"], ["modules", "None"]), process.stderr
    assert "coop.cli.app" in words
    return set(words).intersection(LOOKED_FOR)


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), (), ("list", "--help"), ("validate", "--help")])
def test_help_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert loaded_by(*arguments) == set()


def test_list_loads_no_data_frames_and_no_workbook() -> None:
    for name in ("table", "csv", "json", "markdown"):
        loaded = loaded_by("list", "--data", str(FOUR), "-f", name)
        assert not loaded & {"pandas", "numpy", "jsonschema", "openpyxl", "pyarrow"}
    assert "tabulate" not in loaded_by("list", "--data", str(FOUR), "-f", "json")


def test_a_format_loads_what_it_needs() -> None:
    assert "yaml" in loaded_by("list", "--data", str(FOUR), "-f", "json", "--no-index")
    assert "tabulate" in loaded_by("list", "--data", str(FOUR), "-f", "markdown")


def modules_after(program: str, *arguments: str, shell: str = "") -> set[str]:
    """The modules that a fresh process has loaded at its end; `shell` is asking for completion."""
    code = f"{program}\nimport sys\nprint(*sys.modules, file=sys.stderr)"
    environment = {**os.environ, "_COOP_COMPLETE": shell, "COOP_DATA": str(FOUR)}
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
def test_completion_loads_no_command_and_nothing_heavy(words: tuple[str, ...]) -> None:
    loaded = modules_after("from coop.cli.start import main\nmain()", *words, shell="zsh")
    assert "coop.cli.completion.answer" in loaded
    assert not loaded & {*LOOKED_FOR, "typer", "coop.cli.app", "coop.dataset.dataset", "coop.analysis"} - {"yaml"}
    assert ("yaml" in loaded) is (words[0] == "list")
