"""How one figure is told: its ends, its time, where it is stated, and what became of it in a total."""

from collections.abc import Mapping

from coop.analysis import words
from coop.analysis.counting import Standing
from coop.analysis.covering import series_key
from coop.analysis.explain import Explanation
from coop.analysis.select import LeftOut
from coop.bilingual import Bilingual, Language
from coop.dataset.agreement import Ends, Figure, Source, When
from coop.dataset.vocabulary import Vocabularies
from coop.language.dates import format_date

NOT_STATED = Bilingual("not stated", "không nêu")
STANDING: Mapping[str, Bilingual] = {
    Standing.COUNTED: Bilingual("counted", "được tính"),
    Standing.COVERED: Bilingual("covered", "đã nằm trong số khác"),
    Standing.PART: Bilingual("part", "là một phần"),
    Standing.HISTORY: Bilingual("history", "số cũ"),
    Standing.OVERLAPPED: Bilingual("overlapped", "chồng lấn"),
    Standing.SAME: Bilingual("same", "trùng"),
    Standing.RATE: Bilingual("rate", "số bình quân"),
    Standing.DOUBTFUL: Bilingual("doubtful", "còn nghi ngờ"),
    LeftOut.SHARED: Bilingual("shared outside", "chung với bên ngoài"),
    LeftOut.NO_FIELD: Bilingual("no field", "không gắn lĩnh vực"),
}
_SAID: Mapping[str, Bilingual] = {
    Standing.COUNTED: Bilingual("counted", "được tính"),
    Standing.COVERED: Bilingual("covered by {by}", "đã nằm trong số {by}"),
    Standing.PART: Bilingual("part of {by}", "là một phần của số {by}"),
    Standing.HISTORY: Bilingual("superseded by {by}", "đã có số mới hơn là số {by}"),
    Standing.OVERLAPPED: Bilingual("overlaps with {by}, which is newer", "chồng lấn với số {by}, là số mới hơn"),
    Standing.SAME: Bilingual("the same as {by}", "trùng với số {by}"),
    Standing.RATE: Bilingual("a rate, told by the year", "số bình quân mỗi năm"),
    Standing.DOUBTFUL: Bilingual("doubtful: {reason}", "còn nghi ngờ: {reason}"),
    LeftOut.SHARED: Bilingual("shared with localities not asked for", "chung với địa phương ngoài phần được chọn"),
    LeftOut.NO_FIELD: Bilingual("no source ties it to a field", "không nguồn nào gắn với lĩnh vực"),
}
_WITH_WHOLE = Bilingual("part of {by}, history with it", "là một phần của số {by}, cũ cùng với số đó")
_RULE = Bilingual(" (rule {rule})", " (quy tắc {rule})")


def say_ends(ends: Ends, vocabularies: Vocabularies) -> Bilingual:
    """Where a figure comes from and goes to: "Hà Nội → Thanh Hóa"; one sum for both directions as "A ↔ B"."""
    terms = vocabularies.localities.terms

    def names(ids: tuple[str, ...]) -> str:
        return ", ".join(terms[i].name for i in ids) or "…"

    if ends.between:
        return words.same(" ↔ ".join(terms[i].name for i in ends.between))
    return words.same(f"{names(ends.source)} → {names(ends.destination)}") if ends.localities else NOT_STATED


def say_when(when: When) -> Bilingual:
    """A date as each language writes it."""
    return Bilingual(format_date(when, Language.EN), format_date(when, Language.VI))


def say_time(figure: Figure) -> Bilingual:
    """The day of a stock, the times of a flow."""
    whens = (figure.as_of,) if figure.as_of is not None else figure.period
    return words.join(*(say_when(when) for when in whens), by=", ") if whens else NOT_STATED


def say_source(source: Source | None) -> Bilingual:
    """Title, publisher, day and address."""
    if source is None:
        return NOT_STATED
    published = say_when(source.published) if source.published is not None else None
    parts = [source.title, source.publisher, published, source.archive_url if source.url is None else source.url]
    return words.join(*(part for part in parts if part is not None), by=" · ")


def say_verdict(explanation: Explanation, by: str) -> Bilingual:
    """What became of a figure and by which rule; `by` is what the figure that decided it is called."""
    said = _WITH_WHOLE if _went_with_whole(explanation) else _SAID[explanation.verdict]
    reason = explanation.figure.doubtful or ""
    return words.join(said.fill(by=by, reason=reason), _RULE.fill(rule=explanation.rule))


def _went_with_whole(explanation: Explanation) -> bool:
    figure, by = explanation.figure, explanation.by
    if explanation.verdict != Standing.HISTORY or by is None or figure.part_of is None:
        return False
    return figure.part_of == by.reference or series_key(figure) != series_key(by)
