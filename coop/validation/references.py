"""References within a file: sources, figures, parties, relations, each by its id."""

from collections.abc import Iterator, Mapping, Set

from coop.dataset.agreement import Agreement, Figure
from coop.dataset.document import Document
from coop.diagnostic import Diagnostic, Rule, Severity
from coop.language.places import nearest_names

REPEATED_ID = Rule(
    "X105",
    "repeated-id",
    Severity.ERROR,
    "Within one agreement each figure and each source has an id of its own.",
)
UNKNOWN_SOURCE = Rule(
    "X305",
    "unknown-source",
    Severity.ERROR,
    "Every figure, event and conflict names a source that the file defines under `sources`.",
)
UNKNOWN_FIGURE = Rule(
    "X307",
    "unknown-figure",
    Severity.ERROR,
    "`part_of` and `same_as` point at a figure that exists, here or as `agreement-id#figure-id` elsewhere.",
)
CHAINED_FIGURE = Rule(
    "X308",
    "chained-figure",
    Severity.ERROR,
    "`part_of` and `same_as` point straight at the figure that counts: not at the figure itself, not at one that "
    "points on, and at one of the same measure and the same currency or unit.",
)
UNKNOWN_AGREEMENT = Rule(
    "X309",
    "unknown-agreement",
    Severity.ERROR,
    "`related` points at another agreement of the dataset.",
)
END_NOT_A_PARTY = Rule(
    "X310",
    "end-not-a-party",
    Severity.ERROR,
    "The ends of a figure are parties of the agreement: a figure is about the cooperation between them.",
)
REPEATED_PARTY = Rule(
    "X311",
    "repeated-party",
    Severity.ERROR,
    "An agreement has at least two different localities, each once.",
)
SAME_ENDS = Rule(
    "X312",
    "same-ends",
    Severity.ERROR,
    "Nothing goes from a locality to itself: `from` and `to` have none in common.",
)

RULES = (
    REPEATED_ID,
    UNKNOWN_SOURCE,
    UNKNOWN_FIGURE,
    CHAINED_FIGURE,
    UNKNOWN_AGREEMENT,
    END_NOT_A_PARTY,
    REPEATED_PARTY,
    SAME_ENDS,
)


def check_references(
    agreement: Agreement,
    document: Document,
    *,
    agreements: Mapping[str, Agreement],
    figures: Mapping[str, Figure],
    unsound: Set[str],
) -> Iterator[Diagnostic]:
    """What one agreement points at and is not there. `agreements` and `figures` are those of the whole dataset.

    `unsound` are the ids of files with findings of their own: nobody knows what they would hold.
    """
    yield from _check_repeated_ids(agreement, document)
    yield from _check_sources(agreement, document)
    yield from _check_parties(agreement, document)
    for position, figure in enumerate(agreement.figures):
        yield from _check_links(figure, document, position, figures=figures, unsound=unsound)
        yield from _check_ends(agreement, figure, document, position)
    for position, relation in enumerate(agreement.related):
        if relation.id == agreement.id or (relation.id not in agreements and relation.id not in unsound):
            yield Diagnostic(
                document.path,
                document.span("related", position, "id"),
                UNKNOWN_AGREEMENT,
                f"no other agreement with id '{relation.id}'",
                _nearest(relation.id, tuple(each for each in agreements if each != agreement.id)),
            )


def _check_repeated_ids(agreement: Agreement, document: Document) -> Iterator[Diagnostic]:
    for key, ids in (("figures", [f.id for f in agreement.figures]), ("sources", [s.id for s in agreement.sources])):
        seen: dict[str, int] = {}
        for position, each in enumerate(ids):
            if each in seen:
                first = document.span(key, seen[each], "id").line
                span = document.span(key, position, "id")
                message = f"the id '{each}' stands twice under {key}"
                yield Diagnostic(document.path, span, REPEATED_ID, message, f"it stands first in line {first}")
            seen.setdefault(each, position)


def _check_sources(agreement: Agreement, document: Document) -> Iterator[Diagnostic]:
    known = tuple(source.id for source in agreement.sources)
    named = (
        *((("figures", i), each.source) for i, each in enumerate(agreement.figures)),
        *((("events", i), each.source) for i, each in enumerate(agreement.events)),
        *((("conflicts", i), each.source) for i, each in enumerate(agreement.conflicts)),
    )
    for place, source in named:
        if source not in known:
            span = document.span(*place, "source")
            message = f"no source with id '{source}' in this file"
            yield Diagnostic(document.path, span, UNKNOWN_SOURCE, message, _nearest(source, known))


def _check_parties(agreement: Agreement, document: Document) -> Iterator[Diagnostic]:
    seen: dict[str, int] = {}
    for position, party in enumerate(agreement.parties):
        if party.locality in seen:
            first = document.span("parties", seen[party.locality], "locality").line
            span = document.span("parties", position, "locality")
            message = f"the party '{party.locality}' stands twice"
            yield Diagnostic(document.path, span, REPEATED_PARTY, message, f"it stands first in line {first}")
        seen.setdefault(party.locality, position)


def _check_links(
    figure: Figure, document: Document, position: int, *, figures: Mapping[str, Figure], unsound: Set[str]
) -> Iterator[Diagnostic]:
    for key, reference in (("part_of", figure.part_of), ("same_as", figure.same_as)):
        if reference is None:
            continue
        span = document.span("figures", position, key)
        other = figures.get(reference)
        if other is None:
            if reference.partition("#")[0] not in unsound:
                message = f"no figure '{reference.removeprefix(figure.agreement + '#')}'"
                hint = _nearest_figure(figure, reference, figures)
                yield Diagnostic(document.path, span, UNKNOWN_FIGURE, message, hint)
            continue
        flaw = _flaw_of_link(figure, other)
        if flaw is not None:
            yield Diagnostic(document.path, span, CHAINED_FIGURE, f"{key} {flaw}")


def _flaw_of_link(figure: Figure, other: Figure) -> str | None:
    if other.reference == figure.reference:
        return "points at the figure itself"
    onward = other.part_of or other.same_as
    if onward is not None:
        return f"points at '{other.id}', which itself points at '{onward}', expected a figure that points nowhere"
    if other.measure != figure.measure:
        return f"points at a figure of the measure '{other.measure}', expected '{figure.measure}'"
    if other.quantity.unit != figure.quantity.unit:
        return f"points at a figure in {other.quantity.unit}, expected {figure.quantity.unit}"
    return None


def _check_ends(agreement: Agreement, figure: Figure, document: Document, position: int) -> Iterator[Diagnostic]:
    ends = figure.ends
    for key, localities in (("from", ends.source), ("to", ends.destination), ("between", ends.between)):
        for number, locality in enumerate(localities):
            if locality not in agreement.localities:
                span = document.span("figures", position, key, number)
                message = f"'{locality}' is no party of this agreement"
                hint = "the parties are " + ", ".join(agreement.localities)
                yield Diagnostic(document.path, span, END_NOT_A_PARTY, message, hint)
    both = sorted(set(ends.source).intersection(ends.destination))
    if both:
        span = document.span("figures", position, "to")
        yield Diagnostic(document.path, span, SAME_ENDS, f"'{both[0]}' stands in from and in to")


def _nearest_figure(figure: Figure, reference: str, figures: Mapping[str, Figure]) -> str | None:
    """The nearest figure of the agreement meant, else the nearest there is."""
    agreement_id, _, figure_id = reference.partition("#")
    inside = tuple(each.id for each in figures.values() if each.agreement == agreement_id and each.id != figure.id)
    if agreement_id == figure.agreement:
        return _nearest(figure_id, inside)
    return _nearest(reference, tuple(f"{agreement_id}#{each}" for each in inside) or tuple(figures))


def _nearest(typed: str, known: tuple[str, ...]) -> str | None:
    near = nearest_names(typed, known, limit=1)
    return f"the nearest known id is '{near[0]}'" if near else None
