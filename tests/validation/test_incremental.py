"""A validation that checks only what changed finds what one finds that checks everything, whatever happened between."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coop.dataset.layout import Location, Reason
from coop.validation.validate import Validation, validate_dataset, validate_indexed
from tests.conftest import agreement, figure, write_dataset
from tests.validation.checks import TODAY

PARTIES = ("ha-noi", "can-tho", "thanh-hoa")
IDS = ("a", "b", "c", "d")
PATHS = tuple(f"agreements/{year}/{name}" for year in (2019, 2020) for name in ("a.yaml", "b.yaml", "c.yaml", "d.yml"))
VOCABULARY = "fields.yaml"
UNUSED = "  - {id: khong-ai-dung, name: {vi: Không ai dùng, en: Used by nobody}, definition: {vi: Thử, en: A trial}}\n"
WAIVER = "# coop: ignore X403: kept for later\n"

dates = st.sampled_from(["2019", "2019-05", "2019-05-01", "2019-06-01", "2020-01-01", "1999"])
links = st.none() | st.sampled_from([f"{i}#{f}" for i in IDS for f in ("f0", "f1", "f9")] + ["f0", "f1", "f9"])


@st.composite
def figures(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """A flow that may lie within another, repeat it, or say that it does."""
    link = draw(st.sampled_from(["part_of", "same_as"]))
    values: dict[str, Any] = {
        "amount": draw(st.sampled_from([3, 9])),
        link: draw(links),
        "field": draw(st.sampled_from([None, "y-te"])),
        "source": draw(st.sampled_from([None, "ha-noi"])),
        "destination": draw(st.sampled_from([None, "can-tho", ["can-tho", "thanh-hoa"]])),
    }
    period = draw(st.sampled_from([None, "2019", "2019-05", "2018/2019"]))
    values |= {"period": period} if period is not None else {"not_stated": ["period"]}
    return figure(name, **{key: value for key, value in values.items() if value is not None})


@st.composite
def texts(draw: st.DrawFn) -> str:
    """The text of a file: an agreement, with links and waivers perhaps, or something broken."""
    kind = draw(st.sampled_from(["sound", "sound", "sound", "sound", "broken", "wrong", "empty"]))
    if kind in ("broken", "empty"):
        return "a: [" if kind == "broken" else ""
    data = agreement(
        draw(st.sampled_from(IDS)),
        *draw(st.sampled_from([PARTIES, PARTIES[:2]])),
        date=draw(dates),
        fields=draw(st.sampled_from([["y-te"], ["giao-duc", "y-te"], ["khong-ai-dung"]])),
        figures=[draw(figures(f"f{number}")) for number in range(draw(st.integers(1, 2)))],
        related=[
            {"id": i, "relation": "renews"} for i in draw(st.lists(st.sampled_from(IDS), max_size=2, unique=True))
        ],
    )
    if not data["related"]:
        del data["related"]
    if kind == "wrong":
        data["status"] = "lost"
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    waiver = draw(st.sampled_from(["", "", "X401, X307", "X101", "F204"]))
    return text.replace("\nfigures:", f"\nfigures:  # coop: ignore {waiver}: so it is") if waiver else text


edits = st.one_of(
    st.tuples(st.sampled_from(PATHS), texts() | st.none()),
    st.tuples(st.sampled_from(PATHS), texts()),
    st.tuples(
        st.just(VOCABULARY), st.sampled_from(["", UNUSED, WAIVER.strip() and UNUSED.rstrip() + "  " + WAIVER, "x"])
    ),
)


def place(data: Path) -> Location:
    return Location(data, Reason.OPTION)


def both(data: Path) -> tuple[Validation, Validation]:
    """What is found by way of the index, and without it."""
    return validate_indexed(place(data), as_of=TODAY), validate_dataset(place(data), as_of=TODAY)


@pytest.fixture(scope="module")
def fields() -> str:
    with tempfile.TemporaryDirectory() as folder:
        return (write_dataset(Path(folder)) / VOCABULARY).read_text(encoding="utf-8")


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=st.lists(st.lists(edits, min_size=1, max_size=3), min_size=2, max_size=5))
def test_after_any_edits_the_same_is_found_by_way_of_the_index(
    steps: list[list[tuple[str, str | None]]], fields: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = write_dataset(Path(folder))
        for step in steps:
            for path, text in step:
                file = data / path
                file.parent.mkdir(exist_ok=True)
                if text is None:
                    file.unlink(missing_ok=True)
                else:
                    file.write_text(fields + text if path == VOCABULARY else text, encoding="utf-8")
            found, expected = both(data)
            assert found == expected
            assert validate_indexed(place(data), as_of=TODAY) == expected
