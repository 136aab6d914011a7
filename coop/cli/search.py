"""`coop search`."""

from typing import Annotated

import typer

from coop.cli.dataset_options import DatasetOptions, FilterBordersOption, FilterOptions
from coop.cli.door import say
from coop.cli.options import OutputOptions


def search(
    query: Annotated[list[str], typer.Argument(metavar="TEXT...", help="Words that must all be there.")],
    *,
    borders: FilterBordersOption,
    filters: FilterOptions,
    output: OutputOptions,
    dataset: DatasetOptions,
) -> None:
    """Agreements that hold a text, the best first.

    Accents that are typed bind, those left out match all. What stands in quotation marks is one phrase.
    """
    from coop.analysis.search import search_agreements
    from coop.analysis.search_report import report_search
    from coop.cli.session import answer, find_room, open_selected

    language = output.language.language()
    selection = open_selected(dataset, filters, language=language, borders=borders)
    result = search_agreements(selection, " ".join(query))
    answer(report_search(result, width=find_room(output)), output)
    if result.advice is not None:
        say(result.advice.text(language))
