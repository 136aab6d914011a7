"""Cooperation agreements between Vietnamese provinces and cities, as data.

    >>> import coop
    >>> dataset = coop.open_dataset("data")
    >>> print(dataset.select(field="y tế").statistics("province"))

answers whatever the command line answers, from records with types: agreements with their parties, figures, events and
sources, and the vocabularies beside them. docs/api.md shows how.
"""

from coop.version import LOADED_AT as _LOADED_AT  # noqa: F401 - before anything else is loaded

TYPE_CHECKING = False  # typing takes as long to load as an answer to be found
if TYPE_CHECKING:
    from coop.analysis.change_nature import ChangeNature
    from coop.analysis.compare import Change, ChangeKind
    from coop.analysis.counting import Disposition, Standing
    from coop.analysis.file_changes import End, Fate, FileChange, Unreadable
    from coop.analysis.frames import Frames
    from coop.analysis.grouping import Dimension, Role, Row, RowKind
    from coop.analysis.layout import Either
    from coop.analysis.matching import Closeness, Hit, Match
    from coop.analysis.passages import Part, Passage
    from coop.analysis.statistics import AgreementCounts, CellTotal, Half, Summary, Total
    from coop.analysis.total_changes import TotalChange
    from coop.api.answer import Answer
    from coop.api.checking import Check, check_dataset, explain_rule, fix_dataset
    from coop.api.comparison import Comparison
    from coop.api.dataset import Dataset, Readings, Selection, open_dataset
    from coop.api.drafting import NewAgreement, draft_agreement
    from coop.api.formatting import Formatting, format_dataset, format_text
    from coop.api.questions import Found, Statistics
    from coop.bilingual import Bilingual, Language
    from coop.dataset.agreement import (
        Agreement,
        Conflict,
        Ends,
        Event,
        Figure,
        OtherCurrency,
        Party,
        Person,
        Relation,
        Signatory,
        Source,
    )
    from coop.dataset.dataset import LeftOut
    from coop.dataset.terms import Description, Field, Locality, Measure, Nature, Period, Region, RegionPeriod
    from coop.dataset.vocabulary import Vocabularies, Vocabulary
    from coop.diagnostic import Diagnostic, Rule, Severity, Span
    from coop.errors import CoopError, DatasetNotFound, UnknownName, UsageError
    from coop.language.amounts import AmountMatch
    from coop.language.date_phrases import DateMatch
    from coop.language.dates import EdtfDate, EdtfInterval, Precision
    from coop.language.places import PlaceMatch
    from coop.language.quantity import Qualifier, Quantity, format_quantity
    from coop.language.reading import Reading, ReadingKind, ReadingProblem
    from coop.table import Block, Column, ColumnType, Companions, Linked, Marked, Table
    from coop.validation.fixing import FixedFile
    from coop.validation.formatting import FormattedFile
    from coop.validation.waivers import Waived

_HOMES = {
    "coop.analysis.change_nature": ("ChangeNature",),
    "coop.analysis.compare": ("Change", "ChangeKind"),
    "coop.analysis.counting": ("Disposition", "Standing"),
    "coop.analysis.file_changes": ("End", "Fate", "FileChange", "Unreadable"),
    "coop.analysis.frames": ("Frames",),
    "coop.analysis.grouping": ("Dimension", "Role", "Row", "RowKind"),
    "coop.analysis.layout": ("Either",),
    "coop.analysis.matching": ("Closeness", "Hit", "Match"),
    "coop.analysis.passages": ("Part", "Passage"),
    "coop.analysis.statistics": ("AgreementCounts", "CellTotal", "Half", "Summary", "Total"),
    "coop.analysis.total_changes": ("TotalChange",),
    "coop.api.answer": ("Answer",),
    "coop.api.checking": ("Check", "check_dataset", "explain_rule", "fix_dataset"),
    "coop.api.comparison": ("Comparison",),
    "coop.api.dataset": ("Dataset", "Readings", "Selection", "open_dataset"),
    "coop.api.drafting": ("NewAgreement", "draft_agreement"),
    "coop.api.formatting": ("Formatting", "format_dataset", "format_text"),
    "coop.api.questions": ("Found", "Statistics"),
    "coop.bilingual": ("Bilingual", "Language"),
    "coop.dataset.agreement": (
        "Agreement", "Conflict", "Ends", "Event", "Figure", "OtherCurrency", "Party", "Person", "Relation", "Signatory",
        "Source",
    ),
    "coop.dataset.dataset": ("LeftOut",),
    "coop.dataset.terms": ("Description", "Field", "Locality", "Measure", "Nature", "Period", "Region", "RegionPeriod"),
    "coop.dataset.vocabulary": ("Vocabularies", "Vocabulary"),
    "coop.diagnostic": ("Diagnostic", "Rule", "Severity", "Span"),
    "coop.errors": ("CoopError", "DatasetNotFound", "UnknownName", "UsageError"),
    "coop.language.amounts": ("AmountMatch",),
    "coop.language.date_phrases": ("DateMatch",),
    "coop.language.dates": ("EdtfDate", "EdtfInterval", "Precision"),
    "coop.language.places": ("PlaceMatch",),
    "coop.language.quantity": ("Qualifier", "Quantity", "format_quantity"),
    "coop.language.reading": ("Reading", "ReadingKind", "ReadingProblem"),
    "coop.table": ("Block", "Column", "ColumnType", "Companions", "Linked", "Marked", "Table"),
    "coop.validation.fixing": ("FixedFile",),
    "coop.validation.formatting": ("FormattedFile",),
    "coop.validation.waivers": ("Waived",),
}  # fmt: skip

__all__ = [
    "Agreement",
    "AgreementCounts",
    "AmountMatch",
    "Answer",
    "Bilingual",
    "Block",
    "CellTotal",
    "Change",
    "ChangeKind",
    "ChangeNature",
    "Check",
    "Closeness",
    "Column",
    "ColumnType",
    "Companions",
    "Comparison",
    "Conflict",
    "CoopError",
    "Dataset",
    "DatasetNotFound",
    "DateMatch",
    "Description",
    "Diagnostic",
    "Dimension",
    "Disposition",
    "EdtfDate",
    "EdtfInterval",
    "Either",
    "End",
    "Ends",
    "Event",
    "Fate",
    "Field",
    "Figure",
    "FileChange",
    "FixedFile",
    "FormattedFile",
    "Formatting",
    "Found",
    "Frames",
    "Half",
    "Hit",
    "Language",
    "LeftOut",
    "Linked",
    "Locality",
    "Marked",
    "Match",
    "Measure",
    "Nature",
    "NewAgreement",
    "OtherCurrency",
    "Part",
    "Party",
    "Passage",
    "Period",
    "Person",
    "PlaceMatch",
    "Precision",
    "Qualifier",
    "Quantity",
    "Reading",
    "ReadingKind",
    "ReadingProblem",
    "Readings",
    "Region",
    "RegionPeriod",
    "Relation",
    "Role",
    "Row",
    "RowKind",
    "Rule",
    "Selection",
    "Severity",
    "Signatory",
    "Source",
    "Span",
    "Standing",
    "Statistics",
    "Summary",
    "Table",
    "Total",
    "TotalChange",
    "UnknownName",
    "Unreadable",
    "UsageError",
    "Vocabularies",
    "Vocabulary",
    "Waived",
    "check_dataset",
    "draft_agreement",
    "explain_rule",
    "fix_dataset",
    "format_dataset",
    "format_quantity",
    "format_text",
    "open_dataset",
]


if not TYPE_CHECKING:  # what is not there is an error to a type checker

    def __getattr__(name: str) -> object:
        """Load what is asked for, and no more: the command line completes a word without loading the rest."""
        home = next((home for home, names in _HOMES.items() if name in names), None)
        if home is None:
            raise AttributeError(f"module 'coop' has no attribute '{name}'")
        from importlib import import_module  # noqa: PLC0415 - an answer that was given before needs none of it

        return getattr(import_module(home), name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})


del TYPE_CHECKING
