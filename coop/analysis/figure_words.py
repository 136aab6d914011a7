"""What became of a figure in a total, and by which rule, in words."""

from collections.abc import Mapping

from coop.analysis import words
from coop.analysis.counting import Standing
from coop.analysis.explain import Explanation
from coop.analysis.select import Omission
from coop.bilingual import Bilingual

STANDING: Mapping[str, Bilingual] = {
    Standing.COUNTED: Bilingual("counted", "được tính"),
    Standing.COVERED: Bilingual("covered", "đã nằm trong số khác"),
    Standing.PART: Bilingual("part", "là một phần"),
    Standing.HISTORY: Bilingual("history", "số cũ"),
    Standing.OVERLAPPED: Bilingual("overlapped", "chồng lấn"),
    Standing.SAME: Bilingual("same", "trùng"),
    Standing.RATE: Bilingual("rate", "số bình quân"),
    Standing.DOUBTFUL: Bilingual("doubtful", "còn nghi ngờ"),
    Omission.SHARED: Bilingual("shared outside", "chung với bên ngoài"),
    Omission.NO_FIELD: Bilingual("no field", "không gắn lĩnh vực"),
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
    Omission.SHARED: Bilingual("shared with localities not asked for", "chung với địa phương ngoài phần được chọn"),
    Omission.NO_FIELD: Bilingual("no source ties it to a field", "không nguồn nào gắn với lĩnh vực"),
}
_WITH_WHOLE = Bilingual("part of {by}, history with it", "là một phần của số {by}, đã thành số cũ cùng với số đó")
_RULE = Bilingual(" (rule {rule})", " (quy tắc {rule})")


def say_verdict(explanation: Explanation, by: str) -> Bilingual:
    """What became of a figure and by which rule; `by` is what the figure that decided it is called."""
    said = _WITH_WHOLE if explanation.went_with_whole else _SAID[explanation.verdict]
    reason = explanation.figure.doubtful or ""
    return words.join(said.fill(by=by, reason=reason), _RULE.fill(rule=explanation.rule))
