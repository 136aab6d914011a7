"""The rules of totals that code and tests cite by number are written down."""

import re
from collections.abc import Iterator

from tests.conftest import REPOSITORY

PAGE = REPOSITORY / "docs" / "totals.md"
_CITED = re.compile(r"\brules? (\d+(?:(?:, | and | to )\d+)*)|\btest_rule_(\d+)", re.IGNORECASE)


def find_cited(text: str) -> Iterator[int]:
    for found in _CITED.finditer(text):
        numbers = [int(number) for number in re.findall(r"\d+", found[0])]
        yield from range(numbers[0], numbers[1] + 1) if " to " in found[0] else numbers


def test_every_rule_that_is_cited_has_its_place_on_the_page() -> None:
    rules = [int(number) for number in re.findall(r"^## Rule (\d+): ", PAGE.read_text(encoding="utf-8"), re.MULTILINE)]
    assert rules == list(range(1, 11))
    folders = (REPOSITORY / "coop" / "analysis", REPOSITORY / "tests" / "analysis")
    files = [path for folder in folders for path in folder.glob("*.py")]
    cited = {path.name: set(find_cited(path.read_text(encoding="utf-8"))) for path in files}
    assert set().union(*cited.values()) >= {3, 5, 6, 7, 8, 9, 10}
    assert all(numbers.issubset(rules) for numbers in cited.values()), cited
