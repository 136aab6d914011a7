"""Whether two linked figures can be what the link says: one fact (`same_as`), or a part and its whole (`part_of`).

A hedged number stands for those within ten per cent of it: "about 30" for 27 to 33, "over 30" for 30 to 33, "nearly
30" for 27 to 30. An end, or a time, that one of the two does not state says nothing against the link. Localities that
became others count as those.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from coop.bilingual import Bilingual, Language
from coop.dataset.agreement import Ends, Figure, When
from coop.dataset.scalars import shorten
from coop.dataset.terms import Locality
from coop.language.dates import EdtfInterval
from coop.language.quantity import Qualifier, Quantity, format_quantity
from coop.validation.vocabularies import find_successors

_MAY_BE_LESS = (Qualifier.ABOUT, Qualifier.NEARLY, Qualifier.AT_MOST)
_MAY_BE_MORE = (Qualifier.ABOUT, Qualifier.OVER, Qualifier.AT_LEAST)
_WITHOUT_TOP = (Qualifier.OVER, Qualifier.AT_LEAST)


def find_flaw_of_same(figure: Figure, other: Figure, localities: Mapping[str, Locality]) -> Bilingual | None:
    """Why the figure cannot report the fact that the other reports, if so."""
    flaw = _find_flaw_of_kind(figure, other)
    if flaw is not None:
        return flaw
    if not any(_are_same(one, two) for one, two in _name_ends(figure, other, localities)):
        return _say_ends(
            figure, other,
            Bilingual(
                "points at '{other}' {those}, expected the same ends as here, {these}",
                "trỏ đến '{other}' {those}, cần cùng hai đầu như ở đây, {these}",
            ),
        )  # fmt: skip
    if _are_comparable(figure, other) and not _may_be_equal(figure.quantity, other.quantity):
        return _say_amounts(
            figure, other,
            Bilingual(
                "points at '{other}' of {that}, and this figure is of {this}, expected the same amount",
                "trỏ đến '{other}' là {that}, còn số liệu này là {this}, cần cùng một số",
            ),
        )  # fmt: skip
    return _find_flaw_of_time(figure, other)


def find_flaw_of_part(figure: Figure, other: Figure, localities: Mapping[str, Locality]) -> Bilingual | None:
    """Why the figure cannot be a part of the other, if so."""
    flaw = _find_flaw_of_kind(figure, other)
    if flaw is not None:
        return flaw
    if not any(_lies_within(part, whole) for part, whole in _name_ends(figure, other, localities)):
        return _say_ends(
            figure, other,
            Bilingual(
                "points at '{other}' {those}, expected a whole whose ends hold those of its part, {these}",
                "trỏ đến '{other}' {those}, cần số tổng có hai đầu bao gồm hai đầu của phần, {these}",
            ),
        )  # fmt: skip
    if _are_comparable(figure, other) and _is_larger(figure.quantity, other.quantity):
        return _say_amounts(
            figure, other,
            Bilingual(
                "points at '{other}' of {that}, and this part is of {this}, expected a whole no smaller than its part",
                "trỏ đến '{other}' là {that}, còn phần này là {this}, cần số tổng không nhỏ hơn phần",
            ),
        )  # fmt: skip
    return None


def _find_flaw_of_kind(figure: Figure, other: Figure) -> Bilingual | None:
    if other.reference == figure.reference:
        return Bilingual("points at the figure itself", "trỏ đến chính số liệu này")
    onward = other.part_of or other.same_as
    if onward is not None:
        return Bilingual(
            f"points at '{other.id}', which itself points at '{onward}', expected a figure that points nowhere",
            f"trỏ đến '{other.id}', mà số liệu này lại trỏ đến '{onward}', cần một số liệu không trỏ đi đâu",
        )
    if other.measure != figure.measure:
        return Bilingual(
            f"points at a figure of the measure '{other.measure}', expected '{figure.measure}'",
            f"trỏ đến số liệu của chỉ tiêu '{other.measure}', cần '{figure.measure}'",
        )
    if other.quantity.unit != figure.quantity.unit:
        return Bilingual(
            f"points at a figure in {other.quantity.unit}, expected {figure.quantity.unit}",
            f"trỏ đến số liệu tính bằng {other.quantity.unit}, cần {figure.quantity.unit}",
        )
    return None


def _find_flaw_of_time(figure: Figure, other: Figure) -> Bilingual | None:
    one, two = _find_days(figure), _find_days(other)
    if one is None or two is None or (one[0] <= two[1] and two[0] <= one[1]):
        return None
    return Bilingual(
        "points at '{other}' of {that}, and this figure is of {this}, expected the same time",
        "trỏ đến '{other}' ({that}), còn số liệu này ({this}), cần cùng một thời gian",
    ).fill(other=_name(figure, other), that=_say_time(other), this=_say_time(figure))


def _are_same(one: Ends, other: Ends) -> bool:
    if not one.localities or not other.localities or one.key == other.key:
        return True
    if one.between or other.between:
        return False
    sides = ((one.source, other.source), (one.destination, other.destination))
    return all(not these or not those or set(these) == set(those) for these, those in sides)


def _lies_within(part: Ends, whole: Ends) -> bool:
    if not part.localities or not whole.localities:
        return True
    if whole.between:
        return set(whole.between).issuperset(part.localities)
    if part.between:
        return False
    sides = ((part.source, whole.source), (part.destination, whole.destination))
    return all(not inner or not outer or set(outer).issuperset(inner) for inner, outer in sides)


def _name_ends(figure: Figure, other: Figure, localities: Mapping[str, Locality]) -> Iterator[tuple[Ends, Ends]]:
    """The ends of both as they are, and in the names that their localities have come to."""
    yield figure.ends, other.ends
    yield _fold_ends(figure.ends, localities), _fold_ends(other.ends, localities)


def _fold_ends(ends: Ends, localities: Mapping[str, Locality]) -> Ends:
    return Ends(*(_fold_all(side, localities) for side in (ends.source, ends.destination, ends.between)))


def _fold_all(ids: Iterable[str], localities: Mapping[str, Locality]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(last for each in ids for last in _find_last(each, localities)))


def _find_last(locality: str, localities: Mapping[str, Locality]) -> list[str]:
    later = sorted(find_successors(localities, locality))
    return [each for each in later if each in localities and not localities[each].successor] or [locality]


def _are_comparable(figure: Figure, other: Figure) -> bool:
    """Whether their amounts must agree: one that is likely misprinted may be off, and a rate is no sum."""
    return figure.doubtful is None and other.doubtful is None and figure.per == other.per


def _may_be_equal(one: Quantity, other: Quantity) -> bool:
    return _least(one) <= _most(other) and _least(other) <= _most(one)


def _is_larger(part: Quantity, whole: Quantity) -> bool:
    return whole.qualifier not in _WITHOUT_TOP and _least(part) > _most(whole)


def _least(quantity: Quantity) -> int:
    return quantity.low * 9 // 10 if quantity.qualifier in _MAY_BE_LESS else quantity.low


def _most(quantity: Quantity) -> int:
    return -(-quantity.high * 11 // 10) if quantity.qualifier in _MAY_BE_MORE else quantity.high


def _find_days(figure: Figure) -> tuple[date, date] | None:
    """The first and the last day on which it can be; none where it has no time, or only about one."""
    whens = _find_times(figure)
    if not whens or any(when.is_approximate for when in whens):
        return None
    firsts = [when.first_day or date.min for when in whens]
    lasts = [when.last_day or date.max for when in whens]
    return min(firsts), max(lasts)


def _find_times(figure: Figure) -> tuple[When, ...]:
    """A flow's periods; a stock's day, which of an interval is its end."""
    as_of = figure.as_of
    if as_of is None:
        return figure.period
    return (as_of.end if isinstance(as_of, EdtfInterval) and as_of.end is not None else as_of,)


def _say_time(figure: Figure) -> str:
    return shorten(", ".join(str(when) for when in (figure.period if figure.as_of is None else (figure.as_of,))))


def _name(figure: Figure, other: Figure) -> str:
    return other.id if other.agreement == figure.agreement else other.reference


def _say_amounts(figure: Figure, other: Figure, message: Bilingual) -> Bilingual:
    this, that = _say_quantity(figure.quantity), _say_quantity(other.quantity)
    return message.fill(other=_name(figure, other), that=that, this=this)


def _say_quantity(quantity: Quantity) -> Bilingual:
    return Bilingual(*(shorten(format_quantity(quantity, language)) for language in (Language.EN, Language.VI)))


def _say_ends(figure: Figure, other: Figure, message: Bilingual) -> Bilingual:
    return message.fill(other=_name(figure, other), those=_describe(other.ends), these=_describe(figure.ends))


def _describe(ends: Ends) -> Bilingual:
    """The ends in words: "from ha-noi to can-tho"."""
    words = (
        (Bilingual("from", "từ"), ends.source),
        (Bilingual("to", "đến"), ends.destination),
        (Bilingual("between", "giữa"), ends.between),
    )
    said = [(word, shorten(", ".join(ids))) for word, ids in words if ids]
    return Bilingual(*(" ".join(f"{word.text(each)} {ids}" for word, ids in said) for each in Language))
