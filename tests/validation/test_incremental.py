"""A validation that checks only what changed finds what one finds that checks everything, whatever happened between."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coop.dataset.index.look import look_at
from coop.dataset.loading import load_indexed
from coop.validation import crew
from coop.validation.between.desk import Desk
from coop.validation.validate import validate_dataset, validate_indexed
from tests.conftest import agreement, figure, write_dataset
from tests.validation.checks import TODAY, change, codes
from tests.validation.indexed import PARTIES, both, place, write_some

IDS = ("a", "b", "c", "d")
PATHS = tuple(f"agreements/{year}/{name}" for year in (2019, 2020) for name in ("a.yaml", "b.yaml", "c.yaml", "d.yml"))
VOCABULARY = "fields.yaml"
UNUSED = "  - {id: khong-ai-dung, name: {vi: Không ai dùng, en: Used by nobody}, definition: {vi: Thử, en: A trial}}\n"
WAIVED = f"{UNUSED.rstrip()}  # coop: ignore X403: kept for later\n"

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
    older = draw(st.lists(st.sampled_from(IDS), max_size=2, unique=True))
    data = agreement(
        draw(st.sampled_from(IDS)),
        *draw(st.sampled_from([PARTIES, PARTIES[:2]])),
        date=draw(dates),
        fields=draw(st.sampled_from([["y-te"], ["giao-duc", "y-te"], ["khong-ai-dung"]])),
        figures=[draw(figures(f"f{number}")) for number in range(draw(st.integers(1, 2)))],
        **({"related": [{"id": each, "relation": "renews"} for each in older]} if older else {}),
    )
    if kind == "wrong":
        data["status"] = "lost"
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    waiver = draw(st.sampled_from(["", "", "X401, X307", "X101", "F204"]))
    return text.replace("\nfigures:", f"\nfigures:  # coop: ignore {waiver}: so it is") if waiver else text


edits = st.one_of(
    st.tuples(st.sampled_from(PATHS), texts() | st.none()),
    st.tuples(st.sampled_from(PATHS), texts()),
    st.tuples(st.just(VOCABULARY), st.sampled_from(["", UNUSED, WAIVED, "x"])),
)


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


def check(data: Path) -> list[str]:
    """The codes that both ways find, with the files in which they stand."""
    found, expected = both(data)
    assert found == expected
    return [f"{each.code} {Path(each.path).stem}" for each in found.diagnostics if each.code != "X403"]


BEFORE = ["X317 d", "X401 e"]


def test_what_has_to_do_with_a_file_is_told_anew_when_it_goes_and_comes(tmp_path: Path) -> None:
    data = write_some(tmp_path)
    assert check(data) == BEFORE
    gone = data / "agreements/2019/a.yaml"
    text = gone.read_text(encoding="utf-8")
    gone.unlink()
    assert check(data) == ["X307 b", "X317 d"]
    gone.write_text("a: [", encoding="utf-8")
    assert check(data) == ["P201 a", "X317 d"]
    gone.write_text(text, encoding="utf-8")
    assert check(data) == BEFORE


def test_a_finding_between_files_moves_with_the_lines_of_its_file(tmp_path: Path) -> None:
    data = write_some(tmp_path)
    before, _ = both(data)
    for name in ("d", "e"):
        change(data / f"agreements/2019/{name}.yaml", ("id: ", "# one more line\nid: "))
    after, expected = both(data)
    assert after == expected
    lines = [
        [each.span.line for each in found.diagnostics if each.code in ("X317", "X401")] for found in (before, after)
    ]
    assert lines[1] == [line + 1 for line in lines[0]]


def test_circles_are_looked_for_where_relations_change_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    related = [{"id": "b", "relation": "renews"}]
    data = write_dataset(
        tmp_path, agreement("a", *PARTIES, date="2019-08-01", related=related), agreement("b", *PARTIES, date="2019")
    )
    assert check(data) == []
    change(data / "agreements/2019/a.yaml", ("id: a", "# one more line\nid: a"))
    with monkeypatch.context() as patched:
        patched.setattr("coop.validation.between.settling.find_circles", None)
        found = validate_indexed(place(data), as_of=TODAY)
    assert found == validate_dataset(place(data), as_of=TODAY)
    text = (data / "agreements/2019/b.yaml").read_text(encoding="utf-8")
    (data / "agreements/2019/b.yaml").write_text(f"{text}related: [{{id: a, relation: renews}}]\n", encoding="utf-8")
    assert "X317" in str(check(data))


def test_ids_that_have_one_key_have_nothing_to_do_with_one_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = write_some(tmp_path)
    (data / "agreements/2019/z.yaml").write_bytes((data / "agreements/2019/e.yaml").read_bytes())
    (data / "agreements/2019/broken.yaml").write_text("id: [", encoding="utf-8")
    expected = validate_dataset(place(data), as_of=TODAY)
    assert {"P201", "X101", "X317", "X401"} <= set(codes(expected))
    for module in ("saying", "ledger", "stock"):
        monkeypatch.setattr(f"coop.validation.between.{module}.key_of_agreement", lambda _: 1)
    assert validate_dataset(place(data), as_of=TODAY) == expected


def test_a_file_that_wins_its_id_back_is_compared_with_others_again(tmp_path: Path) -> None:
    data = write_some(tmp_path)
    other = data / "agreements/2019/z.yaml"
    other.write_bytes((data / "agreements/2019/e.yaml").read_bytes())
    assert check(data) == [*BEFORE, "X101 z"]
    (data / "agreements/2019/e.yaml").unlink()
    assert check(data) == ["X317 d", "X102 z", "X401 z"]


def test_a_term_is_unused_when_the_last_of_many_files_that_used_it_is_gone(tmp_path: Path) -> None:
    files = [agreement(f"x-{i}", "ha-noi", "can-tho", date=f"{2000 + i}", fields=["giao-duc"]) for i in range(12)]
    data = write_dataset(tmp_path, *files)
    paths = sorted((data / "agreements").glob("*/*"))
    for path in paths:
        found, expected = both(data)
        assert found == expected
        assert "'giao-duc'" not in str(found.diagnostics)
        path.unlink()
    write_dataset(tmp_path / "other", agreement("y", "ha-noi", "can-tho"))
    (data / "agreements/2019").mkdir(exist_ok=True)
    (data / "agreements/2019/y.yaml").write_bytes((tmp_path / "other/data/agreements/2019/y.yaml").read_bytes())
    found, expected = both(data)
    assert found == expected
    assert "'giao-duc'" in str((found.diagnostics, found.waived))


def test_a_file_whose_check_cannot_be_kept_is_checked_each_time(tmp_path: Path) -> None:
    data = write_some(tmp_path)
    inside, target = data / "agreements/2019/link.yaml", data / "link.txt"
    target.write_bytes((data / "agreements/2019/a.yaml").read_bytes())
    inside.symlink_to(target)
    assert check(data) == [*BEFORE, "X101 link"]
    change(target, ("id: a", "id: link"))
    assert "X401 link" in check(data)
    inside.unlink()
    assert check(data) == BEFORE


@pytest.mark.parametrize("what", ["touch", "dataset", "schema", "remove all"])
def test_what_was_seen_is_remembered_though_no_agreement_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setenv("COOP_CACHE", str(tmp_path / "cache"))
    data = write_some(tmp_path)
    both(data)
    paths = sorted((data / "agreements").rglob("*.yaml"))
    for path in paths if what == "touch" else ():
        path.touch()
    if what == "dataset":
        change(data / "dataset.yaml", ("name:", "# more\nname:"))
    if what == "schema":
        (data.parent / "schemas").mkdir()
        (data.parent / "schemas/fields.schema.json").write_text("{}", encoding="utf-8")
    for path in paths if what == "remove all" else ():
        path.unlink()
    found, expected = both(data)
    assert found == expected
    look = look_at(str(data))
    assert look is not None
    assert look.is_fresh
    look.store.close()


def test_drafts_are_checked_against_what_is_remembered_and_not_remembered_themselves(tmp_path: Path) -> None:
    data = write_some(tmp_path)
    draft = (data / "agreements/2019/e.yaml").read_text(encoding="utf-8").replace("id: e", "id: y")
    drafts = {"agreements/2019/y.yaml": draft, "agreements/2020/a.yaml": "a: ["}
    for _ in range(2):
        found = validate_indexed(place(data), as_of=TODAY, drafts=drafts)
        assert found == validate_dataset(place(data), as_of=TODAY, drafts=drafts)
        assert {"P201", "X401", "X402"} <= set(codes(found))
        assert check(data) == BEFORE


def test_an_index_that_is_damaged_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOP_CACHE", str(tmp_path / "cache"))
    data = write_some(tmp_path)
    assert check(data) == BEFORE
    (database,) = (file for file in (tmp_path / "cache").rglob("*") if file.is_file() and file.stat().st_size > 20_000)
    content = database.read_bytes()
    for start in range(0, len(content), len(content) // 25):
        database.write_bytes(
            content[:start] + bytes(byte ^ 255 for byte in content[start : start + 200]) + content[start + 200 :]
        )
        change(data / "agreements/2019/e.yaml", ("id: e", "# again\nid: e"))
        assert check(data) == BEFORE


def test_it_does_not_matter_how_many_processes_check_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [
        agreement(f"x-{i}", "ha-noi", "can-tho", related=[{"id": f"x-{(i + 1) % 100}", "relation": "renews"}])
        for i in range(100)
    ]
    data = write_dataset(tmp_path, *files)
    expected = validate_dataset(place(data), as_of=TODAY)
    assert len(expected.diagnostics) > 90
    monkeypatch.setattr(crew, "count_workers", lambda _: 3)
    assert validate_dataset(place(data), as_of=TODAY) == expected


def test_what_a_file_said_that_changed_during_the_check_is_not_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    related = [{"id": "nobody", "relation": "implements"}]
    data = write_dataset(tmp_path, agreement("one", "ha-noi", "can-tho", related=related))
    path = data / "agreements" / "2019" / "one.yaml"
    before = path.read_text(encoding="utf-8")
    locate = Desk.locate

    def locate_meanwhile(desk: Desk, wanted: Any) -> Any:
        path.write_text(f"# a line more\n# and another\n{before}", encoding="utf-8")
        found = locate(desk, wanted)
        path.write_text(before, encoding="utf-8")
        return found

    monkeypatch.setattr(Desk, "locate", locate_meanwhile)
    validate_indexed(place(data), as_of=TODAY)
    monkeypatch.undo()
    found, told = both(data)
    assert found == told
    assert [each.code for each in told.diagnostics if each.code == "X309"]


def test_what_other_vocabularies_wiped_out_is_not_believed_when_the_first_come_back(tmp_path: Path) -> None:
    new = agreement("b", *PARTIES, date="2019-05-01", related=[{"id": "a", "relation": "renews"}])
    data = write_dataset(tmp_path, agreement("a", *PARTIES, date="2018-05-01"), new)
    before, _ = both(data)
    text = (data / VOCABULARY).read_text(encoding="utf-8")
    (data / VOCABULARY).write_text(f"{text}# other\n", encoding="utf-8")
    load_indexed(place(data))
    (data / VOCABULARY).write_text(text, encoding="utf-8")
    shutil.rmtree(data / "agreements/2018")
    found, expected = both(data)
    assert found == expected
    assert set(codes(found)) - set(codes(before)) == {"X309"}
