"""Hostile datasets: what `coop validate` makes of each, how long that takes, and how much memory.

    python benchmarks/hostile.py [CASE…]

Each case is the tiny dataset of the tests with something hostile in it, in a temporary folder. `coop validate
--no-index` runs on it as a process of its own, three times; the fastest counts, and the most memory. Exit status 1 if
one of the cases that have a bound (see `BOUNDED`) breaks it, or if the exit status of any run does not fit its
findings.
"""

import os
import re
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from race.processes import read_peak

REPOSITORY = Path(__file__).resolve().parent.parent
TINY = REPOSITORY / "tests" / "fixtures" / "four" / "data"
BOUNDED = ("100 MB", "nested in brackets", "nested in dashes", "nested by indents", "billion laughs")
MAX_SECONDS, MAX_MEGABYTES = 1.0, 200
TIMES = 3
ROOM = 999_000  # bytes; a file may have a million
ROOM_OF_VALUES = 19_900  # a file may have 20,000
FOUND = re.compile(rb"(?m)^\S.*: (error|warning|note) [A-Z][0-9]{3} ")
DEPTH = 5_000


@dataclass(frozen=True, slots=True)
class Measured:
    """How one case ended."""

    findings: int
    errors: int
    seconds: float
    megabytes: float
    status: int


def fill(line: str, *, head: str = "", values: int = 0) -> Callable[[Path], None]:
    """A case of one file, of a line that is repeated for as long as a file may be; `{n}` in it is the line's number.

    `values` is how many values a line holds: of those too, a file may have only so many.
    """

    def write(data: Path) -> None:
        count = (ROOM - len(head.encode())) // len(line.format(n=99_999).encode())
        count = min(count, ROOM_OF_VALUES // values) if values else count
        write_agreement(data, head + "".join(line.format(n=n) for n in range(count)))

    return write


def text(content: str) -> Callable[[Path], None]:
    """A case of one file with this content."""
    return lambda data: write_agreement(data, content)


def write_agreement(data: Path, content: str) -> None:
    """Write a file beside the sound agreements."""
    (data / "agreements" / "2019" / "hostile.yaml").write_text(content, encoding="utf-8")


def write_large(data: Path) -> None:
    """Write 100 MB of what would be sound YAML."""
    with (data / "agreements" / "2019" / "hostile.yaml").open("wb") as stream:
        for _ in range(100):
            stream.write(b"# " + b"a" * 999_997 + b"\n")


def make_laughs() -> str:
    """Anchors of which each stands for ten of the one before: 10^9 words."""
    lists = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(["a0: &a0 lol", *lists, ""])


def write_files(data: Path) -> None:
    """Write 60,000 files."""
    folder = data / "agreements" / "2018"
    folder.mkdir()
    for number in range(60_000):
        (folder / f"a{number}.yaml").touch()


def write_folders(data: Path) -> None:
    """Nest 5,000 folders, far deeper than a path can name."""
    with inside(data / "agreements"):
        for _ in range(DEPTH):
            os.mkdir("deeper")  # noqa: PTH102 - relative to where we stand: no path is that long
            os.chdir("deeper")


def remove_folders(data: Path) -> None:
    """Take the nested folders out again, from the inside; nothing else could."""
    with inside(data / "agreements"):
        depth = 0
        while Path("deeper").exists():
            os.chdir("deeper")
            depth += 1
        for _ in range(depth):
            os.chdir("..")
            os.rmdir("deeper")  # noqa: PTH106


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Work in a folder, and come back."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def write_pipe(data: Path) -> None:
    """Make a pipe into which nobody writes."""
    os.mkfifo(data / "agreements" / "2019" / "hostile.yaml")


def write_link(data: Path) -> None:
    """Make a link that leads to itself."""
    (data / "agreements" / "2019" / "hostile.yaml").symlink_to("hostile.yaml")


_HEAD = (
    "id: hostile\ntitle: {vi: Hợp tác, en: Cooperation}\nstatus: signed\ndate: '2019-01-01'\n"
    "parties: [{locality: ha-noi}, {locality: thanh-hoa}]\nsources: [{id: s, title: Bài}]\nfigures:\n"
)
_FIGURE = "- {{id: a{n}, measure: aid, from: ha-noi, to: thanh-hoa, amount: 3, unit: tỷ đồng, as_stated: 3 tỷ, "
CASES: dict[str, Callable[[Path], None]] = {
    "the tiny dataset alone": lambda _data: None,
    "100 MB": write_large,
    "nested in brackets": text("a: " + "[" * 100_000),
    "nested in dashes": text("- " * 100_000),
    "nested by indents": text("".join(" " * depth + "a:\n" for depth in range(1_400))),
    "billion laughs": text(make_laughs()),
    "one scalar": text("a: " + "b" * 900_000 + "\n"),
    "a million bytes of values": fill("- a\n", head="fields:\n"),
    "100,000 keys": text("".join(f"k{n}: \n" for n in range(100_000))),
    "unknown keys": fill("k{n}: v\n", values=1),
    "unknown keys in one line": text("{" + ", ".join(f"k{n}: v{'-' * 30}" for n in range(ROOM_OF_VALUES)) + "}"),
    "unknown fields": fill("- f{n}\n", head="fields:\n", values=1),
    "duplicate keys": fill("a: b\n", values=1),
    "duplicate ids": fill("- {{id: a}}\n", head="sources:\n", values=2),
    "fractions": fill("- 1.5\n", head="fields:\n", values=1),
    "controls in escapes": fill('- "\\0"\n', head="fields:\n", values=1),
    "parties": fill("- {{locality: l{n}}}\n", head="parties:\n", values=2),
    "figures of unknown ends": fill(_FIGURE.replace("ha-noi", "x{n}") + "source: t{n}}}\n", head=_HEAD, values=9),
    "figures that are twins": fill(_FIGURE + "source: s, period: '2018'}}\n", head=_HEAD, values=10),
    "figures in a chain": fill(_FIGURE + "source: s, part_of: b{n}}}\n", head=_HEAD, values=10),
    "conflicts": fill("- {{at: a.b.c.{n}, value: 1, source: s, reason: r}}\n", head="conflicts:\n", values=5),
    "trailing spaces": fill(" \n", head="a: b\n"),
    "look-alike letters": fill("#Ð\n", head="a: b\n"),
    "look-alikes in one line": text("a: b #" + "Ð\u200b" * 190_000),
    "loose marks": text("a: b #a" + "\u0301" * 400_000 + "\n"),
    "waivers": fill("k{n}: v # coop: ignore X301: a\n", values=1),
    "waivers of one thing": fill("# coop: ignore F107: a\n", head="a: b \n"),
    "waivers of half a million": fill("\t\n", head="# coop: ignore F107: a\nfields: [\n"),
    "60,000 files": write_files,
    "folders 5,000 deep": write_folders,
    "a pipe": write_pipe,
    "an endless link": write_link,
}


def measure(data: Path) -> Measured:
    """Validate a dataset in a process of its own, `TIMES` times."""
    seconds, peak, status = [], 0.0, 0
    found: list[bytes] = []
    for _ in range(TIMES):
        with tempfile.TemporaryFile() as out, Path(os.devnull).open("wb") as nowhere:
            begin = time.perf_counter()
            child = os.posix_spawn(
                sys.executable,
                [sys.executable, "-m", "coop", "validate", "--no-index", "--data", str(data)],
                {**os.environ, "PYTHONPATH": str(REPOSITORY)},
                file_actions=[
                    (os.POSIX_SPAWN_DUP2, out.fileno(), 1),
                    (os.POSIX_SPAWN_DUP2, nowhere.fileno(), 2),
                ],
            )
            _, code, usage = os.wait4(child, 0)
            seconds.append(time.perf_counter() - begin)
            out.seek(0)
            found = FOUND.findall(out.read())
        peak, status = max(peak, read_peak(usage)), os.waitstatus_to_exitcode(code)
    return Measured(len(found), found.count(b"error"), min(seconds), peak / 1024, status)


def run(name: str) -> Measured:
    """Measure one case."""
    with tempfile.TemporaryDirectory(prefix="coop-hostile-") as folder:
        data = Path(shutil.copytree(TINY, Path(folder) / "data"))
        CASES[name](data)
        try:
            return measure(data)
        finally:
            remove_folders(data)


def find_breaches(name: str, measured: Measured) -> list[str]:
    """What a case does that it may not."""
    breaches = []
    if name in BOUNDED and measured.seconds > MAX_SECONDS:
        breaches.append(f"over {MAX_SECONDS:.0f} s")
    if name in BOUNDED and measured.megabytes > MAX_MEGABYTES:
        breaches.append(f"over {MAX_MEGABYTES} MB")
    if name in BOUNDED and measured.findings != 1:
        breaches.append("not one finding")
    if measured.status != int(measured.errors > 0):
        breaches.append("the exit status does not tell whether there are errors")
    return breaches


def main(names: list[str]) -> int:
    """Print a row for each case; 1 if a bound is broken."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    write = sys.stdout.write
    write(f"{'case':26} {'findings':>9} {'seconds':>8} {'MB':>6} {'exit':>5}\n")
    is_broken = False
    for name in names or CASES:
        measured = run(name)
        breaches = find_breaches(name, measured)
        is_broken = is_broken or bool(breaches)
        numbers = f"{measured.findings:>9,} {measured.seconds:>8.2f} {measured.megabytes:>6.0f} {measured.status:>5}"
        write(f"{name:26} {numbers}  {', '.join(breaches)}".rstrip() + "\n")
        sys.stdout.flush()
    return int(is_broken)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
