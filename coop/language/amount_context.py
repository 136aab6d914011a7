"""What stands around an amount: hedges, "per year", "each", "of which"."""

from collections.abc import Sequence
from typing import NamedTuple

from coop.language.amount_tokens import Token, TokenKind
from coop.language.amount_words import (
    EACH_BEFORE,
    FAR_QUALIFIERS,
    FILLERS,
    PARTS,
    PERIODS,
    QUALIFIERS,
    QUALIFIERS_AFTER,
    YEARLY,
)
from coop.language.quantity import Qualifier

_SENTENCE_ENDS = frozenset(".;:!?()[]•")
_NEAR = 8
_PART_REACH = 10
_MAX_STEPS = 6
_MAX_RATES = 2
_LONGEST_SHARE = 5


class Context(NamedTuple):
    """The surroundings of one amount: `start` and `end` with its hedges, `after` the token behind rate words."""

    start: int
    end: int
    after: int
    qualifier: Qualifier
    per_year: bool
    each: bool
    part: bool


def read_context(tokens: Sequence[Token], start: int, end: int, floor: int) -> Context:
    """What is said around the amount from `start` to before `end`; nothing before `floor` belongs to it."""
    first, qualifier = _read_hedges(tokens, start, floor)
    last = end
    trailing = QUALIFIERS_AFTER.match_at(tokens, end)
    if trailing:
        last = trailing[0]
        qualifier = qualifier.join(trailing[1])
        if first > floor and tokens[first - 1].text in {"từ", "from"}:
            first -= 1
    after, yearly_after, each_after = _read_rate(tokens, last)
    return Context(
        first,
        last,
        after,
        qualifier,
        per_year=yearly_after or _is_yearly(tokens, first, floor),
        each=each_after or _is_each(tokens, first, floor),
        part=_is_part(tokens, first, floor),
    )


def _read_hedges(tokens: Sequence[Token], start: int, floor: int) -> tuple[int, Qualifier]:
    """Where the hedges before an amount begin, and what they say together ("khoảng trên": about)."""
    position = first = start
    qualifier = Qualifier.EXACT
    is_far = False
    for _ in range(_MAX_STEPS):
        found = QUALIFIERS.match_before(tokens, position)
        if found and found[0] >= floor and (not is_far or tokens[position - 1].text in FAR_QUALIFIERS):
            position = first = found[0]
            qualifier = qualifier.join(found[1])
        elif position > floor and tokens[position - 1].text in FILLERS:
            position, is_far = position - 1, True
        else:
            break
    return first, qualifier


def _read_rate(tokens: Sequence[Token], end: int) -> tuple[int, bool, bool]:
    """The token behind the rate words that follow an amount, and whether they say per year, and each."""
    after, per_year, each = end, False, False
    for _ in range(_MAX_RATES):
        yearly = YEARLY.match_at(tokens, after)
        share = _find_share_end(tokens, after)
        if yearly:
            after, per_year = yearly[0], True
        elif share > after:
            after, each = share, True
    return after, per_year, each


def _find_share_end(tokens: Sequence[Token], position: int) -> int:
    """The end of "mỗi tỉnh", "cho mỗi hộ", "/căn", "each" or "per province" at `position`; `position` without one."""
    first = position + (_text(tokens, position) in {"cho", "for"})
    word, noun = _text(tokens, first), _text(tokens, first + 1)
    if noun in PERIODS:
        return position
    if word in {"each", "apiece"}:
        return first + 1
    names_share = word in {"mỗi", "per"} or (word == "/" and first == position)
    if not names_share or first + 1 >= len(tokens) or tokens[first + 1].kind is not TokenKind.WORD:
        return position
    end = first + 1
    while end < len(tokens) and end - first <= _LONGEST_SHARE and _continues_share(tokens, end):
        end += 1
    return end


def _continues_share(tokens: Sequence[Token], position: int) -> bool:
    """Whether the token still names the receivers: a word, or the comma of "mỗi tỉnh, thành phố"."""
    token = tokens[position]
    if token.text == ",":
        return _text(tokens, position + 1) in {"thành", "tp", "thị"}
    return token.kind is TokenKind.WORD and token.text not in {"mỗi", "per", "each", "hàng", "hằng"}


def _text(tokens: Sequence[Token], position: int) -> str:
    return tokens[position].text if 0 <= position < len(tokens) else ""


def _scan_back(tokens: Sequence[Token], start: int, floor: int, reach: int) -> range:
    """The positions before `start`, nearest first, that speak of the same amount: no number and no sentence between."""
    position = start
    while position > max(floor, start - reach, 0):
        token = tokens[position - 1]
        if token.kind is TokenKind.NUMBER or token.text in _SENTENCE_ENDS:
            break
        position -= 1
    return range(start - 1, position - 1, -1)


def _is_yearly(tokens: Sequence[Token], start: int, floor: int) -> bool:
    for position in _scan_back(tokens, start, floor, _NEAR):
        found = YEARLY.match_at(tokens, position)
        # "một năm" is a rate only where the amount follows at once.
        if found and found[0] <= start and (_text(tokens, position) not in {"một", "a"} or found[0] == start):
            return True
    return False


def _is_each(tokens: Sequence[Token], start: int, floor: int) -> bool:
    return any(
        _text(tokens, position) in EACH_BEFORE and _text(tokens, position + 1) not in PERIODS
        for position in _scan_back(tokens, start, floor, _NEAR)
    )


def _is_part(tokens: Sequence[Token], start: int, floor: int) -> bool:
    for position in _scan_back(tokens, start, floor, _PART_REACH):
        found = PARTS.match_at(tokens, position)
        if found and found[0] <= start:
            return True
    return False
