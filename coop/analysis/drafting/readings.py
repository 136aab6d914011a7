"""What is typed for a value of a new agreement, read: `UsageError` says what is wrong with it, and what is expected."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from urllib.parse import urlsplit

from coop.analysis.drafting.background import Background
from coop.analysis.drafting.body_words import spot_level
from coop.analysis.drafting.draft import NOT_STATED, Draft, DraftParty
from coop.analysis.filters import parse_choice
from coop.bilingual import Bilingual
from coop.dataset.terms import Locality
from coop.dataset.vocabulary import Vocabulary
from coop.errors import UnknownName, UsageError
from coop.language.date_phrases import DateMatch, find_dates
from coop.language.dates import DateError, Edtf, EdtfDate, EdtfInterval, Precision, parse_edtf
from coop.language.places import find_places
from coop.language.snippets import cut_snippet
from coop.language.text import fold_name, map_text
from coop.validation.dates import advise_unit_of_then, exists_in, say_not_in_time

_DAY = "ngày"
_LONGEST_TEXT = 2000
_LONGEST_URL = 1000
_LONGEST_ID = 100
_URL = re.compile(r"(?P<host>https?://[^\s/?#]+\.[^\s/?#]+)(?P<rest>[/?#]\S*)?", re.IGNORECASE)
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+\.?")
# What is meant for EDTF, even if there is no such day.
_EDTF = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?~?(?:/(?:[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?~?|\.\.))?")
_YEARS = re.compile(r"([0-9]{4})\s?[-\u2013\u2014]\s?([0-9]{4})")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_line(typed: str) -> str:
    """A text on one line, in NFC and single spaces, without what cannot be seen."""
    text = " ".join(map_text(typed).text.split())
    text = "".join(character for character in text if character.isprintable())
    if not text or text == NOT_STATED:
        raise UsageError(Bilingual("it is empty, expected a text", "để trống, cần có chữ"))
    if len(text) > _LONGEST_TEXT:
        raise UsageError(
            Bilingual(
                f"it has {len(text)} characters, expected at most {_LONGEST_TEXT}",
                f"có {len(text)} ký tự, cần nhiều nhất {_LONGEST_TEXT}",
            )
        )
    return text


def read_url(typed: str) -> str:
    """An address of the web; its scheme and host, in which case makes no difference, in lower case."""
    text = typed.strip()
    found = _URL.fullmatch(text)
    if found is None or len(text) > _LONGEST_URL or not text.isprintable() or not _has_host(text):
        raise UsageError(
            Bilingual(f"'{cut_snippet(text)}' is no address", f"'{cut_snippet(text)}' không phải là địa chỉ trang"),
            hint=Bilingual("it begins with https:// or http://", "địa chỉ bắt đầu bằng https:// hoặc http://"),
        )
    return found["host"].lower() + (found["rest"] or "")


def _has_host(text: str) -> bool:
    """Whether the host is a name with a dot, the port a number if there is one, and nobody's password is in it."""
    try:
        parts = urlsplit(text)
        has_port = parts.port is not None or not parts.netloc.endswith(":")
    except ValueError:  # brackets that hold no address, or no such port
        return False
    return has_port and "@" not in parts.netloc and _HOST.fullmatch(parts.hostname or "") is not None


def read_date(typed: str, published: EdtfDate | None) -> tuple[EdtfDate, bool]:
    """A date, in EDTF or as Vietnamese or English is written, and whether some of it was worked out from `published`.

    "chiều 18/10" takes its year from the day of publication.
    """
    when, is_inferred = _read_when(typed, published)
    if isinstance(when, EdtfInterval):
        raise UsageError(
            Bilingual(f"'{when}' is an interval, expected a date", f"'{when}' là khoảng thời gian, cần một ngày"),
            hint=Bilingual("write 2019-11-16, or 16/11/2019", "viết 16/11/2019 hoặc 2019-11-16"),
        )
    return when, is_inferred


def read_period(typed: str, published: EdtfDate | None) -> tuple[EdtfInterval, bool]:
    """An interval, likewise."""
    years = _YEARS.fullmatch(typed.strip())
    if years is not None:
        return EdtfInterval(EdtfDate(int(years[1])), EdtfDate(int(years[2]))), False
    when, is_inferred = _read_when(typed, published)
    if isinstance(when, EdtfDate) or when.start is None:
        raise UsageError(
            Bilingual(
                f"'{when}' is no interval with a start", f"'{when}' không phải là khoảng thời gian có mốc bắt đầu"
            ),
            hint=Bilingual("write 2023-2025, 2023/2025 or 2023/..", "viết 2023-2025, 2023/2025 hoặc 2023/.."),
        )
    return when, is_inferred


def _read_when(typed: str, published: EdtfDate | None) -> tuple[Edtf, bool]:
    text = read_line(typed)
    try:
        return parse_edtf(text), False
    except DateError as error:
        if _EDTF.fullmatch(text):
            raise
        day = published.first_day if published is not None and published.precision is Precision.DAY else None
        match = _read_phrase(text, day)
        if match is None:
            raise UsageError(error.message, hint=error.hint) from None
    if match.value is None:
        assert match.problem is not None  # a match has the one or the other
        marked = f"{_DAY} {text}"  # if nobody typed that word, nobody is told of it
        said = (each.replace(marked, text) for each in match.problem.message)
        raise UsageError(Bilingual(*said))
    return match.value, bool(match.inferred)


def _read_phrase(text: str, published: date | None) -> DateMatch | None:
    """The date phrase that all of `text` is, also without the word before it that marks "18/10" as a day in prose."""
    for phrase in (text, f"{_DAY} {text}"):
        found = find_dates(phrase, published=published)
        if len(found) == 1 and (found[0].start, found[0].end) == (0, len(phrase)):
            return found[0]
    return None


def read_party(typed: str, draft: Draft, background: Background) -> DraftParty:
    """A locality by any name, or a body with its locality in its name ("Sở Y tế TP. Cần Thơ").

    It must exist on the date, where that is known, and not be a party already.
    """
    text = read_line(typed)
    locality = _find_locality(text, background)
    if locality.id in draft.localities:
        raise UsageError(
            Bilingual(f"{locality.name} is named twice", f"{locality.name} được nêu hai lần"),
        )
    check_time(locality, draft, background)
    return DraftParty(locality, text if spot_level([text]) is not None else None)


def _find_locality(text: str, background: Background) -> Locality:
    localities: Vocabulary[Locality] = background.vocabularies.localities
    try:
        return localities.resolve(text)
    except UnknownName:
        places = find_places(text, background.gazetteer)
        named = {place.slug for place in places if place.problem is None}
        if len(named) == 1 and spot_level([text]) is not None:
            return localities.terms[named.pop()]
        if len(named) > 1:
            raise _say_several(
                text, [localities.terms[each] for each in dict.fromkeys(p.slug for p in places)]
            ) from None
        raise


def _say_several(text: str, named: Sequence[Locality]) -> UsageError:
    names = ", ".join(f"'{each.name}'" for each in named)
    return UsageError(
        Bilingual(f"'{cut_snippet(text)}' names {len(named)} parties", f"'{cut_snippet(text)}' gồm {len(named)} bên"),
        hint=Bilingual(f"give each by itself: {names}", f"nêu riêng từng bên: {names}"),
    )


def check_time(locality: Locality, draft: Draft, background: Background) -> None:
    """`UsageError` where the locality did not exist on the draft's date; the hint names what was in its place."""
    if draft.date is not None and not exists_in(locality, draft.date):
        hint = advise_unit_of_then(locality, background.vocabularies, draft.date)
        raise UsageError(say_not_in_time(locality, draft.date), hint=hint)


def read_field(typed: str, draft: Draft, background: Background) -> str:
    """A field by id, name or another word for it."""
    field = background.vocabularies.fields.resolve(read_line(typed))
    if field.id in draft.fields:
        raise UsageError(Bilingual(f"'{field.id}' is named twice", f"'{field.id}' được nêu hai lần"))
    return field.id


def read_code(
    words: Mapping[str, Bilingual], noun: Bilingual, also: Mapping[str, Sequence[str]] | None = None
) -> Callable[[str], str]:
    """A reader for one of the codes of the data, which may be named in either language, or `also` in other words."""
    names = {code: {*map(fold_name, (code, *label, *(also or {}).get(code, ())))} for code, label in words.items()}

    def read(typed: str) -> str:
        key = fold_name(typed)
        named = [code for code, known in names.items() if key in known]
        return named[0] if len(named) == 1 else parse_choice(typed.strip(), tuple(words), noun)

    return read


def read_id(typed: str, background: Background) -> str:
    """An id that no agreement has."""
    text = typed.strip()
    if _ID.fullmatch(text) is None or len(text) > _LONGEST_ID:
        raise UsageError(
            Bilingual(f"'{cut_snippet(text)}' is no id", f"'{cut_snippet(text)}' không phải là mã"),
            hint=Bilingual(
                "it has lower-case letters without accents, digits and hyphens, such as ha-noi-thanh-hoa-2019",
                "mã gồm chữ thường không dấu, chữ số và gạch nối, chẳng hạn ha-noi-thanh-hoa-2019",
            ),
        )
    if text in background.taken_ids:
        raise UsageError(
            Bilingual(f"the id '{text}' is taken", f"mã '{text}' đã được dùng"),
            hint=Bilingual(
                f"'coop show {text}' shows whose it is", f"'coop show {text}' cho biết là của thỏa thuận nào"
            ),
        )
    return text
