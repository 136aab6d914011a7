"""The door and the shared options: whatever is wrong with a call is one line on stderr and an exit status."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coop.cli import session
from tests.conftest import Result

Run = Callable[..., Result]

BAD_CALLS = [
    ("show", "nonsense"),
    ("show", "ha-noi-thanh-hoa-2109"),
    ("show", ""),
    ("show",),
    ("show", "ha-noi-can-tho-2019", "ha-noi-thanh-hoa-2019"),
    ("show", "ha-noi-can-tho-2019", "-f", "json", "--lang", "xx"),
    ("list", "--field", "yte"),
    ("list", "--field", ""),
    ("list", "--party", "Quy Nhơn"),
    ("list", "--party", ""),
    ("list", "--region", "nowhere"),
    ("list", "--status", "Signed!"),
    ("list", "--instrument", "memo"),
    ("list", "--level", "ward"),
    ("list", "--measure", "money"),
    ("list", "--between", "ha-noi", "can-tho", "--between", "ha-noi", "thanh-hoa"),
    ("list", "--between", "ha-noi", "Hà Nội"),
    ("list", "--between", "ha-noi"),
    ("list", "--year", "2023..2019"),
    ("list", "--year", "19"),
    ("list", "--year", ""),
    ("list", "--active", "2024-02-30"),
    ("list", "--active", "2024"),
    ("list", "--min", "nonsense"),
    ("list", "--min", "45.5 tỷ"),
    ("list", "--min", "500-700 tỷ"),
    ("list", "--text", " "),
    ("list", "--limit", "x"),
    ("list", "--limit", "-1"),
    ("list", "--limit", ""),
    ("list", "--limit", "٣"),
    ("list", "--columns", "nonsense"),
    ("list", "--columns", ""),
    ("list", "--columns", "id,,date"),
    ("list", "--sort", "nonsense"),
    ("list", "--sort", "-"),
    ("list", "--format", "jsno"),
    ("list", "--format", "xlsx"),
    ("list", "--format", ""),
    ("list", "--output", ""),
    ("list", "--output", "nowhere/x.csv"),
    ("list", "--output", "x.docx"),
    ("list", "--lang", "xx"),
    ("list", "--lang", ""),
    ("list", "--bogus"),
    ("list", "extra"),
    ("list", "--field"),
    ("stats", "by", "nonsense"),
    ("stats", "by", "privince"),
    ("stats", "by"),
    ("stats", "nonsense"),
    ("stats", "by", "province", "field", "year"),
    ("localities", "--on", "yesterday"),
    ("parse", ""),
    ("parse",),
    ("parse", "chiều 18/10", "--published", "tomorrow"),
    ("validate", "nowhere.yaml"),
    ("validate", ""),
    ("validate", "--lang", "xx"),
    ("validate", "--limit", "x"),
    ("nonsense",),
]  # fmt: skip


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def assert_refused(result: Result) -> None:
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: ")
    assert result.err.count("\n") == 1
    assert result.err.endswith("\n")


@pytest.mark.parametrize("arguments", BAD_CALLS, ids=" ".join)
def test_bad_call_is_one_line_and_exit_status_2(arguments: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    assert_refused(run(*arguments))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("arguments", BAD_CALLS, ids=" ".join)
def test_bad_call_is_refused_in_vietnamese_too(arguments: tuple[str, ...], run: Run) -> None:
    english, result = run(*arguments), run(*arguments, env={"COOP_LANG": "vi"})
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("lỗi: ")
    assert result.err.count("\n") == 1
    message, _, hint = result.err.removeprefix("lỗi: ").partition("; ")
    english_message, _, english_hint = english.err.removeprefix("error: ").partition("; ")
    assert bool(hint) == bool(english_hint)
    assert hint != english_hint or not hint
    assert message != english_message


@pytest.mark.parametrize(
    ("arguments", "env"),
    [
        (("--lang", "vi"), {}),
        (("--lang=VI",), {"COOP_LANG": "en"}),
        ((), {"COOP_LANG": "vi", "LANG": "en_US.UTF-8"}),
        ((), {"LANG": "vi_VN.UTF-8"}),
        ((), {"COOP_LANG": "en", "LC_ALL": "vi_VN.UTF-8"}),
        (("--lang", "en"), {"COOP_LANG": "vi"}),
        (("--lang", "vi", "--lang", "en"), {}),
        (("--text=--lang=vi",), {}),
        (("--text", "--lang=vi"), {}),
        ((), {}),
    ],
    ids=str,
)
def test_errors_are_in_the_language_of_the_answer(arguments: tuple[str, ...], env: dict[str, str], run: Run) -> None:
    is_vietnamese = "Ngày" in run("list", "-f", "plain", *arguments, env=env).out
    result = run("list", "--field", "yte", *arguments, env=env)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: unknown field 'yte'; the nearest is 'y-te'") != is_vietnamese
    assert result.err.startswith("lỗi: không biết lĩnh vực 'yte'; ") == is_vietnamese


@pytest.mark.parametrize(
    "arguments",
    [
        ("list", "--zzz", "--lang", "vi"),
        ("list", "--lang=vi", "--field"),
        ("list", "--between", "ha-noi", "--lang", "vi"),
        ("nonsense", "--lang", "vi"),
        ("--lang", "vi", "list"),
        ("show", "--lang", "vi"),
    ],
    ids=" ".join,
)
def test_language_is_known_though_the_arguments_cannot_be_read(arguments: tuple[str, ...], run: Run) -> None:
    result = run(*arguments, data=None)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("lỗi: ")
    assert "--help' để biết cách dùng" in result.err


def test_language_after_the_end_of_the_options_is_a_text(run: Run) -> None:
    result = run("list", "--", "--lang", "vi", data=None)
    assert result.err.startswith("error: ")


def test_unknown_language_is_refused_in_the_language_of_the_environment(run: Run) -> None:
    hint = "cần là en hoặc vi"
    assert (
        run("list", "--lang", "xx", env={"COOP_LANG": "vi"}).err == f"lỗi: không biết ngôn ngữ 'xx' (--lang); {hint}\n"
    )
    result = run("list", env={"COOP_LANG": "xx", "LANG": "vi_VN.UTF-8"})
    assert result.err == f"lỗi: không biết ngôn ngữ 'xx' (COOP_LANG); {hint}\n"
    assert run("list", "--lang", "xx").err == "error: unknown language 'xx' (--lang); it is en or vi\n"


def test_missing_dataset_is_refused(run: Run, tmp_path: Path) -> None:
    result = run("list", data=tmp_path / "nowhere")
    assert_refused(result)
    assert "nowhere" in result.err


def test_missing_dataset_of_the_environment_is_refused(run: Run) -> None:
    result = run("list", data=None, env={"COOP_DATA": "nowhere"})
    assert_refused(result)
    assert "COOP_DATA" in result.err


@pytest.mark.parametrize("command", ["list", "stats", "fields", "info", "validate"])
def test_empty_name_of_a_dataset_is_not_the_working_folder(
    command: str, run: Run, four: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(four)
    assert_refused(run(command, "--data", "", data=None))


def test_name_too_long_for_the_system_is_refused(run: Run) -> None:
    assert_refused(run("list", data=Path("a" * 5000)))
    assert_refused(run("validate", "a" * 5000))
    assert_refused(run("list", "-o", "a" * 5000 + ".csv"))


def test_unknown_language_of_the_environment_is_named(run: Run) -> None:
    for command in (("list",), ("show", "ha-noi-can-tho-2019", "-f", "yaml"), ("validate",)):
        result = run(*command, env={"COOP_LANG": "xx"})
        assert_refused(result)
        assert "COOP_LANG" in result.err


def test_language_is_that_of_the_option_then_of_coop_then_of_the_locale(run: Run) -> None:
    def is_vietnamese(*arguments: str, **env: str) -> bool:
        out = run("list", "-f", "plain", *arguments, env=env).out
        assert ("Ngày" in out) != ("Date" in out)
        return "Ngày" in out

    assert is_vietnamese("--lang", "vi", COOP_LANG="en")
    assert is_vietnamese(COOP_LANG="VI", LANG="en_US.UTF-8")
    assert is_vietnamese(LC_ALL="vi_VN.UTF-8")
    assert not is_vietnamese(COOP_LANG="en", LC_ALL="vi_VN.UTF-8")
    assert not is_vietnamese(LC_ALL="C", LANG="vi_VN.UTF-8")


def test_between_may_stand_only_once(run: Run) -> None:
    result = run("list", "--between", "ha-noi", "can-tho", "--year", "2019", "--between", "ha-noi", "thanh-hoa")
    assert result.err == "error: --between is given 2 times, expected once\n"


def test_between_as_the_value_of_another_option_is_a_text(run: Run) -> None:
    result = run("list", "--text", "--between", "--between", "ha-noi", "can-tho", "-f", "csv")
    assert (result.code, result.err) == (0, "")
    assert result.out.count("\n") == 1


def test_other_filters_given_twice_combine(run: Run) -> None:
    result = run("list", "--party", "can-tho", "--party", "thanh-hoa", "-f", "jsonl", "--columns", "id")
    ids = [line.split('"')[3] for line in result.out.splitlines()]
    assert ids == ["ha-noi-can-tho-2019", "ha-noi-thanh-hoa-2019", "ho-chi-minh-9-tinh-phia-bac-2023"]


def test_message_names_the_command_whose_help_tells_more(run: Run) -> None:
    assert "'coop list --help'" in run("list", "--between", "ha-noi").err
    assert "'coop show --help'" in run("show").err
    assert "'coop --help'" in run("nonsense").err


def test_nearest_name_is_told(run: Run) -> None:
    assert "'y-te'" in run("list", "--field", "yte").err
    assert "'ha-noi-thanh-hoa-2019'" in run("show", "ha-noi-thanh-hoa-2109").err
    assert "'province'" in run("stats", "by", "privince").err
    assert "json" in run("list", "--format", "jsno").err
    assert "Bình Định" in run("list", "--party", "Quy Nhơn").err


@pytest.mark.parametrize("hostile", ["a\nb", "a\x1b[31mb", "a\u202eb", "a\r\nb", "\ud800", "a\x00b", "{x} %s [bold]"])
def test_hostile_argument_stays_one_line_that_steers_no_terminal(hostile: str, run: Run) -> None:
    for result in (run("show", hostile), run("list", "--field", hostile), run("list", "--columns", hostile)):
        assert_refused(result)
        assert result.err[:-1].isprintable()


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), ()])
def test_help_lists_every_command(arguments: tuple[str, ...], run: Run) -> None:
    result = run(*arguments, data=None)
    assert (result.code, result.err) == (0, "")
    commands = result.out.partition("Commands:\n")[2].splitlines()
    names = ["list", "show", "search", "stats", "fields", "localities", "measures", "parse", "validate", "info"]
    names[9:9] = ["fmt", "new", "diff", "log", "git-setup"]
    names.append("completion")
    assert [line.split()[0] for line in commands] == names
    assert not any(line.endswith("...") for line in commands)


@pytest.mark.parametrize(
    "command", ["list", "show", "search", "stats", "fields", "localities", "measures", "parse", "validate", "info"]
)
def test_each_command_has_help_with_its_options(command: str, run: Run) -> None:
    result = run(command, "--help", data=None)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"Usage: coop {command} ")
    for option in ("--format", "--output", "--columns", "--sort", "--limit", "--bom", "--lang", "--data", "--strict"):
        assert f"{option} " in result.out or f"{option}\n" in result.out
    reads = command in ("list", "search", "stats", "fields", "localities", "measures")
    assert ("--field FIELD" in result.out) == reads


def test_version_is_one_line(run: Run) -> None:
    result = run("--version", data=None)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("coop ")
    assert result.out.count("\n") == 1


def test_bug_is_one_line_and_exit_status_3(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "load_indexed_heads", lambda *_, **__: 1 / 0)
    result = run("list")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("error: a bug in coop: ZeroDivisionError: ")
    assert result.err.count("\n") == 1
    vietnamese = run("list", "--lang", "vi")
    assert (vietnamese.code, vietnamese.out) == (3, "")
    assert vietnamese.err.startswith("lỗi: coop bị hỏng bên trong: ZeroDivisionError: ")
    assert "đặt COOP_TRACEBACK=1" in vietnamese.err


def test_traceback_of_a_bug_is_shown_on_request(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "load_indexed_heads", lambda *_, **__: 1 / 0)
    result = run("list", env={"COOP_TRACEBACK": "1"})
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("Traceback (most recent call last):\n")
    assert "error: a bug in coop: ZeroDivisionError" in result.err


def test_interrupt_ends_quietly(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(session, "load_indexed_heads", interrupt)
    assert run("list") == Result(130, "", "")
