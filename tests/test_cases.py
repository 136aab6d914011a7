"""The golden cases of `coop validate`: a folder each, laid over the four, with every line it must say."""

import shutil
from pathlib import Path

import pytest

from coop.dataset.layout import Location, Reason
from coop.diagnostic import Severity
from coop.output.diagnostics import render_lines
from coop.validation.registry import RULES
from coop.validation.validate import validate_dataset

INVALID = Path(__file__).parent / "cases" / "invalid"
CASES = sorted(folder.name for folder in INVALID.iterdir() if folder.is_dir())

BUILT_IN_TESTS = {
    "P101": "links and folders are no files that a case can hold (tests/dataset/test_source_text.py)",
    "P102": "a file of a megabyte has no place in the repository (tests/dataset/test_source_text.py)",
    "P103": "bytes that are no text (tests/dataset/test_source_text.py)",
    "F101": "a byte-order mark, which editors take away (tests/dataset/test_source_text.py)",
    "F102": "carriage returns, which git takes away (tests/dataset/test_source_text.py)",
}
"""Rules whose case git, an editor or the size of the repository would spoil, and why."""


def lay_over(case: str, data: Path) -> None:
    for file in (INVALID / case).rglob("*"):
        if file.is_file() and file.name != "expected.txt":
            target = data / file.relative_to(INVALID / case)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)


@pytest.mark.parametrize("case", CASES)
def test_a_broken_dataset_says_exactly_what_is_expected(case: str, four: Path, request: pytest.FixtureRequest) -> None:
    lay_over(case, four)
    found = validate_dataset(Location(four, Reason.OPTION)).diagnostics
    text = render_lines(found, colour=False)
    expected = INVALID / case / "expected.txt"
    if request.config.getoption("--update-golden"):
        expected.write_text(text, encoding="utf-8", newline="\n")
    assert text == expected.read_text(encoding="utf-8")
    assert case.split("-")[0] in {diagnostic.code for diagnostic in found}


@pytest.mark.parametrize("case", CASES)
def test_a_message_is_one_short_line_in_the_house_style(case: str, four: Path) -> None:
    lay_over(case, four)
    for found in validate_dataset(Location(four, Reason.OPTION)).diagnostics:
        for text in (found.message, found.hint or "a hint"):
            assert text.isprintable()
            assert not text.endswith(".")
            assert len(text) < 400
            assert "\\S" not in text  # a regex is no sentence
            assert "{'" not in text  # nor is a mapping of Python
        assert found.message[0] == found.message[0].lower() or not found.message.split()[0].isascii()


def test_every_rule_has_a_case() -> None:
    shown = {case.split("-")[0] for case in CASES}
    assert shown | set(BUILT_IN_TESTS) == set(RULES)
    assert not shown & set(BUILT_IN_TESTS)


def test_a_rule_has_a_code_of_its_stage_a_kebab_name_and_a_meaning() -> None:
    for code, rule in RULES.items():
        assert code[0] in "PSXDF"
        assert len(code) == 4
        assert code[1:].isdecimal()
        assert rule.name == rule.name.lower().replace(" ", "-")
        assert rule.meaning.endswith(".")
        assert rule.severity in Severity
    assert len({rule.name for rule in RULES.values()}) == len(RULES)
