"""Characters that look right and are wrong: what keeps two equal-looking texts from being equal."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from coop.language.marks import BIDI_CONTROLS, VOWEL_MARKS, is_invisible, is_mark
from coop.language.text import find_clusters, nfc


class FormKind(StrEnum):
    """In which way a text breaks the form in which coop keeps text."""

    NOT_NFC = "not-nfc"
    LOOK_ALIKE = "look-alike"
    INVISIBLE = "invisible"
    BIDI_CONTROL = "bidi-control"
    CONTROL = "control"
    BYTE_ORDER_MARK = "byte-order-mark"


class FormProblem(NamedTuple):
    """`found` at `offset` is no part of clean text; `replacement` (empty: drop it) is what it stands for, if known.

    `name` is the character's code and Unicode name, "U+00D0 LATIN CAPITAL LETTER ETH"; of several, joined by " + ".
    """

    offset: int
    kind: FormKind
    found: str
    name: str
    replacement: str | None


class Repair(NamedTuple):
    """The characters of a text from `start` up to `end`, and what belongs in their place."""

    start: int
    end: int
    replacement: str


# Ð and Ɖ look just like Đ, ǎ nearly like ă, and none of them belongs to the Vietnamese alphabet.
_LATIN_LOOK_ALIKES = dict(zip("ÐƉðɖǍǎ", "ĐĐđđĂă", strict=True))
_FOREIGN_LOOK_ALIKES = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеіјорсухѕԁһԛԝ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοντυκαιρχ",
        "ABESIJKMHOPCTYXaeijopcyxsdhqw" + "ABEZHIKMNOPTYXovtukaipx",
        strict=True,
    )
)
# Compiled where a text has a letter that it should not.
_FOREIGN_WORD = r"\w*[\u0370-\u03ff\u0400-\u052f]\w*"
_FOREIGN = r"[\u0370-\u03ff\u0400-\u052f]"
_LATIN = r"[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]"
# A replaced letter may take up a mark that stood loose behind it, and a composed one be a look-alike.
_MAX_ROUNDS = 10
# Styled letters of mathematics, full-width letters and digits, ligatures: plain ones in another dress.
_DRESSED = re.compile("[\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff]")
_ALLOWED_CONTROLS = "\t\n\r"
# What a sound Vietnamese text is made of, so that most texts need no look at each character: letters that are in NFC
# whatever stands beside them, for no mark is among them.
_UNSUSPICIOUS = re.compile(r"[\t\n\r -~¡-¬®-ÏÑ-ïñ-ƈƊ-ǌǏ-ɏḀ-ỿ‐-‧‰-⁞€₫≈≤≥]*")
_LINE_END = r"""["']?[^\S\n]{0,20}(?:\n|\Z)"""
_OPENING_QUOTE = r"""(?:\A|[\s\[{(:,])["']\Z"""
# Grouping signs as printed: "45 500 tỷ" may keep the space that holds its digits together.
_GROUPING_SPACES = "\u00a0\u2009\u202f"


def is_plainly_in_form(text: str) -> bool:
    """Whether `text` has none but everyday characters, so that no problem of form can be in it."""
    return _UNSUSPICIOUS.fullmatch(text) is not None


def find_form_problems(text: str) -> Iterator[FormProblem]:
    """Everything in `text` that a reader cannot see or would take for something else, in order.

    Decomposed letters, letters of other alphabets inside Latin words, Ð for Đ, invisible characters and odd spaces,
    controls (tab and line ends are no problem here), bidirectional controls, a byte-order mark anywhere. A no-break
    space is allowed between two digits, where it groups them.
    """
    if is_plainly_in_form(text):
        return
    foreign = _foreign_letters(text)
    for start, end in find_clusters(text):
        cluster = text[start:end]
        # What is invisible in a cluster stands after its letter, and is told of apart from it.
        visible = "".join(c for c in cluster if not is_invisible(c))
        composed = _compose(visible)
        if composed != visible:
            yield FormProblem(start, FormKind.NOT_NFC, visible, _name(visible), composed)
        for offset, character in enumerate(cluster, start):
            problem = _find_character_problem(text, offset, character)
            if problem is None and offset in foreign:
                kind, replacement = FormKind.LOOK_ALIKE, _FOREIGN_LOOK_ALIKES.get(character)
                problem = FormProblem(offset, kind, character, _name(character), replacement)
            if problem is not None:
                yield problem


def find_repairs(text: str, kind: FormKind) -> tuple[Repair, ...]:
    """What to put in the place of each problem of one kind, in order; problems that only a person can solve are left.

    A letter that an invisible character parts from its mark is such a problem: first somebody has to delete that.
    """
    return tuple(repair for found, repair in _find_all_repairs(text) if found is kind)


def apply_repairs(text: str, repairs: Iterable[Repair]) -> str:
    """`text` with the repairs made; they are in order and do not overlap."""
    pieces = []
    done = 0
    for start, end, replacement in repairs:
        pieces += [text[done:start], replacement]
        done = end
    return "".join([*pieces, text[done:]])


def repair_letters(text: str) -> str:
    """`text` with loose marks composed and look-alike letters replaced, as far as it is known by what."""
    return _repair_kinds(text, (FormKind.NOT_NFC, FormKind.LOOK_ALIKE))


def repair_text(text: str) -> str:
    """`text` with everything put right of which it is known what was meant: letters, odd spaces, what is invisible."""
    return _repair_kinds(text, FormKind)


def _repair_kinds(text: str, kinds: Iterable[FormKind]) -> str:
    if is_plainly_in_form(text):
        return text
    wanted = frozenset(kinds)
    for _ in range(_MAX_ROUNDS):
        found = [each for each in _find_all_repairs(text) if each[0] in wanted]
        if not found:
            break
        # A letter with loose marks may itself be a look-alike: one kind after the other.
        text = apply_repairs(text, (repair for kind, repair in found if kind is found[0][0]))
    return text


def _find_all_repairs(text: str) -> Iterator[tuple[FormKind, Repair]]:
    for problem in find_form_problems(text):
        if problem.replacement is not None and text.startswith(problem.found, problem.offset):
            repair = Repair(problem.offset, problem.offset + len(problem.found), problem.replacement)
            yield problem.kind, repair


def _compose(cluster: str) -> str:
    """The cluster in NFC, also where its tone was typed before the mark that makes the letter."""
    composed = nfc(cluster)
    if len(composed) < 2 or not all(map(is_mark, composed[1:])):
        return composed
    base, *marks = tuple(unicodedata.normalize("NFD", composed))
    reordered = nfc(base + "".join(sorted(marks, key=lambda mark: mark not in VOWEL_MARKS)))
    return reordered if len(reordered) == 1 else composed


def _foreign_letters(text: str) -> frozenset[int]:
    """The offsets of Greek and Cyrillic letters in words that have Latin letters too."""
    return frozenset(
        word.start() + letter.start()
        for word in re.finditer(_FOREIGN_WORD, text)
        if re.search(_LATIN, word[0])
        for letter in re.finditer(_FOREIGN, word[0])
    )


def _find_character_problem(text: str, offset: int, character: str) -> FormProblem | None:
    if "\x20" <= character <= "\x7e":
        return None
    judged = _judge(character)
    if judged is None:
        return None
    if (
        character in _GROUPING_SPACES
        and text[offset - 1 : offset].isdigit()
        and text[offset + 1 : offset + 2].isdigit()
    ):
        return None
    kind, replacement = judged
    if replacement == " " and _is_at_an_edge(text, offset):
        replacement = ""
    return FormProblem(offset, kind, character, _name(character), replacement)


def _is_at_an_edge(text: str, offset: int) -> bool:
    """Whether a space at `offset` parts nothing: at an end of the text, a line's end, or beside a straight quote there.

    At a line's beginning a space may be meant to indent it.
    """
    return not offset or bool(
        re.compile(_LINE_END).match(text, offset + 1) or re.search(_OPENING_QUOTE, text[max(0, offset - 2) : offset])
    )


def _judge(character: str) -> tuple[FormKind, str | None] | None:
    """What is wrong with a character wherever it stands, and what should stand in its place."""
    category = unicodedata.category(character)
    if character in _LATIN_LOOK_ALIKES:
        return FormKind.LOOK_ALIKE, _LATIN_LOOK_ALIKES[character]
    if _DRESSED.match(character):
        return FormKind.LOOK_ALIKE, unicodedata.normalize("NFKC", character)
    if character == "\ufeff":
        return FormKind.BYTE_ORDER_MARK, ""
    if character in BIDI_CONTROLS:
        return FormKind.BIDI_CONTROL, ""
    if is_invisible(character):
        return FormKind.INVISIBLE, ""
    if category in ("Zs", "Zl", "Zp"):
        return FormKind.INVISIBLE, " "
    if (category == "Cc" and character not in _ALLOWED_CONTROLS) or category == "Cs" or character == "\ufffd":
        return FormKind.CONTROL, None
    return None


def _name(characters: str) -> str:
    return " + ".join(f"U+{ord(c):04X} {unicodedata.name(c, '<control>')}".rstrip() for c in characters)
