"""Starting is cheap: which modules a fresh process has loaded when a command is done."""

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
    assert "yaml" in loaded_by("list", "--data", str(FOUR), "-f", "json")
    assert "tabulate" in loaded_by("list", "--data", str(FOUR), "-f", "markdown")
