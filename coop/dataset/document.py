"""YAML text to a `Document`: plain data, plus the place of every key and value."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coop.bilingual import Bilingual
from coop.dataset.broken_yaml import BROKEN_YAML, find_breach
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


@dataclass(frozen=True, slots=True)
class Places:
    """Where the values of one file stand: what stays of a document when its text is dropped.

    `values` maps the path of a value (keys and list positions from the top) to its span. `path` is that of the file,
    relative to the dataset's folder.
    """

    path: str
    values: Mapping[Place, Span]

    def span(self, *path: str | int) -> Span:
        """The place of the value at `path`, or of the nearest thing around it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, START)


@dataclass(frozen=True, slots=True)
class Document(Places):
    """One file as data and places; `keys` maps the path of a value to the span of its key."""

    text: str
    data: dict[str, Value]
    keys: Mapping[Place, Span]

    def key_span(self, *path: str | int) -> Span:
        """The place of the key of the value at `path`; of the value itself where it stands in a list."""
        return self.keys.get(path) or self.span(*path)

    def value(self, place: Place) -> Value:
        """The value at a place of the document."""
        value: Value = self.data
        for part in place:
            value = value[part]  # type: ignore[index]  # a place leads to its value
        return value

    def keep(self, places: Iterable[Place]) -> Places:
        """The given places alone; one that is not in the file stands where the nearest thing around it does."""
        return Places(path=self.path, values={place: self.span(*place) for place in places})


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
    document = Document(path=path, values=composer.values, text=text, data=data, keys=composer.keys)
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
