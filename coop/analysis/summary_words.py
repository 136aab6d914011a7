"""How the tables of a measure are titled, what stands below them, and which are worth reading."""

from collections.abc import Collection

from coop.analysis import words
from coop.analysis.frame import Frame
from coop.analysis.grouping import RowKind
from coop.analysis.layout import EITHER, Layout
from coop.analysis.notes import newer_note
from coop.analysis.row_names import DIMENSION, ROLE
from coop.analysis.select import Selection
from coop.analysis.statistics import Half, Summary
from coop.bilingual import Bilingual
from coop.dataset.agreement import PROJECTS

_OVERLAP = Bilingual(
    "(overlap) is part of another row and is taken off: rows + (shared) + (internal) - (overlap) = total",
    "(trùng) đã nằm trong dòng khác và được trừ đi: các dòng + (chung) + (nội bộ) - (trùng) = tổng",
)
_OVERLAP_BOTH_WAYS = Bilingual(
    "(overlap) is part of another cell and is taken off, along each row and down each column",
    "(trùng) đã nằm trong ô khác và được trừ đi, theo từng hàng và từng cột",
)
_EITHER = Bilingual(
    "what has one end in one row and one in another stands in both, and once in (overlap)",
    "khoản có một đầu ở dòng này, một đầu ở dòng kia nằm ở cả hai dòng và một lần ở (trùng)",
)
_YEARS = Bilingual("each year as it stood at its end; years do not add up", "số cuối mỗi năm; không cộng dồn các năm")
_SHARES = Bilingual(
    "shares are of the total, rounded so that they add up to it",
    "tỷ lệ tính trên tổng, làm tròn sao cho cộng lại đúng bằng tổng",
)


def is_worth_reading(summary: Summary, selection: Selection) -> bool:
    """Projects told beside money stand beside it; a table of their own is for those told alone, or asked for."""
    return (
        summary.measure.id != PROJECTS
        or PROJECTS in selection.filters.measures
        or any(d.figure.host is None for d in summary.dispositions)
    )


def by_words(layout: Layout) -> Bilingual:
    """The dimensions of a layout: " by province and year"."""
    names = [DIMENSION[each] for each in layout.dimensions]
    return words.join(Bilingual(" by ", " theo "), words.join(*names, by=Bilingual(" and ", " và ")))


def agreements_title(frame: Frame) -> Bilingual:
    """What a table of agreements is about: the dimensions, and the borders."""
    title = words.join(Bilingual("Agreements", "Thỏa thuận"), by_words(frame.layout))
    return words.join(title, *frame.rows.borders, by=" · ")


def measure_title(summary: Summary, frame: Frame, half: Half | None = None) -> Bilingual:
    """What a table is about: the measure, the dimensions, the end that `half` tells, k of n, and the borders."""
    stating, selected = words.number(summary.stating), words.number(summary.selected)
    stated = Bilingual(
        f"stated by {stating.en} of {selected.en} agreements", f"{stating.vi}/{selected.vi} thỏa thuận có nêu"
    )
    name = words.join(words.heading(summary.measure.label), by_words(frame.layout))
    told = (words.NATURE[summary.measure.nature], stated, *frame.rows.borders)
    if half is None or half.role is None:
        return words.join(name, *told, by=" · ")
    end = ROLE[half.role]
    if half.column_role is not None:
        end = words.join(
            end, Bilingual(" (rows) ", " (hàng) "), ROLE[half.column_role], Bilingual(" (columns)", " (cột)")
        )
    return words.join(name, end, *told, by=" · ")


def summary_notes(summary: Summary, kinds: Collection[RowKind], frame: Frame) -> tuple[Bilingual, ...]:
    """What a reader has to know to add a table up; `kinds` are those of its rows and columns."""
    layout = frame.layout
    by_year = layout.has_states(summary.measure.nature)
    notes = {
        _OVERLAP: RowKind.OVERLAP in kinds and layout.columns is None,
        _OVERLAP_BOTH_WAYS: RowKind.OVERLAP in kinds and layout.columns is not None,
        _EITHER: RowKind.OVERLAP in kinds and layout.role is EITHER,
        _YEARS: by_year,
        _SHARES: frame.has_shares and not (by_year and layout.columns is None),
        newer_note(summary.newer_outside): bool(summary.newer_outside),
    }
    return tuple(note for note, is_told in notes.items() if is_told)
