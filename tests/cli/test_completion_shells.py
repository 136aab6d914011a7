"""The scripts of `coop completion`, and that they complete in real shells."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coop.cli.completion.answer import SHELLS
from coop.cli.completion.command import read_script
from tests.conftest import FOUR, REPOSITORY, Result

Run = Callable[..., Result]


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_printed(shell: str, run: Run) -> None:
    result = run("completion", shell, data=None)
    assert (result.code, result.err) == (0, "")
    assert result.out == read_script(shell)
    assert f"coop completion {shell}" in result.out


def test_an_unknown_shell_is_refused(run: Run) -> None:
    result = run("completion", "bsh", data=None)
    assert result.code == 2
    assert result.err == "error: unknown shell 'bsh'; the nearest is 'bash'\n"


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder with a program `coop`, whatever is installed."""
    folder = tmp_path / "a folder of programs"
    folder.mkdir()
    program = folder / "coop"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{REPOSITORY}" exec "{sys.executable}" -m coop "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return folder


def run_shell(shell: str, script: str, programs: Path) -> list[str]:
    """The lines that a script prints in a real shell."""
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"no {shell} here")
    environment = {
        **os.environ,
        "COOP_DATA": str(FOUR),
        "PATH": f"{programs}:{os.environ['PATH']}",
        "LC_ALL": "C.UTF-8",
    }
    process = subprocess.run(
        [found, "-c", script], env=environment, capture_output=True, encoding="utf-8", timeout=100, check=False
    )
    assert process.stderr == ""
    return process.stdout.splitlines()


BASH = r"""
source <(coop completion bash)
complete -p coop
ask() {
    COMP_WORDS=(coop "$@"); COMP_CWORD=$#; COMPREPLY=()
    _coop coop "${@: -1}" ""
    printf '%s,' "${COMPREPLY[@]}"; echo
}
ask sho
ask list --field = y-
ask list --party '"Cần Th'
ask show ha-noi-t
ask stats by pro
ask list --columns id,par
ask list --sort -da
ask list --sort = id,-da
ask list --limit ""
"""


def test_bash_completes(programs: Path) -> None:
    assert run_shell("bash", BASH, programs) == [
        "complete -F _coop coop",
        "show,",
        "y-te,",
        "can-tho,",
        "ha-noi-thanh-hoa-2019,",
        "province,",
        "id,parties,",
        "-date,",
        "id,-date,",
        ",",
    ]


FISH = """
coop completion fish | source
complete --do-complete 'coop sho'
complete --do-complete 'coop list --field y-'
complete --do-complete 'coop list --party Cần'
complete --do-complete 'coop stats by pro'
"""


def test_fish_completes(programs: Path) -> None:
    assert run_shell("fish", FISH, programs) == [
        "show\tOne agreement as a readable card, its sources last.",
        "y-te\tHealth",
        "Cần Thơ\tcan-tho",
        "province\tprovince",
    ]


ZSH = r"""
compdef() { print -r -- "compdef $*" }
compadd() { print -r -- "${(j:,:)values}|${(j:,:)shown}" }
_files() { print -r -- "files $*" }
source <(coop completion zsh)
ask() { words=(coop "$@"); CURRENT=$#words; _coop }
ask sho
ask list --field y-
ask list --party '"Cần Th'
ask list --data ''
ask list --output ''
"""


def test_zsh_completes(programs: Path) -> None:
    assert run_shell("zsh", ZSH, programs) == [
        "compdef _coop coop",
        "show|show  -- One agreement as a readable card, its sources last.",
        "y-te|y-te  -- Health",
        "can-tho|can-tho  -- Cần Thơ",
        "files -/",
        "files ",
    ]
