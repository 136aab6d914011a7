"""The rules that a schema keeps."""

from coop.diagnostic import Rule, Severity

MISSING_KEY = Rule(
    "S101",
    "missing-key",
    Severity.ERROR,
    "Every required key is there.",
)
UNKNOWN_KEY = Rule(
    "S102",
    "unknown-key",
    Severity.ERROR,
    "There is no key that the schema does not know.",
)
WRONG_TYPE = Rule(
    "S103",
    "wrong-type",
    Severity.ERROR,
    "A value is of the type that the schema states.",
)
NOT_A_CHOICE = Rule(
    "S104",
    "not-a-choice",
    Severity.ERROR,
    "Where the schema lists the values, the value is one of them.",
)
WRONG_FORM = Rule(
    "S105",
    "wrong-form",
    Severity.ERROR,
    "Text has the form that the schema states: a slug, an EDTF date, an address, a line of text.",
)
OUT_OF_BOUNDS = Rule(
    "S106",
    "out-of-bounds",
    Severity.ERROR,
    "Numbers, texts and lists keep the bounds that the schema states: counts from 1, two parties, nothing"
    " listed twice.",
)
NOT_ALLOWED_HERE = Rule(
    "S107",
    "not-allowed-here",
    Severity.ERROR,
    "Keys that exclude each other do not stand together.",
)

RULES = (MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE, NOT_A_CHOICE, WRONG_FORM, OUT_OF_BOUNDS, NOT_ALLOWED_HERE)
