"""`coop diff` as a person and as CI call it."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml

import coop
from coop.language.text import display_width
from tests.conftest import REPOSITORY, Result, agreement, figure, write_dataset
from tests.history.conftest import Repository, make_repository, settings_of_nobody

__all__ = ["make_repository", "settings_of_nobody"]  # fixtures

Run = Callable[..., Result]

PATH = "data/agreements/2019/ha-noi-hue-2019.yaml"


@pytest.fixture
def repository(make_repository: Callable[[str], Repository], monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with one commit and a change since: a larger amount, a comment in another file, a broken one."""
    repository = make_repository("kho của tôi")
    write_dataset(repository.root, first(), agreement("hue-da-nang-2019", "hue", "da-nang"))
    repository.commit()
    write(repository, {**first(47100), "fields": ["y-te"]})
    other = repository.root / "data" / "agreements" / "2019" / "hue-da-nang-2019.yaml"
    other.write_text(other.read_text(encoding="utf-8") + "# hết\n", encoding="utf-8")
    repository.write("data/agreements/2020/x.yaml", "id: [\n")
    monkeypatch.chdir(repository.root)
    return repository


def first(amount: int = 45500) -> dict[str, Any]:
    ends = {"source": "ha-noi", "destination": "hue"}
    capital = figure("von", "registered-investment", **ends, amount=amount, as_of="2019-05-01", qualifier="about")
    capital["as_stated"] = f"khoảng {amount // 1000}.{amount % 1000} tỷ đồng"
    return agreement("ha-noi-hue-2019", "ha-noi", "hue", figures=[capital])


def write(repository: Repository, data: dict[str, Any]) -> None:
    repository.write(PATH, yaml.safe_dump(data, allow_unicode=True, sort_keys=False))


def commit_name(repository: Repository) -> str:
    return repository.git("rev-parse", "HEAD")[:7]


def test_text_names_each_change_its_nature_and_the_totals(run: Run, repository: Repository) -> None:
    result = run("diff", data=None)
    assert (result.code, result.err) == (0, "")
    head = f"HEAD ({commit_name(repository)}) → work tree"
    assert (
        result.out
        == f"""\
{head}: agreements: 1 changed, 1 formatting alone; changes: 1 new fact, 2 corrections; 1 file cannot be read

~ ha-noi-hue-2019: Cooperation ha-noi-hue-2019
  ~ correction  figures.von.amount: 45,500 → 47,100
  ~ correction  figures.von.as_stated: khoảng 45.500 tỷ đồng → khoảng 47.100 tỷ đồng
  + new fact    fields.y-te: Health

= formatting alone (comments, quotes, layout, order): agreements/2019/hue-da-nang-2019.yaml

! agreements/2020/x.yaml:2:1 cannot be read: broken YAML: did not find expected node content

Totals
  Registered investment: ≈ 45,500 → ≈ 47,100 tỷ
  Registered investment, Hà Nội → Huế: ≈ 45,500 → ≈ 47,100 tỷ

Counts: 2 agreements, 1 figure, 2 sources
"""
    )


def test_text_is_vietnamese_where_that_is_asked_for(run: Run, repository: Repository) -> None:
    out = run("diff", "--lang", "vi", data=None).out
    assert f"HEAD ({commit_name(repository)}) → cây làm việc: thỏa thuận: 1 sửa, 1 chỉ đổi trình bày" in out
    assert "  ~ đính chính   figures.von.amount: 45.500 → 47.100\n" in out
    assert "  Vốn đăng ký, Hà Nội → Huế: ≈ 45.500 → ≈ 47.100 tỷ\n" in out
    assert out.endswith("Số đếm: 2 thỏa thuận, 1 số liệu, 2 nguồn\n")


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.usefixtures("repository")
def test_text_fits_the_terminal(lang: str, run: Run) -> None:
    for width in (80, 50):
        lines = run("diff", "--lang", lang, data=None, env={"COLUMNS": str(width)}).out.splitlines()
        assert max(map(display_width, lines)) <= width
        assert len(lines) > 16


@pytest.mark.usefixtures("repository")
def test_colour_stands_on_a_terminal_alone(run: Run) -> None:
    assert "\x1b" not in run("diff", data=None).out
    shown = run_on_terminal("diff")
    assert "\x1b[32m  + \x1b[0m" in shown
    assert "\x1b[33m~ \x1b[0m\x1b[1mha-noi-hue-2019" in shown
    assert "\x1b" not in run_on_terminal("diff", NO_COLOR="1")


def run_on_terminal(*arguments: str, **environment: str) -> str:
    """What coop writes to a terminal."""
    terminal, inside = pty.openpty()
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "80", "PYTHONPATH": str(REPOSITORY), **environment}
    process = subprocess.Popen([sys.executable, "-m", "coop", *arguments], stdin=inside, stdout=inside, env=env)
    os.close(inside)
    shown = b""
    with suppress(OSError):  # what reading from a terminal gives that nobody writes to any more
        while part := os.read(terminal, 65536):
            shown += part
    os.close(terminal)
    assert process.wait(timeout=60) == 0
    return shown.decode("utf-8")


def test_no_change_is_said_beside_an_empty_answer(run: Run, repository: Repository) -> None:
    repository.git("rm", "-rfq", "--cached", "data")
    (repository.root / "data" / "agreements" / "2020" / "x.yaml").unlink()
    repository.commit()
    assert run("diff", data=None) == Result(0, "", "no changes\n")
    assert run("diff", "--lang", "vi", "--exit-code", data=None) == Result(0, "", "không có thay đổi\n")
    assert "\nHEAD" in run("diff", "-f", "markdown", data=None).out
    assert json.loads(run("diff", "-f", "json", data=None).out)["is_empty"] is True
    assert run("diff", "-f", "csv", data=None).out.count("\n") == 1


def test_exit_code_tells_whether_anything_changed(run: Run, repository: Repository) -> None:
    assert run("diff", data=None).code == 0
    assert run("diff", "--exit-code", data=None).code == 1
    assert run("diff", "HEAD", "HEAD", "--exit-code", data=None).code == 0
    repository.git("checkout", "-q", "--", "data")
    assert run("diff", "--exit-code", data=None).code == 1  # the file that cannot be read is new


def test_json_is_nested_and_whole(run: Run, repository: Repository) -> None:
    data = json.loads(run("diff", "-f", "json", data=None).out)
    assert data["form"] == 1
    assert data["old"] == {"revision": "HEAD", "commit": repository.git("rev-parse", "HEAD")}
    assert data["new"] == {"revision": None, "commit": None}
    changed, formatted = data["agreements"]
    assert changed["changes"][0] == {
        "at": "figures.von.amount", "kind": "changed", "nature": "correction", "before": 45500, "after": 47100,
    }  # fmt: skip
    assert (formatted["id"], formatted["fate"], formatted["changes"]) == ("hue-da-nang-2019", "formatted", [])
    (pair,) = data["pairs"]
    assert (pair["from"], pair["to"], pair["between"]) == (["ha-noi"], ["hue"], [])
    assert pair["new"] == {"low": 47100 * 10**9, "high": 47100 * 10**9, "qualifier": "about"}
    assert [(each["path"], each["end"], each["line"]) for each in data["unreadable"]] == [
        ("agreements/2020/x.yaml", "new", 2)
    ]
    assert data["counts"]["new"] == {"agreements": 2, "figures": 1, "sources": 2}
    assert yaml.safe_load(run("diff", "-f", "yaml", data=None).out) == data


@pytest.mark.usefixtures("repository")
def test_rows_are_tidy(run: Run) -> None:
    lines = run("diff", "-f", "csv", data=None).out.splitlines()
    assert lines[0] == "path,id,fate,old_path,old_id,at,kind,nature,before,after"
    assert lines[1:] == [
        f"{PATH[5:]},ha-noi-hue-2019,changed,,,figures.von.amount,changed,correction,45500,47100",
        f"{PATH[5:]},ha-noi-hue-2019,changed,,,figures.von.as_stated,changed,correction,"
        "khoảng 45.500 tỷ đồng,khoảng 47.100 tỷ đồng",
        f"{PATH[5:]},ha-noi-hue-2019,changed,,,fields.y-te,added,fact,,y-te",
        "agreements/2019/hue-da-nang-2019.yaml,hue-da-nang-2019,formatted,,,,,,,",
        "agreements/2020/x.yaml,,unreadable,,,,,,,broken YAML: did not find expected node content",
    ]
    named = run("diff", "-f", "json", "--columns", "at,nature", "--limit", "1", data=None)
    assert json.loads(named.out) == [{"at": "figures.von.amount", "nature": "correction"}]


@pytest.mark.parametrize("name", ["plain", "tsv", "jsonl", "html", "latex", "markdown"])
@pytest.mark.usefixtures("repository")
def test_every_format_tells_the_amount(name: str, run: Run) -> None:
    result = run("diff", "-f", name, data=None)
    assert result.code == 0
    assert "47,100" in result.out or "47100" in result.out


def test_a_file_takes_the_answer(run: Run, repository: Repository, tmp_path: Path) -> None:
    for ending, start in ((".md", "## Changes"), (".json", "{"), (".csv", "path,"), (".txt", "HEAD (")):
        file = tmp_path / f"diff{ending}"
        assert run("diff", "-o", str(file), data=None) == Result(0, "", "")
        assert file.read_text(encoding="utf-8").startswith(start)
    assert repository.git("status", "--porcelain").count("\n") == 2  # what the fixture changed, and no more


def test_paths_stand_behind_two_dashes(run: Run, repository: Repository) -> None:
    out = run("diff", "--", "data/agreements/2020", data=None).out
    assert "x.yaml" in out
    assert "ha-noi-hue" not in out
    assert "(counts and totals of agreements/2020 alone)" in out
    repository.write("data/agreements/-x y.yaml", "id: [\n")
    assert "agreements/-x y.yaml" in run("diff", "HEAD", "--", "data/agreements/-x y.yaml", data=None).out


@pytest.mark.usefixtures("repository")
def test_wrong_arguments_are_one_line_and_end_in_2(run: Run) -> None:
    for words in (("khong-co",), ("HEAD", "HEAD", "HEAD"), ("--", "/nơi/khác"), ("-f", "sarif"), ("HEAD..khong-co",)):
        result = run("diff", *words, data=None)
        assert (result.code, result.out, result.err.count("\n")) == (2, "", 1), result
        assert result.err.startswith("error: ")


def test_python_answers_what_the_command_line_answers(run: Run, repository: Repository) -> None:
    data = repository.root / "data"
    compared = coop.open_dataset(data).compare(coop.open_dataset(data, at="HEAD"))
    assert compared.text() == run("diff", data=None).out
    assert compared.markdown(language="vi") == run("diff", "-f", "markdown", "--lang", "vi", data=None).out
    assert compared.data() == json.loads(run("diff", "-f", "json", data=None).out)
    assert compared.render("csv") == run("diff", "-f", "csv", data=None).out
    assert not compared.is_empty
    listed = compared.data()
    assert [each.id for each in (*compared.agreements, *compared.vocabularies)]
    for name in ("agreements", "vocabularies", "totals", "pairs", "unreadable"):
        told = listed[name]
        assert isinstance(told, list)
        assert len(getattr(compared, name)) == len(told), name
    limited = coop.open_dataset(data).compare(coop.open_dataset(data, at="HEAD"), paths=["agreements/2020"])
    assert [each.left_out.path for each in limited.unreadable] == ["agreements/2020/x.yaml"]
    assert (limited.agreements, limited.vocabularies) == ((), ())
