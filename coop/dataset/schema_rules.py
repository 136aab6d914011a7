"""The rules that a schema keeps."""

from coop.bilingual import Bilingual
from coop.diagnostic import Rule, Severity

MISSING_KEY = Rule(
    "S101",
    "missing-key",
    Severity.ERROR,
    Bilingual("Every required key is there.", "Có đủ các khóa bắt buộc."),
)
UNKNOWN_KEY = Rule(
    "S102",
    "unknown-key",
    Severity.ERROR,
    Bilingual("There is no key that the schema does not know.", "Không có khóa nào mà lược đồ không biết."),
)
WRONG_TYPE = Rule(
    "S103",
    "wrong-type",
    Severity.ERROR,
    Bilingual("A value is of the type that the schema states.", "Giá trị thuộc đúng kiểu mà lược đồ nêu."),
)
NOT_A_CHOICE = Rule(
    "S104",
    "not-a-choice",
    Severity.ERROR,
    Bilingual(
        "Where the schema lists the values, the value is one of them.",
        "Chỗ nào lược đồ liệt kê các giá trị thì giá trị là một trong số đó.",
    ),
)
WRONG_FORM = Rule(
    "S105",
    "wrong-form",
    Severity.ERROR,
    Bilingual(
        "Text has the form that the schema states: a slug, an EDTF date, an address, a line of text.",
        "Chuỗi có dạng mà lược đồ nêu: mã, ngày EDTF, địa chỉ, một dòng chữ.",
    ),
)
OUT_OF_BOUNDS = Rule(
    "S106",
    "out-of-bounds",
    Severity.ERROR,
    Bilingual(
        "Numbers, texts and lists keep the bounds that the schema states: counts from 1, two parties, nothing"
        " listed twice.",
        "Số, chuỗi và danh sách nằm trong giới hạn mà lược đồ nêu: số đếm từ 1, hai bên tham gia, không gì liệt kê hai "
        "lần.",
    ),
)
NOT_ALLOWED_HERE = Rule(
    "S107",
    "not-allowed-here",
    Severity.ERROR,
    Bilingual("Keys that exclude each other do not stand together.", "Các khóa loại trừ nhau không đứng cùng nhau."),
)

RULES = (MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE, NOT_A_CHOICE, WRONG_FORM, OUT_OF_BOUNDS, NOT_ALLOWED_HERE)
