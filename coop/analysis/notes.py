"""What stands below a table, so that nothing is hidden: what the filters left out, and what is newer elsewhere."""

from coop.analysis import words
from coop.analysis.select import Selection
from coop.bilingual import Bilingual


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
    return (*notes, *activity_notes(selection))


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


def newer_note(number: int) -> Bilingual:
    """That `number` of the counted series have a newer state in the dataset (rule 9)."""
    count = words.number(number)
    return Bilingual(
        f"the dataset holds a newer state of {count.en} of these, outside the selection",
        f"bộ dữ liệu có số mới hơn cho {count.vi} số liệu này, ngoài phần được chọn",
    )
