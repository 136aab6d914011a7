"""The datasets that benchmarks run on: valid by every rule, in canonical form, and the same for the same seed.

Of the timing, that it times and tells; how fast anything is says nothing about the code.
"""

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from tests.conftest import REPOSITORY, Result

GENERATE = REPOSITORY / "benchmarks" / "generate.py"
RACE = REPOSITORY / "benchmarks" / "run.py"
COUNT = 300

Run = Callable[..., Result]


def generate(folder: Path, *options: str, count: int = COUNT) -> Path:
    subprocess.run([sys.executable, str(GENERATE), str(count), str(folder), *options], check=True)
    return folder / "data"


def read_files(data: Path) -> dict[str, bytes]:
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in data.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generate(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def agreements(made: Path) -> list[Mapping[str, object]]:
    paths = sorted(made.glob("agreements/*/*.yaml"))
    return [yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) for path in paths]


@pytest.fixture(scope="module")
def figures(agreements: list[Mapping[str, object]]) -> list[Mapping[str, object]]:
    return [figure for each in agreements for figure in each.get("figures", ())]  # type: ignore[attr-defined]


def test_made_agreements_are_as_many_as_asked_for_and_have_no_finding(made: Path, run: Run) -> None:
    result = run("validate", data=made)
    assert result.code == 0, result.out
    assert f"no finding, 2 waivers in {COUNT} agreements and 5 vocabulary files" in result.out + result.err


def test_a_made_dataset_has_the_schemas_and_vocabularies_as_shipped(made: Path) -> None:
    for folder, copy in ((REPOSITORY / "schemas", made.parent / "schemas"), (REPOSITORY / "data", made)):
        names = sorted(path.name for path in folder.iterdir() if path.suffix in (".json", ".yaml"))
        assert names
        for name in names:
            assert (copy / name).read_bytes() == (folder / name).read_bytes()


def test_made_agreements_are_in_canonical_form(made: Path, run: Run) -> None:
    result = run("fmt", "--check", data=made)
    assert result.code == 0, result.out + result.err


def test_the_same_seed_makes_the_same_bytes_and_another_seed_others(made: Path, tmp_path: Path) -> None:
    assert read_files(generate(tmp_path / "again")) == read_files(made)
    other = read_files(generate(tmp_path / "other", "--seed", "1"))
    assert other.keys() != read_files(made).keys()


def test_a_second_run_in_a_folder_leaves_nothing_of_the_first(tmp_path: Path) -> None:
    generate(tmp_path, count=20)
    data = generate(tmp_path, count=5)
    assert len(list(data.glob("agreements/*/*.yaml"))) == 5


def test_made_agreements_have_the_size_of_real_ones(made: Path) -> None:
    sizes = [path.stat().st_size for path in made.glob("agreements/*/*.yaml")]
    assert 1_700 < sum(sizes) / len(sizes) < 2_100
    assert min(sizes) < 1_000
    assert max(sizes) > 4_000


@pytest.mark.parametrize(
    "key", ["purpose", "period", "inferred", "group", "party_count", "others", "item_count", "figures", "events",
            "related", "source", "not_stated", "conflicts"]
)  # fmt: skip
def test_some_made_agreements_have_what_real_ones_may_have_and_some_have_not(
    agreements: list[Mapping[str, object]], key: str
) -> None:
    assert 0 < sum(key in each for each in agreements) < COUNT


@pytest.mark.parametrize(
    "key", ["field", "from", "to", "between", "amount", "low", "high", "qualifier", "also", "projects", "as_of",
            "period", "per", "part_of", "same_as", "doubtful", "inferred", "not_stated"]
)  # fmt: skip
def test_some_made_figures_have_what_real_ones_may_have_and_some_have_not(
    figures: list[Mapping[str, object]], key: str
) -> None:
    assert 0 < sum(key in each for each in figures) < len(figures)


def test_made_dates_are_of_every_precision(agreements: list[Mapping[str, object]]) -> None:
    assert {len(str(each["date"])) for each in agreements} == {4, 7, 10}


def test_made_figures_are_of_every_measure_but_the_one_that_is_kept_unused(
    made: Path, figures: list[Mapping[str, object]]
) -> None:
    text = (made / "measures.yaml").read_text(encoding="utf-8")
    known = {each["id"] for each in yaml.load(text, Loader=yaml.CSafeLoader)["measures"]}
    assert known - {each["measure"] for each in figures} == {"charter-capital"}


def race(*arguments: str) -> Result:
    done = subprocess.run([sys.executable, str(RACE), *arguments], capture_output=True, check=False)
    return Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def test_a_row_is_timed_and_told_as_a_table(tmp_path: Path) -> None:
    result = race("version", "--rounds", "1", "--cache", str(tmp_path))
    head, line, row, *_ = result.out.splitlines()
    assert head == "| what | on | against | at most | measured | ok | coop | peer |"
    assert line == "| --- | --- | --- | --- | --- | --- | --- | --- |"
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[:4] == ["`coop --version`", "", "python -c pass", "3.0"]
    assert result.code == {"yes": 0, "no": 1}[cells[5]]
    assert float(cells[4]) > 0
    assert all(cell.endswith(" MB") for cell in cells[6:])


def test_a_changed_file_is_as_it_was_after_the_row(tmp_path: Path) -> None:
    race("changed", "--small", "3", "--rounds", "1", "--cache", str(tmp_path))
    dataset = tmp_path / "datasets" / "3"
    assert len(list(dataset.glob("data/agreements/*/*.yaml"))) == 3
    done = subprocess.run(["git", "status", "--porcelain"], cwd=dataset, capture_output=True, check=True)
    assert done.stdout == b""


def test_an_unknown_row_is_refused_with_those_that_there_are() -> None:
    result = race("speed")
    assert result.code == 2
    assert (
        "no row 'speed', expected some of cold, growth, unchanged, changed, stats, field, list, new-list" in result.err
    )


def test_some_rows_alone_are_not_written_into_the_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("as it was", encoding="utf-8")
    assert race("version", "--into", str(page)).code == 2
    assert page.read_text(encoding="utf-8") == "as it was"


@pytest.mark.parametrize(
    ("text", "said"), [("no marks", "has no lines <!-- figures:"), (None, "cannot be read: No such file")]
)
def test_a_page_with_no_place_for_the_table_is_refused_before_anything_is_timed(
    tmp_path: Path, text: str | None, said: str
) -> None:
    page = tmp_path / "page.md"
    if text is not None:
        page.write_text(text, encoding="utf-8")
    result = race("--into", str(page), "--small", "3", "--large", "3", "--rounds", "1", "--cache", str(tmp_path / "c"))
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f"{page} {said}")
    assert not (tmp_path / "c").exists()


@pytest.mark.parametrize(("platform", "told"), [("linux", 2_048), ("darwin", 2)])
def test_memory_is_told_in_kilobytes_whatever_the_system_counts_in(platform: str, told: float) -> None:
    code = (
        "import sys; from types import SimpleNamespace as S; sys.platform = sys.argv[1]\n"
        "from race.processes import read_peak; print(read_peak(S(ru_maxrss=2048)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, platform], cwd=RACE.parent, capture_output=True, timeout=60, check=True
    )
    assert float(done.stdout) == told
