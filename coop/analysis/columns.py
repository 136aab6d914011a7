"""The columns that several tables share, with what their cells mean."""

from collections.abc import Mapping

from coop.bilingual import Bilingual
from coop.language.quantity import Quantity
from coop.language.units import CURRENCIES
from coop.table import Cell, Column, ColumnType, Companions


def text_column(
    name: str, label: Bilingual, description: str, *, may_wrap: bool = False, for_people: bool = True
) -> Column:
    """A column of text."""
    return Column(name, ColumnType.TEXT, label, description, may_wrap=may_wrap, for_people=for_people)


def integer_column(name: str, label: Bilingual, description: str, *, for_people: bool = True) -> Column:
    """A column of whole numbers."""
    return Column(name, ColumnType.INTEGER, label, description, for_people=for_people)


def day_column(name: str, label: Bilingual, description: str) -> Column:
    """A column of days, each as text in ISO 8601."""
    return Column(name, ColumnType.DAY, label, description)


def term_column(
    name: str, label: Bilingual, description: str, terms: Mapping[str, Bilingual], *, for_people: bool = True
) -> Column:
    """A column of codes that people see by name."""
    return Column(name, ColumnType.TERM, label, description, terms=terms, for_people=for_people)


def terms_column(
    name: str, label: Bilingual, description: str, terms: Mapping[str, Bilingual], *, for_people: bool = True
) -> Column:
    """A column of several codes a cell."""
    return Column(name, ColumnType.TERMS, label, description, terms=terms, for_people=for_people, may_wrap=True)


def said_column(name: str, label: Bilingual, description: str) -> Column:
    """A column of texts in both languages, for a table that people read."""
    return Column(name, ColumnType.BILINGUAL, label, description, may_wrap=True)


def marked_column(name: str, label: Bilingual, description: str) -> Column:
    """A column of texts in which stretches are marked."""
    return Column(name, ColumnType.MARKED, label, description, may_wrap=True)


def linked_column(name: str, label: Bilingual, description: str) -> Column:
    """A column of texts with addresses behind them, for a table that people read."""
    return Column(name, ColumnType.LINKED, label, description, may_wrap=True)


def amount_columns(label: Bilingual, prefix: str = "") -> tuple[Column, ...]:
    """The columns of a quantity: the amount and its companions. `amount_cells` fills them."""
    names = Companions(*(f"{prefix}{name}" for name in ("unit", "qualifier", "low", "high")))
    text = ColumnType.TEXT
    amount = "The number in units of `unit`; empty for a range and where there is none."
    currency = "The currency (ISO 4217); empty for a count."
    qualifier = "exact, about, over, nearly, at-least or at-most: what the sources, or the addition, say of it."
    return (
        Column(f"{prefix}amount", ColumnType.AMOUNT, label, amount, companions=names),
        integer_column(names.low, Bilingual("Low", "Thấp nhất"), "The lower end of a range, in units of `unit`."),
        integer_column(names.high, Bilingual("High", "Cao nhất"), "The upper end of a range, in units of `unit`."),
        Column(names.unit, text, Bilingual("Unit", "Đơn vị"), "The currency (ISO 4217), or what is counted."),
        Column(f"{prefix}currency", text, Bilingual("Currency", "Tiền tệ"), currency, for_people=False),
        Column(names.qualifier, text, Bilingual("Qualifier", "Mức chính xác"), qualifier),
    )


def share_column(name: str, description: str) -> Column:
    """A column of shares in tenths of a percent."""
    return Column(name, ColumnType.SHARE, Bilingual("Share", "Tỷ lệ"), description)


def amount_cells(quantity: Quantity | None, *, unit: str | None = None) -> tuple[Cell, ...]:
    """The cells of `amount_columns` for one quantity; `unit` is told where there is none."""
    if quantity is None:
        return None, None, None, unit, unit if unit in CURRENCIES else None, None
    is_point = quantity.amount is not None
    return (
        quantity.amount,
        None if is_point else quantity.low,
        None if is_point else quantity.high,
        quantity.unit,
        quantity.unit if quantity.is_money else None,
        quantity.qualifier.value,
    )
