"""The README is true: its commands print what it says, its agreement validates."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from coop.cli.completion.command import read_script
from tests.conftest import REPOSITORY, Result, write_dataset
from tests.test_imports import ROOMS
from tests.validation.checks import validate

README = REPOSITORY / "README.md"
_CONSOLE = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)
_YAML = re.compile(r"(?<=```yaml\n)id:.*?(?=```)", re.DOTALL)
_CASE = re.compile(r"(<!-- case (\S+) -->\n\n```text\n).*?(```)", re.DOTALL)
_SECONDS = re.compile(r"\([0-9]+\.[0-9] s\)")


def _render_block(block: str, run: Callable[..., Result]) -> str:
    """The block as it has to be: each command followed by what it prints, on 80 columns."""
    lines: list[str] = []
    for command in (line for line in block.splitlines() if line.startswith("$ ")):
        program, *arguments = shlex.split(command.removeprefix("$ "))
        assert program == "coop"
        result = run(*arguments, env={"COLUMNS": "80"})
        assert result.code == 0, result.err
        if lines:
            lines.append("\n")
        lines.extend((f"{command}\n", result.out or _SECONDS.sub("(0.1 s)", result.err)))
    return "".join(lines)


def test_tour_prints_what_the_readme_shows(run: Callable[..., Result], request: pytest.FixtureRequest) -> None:
    text = README.read_text(encoding="utf-8")
    assert len(_CONSOLE.findall(text)) >= 5
    rendered = _CONSOLE.sub(lambda block: _render_block(block[0], run), text)
    if request.config.getoption("--update-golden"):
        README.write_text(rendered, encoding="utf-8")
    assert README.read_text(encoding="utf-8") == rendered


def test_findings_are_those_of_a_case(request: pytest.FixtureRequest) -> None:
    text = README.read_text(encoding="utf-8")
    assert _CASE.search(text)
    rendered = _CASE.sub(lambda found: found[1] + _read_case(found[2]) + found[3], text)
    if request.config.getoption("--update-golden"):
        README.write_text(rendered, encoding="utf-8")
    assert rendered == text


def _read_case(name: str) -> str:
    expected = README.parent / "tests" / "cases" / "invalid" / name / "expected.txt"
    return "".join(
        f"data/{line}" if line.startswith("agreements/") else line
        for line in expected.read_text(encoding="utf-8").splitlines(keepends=True)
    )


def test_no_line_that_people_read_in_the_tour_is_wider_than_80_columns() -> None:
    for block in _CONSOLE.findall(README.read_text(encoding="utf-8")):
        if "--format" not in block:  # formats for programs are as wide as they are
            for line in block.splitlines():
                assert len(line) <= 80 or line.startswith("$ "), line


@pytest.mark.parametrize("page", sorted(path.name for path in (REPOSITORY / "docs").glob("*.md")))
def test_the_readme_leads_to_every_page(page: str) -> None:
    assert f"(docs/{page}" in README.read_text(encoding="utf-8")


def test_completion_is_set_up_as_its_script_says() -> None:
    (command,) = re.findall(r"`(source .*?)`", README.read_text(encoding="utf-8"))
    assert f"\n#     {command}\n" in read_script("bash")


def test_rooms_of_the_contributors_are_those_of_the_code() -> None:
    text = " ".join((REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8").split())
    (rooms,) = re.findall(r"Rooms import one way: (.*?)\.", text)
    assert tuple(re.split(r", (?:then )?", rooms)) == tuple(room for room in ROOMS if room != "version")


def test_annotated_agreement_validates(tmp_path: Path) -> None:
    (annotated,) = _YAML.findall(README.read_text(encoding="utf-8"))
    data = write_dataset(tmp_path)
    file = data / "agreements" / "2019" / "ha-noi-thanh-hoa-2019.yaml"
    file.parent.mkdir()
    file.write_text(annotated, encoding="utf-8")
    validation = validate(data)
    assert validation.agreement_files == 1
    assert validation.diagnostics == ()
