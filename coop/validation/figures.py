"""Figures: the number against the phrase it was read from, and its place in time against its measure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from coop.bilingual import Bilingual, either
from coop.dataset.agreement import Agreement, Figure
from coop.dataset.composer import Place
from coop.dataset.document import Document
from coop.dataset.scalars import shorten
from coop.dataset.terms import Measure, Nature
from coop.dataset.vocabulary import Vocabularies
from coop.diagnostic import Diagnostic, Rule, Severity
from coop.language.amount_shapes import read_by_shape
from coop.language.amounts import AmountMatch, find_quantities
from coop.language.quantity import Qualifier, Quantity
from coop.validation.doubts import Doubts, number_values

DIFFERS_FROM_PHRASE = Rule(
    "D301", "differs-from-phrase", Severity.ERROR,
    Bilingual(
        "The amount, the unit and the qualifier of a figure mean what its `as_stated` says: a slip of a zero is found "
        "by the machine.",
        "Số lượng, đơn vị và mức chính xác của số liệu đúng như `as_stated` viết: thừa thiếu một số 0 thì máy nhận ra.",
    ),
)  # fmt: skip
UNREADABLE_PHRASE = Rule(
    "D302", "unreadable-phrase", Severity.ERROR,
    Bilingual(
        "`as_stated` holds the number phrase as printed, and it can be read as one number: of two in one unit, nobody "
        "knows which is meant.",
        "`as_stated` giữ nguyên cụm số như báo in, và đọc được thành một con số: có hai số cùng đơn vị thì không biết "
        "là số nào.",
    ),
)  # fmt: skip
STOCK_WITHOUT_DATE = Rule(
    "D303", "stock-without-as-of", Severity.ERROR,
    Bilingual(
        "A stock, so much on a day, has `as_of` and no `period`, or says `not_stated: [as_of]`.",
        "Số thời điểm (có bao nhiêu vào một ngày) có `as_of`, không có `period`, hoặc ghi `not_stated: [as_of]`.",
    ),
)  # fmt: skip
FLOW_WITHOUT_PERIOD = Rule(
    "D304", "flow-without-period", Severity.ERROR,
    Bilingual(
        "A flow, so much in a time, and a pledge have `period` and no `as_of`, or say `not_stated: [period]`.",
        "Số thời kỳ (bao nhiêu trong một khoảng thời gian) và cam kết có `period`, không có `as_of`, hoặc ghi "
        "`not_stated: [period]`.",
    ),
)  # fmt: skip
AMBIGUOUS_PHRASE = Rule(
    "D305", "ambiguous-phrase", Severity.WARNING,
    Bilingual(
        "`as_stated` can be read in one way only: of `45.5 tỷ đồng`, which may be 45,5 or 45.500, the machine cannot "
        "tell whether the amount is right.",
        "`as_stated` chỉ đọc được theo một cách: với `45.5 tỷ đồng`, có thể là 45,5 hoặc 45.500, máy không biết số "
        "lượng có đúng không.",
    ),
)  # fmt: skip

RULES = (DIFFERS_FROM_PHRASE, UNREADABLE_PHRASE, STOCK_WITHOUT_DATE, FLOW_WITHOUT_PERIOD, AMBIGUOUS_PHRASE)


def check_figures(
    agreement: Agreement, document: Document, vocabularies: Vocabularies, doubts: Doubts
) -> Iterator[Diagnostic]:
    """Every figure of one agreement, and the second currencies beside them."""
    for position, figure in number_values(document, "figures", agreement.figures):
        measure = vocabularies.measures.terms.get(figure.measure)
        place: Place = ("figures", position)
        if measure is None or doubts.about(*place, "measure"):
            continue
        if _is_number_whole(document, place, doubts):
            yield from _check_phrase(document, place, figure.as_stated, figure.quantity, measure=measure)
        for number, also in enumerate(figure.also):
            inner: Place = (*place, "also", number)
            if _is_number_whole(document, inner, doubts):
                yield from _check_phrase(document, inner, also.as_stated, also.quantity, measure=None)
        yield from _check_time(figure, document, place, measure.nature, doubts)


_SHOWN_NUMBERS = 3
_NUMBER_KEYS = ("amount", "low", "high", "unit", "qualifier", "as_stated")


def _is_number_whole(document: Document, place: Place, doubts: Doubts) -> bool:
    """Whether all of a number is there to be compared with its phrase, and nothing of it has an error."""
    there = document.mapping(place)
    is_there = "unit" in there and "as_stated" in there and ("amount" in there or ("low" in there and "high" in there))
    return is_there and not doubts.about_any(*_NUMBER_KEYS, of=place)


def _check_phrase(
    document: Document, place: Place, phrase: str, quantity: Quantity, *, measure: Measure | None
) -> Iterator[Diagnostic]:
    """Compare a number with the phrase it was read from; one that fits a reading of an ambiguous phrase is doubted."""
    at_once = read_by_shape(phrase, count_units=measure.readable_units if measure is not None else ())
    if at_once is not None and (at_once if measure is None else _in_own_unit(at_once, measure)) == quantity:
        return
    matches = _find_quantities(phrase, measure)
    readings = [reading for match in matches for reading in _readings(match)]
    others = _other_numbers(matches, quantity)
    if not readings:
        yield _unreadable(document, place, phrase, matches)
    elif quantity in readings and others:
        yield _crowded(document, place, phrase, others, quantity)
    elif all(match.quantity != quantity for match in matches):
        if quantity in readings:
            yield _ambiguous(document, place, phrase, [each for each in readings if each != quantity], quantity)
        else:
            yield _differing(document, place, phrase, readings, quantity)


def _unreadable(document: Document, place: Place, phrase: str, matches: tuple[AmountMatch, ...]) -> Diagnostic:
    hint = next((m.problem.message for m in matches if m.problem is not None), None)
    message = Bilingual(
        f"no number can be read in '{shorten(phrase)}', expected one such as 'khoảng 45.500 tỷ đồng'",
        f"không đọc được con số nào trong '{shorten(phrase)}', cần một cụm như 'khoảng 45.500 tỷ đồng'",
    )
    return Diagnostic(document.path, document.span(*place, "as_stated"), UNREADABLE_PHRASE, message, hint)


def _other_numbers(matches: Iterable[AmountMatch], quantity: Quantity) -> list[Quantity]:
    """What the phrase says in the unit of the figure beside the figure's own number, however that is hedged."""
    said = [[r for r in _readings(match) if r.unit == quantity.unit] for match in matches]
    return [each[0] for each in said if each and all((r.low, r.high) != (quantity.low, quantity.high) for r in each)]


def _crowded(document: Document, place: Place, phrase: str, others: list[Quantity], quantity: Quantity) -> Diagnostic:
    said, also, shown = _say(quantity), either(map(_say, others[:_SHOWN_NUMBERS])), shorten(phrase)
    message = Bilingual(
        f"'{shown}' says {said.en}, and {also.en} as well, expected one number",
        f"'{shown}' vừa ghi {said.vi}, vừa ghi {also.vi}, cần một con số",
    )
    hint = Bilingual(
        "keep the phrase of this figure alone: a second number is a figure of its own",
        "chỉ giữ cụm của số liệu này: con số thứ hai là một số liệu riêng",
    )
    return Diagnostic(document.path, document.span(*place, "as_stated"), UNREADABLE_PHRASE, message, hint)


def _ambiguous(document: Document, place: Place, phrase: str, others: list[Quantity], quantity: Quantity) -> Diagnostic:
    said, shown = _say(quantity), shorten(phrase)
    message = Bilingual(f"'{shown}' is oddly written", f"'{shown}' viết không theo lệ thường")
    if others:
        also = either(map(_say, others))
        message = Bilingual(f"'{shown}' may also say {also.en}", f"'{shown}' cũng có thể là {also.vi}")
    hint = Bilingual(f"compare the source: the file says {said.en}", f"hãy đối chiếu với nguồn: tệp ghi {said.vi}")
    return Diagnostic(document.path, document.span(*place, "as_stated"), AMBIGUOUS_PHRASE, message, hint)


def _differing(
    document: Document, place: Place, phrase: str, readings: list[Quantity], quantity: Quantity
) -> Diagnostic:
    nearest = next((r for r in readings if r.unit == quantity.unit), readings[0])
    span = document.span(*place, _differing_key(document, place, nearest, quantity))
    said, read = _say(quantity), either(map(_say, (nearest, *(r for r in readings if r != nearest))))
    if quantity.qualifier is Qualifier.EXACT and (nearest.low, nearest.high) == (quantity.low, quantity.high):
        said = Bilingual(said.en, f"{quantity.qualifier.label.vi} {said.vi}")  # that is all in which they differ
    message = Bilingual(
        f"the file says {said.en} and the phrase '{shorten(phrase)}' says {read.en}",
        f"tệp ghi {said.vi}, còn cụm '{shorten(phrase)}' nghĩa là {read.vi}",
    )
    return Diagnostic(document.path, span, DIFFERS_FROM_PHRASE, message)


def _find_quantities(phrase: str, measure: Measure | None) -> tuple[AmountMatch, ...]:
    """The numbers of the phrase, an English unit ("29 projects") under the name that the measure has for it."""
    if measure is None:
        return find_quantities(phrase)
    found = find_quantities(phrase, count_units=measure.readable_units)
    return tuple(replace(match, quantity=_in_own_unit(match.quantity, measure)) for match in found)


def _in_own_unit(quantity: Quantity | None, measure: Measure) -> Quantity | None:
    if quantity is None or quantity.is_money:
        return quantity
    unit = measure.unit_words.get(quantity.unit, quantity.unit)
    return quantity if unit == quantity.unit else replace(quantity, unit=unit)


def _readings(match: AmountMatch) -> tuple[Quantity, ...]:
    if match.quantity is not None:
        return (match.quantity,)
    return match.problem.readings if match.problem is not None else ()


def _differing_key(document: Document, place: Place, stated: Quantity, quantity: Quantity) -> str:
    """Which key of the figure to point at: the one whose value is likely wrong, of those that are there."""
    if stated.unit != quantity.unit or _is_other_scale(stated.low, quantity.low):
        return "unit"
    if (stated.low, stated.high) == (quantity.low, quantity.high):
        return "qualifier" if "qualifier" in document.mapping(place) else "as_stated"
    if "amount" in document.mapping(place):
        return "amount"
    return "low" if stated.low != quantity.low else "high"


def _is_other_scale(one: int, other: int) -> bool:
    """Whether two sums differ by thousands alone: triệu for tỷ, not a zero too many."""
    small, large = sorted((one, other))
    return 0 < small < large and large in (small * 10**3, small * 10**6, small * 10**9)


def _say(quantity: Quantity) -> Bilingual:
    """The quantity in words that leave no doubt: the whole number, and its qualifier."""
    bare = f"{quantity.low:,}" if quantity.amount is not None else f"{quantity.low:,} to {quantity.high:,}"
    label = quantity.qualifier.label
    bare_vi = bare.replace(",", ".").replace(" to ", " đến ")
    said_vi = f"{bare_vi} {quantity.unit}"  # a bare number is an exact one
    if quantity.qualifier is not Qualifier.EXACT:
        said_vi = f"{label.vi} {said_vi}"
    return Bilingual(f"{label.en} {bare} {quantity.unit}", said_vi)


def _check_time(
    figure: Figure, document: Document, place: Place, nature: Nature, doubts: Doubts
) -> Iterator[Diagnostic]:
    """A key that has no place here is told whatever it holds, but where both are there, which the schema tells."""
    is_stock = nature is Nature.STOCK
    key, other = ("as_of", "period") if is_stock else ("period", "as_of")
    rule = STOCK_WITHOUT_DATE if is_stock else FLOW_WITHOUT_PERIOD
    there = document.mapping(place)
    is_there = key in there
    if other in there and not (is_there and doubts.about(*place, other)):
        span = document.key_span(*place, other)
        message = Bilingual(
            f"the measure '{figure.measure}' is a {nature.label.en}, which has {key}, not {other}",
            f"chỉ tiêu '{figure.measure}' là {nature.label.vi}, cần {key} chứ không phải {other}",
        )
        yield Diagnostic(document.path, span, rule, message)
    elif not (is_there or key in figure.not_stated or doubts.about_any(key, other, "not_stated", of=place)):
        message = Bilingual(
            f"the {nature.label.en} '{figure.id}' has no {key}", f"{nature.label.vi} '{figure.id}' không có {key}"
        )
        hint = Bilingual(
            f"where no source tells, say `not_stated: [{key}]`", f"nếu không nguồn nào nói, ghi `not_stated: [{key}]`"
        )
        yield Diagnostic(document.path, document.span(*place, "id"), rule, message, hint)
