"""The rows of tidy tables as tests read them."""

from collections.abc import Iterator

from coop.table import Table


def iterate(table: Table) -> Iterator[dict[str, object]]:
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    for row in table.rows:
        yield dict(zip(names, row, strict=True))


def place_of(row: dict[str, object]) -> tuple[object, ...]:
    """The row, and the column or none, by key or by kind in brackets."""
    names = list(row)
    places: list[object] = []
    for kind in ("kind", "column_kind"):
        if kind in row:
            key = row[names[names.index(kind) + 1]]
            places.append(key if row[kind] == "row" else f"({row[kind]})")
    return (*places, None)[:2]
