"""Waivers: comments that let one finding stand, with a reason and perhaps a last day.

`# coop: ignore D204 until 2027-06-30: the source prints it so` at the end of a line holds for what begins on that line,
with all inside it; on a line of its own, for what begins on the next line that is no comment. A waiver is checked
itself. What keeps a file from being read or computed with cannot be waived, nor can what hides text.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from coop.bilingual import Bilingual
from coop.dataset.advice import Adviser
from coop.dataset.document import Document
from coop.dataset.scalars import shorten
from coop.diagnostic import Diagnostic, RollUp, Rule, Severity, Span
from coop.validation.waiver_extents import Surroundings, Waiver, WaiverMap

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

_HINT = re.compile(r"#[ \t]*[cC][oO][oO][pP]")  # of a waiver: what reads it is compiled where there is one
_COMMENT = r"(?i)(?:(?<=\s)|(?<![^\n]))#[ \t]*coop(?P<rest>[ \t]*(?::|ignore\b)[^\n]*)"
_WAIVER = (
    r"\s*:\s*ignore\s+(?P<codes>[A-Za-z0-9-]+(?:\s*,\s*[A-Za-z0-9-]+)*)"
    r"(?:\s+until\s+(?P<until>[^\s:]+))?\s*:\s*(?P<reason>\S.*)\Z"
)
_CODE = r"[A-Za-z0-9-]+"
_EXAMPLE = Bilingual(
    "expected `# coop: ignore D204 until 2027-06-30: reason`, the day only where it shall end",
    "phải là `# coop: ignore D204 until 2027-06-30: lý do`, chỉ ghi ngày khi cần thời hạn",
)


class FoundWaivers(NamedTuple):
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
    if _HINT.search(document.text) is None:
        return FoundWaivers()
    candidates = list(re.finditer(_COMMENT, document.text))
    if not candidates:
        return FoundWaivers()
    surroundings = Surroundings(document)
    starts = [0, *(position for position, each in enumerate(document.text, 1) if each == "\n")]
    waivers: list[Waiver] = []
    diagnostics = RollUp()
    for found in candidates:
        line = bisect_right(starts, found.start())
        column = found.start() - starts[line - 1] + 1
        if surroundings.is_inside_text((line, column)):
            continue
        read = re.match(_WAIVER, found["rest"].rstrip())
        until = _read_day(read["until"]) if read is not None else None
        has_reason = read is not None and any(map(str.isalnum, read["reason"]))
        if read is None or not has_reason or (read["until"] is not None and until is None):
            span = Span(line, column, line, column + len(found[0].rstrip()))
            message = Bilingual(
                f"'{shorten(found[0], 100)}' is no waiver", f"'{shorten(found[0], 100)}' không phải là miễn trừ"
            )
            diagnostics.append(Diagnostic(document.path, span, MALFORMED_WAIVER, message, _EXAMPLE))
            continue
        extent = surroundings.find_extent(line, column)
        start = column + len(found[0]) - len(found["rest"])
        for code in {each[0]: each for each in re.finditer(_CODE, read["codes"])}.values():  # said twice, it is one
            at = start + read.start("codes") + code.start()
            place = Span(line, at, line, at + len(code[0]))
            waivers.append(Waiver(document.path, place, code[0], read["reason"], until, extent))
    return FoundWaivers(tuple(waivers), tuple(diagnostics))


def roll_up(diagnostics: Iterable[Diagnostic], *waivers: FoundWaivers) -> Iterator[Diagnostic]:
    """The findings, of those alike only the first; what is waived is none of those that are not."""
    found = RollUp(group=WaiverMap(waiver for each in waivers for waiver in each.waivers).find)
    found.extend(diagnostics)
    return iter(found)


def _read_day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text is not None and len(text) == len("2027-06-30") else None
    except ValueError:
        return None


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
        holding = WaiverMap(waiver for waiver in self.waivers if self._holds(waiver))
        for diagnostic in diagnostics:
            nearest = holding.find(diagnostic)
            if nearest is None:
                yield diagnostic
            else:
                self._used.add(nearest)
                self.waived.append(Waived(diagnostic, nearest.reason, nearest.span.line))

    def _holds(self, waiver: Waiver) -> bool:
        is_over = waiver.until is not None and waiver.until < self.as_of
        return waiver.code in self.rules and waiver.code not in self.firm and not is_over

    def check(self, unsure: Collection[str]) -> Iterator[Diagnostic]:
        """What is wrong with the waivers; in `unsure` files nobody knows what else would have been found."""
        adviser, by_name = Adviser(), {rule.name: rule.code for rule in self.rules.values()}
        for waiver in self.waivers:
            if waiver.code not in self.rules or waiver.code in self.firm:
                yield self._unknown(waiver, by_name, adviser)
            elif waiver.until is not None and waiver.until < self.as_of:
                yield _expired(waiver)
            elif waiver not in self._used and waiver.path not in unsure:
                message = Bilingual(
                    f"nothing here is waived by {waiver.code}, expected a waiver that is needed",
                    f"ở đây không có gì cần miễn {waiver.code}",
                )
                hint = Bilingual("take it out", "bỏ miễn trừ này")
                yield Diagnostic(waiver.path, waiver.span, NEEDLESS_WAIVER, message, hint)

    def _unknown(self, waiver: Waiver, by_name: Mapping[str, str], adviser: Adviser) -> Diagnostic:
        if waiver.code in self.rules:
            message = Bilingual(
                f"{waiver.code} {self.rules[waiver.code].name} cannot be waived",
                f"không được miễn {waiver.code} {self.rules[waiver.code].name}",
            )
            hint = Bilingual("mend what it finds", "hãy sửa lỗi đó")
            return Diagnostic(waiver.path, waiver.span, UNKNOWN_WAIVER_CODE, message, hint)
        named = by_name.get(waiver.code, waiver.code.upper())
        message = Bilingual(f"no rule '{shorten(waiver.code)}'", f"không có quy tắc '{shorten(waiver.code)}'")
        known = Bilingual(f"its code is {named}", f"mã của quy tắc là {named}")
        near = (
            known if named in self.rules else adviser.say_nearest(waiver.code, self.rules, noun=Bilingual("code", "mã"))
        )
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
