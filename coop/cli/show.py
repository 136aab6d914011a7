"""`coop show`."""

from typing import Annotated

import typer

from coop.cli.dataset_options import DatasetOptions
from coop.cli.options import OutputOptions


def show(
    agreement_id: Annotated[str, typer.Argument(metavar="ID", help="The id of an agreement.")],
    *,
    output: OutputOptions,
    dataset: DatasetOptions,
) -> None:
    """One agreement as a readable card, its sources last."""
    from coop.analysis.card import build_card
    from coop.cli.session import answer, chosen_format, open_for_reading
    from coop.cli.text_answer import answer_text
    from coop.dataset.dataset import read_data
    from coop.output.record import RECORD_FORMATS, render_record

    opened = open_for_reading(dataset, output.language.language())
    agreement = opened.agreement(agreement_id)
    data = read_data(opened, agreement)
    if chosen_format(output) in RECORD_FORMATS and not output.asks_for_rows:
        answer_text(render_record(data, chosen_format(output)), output)
    else:
        answer(build_card(agreement, opened, data), output)
