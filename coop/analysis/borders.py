"""The borders in which localities are read (rule 8 of docs/totals.md): as signed, or those of one day.

In the borders of a day a former province is its successor, and one yet to be renamed or split off is what it came from.
A unit that reached further on its own day than any on the day asked for is never divided: it keeps its name.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cached_property

from coop.analysis import words
from coop.analysis.days import parse_day
from coop.analysis.filters import Filters
from coop.analysis.territories import Territories
from coop.bilingual import Bilingual
from coop.dataset.agreement import Agreement, Ends, Figure
from coop.dataset.listed import Listed
from coop.dataset.vocabulary import Vocabularies
from coop.errors import UsageError

SIGNED, NOW = "signed", "now"
_BORDERS = Bilingual("borders: ", "địa giới: ")

KNOWN_FROM = date(2000, 1, 1)
"""The first day of which the vocabulary of localities tells."""


def figure_day(figure: Figure, agreement: Agreement) -> date:
    """The day whose provinces and regions a figure means: its own last day, else the agreement's."""
    whens = (*figure.period, *((figure.as_of,) if figure.as_of is not None else ()))
    days = [when.last_day or when.first_day for when in whens]
    known = [day for day in days if day is not None]
    return max(known) if known else agreement_day(agreement)


def agreement_day(agreement: Listed) -> date:
    """The last day that the agreement's date can mean."""
    return agreement.date.last_day


class Borders:
    """Reads localities in the borders of `day`; without one each is itself, as it was signed.

    `said_day` is the day that a heading names: borders of today are those of the day on which they last moved.
    """

    def __init__(self, vocabularies: Vocabularies, day: date | None = None, *, said_day: date | None = None) -> None:
        self.vocabularies = vocabularies
        self.day = day
        self.said_day = said_day or day

    @cached_property
    def territories(self) -> Territories:
        """What each unit held through time."""
        return Territories(self.vocabularies.localities.terms)

    def fold(self, locality: str, on: date) -> str:
        """The unit that a locality, as it was `on` its own day, lies in; itself where it lies in several."""
        if self.day is None:
            return locality
        units = self.units_of(locality, on)
        return units.pop() if len(units) == 1 else locality

    def is_undivided(self, locality: str, on: date) -> bool:
        """Whether a locality, as it was `on` its own day, lies in several units, and so keeps its name."""
        return self.day is not None and len(self.units_of(locality, on)) > 1

    def fold_all(self, localities: Iterable[str], on: date) -> tuple[str, ...]:
        """The units of several localities, each once."""
        return tuple(dict.fromkeys(self.fold(locality, on) for locality in localities))

    def fold_filters(self, filters: Filters) -> Filters:
        """The filters, asking for the units that their localities lie in."""
        if self.day is None:
            return filters
        asked = (filters.parties, filters.between, filters.sources, filters.destinations)
        parties, between, sources, destinations = (frozenset(self.fold_all(names, date.min)) for names in asked)
        return replace(filters, parties=parties, between=between, sources=sources, destinations=destinations)

    def ends_of(self, figure: Figure, agreement: Agreement) -> Ends:
        """The ends of a figure of `agreement`, in units."""
        ends, day = figure.ends, figure_day(figure, agreement)
        if self.day is None:
            return ends
        return Ends(*(self.fold_all(end, day) for end in (ends.source, ends.destination, ends.between)))

    def parties_of(self, agreement: Listed) -> tuple[str, ...]:
        """The units that agreed; parties that lie in one count once."""
        return self.fold_all(agreement.localities, agreement_day(agreement))

    def pairs_of(self, agreement: Listed) -> tuple[tuple[str, str], ...]:
        """Who agreed with whom (rule 10), in units; a pair that became one unit names it twice.

        Of a group without sides only two units, or one, may be left.
        """
        if self.day is None:
            return agreement.pairs
        day = agreement_day(agreement)
        pairs = tuple(dict.fromkeys((self.fold(a, day), self.fold(b, day)) for a, b in agreement.pairs))
        units = self.parties_of(agreement)
        is_whole = agreement.party_count in (None, len(agreement.localities))
        return pairs or (((units[0], units[-1]),) if is_whole and len(units) <= 2 else ())

    def find_merged(self, agreement: Agreement) -> tuple[tuple[str, ...], ...]:
        """The pairs of an agreement that lie in one unit, or all its parties if they do, by their own names."""
        day = agreement_day(agreement)
        groups = agreement.pairs or ((agreement.localities,) if self.pairs_of(agreement) else ())
        return tuple(group for group in groups if len(group) > 1 and len(self.fold_all(group, day)) == 1)

    def region_of(self, locality: str, on: date) -> str | None:
        """The region in which a locality lies: on its own day, or on that of the borders.

        One that is undivided has a region there only if all of it lies in the same, else that of its own day.
        """
        region_of = self.vocabularies.region_of
        if self.day is not None:
            regions = {region_of(unit, self.day) for unit in self.units_of(locality, on)}
            if len(regions) == 1:
                return regions.pop()
        return region_of(locality, on)

    @property
    def label(self) -> Bilingual | None:
        """How a heading names them; as signed they need no name."""
        if self.said_day is None:
            return None
        return Bilingual(
            f"in the borders of {self.said_day.isoformat()}", f"theo địa giới ngày {self.said_day:%d/%m/%Y}"
        )

    def units_of(self, locality: str, on: date) -> set[str]:
        """All units that a locality, as it was `on` its own day, lies in; itself as signed."""
        if self.day is None:
            return {locality}
        return {self.territories.holder(place, self.day) for place in self.territories.held_by(locality, on)}


def parse_borders(typed: str | None, vocabularies: Vocabularies, *, today: date) -> Borders:
    """The borders that a person names: a day, `now`, or `signed`, which is also what nothing typed means.

    Raises `UsageError` for anything else, and for a day before 2000 or after today, of which nothing is known.
    """
    name = SIGNED if typed is None else typed.strip().lower()
    if typed is None or name == SIGNED:
        return Borders(vocabularies)
    if name == NOW:
        return Borders(vocabularies, today, said_day=find_last_move(vocabularies, today))
    try:
        day = parse_day(typed)
    except UsageError as error:
        hint = Bilingual(
            "write a day such as 2025-07-01, now or signed", "viết một ngày như 2025-07-01, now hoặc signed"
        )
        raise UsageError(words.join(_BORDERS, error.message), hint=hint) from None
    refuse_day_before_known(day)
    if day > today:
        raise UsageError(
            Bilingual(
                f"borders after today are not known: {day} is later than {today}",
                f"chưa biết địa giới sau hôm nay: {day} muộn hơn {today}",
            ),
            hint=Bilingual("now names those of today", "now là địa giới hôm nay"),
        )
    return Borders(vocabularies, day)


def find_last_move(vocabularies: Vocabularies, until: date) -> date:
    """The last day up to `until` on which a border or the members of a region changed."""
    regions = (period.start for region in vocabularies.regions.terms.values() for period in region.periods)
    moves = {*Territories(vocabularies.localities.terms).moves, *(day for day in regions if day is not None)}
    return max((day for day in moves if day <= until), default=KNOWN_FROM)


def refuse_day_before_known(day: date) -> None:
    """`UsageError` for a day before 2000, of which the vocabulary of localities tells nothing."""
    if day < KNOWN_FROM:
        raise UsageError(
            Bilingual(
                f"the localities are known from {KNOWN_FROM}, not on {day}",
                f"chỉ biết các địa phương từ {KNOWN_FROM}, không biết cho ngày {day}",
            ),
            hint=Bilingual("name a later day", "nêu một ngày muộn hơn"),
        )
