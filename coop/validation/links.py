"""What an agreement points at in other files: figures by `part_of` and `same_as`, agreements by `related`."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

from coop.bilingual import Bilingual
from coop.dataset.advice import Adviser
from coop.dataset.agreement import Agreement, Figure, Relation
from coop.dataset.document import Places
from coop.dataset.terms import RELATION, Locality
from coop.diagnostic import Diagnostic, Rule, Severity, Span
from coop.language.places import nearest_names
from coop.validation.doubts import Doubts
from coop.validation.figure_links import find_flaw_of_part, find_flaw_of_same

UNKNOWN_FIGURE = Rule(
    "X307", "unknown-figure", Severity.ERROR,
    Bilingual(
        "`part_of` and `same_as` point at a figure that exists, here or as `agreement-id#figure-id` elsewhere.",
        "`part_of` và `same_as` trỏ đến một số liệu có thật, trong tệp này hoặc ở tệp khác dưới dạng "
        "`mã-thỏa-thuận#mã-số-liệu`.",
    ),
)  # fmt: skip
CHAINED_FIGURE = Rule(
    "X308", "chained-figure", Severity.ERROR,
    Bilingual(
        "`part_of` and `same_as` point straight at the figure that counts: not at the figure itself, not at one that "
        "points on, and at one of the same measure and unit that the link can be true of: the same ends, amount and "
        "time for `same_as`, a whole no smaller than its part for `part_of`.",
        "`part_of` và `same_as` trỏ thẳng đến số liệu được tính: không trỏ đến chính nó, không trỏ đến số liệu lại trỏ "
        "tiếp, cùng chỉ tiêu, cùng đơn vị, và hợp lý: với `same_as` thì cùng hai đầu, cùng số, cùng thời gian; với "
        "`part_of` thì tổng không nhỏ hơn phần.",
    ),
)  # fmt: skip
UNKNOWN_AGREEMENT = Rule(
    "X309", "unknown-agreement", Severity.ERROR,
    Bilingual(
        "`related` points at another agreement of the dataset.",
        "`related` trỏ đến một thỏa thuận khác trong bộ dữ liệu.",
    ),
)  # fmt: skip
RELATION_CIRCLE = Rule(
    "X317", "relation-circle", Severity.ERROR,
    Bilingual(
        "`related` leads round in no circle: what is renewed, amended, implemented or superseded came first.",
        "`related` không tạo thành vòng: thỏa thuận được gia hạn, sửa đổi, thực hiện hoặc thay thế phải có trước.",
    ),
)  # fmt: skip
RELATED_TO_LATER = Rule(
    "D205", "relation-to-later", Severity.ERROR,
    Bilingual(
        "What an agreement renews, amends, implements or supersedes is not of a later date.",
        "Thỏa thuận được gia hạn, sửa đổi, thực hiện hoặc thay thế không thể có ngày muộn hơn.",
    ),
)  # fmt: skip

RULES = (UNKNOWN_FIGURE, CHAINED_FIGURE, UNKNOWN_AGREEMENT, RELATION_CIRCLE, RELATED_TO_LATER)

_SHOWN_OF_CIRCLE = 5


@dataclass(frozen=True, slots=True)
class LinkedFile:
    """What of one file is needed to follow its links, when its text is gone.

    `figures` and `related` are numbered by their positions in the file; `is_sound` says whether others may point at
    them.
    """

    agreement: Agreement
    figures: tuple[tuple[int, Figure], ...]
    related: tuple[tuple[int, Relation], ...]
    places: Places
    doubts: Doubts
    is_sound: bool


@dataclass(frozen=True, slots=True)
class LinkTargets:
    """All that a link may lead to: sound agreements by id, their figures by whole reference.

    `unsound` are the ids of files with errors of their own: nobody knows what they would hold. `localities` tell what
    became of each.
    """

    agreements: Mapping[str, Agreement]
    figures: Mapping[str, Figure]
    unsound: Set[str]
    localities: Mapping[str, Locality] = field(default_factory=dict)


def check_links(file: LinkedFile, targets: LinkTargets) -> Iterator[Diagnostic]:
    """What one agreement points at in the dataset and is not there, or cannot be meant."""
    adviser = Adviser()
    yield from _check_figures(file, targets, adviser)
    yield from _check_relations(file, targets, adviser)


def _check_figures(file: LinkedFile, targets: LinkTargets, adviser: Adviser) -> Iterator[Diagnostic]:
    own = {} if file.is_sound else {figure.reference: (position, figure) for position, figure in file.figures}
    for position, figure in file.figures:
        for key, reference in (("part_of", figure.part_of), ("same_as", figure.same_as)):
            if reference is None or file.doubts.about("figures", position, key):
                continue
            span = file.places.span("figures", position, key)
            there, other = own.get(reference) or (None, targets.figures.get(reference))
            if other is not None:
                is_other_sound = there is None or not file.doubts.about("figures", there)
                if is_other_sound and not file.doubts.about("figures", position):
                    yield from _check_link(file, figure, other, key=key, span=span, targets=targets)
            elif reference.partition("#")[0] not in targets.unsound:
                name = reference.removeprefix(figure.agreement + "#")
                message = Bilingual(f"no figure '{name}'", f"không có số liệu '{name}'")
                hint = _find_nearest_figure(figure, reference, targets.agreements) if adviser.is_free() else None
                yield Diagnostic(file.places.path, span, UNKNOWN_FIGURE, message, hint)


def _check_link(
    file: LinkedFile, figure: Figure, other: Figure, *, key: str, span: Span, targets: LinkTargets
) -> Iterator[Diagnostic]:
    find_flaw = find_flaw_of_part if key == "part_of" else find_flaw_of_same
    flaw = find_flaw(figure, other, targets.localities)
    if flaw is not None:
        message = Bilingual(f"{key} {flaw.en}", f"{key} {flaw.vi}")
        yield Diagnostic(file.places.path, span, CHAINED_FIGURE, message)


def _check_relations(file: LinkedFile, targets: LinkTargets, adviser: Adviser) -> Iterator[Diagnostic]:
    own = file.agreement
    for position, relation in file.related:
        span = file.places.span("related", position, "id")
        if not relation.id or file.doubts.about("related", position):
            continue
        other = targets.agreements.get(relation.id)
        if relation.id == own.id or (other is None and relation.id not in targets.unsound):
            message = Bilingual(
                f"no other agreement with id '{relation.id}'", f"không có thỏa thuận nào khác mang mã '{relation.id}'"
            )
            hint = adviser.say_nearest(relation.id, (each for each in targets.agreements if each != own.id))
            yield Diagnostic(file.places.path, span, UNKNOWN_AGREEMENT, message, hint)
        elif other is not None and not file.doubts.about("date") and _is_later(other, own):
            verb = RELATION.get(relation.relation, relation.relation)
            message = Bilingual(
                "this agreement of {day} {relation} '{id}' of {later}, expected an older one",
                "thỏa thuận này ({day}) {relation} '{id}' ({later}), cần một thỏa thuận có trước",
            ).fill(day=str(own.date), relation=verb, id=other.id, later=str(other.date))
            hint = Bilingual("the relation may stand the wrong way round", "có thể quan hệ bị ghi ngược chiều")
            yield Diagnostic(file.places.path, span, RELATED_TO_LATER, message, hint)


def _is_later(other: Agreement, own: Agreement) -> bool:
    return other.date.first_day > own.date.last_day


def check_circles(files: Mapping[str, LinkedFile]) -> Iterator[Diagnostic]:
    """Each circle of relations once, at the relation that closes it; `files` are the sound ones by id.

    Where the dates tell which relation is wrong, that one has its finding, and the circle is none of its own.
    """
    done: set[str] = set()
    for start in files:
        if start in done:
            continue
        path = {start: iter(_earlier(files, start))}  # the way from `start` to where we stand, and where it may go on
        while path:
            here = next(reversed(path))
            step = next(path[here], None)
            if step is None:
                del path[here]
                done.add(here)
            elif step[1] in path:
                way = tuple(path)
                yield _circle(files[here], step[0], way[way.index(step[1]) :])
            elif step[1] not in done:
                path[step[1]] = iter(_earlier(files, step[1]))


def _earlier(files: Mapping[str, LinkedFile], agreement_id: str) -> Iterator[tuple[int, str]]:
    """The positions and ids of what an agreement is related to, where the dates allow it."""
    own = files[agreement_id]
    for position, relation in own.related:
        other = files.get(relation.id)
        if other is not None and other is not own and not _is_later(other.agreement, own.agreement):
            yield position, relation.id


def _circle(file: LinkedFile, position: int, around: tuple[str, ...]) -> Diagnostic:
    shown = around if len(around) <= _SHOWN_OF_CIRCLE else (*around[:2], "…", around[-1])
    way = " → ".join((*shown, around[0]))
    message = Bilingual(f"the relations lead round in a circle: {way}", f"các quan hệ tạo thành vòng: {way}")
    hint = Bilingual(
        "one of two agreements came first: take out the relation of the earlier to the later",
        "trong hai thỏa thuận phải có một thỏa thuận có trước: bỏ quan hệ từ thỏa thuận trước đến thỏa thuận sau",
    )
    return Diagnostic(file.places.path, file.places.span("related", position, "id"), RELATION_CIRCLE, message, hint)


def _find_nearest_figure(figure: Figure, reference: str, agreements: Mapping[str, Agreement]) -> Bilingual | None:
    """The hint that names the nearest figure of the agreement meant, or of the one whose id is nearest to it."""
    agreement_id, _, figure_id = reference.partition("#")
    near = (agreement_id,) if agreement_id in agreements else nearest_names(agreement_id, agreements, limit=1)
    if not near:
        return None
    host = agreements[near[0]]
    known = (each.id for each in host.figures if each.reference != figure.reference)
    found = nearest_names(figure_id, known, limit=1)
    whole = "" if host.id == figure.agreement else f"{host.id}#"
    if not found:
        return None
    return Bilingual(f"the nearest known id is '{whole}{found[0]}'", f"mã gần nhất là '{whole}{found[0]}'")
