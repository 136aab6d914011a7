"""Which dataset a command is about."""

import os

from coop.bilingual import Bilingual
from coop.cli.options import DataOption, path_of
from coop.dataset.layout import ENVIRONMENT_VARIABLE, Location, find_dataset
from coop.errors import DatasetNotFound, describe_refusal


def locate(options: DataOption) -> Location:
    """Find the dataset that the options, the environment and the working folder name."""
    folder = path_of(options.data, "--data") if options.data is not None else None
    try:
        return find_dataset(folder, environment=os.environ.get(ENVIRONMENT_VARIABLE))
    except OSError as error:  # a name too long, a folder that may not be looked into
        reason = describe_refusal(error)
        raise DatasetNotFound(
            Bilingual(f"no dataset can be looked for: {reason}", f"không tìm được bộ dữ liệu: {reason}")
        ) from None
