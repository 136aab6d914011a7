"""Which terms of the vocabularies no agreement uses."""

from collections.abc import Iterable, Iterator, Mapping

from coop.bilingual import Bilingual
from coop.dataset.agreement import Agreement
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
    agreements: Iterable[Agreement], vocabularies: Vocabularies, files: Mapping[str, Parsed]
) -> Iterator[Diagnostic]:
    """Every field and measure that none of the agreements uses, which are all there are."""
    fields: set[str] = set()
    measures: set[str] = set()
    for agreement in agreements:
        fields.update(agreement.all_fields)
        measures.update(figure.measure for figure in agreement.figures_with_projects)
    terms = vocabularies.fields.terms
    fields.update(broader for each in tuple(fields) if each in terms and (broader := terms[each].broader) is not None)
    kinds = {
        "fields": (terms, fields, Bilingual("field", "lĩnh vực")),
        "measures": (vocabularies.measures.terms, measures, Bilingual("measure", "chỉ tiêu")),
    }
    for name, (known, used, kind) in kinds.items():
        document = files[name].document
        if document is not None:
            yield from _unused(document, name, [(i, each) for i, each in enumerate(known) if each not in used], kind)


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
