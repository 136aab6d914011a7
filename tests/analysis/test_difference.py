"""`compare_datasets`: renames, files that cannot be read, and what holds of any two datasets."""

import copy
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coop.analysis.difference import Difference, compare_datasets
from coop.analysis.file_changes import Fate
from coop.analysis.filters import Filters
from coop.analysis.renames import find_renames
from coop.analysis.select import select_agreements
from coop.analysis.statistics import summarise
from coop.bilingual import Language
from coop.dataset.dataset import Dataset
from coop.dataset.loading import open_dataset
from coop.output.difference_markdown import MOST_CHARACTERS, render_difference_markdown
from tests.conftest import agreement, figure, write_dataset

Data = dict[str, Any]
Edit = Callable[[Data, random.Random], str]

LOCALITIES = ("ha-noi", "hue", "da-nang", "can-tho", "nghe-an", "thanh-hoa")


def make_agreements(chance: random.Random, count: int = 8) -> list[Data]:
    """Agreements that have little in common, with two figures each."""
    made = []
    for number in range(count):
        one, other = chance.sample(LOCALITIES, 2)
        ends = {"source": one, "destination": other}
        figures = [
            figure("von", "registered-investment", **ends, amount=chance.randint(1, 900), as_of=f"20{10 + number}"),
            figure("qua", "aid", **ends, amount=chance.randint(1, 900), period=f"20{10 + number}"),
        ]
        source = {"id": "s", "title": f"Bài {number}", "url": f"https://example.org/{number}"}
        data = agreement(f"a-{number}", one, other, date=f"20{10 + number}", figures=figures, sources=[source])
        made.append(data)
    return made


def change_amount(data: Data, chance: random.Random) -> str:
    each = chance.choice(data["figures"])
    each["amount"] += 1000
    return f"changed figures.{each['id']}.amount"


def add_figure(data: Data, _: random.Random) -> str:
    data["figures"].append(figure("moi", "trade", source=data["parties"][0]["locality"], period="2012"))
    return "added figures.moi"


def add_body(data: Data, _: random.Random) -> str:
    data["parties"][0]["body"] = "UBND"
    return f"added parties.{data['parties'][0]['locality']}.body"


def change_source(data: Data, _: random.Random) -> str:
    data["sources"][0]["publisher"] = "Báo khác"
    return "added sources.s.publisher"


def add_event(data: Data, _: random.Random) -> str:
    data["events"] = [{"date": "2024", "kind": "visit", "source": "s"}]
    return "added events.2024-visit-s"


def change_title(data: Data, _: random.Random) -> str:
    data["title"]["en"] += ", again"
    return "changed title.en"


EDITS: tuple[Edit, ...] = (change_amount, add_figure, add_body, change_source, add_event, change_title)


def edit(agreements: list[Data], chance: random.Random) -> tuple[list[Data], set[tuple[str, str]]]:
    """Some of the agreements changed, one gone, one new; and what that makes of each, by id."""
    made = copy.deepcopy(agreements)
    expected = {("a-0", "removed"), ("moi", "added")}
    for data in chance.sample(made[1:], 4):
        for change in chance.sample(EDITS, chance.randint(1, len(EDITS))):
            expected.add((data["id"], change(data, chance)))
    chance.shuffle(made)
    new = agreement("moi", "hue", "ca-mau", date="2001", title={"vi": "Khác hẳn", "en": "Quite another"})
    return [*(each for each in made if each["id"] != "a-0"), new], expected


def told(difference: Difference) -> set[tuple[str, str]]:
    found = set()
    for each in difference.agreements:
        if each.fate in (Fate.ADDED, Fate.REMOVED):
            found.add((each.id, each.fate.value))
        else:
            found.update((each.id, f"{change.kind.value} {change.at}") for change in each.changes)
    return found


@pytest.mark.parametrize("seed", range(12))
def test_every_random_edit_is_told_nothing_else_and_the_same_both_ways(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    before = make_agreements(chance)
    after, expected = edit(before, chance)
    old = open_dataset(write_dataset(tmp_path / "old", *before))
    new = open_dataset(write_dataset(tmp_path / "new", *after))
    assert not old.left_out + new.left_out
    there, back = compare_datasets(old, new), compare_datasets(new, old)
    assert told(there) == expected
    swapped = {"added": "removed", "removed": "added"}
    mirrored = {(i, " ".join(swapped.get(word, word) for word in words.split())) for i, words in told(there)}
    assert mirrored == told(back)
    assert {(t.measure, t.unit, t.old, t.new) for t in there.totals} == {
        (t.measure, t.unit, t.new, t.old) for t in back.totals
    }
    assert {(t.measure, t.ends and t.ends.key, t.old, t.new) for t in there.pairs} == {
        (t.measure, t.ends and t.ends.key, t.new, t.old) for t in back.pairs
    }
    assert there.counts == tuple(reversed(back.counts))
    for same in (old, new):
        alone = compare_datasets(same, same)
        assert alone.is_empty
        assert not alone.totals + alone.pairs


def test_a_pair_total_is_what_stats_says_of_its_ends(tmp_path: Path) -> None:
    chance = random.Random(7)
    before = make_agreements(chance)
    after, _ = edit(before, chance)
    old = open_dataset(write_dataset(tmp_path / "old", *before))
    new = open_dataset(write_dataset(tmp_path / "new", *after))
    pairs = compare_datasets(old, new).pairs
    assert len(pairs) > 3
    for pair in pairs:
        assert pair.ends is not None
        for dataset, quantity in ((old, pair.old), (new, pair.new)):
            assert quantity == total_of(dataset, pair.measure, pair.ends.source, pair.ends.destination)


def total_of(dataset: Dataset, measure: str, source: tuple[str, ...], destination: tuple[str, ...]) -> Any:
    """The total as `coop stats --measure --from --to` has it."""
    sources, destinations = frozenset(source), frozenset(destination)
    found = summarise(
        select_agreements(dataset, Filters(measures=frozenset({measure}), sources=sources, destinations=destinations))
    )
    return found[0].total.quantity if found else None


# Renames.


def test_content_that_is_mostly_the_same_is_a_rename_and_other_content_is_not() -> None:
    one: Data = {"id": "a", "date": "2019", "parties": [{"locality": "hue"}], "sources": [{"id": "s", "url": "u"}]}
    other: Data = {"id": "x", "date": "2001", "parties": [{"locality": "ca-mau"}], "sources": [{"id": "s", "url": "v"}]}
    nearly = {**one, "id": "c", "date": "2020"}
    assert find_renames({"a": one}, {"b": {**one, "id": "b"}}) == {"b": "a"}
    assert find_renames({"a": one}, {"c": nearly}) == {"c": "a"}
    assert find_renames({"a": one}, {"x": other}) == {}
    assert find_renames({"a": one}, {"b": {**one, "id": "b"}, "c": nearly}) == {"b": "a"}
    assert find_renames({"a": one, "x": other}, {}) == find_renames({}, {"a": one}) == {}


def test_a_file_that_kept_its_place_is_renamed_sooner() -> None:
    one: Data = {"id": "a", "k1": 1, "k2": 2, "k3": 3, "k4": 4}
    other: Data = {"id": "b", "k1": 1, "k2": 2, "k3": 0, "k4": 0}
    assert find_renames({"a": one}, {"b": other}) == {}
    assert find_renames({"a": one}, {"b": other}, in_place={"b": "a"}) == {"b": "a"}


# Pages.


def test_a_long_page_keeps_to_what_a_comment_holds_and_says_what_is_missing(tmp_path: Path) -> None:
    many = [
        agreement(f"thoa-thuan-{n}", *LOCALITIES, date="2019", title={"vi": "Đ" * 300, "en": "E" * 300})
        for n in range(150)
    ]
    old = open_dataset(write_dataset(tmp_path / "old"))
    page = render_difference_markdown(
        compare_datasets(old, open_dataset(write_dataset(tmp_path / "new", *many))), language=Language.EN
    )
    shown = page.count("\n#### ")
    assert 0 < shown < 150
    assert len(page) <= MOST_CHARACTERS
    assert page.endswith(f"{150 - shown} more files changed, too many to show here: `coop diff` tells all of them.\n")


def test_data_is_no_markup_and_names_nobody_on_a_page(make_dataset: Callable[..., Dataset], tmp_path: Path) -> None:
    hostile = {"vi": "a", "en": "@nobody closes #12 <b>x</b> | [y](z) </details> `w`"}
    old = open_dataset(write_dataset(tmp_path / "old", agreement("a", "hue", "ha-noi")))
    new = make_dataset(agreement("a", "hue", "ha-noi", title=hostile))
    page = render_difference_markdown(compare_datasets(old, new), language=Language.EN)
    assert "@<!-- -->nobody" in page
    assert "#<!-- -->12" in page
    assert "@nobody" not in page
    assert "<b>" not in page
    assert "</details>" not in page
    row = next(line for line in page.splitlines() if "title.en" in line)
    assert row.count(" | ") == 4
    assert r"\| \[y\](z)" in row


def test_a_long_table_is_folded_away(make_dataset: Callable[..., Dataset], tmp_path: Path) -> None:
    figures = [figure(f"so-{n}", source="hue", destination="ha-noi", period=str(2000 + n)) for n in range(20)]
    old = open_dataset(write_dataset(tmp_path / "old", agreement("a", "hue", "ha-noi")))
    new = make_dataset(agreement("a", "hue", "ha-noi", figures=figures))
    page = render_difference_markdown(compare_datasets(old, new), language=Language.VI)
    assert "<details>\n<summary>20 thay đổi</summary>\n\n| " in page
    assert page.count("<details>") == page.count("</details>") == 1
