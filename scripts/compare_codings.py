"""Compares two independent codings of the same agreements, and prints as Markdown how far they agree.

    python scripts/compare_codings.py FIRST SECOND [ID...]

FIRST and SECOND are data folders. Without ids, the agreements that both hold are compared. Titles, notes, bodies and
offices are the coders' or the sources' own words and are not compared.

Cohen's kappa (J. Cohen, "A coefficient of agreement for nominal scales", 1960) is (po - pe) / (1 - pe), where po is the
share of cases on which both agree and pe the share on which they would agree by chance: the sum, over the categories,
of the product of the shares with which each coder uses the category.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from urllib.parse import urlsplit

from coop.bilingual import Bilingual
from coop.dataset.agreement import Agreement, Figure
from coop.dataset.dataset import Dataset
from coop.dataset.loading import open_dataset
from coop.errors import CoopError, UsageError
from coop.language.text import fold_name

ABSENT = "–"
Pair = tuple[Agreement, Agreement]
FigurePair = tuple[Figure, Figure]


def find_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> Fraction | None:
    """Cohen's kappa of what two coders said of the same cases; `None` where both used one and the same category."""
    if not pairs:
        return None
    size = len(pairs)
    first, second = (Counter(said) for said in zip(*pairs, strict=True))
    observed = Fraction(sum(one == other for one, other in pairs), size)
    by_chance = Fraction(sum(number * second[category] for category, number in first.items()), size * size)
    return None if by_chance == 1 else (observed - by_chance) / (1 - by_chance)


def find_jaccard(one: frozenset[str], other: frozenset[str]) -> Fraction:
    """The share of what either set holds that both hold; two empty sets are alike."""
    return Fraction(len(one & other), len(one | other)) if one | other else Fraction(1)


# ---- one value for each agreement ----


@dataclass(frozen=True, slots=True)
class Variable:
    """What an agreement says once; `is_coded` where it takes one of a few codes, for which kappa is found."""

    name: str
    value_of: Callable[[Agreement], str]
    is_coded: bool = False


def _text(value: object) -> str:
    return ABSENT if value is None else str(value)


VARIABLES = (
    Variable("instrument", lambda a: _text(a.instrument), is_coded=True),
    Variable("level", lambda a: _text(a.level), is_coded=True),
    Variable("status", lambda a: a.status, is_coded=True),
    Variable("date", lambda a: str(a.date)),
    Variable("date inferred", lambda a: "yes" if "date" in a.inferred else "no", is_coded=True),
    Variable("period", lambda a: _text(a.period)),
    Variable("item_count", lambda a: _text(a.item_count)),
    Variable("party_count", lambda a: _text(a.party_count)),
)

# ---- sets ----


@dataclass(frozen=True, slots=True)
class SetVariable:
    """What an agreement says as a set; kappa is found over every decision on a member of `universe`, if it has any.

    `of` gets the dataset too, whose vocabulary says which field is broader.
    """

    name: str
    of: Callable[[Dataset, Agreement], frozenset[str]]
    universe: Callable[[Dataset], frozenset[str]]


def _broader(dataset: Dataset, field_id: str) -> str:
    return dataset.vocabularies.fields.terms[field_id].broader or field_id


SETS = (
    SetVariable("parties", lambda _, a: frozenset(a.localities), lambda _: frozenset()),
    SetVariable("fields", lambda _, a: frozenset(a.fields), lambda d: frozenset(d.vocabularies.fields.terms)),
    SetVariable(
        "fields, by their broader ones",
        lambda d, a: frozenset(_broader(d, each) for each in a.fields),
        lambda d: frozenset(_broader(d, each) for each in d.vocabularies.fields.terms),
    ),
)


def find_decisions(
    pairs: Iterable[tuple[frozenset[str], frozenset[str]]], universe: frozenset[str]
) -> list[tuple[bool, bool]]:
    """For each agreement and each member of `universe` whether the one and the other coder put it in the set."""
    return [(member in one, member in other) for one, other in pairs for member in sorted(universe)]


# ---- what is matched one to one ----


def match_figures(first: Agreement, second: Agreement) -> tuple[FigurePair, ...]:
    """Pair the figures that give the same number: the same amount of one currency, or of one measure or unit.

    A number of projects beside money counts as a figure. Of several candidates those that agree in most properties are
    paired first, then in the order of the files.
    """
    candidates = [
        (-sum(of(one) == of(other) for _, of in PROPERTIES), i, j)
        for i, one in enumerate(first.figures_with_projects)
        for j, other in enumerate(second.figures_with_projects)
        if _is_same_number(one, other)
    ]
    used_first: set[int] = set()
    used_second: set[int] = set()
    found = []
    for _, i, j in sorted(candidates):
        if i not in used_first and j not in used_second:
            used_first.add(i)
            used_second.add(j)
            found.append((first.figures_with_projects[i], second.figures_with_projects[j]))
    return tuple(found)


def _is_same_number(one: Figure, other: Figure) -> bool:
    a, b = one.quantity, other.quantity
    if (a.low, a.high, a.is_money) != (b.low, b.high, b.is_money):
        return False
    return a.unit == b.unit or (not a.is_money and one.measure == other.measure)


def _ends(ids: Iterable[str]) -> str:
    return ", ".join(sorted(ids)) or ABSENT


PROPERTIES: tuple[tuple[str, Callable[[Figure], str]], ...] = (
    ("measure", lambda f: f.measure),
    ("from", lambda f: _ends(f.ends.source or f.ends.between)),
    ("to", lambda f: _ends(f.ends.destination or f.ends.between)),
    ("as_of or period", lambda f: str(f.as_of) if f.as_of else ", ".join(sorted(map(str, f.period))) or ABSENT),
    ("qualifier", lambda f: f.quantity.qualifier.value),
    ("field", lambda f: _text(f.field)),
)


def _events(agreement: Agreement) -> list[str]:
    return [f"{event.kind} {_text(event.date)}" for event in agreement.events]


def _event_dates(agreement: Agreement) -> list[str]:
    return [_text(event.date) for event in agreement.events]


def _people(agreement: Agreement) -> list[str]:
    return [f"{party.locality}: {fold_name(p.name)}" for party in agreement.parties for p in party.people]


def _sources(agreement: Agreement) -> list[str]:
    return [_address(source.url) if source.url else fold_name(source.title) for source in agreement.sources]


def _address(url: str) -> str:
    """The address without what makes no difference: scheme, `www.`, the slash at its end, a fragment."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:  # not quite an address: compared as it is written
        return url
    return f"{host}{parts.path.rstrip('/')}{'?' if parts.query else ''}{parts.query}"


LISTS: tuple[tuple[str, Callable[[Agreement], list[str]]], ...] = (
    ("events (kind and date)", _events),
    ("events (date)", _event_dates),
    ("people (party and name)", _people),
    ("sources (address)", _sources),
)

# They differ only where something else differs that is listed.
_SUBSUMED = frozenset({"events (date)", "fields, by their broader ones"})

# ---- the comparison ----


@dataclass(frozen=True, slots=True)
class Difference:
    """One value on which the codings differ."""

    agreement: str
    variable: str
    first: str
    second: str


class Comparison:
    """Both codings of the agreements with these ids, or of all that both hold; `UsageError` if there are none.

    `UnknownName` if an id is in neither or only one of them.
    """

    def __init__(self, first: Dataset, second: Dataset, ids: Sequence[str] = ()) -> None:
        self.datasets = first, second
        chosen = sorted(set(ids) or first.by_id.keys() & second.by_id.keys())
        if not chosen:
            raise UsageError(
                Bilingual("no agreement is in both codings", "không có thỏa thuận nào có trong cả hai lần mã hóa"),
                hint=Bilingual("both must use the same ids", "cả hai lần phải dùng cùng mã"),
            )
        self.pairs: tuple[Pair, ...] = tuple((first.agreement(each), second.agreement(each)) for each in chosen)

    def sets_of(self, variable: SetVariable) -> list[tuple[frozenset[str], frozenset[str]]]:
        """What both say of one set, for each agreement."""
        first, second = self.datasets
        return [(variable.of(first, one), variable.of(second, other)) for one, other in self.pairs]

    def universe_of(self, variable: SetVariable) -> frozenset[str]:
        """Everything that may be in the set, by either vocabulary."""
        first, second = self.datasets
        return variable.universe(first) | variable.universe(second)

    def differences(self) -> Iterator[Difference]:
        """Every value on which the codings differ, by agreement."""
        for position, (one, other) in enumerate(self.pairs):
            for variable in VARIABLES:
                yield from _differ(one.id, variable.name, variable.value_of(one), variable.value_of(other))
            sets = {each.name: [sorted(said) for said in self.sets_of(each)[position]] for each in SETS}
            lists = {name: [of(one), of(other)] for name, of in LISTS}
            for name, (said, said_by_other) in (sets | lists).items():
                if name not in _SUBSUMED:
                    yield from _differ_lists(one.id, name, said, said_by_other)
            yield from _differ_figures(one, other)


def _differ(agreement: str, variable: str, first: str, second: str) -> Iterator[Difference]:
    if first != second:
        yield Difference(agreement, variable, first, second)


def _differ_lists(agreement: str, variable: str, first: list[str], second: list[str]) -> Iterator[Difference]:
    only = (Counter(first) - Counter(second), Counter(second) - Counter(first))
    yield from _differ(agreement, variable, *("; ".join(sorted(each.elements())) or ABSENT for each in only))


def _differ_figures(one: Agreement, other: Agreement) -> Iterator[Difference]:
    matched = match_figures(one, other)
    for a, b in matched:
        for name, of in PROPERTIES:
            yield from _differ(one.id, f"figure {a.as_stated}: {name}", of(a), of(b))
    alone = (
        [
            f"{f.measure}: {f.as_stated}"
            for f in agreement.figures_with_projects
            if all(f != pair[side] for pair in matched)
        ]
        for side, agreement in enumerate((one, other))
    )
    yield from _differ_lists(one.id, "figures", *alone)


# ---- Markdown ----


def render_comparison(comparison: Comparison) -> str:
    """Tables of what was compared and how much of it is alike, and the list of differences."""
    number = len(comparison.pairs)
    blocks = (
        f"Agreements coded twice: {number}. κ is Cohen's kappa, – where it is not defined.",
        "## One value an agreement\n\n" + _table(_VALUE_HEAD, _value_rows(comparison)),
        "## Sets\n\n" + _table(_SET_HEAD, _set_rows(comparison)),
        "## Lists, matched one to one\n\n" + _table(_LIST_HEAD, _list_rows(comparison)),
        "## Figures found in both\n\n" + _table(_PROPERTY_HEAD, _property_rows(comparison)),
        "## Differences\n\n" + _table(_DIFFERENCE_HEAD, _difference_rows(comparison)),
    )
    return "\n\n".join(blocks) + "\n"


_VALUE_HEAD = ("variable", "compared", "alike", "agreement", "κ", "stated by either", "alike of these", "agreement")
_SET_HEAD = ("variable", "compared", "same set", "agreement", "mean Jaccard", "decisions", "alike", "agreement", "κ")
_LIST_HEAD = ("variable", "in first", "in second", "in both", "of first", "of second", "of both (Dice)")
_PROPERTY_HEAD = ("property", "compared", "alike", "agreement")
_DIFFERENCE_HEAD = ("agreement", "variable", "first", "second")


def _value_rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    for variable in VARIABLES:
        said = [(variable.value_of(one), variable.value_of(other)) for one, other in comparison.pairs]
        stated = [pair for pair in said if pair != (ABSENT, ABSENT)]
        alike, alike_stated = (sum(one == other for one, other in pairs) for pairs in (said, stated))
        kappa = _number(find_kappa(said)) if variable.is_coded else ""
        both = (*_share(alike, len(said)), kappa, str(len(stated)), *_share(alike_stated, len(stated))[1:])
        yield (variable.name, *both)


def _set_rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    for variable in SETS:
        said = comparison.sets_of(variable)
        decisions = find_decisions(said, comparison.universe_of(variable))
        jaccard = sum((find_jaccard(*pair) for pair in said), Fraction()) / len(said)
        told = ("", "", "", "")
        if decisions:
            told = (*_share(sum(a == b for a, b in decisions), len(decisions)), _number(find_kappa(decisions)))
        yield (variable.name, *_share(sum(a == b for a, b in said), len(said)), _number(jaccard), *told)


def _list_rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    pairs = comparison.pairs
    sizes = [(len(one.figures_with_projects), len(other.figures_with_projects)) for one, other in pairs]
    yield _matched("figures (number)", sizes, sum(len(match_figures(*pair)) for pair in pairs))
    for name, of in LISTS:
        counted = [(Counter(of(one)), Counter(of(other))) for one, other in pairs]
        both = sum((one & other).total() for one, other in counted)
        yield _matched(name, [(one.total(), other.total()) for one, other in counted], both)


def _matched(name: str, sizes: Iterable[tuple[int, int]], both: int) -> tuple[str, ...]:
    first, second = (sum(each) for each in zip(*sizes, strict=True))
    shares = (_percent(both, first), _percent(both, second), _percent(2 * both, first + second))
    return (name, str(first), str(second), str(both), *shares)


def _property_rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    matched = [figures for pair in comparison.pairs for figures in match_figures(*pair)]
    for name, of in PROPERTIES:
        yield (name, *_share(sum(of(one) == of(other) for one, other in matched), len(matched)))


def _difference_rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    for each in comparison.differences():
        yield f"`{each.agreement}`", each.variable, each.first, each.second


def _share(part: int, whole: int) -> tuple[str, str, str]:
    return str(whole), str(part), _percent(part, whole)


def _percent(part: int, whole: int) -> str:
    return f"{(200 * part + whole) // (2 * whole)}%" if whole else ABSENT


def _number(value: Fraction | None) -> str:
    return ABSENT if value is None else f"{float(value):.2f}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, (":---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare what the arguments name; returns the exit status, 2 where that cannot be done."""
    parser = argparse.ArgumentParser(prog="compare_codings", description="How far two codings of the same agree.")
    parser.add_argument("first", metavar="FIRST", help="data folder of the first coding")
    parser.add_argument("second", metavar="SECOND", help="data folder of the second coding")
    parser.add_argument(
        "ids", metavar="ID", nargs="*", help="agreements to compare; all that both hold if none is named"
    )
    asked = parser.parse_args(arguments)
    try:
        datasets = open_dataset(asked.first), open_dataset(asked.second)
        text = render_comparison(Comparison(*datasets, asked.ids))
    except CoopError as error:
        hint = f"\n  hint: {error.hint}" if error.hint else ""
        sys.stderr.write(f"error: {error.message}{hint}\n")
        return int(error.exit_code)
    for dataset in datasets:
        for left_out in dataset.left_out:
            sys.stderr.write(f"left out, as it is not sound: {dataset.location.root / left_out.path}\n")
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
