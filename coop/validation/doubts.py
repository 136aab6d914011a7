"""What of a file is in doubt: values that have an error already, of which nothing more can be said.

A file with one mistake is checked as far as it is sound, so that a curator sees all its mistakes at once, and none of
them twice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from coop.dataset.composer import Place
from coop.dataset.document import Document
from coop.dataset.schema_rules import MISSING_KEY
from coop.dataset.values import mappings_at
from coop.diagnostic import Diagnostic, Severity

Built = TypeVar("Built")


@dataclass(frozen=True, slots=True)
class Doubts:
    """The places of a document whose values are wrong in themselves, and all that they lie in."""

    places: frozenset[Place] = frozenset()

    def about(self, *place: str | int) -> bool:
        """Whether the value at `place`, or anything inside it, is wrong."""
        return place in self.places

    def about_any(self, *keys: str, of: Place) -> bool:
        """Whether one of the values under `keys` of the mapping at `of` is wrong."""
        return bool(self.places) and any(self.about(*of, key) for key in keys)


def find_doubts(document: Document, told: Iterable[Diagnostic]) -> Doubts:
    """The doubts that the errors told of a document raise; its form (`F`) raises none."""
    errors = [d for d in told if d.severity is Severity.ERROR and not d.code.startswith("F")]
    if not errors:
        return Doubts()
    starts = {(d.span.line, d.span.column) for d in errors}
    incomplete = {(d.span.line, d.span.column) for d in errors if d.rule is MISSING_KEY}
    return Doubts(
        frozenset(
            place[:length]
            for place, span in document.values.items()
            if (span.line, span.column) in starts or _is_key_told(document, place, starts, incomplete)
            for length in range(len(place) + 1)
        )
    )


def _is_key_told(
    document: Document, place: Place, starts: set[tuple[int, int]], incomplete: set[tuple[int, int]]
) -> bool:
    """Whether the error stands at the key: of a mapping that lacks a key, or of a value that is empty or misplaced."""
    key = document.keys.get(place)
    if key is None:
        return False
    at = (key.line, key.column)
    return at in starts and (at not in incomplete or isinstance(document.value(place), dict))


def number_values(document: Document, key: str, built: Sequence[Built]) -> tuple[tuple[int, Built], ...]:
    """What was built from the mappings of a list, each with its position in the file: what is no mapping has none."""
    if not built:
        return ()
    values = document.data.get(key)
    if isinstance(values, list) and len(values) == len(built):  # all of them are mappings
        return tuple(enumerate(built))
    return tuple(zip((position for position, _ in mappings_at(document.data, key)), built, strict=True))
