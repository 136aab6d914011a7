"""What became of files that were formatted: their names, what would change, and a closing sentence."""

import difflib
import re
from collections.abc import Sequence
from enum import Enum

from coop.bilingual import Bilingual, Language
from coop.diagnostic import show_text
from coop.language.quantity import group_digits
from coop.validation.formatting import FormattedFile

_COLOURS = {"+": "32", "-": "31", "@": "36"}
_NO_LINE_END = "\\ No newline at end of file"


class Tense(Enum):
    """Whether files were written, or only looked at: the word for one, and for several in the closing sentence."""

    WRITTEN = (
        Bilingual("reformatted", "đã định dạng lại"),
        Bilingual("reformatted", "đã được định dạng lại"),
        Bilingual("left unchanged", "giữ nguyên"),
    )
    LOOKED_AT = (
        Bilingual("would reformat", "cần định dạng lại"),
        Bilingual("would be reformatted", "cần định dạng lại"),
        Bilingual("would be left unchanged", "đã đúng dạng chuẩn"),
    )


def render_names(names: Sequence[str], tense: Tense, language: Language) -> str:
    """A line for each file that is not in canonical form, or was not."""
    word = tense.value[0].text(language)
    return "".join(f"{word} {show_text(name)}\n" for name in names)


def render_patch(file: FormattedFile, name: str, *, colour: bool) -> str:
    """What formatting changes in a file, as a unified diff that `git apply` and `patch` take.

    On a terminal, with `colour`, what does not print is shown as a replacement character.
    """
    before, after = (each.decode("utf-8", errors="replace") for each in (file.before, file.after or b""))
    old, new = (_quote_name(f"{side}/{name}") for side in "ab")
    lines = difflib.unified_diff(_split(before), _split(after), old, new, lineterm="")
    text = []
    for line in lines:
        content, missing, _ = line.partition("\n")
        text.append(_paint(content) if colour else content)
        text += [_NO_LINE_END] * bool(missing)
    return "".join(f"{line}\n" for line in text)


def _quote_name(name: str) -> str:
    """A file name in the head of a patch, as git writes it: quoted as in C where need be, a tab behind one with spaces.

    What the locale could not decode stands as the bytes that it is.
    """
    end = "\t" if " " in name else ""
    if not _QUOTED.search(name):
        return name + end
    return '"' + _QUOTED.sub(_escape, name) + '"' + end


_QUOTED = re.compile(r'[\x00-\x1f\x7f-\x9f"\\\u2028\u2029\ud800-\udfff]')
_ESCAPES = {"\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def _escape(found: re.Match[str]) -> str:
    known = _ESCAPES.get(found[0])
    if known is not None:
        return known
    return "".join(f"\\{byte:03o}" for byte in found[0].encode("utf-8", errors="surrogateescape"))


def _split(text: str) -> list[str]:
    """The lines of a text without their ends; a last one that has no end keeps a mark of that."""
    lines = text.split("\n")
    last = lines.pop()
    return [*lines, f"{last}\n"] if last else lines


def _paint(line: str) -> str:
    shown = show_text(line.replace("\t", "    "), limit=len(line) + 1000)
    if line.startswith(("---", "+++")):
        return f"\x1b[1m{shown}\x1b[0m"
    code = _COLOURS.get(line[:1])
    return f"\x1b[{code}m{shown}\x1b[0m" if code is not None else shown


_NO_FORM = Bilingual("could not be formatted", "không định dạng được")
_UNWRITTEN = Bilingual("could not be written", "không ghi được")


def close_formatting(files: Sequence[FormattedFile], tense: Tense, language: Language) -> str:
    """The closing sentence: how many files changed, how many are as they were, and how many have no canonical form.

    Those that could not be written are told last.
    """
    changed = sum(each.changes for each in files)
    failed = sum(each.fails for each in files)
    unwritten = sum(each.failure is not None for each in files)
    left = len(files) - changed - failed - unwritten
    _, reformatted, unchanged = tense.value
    parts = []
    if changed:
        parts.append(_count(changed, reformatted, language))
    if left or not (changed or failed or unwritten):
        parts.append(_count(left, unchanged, language, noun="file" if not parts else ""))
    for number, words in ((failed, _NO_FORM), (unwritten, _UNWRITTEN)):
        if number:
            parts.append(_count(number, words, language, noun="file" if not parts else ""))
    return ", ".join(parts)


def _count(number: int, words: Bilingual, language: Language, *, noun: str = "file") -> str:
    grouped = group_digits(number).text(language)
    if language is Language.VI:
        return f"{grouped} tệp {words.vi}"
    plural = "s" if noun and number != 1 else ""
    return " ".join(each for each in (grouped, noun + plural, words.en) if each)
