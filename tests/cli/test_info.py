"""`coop info`: which dataset, why, and what it holds."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import FOUR, Result

Run = Callable[..., Result]


def facts(run: Run, **how: object) -> dict[str, str]:
    result = run("info", "-f", "json", **how)
    assert (result.code, result.err) == (0, "")
    return {row["key"]: row["value"] for row in json.loads(result.out)}


def test_counts_of_the_four(run: Run) -> None:
    found = facts(run)
    assert (found["agreements"], found["figures"], found["sources"], found["localities"]) == ("4", "8", "5", "12")
    assert found["left_out"] == "0"
    assert found["dates"] == "2019-08-23 – 2023-10-18"
    assert found["path"] == str(FOUR)


def test_reason_says_why_this_dataset(run: Run) -> None:
    assert "--data" in facts(run)["reason"]
    assert "COOP_DATA" in facts(run, data=None, env={"COOP_DATA": str(FOUR)})["reason"]
    assert facts(run, data=None, env={"COOP_DATA": str(FOUR.parent)})["path"] == str(FOUR)


def test_option_goes_before_the_environment(run: Run, tmp_path: Path) -> None:
    assert facts(run, env={"COOP_DATA": str(tmp_path)})["path"] == str(FOUR)


def test_files_left_out_are_counted(run: Run, four: Path) -> None:
    (four / "agreements" / "2019" / "x.yaml").write_text("[")
    result = run("info", "-f", "json", data=four)
    assert {"key": "left_out", "value": "1"} in json.loads(result.out)
    assert result.err.startswith("warning: 1 file left out: data/agreements/2019/x.yaml:")


def test_the_index_is_told_of_as_it_stood_before(run: Run, four: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = four.parent / "cache"
    monkeypatch.setenv("COOP_CACHE", str(cache))
    found = facts(run, data=four)
    assert found["index_state"] == "not made yet"
    assert found["index"].startswith(str(cache / "index"))
    size = round(Path(found["index"]).stat().st_size // 1_000)
    assert facts(run, data=four)["index_state"] == f"{size} kB, 9 files, up to date"
    assert f"{size} kB, 9 tệp, khớp với các tệp" in run("info", "--lang", "vi", data=four).out
    with (four / "fields.yaml").open("a", encoding="utf-8") as file:
        file.write("# more\n")
    result = run("info", "--lang", "vi", data=four)
    assert "Tình trạng chỉ mục" in result.out
    assert f"{size} kB, 9 tệp, 1 tệp đã thay đổi kể từ đó" in result.out


def test_without_an_index_none_is_told_of(run: Run, four: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "index" not in {row["key"] for row in json.loads(run("info", "--no-index", "-f", "json").out)}
    monkeypatch.setenv("COOP_CACHE", str(four / "dataset.yaml"))
    assert facts(run, data=four)["index"].endswith(".sqlite")
    for name in ("COOP_CACHE", "XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    assert facts(run, data=four)["index"] == "none can be used now"
