"""coop and its peers, whole commands side by side: how long each takes, and how much memory.

    python benchmarks/run.py                      # all rows
    python benchmarks/run.py list version         # some of them
    python benchmarks/run.py --rounds 9 --profile cold

In each round every command of a row runs once, in turn; a ratio is the median of the rounds' ratios, so that it holds
where the machine's speed drifts. A peer that takes over 20 seconds runs in the first two rounds alone. Memory is
measured in a run of its own. The table is Markdown, as docs/performance.md has it. Exit status 1 if a ratio is missed
or a command failed.

Peers are installed on demand, each in an environment of its own in the cache folder, and so are the datasets and coop's
index: nothing else is touched. What cannot be had is told, and left out.
"""

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from race.peers import Peers
from race.processes import Command, CommandFailedError, make_environment
from race.rows import SCENES, Setting
from race.table import Row, render_table
from race.timing import run_scene

_START = "<!-- figures: benchmarks/run.py --into docs/performance.md -->"
_END = "<!-- end of figures -->"


def main() -> int:
    """Run what is asked for, and print the table."""
    options = _parse()
    setting = Setting(Peers(options.cache.resolve()), options.small, options.large)
    rows: list[Row] = []
    missed: list[Command] = []
    for key in options.rows or SCENES:
        _tell(f"{key} …")
        scene = SCENES[key](setting)
        try:
            found = run_scene(scene, rounds=options.rounds)
        except CommandFailedError as error:
            found = [Row(scene.what, scene.on, scene.own.name, failure=str(error))]
        rows += found
        for row in found:
            _tell(f"  {row.against}: {row.say_ratio()} {row.verdict}")
        if any(row.is_missed for row in found) and isinstance(scene.own, Command):
            missed.append(scene.own)
    figures = f"{render_table(rows)}\n{_describe_machine(setting.peers, options.rounds)}\n"
    sys.stdout.write(figures)
    if options.into is not None:
        _put_into(options.into, figures)
    if options.profile:
        for command in missed:
            sys.stdout.write(f"\n## {command.name}\n\n```\n{_profile(command)}```\n")
    return int(any(row.is_missed for row in rows))


def _parse() -> argparse.Namespace:
    default = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "coop-benchmarks"
    parser = argparse.ArgumentParser(description="Time whole commands of coop and of its peers, side by side.")
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"some of: {', '.join(SCENES)} (default: all)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each command runs (default: 5)")
    parser.add_argument("--small", type=int, default=10_000, help="agreements in the small dataset (default: 10,000)")
    parser.add_argument("--large", type=int, default=100_000, help="agreements in the large one (default: 100,000)")
    parser.add_argument("--cache", type=Path, default=default, help=f"peers and datasets (default: {default})")
    parser.add_argument("--profile", action="store_true", help="show where the time goes where a ratio is missed")
    parser.add_argument("--into", type=Path, metavar="PAGE", help="write the table of all rows into this page, too")
    options = parser.parse_args()
    if options.into is not None and options.rows:
        parser.error("--into writes the table of all rows, expected no ROW beside it")
    if options.into is not None:
        _split(options.into)  # before half an hour is spent on what there is no place for
    unknown = [each for each in options.rows if each not in SCENES]
    if unknown:
        parser.error(f"no row '{unknown[0]}', expected some of {', '.join(SCENES)}")
    if options.rounds < 1:
        parser.error(f"--rounds is {options.rounds}, expected 1 or more")
    return options


def _put_into(page: Path, figures: str) -> None:
    """Write the table between the marks of a page."""
    before, after = _split(page)
    page.write_text(f"{before}\n{figures}{after}", encoding="utf-8")


def _split(page: Path) -> tuple[str, str]:
    """A page up to where the table begins, and from where it ends; `SystemExit` where that is not to be found."""
    try:
        before, start, rest = page.read_text(encoding="utf-8").partition(_START)
    except OSError as error:
        sys.exit(f"{page} cannot be read: {error.strerror}")
    _, end, after = rest.partition(_END)
    if not end:
        sys.exit(f"{page} has no lines {_START} and {_END}")
    return before + start, end + after


def _describe_machine(peers: Peers, rounds: int) -> str:
    """What the figures hold for."""
    load = f", load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{machine}, {', '.join(peers.find_versions())}; {rounds} rounds{load}."


def _profile(command: Command) -> str:
    """Where a command spends its time, its own functions first; what worker processes do is not seen."""
    program, *rest = command.arguments
    arguments: Sequence[str] = (program, "-m", "cProfile", "-s", "tottime", *rest)
    done = subprocess.run(
        arguments, cwd=command.folder, env=make_environment(command), capture_output=True, text=True, check=False
    )
    lines = done.stdout.splitlines()
    start = next((number for number, line in enumerate(lines) if "function calls" in line), 0)
    return "\n".join(lines[start : start + 40]) + "\n"


def _tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
