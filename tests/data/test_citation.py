"""CITATION.cff says of the dataset what the dataset says of itself, in the form of CFF 1.2.0."""

from typing import Any

import yaml

from tests.conftest import REPOSITORY

# The keys that CFF 1.2.0 demands, and the others that it knows and this file may use.
_REQUIRED = {"cff-version", "message", "title", "authors"}
_KNOWN = _REQUIRED | {
    "type", "version", "license", "abstract", "keywords", "date-released", "doi", "identifiers", "url",
    "repository-code", "contact",
}  # fmt: skip


def read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((REPOSITORY / name).read_text(encoding="utf-8"))
    return data


CITATION = read("CITATION.cff")
DATASET = read("data/dataset.yaml")


def test_has_the_form_of_cff_1_2_0() -> None:
    assert set(CITATION) >= _REQUIRED
    assert set(CITATION) <= _KNOWN
    assert CITATION["cff-version"] == "1.2.0"
    assert CITATION["type"] == "dataset"
    assert CITATION["message"]
    assert len(set(CITATION["keywords"])) == len(CITATION["keywords"]) > 0
    assert {type(keyword) for keyword in CITATION["keywords"]} == {str}


def test_version_and_licence_are_those_of_the_dataset() -> None:
    assert CITATION["version"] == DATASET["version"]
    assert CITATION["license"] == DATASET["licence"]


def test_title_and_abstract_are_those_of_the_dataset() -> None:
    assert CITATION["title"] == DATASET["title"]["en"]
    assert CITATION["abstract"] == DATASET["description"]["en"]


def test_authors_are_the_contributors_of_the_dataset() -> None:
    assert CITATION["authors"] == [{"name": each["name"]} for each in DATASET["contributors"]]
