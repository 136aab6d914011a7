"""Vietnamese text: its normal form, folding for comparison, slugs, sorting, width, and search as people type.

Everything here is linear in the length of its text, and defined for any text at all, broken text included.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from coop.language.marks import INVISIBLE, TONE_MARKS, CharacterTable, is_invisible, is_mark

# Where nothing of Latin stands for long there may be a run of combining marks long enough to make sorting them, which
# the standard library does by insertion, slow.
_NO_LATIN = re.compile("[^\0-\u02ff\u1e00-\u1eff\u2000-\u206f]{32,}")
_GAP = re.compile(r"[\s\-\u2010-\u2015\u2212\uff0d._,]+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_WORD = re.compile(r"[^\W_]+")
# A letter or a mark after the vowels closes the syllable, or makes it none.
_OPEN = r"(?![^\W\d_]|[\u0300-\u036f])"
_OLD_TONE = re.compile(
    rf"(?P<first>[oO])(?P<second>[àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]){_OPEN}"
    rf"|(?<![qQ])(?P<u>[uU])(?P<y>[ỳýỷỹỵỲÝỶỸỴ]){_OPEN}"
    r"|(?<=[qQ])(?P<qu>[ùúủũụÙÚỦŨỤ])(?P<plain>[aăâeêioôơyAĂÂEÊIOÔƠY])(?![\u0300-\u036f])"
)


def nfc(text: str) -> str:
    """`text` in Unicode normal form C, the only form in which coop keeps text."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _NO_LATIN.sub(_sort_marks, text))


def _sort_marks(stretch: re.Match[str]) -> str:
    """Runs of combining marks in canonical order, which changes nothing that normalising would keep."""
    sorted_text: list[str] = []
    run: list[str] = []
    for character in stretch[0]:
        if unicodedata.combining(character):
            run.append(character)
        else:
            sorted_text += sorted(run, key=unicodedata.combining)
            sorted_text.append(character)
            run.clear()
    return "".join(sorted_text + sorted(run, key=unicodedata.combining))


def _lower_character(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character


def _fold_character(character: str) -> str:
    if character in "đĐðÐɖƉ":
        return "d"
    bare = [c for c in unicodedata.normalize("NFD", character.lower()) if not unicodedata.combining(c)]
    return bare[0] if len(bare) == 1 else _lower_character(character)


_LOWER = CharacterTable(_lower_character)
_FOLD = CharacterTable(_fold_character)


def lower(text: str) -> str:
    """`text` in lower case, character for character: nothing becomes longer or shorter."""
    return text.translate(_LOWER)


def fold(text: str) -> str:
    """`text` in lower case without accents, đ as d: as long as its NFC form, character for character."""
    return nfc(text).translate(_FOLD)


def fold_name(text: str) -> str:
    """What makes two spellings of a name the same: folded, one space for every run of spaces, dashes, dots or commas.

    Invisible characters and marks that belong to no letter are dropped.
    """
    folded = fold(text.translate(INVISIBLE))
    letters = folded if folded.isascii() else "".join(c for c in folded if not is_mark(c))
    return _GAP.sub(" ", letters).strip()


def slugify(text: str) -> str:
    """An ASCII kebab-case slug, empty where `text` has no letter or digit that ASCII can spell."""
    return _NOT_SLUG.sub("-", fold_name(text)).strip("-")


def normalise_tones(text: str) -> str:
    """NFC text with the tone of oa, oe and uy on the first vowel ("hoà" → "hòa"); "quý" and "quà" stay as they are.

    A tone put on the u of qu ("qúy") moves to the vowel. The result is as long as the NFC form.
    """
    return _OLD_TONE.sub(_move_tone, nfc(text))


def _move_tone(found: re.Match[str]) -> str:
    if found["qu"]:
        base, tone = _split_tone(found["qu"])
        return base + nfc(found["plain"] + tone)
    first = found["first"] or found["u"]
    base, tone = _split_tone(found["second"] or found["y"])
    return nfc(first + tone) + base


def _split_tone(letter: str) -> tuple[str, str]:
    decomposed = unicodedata.normalize("NFD", letter)
    return decomposed[0], decomposed[1:]


# --- sorting ---

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_WEIGHTS = {letter: chr(0x100 + rank) for rank, letter in enumerate(_ALPHABET)}


def collation_key(text: str) -> str:
    """A key that sorts by the Vietnamese alphabet: letters first, then tones, then case, then the text itself.

    A space comes before punctuation, that before digits, those before letters; f, j, w and z stand where the Latin
    alphabet has them, letters of other scripts after all these. Old and new tone placement sort as one. The key is
    itself text, so that a database can store it.
    """
    clean = normalise_tones(text.translate(INVISIBLE))
    weights = [_COLLATION[ord(character)].split("\0") for character in clean]
    levels = ("".join(weight[level] for weight in weights) for level in range(3))
    return "\0".join((*levels, clean))


def _collate_character(character: str) -> str:
    """The three weights of one character, parted by NUL."""
    letter, *marks = tuple(unicodedata.normalize("NFD", character))
    if unicodedata.combining(letter):
        return f"\0{_mark_weight(letter)}\0"
    lower = letter.lower()
    case = "\2" if lower == letter else "\3"
    if lower in "aeou" and marks:
        # Of the marks that Vietnamese knows, those that make another letter come before the tone or after it (ậ).
        quality = next((mark for mark in marks if unicodedata.normalize("NFC", lower + mark) in _ALPHABET[1:]), "")
        lower = unicodedata.normalize("NFC", lower + quality)
        marks = [mark for mark in marks if mark != quality]
    primary = _LETTER_WEIGHTS.get(lower) or _primary_weight(lower)
    return f"{primary}\0\2{''.join(map(_mark_weight, marks))}\0{case}"


def _primary_weight(character: str) -> str:
    if character.isspace():
        return "\2"
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return chr(0x30 + digit)
    if character.isalpha():
        return "\u0200" + character
    # NUL parts the levels, so it may not stand in one.
    return "" if character == "\0" else "\3" + character


def _mark_weight(mark: str) -> str:
    return chr(3 + TONE_MARKS.index(mark)) if mark in TONE_MARKS else "\x10" + mark


_COLLATION = CharacterTable(_collate_character)


def display_width(text: str) -> int:
    """The columns that `text` takes on a terminal: 2 for wide East Asian characters, 0 for marks and the invisible."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_character_width, text))


def _character_width(character: str) -> int:
    if is_mark(character) or is_invisible(character) or unicodedata.category(character) == "Cc":
        return 0
    if "\u1160" <= character <= "\u11ff":  # vowels and finals that join the Hangul syllable before them
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


# --- text with its offsets kept ---


class MappedText(NamedTuple):
    """A cleaned text that remembers where each of its characters stood in the text as given."""

    text: str
    starts: list[int] | range
    ends: list[int] | range

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the given text that `text[start:end]`, which may not be empty, was made from."""
        return self.starts[start], self.ends[end - 1]


def map_text(text: str) -> MappedText:
    """`text` as a reader sees it: NFC, invisible characters dropped, every kind of space but a line break a space."""
    if nfc(text) == text == text.translate(INVISIBLE):
        return MappedText(text.translate(_SPACES), range(len(text)), range(1, len(text) + 1))
    clean: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in find_clusters(text):
        cluster = nfc(text[start:end].translate(INVISIBLE)).translate(_SPACES)
        clean.append(cluster)
        starts += [start] * len(cluster)
        ends += [end] * len(cluster)
    return MappedText("".join(clean), starts, ends)


_SPACES = CharacterTable(lambda c: " " if c.isspace() and c not in "\r\n" else c)


def find_clusters(text: str) -> Iterator[tuple[int, int]]:
    """The spans of each character together with what joins it: marks, invisible characters, syllable parts."""
    start = 0
    for offset, character in enumerate(text):
        if offset > start and not (ord(character) >= 0xAD and _joins(text, start, offset)):
            yield start, offset
            start = offset
    if start < len(text):
        yield start, len(text)


def _joins(text: str, start: int, offset: int) -> bool:
    """Whether the character at `offset` belongs to the cluster that begins at `start`."""
    character = text[offset]
    if unicodedata.category(character).startswith("M") or is_invisible(character) or "\u1160" <= character <= "\u11ff":
        return True
    if character <= "\u02ff" or "\u1e00" <= character <= "\u1eff" or "\u2000" <= character <= "\u206f":  # Latin
        return False
    # Some scripts compose letters that are no marks.
    before = nfc(text[start:offset].translate(INVISIBLE))
    return nfc(before + character) != before + nfc(character)


# --- search as typed ---


def find_typed(pattern: str, text: str) -> tuple[int, int] | None:
    """The span of the first place in `text` that spells `pattern` as whole words, or None.

    Accents typed bind, accents left out match all, word by word: "da nang" finds "Đà Nẵng", "duong" finds both
    "dương" and "đường", but "dương" does not find "đường". Case, tone placement, the Unicode form, and which spaces,
    dashes, dots or commas part the words make no difference.
    """
    wanted = _spell(map_text(pattern)).text.strip()
    folded = fold(wanted)
    mapped = _spell(map_text(text))
    haystack = fold(mapped.text)
    bound = tuple(_bound_parts(wanted))
    position = haystack.find(folded) if folded else -1
    while position >= 0:
        end = position + len(folded)
        if _is_whole(haystack, position, end) and all(mapped.text.startswith(p, position + o) for o, p in bound):
            return mapped.span(position, end)
        position = haystack.find(folded, position + 1)
    return None


def _spell(mapped: MappedText) -> MappedText:
    """Lower case, tones in one place, one space for each gap."""
    text = lower(normalise_tones(mapped.text))
    kept: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    for gap in _GAP.finditer(text):
        kept += (text[position : gap.start()], " ")
        starts += mapped.starts[position : gap.start() + 1]
        ends += mapped.ends[position : gap.start()]
        ends.append(mapped.ends[gap.end() - 1])
        position = gap.end()
    kept.append(text[position:])
    starts += mapped.starts[position:]
    ends += mapped.ends[position:]
    return MappedText("".join(kept), starts, ends)


def _bound_parts(wanted: str) -> Iterator[tuple[int, str]]:
    """The parts of a typed text that must be spelt just so: words with an accent on a vowel, and each đ elsewhere."""
    for word in _WORD.finditer(wanted):
        accented = word[0].replace("đ", "d")
        if fold(accented) != accented:
            yield word.start(), word[0]
        else:
            yield from ((word.start() + offset, "đ") for offset, letter in enumerate(word[0]) if letter == "đ")


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] cuts no word in two."""
    cuts_before = start > 0 and text[start].isalnum() and text[start - 1].isalnum()
    cuts_after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not (cuts_before or cuts_after)
