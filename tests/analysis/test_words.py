"""Every code that the schemas know has words in both languages, and no other has."""

import json
from collections.abc import Iterable, Iterator

import pytest

from coop.analysis import notes, words
from coop.bilingual import Bilingual
from coop.dataset.terms import RELATION
from tests.conftest import REPOSITORY


def find_enums(schema: object, key: str) -> Iterator[list[str]]:
    """The codes of each property called `key` that has some, at every depth; a reference is followed."""
    whole = schema

    def walk(node: object) -> Iterator[list[str]]:
        if not isinstance(node, dict):
            return
        for name, found in node.get("properties", {}).items():
            if isinstance(found, dict) and "$ref" in found and isinstance(whole, dict):
                found = whole["$defs"][found["$ref"].rsplit("/", 1)[1]]
            if name == key and "enum" in found:
                yield found["enum"]
            yield from walk(found)
        for inner in (node.get("items"), *node.get("$defs", {}).values()):
            yield from walk(inner)

    yield from walk(schema)


@pytest.mark.parametrize(
    ("file", "key", "codes"),
    [
        ("agreement", "instrument", words.INSTRUMENT),
        ("agreement", "level", words.LEVEL),
        ("agreement", "status", words.STATUS),
        ("agreement", "role", words.PERSON_ROLE),
        ("agreement", "relation", RELATION),
        ("agreement", "kind", words.EVENT),
        ("measures", "nature", words.NATURE),
        ("measures", "kind", words.QUANTITY_KIND),
        ("localities", "type", words.LOCALITY_TYPE),
    ],
)
def test_codes_are_those_of_the_schema(file: str, key: str, codes: Iterable[str]) -> None:
    schema = json.loads((REPOSITORY / "schemas" / f"{file}.schema.json").read_text(encoding="utf-8"))
    known = {frozenset(enum) for enum in find_enums(schema, key)}
    assert known == {frozenset(str(code) for code in codes)}


@pytest.mark.parametrize(
    ("count", "expected"), [(0, ("0", "0")), (999, ("999", "999")), (1_234_567, ("1,234,567", "1.234.567"))]
)
def test_numbers_have_the_separators_of_each_language(count: int, expected: tuple[str, str]) -> None:
    assert words.number(count) == Bilingual(*expected)
    assert expected[0] in notes.newer_note(count).en
    assert expected[1] in notes.newer_note(count).vi
