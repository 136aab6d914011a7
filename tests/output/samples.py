"""Tables that the tests of the output room draw: one with every kind of cell, and one of a single hostile text."""

from coop.bilingual import Bilingual
from coop.table import Cell, Column, ColumnType, Companions, Report, Table

TERMS = {
    "ha-noi": Bilingual("Hà Nội", "Hà Nội"),
    "thanh-hoa": Bilingual("Thanh Hóa", "Thanh Hóa"),
    "can-tho": Bilingual("Cần Thơ", "Cần Thơ"),
    "signed": Bilingual("signed", "đã ký"),
    "agreed": Bilingual("agreed", "đã thống nhất"),
}
QUALIFIERS = {"about": Bilingual("about", "khoảng"), "over": Bilingual("over", "trên")}


def make_column(
    name: str,
    kind: ColumnType = ColumnType.TEXT,
    *,
    label: Bilingual | None = None,
    companions: Companions | None = None,
    terms: dict[str, Bilingual] | None = None,
    for_people: bool = True,
    may_wrap: bool = False,
) -> Column:
    """A column with a heading like its name."""
    return Column(
        name,
        kind,
        label or Bilingual(name.capitalize(), name.upper()),
        f"what {name} means",
        terms=terms or {},
        companions=companions,
        for_people=for_people,
        may_wrap=may_wrap,
    )


AMOUNT_COLUMNS = (
    make_column(
        "amount",
        ColumnType.AMOUNT,
        label=Bilingual("Registered", "Vốn đăng ký"),
        companions=Companions("currency", "qualifier", "low", "high"),
    ),
    make_column("currency"),
    make_column("qualifier", ColumnType.TERM, terms=QUALIFIERS),
    make_column("low", ColumnType.INTEGER),
    make_column("high", ColumnType.INTEGER),
)
COLUMNS = (
    make_column("id", label=Bilingual("Agreement", "Thỏa thuận")),
    make_column("title", label=Bilingual("Title", "Tên"), may_wrap=True),
    make_column("date", label=Bilingual("Date", "Ngày")),
    make_column("status", ColumnType.TERM, label=Bilingual("Status", "Tình trạng"), terms=TERMS, for_people=False),
    make_column("parties", ColumnType.TERMS, label=Bilingual("Parties", "Các bên"), terms=TERMS),
    make_column("points", ColumnType.INTEGER, label=Bilingual("Points", "Số điểm")),
    *AMOUNT_COLUMNS,
)
ROWS: tuple[tuple[Cell, ...], ...] = (
    (
        "ha-noi-thanh-hoa-2019",
        "Hợp tác, phát triển Hà Nội – Thanh Hóa",
        "2019-11-16",
        "agreed",
        ("ha-noi", "thanh-hoa"),
        12,
        45500 * 10**9,
        "VND",
        "about",
        None,
        None,
    ),
    (
        "ha-noi-can-tho-2023",
        "Biên bản hợp tác Hà Nội – Cần Thơ",
        "2023-10",
        "signed",
        ("ha-noi", "can-tho"),
        None,
        33600 * 10**9,
        "VND",
        "over",
        None,
        None,
    ),
    ("seoul-ha-noi", "서울 과 하노이", "2024", "signed", ("ha-noi",), 1234, None, "VND", None, 5 * 10**11, 7 * 10**11),
    ("Total", None, None, None, (), 1246, 791 * 10**11, "VND", "about", None, None),
)
TABLE = Table(
    "agreements",
    COLUMNS,
    ROWS,
    title=Bilingual("Agreements of Hà Nội", "Các thỏa thuận của Hà Nội"),
    notes=(
        Bilingual(
            "3 of 3 agreements state the measure shown; a stock counts once, the newest within the selection.",
            "3 trên 3 thỏa thuận nêu số liệu này; số lũy kế tính một lần, theo lần công bố mới nhất.",
        ),
    ),
    footer_rows=1,
)
REPORT = Report(TABLE, (TABLE,))


def report_of(*rows: tuple[Cell, ...], columns: tuple[Column, ...], footer_rows: int = 0) -> Report:
    """A report of one table that programs and people share."""
    table = Table("sample", columns, rows, footer_rows=footer_rows)
    return Report(table, (table,))


def report_of_text(text: str) -> Report:
    """A report with `text` in a cell that may wrap, one that may not, a title, a heading, a term and a note."""
    both = Bilingual(text, text)
    columns = (
        make_column("first"),
        make_column("second", may_wrap=True),
        make_column("third", ColumnType.TERMS, terms={"slug": both}),
        make_column("fourth", ColumnType.AMOUNT, label=both, companions=Companions("u", "q", "l", "h")),
        make_column("u"),
        make_column("q"),
        make_column("l", ColumnType.INTEGER),
        make_column("h", ColumnType.INTEGER),
    )
    rows: tuple[tuple[Cell, ...], ...] = (
        (text, text, ("slug", text), 5, text, text, None, None),
        ("Total", text, None, text, None, None, None, None),
    )
    table = Table("sample", columns, rows, title=both, notes=(both,), footer_rows=1)
    return Report(table, (table,))
