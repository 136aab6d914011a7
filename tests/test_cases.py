"""The golden cases of `coop validate`: a folder each, laid over the four, with every line it must say."""

import shutil
from pathlib import Path

import pytest

from coop.bilingual import Language
from coop.diagnostic import Severity
from coop.output.diagnostics import render_findings
from coop.output.findings import Findings
from coop.validation.registry import RULES
from tests.validation.checks import validate

INVALID = Path(__file__).parent / "cases" / "invalid"
CASES = sorted(folder.name for folder in INVALID.iterdir() if folder.is_dir())

BUILT_IN_TESTS = {
    "P101": "links and folders are no files that a case can hold (tests/dataset/test_source_text.py)",
    "P102": "a file of a megabyte has no place in the repository (tests/dataset/test_source_text.py)",
    "P105": "fifty thousand files have no place in it either (tests/dataset/test_layout.py)",
    "X107": "the schemas beside a dataset are no part of it (tests/validation/test_schemas.py)",
}
"""Rules whose case git, an editor or the size of the repository would spoil, and why."""

EXPECTED = {"expected.txt": Language.EN, "expected.vi.txt": Language.VI}
"""What a case has to say, in each language."""


def lay_over(case: str, data: Path) -> None:
    for file in (INVALID / case).rglob("*"):
        if file.is_file() and file.name not in EXPECTED:
            target = data / file.relative_to(INVALID / case)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)


@pytest.mark.parametrize("case", CASES)
def test_a_broken_dataset_says_exactly_what_is_expected(case: str, four: Path, request: pytest.FixtureRequest) -> None:
    lay_over(case, four)
    found = validate(four).diagnostics
    for name, language in EXPECTED.items():
        text = render_findings(Findings(found, (), (), "", language), colour=False)
        expected = INVALID / case / name
        if request.config.getoption("--update-golden"):
            expected.write_text(text, encoding="utf-8", newline="\n")
        assert text == expected.read_text(encoding="utf-8")
    assert case.split("-")[0] in {diagnostic.code for diagnostic in found}


@pytest.mark.parametrize("case", CASES)
def test_a_message_is_one_short_line_in_the_house_style(case: str, four: Path) -> None:
    lay_over(case, four)
    for found in validate(four).diagnostics:
        assert found.message.en != found.message.vi
        for text in (*found.message, *(found.hint or ())):
            assert text.isprintable()
            assert not text.endswith(".")
            assert len(text) < 400
            assert "\\S" not in text  # a regex is no sentence
            assert "{'" not in text  # nor is a mapping of Python
        first = found.message.en.split()[0]
        assert first[0] == first[0].lower() or not first.isascii() or first in RULES


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
        assert all(half.endswith(".") for half in rule.meaning)
        assert rule.severity in Severity
    assert len({rule.name for rule in RULES.values()}) == len(RULES)
