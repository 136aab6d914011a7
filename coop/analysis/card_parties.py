"""Who agreed, on the card of an agreement: two parties side by side, more of them below each other."""

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest

from coop.analysis import words
from coop.analysis.columns import said_column
from coop.analysis.territories import Territories
from coop.bilingual import Bilingual
from coop.dataset.agreement import Agreement, Party, Person
from coop.dataset.vocabulary import Vocabularies
from coop.table import Table

_REGION = Bilingual("Region", "Vùng")
_BODY = Bilingual("Body", "Cơ quan")
_NOW = Bilingual("Now", "Nay là")
_NOTHING = Bilingual("", "")


def list_parties(agreement: Agreement, vocabularies: Vocabularies) -> Iterator[tuple[Bilingual, Bilingual]]:
    """Three parties or more of which nothing but the names is told, in one line for each side."""
    if len(agreement.parties) == 2 or _tells_more(agreement):
        return
    label = Bilingual("Parties", "Các bên")
    for side in dict.fromkeys(party.side for party in agreement.parties):
        names = [_name(party, vocabularies) for party in agreement.parties if party.side == side]
        marked = words.join(label, Bilingual(", side ", ", phía "), side.upper()) if side else label
        yield marked, words.join(*names, by=", ")


def tabulate_parties(agreement: Agreement, vocabularies: Vocabularies) -> Iterator[Table]:
    """Two parties with their bodies and people side by side; more of them one a row, where more than names is told."""
    if len(agreement.parties) == 2:
        yield _tabulate_two(agreement, vocabularies)
    elif _tells_more(agreement):
        yield _tabulate_many(agreement, vocabularies)


def _tells_more(agreement: Agreement) -> bool:
    return any(party.body or party.people for party in agreement.parties)


def _tabulate_two(agreement: Agreement, vocabularies: Vocabularies) -> Table:
    one, other = agreement.parties
    columns = (
        said_column("what", _NOTHING, "What is told of both."),
        said_column("first", _name(one, vocabularies), "The first party."),
        said_column("second", _name(other, vocabularies), "The second party."),
    )
    regions = [_region(party, agreement.date.last_day, vocabularies) for party in agreement.parties]
    territories = Territories(vocabularies.localities.terms)
    todays = [_today(party, territories, vocabularies) for party in agreement.parties]
    bodies = [words.same(party.body) if party.body else None for party in agreement.parties]
    told = ((_REGION, *regions), (_NOW, *todays), (_BODY, *bodies))
    rows = [row for row in told if any(cell is not None for cell in row[1:])]
    return Table("parties", columns, (*rows, *_people_rows(one, other)))


def _people_rows(one: Party, other: Party) -> Iterator[tuple[Bilingual, Bilingual | None, Bilingual | None]]:
    """Who signed beside who signed, who attended beside who attended."""
    roles = dict.fromkeys((*words.PERSON_ROLE, None))
    for role in roles:
        label = words.heading(words.PERSON_ROLE[role]) if role else Bilingual("Named", "Có tên")
        sides = ([_said(person) for person in party.people if person.role == role] for party in (one, other))
        for number, (left, right) in enumerate(zip_longest(*sides)):
            yield _NOTHING if number else label, left, right


def _said(person: Person) -> Bilingual:
    return words.same(f"{person.name}, {person.office}" if person.office else person.name)


def _tabulate_many(agreement: Agreement, vocabularies: Vocabularies) -> Table:
    columns = [
        said_column("party", Bilingual("Party", "Bên"), "The locality."),
        said_column("side", Bilingual("Side", "Phía"), "The side it is on."),
        said_column("body", _BODY, "The body that agreed on its behalf."),
        said_column("people", Bilingual("People", "Đại diện"), "Who acted for it."),
    ]
    rows = [
        (
            _name(party, vocabularies),
            words.same(party.side.upper()) if party.side else None,
            words.same(party.body) if party.body else None,
            words.join(*map(_said_with_role, party.people), by="; ") if party.people else None,
        )
        for party in agreement.parties
    ]
    shown = [p for p in range(len(columns)) if any(row[p] is not None for row in rows)]
    return Table("parties", tuple(columns[p] for p in shown), tuple(tuple(row[p] for p in shown) for row in rows))


def _said_with_role(person: Person) -> Bilingual:
    role = words.PERSON_ROLE.get(person.role or "")
    return _said(person) if role is None else words.join(_said(person), role, by=", ")


def _name(party: Party, vocabularies: Vocabularies) -> Bilingual:
    return vocabularies.localities.terms[party.locality].label


def _region(party: Party, day: date | None, vocabularies: Vocabularies) -> Bilingual | None:
    region = vocabularies.region_of(party.locality, day) if day is not None else None
    return vocabularies.regions.terms[region].label if region is not None else None


def _today(party: Party, territories: Territories, vocabularies: Vocabularies) -> Bilingual | None:
    """What a locality that is no more became."""
    successor = territories.follow(party.locality, date.max)
    return vocabularies.localities.terms[successor].label if successor != party.locality else None
