"""The rules that an agreement keeps beyond its schema so that it can be computed with, and what to say of a breach."""

from typing import TypeVar

from coop.bilingual import Bilingual, either
from coop.dataset.advice import say_nearest
from coop.dataset.terms import Measure, Term
from coop.dataset.vocabulary import Vocabulary
from coop.diagnostic import Rule, Severity
from coop.errors import UnknownName

UNKNOWN_LOCALITY = Rule(
    "X301",
    "unknown-locality",
    Severity.ERROR,
    Bilingual("Every locality is an id of localities.yaml.", "Mọi địa phương đều là mã có trong localities.yaml."),
)
UNKNOWN_FIELD = Rule(
    "X302",
    "unknown-field",
    Severity.ERROR,
    Bilingual("Every field is an id of fields.yaml.", "Mọi lĩnh vực đều là mã có trong fields.yaml."),
)
UNKNOWN_MEASURE = Rule(
    "X303",
    "unknown-measure",
    Severity.ERROR,
    Bilingual("Every measure is an id of measures.yaml.", "Mọi chỉ tiêu đều là mã có trong measures.yaml."),
)
WRONG_UNIT = Rule(
    "X304",
    "wrong-unit",
    Severity.ERROR,
    Bilingual(
        "A measure of money has a unit of money in its usual spelling (tỷ đồng, triệu USD), a count one of "
        "the measure's own.",
        "Chỉ tiêu tiền có đơn vị tiền viết đúng cách thường dùng (tỷ đồng, triệu USD), chỉ tiêu đếm có một trong các "
        "đơn vị của chính nó.",
    ),
)
IMPOSSIBLE_DATE = Rule(
    "D101",
    "impossible-date",
    Severity.ERROR,
    Bilingual(
        "A date is one that exists, and an interval ends after it begins.",
        "Ngày phải có thật, và khoảng thời gian kết thúc sau khi bắt đầu.",
    ),
)
BACKWARD_RANGE = Rule(
    "D102",
    "backward-range",
    Severity.ERROR,
    Bilingual(
        "The low end of a range lies below its high end.", "Đầu thấp của một khoảng giá trị phải nhỏ hơn đầu cao."
    ),
)

RULES = (UNKNOWN_LOCALITY, UNKNOWN_FIELD, UNKNOWN_MEASURE, WRONG_UNIT, IMPOSSIBLE_DATE, BACKWARD_RANGE)

AnyTerm = TypeVar("AnyTerm", bound=Term)


def say_backward(low: int, high: int) -> Bilingual:
    """What is wrong with a range that does not rise."""
    return Bilingual(
        f"the range runs from {low} to {high}, expected low below high",
        f"khoảng giá trị đi từ {low} đến {high}, low phải nhỏ hơn high",
    )


def say_not_counted(measure: Measure, unit: str) -> Bilingual:
    """What is wrong with a count in a unit that its measure does not have."""
    return Bilingual(
        "the measure '{measure}' is not counted in '{unit}', expected {expected}",
        "chỉ tiêu '{measure}' không đếm bằng '{unit}', cần là {expected}",
    ).fill(measure=measure.id, unit=unit, expected=either(f"'{each}'" for each in measure.units))


def say_misspelled(written: str, usual: str) -> Bilingual:
    """What is wrong with a unit of money in another spelling."""
    return Bilingual(
        f"the unit is spelled '{written}', expected '{usual}'", f"đơn vị viết là '{written}', cần là '{usual}'"
    )


def suggest_id(typed: str, vocabulary: Vocabulary[AnyTerm]) -> Bilingual | None:
    """Which id of the vocabulary was meant: by a name of it, by the province around a city, or the nearest."""
    try:
        found = vocabulary.resolve(typed).id
    except UnknownName as error:
        if error.hint is not None and vocabulary.find_parts(typed):
            return Bilingual("{part}: {hint}", "{part}: {hint}").fill(part=error.message, hint=error.hint)
        return say_nearest(typed, vocabulary.terms)
    return Bilingual(f"'{typed}' names '{found}'", f"'{typed}' là tên của '{found}'")
