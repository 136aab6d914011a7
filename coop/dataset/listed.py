"""What a list shows of an agreement, and what filters ask that look at no figure: of itself, or of its head."""

from typing import Protocol

from coop.bilingual import Bilingual
from coop.language.dates import EdtfDate, EdtfInterval


class Listed(Protocol):
    """An agreement in a list; see `Agreement` for what each property means."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def path(self) -> str:
        """Its file, relative to the dataset's folder."""

    @property
    def date(self) -> EdtfDate:
        """Its date."""

    @property
    def title(self) -> Bilingual:
        """Its title."""

    @property
    def status(self) -> str:
        """What a source last says of it."""

    @property
    def instrument(self) -> str | None:
        """The kind of document."""

    @property
    def level(self) -> str | None:
        """The level of the bodies."""

    @property
    def period(self) -> EdtfInterval | None:
        """The time that it is meant for."""

    @property
    def localities(self) -> tuple[str, ...]:
        """The ids of the parties, in the order of the file."""

    @property
    def sides(self) -> tuple[str | None, ...]:
        """The side of each party."""

    @property
    def party_count(self) -> int | None:
        """How many parties there are, where they are not all named."""

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Who agreed with whom."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that sources name for it."""

    @property
    def all_fields(self) -> tuple[str, ...]:
        """The fields that sources name for it, and those that they tie its figures to."""

    @property
    def item_count(self) -> int | None:
        """How many points the parties state."""

    @property
    def figure_count(self) -> int:
        """How many figures it has."""

    @property
    def source_count(self) -> int:
        """How many sources it has."""
