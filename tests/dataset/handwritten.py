"""Data written as a person might type it: in any style of YAML, with comments and blank lines anywhere."""

import re
from random import Random

from coop.dataset.composer import Value

_PLAIN = re.compile(r"[A-Za-zÀ-ỹ](?:[\w/.()–-]|[ ](?=\S))*\Z")
_RESERVED = re.compile(r"(?:y|n|yes|no|on|off|true|false|null)\Z", re.IGNORECASE)
TEXTS = (
    *("Hà Nội", "tỷ đồng", "khoảng 45.500 tỷ đồng", "5.000 tấn gạo", "Hai thành phố: cùng phát triển", "it's"),
    *("no", "Yes", "on", "null", "~", "=", "<<", "1:30", "0o17", ".5", "12_000", "45500", "+1", "0x1F", "1e3", ".inf"),
    *("2019-11-16", "2019-11", "2019", "2023/..", "2011/2012", "1,000", "2001-12-14 21:59:43", "010", "0b11", "1_0.5"),
    *("-", "- a", "a: b", "a #b", "#", "a, b", "[a]", "{a}", "?", "? a", ":", "a:", "*a", "&a", "!a", "%a", "@a"),
    *("`a`", "|", ">", 'say "so"', "back\\slash", "a" * 60 + "  " + "b" * 70, "0" * 30, "..", "'s"),
    *("https://a.vn/x?y=1&z=2#w", "  two  spaces  ", "a  b", "...", "---", "'", '"', "''", ""),
    *("dòng một\ndòng hai", "dòng một\n\n  dòng hai\n", "\nfirst", "tab\there", "trailing \nspace", "end\n\n", "\n"),
    *("\u200bhidden", "45\u00a0000", "it's: so", "# not a comment", "a: # b", "Thanh Hóa\n# no comment\n- no item"),
    *("x" * 130, "từ " * 60 + "hết", "https://a.vn/" + "x" * 130 + " và " + "y" * 20),
)  # fmt: skip
WORDS = ("Hà", "Nội", "và", "b:", "c", "#", "-")


class Hand:
    """Writes data in styles chosen by chance; `comments` are those it put in, in no order."""

    def __init__(self, random: Random, *, likes_comments: float = 0.3) -> None:
        self.random = random
        self.likes = likes_comments
        self.comments: list[str] = []

    def write(self, data: dict[str, Value]) -> str:
        lines = ["---"] if self._chance(0.1) else []
        if self.likes and self._chance(0.5):
            lines.append(self._comment("yaml-language-server: $schema=../x.json"))
            lines += [""] * self._chance(0.3)
        lines += self._mapping(data, 0) if self._chance(0.95) else self._flow_lines(data, 0)
        lines += self._loose(0)
        return "\n".join(lines) + "\n" * self.random.choice((1, 1, 1, 3))

    def _chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def _comment(self, text: str = "") -> str:
        words = text or self.random.choice(("chú thích", "chú thích", "a: b", "coop: ignore X301: meant"))
        comment = f"#{self.random.choice(('', ' ', '  '))}{words} {len(self.comments)}"
        self.comments.append(comment)
        return comment

    def _loose(self, indent: int) -> list[str]:
        """Comments on lines of their own, indented somehow, and blank lines."""
        lines = []
        while self._chance(self.likes):
            column = self.random.choice((indent, indent, 0, indent + 2))
            lines.append("" if self._chance(0.4) else " " * column + self._comment())
        return lines

    def _beside(self) -> str:
        return self.random.choice((" ", "  ", "     ")) + self._comment() if self._chance(self.likes / 2) else ""

    def _mapping(self, data: dict[str, Value], indent: int) -> list[str]:
        parts = list(data.items())
        if self._chance(0.3):
            self.random.shuffle(parts)
        lines: list[str] = []
        for key, value in parts:
            lines += self._loose(indent)
            lines += self._with_lead(f"{' ' * indent}{self._key(key)}:", value, indent)
        return lines

    def _key(self, key: str) -> str:
        return key if _PLAIN.match(key) and not _RESERVED.match(key) and self._chance(0.9) else self._quoted(key)

    def _list(self, data: list[Value], indent: int) -> list[str]:
        lines: list[str] = []
        for value in data:
            lines += self._loose(indent)
            lines += self._with_lead(f"{' ' * indent}-", value, indent)
        return lines

    def _with_lead(self, lead: str, value: Value, indent: int) -> list[str]:
        """A value behind its key or dash, or in lines of its own below."""
        is_item = lead.endswith("-")
        if not isinstance(value, dict | list) or not value or self._chance(0.3):
            first, *rest = self._in_line(value, indent)
            return [f"{lead} {first}", *rest]
        inner = indent + self.random.choice((2, 2, 2, 4))
        if isinstance(value, list) and not is_item and self._chance(0.3):
            inner = indent
        lines = self._mapping(value, inner) if isinstance(value, dict) else self._list(value, inner)
        begins = lines[0].lstrip()
        if is_item and inner == indent + 2 and self._chance(0.8) and begins and begins[0] != "#":
            return [f"{lead} {begins}", *lines[1:]]
        return [lead + self._beside(), *lines]

    def _in_line(self, value: Value, indent: int) -> list[str]:
        if isinstance(value, dict | list):
            return self._flow_lines(value, indent + 2)
        if not isinstance(value, str):
            return [self._word(value) + self._beside()]
        block = self._block(value, indent) if self._chance(0.3) else None
        return block or [self._quoted(value) + self._beside()]

    def _word(self, value: int | float | bool | None) -> str:
        if value is None:
            return self.random.choice(("null", "~"))
        if isinstance(value, bool):
            return self.random.choice((str(value), str(value).lower(), str(value).upper()))
        return str(value)

    def _quoted(self, text: str) -> str:
        if _PLAIN.match(text) and not _RESERVED.match(text) and self._chance(0.6):
            return text
        if text.isprintable() and self._chance(0.5):
            return "'" + text.replace("'", "''") + "'"
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        return '"' + escaped.replace("\u200b", "\\u200b") + '"'

    def _block(self, text: str, indent: int) -> list[str] | None:
        """Folded or literal, where that is easily told; `None` elsewhere."""
        body = text.removesuffix("\n")
        lines = body.split("\n")
        if (
            not body
            or body[0] in " \n"
            or body[-1] == "\n"
            or "\t" in body
            or any(each.endswith(" ") for each in lines)
        ):
            return None
        is_folded = len(lines) == 1 and "  " not in body and self._chance(0.5)
        header = (">" if is_folded else "|") + ("" if text.endswith("\n") else "-") + self._beside()
        if is_folded:
            words = body.split(" ")
            cut = self.random.randrange(len(words))
            lines = [part for part in (" ".join(words[:cut]), " ".join(words[cut:])) if part]
        return [header, *(" " * (indent + 3) + line if line else "" for line in lines)]

    def _flow_lines(self, value: dict[str, Value] | list[Value], indent: int) -> list[str]:
        """In brackets, on one line or on several, with comments where a line ends."""
        lines, current = [], " " * indent
        for piece in self._flow(value):
            current += piece
            if piece.endswith((", ", "[", "{")) and self._chance(0.15):
                lines.append(current.rstrip(" ") + self._beside())
                lines += self._loose(indent)
                current = " " * indent
        lines.append(current + self._beside())
        return [lines[0].lstrip(" "), *lines[1:]]

    def _flow(self, value: Value) -> list[str]:
        if isinstance(value, dict):
            pieces = ["{"]
            for position, (key, each) in enumerate(value.items()):
                pieces += [", "] * (position > 0) + [f"{self._key(key)}: ", *self._flow(each)]
            return [*pieces, "}"]
        if isinstance(value, list):
            pieces = ["["]
            for position, each in enumerate(value):
                pieces += [", "] * (position > 0) + self._flow(each)
            return [*pieces, "]"]
        return [self._quoted(value) if isinstance(value, str) else self._word(value)]


def generate_data(random: Random) -> dict[str, Value]:
    """An agreement as data, with odd texts in odd places, and keys that no schema knows."""

    def text() -> str:
        if random.random() < 0.7:
            return random.choice(TEXTS)
        return " ".join(random.choices(WORDS, k=random.randrange(1, 40)))

    def value() -> Value:
        return text() if random.random() < 0.7 else random.randrange(10**12)

    def mapping(*keys: str) -> dict[str, Value]:
        return {key: value() for key in keys if random.random() < 0.8}

    def several(most: int, *keys: str) -> list[Value]:
        return [mapping(*keys) for _ in range(random.randrange(most))]

    data: dict[str, Value] = {"id": text(), "title": {"vi": text(), "en": text()}}
    data["parties"] = [
        {**mapping("locality", "body", "side"), **({"people": several(3, "name", "office")} if value() else {})}
        for _ in range(random.randrange(4))
    ]
    data["fields"] = [text() for _ in range(random.randrange(5))]
    data["figures"] = [
        {**mapping("id", "amount", "odd", "measure"), "to": [text(), text()], "also": several(2, "unit", "amount")}
        for _ in range(random.randrange(3))
    ]
    nested: list[Value] = [[text(), [text()]], [{}]]
    deep: list[Value] = [[[]], [{"x": [{}], "y": {}}]]
    keyed: dict[str, Value] = {"a": {"b": [{"c": text()}]}, text(): {"1": text()}}
    odd: tuple[Value, ...] = (True, False, 12, text(), [], {}, {text(): text()}, nested, deep, keyed)
    data["unknown"] = random.choice(odd)
    data["events"] = [
        {"date": text(), "note": {"vi": text()}, "inferred": [text()]} for _ in range(random.randrange(3))
    ]
    keys = [key for key in data if random.random() < 0.8] or ["id"]
    return {key: data[key] for key in keys}
