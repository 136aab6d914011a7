"""Names as people type them: those of places, and those nearest to one that there is not."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from coop.language.text import fold_name

LONGEST_TYPED = 80
"""Characters of a name; nobody types one that is longer."""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One name of a place; a contextual one ("Hồ Chí Minh", "HN") means the place only after a word like "tỉnh"."""

    slug: str
    name: str
    is_contextual: bool = False


@dataclass(frozen=True, slots=True)
class NotAProvince:
    """The name of a place inside the province `slug` that is often written where the province is meant."""

    name: str
    slug: str


def nearest_names(typed: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Up to `limit` of the known names, accents and case left aside.

    First comes what `typed` is the beginning of, by whole words (`an-sinh` of `an-sinh-xa-hoi`), then the most alike.
    """
    by_fold: dict[str, list[str]] = {}
    for name in known:
        by_fold.setdefault(fold_name(name), []).append(name)
    key = fold_name(typed[:LONGEST_TYPED])
    begun = [] if key in by_fold else sorted((each for each in by_fold if each.startswith(f"{key} ")), key=len)
    near = dict.fromkeys((*begun, *difflib.get_close_matches(key, by_fold, n=limit, cutoff=0.6)))
    return tuple(name for folded in near for name in by_fold[folded])[:limit]
