"""The public API is what `coop.__all__` says, no more and no less."""

import inspect
from pathlib import Path

import pytest

import coop
from tests.conftest import FOUR


def test_public_names_are_pinned() -> None:
    assert coop.__all__ == [
        "Agreement",
        "Answer",
        "Bilingual",
        "CellTotal",
        "Check",
        "Column",
        "Conflict",
        "CoopError",
        "Dataset",
        "DatasetNotFound",
        "Diagnostic",
        "EdtfDate",
        "EdtfInterval",
        "Ends",
        "Event",
        "Field",
        "Figure",
        "Found",
        "Frames",
        "Half",
        "Language",
        "Locality",
        "Measure",
        "OtherCurrency",
        "Party",
        "Person",
        "Qualifier",
        "Quantity",
        "Readings",
        "Region",
        "Relation",
        "Selection",
        "Severity",
        "Signatory",
        "Source",
        "Statistics",
        "Summary",
        "Table",
        "Total",
        "UnknownName",
        "UsageError",
        "Vocabularies",
        "check_dataset",
        "explain_rule",
        "fix_dataset",
        "format_quantity",
        "open_dataset",
    ]


@pytest.mark.parametrize("name", coop.__all__)
def test_public_name_exists_and_says_what_it_means(name: str) -> None:
    assert inspect.getdoc(getattr(coop, name))


def test_what_is_asked_for_and_not_there_is_said_to_be_missing() -> None:
    assert set(coop.__all__) <= set(dir(coop))
    with pytest.raises(AttributeError, match="module 'coop' has no attribute 'opendataset'"):
        getattr(coop, "opendataset")  # noqa: B009 - mypy knows that it is not there


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
    assert coop.open_dataset().location.root == four


def test_errors_are_of_one_family(tmp_path: Path) -> None:
    with pytest.raises(coop.CoopError, match="no dataset in"):
        coop.open_dataset(tmp_path)
    with pytest.raises(coop.CoopError, match="no agreement with id 'x'"):
        coop.open_dataset(FOUR).agreement("x")
