"""Files in canonical form: read, formatted, proven, and written.

The form of letters comes first, as `coop validate --fix` puts it right: byte-order marks, line ends, NFC, trailing
space. Then the layout, which is proven to change neither the data nor the comments. Here it is proven too that each
waiver still waives what it did.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from coop.bilingual import Bilingual
from coop.dataset.canonical import Kind, find_kind, format_document, kind_of
from coop.dataset.document import Document, parse_document
from coop.dataset.layout import Location, find_agreement_files, find_vocabulary_files, is_passed_over
from coop.dataset.source_text import BYTE_ORDER_MARK, CARRIAGE_RETURN, MAX_BYTES, decode_source_text, read_source_text
from coop.dataset.writing import ChangedMeanwhile
from coop.diagnostic import Diagnostic
from coop.errors import UnreadableFile
from coop.validation.fixing import fix_text, is_linked, rewrite_file
from coop.validation.names import NOT_NFC, TRAILING_SPACE
from coop.validation.scope import Scope
from coop.validation.waivers import find_waivers

FORM_RULES = (BYTE_ORDER_MARK, CARRIAGE_RETURN, NOT_NFC, TRAILING_SPACE)
"""The rules whose findings formatting mends; a look-alike letter is another letter, and for `--fix` alone."""

_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class FormattedFile:
    """A file as it is and as it should be; `path` is relative to the dataset's folder.

    `after` is `None` where there is no canonical form: the file cannot be read, of which `diagnostics` tell, or
    `refusal` says what its form would not keep, which `is_bug` says is a mistake of coop's. `failure` says why the file
    could not be written.
    """

    path: str
    before: bytes
    after: bytes | None
    diagnostics: tuple[Diagnostic, ...] = ()
    refusal: Bilingual | None = None
    is_bug: bool = False
    failure: Bilingual | None = None

    @property
    def changes(self) -> bool:
        """Whether the file is brought into canonical form, or would be: it is not in it, and nothing failed."""
        return self.after is not None and self.after != self.before and self.failure is None

    @property
    def fails(self) -> bool:
        """Whether the file has no canonical form."""
        return self.after is None


def format_dataset(location: Location, *, scope: Scope) -> Iterator[FormattedFile]:
    """The files of the scope, each with its canonical form; nothing is written.

    Files that are no YAML by their names, and those reached through a symbolic link, are passed over: `coop validate`
    tells of them. `TooManyFiles` where there are more than any dataset has.
    """
    for file in (*find_vocabulary_files(location), *find_agreement_files(location)):
        path = file.relative_to(location.root).as_posix()
        if scope.holds(path) and path.endswith(_ENDINGS) and not _is_passed_over(file, location.root):
            yield _format_file(file, location.root, path)


def explain_passed_over(path: Path, scope: Scope, files: Sequence[FormattedFile]) -> Bilingual | None:
    """Why none of the files formatted is of a path that a person named, `scope`; `None` where one is."""
    if not scope.paths.isdisjoint(each.path for each in files) or any(scope.holds(each.path) for each in files):
        return None
    if path.is_symlink():
        return Bilingual("it is a symbolic link", "đây là liên kết tượng trưng")
    if path.is_dir():
        return Bilingual("it holds no file to format", "không có tệp nào để định dạng")
    if not path.name.endswith(_ENDINGS):
        return Bilingual("its name does not end in .yaml or .yml", "tên tệp không kết thúc bằng .yaml hay .yml")
    if any(is_passed_over(part) for each in scope.paths for part in each.split("/")):
        return Bilingual("it is hidden, or left behind by an editor", "tệp ẩn, hoặc do trình soạn thảo để lại")
    return Bilingual(
        "it is neither a vocabulary nor in agreements/", "không phải bảng từ vựng, cũng không nằm trong agreements/"
    )


def write_formatted(location: Location, file: FormattedFile) -> FormattedFile:
    """Write a file that is not in canonical form, in one step and with its permissions; returns what became of it.

    One that somebody saved since it was read is formatted again. One that cannot be written has a `failure`.
    """
    path = location.root / file.path
    for _ in range(_MAX_TRIES):
        if not file.changes or file.after is None:
            return file
        try:
            rewrite_file(path, file.after, instead_of=file.before)
        except ChangedMeanwhile:
            file = _format_file(path, location.root, file.path)
        except UnreadableFile as error:
            return replace(file, failure=error.message)
        else:
            return file
    return replace(file, after=None, refusal=_CHANGED) if file.changes else file


_MAX_TRIES = 3
_CHANGED = Bilingual("somebody else keeps changing it", "có người khác đang sửa tệp này")


def _is_passed_over(file: Path, root: Path) -> bool:
    try:
        return not file.exists() or is_linked(file, root)
    except (OSError, RuntimeError):
        return False  # reading it says what is wrong


def _format_file(file: Path, root: Path, path: str) -> FormattedFile:
    source = read_source_text(file, root=root)
    if source.text is None:
        return FormattedFile(path, b"", None, source.diagnostics)
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError:
        content = source.text.encode("utf-8")  # it was there just now: what was read is what is judged
    return format_content(content, path=path, kind=kind_of(path))


def format_content(content: bytes, *, path: str, kind: Kind | None = None) -> FormattedFile:
    """The bytes of a file with their canonical form; without a kind, it is the one that the keys tell."""
    mended = fix_text(content, rules=FORM_RULES).content
    source = decode_source_text(mended, path=path)
    if source.text is None:
        return FormattedFile(path, content, None, source.diagnostics)
    parsed = parse_document(source.text, path=path)
    formatted = format_document(parsed, kind=kind or find_kind(source.text))
    if formatted.text is None or parsed.document is None:
        found = tuple(_add_excerpt(each, source.text) for each in formatted.diagnostics)
        return FormattedFile(path, content, None, found, formatted.refusal, formatted.is_bug)
    if not _waives_the_same(parsed.document, formatted.text):
        return FormattedFile(path, content, None, refusal=_OTHER_WAIVERS)
    return FormattedFile(path, content, formatted.text.encode("utf-8"))


def _add_excerpt(diagnostic: Diagnostic, text: str) -> Diagnostic:
    lines = text.split("\n")
    number = diagnostic.span.line
    return replace(diagnostic, excerpt=lines[number - 1]) if number <= len(lines) else diagnostic


_OTHER_WAIVERS = Bilingual(
    "a waiver would hold for something else; put it on a line of its own above what it is meant for",
    "một miễn trừ sẽ có hiệu lực cho chỗ khác; hãy đặt nó trên một dòng riêng, ngay trên chỗ cần miễn",
)


def _waives_the_same(document: Document, text: str) -> bool:
    before = _find_waived(document)
    if not before:
        return True
    after = parse_document(text, path=document.path).document
    return after is not None and before == _find_waived(after)


def _find_waived(document: Document) -> Counter[tuple[str, str, int, int]]:
    """Each waiver as its code and reason, with the number of places it holds for and the sum of their hashes.

    Sums, for a hostile file has as many waivers as places, and each may hold for all of them. The whole file is no
    place: it begins where its first key happens to stand.
    """
    waivers = find_waivers(document).waivers
    if not waivers:
        return Counter()
    places = sorted(
        (*document.keys.get(place, span)[:2], hash(place)) for place, span in document.values.items() if place
    )
    sums = list(accumulate((code for _, _, code in places), initial=0))
    found: Counter[tuple[str, str, int, int]] = Counter()
    for waiver in waivers:
        first = bisect_left(places, waiver.extent[:2], key=lambda each: each[:2])
        last = bisect_left(places, waiver.extent[2:], key=lambda each: each[:2])
        found[waiver.code, waiver.reason, last - first, sums[last] - sums[first]] += 1
    return found
