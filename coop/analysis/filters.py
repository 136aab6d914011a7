"""`Filters`: what a command was asked for, in ids and values, read once from what a person typed."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from coop.analysis import words
from coop.analysis.days import parse_day
from coop.bilingual import Bilingual
from coop.dataset.terms import Term
from coop.dataset.vocabulary import Vocabularies, Vocabulary
from coop.errors import UsageError
from coop.language.place_names import nearest_names
from coop.language.quantity import Quantity

T = TypeVar("T")
AnyTerm = TypeVar("AnyTerm", bound=Term)


@dataclass(frozen=True, slots=True)
class TypedFilters:
    """The filters as a person typed them; one given twice holds both."""

    field: Sequence[str] = ()
    party: Sequence[str] = ()
    between: tuple[str, str] | None = None
    source: Sequence[str] = ()
    destination: Sequence[str] = ()
    region: Sequence[str] = ()
    year: Sequence[str] = ()
    active: Sequence[str] = ()
    status: Sequence[str] = ()
    instrument: Sequence[str] = ()
    level: Sequence[str] = ()
    measure: Sequence[str] = ()
    minimum: Sequence[str] = ()
    text: Sequence[str] = ()

    @property
    def asks_beyond_heads(self) -> bool:
        """Whether agreements are selected by their texts or figures too."""
        return bool(self.source or self.destination or self.measure or self.minimum or self.text)


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for. An empty filter asks for nothing; values in one filter combine with OR, filters with AND.

    `fields` holds the fields asked for and those below them; `years` are first and last, both included; `minimums` are
    in units of their currency.
    """

    fields: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    destinations: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    years: tuple[tuple[int, int], ...] = ()
    active_on: tuple[date, ...] = ()
    statuses: frozenset[str] = frozenset()
    instruments: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    minimums: tuple[Quantity, ...] = ()
    texts: tuple[str, ...] = ()

    @property
    def asks_of_figures(self) -> bool:
        """Whether an agreement must state a certain figure to be selected."""
        return bool(self.sources or self.destinations or self.measures or self.minimums)

    @property
    def localities(self) -> frozenset[str]:
        """Every locality that is asked for."""
        return self.parties | self.between | self.sources | self.destinations

    @property
    def binds_figures(self) -> bool:
        """Whether of the agreements selected only certain figures are (rule 9 of docs/totals.md)."""
        return self.asks_of_figures or bool(self.parties or self.between or self.regions or self.fields)


def parse_filters(typed: TypedFilters, vocabularies: Vocabularies) -> Filters:
    """Resolve what was typed; `UsageError` says which filter cannot be read, and names the nearest known."""
    localities = vocabularies.localities
    between = _ids(typed.between or (), localities)
    if typed.between and len(between) < 2:
        one, other = typed.between
        raise UsageError(
            Bilingual(
                f"between names one locality twice: '{one}' and '{other}'",
                f"between nêu một địa phương hai lần: '{one}' và '{other}'",
            )
        )
    return Filters(
        fields=frozenset(
            narrower for field in _ids(typed.field, vocabularies.fields) for narrower in vocabularies.narrower_of(field)
        ),
        parties=_ids(typed.party, localities),
        between=between,
        sources=_ids(typed.source, localities),
        destinations=_ids(typed.destination, localities),
        regions=_ids(typed.region, vocabularies.regions),
        years=_each(typed.year, _parse_years),
        active_on=_each(typed.active, parse_day),
        statuses=_choices(typed.status, words.STATUS, Bilingual("status", "tình trạng")),
        instruments=_choices(typed.instrument, words.INSTRUMENT, Bilingual("instrument", "loại văn kiện")),
        levels=_choices(typed.level, words.LEVEL, Bilingual("level", "cấp")),
        measures=_ids(typed.measure, vocabularies.measures),
        minimums=_each(typed.minimum, _parse_minimum),
        texts=_each(typed.text, _parse_text),
    )


def _each(typed: Iterable[str], parse: Callable[[str], T]) -> tuple[T, ...]:
    return tuple(parse(text) for text in typed)


def _ids(typed: Iterable[str], vocabulary: Vocabulary[AnyTerm]) -> frozenset[str]:
    return frozenset(vocabulary.resolve(text).id for text in typed)


def _choices(typed: Iterable[str], known: Iterable[str], name: Bilingual) -> frozenset[str]:
    codes = tuple(known)
    return frozenset(parse_choice(text, codes, name) for text in typed)


def parse_choice(text: str, known: Sequence[str], name: Bilingual) -> str:
    """One of the codes `known`; `UsageError` names the nearest, or all there are, `name` saying what they are."""
    if text in known:
        return text
    near = nearest_names(text, known, limit=1)
    listed = ", ".join(known)
    hint = Bilingual(f"it is one of {listed}", f"cần là một trong: {listed}")
    if near:
        hint = Bilingual(f"the nearest is '{near[0]}'", f"mã gần nhất là '{near[0]}'")
    raise UsageError(Bilingual(f"unknown {name.en} '{text}'", f"không biết {name.vi} '{text}'"), hint=hint)


def _parse_years(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([0-9]{4})(?:\.\.([0-9]{4}))?", text.strip())
    if found is None:
        raise UsageError(
            Bilingual(f"'{text}' is no year", f"'{text}' không phải là năm"),
            hint=Bilingual("write 2019, or 2019..2023", "viết 2019 hoặc 2019..2023"),
        )
    first, last = int(found[1]), int(found[2] or found[1])
    if last < first:
        raise UsageError(
            Bilingual(f"the years '{text}' run backwards", f"khoảng năm '{text}' bị ngược"),
            hint=Bilingual(f"write {last}..{first}", f"viết {last}..{first}"),
        )
    return first, last


def _parse_minimum(text: str) -> Quantity:
    from coop.language.amounts import parse_quantity

    quantity = parse_quantity(text)
    if quantity.amount is None:
        raise UsageError(
            Bilingual(f"'{text}' is a range, expected one amount", f"'{text}' là một khoảng, cần một con số"),
            hint=Bilingual('write it as "10.000 tỷ"', 'viết dạng "10.000 tỷ"'),
        )
    return quantity


def _parse_text(text: str) -> str:
    if not text.strip():
        raise UsageError(
            Bilingual("text is empty", "text để trống"),
            hint=Bilingual("name the words to look for", "nêu những chữ cần tìm"),
        )
    return text
