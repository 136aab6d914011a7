"""What an agreement points at by id, in its own file and in others: sources, parties, figures, other agreements."""

from collections.abc import Iterator, Mapping, Set

from coop.dataset.advice import Adviser
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
HALF_GIVEN_SIDES = Rule(
    "X315",
    "half-given-sides",
    Severity.ERROR,
    "Either every party has a `side` and there are parties on both, or none has one.",
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
    HALF_GIVEN_SIDES,
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
    adviser = Adviser()
    yield from _check_repeated_ids(agreement, document)
    yield from _check_sources(agreement, document, adviser)
    yield from _check_parties(agreement, document)
    yield from _check_sides(agreement, document)
    yield from _check_ends(agreement, document)
    for position, figure in enumerate(agreement.figures):
        for key, reference in (("part_of", figure.part_of), ("same_as", figure.same_as)):
            if reference is None:
                continue
            span = document.span("figures", position, key)
            if reference in figures:
                flaw = _flaw_of_link(figure, figures[reference])
                if flaw is not None:
                    yield Diagnostic(document.path, span, CHAINED_FIGURE, f"{key} {flaw}")
            elif reference.partition("#")[0] not in unsound:
                message = f"no figure '{reference.removeprefix(figure.agreement + '#')}'"
                hint = _find_nearest_figure(figure, reference, agreements) if adviser.is_free() else None
                yield Diagnostic(document.path, span, UNKNOWN_FIGURE, message, hint)
    yield from _check_relations(agreement, document, agreements, unsound=unsound, adviser=adviser)


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


def _check_sources(agreement: Agreement, document: Document, adviser: Adviser) -> Iterator[Diagnostic]:
    known = {source.id: source for source in agreement.sources}
    named = (
        *((("figures", i), each.source) for i, each in enumerate(agreement.figures)),
        *((("events", i), each.source) for i, each in enumerate(agreement.events)),
        *((("conflicts", i), each.source) for i, each in enumerate(agreement.conflicts)),
    )
    for place, source in named:
        if source not in known:
            span = document.span(*place, "source")
            message = f"no source with id '{source}' in this file"
            yield Diagnostic(document.path, span, UNKNOWN_SOURCE, message, adviser.say_nearest(source, known))


def _check_parties(agreement: Agreement, document: Document) -> Iterator[Diagnostic]:
    seen: dict[str, int] = {}
    for position, party in enumerate(agreement.parties):
        if party.locality in seen:
            first = document.span("parties", seen[party.locality], "locality").line
            span = document.span("parties", position, "locality")
            message = f"the party '{party.locality}' stands twice"
            yield Diagnostic(document.path, span, REPEATED_PARTY, message, f"it stands first in line {first}")
        seen.setdefault(party.locality, position)


def _check_sides(agreement: Agreement, document: Document) -> Iterator[Diagnostic]:
    """One finding: on the first party without a side beside others that have one, or on the only side."""
    sides = {party.side for party in agreement.parties}
    if sides == {None} or sides == {"a", "b"}:
        return
    if None in sides:
        position = next(i for i, party in enumerate(agreement.parties) if party.side is None)
        span = document.span("parties", position, "locality")
        message = f"'{agreement.parties[position].locality}' has no side, and other parties have one"
    else:
        span = document.span("parties", 0, "side")
        message = f"every party is on the side '{agreement.parties[0].side}', expected parties on both"
    hint = "a hub is on one side and its partners on the other; parties among equals have no side"
    yield Diagnostic(document.path, span, HALF_GIVEN_SIDES, message, hint)


def _check_relations(
    agreement: Agreement,
    document: Document,
    agreements: Mapping[str, Agreement],
    *,
    unsound: Set[str],
    adviser: Adviser,
) -> Iterator[Diagnostic]:
    for position, relation in enumerate(agreement.related):
        if relation.id == agreement.id or (relation.id not in agreements and relation.id not in unsound):
            span = document.span("related", position, "id")
            message = f"no other agreement with id '{relation.id}'"
            hint = adviser.say_nearest(relation.id, (each for each in agreements if each != agreement.id))
            yield Diagnostic(document.path, span, UNKNOWN_AGREEMENT, message, hint)


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


def _check_ends(agreement: Agreement, document: Document) -> Iterator[Diagnostic]:
    parties = dict.fromkeys(agreement.localities)
    hint = "the parties are " + ", ".join(parties)
    for position, figure in enumerate(agreement.figures):
        ends = figure.ends
        for key, localities in (("from", ends.source), ("to", ends.destination), ("between", ends.between)):
            for number, locality in enumerate(localities):
                if locality not in parties:
                    span = document.span("figures", position, key, number)
                    message = f"'{locality}' is no party of this agreement"
                    yield Diagnostic(document.path, span, END_NOT_A_PARTY, message, hint)
        both = sorted(set(ends.source).intersection(ends.destination))
        if both:
            span = document.span("figures", position, "to")
            yield Diagnostic(document.path, span, SAME_ENDS, f"'{both[0]}' stands in from and in to")


def _find_nearest_figure(figure: Figure, reference: str, agreements: Mapping[str, Agreement]) -> str | None:
    """The hint that names the nearest figure of the agreement meant, or of the one whose id is nearest to it."""
    agreement_id, _, figure_id = reference.partition("#")
    near = (agreement_id,) if agreement_id in agreements else nearest_names(agreement_id, agreements, limit=1)
    if not near:
        return None
    host = agreements[near[0]]
    known = (each.id for each in host.figures if each.reference != figure.reference)
    found = nearest_names(figure_id, known, limit=1)
    whole = "" if host.id == figure.agreement else f"{host.id}#"
    return f"the nearest known id is '{whole}{found[0]}'" if found else None
