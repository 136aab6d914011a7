"""The canonical form of a file: the same data in the same words, laid out in the one way that `coop fmt` knows.

It is a function of what a file says: of its data and the order of its lists, its comments, and the blank lines between
groups. So a file that is typed by hand in any style of YAML comes out alike, and a change of one value changes its own
lines.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from coop.bilingual import Bilingual
from coop.dataset.canonical_comments import find_comments, find_line_starts, read_file
from coop.dataset.canonical_layout import render_file
from coop.dataset.canonical_scalars import write_text
from coop.dataset.canonical_shape import Kind, guess_kind, kind_of, load_shape
from coop.dataset.canonical_tree import File, Tree, build_tree, locate_tree
from coop.dataset.composer import Value
from coop.dataset.composer_rules import DUPLICATE_KEY
from coop.dataset.document import Document, Parsed, parse_document
from coop.diagnostic import Diagnostic

__all__ = ["Formatted", "Kind", "find_kind", "format_document", "format_text", "kind_of", "write_canonical"]


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file in canonical form, or why there is none.

    `text` is `None` where the file cannot be read: `diagnostics` then say why. Where it is read but the form is not
    proven to say the same, `refusal` says what would be lost, which `is_bug` says is a mistake of coop's.
    """

    text: str | None
    diagnostics: tuple[Diagnostic, ...] = ()
    refusal: Bilingual | None = None
    is_bug: bool = False


def format_text(text: str, *, kind: Kind, path: str = "") -> Formatted:
    """The canonical form of the text of a file; proven to hold the same data and comments, and to be its own form.

    What is wrong inside the data stays as it is, a float or an unknown key, say, which comes behind the known ones.
    """
    return format_document(parse_document(text, path=path), kind=kind)


def format_document(parsed: Parsed, *, kind: Kind) -> Formatted:
    """The canonical form of a file that was parsed."""
    doubled = tuple(found for found in parsed.diagnostics if found.rule is DUPLICATE_KEY)
    if parsed.document is None or doubled:  # of a key that stands twice, one value is not in the data
        return Formatted(None, doubled or parsed.diagnostics)
    if any(len(write_text(str(place[-1]))) > _LONGEST_KEY for place in parsed.document.keys):
        return Formatted(None, refusal=_LONG_KEY)
    shape = load_shape(kind)
    text = render_file(read_file(parsed.document), shape)
    after = parse_document(text, path=parsed.path)
    if after.document is None or not _is_same(parsed.document.data, after.document.data):
        return Formatted(None, refusal=_OTHER_DATA, is_bug=True)
    if Counter(each.code for each in parsed.diagnostics) != Counter(each.code for each in after.diagnostics):
        return Formatted(None, refusal=_OTHER_DATA, is_bug=True)
    if _count_comments(parsed.document) != _count_comments(after.document):
        return Formatted(None, refusal=_OTHER_COMMENTS, is_bug=True)
    if render_file(read_file(after.document), shape) != text:
        return Formatted(None, refusal=_NOT_STABLE, is_bug=True)
    return Formatted(text)


def write_canonical(data: Mapping[str, Value], kind: Kind) -> str:
    """Plain data as a canonical file, without comments; the texts are written as they are, in NFC or not."""
    tree = build_tree(dict(data))
    assert isinstance(tree, Tree)
    return render_file(File(tree), load_shape(kind))


def find_kind(text: str) -> Kind:
    """The kind of a file without a name, by the keys it holds; an agreement where it cannot be read."""
    document = parse_document(text, path="").document
    return guess_kind(document.data) if document is not None else Kind.AGREEMENT


_LONGEST_KEY = 1_000  # characters; beyond 1,024 no reader of YAML takes a text for a key
_LONG_KEY = Bilingual("a key is too long to stand on one line", "có khóa quá dài, không viết được trên một dòng")
_OTHER_DATA = Bilingual("its data would change", "dữ liệu sẽ bị thay đổi")
_OTHER_COMMENTS = Bilingual("a comment would be lost", "sẽ mất một chú thích")
_NOT_STABLE = Bilingual("a second pass would change it again", "định dạng lần thứ hai sẽ lại thay đổi")


def _is_same(before: Value, after: Value) -> bool:
    """Whether two values are alike; mappings in any order, `1` and `true` apart."""
    if isinstance(before, dict) and isinstance(after, dict):
        return before.keys() == after.keys() and all(_is_same(value, after[key]) for key, value in before.items())
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(map(_is_same, before, after))
    return type(before) is type(after) and before == after


def _count_comments(document: Document) -> Counter[str]:
    located = locate_tree(document, find_line_starts(document.text))
    return Counter(each.text for each in find_comments(document.text, located.scalars))
