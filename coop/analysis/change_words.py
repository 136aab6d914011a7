"""How a changed value is said to people: figures, events and parties in a line, ids by their names."""

import json
from collections.abc import Iterator, Mapping

from coop.analysis import words
from coop.analysis.change_nature import read_quantity
from coop.analysis.compare import Change, ChangeKind, ChangeNature
from coop.analysis.fact_words import TERMS
from coop.analysis.saying import say_quantity
from coop.bilingual import Bilingual
from coop.dataset.composer import Value
from coop.dataset.dataset import Dataset
from coop.diagnostic import show_text

Data = Mapping[str, Value]

NATURE = {
    ChangeNature.FACT: Bilingual("new fact", "dữ kiện mới"),
    ChangeNature.CORRECTION: Bilingual("correction", "đính chính"),
    ChangeNature.EVENT: Bilingual("event", "diễn biến"),
    ChangeNature.WORDING: Bilingual("wording", "câu chữ"),
}
KIND = {
    ChangeKind.ADDED: Bilingual("added", "thêm"),
    ChangeKind.REMOVED: Bilingual("removed", "bỏ"),
    ChangeKind.CHANGED: Bilingual("changed", "sửa"),
}
SIGN = {ChangeKind.ADDED: "+", ChangeKind.REMOVED: "-", ChangeKind.CHANGED: "~"}

_CODES: Mapping[str, Mapping[str, Bilingual]] = {**TERMS, "type": words.LOCALITY_TYPE}
_MANY, _FIRST = 4, 3  # localities of a group: more than four are not all named
_NUMBERS = frozenset({"amount", "low", "high", "projects", "item_count", "party_count"})


def tell_value(value: Value) -> str | None:
    """A changed value as programs get it: a text as it is, anything else as JSON."""
    return value if isinstance(value, str) or value is None else json.dumps(value, ensure_ascii=False)


class Sayer:
    """Says values in both languages, with the names that the vocabularies of either end have for ids."""

    def __init__(self, old: Dataset, new: Dataset) -> None:
        ends = old.vocabularies, new.vocabularies
        self._localities = {i: term.label for each in ends for i, term in each.localities.terms.items()}
        self._fields = {i: term.label for each in ends for i, term in each.fields.terms.items()}
        self._measures = {i: term.label for each in ends for i, term in each.measures.terms.items()}

    def say_change(self, change: Change) -> Bilingual:
        """What was there and what is: "45,500 → 47,100"; the one that there is where something came or went."""
        sides = [self.say_value(change.at, each) for each in (change.before, change.after) if each is not None]
        return words.join(*sides, by=" → ")

    def say_value(self, at: str, value: Value) -> Bilingual:
        """A value on one line; `at` is the path that leads to it."""
        said = self._say_mapping(value) if isinstance(value, dict) else self._say_scalars(at, value)
        return Bilingual(*(show_text(" ".join(each.split())) for each in said))

    def name_measure(self, measure: str) -> Bilingual:
        """What a measure is called."""
        return self._measures.get(measure, words.same(measure))

    def name_locality(self, locality: str) -> str:
        """What a locality is called."""
        return self._localities.get(locality, words.same(locality)).vi

    def say_ends(self, source: Value, destination: Value, between: Value = None) -> Bilingual:
        """Where something comes from and goes to: "Hà Nội → Thanh Hóa", "A ↔ B"; nothing where neither is told."""
        if between:
            return self._name_all(between, " ↔ ")
        ends = [self._name_all(each, ", ") for each in (source, destination)]
        return words.join(*ends, by=" → ") if source or destination else words.same("")

    def _name_all(self, value: Value, gap: str) -> Bilingual:
        """The names of some localities, of many the first and how many more there are; "…" where none is told."""
        members = value if isinstance(value, list) else [] if value is None else [value]
        names = [self.name_locality(str(each)) for each in members]
        if len(names) <= _MANY:
            return words.same(gap.join(names) or "…")
        more = Bilingual(f"{len(names) - _FIRST} others", f"{len(names) - _FIRST} nơi khác")
        return words.join(*names[:_FIRST], more, by=gap)

    def _say_scalars(self, at: str, value: Value) -> Bilingual:
        members = value if isinstance(value, list) else [value]
        return words.join(*(self._say_scalar(at.split("."), each) for each in members), by=", ")

    def _say_scalar(self, steps: list[str], value: Value) -> Bilingual:
        if isinstance(value, (dict, list)):
            return self._say_mapping(value) if isinstance(value, dict) else words.same(str(value))
        if isinstance(value, int) and not isinstance(value, bool) and steps[-1] in _NUMBERS:
            return words.number(value)
        text = str(value).lower() if isinstance(value, bool) or value is None else str(value)
        known = {**self._terms_of(steps), **_CODES.get(steps[-1], {})}
        return known.get(text, words.same(text))

    def _terms_of(self, steps: list[str]) -> Mapping[str, Bilingual]:
        """The names of what a path leads to, where that is an id: of a field, a measure, a locality."""
        key = steps[-2] if len(steps) > 1 and steps[-2] in ("fields", "successor", "members") else steps[-1]
        if key in ("fields", "field", "broader"):
            return self._fields
        if key == "measure":
            return self._measures
        is_place = key in ("from", "to", "between", "locality", "parties", "successor", "members")
        return self._localities if is_place else {}

    def _say_mapping(self, data: Data) -> Bilingual:
        return words.join(*(each for each in self._parts(data) if each.en), by=", ")

    def _parts(self, data: Data) -> Iterator[Bilingual]:
        """What a person wants to know of a mapping, by what it looks like."""
        if "measure" in data:
            yield from self._figure_parts(data)
        elif "locality" in data:
            yield words.same(self.name_locality(str(data["locality"])))
            yield from _texts(data, "body")
        elif "relation" in data:
            yield _CODES["relation"].get(str(data["relation"]), words.same(str(data["relation"])))
            yield from _texts(data, "id")
        elif "kind" in data and "id" not in data:
            yield words.EVENT.get(str(data["kind"]), words.same(str(data["kind"])))
            yield from _texts(data, "date", "note")
        else:
            known = ("words", "name", "office", "role", "title", "publisher", "published", "value", "reason", "vi")
            found = list(_texts(data, *known))
            yield from found or [words.same(f"{key}: {value}") for key, value in data.items()]

    def _figure_parts(self, data: Data) -> Iterator[Bilingual]:
        quantity = read_quantity(data)
        amount = say_quantity(quantity) if quantity is not None else words.same(str(data.get("as_stated", "")))
        ends = self.say_ends(*(data.get(key) for key in ("from", "to", "between")))
        lead = [words.within(self.name_measure(str(data["measure"]))), *([ends] if ends.en else [])]
        yield words.join(words.join(*lead, by=", "), ": ", amount)
        if "projects" in data:
            yield words.join(str(data["projects"]), Bilingual(" projects", " dự án"))
        yield from _texts(data, "as_of", "period")


def _texts(data: Data, *keys: str) -> Iterator[Bilingual]:
    """The texts under those of the keys that there are; one in both languages in each."""
    for key in keys:
        value = data.get(key)
        if isinstance(value, dict) and {"vi", "en"} <= value.keys():
            yield Bilingual(str(value["en"]), str(value["vi"]))
        elif key == "vi" and value is not None:
            yield Bilingual(str(data.get("en", value)), str(value))
        elif isinstance(value, list):
            yield words.same(", ".join(map(str, value)))
        elif value is not None:
            yield _CODES.get(key, {}).get(str(value), words.same(str(value)))
