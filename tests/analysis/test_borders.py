"""Rule 8 of "What totals mean": provinces as signed, or folded into those of one day."""

from collections.abc import Mapping
from datetime import date

import pytest

from coop.analysis.borders import Borders, parse_borders
from coop.analysis.territories import Territories
from coop.bilingual import Bilingual
from coop.dataset.terms import Locality, Period
from coop.errors import UsageError
from tests.analysis.samples import CT, HN, open_four

NB, HA_NAM = "ninh-binh", "ha-nam"
NOW = date(2026, 11, 1)
WORDS = open_four().vocabularies


def borders(day: str | None) -> Borders:
    return Borders(WORDS, date.fromisoformat(day) if day is not None else None)


# --- folding ---


@pytest.mark.parametrize(
    ("locality", "on", "asked", "unit"),
    [
        (HA_NAM, "2024-05-01", None, HA_NAM),
        (HA_NAM, "2024-05-01", "2025-06-30", HA_NAM),
        (HA_NAM, "2024-05-01", "2025-07-01", NB),
        (NB, "2026-05-01", "2025-07-01", NB),
        ("bac-kan", "2010-05-01", "2026-11-01", "thai-nguyen"),
        ("ha-tay", "2005-05-01", "2008-07-31", "ha-tay"),
        ("ha-tay", "2005-05-01", "2008-08-01", HN),
        ("thua-thien-hue", "2019-05-01", "2025-01-01", "hue"),
        ("hue", "2026-05-01", "2024-12-31", "thua-thien-hue"),
        ("dien-bien", "2010-05-01", "2003-12-31", "lai-chau"),
        ("hau-giang", "2010-05-01", "2003-12-31", CT),
        (CT, "2003-05-01", "2025-07-01", CT),
        ("vinh-phuc", "2005-05-01", "2010-01-01", "vinh-phuc"),
        (HA_NAM, "2026-05-01", "2026-05-01", NB),
        ("hue", "2019-05-01", "2019-05-01", "thua-thien-hue"),
    ],
)
def test_rule_8_a_former_province_is_its_successor_and_a_later_one_what_it_came_from(
    locality: str, on: str, asked: str | None, unit: str
) -> None:
    assert borders(asked).fold(locality, date.fromisoformat(on)) == unit
    assert not borders(asked).is_undivided(locality, date.fromisoformat(on))


@pytest.mark.parametrize(
    ("locality", "on", "asked"),
    [
        (NB, "2026-05-01", "2025-06-30"),
        (HN, "2019-05-01", "2008-07-31"),
        ("lai-chau", "2003-05-01", "2026-11-01"),
        ("dak-lak", "2003-05-01", "2010-01-01"),
        (CT, "2003-05-01", "2010-01-01"),
    ],
)
def test_rule_8_what_reached_over_several_units_is_not_divided_and_keeps_its_name(
    locality: str, on: str, asked: str
) -> None:
    assert borders(asked).fold(locality, date.fromisoformat(on)) == locality
    assert borders(asked).is_undivided(locality, date.fromisoformat(on))


def test_rule_8_every_unit_of_any_time_lies_in_one_of_the_34_of_today_save_two_that_were_split() -> None:
    today = borders("2026-11-01")
    living = {each.id for each in WORDS.localities.terms.values() if each.period_on(NOW) is not None}
    assert len(living) == 34
    for locality in WORDS.localities.terms.values():
        for period in locality.periods:
            day = period.start or date(2000, 1, 1)
            is_split = (locality.id, period.start) in (("lai-chau", None), ("dak-lak", None))
            assert today.is_undivided(locality.id, day) is is_split
            assert today.fold(locality.id, day) in living


def localities(*units: tuple[str, tuple[str, ...], tuple[Period, ...]]) -> Mapping[str, Locality]:
    return {i: Locality(i, i, i, periods, successor=successor) for i, successor, periods in units}


def span(start: str | None, end: str | None, **values: tuple[str, ...]) -> Period:
    first, last = (date.fromisoformat(day) if day is not None else None for day in (start, end))
    return Period(first, last, "province", None, **values)


def test_a_province_shared_out_among_several_is_followed_by_none() -> None:
    found = Territories(
        localities(
            ("a", ("b", "c"), (span(None, "2010-12-31"),)),
            ("b", (), (span(None, None),)),
            ("c", (), (span(None, None),)),
        )
    )
    assert found.follow("a", NOW) == "a"
    assert found.reach_of("b", NOW) == {"b"}


def test_a_successor_alone_tells_enough_and_mergers_in_steps_are_followed() -> None:
    found = Territories(
        localities(
            ("a", ("b",), (span(None, "2010-12-31"),)),
            ("b", ("c",), (span(None, "2020-12-31"),)),
            ("c", (), (span("2021-01-01", None, absorbed=("b", "d")),)),
            ("d", ("c",), (span(None, "2020-12-31"),)),
        )
    )
    assert [found.follow("a", date(year, 6, 1)) for year in (2010, 2011, 2021)] == ["a", "b", "c"]
    assert found.reach_of("b", date(2015, 1, 1)) == {"a", "b"}
    assert found.reach_of("c", NOW) == {"a", "b", "d"}
    assert found.moves == (date(2011, 1, 1), date(2021, 1, 1))


def test_successors_in_a_circle_end() -> None:
    found = Territories(
        localities(("a", ("b",), (span(None, "2010-12-31"),)), ("b", ("a",), (span(None, "2010-12-31"),)))
    )
    assert found.follow("a", NOW) in ("a", "b")
    assert found.held_by("a", NOW)
    circle = Territories(
        localities(
            ("a", (), (span("2001-01-01", None, split_from=("b",)),)),
            ("b", (), (span("2001-01-01", None, split_from=("a",)),)),
            ("c", ("d",), (span("2002-01-01", "2010-12-31", renamed_from=("d",)),)),
            ("d", ("c",), (span("2001-01-01", "2001-12-31", renamed_from=("c",)),)),
        )
    )
    assert circle.holder("a", date(2000, 6, 1)) in ("a", "b")
    assert circle.first_name("c") in ("c", "d")


def test_a_locality_that_no_vocabulary_has_is_itself() -> None:
    assert borders("2025-07-01").fold("nowhere", NOW) == "nowhere"
    assert borders("2025-07-01").territories.first_name("nowhere") == "nowhere"


# --- what a person types ---


@pytest.mark.parametrize(
    ("typed", "day", "said"),
    [
        (None, None, None),
        ("signed", None, None),
        ("2010-06-01", date(2010, 6, 1), ("in the borders of 2010-06-01", "theo địa giới ngày 01/06/2010")),
        ("1/6/2010", date(2010, 6, 1), ("in the borders of 2010-06-01", "theo địa giới ngày 01/06/2010")),
        ("now", NOW, ("in the borders of 2025-07-01", "theo địa giới ngày 01/07/2025")),
        (" NOW ", NOW, ("in the borders of 2025-07-01", "theo địa giới ngày 01/07/2025")),
        ("Signed", None, None),
        ("2026-11-01", NOW, ("in the borders of 2026-11-01", "theo địa giới ngày 01/11/2026")),
    ],
)
def test_borders_are_a_day_now_or_signed(typed: str | None, day: date | None, said: tuple[str, str] | None) -> None:
    found = parse_borders(typed, WORDS, today=NOW)
    assert found.day == day
    assert found.label == (Bilingual(*said) if said is not None else None)


def test_now_names_the_day_on_which_borders_last_moved() -> None:
    for today, said in ((date(2009, 1, 1), date(2008, 8, 1)), (date(2003, 1, 1), date(2000, 1, 1))):
        assert parse_borders("now", WORDS, today=today).said_day == said


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("today", "borders: 'today' is not a date"),
        ("2025-07", "borders: '2025-07' is no single day"),
        ("1999-12-31", "the localities are known from 2000-01-01, not on 1999-12-31"),
        ("2026-11-02", "borders after today are not known: 2026-11-02 is later than 2026-11-01"),
        ("9999-12-31", "borders after today are not known"),
        ("31/2/2025", "borders: 2025-02-31 does not exist"),
    ],
)
def test_other_borders_are_refused(typed: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_borders(typed, WORDS, today=NOW)
    assert caught.value.message.en.startswith(message)
    assert caught.value.hint is not None
