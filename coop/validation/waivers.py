"""Waivers: comments that let one finding stand, with a reason and perhaps a last day.

`# coop: ignore D204 until 2027-06-30: the source prints it so` at the end of a line holds for what begins on that line,
with all inside it; on a line of its own, for what begins on the next line that is no comment. A waiver is checked
itself. What keeps a file from being read or computed with cannot be waived, nor can what hides text.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from coop.bilingual import Bilingual
from coop.dataset.advice import say_nearest
from coop.dataset.composer import Place
from coop.dataset.document import Document
from coop.dataset.scalars import shorten
from coop.diagnostic import Diagnostic, Rule, Severity, Span
from coop.validation.doubts import find_value

UNKNOWN_WAIVER_CODE = Rule(
    "F201", "unknown-waiver-code", Severity.ERROR,
    Bilingual(
        "A waiver names a rule that there is and that may be waived: not one without which a file cannot be read or "
        "computed with, and not one against hidden text.",
        "Miễn trừ nêu một quy tắc có thật và được phép miễn: không phải quy tắc mà thiếu nó thì không đọc hay tính "
        "toán được, cũng không phải quy tắc chống văn bản ẩn.",
    ),
)  # fmt: skip
MALFORMED_WAIVER = Rule(
    "F202", "malformed-waiver", Severity.ERROR,
    Bilingual(
        "A waiver reads `# coop: ignore D204 until 2027-06-30: reason`; the day may be left out, the reason may not.",
        "Miễn trừ viết là `# coop: ignore D204 until 2027-06-30: lý do`; có thể bỏ ngày, không được bỏ lý do.",
    ),
)  # fmt: skip
EXPIRED_WAIVER = Rule(
    "F203", "expired-waiver", Severity.ERROR,
    Bilingual(
        "A waiver with a last day holds until that day; after it, what it waived is told again.",
        "Miễn trừ có thời hạn chỉ có hiệu lực đến ngày đó; sau đó, điều được miễn lại bị báo.",
    ),
)  # fmt: skip
NEEDLESS_WAIVER = Rule(
    "F204", "needless-waiver", Severity.WARNING,
    Bilingual(
        "A waiver waives something: one that is no longer needed is taken out.",
        "Miễn trừ phải có tác dụng: miễn trừ không còn cần thì bỏ đi.",
    ),
)  # fmt: skip

RULES = (UNKNOWN_WAIVER_CODE, MALFORMED_WAIVER, EXPIRED_WAIVER, NEEDLESS_WAIVER)

_COMMENT = re.compile(r"(?:(?<=\s)|(?<![^\n]))#[ \t]*coop[ \t]*:(?P<rest>[^\n]*)", re.IGNORECASE)
_WAIVER = re.compile(
    r"\s*ignore\s+(?P<codes>[A-Za-z0-9-]+(?:\s*,\s*[A-Za-z0-9-]+)*)"
    r"(?:\s+until\s+(?P<until>[^\s:]+))?\s*:\s*(?P<reason>\S.*?)\s*\Z"
)
_EXAMPLE = Bilingual(
    "expected `# coop: ignore D204 until 2027-06-30: reason`, the day only where it shall end",
    "phải là `# coop: ignore D204 until 2027-06-30: lý do`, chỉ ghi ngày khi cần thời hạn",
)


@dataclass(frozen=True, slots=True)
class Waiver:
    """One code that a comment waives: where it stands, the lines and columns it holds for, why, and until when."""

    path: str
    span: Span
    code: str
    reason: str
    until: date | None
    extent: Span

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Whether the finding begins in what the waiver holds for, and is of its code."""
        begin = (diagnostic.span.line, diagnostic.span.column)
        is_within = (self.extent.line, self.extent.column) <= begin < (self.extent.end_line, self.extent.end_column)
        return diagnostic.path == self.path and diagnostic.code == self.code and is_within


@dataclass(frozen=True, slots=True)
class FoundWaivers:
    """The waivers of one file, and what is wrong with the form of those that are none."""

    waivers: tuple[Waiver, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that a waiver lets stand, the reason it gives, and the line on which it stands."""

    diagnostic: Diagnostic
    reason: str
    line: int


def find_waivers(document: Document) -> FoundWaivers:
    """The waivers in the comments of a document; what looks like one inside a text is text."""
    candidates = list(_COMMENT.finditer(document.text)) if "coop" in document.text.lower() else []
    if not candidates:
        return FoundWaivers()
    lines = document.text.split("\n")
    waivers: list[Waiver] = []
    diagnostics: list[Diagnostic] = []
    for found in candidates:
        line = document.text.count("\n", 0, found.start()) + 1
        column = found.start() - document.text.rfind("\n", 0, found.start())
        span = Span(line, column, line, column + len(found[0].rstrip()))
        if _is_inside_text(document, (line, column)):
            continue
        read = _WAIVER.match(found["rest"])
        until = _read_day(read["until"]) if read is not None else None
        if read is None or (read["until"] is not None and until is None):
            message = Bilingual(
                f"'{shorten(found[0], 100)}' is no waiver", f"'{shorten(found[0], 100)}' không phải là miễn trừ"
            )
            diagnostics.append(Diagnostic(document.path, span, MALFORMED_WAIVER, message, _EXAMPLE))
            continue
        extent = _find_extent(document, lines, line, is_alone=not lines[line - 1][: column - 1].strip())
        start = column + len(found[0]) - len(found["rest"])
        for code in re.finditer(r"[A-Za-z0-9-]+", read["codes"]):
            at = start + read.start("codes") + code.start()
            place = Span(line, at, line, at + len(code[0]))
            waivers.append(Waiver(document.path, place, code[0], read["reason"], until, extent))
    return FoundWaivers(tuple(waivers), tuple(diagnostics))


def _read_day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text is not None and len(text) == len("2027-06-30") else None
    except ValueError:
        return None


def _is_inside_text(document: Document, at: tuple[int, int]) -> bool:
    """Whether the place lies in a key or a text: there `#` begins no comment."""
    return any(
        (span.line, span.column) <= at < (span.end_line, span.end_column)
        for places in (document.values, document.keys)
        for place, span in places.items()
        if places is document.keys or not isinstance(find_value(document, place), dict | list)
    )


def _find_extent(document: Document, lines: list[str], line: int, *, is_alone: bool) -> Span:
    """What begins on the comment's line, or on the next line with content where the comment stands alone."""
    if is_alone:
        behind = (
            n for n in range(line + 1, len(lines) + 1) if lines[n - 1].strip() and lines[n - 1].lstrip()[0] != "#"
        )
        line = next(behind, line)
    outermost: Place | None = None
    begin = Span(line, 1, line, 1)
    for place, value in document.values.items():
        start = document.keys.get(place, value)
        if place and start.line == line and (outermost is None or len(place) < len(outermost)):
            outermost, begin = place, start
    if outermost is None:
        return Span(line, 1, line + 1, 1)
    end = document.values[outermost]
    return Span(begin.line, 1, max(end.end_line, line), end.end_column) if end.end_line > line else _whole_line(line)


def _whole_line(line: int) -> Span:
    return Span(line, 1, line + 1, 1)


@dataclass(slots=True)
class WaiverOffice:
    """Holds every waiver of a dataset against everything found in it.

    `rules` are those there are, `firm` the codes that cannot be waived, `as_of` the day against which last days are
    held.
    """

    waivers: Collection[Waiver]
    rules: Mapping[str, Rule]
    firm: Collection[str]
    as_of: date
    waived: list[Waived] = field(default_factory=list)
    _used: set[Waiver] = field(default_factory=set)

    def apply(self, diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """What no waiver lets stand; the rest is in `waived`."""
        holding: dict[tuple[str, str], list[Waiver]] = {}
        for waiver in self.waivers:
            if self._holds(waiver):
                holding.setdefault((waiver.path, waiver.code), []).append(waiver)
        for diagnostic in diagnostics:
            around = [w for w in holding.get((diagnostic.path, diagnostic.code), ()) if w.covers(diagnostic)]
            if around:
                nearest = max(around, key=lambda waiver: waiver.extent[:2])
                self._used.add(nearest)
                self.waived.append(Waived(diagnostic, nearest.reason, nearest.span.line))
            else:
                yield diagnostic

    def _holds(self, waiver: Waiver) -> bool:
        is_over = waiver.until is not None and waiver.until < self.as_of
        return waiver.code in self.rules and waiver.code not in self.firm and not is_over

    def check(self, unsure: Collection[str]) -> Iterator[Diagnostic]:
        """What is wrong with the waivers; in `unsure` files nobody knows what else would have been found."""
        for waiver in self.waivers:
            if waiver.code not in self.rules or waiver.code in self.firm:
                yield self._unknown(waiver)
            elif waiver.until is not None and waiver.until < self.as_of:
                yield _expired(waiver)
            elif waiver not in self._used and waiver.path not in unsure:
                message = Bilingual(
                    f"nothing here is waived by {waiver.code}, expected a waiver that is needed",
                    f"ở đây không có gì cần miễn {waiver.code}",
                )
                hint = Bilingual("take it out", "bỏ miễn trừ này")
                yield Diagnostic(waiver.path, waiver.span, NEEDLESS_WAIVER, message, hint)

    def _unknown(self, waiver: Waiver) -> Diagnostic:
        if waiver.code in self.rules:
            message = Bilingual(
                f"{waiver.code} {self.rules[waiver.code].name} cannot be waived",
                f"không được miễn {waiver.code} {self.rules[waiver.code].name}",
            )
            hint = Bilingual("mend what it finds", "hãy sửa lỗi đó")
            return Diagnostic(waiver.path, waiver.span, UNKNOWN_WAIVER_CODE, message, hint)
        by_name = {rule.name: rule.code for rule in self.rules.values()}
        named = by_name.get(waiver.code, waiver.code.upper())
        message = Bilingual(f"no rule '{shorten(waiver.code)}'", f"không có quy tắc '{shorten(waiver.code)}'")
        known = Bilingual(f"its code is {named}", f"mã của quy tắc là {named}")
        near = known if named in self.rules else say_nearest(waiver.code, self.rules, noun=Bilingual("code", "mã"))
        return Diagnostic(waiver.path, waiver.span, UNKNOWN_WAIVER_CODE, message, near)


def _expired(waiver: Waiver) -> Diagnostic:
    message = Bilingual(
        f"the waiver of {waiver.code} ended on {waiver.until}", f"miễn trừ {waiver.code} đã hết hạn ngày {waiver.until}"
    )
    hint = Bilingual(
        "mend what it waived and take it out, or give it a new day and reason",
        "sửa điều đã được miễn rồi bỏ miễn trừ, hoặc ghi ngày và lý do mới",
    )
    return Diagnostic(waiver.path, waiver.span, EXPIRED_WAIVER, message, hint)
