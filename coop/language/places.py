"""Places in running text: province names, and the many things that only look like one."""

from collections.abc import Iterator
from dataclasses import dataclass

from coop.language.gazetteer import WORD, Gazetteer, NameEntry, PlaceProblem, find_not_a_province, resolve_name
from coop.language.place_names import NotAProvince, PlaceName
from coop.language.text import fold, lower, map_text, normalise_tones

__all__ = [
    "Gazetteer",
    "NotAProvince",
    "PlaceMatch",
    "PlaceName",
    "PlaceProblem",
    "find_not_a_province",
    "find_places",
    "resolve_name",
]


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A place named in a text: `text` is what stands from `start` to `end`, its "tỉnh" or "TP." included.

    Where `problem` is set the name is no province, and `slug` is the province that it lies in.
    """

    start: int
    end: int
    text: str
    slug: str
    problem: PlaceProblem | None = None


# What makes the name after it a part of a province, a river, a road, a club…; several words where one would not do.
_BLOCKING = frozenset(
    tuple(phrase.split())
    for phrase in (
        *("phường", "xã", "thị trấn", "thị xã", "huyện", "quận", "thôn", "ấp", "khu phố", "phố", "đường", "đại lộ"),
        *("sông", "suối", "hồ", "núi", "đèo", "vịnh", "cầu", "chợ", "quảng trường", "thủy điện", "clb", "hoàng anh"),
    )
)
# Before "Hồ Chí Minh" these mean the person, and what bears his name.
_PERSON_WORDS = frozenset(
    tuple(phrase.split())
    for phrase in (
        *("chủ tịch", "tư tưởng", "bác", "lăng", "bảo tàng", "học viện", "giải thưởng", "huân chương", "chiến dịch"),
        *("tncs", "cộng sản", "đạo đức", "phong cách", "thời đại", "quốc gia", "thanh niên", "đội viên", "tiền phong"),
        *("đường mòn", "con đường", "tượng đài", "president", "national"),
    )
)
_PERSON = ("ho", "chi", "minh")
# Longer names that hold a province's name and are none.
_LARGER_NAMES = (("thái", "bình", "dương"), ("hà", "nam", "ninh"), ("nguyên", "bình", "định"))
_SURNAMES = frozenset(
    {"nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ", "ngô", "đinh", "trịnh"}
)
_MIDDLE_NAMES = frozenset({"thị", "văn"})
_UNITS = (("thành", "phố"), ("tỉnh",), ("tp",))
_BODIES = (("ủy", "ban", "nhân", "dân"), ("hội", "đồng", "nhân", "dân"), ("ubnd",), ("hđnd",))
# A dot may follow these within a name.
_ABBREVIATIONS = frozenset({"tp", "tt", "tx", "t"})
_ABROAD = (" (trung quốc", " của trung quốc", " (china", " fc")


class _Words:
    """The words of a text, and how they compare with the words of names."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [word.span() for word in WORD.finditer(text)]
        self.shown = [text[start:end] for start, end in self.spans]
        self.exact = [lower(word) for word in self.shown]
        self.bare = [fold(word) for word in self.exact]
        accented = sum(word != bare for word, bare in zip(self.exact, self.bare, strict=True))
        # Most words of Vietnamese prose bear a mark; where few do, marks were not typed or the prose is English.
        self.binds = accented * 3 >= len(self.spans) and accented > 0

    def gap(self, index: int) -> str:
        """What stands between the word at `index` and the one after it."""
        return self.text[self.spans[index][1] : self.spans[index + 1][0]]

    def spell(self, first: int, words: tuple[str, ...]) -> bool:
        """Whether the words from `first` on are these, parted by spaces; accents bind only in accented prose."""
        if first < 0 or first + len(words) > len(self.spans):
            return False
        for index, word in enumerate(words, first):
            if self.exact[index] != word and (self.binds or self.bare[index] != fold(word)):
                return False
        return all(self.joins(index) for index in range(first, first + len(words) - 1))

    def joins(self, index: int) -> bool:
        """Whether only space, or the dot of an abbreviation, stands between the word at `index` and the next."""
        gap = self.gap(index)
        if "." in gap and self.bare[index] in _ABBREVIATIONS:
            gap = gap.replace(".", " ", 1)
        return len(gap) <= 3 and gap.isspace()


def find_places(text: str, gazetteer: Gazetteer) -> tuple[PlaceMatch, ...]:
    """The places named in `text`, in order and without overlaps, the longest name first.

    A name counts where it stands as whole words, in the capitals of a name, and with its accents if the prose has
    accents. Wards, rivers, streets and persons of that name are passed over, contextual names count only after a word
    such as "tỉnh". A text in lower case without accents is what somebody typed: it counts as a whole or not at all.
    """
    mapped = map_text(text)
    clean = normalise_tones(mapped.text)
    typed = clean.strip()
    if typed and clean == lower(clean) == fold(clean):
        slug = resolve_name(typed, gazetteer)
        if slug is None:
            return ()
        start, end = mapped.span(clean.index(typed), clean.index(typed) + len(typed))
        return (PlaceMatch(start, end, text[start:end], slug),)
    matches: list[PlaceMatch] = []
    for clean_start, clean_end, entry in _find_names(_Words(clean), gazetteer):
        start, end = mapped.span(clean_start, clean_end)
        matches.append(PlaceMatch(start, end, text[start:end], entry.slug, entry.problem))
    return tuple(matches)


def _find_names(words: _Words, gazetteer: Gazetteer) -> Iterator[tuple[int, int, NameEntry]]:
    index = free = 0
    while index < len(words.spans):
        larger = next((name for name in _LARGER_NAMES if words.spell(index, name)), None)
        if larger is not None and words.shown[index][0].isupper():
            index += len(larger)
            continue
        entries = gazetteer.entries_from(words.bare[index])
        entry = next((entry for entry in entries if _matches(words, index, entry, free)), None)
        if entry is None:
            index += 1
            continue
        first = max(_find_prefix(words, index), free)
        index += len(entry.words)
        free = index
        yield words.spans[first][0], words.spans[index - 1][1], entry


def _matches(words: _Words, first: int, entry: NameEntry, free: int) -> bool:
    """Whether the entry's name stands at `first` and means the place; words before `free` belong to another name."""
    end = first + len(entry.words)
    if tuple(words.bare[first:end]) != entry.bare:
        return False
    shown = words.shown[first:end]
    if any(wants and word[0].islower() for wants, word in zip(entry.capitals, shown, strict=True)):
        return False
    exact = tuple(words.exact[first:end])
    if exact != entry.words and (words.binds or exact != entry.bare):
        return False
    if entry.lacks_accents and words.binds and _find_prefix(words, first) == first:
        return False
    if not all(_gap_fits(words, first + offset, entry, dash) for offset, dash in enumerate(entry.dashes)):
        return False
    has_prefix = _find_prefix(words, first) < first or words.spell(first, ("thành", "phố")) or entry.bare[0] == "tp"
    if entry.is_contextual and not has_prefix:
        return False
    after = words.spans[end - 1][1]
    if lower(words.text[after : after + 20]).startswith(_ABROAD):
        return False
    return has_prefix or not _is_blocked(words, first, entry, free)


def _gap_fits(words: _Words, index: int, entry: NameEntry, is_dash: bool) -> bool:
    """Whether the gap after a word is one that the name has there: a dash may be left out, or put in a long name."""
    if words.joins(index):
        return True
    gap = words.gap(index).strip()
    return (is_dash or len(entry.words) > 2) and gap in ("-", "–", "—", "‐", "‑", "−") and len(words.gap(index)) <= 7


def _find_prefix(words: _Words, first: int) -> int:
    """The index of the first word of "tỉnh", "TP." or "UBND tỉnh" directly before `first`, else `first`."""
    for prefixes in (_UNITS, _BODIES):
        for prefix in prefixes:
            start = first - len(prefix)
            if words.spell(start, prefix) and words.joins(first - 1):
                first = start
                break
    return first


def _is_blocked(words: _Words, first: int, entry: NameEntry, free: int) -> bool:
    """Whether the words before the name make it the name of something else, or of a person."""
    if first == free or not words.joins(first - 1):
        return False
    blocking = _BLOCKING | _PERSON_WORDS if entry.bare == _PERSON else _BLOCKING
    if any(words.spell(first - len(phrase), phrase) for phrase in blocking):
        return True
    before = first - 2 if words.exact[first - 1] in _MIDDLE_NAMES and first >= 2 else first - 1
    shown = words.shown[before]
    return words.exact[before] in _SURNAMES and shown[0].isupper() and not shown.isupper()
