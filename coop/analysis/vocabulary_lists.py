"""The tables of the vocabularies, with how often each term is used."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from coop.analysis import words
from coop.analysis.borders import refuse_day_before_known
from coop.analysis.columns import integer_column, said_column, term_column, terms_column, text_column
from coop.analysis.select import Selection
from coop.bilingual import Bilingual
from coop.dataset.terms import Locality
from coop.dataset.vocabulary import Vocabularies
from coop.language.text import collation_key
from coop.table import Cell, Column, Report, Table

_USES = Bilingual("Agreements", "Thỏa thuận")


def list_fields(selection: Selection) -> Report:
    """The fields, each under its broader one, with the agreements that name it or one below it."""
    vocabularies = selection.dataset.vocabularies
    terms = vocabularies.fields.terms
    columns = (
        text_column("id", Bilingual("Id", "Mã"), "Id of the field."),
        _name_column(),
        text_column("name_en", Bilingual("English", "Tiếng Anh"), "Name in English.", may_wrap=True),
        text_column("broader", Bilingual("Under", "Thuộc"), "The field above it."),
        integer_column("agreements", _USES, "Selected agreements that name it or one below it."),
    )
    rows: list[tuple[Cell, ...]] = []
    for top in (field for field in terms.values() if field.broader is None):
        for field in (top, *(each for each in terms.values() if each.broader == top.id)):
            wanted = vocabularies.narrower_of(field.id)
            uses = sum(not wanted.isdisjoint(agreement.all_fields) for agreement in selection.agreements)
            rows.append((field.id, field.label.vi, field.label.en, field.broader, uses))
    tidy = Table("fields", columns, tuple(rows))
    names = [words.join("– " if terms[str(row[0])].broader else "", terms[str(row[0])].label) for row in rows]
    return Report(tidy, (_for_people(tidy, names, ("agreements",)),))


def _for_people(tidy: Table, names: Sequence[Bilingual], others: Sequence[str]) -> Table:
    """Id, name in the reader's language, and the columns that matter most, so that a row keeps to a line."""
    chosen = tidy.select_columns(("id", *others))
    name = said_column("name", Bilingual("Name", "Tên"), "Its name.")
    rows = tuple((row[0], said, *row[1:]) for row, said in zip(chosen.rows, names, strict=True))
    return replace(chosen, columns=(chosen.columns[0], name, *chosen.columns[1:]), rows=rows)


def list_localities(selection: Selection, *, on: date | None) -> Report:
    """The province-level units with the agreements they are party to; on a day, those that existed then.

    `UsageError` for a day before 2000, of which the vocabulary tells nothing.
    """
    if on is not None:
        refuse_day_before_known(on)
    vocabularies = selection.dataset.vocabularies
    uses = Counter(locality for agreement in selection.agreements for locality in agreement.localities)
    columns = (
        text_column("id", Bilingual("Id", "Mã"), "Id of the locality."),
        _name_column(),
        term_column("type", Bilingual("Type", "Loại"), "Its latest type, or that on the day.", words.LOCALITY_TYPE),
        text_column("gso_code", Bilingual("Code", "Mã số"), "Code of the statistics office, latest or on the day."),
        text_column("iso_3166_2", Bilingual("ISO", "ISO"), "ISO 3166-2 code of before 2025-07-01."),
        term_column(
            "region", Bilingual("Region", "Vùng"), "Socio-economic region, latest or on the day.",
            {i: region.label for i, region in vocabularies.regions.terms.items()},
        ),
        text_column("from", Bilingual("From", "Từ"), "First day, if after 2000-01-01."),
        text_column("to", Bilingual("Until", "Đến"), "Last day, if it ended."),
        terms_column(
            "successor", Bilingual("Successor", "Kế thừa"), "The unit it became part of.",
            {i: term.label for i, term in vocabularies.localities.terms.items()},
        ),
        integer_column("agreements", _USES, "Selected agreements that it is party to."),
    )  # fmt: skip
    found = [each for each in vocabularies.localities.terms.values() if on is None or each.period_on(on) is not None]
    found.sort(key=lambda each: collation_key(each.name))
    rows = tuple(_locality_row(each, vocabularies, on=on, uses=uses[each.id]) for each in found)
    table = Table("localities", columns, rows, title=_localities_title(found, on))
    shown = ("type", "gso_code", "to", "agreements")
    return Report(table, (_for_people(table, [each.label for each in found], shown),))


def _locality_row(locality: Locality, vocabularies: Vocabularies, *, on: date | None, uses: int) -> tuple[Cell, ...]:
    period = (locality.period_on(on) if on is not None else None) or locality.periods[-1]
    day = on or locality.end or date.max
    return (
        locality.id,
        locality.name,
        period.type,
        period.gso_code,
        locality.iso_3166_2,
        vocabularies.region_of(locality.id, day),
        locality.start.isoformat() if locality.start is not None else None,
        locality.end.isoformat() if locality.end is not None else None,
        locality.successor,
        uses,
    )


def _localities_title(found: Sequence[Locality], on: date | None) -> Bilingual:
    number = words.number(len(found))
    if on is None:
        return words.join(number, Bilingual(" names since 2000", " tên gọi từ năm 2000"))
    return words.join(number, Bilingual(f" units on {on.isoformat()}", f" đơn vị vào ngày {on:%d/%m/%Y}"))


def list_measures(selection: Selection) -> Report:
    """The measures, with the figures that have them."""
    columns = (
        text_column("id", Bilingual("Id", "Mã"), "Id of the measure."),
        _name_column(),
        text_column("name_en", Bilingual("English", "Tiếng Anh"), "Name in English.", may_wrap=True),
        term_column("nature", Bilingual("Nature", "Loại số"), "stock, flow or pledge.", words.NATURE),
        term_column("kind", Bilingual("Kind", "Kiểu"), "money or count.", words.QUANTITY_KIND),
        terms_column("units", Bilingual("Units", "Đơn vị"), "What is counted.", {}),
        integer_column("figures", Bilingual("Figures", "Số liệu"), "Selected figures that have it."),
    )
    uses = Counter(figure.measure for figure in selection.figures)
    rows = tuple(
        (m.id, m.label.vi, m.label.en, m.nature.value, "money" if m.is_money else "count", m.units, uses[m.id])
        for m in selection.dataset.vocabularies.measures.terms.values()
    )
    table = Table("measures", columns, rows)
    names = [measure.label for measure in selection.dataset.vocabularies.measures.terms.values()]
    return Report(table, (_for_people(table, names, ("nature", "kind", "figures")),))


def _name_column() -> Column:
    return text_column("name", Bilingual("Name", "Tên"), "Name in Vietnamese.", may_wrap=True)
