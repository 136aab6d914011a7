"""The public API is what `coop.__all__` says, no more and no less."""

import inspect
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from typing import get_args, get_origin, get_type_hints

import pandas as pd
import pytest

import coop
from tests.conftest import FOUR


def test_public_names_are_pinned() -> None:
    assert coop.__all__ == [
        "Agreement",
        "AgreementCounts",
        "AmountMatch",
        "Answer",
        "Bilingual",
        "Block",
        "CellTotal",
        "Change",
        "ChangeKind",
        "ChangeNature",
        "Check",
        "Closeness",
        "Column",
        "ColumnType",
        "Companions",
        "Comparison",
        "Conflict",
        "CoopError",
        "Dataset",
        "DatasetNotFound",
        "DateMatch",
        "Description",
        "Diagnostic",
        "Dimension",
        "Disposition",
        "EdtfDate",
        "EdtfInterval",
        "Either",
        "End",
        "Ends",
        "Event",
        "Fate",
        "Field",
        "Figure",
        "FileChange",
        "FixedFile",
        "FormattedFile",
        "Formatting",
        "Found",
        "Frames",
        "Half",
        "Hit",
        "Language",
        "LeftOut",
        "Linked",
        "Locality",
        "Marked",
        "Match",
        "Measure",
        "Nature",
        "NewAgreement",
        "OtherCurrency",
        "Part",
        "Party",
        "Passage",
        "Period",
        "Person",
        "PlaceMatch",
        "Precision",
        "Qualifier",
        "Quantity",
        "Reading",
        "ReadingKind",
        "ReadingProblem",
        "Readings",
        "Region",
        "RegionPeriod",
        "Relation",
        "Role",
        "Row",
        "RowKind",
        "Rule",
        "Selection",
        "Severity",
        "Signatory",
        "Source",
        "Span",
        "Standing",
        "Statistics",
        "Summary",
        "Table",
        "Total",
        "TotalChange",
        "UnknownName",
        "Unreadable",
        "UsageError",
        "Vocabularies",
        "Vocabulary",
        "Waived",
        "check_dataset",
        "draft_agreement",
        "explain_rule",
        "fix_dataset",
        "format_dataset",
        "format_quantity",
        "format_text",
        "open_dataset",
    ]


@pytest.mark.parametrize("name", coop.__all__)
def test_public_name_exists_and_says_what_it_means(name: str) -> None:
    assert inspect.getdoc(getattr(coop, name))


def test_what_is_asked_for_and_not_there_is_said_to_be_missing() -> None:
    assert set(coop.__all__) <= set(dir(coop))
    with pytest.raises(AttributeError, match="module 'coop' has no attribute 'opendataset'"):
        getattr(coop, "opendataset")  # noqa: B009 - mypy knows that it is not there


# What the reading of running text works with: `Reading.problem` says the same in words.
_INSIDE = {"AmountProblem", "DateProblem", "NotAProvince", "PlaceName", "PlaceProblem", "Unit"}


def find_types(hint: object) -> Iterator[type]:
    """The types of coop in an annotation: `tuple[Figure, ...] | None` holds `Figure`."""
    for each in (hint, get_origin(hint)):
        if isinstance(each, type) and each.__module__.startswith("coop."):
            yield each
    for argument in get_args(hint):
        yield from find_types(argument)


def find_handed_out(public: object) -> Iterator[tuple[str, type]]:
    """The types of coop that a public function or class takes and hands out, each with where it does."""
    if not isinstance(public, type):
        for hint in get_type_hints(public).values():
            yield from (("()", each) for each in find_types(hint))
        return
    members = {name: member for name, member in inspect.getmembers(public) if not name.startswith("_")}
    functions = {name: getattr(member, "fget", getattr(member, "func", member)) for name, member in members.items()}
    hints = {name: get_type_hints(each, {**vars(inspect.getmodule(each)), "pd": pd})
             for name, each in functions.items() if inspect.isroutine(each) and inspect.getmodule(each)}  # fmt: skip
    if is_dataclass(public) and public is not coop.Frames:  # which holds frames of pandas alone
        hints[""] = {n: h for n, h in get_type_hints(public).items() if not n.startswith("_")}
    yield from ((name, each) for name, hs in hints.items() for hint in hs.values() for each in find_types(hint))


def test_whatever_is_handed_out_is_public() -> None:
    assert set(find_types(coop.Half.__annotations__["rows"])) == {coop.CellTotal}
    assert {("statistics", coop.Statistics), ("statistics", coop.Role)} <= set(find_handed_out(coop.Selection))
    assert {("", coop.Passage)} <= set(find_handed_out(coop.Match))
    public = {getattr(coop, name) for name in coop.__all__}
    missing = {
        f"{each.__name__}.{name}: {found.__name__}"
        for each in public
        for name, found in find_handed_out(each)
        if found not in public and found.__name__ not in _INSIDE
    }
    assert not missing


def test_nothing_else_is_public() -> None:
    others = {
        name
        for name, value in vars(coop).items()
        if not name.startswith("_") and not inspect.ismodule(value) and name not in coop.__all__
    }
    assert not others


@pytest.mark.parametrize("folder", [FOUR, str(FOUR), FOUR.parent], ids=["path", "text", "parent"])
def test_dataset_opens_as_the_docstring_says(folder: Path | str) -> None:
    dataset = coop.open_dataset(folder)
    assert [agreement.id for agreement in dataset.agreements] == [
        "ha-noi-can-tho-2019",
        "ha-noi-thanh-hoa-2019",
        "ho-chi-minh-9-tinh-phia-bac-2023",
        "ha-noi-ho-chi-minh-2023",
    ]
    figure = dataset.figures["ha-noi-thanh-hoa-2019#von-dang-ky"]
    assert isinstance(figure, coop.Figure)
    assert isinstance(figure.quantity, coop.Quantity)
    assert (figure.quantity.amount, figure.quantity.qualifier) == (45_500_000_000_000, coop.Qualifier.ABOUT)
    assert isinstance(dataset.agreements[0], coop.Agreement)
    assert isinstance(dataset.agreements[0].parties[0], coop.Party)
    assert isinstance(dataset.agreements[0].sources[0], coop.Source)


def test_dataset_is_found_from_the_working_folder(four: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(four / "agreements")
    assert coop.open_dataset().folder == four


def test_errors_are_of_one_family(tmp_path: Path) -> None:
    with pytest.raises(coop.CoopError, match="no dataset in"):
        coop.open_dataset(tmp_path)
    with pytest.raises(coop.CoopError, match="no agreement with id 'x'"):
        coop.open_dataset(FOUR).agreement("x")
