"""YAML text to a `Document`: plain data, plus the place of every key and value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from coop.dataset.composer import Composer, ComposingStopped, Place, Value, find_end
from coop.dataset.source_text import CONTROL_CHARACTER, START, find_control_character, read_source_text, span_at
from coop.diagnostic import Diagnostic, Rule, Severity, Span

if TYPE_CHECKING:
    from yaml.events import Event


BROKEN_YAML = Rule(
    "P201",
    "broken-yaml",
    Severity.ERROR,
    "A file is well-formed YAML.",
)
NOT_ONE_MAPPING = Rule(
    "P203",
    "not-one-mapping",
    Severity.ERROR,
    "A file holds one YAML document, and that is a mapping of keys to values: no list, no bare text, nothing empty.",
)

RULES = (BROKEN_YAML, NOT_ONE_MAPPING)


@dataclass(frozen=True, slots=True)
class Document:
    """One file as data and places.

    `values` and `keys` map the path of a value (keys and list positions from the top) to the span of the value and of
    its key. `path` is relative to the dataset's folder.
    """

    path: str
    text: str
    data: dict[str, Value]
    values: Mapping[Place, Span]
    keys: Mapping[Place, Span]

    def span(self, *path: str | int) -> Span:
        """The place of the value at `path`, or of the nearest thing around it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, START)

    def key_span(self, *path: str | int) -> Span:
        """The place of the key of the value at `path`; of the value itself where it stands in a list."""
        return self.keys.get(path) or self.span(*path)


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
    source = read_source_text(file, root=root)
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
        return Parsed(path, None, (_broken_yaml(path, text, error),))
    data = composer.root
    if not isinstance(data, dict):
        # What is wrong inside a list or a text at the top goes with it.
        return Parsed(path, None, (_not_one_mapping(path, composer),))
    document = Document(path, text, data, composer.values, composer.keys)
    return Parsed(path, document, tuple(composer.diagnostics))


def _not_one_mapping(path: str, composer: "Composer") -> Diagnostic:
    if composer.root is None:
        message = "the file is empty, expected keys and values"
    else:
        kind = "a list" if isinstance(composer.root, list) else "a single value"
        message = f"the file holds {kind}, expected keys and values"
    span = composer.values.get((), START)
    return Diagnostic(path, Span(span.line, span.column, span.line, span.column + 1), NOT_ONE_MAPPING, message)


def _events(text: str) -> "Iterator[Event]":
    import yaml

    loader = getattr(yaml, "CLoader", yaml.Loader)
    return yaml.parse(text, Loader=loader)


def _yaml_error() -> type[Exception]:
    import yaml

    return yaml.YAMLError


class _Mark(Protocol):
    line: int
    column: int


_BROKEN_HINTS = (
    (
        "mapping values are not allowed",
        "a text that holds a colon and a space is quoted, and no line is indented too far",
    ),
    ("did not find expected ','", "close the bracket, or quote a text that holds one of , [ ] { }"),
    ("unknown escape character", "in double quotes a backslash is an escape: use single quotes"),
    ("did not find expected key", "the line is indented too far or not far enough, or text follows a closing quote"),
    ("did not find expected '-'", "the line is indented too far or not far enough"),
    ("expected <document start>", "the line is indented too far or not far enough"),
    ("could not find expected ':'", "a key is followed by a colon and a space"),
)


def _broken_yaml(path: str, text: str, error: Exception) -> Diagnostic:
    """One line of libyaml's complaint, at its place, and what helps against the usual causes."""
    mark: _Mark | None = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "not well-formed")
    hint = next((hint for start, hint in _BROKEN_HINTS if start in problem), None)
    if problem == "found unexpected end of stream" and getattr(error, "context_mark", None) is not None:
        # The end of the file says nothing about where the quote was opened.
        mark, problem, hint = error.context_mark, "a quote is opened and never closed", None  # type: ignore[attr-defined]
    elif problem.startswith("did not find expected ','"):
        opened: _Mark | None = getattr(error, "context_mark", None)
        if opened is not None and mark is not None and opened.line < mark.line:
            mark, problem, hint = opened, "a bracket is opened and never closed", "close it, or quote the text"
    if mark is None:
        return Diagnostic(path, START, BROKEN_YAML, f"broken YAML: {problem}")
    line, column = min((mark.line + 1, mark.column + 1), find_end(text))
    if "cannot start any token" in problem:
        character = text.split("\n")[mark.line][mark.column : mark.column + 1]
        problem = "a tab where a value is expected" if character == "\t" else f"no value begins with '{character}'"
        hint = "indent with spaces: YAML takes no tabs" if character == "\t" else "quote the text"
    return Diagnostic(path, Span(line, column, line, column + 1), BROKEN_YAML, f"broken YAML: {problem}", hint)
