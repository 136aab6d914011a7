"""Coop as a process: pipes, locales, terminals, signals and arguments as bytes."""

import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import FOUR, REPOSITORY, Result

pty = pytest.importorskip("pty")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")

Run = Callable[..., Result]
COOP = (sys.executable, "-m", "coop")
DATA = ("--data", str(FOUR))
IDS = ["ha-noi-can-tho-2019", "ha-noi-thanh-hoa-2019", "ho-chi-minh-9-tinh-phia-bac-2023", "ha-noi-ho-chi-minh-2023"]
NO_UTF8 = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def run_shell(script: str, **env: str) -> Result:
    """Run a line of bash in which `coop` is the program and `$DATA` names the dataset of the four."""
    shell = shutil.which("bash")
    if shell is None:
        pytest.skip("needs bash")
    process = subprocess.run(
        [shell, "-c", f"coop() {{ '{sys.executable}' -m coop \"$@\"; }}\n{script}"],
        env={**os.environ, "DATA": str(FOUR), **env}, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    return Result(process.returncode, process.stdout.decode("utf-8"), process.stderr.decode("utf-8"))


def run_on_terminal(*arguments: str, columns: int = 80, env: dict[str, str] | None = None) -> str:
    """What coop writes to a terminal of that width."""
    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    chosen = {**os.environ, "TERM": "xterm-256color", **(env or {})}
    process = subprocess.Popen([*COOP, *arguments, *DATA], stdout=side, stderr=subprocess.PIPE, env=chosen)
    os.close(side)
    written = b""
    while True:
        try:
            piece = os.read(main, 4096)
        except OSError:  # Linux: nobody holds the other side any more
            break
        if not piece:
            break
        written += piece
    os.close(main)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0
    assert b"error" not in err
    return written.decode("utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize("lines", [0, 1])
def test_head_ends_coop_quietly(lines: int) -> None:
    result = run_shell(f'coop list -f csv --data "$DATA" | head -{lines}; exit "${{PIPESTATUS[0]}}"')
    assert (result.code, result.err) == (0, "")
    assert result.out.count("\n") == lines


def test_a_reader_that_left_has_no_more_of_the_answer_made(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import sys\n"
        "from coop.cli.recording import begin_recording\n"
        "from coop.cli.text_answer import write_parts\n"
        "kept, made = begin_recording(), []\n"
        "write_parts(made.append(number) or 'x' * 70_000 + '\\n' for number in range(1000))\n"
        "print(len(made) < 100, kept.is_closed, kept.parts, file=sys.stderr)\n",
        encoding="utf-8",
    )
    line = f"PYTHONPATH='{REPOSITORY}' '{sys.executable}' '{program}' | head -c 1; exit ${{PIPESTATUS[0]}}"
    assert run_shell(line) == Result(0, "x", "True True []\n")


@pytest.mark.parametrize("command", ["--help", "list --help", "", "--version"])
def test_help_into_a_closed_pipe_is_quiet(command: str) -> None:
    result = run_shell(f'coop {command} | true; exit "${{PIPESTATUS[0]}}"')
    assert result == Result(0, "", "")


def test_help_into_a_closed_pipe_does_not_run_the_command() -> None:
    result = run_shell('coop list --help | true; exit "${PIPESTATUS[0]}"', COOP_DATA="nowhere")
    assert result == Result(0, "", "")


def test_much_output_into_a_closed_pipe_is_quiet() -> None:
    text = "ngày 25/3/2023 " * 5000
    result = run_shell(f'coop parse "{text}" -f json --data "$DATA" | head -1; exit "${{PIPESTATUS[0]}}"')
    assert result == Result(0, "[\n", "")


def test_findings_count_though_nobody_reads_them(four: Path) -> None:
    (four / "agreements" / "2019" / "x.yaml").write_text("[")
    result = run_shell(f'coop validate --data "{four}" | true; exit "${{PIPESTATUS[0]}}"')
    assert result.code == 1
    assert result.err.count("\n") == 1
    assert "1 error" in result.err


@pytest.mark.parametrize("command", ['list --data "$DATA"', "--help", "list --help", "", "--version"])
def test_full_device_is_told_in_one_line(command: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    result = run_shell(f"coop {command} >/dev/full")
    assert (result.code, result.out) == (2, "")
    assert result.err == "error: cannot write the answer: no space left on device\n"


def test_closed_standard_output_is_told_in_one_line() -> None:
    result = run_shell('coop list --data "$DATA" >&-')
    assert result == Result(2, "", "error: cannot write the answer: the standard output is closed\n")


def test_file_is_written_though_the_standard_output_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    assert run_shell(f'coop list -o "{path}" --data "$DATA" >&-') == Result(0, "", "")
    assert path.read_text(encoding="utf-8").count("\n") == 5


def test_closed_standard_error_changes_nothing_else() -> None:
    assert run_shell("coop list --bogus 2>&-") == Result(2, "", "")
    assert run_shell('coop list -f csv --columns id --limit 1 --data "$DATA" 2>&-').out == f"id\n{IDS[0]}\n"


@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, NO_UTF8, {"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "vi_VN.UTF-8"}])
def test_arguments_and_output_are_utf8_whatever_the_locale(env: dict[str, str], run_process: Run, run: Run) -> None:
    arguments = ("list", "--party", "Cần Thơ", "-f", "csv", "--columns", "id,title")
    result = run_process(*arguments, *DATA, env=env)
    assert (result.code, result.err) == (0, "")
    assert result.out == run(*arguments).out
    assert "Cần Thơ" in result.out


def test_messages_are_utf8_whatever_the_locale(run_process: Run) -> None:
    result = run_process("list", "--party", "Cần Thơn", *DATA, env=NO_UTF8)
    assert (result.code, result.out) == (2, "")
    assert "'Cần Thơn'" in result.err
    assert result.err.count("\n") == 1


def test_names_of_files_are_their_bytes_whatever_the_locale(run_process: Run, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOUR, tmp_path / "dữ liệu"))
    path = tmp_path / "bảng.csv"
    assert run_process("list", "-o", str(path), "--data", str(folder), env=NO_UTF8) == Result(0, "", "")
    assert path.is_file()
    missing = run_process("list", "--data", str(tmp_path / "không có"), env=NO_UTF8)
    assert missing.code == 2
    assert "không có" in missing.err


def test_argument_that_is_not_utf8_is_refused() -> None:
    process = subprocess.run([*COOP, "list", "--party", b"C\xe2n Th\xff"], capture_output=True, timeout=60, check=False)
    assert (process.returncode, process.stdout) == (2, b"")
    assert process.stderr == b"error: an argument is not UTF-8 text\n"
    process = subprocess.run(
        [*COOP, "list", "--lang", "vi", "--party", b"C\xe2n Th\xff"], capture_output=True, timeout=60, check=False
    )
    assert process.stderr.decode("utf-8") == "lỗi: có đối số không phải là văn bản UTF-8\n"


def test_terminal_gets_colour_and_a_pipe_none(run_process: Run) -> None:
    assert "\x1b[" in run_on_terminal("list")
    assert "\x1b[" not in run_process("list", *DATA, env={"TERM": "xterm-256color"}).out


@pytest.mark.parametrize(
    ("env", "command"),
    [
        ({"NO_COLOR": "1"}, ("list",)), ({"NO_COLOR": "1"}, ("show", IDS[0])), ({"NO_COLOR": "1"}, ("validate",)),
        ({"TERM": "dumb"}, ("stats", "by", "province")), ({"TERM": "dumb"}, ("show", IDS[0])),
        ({"TERM": "dumb"}, ("validate",)),
    ],
)  # fmt: skip
def test_colour_can_be_refused(env: dict[str, str], command: tuple[str, ...]) -> None:
    assert "\x1b" not in run_on_terminal(*command, env=env)


def test_findings_have_colour_on_a_terminal(four: Path) -> None:
    (four / "agreements" / "2019" / "x.yaml").write_text("[")
    main, side = pty.openpty()
    chosen = {**os.environ, "TERM": "xterm"}
    subprocess.run(
        [*COOP, "validate", "--data", str(four)],
        stdout=side, stderr=subprocess.DEVNULL, env=chosen, timeout=60, check=False,
    )  # fmt: skip
    os.close(side)
    assert b"\x1b[31merror" in os.read(main, 4096)
    os.close(main)


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize(
    "command", [("list",), ("stats",), ("stats", "by", "province"), ("show", IDS[1]), ("fields",), ("localities",)]
)
def test_narrow_width_is_kept_to_and_nothing_is_cut(command: tuple[str, ...], language: str, run: Run) -> None:
    wcwidth = pytest.importorskip("wcwidth")
    narrow = run(*command, "--lang", language, env={"COLUMNS": "40"}).out
    assert max(wcwidth.wcswidth(line) for line in narrow.splitlines()) <= 40
    whole = run(*command, "--lang", language).out
    # Blocks repeat the headings, and long words are folded: what counts is that no letter of a value is lost.
    packed = "".join(narrow.split())
    values = {word for line in whole.splitlines() for word in line.split() if set(word) - set("-─")}
    lost = {word for word in values if len(word) <= 20 and word not in packed}
    assert not lost
    assert "…" not in packed.replace("…→", "").replace("→…", "")


@pytest.mark.parametrize(("command", "columns"), [(("list", "--lang", "vi"), 40), (("show", IDS[1]), 61)])
def test_terminal_has_its_own_width(command: tuple[str, ...], columns: int, run: Run) -> None:
    narrow = run_on_terminal(*command, columns=columns, env={"NO_COLOR": "1"})
    assert narrow == run(*command, env={"COLUMNS": str(columns)}).out
    assert narrow != run(*command).out


def test_narrow_width_shows_each_id_whole_when_joined(run: Run) -> None:
    narrow = run("list", env={"COLUMNS": "40"}).out
    assert all(each in "".join(narrow.split()) for each in IDS)


def test_interrupt_ends_with_130_and_no_word() -> None:
    script = (
        "import os, signal, sys\n"
        "from coop.cli import app, session\n"
        "session.load_indexed_heads = lambda *_, **__: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.argv = ['coop', 'list']\n"
        "app.main()\n"
    )
    process = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60, check=False)
    assert (process.returncode, process.stdout, process.stderr) == (130, b"", b"")


def test_module_alone_shows_help_and_the_version(run_process: Run) -> None:
    assert run_process().out.startswith("Usage: coop ")
    assert run_process("--version").out.startswith("coop ")


def test_dataset_is_found_upward_from_the_working_folder(run_process: Run, four: Path) -> None:
    result = run_process("info", "-f", "json", cwd=four / "agreements" / "2019", env={"PYTHONPATH": str(REPOSITORY)})
    assert (result.code, result.err) == (0, "")
    assert '"value": "the nearest one upward from this folder"' in result.out


def test_parquet_without_pyarrow_names_the_extra(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "class Blocked:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] == 'pyarrow':\n"
        "            raise ModuleNotFoundError(f'No module named {name!r}', name=name)\n"
        "sys.meta_path.insert(0, Blocked())\n"
        "from coop.cli.app import main\n"
        f"sys.argv = ['coop', 'list', '--data', {str(FOUR)!r}, '-o', {str(tmp_path / 'x.parquet')!r}]\n"
        "main()\n"
    )
    process = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60, check=False)
    assert (process.returncode, process.stdout) == (2, b"")
    assert b"coop-vn[parquet]" in process.stderr
    assert process.stderr.count(b"\n") == 1
    assert not list(tmp_path.iterdir())
