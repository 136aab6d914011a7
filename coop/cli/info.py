"""`coop info`."""

from coop.analysis.description import describe_dataset
from coop.cli.options import DatasetOptions, OutputOptions
from coop.cli.session import answer, open_for_reading
from coop.version import find_version


def info(output: OutputOptions, dataset: DatasetOptions) -> None:
    """Which dataset, why this one, its version and its counts."""
    opened = open_for_reading(dataset, output.language.language())
    answer(describe_dataset(opened, program_version=find_version()), output)
