import copy
from typing import Any

import pytest

from coop.analysis.compare import Change, ChangeKind, compare_data, find_value
from coop.dataset.composer import Value

ADDED, REMOVED, CHANGED = ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.CHANGED


def capital(figure_id: str = "von", **values: Any) -> dict[str, Any]:
    return {
        "id": figure_id, "measure": "registered-investment", "from": "ha-noi", "to": "thanh-hoa", "amount": 45500,
        "unit": "tỷ đồng", "qualifier": "about", "as_stated": "khoảng 45.500 tỷ đồng", "as_of": "2019-11-16",
        "source": "tttd", **values,
    }  # fmt: skip


def data(**values: Any) -> dict[str, Any]:
    return {
        "id": "ha-noi-thanh-hoa-2019",
        "title": {"vi": "Hợp tác", "en": "Cooperation"},
        "status": "signed",
        "date": "2019-11-16",
        "period": "2019/2025",
        "parties": [
            {"locality": "ha-noi", "body": "Thành ủy", "people": [{"name": "Hoàng Trung Hải", "role": "signed"}]},
            {"locality": "thanh-hoa"},
        ],
        "fields": ["y-te", "du-lich"],
        "figures": [capital()],
        "events": [{"date": "2012", "kind": "meeting", "source": "tttd"}],
        "sources": [{"id": "tttd", "title": "Hà Nội – Thanh Hóa"}, {"id": "nd", "title": "Nhân Dân"}],
        **values,
    }


def told(new: dict[str, Any], old: dict[str, Any] | None = None) -> list[tuple[str, str, str]]:
    return [(c.at, c.kind.value, c.nature.value) for c in compare_data(data() if old is None else old, new)]


def test_nothing_changed_where_keys_and_members_stand_in_another_order():
    turned = dict(reversed(data().items()))
    turned["parties"] = [dict(reversed(each.items())) for each in reversed(turned["parties"])]
    turned["fields"] = ["du-lich", "y-te"]
    assert told(turned) == []


def test_a_whole_file_comes_and_goes():
    assert compare_data(None, data()) == (Change("", ADDED, "fact", None, data()),)  # type: ignore[arg-type]
    assert [(c.kind, c.nature.value) for c in compare_data(data(), None)] == [(REMOVED, "correction")]
    assert compare_data(None, None) == ()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"level": "party-committee"}, ("level", "added", "fact")),
        ({"date": "2019-11-17"}, ("date", "changed", "correction")),
        ({"status": "ended"}, ("status", "changed", "event")),
        ({"status": "agreed"}, ("status", "changed", "correction")),
        ({"period": "2019/2030"}, ("period", "changed", "event")),
        ({"period": "2019/.."}, ("period", "changed", "event")),
        ({"period": "2019/2024"}, ("period", "changed", "correction")),
        ({"period": "2018/2030"}, ("period", "changed", "correction")),
        ({"title": {"vi": "Hợp tác", "en": "Co-operation"}}, ("title.en", "changed", "wording")),
        ({"purpose": {"vi": "a", "en": "b"}}, ("purpose", "added", "wording")),
        ({"fields": ["y-te", "du-lich", "moi-truong"]}, ("fields.moi-truong", "added", "fact")),
        ({"fields": ["du-lich"]}, ("fields.y-te", "removed", "correction")),
        ({"related": [{"id": "x", "relation": "renews"}]}, ("related.x-renews", "added", "event")),
        ({"related": [{"id": "x", "relation": "implements"}]}, ("related.x-implements", "added", "fact")),
        ({"not_stated": ["level"]}, ("not_stated.level", "added", "fact")),
    ],
)  # fmt: skip
def test_a_value_of_the_agreement_is_told_with_its_nature(values: dict[str, Any], expected: tuple[str, str, str]):
    assert told(data(**values)) == [expected]


def test_a_party_and_a_person_are_told_by_name():
    new = data()
    new["parties"][0]["body"] = "Ủy ban nhân dân"
    new["parties"][0]["people"].append({"name": "Nguyễn Văn Ấn"})
    new["parties"].append({"locality": "nghe-an"})
    assert told(new) == [
        ("parties.ha-noi.body", "changed", "correction"),
        ("parties.ha-noi.people.nguyen-van-an", "added", "fact"),
        ("parties.nghe-an", "added", "fact"),
    ]


def test_a_corrected_name_of_a_person_is_one_change():
    new = data()
    new["parties"][0]["people"][0]["name"] = "Hoàng Trung Hả"
    (change,) = compare_data(data(), new)
    assert (change.at, change.before, change.after) == (
        "parties.ha-noi.people.hoang-trung-ha.name", "Hoàng Trung Hải", "Hoàng Trung Hả",
    )  # fmt: skip


def test_a_corrected_letter_of_a_name_leaves_the_path_as_a_file_spells_it():
    new = data()
    new["parties"][0]["people"][0]["name"] = "Hoàng Trung Hài"
    assert [each.at for each in compare_data(data(), new)] == ["parties.ha-noi.people.hoang-trung-hai.name"]
    assert [each.at for each in compare_data(new, data())] == ["parties.ha-noi.people.hoang-trung-hai.name"]


def test_figures_are_told_by_id_not_by_position():
    new = data(figures=[capital("khac", measure="aid", as_of="2019"), capital(amount=45000)])
    assert told(new) == [("figures.khac", "added", "fact"), ("figures.von.amount", "changed", "correction")]


def test_a_later_state_of_a_stock_is_an_event_and_an_earlier_one_a_fact():
    later, earlier = capital("von-2021", as_of="2021"), capital("von-2015", as_of="2015")
    assert told(data(figures=[capital(), later])) == [("figures.von-2021", "added", "event")]
    assert told(data(figures=[capital(), earlier])) == [("figures.von-2015", "added", "fact")]
    elsewhere = capital("von-2021", as_of="2021", to="nghe-an")
    assert told(data(figures=[capital(), elsewhere])) == [("figures.von-2021", "added", "fact")]


def test_a_state_written_over_an_older_one_is_an_event_where_another_source_tells_it():
    again = data(figures=[capital(as_of="2021", amount=47100, as_stated="khoảng 47.100 tỷ đồng", source="nd")])
    assert {nature for _, _, nature in told(again)} == {"event"}
    mended = data(figures=[capital(as_of="2021", amount=47100, as_stated="khoảng 47.100 tỷ đồng")])
    assert {nature for _, _, nature in told(mended)} == {"correction"}


@pytest.mark.parametrize(
    ("values", "at"),
    [
        ({"as_stated": "khoảng 45,5 nghìn tỷ đồng"}, {"as_stated"}),
        ({"amount": 45500000, "unit": "triệu đồng"}, {"amount", "unit"}),
    ],
)
def test_the_same_quantity_in_other_words_is_wording(values: dict[str, Any], at: set[str]):
    found = told(data(figures=[capital(**values)]))
    assert found == [
        (f"figures.von.{key}", "changed", "wording") for key in ("amount", "unit", "as_stated") if key in at
    ]


def test_another_quantity_is_a_correction_and_so_is_its_phrase():
    found = told(data(figures=[capital(amount=4550, as_stated="khoảng 4.550 tỷ đồng")]))
    assert found == [
        ("figures.von.amount", "changed", "correction"),
        ("figures.von.as_stated", "changed", "correction"),
    ]


def test_a_qualifier_that_says_what_none_says_is_wording():
    plain = {key: value for key, value in capital().items() if key != "qualifier"}
    old = data(figures=[plain])
    assert told(data(figures=[{**plain, "qualifier": "exact"}]), old) == [("figures.von.qualifier", "added", "wording")]
    assert told(data(figures=[{**plain, "qualifier": "over"}]), old) == [("figures.von.qualifier", "added", "fact")]


def test_what_was_not_stated_and_now_is_counts_as_facts():
    plain = {key: value for key, value in capital().items() if key != "as_of"}
    old, new = data(figures=[{**plain, "not_stated": ["as_of"]}]), data()
    assert told(new, old) == [
        ("figures.von.as_of", "added", "fact"),
        ("figures.von.not_stated.as_of", "removed", "fact"),
    ]
    assert told(data(figures=[plain]), old) == [("figures.von.not_stated.as_of", "removed", "correction")]


def test_one_end_is_the_same_written_as_text_or_as_a_list():
    assert told(data(figures=[capital() | {"from": ["ha-noi"]}])) == []
    two = capital() | {"from": ["hue", "ha-noi"]}
    assert told(data(figures=[two])) == [("figures.von.from", "changed", "correction")]


def test_an_event_whose_date_is_corrected_is_changed_not_exchanged():
    event = {"date": "2012", "kind": "meeting", "source": "tttd"}
    assert told(data(events=[{**event, "date": "2013"}])) == [
        ("events.2013-meeting-tttd.date", "changed", "correction")
    ]
    assert told(data(events=[event, {**event, "kind": "visit"}])) == [("events.2012-visit-tttd", "added", "event")]


def test_two_events_of_one_day_are_paired_by_what_they_say():
    event = {"date": "2012", "kind": "meeting", "source": "tttd"}
    one, other = {**event, "note": {"vi": "a", "en": "a"}}, {**event, "note": {"vi": "b", "en": "b"}}
    assert told(data(events=[other, one]), data(events=[one, other])) == []
    assert told(data(events=[other]), data(events=[one, other])) == [
        ("events.2012-meeting-tttd", "removed", "correction")
    ]


def test_a_figure_with_another_id_is_the_same_figure():
    assert told(data(figures=[capital("von-dang-ky")])) == [("figures.von-dang-ky.id", "changed", "correction")]


def test_the_first_source_is_where_the_agreement_was_read():
    turned = data(sources=list(reversed(data()["sources"])))
    assert told(turned) == [("source.nd", "added", "fact"), ("source.tttd", "removed", "correction")]
    assert told(data(source=["tttd"])) == []
    assert told(data(sources=list(reversed(data()["sources"])), source=["tttd"])) == []


def test_a_source_with_another_id_is_one_change_however_often_it_is_named():
    def file(first: str, **values: Any) -> dict[str, Any]:
        found = data(source=[first], figures=[capital(source=first), capital("hai", source=first)], **values)
        found["sources"][0]["id"] = first
        found["events"] = [{"date": "2012", "kind": "meeting", "source": first}]
        found["conflicts"] = [{"at": f"sources.{first}.title", "value": "x", "source": first}]
        return found

    assert told(file("tttd2"), file("tttd")) == [("sources.tttd2.id", "changed", "wording")]
    (change,) = compare_data(file("tttd"), file("tttd2"))
    assert (change.before, change.after) == ("tttd", "tttd2")
    new = file("tttd2")
    gone = new["figures"].pop()
    new["figures"][0]["source"] = "nd"
    new["source"] = ["nd"]
    found = {each.at: each for each in compare_data(file("tttd"), new)}
    assert found["figures.hai"].before == {**gone, "source": "tttd"}
    assert found["figures.von.source"].before == "tttd"
    assert found["source.tttd2"].before == "tttd"
    assert {each.at for each in compare_data(file("tttd"), new)} == set(found)
    assert "sources.tttd2.id" in found


def test_two_sources_that_exchange_their_ids_are_told_by_what_each_says():
    old, new = data(), data()
    new["sources"][0]["id"], new["sources"][1]["id"] = (each["id"] for each in reversed(data()["sources"]))
    assert {at for at, _, _ in told(new, old)} >= {"sources.tttd.title", "sources.nd.title"}


def test_the_title_of_a_source_is_wording_and_its_address_is_not():
    new = data()
    new["sources"][0] |= {"title": "Hà Nội - Thanh Hóa", "url": "https://example.org/a"}
    assert told(new) == [("sources.tttd.title", "changed", "wording"), ("sources.tttd.url", "added", "fact")]


def test_numbers_words_and_truth_are_not_mixed_up():
    assert told(data(item_count=True), data(item_count=1)) == [("item_count", "changed", "correction")]
    assert told(data(item_count="1"), data(item_count=1)) == [("item_count", "changed", "correction")]


def test_values_are_not_touched():
    old, new = data(), data(figures=[capital(amount=1)])
    copies = copy.deepcopy((old, new))
    compare_data(old, new)
    assert (old, new) == copies


def test_a_list_of_odd_things_is_compared_all_the_same():
    assert told(data(figures=[7, {"amount": 3}]), data(figures=[{"amount": 3}, 7])) == []
    assert len(told(data(figures=7))) == 1
    assert len(told(data(figures=[{"amount": 3}, 7]), data(figures=[]))) == 2


@pytest.mark.parametrize(
    ("at", "value"),
    [
        ("", data()),
        ("figures.von.amount", 45500),
        ("parties.ha-noi.people.hoang-trung-hai.role", "signed"),
        ("fields.y-te", "y-te"),
        ("events.2012-meeting-tttd.kind", "meeting"),
        ("figures.khong-co.amount", None),
        ("date.x", None),
    ],
)
def test_a_path_leads_to_its_value(at: str, value: object):
    assert find_value(data(), at) == value


def test_terms_of_a_vocabulary_are_told_by_id():
    old = {
        "localities": [
            {"id": "ha-tay", "name": "Hà Tây", "aliases": ["Hà Đông"], "periods": [{"type": "province"}]},
            {"id": "ha-noi", "name": "Hà Nội", "periods": [{"type": "municipality"}]},
        ]
    }
    new = copy.deepcopy(old)
    new["localities"].reverse()
    new["localities"][1]["successor"] = ["ha-noi"]
    new["localities"][1]["periods"] = [{"type": "province", "to": "2008-07-31"}]
    new["localities"][1]["aliases"] = ["Hà Đông", "Tỉnh Hà Tây"]
    new["localities"].append({"id": "hue", "name": "Huế", "periods": []})
    assert told(new, old) == [
        ("localities.ha-tay.aliases.tinh-ha-tay", "added", "fact"),
        ("localities.ha-tay.periods.start.to", "added", "event"),
        ("localities.ha-tay.successor.ha-noi", "added", "event"),
        ("localities.hue", "added", "fact"),
    ]


def test_the_first_unit_of_a_measure_means_something():
    old = {"measures": [{"id": "trade", "name": {"vi": "a", "en": "b"}, "units": ["tấn", "lượt"]}]}
    new = {"measures": [{"id": "trade", "name": {"vi": "a", "en": "c"}, "units": ["lượt", "tấn"]}]}
    assert told(new, old) == [
        ("measures.trade.name.en", "changed", "wording"),
        ("measures.trade.units", "changed", "correction"),
    ]


def test_thousands_of_one_name_are_paired_like_few() -> None:
    def events(letter: str) -> list[Value]:
        return [{"date": "2019", "kind": "visit", "note": {"vi": f"{letter}{n}"}} for n in range(5_000)]

    same, other = events("a"), events("b")
    assert compare_data({"events": same}, {"events": same[::-1]}) == ()
    assert len(compare_data({"events": same}, {"events": other})) == 5_000
