"""The text of a file as blocks of whole lines, and what tells the items of its lists apart."""

from pathlib import Path

import pytest

from coop.dataset.document import Document, parse_document
from coop.dataset.identity import flatten_data, identify_items, name_address
from coop.dataset.outline import Block, Layout, Outline, build_outline
from tests.conftest import FOUR


def document_of(text: str) -> Document:
    document = parse_document(text, path="").document
    assert document is not None
    return document


def outline_of(text: str) -> Outline:
    outline = build_outline(document_of(text))
    assert outline is not None
    return outline


def text_of(outline: Outline) -> str:
    return "".join(f"{line}\n" for line in (*outline.root.body, *outline.tail))


def child(block: Block, *names: object) -> Block:
    for name in names:
        block = block.children[name]  # type: ignore[index]  # a name of a test
    return block


@pytest.mark.parametrize("file", sorted((FOUR / "agreements").rglob("*.yaml")), ids=lambda file: file.stem)
def test_the_blocks_of_a_file_are_its_text(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    outline = outline_of(text)
    assert text_of(outline) == text
    assert len(outline.comments) == sum(line.count(" # ") + line.startswith("#") for line in text.splitlines())


WRITTEN = {
    "text over lines": "a: one\n  two\nb: 'three\n\n  four'\nc: x\n",
    "text kept with its lines": "a: |\n  # no comment\n  one\n\nb: >-\n  two\n  three\n# above c\nc: x\n",
    "text kept to the last line": "b: x\na: |+\n  one\n\n",
    "list at the margin": "figures:\n- id: a\n  measure: m\n- id: b\nb: x\n",
    "brackets over lines": "fields: [a,\n  b,\n  c]  # three\nb: x\n",
    "document marks": "# đầu\n---\na: x\n...\n",
    "wide dash": "figures:\n  -   id: a\n      measure: m\nb: x\n",
    "quoted keys": "\"a\": x\n'b': y\n",
    "empty lines": "\n\na: x\n\n\nb: y\n\n",
}


@pytest.mark.parametrize("name", WRITTEN)
def test_any_layout_keeps_its_text(name: str) -> None:
    assert text_of(outline_of(WRITTEN[name])) == WRITTEN[name]


def test_comments_belong_to_what_stands_below_them() -> None:
    outline = outline_of("# tệp\na: x\n\n# về b\nb: y # cuối dòng\nfigures:\n  # về một\n  - id: mot\n# hết\n")
    assert outline.root.head == ("# tệp",)
    assert child(outline.root, "b").lead == ("", "# về b")
    assert child(outline.root, "b").comments == ("# về b", "# cuối dòng")
    assert child(outline.root, "figures", ("mot",)).lead == ("  # về một",)
    assert outline.tail == ("# hết",)


def test_a_sign_inside_a_text_is_no_comment() -> None:
    text = "a: 'x # y'\nb: x#y\nurl: http://a/#b\nc: >-\n  one\n  # two\nd: [a, 'b # c']  # thật\n"
    assert outline_of(text).comments == ("# thật",)


def test_an_item_is_known_by_what_tells_it_apart() -> None:
    outline = outline_of("figures:\n  - measure: aid\n    id: mot\nevents:\n  - {date: '2012', kind: k, source: s}\n")
    figure = child(outline.root, "figures", ("mot",))
    assert (figure.layout, figure.dash, figure.column) == (Layout.MAPPING, 2, 4)
    assert child(figure, "measure").head == ("    measure: aid",)
    assert figure.body == ("  - measure: aid", "    id: mot")
    event = child(outline.root, "events", ("2012", "k", "s"))
    assert event.flow is not None
    assert dict(event.flow.parts) == {"date": "'2012'", "kind": "k", "source": "s"}


WHOLE = {
    "a dash on its own line": "figures:\n  -\n    id: a\n",
    "a list in a list": "figures:\n  - - a\n",
    "items with one id": "figures:\n  - id: a\n  - id: a\n",
    "an item without id": "figures:\n  - measure: aid\n",
    "an id that is a number": "figures:\n  - id: 1\n",
    "a comment in brackets": "figures: [\n  # x\n  {id: a}]\n",
}


@pytest.mark.parametrize("name", WHOLE)
def test_what_cannot_be_taken_apart_stays_whole(name: str) -> None:
    outline = outline_of(WHOLE[name])
    block = child(outline.root, "figures")
    inner = next(iter(block.children.values()), block)
    assert inner.layout is Layout.WHOLE
    assert text_of(outline) == WHOLE[name]


@pytest.mark.parametrize("text", ["{a: x, b: y}\n", "? a\n: x\n"])
def test_a_file_whose_keys_stand_otherwise_has_no_blocks(text: str) -> None:
    assert build_outline(document_of(text)) is None


def test_positions_are_no_part_of_an_address() -> None:
    one = {"parties": [{"locality": "a", "people": [{"name": "An"}]}, {"locality": "b"}], "fields": ["x", "y"]}
    other = {"fields": ["y", "x"], "parties": [{"locality": "b"}, {"people": [{"name": "An"}], "locality": "a"}]}
    flat = dict(flatten_data(one))  # type: ignore[arg-type]  # plain data
    assert flat == dict(flatten_data(other))  # type: ignore[arg-type]
    assert "parties.a.people.An.name" in {name_address(address) for address in flat}


def test_a_value_of_another_kind_is_another_value() -> None:
    assert dict(flatten_data({"a": 1})) != dict(flatten_data({"a": True})) != dict(flatten_data({"a": "1"}))
    assert dict(flatten_data({"a": []})) != dict(flatten_data({}))
    assert dict(flatten_data({"period": ["a", "b"]})) != dict(flatten_data({"period": ["b", "a"]}))


def test_items_that_nothing_tells_apart_have_no_identity() -> None:
    assert identify_items([{"id": "a"}, {"id": "a"}], ("figures",)) is None
    assert identify_items([{"id": "a"}, "b"], ("figures",)) is None
    assert identify_items([{"date": ["2012"], "kind": "k", "source": "s"}], ("events",)) is None
    assert identify_items([{"kind": "k", "source": "s"}], ("events",)) == [(None, "k", "s")]
