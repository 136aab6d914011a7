"""Work for several processes: all of it is done, whatever becomes of the workers, and none of them stays behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

import pytest

from coop.validation import crew
from tests.conftest import agreement, write_dataset

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning"),
]

ITEMS = range(1_000)


def square(numbers: Sequence[int]) -> list[tuple[int, int]]:
    return [(number * number, os.getpid()) for number in numbers]


def do_all(workers: int) -> list[tuple[int, int]]:
    return [made for share in crew.share_out(ITEMS, square, workers=workers) for _, made in share]


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_each_item_is_worked_on_once_in_the_processes_asked_for(workers: int) -> None:
    done = do_all(workers)
    assert sorted(square for square, _ in done) == [number * number for number in ITEMS]
    processes = {process for _, process in done}
    assert (processes == {os.getpid()}) == (workers == 1)
    assert len(processes) <= workers
    assert workers == 1 or not any(map(is_running, processes))


@pytest.mark.parametrize(("items", "size"), [(640, 32), (3_200, 100), (20_000, 128), (200_000, 200)])
def test_the_more_items_the_larger_the_shares(items: int, size: int) -> None:
    def measure(share: Sequence[int]) -> list[int]:
        return [len(share)] * len(share)

    sizes = {made for share in crew.share_out(range(items), measure, workers=2) for _, made in share}
    assert max(sizes) == size


def test_the_share_of_a_worker_that_was_killed_is_done_here() -> None:
    here = os.getpid()

    def die_at_500(numbers: Sequence[int]) -> list[tuple[int, int]]:
        if 500 in numbers and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return square(numbers)

    done = [made for share in crew.share_out(ITEMS, die_at_500, workers=2) for _, made in share]
    assert sorted(square for square, _ in done) == [number * number for number in ITEMS]
    assert (500 * 500, here) in done


def test_an_exception_of_a_worker_is_met_here_too() -> None:
    def refuse_500(numbers: Sequence[int]) -> list[int]:
        if 500 in numbers:
            raise ValueError("not this one")
        return list(numbers)

    with pytest.raises(ValueError, match="not this one"):
        _ = [list(share) for share in crew.share_out(ITEMS, refuse_500, workers=2)]


def test_who_leaves_early_leaves_no_worker_behind() -> None:
    with closing(crew.share_out(ITEMS, square, workers=2)) as shares:
        processes = {process for _, (_, process) in next(shares)}
    assert os.getpid() not in processes
    assert not any(map(is_running, processes))


@pytest.fixture
def many_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system on which processes can be forked safely, with 64 processors for this one."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("threading.active_count", lambda: 1)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(64)), raising=False)


@pytest.mark.usefixtures("many_processors")
def test_little_work_is_done_here() -> None:
    assert crew.count_workers(crew.LEAST_WORK - 1) == 1
    assert crew.count_workers(crew.LEAST_WORK) == crew.MOST_WORKERS


@pytest.mark.usefixtures("many_processors")
@pytest.mark.parametrize(
    ("name", "there"),
    [("threading.active_count", lambda: 2), ("sys.platform", "darwin"), ("os.sched_getaffinity", lambda _: {3})],
)
def test_nothing_is_forked_where_that_is_unsafe_or_of_no_use(
    monkeypatch: pytest.MonkeyPatch, name: str, there: object
) -> None:
    monkeypatch.setattr(name, there)
    assert crew.count_workers(1_000_000) == 1


def count_open() -> int:
    return sum(1 for _ in Path("/dev/fd").iterdir())


@pytest.mark.parametrize("refused", ["fork", "pipe"])
def test_where_no_process_can_be_forked_all_is_done_here(monkeypatch: pytest.MonkeyPatch, refused: str) -> None:
    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, refused, refuse)
    before = count_open()
    assert {process for _, process in do_all(2)} == {os.getpid()}
    assert count_open() == before


def test_no_pipe_stays_open_when_a_worker_is_refused_after_others(monkeypatch: pytest.MonkeyPatch) -> None:
    fork, forked = os.fork, list[None]()

    def refuse_third() -> int:
        if len(forked) == 2:
            raise BlockingIOError
        forked.append(None)
        return fork()

    monkeypatch.setattr(os, "fork", refuse_third)
    before = count_open()
    done = do_all(4)
    assert sorted(square for square, _ in done) == [number * number for number in ITEMS]
    assert os.getpid() not in {process for _, process in done}
    assert count_open() == before


NARROW = """
import fcntl, os
pipe = os.pipe
def narrow():
    ends = pipe()
    fcntl.fcntl(ends[1], fcntl.F_SETPIPE_SZ, 4096)
    return ends
os.pipe = narrow
from coop.validation import crew
print(sum(made for share in crew.share_out(range(200_000), list, workers=2) for _, made in share))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="pipes keep their size here")
def test_pipes_as_narrow_as_linux_makes_them_for_one_who_has_many_are_wide_enough() -> None:
    process = subprocess.run([sys.executable, "-c", NARROW], capture_output=True, timeout=60, check=True)
    assert int(process.stdout) == sum(range(200_000))


TALKING = """
import os
from coop.validation import crew
shares = crew.share_out(range(100_000), lambda share: [bytes(10_000)] * len(share), workers=2)
next(shares)
os.write(1, b"begun\\n")
os.read(0, 1)
"""


@pytest.mark.parametrize("how", ["SIGKILL", "SIGTERM"])
def test_workers_end_when_nobody_is_there_to_read_what_they_say(how: str) -> None:
    command = [sys.executable, "-c", TALKING]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        process.send_signal(getattr(signal, how))
        process.wait(timeout=60)
        assert process.stdout.read() == b""  # ends when all that hold it have


BLOCKING = """
import os, signal
from coop.cli.start import main
from coop.validation import crew
from coop.validation.between.desk import Desk

def block(self, paths):
    os.write(1, b"%d\\n" % os.getpid())
    while True:
        signal.pause()

Desk.check = block
crew.count_workers = lambda items: 2
main()
"""


@pytest.mark.parametrize("is_told_to_all", [True, False])
def test_an_interruption_ends_the_command_and_its_workers(tmp_path: Path, is_told_to_all: bool) -> None:
    files = [agreement(f"a-{number}", "ha-noi", "can-tho") for number in range(100)]
    command = [sys.executable, "-c", BLOCKING, "validate", "--no-index", "--data", str(write_dataset(tmp_path, *files))]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, cwd=Path(__file__).parents[2]
    ) as process:
        try:
            assert process.stdout is not None
            workers = [int(process.stdout.readline()) for _ in range(2)]
            (os.killpg if is_told_to_all else os.kill)(process.pid, signal.SIGINT)
            _, complaint = process.communicate(timeout=60)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    assert (process.returncode, complaint) == (130, b"")
    assert process.pid not in workers
    assert not any(map(is_running, workers))
