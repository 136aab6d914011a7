"""The version that the program tells is that of the project."""

import tomllib
from collections.abc import Callable

import pytest

from coop.version import find_version
from tests.conftest import REPOSITORY, Result

PROJECT = REPOSITORY / "pyproject.toml"


def test_version_is_that_of_the_project() -> None:
    if not (REPOSITORY / "coop").is_dir():
        pytest.skip("the tests run beside an installed coop")
    assert tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["version"] == find_version()


def test_version_is_told_alike_with_and_without_the_commands(
    run: Callable[..., Result], run_process: Callable[..., Result]
) -> None:
    assert run("--version", data=None) == run_process("--version") == Result(0, f"coop {find_version()}\n", "")
    assert run_process("--version", "list").out == f"coop {find_version()}\n"
