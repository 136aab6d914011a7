"""Where links from figure to figure lead (`same_as`, `part_of`), whatever is in the data: chains and circles too."""

from collections.abc import Iterable, Mapping

from coop.dataset.agreement import Figure


def break_circles(links: Mapping[str, str]) -> dict[str, str]:
    """The links, without the one that leads onward from the first member, by name, of each circle."""
    broken = dict(links)
    done: set[str] = set()
    for start in links:
        path: dict[str, None] = {}
        current = start
        while current in broken and current not in done and current not in path:
            path[current] = None
            current = broken[current]
        if current in path:
            walked = list(path)
            del broken[min(walked[walked.index(current) :])]
        done.update(path)
    return broken


def follow_links(links: Mapping[str, str]) -> dict[str, str]:
    """Where each link leads in the end; `links` has no circle."""
    ends: dict[str, str] = {}
    for start in links:
        path = []
        current = start
        while current in links and current not in ends:
            path.append(current)
            current = links[current]
        end = ends.get(current, current)
        ends.update(dict.fromkeys(path, end))
    return ends


class Facts:
    """The facts that figures report (`same_as`): of those that report one, one counts (rule 4 of docs/totals.md).

    It is the one pointed at, or the first of `usable` where that one is not among them.
    """

    def __init__(self, figures: Iterable[Figure], usable: Iterable[Figure]) -> None:
        links = {figure.reference: figure.same_as for figure in figures if figure.same_as is not None}
        self._facts = follow_links(break_circles(links))
        here = {figure.reference: figure for figure in usable}
        self._counting: dict[str, Figure] = {}
        for reference, figure in here.items():
            fact = self.find_fact(reference)
            self._counting.setdefault(fact, here.get(fact, figure))

    def find_fact(self, reference: str) -> str:
        """The reference of the figure whose fact this one reports: in the end, its own."""
        return self._facts.get(reference, reference)

    def find_counting(self, reference: str) -> Figure | None:
        """The figure that counts for the fact which this one reports, if any does."""
        return self._counting.get(self.find_fact(reference))
