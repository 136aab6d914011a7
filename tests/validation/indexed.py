"""A dataset that is checked by way of the index, and without it."""

from pathlib import Path

from coop.dataset.layout import Location, Reason
from coop.validation.validate import Validation, validate_dataset, validate_indexed
from tests.conftest import agreement, figure, write_dataset
from tests.validation.checks import TODAY

PARTIES = ("ha-noi", "can-tho", "thanh-hoa")


def place(data: Path) -> Location:
    return Location(data, Reason.OPTION)


def both(data: Path) -> tuple[Validation, Validation]:
    """What is found by way of the index, and without it."""
    return validate_indexed(place(data), as_of=TODAY), validate_dataset(place(data), as_of=TODAY)


def write_some(folder: Path) -> Path:
    """Five agreements that have to do with one another: a link, a relation, likely twins, a circle."""
    flow = {"period": "2019", "source": "ha-noi", "destination": "can-tho"}
    return write_dataset(
        folder,
        agreement("a", *PARTIES, figures=[figure("f0", **flow)], fields=["y-te"]),
        agreement("b", *PARTIES, date="2019-07-01", figures=[figure("f0", part_of="a#f0", **flow)]),
        agreement("c", *PARTIES, date="2019-08-01", related=[{"id": "d", "relation": "renews"}]),
        agreement("d", *PARTIES, date="2019-08-01", related=[{"id": "c", "relation": "renews"}]),
        agreement("e", *PARTIES, date="2019-09-01", figures=[figure("f0", **flow)], fields=["giao-duc"]),
    )
