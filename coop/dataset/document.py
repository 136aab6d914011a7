"""YAML text to a `Document`: plain data, plus the place of every key and value."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coop.bilingual import Bilingual
from coop.dataset.broken_yaml import BROKEN_YAML, find_breach
from coop.dataset.clean_yaml import read_clean
from coop.dataset.composer import Composer, ComposingStopped, Place, Value, find_end
from coop.dataset.source_text import (
    CONTROL_CHARACTER,
    START,
    SourceText,
    find_control_character,
    read_source_text,
    span_at,
)
from coop.diagnostic import Diagnostic, Rule, Severity, Span

if TYPE_CHECKING:
    from yaml.events import Event


NOT_ONE_MAPPING = Rule(
    "P203",
    "not-one-mapping",
    Severity.ERROR,
    Bilingual(
        "A file holds one YAML document, and that is a mapping of keys to values: no list, no bare text, nothing "
        "empty.",
        "Một tệp chứa một tài liệu YAML gồm các khóa và giá trị: không phải danh sách, không phải chuỗi đơn lẻ, không "
        "để trống.",
    ),
)

RULES = (BROKEN_YAML, NOT_ONE_MAPPING)


class Places(ABC):
    """Where the values of one file stand. `path` is that of the file, relative to the dataset's folder."""

    __slots__ = ()
    path: str

    @abstractmethod
    def find_spans(self) -> Mapping[Place, Span]:
        """The span of each value by its path, keys and list positions from the top."""

    def span(self, *path: str | int) -> Span:
        """The place of the value at `path`, or of the nearest thing around it."""
        spans = self.find_spans()
        while path and path not in spans:
            path = path[:-1]
        return spans.get(path, START)


@dataclass(frozen=True, slots=True)
class PlacesInFile(Places):
    """The places of a file that is read again where one of them is asked for, which few files are.

    One that changed meanwhile has those that it has now; one that cannot be read any more has none.
    """

    path: str
    read: Callable[[], SourceText]
    _spans: Mapping[Place, Span] | None = field(default=None, init=False, compare=False, repr=False)

    def find_spans(self) -> Mapping[Place, Span]:
        """The spans of the file as it is now."""
        if self._spans is None:
            document = parse_source(self.read()).document
            object.__setattr__(self, "_spans", document.values if document is not None else {})
        return self._spans or {}


class Marks(NamedTuple):
    """The spans of the values and of their keys, by the paths of the values."""

    values: Mapping[Place, Span]
    keys: Mapping[Place, Span]


@dataclass(frozen=True, slots=True)
class Document(Places):
    """One file as data, and as places: of a file without mistakes those are found when one is first asked for."""

    path: str
    text: str
    data: dict[str, Value]
    _marks: Marks | None = field(default=None, compare=False, repr=False)

    @property
    def is_marked(self) -> bool:
        """Whether the places are known already."""
        return self._marks is not None

    @property
    def values(self) -> Mapping[Place, Span]:
        """The span of each value by its path, keys and list positions from the top."""
        return self._find_marks().values

    @property
    def keys(self) -> Mapping[Place, Span]:
        """The span of the key of each value that has one, by the path of the value."""
        return self._find_marks().keys

    def _find_marks(self) -> Marks:
        if self._marks is None:
            composer = Composer(self.path, find_end(self.text))
            composer.compose(_events(self.text))
            object.__setattr__(self, "_marks", Marks(composer.values, composer.keys))
        assert self._marks is not None
        return self._marks

    def find_spans(self) -> Mapping[Place, Span]:
        """The same as `values`."""
        return self.values

    def key_span(self, *path: str | int) -> Span:
        """The place of the key of the value at `path`; of the value itself where it stands in a list."""
        return self.keys.get(path) or self.span(*path)

    def value(self, place: Place) -> Value:
        """The value at a place of the document."""
        value: Value = self.data
        for part in place:
            value = value[part]  # type: ignore[index]  # a place leads to its value
        return value

    def mapping(self, place: Place) -> dict[str, Value]:
        """The mapping at a place of the document; an empty one where another value stands there."""
        value = self.value(place)
        return value if isinstance(value, dict) else {}


@dataclass(frozen=True, slots=True)
class Parsed:
    """What came of one file: its document, unless it cannot be trusted at all, and what is wrong with it."""

    path: str
    document: Document | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def is_sound(self) -> bool:
        """Whether the data can be used: a document, and no error but one of form."""
        errors = (d for d in self.diagnostics if d.severity is Severity.ERROR and not d.code.startswith("F"))
        return self.document is not None and next(errors, None) is None


def read_document(file: Path, *, root: Path) -> Parsed:
    """Read and parse one file of the dataset in the folder `root`."""
    return parse_source(read_source_text(file, root=root))


def parse_source(source: SourceText) -> Parsed:
    """Parse the text of one file, if there is one to go on with."""
    if source.text is None:
        return Parsed(source.path, None, source.diagnostics)
    data = read_clean(source.text) if source.is_simple else None
    if data is not None:
        return Parsed(source.path, Document(source.path, source.text, data), source.diagnostics)
    parsed = parse_document(source.text, path=source.path)
    return Parsed(source.path, parsed.document, (*source.diagnostics, *parsed.diagnostics))


def parse_document(text: str, *, path: str) -> Parsed:
    """Parse YAML text; every way in which it is not one plain mapping is a finding."""
    control = find_control_character(text)
    if control is not None:
        return Parsed(path, None, (Diagnostic(path, span_at(text, control[0]), CONTROL_CHARACTER, control[1]),))
    composer = Composer(path, find_end(text))
    try:
        composer.compose(_events(text))
    except ComposingStopped as stop:
        return Parsed(path, None, (*composer.diagnostics, stop.diagnostic))
    except _yaml_error() as error:
        return Parsed(path, None, (find_breach(text, error, path=path),))
    data = composer.root
    if not isinstance(data, dict):
        # What is wrong inside a list or a text at the top goes with it.
        return Parsed(path, None, (_not_one_mapping(path, composer),))
    document = Document(path, text, data, Marks(composer.values, composer.keys))
    return Parsed(path, document, tuple(composer.diagnostics))


def _not_one_mapping(path: str, composer: Composer) -> Diagnostic:
    if composer.root is None:
        message = Bilingual("the file is empty, expected keys and values", "tệp trống, cần các cặp khóa: giá trị")
    elif isinstance(composer.root, list):
        message = Bilingual(
            "the file holds a list, expected keys and values", "tệp là một danh sách, cần các cặp khóa: giá trị"
        )
    else:
        message = Bilingual(
            "the file holds a single value, expected keys and values",
            "tệp là một giá trị đơn lẻ, cần các cặp khóa: giá trị",
        )
    span = composer.values.get((), START)
    return Diagnostic(path, Span(span.line, span.column, span.line, span.column + 1), NOT_ONE_MAPPING, message)


def _events(text: str) -> "Iterator[Event]":
    import yaml

    loader = getattr(yaml, "CLoader", yaml.Loader)
    return yaml.parse(text, Loader=loader)


def _yaml_error() -> type[Exception]:
    import yaml

    return yaml.YAMLError
