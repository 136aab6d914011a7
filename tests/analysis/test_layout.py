"""What a person may ask of the layout of totals, and what is refused."""

import pytest

from coop.analysis.grouping import Dimension, Role
from coop.analysis.layout import EITHER, Extra, Layout, TypedLayout, View, parse_layout
from coop.errors import UsageError


def test_everything_that_is_typed_is_in_the_layout() -> None:
    extras = frozenset({Extra.SHARE, Extra.COVERAGE})
    typed = TypedLayout(["by", "field", "region"], role="source", top="5", extras=extras, is_rolled_up=True)
    expected = Layout(Dimension.FIELD, Dimension.REGION, Role.SOURCE, extras, top=5, is_rolled_up=True)
    assert parse_layout(typed) == expected


@pytest.mark.parametrize(
    ("words", "role", "views"),
    [
        ("province", None, (View(Role.SOURCE), View(Role.DESTINATION))),
        ("province", "destination", (View(Role.DESTINATION),)),
        ("year region", "either", (View(EITHER),)),
        ("field", None, (View(None),)),
        ("province region", None, (View(Role.SOURCE, Role.DESTINATION),)),
        ("province province", "destination", (View(Role.DESTINATION, Role.SOURCE),)),
    ],
)
def test_money_has_two_ends_where_a_dimension_is_of_place(
    words: str, role: str | None, views: tuple[View, ...]
) -> None:
    layout = parse_layout(TypedLayout(["by", *words.split()], role=role))
    assert layout is not None
    assert layout.views == views


@pytest.mark.parametrize(
    ("words", "options", "message"),
    [
        ("field", {"role": "source"}, "role does not go with 'by field'"),
        ("province region", {"role": "either"}, "role either does not go with 'by province region'"),
        ("province", {"role": "both"}, "unknown role 'both'"),
        ("year", {"top": "3"}, "top does not go with rows by year"),
        ("province", {"top": "0"}, "top is '0', expected a whole number from 1 on, such as 10"),
        ("province", {"top": "-1"}, "top is '-1', expected a whole number from 1 on, such as 10"),
        ("province", {"top": "ba"}, "top is 'ba', expected a whole number from 1 on, such as 10"),
        ("province year", {"is_rolled_up": True}, "roll-up does not go with 'by province year'"),
        ("", {"role": "source"}, "role needs a dimension to total by"),
        ("", {"top": "3"}, "top needs a dimension to total by"),
        ("", {"extras": frozenset({Extra.SHARE})}, "share needs a dimension to total by"),
        ("", {"extras": frozenset({Extra.COVERAGE})}, "coverage needs a dimension to total by"),
        ("", {"is_rolled_up": True}, "roll-up needs a dimension to total by"),
    ],
)
def test_what_does_not_go_together_is_refused(words: str, options: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_layout(TypedLayout(["by", *words.split()] if words else [], **options))  # type: ignore[arg-type]
    assert caught.value.message.en == message
    assert caught.value.message.vi != message
    assert caught.value.hint is not None or "top is" in message


@pytest.mark.parametrize(("typed", "top"), [("7", 7), ("0010", 10), ("1000000000", 10**9), ("9" * 5_000, 10**18 - 1)])
def test_any_whole_number_from_1_on_may_be_the_number_of_rows(typed: str, top: int) -> None:
    layout = parse_layout(TypedLayout(["by", "province"], top=typed))
    assert layout is not None
    assert layout.top == top


def test_years_go_with_top_as_columns() -> None:
    layout = parse_layout(TypedLayout(["by", "province", "year"], top="3"))
    assert layout == Layout(Dimension.PROVINCE, Dimension.YEAR, top=3)
