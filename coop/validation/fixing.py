"""What has one right answer, put right in the bytes of a file; all else, comments included, stays as it is.

Right is proven, not hoped for: the text is parsed before and after, and a repair that would change anything but the
form of a letter is not made. So full-width digits in an unquoted value, which would make a number of a text, stay, and
so do two keys that would become one. Characters that nobody sees are never deleted: only a person knows whether a
space belongs in their place.
"""

import re
import stat
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from pathlib import Path

from coop.bilingual import Bilingual
from coop.dataset.composer import Value
from coop.dataset.composer_rules import DUPLICATE_KEY
from coop.dataset.document import Document, Parsed, parse_document
from coop.dataset.layout import Location, TooManyFiles, find_agreement_files, find_vocabulary_files, name_path
from coop.dataset.source_text import (
    BYTE_ORDER_MARK,
    CARRIAGE_RETURN,
    MAX_BYTES,
    decode_source_text,
    read_source_text,
)
from coop.dataset.writing import ChangedMeanwhile, replace_file
from coop.diagnostic import Rule
from coop.errors import UnreadableFile, describe_refusal
from coop.language.form import FormKind, Repair, apply_repairs, find_repairs, repair_letters
from coop.validation.choice import RuleChoice
from coop.validation.names import LOOK_ALIKE, NOT_NFC, TRAILING_SPACE, find_trailing_spaces, has_trailing_space
from coop.validation.scope import Scope

FIXABLE = (BYTE_ORDER_MARK, CARRIAGE_RETURN, NOT_NFC, LOOK_ALIKE, TRAILING_SPACE)
"""The rules whose findings `fix_text` can mend."""

_KINDS = {NOT_NFC: FormKind.NOT_NFC, LOOK_ALIKE: FormKind.LOOK_ALIKE}
_ADDRESS_KEYS = ("url", "archive_url")
_BYTE_ORDER_MARK = "\ufeff"
_LINE_END = re.compile(r"\r\n?")
_WORD = re.compile(r"\S+")
# A comment that coop or an editor obeys. None is made out of one that only looks like it.
_DIRECTIVE = re.compile(r"\b(?:coop|yaml-language-server)\b", re.IGNORECASE)
_MAX_ROUNDS = 10
# How many characters are parsed at most to try the lines of one file each by itself.
_MAX_PARSED = 2_000_000


@dataclass(frozen=True, slots=True)
class Fixed:
    """The bytes of a file after fixing, and how many places were put right by each rule, in the order of the rules."""

    content: bytes
    counts: Mapping[Rule, int]


@dataclass(frozen=True, slots=True)
class FixedFile:
    """A file that was written anew, relative to the dataset's folder, and how many places were put right by rule."""

    path: str
    counts: Mapping[Rule, int]


def fix_dataset(location: Location, *, scope: Scope, choice: RuleChoice) -> tuple[FixedFile, ...]:
    """Fix the files of the scope, as far as the rules chosen go; of more files than any dataset has, none.

    `UnreadableFile` where one cannot be written: those before it stay fixed.
    """
    try:
        files = (*find_vocabulary_files(location), *find_agreement_files(location))
    except TooManyFiles:
        return ()
    wanted = (file for file in files if scope.holds(file.relative_to(location.root).as_posix()))
    return fix_files(wanted, location.root, rules=[rule for rule in FIXABLE if rule.code in choice.codes])


def count_fixed(files: Iterable[FixedFile]) -> int:
    """In how many places something was put right."""
    return sum(sum(each.counts.values()) for each in files)


def fix_files(files: Iterable[Path], root: Path, *, rules: Collection[Rule] = FIXABLE) -> tuple[FixedFile, ...]:
    """Fix those of `files` that can be, each in one step; the others are not written, and their findings remain.

    A file that is reached through a symbolic link or lies outside `root`, the dataset's folder, is left as it is.
    `UnreadableFile` where one cannot be written: those before it stay fixed.
    """
    return tuple(fixed for file in files if (fixed := _fix_file(file, root, rules)) is not None)


def _fix_file(file: Path, root: Path, rules: Collection[Rule]) -> FixedFile | None:
    source = read_source_text(file, root=root)
    if source.text is None or is_linked(file, root):
        return None
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
        if decode_source_text(content, path=source.path).text != source.text:
            return None  # somebody has changed it just now
    except OSError as error:
        raise _cannot_write(file, error) from error
    fixed = fix_text(content, rules=rules)
    if fixed.content == content:
        return None
    try:
        rewrite_file(file, fixed.content, instead_of=content)
    except ChangedMeanwhile:
        return None
    return FixedFile(source.path, fixed.counts)


def rewrite_file(file: Path, content: bytes, *, instead_of: bytes) -> None:
    """Give a file that holds `instead_of` new content in one step, its permissions as they were.

    `ChangedMeanwhile` where it holds something else by now; `UnreadableFile` where it cannot be written.
    """
    try:
        replace_file(file, content, mode=stat.S_IMODE(file.stat().st_mode) & 0o777, instead_of=instead_of)
    except OSError as error:
        raise _cannot_write(file, error) from error


def is_linked(file: Path, root: Path) -> bool:
    """Whether anything on the way from the dataset's folder to the file is a symbolic link."""
    return file.resolve() != root.resolve() / file.relative_to(root)


def _cannot_write(file: Path, error: OSError) -> UnreadableFile:
    name = name_path(file)
    if isinstance(error, PermissionError):
        why = Bilingual("no permission", "không có quyền ghi")
    else:
        why = Bilingual(describe_refusal(error), describe_refusal(error))
    return UnreadableFile(Bilingual(f"cannot write '{name}': {why.en}", f"không ghi được '{name}': {why.vi}"))


def fix_text(content: bytes, *, rules: Collection[Rule] = FIXABLE) -> Fixed:
    """The bytes of a file with everything mended that has one right answer; fixing them again changes nothing.

    `rules` are those that are asked for. Where line ends are not, a file with others than LF is left alone.

    Byte-order marks and line ends are mended in broken YAML too: coop reads both as if they were right, so that the
    parser gets the same text. Letters and spaces are mended only in a file that can be parsed before and after. What
    is no clean UTF-8 text, or too large, is left alone.
    """
    source = decode_source_text(content, path="")
    if source.text is None or (CARRIAGE_RETURN not in rules and b"\r" in content):
        return Fixed(content, {})
    written = content.decode("utf-8")
    # However many marks stand there, none is text.
    text = source.text.lstrip(_BYTE_ORDER_MARK)
    marks = written[: len(written) - len(written.lstrip(_BYTE_ORDER_MARK))]
    counts = Counter({BYTE_ORDER_MARK: int(bool(marks)), CARRIAGE_RETURN: sum(1 for _ in _LINE_END.finditer(written))})
    for _ in range(_MAX_ROUNDS):  # one repair may make room for another
        before = text
        for rule in (each for each in (NOT_NFC, LOOK_ALIKE, TRAILING_SPACE) if each in rules):
            text, count = _fix_rule(text, rule)
            counts[rule] += count
        if text == before:
            break
    kept = "" if BYTE_ORDER_MARK in rules else marks
    return Fixed(
        (kept + text).encode("utf-8"), {each: counts[each] for each in FIXABLE if counts[each] and each in rules}
    )


def _fix_rule(text: str, rule: Rule) -> tuple[str, int]:
    """The text with what one rule wants put right, and in how many places that was."""
    letters = find_repairs(text, _KINDS[rule]) if rule in _KINDS else ()
    if not letters and not (rule is TRAILING_SPACE and has_trailing_space(text)):
        return text, 0
    parsed = parse_document(text, path="")
    if parsed.document is None or any(found.rule is DUPLICATE_KEY for found in parsed.diagnostics):
        return text, 0  # of a key that stands twice, one value is not in the data and could not be compared
    if rule is TRAILING_SPACE:
        return _repair_safely(parsed, text, _find_space_repairs(parsed.document))
    addresses = _find_addresses(parsed.document)
    outside = [each for each in letters if not any(addresses[each.start : each.end])]
    return _repair_safely(parsed, text, outside if rule is NOT_NFC else _pass_over_directives(outside, text))


def _repair_safely(parsed: Parsed, text: str, repairs: Sequence[Repair]) -> tuple[str, int]:
    """The text with those repairs made that change no meaning, and their number: all of them, or line by line."""
    repaired = apply_repairs(text, repairs)
    if _means_the_same(parsed, repaired):
        return repaired, len(repairs)
    starts = _find_line_starts(text)
    lines = [list(line) for _, line in groupby(repairs, key=lambda each: bisect_right(starts, each.start))]
    count = 0
    if len(lines) * len(text) <= _MAX_PARSED:
        for line in reversed(lines):  # from the end, so that the offsets before it hold
            repaired = apply_repairs(text, line)
            if _means_the_same(parsed, repaired):
                text, count = repaired, count + len(line)
    return text, count


def _means_the_same(parsed: Parsed, text: str) -> bool:
    """Whether a text parses to the same data, less the form of letters, and with the same findings."""
    after = parse_document(text, path="")
    if parsed.document is None or after.document is None:
        return False
    codes = [found.code for found in parsed.diagnostics]
    return codes == [found.code for found in after.diagnostics] and _is_same(parsed.document.data, after.document.data)


def _is_same(before: Value, after: Value) -> bool:
    if isinstance(before, dict) and isinstance(after, dict):
        return len(before) == len(after) and all(
            (key == other or repair_letters(key) == repair_letters(other))
            and (value == changed if _is_address_key(key) else _is_same(value, changed))
            for (key, value), (other, changed) in zip(before.items(), after.items(), strict=True)
        )
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(map(_is_same, before, after))
    if isinstance(before, str) and isinstance(after, str):
        return before == after or repair_letters(before) == repair_letters(after)
    return type(before) is type(after) and before == after


def _is_address_key(key: str | int) -> bool:
    return isinstance(key, str) and repair_letters(key) in _ADDRESS_KEYS


def _find_addresses(document: Document) -> bytearray:
    """For each character of the text whether it is part of an address: with other letters that leads elsewhere."""
    text = document.text
    found = bytearray(len(text))
    for word in _WORD.finditer(text):
        if "://" in word[0]:
            found[word.start() : word.end()] = b"\1" * len(word[0])
    starts = _find_line_starts(text)
    for place, span in document.values.items():
        if any(map(_is_address_key, place)):
            start = starts[span.line - 1] + span.column - 1
            end = starts[span.end_line - 1] + span.end_column - 1
            found[start:end] = b"\1" * (end - start)
    return found


def _pass_over_directives(repairs: Sequence[Repair], text: str) -> list[Repair]:
    """The repairs but for those in lines that would then hold a comment that coop or an editor obeys."""
    starts = [*_find_line_starts(text), len(text) + 1]
    kept: list[Repair] = []
    for number, group in groupby(repairs, key=lambda each: bisect_right(starts, each.start)):
        line, start = list(group), starts[number - 1]
        moved = [Repair(each.start - start, each.end - start, each.replacement) for each in line]
        _, _, comment = apply_repairs(text[start : starts[number] - 1], moved).partition("#")
        kept += [] if _DIRECTIVE.search(comment) else line
    return kept


def _find_space_repairs(document: Document) -> list[Repair]:
    """The spaces at the ends of lines that belong to no value."""
    starts = _find_line_starts(document.text)
    ends = [(starts[each.line - 1] + each.column - 1, each) for each in find_trailing_spaces(document)]
    return [Repair(start, start + len(each.found), "") for start, each in ends if each.block is None]


def _find_line_starts(text: str) -> list[int]:
    return list(accumulate((len(line) + 1 for line in text.split("\n")[:-1]), initial=0))
