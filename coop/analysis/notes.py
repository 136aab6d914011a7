"""What stands below a table, so that nothing is hidden: what the filters left out, and what is newer elsewhere."""

from collections.abc import Iterable

from coop.analysis import words
from coop.analysis.borders import agreement_day, figure_day
from coop.analysis.grouping import Dimension
from coop.analysis.select import Selection
from coop.bilingual import Bilingual
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
    return (*notes, *activity_notes(selection), *_undivided_notes(selection))


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


def activity_notes(selection: Selection) -> tuple[Bilingual, ...]:
    """How many agreements may be active on the day asked for, for all that is known."""
    number = selection.activity_unknown
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
    label = selection.borders.label
    asked = Bilingual("localities asked for are those ", "các địa phương trong bộ lọc được hiểu ")
    return () if label is None else (words.join(asked, label),)


def newer_note(number: int) -> Bilingual:
    """That `number` of the counted series have a newer state in the dataset (rule 9)."""
    count = words.number(number)
    return Bilingual(
        f"the dataset holds a newer state of {count.en} of these, outside the selection",
        f"bộ dữ liệu có số mới hơn cho {count.vi} số liệu này, ngoài phần được chọn",
    )
