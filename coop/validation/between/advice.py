"""The findings between files with their hints, also those hints that depend on all there is.

Of a link that leads nowhere the nearest name is told, and a name that comes or goes in any file may be that.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from coop.bilingual import Bilingual
from coop.dataset.advice import Adviser
from coop.diagnostic import Diagnostic
from coop.language.place_names import nearest_names
from coop.validation.between.ledger import PlainTold
from coop.validation.between.outcome import Advice
from coop.validation.between.packing import unpack_finding
from coop.validation.links import UNKNOWN_AGREEMENT, advise_figure

FindFigures = Callable[[str], Iterable[str]]
"""The ids of the figures of the agreement with an id."""


class Directory(NamedTuple):
    """All there is: `find_ids` gives the ids of all agreements, `find_figures` those of the figures of one."""

    find_ids: Callable[[], Sequence[str]]
    find_figures: FindFigures


def unpack_told(told: Iterable[PlainTold], directory: Directory) -> Iterator[Diagnostic]:
    """The findings in the order of path and place."""
    unpacked = [(unpack_finding(finding), advice) for finding, advice in told]
    unpacked.sort(key=lambda each: (each[0].path, each[0].span, each[0].code, each[0].message))
    ids: Sequence[str] | None = None
    for _, group in groupby(unpacked, key=lambda each: each[0].path):
        adviser = Adviser()
        for finding, advice in group:
            if advice is None or not adviser.is_free():
                yield finding
                continue
            ids = directory.find_ids() if ids is None else ids
            look = _advise_agreement if finding.rule is UNKNOWN_AGREEMENT else _advise_figure
            yield replace(finding, hint=look(Advice(*advice), ids, directory.find_figures))


def _advise_agreement(advice: Advice, ids: Sequence[str], _: FindFigures) -> Bilingual | None:
    near = nearest_names(advice.reference, (each for each in ids if each != advice.own), limit=1)
    return Bilingual(f"the nearest known id is '{near[0]}'", f"mã gần nhất là '{near[0]}'") if near else None


def _advise_figure(advice: Advice, ids: Sequence[str], find_figures: FindFigures) -> Bilingual | None:
    """The nearest figure of the agreement meant, or of the one whose id is nearest to it."""
    agreement = advice.reference.partition("#")[0]
    host = (agreement,) if agreement in ids else nearest_names(agreement, ids, limit=1)
    if not host:
        return None
    home, _, own = advice.own.partition("#")
    at_home = host[0] == home
    known = (each for each in find_figures(host[0]) if not (at_home and each == own))
    return advise_figure(advice.reference, known, before="" if at_home else f"{host[0]}#")
