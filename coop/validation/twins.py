"""Figures that likely report one fact twice and are not linked (rule 4 of `docs/totals.md`), and likewise agreements.

A stock told twice is one series, of which the newest counts anyway. What adds up is at risk: two flows or pledges of
one amount between the same ends, unless their periods lie apart, and across files a flow whose period lies within that
of another that covers it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from coop.bilingual import Bilingual
from coop.dataset.agreement import Agreement, Figure
from coop.dataset.document import Places
from coop.dataset.terms import Nature
from coop.dataset.vocabulary import Vocabularies
from coop.diagnostic import Diagnostic, Rule, Severity
from coop.validation.links import LinkedFile

LIKELY_TWINS = Rule(
    "X401", "likely-twins", Severity.WARNING,
    Bilingual(
        "Two flows or pledges that report one fact are linked by `same_as`, or the one that is part of the other by "
        "`part_of`: else both would be added.",
        "Hai số thời kỳ hoặc cam kết nói cùng một việc thì nối với nhau bằng `same_as`, hoặc bằng `part_of` nếu số này "
        "là một phần của số kia: nếu không, cả hai sẽ bị cộng.",
    ),
)  # fmt: skip
LIKELY_TWIN_AGREEMENTS = Rule(
    "X402", "likely-twin-agreements", Severity.WARNING,
    Bilingual(
        "One agreement has one file: two of the same parties, level and instrument, on what may be one day, are told "
        "apart by a relation or are one.",
        "Mỗi thỏa thuận có một tệp: hai thỏa thuận cùng các bên, cùng cấp, cùng loại văn kiện, có thể cùng ngày, thì "
        "phân biệt bằng một quan hệ, hoặc chỉ là một.",
    ),
)  # fmt: skip

RULES = (LIKELY_TWINS, LIKELY_TWIN_AGREEMENTS)

_Found = tuple[Figure, Places, int]

_MOST_OF_ONE_KIND = 200  # beyond that, figures alike say nothing about each other


def check_twins(files: Sequence[LinkedFile], vocabularies: Vocabularies) -> Iterator[Diagnostic]:
    """Every figure that an earlier one, in the order of files, likely repeats; told at the later one."""
    added: defaultdict[object, list[_Found]] = defaultdict(list)
    for file in files:
        for position, figure in file.figures:
            if _is_added(figure, vocabularies):
                added[figure.measure, figure.quantity.unit].append((figure, file.places, position))
    for figures in added.values():
        yield from _check_alike(figures)
        yield from _check_within(figures)


def check_twin_agreements(files: Sequence[LinkedFile]) -> Iterator[Diagnostic]:
    """Every agreement that an earlier one, in the order of files, likely repeats; told at the later one's id."""
    alike: defaultdict[object, list[LinkedFile]] = defaultdict(list)
    for file in files:
        alike[frozenset(file.agreement.localities)].append(file)
    for group in alike.values():
        told: set[str] = set()
        for one, other in combinations(group[:_MOST_OF_ONE_KIND], 2):
            if other.agreement.id not in told and _may_be_one(one.agreement, other.agreement):
                told.add(other.agreement.id)
                yield _twin_agreements(one.agreement, other)


def _may_be_one(one: Agreement, other: Agreement) -> bool:
    do_differ = any(
        first is not None and second is not None and first != second
        for first, second in ((one.instrument, other.instrument), (one.level, other.level))
    )
    are_related = other.id in {r.id for r in one.related} or one.id in {r.id for r in other.related}
    is_one_day = one.date.first_day <= other.date.last_day and other.date.first_day <= one.date.last_day
    return is_one_day and not do_differ and not are_related


def _twin_agreements(one: Agreement, other: LinkedFile) -> Diagnostic:
    own = other.agreement
    message = Bilingual(
        f"'{own.id}' of {own.date} is likely the agreement '{one.id}' of {one.date}",
        f"'{own.id}' ({own.date}) có lẽ chính là thỏa thuận '{one.id}' ({one.date})",
    )
    hint = Bilingual(
        f"if so, put both into {one.path}; if not, state what tells them apart: instrument, level, a relation",
        f"nếu đúng, gộp cả hai vào {one.path}; nếu không, ghi điều phân biệt: loại văn kiện, cấp, quan hệ",
    )
    return Diagnostic(other.places.path, other.places.span("id"), LIKELY_TWIN_AGREEMENTS, message, hint)


def _is_added(figure: Figure, vocabularies: Vocabularies) -> bool:
    is_linked = figure.same_as is not None or figure.part_of is not None
    is_stock = vocabularies.measures.terms[figure.measure].nature is Nature.STOCK
    return not (is_linked or is_stock or figure.per is not None or figure.doubtful is not None)


def _check_alike(figures: list[_Found]) -> Iterator[Diagnostic]:
    """The same ends and amount at times, and in fields, that may be the same."""
    alike: defaultdict[object, list[_Found]] = defaultdict(list)
    for found in figures:
        figure = found[0]
        # Without ends a sum is between the parties of its agreement, whoever they are.
        where = figure.ends.key if figure.ends.localities else figure.agreement
        alike[where, figure.quantity.low, figure.quantity.high].append(found)
    for group in alike.values():
        told: set[str] = set()
        for (one, _, _), (other, places, position) in combinations(group[:_MOST_OF_ONE_KIND], 2):
            if other.reference not in told and _may_meet(one, other):
                told.add(other.reference)
                yield _twins(one, other, places, position)


def _check_within(figures: list[_Found]) -> Iterator[Diagnostic]:
    """Across files: a flow whose period lies within that of another with ends that contain its own."""
    by_locality: Mapping[str, list[_Found]] = _index(figures)
    for figure, places, position in figures:
        near = min((by_locality[each] for each in figure.ends.localities), key=len, default=[])
        for other, _, _ in near[:_MOST_OF_ONE_KIND]:
            is_other_file = other.agreement != figure.agreement
            has_same_key = other.ends.key == figure.ends.key and other.quantity == figure.quantity
            if is_other_file and not has_same_key and _covers(other, figure):
                yield _twins(other, figure, places, position)
                break


def _index(figures: list[_Found]) -> Mapping[str, list[_Found]]:
    found: defaultdict[str, list[_Found]] = defaultdict(list)
    for each in figures:
        for locality in each[0].ends.localities:
            found[locality].append(each)
    return found


def _covers(wide: Figure, narrow: Figure) -> bool:
    """Whether the wide one may hold the narrow one: its ends, its field and its time contain the other's."""
    around, inside = _span(wide), _span(narrow)
    if around is None or inside is None or wide.field not in (None, narrow.field):
        return False
    (start, end), (first, last) = around, inside
    is_within = start <= first and last <= end
    is_wider = (start, end) != (first, last) or wide.ends.key != narrow.ends.key
    return is_within and is_wider and wide.ends.contains(narrow.ends)


def _may_meet(one: Figure, other: Figure) -> bool:
    if one.field is not None and other.field is not None and one.field != other.field:
        return False
    before, after = _span(one), _span(other)
    if before is None or after is None:
        return before == after  # both undated; a dated one may be another
    return before[0] <= after[1] and after[0] <= before[1]


def _span(figure: Figure) -> tuple[date, date] | None:
    """The first and last day of a figure's periods taken together."""
    if not figure.period:
        return None
    firsts = [when.first_day or date.min for when in figure.period]
    lasts = [when.last_day or date.max for when in figure.period]
    return min(firsts), max(lasts)


def _twins(one: Figure, other: Figure, places: Places, position: int) -> Diagnostic:
    name = one.id if one.agreement == other.agreement else one.reference
    message = Bilingual(
        f"the figure '{other.id}' likely reports what '{name}' reports, and both are added",
        f"số liệu '{other.id}' có lẽ nói cùng một việc với '{name}', mà cả hai đều được cộng",
    )
    link = f"`same_as: {name}`", f"`part_of: {name}`"
    hint = Bilingual(f"if so, say {link[0]} or {link[1]}", f"nếu đúng, ghi {link[0]} hoặc {link[1]}")
    return Diagnostic(places.path, places.span("figures", position, "id"), LIKELY_TWINS, message, hint)
