"""The names by which places are known, prepared for finding them; which places those are, the caller says."""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from coop.bilingual import Bilingual
from coop.language.place_names import LONGEST_TYPED, NotAProvince, PlaceName
from coop.language.text import find_typed, fold, fold_name, lower, map_text, normalise_tones

WORD = re.compile(r"[^\W_]+")
# A form of address for a province, which may stand before a typed name.
_TYPED_PREFIX = re.compile(r"(?:ubnd |uy ban nhan dan )?(?:tinh|thanh pho|tp|t p) ")
_DASH = re.compile("[-\u2010-\u2015\u2212]")


@dataclass(frozen=True, slots=True)
class PlaceProblem:
    """Why a name is no place of the gazetteer, and the slug of the one that may be meant."""

    kind: str
    message: Bilingual
    slug: str


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A name cut into words: `words` in lower case with accents, `bare` without; `dashes` says which gaps have one."""

    words: tuple[str, ...]
    bare: tuple[str, ...]
    capitals: tuple[bool, ...]
    dashes: tuple[bool, ...]
    slug: str
    is_contextual: bool
    problem: PlaceProblem | None = None
    lacks_accents: bool = False

    @property
    def rank(self) -> tuple[int, bool, bool]:
        """Sorts longer names first, and of equals those that need no context and are places."""
        return (-len(self.words), self.is_contextual, self.problem is not None)


class Gazetteer:
    """Names of places, built once and then only read. Where names clash, those given first win."""

    def __init__(self, names: Iterable[PlaceName], not_provinces: Iterable[NotAProvince] = ()) -> None:
        self._titles: dict[str, str] = {}
        self._typed: dict[str, list[tuple[str, PlaceName]]] = {}
        self._problems: dict[str, tuple[str, PlaceProblem]] = {}
        entries: list[NameEntry] = []
        for name in names:
            self._titles.setdefault(name.slug, name.name)
            entries.append(_build_entry(name, None))
            self._typed.setdefault(fold_name(name.name), []).append((name.name, name))
        for slug, title in self._titles.items():
            self._typed.setdefault(fold_name(slug), []).append((slug, PlaceName(slug, title)))
        for other in not_provinces:
            problem = self._build_problem(other)
            entries.append(_build_entry(PlaceName(other.slug, other.name), problem))
            self._problems.setdefault(fold_name(other.name), (other.name, problem))
        self._entries = _index_entries(entries)

    def _build_problem(self, other: NotAProvince) -> PlaceProblem:
        title = self._titles.get(other.slug, other.slug)
        message = Bilingual(
            f"{other.name} is no province but lies in {title}", f"{other.name} không phải là tỉnh mà thuộc {title}"
        )
        return PlaceProblem("not-a-province", message, other.slug)

    def entries_from(self, bare_word: str) -> list[NameEntry]:
        """The names whose first word, without accents, is this one; the longest first."""
        return self._entries.get(bare_word, [])

    def names(self) -> tuple[str, ...]:
        """The first name of each place, in the order given."""
        return tuple(self._titles.values())

    def spellings_of(self, typed: str) -> list[tuple[str, PlaceName]]:
        """The names and slugs that are `typed` when accents, case and punctuation are left aside."""
        return self._typed.get(fold_name(typed), [])

    def problem_of(self, typed: str) -> tuple[str, PlaceProblem] | None:
        """The name that is no province and is `typed` when accents are left aside, with what is wrong with it."""
        return self._problems.get(fold_name(typed))


def _build_entry(name: PlaceName, problem: PlaceProblem | None) -> NameEntry:
    text = normalise_tones(map_text(name.name).text)
    found = list(WORD.finditer(text))
    words = tuple(lower(word[0]) for word in found)
    dashes = tuple(
        _DASH.search(text, before.end(), after.start()) is not None for before, after in itertools.pairwise(found)
    )
    return NameEntry(
        words=words,
        bare=tuple(map(fold, words)),
        capitals=tuple(not word[0][0].islower() for word in found),
        dashes=dashes,
        slug=name.slug,
        is_contextual=name.is_contextual,
        problem=problem,
    )


def _index_entries(entries: list[NameEntry]) -> dict[str, list[NameEntry]]:
    """Entries by first word. "Thanh Hoa" beside "Thanh Hóa" is marked: in prose with accents it is somebody's name."""
    accented = {(entry.slug, entry.bare) for entry in entries if entry.words != entry.bare}
    index: dict[str, list[NameEntry]] = {}
    for entry in entries:
        has_twin = entry.words == entry.bare and (entry.slug, entry.bare) in accented
        if entry.words:
            index.setdefault(entry.bare[0], []).append(replace(entry, lacks_accents=has_twin and _is_syllabic(entry)))
    for group in index.values():
        group.sort(key=lambda entry: entry.rank)
    return index


def _is_syllabic(entry: NameEntry) -> bool:
    """Whether the words could be syllables of Vietnamese, and so of a person's name: "Dak Lak" could not."""
    return not any(word.endswith("k") for word in entry.bare)


def resolve_name(typed: str, gazetteer: Gazetteer) -> str | None:
    """The slug of the place that a person means by `typed`: a name, alias or slug, with or without "tỉnh" before it.

    Accents typed bind, accents left out match all; a name that several places share and none has to itself means none.
    """
    for spelling in _typed_spellings(typed):
        names = [name for text, name in gazetteer.spellings_of(spelling) if find_typed(spelling, text)]
        sure = {name.slug for name in names if not name.is_contextual} or {name.slug for name in names}
        if len(sure) == 1:
            return sure.pop()
    return None


def find_not_a_province(typed: str, gazetteer: Gazetteer) -> PlaceProblem | None:
    """What is wrong with `typed` where it names a known place that is no province."""
    for spelling in _typed_spellings(typed):
        known = gazetteer.problem_of(spelling)
        if known is not None and find_typed(spelling, known[0]):
            return known[1]
    return None


def _typed_spellings(typed: str) -> list[str]:
    """`typed`, and what is left of it without a form of address."""
    if len(typed) > 2 * LONGEST_TYPED:
        return []
    prefix = _TYPED_PREFIX.match(fold_name(typed) + " ")
    if prefix is None:
        return [typed]
    words = list(WORD.finditer(map_text(typed).text))
    rest = len(prefix[0].split())
    return [typed, map_text(typed).text[words[rest].start() :]] if rest < len(words) else [typed]
