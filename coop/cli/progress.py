"""A bar on the terminal for what takes long; nothing in a pipe, and nothing for what is done at once."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE = 0.7  # seconds before a bar appears: below that it would only flicker


@contextmanager
def watch_progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give out what is to be told how many of how many are done; the bar goes to stderr and is wiped at the end."""
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield _watch_nothing
        return
    watcher = _Watcher(label)
    try:
        yield watcher.tell
    finally:
        watcher.stop()


def _watch_nothing(_done: int, _total: int) -> None:
    """Nobody looks."""


class _Watcher:
    """Draws the bar once it has been worth it for a while."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._begin = time.perf_counter()
        self._bar: Progress | None = None

    def tell(self, done: int, total: int) -> None:
        if self._bar is None and done < total and time.perf_counter() - self._begin > _PATIENCE:
            self._bar = self._start(total)
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=done)

    def _start(self, total: int) -> "Progress":
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        bar = Progress(*columns, console=Console(stderr=True), transient=True)
        bar.add_task(self._label, total=total)
        bar.start()
        return bar

    def stop(self) -> None:
        if self._bar is not None:
            self._bar.stop()
