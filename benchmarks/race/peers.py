"""The commands that coop is compared with, each in an environment of its own, made when it is first needed."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from race.processes import Command, Missing, Stdout, make_environment

REPOSITORY = Path(__file__).resolve().parent.parent.parent
_BENCHMARKS = REPOSITORY / "benchmarks"
_TOLD = ("check-jsonschema", "pandas", "ruamel.yaml", "ruamel.yaml.clib", "typer", "yamale")
_LAUNCHER = "import sys\nfrom coop.cli.start import main\nif __name__ == '__main__':\n    sys.exit(main())\n"


@dataclass(frozen=True, slots=True)
class Peers:
    """Makes the commands; environments, datasets and coop's index lie in `cache`."""

    cache: Path

    def coop(self, *arguments: str, folder: Path = REPOSITORY, stdout: Stdout = Stdout.NOWHERE) -> Command:
        """The coop of this repository, by a script such as pip writes; its index is in the benchmarks' own cache."""
        script = self.cache / "coop"
        script.parent.mkdir(parents=True, exist_ok=True)
        if not script.exists() or script.read_text(encoding="utf-8") != _LAUNCHER:
            script.write_text(_LAUNCHER, encoding="utf-8")
        environment = {"PYTHONPATH": str(REPOSITORY), "XDG_CACHE_HOME": str(self.index)}
        name = f"coop {' '.join(arguments)}"
        return Command(name, (sys.executable, str(script), *arguments), folder, stdout, environment)

    @property
    def index(self) -> Path:
        """The cache folder in which coop keeps its indexes here."""
        return self.cache / "index"

    def has_option(self, command: str, option: str) -> bool:
        """Whether a command of coop knows an option."""
        helped = self.coop(command, "--help")
        environment = {**make_environment(helped), "COLUMNS": "200"}
        said = subprocess.run(helped.arguments, env=environment, capture_output=True, text=True, check=True)
        return option in said.stdout

    def python_pass(self) -> Command:
        """The interpreter alone."""
        environment = {"PYTHONPATH": str(REPOSITORY)}
        return Command("python -c pass", (sys.executable, "-c", "pass"), REPOSITORY, Stdout.NOWHERE, environment)

    def hello(self) -> Command | Missing:
        """The smallest program that Typer's own pages show."""
        return self._in_venv("hello", ["typer==0.29.*"], "Typer 0.29 hello", ["{python}", str(_peer("hello.py"))])

    def git_status(self, dataset: Path) -> Command | Missing:
        """Git on a repository that holds the dataset, its index fresh."""
        git = shutil.which("git")
        if git is None:
            return Missing("git status", "git is not installed")
        if not (dataset / ".git").exists():
            who = ("-c", "user.name=coop", "-c", "user.email=coop@example.org", "-c", "commit.gpgsign=false")
            for arguments in (("init", "-q"), ("add", "-A"), (*who, "commit", "-q", "-m", "made")):
                subprocess.run((git, *arguments), cwd=dataset, check=True)
        subprocess.run((git, "status"), cwd=dataset, check=True, stdout=subprocess.DEVNULL)
        return Command("git status", (git, "status"), dataset)

    def check_jsonschema(self, dataset: Path, *, accelerator: Sequence[str] = ()) -> Command | Missing:
        """check-jsonschema on all agreements; with ruamel.yaml.clib, its parser is in C."""
        files = [path.relative_to(dataset).as_posix() for path in sorted(dataset.glob("data/agreements/*/*.yaml"))]
        schema = "schemas/agreement.schema.json"
        name = f"check-jsonschema with {accelerator[0]}" if accelerator else "check-jsonschema as pip installs it"
        return self._in_venv(
            f"check-jsonschema{'-clib' if accelerator else ''}",
            ["check-jsonschema==0.39.*", *accelerator],
            name,
            ["{bin}/check-jsonschema", "--quiet", "--schemafile", schema, *files],
            folder=dataset,
        )

    def yamale(self, dataset: Path) -> Command | Missing:
        """yamale with a schema of its own, weaker: it knows no conditions."""
        arguments = ["{bin}/yamale", "--schema", str(_peer("agreement.yamale.yaml")), "data/agreements"]
        return self._in_venv("yamale", ["yamale==6.1.*"], "yamale", arguments, folder=dataset)

    def pandas(self, dataset: Path) -> Command | Missing:
        """A plain script: PyYAML's C loader, a DataFrame, a grouped sum."""
        arguments = ["{python}", str(_peer("by_province.py")), "data/agreements"]
        return self._in_venv("pandas", ["pandas", "pyyaml"], "pandas script", arguments, folder=dataset)

    def yq(self, dataset: Path) -> Command | Missing:
        """yq, whichever of the two is installed."""
        yq = shutil.which("yq")
        if yq is None:
            return Missing("yq", "yq is not installed")
        said = subprocess.run((yq, "--help"), capture_output=True, text=True, check=False)
        is_go = "mikefarah" in said.stdout + said.stderr
        query = 'select(.fields[] == "y-te") | .id' if is_go else 'select(.fields // [] | index("y-te")) | .id'
        files = [path.relative_to(dataset).as_posix() for path in sorted(dataset.glob("data/agreements/*/*.yaml"))]
        name = "yq (mikefarah)" if is_go else "yq (over jq)"
        return Command(name, (yq, query, *files), dataset, is_quick=False)

    def ajv(self, dataset: Path) -> Command | Missing:
        """ajv-cli 5: all dates of a file in canonical form are quoted, so it takes none for something else."""
        npm, folder = shutil.which("npm"), self.cache / "peers" / "ajv"
        program = folder / "node_modules" / ".bin" / "ajv"
        if npm is None:
            return Missing("ajv-cli", "npm is not installed")
        if not program.exists():
            folder.mkdir(parents=True, exist_ok=True)
            install = (npm, "install", "--silent", "--no-fund", "--no-audit", "--prefix", str(folder), "ajv-cli@5")
            if subprocess.run(install, check=False).returncode != 0:
                return Missing("ajv-cli", "npm cannot install it")
        schema, files = "schemas/agreement.schema.json", "data/agreements/*/*.yaml"
        options = ("validate", "--spec=draft2020", "--strict=false", "-s", schema, "-d", files)
        return Command("ajv-cli 5", (str(program), *options), dataset)

    def find_versions(self) -> list[str]:
        """The programs that were compared, with their versions."""
        found = []
        for folder in sorted((self.cache / "peers").glob("*/bin/python")):
            done = subprocess.run((folder, "-m", "pip", "freeze"), capture_output=True, text=True, check=False)
            versions = (line.replace("==", " ") for line in done.stdout.splitlines())
            found += [each for each in versions if each.split()[0] in _TOLD]
        for program in ("git", "node", "yq"):
            if shutil.which(program) is not None:
                done = subprocess.run((program, "--version"), capture_output=True, text=True, check=False)
                found.append(f"{program} {done.stdout.split()[-1]}")
        return sorted(set(found))

    def _in_venv(
        self, name: str, requirements: Sequence[str], label: str, arguments: Sequence[str], folder: Path = REPOSITORY
    ) -> Command | Missing:
        """A command in a virtual environment that holds what it requires and nothing else."""
        venv = self.cache / "peers" / name
        stamp, wanted = venv / "requirements.txt", "\n".join(requirements)
        if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
            shutil.rmtree(venv, ignore_errors=True)
            subprocess.run((sys.executable, "-m", "venv", venv), check=True)
            environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
            install = (str(venv / "bin" / "python"), "-m", "pip", "install", "-qq", *requirements)
            if subprocess.run(install, check=False, env=environment).returncode != 0:
                return Missing(label, f"pip cannot install {' '.join(requirements)}")
            stamp.write_text(wanted, encoding="utf-8")
        places = {"python": str(venv / "bin" / "python"), "bin": str(venv / "bin")}
        return Command(label, tuple(_fill(each, places) for each in arguments), folder, is_quick=name == "hello")


def make_dataset(cache: Path, count: int) -> Path:
    """A dataset of so many agreements, made anew only when the generator or what it copies has changed."""
    folder = cache / "datasets" / str(count)
    stamp, wanted = folder / "stamp", _hash_generator()
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        subprocess.run((sys.executable, _BENCHMARKS / "generate.py", str(count), folder), check=True)
        stamp.write_text(wanted, encoding="utf-8")
    return folder


def _hash_generator() -> str:
    paths = [_BENCHMARKS / "generate.py", *(_BENCHMARKS / "made").glob("*.py"), *(REPOSITORY / "data").glob("*.yaml")]
    digest = hashlib.sha256()
    for path in (*sorted(paths), *sorted((REPOSITORY / "schemas").glob("*.json"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _peer(name: str) -> Path:
    return _BENCHMARKS / "peers" / name


def _fill(argument: str, places: dict[str, str]) -> str:
    """An argument with the folder of the environment in it."""
    for key, value in places.items():
        argument = argument.replace(f"{{{key}}}", value)
    return argument
