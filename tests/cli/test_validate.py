"""`coop validate`: findings with their place, the options, and the exit status."""

import csv
import io
import json
import re
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

from coop.validation.registry import RULES
from tests.conftest import Result
from tests.validation.checks import change

Run = Callable[..., Result]

FILE = "agreements/2019/ha-noi-thanh-hoa-2019.yaml"
OTHER = "agreements/2019/ha-noi-can-tho-2019.yaml"
SHOWN = f"data/{FILE}"  # as a person finds it from the repository


def set_amount(data: Path, amount: str) -> None:
    change(data / FILE, ("amount: 45500\n", f"amount: {amount}\n"))


def closing(result: Result) -> str:
    """The closing line without the time that it took."""
    line, count = re.subn(r" \([0-9]+[.,][0-9] (?:s|giây)\)", "", result.err)
    assert count == 1
    return line


def codes(text: str) -> list[str]:
    return re.findall(r"^\S+:[0-9]+:[0-9]+: \S.*? ([A-Z][0-9]{3}) ", text, re.MULTILINE)


def test_sound_dataset_has_no_finding(run: Run) -> None:
    result = run("validate")
    assert (result.code, result.out) == (0, "")
    assert closing(result) == "no finding, 2 waivers in 4 agreements and 5 vocabulary files\n"


@pytest.mark.parametrize(("amount", "small", "large"), [("45.500", "45.5", "45,500"), ("45.000", "45.0", "45,000")])
def test_amount_with_a_point_shows_the_line_and_both_readings(
    amount: str, small: str, large: str, run: Run, four: Path
) -> None:
    set_amount(four, amount)
    result = run("validate", data=four)
    assert result.code == 1
    first, line, caret, hint = result.out.splitlines()
    assert first == f"{SHOWN}:41:13: error P301 float: the number {amount} is not whole, expected a whole number"
    assert line == f"    41 |     amount: {amount}"
    assert caret == "       |             ^^^^^^"
    assert hint.startswith("  hint: ")
    assert small in hint
    assert large in hint
    assert closing(result).startswith("1 error")


def test_vietnamese_says_the_same_in_vietnamese(run: Run, four: Path) -> None:
    set_amount(four, "45.500")
    result = run("validate", "--lang", "vi", data=four)
    first, *_, hint = result.out.splitlines()
    assert first.startswith(f"{SHOWN}:41:13: lỗi P301 float: YAML đọc 45.500 là số thập phân (45,5), cần số nguyên")
    assert hint.startswith("  gợi ý: ")
    assert closing(result).startswith("1 lỗi")
    assert "4 thỏa thuận và 5 tệp từ vựng" in closing(result)


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
    vietnamese = json.loads(run("validate", "-f", "json", "--lang", "vi", data=four).out)
    assert vietnamese[0]["message"].startswith("YAML đọc 45.500")
    assert all(vietnamese[0][key] == row[key] for key in ("path", "line", "column", "code", "name", "severity"))


def test_machines_that_check_get_their_own_formats(run: Run, four: Path, tmp_path: Path) -> None:
    set_amount(four, "45.500")
    github = run("validate", "-f", "github", data=four)
    assert github.code == 1
    assert github.out.startswith(f"::error file={SHOWN},line=41,endLine=41,col=13,endColumn=19,title=P301 float::")
    sarif = json.loads(run("validate", "-f", "sarif", data=four).out)
    assert [each["ruleId"] for each in sarif["runs"][0]["results"] if not each["suppressions"]] == ["P301"]
    for name in ("findings.xml", "findings.sarif"):
        written = run("validate", "-o", str(tmp_path / name), data=four)
        assert (written.code, written.out) == (1, "")
    suite = ET.parse(tmp_path / "findings.xml").getroot()
    assert len(suite.findall(".//failure")) == 1
    assert json.loads((tmp_path / "findings.sarif").read_text(encoding="utf-8")) == sarif


@pytest.mark.parametrize("option", [("--columns", "path"), ("--sort", "path"), ("--limit", "1"), ("--bom",)])
def test_a_format_without_rows_takes_no_option_about_rows(option: tuple[str, ...], run: Run) -> None:
    result = run("validate", "-f", "sarif", *option)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: --columns, --sort, --limit and --bom go with tables")


def test_an_unknown_format_names_the_nearest_of_all(run: Run) -> None:
    result = run("validate", "-f", "sarf")
    assert (result.code, result.err) == (2, "error: no format 'sarf'; the nearest is sarif\n")


def test_findings_go_to_a_file_and_the_status_stays(run: Run, four: Path, tmp_path: Path) -> None:
    set_amount(four, "45.500")
    path = tmp_path / "findings.json"
    result = run("validate", "-o", str(path), data=four)
    assert (result.code, result.out) == (1, "")
    assert len(json.loads(path.read_text(encoding="utf-8"))) == 1


def test_named_files_and_folders_are_reported_alone(run: Run, four: Path) -> None:
    set_amount(four, "45.500")
    (four / "agreements" / "2023" / "x.yaml").write_text("[")
    assert len(codes(run("validate", data=four).out)) == 2
    one = run("validate", str(four / FILE), data=four)
    assert one.code == 1
    assert codes(one.out) == ["P301"]
    assert closing(one) == "1 error in 1 agreement and 0 vocabulary files\n"
    year = run("validate", str(four / "agreements" / "2023"), data=four)
    assert year.out.startswith("data/agreements/2023/x.yaml:")
    sound = run("validate", str(four / OTHER), data=four)
    assert (sound.code, sound.out) == (0, "")


def test_file_outside_the_dataset_is_refused(run: Run, four: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("")
    result = run("validate", str(other), data=four)
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1


def test_broken_vocabulary_is_a_finding_and_the_rest_is_checked(run: Run, four: Path) -> None:
    (four / "fields.yaml").write_text("a: [\n", encoding="utf-8")
    set_amount(four, "45.500")
    result = run("validate", data=four)
    assert result.code == 1
    assert "fields.yaml:" in result.out
    assert f"{FILE}:41:13: error P301" in result.out
    assert "what needs it was not checked" in result.err


def test_text_of_a_file_steers_no_terminal(run: Run, four: Path) -> None:
    change(four / FILE, ("locality: ha-noi", 'locality: "\\e[31mha"  # \u202e'))
    for form in ("table", "github", "sarif", "junit"):
        result = run("validate", "-f", form, data=four)
        assert result.code == 1
        assert "\x1b" not in result.out
        assert "\u202e" not in result.out


def test_carriage_returns_are_one_finding(run: Run, four: Path) -> None:
    path = four / FILE
    path.write_text(path.read_text(encoding="utf-8").replace("\n", "\r\n"), encoding="utf-8", newline="")
    result = run("validate", data=four)
    assert result.code == 1
    assert result.out.startswith(f"{SHOWN}:1:1: error F102 carriage-return: ")
    assert codes(result.out) == ["F102"]


def make_doubtful(data: Path) -> None:
    """One warning, D305."""
    phrase = "    amount: 30\n    unit: tỷ đồng\n    as_stated: 30 tỷ đồng\n"
    doubtful = phrase.replace("30\n", "30500\n").replace("unit: tỷ", "unit: triệu").replace("30 tỷ", "30.5 tỷ")
    change(data / FILE, (phrase, doubtful))


def test_a_warning_fails_only_where_strict_is_asked_for(run: Run, four: Path) -> None:
    make_doubtful(four)
    lenient, strict = run("validate", data=four), run("validate", "--strict", data=four)
    assert (lenient.code, strict.code) == (0, 1)
    assert lenient.out == strict.out
    assert "warning D305 ambiguous-phrase" in lenient.out
    assert closing(lenient).startswith("1 warning, 2 waivers in ")


def test_a_note_never_fails(run: Run, four: Path) -> None:
    change(four / "fields.yaml", ("  # coop: ignore X403: the four use few terms of the whole vocabulary", ""))
    result = run("validate", "--strict", data=four)
    assert result.code == 0
    assert set(codes(result.out)) == {"X403"}


def test_rules_are_selected_and_ignored(run: Run, four: Path) -> None:
    make_doubtful(four)
    set_amount(four, "45.500")
    assert codes(run("validate", data=four).out) == ["P301", "D305"]
    assert codes(run("validate", "--select", "D", data=four).out) == ["D305"]
    assert codes(run("validate", "--select", "P,D", "--ignore", "float", data=four).out) == ["D305"]
    ignored = run("validate", "--ignore", "P301", "--ignore", "D3", data=four)
    assert (ignored.code, ignored.out) == (0, "")
    unknown = run("validate", "--ignore", "P3O1", data=four)
    assert (unknown.code, unknown.out) == (2, "")
    assert unknown.err.startswith("error: no rule 'P3O1'; the nearest known rule is ")


def test_a_waiver_is_held_against_the_day_asked_for(run: Run, four: Path) -> None:
    change(four / FILE, ("    amount: 30\n", "    amount: 31  # coop: ignore D301 until 2027-06-30: báo in nhầm\n"))
    assert run("validate", "--as-of", "2027-06-30", data=four).code == 0
    late = run("validate", "--as-of", "2027-07-01", data=four)
    assert (late.code, codes(late.out)) == (1, ["D301", "F203"])
    wrong = run("validate", "--as-of", "2027", data=four)
    assert (wrong.code, wrong.err.count("\n")) == (2, 1)


def test_fix_mends_what_has_one_right_answer_and_leaves_the_rest(run: Run, four: Path) -> None:
    change(four / FILE, ("name: Đào Đức Toàn", "name: Ðào Đức Toàn"), ("item_count: 12", "item_count: 12  "))
    set_amount(four, "45.500")
    before = (four / OTHER).stat().st_mtime_ns
    result = run("validate", "--fix", data=four)
    assert codes(result.out) == ["P301"]
    assert closing(result).startswith("1 error, 2 fixed in ")
    text = (four / FILE).read_text(encoding="utf-8")
    assert "name: Đào Đức Toàn" in text
    assert "amount: 45.500" in text
    assert (four / OTHER).stat().st_mtime_ns == before
    assert "fixed" not in run("validate", "--fix", data=four).err


def test_fix_keeps_to_the_files_named(run: Run, four: Path) -> None:
    for file in (FILE, OTHER):
        change(four / file, ("status: agreed\n", "status: agreed \n"))
    assert codes(run("validate", "--fix", str(four / OTHER), data=four).out) == []
    assert codes(run("validate", data=four).out) == ["F107"]


def test_fix_keeps_to_the_rules_chosen(run: Run, four: Path) -> None:
    change(four / FILE, ("name: Đào Đức Toàn", "name: Ðào Đức Toàn"), ("item_count: 12", "item_count: 12  "))
    assert codes(run("validate", "--fix", "--ignore", "F107", data=four).out) == []
    assert codes(run("validate", "--fix", "--select", "D", data=four).out) == []
    assert codes(run("validate", data=four).out) == ["F107"]


@pytest.mark.parametrize(
    "wrong",
    [("-f", "nope"), ("-f", "sarif", "--limit", "1"), ("--columns", "nope"), ("--limit", "x"),
     ("-f", "csv", "-o", "x.xlsx"), ("-f", "sarif", "-o", "x.xlsx"), ("--select", "nope"), ("--as-of", "nope"),
     ("--lang", "xx")],
)  # fmt: skip
def test_nothing_is_mended_where_the_request_is_wrong(
    wrong: tuple[str, ...], run: Run, four: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(four)  # a file written by mistake goes with the rest
    change(four / FILE, ("item_count: 12", "item_count: 12  "))
    before = (four / FILE).read_bytes()
    result = run("validate", "--fix", *wrong, data=four)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert (four / FILE).read_bytes() == before
    assert not (four / "x.xlsx").exists()


@pytest.mark.parametrize(
    "other",
    [("--fix",), ("--strict",), ("--select", "X"), ("--ignore", "X"), ("--changed-since", "HEAD"),
     ("--as-of", "2026-01-01"), ("-f", "json"), ("--limit", "1"), ("data",)],
)  # fmt: skip
def test_the_page_of_a_rule_goes_with_nothing_that_checks(other: tuple[str, ...], run: Run) -> None:
    result = run("validate", "--explain", "X301", *other)
    assert (result.code, result.out) == (2, "")
    assert result.err == "error: --explain goes with --lang and --output alone\n"


def test_a_broken_vocabulary_is_told_whatever_is_asked_for(run: Run, four: Path) -> None:
    (four / "fields.yaml").write_text("a: [\n", encoding="utf-8")
    for arguments in ((str(four / OTHER),), ("--select", "D"), ("--ignore", "P")):
        result = run("validate", *arguments, data=four)
        assert (result.code, codes(result.out)) == (1, ["P201"])


def test_a_broken_vocabulary_costs_its_own_rules_alone(run: Run, four: Path) -> None:
    change(four / "dataset.yaml", ("version:", "versions:"))
    change(four / FILE, ("amount: 30\n", "amount: 31\n"), ("locality: thanh-hoa", "locality: thanh-hoaa"))
    described = run("validate", data=four)
    assert sorted(codes(described.out)) == ["D301", "S101", "S102", "X301"]
    (four / "localities.yaml").write_text("a: [\n", encoding="utf-8")
    change(four / FILE, ("locality: thanh-hoaa", "locality: thanh-hoa"))
    assert sorted(codes(run("validate", data=four).out)) == ["D301", "P201", "S101", "S102"]
    (four / "measures.yaml").write_text("a: [\n", encoding="utf-8")
    change(four / OTHER, ("  - can-bo\n", "  - can-boo\n"))
    assert sorted(codes(run("validate", data=four).out)) == ["P201", "P201", "S101", "S102", "X302"]


def test_too_many_files_are_told_whatever_is_asked_for(run: Run, four: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coop.dataset.layout.find_agreement_paths.__kwdefaults__", {"limit": 3})
    monkeypatch.setattr("coop.dataset.index.records.MAX_FILES", 3)
    for arguments in ((), (str(four / OTHER),), ("--select", "D"), ("--fix",)):
        result = run("validate", *arguments, data=four)
        assert (result.code, codes(result.out)) == (1, ["P105"])


@pytest.mark.parametrize("code", ["X301", "x301", "unknown-locality"])
def test_the_page_of_a_rule_is_shown_and_nothing_is_checked(code: str, run: Run) -> None:
    result = run("validate", "--explain", code, data=None, env={"COLUMNS": "80"})
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("X301 unknown-locality (error)\n")
    assert "Fails:" in result.out
    assert max(len(line) for line in result.out.splitlines()) <= 80
    vietnamese = run("validate", "--explain", code, "--lang", "vi", data=None)
    assert "Sai:" in vietnamese.out


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_has_a_page_in_both_languages(code: str, run: Run) -> None:
    english, vietnamese = (run("validate", "--explain", code, "--lang", each, data=None) for each in ("en", "vi"))
    assert english.code == vietnamese.code == 0
    assert english.out.splitlines()[0].startswith(f"{code} {RULES[code].name} (")
    assert english.out != vietnamese.out


def test_a_page_that_there_is_not_names_the_nearest(run: Run) -> None:
    result = run("validate", "--explain", "unknown-locallity", data=None)
    assert (result.code, result.out) == (2, "")
    assert result.err == "error: no rule 'unknown-locallity'; the nearest known rule is 'unknown-locality'\n"


def git(folder: Path, *arguments: str) -> None:
    settings = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(four: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The four under version control, all of it committed: their data folder."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    git(four.parent, "init", "-q", "-b", "main")
    git(four.parent, "add", ".")
    git(four.parent, "commit", "-q", "-m", "four")
    return four


def test_only_changed_files_are_reported(run: Run, repository: Path) -> None:
    set_amount(repository, "45.500")
    git(repository, "commit", "-q", "-a", "-m", "a mistake of before")
    nothing = run("validate", "--changed-since", "HEAD", data=repository)
    assert (nothing.code, closing(nothing)) == (0, "no finding in 0 agreements and 0 vocabulary files\n")
    change(repository / OTHER, ("amount: 33600\n", "amount: 33.600\n"))
    one = run("validate", "--changed-since", "HEAD", data=repository)
    assert codes(one.out) == ["P301"]
    assert OTHER in one.out
    assert len(codes(run("validate", "--changed-since", "HEAD~1", data=repository).out)) == 2


def test_what_a_change_breaks_in_another_file_is_reported(run: Run, repository: Path) -> None:
    related = "related:\n  - {id: ha-noi-can-tho-2019, relation: amends}\nsources:\n"
    change(repository / FILE, ("sources:\n", related))
    git(repository, "commit", "-q", "-a", "-m", "amends")
    (repository / OTHER).unlink()
    result = run("validate", "--changed-since", "HEAD", data=repository)
    assert codes(result.out) == ["X309"]
    assert FILE in result.out


def test_a_changed_vocabulary_concerns_every_file(run: Run, repository: Path) -> None:
    change(repository / "fields.yaml", ("id: y-te\n", "id: y-tee\n"))
    result = run("validate", "--changed-since", "HEAD", data=repository)
    assert "X302" in codes(result.out)
    assert "4 agreements" in result.err


def test_a_term_that_a_change_leaves_unused_is_reported(run: Run, repository: Path) -> None:
    change(repository / "fields.yaml", ("  # coop: ignore X403: the four use few terms of the whole vocabulary", ""))
    git(repository, "commit", "-q", "-a", "-m", "no waiver")
    before = codes(run("validate", "--changed-since", "HEAD", data=repository).out)
    change(repository / OTHER, ("  - can-bo\n", ""))
    after = codes(run("validate", "--changed-since", "HEAD", data=repository).out)
    assert after.count("X403") == before.count("X403") + 1


def test_a_file_changes_with_what_it_links_to(run: Run, repository: Path) -> None:
    (repository / "real").mkdir()
    for name in ("agreements", "localities.yaml"):
        (repository / name).rename(repository / "real" / name)
        (repository / name).symlink_to(f"real/{name}")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "links")
    change(repository / FILE, ("amount: 30\n", "amount: 31\n"))
    one = run("validate", "--changed-since", "HEAD", data=repository)
    assert codes(one.out) == ["D301"]
    change(repository / "localities.yaml", ("- id: can-tho\n", "- id: can-thoo\n"))
    assert "X301" in codes(run("validate", "--changed-since", "HEAD", data=repository).out)


def test_changed_attributes_put_every_file_in_doubt(run: Run, repository: Path) -> None:
    (repository.parent / ".gitattributes").write_text("*.yaml text eol=crlf\n", encoding="utf-8")
    git(repository.parent, "add", ".")
    git(repository.parent, "commit", "-q", "-m", "attributes")
    path = repository / FILE
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    result = run("validate", "--changed-since", "HEAD~1", data=repository)
    assert codes(result.out) == ["F102"]


def test_a_revision_that_there_is_not_is_refused(run: Run, repository: Path, four: Path) -> None:
    result = run("validate", "--changed-since", "mian", data=repository)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    both = run("validate", str(four / FILE), "--changed-since", "HEAD", data=repository)
    assert (both.code, both.out, both.err.count("\n")) == (2, "", 1)


def test_paths_are_shown_as_from_the_working_folder(four: Path, run_process: Run) -> None:
    set_amount(four, "45.500")
    from_above = run_process("validate", "--data", ".", cwd=four.parent)
    assert from_above.out.startswith(f"data/{FILE}:41:13: ")
    from_further = run_process("validate", "--data", "four", cwd=four.parent.parent)
    assert from_further.out.startswith(f"four/data/{FILE}:41:13: ")
    from_inside = run_process("validate", cwd=four)
    assert from_inside.out.startswith(f"{FILE}:41:13: ")
