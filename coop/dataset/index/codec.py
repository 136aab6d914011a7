"""Frozen values as bytes and back: agreements, terms, findings.

Pickled as classes and their fields, by a reader that knows the program's own value classes and nothing else: bytes
that name anything else are refused, and no file can make the program run what it wants.
"""

import pickle
from collections.abc import Callable
from datetime import date
from io import BytesIO
from operator import attrgetter
from typing import Any

from coop.bilingual import Bilingual
from coop.dataset import agreement, terms
from coop.dataset.vocabulary import Vocabularies, Vocabulary
from coop.diagnostic import Diagnostic, Rule, Severity, Span
from coop.language.dates import EdtfDate, EdtfInterval
from coop.language.place_names import NotAProvince
from coop.language.quantity import Qualifier, Quantity

VALUES: tuple[type, ...] = (
    *(agreement.Agreement, agreement.Party, agreement.Person, agreement.Figure, agreement.Ends, agreement.Source),
    *(agreement.OtherCurrency, agreement.Event, agreement.Relation, agreement.Conflict, agreement.Signatory),
    *(terms.Locality, terms.Period, terms.Region, terms.RegionPeriod, terms.Field, terms.Measure, terms.Description),
    *(Vocabularies, Vocabulary, NotAProvince, EdtfDate, EdtfInterval, Quantity, Diagnostic, Rule),
)
"""The frozen dataclasses that are taken apart into their fields."""

PLAIN: tuple[type, ...] = (Bilingual, Span, Severity, Qualifier, terms.Nature, date)
"""The other classes that values hold: named tuples, enums, days."""

# What unpickling may raise on bytes that are none of ours.
_DAMAGE = (pickle.UnpicklingError, EOFError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class Refused(pickle.UnpicklingError):
    """Bytes that name what is no value of the program."""


class _Reader(pickle.Unpickler):
    """Reads values of the program, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of this name, if it is one of a value."""
        try:
            return _BY_NAME[module, name]
        except KeyError:
            raise Refused(f"{module}.{name}") from None


def dump_value(value: object) -> bytes:
    """A value as bytes."""
    stream = BytesIO()
    writer = pickle.Pickler(stream, protocol=5)
    writer.dispatch_table = _REDUCERS
    writer.dump(value)
    return stream.getvalue()


def load_value(payload: bytes) -> object:
    """The value that `dump_value` made these bytes of; `Damaged` where they are none."""
    try:
        found: object = _Reader(BytesIO(payload)).load()
    except _DAMAGE:
        raise Damaged from None
    return found


class Damaged(Exception):  # noqa: N818 - never seen: the value is then made anew
    """Bytes that are no value."""


_Reducer = Callable[[Any], tuple[Callable[..., Any], tuple[Any, ...]]]


def _reducer_of(value: type) -> _Reducer:
    names: tuple[str, ...] = value.__match_args__  # type: ignore[attr-defined] # of a dataclass
    take = attrgetter(*names)
    if len(names) == 1:
        return lambda each: (value, (take(each),))
    return lambda each: (value, take(each))


_REDUCERS: dict[type, _Reducer] = {each: _reducer_of(each) for each in VALUES}
_BY_NAME: dict[tuple[str, str], type] = {(each.__module__, each.__qualname__): each for each in (*VALUES, *PLAIN)}
