"""`--select` and `--ignore`: which rules are asked for."""

import pytest

from coop.errors import UnknownName, UsageError
from coop.validation.choice import RuleChoice, find_rule
from coop.validation.registry import RULES


def parse(*, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> frozenset[str]:
    return RuleChoice.parse(RULES, select=select, ignore=ignore).codes


def test_without_a_choice_every_rule_is_asked_for() -> None:
    assert parse() == frozenset(RULES)


@pytest.mark.parametrize(
    ("select", "expected"),
    [
        (("X301",), {"X301"}),
        (("x301, d101",), {"X301", "D101"}),
        (("unknown-locality", "P2"), {"X301", *(c for c in RULES if c.startswith("P2"))}),
        (("D",), {c for c in RULES if c.startswith("D")}),
    ],
)
def test_codes_beginnings_of_codes_and_names_are_selected(select: tuple[str, ...], expected: set[str]) -> None:
    assert parse(select=select) == expected


def test_what_is_ignored_is_taken_from_what_is_selected() -> None:
    assert parse(select=("X3",), ignore=("X301,unknown-field",)) == {c for c in RULES if c[:2] == "X3"} - {
        "X301",
        "X302",
    }


@pytest.mark.parametrize(("text", "nearest"), [("X30 1", "X301"), ("unknown-localities", "unknown-locality")])
def test_what_is_no_rule_names_the_nearest(text: str, nearest: str) -> None:
    with pytest.raises(UnknownName, match="no rule") as caught:
        parse(select=(text,))
    assert caught.value.hint is not None
    assert nearest in caught.value.hint.en


@pytest.mark.parametrize("text", ["", "X301,", " , "])
def test_an_empty_code_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="empty code"):
        parse(ignore=(text,))


def test_a_rule_is_found_by_code_or_name_in_any_case() -> None:
    assert find_rule(RULES, "x301") is find_rule(RULES, "Unknown-Locality") is RULES["X301"]
    with pytest.raises(UnknownName):
        find_rule(RULES, "X3")
