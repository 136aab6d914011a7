"""What a file's name and folder say: the stem is the id, the folder is the year."""

from collections.abc import Iterator

from coop.dataset.agreement import Agreement
from coop.dataset.document import Document
from coop.dataset.source_text import START
from coop.diagnostic import Diagnostic, Rule, Severity

ID_NOT_FILE_NAME = Rule("X102", "id-not-file-name", Severity.ERROR, "The id is the file's name without `.yaml`.")
WRONG_FOLDER = Rule(
    "X103",
    "wrong-folder",
    Severity.ERROR,
    "An agreement lies in the folder of its year: `agreements/<year>/<id>.yaml`.",
)
NOT_AN_AGREEMENT_FILE = Rule(
    "X106", "not-an-agreement-file", Severity.ERROR, "Under `agreements/` there are `.yaml` files and nothing else."
)

RULES = (ID_NOT_FILE_NAME, WRONG_FOLDER, NOT_AN_AGREEMENT_FILE)


def is_yaml_by_name(path: str) -> bool:
    """Whether anything in the file is worth reading: a `README.md` has one finding, its name."""
    return path.endswith((".yaml", ".yml"))


def check_ending(path: str) -> Iterator[Diagnostic]:
    """Whether the file can be one of an agreement by its name."""
    if not path.endswith(".yaml"):
        message = "the file's name does not end in .yaml"
        yield Diagnostic(path, START, NOT_AN_AGREEMENT_FILE, message, "every agreement is agreements/<year>/<id>.yaml")


def check_place(agreement: Agreement, document: Document, *, is_first: bool) -> Iterator[Diagnostic]:
    """Whether the file lies where its id and date say; an id that is taken (`is_first` is no) has its finding."""
    *folders, name = document.path.split("/")
    stem = name.removesuffix(".yaml").removesuffix(".yml")
    if agreement.id != stem and is_first:
        message = f"the id is '{agreement.id}' and the file is '{name}', expected the same"
        hint = "ids are permanent: rename the file rather than the id of a published agreement"
        yield Diagnostic(document.path, document.span("id"), ID_NOT_FILE_NAME, message, hint)
    expected = ["agreements", str(agreement.date.year)]
    if folders != expected:
        message = f"the date is of {agreement.date.year} and the file lies in '{'/'.join(folders)}'"
        hint = f"expected {'/'.join((*expected, name))}"
        yield Diagnostic(document.path, document.span("date"), WRONG_FOLDER, message, hint)
