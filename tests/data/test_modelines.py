"""The first line of each shipped file, by which an editor finds the schema."""

import json
import re

from tests.conftest import REPOSITORY

DATA = REPOSITORY / "data"
SCHEMAS = REPOSITORY / "schemas"
FILES = sorted(path for path in DATA.rglob("*") if path.suffix in (".yaml", ".yml"))
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)")


def kind(file: str) -> str:
    """The kind of a file of the dataset, which is the name of its schema."""
    return "agreement" if file.startswith("agreements/") else file.removesuffix(".yaml")


def test_the_first_line_of_each_file_leads_to_its_schema() -> None:
    led_to = {}
    for file in FILES:
        with file.open(encoding="utf-8") as lines:
            modeline = MODELINE.fullmatch(next(lines).removesuffix("\n"))
        led_to[file.relative_to(DATA).as_posix()] = modeline and (file.parent / modeline[1]).resolve()
    assert led_to == {name: SCHEMAS.resolve() / f"{kind(name)}.schema.json" for name in led_to}


def test_each_schema_is_the_one_of_its_name_and_has_files() -> None:
    kinds = {kind(file.relative_to(DATA).as_posix()) for file in FILES}
    ids = {path.name: json.loads(path.read_text(encoding="utf-8"))["$id"] for path in SCHEMAS.iterdir()}
    assert ids == {f"{name}.schema.json": f"urn:coop-vn:schema:{name}:1" for name in kinds}
