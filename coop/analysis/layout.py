"""What a table of totals is to look like: rows, columns, which end of the money, what stands beside an amount."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from coop.analysis.filters import parse_choice
from coop.analysis.grouping import Dimension, Role, has_halves
from coop.bilingual import Bilingual
from coop.dataset.terms import Nature
from coop.errors import UsageError


class Either(StrEnum):
    """Both ends at once: a figure stands in the row of its `from` and in that of its `to`."""

    EITHER = "either"


EITHER = Either.EITHER
End = Role | Either


class Extra(StrEnum):
    """What may stand beside each amount."""

    SHARE = "share"  # its share of the total
    COVERAGE = "coverage"  # how many of the agreements of the cell state the measure


@dataclass(frozen=True, slots=True)
class View:
    """One table of a measure: the end by which its rows, and its columns, are told; none where they have no halves."""

    role: End | None
    column_role: Role | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows by one dimension, columns by another where there is one.

    `role` is the end of the money that is asked for, none for a half of each. The rows that are not among the `top`
    largest are summed in one. With `is_rolled_up` a field stands in the row of the broader one. What does not go
    together raises `UsageError`.
    """

    rows: Dimension
    columns: Dimension | None = None
    role: End | None = None
    extras: frozenset[Extra] = frozenset()
    top: int | None = None
    is_rolled_up: bool = False

    def __post_init__(self) -> None:
        self._check_dimensions()
        self._check_role()
        self._check_rows()

    def _check_dimensions(self) -> None:
        if self.rows is self.columns and not has_halves(self.rows):
            raise UsageError(
                Bilingual(f"rows and columns are both by {self.rows}", f"hàng và cột đều theo {self.rows}"),
                hint=Bilingual("name two dimensions, or one", "nêu hai cách phân nhóm khác nhau, hoặc chỉ một"),
            )

    def _check_role(self) -> None:
        if self.role is not None and not self._has_halves:
            raise UsageError(
                Bilingual(f"role does not go with 'by {self.words}'", f"role không đi với 'by {self.words}'"),
                hint=Bilingual(
                    "money has two ends by province and region", "chỉ theo province và region thì tiền mới có hai đầu"
                ),
            )
        if self.role is EITHER and self.is_from_to:
            raise UsageError(
                Bilingual(
                    f"role either does not go with 'by {self.words}'",
                    f"role either không đi với 'by {self.words}'",
                ),
                hint=Bilingual(
                    "the rows are where money came from, the columns where it went",
                    "hàng là nơi đi, cột là nơi đến của số tiền",
                ),
            )

    def _check_rows(self) -> None:
        if self.top is not None and self.rows is Dimension.YEAR:
            raise UsageError(
                Bilingual("top does not go with rows by year", "top không đi với hàng theo year"),
                hint=Bilingual("the filter year chooses years", "dùng bộ lọc year để chọn năm"),
            )
        if self.is_rolled_up and Dimension.FIELD not in self.dimensions:
            raise UsageError(
                Bilingual(f"roll-up does not go with 'by {self.words}'", f"roll-up không đi với 'by {self.words}'"),
                hint=Bilingual("it goes with 'by field'", "tùy chọn này đi với 'by field'"),
            )

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """That of the rows, and that of the columns where there is one."""
        return (self.rows,) if self.columns is None else (self.rows, self.columns)

    @property
    def words(self) -> str:
        """The dimensions as typed."""
        return " ".join(self.dimensions)

    @property
    def is_from_to(self) -> bool:
        """Whether both dimensions are of place: then the rows tell where money came from and the columns where to."""
        return self.columns is not None and has_halves(self.rows) and has_halves(self.columns)

    def has_states(self, nature: Nature) -> bool:
        """Whether figures are shown as they stood at the end of each year, without a total over the years (rule 10)."""
        return nature is Nature.STOCK and Dimension.YEAR in self.dimensions

    @property
    def _has_halves(self) -> bool:
        return any(map(has_halves, self.dimensions))

    @property
    def views(self) -> tuple[View, ...]:
        """The tables that each measure has."""
        if self.is_from_to:
            role = Role.DESTINATION if self.role is Role.DESTINATION else Role.SOURCE
            return (View(role, Role.SOURCE if role is Role.DESTINATION else Role.DESTINATION),)
        if not self._has_halves:
            return (View(None),)
        return tuple(map(View, Role)) if self.role is None else (View(self.role),)


@dataclass(frozen=True, slots=True)
class TypedLayout:
    """A layout as a person typed it: the words `by DIM DIM`, and the options."""

    words: Sequence[str] = ()
    role: str | None = None
    top: str | None = None
    extras: frozenset[Extra] = frozenset()
    is_rolled_up: bool = False

    @property
    def asked(self) -> str | None:
        """The first option that only goes with rows."""
        options = {
            "role": self.role is not None,
            "top": self.top is not None,
            **{extra.value: extra in self.extras for extra in Extra},
            "roll-up": self.is_rolled_up,
        }
        return next((name for name, is_asked in options.items() if is_asked), None)


def parse_layout(typed: TypedLayout) -> Layout | None:
    """The layout that was typed, none for the overview; `UsageError` says what cannot be read or does not fit."""
    dimensions = _parse_dimensions(typed.words)
    if not dimensions:
        if typed.asked is not None:
            raise UsageError(
                Bilingual(f"{typed.asked} needs a dimension to total by", f"{typed.asked} cần một cách phân nhóm"),
                hint=Bilingual("name one, such as 'by province'", "nêu một cách, chẳng hạn 'by province'"),
            )
        return None
    return Layout(
        dimensions[0],
        dimensions[1] if len(dimensions) > 1 else None,
        role=_parse_role(typed.role) if typed.role is not None else None,
        extras=typed.extras,
        top=_parse_top(typed.top) if typed.top is not None else None,
        is_rolled_up=typed.is_rolled_up,
    )


def _parse_dimensions(words: Sequence[str]) -> tuple[Dimension, ...]:
    """The dimensions that the words `by DIM [DIM]` name, none where there are no words."""
    known = tuple(each.value for each in Dimension)
    if not words:
        return ()
    if words[0] != "by" or len(words) not in (2, 3):
        said, listed = f"stats {' '.join(words)}", ", ".join(known)
        raise UsageError(
            Bilingual(f"'{said}' cannot be read", f"không hiểu '{said}'"),
            hint=Bilingual(
                f"write 'by DIM' or 'by DIM DIM', DIM being {listed}",
                f"viết 'by DIM' hoặc 'by DIM DIM', DIM là một trong: {listed}",
            ),
        )
    name = Bilingual("dimension", "cách phân nhóm")
    return tuple(Dimension(parse_choice(word, known, name)) for word in words[1:])


def _parse_role(text: str) -> End:
    roles: dict[str, End] = {end.value: end for end in (*Role, EITHER)}
    return roles[parse_choice(text, tuple(roles), Bilingual("role", "vai trò"))]


def _parse_top(text: str) -> int:
    digits = text.lstrip("0")
    if not text.isascii() or not text.isdigit() or not digits:
        raise UsageError(
            Bilingual(
                f"top is '{text}', expected a whole number from 1 on, such as 10",
                f"top là '{text}', cần là số nguyên từ 1 trở lên, chẳng hạn 10",
            )
        )
    return int(digits[:18])  # no table has as many rows: what follows changes nothing
