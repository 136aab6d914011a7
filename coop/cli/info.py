"""`coop info`."""

import os

from coop.cli.dataset_options import DatasetOptions
from coop.cli.options import OutputOptions


def info(output: OutputOptions, dataset: DatasetOptions) -> None:
    """Which dataset, why this one, its version, counts and index."""
    from coop.analysis.description import describe_dataset
    from coop.cli.location import locate
    from coop.cli.session import answer, open_for_reading
    from coop.dataset.index.status import find_status
    from coop.version import find_version

    language = output.language.language()
    is_indexed = dataset.at is None and not dataset.no_index
    index = find_status(os.fspath(locate(dataset).root)) if is_indexed else None
    opened = open_for_reading(dataset, language)
    answer(describe_dataset(opened, program_version=find_version(), index=index), output)
