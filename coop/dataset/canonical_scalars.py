"""How a text is written in canonical YAML: plain where every reader takes it for that text, else quoted or folded."""

import re

WIDTH = 120

# What some reader takes for a number, a date, a time or a sum of minutes: YAML 1.1 and 1.2, and the libraries that go
# beyond both. A year with a month is none of these, and is quoted all the same: dates are quoted, all of them.
_LIKE_NUMBER = re.compile(
    r"[-+]?(?:\.?[0-9][0-9_,]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?"
    r"|0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+"
    r"|[0-9][0-9_]*(?::[0-9]{1,2})+(?:\.[0-9_]*)?"
    r"|\.[iI][nN][fF]|\.[nN][aA][nN])\Z"
)
_LIKE_DATE = re.compile(
    r"[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?~?(?:(?:[tT]|[ \t]+)[0-9]{1,2}:[0-9:.]*[ \t]*(?:Z|[-+][0-9:]+)?)?\Z"
    r"|[0-9]{4}~\Z"
)
_LIKE_WORD = re.compile(r"(?:y|n|yes|no|on|off|true|false|null|~|=|<<)\Z", re.IGNORECASE)
# No plain text begins with one of these: a sign of YAML's, or what readers treat differently.
_SIGNS = frozenset("-?:,[]{}#&*!|>'\"%@` \t")
_BREAKS_BLOCK = re.compile(r":(?:\s|\Z)|\s#|\s\Z|\A\.\.\.")
_BREAKS_FLOW = re.compile(r"[\[\]{},:#?]")
# Written as an escape wherever they stand: what no line of text may hold, and what nobody would see. Fixed here rather
# than asked of Unicode, whose tables grow: the canonical form does not depend on the version of Python.
_ESCAPED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\U000e0000-\U000e007f]"
)
_ESCAPED_IN_BLOCK = re.compile(_ESCAPED.pattern.replace("\x00-\x1f", "\x00-\x09\x0b-\x1f"))
_ESCAPED_IN_QUOTES = re.compile(_ESCAPED.pattern + r'|[\\"]')
_NAMED_ESCAPES = {"\t": "\\t", "\n": "\\n", "\\": "\\\\", '"': '\\"'}
_SPACE_TO_BREAK_AT = re.compile(r"(?<=[^ ]) (?=[^ ])")


def write_text(text: str) -> str:
    """A text on one line, where a line of a block ends behind it."""
    return text if _is_plain(text) else quote(text)


def write_flow_text(text: str) -> str:
    """A text on one line, inside brackets."""
    return text if _is_plain(text) and not _BREAKS_FLOW.search(text) else quote(text)


def quote(text: str) -> str:
    """A text in single quotes; in double quotes where only an escape can write it."""
    if _ESCAPED.search(text):
        return '"' + _ESCAPED_IN_QUOTES.sub(_escape, text) + '"'
    return "'" + text.replace("'", "''") + "'"


def write_block(text: str, *, indent: int, room: int) -> tuple[str, tuple[str, ...]] | None:
    """The sign and the lines of a text that is better written as a block; `None` where one line is better.

    `indent` is that of the block's lines; `room` is what the line has left for the text.
    """
    if "\n" in text:
        return _write_literal(text, indent)
    if len(write_text(text)) <= room or _ESCAPED.search(text) or text != text.strip(" "):
        return None
    if not _SPACE_TO_BREAK_AT.search(text):
        return None
    return ">-", tuple(" " * indent + line for line in _fold(text, WIDTH - indent))


def _is_plain(text: str) -> bool:
    return not (
        not text
        or text[0] in _SIGNS
        or _LIKE_WORD.match(text)
        or _LIKE_NUMBER.match(text)
        or _LIKE_DATE.match(text)
        or _BREAKS_BLOCK.search(text)
        or _ESCAPED.search(text)
    )


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    if character in _NAMED_ESCAPES:
        return _NAMED_ESCAPES[character]
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _write_literal(text: str, indent: int) -> tuple[str, tuple[str, ...]] | None:
    """Lines as they stand; not where their ends or beginnings would be read otherwise than they are."""
    body = text.removesuffix("\n")
    lines = body.split("\n")
    is_clean = lines[0][:1] not in ("", " ") and lines[-1] and not any(line != line.rstrip(" ") for line in lines)
    if not is_clean or _ESCAPED_IN_BLOCK.search(body):
        return None
    written = tuple(" " * indent + line if line else "" for line in lines)
    return ("|-" if body == text else "|"), written


def _fold(text: str, room: int) -> list[str]:
    """The text in lines as long as they may be, broken only where a reader puts the same space back."""
    lines: list[str] = []
    for word in _SPACE_TO_BREAK_AT.split(text):
        if lines and len(lines[-1]) + 1 + len(word) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
