"""The reference says what the program says."""

from collections.abc import Callable

import pytest

from tests.conftest import REPOSITORY, Result
from tests.docs.reference import render_reference

PAGE = REPOSITORY / "docs" / "reference.md"


def test_reference_is_what_the_program_says_of_itself(
    run: Callable[..., Result], request: pytest.FixtureRequest
) -> None:
    rendered = render_reference(run)
    if request.config.getoption("--update-golden"):
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(rendered, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == rendered


def test_every_command_has_help_on_every_option(run: Callable[..., Result]) -> None:
    page = render_reference(run)
    for line in page.splitlines():
        if line.startswith("  -"):
            assert len(line) <= 80
            assert line.split()[-1] not in ("TEXT", "FILE", "N"), f"an option without a word of help: {line}"
