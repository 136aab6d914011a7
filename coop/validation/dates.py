"""What dates have to do with one another, and localities with time."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from coop.bilingual import Bilingual
from coop.dataset.agreement import Agreement, When
from coop.dataset.composer import Place
from coop.dataset.document import Document
from coop.dataset.terms import Locality, Nature
from coop.dataset.vocabulary import Vocabularies
from coop.diagnostic import Diagnostic, Rule, Severity
from coop.language.dates import EdtfDate, EdtfInterval
from coop.language.quantity import group_digits
from coop.validation.doubts import Doubts, number_values

CHECKED_FROM = date(2000, 1, 1)  # before that the vocabulary of localities does not reach

LOCALITY_NOT_IN_TIME = Rule(
    "D201", "locality-not-in-time", Severity.ERROR,
    Bilingual(
        "A party existed on the agreement's date: Bắc Giang until 2025-06-30, Hà Tây until 2008-07-31. Before "
        "2000-01-01 that is not checked.",
        "Mỗi bên phải tồn tại vào ngày của thỏa thuận: Bắc Giang đến 2025-06-30, Hà Tây đến 2008-07-31. Trước "
        "2000-01-01 thì không kiểm tra.",
    ),
)  # fmt: skip
SIGNED_AFTER_SOURCE = Rule(
    "D202", "source-before-agreement", Severity.ERROR,
    Bilingual(
        "At least one source was published on or after the agreement's date: nothing is reported before it happened.",
        "Ít nhất một nguồn được đăng vào hoặc sau ngày của thỏa thuận: không ai đưa tin trước khi việc xảy ra.",
    ),
)  # fmt: skip
PERIOD_BEFORE_DATE = Rule(
    "D203", "period-before-date", Severity.ERROR,
    Bilingual(
        "The period of an agreement does not end before its date.",
        "Thời kỳ của thỏa thuận không kết thúc trước ngày của thỏa thuận.",
    ),
)  # fmt: skip
SOURCE_BEFORE_FACT = Rule(
    "D206", "source-before-fact", Severity.ERROR,
    Bilingual(
        "A source is not older than what it reports: a stock's `as_of`, the first day of a flow's `period`, the date "
        "of an event. A pledge may lie ahead. Where several facts are newer, that is told once, at the source.",
        "Nguồn không thể cũ hơn điều nó đưa tin: `as_of` của số thời điểm, ngày đầu `period` của số thời kỳ, ngày của "
        "sự kiện. Cam kết thì có thể nói về tương lai. Nếu có nhiều điều mới hơn nguồn thì chỉ báo một lần, ở nguồn.",
    ),
)  # fmt: skip
RETRIEVED_BEFORE_PUBLISHED = Rule(
    "D207", "retrieved-before-published", Severity.ERROR,
    Bilingual(
        "A source is not retrieved before it is published.", "Không thể truy cập một nguồn trước khi nó được đăng."
    ),
)  # fmt: skip

RULES = (LOCALITY_NOT_IN_TIME, SIGNED_AFTER_SOURCE, PERIOD_BEFORE_DATE, SOURCE_BEFORE_FACT, RETRIEVED_BEFORE_PUBLISHED)


def check_dates(
    agreement: Agreement, document: Document, vocabularies: Vocabularies, doubts: Doubts
) -> Iterator[Diagnostic]:
    """What cannot be in time: parties, sources and what they report, the period."""
    are_sources_older = False
    if "date" in document.data and not doubts.about("date"):
        yield from _check_localities(agreement, document, vocabularies, doubts)
        yield from _check_period(agreement, document)
        for found in _check_sources(agreement, document):
            are_sources_older = True
            yield found
    if not are_sources_older:  # else the date that is wrong there has its finding
        yield from _check_reports(agreement, document, vocabularies)
    yield from _check_retrieval(agreement, document)


def _check_period(agreement: Agreement, document: Document) -> Iterator[Diagnostic]:
    end = agreement.period.last_day if agreement.period is not None else None
    if end is not None and end < agreement.date.first_day:
        message = Bilingual(
            f"the period ends on {end.isoformat()}, before the agreement's date {agreement.date}",
            f"thời kỳ kết thúc ngày {end.isoformat()}, trước ngày của thỏa thuận {agreement.date}",
        )
        yield Diagnostic(document.path, document.span("period"), PERIOD_BEFORE_DATE, message)


def is_checked_against_time(agreement: Agreement) -> bool:
    """Whether the vocabulary of localities reaches the agreement's date."""
    return agreement.date.last_day >= CHECKED_FROM


def find_parties_out_of_time(
    agreement: Agreement, document: Document, vocabularies: Vocabularies, doubts: Doubts
) -> Iterator[tuple[int, Locality]]:
    """The parties, with their positions, that existed on no day that the date can mean."""
    if "date" not in document.data or doubts.about("date") or not is_checked_against_time(agreement):
        return
    localities, first, last = vocabularies.localities.terms, *_find_checked_days(agreement.date)
    for position, party in number_values(document, "parties", agreement.parties):
        locality = localities.get(party.locality)
        if locality is None or any(period.overlaps(first, last) for period in locality.periods):
            continue
        if not doubts.about("parties", position, "locality"):
            yield position, locality


def exists_in(locality: Locality, when: EdtfDate) -> bool:
    """Whether the locality existed on some day that the date can mean; of times before 2000 nothing is known."""
    if when.last_day < CHECKED_FROM:
        return True
    first, last = _find_checked_days(when)
    return any(period.overlaps(first, last) for period in locality.periods)


def _find_checked_days(when: EdtfDate) -> tuple[date, date]:
    """The first and last day that the date can mean, of those to which the vocabulary of localities reaches."""
    return max(when.first_day, CHECKED_FROM), when.last_day


def _check_localities(
    agreement: Agreement, document: Document, vocabularies: Vocabularies, doubts: Doubts
) -> Iterator[Diagnostic]:
    for position, locality in find_parties_out_of_time(agreement, document, vocabularies, doubts):
        span = document.span("parties", position, "locality")
        hint = advise_unit_of_then(locality, vocabularies, agreement.date)
        yield Diagnostic(document.path, span, LOCALITY_NOT_IN_TIME, say_not_in_time(locality, agreement.date), hint)


def _say_date(edtf: EdtfDate) -> str:
    """A date in a Vietnamese sentence: "ngày 2019-11-16", "năm 2019"."""
    return f"{'ngày' if edtf.day else 'tháng' if edtf.month else 'năm'} {edtf}"


def say_not_in_time(locality: Locality, stated: EdtfDate) -> Bilingual:
    """The message for a locality that did not exist on the date."""
    is_day = stated.day is not None
    when, when_vi = f"{'on' if is_day else 'in'} {stated}", f"vào {_say_date(stated)}"
    if locality.start is not None and locality.start > stated.last_day:
        day = locality.start.isoformat()
        return Bilingual(
            f"{locality.name} did not exist {when}, it began on {day}",
            f"{locality.name} chưa tồn tại {when_vi} (thành lập ngày {day})",
        )
    ended = locality.end.isoformat() if locality.end is not None else ""
    return Bilingual(
        f"{locality.name} did not exist {when}, it ended on {ended}",
        f"{locality.name} không còn tồn tại {when_vi} (chỉ tồn tại đến hết ngày {ended})",
    )


def advise_unit_of_then(locality: Locality, vocabularies: Vocabularies, stated: EdtfDate) -> Bilingual | None:
    """The unit that was in the locality's place on the date."""
    day = max(stated.first_day, CHECKED_FROM)
    terms = vocabularies.localities.terms
    if locality.start is not None and locality.start > day:
        before = ", ".join(f"'{i}'" for i in (*locality.periods[0].renamed_from, *locality.periods[0].split_from))
        return Bilingual(f"before that it was {before}", f"trước đó là {before}") if before else None
    successors, seen = locality.successor, {locality.id}
    while successors and all(terms[i].period_on(day) is None for i in successors if i in terms):
        seen.update(successors)  # a broken vocabulary may go round in a circle
        successors = tuple(n for i in successors if i in terms for n in terms[i].successor if n not in seen)
    names = ", ".join(f"'{i}' ({terms[i].name})" for i in successors if i in terms)
    return Bilingual(f"its successor is {names}", f"đơn vị kế tục là {names}") if names else None


def _check_sources(agreement: Agreement, document: Document) -> Iterator[Diagnostic]:
    published = [source.published for source in agreement.sources]
    dated = [when for when in published if when is not None]
    if not dated or len(dated) < len(published) or any(when.last_day >= agreement.date.first_day for when in dated):
        return
    newest = max(dated, key=lambda when: when.last_day)
    message = Bilingual(
        f"the agreement is of {agreement.date} and its newest source of {newest}",
        f"thỏa thuận {_say_date(agreement.date)}, còn nguồn mới nhất đăng {_say_date(newest)}",
    )
    hint = Bilingual(
        "one of the dates is wrong, or a source that reports the agreement is missing",
        "một trong hai ngày bị sai, hoặc thiếu nguồn đưa tin về thỏa thuận",
    )
    yield Diagnostic(document.path, document.span("date"), SIGNED_AFTER_SOURCE, message, hint)


class _Fact(NamedTuple):
    """Something dated that a source reports as having been: `day` is the first that `when` can mean.

    It is called by its `name`, the id of a figure or the kind of an event.
    """

    place: Place
    name: str
    source: str
    when: When
    day: date


def _check_reports(agreement: Agreement, document: Document, vocabularies: Vocabularies) -> Iterator[Diagnostic]:
    """Each source against what it reports; of one with an id that stands twice nobody knows which is meant."""
    last_days = {each.id: each.published.last_day for each in agreement.sources if each.published is not None}
    if not last_days:
        return
    later: defaultdict[str, list[_Fact]] = defaultdict(list)
    for fact in _dated_facts(agreement, document, vocabularies):
        if fact.source in last_days and fact.day > last_days[fact.source]:
            later[fact.source].append(fact)
    if not later:
        return
    count = Counter([each.id for each in agreement.sources])
    sources = number_values(document, "sources", agreement.sources)
    published = {each.id: (i, each.published) for i, each in sources if each.published and count[each.id] == 1}
    for source, facts in later.items():
        if source not in published:
            continue
        position, day = published[source]
        if len(facts) == 1:
            yield _later_fact(document, facts[0], day)
        else:
            yield _older_source(document, position, facts, day)


def _later_fact(document: Document, fact: _Fact, published: EdtfDate) -> Diagnostic:
    message = Bilingual(
        f"the source '{fact.source}' of {published} reports what is dated {fact.day.isoformat()} or later",
        f"nguồn '{fact.source}' đăng {_say_date(published)} lại đưa tin về việc từ {fact.day.isoformat()} trở đi",
    )
    hint = Bilingual(
        "one of the dates is wrong, or another source reports it",
        "một trong hai ngày bị sai, hoặc nguồn khác mới đưa tin này",
    )
    return Diagnostic(document.path, document.span(*fact.place), SOURCE_BEFORE_FACT, message, hint)


def _older_source(document: Document, position: int, facts: Sequence[_Fact], published: EdtfDate) -> Diagnostic:
    """One finding, at the source: what several facts have in common is its date."""
    first = facts[0]
    message = Bilingual(
        "the source '{source}' of {day} reports {name} of {when}, and {more} more of a later day",
        "nguồn '{source}' đăng {day} lại đưa tin về {name} ({when}), và {more} điều khác có ngày muộn hơn",
    ).fill(
        source=first.source,
        day=Bilingual(str(published), _say_date(published)),
        name=_say_name(first),
        when=str(first.when),
        more=group_digits(len(facts) - 1),
    )
    hint = Bilingual(
        "the source's date is likely wrong, or another source reports them",
        "có lẽ ngày của nguồn bị sai, hoặc nguồn khác mới đưa những tin này",
    )
    span = document.span("sources", position, "published")
    return Diagnostic(document.path, span, SOURCE_BEFORE_FACT, message, hint)


def _say_name(fact: _Fact) -> Bilingual:
    if fact.place[0] == "events":
        return Bilingual(f"the event '{fact.name}'", f"sự kiện '{fact.name}'")
    return Bilingual(f"'{fact.name}'", f"'{fact.name}'")


def _check_retrieval(agreement: Agreement, document: Document) -> Iterator[Diagnostic]:
    for position, each in number_values(document, "sources", agreement.sources):
        if (
            each.published is not None
            and each.retrieved is not None
            and each.retrieved.last_day < each.published.first_day
        ):
            message = Bilingual(
                f"retrieved on {each.retrieved}, before it was published on {each.published}",
                f"truy cập {_say_date(each.retrieved)}, trước khi đăng {_say_date(each.published)}",
            )
            span = document.span("sources", position, "retrieved")
            yield Diagnostic(document.path, span, RETRIEVED_BEFORE_PUBLISHED, message)


def _dated_facts(agreement: Agreement, document: Document, vocabularies: Vocabularies) -> Iterator[_Fact]:
    """Everything dated that a source reports as having been, in the order of the file."""
    for position, figure in number_values(document, "figures", agreement.figures):
        measure = vocabularies.measures.terms.get(figure.measure)
        place: Place = ("figures", position)
        as_of = _as_of_day(figure.as_of)
        if figure.as_of is not None and as_of is not None:
            yield _Fact((*place, "as_of"), figure.id, figure.source, figure.as_of, as_of)
        if measure is not None and measure.nature is Nature.FLOW:
            starts = [(when.first_day, when) for when in figure.period if when.first_day is not None]
            if starts:
                day, when = max(starts, key=lambda start: start[0])
                yield _Fact((*place, "period"), figure.id, figure.source, when, day)
    for position, event in number_values(document, "events", agreement.events):
        start = event.date.first_day if event.date is not None else None
        if event.date is not None and start is not None:
            yield _Fact(("events", position, "date"), event.kind, event.source, event.date, start)


def _as_of_day(as_of: When | None) -> date | None:
    """The first day on which a stock can have stood so: an interval counts as of its end."""
    if isinstance(as_of, EdtfInterval):
        return as_of.end.first_day if as_of.end is not None else None
    return as_of.first_day if as_of is not None else None
