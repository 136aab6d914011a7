"""What an amount means: which notation its digits are in, one quantity, or the reason why there is not one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from coop.bilingual import Bilingual, Language
from coop.language.amount_grammar import Grammar, Phrase
from coop.language.amount_tokens import TokenKind
from coop.language.notation import MAX_DIGITS, Notation, Numeral, certain_notation, has_separators
from coop.language.quantity import Quantity, QuantityError, format_quantity
from coop.language.snippets import cut_snippet

_RANGE_REACH = 3  # tokens behind an amount that could have continued it, had their digits been read otherwise
_FORCED = {Language.VI: Notation.VIETNAMESE, Language.EN: Notation.ENGLISH}


class ProblemKind(StrEnum):
    """Why an amount has no quantity."""

    AMBIGUOUS = "ambiguous"
    IMPOSSIBLE = "impossible"
    NO_NUMBER = "no-number"


@dataclass(frozen=True, slots=True)
class AmountProblem:
    """Why an amount has no quantity; `readings` are the quantities that an ambiguous one can mean."""

    kind: ProblemKind
    message: Bilingual
    readings: tuple[Quantity, ...] = ()


class Reading(NamedTuple):
    """An amount among tokens: from `start` to before `end`, its quantity or its problem."""

    start: int
    end: int
    quantity: Quantity | None
    problem: AmountProblem | None = None
    phrase: Phrase | None = None


def read_amount(grammar: Grammar, start: int, *, text: str, language: Language | None) -> Reading | None:
    """The amount that begins at token `start` of `grammar`, whose mapped text is `text`; None where none does.

    A Vietnamese unit word asks for Vietnamese notation and an English one for English, unless `language` decides.
    What the unit does not settle is a problem, never a guess.
    """
    plain = grammar.read_phrase(start, Notation.VIETNAMESE)
    if plain and not _has_separators(grammar, start, plain.end + _RANGE_REACH):
        shape, phrases, doubts = plain, [plain], list[Phrase]()
    else:
        found = grammar.read_phrase(start, Notation.SHAPE)
        if found is None:
            return None
        shape = found
        phrases, doubts = _choose_phrases(grammar, shape, language)
    end = max((phrase.end for phrase in (*phrases, *doubts)), default=shape.end)
    snippet = cut_snippet(text[grammar.tokens[start].start : grammar.tokens[end - 1].end])
    quantities, faults = _build_quantities(phrases)
    if shape.is_weak and not shape.is_scaled and all(q.high < 1000 for q in quantities):
        return None
    if len(quantities) == 1 and not doubts:
        return Reading(start, end, quantities[0], phrase=phrases[0])
    quantities += [q for q in _build_quantities(doubts)[0] if q not in quantities]
    if quantities:
        return Reading(start, end, None, _ambiguous(snippet, quantities), shape)
    if any(token.end - token.start > MAX_DIGITS for token in grammar.tokens[start:end]):
        faults = [Bilingual(f"a number of more than {MAX_DIGITS} digits", f"một số dài hơn {MAX_DIGITS} chữ số")]
    return Reading(start, end, None, _impossible(snippet, faults), shape)


def _has_separators(grammar: Grammar, start: int, end: int) -> bool:
    tokens = grammar.tokens[start:end]
    return any(token.kind is TokenKind.NUMBER and has_separators(token.text) for token in tokens)


def _choose_phrases(grammar: Grammar, shape: Phrase, language: Language | None) -> tuple[list[Phrase], list[Phrase]]:
    """The phrase that the notation of its number gives, and those that it could be instead or as well."""
    tokens = grammar.tokens[shape.start : shape.end]
    digits = [token.text for token in tokens if token.kind is TokenKind.NUMBER]
    if any(len(number) > MAX_DIGITS for number in digits):
        return [], []
    vietnamese = grammar.read_phrase(shape.start, Notation.VIETNAMESE)
    if not any(map(has_separators, digits)):
        return _keep(vietnamese), []
    english = grammar.read_phrase(shape.start, Notation.ENGLISH)
    repaired = grammar.read_phrase(shape.start, Notation.REPAIRED)
    by_notation = {Notation.VIETNAMESE: vietnamese, Notation.ENGLISH: english}
    certain = {notation for notation in map(certain_notation, digits) if notation}
    if language:
        chosen = by_notation.pop(_FORCED[language])
    elif len(certain) == 1:
        chosen = by_notation.pop(certain.pop())
    elif not shape.is_scaled:
        # Whole units have no decimals worth three digits: 1.500 USD and 1,500 USD are the same.
        return _keep(max(filter(None, (vietnamese, english)), key=_size, default=None)), []
    elif shape.is_english:
        chosen = by_notation.pop(Notation.ENGLISH)
    elif vietnamese and english and vietnamese.lows + vietnamese.highs != english.lows + english.highs:
        # 45.500 tỷ has a Vietnamese group; in 45,500 tỷ the comma may be an English one.
        return [vietnamese], _keep(english if any("," in number for number in digits) else None)
    else:
        chosen = by_notation.pop(Notation.VIETNAMESE)
    return ([chosen], []) if chosen else ([], _keep(*by_notation.values(), repaired))


def _keep(*phrases: Phrase | None) -> list[Phrase]:
    return [phrase for phrase in phrases if phrase]


def _size(phrase: Phrase) -> tuple[bool, int]:
    return all(low.places == 0 for low in phrase.lows), max(low.mantissa for low in phrase.lows)


def _build_quantities(phrases: Iterable[Phrase]) -> tuple[list[Quantity], list[Bilingual]]:
    """Every different quantity that `phrases` can mean, and what is wrong with those that can be none."""
    quantities: dict[Quantity, None] = {}
    faults: list[Bilingual] = []
    for phrase in phrases:
        for low, high in _pair_ends(phrase):
            if low.whole is None or high.whole is None:
                faults.append(Bilingual("not a whole number of its unit", "không tròn đơn vị"))
                continue
            try:
                quantities[Quantity(low.whole, high.whole, phrase.unit, phrase.is_money)] = None
            except QuantityError as error:
                faults.append(error.message)
    return list(quantities), faults


def _pair_ends(phrase: Phrase) -> Iterator[tuple[Numeral, Numeral]]:
    if not phrase.highs:
        yield from ((low, low) for low in phrase.lows)
    for high in phrase.highs:
        yield from ((low, high) for low in phrase.lows)


def _ambiguous(snippet: str, quantities: list[Quantity]) -> AmountProblem:
    english = " or ".join(format_quantity(q, Language.EN) for q in quantities)
    vietnamese = " hoặc ".join(format_quantity(q, Language.VI) for q in quantities)
    if len(quantities) == 1:
        message = Bilingual(
            f"'{snippet}' is not in the notation of its unit: it may mean {english}",
            f"'{snippet}' không đúng cách viết số: có thể là {vietnamese}",
        )
    else:
        message = Bilingual(
            f"'{snippet}' is ambiguous: it may mean {english}", f"'{snippet}' có thể hiểu là {vietnamese}"
        )
    return AmountProblem(ProblemKind.AMBIGUOUS, message, tuple(quantities))


def _impossible(snippet: str, faults: list[Bilingual]) -> AmountProblem:
    reason = faults[0] if faults else Bilingual("not a number in either notation", "không phải là một số hợp lệ")
    message = Bilingual(f"'{snippet}' is no amount: {reason.en}", f"'{snippet}' không phải là số tiền: {reason.vi}")
    return AmountProblem(ProblemKind.IMPOSSIBLE, message)


def read_list(grammar: Grammar, start: int, *, text: str, language: Language | None) -> list[Reading]:
    """The amounts of a list whose last one alone has the unit ("30, 40 và 50 tỷ"); empty where there is no list."""
    items = grammar.find_list_items(start)
    if not items:
        return []
    last = read_amount(grammar, items[-1], text=text, language=language)
    if last is None or last.quantity is None or last.phrase is None or last.phrase.highs or not last.phrase.factor:
        return []
    notation = Notation.ENGLISH if last.phrase.is_english else Notation.VIETNAMESE
    atoms = grammar.atoms(_FORCED[language] if language else notation)
    readings: list[Reading] = []
    for item in items[:-1]:
        atom = atoms[item]
        value = atom.times(last.phrase.factor).whole if isinstance(atom, Numeral) else None
        if value is None:
            return []
        quantity = replace(last.quantity, low=value, high=value)
        readings.append(Reading(item, item + 1, quantity, phrase=last.phrase))
    return [*readings, last]
