"""Findings and waivers as plain tuples, which pass from one process to another, and to the disk, in microseconds."""

from datetime import date

from coop.bilingual import Bilingual
from coop.diagnostic import Diagnostic, Span
from coop.validation.registry import RULES
from coop.validation.waiver_extents import Waiver

PlainSpan = tuple[int, int, int, int]
PlainFinding = tuple[str, PlainSpan, str, str, str, str | None, str | None, int]
"""Path, span, code, the message and the hint in both languages, how many more."""
PlainWaiver = tuple[str, PlainSpan, str, str, str | None, PlainSpan]
"""Path, span, code, reason, last day, extent."""


def pack_finding(diagnostic: Diagnostic) -> PlainFinding:
    """The finding without its excerpt, which is the file's."""
    hint_en, hint_vi = diagnostic.hint or (None, None)
    message = diagnostic.message
    span = plain_span(diagnostic.span)
    return diagnostic.path, span, diagnostic.code, message.en, message.vi, hint_en, hint_vi, diagnostic.more


def unpack_finding(packed: PlainFinding) -> Diagnostic:
    """The finding that was packed."""
    path, span, code, en, vi, hint_en, hint_vi, more = packed
    hint = Bilingual(hint_en, hint_vi) if hint_en is not None and hint_vi is not None else None
    return Diagnostic(path, Span(*span), RULES[code], Bilingual(en, vi), hint, more=more)


def pack_waiver(waiver: Waiver) -> PlainWaiver:
    """The waiver as a tuple."""
    until = waiver.until.isoformat() if waiver.until is not None else None
    return waiver.path, plain_span(waiver.span), waiver.code, waiver.reason, until, plain_span(waiver.extent)


def unpack_waiver(packed: PlainWaiver) -> Waiver:
    """The waiver that was packed."""
    path, span, code, reason, until, extent = packed
    day = date.fromisoformat(until) if until is not None else None
    return Waiver(path, Span(*span), code, reason, day, Span(*extent))


def plain_span(span: Span) -> PlainSpan:
    """The span as a tuple that is nothing else."""
    return span.line, span.column, span.end_line, span.end_column
