"""`coop validate`: findings with their place, and the exit status."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Result

Run = Callable[..., Result]

FILE = "agreements/2019/ha-noi-thanh-hoa-2019.yaml"
SHOWN = f"data/{FILE}"  # as a person finds it from the repository


def set_amount(data: Path, amount: str) -> None:
    path = data / FILE
    text = path.read_text(encoding="utf-8")
    assert text.count("amount: 45500\n") == 1
    path.write_text(text.replace("amount: 45500\n", f"amount: {amount}\n"), encoding="utf-8")


def test_sound_dataset_has_no_finding(run: Run) -> None:
    assert run("validate") == Result(0, "", "no finding in 4 agreements and 5 vocabulary files\n")


@pytest.mark.parametrize(("amount", "small", "large"), [("45.500", "45.5", "45,500"), ("45.000", "45.0", "45,000")])
def test_amount_with_a_point_shows_both_readings(amount: str, small: str, large: str, run: Run, four: Path) -> None:
    set_amount(four, amount)
    result = run("validate", data=four)
    assert result.code == 1
    first, hint = result.out.splitlines()
    assert first == f"{SHOWN}:41:13: error P301 float: the number {amount} is not whole, expected a whole number"
    assert hint.startswith("  hint: ")
    assert small in hint
    assert large in hint
    assert result.err == "1 error in 4 agreements and 5 vocabulary files\n"


def test_formats_for_programs_carry_the_same_findings(run: Run, four: Path) -> None:
    set_amount(four, "45.500")
    as_json = run("validate", "-f", "json", data=four)
    as_csv = run("validate", "-f", "csv", data=four)
    assert as_json.code == as_csv.code == 1
    (row,) = json.loads(as_json.out)
    place = (row["path"], row["line"], row["column"], row["end_line"], row["end_column"])
    assert place == (SHOWN, 41, 13, 41, 19)
    assert (row["code"], row["severity"], row["name"]) == ("P301", "error", "float")
    assert list(csv.DictReader(io.StringIO(as_csv.out))) == [{key: str(value) for key, value in row.items()}]


def test_findings_go_to_a_file_and_the_status_stays(run: Run, four: Path, tmp_path: Path) -> None:
    set_amount(four, "45.500")
    path = tmp_path / "findings.json"
    result = run("validate", "-o", str(path), data=four)
    assert (result.code, result.out) == (1, "")
    assert len(json.loads(path.read_text(encoding="utf-8"))) == 1


def test_named_files_and_folders_are_reported_alone(run: Run, four: Path) -> None:
    set_amount(four, "45.500")
    (four / "agreements" / "2023" / "x.yaml").write_text("[")
    both = run("validate", data=four)
    assert both.out.count(": error ") == 2
    one = run("validate", str(four / FILE), data=four)
    assert one.code == 1
    assert one.out.count(": error ") == 1
    assert one.err == "1 error in 1 agreement and 0 vocabulary files\n"
    assert SHOWN in one.out
    year = run("validate", str(four / "agreements" / "2023"), data=four)
    assert year.out.startswith("data/agreements/2023/x.yaml:")
    sound = run("validate", str(four / "agreements" / "2019" / "ha-noi-can-tho-2019.yaml"), data=four)
    assert (sound.code, sound.out) == (0, "")


def test_file_outside_the_dataset_is_refused(run: Run, four: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("")
    result = run("validate", str(other), data=four)
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1


def test_broken_vocabulary_is_a_finding(run: Run, four: Path) -> None:
    (four / "fields.yaml").write_text("a: [\n", encoding="utf-8")
    set_amount(four, "45.500")
    result = run("validate", data=four)
    assert result.code == 1
    assert "fields.yaml:" in result.out
    assert f"{FILE}:41:13: error P301" in result.out


def test_text_of_a_file_steers_no_terminal(run: Run, four: Path) -> None:
    path = four / FILE
    path.write_text(path.read_text(encoding="utf-8").replace("locality: ha-noi", 'locality: "\\e[31mha"', 1), "utf-8")
    result = run("validate", data=four)
    assert result.code == 1
    assert "\x1b" not in result.out


def test_carriage_returns_are_one_finding(run: Run, four: Path) -> None:
    path = four / FILE
    path.write_text(path.read_text(encoding="utf-8").replace("\n", "\r\n"), encoding="utf-8", newline="")
    result = run("validate", data=four)
    assert result.code == 1
    assert result.out.splitlines()[0].startswith(f"{SHOWN}:1:1: error F102 carriage-return: ")
    assert result.out.count(": error ") == 1


def test_a_warning_fails_only_where_strict_is_asked_for(run: Run, four: Path) -> None:
    path = four / FILE
    text = path.read_text(encoding="utf-8")
    phrase = "    amount: 30\n    unit: tỷ đồng\n    as_stated: 30 tỷ đồng\n"
    assert phrase in text
    doubtful = phrase.replace("30\n", "30500\n").replace("unit: tỷ", "unit: triệu").replace("30 tỷ", "30.5 tỷ")
    path.write_text(text.replace(phrase, doubtful), encoding="utf-8")
    lenient, strict = run("validate", data=four), run("validate", "--strict", data=four)
    assert (lenient.code, strict.code) == (0, 1)
    assert lenient.out == strict.out
    assert "warning D305 ambiguous-phrase" in lenient.out
    assert lenient.err == "1 warning in 4 agreements and 5 vocabulary files\n"
