"""Bytes on disk to text: what is not clean UTF-8 text is a finding at its place."""

import re
from dataclasses import dataclass
from pathlib import Path

from coop.bilingual import Bilingual
from coop.dataset.plain_file import FileRefused, find_inner_path, read_inside
from coop.diagnostic import Diagnostic, Rule, Severity, Span
from coop.language.form import is_plainly_in_form
from coop.language.quantity import group_digits

MAX_BYTES = 1_000_000  # the longest real agreement is some 20 kB
MAX_VALUES = 20_000  # in one file; the longest real one, a vocabulary, has some 1,500
MAX_FILES = 200_000  # under agreements/; a province signs some ten agreements a year
START = Span(1, 1, 1, 2)

UNREADABLE_FILE = Rule(
    "P101",
    "unreadable-file",
    Severity.ERROR,
    Bilingual(
        "A file of the dataset is a plain file inside the dataset's folder that the user may read: no folder "
        "named like a file, no symbolic link that leads outside.",
        "Tệp của bộ dữ liệu là tệp thường nằm trong thư mục của bộ dữ liệu và đọc được: không phải thư mục có tên "
        "như tệp, không phải liên kết tượng trưng dẫn ra ngoài.",
    ),
)
TOO_LARGE = Rule(
    "P102",
    "too-large",
    Severity.ERROR,
    Bilingual(
        "A file has at most {bytes} bytes, and holds at most {values} values.",
        "Một tệp có nhiều nhất {bytes} byte và chứa nhiều nhất {values} giá trị.",
    ).fill(bytes=group_digits(MAX_BYTES), values=group_digits(MAX_VALUES)),
)
NOT_UTF8 = Rule(
    "P103",
    "not-utf-8",
    Severity.ERROR,
    Bilingual("Text is UTF-8.", "Văn bản dùng mã UTF-8."),
)
CONTROL_CHARACTER = Rule(
    "P104",
    "control-character",
    Severity.ERROR,
    Bilingual(
        "Text holds no NUL and no other control character but tab and line feed, written out or as an escape, and no "
        "separator (U+2028) that some YAML readers take for the end of a line.",
        "Văn bản không có NUL hay ký tự điều khiển nào ngoài tab và dấu xuống dòng, dù viết thẳng hay viết bằng mã "
        "thoát, và không có dấu phân cách (U+2028) mà một số chương trình đọc YAML coi là hết dòng.",
    ),
)
TOO_MANY_FILES = Rule(
    "P105",
    "too-many-files",
    Severity.ERROR,
    Bilingual(
        "The folder agreements/ holds at most {limit} files and folders.",
        "Thư mục agreements/ có nhiều nhất {limit} tệp và thư mục.",
    ).fill(limit=group_digits(MAX_FILES)),
)
BYTE_ORDER_MARK = Rule(
    "F101",
    "byte-order-mark",
    Severity.ERROR,
    Bilingual(
        "A file does not begin with a byte-order mark.", "Tệp không bắt đầu bằng dấu thứ tự byte (byte-order mark)."
    ),
)
CARRIAGE_RETURN = Rule(
    "F102",
    "carriage-return",
    Severity.ERROR,
    Bilingual("Lines end with a line feed alone (LF, not CRLF).", "Dòng chỉ kết thúc bằng LF, không phải CRLF."),
)

RULES = (UNREADABLE_FILE, TOO_LARGE, NOT_UTF8, CONTROL_CHARACTER, TOO_MANY_FILES, BYTE_ORDER_MARK, CARRIAGE_RETURN)

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one file (`None` if there is none to go on with) and what is wrong with its bytes.

    `is_simple` says that it surely holds none but everyday characters, and no carriage return.
    """

    path: str
    text: str | None
    diagnostics: tuple[Diagnostic, ...]
    is_simple: bool = False

    @classmethod
    def of_text(cls, path: str, text: str) -> "SourceText":
        """The text of a file that nothing is wrong with so far: of a draft, or of one that was read."""
        return cls(path, text, (), is_simple(text))


def read_source_text(file: Path, *, root: Path) -> SourceText:
    """Read `file`, which has to lie inside `root`, the dataset's folder."""
    return read_text_inside(find_inner_path(str(file), str(root)) or file.relative_to(root).as_posix(), str(root))


def read_text_inside(path: str, root: str) -> SourceText:
    """Read the file at `path`, relative to the folder `root` and with forward slashes, which has to lie inside it."""
    try:
        content = read_inside(path, root, limit=MAX_BYTES)
    except FileRefused as refusal:
        return refuse_file(path, refusal.message)
    return decode_source_text(content, path=path)


def refuse_file(path: str, message: Bilingual) -> SourceText:
    """What stands for the text of a file that is not read, and why it is not."""
    return SourceText(path, None, (Diagnostic(path, START, UNREADABLE_FILE, message),))


def refuse_large_file(path: str) -> SourceText:
    """What stands for the text of a file of more than `MAX_BYTES`."""
    return SourceText(path, None, (Diagnostic(path, START, TOO_LARGE, _TOO_LARGE),))


def decode_source_text(content: bytes, *, path: str) -> SourceText:
    """Decode the bytes of a file; a finding for each way in which they are not clean UTF-8 text."""
    if len(content) > MAX_BYTES:
        return refuse_large_file(path)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return SourceText(path, None, (_not_utf8(path, content, error),))
    if is_simple(text):
        return SourceText(path, text, (), is_simple=True)
    diagnostics = []
    if text.startswith("\ufeff"):
        text = text[1:]
        diagnostics.append(Diagnostic(path, START, BYTE_ORDER_MARK, *_BYTE_ORDER_MARK))
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        diagnostics.append(Diagnostic(path, Span(line, 1, line, 2), CARRIAGE_RETURN, _CARRIAGE_RETURN))
        text = _end_lines_alike(text)
    control = find_control_character(text)
    if control is not None:
        offset, message = control
        diagnostics.append(Diagnostic(path, span_at(text, offset), CONTROL_CHARACTER, message))
    return SourceText(path, None if control else text, tuple(diagnostics))


def is_simple(text: str) -> bool:
    """Whether a text holds none but everyday characters, and no carriage return."""
    return "\r" not in text and is_plainly_in_form(text)


_TOO_LARGE = Bilingual(
    "the file is larger than {limit} bytes, expected less: a file holds one agreement or vocabulary",
    "tệp lớn hơn {limit} byte, cần nhỏ hơn: mỗi tệp chỉ chứa một thỏa thuận hoặc một bảng từ vựng",
).fill(limit=group_digits(MAX_BYTES))
_BYTE_ORDER_MARK = (
    Bilingual("the file begins with a byte-order mark", "tệp bắt đầu bằng dấu thứ tự byte (byte-order mark)"),
    Bilingual("save it without one", "lưu lại tệp không có dấu này"),
)
_CARRIAGE_RETURN = Bilingual(
    "a carriage return, expected lines that end with LF alone", "có ký tự CR, cần dòng chỉ kết thúc bằng LF"
)


def _end_lines_alike(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf8(path: str, content: bytes, error: UnicodeDecodeError) -> Diagnostic:
    before = _end_lines_alike(content[: error.start].decode("utf-8").removeprefix("\ufeff"))
    span = span_at(before, len(before))
    byte = f"0x{content[error.start]:02x}"
    message = Bilingual(f"byte {byte} is not UTF-8", f"byte {byte} không phải là UTF-8")
    return Diagnostic(path, span, NOT_UTF8, message, Bilingual("save the file as UTF-8", "lưu tệp bằng mã UTF-8"))


def find_control_character(text: str) -> tuple[int, Bilingual] | None:
    """The offset of the first control character and what to say of it; only the first, for a binary file has thousands.

    A carriage return counts: line ends are put right when a file is read.
    """
    found = _CONTROL.search(text)
    if found is None:
        return None
    code = f"U+{ord(found[0]):04X}"
    return found.start(), Bilingual(
        f"the control character {code}, expected text", f"có ký tự điều khiển {code}, tệp chỉ được chứa văn bản"
    )


def span_at(text: str, offset: int, length: int = 1) -> Span:
    """The place of `length` characters at `offset`, which lie on one line."""
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return Span(line, column, line, column + length)
