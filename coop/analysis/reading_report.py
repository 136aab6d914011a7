"""The table of `coop parse`: what was found in a text, where, and what it means."""

from collections.abc import Mapping

from coop.analysis.columns import (
    amount_cells,
    amount_columns,
    integer_column,
    said_column,
    term_column,
    terms_column,
    text_column,
)
from coop.analysis.saying import say_quantity
from coop.analysis.words import join
from coop.bilingual import Bilingual
from coop.dataset.vocabulary import Vocabularies
from coop.language.amounts import AmountMatch
from coop.language.date_phrases import DateMatch
from coop.language.places import PlaceMatch
from coop.language.reading import Reading, ReadingKind
from coop.table import Cell, Report, Table

_KIND = {
    ReadingKind.AMOUNT: Bilingual("amount", "số tiền"),
    ReadingKind.DATE: Bilingual("date", "ngày"),
    ReadingKind.INTERVAL: Bilingual("interval", "giai đoạn"),
    ReadingKind.PLACE: Bilingual("place", "địa phương"),
}
_INFERRED = {
    "year": Bilingual("year worked out", "năm được suy ra"),
    "month": Bilingual("month worked out", "tháng được suy ra"),
    "day": Bilingual("day worked out", "ngày được suy ra"),
    "end": Bilingual("until the day of publication", "tính đến ngày đăng"),
}


def report_readings(readings: tuple[Reading, ...], vocabularies: Vocabularies) -> Report:
    """One row for each stretch that was found, in the order of the text."""
    names = {i: locality.label for i, locality in vocabularies.localities.terms.items()}
    kinds = {kind.value: label for kind, label in _KIND.items()}
    tidy_columns = (
        term_column("kind", Bilingual("Kind", "Loại"), "amount, date, interval or place.", kinds),
        integer_column("start", Bilingual("From", "Từ"), "Offset of the first character, from 0."),
        integer_column("end", Bilingual("To", "Đến"), "Offset behind the last character."),
        text_column("text", Bilingual("Text", "Chữ"), "What stands there."),
        *amount_columns(Bilingual("Amount", "Số tiền")),
        text_column(
            "rate", Bilingual("Rate", "Mức"), "`year` for so much a year, `each` for so much to each; `part` of a sum."
        ),
        text_column("edtf", Bilingual("Date", "Ngày"), "The date or interval in EDTF."),
        terms_column("inferred", Bilingual("Inferred", "Suy ra"), "What was worked out, not read.", _INFERRED),
        term_column("slug", Bilingual("Place", "Địa phương"), "The locality's id.", names),
        text_column("problem", Bilingual("Problem", "Vấn đề"), "ambiguous, impossible, ...: then there is no value."),
        text_column("message", Bilingual("Message", "Giải thích"), "The problem in words."),
        terms_column("readings", Bilingual("Readings", "Các cách đọc"), "What it may mean.", {}),
    )
    rows = tuple(_tidy_row(reading) for reading in readings)
    return Report(Table("parse", tidy_columns, rows), (_reading_table(readings, names, kinds),))


def _tidy_row(reading: Reading) -> tuple[Cell, ...]:
    match, problem = reading.match, reading.problem
    amount = match if isinstance(match, AmountMatch) else None
    when = match if isinstance(match, DateMatch) else None
    place = match if isinstance(match, PlaceMatch) and problem is None else None
    return (
        reading.kind.value,
        reading.start,
        reading.end,
        reading.text,
        *amount_cells(amount.quantity if amount is not None else None),
        _rate(amount) if amount is not None else None,
        str(when.value) if when is not None and when.value is not None else None,
        when.inferred if when is not None else (),
        place.slug if place is not None else None,
        str(problem.kind) if problem is not None else None,
        problem.message.en if problem is not None else None,
        tuple(text.en for text in problem.readings) if problem is not None else (),
    )


def _rate(amount: AmountMatch) -> str | None:
    marks = (("year", amount.per_year), ("each", amount.each), ("part", amount.part))
    return " ".join(name for name, is_set in marks if is_set) or None


_RATE = {
    "year": Bilingual("a year", "mỗi năm"),
    "each": Bilingual("each", "mỗi nơi"),
    "part": Bilingual("part of a sum", "là một phần"),
}


def _reading_table(
    readings: tuple[Reading, ...], names: Mapping[str, Bilingual], kinds: Mapping[str, Bilingual]
) -> Table:
    """Four columns for people: what it is, where, the words, and what they mean or why they mean nothing."""
    meanings = [_meaning(reading, names) for reading in readings]
    columns = (
        term_column("kind", Bilingual("Kind", "Loại"), "amount, date, interval or place.", kinds),
        text_column("span", Bilingual("Span", "Vị trí"), "Offsets of the first character and behind the last."),
        text_column("text", Bilingual("Text", "Chữ"), "What stands there.", may_wrap=True),
        said_column("meaning", Bilingual("Meaning", "Nghĩa"), "What it means, or why it means nothing."),
    )
    rows = tuple(
        (reading.kind.value, f"{reading.start}-{reading.end}", reading.text, meaning)
        for reading, meaning in zip(readings, meanings, strict=True)
    )
    return Table("parse", columns, rows)


def _meaning(reading: Reading, names: Mapping[str, Bilingual]) -> Bilingual:
    if reading.problem is not None:
        return reading.problem.message
    match = reading.match
    if isinstance(match, AmountMatch) and match.quantity is not None:
        return join(say_quantity(match.quantity), *(_RATE[mark] for mark in (_rate(match) or "").split()), by=" · ")
    if isinstance(match, DateMatch) and match.value is not None:
        value = Bilingual(f"{match.value}", f"{match.value}")
        return join(value, *(_INFERRED[part] for part in match.inferred), by=" · ")
    if isinstance(match, PlaceMatch):
        return join(names[match.slug], f"({match.slug})", by=" ")
    return Bilingual("", "")
