"""Values out of a document's plain data, each of the type that is asked for: one of another type counts as absent.

What was checked against a schema has the right types already; what was not is looked through all the same.
"""

from coop.bilingual import Bilingual
from coop.dataset.composer import Value

Data = dict[str, Value]


def text_at(data: Data, key: str) -> str:
    """The text under a key that has to be there; empty where it is not, of which the schema has told."""
    value = data.get(key)
    return value if isinstance(value, str) else ""


def optional_text_at(data: Data, key: str) -> str | None:
    """The text under a key that may be absent."""
    value = data.get(key)
    return value if isinstance(value, str) else None


def integer_at(data: Data, key: str) -> int | None:
    """The whole number under a key."""
    value = data.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def texts_at(data: Data, key: str) -> tuple[str, ...]:
    """The texts of the list under a key."""
    value = data.get(key)
    return tuple([each for each in value if isinstance(each, str)]) if isinstance(value, list) else ()


def mappings_at(data: Data, key: str) -> tuple[tuple[int, Data], ...]:
    """The mappings of the list under a key, each with its position in the list."""
    value = data.get(key)
    return tuple([(i, e) for i, e in enumerate(value) if isinstance(e, dict)]) if isinstance(value, list) else ()


def bilingual_at(data: Data, key: str) -> Bilingual:
    """The text in both languages under a key that has to be there; empty where it is not."""
    return optional_bilingual_at(data, key) or Bilingual("", "")


def optional_bilingual_at(data: Data, key: str) -> Bilingual | None:
    """The text in both languages under a key that may be absent."""
    value = data.get(key)
    return Bilingual(text_at(value, "en"), text_at(value, "vi")) if isinstance(value, dict) else None
