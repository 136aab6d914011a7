"""Drafting an agreement from Python, as `coop new` does."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from coop.api.drafting import draft_agreement
from coop.errors import UsageError
from tests.conftest import Result

TODAY = date(2026, 1, 1)


def test_draft_is_the_file_that_the_command_makes(four: Path, run: Callable[..., Result]) -> None:
    drafted = draft_agreement(
        four, party=["TP.HCM", "can tho"], date="16/11/2021", source_title="Hợp tác y tế", instrument="memorandum",
        as_of=TODAY,
    )  # fmt: skip
    flags = ("--party", "TP.HCM", "--party", "can tho", "--date", "16/11/2021", "--source-title", "Hợp tác y tế")
    assert drafted.text == run("new", *flags, "--instrument", "memorandum", "--dry-run", data=four).out
    assert drafted.proposals == {"status": ("signed",), "field": ("y-te",)}
    assert (drafted.diagnostics, drafted.remarks) == ((), ())
    assert not (four / drafted.path).exists()
    assert drafted.write() == four / "agreements/2021/ho-chi-minh-can-tho-2021.yaml"
    assert (four / drafted.path).read_text(encoding="utf-8") == drafted.text
    with pytest.raises(UsageError, match="is there already"):
        drafted.write()


def test_problems_are_told_by_argument(four: Path) -> None:
    with pytest.raises(UsageError) as told:
        draft_agreement(four, party=["TP.HCM", "xyz"], date="31/4/2021", source_title="Bài", agreement_id="A")
    assert str(told.value).startswith("date: 31/4/2021 does not exist: April 2021 has 30 days; party: unknown locality")
    assert "agreement_id: 'A' is no id" in str(told.value)
    assert "--" not in str(told.value)


def test_unsound_draft_is_not_written(four: Path) -> None:
    drafted = draft_agreement(
        four, party=["Hà Nội", "Cần Thơ"], date="2019-08-24", source_title="Bài", source_published="2018",
        status="agreed", as_of=TODAY,
    )  # fmt: skip
    assert [each.code for each in drafted.diagnostics] == ["D202"]
    assert ["ha-noi-can-tho-2019" in each.en for each in drafted.remarks] == [True]
    with pytest.raises(UsageError, match="newest source of 2018"):
        drafted.write()
    assert not (four / drafted.path).exists()
