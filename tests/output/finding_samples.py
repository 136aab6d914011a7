"""Findings that the tests of the formats of findings draw, and hypothesis strategies for any others."""

from hypothesis import strategies as st

from coop.bilingual import Bilingual, Language
from coop.diagnostic import Diagnostic, Rule, Severity, Span
from coop.output.findings import Findings
from coop.validation.waivers import Waived

UNKNOWN = Rule(
    "X301",
    "unknown-locality",
    Severity.ERROR,
    Bilingual("a locality is one of the vocabulary", "địa phương có trong bảng từ vựng"),
)
TWINS = Rule(
    "X401",
    "likely-twins",
    Severity.WARNING,
    Bilingual("one fact is one figure", "mỗi dữ kiện là một số liệu"),
)
UNUSED = Rule(
    "X403",
    "unused-term",
    Severity.NOTE,
    Bilingual("each term of a vocabulary is used", "mỗi mã trong bảng từ vựng đều được dùng"),
)
RULES = (UNKNOWN, TWINS, UNUSED)

FILE = "agreements/2019/ha-noi-da-nang-2019.yaml"
LINE = "  - locality: da-nag"
HOSTILE = "a\nb\r::error::x%0A]]>\x1b[31m\x00\u202e\u2028\ud800\ufffe<&\"'>,:[a](https://x){0}\t"


def _both(text: str) -> Bilingual:
    return Bilingual(text, f"vi {text}")


def make_diagnostic(
    rule: Rule = UNKNOWN,
    *,
    path: str = FILE,
    span: Span = Span(12, 15, 12, 21),  # noqa: B008 (immutable)
    message: str = "no locality with id 'da-nag'",
    hint: str | None = "the nearest known id is 'da-nang'",
    excerpt: str | None = LINE,
) -> Diagnostic:
    """A finding; what it says in Vietnamese is what it says in English with a word before it."""
    return Diagnostic(path, span, rule, _both(message), None if hint is None else _both(hint), excerpt)


def make_findings(
    *diagnostics: Diagnostic,
    waived: tuple[Waived, ...] = (),
    files: tuple[str, ...] = (),
    folder: str = "data",
    language: Language = Language.EN,
    least: Severity = Severity.ERROR,
) -> Findings:
    """Findings in the dataset folder `data`."""
    return Findings(diagnostics, waived, files, folder, language, least)


def make_rules(count: int, severity: Severity = Severity.ERROR) -> tuple[Rule, ...]:
    """Rules of one severity, in the order of their codes."""
    meaning = Bilingual("it holds", "đúng")
    return tuple(Rule(f"X{500 + number}", f"rule-{number}", severity, meaning) for number in range(count))


SAMPLE = make_findings(
    make_diagnostic(TWINS, path="../schemas/agreement.schema.json", span=Span(3, 1, 5, 4), hint=None, excerpt="{"),
    make_diagnostic(message="không có địa phương có mã 'đà-nẵg': 100%, [a](b)"),
    make_diagnostic(UNUSED, path="fields.yaml", span=Span(1, 1, 1, 1), hint=None, excerpt=None),
    waived=(Waived(make_diagnostic(TWINS, span=Span(40, 1, 40, 5), excerpt="  id: b"), "nguồn in hai lần", 40),),
    files=(FILE, "agreements/2023/ha-noi-can-tho-2023.yaml", "fields.yaml"),
)


# Any character, the hostile ones often.
texts = st.text(st.characters() | st.sampled_from(HOSTILE), max_size=60)
spans = st.builds(
    lambda line, column, lines, width: Span(line, column, line + lines, max(1, (0 if lines else column) + width)),
    *(st.integers(1, 9), st.integers(1, 50), st.integers(0, 2), st.integers(0, 9)),
)
diagnostics = st.builds(
    lambda rule, path, span, message, hint, excerpt: make_diagnostic(
        rule, path=path, span=span, message=message, hint=hint, excerpt=excerpt
    ),
    *(st.sampled_from(RULES), texts.filter(bool), spans, texts, st.none() | texts, st.none() | texts),
)
all_findings = st.builds(
    Findings,
    diagnostics=st.lists(diagnostics, max_size=25).map(tuple),
    waived=st.lists(st.builds(Waived, diagnostics, texts), max_size=3).map(tuple),
    files=st.lists(texts.filter(bool), max_size=3).map(tuple),
    folder=st.sampled_from(("", "data", "../other", "/abs/data")),
    language=st.sampled_from(Language),
    least=st.sampled_from((Severity.ERROR, Severity.WARNING)),
)
