"""Findings in both languages: each half is there, is its own language's, and quotes the same values."""

import json
import re
from collections.abc import Iterator
from types import ModuleType

import pytest

from coop.bilingual import Bilingual
from coop.dataset import building, composer, document, loading, scalars, schema, source_text, vocabulary_files
from coop.dataset.building import build_agreement
from coop.dataset.document import Document, parse_document
from coop.dataset.loading import open_dataset
from coop.dataset.schema import check_schema, load_schema
from coop.dataset.source_text import decode_source_text
from coop.dataset.vocabulary_files import check_terms
from coop.diagnostic import Diagnostic, Rule
from tests.conftest import FOUR, REPOSITORY

MODULES = (source_text, document, composer, scalars, schema, loading, building, vocabulary_files)
_VIETNAMESE = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)

AGREEMENT = (FOUR / "agreements" / "2019" / "ha-noi-thanh-hoa-2019.yaml").read_text(encoding="utf-8")

BYTES = (b"\xef\xbb\xbfid: x\n", b"a: b\r\n", b"\xff\xfe", b"a: \x07", b" " * 1_000_001)
BROKEN = (
    "a: 'x",
    "a: [1\nb: 2",
    "a: b: c",
    "a: [b c}",
    'a: "\\q"',
    "a:\n  b: c\n d: e",
    "- a\nb",
    "a\nb: c",
    "a:\n\tb: c",
    "a: @b",
    "a: - b",
    "a: 'b\n---\nc'",
    "a: &",
    'a: "\\xzz"',
    "a: |x\n b",
    "%X 1\n---\na: b",
    "",
    "- a",
    "x",
    "a: b\n---\nc: d",
    "a: &x b",
    "a: *x",
    "<<: {a: b}",
    "a: !!str b",
    "? [a]\n: b",
    "1: b",
    "~: b",
    "a: {b: 45,500}",
    "a: 1\na: 2",
    "a:",
    "[" * 30,
    "a: " + "x" * 20_001,
    "a: 45.500",
    "a: 4.5e3",
    "a: 010",
    "a: 0x1F",
    "a: .nan",
    "a: " + "9" * 30,
    'a: "\\0"',
)
CHANGES = (
    ("id: ha-noi-thanh-hoa-2019", "id: Hà Nội"),
    ("id: ha-noi-thanh-hoa-2019\n", ""),
    ("status: agreed", "status: agred"),
    ("status: agreed", "status: [agreed]"),
    ("status: agreed", "status: 5"),
    ("status: agreed", "stauts: agreed"),
    ("item_count: 12", "item_count: '12'"),
    ("item_count: 12", "item_count: '45.500'"),
    ("item_count: 12", "item_count: '45,500'"),
    ("item_count: 12", "item_count: -1"),
    ("item_count: 12", "item_count: true"),
    ("item_count: 12", "items: 12"),
    ("date: '2019-11-16'", "date: 16/11/2019"),
    ("date: '2019-11-16'", "date: '2019-02-30'"),
    ("date: '2019-11-16'", "date: '2019-11-16'\nperiod: 2023/2020"),
    ("date: '2019-11-16'", "date: '2019-11-16'\nperiod: 2023-2025"),
    ("locality: ha-noi", "locality: ha-noy"),
    ("locality: ha-noi", "locality: can-tho-moi-nhat"),
    ("locality: ha-noi", "locality: da-lat"),
    ("locality: ha-noi", "locality: hanoi"),
    ("measure: aid", "measure: ade"),
    ("unit: tỷ đồng", "unit: tỉ đồng"),
    ("unit: tỷ đồng", "unit: tỷ vàng"),
    ("amount: 45500", "low: 5\n    high: 4"),
    ("amount: 45500", "amount: 1\n    low: 5"),
    ("amount: 45500\n", "projects: 1\n"),
)


VOCABULARIES = open_dataset(FOUR).vocabularies


def check_agreement(text: str) -> Iterator[Diagnostic]:
    parsed = check_schema(parse_document(text, path="a.yaml"), load_schema(REPOSITORY / "schemas", "agreement"))
    yield from parsed.diagnostics
    if parsed.document is not None:
        yield from build_agreement(parsed.document, VOCABULARIES, told=parsed.diagnostics).diagnostics


def check_text(text: Bilingual) -> None:
    quoted = re.compile(r"'[^']*'|(?<![\w.,])[0-9]{3,}(?![\w.,]*[0-9])")
    assert sorted(quoted.findall(text.en)) == sorted(quoted.findall(text.vi)), text
    for half in text:
        assert half.strip() == half
        assert "\n" not in half
        assert not half.endswith(".") or half.endswith("..")
        assert half[:1] == half[:1].lower() or not half.split()[0].isalpha() or half.startswith(("YAML", "Đà", "Tân"))


def check_findings(diagnostics: list[Diagnostic]) -> None:
    assert diagnostics
    for diagnostic in diagnostics:
        for text in (diagnostic.message, diagnostic.hint):
            if text is not None:
                check_text(text)
                assert _VIETNAMESE.search(text.vi), text
                assert text.en != text.vi


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_rule_has_a_meaning_in_both_languages(module: ModuleType) -> None:
    rules: tuple[Rule, ...] = module.RULES
    assert rules
    for rule in rules:
        assert rule.meaning.en.endswith(".")
        assert rule.meaning.vi.endswith(".")
        assert _VIETNAMESE.search(rule.meaning.vi)
        assert "{" not in "".join(rule.meaning) or rule.meaning.en.count("{") == rule.meaning.vi.count("{")


@pytest.mark.parametrize("content", BYTES, ids=range(len(BYTES)))
def test_what_is_wrong_with_bytes_is_told_in_both(content: bytes) -> None:
    check_findings(list(decode_source_text(content, path="a.yaml").diagnostics))


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_what_is_wrong_with_yaml_is_told_in_both(text: str) -> None:
    check_findings(list(parse_document(text, path="a.yaml").diagnostics))


@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_what_is_wrong_with_an_agreement_is_told_in_both(old: str, new: str) -> None:
    assert old in AGREEMENT
    check_findings(list(check_agreement(AGREEMENT.replace(old, new, 1))))


def test_what_is_wrong_with_a_vocabulary_is_told_in_both() -> None:
    text = "fields:\n- id: a\n- id: a\n  periods: [{from: '2025-02-30'}]\n"
    parsed = check_terms(parse_document(text, path="fields.yaml"), "fields")
    assert [d.code for d in parsed.diagnostics] == ["X104", "D103"]
    check_findings(list(parsed.diagnostics))


def test_every_hint_of_a_schema_stands_in_both_languages() -> None:
    comments = 0
    for file in sorted((REPOSITORY / "schemas").glob("*.schema.json")):
        for mapping in walk(json.loads(file.read_text(encoding="utf-8"))):
            if "$comment" in mapping:
                comments += 1
                assert _VIETNAMESE.search(str(mapping["x-comment-vi"]))
    assert comments >= 6


def test_the_hint_of_a_schema_is_given_in_both_languages() -> None:
    found = list(check_agreement(AGREEMENT.replace("amount: 45500", "amount: 1\n    low: 5", 1)))
    assert [d.hint for d in found] == [
        ("a figure has an amount, or low and high, not both", "số liệu có amount, hoặc có low và high, không có cả hai")
    ]


def walk(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walk(inner)


def test_a_document_can_be_made_by_name() -> None:
    made = Document("a.yaml", "", {})
    assert made.span("a") == made.key_span("a") == source_text.START
