"""What an agreement points at by id in its own file: sources, parties, ids of its own."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from coop.bilingual import Bilingual
from coop.dataset.advice import Adviser
from coop.dataset.agreement import Agreement
from coop.dataset.composer import Place
from coop.dataset.document import Document
from coop.dataset.terms import Locality
from coop.dataset.vocabulary import Vocabularies
from coop.diagnostic import Diagnostic, Rule, Severity
from coop.language.place_names import nearest_names
from coop.language.quantity import group_digits
from coop.validation.dates import find_parties_out_of_time
from coop.validation.doubts import Doubts, number_values
from coop.validation.vocabularies import find_successors

REPEATED_ID = Rule(
    "X105", "repeated-id", Severity.ERROR,
    Bilingual(
        "Within one agreement each figure and each source has an id of its own.",
        "Trong một thỏa thuận, mỗi số liệu và mỗi nguồn có một mã riêng.",
    ),
)  # fmt: skip
UNKNOWN_SOURCE = Rule(
    "X305", "unknown-source", Severity.ERROR,
    Bilingual(
        "Every figure, event and conflict names a source that the file defines under `sources`; so does `source`.",
        "Mỗi số liệu, sự kiện và mâu thuẫn nêu một nguồn có trong `sources` của tệp; khóa `source` cũng vậy.",
    ),
)  # fmt: skip
UNUSED_SOURCE = Rule(
    "X306", "unused-source", Severity.ERROR,
    Bilingual(
        "Every source is used: by a figure, an event or a conflict, or by the agreement itself, which is read from its "
        "first source or from those that its key `source` names.",
        "Mỗi nguồn đều được dùng: cho một số liệu, một sự kiện, một mâu thuẫn, hoặc cho chính thỏa thuận; thỏa thuận "
        "được đọc từ nguồn đầu tiên hoặc từ những nguồn mà khóa `source` nêu.",
    ),
)  # fmt: skip
END_NOT_A_PARTY = Rule(
    "X310", "end-not-a-party", Severity.ERROR,
    Bilingual(
        "The ends of a figure are parties of the agreement: a figure is about the cooperation between them.",
        "Hai đầu của một số liệu là các bên của thỏa thuận: số liệu nói về hợp tác giữa các bên.",
    ),
)  # fmt: skip
REPEATED_PARTY = Rule(
    "X311", "repeated-party", Severity.ERROR,
    Bilingual(
        "An agreement has at least two different localities, each once.",
        "Một thỏa thuận có ít nhất hai địa phương khác nhau, mỗi địa phương nêu một lần.",
    ),
)  # fmt: skip
SAME_ENDS = Rule(
    "X312", "same-ends", Severity.ERROR,
    Bilingual(
        "Nothing goes from a locality to itself: `from` and `to` have none in common.",
        "Không có gì đi từ một địa phương đến chính nó: `from` và `to` không có địa phương chung.",
    ),
)  # fmt: skip
HALF_GIVEN_SIDES = Rule(
    "X315", "half-given-sides", Severity.ERROR,
    Bilingual(
        "Either every party has a `side` and there are parties on both, or none has one.",
        "Hoặc bên nào cũng có `side` và cả hai phía đều có bên, hoặc không bên nào có.",
    ),
)  # fmt: skip

RULES = (REPEATED_ID, UNKNOWN_SOURCE, UNUSED_SOURCE, END_NOT_A_PARTY, REPEATED_PARTY, SAME_ENDS, HALF_GIVEN_SIDES)

_SHOWN_PARTIES = 15
_BEFORE = Bilingual("a predecessor", "đơn vị tiền thân")
_AFTER = Bilingual("the successor", "đơn vị kế tục")


def check_references(
    agreement: Agreement, document: Document, vocabularies: Vocabularies, doubts: Doubts
) -> Iterator[Diagnostic]:
    """What one agreement points at and its file does not hold."""
    yield from _check_repeated_ids(agreement, document)
    yield from _check_sources(agreement, document, doubts)
    yield from _check_parties(agreement, document, doubts)
    yield from _check_sides(agreement, document, doubts)
    yield from _check_ends(agreement, document, vocabularies, doubts)


def _stands_first(line: int) -> Bilingual:
    return Bilingual(f"it stands first in line {line}", f"mã này đã có ở dòng {line}")


def _check_repeated_ids(agreement: Agreement, document: Document) -> Iterator[Diagnostic]:
    figures, sources = ([each.id for each in built] for built in (agreement.figures, agreement.sources))
    for key, ids in (("figures", figures), ("sources", sources)):
        if len(set(ids)) == len(ids):
            continue
        seen: dict[str, int] = {}
        for position, each in number_values(document, key, ids):
            if each and each in seen:
                first = document.span(key, seen[each], "id").line
                span = document.span(key, position, "id")
                message = Bilingual(
                    f"the id '{each}' stands twice under {key}", f"mã '{each}' xuất hiện hai lần trong {key}"
                )
                yield Diagnostic(document.path, span, REPEATED_ID, message, _stands_first(first))
            seen.setdefault(each, position)


def _named_sources(agreement: Agreement, document: Document) -> Iterator[tuple[Place, str]]:
    """Every place that names a source, with the source's id."""
    for position, source in enumerate(agreement.read_from):
        yield ("source", position), source
    for i, figure in number_values(document, "figures", agreement.figures):
        yield ("figures", i, "source"), figure.source
    for i, event in number_values(document, "events", agreement.events):
        yield ("events", i, "source"), event.source
    for i, conflict in number_values(document, "conflicts", agreement.conflicts):
        yield ("conflicts", i, "source"), conflict.source


def _check_sources(agreement: Agreement, document: Document, doubts: Doubts) -> Iterator[Diagnostic]:
    known = {source.id: source for source in agreement.sources}
    sources = number_values(document, "sources", agreement.sources)
    if "" in known or len(known) < len(sources) or any(doubts.about("sources", i, "id") for i, _ in sources):
        return  # the one whose id is not known, or is that of another, may be the one that is meant
    used = _find_used_sources(agreement)
    if used.issubset(known):  # else a name that is misspelled may mean the one that seems unused
        yield from _check_unused(agreement, document, used)
        return
    named = tuple(_named_sources(agreement, document))
    is_sound = not any(doubts.about(*place) for place, _ in named)
    misspelled = _find_misspelled_source(agreement, document, named) if is_sound else None
    if misspelled is not None:
        yield misspelled
        return
    adviser = Adviser()
    for place, source in named:
        if source and source not in known and not doubts.about(*place):
            message = Bilingual(
                f"no source with id '{source}' in this file", f"tệp này không có nguồn nào mang mã '{source}'"
            )
            hint = adviser.say_nearest(source, known)
            yield Diagnostic(document.path, document.span(*place), UNKNOWN_SOURCE, message, hint)


def _find_used_sources(agreement: Agreement) -> set[str]:
    """The id of every source that is named, wherever that is."""
    naming = (agreement.figures, agreement.events, agreement.conflicts)
    return {*agreement.read_from, *(each.source for values in naming for each in values)}


def _find_misspelled_source(
    agreement: Agreement, document: Document, named: Sequence[tuple[Place, str]]
) -> Diagnostic | None:
    """One finding for a source whose own id is misspelled: nothing names it, and all unknown names are one."""
    known = dict.fromkeys(source.id for source in agreement.sources)
    count = Counter(source for _, source in named if source)
    unknown = [name for name in count if name not in known]
    sources = number_values(document, "sources", agreement.sources)
    unnamed = [(position, source.id) for position, source in sources if source.id not in count]
    if len(unknown) != 1 or len(unnamed) != 1 or count[unknown[0]] == 1:
        return None
    name, (position, own) = unknown[0], unnamed[0]
    near = nearest_names(name, known, limit=1)
    # Where no id is near, the first of several sources may well stand for the agreement alone.
    is_meant = near[0] == own if near else position > 0 or len(known) == 1 or "source" in document.data
    if not is_meant:
        return None
    message = Bilingual(
        "nothing names the source '{own}', and '{name}', which no source is, is named {count} times",
        "không chỗ nào dùng nguồn '{own}', còn '{name}' được dùng {count} lần mà không có nguồn nào mang mã ấy",
    ).fill(own=own, name=name, count=group_digits(count[name]))
    hint = Bilingual(f"if the two are one, write `id: {name}` here", f"nếu là một thì ghi `id: {name}` ở đây")
    return Diagnostic(document.path, document.span("sources", position, "id"), UNKNOWN_SOURCE, message, hint)


def _check_unused(agreement: Agreement, document: Document, used: set[str]) -> Iterator[Diagnostic]:
    is_first_used = "source" not in document.data
    for position, source in number_values(document, "sources", agreement.sources):
        if source.id in used or (position == 0 and is_first_used):
            continue
        used.add(source.id)
        message = Bilingual(f"nothing names the source '{source.id}'", f"không chỗ nào dùng nguồn '{source.id}'")
        hint = Bilingual(
            "name it beside its value, under `source` where the agreement itself was read from it, or take it out",
            "nêu nguồn ở giá trị lấy từ đó, ở `source` nếu chính thỏa thuận được đọc từ đó, hoặc bỏ nguồn đi",
        )
        yield Diagnostic(document.path, document.span("sources", position, "id"), UNUSED_SOURCE, message, hint)


def _check_parties(agreement: Agreement, document: Document, doubts: Doubts) -> Iterator[Diagnostic]:
    if len(set(agreement.localities)) == len(agreement.localities):
        return
    seen: dict[str, int] = {}
    for position, party in number_values(document, "parties", agreement.parties):
        if not party.locality or doubts.about("parties", position, "locality"):
            continue
        if party.locality in seen:
            first = document.span("parties", seen[party.locality], "locality").line
            span = document.span("parties", position, "locality")
            message = Bilingual(
                f"the party '{party.locality}' stands twice", f"bên '{party.locality}' xuất hiện hai lần"
            )
            yield Diagnostic(document.path, span, REPEATED_PARTY, message, _stands_first(first))
        seen.setdefault(party.locality, position)


def _check_sides(agreement: Agreement, document: Document, doubts: Doubts) -> Iterator[Diagnostic]:
    """One finding: on the first party without a side beside others that have one, or on the only side."""
    sides = {party.side for party in agreement.parties}
    if not sides or sides in ({None}, {"a", "b"}):
        return
    parties = number_values(document, "parties", agreement.parties)
    if any(doubts.about("parties", i, "side") for i, _ in parties):
        return
    position, party = next(((i, each) for i, each in parties if each.side is None), parties[0])
    if party.side is None:
        span = document.span("parties", position, "locality")
        message = Bilingual(
            f"'{party.locality}' has no side, and other parties have one",
            f"'{party.locality}' không có side trong khi các bên khác có",
        )
    else:
        span = document.span("parties", position, "side")
        message = Bilingual(
            f"every party is on the side '{party.side}', expected parties on both",
            f"mọi bên đều ở phía '{party.side}', cần có bên ở cả hai phía",
        )
    hint = Bilingual(
        "a hub is on one side and its partners on the other; parties among equals have no side",
        "địa phương làm đầu mối ở một phía, các đối tác ở phía kia; các bên ngang nhau thì không có side",
    )
    yield Diagnostic(document.path, span, HALF_GIVEN_SIDES, message, hint)


def _check_ends(
    agreement: Agreement, document: Document, vocabularies: Vocabularies, doubts: Doubts
) -> Iterator[Diagnostic]:
    parties = frozenset(agreement.localities)
    are_parties = all(parties.issuperset(each.ends.localities) for each in agreement.figures)
    if not are_parties and not _are_parties_in_doubt(agreement, document, vocabularies, doubts):
        yield from _check_ends_are_parties(agreement, document, vocabularies, doubts)
    for position, figure in number_values(document, "figures", agreement.figures):
        if not figure.ends.source or not figure.ends.destination:
            continue
        both = sorted(set(figure.ends.source).intersection(figure.ends.destination))
        if both and not doubts.about_any("from", "to", of=("figures", position)):
            span = document.span("figures", position, "to")
            message = Bilingual(f"'{both[0]}' stands in from and in to", f"'{both[0]}' có cả trong from và trong to")
            yield Diagnostic(document.path, span, SAME_ENDS, message)


def _are_parties_in_doubt(agreement: Agreement, document: Document, vocabularies: Vocabularies, doubts: Doubts) -> bool:
    """Whether a party is not known, stands twice or did not exist: then an end that is no party may be meant there."""
    known = agreement.localities
    if not known or doubts.about("parties") or "" in known or len(set(known)) < len(known):
        return True
    return any(True for _ in find_parties_out_of_time(agreement, document, vocabularies, doubts))


def _check_ends_are_parties(
    agreement: Agreement, document: Document, vocabularies: Vocabularies, doubts: Doubts
) -> Iterator[Diagnostic]:
    parties = dict.fromkeys(agreement.localities)
    hints: dict[str, Bilingual] = {}
    for place, locality in _find_ends(agreement, document):
        if locality in parties or doubts.about(*place[:3]):
            continue
        if locality not in hints:
            hints[locality] = _say_parties(locality, tuple(parties), vocabularies.localities.terms)
        message = Bilingual(
            f"'{locality}' is no party of this agreement", f"'{locality}' không phải là bên của thỏa thuận này"
        )
        yield Diagnostic(document.path, document.span(*place), END_NOT_A_PARTY, message, hints[locality])


def _find_ends(agreement: Agreement, document: Document) -> Iterator[tuple[Place, str]]:
    """Every locality at an end of a figure: figures, position, key and number; and its id."""
    for position, figure in number_values(document, "figures", agreement.figures):
        ends = figure.ends
        for key, localities in (("from", ends.source), ("to", ends.destination), ("between", ends.between)):
            for number, locality in enumerate(localities):
                yield ("figures", position, key, number), locality


def _say_parties(end: str, parties: tuple[str, ...], localities: Mapping[str, Locality]) -> Bilingual:
    """The hint for an end that is no party: the party that became it or came of it, else all parties."""
    later = find_successors(localities, end)
    for party in parties:
        kin = _BEFORE if party in later else _AFTER if end in find_successors(localities, party) else None
        if kin is not None:
            return Bilingual(
                "'{end}' is {kin} of the party '{party}'; name the party, or explain the end by a waiver",
                "'{end}' là {kin} của bên '{party}'; hãy ghi tên bên, hoặc giải thích bằng miễn trừ",
            ).fill(end=end, kin=kin, party=party)
    shown = ", ".join(parties[:_SHOWN_PARTIES]) + (", …" if len(parties) > _SHOWN_PARTIES else "")
    return Bilingual(f"the parties are {shown}", f"các bên là {shown}")
