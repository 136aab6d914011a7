"""What `coop info` tells of a dataset."""

from collections.abc import Callable

from coop.analysis.description import describe_dataset
from coop.dataset.dataset import Dataset
from coop.dataset.loading import open_dataset
from tests.analysis.samples import HN, TH, open_four
from tests.conftest import agreement, write_dataset

Make = Callable[..., Dataset]


def facts(dataset: Dataset) -> dict[object, object]:
    return dict(describe_dataset(dataset, program_version="1.2.3").tidy.rows)  # type: ignore[arg-type]


def test_the_description_counts_what_the_dataset_holds() -> None:
    told = facts(open_four())
    counts = {key: told[key] for key in ("agreements", "figures", "sources", "localities", "left_out")}
    assert counts == {"agreements": "4", "figures": "8", "sources": "5", "localities": "12", "left_out": "0"}
    assert told["dates"] == "2019-08-23 – 2023-10-18"
    assert told["program"] == "coop 1.2.3"
    assert told["path"] == str(open_four().location.root)


def test_an_empty_dataset_is_described_too(make_dataset: Make) -> None:
    told = facts(make_dataset())
    assert (told["agreements"], told["dates"]) == ("0", "–")


def test_files_left_out_are_counted(tmp_path) -> None:
    data = write_dataset(tmp_path, agreement("a", HN, TH))
    (data / "agreements" / "2019" / "broken.yaml").write_text("a: [", encoding="utf-8")
    told = facts(open_dataset(data))
    assert (told["agreements"], told["left_out"]) == ("1", "1")
