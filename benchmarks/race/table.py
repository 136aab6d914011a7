"""The rows of a comparison, and how they are written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_HEAD = ("what", "on", "against", "at most", "measured", "ok", "coop", "peer")


@dataclass(frozen=True, slots=True)
class Measured:
    """The median of a command's times, and the most memory it took."""

    seconds: float
    megabytes: float

    def say(self) -> str:
        """Both, in few digits."""
        seconds = f"{self.seconds * 1_000:.0f} ms" if self.seconds < 0.9995 else f"{self.seconds:.1f} s"
        return f"{seconds}, {self.megabytes:,.0f} MB"


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison; `failure` says why there is none."""

    what: str
    on: str
    against: str
    at_most: float | None = None
    ratio: float | None = None
    own: Measured | None = None
    peer: Measured | None = None
    failure: str = ""
    is_skipped: bool = False

    @property
    def is_missed(self) -> bool:
        """Whether coop took more than it may, or something failed."""
        if self.is_skipped:
            return False
        return self.ratio is None or (self.at_most is not None and round(self.ratio, 3) > round(self.at_most, 3))

    @property
    def verdict(self) -> str:
        """The word in the table."""
        if self.is_skipped:
            return "skipped"
        if self.is_missed:
            return "no"
        return "yes" if self.at_most is not None else ""

    def say_ratio(self) -> str:
        """The ratio, or why there is none."""
        return say_ratio(self.ratio) if self.ratio is not None else self.failure


def say_ratio(ratio: float) -> str:
    """A ratio as people say it: 6.2, 0.75, 1/12."""
    if ratio < 0.5:
        return f"1/{1 / ratio:.3g}"
    return f"{ratio:.2f}" if ratio < 1.995 else f"{ratio:.1f}"


def render_table(rows: Sequence[Row]) -> str:
    """A Markdown table."""
    lines = [_write(_HEAD), _write("---" for _ in _HEAD)]
    lines += (
        _write(
            (
                row.what,
                row.on,
                row.against,
                say_ratio(row.at_most) if row.at_most is not None else "",
                row.say_ratio(),
                row.verdict,
                row.own.say() if row.own else "",
                row.peer.say() if row.peer else "",
            )
        )
        for row in rows
    )
    return "\n".join(lines) + "\n"


def _write(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
