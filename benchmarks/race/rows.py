"""What is compared with what, and how much of a peer's time coop may take."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from types import MappingProxyType

from race.peers import REPOSITORY, Peers, make_dataset
from race.processes import Command, Missing, Stdout

Change = Callable[[], None]
"""Done before each timed run of coop, untimed."""


@dataclass(frozen=True, slots=True)
class Against:
    """A peer, and how many times its time coop may take; without `at_most` it is told for comparison alone."""

    peer: Command | Missing
    at_most: float | None = None


@dataclass(frozen=True, slots=True)
class Growth:
    """How many times the memory may grow: from `empty`, a dataset without agreements, to coop and to its first peer."""

    empty: Command | Missing
    at_most: float


def leave_unchanged() -> AbstractContextManager[Change]:
    """Nothing changes between two runs."""
    return nullcontext(lambda: None)


@dataclass(frozen=True, slots=True)
class Scene:
    """One command of coop with its peers: all are run in turn, round after round."""

    what: str
    on: str
    own: Command | Missing
    peers: Sequence[Against]
    growth: Growth | None = None
    changing: Callable[[], AbstractContextManager[Change]] = field(default=leave_unchanged)


@dataclass(frozen=True, slots=True)
class Setting:
    """What scenes are made of: the peers, and how many agreements a small and a large dataset have."""

    peers: Peers
    small: int
    large: int

    def make_dataset(self, count: int) -> Path:
        """A dataset of so many agreements."""
        return make_dataset(self.peers.cache, count)

    def validate(self, dataset: Path, *options: str) -> Command | Missing:
        """Validation of a dataset; an option that this coop does not have cannot be timed."""
        missing = next((each for each in options if not self.peers.has_option("validate", each)), None)
        if missing is not None:
            return Missing(f"coop validate {missing}", f"this coop has no `{missing}` yet")
        return self.peers.coop("validate", "--data", "data", *options, folder=dataset)


def _make_cold(setting: Setting) -> Scene:
    peers, data = setting.peers, setting.make_dataset(setting.small)
    against = [
        Against(peers.check_jsonschema(data, accelerator=("ruamel.yaml.clib",)), 1 / 12),
        Against(peers.check_jsonschema(data), 1 / 25),
        Against(peers.ajv(data), 1.2),
        Against(peers.yamale(data)),
    ]
    own = setting.validate(data, "--no-index")
    return Scene("`coop validate --no-index`, everything checked", f"{setting.small:,}", own, against)


def _make_growth(setting: Setting) -> Scene:
    """Ten times the agreements: a tenth more than ten times the time, and no more than ten times the memory."""
    empty, small, large = (
        setting.validate(setting.make_dataset(each), "--no-index") for each in (0, setting.small, setting.large)
    )
    times = setting.large / setting.small
    on = f"{setting.large:,} against {setting.small:,}"
    if isinstance(small, Command):
        small = replace(small, name=f"on {setting.small:,}")
    against = [Against(small, 1.1 * times)]
    return Scene("`coop validate --no-index`, as the dataset grows", on, large, against, Growth(empty, times))


def _make_unchanged(setting: Setting) -> Scene:
    data = setting.make_dataset(setting.small)
    against = [Against(setting.peers.git_status(data), 6)]
    what = "`coop validate`, nothing changed since the last run"
    return Scene(what, f"{setting.small:,}", setting.validate(data), against)


def _make_changed(setting: Setting) -> Scene:
    data = setting.make_dataset(setting.small)
    against = [Against(setting.peers.git_status(data), 9)]
    return Scene(
        "`coop validate`, one file changed", f"{setting.small:,}", setting.validate(data), against,
        changing=lambda: _change_a_file(data),
    )  # fmt: skip


@contextmanager
def _change_a_file(data: Path) -> Iterator[Change]:
    """Each time another comment at the end of one file; in the end it is as it was."""
    files = sorted(data.glob("data/agreements/*/*.yaml"))
    path = files[len(files) // 2]
    before, numbers = path.read_bytes(), count(1)
    try:
        yield lambda: _write(path, before + f"# changed {next(numbers)} times\n".encode())
    finally:
        _write(path, before)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _make_query(setting: Setting, *arguments: str) -> Scene:
    data = setting.make_dataset(setting.large)
    own = setting.peers.coop(*arguments, "--data", "data", folder=data, stdout=Stdout.PIPE)
    against = [Against(setting.peers.git_status(data), 2.5)]
    return Scene(f"`coop {' '.join(arguments)}`, index warm", f"{setting.large:,}", own, against)


def _make_question(setting: Setting, number: int, *arguments: str) -> Scene:
    """A question that was not asked before: the index is there, the answer has to be worked out."""
    data = setting.make_dataset(number)
    own = setting.peers.coop(*arguments, "--data", "data", folder=data, stdout=Stdout.PIPE)
    what = f"`coop {' '.join(arguments)}`, index warm, not asked before"
    against = [Against(setting.peers.git_status(data))]
    return Scene(what, f"{number:,}", own, against, changing=lambda: _forget_answers(setting.peers.index))


@contextmanager
def _forget_answers(cache: Path) -> Iterator[Change]:
    """Each time the answers that coop has kept are gone, and all else of its indexes is there."""

    def forget() -> None:
        for path in cache.rglob("*.sqlite"):
            with closing(sqlite3.connect(path)) as database, database:
                database.execute("DELETE FROM answers")

    yield forget


def _make_list(setting: Setting) -> Scene:
    peers = setting.peers
    against = [Against(peers.python_pass(), 9), Against(peers.hello(), 0.75)]
    own = peers.coop("list", folder=REPOSITORY, stdout=Stdout.PIPE)
    return Scene("`coop list` on the shipped data, into a pipe", "as shipped", own, against)


def _make_version(setting: Setting) -> Scene:
    peers = setting.peers
    return Scene("`coop --version`", "", peers.coop("--version"), [Against(peers.python_pass(), 3)])


def _make_analysis(setting: Setting, *arguments: str, find_peer: Callable[[Path], Command | Missing]) -> Scene:
    """A question that other tools answer too, by reading every file."""
    data = setting.make_dataset(setting.small)
    own = setting.peers.coop(*arguments, "--data", "data", folder=data, stdout=Stdout.PIPE)
    return Scene(f"`coop {' '.join(arguments)}`", f"{setting.small:,}", own, [Against(find_peer(data))])


SCENES: Mapping[str, Callable[[Setting], Scene]] = MappingProxyType(
    {
        "cold": _make_cold,
        "growth": _make_growth,
        "unchanged": _make_unchanged,
        "changed": _make_changed,
        "stats": lambda setting: _make_query(setting, "stats", "by", "province"),
        "field": lambda setting: _make_query(setting, "list", "--field", "y-te", "--limit", "20"),
        "list": _make_list,
        "new-list": lambda s: _make_question(s, s.large, "list", "--field", "y-te", "--limit", "20"),
        "new-stats": lambda s: _make_question(s, s.small, "stats", "by", "province"),
        "version": _make_version,
        "pandas": lambda setting: _make_analysis(setting, "stats", "by", "province", find_peer=setting.peers.pandas),
        "yq": lambda setting: _make_analysis(setting, "list", "--field", "y-te", find_peer=setting.peers.yq),
    }
)
"""Everything that can be timed, by the name that `run.py` knows it under."""
