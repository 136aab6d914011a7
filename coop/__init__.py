"""Cooperation agreements between Vietnamese provinces and cities, as data.

    >>> import coop
    >>> dataset = coop.open_dataset("data")
    >>> [agreement.id for agreement in dataset.agreements]

gives typed records: agreements with their parties, figures, events and sources, and the vocabularies beside them.
"""

from coop.dataset.agreement import Agreement, Figure, Party, Source
from coop.dataset.dataset import Dataset, open_dataset
from coop.errors import CoopError
from coop.language.quantity import Qualifier, Quantity

__all__ = [
    "Agreement",
    "CoopError",
    "Dataset",
    "Figure",
    "Party",
    "Qualifier",
    "Quantity",
    "Source",
    "open_dataset",
]
