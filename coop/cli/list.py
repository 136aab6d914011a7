"""`coop list`."""

from coop.cli.dataset_options import DatasetOptions, FilterBordersOption, FilterOptions
from coop.cli.options import OutputOptions


def list_(borders: FilterBordersOption, filters: FilterOptions, output: OutputOptions, dataset: DatasetOptions) -> None:
    """Agreements, one line each, by date."""
    from coop.analysis.listing import list_agreements
    from coop.cli.session import answer, open_listing

    listing = open_listing(dataset, filters, language=output.language.language(), borders=borders)
    answer(list_agreements(listing), output)
