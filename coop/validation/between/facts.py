"""What one file says to others: facts, each a plain tuple that begins with its kind, under the keys of `keys`."""

from typing import Any, NamedTuple

from coop.dataset.agreement import Ends, Figure, When
from coop.language.dates import EdtfDate, EdtfInterval
from coop.language.quantity import Qualifier, Quantity

HELD, BROKEN, POINTING, RELATING, SIGNED, ALIKE, WITHIN, AROUND = range(8)

Plain = str | int | bool | None | tuple["Plain", ...]
Fact = tuple[Plain, ...]
PlainDate = tuple[int, int | None, int | None, bool]
PlainEnds = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


class Held(NamedTuple):
    """An agreement that a sound file holds: what others may point at. `first` and `last` are numbers of days."""

    kind: int
    agreement: str
    is_named: bool
    """Whether the file bears the id as its name."""
    is_id_told: bool
    """Whether the id has a finding already."""
    first: int
    last: int
    date: str
    figures: tuple[Fact, ...]


class Pointing(NamedTuple):
    """A link of a figure into another file."""

    kind: int
    position: int
    key: str
    reference: str
    agreement: str
    is_judged: bool
    figure: Fact


class Relating(NamedTuple):
    """A relation of an agreement to another; `is_told` says whether it has no finding of its own already."""

    kind: int
    position: int
    relation: str
    target: str
    agreement: str
    is_sound: bool
    is_told: bool
    is_dated: bool
    first: int
    last: int
    date: str


class Signed(NamedTuple):
    """An agreement by what two files of one agreement have in common."""

    kind: int
    agreement: str
    instrument: str | None
    level: str | None
    first: int
    last: int
    date: str
    related: tuple[str, ...]


class Added(NamedTuple):
    """A figure that is added to others: a flow or a pledge, linked to none. Its ends are sorted, its days numbers."""

    kind: int
    position: int
    id: str
    agreement: str
    field: str | None
    first: int | None
    last: int | None
    ends: PlainEnds
    low: int
    high: int
    qualifier: str

    @property
    def reference(self) -> str:
        """Its name in the whole dataset."""
        return f"{self.agreement}#{self.id}"


def pack_figure(figure: Figure) -> Fact:
    """What of a figure a link needs, at either end."""
    quantity, ends = figure.quantity, figure.ends
    return (
        figure.id,
        figure.measure,
        (quantity.low, quantity.high, quantity.unit, quantity.is_money, quantity.qualifier.value),
        (ends.source, ends.destination, ends.between),
        None if figure.as_of is None else _pack_when(figure.as_of),
        tuple(map(_pack_when, figure.period)),
        figure.per,
        figure.part_of,
        figure.same_as,
        figure.doubtful is not None,
    )


def unpack_figure(packed: Fact, agreement: str) -> Figure:
    """A figure that stands for the one that was packed."""
    values: tuple[Any, ...] = packed
    figure_id, measure, quantity, ends, as_of, period, per, part_of, same_as, is_doubtful = values
    low, high, unit, is_money, qualifier = quantity
    return Figure(
        agreement=agreement,
        id=figure_id,
        measure=measure,
        quantity=Quantity(low, high, unit, is_money, Qualifier(qualifier)),
        ends=Ends(*ends),
        as_stated="",
        source="",
        as_of=_unpack_when(as_of) if as_of is not None else None,
        period=tuple(map(_unpack_when, period)),
        per=per,
        part_of=part_of,
        same_as=same_as,
        doubtful="" if is_doubtful else None,
    )


def _pack_when(when: When) -> Fact:
    if isinstance(when, EdtfDate):
        return when.year, when.month, when.day, when.is_approximate
    return tuple(None if end is None else _pack_when(end) for end in (when.start, when.end))


def _unpack_when(packed: tuple[Any, ...]) -> When:
    if len(packed) == 2:
        start, end = (None if each is None else EdtfDate(*each) for each in packed)
        return EdtfInterval(start, end)
    return EdtfDate(*packed)
