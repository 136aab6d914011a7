"""Some of many at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in turn, up to `size` at a time, as `itertools.batched` of Python 3.12 has it."""
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch
