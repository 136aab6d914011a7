"""`coop search`: what it answers and where, for people and for programs."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import coop
from tests.conftest import FOUR, Result, agreement, write_dataset

Run = Callable[..., Result]

CAN_THO, THANH_HOA = "ha-noi-can-tho-2019", "ha-noi-thanh-hoa-2019"
WIDE = {"COLUMNS": "200"}
NINE, MEMORANDUM = "ho-chi-minh-9-tinh-phia-bac-2023", "ha-noi-ho-chi-minh-2023"


def rows_of(run: Run, *arguments: str, data: Path = FOUR) -> list[dict[str, object]]:
    result = run("search", *arguments, "-f", "json", data=data)
    assert result.code == 0, result.err
    rows: list[dict[str, object]] = json.loads(result.out)
    return rows


def ids_of(run: Run, *arguments: str) -> list[object]:
    return [row["id"] for row in rows_of(run, *arguments)]


@pytest.mark.parametrize("text", [("can tho",), ("Cần Thơ",), ("can", "tho"), ("CAN-THO",)])
def test_accents_and_quotes_of_the_shell_make_no_difference(text: tuple[str, ...], run: Run) -> None:
    assert ids_of(run, *text) == [CAN_THO]


def test_nothing_found_is_told_on_stderr_with_the_nearest_spelling(run: Run) -> None:
    result = run("search", "cân thơ", "-f", "json")
    assert result == Result(0, "[]\n", "no agreement holds 'cân thơ'; the nearest spelling is 'Cần Thơ'\n")
    result = run("search", "cân thơ", "--lang", "vi")
    assert "(không có)" in result.out
    assert result.err == "không có thỏa thuận nào chứa 'cân thơ'; cách viết gần nhất là 'Cần Thơ'\n"


def test_what_is_found_is_bold_on_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = run("search", "can tho", env={"COLUMNS": "90"})
    assert "Hà Nội – «Cần Thơ»" in plain.out
    monkeypatch.setattr("coop.cli.session.has_colour", lambda _: True)
    coloured = run("search", "can tho", env={"COLUMNS": "90"})
    assert "Hà Nội – \x1b[1mCần Thơ\x1b[0m" in coloured.out
    coloured = run("search", "can tho", "--columns", "id,excerpt", env={"COLUMNS": "90"})
    assert "Hà Nội – \x1b[1mCần Thơ\x1b[0m" in coloured.out


@pytest.mark.parametrize("columns", ["200", "100", "80", "60", "30", "8"])
def test_lines_keep_to_the_width(columns: str, run: Run) -> None:
    result = run("search", "ha noi", env={"COLUMNS": columns})
    assert result.code == 0
    assert max(map(len, result.out.splitlines())) <= int(columns)
    assert "«" in result.out


@pytest.mark.parametrize("form", ["plain", "csv", "json", "markdown", "html", "latex", "yaml"])
def test_only_a_table_on_a_terminal_is_fitted_to_it(form: str, run: Run) -> None:
    narrow, wide, piped = (run("search", "ha noi", "-f", form, env=env) for env in ({"COLUMNS": "40"}, WIDE, None))
    assert (narrow.code, narrow.err) == (0, "")
    assert narrow == wide == piped


@pytest.mark.parametrize("name", ["found.md", "found.html", "found.txt", "found.tex", "found.csv"])
def test_a_file_is_the_same_from_whatever_terminal(name: str, run: Run, tmp_path: Path) -> None:
    file = tmp_path / name
    written = []
    for env in ({"COLUMNS": "40"}, WIDE, None):
        assert run("search", "ha noi", "-o", str(file), env=env) == Result(0, "", "")
        written.append(file.read_bytes())
    assert written[0] == written[1] == written[2]


def test_filters_sort_limit_and_columns_apply(run: Run) -> None:
    assert ids_of(run, "ha noi", "--year", "2019") == [CAN_THO, THANH_HOA]
    assert ids_of(run, "ha noi", "--party", "tphcm", "--limit", "1") == [MEMORANDUM]
    assert ids_of(run, "ha noi", "--sort", "-date")[0] == MEMORANDUM
    assert ids_of(run, "ha noi", "--text", "cần thơ") == [CAN_THO]
    rows = rows_of(run, "ha noi", "--columns", "rank,id", "--sort", "-rank", "--limit", "1")
    assert [list(row) for row in rows] == [["rank", "id"]]


def test_the_order_is_the_same_in_every_process(tmp_path: Path, run_process: Callable[..., Result]) -> None:
    """Agreements that are equal but for their ids, words that stand in several names: a set has its own order."""
    fields = ["giao-duc-y-te", "giao-duc", "y-te"]
    alike = [agreement(name, "ha-noi", "can-tho", "hue", fields=fields, group="alpha beta") for name in "dbca"]
    data = str(write_dataset(tmp_path, *alike))
    for text in ("giao duc", "beta can tho giao"):
        answers = [
            run_process("search", text, "-f", "json", "--data", data, env={"PYTHONHASHSEED": seed})
            for seed in ("0", "1", "2")
        ]
        assert [row["id"] for row in json.loads(answers[0].out)] == ["a", "b", "c", "d"]
        assert answers[0] == answers[1] == answers[2]


def test_offsets_lead_to_what_was_found(run: Run) -> None:
    rows = rows_of(run, "hanoi")
    assert rows
    for row in rows:
        text = str(row["text"])
        assert text[int(str(row["start"])) : int(str(row["end"]))] == "Hanoi"
        assert f"«{'Hanoi'}»" in str(row["excerpt"])


@pytest.mark.parametrize(
    ("text", "english", "vietnamese"),
    [
        ("", "the text is empty", "chuỗi cần tìm để trống"),
        (" ", "the text is empty", "chuỗi cần tìm để trống"),
        ("...", "the text holds no word: '...'", "chuỗi cần tìm không có chữ nào: '...'"),
        ("\u202e", "the text holds no word: '\ufffd'", "chuỗi cần tìm không có chữ nào: '\ufffd'"),
        ("x" * 10_000, "the text has 10,000 characters, ", "chuỗi cần tìm có 10.000 ký tự, "),
    ],
)
def test_text_that_cannot_be_looked_for_is_refused(text: str, english: str, vietnamese: str, run: Run) -> None:
    for language, message in (("en", f"error: {english}"), ("vi", f"lỗi: {vietnamese}")):
        result = run("search", text, "--lang", language)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith(message)
        assert result.err.count("\n") == 1


def test_text_is_asked_for(run: Run) -> None:
    result = run("search")
    assert result.code == 2
    assert "missing argument 'TEXT...'" in result.err


def test_borders_let_what_a_former_province_signed_be_found_under_its_successor(run: Run, tmp_path: Path) -> None:
    data = write_dataset(tmp_path, agreement("x", "ha-noi", "ha-nam"), agreement("y", "ha-noi", "thanh-hoa"))
    asked = ("cooperation", "--party", "ninh-binh")
    assert rows_of(run, *asked, data=data) == rows_of(run, *asked, "--borders", "signed", data=data) == []
    assert [row["id"] for row in rows_of(run, *asked, "--borders", "now", data=data)] == ["x"]
    by_region = ("cooperation", "--region", "dong-bang-song-hong", "--party", "ha-nam", "--borders", "2025-07-01")
    assert [row["id"] for row in rows_of(run, *by_region, data=data)] == ["x"]
    shown = run("search", *asked, "--borders", "2025-07-01", data=data)
    assert shown.out.splitlines()[-1] == "localities asked for are those in the borders of 2025-07-01"
    refused = run("search", *asked, "--borders", "then", data=data)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == run("list", "--borders", "then", data=data).err


def test_the_python_api_searches_in_the_same_borders(tmp_path: Path, run: Run) -> None:
    data = write_dataset(tmp_path, agreement("x", "ha-noi", "ha-nam"), agreement("y", "ha-noi", "thanh-hoa"))
    found = coop.open_dataset(data).select(party="ninh-binh", borders="2025-07-01").search("cooperation")
    assert (
        found.render() == run("search", "cooperation", "--party", "ninh-binh", "--borders", "2025-07-01", data=data).out
    )


@pytest.mark.parametrize("text", ["\x00x", "\x1b[31mx", "\u202ex\u2066", "x" * 1999, "'; -- x", "[bold]x[/bold]"])
def test_odd_text_is_answered(text: str, run: Run) -> None:
    result = run("search", text, "--columns", "id,excerpt")
    assert result.code == 0
    assert "\x1b" not in result.out + result.err


@pytest.mark.parametrize("form", ["table", "plain", "csv", "json", "markdown", "html", "latex", "yaml"])
def test_dataset_without_agreements_is_answered(form: str, run: Run, tmp_path: Path) -> None:
    result = run("search", "x", "-f", form, data=write_dataset(tmp_path))
    assert (result.code, result.err) == (0, "no agreement holds 'x'\n")
    assert result.out


def test_text_of_a_file_cannot_steer_the_terminal(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    title = {"vi": "alpha \ufdd1beta\ufdd2 [bold]gamma[/bold]", "en": "x"}
    data = write_dataset(tmp_path, agreement("a", "ha-noi", "can-tho", title=title))
    monkeypatch.setattr("coop.cli.session.has_colour", lambda _: True)
    result = run("search", "alpha", data=data, env={"COLUMNS": "100"})
    assert "\x1b[1malpha\x1b[0m \ufffdbeta\ufffd [bold]gamma[/bold]" in result.out


def test_unsound_files_are_told_and_strict_refuses(run: Run, four: Path) -> None:
    (four / "agreements" / "2023" / "x.yaml").write_text("[", encoding="utf-8")
    assert run("search", "can tho", data=four).err.startswith("warning: 1 file left out: ")
    assert run("search", "can tho", "--strict", data=four).code == 1
