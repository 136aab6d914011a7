"""The head of each agreement: what a list shows and filters ask, read for a whole folder at once.

To list ten thousand agreements takes their heads, not the agreements: no figure, no source, no person is built.
"""

import os
from collections.abc import Iterator

from coop.bilingual import Bilingual
from coop.dataset.agreement import Agreement, find_pairs
from coop.dataset.index.index import Index
from coop.dataset.index.sealing import pack, unpack
from coop.language.dates import EdtfDate, EdtfInterval, parse_edtf, parse_edtf_date

_HEADS = "heads"

_Texts = tuple[str, ...]
Raw = tuple[
    str, str, str, str, str, str, str, str | None, str | None, str | None,
    _Texts, tuple[str | None, ...], int | None, _Texts, _Texts, _Texts, int | None, int, int,
]  # fmt: skip
"""The fields of a head as plain values, in the order of its properties."""


class Head:
    """What a list shows of an agreement and filters ask of it: see `Agreement`; nothing is built before it is asked."""

    __slots__ = ("_raw",)

    def __init__(self, raw: Raw) -> None:
        """Keep the plain values that `take_head` took."""
        self._raw = raw

    @property
    def order(self) -> tuple[str, str]:
        """By what agreements are sorted: the first day and the id."""
        return self._raw[0], self._raw[1]

    @property
    def id(self) -> str:
        """Its id."""
        return self._raw[1]

    @property
    def path(self) -> str:
        """Its file, relative to the dataset's folder."""
        return self._raw[2]

    @property
    def date(self) -> EdtfDate:
        """Its date."""
        return parse_edtf_date(self._raw[3])

    @property
    def title(self) -> Bilingual:
        """Its title."""
        return Bilingual(self._raw[4], self._raw[5])

    @property
    def status(self) -> str:
        """What a source last says of it."""
        return self._raw[6]

    @property
    def instrument(self) -> str | None:
        """The kind of document."""
        return self._raw[7]

    @property
    def level(self) -> str | None:
        """The level of the bodies."""
        return self._raw[8]

    @property
    def period(self) -> EdtfInterval | None:
        """The time that it is meant for."""
        found = parse_edtf(self._raw[9]) if self._raw[9] is not None else None
        return found if isinstance(found, EdtfInterval) else None

    @property
    def localities(self) -> tuple[str, ...]:
        """The ids of the parties, in the order of the file."""
        return self._raw[10]

    @property
    def sides(self) -> tuple[str | None, ...]:
        """The side of each party."""
        return self._raw[11]

    @property
    def party_count(self) -> int | None:
        """How many parties there are, where they are not all named."""
        return self._raw[12]

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Who agreed with whom."""
        return find_pairs(self.localities, self.sides, self.party_count)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that sources name for it."""
        return self._raw[13]

    @property
    def all_fields(self) -> tuple[str, ...]:
        """The fields that sources name for it, and those that they tie its figures to, each once."""
        return self._raw[14]

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures of its figures, projects beside money among them, each once."""
        return self._raw[15]

    @property
    def item_count(self) -> int | None:
        """How many points the parties state."""
        return self._raw[16]

    @property
    def figure_count(self) -> int:
        """How many figures it has."""
        return self._raw[17]

    @property
    def source_count(self) -> int:
        """How many sources it has."""
        return self._raw[18]


def take_head(agreement: Agreement) -> Head:
    """The head of an agreement."""
    return Head(
        (
            agreement.date.first_day.isoformat(),
            agreement.id,
            agreement.path,
            str(agreement.date),
            *agreement.title,
            agreement.status,
            agreement.instrument,
            agreement.level,
            str(agreement.period) if agreement.period is not None else None,
            agreement.localities,
            tuple(party.side for party in agreement.parties),
            agreement.party_count,
            agreement.fields,
            agreement.all_fields,
            tuple(dict.fromkeys(figure.measure for figure in agreement.figures_with_projects)),
            agreement.item_count,
            len(agreement.figures),
            len(agreement.sources),
        )
    )


class HeadBook:
    """The heads that the index holds, each for the content of its file; those of one folder lie together."""

    def __init__(self, index: Index) -> None:
        """Find them in an index."""
        self._index = index
        self._folders: dict[str, dict[str, tuple[bytes, Raw]]] = {}
        self._touched: set[str] = set()

    def find_each(self) -> Iterator[tuple[str, Head | None]]:
        """Each file in the order of their paths, with the head of its agreement as it stands, where that is known."""
        for path in self._index.paths:
            folder, _, name = path.rpartition("/")
            digest, raw = self._folder(folder).get(name, (b"", None))
            yield path, Head(raw) if raw is not None and digest == self._index.digest(path) else None

    def keep(self, path: str, head: Head) -> None:
        """Remember the head of an agreement that was built from what `Index.read` gave, or is remembered."""
        folder, _, name = path.rpartition("/")
        self._folder(folder)[name] = self._index.digest(path) or b"", head._raw
        self._touched.add(folder)

    def settle(self) -> None:
        """Let what was kept wait to be written."""
        for folder in self._touched:
            key = os.fsencode(folder)
            known = {n: e for n, e in self._folder(folder).items() if e[0] == self._index.digest(f"{folder}/{n}")}
            self._index.put(_HEADS, key, pack(known, key))
        self._touched.clear()

    def _folder(self, folder: str) -> dict[str, tuple[bytes, Raw]]:
        found = self._folders.get(folder)
        if found is None:
            key = os.fsencode(folder)
            stored = unpack(self._index.get(_HEADS, [key]).get(key), key)
            found = self._folders[folder] = stored if isinstance(stored, dict) else {}
        return found
