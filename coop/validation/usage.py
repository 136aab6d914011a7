"""Which terms of the vocabularies no agreement uses."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from coop.bilingual import Bilingual
from coop.dataset.document import Document, Parsed
from coop.dataset.vocabulary import Vocabularies
from coop.diagnostic import Diagnostic, Rule, Severity

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
    read_files: Callable[[], Mapping[str, Parsed]],
) -> Iterator[Diagnostic]:
    """Every field and measure but those used, which are all that the agreements use.

    The vocabulary files are read only where there is such a term, for its place.
    """
    terms = vocabularies.fields.terms
    broader = {terms[each].broader for each in used_fields if each in terms}
    kinds = {
        "fields": (terms, {*used_fields, *broader}, Bilingual("field", "lĩnh vực")),
        "measures": (vocabularies.measures.terms, used_measures, Bilingual("measure", "chỉ tiêu")),
    }
    unused = {
        name: [(i, each) for i, each in enumerate(known) if each not in used]
        for name, (known, used, _) in kinds.items()
    }
    files = read_files() if any(unused.values()) else {}
    for name, parsed in files.items():
        if name in kinds and parsed.document is not None:
            yield from _unused(parsed.document, name, unused[name], kinds[name][2])


def _unused(document: Document, name: str, terms: Iterable[tuple[int, str]], kind: Bilingual) -> Iterator[Diagnostic]:
    for position, term in terms:
        message = Bilingual(
            f"no agreement uses the {kind.en} '{term}'", f"không thỏa thuận nào dùng {kind.vi} '{term}'"
        )
        hint = Bilingual(
            "take it out, or say in a comment what it is kept for: `# coop: ignore X403: …`",
            "bỏ mục này, hoặc ghi chú thích lý do giữ lại: `# coop: ignore X403: …`",
        )
        yield Diagnostic(document.path, document.span(name, position, "id"), UNUSED_TERM, message, hint)
