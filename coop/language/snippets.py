"""A piece of a text, fit to be quoted in a message."""

_LONGEST = 60
_READ = 200  # what is cut away may be of any size


def cut_snippet(text: str) -> str:
    """`text` on one line and in single spaces, cut where it grows too long for a message."""
    line = " ".join(text[:_READ].split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
