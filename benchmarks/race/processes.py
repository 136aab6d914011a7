"""One command as a process of its own: how long it takes from start to end, and how much memory."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

_SAMPLE_SECONDS = 0.02


class Stdout(Enum):
    """Where the output goes: nowhere, or into a pipe that is read to its end."""

    NOWHERE = subprocess.DEVNULL
    PIPE = subprocess.PIPE


@dataclass(frozen=True, slots=True)
class Command:
    """A command line, where it is run, and what it says when it worked."""

    name: str
    arguments: tuple[str, ...]
    folder: Path
    stdout: Stdout = Stdout.NOWHERE
    environment: Mapping[str, str] = field(default_factory=dict)
    is_quick: bool = True


@dataclass(frozen=True, slots=True)
class Missing:
    """A command that is not to be had here, and why."""

    name: str
    why: str


class CommandFailedError(Exception):
    """A command ended with another status than 0: its time means nothing."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What one run of a command took: seconds from its start until it was gone, and MB."""

    seconds: float
    megabytes: float


def time_command(command: Command) -> Taken:
    """What a command takes; of several processes, the memory is that of the largest."""
    begin = time.perf_counter()
    process = _start(command)
    if process.stdout is not None:
        process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    _end(command, process, status)
    return Taken(seconds, read_peak(usage) / 1024)


def measure_memory(command: Command) -> float:
    """The most memory that a command takes, in MB.

    That is the peak of its largest process, or, where that is more, the most that all its processes were seen to have
    at one time, what they share counted once (Linux only). Looking costs time, so this run is none of those timed.
    """
    process = _start(command)
    most = 0
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        if process.stdout is not None:
            os.set_blocking(process.stdout.fileno(), False)
            process.stdout.read()
        most = max(most, sum(map(_read_share, _find_family(process.pid))))
        time.sleep(_SAMPLE_SECONDS)
    _end(command, process, status)
    return max(most, read_peak(usage)) / 1024


def read_peak(usage: resource.struct_rusage) -> float:
    """The most memory that a process had, in kB: macOS tells it in bytes."""
    return usage.ru_maxrss / 1024 if sys.platform == "darwin" else usage.ru_maxrss


def make_environment(command: Command) -> dict[str, str]:
    """The environment of this process, with what the command wants in it and nothing that slows Python down."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COOP_"))}
    return {**kept, **command.environment}


def _start(command: Command) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command.arguments,
        cwd=command.folder,
        env=make_environment(command),
        stdin=subprocess.DEVNULL,
        stdout=command.stdout.value,
        stderr=subprocess.DEVNULL,
    )


def _end(command: Command, process: "subprocess.Popen[bytes]", status: int) -> None:
    process.returncode = os.waitstatus_to_exitcode(status)  # it is waited for already, for its usage
    if process.stdout is not None:
        process.stdout.close()
    if process.returncode != 0:
        raise CommandFailedError(f"{command.name} ended with {process.returncode}: {' '.join(command.arguments)[:500]}")


def _find_family(pid: int) -> Iterator[int]:
    """A process and all that came of it."""
    yield pid
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [child for task in tasks for child in (task / "children").read_text().split()]
    except OSError:  # it is gone, or this is no Linux
        return
    for child in children:
        yield from _find_family(int(child))


def _read_share(pid: int) -> int:
    """How many kB a process has, a page that several share divided among them."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), 0)
