"""`coop fmt`: files in canonical form, or what they lack of it; exit status 1 where something is left."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coop.cli.app import app
from coop.dataset.canonical import Kind
from coop.dataset.canonical_layout import render_file
from coop.dataset.layout import Location
from coop.dataset.writing import replace_file
from coop.validation.formatting import FormattedFile, format_content, format_dataset
from coop.validation.scope import Scope
from tests.conftest import REPOSITORY, Result

Run = Callable[..., Result]
FILE = "agreements/2019/ha-noi-thanh-hoa-2019.yaml"


def fmt_stdin(text: bytes, *arguments: str) -> Result:
    result = CliRunner().invoke(app, ["fmt", "-", *arguments], input=text, prog_name="coop")
    return Result(result.exit_code, result.stdout, result.stderr)


@pytest.fixture
def formatted(run: Run, four: Path) -> Path:
    """The dataset of the four in canonical form."""
    assert run("fmt", data=four).code == 0
    return four


def spoil(data: Path, path: str = FILE) -> Path:
    file = data / path
    text = file.read_text(encoding="utf-8").replace("level: party-committee\n", "level: 'party-committee'\n")
    file.write_text(text, encoding="utf-8")
    return file


def test_files_are_written_named_and_counted(run: Run, formatted: Path) -> None:
    file = formatted / FILE
    before = file.read_bytes()
    spoil(formatted)
    result = run("fmt", data=formatted)
    assert result == (0, f"reformatted data/{FILE}\n", "1 file reformatted, 8 left unchanged\n")
    assert file.read_bytes() == before
    assert run("fmt", data=formatted) == (0, "", "9 files left unchanged\n")


def test_check_names_what_would_change_and_writes_nothing(run: Run, formatted: Path) -> None:
    before = spoil(formatted).read_bytes()
    result = run("fmt", "--check", data=formatted)
    assert result == (1, f"would reformat data/{FILE}\n", "1 file would be reformatted, 8 would be left unchanged\n")
    assert (formatted / FILE).read_bytes() == before
    assert run("fmt", "--check", str(formatted / "fields.yaml"), data=formatted) == (
        0,
        "",
        "1 file would be left unchanged\n",
    )


def test_in_vietnamese(run: Run, formatted: Path) -> None:
    assert run("fmt", "--lang", "vi", data=formatted) == (0, "", "9 tệp giữ nguyên\n")
    spoil(formatted)
    assert run("fmt", "--check", "--lang", "vi", data=formatted) == (
        1,
        f"cần định dạng lại data/{FILE}\n",
        "1 tệp cần định dạng lại, 8 tệp đã đúng dạng chuẩn\n",
    )


def test_diff_is_one_that_git_applies(run: Run, formatted: Path) -> None:
    right = (formatted / FILE).read_bytes()
    file = spoil(formatted)
    file.write_bytes(file.read_bytes().rstrip(b"\n"))
    result = run("fmt", "--diff", data=formatted)
    assert result.code == 0
    assert "-level: 'party-committee'\n+level: party-committee\n" in result.out
    assert "\\ No newline at end of file\n" in result.out
    subprocess.run(
        ["git", "apply", "-"], cwd=formatted.parent, input=result.out.encode(), check=True, capture_output=True
    )
    assert file.read_bytes() == right
    spoil(formatted)
    assert run("fmt", "--check", "--diff", data=formatted).code == 1


@pytest.mark.parametrize(
    "name",
    [
        "two words",
        "new\nline",
        'a "quote"',
        "back\\slash\ttab",
        "trailing ",
        "Hà Nội 2019",
        "\x1b[31m",
        b"latin-\xe9 x",
    ],
)
def test_diff_of_a_file_of_any_name_is_one_that_git_applies(run: Run, formatted: Path, name: str | bytes) -> None:
    folder = formatted / "agreements" / os.fsdecode(name)
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("no such name on this system")
    file = folder / "x.yaml"
    file.write_bytes(b"id:   x\nstatus: signed")
    result = run("fmt", "--diff", data=formatted)
    assert result.code == 0
    patch = result.out.encode("utf-8")
    for arguments in (["--check"], []):
        subprocess.run(
            ["git", "apply", *arguments, "-"], cwd=formatted.parent, input=patch, check=True, capture_output=True
        )
    assert file.read_bytes() == b"id: x\nstatus: signed\n"


def test_broken_file_is_told_at_its_place_and_the_others_are_formatted(run: Run, formatted: Path) -> None:
    spoil(formatted)
    other = "agreements/2023/ha-noi-ho-chi-minh-2023.yaml"
    (formatted / other).write_text("id: [", encoding="utf-8")
    result = run("fmt", data=formatted)
    assert (result.code, result.out) == (1, f"reformatted data/{FILE}\n")
    assert result.err.startswith(f"data/{other}:1:6: error P201 broken-yaml:")
    assert result.err.endswith("1 file reformatted, 7 left unchanged, 1 could not be formatted\n")


def test_an_edit_saved_while_files_are_formatted_is_kept(
    run: Run, formatted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = spoil(formatted)

    def format_while_typing(location: Location, *, scope: Scope) -> Iterator[FormattedFile]:
        for each in tuple(format_dataset(location, scope=scope)):
            if each.path == FILE:
                file.write_text(file.read_text(encoding="utf-8") + "#  just typed\n", encoding="utf-8")
            yield each

    monkeypatch.setattr("coop.validation.formatting.format_dataset", format_while_typing)
    result = run("fmt", data=formatted)
    assert result == (0, f"reformatted data/{FILE}\n", "1 file reformatted, 8 left unchanged\n")
    text = file.read_text(encoding="utf-8")
    assert text.endswith("#  just typed\n")
    assert "level: party-committee\n" in text


def test_a_file_that_changes_each_time_is_left_as_it_is(
    run: Run, formatted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = spoil(formatted)
    edits: list[str] = []

    def format_before_an_edit(content: bytes, *, path: str, kind: Kind | None = None) -> FormattedFile:
        if path == FILE:
            edits.append(f"# edit {len(edits)}\n")
            file.write_text(file.read_text(encoding="utf-8") + edits[-1], encoding="utf-8")
        return format_content(content, path=path, kind=kind)

    monkeypatch.setattr("coop.validation.formatting.format_content", format_before_an_edit)
    result = run("fmt", data=formatted)
    assert result.code == 1
    assert f"error: data/{FILE} is left as it is: somebody else keeps changing it\n" in result.err
    assert result.err.endswith("8 files left unchanged, 1 could not be formatted\n")
    text = file.read_text(encoding="utf-8")
    assert "level: 'party-committee'\n" in text
    assert text.endswith("".join(edits))


def test_a_file_that_cannot_be_written_is_told_and_the_others_are_written(
    run: Run, formatted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_one(path: Path, data: bytes, *, mode: int | None = None, instead_of: bytes | None = None) -> None:
        if path == formatted / FILE:
            raise PermissionError(13, "no")
        replace_file(path, data, mode=mode, instead_of=instead_of)

    monkeypatch.setattr("coop.validation.fixing.replace_file", refuse_one)
    before = spoil(formatted).read_bytes()
    for name in ("localities", "fields"):
        file = formatted / f"{name}.yaml"
        file.write_bytes(file.read_bytes() + b"\n\n")
    last = "agreements/2023/ha-noi-ho-chi-minh-2023.yaml"
    (formatted / last).write_bytes((formatted / last).read_bytes() + b"\n\n")
    result = run("fmt", data=formatted)
    assert result.code == 2
    assert result.out == "".join(f"reformatted data/{each}\n" for each in ("localities.yaml", "fields.yaml", last))
    assert f"error: cannot write '{formatted / FILE}': no permission\n" in result.err
    assert result.err.endswith("3 files reformatted, 5 left unchanged, 1 could not be written\n")
    assert (formatted / FILE).read_bytes() == before


def test_path_that_is_passed_over_is_told_with_the_reason(run: Run, formatted: Path) -> None:
    (formatted / "link.yaml").symlink_to(FILE)
    (formatted / "agreements/2019/link.yaml").symlink_to("ha-noi-thanh-hoa-2019.yaml")
    (formatted / "agreements/2030").mkdir()
    for name in ("LICENSE", "other.yaml", "agreements/2019/.hidden.yaml"):
        (formatted / name).write_text("id:   x\n", encoding="utf-8")
    reasons = {
        "LICENSE": "its name does not end in .yaml or .yml",
        "link.yaml": "it is a symbolic link",
        "agreements/2019/link.yaml": "it is a symbolic link",
        "agreements/2030": "it holds no file to format",
        "other.yaml": "it is neither a vocabulary nor in agreements/",
        "agreements/2019/.hidden.yaml": "it is hidden, or left behind by an editor",
    }
    for name, reason in reasons.items():
        path = formatted / name
        said = f"warning: '{path}' is passed over: {reason}\n"
        assert run("fmt", str(path), data=formatted) == (2, "", said + "error: nothing to format\n")
        result = run("fmt", "--check", str(path), str(formatted / FILE), data=formatted)
        assert result == (0, "", said + "1 file would be left unchanged\n")
    assert (formatted / "other.yaml").read_text(encoding="utf-8") == "id:   x\n"
    assert run("fmt", data=formatted) == (0, "", "9 files left unchanged\n")


def test_refusal_for_a_waiver_is_a_finding(run: Run, formatted: Path) -> None:
    file = formatted / FILE
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "related: [{id: x,\n  relation: renews, a: b}]  # coop: ignore X311: so\n", encoding="utf-8")
    result = run("fmt", data=formatted)
    assert result.code == 1
    assert f"error: data/{FILE} is left as it is: a waiver would hold for something else" in result.err
    assert "bug" not in result.err


def test_form_that_loses_a_comment_is_a_bug_and_not_written(
    run: Run, formatted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coop.dataset.canonical.render_file", lambda file, shape: render_file(file, shape)[:-8] + "\n")
    file = formatted / FILE
    file.write_text(file.read_text(encoding="utf-8") + "# a word\n", encoding="utf-8")
    before = file.read_bytes()
    result = run("fmt", str(file), data=formatted)
    assert result.code == 3
    assert "is left as it is: a comment would be lost; this is a bug in coop, please report it" in result.err
    assert (formatted / FILE).read_bytes() == before


def test_stdin_goes_to_stdout() -> None:
    assert fmt_stdin(b"title: {en: E, vi: V}\nid: x\n") == (0, "id: x\ntitle:\n  vi: V\n  en: E\n", "")
    assert fmt_stdin("fields:\n- {name: {en: E, vi: Ế}, id: z}\n".encode()) == (
        0,
        "fields:\n  - id: z\n    name: {vi: Ế, en: E}\n",
        "",
    )


def test_stdin_is_what_its_file_name_says() -> None:
    text = b"title: t\nname: m\n"
    assert fmt_stdin(text, "--stdin-filename", "data/dataset.yaml").out == "name: m\ntitle: t\n"
    assert fmt_stdin(text, "--stdin-filename", "agreements/2019/x.yaml").out == "title: t\nname: m\n"
    broken = fmt_stdin(b"a: [", "--stdin-filename", "data/fields.yaml")
    assert (broken.code, broken.out) == (1, "")
    assert broken.err.startswith("data/fields.yaml:1:5: error P201")


def test_stdin_is_checked() -> None:
    assert fmt_stdin(b"id: x\n", "--check") == (0, "", "1 file would be left unchanged\n")
    assert fmt_stdin(b"id:  x\n", "--check") == (1, "", "1 file would be reformatted\n")
    assert "-id:  x\n+id: x\n" in fmt_stdin(b"id:  x\n", "--diff").out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("fmt", "-", "data"), "goes with no other PATH"),
        (("fmt", "--stdin-filename", "x.yaml"), "goes with - as PATH"),
        (("fmt", "no-such-file.yaml"), "'no-such-file.yaml'; name files of the dataset, or none for all of it"),
        (("fmt", ""), "PATH is empty"),
    ],
)
def test_wrong_calls(arguments: tuple[str, ...], words: str, run: Run) -> None:
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert words in result.err


def test_on_a_terminal_the_diff_has_colour(formatted: Path) -> None:
    pty = pytest.importorskip("pty")
    spoil(formatted)
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "coop", "fmt", "--diff", "--data", str(formatted)]
    with subprocess.Popen(
        command, stdout=follower, stderr=subprocess.DEVNULL, cwd=REPOSITORY, env={**os.environ, "TERM": "xterm"}
    ) as process:
        os.close(follower)
        shown = b""
        while True:
            try:
                piece = os.read(leader, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece
    os.close(leader)
    assert process.returncode == 0
    assert b"\x1b[32m+level: party-committee\x1b[0m" in shown
    assert b"\x1b[31m-level: 'party-committee'\x1b[0m" in shown
