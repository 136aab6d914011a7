"""A question that was answered before is answered again without being worked out, as long as nothing has changed."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import coop.cli.replay
from coop.cli.commands import COMMANDS
from coop.cli.request import read_request
from tests.conftest import FOUR, REPOSITORY, Result

WORKED_OUT = "coop.dataset.layout"
"""The module that an answer is never worked out without."""
PROGRAM = """
import sys
sys.argv[0] = 'coop'
from coop.cli.start import main
try:
    main()
finally:
    print('worked out' if 'coop.dataset.layout' in sys.modules else 'stored', file=sys.stderr)
"""
ID = "ha-noi-can-tho-2019"


class Asker:
    """Asks coop about one dataset in processes of its own, each of which tells whether it had to work."""

    def __init__(self, data: Path, cache: Path) -> None:
        self.data = data
        self.environment = {
            **os.environ,
            "COOP_CACHE": str(cache),
            "COOP_DATA": str(data),
            "PYTHONPATH": str(REPOSITORY),
        }

    def ask(self, *arguments: str, cwd: Path | None = None, env: dict[str, str] | None = None) -> tuple[Result, bool]:
        """The answer, and whether it was a stored one."""
        process = subprocess.run(
            [sys.executable, "-c", PROGRAM, *arguments], cwd=cwd or self.data, env={**self.environment, **(env or {})},
            capture_output=True, timeout=60, check=False,
        )  # fmt: skip
        *said, last = process.stderr.decode("utf-8").splitlines(keepends=True)
        assert last.strip() in ("worked out", "stored"), process.stderr
        return Result(process.returncode, process.stdout.decode("utf-8"), "".join(said)), last.strip() == "stored"

    def is_stored(self, *arguments: str, cwd: Path | None = None, env: dict[str, str] | None = None) -> bool:
        """Whether the answer was stored; it is right either way."""
        return self.ask(*arguments, cwd=cwd, env=env)[1]


@pytest.fixture
def asker(tmp_path: Path) -> Asker:
    """Coop on a copy of the four of its own, with an empty cache."""
    data = Path(shutil.copytree(FOUR, tmp_path / "four" / "data"))
    return Asker(data, tmp_path / "cache")


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("list", "--field", "y-te", "-f", "json"),
        ("show", ID, "--lang", "vi"),
        ("search", "can tho"),
        ("stats", "by", "province"),
        ("fields",),
    ],
)
def test_the_second_answer_is_the_first_one_again_and_is_not_worked_out(
    asker: Asker, arguments: tuple[str, ...]
) -> None:
    first, was_stored = asker.ask(*arguments)
    assert first.code == 0
    assert first.out
    assert not was_stored
    assert asker.ask(*arguments) == (first, True)


def test_a_change_of_the_same_size_with_the_old_time_put_back_is_noticed(asker: Asker) -> None:
    file = next((asker.data / "agreements").rglob(f"{ID}.yaml"))
    first, _ = asker.ask("show", ID)
    state = file.stat()
    text = file.read_text(encoding="utf-8")
    assert "Cần Thơ" in text
    file.write_text(text.replace("Cần Thơ", "Cần Thở"), encoding="utf-8")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    second, was_stored = asker.ask("show", ID)
    assert not was_stored
    assert second != first
    file.write_text(text, encoding="utf-8")
    assert asker.ask("show", ID) == (first, False)
    assert asker.ask("show", ID) == (first, True)


def test_a_warning_about_what_was_left_out_is_told_again(asker: Asker) -> None:
    (asker.data / "agreements" / "2019" / "broken.yaml").write_text("id: broken\n", encoding="utf-8")
    first, _ = asker.ask("list")
    assert first.err.startswith("warning: 1 file left out")
    assert asker.ask("list") == (first, True)


def test_what_the_answer_hangs_on_beside_the_dataset_is_part_of_the_question(asker: Asker, tmp_path: Path) -> None:
    asker.ask("show", ID)
    assert asker.is_stored("show", ID)
    for changed in ({"COOP_LANG": "vi"}, {"LC_ALL": "vi_VN.UTF-8"}, {"COLUMNS": "60"}, {"TZ": "Pacific/Kiritimati"}):
        kept, was_stored = asker.ask("show", ID, env=changed)
        assert not was_stored or "TZ" in changed, changed
        assert asker.ask("show", ID, env=changed) == (kept, True), changed
    assert not asker.is_stored("show", ID, "-f", "json")
    assert not asker.is_stored("show", ID, cwd=tmp_path)


def test_a_check_of_everything_is_told_again_with_the_time_that_it_took(asker: Asker) -> None:
    first, _ = asker.ask("validate", env={"COOP_LANG": "vi"})
    again, was_stored = asker.ask("validate", env={"COOP_LANG": "vi"})
    assert was_stored
    said, said_again = (re.subn(r"\([0-9]+,[0-9] giây\)", "", each.err) for each in (first, again))
    assert said_again == said
    assert said[1] == 1
    assert (again.code, again.out) == (first.code, first.out)


def test_findings_are_told_again_with_their_exit_status(asker: Asker) -> None:
    file = next((asker.data / "agreements").rglob(f"{ID}.yaml"))
    file.write_text(f"{file.read_text(encoding='utf-8')}nonsense: 1\n", encoding="utf-8")
    first, _ = asker.ask("validate", "-f", "sarif")
    again, was_stored = asker.ask("validate", "-f", "sarif")
    assert was_stored
    assert (again.code, again.out) == (first.code, first.out)
    assert again.code == 1
    assert "nonsense" in again.out
    file.write_text(file.read_text(encoding="utf-8").replace("nonsense: 1\n", ""), encoding="utf-8")
    mended, was_stored = asker.ask("validate", "-f", "sarif")
    assert not was_stored
    assert mended.code == 0


def test_a_check_of_some_files_or_that_mends_is_done_each_time(asker: Asker) -> None:
    path = f"agreements/2019/{ID}.yaml"
    for arguments in (("validate", path), ("validate", "--fix"), ("validate", "--no-index")):
        asker.ask(*arguments)
        assert not asker.is_stored(*arguments)


def test_another_day_asks_anew(asker: Asker) -> None:
    later = {"TZ": "XYZ-24"}, {"TZ": "XYZ+24"}  # a day ahead, a day behind: two days that are never the same
    asker.ask("stats", "by", "province", "--borders", "now", env=later[0])
    assert not asker.is_stored("stats", "by", "province", "--borders", "now", env=later[1])


def test_an_error_is_not_stored(asker: Asker) -> None:
    first, _ = asker.ask("show", "ha-noi-can-tho-2091")
    assert first.code == 2
    assert asker.ask("show", "ha-noi-can-tho-2091") == (first, False)


def test_a_line_that_cannot_be_read_is_refused_each_time(asker: Asker) -> None:
    first, _ = asker.ask("list", "--no-such-option")
    assert (first.code, first.out) == (2, "")
    assert asker.ask("list", "--no-such-option")[0] == first


def test_a_file_is_written_each_time(asker: Asker, tmp_path: Path) -> None:
    written = tmp_path / "list.csv"
    for _ in range(2):
        assert not asker.is_stored("list", "--output", str(written))
        assert written.is_file()
        written.unlink()


def test_what_is_no_question_about_the_files_as_they_are_is_worked_out_each_time(asker: Asker) -> None:
    for arguments in (("info",), ("parse", "khoảng 3 tỷ đồng")):
        first, _ = asker.ask(*arguments)
        assert first.code == 0
        assert not asker.is_stored(*arguments)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_stored_answer_is_looked_for_where_a_command_only_reads_a_dataset(command: str) -> None:
    reading = ("list", "show", "search", "stats", "fields", "localities", "measures", "validate")
    assert (read_request([command, "--data", str(FOUR)]) is not None) == (command in reading)


def test_a_dataset_of_the_same_name_elsewhere_is_another_one(asker: Asker, tmp_path: Path) -> None:
    shutil.copytree(FOUR, tmp_path / "b" / "data")
    (tmp_path / "b" / "data" / "agreements" / "2019" / f"{ID}.yaml").unlink()
    (tmp_path / "here").symlink_to(asker.data.parent)
    first, _ = asker.ask("list", "--data", "here/data", cwd=tmp_path)
    assert asker.is_stored("list", "--data", "here/data", cwd=tmp_path)
    (tmp_path / "here").unlink()
    (tmp_path / "here").symlink_to(tmp_path / "b")
    second, was_stored = asker.ask("list", "--data", "here/data", cwd=tmp_path)
    assert not was_stored
    assert ID in first.out
    assert ID not in second.out


def test_a_value_that_looks_like_the_option_of_the_dataset_does_no_harm(asker: Asker, tmp_path: Path) -> None:
    other = Path(shutil.copytree(FOUR, tmp_path / "other" / "data"))
    for _ in range(2):
        result, was_stored = asker.ask("search", "--", f"--data={other}")
        assert not was_stored
        assert result.code == 0


def test_a_reader_that_left_is_no_error(asker: Asker) -> None:
    asker.ask("list", "-f", "json")
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "list", "-f", "json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=asker.environment, cwd=asker.data,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.close()
    _, err = process.communicate(timeout=60)
    assert err.decode().splitlines() == ["stored"]
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told_as_it_is_without_a_stored_answer(asker: Asker) -> None:
    asker.ask("list")
    with Path("/dev/full").open("wb") as full:
        process = subprocess.run(
            [sys.executable, "-c", PROGRAM, "list"],
            stdout=full, stderr=subprocess.PIPE, env=asker.environment, cwd=asker.data, timeout=60, check=False,
        )  # fmt: skip
    assert process.returncode == 2
    assert process.stderr.decode().startswith("error: cannot write the answer")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_warning_is_said_once_where_the_disk_is_full(asker: Asker) -> None:
    (asker.data / "agreements" / "2019" / "broken.yaml").write_text("id: broken\n", encoding="utf-8")
    asker.ask("list")
    with Path("/dev/full").open("wb") as full:
        process = subprocess.run(
            [sys.executable, "-c", PROGRAM, "list", "--lang", "en"],
            stdout=full, stderr=subprocess.PIPE, env=asker.environment, cwd=asker.data, timeout=60, check=False,
        )  # fmt: skip
    assert process.returncode == 2
    assert [line.partition(":")[0] for line in process.stderr.decode().splitlines()][:2] == ["warning", "error"]


def test_what_went_to_a_closed_stderr_is_said_to_one_that_is_open(asker: Asker) -> None:
    (asker.data / "agreements" / "2019" / "broken.yaml").write_text("id: broken\n", encoding="utf-8")
    closed = "import os; os.close(2)\nimport sys; sys.stderr = None\n"
    subprocess.run(
        [sys.executable, "-c", closed + PROGRAM.replace(", file=sys.stderr", ""), "list"],
        env=asker.environment, cwd=asker.data, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    again, was_stored = asker.ask("list")
    assert was_stored
    assert "1 file left out" in again.err


def test_a_damaged_answer_is_worked_out_again(asker: Asker) -> None:
    first, _ = asker.ask("list")
    (database,) = Path(asker.environment["COOP_CACHE"]).rglob("*.sqlite")
    database.write_bytes(database.read_bytes()[:-5000] + b"\0" * 5000)
    second, _ = asker.ask("list")
    assert second == first


def test_the_way_to_a_stored_answer_loads_nothing_that_works_one_out() -> None:
    code = f"import sys; import {coop.cli.replay.__name__}; print(*sys.modules)"
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=True)
    loaded = set(process.stdout.decode().split())
    assert "coop.cli.replay" in loaded
    assert not loaded & {"typer", "yaml", "pathlib", "dataclasses", "typing", "re", "json", "subprocess", WORKED_OUT}


LISTINGS = """
import sys
listed = []
is_open = lambda told: told[0].__class__ is int  # Python looks for modules by their names
sys.addaudithook(lambda event, told: listed.append(1) if event == "os.listdir" and is_open(told) else None)
sys.argv[0] = "coop"
from coop.cli.start import main
try:
    main()
finally:
    print(len(listed), file=sys.stderr)
"""


@pytest.mark.skipif(os.listdir not in os.supports_fd, reason="folders are listed in another way")
def test_the_folders_are_looked_at_once_where_the_check_read_nothing_but_what_the_index_knows(asker: Asker) -> None:
    def count() -> int:
        process = subprocess.run(
            [sys.executable, "-c", LISTINGS, "validate"], cwd=asker.data, env=asker.environment,
            capture_output=True, timeout=60, check=False,
        )  # fmt: skip
        return int(process.stderr.splitlines()[-1])

    file = next((asker.data / "agreements").rglob(f"{ID}.yaml"))
    asker.ask("validate")
    once = count()
    assert asker.is_stored("validate")
    file.write_text(f"{file.read_text(encoding='utf-8')}# more\n", encoding="utf-8")
    assert count() == once
    assert asker.is_stored("validate")
    (asker.data / "link.txt").write_bytes(file.read_bytes())
    file.unlink()
    file.symlink_to(asker.data / "link.txt")
    assert count() == 2 * once
    assert asker.is_stored("validate")
    (asker.data / "link.txt").write_bytes((asker.data / "link.txt").read_bytes() + b"# more\n")
    assert not asker.is_stored("validate")
