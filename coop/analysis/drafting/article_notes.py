"""Comments for the end of a new file: what was read in the article, and what was proposed and confirmed by nobody.

They are for the curator to move up what is true and to delete the rest. Nothing of them is data.
"""

from collections.abc import Iterable, Iterator, Sequence

from coop.analysis import words
from coop.analysis.drafting.background import Background
from coop.analysis.drafting.draft import Draft
from coop.analysis.drafting.filling import Offer
from coop.bilingual import Bilingual, Language
from coop.language.amounts import AmountMatch
from coop.language.date_phrases import DateMatch
from coop.language.places import PlaceMatch
from coop.language.quantity import Qualifier, Quantity
from coop.language.snippets import cut_snippet
from coop.language.text import nfc
from coop.language.units import MONEY_UNITS

MOST_OF_A_KIND = 30
_LONGEST_LINE = 118

_HEAD = Bilingual(
    "Proposed by coop and confirmed by nobody: move up what the source says, delete the rest.",
    "Do coop đề xuất, chưa ai xác nhận: đưa lên trên những gì nguồn nêu, xóa phần còn lại.",
)
_KINDS = {
    PlaceMatch: Bilingual("places", "địa phương"),
    DateMatch: Bilingual("dates", "ngày và khoảng thời gian"),
    AmountMatch: Bilingual("amounts", "số tiền"),
}
_STANDS = Bilingual("stands above, ", "đã ghi ở trên, ")
_FIELDS = Bilingual("fields", "lĩnh vực")
_MORE = Bilingual("and {count} more", "và {count} mục nữa")


def write_notes(draft: Draft, background: Background, offers: Sequence[Offer], language: Language) -> tuple[str, ...]:
    """The lines, without their `#`; none where there is nothing to tell."""
    lines = [_say_offer(offer, language) for offer in offers]
    for kind, said in _read(draft, background, language):
        shown = list(dict.fromkeys(said))
        lines.append(f"{kind.text(language)}:")
        lines.extend(f"  {each}" for each in shown[:MOST_OF_A_KIND])
        if len(shown) > MOST_OF_A_KIND:
            lines.append(f"  {_MORE.fill(count=len(shown) - MOST_OF_A_KIND).text(language)}")
    if not lines:
        return ()
    return (_HEAD.text(language), *(_clean(line) for line in lines))


def _say_offer(offer: Offer, language: Language) -> str:
    key = offer.question.keys[0].rpartition(".")[2]
    values = ", ".join(offer.proposal.typed)
    value = f"[{values}]" if offer.question.repeats else values
    reason = offer.proposal.reason if not offer.is_taken else words.join(_STANDS, offer.proposal.reason)
    return f"{key}: {value} ({reason.text(language)})"


def _read(draft: Draft, background: Background, language: Language) -> Iterator[tuple[Bilingual, Iterable[str]]]:
    readings = background.read_article(draft.published)
    for kind, name in _KINDS.items():
        said = [text for each in readings if isinstance(each.match, kind) if (text := _say(each.match, language))]
        if said:
            yield name, said
    if background.article_fields:
        yield _FIELDS, [f"{each.code}: '{each.words}'" for each in background.article_fields]


def _say(match: AmountMatch | DateMatch | PlaceMatch, language: Language) -> str:
    shown = cut_snippet(match.text)
    if match.problem is not None:
        return f"'{shown}': {match.problem.message.text(language)}"
    if isinstance(match, PlaceMatch):
        return match.slug
    if isinstance(match, DateMatch):
        return f"'{match.value}': '{shown}'"
    return _say_figure(match.quantity, shown) if match.quantity is not None else ""


def _say_figure(quantity: Quantity, stated: str) -> str:
    """The amount as the keys of a figure, ready to be moved into one."""
    unit, scale = _choose_unit(quantity)
    low, high = quantity.low // scale, quantity.high // scale
    number = f"amount: {low}" if low == high else f"low: {low}, high: {high}"
    qualifier = "" if quantity.qualifier is Qualifier.EXACT else f"qualifier: {quantity.qualifier.value}, "
    quoted = stated.replace("'", "''")
    return f"- {{{number}, unit: {unit}, {qualifier}as_stated: '{quoted}'}}"


def _choose_unit(quantity: Quantity) -> tuple[str, int]:
    """The largest usual unit in which both ends are whole: tỷ, triệu, or the currency itself."""
    units = [each for each in MONEY_UNITS.values() if each.currency == quantity.unit]
    usual = sorted((each for each in units if each.scale in (1, 10**6, 10**9)), key=lambda each: -each.scale)
    return next(
        (each.name, each.scale) for each in usual if quantity.low % each.scale == 0 and quantity.high % each.scale == 0
    )


def _clean(line: str) -> str:
    """On one line, in NFC, of no great length, and no comment that coop itself would heed."""
    shown = "".join(character if character.isprintable() and character != "#" else " " for character in nfc(line))
    return shown if len(shown) <= _LONGEST_LINE else f"{shown[: _LONGEST_LINE - 1]}…"
