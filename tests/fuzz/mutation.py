"""Changes to a file of YAML that reach further than random bytes do: they keep it, for the most part, YAML."""

from collections.abc import Callable, Sequence
from random import Random

_KEYS = (
    "id", "title", "vi", "en", "instrument", "level", "status", "date", "period", "parties", "locality", "body",
    "people", "name", "office", "role", "side", "fields", "item_count", "figures", "measure", "from", "to", "between",
    "amount", "low", "high", "unit", "qualifier", "as_stated", "projects", "as_of", "source", "sources", "part_of",
    "same_as", "also", "per", "field", "doubtful", "not_stated", "inferred", "conflicts", "at", "value", "reason",
    "events", "kind", "note", "related", "relation", "others", "party_count", "group", "publisher", "published", "url",
    "archive_url", "retrieved", "purpose", "waivers", "broader", "words", "definition", "aliases", "periods", "members",
    "successor", "type", "absorbed", "renamed_from", "split_from", "nature", "units", "unit_words",
)  # fmt: skip
_VALUES = (
    "ha-noi", "thanh-hoa", "ha-tay", "can-tho", "aid", "registered-investment", "trade", "projects", "signed", "agreed",
    "ended", "exact", "about", "over", "at-least", "stock", "45500", "45.500", "45,500", "0", "-1", "010", "0x1F",
    "1e9", ".nan", ".inf", "~", "null", "true", "no", "1:30", "2019", "2019-11-16", "2019-02-30", "2023/2025",
    "2023/..", "../2025", "/2025", "0000", "9999-12-31", "12345678901234567890123456789", "renews", "supersedes",
    "ha-noi-can-tho-2019",
    "ha-noi-can-tho-2019#von-dang-ky", "#von-dang-ky", "figures.von-dang-ky.amount",
)  # fmt: skip
_TEXTS = (
    "tỷ đồng", "triệu USD", "khoảng 45.500 tỷ đồng", "trên 33.600 tỷ đồng, chiếm gần 60%", "gần 6,2 tỷ đồng", "năm",
    "hàng chục tỷ đồng", "từ 3 đến 5 tỷ đồng", "mỗi năm 2 tỷ đồng", "hai mươi lăm", "Hà Nội – Thanh Hóa", "Đắk Lắk",
)  # fmt: skip
_SIGNS = (
    "---", "...", "- ", "? ", ": ", ", ", "# ", "|", ">-", "|2+", "'", '"', "[", "]", "{", "}", "{}", "[]", "&a ", "*a",
    "!!str ", "!!python/object:os.system ", "! ", "%YAML 1.1\n", "%TAG ! tag:x,2000:\n", "<<: *a", "\\u202e", '"\\0"',
    "\\x85", "# coop: ignore D204 until 2027-06-30: vì nguồn ghi vậy", "# coop: ignore X301, F107: lý do",
    "# coop: ignore", "# yaml-language-server: $schema=x", "\ufeff", "\u200b", "\u202e", "\u2028", "\u0085", "\u00a0",
    "\u0301", "\u0323", "a\u0302\u0301", "Ð", "ǎ", "а", "Ａ", "ﬁ", "１", "𝐀", "\U0010ffff", "\t", "\r", "\r\n", "\x00",
    " ", "\n", "\n\n", "  ", "    ", "://",
)  # fmt: skip
_BYTES = (b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xef\xbf\xbe")

DICTIONARY: tuple[bytes, ...] = (
    *(key.encode() for key in _KEYS),
    *(f"{key}: ".encode() for key in _KEYS),
    *(f"\n{key}: ".encode() for key in _KEYS),
    *(text.encode() for text in (*_VALUES, *_TEXTS, *_SIGNS)),
    *_BYTES,
)


def mutate(content: bytes, random: Random, *, donors: Sequence[bytes]) -> bytes:
    """The content with a few changes; lines of the `donors` may come into it."""
    for _ in range(random.choice((1, 1, 1, 2, 3, 5))):
        content = random.choice(_CHANGES)(content, random, donors)
    return content


def _insert(content: bytes, random: Random, _donors: Sequence[bytes]) -> bytes:
    at = random.randint(0, len(content))
    return content[:at] + random.choice(DICTIONARY) + content[at:]


def _overwrite(content: bytes, random: Random, _donors: Sequence[bytes]) -> bytes:
    start = random.randint(0, len(content))
    end = min(len(content), start + random.choice((1, 1, 2, 4, 8, 16)))
    return content[:start] + random.choice((b"", random.choice(DICTIONARY))) + content[end:]


def _replace_word(content: bytes, random: Random, _donors: Sequence[bytes]) -> bytes:
    """Another word in the place of one, in its line: a value for a value, a key for a key."""
    lines = content.split(b"\n")
    at = random.randrange(len(lines))
    words = lines[at].split(b" ")
    words[random.randrange(len(words))] = random.choice(DICTIONARY)
    lines[at] = b" ".join(words)
    return b"\n".join(lines)


def _change_lines(content: bytes, random: Random, donors: Sequence[bytes]) -> bytes:
    """A stretch of lines taken out, doubled, moved, indented, or brought in from elsewhere."""
    lines = content.split(b"\n")
    start = random.randrange(len(lines))
    end = min(len(lines), start + random.choice((1, 1, 2, 3, 8)))
    block = lines[start:end]
    rest = lines[:start] + lines[end:]
    to = random.randint(0, len(rest))
    kind = random.randrange(6)
    if kind == 0:
        lines = rest
    elif kind == 1:
        lines[start:start] = block * random.choice((1, 1, 2, 30))
    elif kind == 2:
        lines = rest[:to] + block + rest[to:]
    elif kind == 3:
        lines[start:end] = [b" " * random.choice((1, 2, 4)) + line for line in block]
    elif kind == 4:
        lines[start:end] = [line[random.choice((1, 2)) :] for line in block]
    elif donors:
        other = random.choice(donors).split(b"\n")
        first = random.randrange(len(other))
        lines[start:start] = other[first : first + random.choice((1, 2, 5))]
    return b"\n".join(lines)


def _repeat(content: bytes, random: Random, _donors: Sequence[bytes]) -> bytes:
    """One piece many times over: nesting, long lines, many findings."""
    at = random.randint(0, len(content))
    piece = random.choice((b"[", b"{a: ", b"- ", b"? ", b"a", b" ", b"\n", b" \n", b"a:\n", random.choice(DICTIONARY)))
    return content[:at] + piece * random.choice((2, 5, 25, 300)) + content[at:]


_CHANGES: tuple[Callable[[bytes, Random, Sequence[bytes]], bytes], ...] = (
    _insert, _insert, _overwrite, _replace_word, _replace_word, _change_lines, _change_lines, _repeat,
)  # fmt: skip
