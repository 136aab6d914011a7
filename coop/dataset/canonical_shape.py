"""What the canonical form of each kind of file looks like: the order of keys, and what stands in lines of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import PurePath

from coop.dataset.composer import Value
from coop.dataset.finding import AGREEMENTS
from coop.dataset.layout import VOCABULARIES, find_program_schemas
from coop.dataset.schema import load_schema


class Kind(StrEnum):
    """A kind of file; its schema is named alike."""

    AGREEMENT = "agreement"
    LOCALITIES = "localities"
    REGIONS = "regions"
    FIELDS = "fields"
    MEASURES = "measures"
    DATASET = "dataset"


def kind_of(path: PurePath | str) -> Kind:
    """The kind of a file by its name: a vocabulary's, or an agreement, as is whatever lies under `agreements`."""
    stem, folders = PurePath(path).stem, PurePath(path).parts[:-1]
    return Kind(stem) if stem in VOCABULARIES and AGREEMENTS not in folders else Kind.AGREEMENT


def guess_kind(data: Mapping[str, Value]) -> Kind:
    """The kind of a file by what it holds, where it has no name: that whose keys fit it best."""

    def fit(kind: Kind) -> tuple[int, int]:
        keys = load_shape(kind).keys
        return len(keys & data.keys()), -len(keys)

    return max(Kind, key=fit)


# Mappings that have a line for each key, however short they are: what is told of them changes key by key. The other
# mappings that hold nothing but words stand on one line where they fit.
_IN_LINES = frozenset({
    "agreement.title", "agreement.purpose", "agreement.figures.*", "agreement.events.*", "agreement.events.*.note",
    "agreement.sources.*", "agreement.conflicts.*", "dataset.title", "dataset.description", "fields.fields.*",
    "fields.fields.*.definition", "localities.localities.*", "measures.measures.*", "measures.measures.*.definition",
    "regions.regions.*", "regions.regions.*.periods.*",
})  # fmt: skip
# Lists that have a line for each item as soon as they have more than so many: one field more is then one line more.
_SHORT_LISTS = {"agreement.fields": 2}


@dataclass(frozen=True, slots=True)
class Shape:
    """The form of what stands at one place of a file; `order` are the known keys of a mapping."""

    place: str
    order: tuple[str, ...] = ()
    inside: Mapping[str, "Shape"] = field(default_factory=dict)

    @property
    def keys(self) -> frozenset[str]:
        """The known keys."""
        return frozenset(self.order)

    @property
    def is_in_lines(self) -> bool:
        """Whether a mapping here has a line for each key, however short it is."""
        return self.place in _IN_LINES

    @property
    def longest_list(self) -> int | None:
        """How many items a list here may have on one line; `None` as many as fit."""
        return _SHORT_LISTS.get(self.place)

    def at(self, key: str) -> "Shape":
        """The form of the value of a key; `*` stands for any item of a list."""
        return self.inside.get(key) or Shape(f"{self.place}.{key}")

    def rank(self, key: str) -> int:
        """The position of a key in the schema; unknown ones come behind those that are known."""
        return self.order.index(key) if key in self.order else len(self.order)


@cache
def load_shape(kind: Kind) -> Shape:
    """The form of one kind of file, as its schema has it."""
    source = load_schema(find_program_schemas(), kind.value).source
    return _build_shape(source, source, kind.value)


def _build_shape(schema: Value, whole: dict[str, Value], place: str) -> Shape:
    """The shape of what a schema describes; a schema of this project refers to its own definitions alone."""
    if not isinstance(schema, dict):
        return Shape(place)
    reference = schema.get("$ref")
    if isinstance(reference, str):
        definitions = whole.get("$defs")
        name = reference.removeprefix("#/$defs/")
        return _build_shape(definitions.get(name) if isinstance(definitions, dict) else None, whole, place)
    properties, items = schema.get("properties"), schema.get("items")
    inside = {}
    if isinstance(properties, dict):
        inside = {key: _build_shape(each, whole, f"{place}.{key}") for key, each in properties.items()}
    order = tuple(inside)
    if items is not None:
        inside["*"] = _build_shape(items, whole, f"{place}.*")
    return Shape(place, order, inside)
