"""The codebook says in both languages what the schema of an agreement and the shipped vocabularies say."""

import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest

from coop.dataset.loading import open_dataset
from coop.dataset.terms import Field, Measure
from coop.language.text import fold
from tests.conftest import REPOSITORY
from tests.docs.codebook import CODES, SCHEMA, VIETNAMESE, render_codebook

PAGE = REPOSITORY / "docs" / "codebook.md"
DATASET = open_dataset(REPOSITORY / "data")


def find_described(schema: object, path: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every part of the schema that has a description, by place."""
    if isinstance(schema, dict):
        if isinstance(schema.get("description"), str):
            yield path, schema
        for key, inner in schema.items():
            yield from find_described(inner, f"{path}/{key}")
    elif isinstance(schema, list):
        for position, inner in enumerate(schema):
            yield from find_described(inner, f"{path}/{position}")


def find_properties(schema: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key that an agreement may have, by path, lists marked `[]`."""
    for key, found in schema.get("properties", {}).items():
        place = f"{path}.{key}" if path else key
        yield place, found
        resolved = resolve(found)
        yield from find_properties(resolved, place)
        yield from find_properties(resolve(resolved.get("items", {})), f"{place}[]")


def resolve(schema: dict[str, Any]) -> dict[str, Any]:
    return SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema


DESCRIBED = dict(find_described(SCHEMA))
PROPERTIES = dict(find_properties(SCHEMA))


def test_codebook_is_what_schema_and_vocabularies_say(request: pytest.FixtureRequest) -> None:
    rendered = render_codebook(DATASET)
    if request.config.getoption("--update-golden"):
        PAGE.write_text(rendered, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == rendered


def test_the_search_for_properties_finds_those_deep_inside() -> None:
    assert {"title.vi", "parties[].people[].role", "figures[].also[].amount", "sources[].url"} <= set(PROPERTIES)


@pytest.mark.parametrize("path", DESCRIBED)
def test_every_description_is_told_in_vietnamese(path: str) -> None:
    text = DESCRIBED[path].get(VIETNAMESE, "")
    assert len(text.split()) > 1
    assert text.endswith(".")
    assert text == unicodedata.normalize("NFC", text).strip()
    assert fold(text) != text.casefold(), "no letter of it is Vietnamese"


@pytest.mark.parametrize("path", PROPERTIES)
def test_every_property_has_a_description_of_its_own_in_both_languages(path: str) -> None:
    assert PROPERTIES[path]["description"]
    assert PROPERTIES[path][VIETNAMESE]


def test_one_english_description_has_one_vietnamese() -> None:
    pairs = {(found["description"], found[VIETNAMESE]) for found in DESCRIBED.values()}
    assert len(pairs) == len({english for english, _ in pairs}) == len({vietnamese for _, vietnamese in pairs})


def test_every_property_stands_on_the_page() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    for path, found in PROPERTIES.items():
        section = path.rpartition("[].")[2]
        told = [line for line in lines if line.startswith(f"| `{section}` |") and found["description"] in line]
        assert told, path
        assert all(found[VIETNAMESE] in line for line in told), path


@pytest.mark.parametrize("path", [path for path, found in PROPERTIES.items() if "enum" in found])
def test_every_code_has_a_name_in_both_languages(path: str) -> None:
    codes = CODES.get(path.replace("also[].", ""))  # a second currency has the qualifiers of the figure
    assert codes is not None
    assert list(codes) == PROPERTIES[path]["enum"]
    for name in codes.values():
        assert name.en
        assert name.vi


def test_what_lists_keys_needs_no_names() -> None:
    listing = {path for path, found in PROPERTIES.items() if "enum" in found.get("items", {})}
    assert {path.rpartition(".")[2] for path in listing} == {"inferred", "not_stated"}


def test_every_term_stands_on_the_page_with_both_names() -> None:
    page = PAGE.read_text(encoding="utf-8")
    vocabularies = DATASET.vocabularies
    terms: tuple[Field | Measure, ...] = (*vocabularies.fields.terms.values(), *vocabularies.measures.terms.values())
    for term in terms:
        assert f"# `{term.id}`\n\n**{term.label.en}** · **{term.label.vi}**\n\n- en: {term.definition.en}\n" in page
        assert f"\n- vi: {term.definition.vi}\n" in page
    for region in vocabularies.regions.terms.values():
        assert f"### `{region.id}`\n\n**{region.label.en}** · **{region.label.vi}**\n" in page
    for locality in vocabularies.localities.terms.values():
        assert f"\n| `{locality.id}` | {locality.name} | {locality.name_en} |" in page
