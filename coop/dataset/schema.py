"""`Document` to diagnostics, by the program's own JSON Schemas.

The schemas are resolved from memory: each is one self-contained file of the program, and nothing in a dataset can
name another. jsonschema-rs checks; the sentences are ours, for a curator has to read them.
"""

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from coop.bilingual import Bilingual
from coop.dataset.composer import Place, Value
from coop.dataset.composer_rules import EMPTY_VALUE
from coop.dataset.document import Document, Parsed
from coop.dataset.repaired import build_repaired
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
from coop.dataset.schema_words import RANGE, explain_value, read_detail, say_missing, say_unknown_key
from coop.diagnostic import Diagnostic, RollUp, Span
from coop.errors import BadVocabulary, describe_refusal

if TYPE_CHECKING:
    import jsonschema_rs

__all__ = ["RULES", "Schema", "check_schema", "load_schema"]

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

    def allows(self, data: Value) -> bool:
        """Whether the data keeps the schema."""
        return self._validator.is_valid(data)

    def check(self, document: Document) -> Iterator[Diagnostic]:
        """What the document does not keep of the schema, each at its place."""
        if self.allows(document.data):
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

    def find_required(self, data: Value) -> dict[Place, Bilingual | None]:
        """The places of all keys that are missing in the data, each with what the schema says of it."""
        found: dict[Place, Bilingual | None] = {
            (*error.instance_path, read_detail(error, "property")): _comment(self.source, error.schema_path)
            for error in self._validator.iter_errors(data)
            if type(error.kind).__name__ == "Required"
        }
        ranges = {
            place[:-1]: hint for place, hint in found.items() if {(*place[:-1], end) for end in RANGE} <= found.keys()
        }
        return found | {(*place, "amount"): hint for place, hint in ranges.items()}


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
    if document is None or (not parsed.diagnostics and schema.allows(document.data)):
        return parsed
    found = _find_new(parsed.diagnostics, document, schema)
    repaired = build_repaired(document) if found else None
    if repaired is not None:
        of_repaired = _find_new(parsed.diagnostics, repaired, schema)
        if len(of_repaired) < len(found):  # the others have the form of the text for their cause, which is told of
            document, found = repaired, of_repaired
    return Parsed(parsed.path, document, (*_advise_on_empty(parsed.diagnostics, document, schema), *found))


def _find_new(known: Iterable[Diagnostic], document: Document, schema: Schema) -> RollUp:
    """What the schema finds at places that are not told of."""
    told = {(d.span.line, d.span.column) for d in known if not d.code.startswith("F")}
    # What has no value has been told of at its key, and stands behind it.
    told |= {(document.span(*place).line, document.span(*place).column) for place in _find_empty(document.data, ())}
    found = RollUp()
    for diagnostic in schema.check(document):
        place = (diagnostic.span.line, diagnostic.span.column)
        # A mapping that lacks a key begins where its first key does, which may have a finding of its own.
        if diagnostic.rule is MISSING_KEY or place not in told:
            found.append(diagnostic)
        if diagnostic.rule in _OF_VALUES:
            told.add(place)
    return found


def _find_empty(value: Value, place: Place) -> Iterator[Place]:
    """The places of all that is null, written out or not."""
    if value is None:
        yield place
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _find_empty(each, (*place, key))
    elif isinstance(value, list):
        for position, each in enumerate(value):
            yield from _find_empty(each, (*place, position))


def _advise_on_empty(known: Sequence[Diagnostic], document: Document, schema: Schema) -> Iterator[Diagnostic]:
    """The findings known before, those of an empty value with the hint that fits its key: some cannot be left out."""
    if not any(each.rule is EMPTY_VALUE for each in known):
        yield from known
        return
    empty = [place for place in _find_empty(document.data, ()) if place in document.keys]
    required = schema.find_required(_leave_out_empty(document.data))
    advice = {document.keys[place]: required[place] for place in empty if place in required}
    for each in known:
        is_required = each.rule is EMPTY_VALUE and each.span in advice
        yield replace(each, hint=advice[each.span] or _WRITE_VALUE) if is_required else each


def _leave_out_empty(value: Value) -> Value:
    """The value without the keys that have none; a list keeps its length, for places are counted in it."""
    if isinstance(value, dict):
        return {key: _leave_out_empty(each) for key, each in value.items() if each is not None}
    return [_leave_out_empty(each) for each in value] if isinstance(value, list) else value


_WRITE_VALUE = Bilingual("this key is required: write its value", "khóa này bắt buộc phải có: ghi giá trị của nó")


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
