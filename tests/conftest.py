"""What all tests share: tiny datasets on disk, and coop run in this process or in one of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import settings
from typer.testing import CliRunner

from coop.cli.app import app
from coop.dataset.dataset import Dataset
from coop.dataset.loading import open_dataset

REPOSITORY = Path(__file__).parent.parent
FOUR = Path(__file__).parent / "fixtures" / "four" / "data"
"""The dataset of the first four agreements, which stays as it is while `data/` grows."""

settings.register_profile("coop", deadline=None)  # how busy the machine is says nothing about the code
settings.load_profile("coop")

_VOCABULARIES = ("dataset", "localities", "regions", "fields", "measures")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", default=False, help="rewrite the golden files")


class Result(NamedTuple):
    """How a run of coop ended."""

    code: int
    out: str
    err: str


def figure(figure_id: str, measure: str = "aid", **values: object) -> dict[str, object]:
    """A figure as data; what it needs and is not told gets a plain value. `source` and `destination` are its ends."""
    unit = values.pop("unit", "tỷ đồng")
    amount = values.get("amount", 3 if "low" not in values else None)
    ends = {"from": values.pop("source", None), "to": values.pop("destination", None)}
    data: dict[str, object] = {"id": figure_id, "measure": measure, **ends, "amount": amount, "unit": unit}
    data["as_stated"] = f"{amount} {unit}"
    data["source"] = "s"
    data.update(values)
    return {key: value for key, value in data.items() if value is not None}


def agreement(agreement_id: str, *localities: str, date: str = "2019-05-01", **values: object) -> dict[str, object]:
    """An agreement as data; `localities` are its parties."""
    return {
        "id": agreement_id,
        "title": {"vi": f"Hợp tác {agreement_id}", "en": f"Cooperation {agreement_id}"},
        "status": "signed",
        "date": date,
        "parties": [{"locality": locality} for locality in localities],
        **values,
        "sources": values.get("sources", [{"id": "s", "title": "Bài báo", "publisher": "Báo"}]),
    }


def write_dataset(folder: Path, *agreements: dict[str, object]) -> Path:
    """Write a dataset with the vocabularies of the four and these agreements; returns its data folder."""
    data = folder / "data"
    (data / "agreements").mkdir(parents=True)
    for name in _VOCABULARIES:
        shutil.copy(FOUR / f"{name}.yaml", data)
    for each in agreements:
        path = data / "agreements" / str(each["date"])[:4] / f"{each['id']}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(yaml.safe_dump(each, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return data


@pytest.fixture
def make_dataset(tmp_path: Path) -> Callable[..., Dataset]:
    """Write and open a dataset of these agreements (made by `agreement`)."""

    def make(*agreements: dict[str, object]) -> Dataset:
        return open_dataset(write_dataset(tmp_path, *agreements))

    return make


@pytest.fixture
def four(tmp_path: Path) -> Path:
    """A copy of the dataset of the four, to be changed at will: its data folder."""
    return Path(shutil.copytree(FOUR, tmp_path / "four" / "data"))


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No setting of the machine reaches a test, and no test the user's cache: indexes are shared by the tests alone."""
    monkeypatch.setenv("COOP_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
    for name in ("COOP_DATA", "COOP_LANG", "COLUMNS", "NO_COLOR", "LC_ALL", "LC_MESSAGES", "COOP_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    # Whoever edits the program and tests it at once tests the index too.
    monkeypatch.setattr("coop.dataset.index.look.LOADED_AT", 1 << 62)


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run coop in this process on the dataset of the four, unless `data` names another."""

    def run_coop(*arguments: str, data: Path | None = FOUR, env: dict[str, str] | None = None) -> Result:
        options = ["--data", str(data)] if data is not None else []
        result = CliRunner().invoke(app, [*arguments, *options], env=env, prog_name="coop")
        return Result(result.exit_code, result.stdout, result.stderr)

    return run_coop


@pytest.fixture
def run_process() -> Callable[..., Result]:
    """Run coop as a process of its own."""

    def run_coop(*arguments: str, cwd: Path | None = None, env: dict[str, str] | None = None) -> Result:
        process = subprocess.run(
            [sys.executable, "-m", "coop", *arguments],
            cwd=cwd,
            env={**os.environ, **(env or {})},
            capture_output=True,
            timeout=60,
            check=False,
        )
        return Result(process.returncode, process.stdout.decode("utf-8"), process.stderr.decode("utf-8"))

    return run_coop
