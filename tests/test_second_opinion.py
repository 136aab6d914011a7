"""A second opinion: check-jsonschema judges the same files by the same schemas.

Where it refuses a file, so does coop, and the other way round. The differences stand in the tables below with their
reasons; one that is no longer there is told as well. What coop says of a case is its `expected.txt`, which
`test_cases.py` keeps true.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from tests.conftest import FOUR, REPOSITORY
from tests.validation.checks import validate

DATA = REPOSITORY / "data"
INVALID = REPOSITORY / "tests" / "cases" / "invalid"
FILE = FOUR / "agreements" / "2019" / "ha-noi-thanh-hoa-2019.yaml"
_LINE = re.compile(r"(\S+):\d+:\d+: \w+ ([A-Z]\d{3}) ")


class Opinion(StrEnum):
    """What check-jsonschema makes of a file."""

    VALID = "valid"
    INVALID = "invalid"
    UNREADABLE = "no YAML to it"
    CRASH = "ends it with a traceback"


class Difference(NamedTuple):
    """A file on which the two disagree: do we refuse it by form or schema, what do they say, and why."""

    refused: bool
    opinion: Opinion
    reason: str


_FORM = "the schema complains of a letter or space that has its finding of form (F104, F105): one cause, one finding"

CASES = {
    "D103-period-of-a-locality": Difference(
        False, Opinion.INVALID, "they assert 'format: date'; to us the calendar is no matter of form, and D103 tells"
    ),
    "P104-escaped-control-character": Difference(
        True, Opinion.VALID, "YAML and JSON may hold any character in quotes; a record of text has no use for these"
    ),
    "P205-anchor": Difference(True, Opinion.VALID, "an anchor without alias changes no value; we refuse all of them"),
    "P205-merge-key": Difference(True, Opinion.VALID, "merge keys are of YAML 1.1; they expand them all the same"),
    "P301-zeros-behind-the-point": Difference(
        True, Opinion.VALID, "45.000 is an integer to JSON Schema, and 45,000 to a Vietnamese reader"
    ),
    "P302-leading-zero": Difference(
        True, Opinion.VALID, "decimal in YAML 1.2, octal in 1.1: we refuse what readers doubt"
    ),
    "P302-other-base": Difference(True, Opinion.VALID, "0x and 0o are integers of YAML; nobody prints amounts so"),
    "F104-cyrillic-letter-in-a-key": Difference(False, Opinion.INVALID, _FORM),
    "F104-cyrillic-letter-in-an-id": Difference(False, Opinion.INVALID, _FORM),
    "F105-at-the-ends-of-texts": Difference(False, Opinion.INVALID, _FORM),
    "P211-directive": Difference(True, Opinion.VALID, "they follow the directive, and no value of this file minds"),
    "P303-long-number": Difference(True, Opinion.CRASH, "Python does not turn 5,000 digits into a number"),
}
"""The cases of `tests/cases/invalid` on which the two disagree."""


def _set(old: str, new: str) -> bytes:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new, 1).encode()


_BYTES = FILE.read_bytes()
_AMOUNT = "amount: 45500\n"
_BODY = "body: Ban Thường vụ Thành ủy Hà Nội\n"

ALIKE = {
    "a date without quotes": (_set("date: '2019-11-16'", "date: 2019-11-16"), Opinion.VALID),
    "a time without quotes": (_set("date: '2019-11-16'", "date: 2019-11-16T10:00:00Z"), Opinion.INVALID),
    "no is a word": (_set(_BODY, "body: no\n"), Opinion.VALID),
    "1:30 is text": (_set(_BODY, "body: 1:30\n"), Opinion.VALID),
    "true is no text": (_set(_BODY, "body: true\n"), Opinion.INVALID),
    "a tilde is no text": (_set(_BODY, "body: ~\n"), Opinion.INVALID),
    "a sign": (_set(_AMOUNT, "amount: +45500\n"), Opinion.VALID),
    "a fraction": (_set(_AMOUNT, "amount: .5\n"), Opinion.INVALID),
    "a list as key": (_BYTES + b"? [a, b]\n: c\n", Opinion.INVALID),
    "a tab": (_BYTES.replace(b"  - locality", b"\t- locality", 1), Opinion.UNREADABLE),
    "a byte that is no text": (_BYTES + b"# \xff\n", Opinion.UNREADABLE),
    "a NUL": (_BYTES + b"# \x00\n", Opinion.UNREADABLE),
    "a directive for YAML 1.1": (b"%YAML 1.1\n---\n" + _set(_BODY, "body: no\n"), Opinion.INVALID),
    "a byte-order mark": (b"\xef\xbb\xbf" + _BYTES, Opinion.VALID),
    "carriage returns": (_BYTES.replace(b"\n", b"\r\n"), Opinion.VALID),
}
"""What YAML readers are known to disagree on, and these two do not. Bytes that only F101 and F102 tell of are valid."""

APART = {
    "digits in groups": (
        _set(_AMOUNT, "amount: 45_500\n"),
        Difference(True, Opinion.VALID, "the underscore is of YAML 1.1, they still read it; to YAML 1.2 it is text"),
    ),
    "an exponent": (
        _set(_AMOUNT, "amount: 455e2\n"),
        Difference(True, Opinion.VALID, "45500.0 is an integer to JSON Schema; we want it written out"),
    ),
    "an equals sign alone": (
        _set(_BODY, "body: =\n"),
        Difference(False, Opinion.UNREADABLE, "to YAML 1.1 it is a value of a type of its own, to 1.2 it is text"),
    ),
    "UTF-16": (
        FILE.read_text(encoding="utf-8").encode("utf-16"),
        Difference(True, Opinion.VALID, "YAML allows it; our files are UTF-8"),
    ),
    "a C1 control character": (
        _BYTES + "# \x85\n".encode(),
        Difference(True, Opinion.VALID, "a line break to YAML 1.1, and to no editor"),
    ),
    "more than a megabyte": (
        _BYTES + b"#" + b"x" * 1_000_000 + b"\n",
        Difference(True, Opinion.VALID, "they have no limit; we read what strangers send"),
    ),
    "nested 5,000 deep": (
        _BYTES + b"x: " + b"[" * 5000 + b"]" * 5000 + b"\n",
        Difference(True, Opinion.CRASH, "they compose what they read, and run out of stack"),
    ),
}
"""What they and we read differently beyond the cases, among it what git or an editor would spoil in a case."""


def ask(schema: Path, files: Sequence[Path]) -> dict[Path, Opinion]:
    """The opinion of check-jsonschema on each file; one that ends it is found by halves."""
    command = [sys.executable, "-m", "check_jsonschema", "-o", "json", "--schemafile", str(schema), *map(str, files)]
    process = subprocess.run(command, capture_output=True, timeout=60, check=False)
    if b"Traceback" in process.stderr:
        if len(files) == 1:
            return {files[0]: Opinion.CRASH}
        half = len(files) // 2
        return ask(schema, files[:half]) | ask(schema, files[half:])
    answer = json.loads(process.stdout)
    assert process.returncode == (answer["status"] != "ok")
    opinions = dict.fromkeys(files, Opinion.VALID)
    opinions |= {Path(error["filename"]): Opinion.INVALID for error in answer["errors"]}
    opinions |= {Path(error["filename"]): Opinion.UNREADABLE for error in answer.get("parse_errors", ())}
    assert len(opinions) == len(files)  # each answer is about a file that was asked for
    return opinions


def ask_all(kinds: Mapping[str, Sequence[Path]], crashing: Iterable[Path] = ()) -> dict[Path, Opinion]:
    """The opinions on files of several kinds. Those known to end the program are asked about alone, to save time."""
    alone = set(crashing)
    opinions: dict[Path, Opinion] = {}
    for name, files in kinds.items():
        schema = REPOSITORY / "schemas" / f"{name}.schema.json"
        opinions |= ask(schema, [file for file in files if file not in alone])
        for file in alone.intersection(files):
            opinions |= ask(schema, [file])
    return opinions


def sort_kinds(files: Iterable[tuple[Path, Path]]) -> dict[str, list[Path]]:
    """Files by the names of their schemas; each comes with the data folder that it lies in, or is laid over."""
    kinds: dict[str, list[Path]] = {}
    for file, folder in files:
        name = "agreement" if file.relative_to(folder).parts[0] == "agreements" else file.stem
        kinds.setdefault(name, []).append(file)
    return kinds


def is_of_form(code: str) -> bool:
    """Whether a rule is one that a YAML reader or a schema could know."""
    return code[0] in "PS"


def test_the_shipped_data_is_valid_to_both() -> None:
    kinds = sort_kinds((file, DATA) for file in sorted(DATA.rglob("*.yaml")))
    assert set(kinds) == {"agreement", "dataset", "fields", "localities", "measures", "regions"}
    opinions = ask_all(kinds)
    assert {file for file, opinion in opinions.items() if opinion is not Opinion.VALID} == set()
    found = validate(DATA).diagnostics
    assert [each for each in found if is_of_form(each.code)] == []


def test_the_cases_are_refused_by_both_or_by_none_but_for_those_in_the_table() -> None:
    files = [(file, INVALID / case.name) for case in INVALID.iterdir() for file in case.rglob("*.y*ml")]
    crashing = (file for file, case in files if CASES.get(case.name, (0, 0))[1] is Opinion.CRASH)
    opinions = ask_all(sort_kinds(files), crashing)
    refused = {file for file in opinions if read_expected(file)}
    # Neither is so lenient, or so strict, that their agreement would mean nothing.
    assert len(refused) > 30
    assert sum(opinion is Opinion.INVALID for opinion in opinions.values()) > 30
    assert sum(opinion is Opinion.VALID for opinion in opinions.values()) > 30

    case_of = {file: case.name for file, case in files}
    differences = {
        case_of[file]: (file in refused, opinion)
        for file, opinion in opinions.items()
        if not agree(refused=file in refused, opinion=opinion)
    }
    assert differences == {case: (told.refused, told.opinion) for case, told in CASES.items()}


def agree(*, refused: bool, opinion: Opinion) -> bool:
    """Whether both say the same of a file; a crash is no opinion to agree with."""
    return opinion is not Opinion.CRASH and refused == (opinion is not Opinion.VALID)


def read_expected(file: Path) -> list[str]:
    """The codes of form and schema that coop gives to a file of a case."""
    case = INVALID / file.relative_to(INVALID).parts[0]
    lines = (case / "expected.txt").read_text(encoding="utf-8").splitlines()
    found = [match for line in lines if (match := _LINE.match(line))]
    assert found
    name = file.relative_to(case).as_posix()
    return [match[2] for match in found if match[1].endswith(name) and is_of_form(match[2])]


def test_what_yaml_readers_doubt_is_read_alike_but_for_what_the_table_says(tmp_path: Path) -> None:
    samples = {name: sample for name, (sample, _) in (ALIKE | APART).items()}
    data = Path(shutil.copytree(FOUR, tmp_path / "data"))
    files = {name: data / "agreements" / "2019" / f"{number}.yaml" for number, name in enumerate(samples)}
    for name, file in files.items():
        file.write_bytes(samples[name])
    refused = {each.path for each in validate(data).diagnostics if is_of_form(each.code)}
    crashing = (files[name] for name, (_, told) in APART.items() if told.opinion is Opinion.CRASH)
    opinions = ask_all({"agreement": list(files.values())}, crashing)
    both = {name: (file.relative_to(data).as_posix() in refused, opinions[file]) for name, file in files.items()}
    alike = {name: (opinion is not Opinion.VALID, opinion) for name, (_, opinion) in ALIKE.items()}
    apart = {name: (told.refused, told.opinion) for name, (_, told) in APART.items()}
    assert both == alike | apart
    assert not any(agree(refused=told.refused, opinion=told.opinion) for _, told in APART.values())
