"""Answers that were given before, each kept under the state of everything that it depends on.

On the way of every quick answer: no heavy import. A state that comes back, as with a branch, finds its answers again.
"""

from coop.dataset.index.look import Look, look_at, recall
from coop.dataset.index.sealing import digest_of, seal, unseal

LONGEST = 8_000_000  # bytes of one answer
MOST = 64_000_000  # bytes of all answers of one dataset; the oldest go first


def find_answer(look: Look, key: bytes) -> bytes | None:
    """The answer kept under `key` for the state that the dataset is in now.

    The key names all that was asked and that is not the dataset's: the arguments, the language, the day, the width.
    """
    if look.state is None:
        return None
    name = digest_of(look.state, key)
    return unseal(look.store.read("answers", name), name)


def keep_answer(root: str, state: bytes, key: bytes, answer: bytes, *, now: int | None = None) -> bool:
    """Keep the answer that was worked out in this state; whether that was done.

    It is not where the dataset has changed meanwhile: then nobody knows what was read before, and what after.
    """
    look = look_at(root, now=now)
    return _keep(look, digest_of(state, key), answer, holds=look is not None and look.state == state)


def keep_known_answer(root: str, state: bytes, key: bytes, answer: bytes, *, now: int | None = None) -> bool:
    """Keep the answer that was worked out from nothing but the contents that the state stands for.

    It is right for that state, whatever has changed meanwhile: the files are not looked at again.
    """
    look = recall(root, now=now)
    memory = look.memory if look is not None else None
    return _keep(look, digest_of(state, key), answer, holds=memory is not None and memory.state == state)


def _keep(look: Look | None, name: bytes, answer: bytes, *, holds: bool) -> bool:
    if look is None:
        return False
    try:
        return holds and len(answer) <= LONGEST and _write(look, name, answer)
    finally:
        look.store.close()


def _write(look: Look, name: bytes, answer: bytes) -> bool:
    if not look.begin_writing():
        return False
    sizes = look.store.select("SELECT rowid, length(value) FROM answers ORDER BY rowid DESC")
    room, gone = MOST - len(answer), 0
    for row, size in sizes:
        room -= size if isinstance(size, int) else 0
        if room < 0 and isinstance(row, int):
            gone = row
            break
    look.store.remove_rows("answers", gone)
    look.store.write("answers", [(name, seal(answer, name))])
    return look.end_writing()
