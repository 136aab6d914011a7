"""The options of commands that open a dataset and select from it, each declared once."""

from dataclasses import dataclass, fields
from typing import Annotated, Any, ClassVar

import typer

from coop.cli.options import NO_INDEX, DataOption

TYPE_CHECKING = False  # only what declares the command is loaded to tell about it
if TYPE_CHECKING:
    from coop.analysis.filters import TypedFilters

Texts = list[str]


def _filter(flag: str, metavar: str, meaning: str) -> Any:
    return typer.Option(flag, metavar=metavar, help=meaning)


@dataclass(frozen=True, slots=True)
class FilterOptions:
    """The filters, the same on every command that reads."""

    EPILOG: ClassVar[str] = "Filters: given twice, one filter combines with OR; different ones combine with AND."

    field: Annotated[Texts | None, _filter("--field", "FIELD", "Field of cooperation, or one below it.")] = None
    party: Annotated[Texts | None, _filter("--party", "LOCALITY", "A locality that is party.")] = None
    between: Annotated[
        tuple[str, str] | None, _filter("--between", "A B", "Both localities, agreeing with each other; only once.")
    ] = None
    source: Annotated[Texts | None, _filter("--from", "LOCALITY", "States a figure that comes from there.")] = None
    destination: Annotated[Texts | None, _filter("--to", "LOCALITY", "States a figure that goes there.")] = None
    region: Annotated[Texts | None, _filter("--region", "REGION", "A party in the region, as it was then.")] = None
    year: Annotated[Texts | None, _filter("--year", "YEAR", "Year of the agreement: 2019, or 2019..2023.")] = None
    active: Annotated[Texts | None, _filter("--active", "DATE", "In force on the day, by its date and period.")] = None
    status: Annotated[Texts | None, _filter("--status", "STATUS", "agreed, signed, ended or superseded.")] = None
    instrument: Annotated[Texts | None, _filter("--instrument", "KIND", "memorandum, agreement, conclusion, ...")] = (
        None
    )
    level: Annotated[Texts | None, _filter("--level", "LEVEL", "party-committee, peoples-committee, ...")] = None
    measure: Annotated[Texts | None, _filter("--measure", "MEASURE", "States a figure of the measure.")] = None
    minimum: Annotated[Texts | None, _filter("--min", "AMOUNT", 'States at least so much: "10.000 tỷ".')] = None
    text: Annotated[Texts | None, _filter("--text", "TEXT", "Holds the text; accents left out match all.")] = None

    def typed(self) -> "TypedFilters":
        """The filters as typed."""
        from coop.analysis.filters import TypedFilters

        values = {f.name: getattr(self, f.name) for f in fields(self)}
        return TypedFilters(**{name: value for name, value in values.items() if value is not None})


@dataclass(frozen=True, slots=True)
class BordersOption:
    """The borders in which localities are read."""

    borders: Annotated[
        str | None,
        typer.Option(
            "--borders", metavar="BORDERS",
            help="A day, now or signed: former provinces as what they had become by then.",
        ),
    ] = None  # fmt: skip


@dataclass(frozen=True, slots=True)
class FilterBordersOption(BordersOption):
    """The borders in which filters read localities, where nothing else is read in them."""

    borders: Annotated[
        str | None,
        typer.Option(
            "--borders", metavar="BORDERS",
            help="For the filters by locality and region alone: a day, now or signed.",
        ),
    ] = None  # fmt: skip


@dataclass(frozen=True, slots=True)
class RevisionOptions(DataOption):
    """Which dataset, and as it stood when."""

    at: Annotated[
        str | None,
        typer.Option("--at", metavar="REV", help="As it stood at a git branch, tag, commit or date."),
    ] = None


@dataclass(frozen=True, slots=True)
class DatasetOptions(RevisionOptions):
    """Which dataset, and what to do where it is not sound."""

    strict: Annotated[
        bool,
        typer.Option("--strict", help="Refuse a dataset with unsound files."),
    ] = False
    no_index: Annotated[bool, NO_INDEX] = False
