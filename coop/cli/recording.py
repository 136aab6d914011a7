"""What a command says while it runs, kept so that the same question can be answered again without running it.

On the way of every quick answer: no heavy import.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coop.dataset.index.look import Look

STDOUT, STDERR = 1, 2
ELAPSED = "\0elapsed\0"
"""Stands in a kept answer for the time that the answer took: it takes another one the next time."""

_LONGEST = 1_000_000  # characters; what is longer takes longer to write than to work out


class Recording:
    """Everything that one run writes, and the dataset that it was worked out from.

    `root` is the dataset's folder, all links followed, `state` how it stood; `language` is the code of the language
    that tells the time it took. `is_of_state`: it was worked out from nothing but the contents that `state` stands for.
    """

    __slots__ = ("_look", "_size", "is_closed", "is_of_state", "language", "parts", "root", "state")

    def __init__(self, look: "Look | None" = None) -> None:
        """Begin with nothing; `look` is the one at the dataset with which the run began."""
        self._look = look
        self.parts: list[tuple[int, str]] = []
        self.root, self.state = "", b""
        self.language = ""
        self.is_closed = False
        self.is_of_state = False
        self._size = 0

    def note(self, stream: int, text: str) -> None:
        """Keep what is written to a stream; an answer that grows too long is not kept at all."""
        self._size += len(text)
        if self._size > _LONGEST:
            self.close()
        if not self.is_closed:
            self.parts.append((stream, text))

    def note_dataset(self, root: str, state: bytes | None, *, is_of_state: bool = False) -> None:
        """Keep from what the answer is worked out: one dataset, in a state that is known.

        `is_of_state`: from nothing but the contents that the state stands for.
        """
        if state is None or self.state not in (b"", state):
            self.close()
        self.root, self.state, self.is_of_state = root, state or b"", is_of_state

    def take_look(self) -> "Look | None":
        """The look at the dataset with which the run began, once: after that the run may have changed something."""
        look, self._look = self._look, None
        return look

    def close(self) -> None:
        """Keep nothing: the answer depends on more than the dataset, or does more than write."""
        self.is_closed = True
        self.parts.clear()

    @property
    def is_whole(self) -> bool:
        """Whether the answer can be given again, as long as the dataset stands as it did."""
        return self.state != b"" and not self.is_closed


_nobody = Recording()
_nobody.close()
_running = [_nobody]


def begin_recording(look: "Look | None" = None) -> Recording:
    """Keep from now on what is said; `look` is the one at the dataset with which the run began."""
    _running[0] = Recording(look)
    return _running[0]


def recording() -> Recording:
    """What is kept of this run; where nothing is, whatever it is told is forgotten."""
    return _running[0]


def say_elapsed(seconds: float, language: str) -> str:
    """A time to a tenth of a second, in the language with this code: Vietnamese has a decimal comma."""
    number = f"{seconds:.1f}"
    return f"{number.replace('.', ',')} giây" if language == "vi" else f"{number} s"
