"""The shipped localities and regions: counts, periods, successors, codes, names, and the tables of others."""

import csv
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from coop.language.text import fold_name, normalise_tones

DATA = Path(__file__).parents[2] / "data"
TABLES = Path(__file__).parent / "tables"
TYPE_WORDS = {"municipality": "Thành phố", "province": "Tỉnh"}

Entry = dict[str, Any]


def read_entries(name: str) -> list[Entry]:
    entries: list[Entry] = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))[name]
    return entries


def read_table(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


@pytest.fixture(scope="module")
def localities() -> dict[str, Entry]:
    entries = read_entries("localities")
    by_id = {entry["id"]: entry for entry in entries}
    assert len(by_id) == len(entries) == 65
    return by_id


@pytest.fixture(scope="module")
def regions() -> list[Entry]:
    return read_entries("regions")


def covers(period: Entry, day: str) -> bool:
    return bool(period.get("from", "0000-00-00") <= day <= period.get("to", "9999-99-99"))


def select_units(localities: dict[str, Entry], day: str) -> dict[str, Entry]:
    """The period that is running on `day`, by the id of the locality."""
    return {id_: period for id_, entry in localities.items() for period in entry["periods"] if covers(period, day)}


def day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def official_name(entry: Entry, period: Entry) -> str:
    return entry.get("official_name") or f"{TYPE_WORDS[period['type']]} {entry['name']}"


def days_of_change(localities: dict[str, Entry]) -> list[str]:
    starts = {period["from"] for entry in localities.values() for period in entry["periods"] if "from" in period}
    return sorted(starts | {day_before(start) for start in starts} | {"2000-01-01"})


# ---- units in time ----


@pytest.mark.parametrize(
    ("first", "last", "units", "municipalities", "provinces"),
    [
        ("2000-01-01", "2003-12-31", 61, 4, 57),
        ("2004-01-01", "2008-07-31", 64, 5, 59),
        ("2008-08-01", "2024-12-31", 63, 5, 58),
        ("2025-01-01", "2025-06-30", 63, 6, 57),
        ("2025-07-01", "2026-04-29", 34, 6, 28),
        ("2026-04-30", "2026-08-31", 34, 7, 27),
        ("2026-09-01", "2026-09-19", 34, 8, 26),
        ("2026-09-20", "2026-11-21", 34, 9, 25),
    ],
)
def test_units_are_as_many_as_the_acts_left_on_each_day(
    localities: dict[str, Entry], first: str, last: str, units: int, municipalities: int, provinces: int
) -> None:
    for day in (first, last):
        types = Counter(period["type"] for period in select_units(localities, day).values())
        assert (types.total(), types["municipality"], types["province"]) == (units, municipalities, provinces), day


def test_units_change_on_no_other_days(localities: dict[str, Entry]) -> None:
    starts = {period["from"] for entry in localities.values() for period in entry["periods"] if "from" in period}
    assert sorted(starts) == [
        "2004-01-01", "2008-08-01", "2025-01-01", "2025-07-01", "2026-04-30", "2026-09-01", "2026-09-20",
    ]  # fmt: skip


def test_periods_of_a_unit_follow_each_other_without_gap_or_overlap(localities: dict[str, Entry]) -> None:
    for id_, entry in localities.items():
        periods = entry["periods"]
        for earlier, later in pairwise(periods):
            assert later["from"] == day_after(earlier["to"]), id_
        for period in periods:
            if "from" in period and "to" in period:
                assert date.fromisoformat(period["from"]) <= date.fromisoformat(period["to"]), id_


def test_successors_take_over_the_day_after_and_exist_since_2025_07_01(localities: dict[str, Entry]) -> None:
    ended = {id_: entry for id_, entry in localities.items() if "to" in entry["periods"][-1]}
    assert len(ended) == 65 - 34
    assert ended.keys() == {id_ for id_, entry in localities.items() if "successor" in entry}
    for id_, entry in ended.items():
        for day in (day_after(entry["periods"][-1]["to"]), "2025-07-01"):
            assert set(entry["successor"]) <= select_units(localities, day).keys(), (id_, day)


def test_what_a_unit_absorbed_or_renames_names_it_as_successor(localities: dict[str, Entry]) -> None:
    taken_over = {
        (former, id_, period["from"])
        for id_, entry in localities.items()
        for period in entry["periods"]
        for former in [*period.get("absorbed", []), *period.get("renamed_from", [])]
    }
    ended = {
        (id_, successor, day_after(entry["periods"][-1]["to"]))
        for id_, entry in localities.items()
        for successor in entry.get("successor", [])
    }
    assert taken_over == ended


def test_what_was_split_off_says_so_on_the_same_day(localities: dict[str, Entry]) -> None:
    pairs = {
        key: {
            (id_, other, period["from"])
            for id_, entry in localities.items()
            for period in entry["periods"]
            for other in period.get(key, [])
        }
        for key in ("split_off", "split_from")
    }
    assert pairs["split_off"] == {(whole, part, day) for part, whole, day in pairs["split_from"]}
    assert pairs["split_off"] == {
        ("can-tho", "hau-giang", "2004-01-01"),
        ("dak-lak", "dak-nong", "2004-01-01"),
        ("lai-chau", "dien-bien", "2004-01-01"),
    }


def test_no_two_units_share_a_code_on_any_day(localities: dict[str, Entry]) -> None:
    for day in days_of_change(localities):
        units = select_units(localities, day)
        codes = [period["gso_code"] for period in units.values() if "gso_code" in period]
        iso_codes = [localities[id_]["iso_3166_2"] for id_ in units]
        assert len(codes) == len(set(codes)), day
        assert len(iso_codes) == len(set(iso_codes)), day
        if day >= "2004-01-01":
            assert len(codes) == len(units), day


def test_seven_codes_meant_another_province_before_the_merger(localities: dict[str, Entry]) -> None:
    before, after = (
        {period["gso_code"]: id_ for id_, period in select_units(localities, day).items()}
        for day in ("2025-06-30", "2025-07-01")
    )
    changed = {code: (before[code], id_) for code, id_ in after.items() if before[code] != id_}
    assert changed == {
        "15": ("yen-bai", "lao-cai"),
        "24": ("bac-giang", "bac-ninh"),
        "44": ("quang-binh", "quang-tri"),
        "52": ("binh-dinh", "gia-lai"),
        "80": ("long-an", "tay-ninh"),
        "82": ("tien-giang", "dong-thap"),
        "91": ("kien-giang", "an-giang"),
    }


# ---- names ----


def safe_names(entry: Entry) -> set[str]:
    """Every spelling that means the unit anywhere, folded."""
    official = {official_name(entry, period) for period in entry["periods"]}
    spellings = {entry["id"], entry["name"], entry["name_en"], *entry.get("aliases", []), *official}
    return {fold_name(spelling) for spelling in spellings}


def test_no_safe_spelling_means_two_units(localities: dict[str, Entry]) -> None:
    meanings: dict[str, set[str]] = {}
    for id_, entry in localities.items():
        for spelling in safe_names(entry):
            meanings.setdefault(spelling, set()).add(id_)
    assert {spelling: ids for spelling, ids in meanings.items() if len(ids) > 1} == {}


def test_ids_are_the_names_without_accents(localities: dict[str, Entry]) -> None:
    for id_, entry in localities.items():
        if id_ != "ho-chi-minh":
            assert fold_name(entry["name"]).replace(" ", "-") == id_
            assert fold_name(entry["name_en"]).replace(" ", "-") == id_


def test_spellings_in_context_are_not_listed_as_safe_too(localities: dict[str, Entry]) -> None:
    for id_, entry in localities.items():
        aliases = {fold_name(alias) for alias in entry.get("aliases", [])}
        contextual = {fold_name(alias) for alias in entry.get("aliases_contextual", [])}
        assert aliases.isdisjoint(contextual), id_
        assert entry["name"] not in entry.get("aliases", []), id_


@pytest.mark.parametrize(
    ("id_", "spellings"),
    [
        ("bac-kan", ["Bắc Cạn", "Bac Can", "bac kan"]),
        ("dak-lak", ["Đắc Lắc", "Đăk Lăk", "Đắk Lắc", "Dak Lak", "Daklak", "DAKLAK", "đắk lắk"]),
        ("dak-nong", ["Đắc Nông", "Đăk Nông", "Daknong"]),
        ("kon-tum", ["Kontum", "Kon-Tum", "Công Tum"]),
        ("ba-ria-vung-tau", ["BR-VT", "BRVT", "Bà Rịa–Vũng Tàu", "Bà Rịa - Vũng Tàu", "Bà Rịa Vũng Tàu"]),
        ("thua-thien-hue", ["Thừa Thiên - Huế", "Thừa Thiên – Huế", "TT Huế", "TT. Huế", "TT-Huế", "Thừa Thiên Huế"]),
        (
            "ho-chi-minh",
            ["TP.HCM", "TPHCM", "TP HCM", "TP. HCM", "TP. Hồ Chí Minh", "tp ho chi minh", "HCMC", "HCM City"],
        ),
        ("hoa-binh", ["Hoà Bình", "Hòa Bình"]),
        ("thanh-hoa", ["Thanh Hoá", "Thanh Hóa"]),
        ("khanh-hoa", ["Khánh Hoà", "Khánh Hòa"]),
        ("can-tho", ["can tho", "TP Cần Thơ", "Cantho"]),
        ("da-nang", ["Đà Nẵng", "Danang", "TP. Đà Nẵng"]),
        ("ha-noi", ["Hanoi", "TP Hà Nội", "Thủ đô Hà Nội"]),
        ("hue", ["Huế", "Hue City"]),
    ],
)
def test_spellings_in_the_news_name_their_unit(localities: dict[str, Entry], id_: str, spellings: list[str]) -> None:
    for spelling in spellings:
        found = [other for other, entry in localities.items() if fold_name(spelling) in safe_names(entry)]
        assert found == [id_], spelling


def test_both_places_of_the_tone_mark_are_listed_as_written(localities: dict[str, Entry]) -> None:
    """Accents typed bind, so the older spelling has to stand in the file itself."""
    for id_, older in {"hoa-binh": "Hoà Bình", "thanh-hoa": "Thanh Hoá", "khanh-hoa": "Khánh Hoà"}.items():
        assert older in localities[id_]["aliases"]


@pytest.mark.parametrize("spelling", ["Sài Gòn", "Saigon", "Hồ Chí Minh", "Bà Rịa", "Vũng Tàu", "Thủ đô", "Đất Quảng"])
def test_ambiguous_spellings_are_safe_for_no_unit(localities: dict[str, Entry], spelling: str) -> None:
    listed = [id_ for id_, entry in localities.items() if spelling in entry.get("aliases_contextual", [])]
    assert len(listed) == 1
    others = [id_ for id_, entry in localities.items() if fold_name(spelling) in safe_names(entry) and id_ != listed[0]]
    assert others == []
    assert spelling not in localities[listed[0]].get("aliases", [])


# ---- cities ----

PREFIX = "thành phố "


def read_cities() -> list[tuple[str, str]]:
    """Name, without "Thành phố" and with the tone mark in its newer place, and code of the unit that it lay in."""
    rows = read_table("gso-cities.csv")
    assert len(rows) == len({row["code"] for row in rows}) == 86
    assert all(row["name"].lower().startswith(PREFIX) for row in rows)
    return [(normalise_tones(row["name"][len(PREFIX) :]), row["province_code"]) for row in rows]


def names_in_context(localities: dict[str, Entry]) -> set[str]:
    return {fold_name(alias) for entry in localities.values() for alias in entry.get("aliases_contextual", [])}


def test_cities_are_those_of_the_statistics_office_without_the_name_of_a_unit(localities: dict[str, Entry]) -> None:
    units = select_units(localities, "2025-06-30")
    taken = names_in_context(localities).union(*(safe_names(entry) for entry in localities.values()))
    theirs = {(code, name) for name, code in read_cities() if fold_name(name) not in taken}
    ours = {(units[id_]["gso_code"], c) for id_, entry in localities.items() for c in entry.get("cities", [])}
    assert ours == theirs
    assert len(ours) == 56


def test_cities_left_out_bear_the_name_of_the_unit_that_they_lay_in(localities: dict[str, Entry]) -> None:
    """So who writes one of them and means its province is understood without a word."""
    ids = {period["gso_code"]: id_ for id_, period in select_units(localities, "2025-06-30").items()}
    listed = {city for entry in localities.values() for city in entry.get("cities", [])}
    left_out = [(name, localities[ids[code]]) for name, code in read_cities() if name not in listed]
    assert len(left_out) == 30
    for name, entry in left_out:
        contextual = {fold_name(alias) for alias in entry.get("aliases_contextual", [])}
        assert fold_name(name) in safe_names(entry) | contextual, name


def test_no_city_has_the_name_of_a_region_or_of_another_city(
    localities: dict[str, Entry], regions: list[Entry]
) -> None:
    cities = Counter(fold_name(city) for entry in localities.values() for city in entry.get("cities", []))
    assert [city for city, count in cities.items() if count > 1] == []
    names = {fold_name(text) for region in regions for text in (*region["name"].values(), *region.get("aliases", []))}
    assert cities.keys() & names == set()


@pytest.mark.parametrize(
    ("city", "id_"),
    [
        ("Quy Nhơn", "binh-dinh"),
        ("Đồng Hới", "quang-binh"),
        ("Buôn Ma Thuột", "dak-lak"),
        ("Tuy Hòa", "phu-yen"),
        ("Thủ Đức", "ho-chi-minh"),
        ("Thủy Nguyên", "hai-phong"),
    ],
)
def test_well_known_city_lies_in_its_province(localities: dict[str, Entry], city: str, id_: str) -> None:
    assert [other for other, entry in localities.items() if city in entry.get("cities", [])] == [id_]


# ---- regions ----


def regions_on(regions: list[Entry], day: str) -> dict[str, list[str]]:
    return {
        region["id"]: period["members"] for region in regions for period in region["periods"] if covers(period, day)
    }


def test_every_unit_has_exactly_one_region_on_every_day(localities: dict[str, Entry], regions: list[Entry]) -> None:
    for day in days_of_change(localities):
        units = select_units(localities, day)
        members = Counter(member for group in regions_on(regions, day).values() for member in group)
        assert {unit: members[unit] for unit in units} == dict.fromkeys(units, 1), day


def test_members_of_a_region_exist_while_it_has_them(localities: dict[str, Entry], regions: list[Entry]) -> None:
    succeeded = {"ha-tay", "thua-thien-hue"}
    for day, gone in {"2024-06-30": {"ha-tay", "hue"}, "2025-06-30": succeeded, "2025-07-01": set()}.items():
        members = {member for group in regions_on(regions, day).values() for member in group}
        assert members - select_units(localities, day).keys() == gone, day


def test_members_of_a_region_exist_at_some_time_of_its_period(
    localities: dict[str, Entry], regions: list[Entry]
) -> None:
    for region in regions:
        for period in region["periods"]:
            first, last = period.get("from", "2000-01-01"), period.get("to", "9999-12-31")
            for member in period["members"]:
                units = localities[member]["periods"]
                assert any(u.get("from", first) <= last and first <= u.get("to", last) for u in units), member


@pytest.mark.parametrize(
    ("day", "sizes"),
    [
        ("2024-06-30", [14, 11, 14, 5, 6, 13]),
        ("2025-07-01", [9, 6, 5, 6, 3, 5]),
    ],
)
def test_regions_have_the_members_of_their_act(
    localities: dict[str, Entry], regions: list[Entry], day: str, sizes: list[int]
) -> None:
    units = select_units(localities, day)
    assert [len(units.keys() & set(members)) for members in regions_on(regions, day).values()] == sizes


@pytest.mark.parametrize(
    ("unit", "before", "after"),
    [
        ("thanh-hoa", "bac-trung-bo-va-duyen-hai-mien-trung", "bac-trung-bo"),
        ("khanh-hoa", "bac-trung-bo-va-duyen-hai-mien-trung", "duyen-hai-nam-trung-bo-va-tay-nguyen"),
        ("gia-lai", "tay-nguyen", "duyen-hai-nam-trung-bo-va-tay-nguyen"),
        ("bac-ninh", "dong-bang-song-hong", "dong-bang-song-hong"),
        ("phu-tho", "trung-du-va-mien-nui-phia-bac", "trung-du-va-mien-nui-phia-bac"),
        ("tay-ninh", "dong-nam-bo", "dong-nam-bo"),
    ],
)
def test_a_unit_changes_region_with_the_merger(regions: list[Entry], unit: str, before: str, after: str) -> None:
    for day, expected in {"2025-06-30": before, "2025-07-01": after}.items():
        assert [id_ for id_, members in regions_on(regions, day).items() if unit in members] == [expected]


def test_periods_of_a_region_follow_each_other(regions: list[Entry]) -> None:
    for region in regions:
        for earlier, later in pairwise(region["periods"]):
            assert later["from"] == day_after(earlier["to"]), region["id"]


def test_no_spelling_means_two_regions_or_a_region_and_a_unit(
    localities: dict[str, Entry], regions: list[Entry]
) -> None:
    units = {spelling for entry in localities.values() for spelling in safe_names(entry)}
    spellings = Counter(
        spelling
        for region in regions
        for spelling in {
            fold_name(text) for text in (region["id"], *region["name"].values(), *region.get("aliases", []))
        }
    )
    assert {spelling for spelling, count in spellings.items() if count > 1} == set()
    assert spellings.keys() & units == set()


# ---- tables of others: every difference is expected, with its reason, and stands for something that is still so ----

Difference = tuple[str, str, str, str]  # code, column, here, there

NO_TYPES = "vietnam-provinces 0.6.0 calls every unit tỉnh, the cities under central government too"
OLD_TONE = "the older place of the tone mark; the newer one is used here, the older one is an alias"
NO_PREFIX = "vietnam-provinces 2025.10.1 leaves out the word Tỉnh before a province, not Thành phố before a city"
DIFFERENCES_63: dict[Difference, str] = {
    ("17", "name", "Tỉnh Hòa Bình", "Tỉnh Hoà Bình"): OLD_TONE,
    ("01", "type", "thành phố trung ương", "tỉnh"): NO_TYPES,
    ("31", "type", "thành phố trung ương", "tỉnh"): NO_TYPES,
    ("46", "type", "thành phố trung ương", "tỉnh"): NO_TYPES,
    ("48", "type", "thành phố trung ương", "tỉnh"): NO_TYPES,
    ("79", "type", "thành phố trung ương", "tỉnh"): NO_TYPES,
    ("92", "type", "thành phố trung ương", "tỉnh"): NO_TYPES,
}
PROVINCES_34 = {
    "04": "Cao Bằng", "08": "Tuyên Quang", "11": "Điện Biên", "12": "Lai Châu", "14": "Sơn La", "15": "Lào Cai",
    "19": "Thái Nguyên", "20": "Lạng Sơn", "22": "Quảng Ninh", "24": "Bắc Ninh", "25": "Phú Thọ", "33": "Hưng Yên",
    "37": "Ninh Bình", "38": "Thanh Hóa", "40": "Nghệ An", "42": "Hà Tĩnh", "44": "Quảng Trị", "51": "Quảng Ngãi",
    "52": "Gia Lai", "56": "Khánh Hòa", "66": "Đắk Lắk", "68": "Lâm Đồng", "75": "Đồng Nai", "80": "Tây Ninh",
    "82": "Đồng Tháp", "86": "Vĩnh Long", "91": "An Giang", "96": "Cà Mau",
}  # fmt: skip
DIFFERENCES_34: dict[Difference, str] = {
    (code, "name", f"Tỉnh {name}", name): NO_PREFIX for code, name in PROVINCES_34.items()
}
DIFFERENCES_ISO: dict[Difference, str] = {
    ("VN-26", "name", "Thừa Thiên Huế", "Thừa Thiên-Huế"): "a hyphen; the acts of the state write a space",
    ("VN-47", "name", "Kiên Giang", "Kiến Giang"): "a misprint in iso-codes",
    ("VN-SG", "name", "TP. Hồ Chí Minh", "Hồ Chí Minh"): "here the name is as people print it, with TP.",
}


def compare_tables(ours: dict[str, dict[str, str]], theirs: dict[str, dict[str, str]]) -> set[Difference]:
    """Every cell that differs, and every code that only one of the two tables has (the other cell is empty)."""
    return {
        (code, column, here, there)
        for code in ours.keys() | theirs.keys()
        for column in ("name", "type")
        for here, there in [(ours.get(code, {}).get(column, ""), theirs.get(code, {}).get(column, ""))]
        if here != there
    }


@pytest.mark.parametrize(
    ("table", "day", "units", "expected"),
    [
        ("gso-63.csv", "2025-06-30", 63, DIFFERENCES_63),
        ("gso-34.csv", "2025-10-31", 34, DIFFERENCES_34),
    ],
)
def test_codes_names_and_types_agree_with_the_statistics_office(
    localities: dict[str, Entry], table: str, day: str, units: int, expected: dict[Difference, str]
) -> None:
    words = {"municipality": "thành phố trung ương", "province": "tỉnh"}
    ours = {
        period["gso_code"]: {"name": official_name(localities[id_], period), "type": words[period["type"]]}
        for id_, period in select_units(localities, day).items()
    }
    theirs = {row["code"]: {"name": row["name"], "type": row["division_type"]} for row in read_table(table)}
    assert len(theirs) == units
    assert compare_tables(ours, theirs) == expected.keys()


def test_iso_codes_names_and_types_agree_with_iso_3166_2(localities: dict[str, Entry]) -> None:
    ours = {
        localities[id_]["iso_3166_2"]: {"name": localities[id_]["name"], "type": period["type"]}
        for id_, period in select_units(localities, "2024-12-31").items()
    }
    theirs = {row["code"]: {"name": row["name"], "type": row["type"].lower()} for row in read_table("iso-3166-2.csv")}
    assert len(theirs) == 63
    assert compare_tables(ours, theirs) == DIFFERENCES_ISO.keys()


def test_units_outside_the_iso_table_are_the_ended_and_the_renamed_one(localities: dict[str, Entry]) -> None:
    codes = {row["code"] for row in read_table("iso-3166-2.csv")}
    assert {id_: e["iso_3166_2"] for id_, e in localities.items() if e["iso_3166_2"] not in codes} == {
        "ha-tay": "VN-15"
    }
    shared = Counter(entry["iso_3166_2"] for entry in localities.values())
    assert [code for code, count in shared.items() if count > 1] == ["VN-26"]
    assert localities["hue"]["iso_3166_2"] == localities["thua-thien-hue"]["iso_3166_2"] == "VN-26"


def test_comparison_notices_wrong_missing_and_extra_rows() -> None:
    ours = {"01": {"name": "A", "type": "t"}, "02": {"name": "B", "type": "t"}}
    theirs = {"01": {"name": "Á", "type": "t"}, "03": {"name": "C", "type": "t"}}
    assert compare_tables(ours, theirs) == {
        ("01", "name", "A", "Á"),
        ("02", "name", "B", ""),
        ("02", "type", "t", ""),
        ("03", "name", "", "C"),
        ("03", "type", "", "t"),
    }
