"""The figures of made-up agreements: of every measure, linked and unlinked, and none twice by accident.

Of what adds up, validation takes two figures of one measure, one amount and the same ends for one fact, and likewise
one whose time lies within that of another with ends that contain its own. So no amount comes twice between two ends,
and all that goes between two ends in one measure is told in times of one length, of which none lies within another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from zlib import crc32

from made import words
from made.form import Value
from made.phrases import Amount, make_amount, make_count, make_money
from made.terms import Measure, Terms

_TIMES = ("year", "year", "month", "day", "two years", "five years", "list", "none")
_OF_BOTH_DIRECTIONS = frozenset({"trade", "contract-value", "transport-links", "exchange-visits", "joint-events",
                                 "joint-patrols", "joint-cases", "supply-chains"})  # fmt: skip
# Sums of a group are told by the day, each on a day of its own, and those of a pair in the same measure never are.
_OF_GROUPS_BY_DAY = frozenset({"aid", "goods-sold", "trade", "contracts", "joint-events", "visitors"})
_WEIGHTS = {"aid": 8, "registered-investment": 6, "total-investment": 5, "projects": 4, "investment-pledged": 3,
            "aid-pledged": 3, "enterprises": 3, "trade": 3}  # fmt: skip

Figure = dict[str, Value]
Ends = Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that a later agreement of the same parties may tell again; `day` is the first that its time can mean."""

    agreement: str
    figure: Figure
    day: date


@dataclass(frozen=True, slots=True)
class Setting:
    """What figures of one agreement are made for: its parties, on two sides where there are sides, and its sources.

    `limits` are the days up to which each source can know something.
    """

    agreement: str
    parties: tuple[str, ...]
    sides: tuple[tuple[str, ...], tuple[str, ...]]
    fields: tuple[str, ...]
    day: date
    limits: Mapping[str, date]


@dataclass(slots=True)
class FigureMaker:
    """Makes figures, and remembers what was told already."""

    random: Random
    terms: Terms
    added: set[tuple[object, ...]] = field(default_factory=set)
    group_days: set[tuple[str, str, date]] = field(default_factory=set)
    told: dict[frozenset[str], Told] = field(default_factory=dict)

    def make(self, setting: Setting, count: int, *, repeated: Sequence[Figure] = ()) -> list[Figure]:
        """So many figures of one agreement beside those repeated, a few more where some are parts of others."""
        figures = list(repeated)
        count += len(figures)
        measures = list(self.terms.measures.values())
        weights = [_WEIGHTS.get(each.id, 1) for each in measures]
        while len(figures) < count:
            measure = self.random.choices(measures, weights)[0]
            if len(setting.parties) > 2 and self.random.random() < 0.12 and measure.id not in _OF_BOTH_DIRECTIONS:
                figures += self._make_whole(setting, measure, figures)
            else:
                figures.append(self._make_one(setting, measure, figures))
        return figures

    def repeat(self, setting: Setting, older: frozenset[str]) -> list[Figure]:
        """What an earlier agreement of these parties told, told again; nothing where no source can know of it."""
        told = self.told.get(older)
        if told is None or told.agreement == setting.agreement:
            return []
        source = next((each for each, limit in setting.limits.items() if limit >= told.day), None)
        if source is None:
            return []
        last = ("inferred", "not_stated", "source")
        figure = {key: value for key, value in told.figure.items() if key not in last}
        figure["same_as"] = f"{told.agreement}#{figure['id']}"
        figure |= {key: value for key, value in told.figure.items() if key in last}
        return [{**figure, "source": source}]

    def remember(self, setting: Setting, figures: Sequence[Figure]) -> None:
        """Keep one figure of an agreement for those that come after."""
        for figure in figures:
            if not {"part_of", "same_as", "doubtful", "per", "also"} & figure.keys():
                self.told[frozenset(setting.parties)] = Told(setting.agreement, figure, _first_day(figure))
                return

    def _make_one(self, setting: Setting, measure: Measure, others: Sequence[Figure]) -> Figure:
        random = self.random
        ends = self._choose_ends(setting, measure)
        mark = self._choose_mark(measure)
        amount = make_amount(random, measure)
        if measure.nature != "stock" and not mark:
            amount = self._make_new(measure, ends, amount)
        source = random.choice(list(setting.limits))
        figure: Figure = {"id": _find_id(measure, others), "measure": measure.id, **self._choose_field(setting)}
        figure |= {**ends, **amount.as_keys()}
        if amount.unit == "tỷ đồng" and amount.low == amount.high > 250 and random.random() < 0.1:
            figure["also"] = [self._say_in_dollars(amount)]
        if measure.nature == "stock" and measure.is_money and random.random() < 0.3:
            figure["projects"] = random.randint(1, 99)
        time = self._make_time(measure, ends, setting, setting.limits[source], amount.currency)
        return _put_together(figure, time, mark, source)

    def _make_whole(self, setting: Setting, measure: Measure, others: Sequence[Figure]) -> list[Figure]:
        """A sum for a group with what some of its members have of it, all from one source."""
        random = self.random
        hub, *members = setting.parties
        unit = random.choice(("tỷ đồng", "triệu đồng")) if measure.is_money else random.choice(measure.units)
        numbers = [random.randint(2, 90) for _ in members[: random.randint(1, 3)]]
        ends: Ends = {"from": hub, "to": tuple(members) if len(members) > 1 else members[0]}

        def say(number: int) -> Amount:
            return make_money(random, unit, number) if measure.is_money else make_count(unit, number)

        whole = say(sum(numbers) + random.randint(0, 400))
        while measure.nature != "stock" and not self._is_new(measure, ends, whole):
            whole = say(whole.low + random.randint(1, 50))
        source = random.choice(list(setting.limits))
        time = self._make_time(measure, ends, setting, setting.limits[source], whole.currency)
        first: Figure = {"id": _find_id(measure, others), "measure": measure.id, **self._choose_field(setting)}
        figures = [_put_together({**first, **ends, **whole.as_keys()}, time, {}, source)]
        for member, number in zip(members, numbers, strict=False):
            part: Figure = {
                **first,
                "id": f"{first['id']}-{member}",
                "from": hub,
                "to": member,
                **say(number).as_keys(),
            }
            figures.append(_put_together(part, time, {"part_of": str(first["id"])}, source))
        return figures

    def _choose_ends(self, setting: Setting, measure: Measure) -> Ends:
        """Two parties, or a group and its hub, or one end where no source names the other."""
        random = self.random
        one, two = setting.sides
        if random.random() < 0.4:
            one, two = two, one
        if measure.id in _OF_BOTH_DIRECTIONS:
            is_of_all = len(setting.parties) > 2 and random.random() < 0.4
            return {"between": setting.parties if is_of_all else (random.choice(one), random.choice(two))}
        if len(setting.parties) > 2 and random.random() < 0.25:
            return {"from": one if len(one) > 1 else one[0], "to": two if len(two) > 1 else two[0]}
        if random.random() < 0.05:
            return {random.choice(("from", "to")): random.choice(one)}
        return {"from": random.choice(one), "to": random.choice(two)}

    def _choose_field(self, setting: Setting) -> dict[str, str]:
        return {"field": self.random.choice(setting.fields)} if setting.fields and self.random.random() < 0.5 else {}

    def _choose_mark(self, measure: Measure) -> dict[str, str]:
        """What takes a figure out of totals: a rate, a likely misprint."""
        chance = self.random.random()
        if chance < 0.03 and measure.nature == "flow":
            return {"per": "year"}
        return {"doubtful": self.random.choice(words.DOUBTS)} if chance > 0.985 else {}

    def _make_new(self, measure: Measure, ends: Ends, amount: Amount) -> Amount:
        """The amount, or another one if it was told between these ends already."""
        while not self._is_new(measure, ends, amount):
            amount = make_amount(self.random, measure)
        return amount

    def _is_new(self, measure: Measure, ends: Ends, amount: Amount) -> bool:
        key = (measure.id, _key_of(ends), *amount.key)
        if key in self.added:
            return False
        self.added.add(key)
        return True

    def _say_in_dollars(self, amount: Amount) -> dict[str, str | int]:
        also = make_money(self.random, "triệu USD", amount.low // 25)
        return {"amount": also.low, "unit": also.unit, "as_stated": also.phrase}

    def _make_time(
        self, measure: Measure, ends: Ends, setting: Setting, limit: date, currency: str
    ) -> dict[str, Value]:
        """`as_of` or `period`, or what says that no source tells."""
        if measure.nature == "stock":
            return self._make_as_of(setting, limit)
        missing: dict[str, Value] = {"not_stated": ["period"]}
        if _is_group(ends):
            day = self._choose_day(setting, limit)
            if measure.id not in _OF_GROUPS_BY_DAY or (measure.id, currency, day) in self.group_days:
                return missing
            self.group_days.add((measure.id, currency, day))
            return {"period": day.isoformat()}
        kinds = [each for each in _TIMES if each != "day" or measure.id not in _OF_GROUPS_BY_DAY]
        kind = kinds[crc32(f"{measure.id} {currency} {_key_of(ends)}".encode()) % len(kinds)]
        if kind == "none":
            return missing
        period = self._make_period(kind, setting, limit, is_pledge=measure.nature == "pledge")
        return {"period": period, **({"inferred": ["period"]} if self.random.random() < 0.2 else {})}

    def _make_period(self, kind: str, setting: Setting, limit: date, *, is_pledge: bool) -> Value:
        random = self.random
        length = {"two years": 2, "five years": 5, "list": 3}.get(kind, 1)
        day = self._choose_day(setting, limit)
        if kind in ("month", "day"):
            return f"{day:%Y-%m}" if kind == "month" else day.isoformat()
        year = setting.day.year + random.randint(0, 2) if is_pledge else day.year - length + 1
        if kind == "list":
            return [str(year), str(year + 2)]
        return str(year) if length == 1 else f"{year}/{year + length - 1}"

    def _make_as_of(self, setting: Setting, limit: date) -> dict[str, Value]:
        random = self.random
        day = self._choose_day(setting, limit)
        chance = random.random()
        if chance < 0.25:
            return {"not_stated": ["as_of"]}
        if chance < 0.4:
            return {"as_of": f"{day.year}"}
        if chance < 0.5:
            return {"as_of": f"{day:%Y-%m}"}
        if chance < 0.6:
            return {"as_of": f"{day.year - random.randint(2, 9)}/{day:%Y-%m}"}
        return {"as_of": day.isoformat(), **({"inferred": ["as_of"]} if chance < 0.75 else {})}

    def _choose_day(self, setting: Setting, limit: date) -> date:
        """A day before the source, mostly not long before the agreement."""
        earliest = max(date(2000, 1, 1), setting.day - timedelta(days=1_200))
        return earliest + timedelta(days=self.random.randint(0, max(0, (limit - earliest).days)))


def _put_together(figure: Figure, time: Mapping[str, Value], mark: Mapping[str, str], source: str) -> Figure:
    """The keys in the order of the schema."""
    said = {key: time[key] for key in ("as_of", "period") if key in time}
    inferred = {"inferred": time["inferred"]} if "inferred" in time else {}
    untimed = time.get("not_stated")
    missing = list(untimed) if isinstance(untimed, list) else []
    missing += [end for end in ("from", "to") if end not in figure and "between" not in figure]
    not_stated = {"not_stated": missing} if missing else {}
    return {**figure, **said, **mark, **inferred, **not_stated, "source": source}


def _find_id(measure: Measure, others: Sequence[Figure]) -> str:
    taken = {each["id"] for each in others}
    number = 1
    while (name := measure.id if number == 1 else f"{measure.id}-{number}") in taken:
        number += 1
    return name


def _is_group(ends: Ends) -> bool:
    return sum(1 if isinstance(each, str) else len(each) for each in ends.values()) > 2


def _key_of(ends: Ends) -> str:
    """The ends in whatever order they name the localities."""
    return " ".join(
        f"{key}:{value if isinstance(value, str) else ','.join(sorted(value))}" for key, value in sorted(ends.items())
    )


def _first_day(figure: Figure) -> date:
    """The last of the days on which the times of a figure can begin; nobody can know of it before."""
    said = figure.get("as_of") or figure.get("period") or "2000"
    times = said if isinstance(said, list) else [said]
    starts = (str(each).split("/")[-1 if "as_of" in figure else 0] for each in times)
    return max(date.fromisoformat(f"{each}-01-01"[:10] if len(each) == 4 else f"{each}-01"[:10]) for each in starts)
