"""Several processes for one kind of work on many files: forked ones, which begin with all that was read before.

The standard library's pools take longer to import than to check a thousand files. Where a process cannot be forked
safely there is none but this one: on Windows, beside other threads, and for little work. A worker that dies leaves its
share to this process, which so meets itself whatever the worker met.
"""

import gc
import marshal
import os
import select
import signal
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import TypeVar

from coop.dataset.index.pair import count_processors

Item = TypeVar("Item")
Made = TypeVar("Made")

LEAST_WORK = 200
"""Items below which the processes cost more than they save."""
MOST_WORKERS = 8
"""Beyond that this process cannot take in what they find as fast as they find it."""

_SHARES = range(32, 129)  # items that are handed out, are worked on, and come back, together
_SHARES_EACH = 16  # at least, so that no worker waits long for the last one
_MOST_SHARES = 1_000  # their numbers are written before anyone reads: Linux may give a pipe room for 4,096 bytes only
_NUMBER = 4  # bytes of a number in a pipe
_BUFFER = 1 << 18
_INTERRUPTION = frozenset({signal.SIGINT})


def share_out(
    items: Sequence[Item], work: Callable[[Sequence[Item]], list[Made]], *, workers: int | None = None
) -> Generator[Iterator[tuple[Item, Made]], None, None]:
    """Each item with what `work` makes of it, some at a time, those together in any order.

    `work` takes a share of the items and gives one thing for each, plain enough for `marshal`.
    `workers` is how many processes do it, by default as many as there are processors, where that pays. Close the
    iterator when it is left early.
    """
    count = count_workers(len(items)) if workers is None else workers
    size = _find_size(len(items), count)
    missing = dict.fromkeys(range(0, len(items), size))
    if count > 1:
        for start, made in _employ(items, work, size=size, count=count):
            del missing[start]
            yield zip(items[start : start + size], made, strict=True)
    for start in missing:
        share = items[start : start + size]
        yield zip(share, work(share), strict=True)


def _find_size(items: int, workers: int) -> int:
    """How many items to hand out together: many are done faster, and with few nobody is without work in the end."""
    fair = min(max(items // (workers * _SHARES_EACH), _SHARES[0]), _SHARES[-1])
    return max(fair, -(-items // _MOST_SHARES))


def count_workers(items: int) -> int:
    """How many processes so many items are worth."""
    return min(count_processors(), MOST_WORKERS) if items >= LEAST_WORK and hasattr(select, "poll") else 1


def _employ(
    items: Sequence[Item], work: Callable[[Sequence[Item]], list[Made]], *, size: int, count: int
) -> Iterator[tuple[int, list[Made]]]:
    """The shares that workers did, each with the number of its first item: who is done takes the next one."""
    workers: dict[int, int] = {}  # the pipe that a worker writes to, and its process
    try:
        orders = _write_orders(range(0, len(items), size))
    except OSError:  # no room for a pipe
        return
    gc.freeze()  # else the first collection in a worker copies all memory
    try:
        with suppress(OSError):  # no room for another process or pipe: those there are do it all
            for _ in range(count):
                _begin(workers, partial(_serve, items, work, size=size, orders=orders))
        yield from _collect(list(workers))
    finally:
        for pipe in (orders, *workers):
            os.close(pipe)
        for process in workers.values():
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(process, 0)
        gc.unfreeze()


def _write_orders(starts: range) -> int:
    """A pipe out of which each worker reads what to do next; at its end there is nothing more to do."""
    orders, ordering = os.pipe()
    os.write(ordering, b"".join(start.to_bytes(_NUMBER, "little") for start in starts))
    os.close(ordering)
    return orders


def _begin(workers: dict[int, int], serve: Callable[[int, Sequence[int]], None]) -> None:
    """One more worker: a process in which `serve` runs, told where to write to, and what this process reads from."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPTION)  # in a worker it is nobody's to tell of
    try:
        answers, answering = os.pipe()
        try:
            process = os.fork()
            if process == 0:
                serve(answering, (answers, *workers))
            workers[answers] = process
        except OSError:
            os.close(answers)
            raise
        finally:
            os.close(answering)
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _INTERRUPTION)


def _serve(
    items: Sequence[Item],
    work: Callable[[Sequence[Item]], list[Made]],
    answers: int,
    others: Iterable[int],
    *,
    size: int,
    orders: int,
) -> None:
    """A worker's life; it never comes back. Whatever goes wrong ends it, and this share is done by who is left.

    The `others` are closed: as long as anybody holds the end of a pipe that the first process reads from, who writes
    into it is not told that this process has gone.
    """
    try:
        for pipe in others:
            os.close(pipe)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _INTERRUPTION)
        gc.disable()
        while order := os.read(orders, _NUMBER):
            start = int.from_bytes(order, "little")
            payload = marshal.dumps((start, work(items[start : start + size])))
            message = memoryview(len(payload).to_bytes(_NUMBER, "little") + payload)
            while message:
                message = message[os.write(answers, message) :]
    finally:
        os._exit(0)


def _collect(pipes: Sequence[int]) -> Iterator[tuple[int, list[Made]]]:
    """What comes out of the pipes, as it comes, until each has ended."""
    waiting = select.poll()
    arrived = {pipe: bytearray() for pipe in pipes}
    for pipe in pipes:
        waiting.register(pipe, select.POLLIN)
    while arrived:
        for pipe, _ in waiting.poll():
            content = os.read(pipe, _BUFFER)
            if not content:
                waiting.unregister(pipe)
                del arrived[pipe]
                continue
            buffer = arrived[pipe]
            buffer += content
            while len(buffer) >= _NUMBER:
                end = _NUMBER + int.from_bytes(buffer[:_NUMBER], "little")
                if len(buffer) < end:
                    break
                yield marshal.loads(memoryview(buffer)[_NUMBER:end])
                del buffer[:end]
