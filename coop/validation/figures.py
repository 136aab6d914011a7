"""Figures: the number against the phrase it was read from, and its place in time against its measure."""

from collections.abc import Iterator
from dataclasses import replace

from coop.dataset.agreement import Agreement, Figure
from coop.dataset.composer import Place
from coop.dataset.document import Document
from coop.dataset.scalars import shorten
from coop.dataset.terms import Measure, Nature
from coop.dataset.vocabulary import Vocabularies
from coop.diagnostic import Diagnostic, Rule, Severity
from coop.language.amounts import AmountMatch, find_quantities
from coop.language.quantity import Quantity

DIFFERS_FROM_PHRASE = Rule(
    "D301", "differs-from-phrase", Severity.ERROR,
    "The amount, the unit and the qualifier of a figure mean what its `as_stated` says: a slip of a zero is found by "
    "the machine.",
)  # fmt: skip
UNREADABLE_PHRASE = Rule(
    "D302", "unreadable-phrase", Severity.ERROR,
    "`as_stated` holds the number phrase as printed, and it can be read as one number.",
)  # fmt: skip
STOCK_WITHOUT_DATE = Rule(
    "D303", "stock-without-as-of", Severity.ERROR,
    "A stock, so much on a day, has `as_of` and no `period`, or says `not_stated: [as_of]`.",
)  # fmt: skip
FLOW_WITHOUT_PERIOD = Rule(
    "D304", "flow-without-period", Severity.ERROR,
    "A flow, so much in a time, and a pledge have `period` and no `as_of`, or say `not_stated: [period]`.",
)  # fmt: skip
AMBIGUOUS_PHRASE = Rule(
    "D305", "ambiguous-phrase", Severity.WARNING,
    "`as_stated` can be read in one way only: of `45.5 tỷ đồng`, which may be 45,5 or 45.500, the machine cannot tell "
    "whether the amount is right.",
)  # fmt: skip

RULES = (DIFFERS_FROM_PHRASE, UNREADABLE_PHRASE, STOCK_WITHOUT_DATE, FLOW_WITHOUT_PERIOD, AMBIGUOUS_PHRASE)


def check_figures(agreement: Agreement, document: Document, vocabularies: Vocabularies) -> Iterator[Diagnostic]:
    """Every figure of one agreement, and the second currencies beside them."""
    for position, figure in enumerate(agreement.figures):
        measure = vocabularies.measures.terms[figure.measure]
        place: Place = ("figures", position)
        yield from _check_phrase(document, place, figure.as_stated, figure.quantity, measure=measure)
        for number, also in enumerate(figure.also):
            yield from _check_phrase(document, (*place, "also", number), also.as_stated, also.quantity, measure=None)
        yield from _check_time(figure, document, place, measure.nature)


def _check_phrase(
    document: Document, place: Place, phrase: str, quantity: Quantity, *, measure: Measure | None
) -> Iterator[Diagnostic]:
    """Compare a number with the phrase it was read from; one that fits a reading of an ambiguous phrase is doubted."""
    matches = _find_quantities(phrase, measure)
    readings = [reading for match in matches for reading in _readings(match)]
    if not readings:
        span = document.span(*place, "as_stated")
        hint = next((m.problem.message.en for m in matches if m.problem is not None), None)
        message = f"no number can be read in '{shorten(phrase)}', expected one such as 'khoảng 45.500 tỷ đồng'"
        yield Diagnostic(document.path, span, UNREADABLE_PHRASE, message, hint)
        return
    if any(match.quantity == quantity for match in matches):
        return
    if quantity in readings:
        span = document.span(*place, "as_stated")
        others = " or ".join(_say(reading) for reading in readings if reading != quantity)
        message = f"'{shorten(phrase)}' may also say {others}" if others else f"'{shorten(phrase)}' is oddly written"
        hint = f"compare the source: the file says {_say(quantity)}"
        yield Diagnostic(document.path, span, AMBIGUOUS_PHRASE, message, hint)
        return
    nearest = next((r for r in readings if r.unit == quantity.unit), readings[0])
    span = document.span(*place, _differing_key(document, place, nearest, quantity))
    message = f"the file says {_say(quantity)} and the phrase '{shorten(phrase)}' says {_say(nearest)}"
    if len(readings) > 1:
        message += " or " + " or ".join(_say(r) for r in readings if r != nearest)
    yield Diagnostic(document.path, span, DIFFERS_FROM_PHRASE, message)


def _find_quantities(phrase: str, measure: Measure | None) -> tuple[AmountMatch, ...]:
    """The numbers of the phrase, an English unit ("29 projects") under the name that the measure has for it."""
    if measure is None:
        return find_quantities(phrase)
    found = find_quantities(phrase, count_units=measure.readable_units)
    return tuple(replace(match, quantity=_in_own_unit(match.quantity, measure)) for match in found)


def _in_own_unit(quantity: Quantity | None, measure: Measure) -> Quantity | None:
    if quantity is None or quantity.is_money:
        return quantity
    return replace(quantity, unit=measure.unit_words.get(quantity.unit, quantity.unit))


def _readings(match: AmountMatch) -> tuple[Quantity, ...]:
    if match.quantity is not None:
        return (match.quantity,)
    return match.problem.readings if match.problem is not None else ()


def _differing_key(document: Document, place: Place, stated: Quantity, quantity: Quantity) -> str:
    """Which key of the figure to point at: the one whose value is likely wrong, of those that are there."""
    if stated.unit != quantity.unit or _is_other_scale(stated.low, quantity.low):
        return "unit"
    if (stated.low, stated.high) == (quantity.low, quantity.high):
        return "qualifier" if (*place, "qualifier") in document.values else "as_stated"
    if (*place, "amount") in document.values:
        return "amount"
    return "low" if stated.low != quantity.low else "high"


def _is_other_scale(one: int, other: int) -> bool:
    """Whether two sums differ by thousands alone: triệu for tỷ, not a zero too many."""
    small, large = sorted((one, other))
    return 0 < small < large and large in (small * 10**3, small * 10**6, small * 10**9)


def _say(quantity: Quantity) -> str:
    """The quantity in words that leave no doubt: the whole number, and its qualifier."""
    bare = f"{quantity.low:,}" if quantity.amount is not None else f"{quantity.low:,} to {quantity.high:,}"
    return f"{quantity.qualifier.label.en} {bare} {quantity.unit}"


def _check_time(figure: Figure, document: Document, place: Place, nature: Nature) -> Iterator[Diagnostic]:
    is_stock = nature is Nature.STOCK
    key, other = ("as_of", "period") if is_stock else ("period", "as_of")
    rule = STOCK_WITHOUT_DATE if is_stock else FLOW_WITHOUT_PERIOD
    data = {"as_of": figure.as_of is not None, "period": bool(figure.period)}
    if data[other]:
        span = document.key_span(*place, other)
        message = f"the measure '{figure.measure}' is a {nature.value}, which has {key}, not {other}"
        yield Diagnostic(document.path, span, rule, message)
    elif not data[key] and key not in figure.not_stated:
        span = document.span(*place, "id")
        message = f"the {nature.value} '{figure.id}' has no {key}"
        yield Diagnostic(document.path, span, rule, message, f"where no source tells, say `not_stated: [{key}]`")
