"""What CI and editors take from the repository: hooks, action, workflow, and the examples of the two pages."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import FOUR, REPOSITORY, Result

ACTION = REPOSITORY / "action.yml"
HOOKS = REPOSITORY / ".pre-commit-hooks.yaml"
WORKFLOW = REPOSITORY / ".github" / "workflows" / "validate.yml"
PAGES = (REPOSITORY / "docs" / "ci.md", REPOSITORY / "docs" / "editors.md")
INVALID = REPOSITORY / "tests" / "cases" / "invalid"

_OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")
_COMMAND = re.compile(r"coop validate\b([^`\n]*)")
_FINDING = re.compile(r"^\S+:\d+:\d+: ")

Run = Callable[..., Result]


def read_yaml(text: str) -> Any:
    """YAML with every scalar as text, so that `on` stays a word."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def read_blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"(?<=```{language}\n).*?(?=```)", page.read_text(encoding="utf-8"), re.DOTALL)


def examples() -> Iterator[tuple[str, str]]:
    """The examples of the page on CI, each with the schema of its host."""
    for block in read_blocks(PAGES[0], "yaml"):
        keys = read_yaml(block).keys()
        if "repos" not in keys:
            yield "github-workflows" if "jobs" in keys else "gitlab-ci", block


def read_action() -> Any:
    return read_yaml(ACTION.read_text(encoding="utf-8"))


def read_workflows() -> list[str]:
    return [WORKFLOW.read_text(encoding="utf-8"), *(text for host, text in examples() if host == "github-workflows")]


def test_action_workflow_and_examples_keep_the_schemas_of_their_hosts(tmp_path: Path) -> None:
    files: dict[str, list[Path]] = {"github-actions": [ACTION], "github-workflows": [WORKFLOW]}
    for number, (host, text) in enumerate(examples()):
        file = tmp_path / f"{number}.yaml"
        file.write_text(text, encoding="utf-8")
        files.setdefault(host, []).append(file)
    assert {host: len(found) for host, found in files.items()} == {
        "github-actions": 1,
        "github-workflows": 4,
        "gitlab-ci": 1,
    }
    for host, found in files.items():
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{host}", *map(str, found)]
        process = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
        assert process.returncode == 0, process.stdout + process.stderr


def test_each_action_that_is_used_is_pinned_to_a_commit() -> None:
    texts = [ACTION.read_text(encoding="utf-8"), *read_workflows()]
    used = [line.strip() for text in texts for line in text.splitlines() if "uses:" in line]
    others = [line for line in used if not line.endswith(("uses: ./", "uses: OWNER/coop@v0.1.0"))]
    assert len(others) >= 5
    for line in others:
        assert re.fullmatch(r"(- )?uses: [\w-]+(/[\w-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line
    pins = {line.removeprefix("- ") for line in others}
    assert len({pin.split("@")[0] for pin in pins}) == len(pins)  # one version of each, everywhere


def test_workflows_may_only_read_and_never_run_a_fork_with_secrets() -> None:
    for text in read_workflows():
        workflow = read_yaml(text)
        assert set(workflow["on"]) <= {"push", "pull_request"}
        assert workflow["permissions"] == {"contents": "read"}
        assert "secrets" not in text
        for job in workflow["jobs"].values():
            if "permissions" in job and "pull_request" in workflow["on"]:
                check_that_a_job_may_comment(job)
            checkouts = [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
            assert [step["with"]["persist-credentials"] for step in checkouts] == ["false"]


def check_that_a_job_may_comment(job: dict[str, Any]) -> None:
    """It may write comments and nothing else, for no fork, and runs no line of what the pull request changes."""
    assert job["permissions"] == {"contents": "read", "pull-requests": "write"}
    assert job["if"] == "github.event.pull_request.head.repo.full_name == github.repository"
    assert not [step for step in job["steps"] if step.get("uses", "").startswith("./")]
    assert not [step for step in job["steps"] if re.search(r"pip install .*(?<!@ )\.(/|$|\s)", step.get("run", ""))]


def test_workflow_checks_the_whole_dataset_with_the_action_of_the_repository() -> None:
    steps = read_yaml(WORKFLOW.read_text(encoding="utf-8"))["jobs"]["validate"]["steps"]
    assert steps[0]["with"]["fetch-depth"] == "0"
    ours = [step for step in steps if step.get("uses") == "./"]
    inputs = read_action()["inputs"]
    assert all(set(step.get("with", {})) <= set(inputs) for step in ours)
    assert any("changed-since" not in step.get("with", {}) and "pull_request" not in step["if"] for step in ours)


def test_scripts_hold_no_expression_and_every_input_reaches_a_step() -> None:
    action = read_action()
    steps = action["runs"]["steps"]
    for step in steps:
        assert "${{" not in step.get("run", "")
    for text in read_workflows():
        jobs = read_yaml(text)["jobs"].values()
        assert not [step for job in jobs for step in job["steps"] if "${{" in step.get("run", "")]
    handed = {value for step in steps for value in {**step.get("env", {}), **step.get("with", {})}.values()}
    used = {name for value in handed for name in re.findall(r"\$\{\{ inputs\.([a-z-]+) \}\}", value)}
    assert used == set(action["inputs"])


def test_page_lists_the_inputs_with_their_defaults() -> None:
    table = read_table_of_inputs()
    assert table == {name: each["default"] for name, each in read_action()["inputs"].items()}


def read_table_of_inputs() -> dict[str, str]:
    """The names and defaults that the page tells."""
    text = PAGES[0].read_text(encoding="utf-8").partition("| input | default |")[2].partition("\n\n")[0]
    rows = [[cell.strip() for cell in line.split("|")[1:3]] for line in text.splitlines()[2:]]
    return {name.strip("`"): default.strip("`") for names, default in rows for name in names.split(", ")}


def test_every_option_that_is_named_exists(run: Run) -> None:
    known = set(_OPTION.findall(run("validate", "--help", data=None, env={"COLUMNS": "200"}).out))
    named = {
        "hooks": {o for hook in read_yaml(HOOKS.read_text(encoding="utf-8")) for o in _OPTION.findall(hook["entry"])},
        "action": set(re.findall(r'(?<=[ "])--[a-z-]+', read_action()["runs"]["steps"][-1]["run"])),
        "pages": {
            option
            for page in PAGES
            for arguments in _COMMAND.findall(page.read_text(encoding="utf-8"))
            for option in _OPTION.findall(arguments)
        },
        "task": {argument for argument in read_task()["args"] if argument.startswith("--")},
    }
    assert named["hooks"] == {"--data", "--fix"}
    assert named["action"] == {
        "--data",
        "--lang",
        "--strict",
        "--changed-since",
        "--select",
        "--ignore",
        "--as-of",
        "--format",
        "--output",
    }
    assert named["pages"] > {"--data", "--format", "--strict"}
    assert named["task"] == {"--data"}
    assert {where: options - known for where, options in named.items()} == {where: set() for where in named}


def test_every_option_of_diff_that_is_named_exists(run: Run) -> None:
    known = set(_OPTION.findall(run("diff", "--help", data=None, env={"COLUMNS": "200"}).out))
    (step,) = (step["run"] for step in read_action()["runs"]["steps"] if step["name"] == "Tell what changed")
    action = set(re.findall(r'(?<=[ "])--[a-z-]+', step))
    pages = {
        option
        for page in (*PAGES, REPOSITORY / "docs" / "diff.md")
        for arguments in re.findall(r"coop diff\b([^`\n]*)", page.read_text(encoding="utf-8"))
        for option in _OPTION.findall(arguments)
    }
    assert action == {"--data", "--lang", "--format"}
    assert pages >= {"--data", "--format", "--output", "--exit-code"}
    assert pages | action <= known


# The action's own script, run as the host runs it.


@pytest.fixture
def run_action(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the last step of the action with these inputs, or `name`, in an empty folder unless `cwd` names another."""
    action = read_action()
    steps = {step["name"]: step for step in action["runs"]["steps"]}
    defaults = {name: each["default"] for name, each in action["inputs"].items()}

    def run_step(
        cwd: Path = tmp_path, name: str = "Validate", summary: Path = tmp_path / "summary", **given: str
    ) -> subprocess.CompletedProcess[str]:
        step = steps[name]
        inputs = defaults | {name.replace("_", "-"): value for name, value in given.items()}
        names = {
            name: value[len("${{ inputs.") : -len(" }}")] for name, value in step["env"].items() if "inputs" in value
        }
        env = {name: inputs[of] for name, of in names.items()}
        env |= {"PYTHON": sys.executable, "PATH": os.environ["PATH"], "GITHUB_STEP_SUMMARY": str(summary)}
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=cwd, env=env, capture_output=True, encoding="utf-8", timeout=60, check=False,
        )  # fmt: skip

    return run_step


Action = Callable[..., subprocess.CompletedProcess[str]]


def break_amount(data: Path) -> None:
    file = data / "agreements" / "2019" / "ha-noi-thanh-hoa-2019.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("amount: 45500\n", "amount: 45.500\n"), encoding="utf-8")


def test_action_passes_a_sound_dataset(run_action: Action) -> None:
    process = run_action(data=str(FOUR))
    assert (process.returncode, process.stdout) == (0, "")


def test_action_fails_and_marks_the_finding(run_action: Action, four: Path) -> None:
    break_amount(four)
    process = run_action(cwd=four.parent)
    assert process.returncode == 1
    assert process.stdout.startswith("::error ")
    assert "line=41" in process.stdout


def test_action_writes_sarif_and_still_fails(run_action: Action, four: Path, tmp_path: Path) -> None:
    break_amount(four)
    process = run_action(data=str(four), sarif_file="found.sarif", lang="vi")
    assert process.returncode == 1
    (run,) = json.loads((tmp_path / "found.sarif").read_text(encoding="utf-8"))["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["P301"]


@pytest.mark.parametrize("name", ["data", "changed_since", "select", "ignore", "as_of", "format", "lang", "sarif_file"])
def test_no_input_runs_a_command(name: str, run_action: Action, tmp_path: Path) -> None:
    text = "x; touch taken #$(touch taken)`touch taken`'; touch taken; '\"; touch taken; \"\ntouch taken"
    process = run_action(**{"data": str(FOUR), name: text})
    assert not (tmp_path / "taken").exists()
    assert process.returncode == (0 if name == "sarif_file" else 2), process.stderr


def test_no_input_passes_for_another_option(run_action: Action, tmp_path: Path) -> None:
    process = run_action(data=str(FOUR), changed_since="--output=taken")
    assert process.returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_a_word_that_is_neither_true_nor_false_is_refused(run_action: Action) -> None:
    process = run_action(data=str(FOUR), strict="yes")
    assert (process.returncode, process.stdout) == (2, "::error::the input 'strict' is neither true nor false\n")


def test_action_and_hooks_check_no_other_dataset_in_place_of_a_missing_one(run_action: Action, tmp_path: Path) -> None:
    assert run_action().returncode == 2
    for hook in read_yaml(HOOKS.read_text(encoding="utf-8")):
        command = [sys.executable, "-m", *hook["entry"].split()]
        assert subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=60, check=False).returncode == 2


def commit_everything(folder: Path) -> None:
    identity = ("-c", "user.name=Người Thử", "-c", "user.email=thu@example.org")
    for words in (("init", "--quiet"), ("add", "--all"), (*identity, "commit", "--quiet", "--message", "đầu")):
        subprocess.run(["git", "-C", str(folder), *words], check=True, timeout=60)


def test_action_tells_in_the_summary_what_changed(run_action: Action, four: Path, tmp_path: Path) -> None:
    commit_everything(four.parent)
    file = four / "agreements" / "2019" / "ha-noi-thanh-hoa-2019.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("amount: 45500\n", "amount: 47100\n"), encoding="utf-8")
    summary = tmp_path / "summary"
    summary.write_text("trước đó\n", encoding="utf-8")
    process = run_action(cwd=four.parent, name="Tell what changed", diff_since="HEAD", lang="vi")
    assert (process.returncode, process.stdout, process.stderr) == (0, "", "")
    told = summary.read_text(encoding="utf-8")
    assert told.startswith("trước đó\n## Thay đổi dữ liệu\n")
    assert "| Vốn đăng ký, Hà Nội → Thanh Hóa | ≈ 45.500 tỷ | ≈ 47.100 tỷ |" in told


def test_action_goes_on_where_what_changed_cannot_be_told(run_action: Action, four: Path, tmp_path: Path) -> None:
    nothing = run_action(cwd=four.parent, name="Tell what changed")
    assert (nothing.returncode, nothing.stdout, (tmp_path / "summary").exists()) == (0, "", False)
    process = run_action(cwd=four.parent, name="Tell what changed", diff_since="khong-co")
    assert (process.returncode, process.stdout) == (0, "::warning::what changed cannot be told\n")


@pytest.mark.parametrize(
    "since", ["x; touch taken #$(touch taken)`touch taken`'; touch taken; '\"", "-otaken", "--help"]
)
def test_no_revision_runs_a_command_or_passes_for_an_option(since: str, run_action: Action, four: Path) -> None:
    process = run_action(cwd=four.parent, name="Tell what changed", diff_since=since)
    assert process.returncode == (2 if since.startswith("-") else 0)
    assert process.stdout.startswith("::error::" if since.startswith("-") else "::warning::")
    assert [path.name for path in four.parent.iterdir()] == ["data"]


def test_action_imports_nothing_of_what_it_checks(run_action: Action, four: Path) -> None:
    for name in ("yaml.py", "coop.py", "json.py", "sitecustomize.py"):
        (four.parent / name).write_text("open('taken', 'w')\n", encoding="utf-8")
    process = run_action(cwd=four.parent)
    assert process.returncode == 0, process.stderr
    assert not (four.parent / "taken").exists()


def test_every_python_of_the_action_is_isolated() -> None:
    starts = [line for step in read_action()["runs"]["steps"] for line in step.get("run", "").splitlines()]
    runs = [line.strip() for line in starts if " -m " in line]
    assert len(runs) == 5
    assert all(re.match(r'"\$(PYTHON|python)" -I -m ', line) for line in runs)


# Hooks.


def test_files_pattern_of_the_hooks_matches_the_dataset_and_nothing_else() -> None:
    folders = ("coop", "data", "docs", "schemas", "scripts", "tests")
    files = [path for folder in folders for path in (REPOSITORY / folder).rglob("*") if path.is_file()]
    names = {path.relative_to(REPOSITORY).as_posix() for path in [*files, *REPOSITORY.glob("*.*")]}
    dataset = {name for name in names if name.startswith("data/") and name.endswith(".yaml")}
    assert len(dataset) > 100
    for hook in read_yaml(HOOKS.read_text(encoding="utf-8")):
        pattern = re.compile(hook["files"])
        assert {name for name in names if pattern.search(name)} == dataset
        # A file that has no place there is refused, so it has to start the hook.
        assert pattern.search("data/agreements/2019/notes.txt")
        assert pattern.search("data/agreements/x.yml")


def test_hooks_check_all_files_and_mend_only_those_that_are_committed() -> None:
    hooks = {hook["id"]: hook for hook in read_yaml(HOOKS.read_text(encoding="utf-8"))}
    assert set(hooks) == {"coop-fmt", "coop-validate", "coop-validate-fix"}
    assert hooks["coop-validate"]["pass_filenames"] == "false"
    assert hooks["coop-validate"]["types"] == []
    for mending in ("coop-fmt", "coop-validate-fix"):
        assert hooks[mending].get("pass_filenames", "true") == "true"
    for block in read_blocks(PAGES[0], "yaml"):
        for repository in read_yaml(block).get("repos", ()):
            assert {hook["id"] for hook in repository["hooks"]} <= set(hooks)


# Editors.


def read_task() -> Any:
    (tasks,) = (each["tasks"] for each in map(json.loads, read_blocks(PAGES[1], "json")) if "tasks" in each)
    (task,) = tasks
    return task


def read_matches(text: str) -> list[dict[str, str]]:
    """What the problem matchers read in some output, as an editor would."""
    found = []
    for line in text.splitlines():
        for matcher in read_task()["problemMatcher"]:
            pattern = matcher["pattern"]
            if match := re.search(pattern["regexp"], line):
                groups = {name: match[group] for name, group in pattern.items() if name != "regexp"}
                found.append({"severity": matcher["severity"], **groups})
    return found


@pytest.mark.parametrize("language", ["en", "vi"])
def test_problem_matchers_read_every_finding_once_and_nothing_else(language: str, run: Run, four: Path) -> None:
    shutil.copytree(INVALID / "X401-gift-told-twice", four, dirs_exist_ok=True)
    (four / "agreements" / "2023" / "x.yaml").write_text("id: [\n", encoding="utf-8")
    rows = json.loads(run("validate", "-f", "json", "--lang", language, data=four).out)
    assert {"error", "warning"} <= {row["severity"] for row in rows}
    assert read_matches(run("validate", "--lang", language, data=four).out) == [
        {
            "severity": row["severity"].replace("note", "info"),
            "file": row["path"],
            "line": str(row["line"]),
            "column": str(row["column"]),
            "code": row["code"],
            "message": f"{row['name']}: {row['message']}",
        }
        for row in rows
    ]


def test_problem_matchers_read_the_findings_of_every_case() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(INVALID.glob("*/expected.txt"))]
    assert len(texts) > 100
    for text in texts:
        assert len(read_matches(text)) == sum(_FINDING.match(line) is not None for line in text.splitlines())


def test_settings_are_json_and_keep_the_formatter_away() -> None:
    (settings,) = (each for each in map(json.loads, read_blocks(PAGES[1], "json")) if "tasks" not in each)
    assert settings["yaml.format.enable"] is False
    assert settings["[yaml]"]["editor.formatOnSave"] is False
    assert settings["yaml.yamlVersion"] == "1.2"
    assert settings["[yaml]"]["files.eol"] == "\n"


def test_first_line_on_the_page_is_that_of_an_agreement() -> None:
    (line,) = read_blocks(PAGES[1], "yaml")
    (file,) = FOUR.rglob("ha-noi-thanh-hoa-2019.yaml")
    assert file.read_text(encoding="utf-8").startswith(line)
