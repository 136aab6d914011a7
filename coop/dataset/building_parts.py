"""The parts of an agreement that are built from their data alone, without vocabularies, dates or numbers."""

from coop.dataset.agreement import Conflict, Person, Relation, Signatory
from coop.dataset.values import Data, mappings_at, optional_text_at, text_at


def build_people(party: Data) -> tuple[Person, ...]:
    """Who acted for a party."""
    return tuple(
        [
            Person(text_at(each, "name"), optional_text_at(each, "office"), optional_text_at(each, "role"))
            for _, each in mappings_at(party, "people")
        ]
    )


def build_signatories(agreement: Data) -> tuple[Signatory, ...]:
    """Who signed and is no locality."""
    others = mappings_at(agreement, "others")
    return tuple([Signatory(text_at(each, "name"), optional_text_at(each, "role")) for _, each in others])


def build_relations(agreement: Data) -> tuple[Relation, ...]:
    """What the agreement does to others."""
    related = mappings_at(agreement, "related")
    return tuple([Relation(text_at(each, "id"), text_at(each, "relation")) for _, each in related])


def build_conflicts(agreement: Data) -> tuple[Conflict, ...]:
    """The values that other sources give."""
    return tuple([_build_conflict(each) for _, each in mappings_at(agreement, "conflicts")])


def _build_conflict(data: Data) -> Conflict:
    return Conflict(
        at=text_at(data, "at"),
        value=str(data.get("value")),
        source=text_at(data, "source"),
        reason=text_at(data, "reason"),
        as_stated=optional_text_at(data, "as_stated"),
    )


def complete_reference(agreement_id: str, reference: str | None) -> str | None:
    """A reference to a figure with the agreement it is in: that of the file itself where none is named."""
    return reference if reference is None or "#" in reference else f"{agreement_id}#{reference}"
