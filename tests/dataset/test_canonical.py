"""The canonical form: the same data in one layout, however it was typed, with every comment where it belongs."""

import io
from collections import Counter
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from coop.dataset import canonical
from coop.dataset.canonical import Kind, find_kind, format_text, kind_of, write_canonical
from coop.dataset.canonical_comments import find_comments, find_line_starts
from coop.dataset.canonical_tree import locate_tree
from coop.dataset.composer import Value
from coop.dataset.document import parse_document
from tests.dataset.handwritten import TEXTS, Hand, generate_data

PIECES = (*TEXTS, *"yYnN-?:,[]{}#&*!|>'\"%@` \t\n.~=0123456789_eExXo/\\", "tỷ ", "đồng", ": ", " #", "\u2028", "\u00a0")


def read_data(text: str) -> dict[str, Value]:
    parsed = parse_document(text, path="x")
    assert parsed.document is not None, text
    return parsed.document.data


def canonical_of(text: str, kind: Kind = Kind.AGREEMENT) -> str:
    formatted = format_text(text, kind=kind)
    assert formatted.text is not None, (formatted.refusal, formatted.diagnostics)
    return formatted.text


def comments_of(text: str) -> Counter[str]:
    document = parse_document(text, path="x").document
    assert document is not None
    located = locate_tree(document, find_line_starts(text))
    return Counter(each.text for each in find_comments(text, located.scalars))


def read_everywhere(text: str) -> tuple[Any, ...]:
    """What readers of YAML 1.1 and 1.2 make of it, in C and in Python."""
    readers = (yaml.CSafeLoader, yaml.SafeLoader)
    return (
        *(yaml.load(text, Loader=reader) for reader in readers),
        YAML(typ="safe", pure=True).load(io.StringIO(text)),
    )


def test_a_thousand_files_typed_in_any_style_come_out_stable_with_the_same_data_and_all_comments() -> None:
    for seed in range(1000):
        random = Random(seed)
        data = generate_data(random)
        hand = Hand(random)
        typed = hand.write(data)
        assert read_data(typed) == data, f"seed {seed}: the generator writes what it does not mean"
        text = canonical_of(typed)
        assert read_data(text) == data, f"seed {seed}"
        assert canonical_of(text) == text, f"seed {seed}"
        assert comments_of(text) == Counter(hand.comments), f"seed {seed}"


def test_other_readers_read_the_same() -> None:
    for seed in range(60):
        data = generate_data(Random(seed))
        text = canonical_of(Hand(Random(seed)).write(data))
        assert all(each == data for each in read_everywhere(text)), f"seed {seed}"


def test_without_comments_and_blank_lines_the_style_typed_makes_no_difference() -> None:
    for seed in range(200):
        data = generate_data(Random(seed))
        in_some_style = {canonical_of(Hand(Random(f"{seed} {n}"), likes_comments=0).write(data)) for n in range(4)}
        unknown = data.keys() - {"id", "title", "parties", "fields", "figures", "events"}
        assert len(in_some_style) == 1 or unknown, f"seed {seed}"
        assert all(read_data(each) == data for each in in_some_style)


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_any_text_is_read_back_by_every_reader(text: str) -> None:
    data: dict[str, Value] = {
        "id": text,
        "fields": [text],
        "others": [{"name": text, "role": text}],
        "title": {text: "a"},
    }
    written = write_canonical(data, Kind.AGREEMENT)
    document = parse_document(written, path="x").document
    assert document is not None
    assert document.data == data
    assert all(each == data for each in read_everywhere(written))
    assert canonical_of(written) == written


@pytest.mark.parametrize(
    "text",
    ["no", "Yes", "on", "y", "NULL", "~", "=", "<<", "true", "1:30", "190:20:30", "0o17", "017", "0x1F", "0b1", ".5",
     "5.", "12_000", "1,000", "+1", "-1", "1e3", ".inf", "-.INF", ".nan", "2019", "2019-11", "2019-11-16", "2019-1-6",
     "2019~", "2019-11-16 10:00:00", "2019-11-16T10:00:00Z"],
)  # fmt: skip
def test_what_some_reader_takes_for_another_type_stands_in_single_quotes(text: str) -> None:
    assert write_canonical({"id": text}, Kind.AGREEMENT) == f"id: '{text}'\n"


@pytest.mark.parametrize("text", ["2023/..", "2011/2012", "5.000 tấn", "15/2008/QH12", "it's", "Hà Nội – Huế", "a=b"])
def test_what_every_reader_takes_for_text_stands_plain(text: str) -> None:
    assert write_canonical({"id": text}, Kind.AGREEMENT) == f"id: {text}\n"


SCALARS = st.text("ab #:-[]{}'\"\n", max_size=6) | st.integers() | st.booleans() | st.none()
PLAIN_DATA = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("xy:# ", max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from("abcdef"), PLAIN_DATA, max_size=4))
def test_any_plain_data_is_written_and_read_back(data: dict[str, Any]) -> None:
    for kind in Kind:
        written = write_canonical(data, kind)
        assert yaml.load(written, Loader=yaml.CSafeLoader) == data
        assert format_text(written, kind=kind).text == written


def test_what_is_wrong_in_the_data_stays_wrong_in_the_same_way() -> None:
    typed = "id: x\namount: 45.500\nitem_count: 010\nperiod: ~\nodd:\n  - .inf\n  - 1e3\n"
    assert canonical_of(typed) == (
        "id: x\nperiod: null\nitem_count: 010\namount: 45.500\nodd: [.inf, 1e3]\n"
    )  # fmt: skip


def test_long_numbers_are_unchanged_and_a_sign_goes() -> None:
    assert canonical_of("item_count: +5\nodd: 123456789012345678901234\n") == (
        "item_count: 5\nodd: 123456789012345678901234\n"
    )


def test_unknown_keys_stand_behind_the_known_ones_in_their_order() -> None:
    assert canonical_of("zz: 1\nstatus: signed\naa: 2\nid: x\n") == "id: x\nstatus: signed\nzz: 1\naa: 2\n"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("a: [", "P201"),
        ("- a\n", "P203"),
        ("a: 1\na: 2\n", "P202"),
        ("a: &x 1\n", "P205"),
        ("", "P203"),
        ("a: \x01", "P104"),
    ],
)
def test_what_cannot_be_read_has_a_finding_and_no_form(typed: str, code: str) -> None:
    formatted = format_text(typed, kind=Kind.AGREEMENT, path="p.yaml")
    assert formatted.text is None
    assert [(each.code, each.path) for each in formatted.diagnostics] == [(code, "p.yaml")]


@pytest.mark.parametrize(
    ("spoilt", "words"),
    [("id: y  # so\n", "data"), ("id: x\n", "comment"), ("id:   x  # so\n", "second pass"), ("id: [\n", "data")],
)
def test_a_form_that_would_lose_something_is_refused(spoilt: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = iter((spoilt, "id: x  # so\n"))
    monkeypatch.setattr(canonical, "render_file", lambda _file, _shape: next(texts))
    formatted = format_text("id: x # so\n", kind=Kind.AGREEMENT)
    assert formatted.text is None
    assert formatted.refusal is not None
    assert words in formatted.refusal.en


def test_a_key_too_long_for_a_line_keeps_the_file_as_it_is() -> None:
    formatted = format_text(f"? {'k' * 2000}\n: v\n", kind=Kind.AGREEMENT)
    assert (formatted.text, formatted.is_bug) == (None, False)
    assert formatted.refusal is not None
    assert "key" in formatted.refusal.en


def test_a_figure_more_is_its_own_lines_more() -> None:
    typed = "id: x\nfigures:\n  - {id: a, amount: 1}\n  - {id: c, amount: 3}\nsources:\n  - {id: s, title: t}\n"
    before = canonical_of(typed).splitlines()
    after = canonical_of(typed.replace("  - {id: c", "  - {amount: 2, id: b}\n  - {id: c")).splitlines()
    assert [line for line in after if line not in before] == ["  - id: b", "    amount: 2"]
    assert [line for line in after if line in before] == before


def test_the_kind_is_told_by_the_name() -> None:
    assert kind_of("data/agreements/2019/x.yaml") is Kind.AGREEMENT
    assert kind_of("fields.yaml") is Kind.FIELDS
    assert kind_of("data/localities.yaml") is Kind.LOCALITIES
    assert kind_of("agreements/2019/fields.yaml") is Kind.AGREEMENT


@pytest.mark.parametrize(
    ("text", "kind"),
    [("id: x\nfields: [a]\n", Kind.AGREEMENT), ("fields:\n  - id: a\n", Kind.FIELDS), ("regions: []\n", Kind.REGIONS),
     ("localities: []\n", Kind.LOCALITIES), ("measures: []\n", Kind.MEASURES), ("name: a\nlicence: b\n", Kind.DATASET),
     ("a: [", Kind.AGREEMENT)],
)  # fmt: skip
def test_the_kind_is_told_by_the_keys(text: str, kind: Kind) -> None:
    assert find_kind(text) is kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("regions.yaml", "regions"),
        ("data/fields.yaml", "fields"),
        ("agreements/regions.yaml", "agreement"),
        ("agreements/x/fields.yaml", "agreement"),
        ("data/agreements/2019/measures.yaml", "agreement"),
    ],
)
def test_whatever_lies_under_agreements_is_an_agreement(path: str, kind: str) -> None:
    assert kind_of(path).value == kind
