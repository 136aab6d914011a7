"""What an agreement points at: figures by `part_of` and `same_as`, agreements by `related`.

A link to a figure of its own file is judged here, with the file; those that lead out are judged in `between`.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from coop.bilingual import Bilingual
from coop.dataset.agreement import Agreement, Figure, Relation
from coop.dataset.document import Places
from coop.dataset.terms import Locality
from coop.diagnostic import Diagnostic, Rule, Severity
from coop.language.place_names import nearest_names
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


class LinkedFile(NamedTuple):
    """What of one file is needed to follow its links.

    `figures` and `related` are numbered by their positions in the file; `is_sound` says whether others may point at
    them.
    """

    agreement: Agreement
    figures: tuple[tuple[int, Figure], ...]
    related: tuple[tuple[int, Relation], ...]
    places: Places
    doubts: Doubts
    is_sound: bool


class FigureLink(NamedTuple):
    """What one figure says of another: at `position` among the file's figures, under `key`, the whole `reference`."""

    position: int
    figure: Figure
    key: str
    reference: str


def find_figure_links(file: LinkedFile) -> Iterator[FigureLink]:
    """Every link of a figure that is not wrong in itself."""
    for position, figure in file.figures:
        for key, reference in (("part_of", figure.part_of), ("same_as", figure.same_as)):
            if reference is not None and not file.doubts.about("figures", position, key):
                yield FigureLink(position, figure, key, reference)


def find_own(file: LinkedFile) -> Mapping[str, tuple[int, Figure]]:
    """The figures of the file by their whole references, with their positions."""
    return {figure.reference: (position, figure) for position, figure in file.figures}


def check_own_links(file: LinkedFile, localities: Mapping[str, Locality]) -> Iterator[Diagnostic]:
    """The links to figures of the same file that cannot be meant."""
    links = list(find_figure_links(file))
    own = find_own(file) if links else {}
    for link in links:
        if link.reference not in own or not is_judged(link, file):
            continue
        position, other = own[link.reference]
        if file.is_sound or not file.doubts.about("figures", position):
            flaw = find_flaw(link, other, localities)
            if flaw is not None:
                span = file.places.span("figures", link.position, link.key)
                yield Diagnostic(file.places.path, span, CHAINED_FIGURE, flaw)


def is_judged(link: FigureLink, file: LinkedFile) -> bool:
    """Whether the figure that points is itself as it is meant, so that what it points at can be held against it."""
    return not file.doubts.about("figures", link.position)


def find_flaw(link: FigureLink, other: Figure, localities: Mapping[str, Locality]) -> Bilingual | None:
    """Why the link cannot be true of the other figure, if so."""
    find = find_flaw_of_part if link.key == "part_of" else find_flaw_of_same
    flaw = find(link.figure, other, localities)
    return Bilingual(f"{link.key} {flaw.en}", f"{link.key} {flaw.vi}") if flaw is not None else None


def say_unknown_figure(link: FigureLink) -> Bilingual:
    """The message for a link that leads to no figure."""
    name = link.reference.removeprefix(link.figure.agreement + "#")
    return Bilingual(f"no figure '{name}'", f"không có số liệu '{name}'")


def advise_figure(reference: str, known: Iterable[str], *, before: str = "") -> Bilingual | None:
    """The hint that names the nearest of the `known` ids of figures, with what stands `before` it."""
    found = nearest_names(reference.partition("#")[2], known, limit=1)
    if not found:
        return None
    name = before + found[0]
    return Bilingual(f"the nearest known id is '{name}'", f"mã gần nhất là '{name}'")
