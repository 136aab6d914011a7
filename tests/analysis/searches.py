"""Searches in tests: looking into the four, or into agreements made for it."""

from coop.analysis.search import SearchResult, search_agreements
from coop.bilingual import Bilingual
from coop.dataset.agreement import Agreement
from coop.dataset.dataset import Dataset
from tests.analysis.samples import dataset_of, make_agreement, open_four, select


def search(text: str, dataset: Dataset | None = None, **typed: object) -> SearchResult:
    """What is found in the dataset, else in the four."""
    return search_agreements(select(dataset or open_four(), **typed), text)


def found(text: str, *agreements: Agreement) -> list[str]:
    """The ids of the hits among the agreements, else among the four."""
    return [hit.agreement.id for hit in search(text, dataset_of(*agreements) if agreements else None).hits]


def titled(agreement_id: str, title: str, **values: object) -> Agreement:
    """An agreement without figures with this title in Vietnamese."""
    return make_agreement(agreement_id, (), title=Bilingual("x", title), **values)
