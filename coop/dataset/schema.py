"""`Document` to diagnostics, by the program's own JSON Schemas.

The schemas are resolved from memory: each is one self-contained file of the program, and nothing in a dataset can
name another. jsonschema-rs checks; the sentences are ours, for a curator has to read them.
"""

import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from coop.bilingual import Bilingual
from coop.dataset.composer import Place, Value
from coop.dataset.document import Document, Parsed
from coop.dataset.scalars import shorten
from coop.dataset.schema_rules import (
    MISSING_KEY,
    NOT_A_CHOICE,
    NOT_ALLOWED_HERE,
    OUT_OF_BOUNDS,
    RULES,
    UNKNOWN_KEY,
    WRONG_FORM,
    WRONG_TYPE,
)
from coop.dataset.schema_words import explain_value, read_detail, say_missing, say_unknown_key
from coop.diagnostic import Diagnostic, Span
from coop.errors import BadVocabulary, describe_refusal

if TYPE_CHECKING:
    import jsonschema_rs

__all__ = ["RULES", "Schema", "check_schema", "load_schema"]

MAX_FINDINGS = 500  # of one file: more says nothing more, and a hostile file has hundreds of thousands
_MAX_ADVICE = 50  # looking for the nearest key takes time
_OF_VALUES = (WRONG_TYPE, NOT_A_CHOICE, WRONG_FORM, OUT_OF_BOUNDS)  # a value gets one finding, the first


class Schema:
    """One compiled JSON Schema; `check` gives what a document does not keep of it."""

    def __init__(self, text: str, *, name: str) -> None:
        """Compile the schema in `text`; `BadVocabulary` where it is none."""
        import jsonschema_rs

        try:
            self.source: dict[str, Value] = json.loads(text)
            self._validator = jsonschema_rs.Draft202012Validator(self.source)
        except (ValueError, jsonschema_rs.ReferencingError) as error:
            line = str(error).splitlines()[0] if str(error) else "unreadable"
            reason = shorten(line, 120)
            raise BadVocabulary(
                Bilingual(f"the schema {name} is broken: {reason}", f"lược đồ {name} bị hỏng: {reason}")
            ) from None

    def check(self, document: Document) -> Iterator[Diagnostic]:
        """What the document does not keep of the schema, each at its place."""
        if self._validator.is_valid(document.data):
            return
        together: dict[tuple[Span, Bilingual], list[str]] = {}
        for error in self._validator.iter_errors(document.data):
            comment = _comment(self.source, error.schema_path)
            if type(error.kind).__name__ == "Required" and comment is not None:
                head = _head(document, tuple(error.instance_path))
                together.setdefault((head, comment), []).append(read_detail(error, "property"))
            else:
                yield from _diagnose(document, error, self.source)
        # A condition that asks for several keys is broken once, however many of them are missing.
        for (head, comment), keys in together.items():
            yield Diagnostic(document.path, head, MISSING_KEY, say_missing(keys), comment)


@cache
def load_schema(folder: Path, name: str) -> Schema:
    """The program's schema for one kind of file, such as `agreement`; compiled once in a process."""
    file = folder / f"{name}.schema.json"
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        reason = describe_refusal(error)
        raise BadVocabulary(
            Bilingual(
                f"the schema {file.name} of the program cannot be read: {reason}",
                f"không đọc được lược đồ {file.name} của chương trình: {reason}",
            )
        ) from None
    return Schema(text, name=file.name)


def check_schema(parsed: Parsed, schema: Schema) -> Parsed:
    """`parsed` with the findings of the schema beside its own; a place that has a finding gets no second one."""
    document = parsed.document
    if document is None:
        return parsed
    told = {(d.span.line, d.span.column) for d in parsed.diagnostics if not d.code.startswith("F")}
    # What has no value has been told of at its key, and lies behind it.
    told |= {(span.line, span.column) for place, span in document.values.items() if _is_empty(document, place)}
    found = []
    for diagnostic in islice(schema.check(document), MAX_FINDINGS):
        place = (diagnostic.span.line, diagnostic.span.column)
        # A mapping that lacks a key begins where its first key does, which may have a finding of its own.
        if diagnostic.rule is MISSING_KEY or place not in told:
            found.append(diagnostic)
        if diagnostic.rule in _OF_VALUES:
            told.add(place)
    return Parsed(parsed.path, document, (*parsed.diagnostics, *found))


def _is_empty(document: Document, place: Place) -> bool:
    span = document.values[place]
    return (span.line, span.column) == (span.end_line, span.end_column)


def _diagnose(
    document: Document, error: "jsonschema_rs.ValidationError", schema: Mapping[str, Value]
) -> Iterator[Diagnostic]:
    path: Place = tuple(error.instance_path)
    kind = type(error.kind).__name__
    comment = _comment(schema, error.schema_path)
    if kind == "AdditionalProperties":
        known = _known_keys(schema, error.schema_path)
        for number, key in enumerate(read_detail(error, "unexpected")):
            near = difflib.get_close_matches(str(key), known, n=1) if number < _MAX_ADVICE else []
            message, advice = say_unknown_key(str(key), near, known)
            yield Diagnostic(document.path, document.key_span(*path, key), UNKNOWN_KEY, message, advice)
        return
    if kind == "Required":
        message = say_missing([read_detail(error, "property")])
        yield Diagnostic(document.path, _head(document, path), MISSING_KEY, message)
        return
    if kind == "FalseSchema":
        key = path[-1]
        message = Bilingual(f"the key '{key}' is not allowed here", f"khóa '{key}' không được ở chỗ này")
        yield Diagnostic(document.path, document.key_span(*path), NOT_ALLOWED_HERE, message, comment)
        return
    rule, explanation, hint = explain_value(kind, error, path)
    yield Diagnostic(document.path, document.span(*path), rule, explanation, hint or comment)


def _head(document: Document, path: Place) -> Span:
    """Where a mapping that lacks a key begins: one character, not all its lines."""
    span = document.key_span(*path)
    return Span(span.line, span.column, span.line, span.column + 1)


def _comment(schema: Mapping[str, Value], schema_path: Sequence[str | int]) -> Bilingual | None:
    """The nearest `$comment` around the keyword that failed, with `x-comment-vi` beside it: the schema's own hint."""
    found = None
    for around in _steps(schema, schema_path):
        if isinstance(comment := around.get("$comment"), str):
            found = Bilingual(comment, str(around.get("x-comment-vi", comment)))
    return found


def _known_keys(schema: Mapping[str, Value], schema_path: Sequence[str | int]) -> list[str]:
    around = list(_steps(schema, schema_path))
    properties = around[-1].get("properties") if around else None
    return sorted(properties) if isinstance(properties, dict) else []


def _steps(schema: Mapping[str, Value], schema_path: Sequence[str | int]) -> Iterator[Mapping[str, Value]]:
    """The mappings along a schema path, a `$ref` within the schema followed."""
    here: Value = dict(schema)
    for part in schema_path:
        if isinstance(here, dict):
            yield here
            if part == "$ref":
                here = _resolve(schema, here.get("$ref"))
                continue
            here = here.get(str(part))
        elif isinstance(here, list) and isinstance(part, int | str) and str(part).isdigit():
            here = here[int(part)]
        else:
            return


def _resolve(schema: Mapping[str, Value], reference: Value) -> Value:
    here: Value = dict(schema)
    for part in str(reference).removeprefix("#/").split("/"):
        here = here.get(part) if isinstance(here, dict) else None
    return here
