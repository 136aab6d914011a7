"""Circles of relations: the relations of all files that the dates allow, and the ways that lead back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from coop.bilingual import Bilingual
from coop.validation.between.outcome import Case, Edge
from coop.validation.links import RELATION_CIRCLE

_SHOWN_OF_CIRCLE = 5


def find_circles(edges: Iterable[Edge]) -> Iterator[Case]:
    """Each circle once, at the relation that closes it, looked for in the order of the edges.

    Where the dates tell which relation is wrong, that one has its finding, and the circle is none of its own.
    """
    ahead: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        ahead[edge.agreement].append(edge)
    done: set[str] = set()
    for start in tuple(ahead):
        if start not in done:
            yield from _follow(start, ahead, done)


def _follow(start: str, ahead: Mapping[str, list[Edge]], done: set[str]) -> Iterator[Case]:
    path = {start: iter(ahead[start])}  # the way from `start` to where we stand, and where it may go on
    while path:
        here = next(reversed(path))
        edge = next(path[here], None)
        if edge is None:
            del path[here]
            done.add(here)
        elif edge.target in path:
            way = tuple(path)
            yield _circle(edge, way[way.index(edge.target) :])
        elif edge.target not in done:
            path[edge.target] = iter(ahead.get(edge.target, ()))


def _circle(edge: Edge, around: tuple[str, ...]) -> Case:
    shown = around if len(around) <= _SHOWN_OF_CIRCLE else (*around[:2], "…", around[-1])
    way = " → ".join((*shown, around[0]))
    message = Bilingual(f"the relations lead round in a circle: {way}", f"các quan hệ tạo thành vòng: {way}")
    hint = Bilingual(
        "one of two agreements came first: take out the relation of the earlier to the later",
        "trong hai thỏa thuận phải có một thỏa thuận có trước: bỏ quan hệ từ thỏa thuận trước đến thỏa thuận sau",
    )
    return Case(edge.path, ("related", edge.position, "id"), RELATION_CIRCLE, message, hint)
