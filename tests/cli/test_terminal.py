"""What a terminal is held to be able to show."""

import sys

import pytest

from coop.cli.terminal import has_links

KNOWN = {"TERM", "TERM_PROGRAM", "VTE_VERSION", "WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "DOMTERM"}


class Screen:
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*KNOWN, "GHOSTTY_RESOURCES_DIR", "FORCE_HYPERLINK", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def links(monkeypatch: pytest.MonkeyPatch, **environment: str) -> bool:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return has_links(Screen())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "environment",
    [
        {"VTE_VERSION": "5000"},
        {"VTE_VERSION": "7600"},
        {"WT_SESSION": "1"},
        {"TERM_PROGRAM": "vscode"},
        {"TERM": "xterm-kitty"},
        {"FORCE_HYPERLINK": "1"},
    ],
)
def test_terminals_known_to_draw_links_get_them(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert links(monkeypatch, **environment)


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"VTE_VERSION": "4999"},
        {"VTE_VERSION": "new"},
        {"TERM_PROGRAM": "Apple_Terminal"},
        {"WT_SESSION": "1", "FORCE_HYPERLINK": "0"},
        {"WT_SESSION": "1", "NO_COLOR": "1"},
        {"WT_SESSION": "1", "TERM": "dumb"},
    ],
)
def test_all_others_show_the_address(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert not links(monkeypatch, **environment)


def test_a_pipe_has_no_links(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("FORCE_HYPERLINK", "1")
    assert not has_links(sys.stdout)
    assert not has_links(None)
    assert capsys.readouterr().out == ""
