"""`compare_data` over generated agreements: nothing in nothing, the same both ways, every edit and no other."""

import copy
import random
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from coop.analysis.compare import ChangeKind, compare_data

Data = dict[str, Any]
Edit = Callable[[Data], tuple[str, str]]

LOCALITIES = ("ha-noi", "hue", "da-nang", "can-tho", "nghe-an")
FIELDS = ("y-te", "du-lich", "giao-duc", "moi-truong")


@st.composite
def agreements(draw: st.DrawFn) -> Data:
    """An agreement with some of everything."""
    parties = draw(st.lists(st.sampled_from(LOCALITIES), min_size=2, unique=True))
    days = draw(st.lists(st.integers(2000, 2020), max_size=3, unique=True))
    data: Data = {
        "id": "a-2019",
        "title": {"vi": draw(st.sampled_from(("Hợp tác", "Liên kết"))), "en": "Cooperation"},
        "status": draw(st.sampled_from(("agreed", "signed"))),
        "date": "2019",
        "parties": [{"locality": each, "body": f"UBND {each}", "people": [{"name": "Trần A"}]} for each in parties],
        "fields": draw(st.lists(st.sampled_from(FIELDS), min_size=1, unique=True)),
        "figures": [
            {"id": f"so-{n}", "measure": "aid", "from": parties[0], "to": parties[1], "amount": n, "unit": "tỷ đồng",
             "as_stated": f"{n} tỷ đồng", "source": "s0"}
            for n in range(1, draw(st.integers(2, 4)))
        ],
        "events": [{"date": str(day), "kind": "meeting", "source": "s0"} for day in days],
        "sources": [{"id": f"s{n}", "title": f"Bài {n}"} for n in range(draw(st.integers(1, 3)))],
    }  # fmt: skip
    return {key: value for key, value in data.items() if value}


def add_level(data: Data) -> tuple[str, str]:
    data["level"] = "department"
    return "level", "added"


def change_date(data: Data) -> tuple[str, str]:
    data["date"] = "2019-05"
    return "date", "changed"


def change_title(data: Data) -> tuple[str, str]:
    data["title"]["en"] = "Partnership"
    return "title.en", "changed"


def add_party(data: Data) -> tuple[str, str]:
    data["parties"].insert(0, {"locality": "ca-mau"})
    return "parties.ca-mau", "added"


def change_body(data: Data) -> tuple[str, str]:
    data["parties"][-1]["body"] = "Tỉnh ủy"
    return f"parties.{data['parties'][-1]['locality']}.body", "changed"


def add_person(data: Data) -> tuple[str, str]:
    data["parties"][-1]["people"].insert(0, {"name": "Lê Đức B", "role": "signed"})
    return f"parties.{data['parties'][-1]['locality']}.people.le-duc-b", "added"


def remove_field(data: Data) -> tuple[str, str]:
    return f"fields.{data['fields'].pop(0)}", "removed"


def add_field(data: Data) -> tuple[str, str]:
    data["fields"].insert(0, "dau-tu")
    return "fields.dau-tu", "added"


def change_amount(data: Data) -> tuple[str, str]:
    data["figures"][-1]["amount"] = 900
    return f"figures.{data['figures'][-1]['id']}.amount", "changed"


def add_figure(data: Data) -> tuple[str, str]:
    data["figures"].insert(0, {**data["figures"][-1], "id": "moi", "amount": 7, "measure": "trade"})
    return "figures.moi", "added"


def add_event(data: Data) -> tuple[str, str]:
    data.setdefault("events", []).insert(0, {"kind": "visit", "source": "s0"})
    return "events.visit-s0", "added"


def add_source(data: Data) -> tuple[str, str]:
    data["sources"].append({"id": "moi", "title": "Bài mới"})
    return "sources.moi", "added"


def change_address(data: Data) -> tuple[str, str]:
    data["sources"][0]["url"] = "https://example.org/"
    return "sources.s0.url", "added"


def remove_party(data: Data) -> tuple[str, str]:
    return f"parties.{data['parties'].pop(0)['locality']}", "removed"


EDITS: tuple[Edit, ...] = (
    change_date, add_level, change_title, change_body, add_person, remove_party, add_party, remove_field, add_field,
    change_amount, add_figure, add_event, add_source, change_address,
)  # fmt: skip


def shuffle(value: Any, chance: random.Random, *, key: str = "") -> Any:
    """The same data with keys and members in another order, save for the sources, whose first means something."""
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {each: shuffle(value[each], chance, key=each) for each in keys}
    if isinstance(value, list):
        members = [shuffle(each, chance) for each in value]
        if key != "sources":
            chance.shuffle(members)
        return members
    return value


@given(agreements(), st.randoms(use_true_random=False))
def test_the_same_data_in_any_order_is_no_change(data: Data, chance: random.Random) -> None:
    assert compare_data(data, data) == ()
    assert compare_data(data, shuffle(data, chance)) == ()


@given(agreements(), agreements())
def test_what_came_one_way_went_the_other(one: Data, other: Data) -> None:
    turned = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}
    there = {(c.at, turned.get(c.kind, c.kind), str(c.after), str(c.before)) for c in compare_data(one, other)}
    back = {(c.at, c.kind, str(c.before), str(c.after)) for c in compare_data(other, one)}
    assert {entry for entry in there if not _is_renamed(entry)} == {entry for entry in back if not _is_renamed(entry)}


def _is_renamed(entry: tuple[str, ...]) -> bool:
    """A renamed member stands under its new name, which is the other one the other way."""
    return entry[0].startswith("events.") and entry[0].endswith((".date", ".kind", ".source"))


@given(agreements(), st.sets(st.sampled_from(EDITS)), st.randoms(use_true_random=False))
def test_every_edit_is_named_and_nothing_else(old: Data, chosen: set[Edit], chance: random.Random) -> None:
    new = copy.deepcopy(old)
    expected = [edit(new) for edit in EDITS if edit in chosen]
    found = [(change.at, change.kind.value) for change in compare_data(old, shuffle(new, chance))]
    assert sorted(found) == sorted(expected)
