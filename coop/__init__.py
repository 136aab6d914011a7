"""Cooperation agreements between Vietnamese provinces and cities, as data.

    >>> import coop
    >>> dataset = coop.open_dataset("data")
    >>> print(dataset.select(field="y tế").statistics("province"))

gives typed records (agreements with their parties, figures, events and sources, and the vocabularies beside them) that
answer whatever the command line answers; docs/api.md shows how.
"""

import importlib
import typing

if typing.TYPE_CHECKING:
    from coop.analysis.frames import Frames
    from coop.analysis.statistics import CellTotal, Half, Summary, Total
    from coop.api.answer import Answer
    from coop.api.checking import Check, check_dataset, explain_rule, fix_dataset
    from coop.api.dataset import Dataset, Readings, Selection, open_dataset
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
    from coop.dataset.terms import Field, Locality, Measure, Region
    from coop.dataset.vocabulary import Vocabularies
    from coop.diagnostic import Diagnostic, Severity
    from coop.errors import CoopError, DatasetNotFound, UnknownName, UsageError
    from coop.language.dates import EdtfDate, EdtfInterval
    from coop.language.quantity import Qualifier, Quantity, format_quantity
    from coop.table import Column, Table

_HOMES = {
    "coop.analysis.frames": ("Frames",),
    "coop.analysis.statistics": ("CellTotal", "Half", "Summary", "Total"),
    "coop.api.answer": ("Answer",),
    "coop.api.checking": ("Check", "check_dataset", "explain_rule", "fix_dataset"),
    "coop.api.dataset": ("Dataset", "Readings", "Selection", "open_dataset"),
    "coop.api.questions": ("Found", "Statistics"),
    "coop.bilingual": ("Bilingual", "Language"),
    "coop.dataset.agreement": (
        "Agreement", "Conflict", "Ends", "Event", "Figure", "OtherCurrency", "Party", "Person", "Relation", "Signatory",
        "Source",
    ),
    "coop.dataset.terms": ("Field", "Locality", "Measure", "Region"),
    "coop.dataset.vocabulary": ("Vocabularies",),
    "coop.diagnostic": ("Diagnostic", "Severity"),
    "coop.errors": ("CoopError", "DatasetNotFound", "UnknownName", "UsageError"),
    "coop.language.dates": ("EdtfDate", "EdtfInterval"),
    "coop.language.quantity": ("Qualifier", "Quantity", "format_quantity"),
    "coop.table": ("Column", "Table"),
}  # fmt: skip

__all__ = [
    "Agreement",
    "Answer",
    "Bilingual",
    "CellTotal",
    "Check",
    "Column",
    "Conflict",
    "CoopError",
    "Dataset",
    "DatasetNotFound",
    "Diagnostic",
    "EdtfDate",
    "EdtfInterval",
    "Ends",
    "Event",
    "Field",
    "Figure",
    "Found",
    "Frames",
    "Half",
    "Language",
    "Locality",
    "Measure",
    "OtherCurrency",
    "Party",
    "Person",
    "Qualifier",
    "Quantity",
    "Readings",
    "Region",
    "Relation",
    "Selection",
    "Severity",
    "Signatory",
    "Source",
    "Statistics",
    "Summary",
    "Table",
    "Total",
    "UnknownName",
    "UsageError",
    "Vocabularies",
    "check_dataset",
    "explain_rule",
    "fix_dataset",
    "format_quantity",
    "open_dataset",
]


if not typing.TYPE_CHECKING:  # what is not there is an error to a type checker

    def __getattr__(name: str) -> object:
        """Load what is asked for, and no more: the command line completes a word without loading the rest."""
        home = next((home for home, names in _HOMES.items() if name in names), None)
        if home is None:
            raise AttributeError(f"module 'coop' has no attribute '{name}'")
        return getattr(importlib.import_module(home), name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
