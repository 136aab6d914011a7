"""The index notices every change, and reads nothing where there is none."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from coop.dataset.index import contents, look, walk
from coop.dataset.index.contents import digest_file
from coop.dataset.index.look import MARGIN, look_at
from coop.dataset.index.program import fingerprint_program
from coop.dataset.layout import VOCABULARIES
from coop.dataset.loading import load_dataset
from coop.dataset.source_text import MAX_BYTES
from tests.conftest import REPOSITORY
from tests.dataset.indexing import (
    ONE,
    THREE,
    TWO,
    check_like_without,
    data,
    index_at,
    later,
    load_at,
    place,
)

__all__ = ["data"]


def is_fresh(folder: Path, now: int) -> bool:
    found = look_at(str(folder), now=now)
    assert found is not None
    found.store.close()
    return found.is_fresh


def test_the_quick_modules_know_what_the_others_say() -> None:
    assert tuple(f"{name}.yaml" for name in VOCABULARIES) == walk.VOCABULARY_FILES
    assert {f"{name}.schema.json" for name in ("agreement", *VOCABULARIES)} == set(walk.SCHEMA_FILES)
    assert contents.MOST_BYTES == MAX_BYTES


def test_what_did_not_change_is_not_read(data: Path) -> None:
    first, read = load_at(data, later())
    assert read > 8
    assert is_fresh(data, later(3))
    assert load_at(data, later(4)) == (first, 0)


PROGRAM = """
import sys, time
real = time.time_ns
time.time_ns = lambda: real() + 3_600 * 10**9
opened = []
sys.addaudithook(lambda event, told: opened.append(str(told[0])) if event == "open" else None)
from coop.cli.app import main
sys.argv = ["coop", *sys.argv[1:]]
try:
    main()
except SystemExit:
    pass
loaded = [name for name in ("yaml", "jsonschema_rs") if name in sys.modules]
print("opened", *(path for path in opened if path.endswith(".yaml")), *loaded, file=sys.stderr)
"""


def test_a_process_opens_no_file_that_did_not_change(data: Path) -> None:
    def run() -> tuple[bytes, list[str]]:
        process = subprocess.run(
            [sys.executable, "-c", PROGRAM, "list", "--data", str(data)], capture_output=True, timeout=60, check=True
        )
        return process.stdout, process.stderr.decode().splitlines()[-1].split()[1:]

    first, opened = run()
    assert any(path.endswith(ONE) for path in opened)
    assert "yaml" in opened
    assert run() == (first, [])
    (data / TWO).unlink()
    second, opened = run()
    assert opened == []
    assert second.count(b"2019") == first.count(b"2019") - 1


def test_one_changed_file_is_the_only_one_that_is_read(data: Path) -> None:
    load_at(data, later())
    text = (data / ONE).read_text(encoding="utf-8")
    (data / ONE).write_text(text.replace("thanh-hoa", "da-nang"), encoding="utf-8")
    assert not is_fresh(data, later(3))
    found, read = load_at(data, later(4))
    assert read == 1
    assert found.agreement("one").localities == ("ha-noi", "da-nang")


def test_an_edit_of_the_same_size_with_its_time_put_back_is_seen(data: Path) -> None:
    load_at(data, later())
    before = (data / ONE).stat()
    text = (data / ONE).read_text(encoding="utf-8")
    (data / ONE).write_text(text.replace("2019-05-01", "2019-05-02"), encoding="utf-8")
    os.utime(data / ONE, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (data / ONE).stat().st_size == before.st_size
    assert str(check_like_without(data, later(3)).agreement("one").date) == "2019-05-02"


@pytest.fixture
def coarse_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that knows no number of a file, and the time of a change only by ten seconds."""
    list_rows = walk._list_rows

    def blur(folder: str) -> list[walk.Row]:
        tick = 10 * 10**9
        return [(n, s, m // tick * tick, c // tick * tick, 0, mode) for n, s, m, c, _, mode in list_rows(folder)]

    monkeypatch.setattr(walk, "_list_rows", blur)
    monkeypatch.setattr(look, "MARGIN", 10 * 10**9)
    monkeypatch.setattr("coop.dataset.index.inventory.MARGIN", 10 * 10**9)


@pytest.mark.usefixtures("coarse_clock")
def test_an_edit_within_one_tick_of_the_clock_is_seen(data: Path) -> None:
    now = time.time_ns()
    load_at(data, now)
    text = (data / ONE).read_text(encoding="utf-8")
    (data / ONE).write_text(text.replace("2019-05-01", "2019-05-02"), encoding="utf-8")
    assert not is_fresh(data, now + 1)
    assert str(check_like_without(data, now + 2).agreement("one").date) == "2019-05-02"


def test_a_file_that_just_changed_is_compared_by_its_content_until_it_is_old_enough(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time_ns()
    load_at(data, now)
    read: list[str] = []

    def count(folder: str, row: walk.Row, *, within: str) -> bytes:
        read.append(row[0])
        return contents.digest_file(folder, row, within=within)

    monkeypatch.setattr(look, "digest_file", count)
    assert is_fresh(data, now + 1)
    assert "one.yaml" in read
    read.clear()
    assert is_fresh(data, now + 2 * MARGIN)  # read for the last time
    assert "one.yaml" in read
    read.clear()
    assert is_fresh(data, now + 2 * MARGIN + 1)
    assert read == []


def test_a_time_in_the_future_is_not_trusted_before_it_has_come(data: Path) -> None:
    now = time.time_ns()
    future = now + 3_600 * 10**9
    os.utime(data / ONE, ns=(future, future))
    load_at(data, later())
    found = look_at(str(data), now=later(3))
    assert found is not None
    assert found.memory is not None
    found.store.close()
    assert set(found.memory.folders["agreements/2019"].unsafe) == {"one.yaml"}
    assert is_fresh(data, future + 2 * MARGIN)
    found = look_at(str(data), now=future + 2 * MARGIN + 1)
    assert found is not None
    assert found.memory is not None
    found.store.close()
    assert not found.memory.folders["agreements/2019"].unsafe


def test_after_the_clock_was_set_back_everything_is_compared_by_its_content(data: Path) -> None:
    first, read = load_at(data, later(100))
    assert load_at(data, later(50)) == (first, read)
    assert load_at(data, later(51)) == (first, 0)


def test_what_was_touched_but_is_equal_is_not_parsed_again(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = load_at(data, later())
    text = (data / ONE).read_bytes()
    (data / ONE).unlink()
    (data / ONE).write_bytes(text)
    os.utime(data / TWO)
    monkeypatch.setattr("coop.dataset.loading.load_sources", None)
    assert load_at(data, later(3)) == (first, 2)


def test_a_renamed_a_new_and_a_removed_file_are_seen(data: Path) -> None:
    load_at(data, later())
    (data / ONE).rename(data / "agreements/2019/uno.yaml")
    (data / "agreements/2022").mkdir()
    (data / "agreements/2022/two.yml").write_bytes((data / TWO).read_bytes())
    (data / THREE).unlink()
    found = check_like_without(data, later(3))
    assert [each.path for each in found.agreements] == ["agreements/2019/uno.yaml", TWO]
    assert [each.path for each in found.left_out] == ["agreements/2022/two.yml"]
    (data / "agreements/2022/two.yml").unlink()
    (data / "agreements/2022").rmdir()
    (data / "agreements/2019").rename(data / "agreements/2020")
    assert len(check_like_without(data, later(5)).agreements) == 2


def test_a_link_is_as_new_as_what_it_leads_to(data: Path) -> None:
    real = data / "real"
    (data / TWO).rename(real)
    (data / TWO).symlink_to(real)
    assert len(check_like_without(data, later()).agreements) == 3
    assert is_fresh(data, later(3))
    before = real.stat()
    real.write_text(real.read_text(encoding="utf-8").replace("can-tho", "da-nang"), encoding="utf-8")
    os.utime(real, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not is_fresh(data, later(4))
    assert check_like_without(data, later(5)).agreement("two").localities == ("ha-noi", "da-nang")
    real.unlink()
    assert [each.path for each in check_like_without(data, later(6)).left_out] == [TWO]


def test_what_lies_outside_is_not_read_for_a_link(data: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    (data / TWO).rename(outside)
    (data / TWO).symlink_to(outside)
    assert [each.path for each in check_like_without(data, later()).left_out] == [TWO]
    outside.write_text("other", encoding="utf-8")
    assert is_fresh(data, later(3))


def test_in_the_uppermost_folder_every_link_stays_within(data: Path) -> None:
    (data / "real").write_text("one", encoding="utf-8")
    (data / "link.yaml").symlink_to(data / "real")
    state = (data / "link.yaml").lstat()
    row = ("link.yaml", state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino, state.st_mode)
    before = digest_file(str(data), row, within=data.anchor)
    (data / "real").write_text("two", encoding="utf-8")
    assert digest_file(str(data), row, within=data.anchor) != before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_what_is_no_file_is_left_out_as_without_an_index(data: Path) -> None:
    os.mkfifo(data / "agreements/2019/pipe.yaml")
    (data / "agreements/2019/folder.yaml").mkdir()
    (data / "agreements/2019/.hidden.yaml").write_text("x", encoding="utf-8")
    (data / "agreements/2019/readme.txt").write_text("x", encoding="utf-8")
    (data / "agreements/2019/large.yaml").write_bytes(b"#" * (MAX_BYTES + 5))
    (data / "agreements/2019/bytes.yaml").write_bytes(b"id: \xff")
    for times in (1, 2):
        found = check_like_without(data, later(2 * times))
        assert len(found.left_out) == 5


def test_a_folder_of_agreements_that_is_a_link_is_read_without_an_index(data: Path) -> None:
    (data / "agreements").rename(data / "other")
    (data / "agreements").symlink_to(data / "other")
    assert look_at(str(data), now=later()) is None


@pytest.mark.parametrize("name", ["localities", "regions", "fields", "measures"])
def test_a_changed_vocabulary_lets_everything_be_read_anew(data: Path, name: str) -> None:
    load_at(data, later())
    before = index_at(data, later(3))
    before.close()
    with (data / f"{name}.yaml").open("a", encoding="utf-8") as file:
        file.write("# more\n")
    after = index_at(data, later(4))
    assert [payload for _, payload in after.find("records", after.paths)] == [None] * 3
    assert before.state != after.state
    after.close()
    check_like_without(data, later(5))


def test_what_the_dataset_says_of_itself_is_read_when_it_changed(data: Path) -> None:
    load_at(data, later())
    text = (data / "dataset.yaml").read_text(encoding="utf-8")
    version = find_version_in(text)
    (data / "dataset.yaml").write_text(text.replace(version, "2031.1.0"), encoding="utf-8")
    found, read = load_at(data, later(3))
    assert (found.description.version, read) == ("2031.1.0", 1)


def find_version_in(text: str) -> str:
    return next(line.split()[1].strip("'\"") for line in text.splitlines() if line.startswith("version:"))


def test_a_schema_beside_the_data_is_part_of_the_state(data: Path) -> None:
    load_at(data, later())
    first = index_at(data, later(3))
    first.close()
    (data.parent / "schemas").mkdir()
    (data.parent / "schemas/fields.schema.json").write_text("{}", encoding="utf-8")
    assert not is_fresh(data, later(4))
    second = index_at(data, later(4))
    second.close()
    assert first.state != second.state
    assert first.basis == second.basis


def test_another_program_trusts_nothing(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, read = load_at(data, later())
    monkeypatch.setattr(look, "fingerprint_program", lambda settled: settled.to_bytes(20, "big"))
    assert load_at(data, later(3)) == (first, read)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the program."""
    package = tmp_path / "program" / "coop"
    for path in (REPOSITORY / "coop").rglob("*.py"):
        copy = package / path.relative_to(REPOSITORY / "coop")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    (package.parent / "schemas").mkdir()
    (package.parent / "schemas" / "agreement.schema.json").write_text("{}", encoding="utf-8")
    return package


OUTLIVES = """
import os, sys, time
real, hour = time.time_ns, 3_600 * 10**9
time.time_ns = lambda: real() + hour
from coop.dataset.index import program
from coop.dataset.index.look import look_at
begun = time.time_ns()
for edited in (begun - hour, begun + hour, begun - hour):
    os.utime(program.__file__, ns=(edited, edited))
    look = look_at(sys.argv[1], now=begun + 3 * hour)
    print(look is not None)
"""


def test_a_process_that_outlives_an_edit_of_the_program_goes_without(data: Path, package: Path) -> None:
    command = [sys.executable, "-c", OUTLIVES, str(data)]
    process = subprocess.run(command, cwd=package.parent, capture_output=True, timeout=60, check=True)
    assert process.stdout.decode().split() == ["True", "False", "True"]


def test_packages_that_were_installed_a_moment_ago_may_not_be_those_that_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = tmp_path / "site-packages"
    installed.mkdir()
    monkeypatch.syspath_prepend(str(installed))
    moment = later(5)
    os.utime(installed, ns=(moment, moment))
    assert fingerprint_program(settled=moment - 1) is None
    assert fingerprint_program(settled=moment) is not None


@pytest.fixture
def copied_program(package: Path) -> Callable[[str], str]:
    """The fingerprint that a copy of the program finds of itself, after a change to one of its files."""

    def find(changed: str) -> str:
        with (package / changed).open("a", encoding="utf-8") as file:
            file.write("\n")
        code = "from coop.dataset.index.program import fingerprint_program as find; "
        code += "print(find(settled=1 << 62).hex(), find(settled=0))"
        process = subprocess.run(
            [sys.executable, "-c", code], cwd=package.parent, capture_output=True, timeout=60, check=True
        )
        found, unsettled = process.stdout.decode().split(" ")
        assert unsettled.strip() == "None"
        return found

    return find


def test_a_changed_program_or_schema_has_another_fingerprint(copied_program: Callable[[str], str]) -> None:
    changed = ("validation/dates.py", "../schemas/agreement.schema.json", "dataset/index/walk.py")
    assert len({copied_program(path) for path in changed}) == len(changed)


def test_a_dataset_that_moved_is_another(data: Path, tmp_path: Path) -> None:
    load_at(data, later())
    moved = data.rename(tmp_path / "moved")
    assert not is_fresh(moved, later(3))


def test_contents_that_come_back_bring_their_state_back(data: Path) -> None:
    text = (data / ONE).read_bytes()
    states: list[bytes] = []
    for content in (text, text.replace(b"signed", b"agreed"), text):
        (data / ONE).write_bytes(content)
        index = index_at(data, later(2 * len(states) + 2))
        load_dataset(place(data), index=index)
        index.close()
        states.append(index.state)
    assert states[0] == states[2] != states[1]
