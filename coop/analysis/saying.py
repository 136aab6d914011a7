"""How a date, a quantity, a source, and the ends and time of a figure are said in both languages."""

from coop.analysis import words
from coop.bilingual import Bilingual, Language
from coop.dataset.agreement import Ends, Figure, Source, When
from coop.dataset.vocabulary import Vocabularies
from coop.language.dates import format_date
from coop.language.quantity import Quantity, format_quantity
from coop.table import Linked

NOT_STATED = Bilingual("not stated", "không nêu")
_NAMED_AT_MOST = 4


def say_when(when: When) -> Bilingual:
    """A date or a span of time."""
    return Bilingual(format_date(when, Language.EN), format_date(when, Language.VI))


def say_quantity(quantity: Quantity) -> Bilingual:
    """An amount with its symbol and unit: "≈ 45,500 tỷ"."""
    return Bilingual(format_quantity(quantity, Language.EN), format_quantity(quantity, Language.VI))


def say_ends(ends: Ends, vocabularies: Vocabularies) -> Bilingual:
    """Where a figure comes from and goes to: "Hà Nội → Thanh Hóa"; one sum for both directions as "A ↔ B"."""
    return _say_ends(ends, vocabularies, max(len(ends.localities), 1))


def say_ends_briefly(ends: Ends, vocabularies: Vocabularies) -> Bilingual:
    """The same, but an end of many localities by their number: "TP. Hồ Chí Minh → 13 localities"."""
    return _say_ends(ends, vocabularies, _NAMED_AT_MOST)


def _say_ends(ends: Ends, vocabularies: Vocabularies, at_most: int) -> Bilingual:
    terms = vocabularies.localities.terms

    def names(ids: tuple[str, ...], gap: str = ", ") -> Bilingual:
        if len(ids) > at_most:
            return words.join(words.number(len(ids)), Bilingual(" localities", " địa phương"))
        return words.same(gap.join(terms[i].name for i in ids) or "…")

    if ends.between:
        return names(ends.between, " ↔ ")
    return words.join(names(ends.source), names(ends.destination), by=" → ") if ends.localities else NOT_STATED


def say_time(figure: Figure) -> Bilingual:
    """The day of a stock, the times of a flow."""
    whens = (figure.as_of,) if figure.as_of is not None else figure.period
    return words.join(*map(say_when, whens), by=", ") if whens else NOT_STATED


def say_source(source: Source | None) -> Linked:
    """Title, publisher and day, with the address, that of the archived copy where there is no other."""
    if source is None:
        return Linked(NOT_STATED, None)
    published = say_when(source.published) if source.published is not None else None
    parts = (part for part in (source.title, source.publisher, published) if part is not None)
    return Linked(words.join(*parts, by=" · "), source.archive_url if source.url is None else source.url)
