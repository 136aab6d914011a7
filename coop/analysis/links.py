"""Where links from figure to figure lead (`same_as`, `part_of`), whatever is in the data: chains and circles too."""

from collections.abc import Mapping


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
