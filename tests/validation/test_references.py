"""What a file points at in itself: one mistake has one finding, where it was made."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import agreement, figure, write_dataset
from tests.validation.checks import change, codes, places, validate

THANH_HOA = "agreements/2019/ha-noi-thanh-hoa-2019.yaml"


def source(source_id: str, **values: str) -> dict[str, str]:
    return {"id": source_id, "title": "Bài báo", **values}


def naming(folder: Path, sources: list[str], named: list[str], **values: Any) -> list[tuple[str, str]]:
    """The codes and messages where figures name these sources and the file defines those."""
    figures = [figure(f"f-{i}", period="2019", amount=i + 1, source=None) for i in range(len(named))]
    for each, name in zip(figures, named, strict=True):
        each["source"] = name
    one = agreement(
        "x",
        "ha-noi",
        "can-tho",
        figures=figures,
        sources=[source(each, title=f"Bài {i}") for i, each in enumerate(sources)],
        **values,
    )
    return [(d.code, d.message.en) for d in validate(write_dataset(folder, one)).diagnostics]


@pytest.mark.parametrize(
    ("sources", "named", "told_at"),
    [
        (["tttdd"], ["tttd", "tttd", "tttd"], "tttdd"),
        (["bao"], ["tttd", "tttd"], "bao"),
        (["nhan-dan", "tttdd"], ["nhan-dan", "tttd", "tttd"], "tttdd"),
        (["nhan-dan", "bao"], ["nhan-dan", "tttd", "tttd"], "bao"),
        (["nhan-dann", "tttd"], ["nhan-dan", "nhan-dan", "tttd"], "nhan-dann"),
    ],
)
def test_a_source_misspelled_where_it_is_defined_has_one_finding(
    tmp_path: Path, sources: list[str], named: list[str], told_at: str
) -> None:
    unknown = next(name for name in named if name not in sources)
    message = f"nothing names the source '{told_at}', and '{unknown}', which no source is, is named 2 times"
    found = naming(tmp_path, sources, named)
    assert found == [("X305", message.replace("2 times", f"{named.count(unknown)} times"))]


@pytest.mark.parametrize(
    ("sources", "named", "count"),
    [
        (["tttd"], ["tttdd"], 1),  # once: told where it is named
        (["tttd"], ["tttd", "tttdd", "tttdd"], 2),  # the source is named as well
        (["tttdd"], ["tttd", "tttd", "nhan-dan"], 3),  # two unknown names
        (["bao", "nhan-dan"], ["tttd", "tttd"], 2),  # two sources that nothing names
        (["bao", "nhan-dan"], ["nhan-dan", "nhan-dam", "nhan-dam"], 2),  # another source is nearer
        (["bao", "nhan-dan"], ["nhan-dan", "tttd", "tttd"], 2),  # the first may stand for the agreement alone
    ],
)
def test_an_unknown_source_is_told_where_it_is_named_unless_one_is_meant_for_sure(
    tmp_path: Path, sources: list[str], named: list[str], count: int
) -> None:
    unknown = sorted(name for name in named if name not in sources)
    found = naming(tmp_path, sources, named)
    assert len(found) == count
    assert sorted(found) == [("X305", f"no source with id '{each}' in this file") for each in unknown]


def test_where_a_source_id_stands_twice_nothing_is_said_of_what_names_it(tmp_path: Path) -> None:
    found = naming(tmp_path, ["tttd", "tttd"], ["tttd", "nhan-dan"])
    assert found == [("X105", "the id 'tttd' stands twice under sources")]


def test_where_a_source_id_is_malformed_nothing_is_said_of_what_names_it(tmp_path: Path) -> None:
    assert [code for code, _ in naming(tmp_path, ["Báo"], ["bao", "bao"])] == ["S105"]


@pytest.mark.parametrize(
    ("party", "expected"),
    [("ha-noi", ["X311"]), ("ha-tay", ["D201"]), ("thanh-hoaa", ["X301"]), ("nghe-an", ["X310"] * 4)],
)
def test_an_end_is_told_only_where_the_parties_are_beyond_doubt(four: Path, party: str, expected: list[str]) -> None:
    change(four / THANH_HOA, ("  - locality: thanh-hoa", f"  - locality: {party}"))
    assert codes(validate(four)) == expected


def test_where_the_date_is_broken_parties_are_taken_as_they_are(four: Path) -> None:
    change(
        four / THANH_HOA, ("date: '2019-11-16'", "date: '2019-13-16'"), ("  - locality: thanh-hoa", "  - locality: hue")
    )
    assert codes(validate(four)) == ["D101", *["X310"] * 4]


@pytest.mark.parametrize(
    ("date", "party", "end", "hint"),
    [
        ("2025-03-01", "bac-giang", "bac-ninh", "'bac-ninh' is the successor of the party 'bac-giang'"),
        ("2025-08-01", "bac-ninh", "bac-giang", "'bac-giang' is a predecessor of the party 'bac-ninh'"),
        ("2025-08-01", "bac-ninh", "hue", "the parties are ha-noi, bac-ninh"),
    ],
)
def test_an_end_that_became_a_party_or_came_of_one_is_explained(
    tmp_path: Path, date: str, party: str, end: str, hint: str
) -> None:
    figures = [figure("f", source="ha-noi", destination=end, not_stated=["period"])]
    one = agreement("x", "ha-noi", party, date=date, figures=figures)
    (found,) = validate(write_dataset(tmp_path, one)).diagnostics
    assert found.code == "X310"
    assert found.hint is not None
    assert found.hint.en.startswith(hint)


def test_of_many_parties_the_hint_names_the_first(tmp_path: Path) -> None:
    parties = (
        "ha-noi", "can-tho", "vinh-long", "da-nang", "thanh-hoa", "nghe-an", "ha-tinh", "bac-ninh", "bac-giang",
        "hai-duong", "hung-yen", "thai-binh", "ha-nam", "nam-dinh", "ninh-binh", "vinh-phuc",
    )  # fmt: skip
    figures = [figure("f", source="ha-noi", destination="ca-mau", period="2018")]
    (found,) = validate(write_dataset(tmp_path, agreement("x", *parties, figures=figures))).diagnostics
    assert found.hint is not None
    assert found.hint.en.endswith("nam-dinh, ninh-binh, …")


def test_a_source_older_than_several_facts_is_told_once_and_at_the_source(tmp_path: Path) -> None:
    figures = [
        figure("f", period="2019-04-20"),
        figure("g", "registered-investment", as_of="2019-04"),
        figure("h", amount=4, period=["2018", "2019-05"]),
    ]
    events = [
        {"kind": "meeting", "date": "2019-04-30", "source": "s"},
        {"kind": "visit", "date": "2019-05", "source": "t"},
    ]
    sources = [source("s", published="2019-03-31"), source("t", published="2019-06-01")]
    one = agreement("x", "ha-noi", "can-tho", figures=figures, events=events, sources=sources)
    data = write_dataset(tmp_path, one)
    (found,) = validate(data).diagnostics
    assert found.code == "D206"
    assert found.message.en == "the source 's' of 2019-03-31 reports 'f' of 2019-04-20, and 3 more of a later day"
    file = data / "agreements" / "2019" / "x.yaml"
    line = file.read_text(encoding="utf-8").splitlines()[found.span.line - 1]
    assert line.strip() == "published: '2019-03-31'"


def test_a_single_fact_that_is_newer_than_its_source_is_told_where_it_stands(four: Path) -> None:
    change(four / THANH_HOA, ("    as_of: '2019-11-16'", "    as_of: '2019-11-17'"))
    assert places(validate(four)) == [("D206", 46, 12)]


def test_an_event_can_be_the_first_fact_that_is_newer(tmp_path: Path) -> None:
    events = [{"kind": kind, "date": "2019-06", "source": "s"} for kind in ("meeting", "visit")]
    sources = [source("s", published="2019-05-31")]
    one = agreement("x", "ha-noi", "can-tho", events=events, sources=sources)
    (found,) = validate(write_dataset(tmp_path, one)).diagnostics
    assert "reports the event 'meeting' of 2019-06, and 1 more" in found.message.en
    assert "về sự kiện 'meeting' (2019-06), và 1 điều khác" in found.message.vi
