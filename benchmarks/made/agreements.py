"""Made-up agreements, one after another, each a mapping in the order of the schema."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from made import words
from made.figures import FigureMaker, Setting
from made.terms import Locality, Region, Term, Terms, last_day_of_month

_YEARS = range(2001, 2027)
_HUBS = ("ho-chi-minh", "ha-noi", "da-nang", "hai-phong", "can-tho")
_END = date(2026, 10, 31)
_FIGURE_COUNTS, _FIGURE_WEIGHTS = (0, 1, 2, 3, 4, 5, 7), (52, 20, 11, 7, 5, 3, 2)
_EVENT_COUNTS, _EVENT_WEIGHTS = (0, 1, 2, 3, 5), (55, 25, 12, 6, 2)
_SOURCE_COUNTS, _SOURCE_WEIGHTS = (1, 2, 3, 4, 6), (44, 32, 14, 7, 3)
_FIELD_COUNTS, _FIELD_WEIGHTS = (1, 2, 3, 4, 6, 9, 12), (34, 17, 15, 12, 10, 8, 4)
_MOST_NAMED = 4

Agreement = dict[str, object]


@dataclass(frozen=True, slots=True)
class _Day:
    """The date of an agreement: what is written, and the days that it can mean."""

    text: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class _Parties:
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
        if len(self.localities) <= _MOST_NAMED:
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
        if len(self.localities) <= _MOST_NAMED:
            return "-".join(self.ids)
        return f"{self.ids[0]}-{len(self.localities) - 1}-dia-phuong"


@dataclass(frozen=True, slots=True)
class _Known:
    """What of an agreement those after it have to know."""

    id: str
    day: _Day
    instrument: str
    level: str


@dataclass(slots=True)
class AgreementMaker:
    """Makes agreements, and remembers of each what must not come twice."""

    terms: Terms
    random: Random
    figures: FigureMaker = field(init=False)
    ids: dict[str, int] = field(default_factory=dict)
    known: dict[tuple[frozenset[str], int], list[_Known]] = field(default_factory=dict)
    latest: dict[frozenset[str], _Known] = field(default_factory=dict)
    by_broader: dict[str, list[Term]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.figures = FigureMaker(self.random, self.terms)

    def make(self, count: int) -> Iterator[tuple[int, Agreement]]:
        """So many agreements, each with the year of its date."""
        for _ in range(count):
            yield self._make_one()

    def _make_one(self) -> tuple[int, Agreement]:
        random = self.random
        day, parties, instrument, level = self._choose_new()
        fields = self._choose_fields()
        theme = fields[0]
        own_id = self._find_id(parties, theme, level, day)
        period = self._make_period(day)
        sources, limits = self._make_sources(parties, theme, day)
        setting = Setting(own_id, parties.ids, _find_sides(parties), tuple(each.id for each in fields), day.first, limits)
        related, repeated = self._relate(setting, day)
        figures = repeated + self.figures.make(setting, random.choices(_FIGURE_COUNTS, _FIGURE_WEIGHTS)[0])
        figures = _name_apart(figures)
        self.figures.remember(setting, figures)
        events = self._make_events(theme, limits, day)
        self._remember(own_id, parties, day, instrument, level)
        people = self._make_parties(parties, theme, level)
        agreement: Agreement = {
            "id": own_id,
            "title": self._make_title(parties, theme, instrument, period),
            **({"purpose": self._make_purpose(theme)} if random.random() < 0.2 else {}),
            "instrument": instrument,
            "level": level,
            "status": _choose(random, words.STATUSES),
            "date": day.text,
            "period": period,
            "inferred": ["date"] if len(day.text) < 10 or random.random() < 0.3 else None,
            "parties": people,
            **self._make_group(parties),
            "others": [random.choice(words.OTHERS)] if random.random() < 0.04 else None,
            "fields": [each.id for each in fields],
            "item_count": random.randint(3, 20) if random.random() < 0.2 else None,
            "figures": figures,
            "events": events,
            "related": related,
            "source": self._choose_read_from(sources, figures, events),
            "sources": sources,
        }
        agreement = {key: value for key, value in agreement.items() if value}
        agreement |= self._make_remarks(agreement, people)
        conflicts = self._make_conflicts(agreement)
        return day.first.year, {**agreement, **conflicts}

    def _choose_new(self) -> tuple[_Day, _Parties, str, str]:
        """When, who, and by what: not what was agreed already, as far as anybody could tell the two apart."""
        random = self.random
        while True:
            day = self._choose_day()
            parties = self._choose_parties(day)
            instrument = random.choices(list(words.INSTRUMENTS), [each[2] for each in words.INSTRUMENTS.values()])[0]
            instrument = "" if random.random() < 0.02 else instrument
            level = _choose(random, words.LEVELS)
            near = self.known.get((frozenset(parties.ids), day.first.year), ())
            if not any(_may_be_one(each, day, instrument, level) for each in near):
                return day, parties, instrument, level

    def _remember(self, own_id: str, parties: _Parties, day: _Day, instrument: str, level: str) -> None:
        known = _Known(own_id, day, instrument, level)
        who = frozenset(parties.ids)
        self.known.setdefault((who, day.first.year), []).append(known)
        self.latest[who] = known

    def _choose_day(self) -> _Day:
        """A day, a month or a year, the later the more often."""
        random = self.random
        year = random.choices(_YEARS, range(4, 4 + len(_YEARS)))[0]
        first = date(year, 1, 1)
        day = min(first + timedelta(days=random.randrange(365)), _END)
        chance = random.random()
        if chance < 0.72:
            return _Day(day.isoformat(), day, day)
        if chance < 0.89:
            return _Day(f"{day:%Y-%m}", day.replace(day=1), last_day_of_month(day))
        return _Day(str(year), first, date(year, 12, 31))

    def _choose_parties(self, day: _Day) -> _Parties:
        random = self.random
        there = self.terms.find_localities(day.first, day.last)
        chance = random.random()
        hubs = [each for each in there if each.id in _HUBS]
        if chance < 0.06:
            regions = self.terms.find_regions(day.first, day.last)
            if regions:
                region, members = random.choice(regions)
                hub = random.choice(hubs)
                return _Parties((hub, *(each for each in members if each is not hub)), True, region)
        count = 2 if chance < 0.66 else 3 if chance < 0.82 else random.randint(4, 8)
        first = random.choice(hubs) if random.random() < 0.45 else random.choice(there)
        if first.id in _HUBS or random.random() < 0.5:
            others = random.sample([each for each in there if each is not first], count - 1)
        else:  # neighbours, as the vocabulary lists them from north to south
            place = there.index(first)
            near = [each for each in there[max(0, place - 6) : place + 7] if each is not first]
            others = random.sample(near, min(count - 1, len(near)))
        is_around_hub = first.id in _HUBS and count > 2 and random.random() < 0.6
        return _Parties((first, *others), is_around_hub)

    def _choose_fields(self) -> tuple[Term, ...]:
        """Some fields, the narrower ones where a name joins two."""
        random = self.random
        chosen = random.sample(self.terms.fields, random.choices(_FIELD_COUNTS, _FIELD_WEIGHTS)[0])
        broader = {each.broader for each in chosen}
        return tuple(each for each in chosen if each.id not in broader)

    def _find_id(self, parties: _Parties, theme: Term, level: str, day: _Day) -> str:
        of_theme = f"-{theme.id}" if level in ("department", "association") else ""
        stem = f"{parties.stem}{of_theme}-{day.first.year}"
        number = self.ids[stem] = self.ids.get(stem, 0) + 1
        return stem if number == 1 else f"{stem}-{number}"

    def _make_period(self, day: _Day) -> str | None:
        random = self.random
        chance = random.random()
        year = day.first.year
        if chance < 0.45:
            return None
        if chance < 0.5:
            return f"{year}/.."
        if chance < 0.55 and len(day.text) == 10:
            return f"{day.text}/{year + random.choice((1, 2, 5))}-12-31"
        return f"{year}/{year + random.choice((0, 1, 2, 2, 3, 4, 5))}"

    def _make_sources(self, parties: _Parties, theme: Term, day: _Day) -> tuple[list[Agreement], dict[str, date]]:
        """The sources, and up to which day each can know something."""
        random = self.random
        count = random.choices(_SOURCE_COUNTS, _SOURCE_WEIGHTS)[0]
        who, who_en = parties.names
        sources, limits = [], {}
        for position, (publisher, host, path) in enumerate(random.sample(words.PUBLISHERS, count)):
            lag = random.randint(0, 20) if position == 0 else random.randint(0, 1_000)
            published = max(day.last, min(day.last + timedelta(days=lag), _END))
            vi, en = words.lower_first(theme.vi), words.lower_first(theme.en)
            title = random.choice(words.HEADLINES).format(who=who, who_en=who_en, vi=vi, en=en)
            address = path.format(slug=words.slug(title), number=random.randint(10_000, 9_999_999))
            name = words.slug(publisher)
            source: Agreement = {"id": name, "title": title, "publisher": publisher}
            if random.random() < 0.6:
                source["published"] = published.isoformat() if random.random() < 0.9 else f"{published:%Y-%m}"
            source["url"] = f"https://{host}/{address}"
            if random.random() < 0.05:
                source["archive_url"] = f"https://web.archive.org/web/{published:%Y%m%d}000000/https://{host}/{address}"
                source["retrieved"] = (published + timedelta(days=random.randint(1, 400))).isoformat()
            sources.append(source)
            limits[name] = published
        return sources, limits

    def _relate(self, setting: Setting, day: _Day) -> tuple[list[Agreement], list[Agreement]]:
        """An earlier agreement of the same parties, and what it told that is told again."""
        who = frozenset(setting.parties)
        older = self.latest.get(who)
        if older is None or older.day.last >= day.first or self.random.random() < 0.4:
            return [], []
        relation = self.random.choice(("renews", "renews", "amends", "implements", "supersedes"))
        repeated = self.figures.repeat(setting, who) if self.random.random() < 0.3 else []
        return [{"id": older.id, "relation": relation}], repeated

    def _make_events(self, theme: Term, limits: dict[str, date], day: _Day) -> list[Agreement]:
        random = self.random
        events = []
        for _ in range(random.choices(_EVENT_COUNTS, _EVENT_WEIGHTS)[0]):
            kind = random.choice(list(words.EVENTS))
            source = random.choice(list(limits))
            start = day.first - timedelta(days=300)
            when = start + timedelta(days=random.randint(0, max(0, (limits[source] - start).days)))
            chance = random.random()
            event: Agreement = {}
            if chance < 0.9:
                event["date"] = when.isoformat() if chance < 0.6 else f"{when:%Y-%m}" if chance < 0.8 else f"{when.year}"
            event["kind"] = kind
            if random.random() < 0.8:
                vi, en = words.EVENTS[kind]
                event["note"] = {"vi": vi.format(vi=words.lower_first(theme.vi)), "en": en.format(en=words.lower_first(theme.en))}
            if chance >= 0.9:
                event["not_stated"] = ["date"]
            elif random.random() < 0.2:
                event["inferred"] = ["date"]
            event["source"] = source
            if event not in events:
                events.append(event)
        return events

    def _make_title(self, parties: _Parties, theme: Term, instrument: str, period: str | None) -> Agreement:
        random = self.random
        what, what_en, _ = words.INSTRUMENTS.get(instrument, ("Hợp tác", "cooperation", 0))
        who, who_en = parties.names
        vi, en = random.choice(words.TITLES)
        years = ""
        if period is not None and len(period) == 9 and random.random() < 0.5:
            years = " " + period.replace("/", "–")
        return {
            "vi": vi.format(what=what, vi=words.lower_first(theme.vi), who=who) + years,
            "en": en.format(what_en=what_en, en=words.lower_first(theme.en), who_en=who_en) + years,
        }

    def _make_purpose(self, theme: Term) -> Agreement:
        vi, en = self.random.choice(words.PURPOSES)
        return {"vi": vi.format(vi=words.lower_first(theme.vi)), "en": en.format(en=words.lower_first(theme.en))}

    def _make_parties(self, parties: _Parties, theme: Term, level: str) -> list[Agreement]:
        random = self.random
        is_named = random.random() < 0.6 and len(parties.localities) <= _MOST_NAMED
        association = random.choice(words.ASSOCIATIONS)
        people = []
        for position, locality in enumerate(parties.localities):
            party: Agreement = {"locality": locality.id}
            body, head = _name_body(locality, theme, level, association)
            if body and (is_named or random.random() < 0.3):
                party["body"] = body
            if parties.is_around_hub:
                party["side"] = "b" if position else "a"
            if is_named and random.random() < 0.6:
                party["people"] = [self._make_person(head) for _ in range(random.choice((1, 1, 1, 2)))]
            people.append(party)
        return people

    def _make_person(self, head: str) -> Agreement:
        random = self.random
        name = f"{random.choice(words.FAMILY_NAMES)} {random.choice(words.MIDDLE_NAMES)} {random.choice(words.GIVEN_NAMES)}"
        office = head if random.random() < 0.6 else f"Phó {head}"
        return {"name": name, "office": office, "role": random.choice(words.ROLES)}

    def _make_group(self, parties: _Parties) -> Agreement:
        count = len(parties.localities)
        if parties.region is not None:
            return {"group": f"{count - 1} tỉnh, thành phố vùng {parties.region.vi}"}
        if count > _MOST_NAMED and self.random.random() < 0.3:
            return {"party_count": count + self.random.randint(1, 4)}
        return {}

    def _choose_read_from(
        self, sources: Sequence[Agreement], figures: Sequence[Agreement], events: Sequence[Agreement]
    ) -> list[str] | None:
        """The sources of the agreement itself: the first, any that nothing else names, and some others."""
        named = {each["source"] for each in (*figures, *events)}
        first, *others = [str(each["id"]) for each in sources]
        read = [each for each in others if each not in named or self.random.random() < 0.3]
        return [first, *read] if read else None

    def _make_remarks(self, agreement: Agreement, people: Sequence[Agreement]) -> Agreement:
        """What was looked for and is not there."""
        random = self.random
        missing = [each for each in ("period", "item_count", "level", "instrument") if each not in agreement]
        have_all_signed = all(
            any(person["role"] == "signed" for person in party.get("people", ())) for party in people
        )
        if not have_all_signed and random.random() < 0.7:
            missing.append("signatories")
        return {"not_stated": missing} if missing and random.random() < 0.97 else {}

    def _make_conflicts(self, agreement: Agreement) -> Agreement:
        random = self.random
        if random.random() > 0.1:
            return {}
        source = str(random.choice(agreement["sources"])["id"])
        figures = agreement.get("figures")
        if figures and "amount" in figures[0]:
            value = int(figures[0]["amount"]) + random.randint(1, 9)
            conflict = {"at": f"figures.{figures[0]['id']}.amount", "value": value}
        elif "item_count" in agreement:
            conflict = {"at": "item_count", "value": int(agreement["item_count"]) + 1}
        elif "period" in agreement:
            conflict = {"at": "period", "value": f"{str(agreement['date'])[:4]}/2030", "as_stated": "đến năm 2030"}
        else:
            conflict = {"at": "date", "value": f"{str(agreement['date'])[:4]}-12"}
        return {"conflicts": [{**conflict, "source": source, "reason": random.choice(words.REASONS)}]}


def _choose(random: Random, weights: dict[str, int]) -> str:
    return random.choices(list(weights), list(weights.values()))[0]


def _may_be_one(known: _Known, day: _Day, instrument: str, level: str) -> bool:
    """Whether nothing tells an agreement from one that is there."""
    is_other = any(a and b and a != b for a, b in ((known.instrument, instrument), (known.level, level)))
    return not is_other and known.day.first <= day.last and day.first <= known.day.last


def _find_sides(parties: _Parties) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return parties.ids[:1], parties.ids[1:]


def _name_apart(figures: list[Agreement]) -> list[Agreement]:
    """The figures with an id each: one that was told before keeps its own there, and has another here if need be."""
    taken: set[object] = set()
    for position, figure in enumerate(figures):
        if figure["id"] in taken:
            figures[position] = {**figure, "id": f"{figure['id']}-khac"}
        taken.add(figures[position]["id"])
    return figures


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
