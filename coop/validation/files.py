"""What a file's name and folder say: the stem is the id, the folder is the year."""

from collections.abc import Iterator

from coop.bilingual import Bilingual
from coop.dataset.agreement import Agreement
from coop.dataset.document import Places
from coop.dataset.finding import AGREEMENTS
from coop.dataset.source_text import START
from coop.diagnostic import Diagnostic, Rule, Severity

ID_NOT_FILE_NAME = Rule(
    "X102", "id-not-file-name", Severity.ERROR,
    Bilingual("The id is the file's name without `.yaml`.", "Mã là tên tệp bỏ đuôi `.yaml`."),
)  # fmt: skip
WRONG_FOLDER = Rule(
    "X103", "wrong-folder", Severity.ERROR,
    Bilingual(
        "An agreement lies in the folder of its year: `agreements/<year>/<id>.yaml`.",
        "Tệp thỏa thuận nằm trong thư mục của năm ký: `agreements/<năm>/<mã>.yaml`.",
    ),
)  # fmt: skip
NOT_AN_AGREEMENT_FILE = Rule(
    "X106", "not-an-agreement-file", Severity.ERROR,
    Bilingual(
        "Under `agreements/` there are `.yaml` files and nothing else.",
        "Trong `agreements/` chỉ có các tệp `.yaml`, không có gì khác.",
    ),
)  # fmt: skip

RULES = (ID_NOT_FILE_NAME, WRONG_FOLDER, NOT_AN_AGREEMENT_FILE)


def is_yaml_by_name(path: str) -> bool:
    """Whether anything in the file is worth reading: a `README.md` has one finding, its name."""
    return path.endswith((".yaml", ".yml"))


def check_ending(path: str) -> Iterator[Diagnostic]:
    """Whether the file can be one of an agreement by its name."""
    if not path.endswith(".yaml"):
        message = Bilingual("the file's name does not end in .yaml", "tên tệp không có đuôi .yaml")
        hint = Bilingual(
            "every agreement is agreements/<year>/<id>.yaml", "mỗi thỏa thuận là một tệp agreements/<năm>/<mã>.yaml"
        )
        yield Diagnostic(path, START, NOT_AN_AGREEMENT_FILE, message, hint)


def check_name(agreement: Agreement, places: Places) -> Iterator[Diagnostic]:
    """Whether the file bears the name of its id."""
    if is_misnamed(agreement.id, places.path):
        message, hint = say_misnamed(agreement.id, places.path)
        yield Diagnostic(places.path, places.span("id"), ID_NOT_FILE_NAME, message, hint)


def is_misnamed(agreement_id: str, path: str) -> bool:
    """Whether the file at `path` bears another name than its agreement's id."""
    name = path.rsplit("/", 1)[-1]
    return bool(agreement_id) and agreement_id != name.removesuffix(".yaml").removesuffix(".yml")


def say_misnamed(agreement_id: str, path: str) -> tuple[Bilingual, Bilingual]:
    """What is said of a file that bears another name than its agreement's id, and what to do."""
    name = path.rsplit("/", 1)[-1]
    message = Bilingual(
        f"the id is '{agreement_id}' and the file is '{name}', expected the same",
        f"mã là '{agreement_id}' còn tệp là '{name}', hai tên phải trùng nhau",
    )
    hint = Bilingual(
        "ids are permanent: rename the file rather than the id of a published agreement",
        "mã là cố định: nên đổi tên tệp chứ không đổi mã của thỏa thuận đã công bố",
    )
    return message, hint


def check_folder(agreement: Agreement, places: Places) -> Iterator[Diagnostic]:
    """Whether the file lies in the folder of its date's year."""
    *folders, name = places.path.split("/")
    expected = [AGREEMENTS, str(agreement.date.year)]
    if folders != expected:
        where = "/".join(folders)
        message = Bilingual(
            f"the date is of {agreement.date.year} and the file lies in '{where}'",
            f"ngày thuộc năm {agreement.date.year} còn tệp nằm trong '{where}'",
        )
        path = "/".join((*expected, name))
        hint = Bilingual(f"expected {path}", f"phải là {path}")
        yield Diagnostic(places.path, places.span("date"), WRONG_FOLDER, message, hint)
