"""The `schemas/` folder beside a dataset, which serves editors: whether it says what the program says."""

from collections.abc import Iterator
from pathlib import Path

from coop.bilingual import Bilingual
from coop.dataset.layout import VOCABULARIES, Location
from coop.dataset.source_text import START, read_source_text
from coop.diagnostic import Diagnostic, Rule, Severity

SCHEMA_DIFFERS = Rule(
    "X107", "schema-differs", Severity.NOTE,
    Bilingual(
        "A `schemas/` folder beside the data holds the schemas of this version of coop, so that an editor and "
        "`coop validate` judge alike. Validation itself uses the program's own.",
        "Thư mục `schemas/` cạnh dữ liệu chứa đúng các lược đồ của phiên bản coop này, để trình soạn thảo và "
        "`coop validate` đánh giá như nhau. Bản thân việc kiểm tra dùng lược đồ của chương trình.",
    ),
)  # fmt: skip

RULES = (SCHEMA_DIFFERS,)


def check_schemas(location: Location, program: Path) -> Iterator[Diagnostic]:
    """Every schema beside the dataset that differs from that in `program`, the folder of the program's own."""
    beside = location.root.resolve().parent / "schemas"
    if not beside.is_dir() or beside.is_symlink() or beside.samefile(program):
        return
    for name in ("agreement", *VOCABULARIES):
        file = f"{name}.schema.json"
        own = read_source_text(program / file, root=program).text
        theirs = read_source_text(beside / file, root=beside).text
        if own != theirs:
            yield Diagnostic(f"../schemas/{file}", START, SCHEMA_DIFFERS, _message(theirs), _HINT)


_HINT = Bilingual(
    "editors follow the file, `coop validate` its own schemas: copy those of this version over it",
    "trình soạn thảo theo tệp này, `coop validate` theo lược đồ của mình: chép lược đồ của phiên bản này đè lên",
)


def _message(theirs: str | None) -> Bilingual:
    if theirs is None:
        return Bilingual(
            "the schema is missing or cannot be read, expected that of this version of coop",
            "lược đồ không có hoặc không đọc được, cần lược đồ của phiên bản coop này",
        )
    return Bilingual(
        "the schema differs from that of this version of coop", "lược đồ khác với lược đồ của phiên bản coop này"
    )
