"""Made-up agreements, one after another, each a mapping in the order of the schema."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from made import words
from made.figures import FigureMaker, Setting
from made.form import Value
from made.parties import END, MOST_NAMED, Day, Parties, choose_day, choose_parties, make_parties
from made.terms import Term, Terms

_FIGURE_COUNTS, _FIGURE_WEIGHTS = (0, 1, 2, 3, 4, 5, 7), (52, 20, 11, 7, 5, 3, 2)
_EVENT_COUNTS, _EVENT_WEIGHTS = (0, 1, 2, 3, 5), (55, 25, 12, 6, 2)
_SOURCE_COUNTS, _SOURCE_WEIGHTS = (1, 2, 3, 4, 6), (44, 32, 14, 7, 3)
_FIELD_COUNTS, _FIELD_WEIGHTS = (1, 2, 3, 4, 6, 9, 12), (34, 17, 15, 12, 10, 8, 4)

Agreement = dict[str, Value]


@dataclass(frozen=True, slots=True)
class _Known:
    """What of an agreement those after it have to know."""

    id: str
    day: Day
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
        setting = Setting(
            own_id,
            parties.ids,
            (parties.ids[:1], parties.ids[1:]),
            tuple(each.id for each in fields),
            day.first,
            limits,
        )
        related, repeated = self._relate(setting, day)
        count = random.choices(_FIGURE_COUNTS, _FIGURE_WEIGHTS)[0]
        figures = self.figures.make(setting, count, repeated=repeated)
        self.figures.remember(setting, figures)
        events = self._make_events(theme, limits, day)
        self._remember(own_id, parties, day, instrument, level)
        people, have_all_signed = make_parties(random, parties, theme, level)
        agreement: Agreement = {
            "id": own_id,
            "title": self._make_title(parties, theme, instrument, period),
            **({"purpose": self._make_purpose(theme)} if random.random() < 0.2 else {}),
            "instrument": instrument,
            "level": level,
            "status": _choose(random, words.STATUSES),
            "date": day.text,
            "period": period,
            "inferred": ["date"] if len(day.text) < 10 or random.random() < 0.3 else [],
            "parties": people,
            **self._make_group(parties),
            "others": [random.choice(words.OTHERS)] if random.random() < 0.04 else [],
            "fields": [each.id for each in fields],
            "item_count": random.randint(3, 20) if random.random() < 0.2 else 0,
            "figures": figures,
            "events": events,
            "related": related,
            "source": self._choose_read_from(sources, figures, events),
            "sources": sources,
        }
        agreement = {key: value for key, value in agreement.items() if value}
        agreement |= self._make_remarks(agreement, have_all_signed)
        conflicts = self._make_conflicts(agreement, sources, figures)
        return day.first.year, {**agreement, **conflicts}

    def _choose_new(self) -> tuple[Day, Parties, str, str]:
        """When, who, and by what: not what was agreed already, as far as anybody could tell the two apart."""
        random = self.random
        while True:
            day = choose_day(random)
            parties = choose_parties(random, self.terms, day)
            instrument = random.choices(list(words.INSTRUMENTS), [each[2] for each in words.INSTRUMENTS.values()])[0]
            instrument = "" if random.random() < 0.02 else instrument
            level = _choose(random, words.LEVELS)
            near = self.known.get((frozenset(parties.ids), day.first.year), ())
            if not any(_may_be_one(each, day, instrument, level) for each in near):
                return day, parties, instrument, level

    def _remember(self, own_id: str, parties: Parties, day: Day, instrument: str, level: str) -> None:
        known = _Known(own_id, day, instrument, level)
        who = frozenset(parties.ids)
        self.known.setdefault((who, day.first.year), []).append(known)
        self.latest[who] = known

    def _choose_fields(self) -> tuple[Term, ...]:
        """Some fields, the narrower ones where a name joins two."""
        random = self.random
        chosen = random.sample(self.terms.fields, random.choices(_FIELD_COUNTS, _FIELD_WEIGHTS)[0])
        broader = {each.broader for each in chosen}
        return tuple(each for each in chosen if each.id not in broader)

    def _find_id(self, parties: Parties, theme: Term, level: str, day: Day) -> str:
        of_theme = f"-{theme.id}" if level in ("department", "association") else ""
        stem = f"{parties.stem}{of_theme}-{day.first.year}"
        number = self.ids[stem] = self.ids.get(stem, 0) + 1
        return stem if number == 1 else f"{stem}-{number}"

    def _make_period(self, day: Day) -> str:
        """The time that it is meant for, or nothing."""
        random = self.random
        chance = random.random()
        year = day.first.year
        if chance < 0.45:
            return ""
        if chance < 0.5:
            return f"{year}/.."
        if chance < 0.55 and len(day.text) == 10:
            return f"{day.text}/{year + random.choice((1, 2, 5))}-12-31"
        return f"{year}/{year + random.choice((0, 1, 2, 2, 3, 4, 5))}"

    def _make_sources(self, parties: Parties, theme: Term, day: Day) -> tuple[list[Agreement], dict[str, date]]:
        """The sources, and up to which day each can know something."""
        random = self.random
        count = random.choices(_SOURCE_COUNTS, _SOURCE_WEIGHTS)[0]
        who, who_en = parties.names
        sources, limits = [], {}
        for position, (publisher, host, path) in enumerate(random.sample(words.PUBLISHERS, count)):
            lag = random.randint(0, 20) if position == 0 else random.randint(0, 1_000)
            published = max(day.last, min(day.last + timedelta(days=lag), END))
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

    def _relate(self, setting: Setting, day: Day) -> tuple[list[Agreement], list[Agreement]]:
        """An earlier agreement of the same parties, and what it told that is told again."""
        who = frozenset(setting.parties)
        older = self.latest.get(who)
        if older is None or older.day.last >= day.first or self.random.random() < 0.4:
            return [], []
        relation = self.random.choice(("renews", "renews", "amends", "implements", "supersedes"))
        repeated = self.figures.repeat(setting, who) if self.random.random() < 0.3 else []
        return [{"id": older.id, "relation": relation}], repeated

    def _make_events(self, theme: Term, limits: dict[str, date], day: Day) -> list[Agreement]:
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
                event["date"] = (
                    when.isoformat() if chance < 0.6 else f"{when:%Y-%m}" if chance < 0.8 else f"{when.year}"
                )
            event["kind"] = kind
            if random.random() < 0.8:
                vi, en = words.EVENTS[kind]
                event["note"] = {
                    "vi": vi.format(vi=words.lower_first(theme.vi)),
                    "en": en.format(en=words.lower_first(theme.en)),
                }
            if chance >= 0.9:
                event["not_stated"] = ["date"]
            elif random.random() < 0.2:
                event["inferred"] = ["date"]
            event["source"] = source
            if event not in events:
                events.append(event)
        return events

    def _make_title(self, parties: Parties, theme: Term, instrument: str, period: str) -> Agreement:
        random = self.random
        what, what_en, _ = words.INSTRUMENTS.get(instrument, ("Hợp tác", "cooperation", 0))
        who, who_en = parties.names
        vi, en = random.choice(words.TITLES)
        years = ""
        if len(period) == 9 and random.random() < 0.5:
            years = " " + period.replace("/", "–")
        return {
            "vi": vi.format(what=what, vi=words.lower_first(theme.vi), who=who) + years,
            "en": en.format(what_en=what_en, en=words.lower_first(theme.en), who_en=who_en) + years,
        }

    def _make_purpose(self, theme: Term) -> Agreement:
        vi, en = self.random.choice(words.PURPOSES)
        return {"vi": vi.format(vi=words.lower_first(theme.vi)), "en": en.format(en=words.lower_first(theme.en))}

    def _make_group(self, parties: Parties) -> Agreement:
        count = len(parties.localities)
        if parties.region is not None:
            return {"group": f"{count - 1} tỉnh, thành phố vùng {parties.region.vi}"}
        if count > MOST_NAMED and self.random.random() < 0.3:
            return {"party_count": count + self.random.randint(1, 4)}
        return {}

    def _choose_read_from(
        self, sources: Sequence[Agreement], figures: Sequence[Agreement], events: Sequence[Agreement]
    ) -> list[str]:
        """The sources of the agreement itself: the first, any that nothing else names, and some others."""
        named = {each["source"] for each in (*figures, *events)}
        first, *others = [str(each["id"]) for each in sources]
        read = [each for each in others if each not in named or self.random.random() < 0.3]
        return [first, *read] if read else []

    def _make_remarks(self, agreement: Agreement, have_all_signed: bool) -> Agreement:
        """What was looked for and is not there."""
        random = self.random
        missing = [each for each in ("period", "item_count", "level", "instrument") if each not in agreement]
        if not have_all_signed and random.random() < 0.7:
            missing.append("signatories")
        return {"not_stated": missing} if missing and random.random() < 0.97 else {}

    def _make_conflicts(self, agreement: Agreement, sources: list[Agreement], figures: list[Agreement]) -> Agreement:
        """What another source has for one of the values."""
        random = self.random
        if random.random() > 0.1:
            return {}
        year = str(agreement["date"])[:4]
        amount = figures[0].get("amount") if figures else None
        count = agreement.get("item_count")
        conflict: Agreement
        if isinstance(amount, int):
            conflict = {"at": f"figures.{figures[0]['id']}.amount", "value": amount + random.randint(1, 9)}
        elif isinstance(count, int):
            conflict = {"at": "item_count", "value": count + 1}
        elif "period" in agreement:
            conflict = {"at": "period", "value": f"{year}/2030", "as_stated": "đến năm 2030"}
        else:
            conflict = {"at": "date", "value": f"{year}-12"}
        source = random.choice(sources)["id"]
        return {"conflicts": [{**conflict, "source": source, "reason": random.choice(words.REASONS)}]}


def _choose(random: Random, weights: dict[str, int]) -> str:
    return random.choices(list(weights), list(weights.values()))[0]


def _may_be_one(known: _Known, day: Day, instrument: str, level: str) -> bool:
    """Whether nothing tells an agreement from one that is there."""
    is_other = any(a and b and a != b for a, b in ((known.instrument, instrument), (known.level, level)))
    return not is_other and known.day.first <= day.last and day.first <= known.day.last
