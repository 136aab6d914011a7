"""Every rule by its code: what `docs/reference.md`, `--explain` and the tests walk."""

from coop.dataset import building, composer, document, loading, scalars, schema, source_text, vocabulary_files
from coop.diagnostic import Rule
from coop.validation import (
    dates,
    figures,
    files,
    links,
    names,
    references,
    schemas,
    statements,
    twins,
    usage,
    vocabularies,
    waivers,
)

_READING = (source_text, document, composer, scalars, schema, loading, building, vocabulary_files)
_CHECKING = (
    files, references, links, statements, vocabularies, dates, figures, twins, usage, schemas, names, waivers,
)  # fmt: skip

RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in sorted((r for m in (*_READING, *_CHECKING) for r in m.RULES), key=lambda rule: rule.code)
}

FIRM_CODES = frozenset(rule.code for m in (*_READING, waivers) for rule in m.RULES) | {names.BIDI_CONTROL.code}
"""What cannot be waived: without it a file cannot be read or computed with, or a reader does not see what it says."""
