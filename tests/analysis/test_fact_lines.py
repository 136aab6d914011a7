"""A diff of facts: each line speaks for itself, no change stays unseen, and layout is no change."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from coop.analysis.fact_lines import list_facts
from coop.analysis.fact_words import KEYS
from coop.bilingual import Language
from coop.cli.textconv import convert
from coop.dataset.document import parse_document
from coop.dataset.layout import find_dataset, find_program_schemas
from coop.dataset.names import TermNames, read_names
from tests.conftest import FOUR, write_dataset

FILES = sorted((FOUR / "agreements").rglob("*.yaml"))
NAMES = read_names(find_dataset(FOUR))


def facts(text: str, language: Language = Language.EN, names: TermNames = NAMES) -> tuple[str, ...]:
    document = parse_document(text, path="").document
    assert document is not None
    return list_facts(document, names, language=language)


def dump(data: object, **style: Any) -> str:
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, **style))


def leaves(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict | list):
        for step in value if isinstance(value, dict) else range(len(value)):
            yield from leaves(value[step], (*place, step))
    else:
        yield place


def data_of(file: Path) -> dict[str, Any]:
    document = parse_document(file.read_text(encoding="utf-8"), path="").document
    assert document is not None
    return document.data


@pytest.mark.parametrize(
    ("file", "language"), [*((file, Language.EN) for file in FILES), (FILES[0], Language.VI)], ids=str
)
def test_every_value_of_a_file_is_in_some_line(file: Path, language: Language) -> None:
    data = data_of(file)
    before = facts(dump(data), language)
    for place in leaves(data):
        changed = copy.deepcopy(data)
        holder: Any = changed
        for step in place[:-1]:
            holder = holder[step]
        old = holder[place[-1]]
        holder[place[-1]] = old + 1 if isinstance(old, int) else f"{old}x"
        assert facts(dump(changed), language) != before, place
        del holder[place[-1]]
        assert facts(dump(changed), language) != before, place


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_layout_and_order_are_no_facts(file: Path) -> None:
    data = data_of(file)
    before = facts(dump(data))
    for style in ({"default_flow_style": True}, {"default_flow_style": False, "width": 40}, {"indent": 4}):
        assert facts(dump(data, **style)) == before
    turned = {key: data[key] for key in reversed(data)}
    for key in ("parties", "figures", "sources", "fields", "events"):
        if key in turned:
            first = 1 if key == "sources" and "source" not in data else 0  # which source is first, is a fact
            turned[key] = [*turned[key][:first], *reversed(turned[key][first:])]
    assert facts(dump(turned)) == before


def test_the_first_source_is_a_fact_where_no_other_is_named() -> None:
    sources = [{"id": each, "title": each} for each in ("s", "t", "u")]
    turned = [sources[1], sources[0], sources[2]]
    shown = [facts(dump({"id": "a", "sources": each})) for each in (sources, turned)]
    assert {*shown[0]} ^ {*shown[1]} == {"First source: s", "First source: t"}
    assert "Nguồn đầu tiên: s" in facts(dump({"id": "a", "sources": sources}), Language.VI)
    named = [facts(dump({"id": "a", "source": ["s"], "sources": each})) for each in (sources, turned)]
    assert named[0] == named[1]


@pytest.mark.parametrize("key", ["instrument", "to", "status", "period", "source", "fields", "not_stated", "inferred"])
def test_a_list_of_one_is_not_the_value_in_it(key: str) -> None:
    assert facts(dump({"id": "a", key: "y-te"})) != facts(dump({"id": "a", key: ["y-te"]}))


def test_one_change_is_one_line() -> None:
    data = data_of(FILES[0])
    before = facts(dump(data))
    data["figures"][0]["amount"] += 1
    after = facts(dump(data))
    assert len(before) == len(after)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


SMALL = """\
# trên cùng
id: a
date: '2019-05'
parties:
  - {locality: ha-noi, side: a}
  - locality: nowhere
fields: [y-te]
figures:
  - id: von
    measure: aid
    from: [ha-noi, can-tho]
    low: 3000
    high: 4000
    unit: tỷ đồng
    qualifier: about  # ghi chú
    as_stated: "3.000: 4.000"
    period: ['2019', 2020/2021]
events:
  - {date: '2012', kind: meeting, source: s}
sources: [{id: s, title: Bài}]
not_stated: [period]
odd: {key: [1, {deep: true}]}
"""
EXPECTED = {
    Language.EN: """\
Id: a
Date: May 2019
Party: Hà Nội
Party Hà Nội · side: a
Party: nowhere
Field: Health
Figure: von
Figure von · measure: Aid
Figure von · from: Hà Nội, Cần Thơ
Figure von · amount: about 3,000 – 4,000 tỷ đồng
Figure von · as stated: 3.000: 4.000
Figure von · period: 2019, 2020–2021
Event: 2012, meeting, s
Not stated: period
Source: s
Source s · title: Bài
Odd · key: 1
Odd · key: 2
Odd · key 2 · deep: True
Comment: trên cùng
Comment: ghi chú
""",
    Language.VI: """\
Mã: a
Ngày: 5/2019
Bên: Hà Nội
Bên Hà Nội · phía: a
Bên: nowhere
Lĩnh vực: Y tế
Số liệu: von
Số liệu von · chỉ tiêu: Hỗ trợ
Số liệu von · từ: Hà Nội, Cần Thơ
Số liệu von · số lượng: khoảng 3.000 – 4.000 tỷ đồng
Số liệu von · nguồn ghi: 3.000: 4.000
Số liệu von · thời kỳ: 2019, 2020–2021
Sự kiện: 2012, hội nghị, làm việc, s
Nguồn không nêu: thời kỳ
Nguồn: s
Nguồn s · tên: Bài
Odd · key: 1
Odd · key: 2
Odd · key 2 · deep: True
Chú thích: trên cùng
Chú thích: ghi chú
""",
}


@pytest.mark.parametrize("language", Language)
def test_a_file_in_words(language: Language) -> None:
    assert "".join(f"{line}\n" for line in facts(SMALL, language)) == EXPECTED[language]


def test_every_key_of_the_schema_has_its_words() -> None:
    schema = json.loads((find_program_schemas() / "agreement.schema.json").read_text(encoding="utf-8"))
    known = set(_properties(schema))
    assert known
    assert known <= set(KEYS)


def _properties(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("properties"), dict):
            yield from value["properties"]
        for inner in value.values():
            yield from _properties(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _properties(inner)


UNREADABLE = {
    "broken": b"id: [a\n",
    "a list": b"- a\n",
    "empty": b"",
    "not UTF-8": b"id: \xff\n",
    "NUL": b"id: a\0\n",
    "a key twice": b"id: a\nid: b\n",
    "too large": b"id: a\n" + b"#" * 1_000_001,
    "half a conflict": b"<<<<<<< ours\nid: a\n=======\nid: b\n",
    "a conflict in a conflict": b"<<<<<<< a\nid: a\n<<<<<<< b\n=======\nid: b\n>>>>>>> b\n>>>>>>> a\n",
    "a conflict with a side that is none": b"<<<<<<< ours\nid: a\n=======\nid: [\n>>>>>>> theirs\n",
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_shown_as_it_is(name: str) -> None:
    assert convert(UNREADABLE[name], [FOUR], Language.EN) == UNREADABLE[name]


@pytest.mark.parametrize("size", [7, 12])
@pytest.mark.parametrize("base", ["", "||||||| gốc\ndate: '2017'\n"])
def test_a_conflict_is_shown_as_facts_between_its_markers(base: str, size: int) -> None:
    text = f"""id: a
<<<<<<< HEAD
date: '2018'
{base}=======
date: '2019'
fields: [y-te]
>>>>>>> khác (đổi)
sources:
  - id: s
<<<<<<< HEAD
    title: Một
=======
    title: Hai
>>>>>>> khác (đổi)
"""
    for sign in "<=>|":
        text = text.replace(sign * 7, sign * size)
    opening, middle, closing = f"{'<' * size} HEAD", "=" * size, f"{'>' * size} khác (đổi)"
    assert convert(text.encode(), [FOUR], Language.EN).decode().splitlines() == [
        "Id: a",
        opening, "Date: 2018", middle, "Date: 2019", "Field: Health", closing,
        "Source: s",
        opening, "Source s · title: Một", middle, "Source s · title: Hai", closing,
    ]  # fmt: skip


def test_without_a_dataset_ids_stand_for_themselves(tmp_path: Path) -> None:
    shown = convert(SMALL.encode(), [tmp_path / "none"], Language.EN).decode()
    assert "Party: ha-noi\n" in shown
    assert "Field: y-te\n" in shown


def test_broken_vocabularies_leave_the_ids(tmp_path: Path) -> None:
    data = write_dataset(tmp_path)
    (data / "localities.yaml").write_text("localities: [", encoding="utf-8")
    (data / "measures.yaml").unlink()
    shown = convert(SMALL.encode(), [data], Language.EN).decode()
    assert "Party: ha-noi\n" in shown
    assert "measure: aid\n" in shown
    assert "Field: Health\n" in shown


def test_two_places_of_one_name_are_told_apart(tmp_path: Path) -> None:
    data = write_dataset(tmp_path)
    text = "localities:\n  - {id: mot, name: Bình}\n  - {id: hai, name: Bình}\n  - {id: ba, name: An}\n"
    (data / "localities.yaml").write_text(text, encoding="utf-8")
    names = read_names(find_dataset(data)).localities
    assert [names[each].en for each in ("mot", "hai", "ba")] == ["Bình (mot)", "Bình (hai)", "An"]
