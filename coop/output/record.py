"""One record as it stands in its file, nested, for programs."""

import json

from coop.bilingual import Bilingual
from coop.dataset.composer import Value
from coop.errors import UsageError
from coop.output.yaml_text import dump_yaml

RECORD_FORMATS = ("json", "jsonl", "yaml")
"""The formats that can hold something nested."""


def render_record(data: dict[str, Value], format_name: str) -> str:
    """The data of one file in one of `RECORD_FORMATS`; YAML is quoted so that every reader reads it alike."""
    if format_name == "json":
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    if format_name == "jsonl":
        return json.dumps(data, ensure_ascii=False) + "\n"
    if format_name == "yaml":
        return dump_yaml(data)
    listed = ", ".join(RECORD_FORMATS)
    raise UsageError(
        Bilingual(f"a record cannot be written as {format_name}", f"không xuất được một bản ghi ra dạng {format_name}"),
        hint=Bilingual(f"the formats are {listed}", f"các định dạng là {listed}"),
    )
