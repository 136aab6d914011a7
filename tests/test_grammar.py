"""The grammar that completion reads is that of the program, as the locked versions of its libraries make it."""

import pytest

from coop.cli.commands import COMMANDS
from coop.cli.completion.grammar import load_grammar
from tests.cli.grammar import render_grammar
from tests.conftest import REPOSITORY

GRAMMAR = REPOSITORY / "coop" / "cli" / "completion" / "grammar.json"


def test_grammar_is_that_of_the_program(request: pytest.FixtureRequest) -> None:
    rendered = render_grammar()
    if request.config.getoption("--update-golden"):
        GRAMMAR.write_text(rendered, encoding="utf-8")
    assert GRAMMAR.read_text(encoding="utf-8") == rendered
    assert set(load_grammar().commands) == set(COMMANDS)
