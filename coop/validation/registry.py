"""Every rule by its code: what `docs/reference.md` and the tests walk."""

from coop.dataset import building, composer, dataset, document, scalars, schema, source_text, vocabulary_files
from coop.diagnostic import Rule
from coop.validation import dates, figures, files, names, references, statements, twins, vocabularies

_MODULES = (
    source_text,
    document,
    composer,
    scalars,
    schema,
    dataset,
    building,
    vocabulary_files,
    files,
    references,
    statements,
    vocabularies,
    dates,
    figures,
    twins,
    names,
)

RULES: dict[str, Rule] = {
    rule.code: rule for rule in sorted((r for m in _MODULES for r in m.RULES), key=lambda rule: rule.code)
}
