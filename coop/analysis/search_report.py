"""The table of `coop search`: what was found, in which part of an agreement, and the words around it."""

from coop.analysis import words
from coop.analysis.columns import (
    integer_column,
    marked_column,
    said_column,
    term_column,
    terms_column,
    text_column,
)
from coop.analysis.excerpts import cut_excerpt
from coop.analysis.matching import Closeness, Hit, Match
from coop.analysis.notes import activity_notes, borders_notes, count_noun
from coop.analysis.passages import Part
from coop.analysis.search import SearchResult
from coop.bilingual import Bilingual
from coop.language.text import display_width
from coop.table import Cell, Column, Marked, Report, Table

_PARTS = {
    Part.TITLE: Bilingual("title", "tên"),
    Part.LOCALITY: Bilingual("locality", "địa phương"),
    Part.ID: Bilingual("id", "mã"),
    Part.GROUP: Bilingual("group", "nhóm"),
    Part.PURPOSE: Bilingual("purpose", "mục đích"),
    Part.FIELD: Bilingual("field", "lĩnh vực"),
    Part.BODY: Bilingual("body", "cơ quan"),
    Part.PERSON: Bilingual("person", "người"),
    Part.SIGNATORY: Bilingual("also signed", "cùng ký"),
    Part.OFFICE: Bilingual("office", "chức vụ"),
    Part.EVENT: Bilingual("event", "sự kiện"),
    Part.FIGURE: Bilingual("figure", "số liệu"),
    Part.SOURCE: Bilingual("source", "nguồn"),
    Part.PUBLISHER: Bilingual("publisher", "nơi đăng"),
}
_CLOSENESS = {
    Closeness.PHRASE: Bilingual("side by side", "liền nhau"),
    Closeness.TOGETHER: Bilingual("in one text", "cùng một đoạn"),
    Closeness.APART: Bilingual("apart", "ở các đoạn khác nhau"),
}
_BETWEEN = " · "
# Columns of an excerpt for programs and in a pipe, and the fewest that still tell something.
_EXCERPT = 72
_LEAST_EXCERPT = 36
_LEAST_SHARE = 16
# Three gaps between the columns, and the signs around what is marked.
_GAPS = 8

_DATE = text_column("date", Bilingual("Date", "Ngày"), "Day, month or year of signing or of the conclusion (EDTF).")
_ID = text_column("id", Bilingual("Id", "Mã"), "Permanent identifier.")
_WHERE = Bilingual("Where", "Ở đâu")
_FOUND = Bilingual("Found", "Đoạn tìm thấy")


def report_search(result: SearchResult, *, width: int | None) -> Report:
    """One row for each agreement found, the best first; what people read is fitted to the width."""
    notes = (
        *_note_apart(result),
        *_note_star(result),
        *activity_notes(result.selection.activity_unknown),
        *borders_notes(result.selection),
    )
    tidy = Table("search", _tidy_columns(), tuple(map(_tidy_row, result.hits)), notes=notes)
    where = [words.join(*map(_name_part, hit.matches), by=_BETWEEN) for hit in result.hits]
    room = _find_room(result, where, width)
    columns = (
        _DATE,
        _ID,
        said_column("where", _WHERE, "The part in which it was found."),
        marked_column("excerpt", _FOUND, "The words around it."),
    )
    rows = tuple(
        (str(hit.agreement.date), hit.agreement.id, part, _draw_excerpt(hit, room))
        for hit, part in zip(result.hits, where, strict=True)
    )
    return Report(tidy, (Table("search", columns, rows, notes=notes),))


def _tidy_columns() -> tuple[Column, ...]:
    parts = {part.value: label for part, label in _PARTS.items()}
    return (
        integer_column("rank", Bilingual("Rank", "Hạng"), "Place among what was found, from 1."),
        _DATE,
        _ID,
        term_column(
            "closeness", Bilingual("Closeness", "Độ gần"),
            "phrase: all that was typed stands side by side; together: in one text; apart: in several.",
            {closeness.value: label for closeness, label in _CLOSENESS.items()},
        ),
        terms_column("where", _WHERE, "The parts in which it was found, the most telling first.", parts),
        text_column("text", Bilingual("Text", "Nguyên văn"), "The text of the first of these parts.", may_wrap=True),
        integer_column("start", Bilingual("From", "Từ"), "Offset in `text` of the first thing found, from 0."),
        integer_column("end", Bilingual("To", "Đến"), "Offset behind it."),
        marked_column("excerpt", _FOUND, "The words around what was found, in each part; « and » enclose it."),
    )  # fmt: skip


def _note_apart(result: SearchResult) -> tuple[Bilingual, ...]:
    """How many of the agreements hold the words here and there, below those that hold them in one text."""
    apart = sum(hit.closeness is Closeness.APART for hit in result.hits)
    if apart in (0, len(result.hits)):
        return ()
    return (
        Bilingual(
            f"{count_noun(apart, 'agreement')} at the end with the words in different places",
            f"{words.number(apart).vi} thỏa thuận cuối có các chữ ở những chỗ khác nhau",
        ),
    )


def _note_star(result: SearchResult) -> tuple[Bilingual, ...]:
    """That no part of a word is looked for where somebody typed as if it were."""
    if not result.query.has_star:
        return ()
    return (Bilingual("'*' stands for nothing: whole words are looked for", "bỏ qua '*': chỉ tìm những từ nguyên vẹn"),)


def _find_room(result: SearchResult, where: list[Bilingual], width: int | None) -> int:
    """The columns left for excerpts, so that a row keeps to a line; where that is too little, it takes several."""
    if width is None or not result.hits:
        return _EXCERPT
    dates = max(display_width(str(hit.agreement.date)) for hit in result.hits)
    ids = max(display_width(hit.agreement.id) for hit in result.hits)
    parts = max(display_width(text) for both in where for text in both)
    return max(width - dates - ids - parts - _GAPS, _LEAST_EXCERPT)


def _name_part(match: Match) -> Bilingual:
    name, term = _PARTS[match.passage.part], match.passage.other_for
    return name if term is None else words.join(name, term, by=" ")


def _draw_excerpt(hit: Hit, room: int) -> Marked:
    """The excerpts of all matches in a row, sharing the room: what a short one leaves, those before it may take."""
    share = room // len(hit.matches) - len(_BETWEEN)
    later = sum(min(display_width(match.passage.text), share) + len(_BETWEEN) for match in hit.matches)
    text = ""
    spans: list[tuple[int, int]] = []
    for match in hit.matches:
        text += _BETWEEN if text else ""
        later -= min(display_width(match.passage.text), share) + len(_BETWEEN)
        own = max(room - display_width(text) - later, _LEAST_SHARE)
        excerpt = cut_excerpt(Marked(match.passage.text, match.spans), own)
        spans += [(start + len(text), end + len(text)) for start, end in excerpt.spans]
        text += excerpt.text
    return Marked(text, tuple(spans))


def _tidy_row(hit: Hit) -> tuple[Cell, ...]:
    first = hit.matches[0]
    start, end = first.spans[0]
    return (
        hit.rank,
        str(hit.agreement.date),
        hit.agreement.id,
        hit.closeness.value,
        tuple(dict.fromkeys(match.passage.part.value for match in hit.matches)),
        first.passage.text,
        start,
        end,
        _draw_excerpt(hit, _EXCERPT * len(hit.matches)),
    )
