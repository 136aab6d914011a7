"""The figures behind a total for people: what counts and adds up, what does not and why, and the sources."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from coop.analysis import words
from coop.analysis.columns import amount_cells, amount_columns, integer_column, linked_column, said_column, text_column
from coop.analysis.counting import Standing
from coop.analysis.explain import Explanation, find_spots
from coop.analysis.figure_columns import find_source
from coop.analysis.figure_words import say_verdict
from coop.analysis.frame import Frame
from coop.analysis.grouping import Dimension, Role, Row, RowKind
from coop.analysis.notes import count_noun
from coop.analysis.placing import Spot
from coop.analysis.row_names import ROW, RowNamer
from coop.analysis.saying import say_ends, say_source, say_time
from coop.analysis.select import Selection
from coop.analysis.statistics import Half, Total
from coop.bilingual import Bilingual
from coop.dataset.agreement import Figure
from coop.dataset.terms import Measure
from coop.table import Cell, Column, Linked, Table

_NOWHERE = "–"
_AMOUNT = Bilingual("Amount", "Số lượng")
_IN_OVERLAP = Bilingual("; in a row of its own and in (overlap)", "; nằm ở dòng riêng và ở (trùng)")


@dataclass(frozen=True, slots=True)
class Ledger:
    """The figures of one measure: those that count, and the others. `build_ledger` numbers them.

    `halves` are the tables above it, none for the overview; `spots` say where in each of them a figure stands, by its
    identity. `total` is what counts, none where nothing is totalled.
    """

    selection: Selection
    measure: Measure
    counted: Sequence[Explanation]
    others: Sequence[Explanation]
    numbers: Mapping[int, int]
    total: Total | None
    frame: Frame | None
    halves: Sequence[Half]
    spots: Sequence[Mapping[int, tuple[Spot, ...]]]

    def tables(self) -> Iterator[Table]:
        """What counts, what does not, and where all of it is stated."""
        if self.counted:
            yield self._draw_counted()
        if self.others:
            yield self._draw_others()
        if self.counted or self.others:
            yield self._draw_sources()

    def _draw_counted(self) -> Table:
        number = len(self.counted)
        said = Bilingual(
            f"the {count_noun(number, 'figure')} that count" + ("s" if number == 1 else ""),
            f"{words.number(number).vi} số liệu được tính",
        )
        table = self._draw(self.counted, name="counted", said=said)
        if self.total is None:
            return table
        labelled = table.columns[1].name  # beside the numbers
        cells: dict[str, Cell] = {labelled: ROW[RowKind.TOTAL]}
        amounts = zip(amount_columns(_AMOUNT), amount_cells(self.total.quantity), strict=True)
        cells |= {column.name: cell for column, cell in amounts}
        footer = tuple(cells.get(column.name) for column in table.columns)
        return Table(table.name, table.columns, (*table.rows, footer), title=table.title, footer_rows=1)

    def _draw_others(self) -> Table:
        number = len(self.others)
        said = Bilingual(
            f"{count_noun(number, 'figure')} not counted", f"{words.number(number).vi} số liệu không được tính"
        )
        table = self._draw(self.others, name="left-out", said=said)
        column = said_column("verdict", Bilingual("Why", "Lý do"), "What became of it, and by which rule.")
        rows = tuple((*row, self._say_why(each)) for row, each in zip(table.rows, self.others, strict=True))
        return Table(table.name, (*table.columns, column), rows, title=table.title)

    def _say_why(self, explanation: Explanation) -> Bilingual:
        by = str(self.numbers.get(id(explanation.by), "?")) if explanation.by is not None else ""
        said = say_verdict(explanation, by)
        here = [spot for spots in self.spots for spot in spots.get(id(explanation.figure), ())]
        in_overlap = any(place is not None and place.kind is RowKind.OVERLAP for spot in here for place in spot)
        return words.join(said, _IN_OVERLAP) if in_overlap else said

    def _draw(self, chosen: Sequence[Explanation], *, name: str, said: Bilingual) -> Table:
        """A row for each figure: its number, its row, its ends, time, phrase and amount."""
        ends = [say_ends(each.figure.ends, self.selection.dataset.vocabularies) for each in chosen]
        rows = [self._say_rows(each) for each in chosen]
        has_rows = bool(self.halves) and rows != ends and any(self._stands(each) for each in chosen)
        columns: list[Column] = [integer_column("number", Bilingual("No.", "Số"), "Its number in this list.")]
        if has_rows:
            columns.append(said_column("rows", Bilingual("Row", "Dòng"), "The rows in which it stands."))
        columns += [
            said_column("ends", Bilingual("From → to", "Từ → đến"), "Where it comes from and goes to."),
            said_column("when", Bilingual("When", "Thời gian"), "As of, or in."),
            text_column("as_stated", Bilingual("As stated", "Nguyên văn"), "The phrase of the source.", may_wrap=True),
            *amount_columns(_AMOUNT),
        ]
        body: list[tuple[Cell, ...]] = [
            (
                self.numbers[id(each.figure)],
                *((row,) if has_rows else ()),
                end,
                say_time(each.figure),
                each.figure.as_stated,
                *amount_cells(each.quantity or each.figure.quantity),
            )
            for each, row, end in zip(chosen, rows, ends, strict=True)
        ]
        title = words.join(words.heading(self.measure.label), said, by=": ")
        return Table(f"{self.measure.id}-{name}", tuple(columns), tuple(body), title=title)

    def _stands(self, explanation: Explanation) -> bool:
        return any(id(explanation.figure) in spots for spots in self.spots)

    def _say_rows(self, explanation: Explanation) -> Bilingual:
        """The rows in which a figure stands, from one half to the other, then the columns."""
        if self.frame is None:
            return words.same("")
        here = [_without_overlap(spots.get(id(explanation.figure), ())) for spots in self.spots]
        rows = [_name_all(self.frame.rows, [row for row, _ in spots]) for spots in here]
        if self.frame.columns is None:
            return words.join(*rows, by=" → ")
        columns = _name_all(self.frame.columns, [column for spots in here for _, column in spots if column is not None])
        if not self.frame.layout.is_from_to:
            return words.join(words.join(*rows, by=" → "), columns, by=" · ")
        is_turned = self.halves[0].role is Role.DESTINATION
        return words.join(*((columns, *rows) if is_turned else (*rows, columns)), by=" → ")

    def _draw_sources(self) -> Table:
        """Each article once, with the figures that it states for each agreement."""
        stated: defaultdict[Linked, list[Figure]] = defaultdict(list)
        for figure in (each.figure for each in (*self.counted, *self.others)):
            stated[say_source(find_source(self.selection, figure))].append(figure)
        columns = (
            text_column("numbers", Bilingual("No.", "Số"), "The numbers of its figures.", may_wrap=True),
            linked_column("source", Bilingual("Stated in", "Nêu trong"), "Agreements, ids of figures, and the source."),
        )
        rows: list[tuple[Cell, ...]] = []
        for source, figures in stated.items():
            by_agreement: dict[str, list[Figure]] = {}
            for figure in figures:
                by_agreement.setdefault(figure.agreement, []).append(figure)
            ordered = [figure for told in by_agreement.values() for figure in told]
            ids = (f"{each}: {', '.join(f.id for f in told)}" for each, told in by_agreement.items())
            text = words.join("; ".join(ids), source.text, by=" · ")
            rows.append((", ".join(str(self.numbers[id(f)]) for f in ordered), replace(source, text=text)))
        said = Bilingual("where they are stated", "nguồn")
        title = words.join(words.heading(self.measure.label), said, by=": ")
        return Table(f"{self.measure.id}-sources", columns, tuple(rows), title=title)


def build_ledger(
    selection: Selection,
    measure: Measure,
    *,
    figures: Sequence[Explanation],
    total: Total | None = None,
    frame: Frame | None = None,
    halves: Sequence[Half] = (),
) -> Ledger:
    """Number the figures of a measure: first those that count, by what they bring, then the others."""
    ordered = sorted(figures, key=lambda each: (-each.figure.quantity.high, each.figure.reference))
    counted = [each for each in ordered if each.verdict is Standing.COUNTED]
    others = [each for each in ordered if each.verdict is not Standing.COUNTED]
    return Ledger(
        selection=selection,
        measure=measure,
        counted=counted,
        others=others,
        numbers={id(each.figure): number for number, each in enumerate((*counted, *others), start=1)},
        total=total,
        frame=frame,
        halves=halves,
        spots=[find_spots(half) for half in halves],
    )


def _without_overlap(spots: Sequence[Spot]) -> list[Spot]:
    return [spot for spot in spots if all(place is None or place.kind is not RowKind.OVERLAP for place in spot)]


def _name_all(namer: RowNamer, rows: Sequence[Row]) -> Bilingual:
    ordered = namer.sort(tuple(dict.fromkeys(rows)), lambda _: 0)
    names = (
        list(map(namer.name, ordered)) if namer.dimension is not Dimension.YEAR else list(_name_years(namer, ordered))
    )
    return words.join(*names, by=", ") if names else words.same(_NOWHERE)


def _name_years(namer: RowNamer, rows: Sequence[Row]) -> Iterator[Bilingual]:
    """Years in a row as the first and the last."""
    plain = [int(row.key) for row in rows if row.kind is RowKind.ROW]
    for _, run in groupby(enumerate(plain), key=lambda pair: pair[1] - pair[0]):
        years = [year for _, year in run]
        yield words.same(f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0]))
    yield from (namer.name(row) for row in rows if row.kind is not RowKind.ROW)
