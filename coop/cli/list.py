"""`coop list`."""

from coop.cli.options import DatasetOptions, FilterBordersOption, FilterOptions, OutputOptions


def list_(borders: FilterBordersOption, filters: FilterOptions, output: OutputOptions, dataset: DatasetOptions) -> None:
    """Agreements, one line each, by date."""
    from coop.analysis.listing import list_agreements
    from coop.cli.session import answer, open_listing

    listing = open_listing(dataset, filters, language=output.language.language(), borders=borders)
    answer(list_agreements(listing), output)
