"""Who agrees, and when: localities of the day, a hub and a region, neighbours; their bodies and people."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from made import words
from made.form import Value
from made.terms import Locality, Region, Term, Terms, last_day_of_month

END = date(2026, 10, 31)
_YEARS = range(2001, 2027)
_HUBS = ("ho-chi-minh", "ha-noi", "da-nang", "hai-phong", "can-tho")
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Day:
    """The date of an agreement: what is written, and the days that it can mean."""

    text: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Parties:
    """Who agrees: a hub first, if there is one; `region` is that of the others where they are all of it."""

    localities: tuple[Locality, ...]
    is_around_hub: bool
    region: Region | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """The parties' ids."""
        return tuple(each.id for each in self.localities)

    @property
    def names(self) -> tuple[str, str]:
        """The parties as a title names them, in Vietnamese and in English."""
        hub, *others = self.localities
        if len(self.localities) <= MOST_NAMED:
            return (
                " – ".join(each.name for each in self.localities),
                " – ".join(each.english for each in self.localities),
            )
        of_region = f" {self.region.vi}" if self.region else "", f" {self.region.en}" if self.region else ""
        if not self.is_around_hub:
            return f"{len(self.localities)} tỉnh, thành phố", f"{len(self.localities)} localities"
        return (
            f"{hub.name} – {len(others)} địa phương{of_region[0]}",
            f"{hub.english} – {len(others)}{of_region[1]} localities",
        )

    @property
    def stem(self) -> str:
        """The parties as an id names them."""
        if len(self.localities) <= MOST_NAMED:
            return "-".join(self.ids)
        return f"{self.ids[0]}-{len(self.localities) - 1}-dia-phuong"


def choose_day(random: Random) -> Day:
    """A day, a month or a year, the later the more often."""
    year = random.choices(_YEARS, range(4, 4 + len(_YEARS)))[0]
    first = date(year, 1, 1)
    day = min(first + timedelta(days=random.randrange(365)), END)
    chance = random.random()
    if chance < 0.72:
        return Day(day.isoformat(), day, day)
    if chance < 0.89:
        return Day(f"{day:%Y-%m}", day.replace(day=1), last_day_of_month(day))
    return Day(str(year), first, date(year, 12, 31))


def choose_parties(random: Random, terms: Terms, day: Day) -> Parties:
    """A hub and a region, neighbours, or any."""
    there = terms.find_localities(day.first, day.last)
    chance = random.random()
    hubs = [each for each in there if each.id in _HUBS]
    if chance < 0.06:
        regions = terms.find_regions(day.first, day.last)
        if regions:
            region, members = random.choice(regions)
            hub = random.choice(hubs)
            return Parties((hub, *(each for each in members if each is not hub)), True, region)
    count = 2 if chance < 0.66 else 3 if chance < 0.82 else random.randint(4, 8)
    first = random.choice(hubs) if random.random() < 0.45 else random.choice(there)
    if first.id in _HUBS or random.random() < 0.5:
        others = random.sample([each for each in there if each is not first], count - 1)
    else:  # neighbours, as the vocabulary lists them from north to south
        place = there.index(first)
        near = [each for each in there[max(0, place - 6) : place + 7] if each is not first]
        others = random.sample(near, min(count - 1, len(near)))
    is_around_hub = first.id in _HUBS and count > 2 and random.random() < 0.6
    return Parties((first, *others), is_around_hub)


def make_parties(random: Random, parties: Parties, theme: Term, level: str) -> tuple[list[dict[str, Value]], bool]:
    """The parties with their bodies and people, and whether someone of each has signed."""
    is_named = random.random() < 0.6 and len(parties.localities) <= MOST_NAMED
    association = random.choice(words.ASSOCIATIONS)
    made, signed = [], 0
    for position, locality in enumerate(parties.localities):
        party: dict[str, Value] = {"locality": locality.id}
        body, head = _name_body(locality, theme, level, association)
        if body and (is_named or random.random() < 0.3):
            party["body"] = body
        if parties.is_around_hub:
            party["side"] = "b" if position else "a"
        if is_named and random.random() < 0.6:
            people = {name: _make_person(random, name, head) for name in _choose_names(random)}
            signed += any(person["role"] == "signed" for person in people.values())
            party["people"] = list(people.values())
        made.append(party)
    return made, signed == len(made)


def _choose_names(random: Random) -> list[str]:
    """One name or two."""
    parts = (words.FAMILY_NAMES, words.MIDDLE_NAMES, words.GIVEN_NAMES)
    return [" ".join(random.choice(each) for each in parts) for _ in range(random.choice((1, 1, 1, 2)))]


def _make_person(random: Random, name: str, head: str) -> dict[str, Value]:
    office = head if random.random() < 0.6 else f"Phó {head}"
    return {"name": name, "office": office, "role": random.choice(words.ROLES)}


def _name_body(locality: Locality, theme: Term, level: str, association: str) -> tuple[str, str]:
    """The body that agrees for a locality, and the office of who leads it."""
    is_city = locality.name.startswith("TP.") or locality.id in _HUBS
    place = f"{'TP.' if is_city else 'tỉnh'} {locality.bare}"
    if level == "party-committee":
        committee = f"{'Thành ủy' if is_city else 'Tỉnh ủy'} {locality.bare}"
        return f"Ban Thường vụ {committee}", f"Bí thư {committee}"
    if level == "peoples-council":
        return f"Thường trực HĐND {place}", f"Chủ tịch HĐND {place}"
    if level == "department":
        name = words.DEPARTMENTS.get(theme.id, "Sở Kế hoạch và Đầu tư")
        return f"{name} {place}", f"Giám đốc {name} {place}" if name.startswith("Sở") else "Giám đốc"
    if level == "association":
        return f"{association} {place}", f"Chủ tịch {association} {place}"
    return (f"UBND {place}" if level else ""), f"Chủ tịch UBND {place}"
