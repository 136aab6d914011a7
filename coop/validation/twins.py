"""Figures that likely report one fact twice and are not linked (rule 4 of `docs/totals.md`), and likewise agreements.

A stock told twice is one series, of which the newest counts anyway. What adds up is at risk: two flows or pledges of
one amount between the same ends, unless their periods lie apart, and across files a flow whose period lies within that
of another that covers it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from coop.bilingual import Bilingual
from coop.dataset.agreement import Ends
from coop.diagnostic import Rule, Severity
from coop.validation.between.facts import AROUND, Added, Signed
from coop.validation.between.outcome import MOST_OF_ONE_KIND, NOTHING, Case, Group, Outcome

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


def judge_agreements_alike(group: Group) -> Outcome:
    """Every agreement that an earlier one, in the order of files, likely repeats; told at the later one's id."""
    signed = [(path, Signed._make(fact)) for path, fact in group[:MOST_OF_ONE_KIND]]
    pairs = []
    for number, (path, other) in enumerate(signed):
        earlier = next(((at, one) for at, one in signed[:number] if _may_be_one(one, other)), None)
        if earlier is not None:
            pairs.append((earlier[0], _twin_agreements(*earlier, path, other)))
    return _sum_up(pairs, group)


def _may_be_one(one: Signed, other: Signed) -> bool:
    is_one_day = one.first <= other.last and other.first <= one.last
    if not is_one_day or _do_differ(one.instrument, other.instrument) or _do_differ(one.level, other.level):
        return False
    return other.agreement not in one.related and one.agreement not in other.related


def _do_differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _twin_agreements(one_path: str, one: Signed, path: str, own: Signed) -> Case:
    message = Bilingual(
        f"'{own.agreement}' of {own.date} is likely the agreement '{one.agreement}' of {one.date}",
        f"'{own.agreement}' ({own.date}) có lẽ chính là thỏa thuận '{one.agreement}' ({one.date})",
    )
    hint = Bilingual(
        f"if so, put both into {one_path}; if not, state what tells them apart: instrument, level, a relation",
        f"nếu đúng, gộp cả hai vào {one_path}; nếu không, ghi điều phân biệt: loại văn kiện, cấp, quan hệ",
    )
    return Case(path, ("id",), LIKELY_TWIN_AGREEMENTS, message, hint)


_Found = tuple[str, Added]


def judge_figures(group: Group) -> Outcome:
    """Every figure that another likely repeats, or holds, told at the later one, or at the one that is held."""
    added = [(path, Added._make(fact)) for path, fact in group]
    own = [each for each in added if each[1].kind != AROUND]  # the others only hold figures here
    return _sum_up([*_find_alike(own), *_find_within(own, added)], group)


def _find_alike(added: Iterable[_Found]) -> Iterator[tuple[str, Case]]:
    """The same ends and amount at times, and in fields, that may be the same."""
    alike: defaultdict[object, list[_Found]] = defaultdict(list)
    for found in added:
        alike[found[1].ends, found[1].low, found[1].high].append(found)
    for whole in alike.values():
        some = whole[:MOST_OF_ONE_KIND]
        for number, (path, other) in enumerate(some):
            earlier = next(((at, one) for at, one in some[:number] if _may_meet(one, other)), None)
            if earlier is not None:
                yield earlier[0], _twins(earlier[1], path, other)


def _find_within(narrow: Iterable[_Found], wide: list[_Found]) -> Iterator[tuple[str, Case]]:
    """Across files: a flow whose period lies within that of another with ends that contain its own."""
    candidates = wide[:MOST_OF_ONE_KIND]
    for path, figure in narrow:
        around = next(((at, each) for at, each in candidates if _covers(each, figure)), None)
        if around is not None:
            yield around[0], _twins(around[1], path, figure)


def _covers(wide: Added, narrow: Added) -> bool:
    """Whether the wide one may hold the narrow one of another file: its ends, field and time contain the other's."""
    if wide.first is None or wide.last is None or narrow.first is None or narrow.last is None:
        return False
    if wide.first > narrow.first or narrow.last > wide.last or wide.agreement == narrow.agreement:
        return False
    if wide.ends == narrow.ends:
        is_same_time = (wide.first, wide.last) == (narrow.first, narrow.last)
        is_same_amount = (wide.low, wide.high, wide.qualifier) == (narrow.low, narrow.high, narrow.qualifier)
        return not is_same_time and not is_same_amount and wide.field in (None, narrow.field)
    return wide.field in (None, narrow.field) and Ends(*wide.ends).contains(Ends(*narrow.ends))


def _may_meet(one: Added, other: Added) -> bool:
    if one.field is not None and other.field is not None and one.field != other.field:
        return False
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return one.first == other.first  # both undated; a dated one may be another
    return one.first <= other.last and other.first <= one.last


def _twins(one: Added, path: str, other: Added) -> Case:
    name = one.id if one.agreement == other.agreement else one.reference
    message = Bilingual(
        f"the figure '{other.id}' likely reports what '{name}' reports, and both are added",
        f"số liệu '{other.id}' có lẽ nói cùng một việc với '{name}', mà cả hai đều được cộng",
    )
    link = f"`same_as: {name}`", f"`part_of: {name}`"
    hint = Bilingual(f"if so, say {link[0]} or {link[1]}", f"nếu đúng, ghi {link[0]} hoặc {link[1]}")
    return Case(path, ("figures", other.position, "id"), LIKELY_TWINS, message, hint)


def _sum_up(pairs: Iterable[tuple[str, Case]], group: Group) -> Outcome:
    """The findings, and what they depend on: the two files of each, or all where some were not looked at."""
    found = list(pairs)
    is_whole = len(group) <= MOST_OF_ONE_KIND
    if not found and is_whole:
        return NOTHING
    paths = {path for one, case in found for path in (one, case.path)} if is_whole else {each.path for each in group}
    return Outcome(tuple(case for _, case in found), frozenset(paths))
