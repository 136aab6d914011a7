"""Which rules are asked for: `--select X3,D301 --ignore likely-twins`."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from coop.bilingual import Bilingual
from coop.dataset.advice import say_nearest
from coop.diagnostic import Diagnostic, Rule
from coop.errors import UnknownName, UsageError


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """The codes of the rules whose findings are reported."""

    codes: frozenset[str]

    @classmethod
    def parse(cls, rules: Mapping[str, Rule], *, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Self:
        """All rules, or those selected, without those ignored.

        Each text holds codes, beginnings of codes (`X`, `X3`) or names of rules, joined by commas. Raises
        `UsageError` for a text without any, or where none is left, and `UnknownName` for one that fits no rule.
        """
        chosen = _find_codes(rules, select, "--select") if select else frozenset(rules)
        left = chosen - _find_codes(rules, ignore, "--ignore")
        if not left:
            message = Bilingual("--select and --ignore leave no rule", "--select và --ignore không để lại quy tắc nào")
            raise UsageError(message)
        return cls(left)

    def select(self, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """The findings of the chosen rules."""
        return tuple(each for each in diagnostics if each.code in self.codes)


def find_rule(rules: Mapping[str, Rule], typed: str) -> Rule:
    """The rule of one code or name, in any case; `UnknownName` names the nearest."""
    found = rules.get(typed.strip().upper()) or next(
        (r for r in rules.values() if r.name == typed.strip().lower()), None
    )
    if found is None:
        raise _unknown(rules.values(), typed)
    return found


def _find_codes(rules: Mapping[str, Rule], texts: Sequence[str], origin: str) -> frozenset[str]:
    found: set[str] = set()
    for typed in (part.strip() for text in texts for part in text.split(",")):
        if not typed:
            message = Bilingual(f"{origin} holds an empty code", f"{origin} có mã rỗng")
            hint = Bilingual("separate codes by commas: X301,D", "ngăn các mã bằng dấu phẩy: X301,D")
            raise UsageError(message, hint=hint)
        fitting = {code for code, rule in rules.items() if code.startswith(typed.upper()) or rule.name == typed.lower()}
        if not fitting:
            raise _unknown(rules.values(), typed)
        found |= fitting
    return frozenset(found)


def _unknown(rules: Collection[Rule], typed: str) -> UnknownName:
    names = [name for rule in rules for name in (rule.code, rule.name)]
    hint = say_nearest(typed, names, noun=Bilingual("rule", "quy tắc"))
    listed = Bilingual("the reference lists the rules by code", "tài liệu tham khảo liệt kê các quy tắc theo mã")
    message = Bilingual(f"no rule '{typed}'", f"không có quy tắc '{typed}'")
    return UnknownName(message, hint=hint or listed)
