"""`Draft`: the answers given so far about a new agreement, and the data of its file."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from coop.dataset.composer import Value
from coop.dataset.terms import Locality
from coop.language.dates import EdtfDate, EdtfInterval
from coop.language.text import slugify

NOT_STATED = "-"
"""What is typed for a value that was looked for in the sources and is not there."""

_ORDER_OF_NOT_STATED = ("period", "item_count", "fields", "level", "instrument")
_LONGEST_SOURCE_ID = 40


@dataclass(frozen=True, slots=True)
class DraftParty:
    """One party: a locality, and the body that agreed for it where that was named."""

    locality: Locality
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a new agreement so far. `inferred` and `not_stated` name keys of the data."""

    url: str | None = None
    source_title: str | None = None
    publisher: str | None = None
    published: EdtfDate | None = None
    date: EdtfDate | None = None
    parties: tuple[DraftParty, ...] = ()
    instrument: str | None = None
    level: str | None = None
    status: str | None = None
    fields: tuple[str, ...] = ()
    period: EdtfInterval | None = None
    title_vi: str | None = None
    title_en: str | None = None
    agreement_id: str | None = None
    inferred: frozenset[str] = frozenset()
    not_stated: frozenset[str] = frozenset()

    @property
    def localities(self) -> tuple[str, ...]:
        """The ids of the parties."""
        return tuple(party.locality.id for party in self.parties)

    @property
    def titles(self) -> str:
        """Everything that was typed as a title, one a line: where a word of the curator's or the source's may stand."""
        return "\n".join(filter(None, (self.source_title, self.title_vi, self.title_en)))

    @property
    def path(self) -> str:
        """Where the file belongs, from the dataset's folder."""
        year = self.date.year if self.date is not None else 0
        return f"agreements/{year:04}/{self.agreement_id}.yaml"


def find_host(url: str | None) -> str | None:
    """The host of an address without its `www.`."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:  # brackets that hold no address
        return None
    return host.removeprefix("www.") if host else None


def build_data(draft: Draft) -> dict[str, Value]:
    """The data of the file; what is not known is left out."""
    values: dict[str, Value] = {
        "id": draft.agreement_id,
        "title": _fill({"vi": draft.title_vi, "en": draft.title_en}),
        "instrument": draft.instrument,
        "level": draft.level,
        "status": draft.status,
        "date": _text(draft.date),
        "period": _text(draft.period),
        "inferred": [key for key in ("date", "period") if key in draft.inferred],
        "parties": [_fill({"locality": party.locality.id, "body": party.body}) for party in draft.parties],
        "fields": list(draft.fields),
        "sources": list(_sources(draft)),
        "not_stated": [key for key in _ORDER_OF_NOT_STATED if key in draft.not_stated],
    }
    return _fill(values)


def _sources(draft: Draft) -> Iterator[Value]:
    yield _fill(
        {
            "id": _name_source(draft),
            "title": draft.source_title,
            "publisher": draft.publisher,
            "published": _text(draft.published),
            "url": draft.url,
        }
    )


def _name_source(draft: Draft) -> str:
    """The id of the one source: by its publisher, else by its host (`tuoitrethudo` of `tuoitrethudo.vn`)."""
    host = find_host(draft.url)
    labels = host.split(".") if host else []
    main = max(labels[:-1], key=len, default="")
    named = slugify(draft.publisher or "")[:_LONGEST_SOURCE_ID].strip("-")
    return named or slugify(main) or "nguon"


def _text(when: EdtfDate | EdtfInterval | None) -> str | None:
    return str(when) if when is not None else None


def _fill(values: dict[str, Value]) -> dict[str, Value]:
    """The values that there are."""
    return {key: value for key, value in values.items() if value is not None and value not in ([], {})}
