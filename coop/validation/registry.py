"""Every rule by its code: what `docs/rules.md` and the tests walk."""

from coop.dataset import building, composer, dataset, document, scalars, schema, source_text, vocabulary_files
from coop.diagnostic import Rule
from coop.validation import dates, figures, files, names, references, vocabularies

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
    vocabularies,
    dates,
    figures,
    names,
)

RULES: dict[str, Rule] = {
    rule.code: rule for rule in sorted((r for m in _MODULES for r in m.RULES), key=lambda rule: rule.code)
}
