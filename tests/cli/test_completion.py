"""Completion: what coop answers a shell, the scripts in real shells, and that a person who types sees no error."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from os.path import commonprefix
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.core import TyperArgument, TyperOption

from coop.analysis.grouping import Dimension
from coop.cli.commands import COMMANDS
from coop.cli.completion.answer import SHELLS, build_answer
from coop.cli.completion.candidates import Candidate, find_fitting, keeps_what_is_typed
from coop.cli.completion.columns import COLUMNS, SORT
from coop.cli.completion.values import VALUES
from coop.cli.group import build_command
from coop.language.text import fold
from tests.cli.grammar import CHOICES, FREE
from tests.conftest import FOUR, Result

NAMES = st.lists(st.sampled_from(("Hà", "Nội", "đất", "an", "hân")), min_size=1, max_size=2).map(" ".join)
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        st.text("ahn-", min_size=1, max_size=4),
        names=st.lists(NAMES, max_size=2).map(tuple),
        aliases=st.lists(NAMES, max_size=2).map(tuple),
    ),
    min_size=1,
    max_size=4,
)

Run = Callable[..., Result]
Ask = Callable[..., list[str]]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Ask for the words after `coop`, on the dataset of the four; the values without their meanings."""
    monkeypatch.setenv("COOP_DATA", str(FOUR))

    def ask_coop(*words: str, shell: str = "zsh") -> list[str]:
        return [line.partition("\t")[0] for line in build_answer(shell, words)]

    return ask_coop


def complete(shell: str, *words: str, **environment: str) -> tuple[int, str, str]:
    """How a process of coop answers a shell: its exit status, stdout and stderr."""
    process = subprocess.run(
        [sys.executable, "-m", "coop", *words],
        env={**os.environ, "_COOP_COMPLETE": shell, "COOP_DATA": str(FOUR), **environment},
        capture_output=True,
        timeout=60,
        check=False,
    )
    return process.returncode, process.stdout.decode("utf-8"), process.stderr.decode("utf-8")


def test_every_value_is_offered_or_known_to_be_free() -> None:
    columns = {COLUMNS, SORT}
    files = {"FILE", "DIR", "[PATH]...", "[REV [REV]] [PATH]...", "[by DIM [DIM]]"}
    for name in COMMANDS:
        for each in build_command(name).params:
            if isinstance(each, TyperArgument) or (isinstance(each, TyperOption) and not each.is_flag):
                assert each.metavar in {*VALUES, *CHOICES, *FREE, *columns, *files}, f"{name}: {each.metavar}"


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_is_answered_by_a_process(shell: str) -> None:
    code, out, err = complete(shell, "list", "--field", "y-")
    assert (code, out, err) == (0, "values\ny-te\tHealth\n", "")
    assert complete(shell, "list", "--lang", "vi", "--field", "y-")[1] == "values\ny-te\tY tế\n"
    assert complete(shell, "list", "--field", "y-", LANG="vi_VN.UTF-8")[1] == "values\ny-te\tY tế\n"
    assert complete(shell, "st") == (0, "values\nstats\tTotals: the overview, or by one dimension or two.\n", "")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("",), ["values", *COMMANDS]),
        (("--v",), ["values", "--version"]),
        (("list", "--par"), ["values", "--party"]),
        (("list", "--f"), ["values", "--field", "--from", "--format"]),
        (("list", "--field", "y-"), ["values", "y-te"]),
        (("list", "--field=y-"), ["values", "--field=y-te"]),
        (("list", "--party", "can"), ["values", "can-tho"]),
        (("list", "--between", "ha-noi", "can"), ["values", "can-tho"]),
        (("list", "--between", "ha-noi", "can-tho", "--st"), ["values", "--status", "--strict"]),
        (("list", "--from", "ha-noi", "--to", "thanh"), ["values", "thanh-hoa"]),
        (("list", "--region", "dong-bang-song-c"), ["values", "dong-bang-song-cuu-long"]),
        (("list", "--measure", "reg"), ["values", "registered-investment"]),
        (("list", "--instrument", "m"), ["values", "memorandum", "minutes"]),
        (("list", "--level", "peoples-c"), ["values", "peoples-committee", "peoples-council"]),
        (("list", "--status", "s"), ["values", "signed", "superseded"]),
        (("list", "--year", ""), ["values", "2019", "2023"]),
        (("list", "-f", "js"), ["values", "json", "jsonl"]),
        (("validate", "-f", "j"), ["values", "json", "jsonl", "junit"]),
        (("list", "--lang", ""), ["values", "en", "vi"]),
        (("show", "ha-noi-t"), ["values", "ha-noi-thanh-hoa-2019"]),
        (("show", "ha-noi-thanh-hoa-2019", "--colu"), ["values", "--columns"]),
        (("stats", ""), ["values", "by"]),
        (("stats", "by", "re"), ["values", "region"]),
        (("stats", "by", "province", "re"), ["values", "region"]),
        (("stats", "by", "province", "year", "re"), ["values"]),
        (("stats", "by", "province", "--role", "e"), ["values", "either"]),
        (("stats", "--role", "từ "), ["values", "either"]),
        (("search", "Hà"), ["values"]),
        (("validate", "--explain", "X40"), ["values", "X401", "X402", "X403"]),
        (("validate", "--explain", "unknown-loc"), ["values", "X301"]),
        (("validate", "--select", "D301,F10"), ["values", *(f"D301,F10{n}" for n in range(1, 8))]),
        (("completion", ""), ["values", *SHELLS]),
        (("list", "--output", ""), ["files"]),
        (("validate", "a"), ["files"]),
        (("list", "--data", ""), ["folders"]),
        (("list", "--columns", "i"), ["values", "id", "instrument", "item_count"]),
        (("list", "--columns", "id,fi"), ["values", "id,fields", "id,figures"]),
        (("list", "--columns=id,i"), ["values", "--columns=id,instrument", "--columns=id,item_count"]),
        (("list", "--columns", "id, date,id"), ["values"]),
        (("list", "--columns", "-fi"), ["values"]),
        (("list", "--sort", "fi"), ["values", "fields", "figures"]),
        (("list", "--sort", "-fi"), ["values", "-fields", "-figures"]),
        (("list", "--sort=date,-fi"), ["values", "--sort=date,-fields", "--sort=date,-figures"]),
        (("list", "--sort", "-figures,fi"), ["values", "-figures,fields"]),
        (("stats", "--sort", "pr"), ["values", "projects"]),
        (("stats", "by", "province", "--sort", "-pr"), ["values", "-province", "-projects"]),
        (("stats", "by", "region", "year", "--columns", "column_"),
         ["values", "column_kind", "column_year", "column_name"]),
        (("stats", "by", "province", "--columns", "s"), ["values"]),
        (("stats", "by", "province", "--share", "--coverage", "--columns", "s"), ["values", "share", "stating"]),
        (("stats", "--snapshots", "--columns", "se"), ["values", "series"]),
        (("no-such-command", "--columns", "a"), ["values"]),
        (("list", "--min", "1"), ["values"]),
        (("parse", "Hà"), ["values"]),
        (("no-such-command", "--fi"), ["values"]),
        (("list", "--no-such-option", "--status", "e"), ["values", "ended"]),
        (("list", "--", "--fi"), ["values"]),
        ((), ["values", *COMMANDS]),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_may_stand_at_the_end_of_a_line(words: tuple[str, ...], expected: list[str], ask: Ask) -> None:
    assert ask(*words) == expected


@pytest.mark.parametrize(
    "command",
    [
        "list", "search ha", "fields", "localities", "localities --on 2020-01-01", "measures", "info", "validate",
        "show ha-noi-can-tho-2019", "parse x", "stats", "stats --explain", "stats --snapshots",
        *(f"stats by {dimension}" for dimension in Dimension),
        *(f"stats by province {dimension}" for dimension in Dimension),
        "stats by province --explain", "stats by year province --explain --coverage",
        "stats by province --share", "stats by field --coverage", "stats by year region --share --coverage",
        "stats by region --role either --top 2", "stats by field --roll-up", "list --borders now --party ha-noi",
    ],
)  # fmt: skip
def test_the_columns_that_are_offered_are_those_of_the_answer(command: str, ask: Ask, run: Run) -> None:
    answered = run(*command.split(), "-f", "csv")
    assert answered.code == 0, answered.err
    columns = answered.out.splitlines()[0].split(",")
    words = command.split()
    assert sorted(ask(*words, "--columns", "")[1:]) == sorted(columns)
    assert sorted(ask(*words, "--sort", "-")[1:]) == sorted(f"-{each}" for each in columns)


def test_columns_are_called_in_the_language_of_the_line() -> None:
    words = ("stats", "by", "province", "--lang", "vi", "--columns", "pro")
    assert list(build_answer("zsh", words)) == ["values", "province\ttỉnh, thành", "projects\tDự án"]


def test_an_option_that_stands_only_once_is_not_offered_again(ask: Ask) -> None:
    assert "--field" in ask("list", "--field", "y-te", "--")
    assert "--limit" in ask("list", "--")
    assert "--limit" not in ask("list", "--limit", "3", "--")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Cần", ["can-tho"]),
        ("cần t", ["can-tho"]),
        ("CAN T", ["can-tho"]),
        ("Sai", ["ho-chi-minh"]),
        ("TP.HC", ["ho-chi-minh"]),
        ("Đà", ["da-nang"]),
        ("cân", []),
        ("Đá", []),
    ],
)
def test_a_name_that_is_typed_becomes_its_id_and_typed_accents_bind(typed: str, found: list[str], ask: Ask) -> None:
    assert ask("list", "--party", typed)[1:] == found
    assert ask("list", "--party", f'"{typed}')[1:] == found


def test_fish_is_given_the_name_itself_for_it_drops_what_begins_otherwise(ask: Ask) -> None:
    assert ask("list", "--party", "Cần", shell="fish") == ["values", "Cần Thơ"]
    assert ask("list", "--party", "can", shell="fish") == ["values", "can-tho"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("TP.H", []),  # four aliases: what their ids have in common is "h"
        ("TP.HC", ["ho-chi-minh"]),
        ("Quảng", ["quang-binh", "quang-nam", "quang-ngai", "quang-ninh", "quang-tri"]),
    ],
)
@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_what_is_typed_is_not_replaced_by_what_leads_elsewhere(
    shell: str, typed: str, found: list[str], ask: Ask
) -> None:
    assert sorted(ask("list", "--party", typed, shell=shell)[1:]) == found


@given(CANDIDATES, st.data())
def test_what_values_begin_with_leads_to_the_same_values(candidates: list[Candidate], data: st.DataObject) -> None:
    typed = data.draw(NAMES)[: data.draw(st.integers(1, 4))]
    fitting = find_fitting(candidates, typed)
    if keeps_what_is_typed(fitting, candidates, typed) and len(fitting) > 1:
        common = commonprefix([each.value for each in fitting])  # noqa: RUF071 - letter by letter, as shells do
        assert common.startswith(typed) or find_fitting(candidates, common) == fitting


def test_borders_are_offered_by_their_words(ask: Ask) -> None:
    for command in ("list", "search", "stats"):
        assert ask(command, "--borders", "") == ["values", "now", "signed"]
        assert ask(command, "--borders", "s") == ["values", "signed"]


def test_no_option_is_offered_that_does_not_go_with_snapshots(ask: Ask, run: Run) -> None:
    offered = ask("stats", "--snapshots", "--")[1:]
    asked = {"--role": ("source",), "--top": ("3",), "--share": (), "--coverage": (), "--roll-up": (), "--explain": ()}
    for flag, values in asked.items():
        assert run("stats", "--snapshots", flag, *values).code == 2, flag
        assert flag not in offered
        assert flag in ask("stats", "--")
        assert "--snapshots" not in ask("stats", flag, *values, "--")
    assert "--borders" not in offered
    assert {"--field", "--strict", "--limit"}.issubset(offered)
    assert ask("stats", "--snapshots", "") == ["values"]
    assert "--snapshots" in ask("stats", "--")
    assert "--snapshots" not in ask("stats", "by", "province", "--")


def test_bash_hands_over_words_as_they_are_quoted_and_parted_at_equals_signs(ask: Ask, tmp_path: Path) -> None:
    assert ask("list", "--field", "=", "y-", shell="bash") == ["values", "y-te"]
    assert ask("list", "--lang", "=", shell="bash") == ["values", "en", "vi"]
    assert ask("list", "--party", "'Cần T", shell="bash") == ["values", "can-tho"]
    assert ask("list", "--data", f'"{tmp_path}"', "--status", "e", shell="bash") == ["values", "ended"]


def test_the_dataset_on_the_line_is_the_one_that_is_read(four: Path, ask: Ask) -> None:
    (four / "agreements" / "2019" / "ha-noi-hue-2019.yaml").write_text("this is no agreement: [", encoding="utf-8")
    assert "ha-noi-hue-2019" not in ask("show", "ha")
    assert "ha-noi-hue-2019" in ask("show", "--data", str(four), "ha")
    assert "ha-noi-hue-2019" in ask("show", f"--data={four.parent}", "ha")
    assert "ha-noi-hue-2019" in ask("show", "--data", f'"{four}"', "ha", shell="bash")


def test_a_home_folder_is_found_by_its_tilde(four: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(four.parent))
    (four / "agreements" / "2020").mkdir()
    assert ask("list", "--data", "~/data", "--year", "") == ["values", "2019", "2020", "2023"]


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("wrong", ["none", "broken", "not-utf-8"])
def test_what_is_wrong_with_the_dataset_is_not_told_to_one_who_types(shell: str, wrong: str, four: Path) -> None:
    contents = {"broken": b"fields: [", "not-utf-8": b"\xff\xfe"}
    if wrong in contents:
        (four / "fields.yaml").write_bytes(contents[wrong])
    folder = four / "nowhere" if wrong == "none" else four
    nothing = "" if wrong == "none" else "values\n"
    assert complete(shell, "list", "--field", "y", COOP_DATA=str(folder)) == (0, nothing, "")


@pytest.mark.parametrize("shell", ["bash_source", "powershell", "1"])
def test_a_shell_that_coop_does_not_know_gets_no_answer(shell: str) -> None:
    assert complete(shell, "list", "--field", "y") == (0, "", "")


def test_names_of_files_that_a_shell_would_run_are_not_offered(four: Path, ask: Ask) -> None:
    for name in ("$(touch x)", "a b", "`x`", "x;y", "-rf", "x\ny"):
        (four / "agreements" / "2019" / f"{name}.yaml").touch()
    assert set(ask("show", "--data", str(four), "")[1:]) == {file.stem for file in FOUR.glob("agreements/*/*.yaml")}


def test_meanings_keep_to_their_line(four: Path) -> None:
    path = four / "measures.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("en: Registered investment", r'en: "a\tb\nc\x1b[31m"', 1), encoding="utf-8")
    lines = list(build_answer("zsh", ["list", "--data", str(four), "--measure", "reg"]))
    assert lines == ["values", "registered-investment\ta b c [31m"]


@given(st.sampled_from(SHELLS), st.lists(st.text(max_size=12) | st.sampled_from(["list", "--field", "=", "--"])))
@settings(max_examples=80)
def test_no_line_brings_it_down(shell: str, words: list[str]) -> None:
    lines = list(build_answer(shell, [*words[:-1], "--data", str(FOUR), *words[-1:]]))
    assert lines[0] in ("values", "files", "folders")
    assert all("\n" not in line for line in lines)


def test_what_begins_as_typed_goes_before_what_is_only_called_so() -> None:
    by_value, by_word = Candidate("ha-noi", names=("Hanoi",)), Candidate("x", names=("y", "Hà Nội"))
    assert find_fitting([by_word, by_value], "ha") == (by_value,)
    assert find_fitting([by_word, by_value], "Hà") == (by_word,)
    assert find_fitting([by_word, by_value], "hanoi") == (by_value,)
    assert find_fitting([by_word, by_value], "z") == ()
    assert find_fitting([by_word, by_value], "") == (by_word, by_value)


def test_what_is_named_so_goes_before_what_has_such_an_alias(ask: Ask) -> None:
    by_alias, by_name = Candidate("a", names=("B",), aliases=("Hà Nội",)), Candidate("x", names=("Hà Nam",))
    assert find_fitting([by_alias, by_name], "hà") == (by_name,)
    assert find_fitting([by_alias, by_name], "hà n") == (by_name,)
    assert find_fitting([by_alias, by_name], "hà no") == (by_alias,)
    assert ask("list", "--field", "chuyển đ") == ["values", "chuyen-doi-so"]


@given(CANDIDATES, st.data())
def test_the_beginning_of_a_word_leads_to_it(candidates: list[Candidate], data: st.DataObject) -> None:
    wanted = data.draw(st.sampled_from(candidates))
    words = (*wanted.names, *wanted.aliases)
    word = data.draw(st.sampled_from(words or (wanted.value,)))
    typed = word[: data.draw(st.integers(1, len(word)))]
    if words:
        typed = data.draw(st.sampled_from((typed, fold(typed), typed.upper())))
    found = find_fitting(candidates, typed)
    begins = [candidate.value.startswith(typed) for candidate in found]
    # All by their value, or all by a name, or none: then it is an alias of each, the one that was meant among them.
    called = any(find_fitting([replace(each, aliases=())], typed) for each in candidates)
    assert all(begins) if any(begins) else wanted in found or (called and word in wanted.aliases)
    assert found == tuple(candidate for candidate in candidates if candidate in found), "in their order"
