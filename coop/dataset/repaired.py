"""A document as it was meant: its letters and spaces put right.

A look-alike letter in a key makes that key unknown and another one missing. The form of the text has its own finding;
what else is told of a file is told of the document as it was meant, so that one cause has one finding.
"""

from dataclasses import dataclass, field

from coop.dataset.composer import Place, Value
from coop.dataset.document import Document, Marks
from coop.dataset.scalars import Refusal, resolve_plain
from coop.diagnostic import Span
from coop.language.form import repair_text


def build_repaired(document: Document) -> Document | None:
    """The document with every letter and space put right that has one right form; `None` where nothing changes.

    What an escape brings in stays as it is: the file's text does not show it, and the escape is told of where its value
    stands.
    """
    if document.text.isascii():
        return None
    rebuilding = _Rebuilding(document, document.text.split("\n"))
    data = rebuilding.rebuild(document.data, (), ())
    if data == document.data or not isinstance(data, dict):
        return None
    return Document(document.path, document.text, data, Marks(rebuilding.values, rebuilding.keys))


@dataclass(slots=True)
class _Rebuilding:
    """The places of the repaired document, as its values are rebuilt one by one."""

    document: Document
    lines: list[str]
    values: dict[Place, Span] = field(default_factory=dict)
    keys: dict[Place, Span] = field(default_factory=dict)

    def rebuild(self, value: Value, place: Place, repaired: Place) -> Value:
        """The value at `place`, repaired; it stands at the place `repaired` of the new document."""
        self.values[repaired] = self.document.span(*place)
        if place in self.document.keys:
            self.keys[repaired] = self.document.keys[place]
        if isinstance(value, dict):
            names = self._repair_keys(value, place)
            return {
                names[key]: self.rebuild(each, (*place, key), (*repaired, names[key])) for key, each in value.items()
            }
        if isinstance(value, list):
            return [self.rebuild(each, (*place, i), (*repaired, i)) for i, each in enumerate(value)]
        return self._repair(value, self.document.span(*place)) if isinstance(value, str) else value

    def _repair_keys(self, mapping: dict[str, Value], place: Place) -> dict[str, str]:
        """What each key was meant to be; where two were meant to be one, none is touched."""
        names = {key: self._repair_text(key, self.document.key_span(*place, key)) for key in mapping}
        return names if len(set(names.values())) == len(names) else {key: key for key in mapping}

    def _repair(self, value: str, span: Span) -> Value:
        repaired = self._repair_text(value, span)
        if repaired == value or self._written(span)[:1] in ("'", '"', "|", ">"):
            return repaired
        resolved = resolve_plain(repaired)  # without its odd characters it may be a number
        return repaired if resolved is None or isinstance(resolved, Refusal) else resolved

    def _repair_text(self, text: str, span: Span) -> str:
        return text if text.isascii() or "\\" in self._written(span) else repair_text(text)

    def _written(self, span: Span) -> str:
        """The value as it stands in the file; where it has several lines, with all that is in the outer two."""
        within = self.lines[span.line - 1 : span.end_line]
        if len(within) == 1:
            return within[0][span.column - 1 : span.end_column - 1]
        return "\n".join(within)[span.column - 1 :]
