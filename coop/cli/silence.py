"""What to do with stdout when nobody reads it any more. On the way of every quick answer: no heavy import."""

import os
import sys


def silence_stdout() -> None:
    """Let the interpreter flush into nothing when it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return
