"""The shipped data: it validates without a finding, opens whole, and every format renders it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coop.cli.app import app
from coop.dataset.dataset import Dataset
from coop.dataset.layout import Location
from coop.dataset.loading import open_dataset
from coop.output.formats import FORMATS
from tests.conftest import REPOSITORY
from tests.validation.checks import validate

DATA = REPOSITORY / "data"
DATASET = open_dataset(DATA)


def test_validates_without_finding() -> None:
    assert validate(DATA).diagnostics == ()


def test_opens_whole() -> None:
    assert DATASET.left_out == ()
    assert DATASET.agreements
    on_disk = {path.stem for path in (DATA / "agreements").rglob("*") if path.is_file()}
    assert set(DATASET.by_id) == on_disk


def test_opens_alike_twice() -> None:
    assert open_dataset(DATA) == DATASET


def test_is_in_canonical_form() -> None:
    result = CliRunner().invoke(app, ["fmt", "--check", "--data", str(DATA)], prog_name="coop")
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_command_reads_it_from_disk() -> None:
    result = CliRunner().invoke(app, ["list", "--data", str(DATA), "-f", "csv", "--columns", "id"], prog_name="coop")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.split() == ["id", *DATASET.by_id]


@pytest.fixture
def opened_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands answer from what is read already: that they read the same is tested above."""

    def load(location: Location) -> Dataset:
        assert location.agreements == DATASET.location.agreements
        return replace(DATASET, location=location)

    monkeypatch.setattr("coop.cli.session.load_dataset", load)


@pytest.mark.usefixtures("opened_once")
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("command", ["list", "stats", "stats by province", "fields", "localities", "measures", "info"])
def test_every_format_renders_it(command: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / "answer"
    arguments = [*command.split(), "--data", str(DATA), "-f", name, "-o", str(path)]
    result = CliRunner().invoke(app, arguments, prog_name="coop")
    assert (result.exit_code, result.output) == (0, "")
    assert path.stat().st_size > 0


@pytest.mark.usefixtures("opened_once")
@pytest.mark.parametrize("agreement_id", DATASET.by_id)
def test_each_agreement_is_shown(agreement_id: str) -> None:
    for language in ("en", "vi"):
        arguments = ["show", agreement_id, "--data", str(DATA), "--lang", language]
        card = CliRunner().invoke(app, arguments, prog_name="coop")
        assert (card.exit_code, card.stderr) == (0, "")
        assert agreement_id in card.stdout
    result = CliRunner().invoke(app, ["show", agreement_id, "--data", str(DATA), "-f", "json"], prog_name="coop")
    assert json.loads(result.stdout)["id"] == agreement_id
