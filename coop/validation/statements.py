"""What a file says about its own values: which are not stated, which were worked out, on which the sources disagree."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from coop.bilingual import Bilingual
from coop.dataset.advice import Adviser
from coop.dataset.agreement import Agreement
from coop.dataset.composer import Place, Value
from coop.dataset.document import Document
from coop.dataset.scalars import shorten
from coop.dataset.values import Data, mappings_at, text_at, texts_at
from coop.diagnostic import Diagnostic, Rule, Severity
from coop.validation.doubts import Doubts

STATED_AND_NOT_STATED = Rule(
    "D306", "stated-and-not-stated", Severity.ERROR,
    Bilingual(
        "What `not_stated` names is not there: no value beside it, no `between` beside `from` or `to`, and not every "
        "party with someone who signed beside `signatories`.",
        "Điều mà `not_stated` nêu thì không có trong tệp: không có giá trị đó, không có `between` bên cạnh `from` hay "
        "`to`, và với `signatories` thì không phải bên nào cũng có người ký.",
    ),
)  # fmt: skip
INFERRED_AND_ABSENT = Rule(
    "D307", "inferred-and-absent", Severity.ERROR,
    Bilingual(
        "What `inferred` names is there: only a value that is given can have been worked out.",
        "Điều mà `inferred` nêu thì phải có: chỉ giá trị đã ghi mới có thể là do suy ra.",
    ),
)  # fmt: skip
CONFLICT_AT_NOTHING = Rule(
    "X316", "conflict-at-nothing", Severity.ERROR,
    Bilingual(
        "`conflicts.at` leads to the value that was kept, by keys and ids: `date`, `figures.von-dang-ky.amount`, "
        "`parties.ha-noi.body`; to the `qualifier` of a number also where none stands, for that means exact.",
        "`conflicts.at` dẫn đến giá trị được giữ lại, qua các khóa và mã: `date`, `figures.von-dang-ky.amount`, "
        "`parties.ha-noi.body`; dẫn đến `qualifier` của một số cả khi không ghi, vì không ghi nghĩa là chính xác.",
    ),
)  # fmt: skip

RULES = (STATED_AND_NOT_STATED, INFERRED_AND_ABSENT, CONFLICT_AT_NOTHING)

_STATED_BY: Mapping[str, tuple[str, ...]] = {"from": ("from", "between"), "to": ("to", "between")}
_IDS = ("id", "locality")  # what names a mapping in a list: a figure, a source, a relation; a party
_QUALIFIER = "qualifier"


_ONE_IS_WRONG = Bilingual("one of the two is wrong", "một trong hai chỗ bị sai")


def check_statements(agreement: Agreement, document: Document, doubts: Doubts) -> Iterator[Diagnostic]:
    """Whether what the agreement, its figures and its events say of their values is true of the file."""
    if not doubts.about("parties") and not doubts.about("not_stated"):
        yield from _check_signatories(agreement, document)
    yield from _check_mapping(document, (), document.data, doubts)
    for key in ("figures", "events"):
        for position, each in mappings_at(document.data, key):
            yield from _check_mapping(document, (key, position), each, doubts)
    conflicts = mappings_at(document.data, "conflicts")
    if not conflicts:
        return
    adviser, known = Adviser(), _Steps()
    for position, conflict in conflicts:
        at = text_at(conflict, "at")
        if not at or doubts.about("conflicts", position, "at"):
            continue
        missing = known.find_missing(document.data, at)
        if missing is not None:
            step, there = missing
            span = document.span("conflicts", position, "at")
            message = Bilingual(
                f"'{shorten(at, 100)}' leads to nothing: no '{shorten(step)}' there",
                f"'{shorten(at, 100)}' không dẫn đến đâu: ở đó không có '{shorten(step)}'",
            )
            hint = adviser.say_nearest(step, there, noun=Bilingual("key or id", "khóa hoặc mã"))
            yield Diagnostic(document.path, span, CONFLICT_AT_NOTHING, message, hint)


def _check_mapping(document: Document, place: Place, data: Data, doubts: Doubts) -> Iterator[Diagnostic]:
    for position, key in enumerate(texts_at(data, "not_stated")):
        stated = next((each for each in _STATED_BY.get(key, (key,)) if each in data), None)
        if stated is not None and not doubts.about(*place, "not_stated", position):
            span = document.span(*place, "not_stated", position)
            line = document.key_span(*place, stated).line
            message = Bilingual(
                f"'{key}' stands under not_stated, and '{stated}' is stated in line {line}",
                f"'{key}' được ghi trong not_stated, mà '{stated}' lại có ở dòng {line}",
            )
            yield Diagnostic(document.path, span, STATED_AND_NOT_STATED, message, _ONE_IS_WRONG)
    for position, key in enumerate(texts_at(data, "inferred")):
        if key not in data and not doubts.about(*place, "inferred", position):
            span = document.span(*place, "inferred", position)
            message = Bilingual(
                f"'{key}' stands under inferred, and there is no '{key}'",
                f"'{key}' được ghi trong inferred, mà không có '{key}'",
            )
            hint = Bilingual(
                "a value that is not known stands under not_stated", "giá trị không biết thì ghi trong not_stated"
            )
            yield Diagnostic(document.path, span, INFERRED_AND_ABSENT, message, hint)


def _check_signatories(agreement: Agreement, document: Document) -> Iterator[Diagnostic]:
    """Signatories are no key: they are stated when every party has one; of some parties alone they may be told."""
    if "signatories" not in agreement.not_stated or agreement.party_count not in (None, len(agreement.parties)):
        return
    if all(any(person.role == "signed" for person in party.people) for party in agreement.parties):
        span = document.span("not_stated", agreement.not_stated.index("signatories"))
        message = Bilingual(
            "'signatories' stands under not_stated, and every party has someone who signed",
            "'signatories' được ghi trong not_stated, mà bên nào cũng có người ký",
        )
        yield Diagnostic(document.path, span, STATED_AND_NOT_STATED, message, _ONE_IS_WRONG)


@dataclass(slots=True)
class _Steps:
    """What one more step of a path may lead to from each list that a path has been through, by the list's identity."""

    of_lists: dict[int, dict[str, Value]] = field(default_factory=dict)

    def find_missing(self, data: Data, at: str) -> tuple[str, Iterable[str]] | None:
        """The first step of the path that leads nowhere, and the steps that there are in its place."""
        here: Value = data
        for step in at.split("."):
            there = self._from(here)
            is_exact = step == _QUALIFIER and isinstance(here, dict) and "unit" in here  # absent, it means exact
            if step not in there and not is_exact:
                return step, there
            here = there.get(step)
        return None

    def _from(self, value: Value) -> dict[str, Value]:
        if isinstance(value, dict):
            return value
        if not isinstance(value, list):
            return {}
        if id(value) not in self.of_lists:
            self.of_lists[id(value)] = _steps_from(value)
        return self.of_lists[id(value)]


def _steps_from(values: list[Value]) -> dict[str, Value]:
    """Of a list, the ids of its mappings and its words."""
    steps: dict[str, Value] = {}
    for each in values:
        name = next((each[key] for key in _IDS if key in each), None) if isinstance(each, dict) else each
        if isinstance(name, str):
            steps.setdefault(name, each)
    return steps
