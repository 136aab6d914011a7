"""What an agreement is to the program: frozen records, built from documents that passed the schema.

Money is in units of its currency (đồng, dollars), never in millions; dates are EDTF values; an absent value is `None`
or empty, and means that no source tells.
"""

from dataclasses import dataclass

from coop.bilingual import Bilingual
from coop.language.dates import EdtfDate, EdtfInterval
from coop.language.quantity import Quantity

When = EdtfDate | EdtfInterval

PROJECTS = "projects"  # the measure that a number of projects beside money is read as
PROJECTS_UNIT = "dự án"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who acted for a party."""

    name: str
    office: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A locality that agreed, and the body that agreed on its behalf."""

    locality: str
    body: str | None = None
    side: str | None = None
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Ends:
    """Where a figure comes from and goes to, as locality ids.

    `between` stands in place of both where one sum is given for both directions. An empty end is one that no source
    names.
    """

    source: tuple[str, ...] = ()
    destination: tuple[str, ...] = ()
    between: tuple[str, ...] = ()

    @property
    def localities(self) -> tuple[str, ...]:
        """Every locality named at any end, each once."""
        return tuple(dict.fromkeys((*self.source, *self.destination, *self.between)))

    @property
    def key(self) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """What two ends have in common that are the same, in whatever order they name the localities."""
        return frozenset(self.source), frozenset(self.destination), frozenset(self.between)

    def contains(self, other: "Ends") -> bool:
        """Whether these ends hold those of `other`; `between` covers either direction.

        An end that no source names contains nothing but its like.
        """
        if self.between:
            inner = other.between or (other.source and other.destination and (*other.source, *other.destination))
            return len(set(inner)) > 1 and set(self.between).issuperset(inner)
        if other.between:
            return False
        return _contains(self.source, other.source) and _contains(self.destination, other.destination)


def _contains(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return set(one).issuperset(other) if one and other else not one and not other


@dataclass(frozen=True, slots=True)
class OtherCurrency:
    """The same sum as printed in a second currency: shown and searched, never totalled."""

    quantity: Quantity
    as_stated: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that a source reports about the cooperation.

    `agreement` is the id of the agreement it stands in; `part_of` and `same_as` are whole references
    (`agreement-id#figure-id`). `host` is the measure beside which a number of projects stands; such a figure is read
    from `projects` and has no phrase of its own. `inferred` are the keys whose values were worked out rather than read.
    """

    agreement: str
    id: str
    measure: str
    quantity: Quantity
    ends: Ends
    as_stated: str
    source: str
    field: str | None = None
    projects: int | None = None
    as_of: When | None = None
    period: tuple[When, ...] = ()
    also: tuple[OtherCurrency, ...] = ()
    per: str | None = None
    part_of: str | None = None
    same_as: str | None = None
    doubtful: str | None = None
    inferred: tuple[str, ...] = ()
    not_stated: tuple[str, ...] = ()
    host: str | None = None

    @property
    def reference(self) -> str:
        """Its name in the whole dataset; a number of projects has that of the money it stands beside."""
        return f"{self.agreement}#{self.id}"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to the agreement; `date` is `None` where no source tells."""

    kind: str
    source: str
    date: When | None = None
    note: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A publication that was read."""

    id: str
    title: str
    publisher: str | None = None
    published: EdtfDate | None = None
    url: str | None = None
    archive_url: str | None = None
    retrieved: EdtfDate | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """What an agreement does to another: renews, amends, implements or supersedes it."""

    id: str
    relation: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that another source gives and that was not taken."""

    at: str
    value: str
    source: str
    reason: str
    as_stated: str | None = None


@dataclass(frozen=True, slots=True)
class Signatory:
    """A signatory that is no locality."""

    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement, from one file. `path` is relative to the dataset's folder.

    `read_from` are the ids of the sources that its own values were read from, where the file names them; else that is
    the first source.
    """

    id: str
    path: str
    title: Bilingual
    status: str
    date: EdtfDate
    parties: tuple[Party, ...]
    sources: tuple[Source, ...]
    purpose: Bilingual | None = None
    instrument: str | None = None
    level: str | None = None
    period: EdtfInterval | None = None
    party_count: int | None = None
    group: str | None = None
    others: tuple[Signatory, ...] = ()
    fields: tuple[str, ...] = ()
    item_count: int | None = None
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    related: tuple[Relation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    read_from: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()
    not_stated: tuple[str, ...] = ()

    @property
    def localities(self) -> tuple[str, ...]:
        """The ids of the parties, in the order of the file."""
        return tuple([party.locality for party in self.parties])

    @property
    def all_fields(self) -> tuple[str, ...]:
        """The fields that sources name for it, and those that they tie its figures to, each once."""
        return tuple(dict.fromkeys((*self.fields, *(f.field for f in self.figures if f.field is not None))))

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Who agreed with whom: the two parties, or every pair across sides; none for a group without sides."""
        return find_pairs(self.localities, self.sides, self.party_count)

    @property
    def sides(self) -> tuple[str | None, ...]:
        """The side of each party, in the order of the file."""
        return tuple(party.side for party in self.parties)

    @property
    def figure_count(self) -> int:
        """How many figures it has."""
        return len(self.figures)

    @property
    def source_count(self) -> int:
        """How many sources it has."""
        return len(self.sources)

    @property
    def figures_with_projects(self) -> tuple[Figure, ...]:
        """Its figures, and each number of projects beside money as a figure of its own."""
        return tuple(e for figure in self.figures for e in (figure, projects_of(figure)) if e is not None)


def find_pairs(
    localities: tuple[str, ...], sides: tuple[str | None, ...], party_count: int | None
) -> tuple[tuple[str, str], ...]:
    """Who agreed with whom: the two parties, or every pair across sides; none for a group without sides."""
    on_side = {side: [i for i, on in zip(localities, sides, strict=True) if on == side] for side in ("a", "b")}
    if on_side["a"] and on_side["b"] and all(sides):
        return tuple((one, other) for one in on_side["a"] for other in on_side["b"])
    return ((localities[0], localities[1]),) if len(localities) == 2 and party_count in (None, 2) else ()


def projects_of(figure: Figure) -> Figure | None:
    """The number of projects beside a stock of money, read as a figure of the measure `projects`.

    It is exact and has the sum's ends, field and day. Projects beside a pledge or a flow are none that there are: they
    stand beside their money alone, as a stock adds nothing promised or moved (rule 3 of docs/totals.md).
    """
    if figure.projects is None or figure.measure == PROJECTS or figure.period or "period" in figure.not_stated:
        return None
    quantity = Quantity(low=figure.projects, high=figure.projects, unit=PROJECTS_UNIT, is_money=False)
    return Figure(
        agreement=figure.agreement,
        id=figure.id,
        measure=PROJECTS,
        quantity=quantity,
        ends=figure.ends,
        as_stated=str(figure.projects),
        source=figure.source,
        field=figure.field,
        as_of=figure.as_of,
        per=figure.per,
        part_of=figure.part_of,
        same_as=figure.same_as,
        doubtful=figure.doubtful,
        inferred=figure.inferred,
        host=figure.measure,
    )
