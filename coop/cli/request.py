"""What is asked in one run, and everything but the dataset that its answer hangs on: the key of a stored answer.

On the way of every quick answer: no heavy import.
"""

import os
import sys
import time

from coop.cli.terminal import find_width, has_colour, has_links
from coop.dataset.finding import find_beside_program, find_in, find_upward
from coop.dataset.index.sealing import digest_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coop.dataset.index.look import Look

NO_INDEX = "--no-index"

# The commands that read a dataset and do nothing else.
_COMMANDS = frozenset(("list", "show", "search", "stats", "fields", "localities", "measures", "validate"))
_DATA = "--data"
_DATA_VARIABLE = "COOP_DATA"
_VARIABLES = (_DATA_VARIABLE, "COOP_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


class Request:
    """One question: the folder of the dataset that it is about, as it is read from the arguments, and its key.

    `look` is what was seen of that folder while its answer was looked for.
    """

    __slots__ = ("key", "look", "root")

    def __init__(self, root: str, key: bytes) -> None:
        self.look: Look | None = None
        self.root = root
        self.key = key


def read_request(arguments: list[str]) -> Request | None:
    """What is asked, if its answer may be stored; whether it is stored is only decided when it is worked out."""
    if not arguments or arguments[0] not in _COMMANDS or NO_INDEX in arguments or sys.stdout is None:
        return None
    try:
        here = os.getcwd()
        root = _find_root(arguments)
    except (OSError, ValueError):
        return None
    if root is None:
        return None
    root = os.path.realpath(root)
    stream = sys.stdout
    shown = (str(find_width(stream)), str(has_colour(stream)), str(has_links(stream)))
    said = (here, root, *shown, time.strftime("%Y-%m-%d"), *(os.environ.get(each, "") for each in _VARIABLES))
    return Request(root, digest_of(*(os.fsencode(each) for each in (*said, *arguments))))


def _find_root(arguments: list[str]) -> str | None:
    """The folder that the command will find; a guess until the command has said which it read."""
    asked = None
    for position, argument in enumerate(arguments):
        if argument == _DATA:
            asked = "".join(arguments[position + 1 : position + 2])
        elif argument.startswith(f"{_DATA}="):
            asked = argument.removeprefix(f"{_DATA}=")
    asked = asked if asked is not None else os.environ.get(_DATA_VARIABLE) or None
    if asked is not None:
        return find_in(asked) if asked else None
    upward = find_upward()
    shipped = find_beside_program()
    return upward if upward is not None else shipped[0] if shipped is not None else None
