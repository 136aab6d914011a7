"""The rules of what YAML may hold here: plain lists, mappings and scalars, within bounds."""

from coop.bilingual import Bilingual
from coop.diagnostic import Rule, Severity
from coop.language.quantity import group_digits

MAX_DEPTH = 20  # an agreement nests five deep
MAX_SCALAR = 20_000  # characters; the longest real text is a definition of some 500

DUPLICATE_KEY = Rule(
    "P202",
    "duplicate-key",
    Severity.ERROR,
    Bilingual(
        "A mapping has each key once, quoted or not: of two, most readers keep the last without a word.",
        "Mỗi khóa chỉ có một lần, dù có dấu nháy hay không: gặp hai khóa giống nhau, phần lớn chương trình lặng lẽ giữ "
        "khóa sau.",
    ),
)
SEVERAL_DOCUMENTS = Rule(
    "P204",
    "several-documents",
    Severity.ERROR,
    Bilingual("A file holds one YAML document.", "Một tệp chỉ chứa một tài liệu YAML."),
)
ANCHOR = Rule(
    "P205",
    "anchor-or-alias",
    Severity.ERROR,
    Bilingual(
        "Values are written out: anchors, aliases and merge keys are refused, for they hide what a file says "
        "and can expand without end.",
        "Giá trị phải viết đầy đủ: không dùng neo, bí danh và khóa gộp, vì chúng che mất nội dung của tệp và có thể nở "
        "ra vô hạn.",
    ),
)
TAG = Rule(
    "P206",
    "tag",
    Severity.ERROR,
    Bilingual(
        "Tags (`!!python/object`, `!!str`) are refused: values are plain text and numbers.",
        "Không dùng thẻ (`!!python/object`, `!!str`): giá trị chỉ là chuỗi và số.",
    ),
)
TOO_DEEP = Rule(
    "P207",
    "too-deep",
    Severity.ERROR,
    Bilingual(
        f"Lists and mappings nest at most {MAX_DEPTH} deep.",
        f"Danh sách và khóa lồng nhau nhiều nhất {MAX_DEPTH} tầng.",
    ),
)
KEY_NOT_TEXT = Rule(
    "P208",
    "key-not-text",
    Severity.ERROR,
    Bilingual(
        "A key is a word, never a list, a mapping, a number or nothing.",
        "Khóa là một từ, không phải danh sách, nhóm khóa, số hay để trống.",
    ),
)
EMPTY_VALUE = Rule(
    "P209",
    "empty-value",
    Severity.ERROR,
    Bilingual(
        "A key without a value is left out: an empty value says neither that nothing is known nor that there is "
        "nothing.",
        "Khóa không có giá trị thì bỏ đi: để trống không cho biết là chưa rõ hay là không có.",
    ),
)
LONG_SCALAR = Rule(
    "P210",
    "long-scalar",
    Severity.ERROR,
    Bilingual(
        "A key or a value has at most {limit} characters.", "Một khóa hay giá trị có nhiều nhất {limit} ký tự."
    ).fill(limit=group_digits(MAX_SCALAR)),
)
DIRECTIVE = Rule(
    "P211",
    "directive",
    Severity.ERROR,
    Bilingual(
        "No directive (`%YAML 1.1`) stands before the document: with one, other readers take `no` for false.",
        "Không có chỉ thị (`%YAML 1.1`) trước tài liệu: nếu có, chương trình khác sẽ đọc `no` thành sai (false).",
    ),
)

RULES = (DUPLICATE_KEY, SEVERAL_DOCUMENTS, ANCHOR, TAG, TOO_DEEP, KEY_NOT_TEXT, EMPTY_VALUE, LONG_SCALAR, DIRECTIVE)
