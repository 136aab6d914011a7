"""One agreement as lines of text, a fact on each: what `git diff` compares in place of YAML.

Each line says by itself what it is about, for a diff shows it without its surroundings. The order is that of what the
facts are about, never that of the file; layout is no fact, but a comment is one. Every value of the file is in some
line, so that no change stays unseen.
"""

from collections.abc import Iterable, Iterator, Mapping

from coop.analysis.fact_words import ITEMS, KEYS, TERMS
from coop.bilingual import Bilingual, Language
from coop.dataset.composer import Value
from coop.dataset.document import Document
from coop.dataset.identity import Address, identify_items, is_set
from coop.dataset.names import TermNames
from coop.dataset.outline import Outline, build_outline
from coop.language.dates import DateError, format_date, parse_edtf
from coop.language.quantity import format_integer

_SUM = ("amount", "low", "high", "unit", "qualifier")
_DATES = frozenset({"date", "period", "as_of", "published", "retrieved"})
_PLACES = frozenset({"locality", "from", "to", "between"})
_GAP = " · "
_FIRST_SOURCE = Bilingual("first source", "nguồn đầu tiên")


def list_facts(document: Document, names: TermNames, *, language: Language) -> tuple[str, ...]:
    """The facts of an agreement in the words of `language`, and last its comments."""
    telling = _Telling(names, language)
    facts = telling.tell_file(document.data)
    return (*facts, *_tell_comments(build_outline(document), document, language))


class _Telling:
    """Says every value of one file."""

    def __init__(self, names: TermNames, language: Language) -> None:
        self._names = names
        self._language = language

    def tell_file(self, data: Mapping[str, Value]) -> Iterator[str]:
        """Every value of a file, and the one order that means something: what an agreement without `source` is from."""
        yield from self.tell_mapping(data, (), ())
        sources = data.get("sources")
        identities = identify_items(sources, ("sources",)) if isinstance(sources, list) else None
        if "source" not in data and identities is not None and len(identities) > 1:
            yield self._line((), _FIRST_SOURCE.text(self._language), self._name("sources", identities[0]))

    def tell_mapping(self, data: Mapping[str, Value], address: Address, heads: tuple[str, ...]) -> Iterator[str]:
        """Every value inside; `heads` say whose they are."""
        order = list(KEYS)
        keys = sorted(data, key=lambda key: (order.index(key) if key in KEYS else len(order), key))
        sum_keys = [key for key in _SUM if key in data] if self._is_sum(data) else []
        for key in keys:
            if key in sum_keys:
                if key == sum_keys[0]:
                    yield self._line(heads, self._label("amount"), self._say_sum(data))
            else:
                yield from self._tell(key, data[key], (*address, key), heads)

    def _tell(self, key: str, value: Value, address: Address, heads: tuple[str, ...]) -> Iterator[str]:
        if isinstance(value, dict) and value:
            yield from self.tell_mapping(value, address, (*heads, self._label(key)))
        elif isinstance(value, list) and any(isinstance(each, dict | list) for each in value):
            yield from self._tell_items(key, value, address, heads)
        elif isinstance(value, list) and identify_items(value, address) is not None:
            for said in sorted(self._say(key, each) for each in value):
                yield self._line(heads, self._item_label(key), said)
        elif isinstance(value, list) and value:
            said = ", ".join(self._say(key, each) for each in value)
            yield self._line(heads, self._label(key), said if len(value) > 1 else f"[{said}]")  # no plain value
        else:
            said = self._say(key, value)
            yield self._line(heads, self._label(key), f"'{said}'" if is_set(address) else said)  # no list of one

    def _tell_items(self, key: str, items: list[Value], address: Address, heads: tuple[str, ...]) -> Iterator[str]:
        identities = identify_items(items, address) or [(str(number),) for number in range(1, len(items) + 1)]
        named = sorted(((self._name(key, i), i, item) for i, item in zip(identities, items, strict=True)),
                       key=lambda each: each[0])  # fmt: skip
        for name, identity, item in named:
            if isinstance(item, dict):
                yield self._line(heads, self._item_label(key), name)
                inner = (*heads, f"{self._item_label(key)} {name}")
                left = {k: v for k, v in item.items() if not (v in identity and k in _IDENTIFYING.get(key, ()))}
                yield from self.tell_mapping(left, (*address, identity), inner)
            else:
                yield self._line(heads, self._item_label(key), self._say(key, item))

    def _name(self, key: str, identity: tuple[Value, ...]) -> str:
        """What an item is called: a locality by name, an event by date and kind."""
        keys = _IDENTIFYING.get(key, ())
        if len(keys) != len(identity):
            return " ".join(map(str, identity))
        return ", ".join(self._say(k, part) for k, part in zip(keys, identity, strict=True) if part is not None)

    def _line(self, heads: Iterable[str], label: str, said: str) -> str:
        whose = _GAP.join((*heads, label))
        return f"{whose[:1].upper()}{whose[1:]}: {said}"

    def _label(self, key: str) -> str:
        return KEYS[key].text(self._language) if key in KEYS else key

    def _item_label(self, key: str) -> str:
        return ITEMS[key].text(self._language) if key in ITEMS else self._label(key)

    def _is_sum(self, data: Mapping[str, Value]) -> bool:
        numbers = [data[key] for key in ("amount", "low", "high") if key in data]
        plain = all(isinstance(each, int) and not isinstance(each, bool) for each in numbers)
        texts = all(isinstance(data[key], str) for key in ("unit", "qualifier") if key in data)
        return bool(numbers) and plain and texts

    def _say_sum(self, data: Mapping[str, Value]) -> str:
        """The number with its unit and hedge: "about 45,500 tỷ đồng", "30 – 50 tỷ đồng"."""
        single = [self._say("amount", data["amount"])] if "amount" in data else []
        ends = [self._say("low", data[key]) if key in data else "…" for key in ("low", "high")]
        spread = [" – ".join(ends)] if "low" in data or "high" in data else []
        hedge = [self._say("qualifier", data["qualifier"])] if "qualifier" in data else []
        return " ".join([*hedge, *single, *spread, *([str(data["unit"])] if "unit" in data else [])])

    def _say(self, key: str, value: Value) -> str:
        if isinstance(value, bool) or value is None or isinstance(value, dict | list | float):
            return repr(value)
        if isinstance(value, int):
            return format_integer(value, self._language)
        if key in _DATES:
            return self._say_date(value)
        named = self._terms_of(key).get(value)
        return named.text(self._language) if named is not None else value.replace("\n", " ⏎ ")

    def _say_date(self, text: str) -> str:
        try:
            return format_date(parse_edtf(text), self._language)
        except DateError:
            return text

    def _terms_of(self, key: str) -> Mapping[str, Bilingual]:
        if key in _PLACES:
            return self._names.localities
        if key in ("field", "fields"):
            return self._names.fields
        if key in ("not_stated", "inferred"):
            return KEYS
        return self._names.measures if key == "measure" else TERMS.get(key, {})


_IDENTIFYING: Mapping[str, tuple[str, ...]] = {
    "parties": ("locality",), "people": ("name",), "others": ("name",), "figures": ("id",),
    "events": ("date", "kind", "source"), "related": ("id",), "sources": ("id",), "conflicts": ("at", "source"),
}  # fmt: skip


def _tell_comments(outline: Outline | None, document: Document, language: Language) -> Iterator[str]:
    """The comments in the order of the file, in which they explain each other."""
    comments = outline.comments if outline is not None else tuple(_find_lines(document))
    label = Bilingual("Comment", "Chú thích").text(language)
    for comment in comments:
        yield f"{label}: {comment.removeprefix('#').strip()}"


def _find_lines(document: Document) -> Iterator[str]:
    """Where the file is no plain tree of lines: those that begin as a comment does."""
    return (line.strip() for line in document.text.split("\n") if line.lstrip().startswith("#"))
