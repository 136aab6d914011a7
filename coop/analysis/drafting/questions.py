"""What is asked about a new agreement, in order: what comes first is what later proposals are made from."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

from coop.analysis import words
from coop.analysis.drafting import proposals
from coop.analysis.drafting.background import Background
from coop.analysis.drafting.body_words import INSTRUMENT_WORDS, LEVEL_WORDS
from coop.analysis.drafting.draft import NOT_STATED, Draft
from coop.analysis.drafting.proposals import Proposal
from coop.analysis.drafting.readings import (
    read_code,
    read_date,
    read_field,
    read_id,
    read_line,
    read_party,
    read_period,
    read_url,
)
from coop.bilingual import Bilingual
from coop.errors import UsageError
from coop.validation.dates import exists_in

Take = Callable[[Draft, str, Background], Draft]
Choices = Iterator[Bilingual]


class Unasked(Enum):
    """What becomes of a proposal where nobody is asked."""

    OFFERED = auto()  # told, and no data
    TAKEN = auto()  # what no source has to state
    TAKEN_AND_TOLD = auto()  # what the file cannot do without


def _propose_nothing(_draft: Draft, _background: Background) -> Proposal | None:
    return None


def _list_nothing(_draft: Draft, _background: Background) -> Choices:
    return iter(())


@dataclass(frozen=True, slots=True)
class Question:
    """One question: `take` reads an answer into the draft, `clear` takes the answers back, `count` says how many stand.

    `least` answers are needed; where one is missing, that goes without saying if one that it is `made_from` is wrong
    or missing. `keys` are the keys of the data that come of it, joined by dots. `advice` helps where it is missing.
    """

    flag: str
    prompt: Bilingual
    keys: tuple[str, ...]
    take: Take
    clear: Callable[[Draft], Draft]
    count: Callable[[Draft], int]
    propose: Callable[[Draft, Background], Proposal | None] = _propose_nothing
    list_choices: Callable[[Draft, Background], Choices] = _list_nothing
    least: int = 0
    repeats: bool = False
    unasked: Unasked = Unasked.OFFERED
    made_from: tuple[str, ...] = ()
    advice: Bilingual | None = None


def _or_not_stated(key: str, take: Take) -> Take:
    """Takes `-` too: that it was looked for in the sources and is not there."""

    def take_either(draft: Draft, typed: str, background: Background) -> Draft:
        is_untold = typed.strip() == NOT_STATED
        if (is_untold and getattr(draft, key)) or key in draft.not_stated:
            message = Bilingual("'-' goes with no other value", "'-' không đi cùng giá trị nào khác")
            raise UsageError(message, hint=Bilingual("it says that no source tells", "nghĩa là không nguồn nào nêu"))
        return replace(draft, not_stated=draft.not_stated | {key}) if is_untold else take(draft, typed, background)

    return take_either


def _or_nothing(take: Take) -> Take:
    """Takes `-` too, for a value that there is none of: what is proposed is turned down with it."""

    def take_either(draft: Draft, typed: str, background: Background) -> Draft:
        return draft if typed.strip() == NOT_STATED else take(draft, typed, background)

    return take_either


def _take_date(draft: Draft, typed: str, _background: Background) -> Draft:
    when, is_inferred = read_date(typed, draft.published)
    return replace(draft, date=when, inferred=draft.inferred | ({"date"} if is_inferred else set()))


def _take_period(draft: Draft, typed: str, _background: Background) -> Draft:
    when, is_inferred = read_period(typed, draft.published)
    return replace(draft, period=when, inferred=draft.inferred | ({"period"} if is_inferred else set()))


def _take_party(draft: Draft, typed: str, background: Background) -> Draft:
    return replace(draft, parties=(*draft.parties, read_party(typed, draft, background)))


def _take_field(draft: Draft, typed: str, background: Background) -> Draft:
    return replace(draft, fields=(*draft.fields, read_field(typed, draft, background)))


def _list_localities(draft: Draft, background: Background) -> Choices:
    for each in background.vocabularies.localities.terms.values():
        if draft.date is None or exists_in(each, draft.date):
            yield Bilingual(f"{each.id}  {each.name}", f"{each.id}  {each.name}")


def _list_fields(_draft: Draft, background: Background) -> Choices:
    for each in background.vocabularies.fields.terms.values():
        indent = "  " if each.broader is not None else ""
        yield words.join(f"{indent}{each.id}  ", each.label)


def _list_codes(codes: Mapping[str, Bilingual]) -> Callable[[Draft, Background], Choices]:
    def list_codes(_draft: Draft, _background: Background) -> Choices:
        return (words.join(f"{code}  ", label) for code, label in codes.items())

    return list_codes


def _list_publishers(_draft: Draft, background: Background) -> Choices:
    sources = (source for agreement in background.dataset.agreements for source in agreement.sources)
    names = {source.publisher for source in sources if source.publisher is not None}
    return (words.same(name) for name in sorted(names))


_read_instrument = read_code(words.INSTRUMENT, Bilingual("instrument", "loại văn kiện"), INSTRUMENT_WORDS)
_read_level = read_code(words.LEVEL, Bilingual("level", "cấp"), LEVEL_WORDS)
_read_status = read_code(words.STATUS, Bilingual("status", "tình trạng"))
_STATUS_ADVICE = Bilingual(
    "it is one of {codes}; most kinds of --instrument give it", "là một trong: {codes}; phần lớn --instrument cho biết"
).fill(codes=", ".join(words.STATUS))

QUESTIONS = (
    Question(
        "--source-url", Bilingual("Address of the source", "Địa chỉ trang nguồn"), ("sources.0.url",),
        take=_or_nothing(lambda draft, typed, _: replace(draft, url=read_url(typed))),
        clear=lambda draft: replace(draft, url=None),
        count=lambda draft: draft.url is not None,
    ),
    Question(
        "--source-title", Bilingual("Title of the source, as published", "Tên bài, như đã đăng"),
        ("sources.0.title", "sources"),
        take=lambda draft, typed, _: replace(draft, source_title=read_line(typed)),
        clear=lambda draft: replace(draft, source_title=None),
        count=lambda draft: draft.source_title is not None,
        least=1,
    ),
    Question(
        "--source-publisher", Bilingual("Who published it", "Nơi đăng"), ("sources.0.publisher", "sources.0.id"),
        take=_or_nothing(lambda draft, typed, _: replace(draft, publisher=read_line(typed))),
        clear=lambda draft: replace(draft, publisher=None),
        count=lambda draft: draft.publisher is not None,
        propose=proposals.propose_publisher, list_choices=_list_publishers,
    ),
    Question(
        "--source-published", Bilingual("Day of publication, such as 16/11/2019", "Ngày đăng, chẳng hạn 16/11/2019"),
        ("sources.0.published",),
        take=_or_nothing(lambda draft, typed, _: replace(draft, published=read_date(typed, None)[0])),
        clear=lambda draft: replace(draft, published=None),
        count=lambda draft: draft.published is not None,
    ),
    Question(
        "--date",
        Bilingual(
            "Date of signing or of the meeting: 16/11/2019, 11/2019 or 2019",
            "Ngày ký hoặc ngày họp: 16/11/2019, 11/2019 hoặc 2019",
        ),
        ("date",),
        take=_take_date,
        clear=lambda draft: replace(draft, date=None, inferred=draft.inferred - {"date"}),
        count=lambda draft: draft.date is not None,
        propose=proposals.propose_date, least=1,
    ),
    Question(
        "--party", Bilingual("Parties, by any name, one a line", "Các bên, gọi tên nào cũng được, mỗi dòng một bên"),
        ("parties",),
        take=_take_party,
        clear=lambda draft: replace(draft, parties=()),
        count=lambda draft: len(draft.parties),
        propose=proposals.propose_parties, list_choices=_list_localities, least=2, repeats=True,
    ),
    Question(
        "--instrument", Bilingual("Kind of document", "Loại văn kiện"), ("instrument",),
        take=_or_not_stated("instrument", lambda draft, typed, _: replace(draft, instrument=_read_instrument(typed))),
        clear=lambda draft: replace(draft, instrument=None, not_stated=draft.not_stated - {"instrument"}),
        count=lambda draft: draft.instrument is not None or "instrument" in draft.not_stated,
        propose=proposals.propose_instrument, list_choices=_list_codes(words.INSTRUMENT),
    ),
    Question(
        "--level", Bilingual("Level of the bodies that agreed", "Cấp của các cơ quan ký kết"), ("level",),
        take=_or_not_stated("level", lambda draft, typed, _: replace(draft, level=_read_level(typed))),
        clear=lambda draft: replace(draft, level=None, not_stated=draft.not_stated - {"level"}),
        count=lambda draft: draft.level is not None or "level" in draft.not_stated,
        propose=proposals.propose_level, list_choices=_list_codes(words.LEVEL),
    ),
    Question(
        "--status", Bilingual("What the source says of its status", "Tình trạng theo nguồn"), ("status",),
        take=lambda draft, typed, _: replace(draft, status=_read_status(typed)),
        clear=lambda draft: replace(draft, status=None),
        count=lambda draft: draft.status is not None,
        propose=proposals.propose_status, list_choices=_list_codes(words.STATUS), least=1,
        unasked=Unasked.TAKEN_AND_TOLD, made_from=("--instrument",), advice=_STATUS_ADVICE,
    ),
    Question(
        "--field",
        Bilingual("Fields that the source names, one a line", "Các lĩnh vực mà nguồn nêu, mỗi dòng một lĩnh vực"),
        ("fields",),
        take=_or_not_stated("fields", _take_field),
        clear=lambda draft: replace(draft, fields=(), not_stated=draft.not_stated - {"fields"}),
        count=lambda draft: len(draft.fields) or "fields" in draft.not_stated,
        propose=proposals.propose_fields, list_choices=_list_fields, repeats=True,
    ),
    Question(
        "--period", Bilingual("Period that it is meant for: 2023-2025 or 2023/..", "Thời hạn: 2023-2025 hoặc 2023/.."),
        ("period",),
        take=_or_not_stated("period", _take_period),
        clear=lambda draft: replace(
            draft, period=None, inferred=draft.inferred - {"period"}, not_stated=draft.not_stated - {"period"}
        ),
        count=lambda draft: draft.period is not None or "period" in draft.not_stated,
        propose=proposals.propose_period,
    ),
    Question(
        "--title-vi", Bilingual("Title in Vietnamese, in your own words", "Tên tiếng Việt, do bạn đặt"), ("title.vi",),
        take=lambda draft, typed, _: replace(draft, title_vi=read_line(typed)),
        clear=lambda draft: replace(draft, title_vi=None),
        count=lambda draft: draft.title_vi is not None,
        propose=proposals.propose_title_vi, least=1, unasked=Unasked.TAKEN, made_from=("--party",),
    ),
    Question(
        "--title-en", Bilingual("Title in English", "Tên tiếng Anh"), ("title.en", "title"),
        take=lambda draft, typed, _: replace(draft, title_en=read_line(typed)),
        clear=lambda draft: replace(draft, title_en=None),
        count=lambda draft: draft.title_en is not None,
        propose=proposals.propose_title_en, least=1, unasked=Unasked.TAKEN, made_from=("--party",),
    ),
    Question(
        "--id", Bilingual("Id, which never changes again", "Mã, đặt rồi không đổi nữa"), ("id",),
        take=lambda draft, typed, background: replace(draft, agreement_id=read_id(typed, background)),
        clear=lambda draft: replace(draft, agreement_id=None),
        count=lambda draft: draft.agreement_id is not None,
        propose=proposals.propose_id, least=1, unasked=Unasked.TAKEN, made_from=("--party", "--date"),
    ),
)  # fmt: skip
"""All of them, in the order in which they are asked."""


def find_question(place: str) -> Question | None:
    """The question whose answer stands at a place of the data, keys joined by dots, or the nearest around it."""
    while place:
        found = next((each for each in QUESTIONS if place in each.keys), None)
        if found is not None:
            return found
        place = place.rpartition(".")[0]
    return None
