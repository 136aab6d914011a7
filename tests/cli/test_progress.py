"""The bar for what takes long: on a terminal alone, and only after a while."""

import os
import pty
import sys
from collections.abc import Iterator
from contextlib import suppress

import pytest

from coop.cli import progress
from coop.cli.progress import watch_progress


def run_through() -> None:
    with watch_progress("đang kiểm tra") as tell:
        for number in range(3):
            tell(number, 3)
        tell(3, 3)


def show_on_terminal(monkeypatch: pytest.MonkeyPatch, *, patience: float, term: str = "xterm") -> str:
    """What a terminal gets to see. (pytest gives each phase of a test a stderr of its own: so this is no fixture.)"""
    monkeypatch.setattr(progress, "_PATIENCE", patience)
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLUMNS", "80")
    reader, writer = pty.openpty()
    with os.fdopen(writer, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        run_through()
    shown = b"".join(_read_to_the_end(reader))
    os.close(reader)
    return shown.decode("utf-8")


def _read_to_the_end(reader: int) -> Iterator[bytes]:
    """What was written; it arrives in pieces, and Linux ends a terminal that nobody holds with an error."""
    with suppress(OSError):
        while piece := os.read(reader, 100_000):
            yield piece


def test_a_bar_shows_how_many_are_done_and_is_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = show_on_terminal(monkeypatch, patience=-1)
    assert "đang kiểm tra" in shown
    assert "0/3" in shown
    assert shown.endswith("\x1b[2K")  # the line is empty again


def test_what_is_done_at_once_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    assert show_on_terminal(monkeypatch, patience=3600) == ""


def test_a_terminal_that_cannot_draw_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    assert show_on_terminal(monkeypatch, patience=-1, term="dumb") == ""


def test_a_pipe_shows_no_bar(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", -1)
    run_through()
    assert capsys.readouterr().err == ""
