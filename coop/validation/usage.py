"""Which terms of the vocabularies no agreement uses."""

from collections.abc import Callable, Collection, Iterator, Sequence

from coop.bilingual import Bilingual
from coop.dataset.layout import vocabulary_path
from coop.dataset.vocabulary import Vocabularies
from coop.diagnostic import Diagnostic, Rule, Severity, Span

UNUSED_TERM = Rule(
    "X403", "unused-term", Severity.NOTE,
    Bilingual(
        "Some agreement uses every field, itself or by a narrower one, and every measure. Localities and regions are "
        "listed whole, used or not.",
        "Mỗi lĩnh vực (trực tiếp hoặc qua lĩnh vực hẹp hơn) và mỗi chỉ tiêu đều có thỏa thuận dùng đến. Địa phương và "
        "vùng thì liệt kê đầy đủ, dùng hay không cũng vậy.",
    ),
)  # fmt: skip

RULES = (UNUSED_TERM,)


def check_usage(
    used_fields: Collection[str],
    used_measures: Collection[str],
    *,
    vocabularies: Vocabularies,
    find_spans: Callable[[str], Sequence[Span]],
) -> Iterator[Diagnostic]:
    """Every field and measure but those used, which are all that the agreements use.

    `find_spans` gives the places of the ids of all terms of a vocabulary.
    """
    terms = vocabularies.fields.terms
    broader = {terms[each].broader for each in used_fields if each in terms}
    kinds = (
        ("fields", terms, {*used_fields, *broader}, Bilingual("field", "lĩnh vực")),
        ("measures", vocabularies.measures.terms, used_measures, Bilingual("measure", "chỉ tiêu")),
    )
    for name, known, used, kind in kinds:
        unused = [(position, term) for position, term in enumerate(known) if term not in used]
        spans = find_spans(name) if unused else ()
        yield from (_unused(vocabulary_path(name), spans[position], term, kind) for position, term in unused)


def _unused(path: str, span: Span, term: str, kind: Bilingual) -> Diagnostic:
    message = Bilingual(f"no agreement uses the {kind.en} '{term}'", f"không thỏa thuận nào dùng {kind.vi} '{term}'")
    hint = Bilingual(
        "take it out, or say in a comment what it is kept for: `# coop: ignore X403: …`",
        "bỏ mục này, hoặc ghi chú thích lý do giữ lại: `# coop: ignore X403: …`",
    )
    return Diagnostic(path, span, UNUSED_TERM, message, hint)
