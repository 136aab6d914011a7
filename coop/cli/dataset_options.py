"""The options of commands that open a dataset and select from it, each declared once."""

from dataclasses import dataclass, fields
from typing import Annotated, ClassVar

import typer

from coop.cli.options import NO_INDEX, DataOption, text_option

TYPE_CHECKING = False  # only what declares the command is loaded to tell about it
if TYPE_CHECKING:
    from coop.analysis.filters import TypedFilters

Texts = list[str]


@dataclass(frozen=True, slots=True)
class FilterOptions:
    """The filters, the same on every command that reads."""

    EPILOG: ClassVar[str] = "Filters: given twice, one filter combines with OR; different ones combine with AND."

    field: Annotated[Texts | None, text_option("--field", "FIELD", "Field of cooperation, or one below it.")] = None
    party: Annotated[Texts | None, text_option("--party", "LOCALITY", "A locality that is party.")] = None
    between: Annotated[
        tuple[str, str] | None, text_option("--between", "A B", "Both localities, agreeing with each other; only once.")
    ] = None
    source: Annotated[Texts | None, text_option("--from", "LOCALITY", "States a figure that comes from there.")] = None
    destination: Annotated[Texts | None, text_option("--to", "LOCALITY", "States a figure that goes there.")] = None
    region: Annotated[Texts | None, text_option("--region", "REGION", "A party in the region, as it was then.")] = None
    year: Annotated[Texts | None, text_option("--year", "YEAR", "Year of the agreement: 2019, or 2019..2023.")] = None
    active: Annotated[Texts | None, text_option("--active", "DATE", "In force on the day, by its date and period.")] = (
        None
    )
    status: Annotated[Texts | None, text_option("--status", "STATUS", "agreed, signed, ended or superseded.")] = None
    instrument: Annotated[
        Texts | None, text_option("--instrument", "KIND", "memorandum, agreement, conclusion, ...")
    ] = None
    level: Annotated[Texts | None, text_option("--level", "LEVEL", "party-committee, peoples-committee, ...")] = None
    measure: Annotated[Texts | None, text_option("--measure", "MEASURE", "States a figure of the measure.")] = None
    minimum: Annotated[Texts | None, text_option("--min", "AMOUNT", 'States at least so much: "10.000 tỷ".')] = None
    text: Annotated[Texts | None, text_option("--text", "TEXT", "Holds the text; accents left out match all.")] = None

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
        text_option("--borders", "BORDERS", "A day, now or signed: former provinces as what they had become by then."),
    ] = None


@dataclass(frozen=True, slots=True)
class FilterBordersOption(BordersOption):
    """The borders in which filters read localities, where nothing else is read in them."""

    borders: Annotated[
        str | None,
        text_option("--borders", "BORDERS", "For the filters by locality and region alone: a day, now or signed."),
    ] = None


@dataclass(frozen=True, slots=True)
class RevisionOptions(DataOption):
    """Which dataset, and as it stood when."""

    at: Annotated[
        str | None,
        text_option("--at", "REV", "As it stood at a git branch, tag, commit or date."),
    ] = None


@dataclass(frozen=True, slots=True)
class DatasetOptions(RevisionOptions):
    """Which dataset, and what to do where it is not sound."""

    strict: Annotated[
        bool,
        typer.Option("--strict", help="Refuse a dataset with unsound files."),
    ] = False
    no_index: Annotated[bool, NO_INDEX] = False
