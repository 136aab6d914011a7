"""The wheel holds data and schemas, so that a plain install answers in any folder."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the repository as it stands."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(folder)]
    subprocess.run([*command, str(REPOSITORY)], check=True, capture_output=True, timeout=120)
    (built,) = folder.glob("coop_vn-*.whl")
    return built


def test_wheel_holds_every_file_of_data_and_schemas(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    wanted = {
        f"coop/snapshot/{file.relative_to(REPOSITORY).as_posix()}"
        for folder in ("data", "schemas")
        for file in (REPOSITORY / folder).rglob("*")
        if file.is_file()
    }
    assert len(wanted) > 10
    assert wanted <= packed
    assert "coop/py.typed" in packed
    assert not [name for name in packed if name.startswith(("tests", "docs"))]


def test_installed_wheel_answers_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # The extracted package comes before the editable one of the test environment.
    environment = {**os.environ, "PYTHONPATH": str(site), "COLUMNS": "200"}
    for command in (["list"], ["info"], ["validate"], ["completion", "bash"]):
        process = subprocess.run(
            [sys.executable, "-m", "coop", *command],
            cwd=elsewhere, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
        )  # fmt: skip
        assert process.returncode == 0, process.stderr
        if command == ["list"]:
            assert "ha-noi-thanh-hoa-2019" in process.stdout
        if command == ["info"]:
            assert "the snapshot shipped with coop" in process.stdout
