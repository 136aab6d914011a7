"""What stands below a table, so that nothing is hidden: what the filters left out, and what is newer elsewhere."""

from collections.abc import Iterable, Iterator
from datetime import date

from coop.analysis import words
from coop.analysis.borders import Borders, agreement_day, figure_day, find_last_move
from coop.analysis.filters import Filters
from coop.analysis.grouping import Dimension
from coop.analysis.select import Selection, select_agreements
from coop.bilingual import Bilingual, either
from coop.dataset.terms import Region
from coop.language.text import collation_key


def count_noun(number: int, one: str, many: str | None = None) -> str:
    """The number with its English noun: 1 figure, 2 figures."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def selection_notes(selection: Selection) -> tuple[Bilingual, ...]:
    """What the filters left out of the totals."""
    notes = []
    if selection.shared:
        notes.append(
            Bilingual(
                f"{count_noun(selection.shared, 'figure')} shared with localities outside the selection not counted in",
                f"không tính {words.number(selection.shared).vi} số liệu chung với địa phương ngoài phần được chọn",
            )
        )
    if selection.without_field:
        notes.append(
            Bilingual(
                f"{count_noun(selection.without_field, 'figure')} that no source ties to a field not counted in",
                f"không tính {words.number(selection.without_field).vi} số liệu mà nguồn không gắn với lĩnh vực nào",
            )
        )
    return (*notes, *activity_notes(selection.activity_unknown), *place_notes(selection), *_undivided_notes(selection))


def notes_by(selection: Selection, *dimensions: Dimension) -> tuple[Bilingual, ...]:
    """What the filters left out, and by pair, which provinces became one."""
    return (*selection_notes(selection), *(_internal_notes(selection) if Dimension.PAIR in dimensions else ()))


def _undivided_notes(selection: Selection) -> tuple[Bilingual, ...]:
    """Which localities reached over several units of the day asked for, and so keep their names (rule 8)."""
    borders, by_id = selection.borders, selection.dataset.by_id
    label = borders.label
    if label is None:
        return ()
    dated = {(each, agreement_day(a)) for a in selection.agreements for each in a.localities}
    for figure in selection.figures:
        day = figure_day(figure, by_id[figure.agreement])
        dated.update((each, day) for each in figure.ends.localities)
    found = _name_all(selection, {locality for locality, day in dated if borders.is_undivided(locality, day)})
    if not found:
        return ()
    return (
        Bilingual(
            f"not divided, under their own names: {found} (several units {label.en})",
            f"không chia được, giữ nguyên tên: {found} (gồm nhiều đơn vị {label.vi})",
        ),
    )


def _internal_notes(selection: Selection) -> tuple[Bilingual, ...]:
    """Which pairs became one province, and are no pair any more."""
    together = {frozenset(pair) for a in selection.agreements for pair in selection.borders.find_merged(a)}
    if not together:
        return ()
    pairs = sorted((_name_all(selection, pair, by=" – ") for pair in together), key=collation_key)
    return (
        Bilingual(
            f"(internal) is between provinces that became one: {', '.join(pairs)}",
            f"(nội bộ) là giữa các tỉnh đã sáp nhập làm một: {', '.join(pairs)}",
        ),
    )


def _name_all(selection: Selection, localities: Iterable[str], *, by: str = ", ") -> str:
    terms = selection.dataset.vocabularies.localities.terms
    return by.join(sorted((terms[each].name for each in localities), key=collation_key))


def activity_notes(number: int) -> tuple[Bilingual, ...]:
    """How many agreements may be active on the day asked for, for all that is known."""
    if not number:
        return ()
    reason = Bilingual("no period, or a date too coarse", "không nêu thời hạn, hoặc ngày không đủ rõ")
    return (
        Bilingual(
            f"{count_noun(number, 'agreement')} left out, not known to be active: {reason.en}",
            f"bỏ qua {words.number(number).vi} thỏa thuận chưa rõ còn hiệu lực hay không: {reason.vi}",
        ),
    )


def borders_notes(selection: Selection) -> tuple[Bilingual, ...]:
    """Whose borders the filters by locality and region mean, where nothing else is read in them."""
    return (*label_notes(selection.filters, selection.borders), *place_notes(selection))


def label_notes(filters: Filters, borders: Borders) -> tuple[Bilingual, ...]:
    """Whose borders the filters by locality and region mean."""
    if borders.label is None or not (filters.localities or filters.regions):
        return ()
    asked = Bilingual("localities asked for are those ", "các địa phương trong bộ lọc được hiểu ")
    return (words.join(asked, borders.label),)


def place_notes(selection: Selection) -> tuple[Bilingual, ...]:
    """Why nothing may be found in a place: its region was not there yet or any more, it had another name."""
    return (*region_notes(selection.filters, selection.borders), *_renamed_notes(selection))


def region_notes(filters: Filters, borders: Borders) -> Iterator[Bilingual]:
    """Which regions asked for have no members on the day of the borders, and which have theirs."""
    terms = borders.vocabularies.regions.terms
    day = borders.said_day
    if day is None:
        return
    for region in (terms[each] for each in sorted(filters.regions)):
        ends = [period.end for period in region.periods if period.end is not None and period.end < day]
        starts = [period.start for period in region.periods if period.start is not None and period.start > day]
        if region.members_on(day) or not (ends or starts):
            continue
        name = Bilingual(*(f"'{region.id}' ({label})" for label in region.label))
        if ends:
            last = max(ends)
            lead = Bilingual(f"region {name.en} ended on {last}", f"vùng {name.vi} kết thúc ngày {last:%d/%m/%Y}")
        else:
            last = min(starts)
            lead = Bilingual(f"region {name.en} begins on {last}", f"vùng {name.vi} bắt đầu ngày {last:%d/%m/%Y}")
        homes = _find_homes(region, last, borders)
        there = Bilingual(
            f"on {day} its localities are in {homes.en}",
            f"vào ngày {day:%d/%m/%Y} các địa phương của vùng thuộc {homes.vi}",
        )
        yield words.join(lead, *((there,) if homes.en else ()), by="; ")


def _find_homes(region: Region, then: date, borders: Borders) -> Bilingual:
    """The regions in which, in the borders, the localities lie that were members `then`."""
    terms, region_of = borders.vocabularies.regions.terms, borders.vocabularies.region_of
    units = {unit for each in region.members_on(then) for unit in borders.units_of(each, then)}
    homes = {region_of(unit, borders.day) for unit in units} if borders.day is not None else set()
    return either(
        Bilingual(*(f"'{each}' ({label})" for label in terms[each].label))
        for each in sorted(home for home in homes if home is not None)
    )


def _renamed_notes(selection: Selection) -> tuple[Bilingual, ...]:
    """Where nothing is found as signed: how much is in the newest borders, and who signed it."""
    asked, dataset = selection.filters.localities, selection.dataset
    if selection.agreements or selection.borders.day is not None or not asked:
        return ()
    newest = Borders(dataset.vocabularies, find_last_move(dataset.vocabularies, date.max))
    found = select_agreements(dataset, selection.filters, newest)
    if not found.agreements:
        return ()
    others = {
        place
        for agreement in found.agreements
        for place in (*agreement.localities, *(each for figure in agreement.figures for each in figure.ends.localities))
        if place not in asked and newest.fold(place, agreement_day(agreement)) in found.filters.localities
    }
    number = len(found.agreements)
    verb = "is" if number == 1 else "are"
    lead = Bilingual(
        f"as signed there is none; with borders {newest.day} there {verb} {count_noun(number, 'agreement')}",
        f"theo lúc ký thì không có; với borders {newest.day} có {words.number(number).vi} thỏa thuận",
    )
    names = _name_all(found, others)
    return (words.join(lead, Bilingual(f", of {names}", f", của {names}") if names else ""),)


def newer_note(number: int) -> Bilingual:
    """That `number` of the counted series have a newer state in the dataset (rule 9)."""
    count = words.number(number)
    return Bilingual(
        f"the dataset holds a newer state of {count.en} of these, outside the selection",
        f"bộ dữ liệu có số mới hơn cho {count.vi} số liệu này, ngoài phần được chọn",
    )
