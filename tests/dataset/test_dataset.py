"""Loading a folder: what is kept, what is left out and why, and the look-ups."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from coop.dataset.dataset import Dataset, read_data
from coop.dataset.layout import Reason, find_agreement_paths, find_program_schemas
from coop.dataset.loading import LoadedFile, load_sources, open_dataset, take_together
from coop.dataset.source_text import SourceText, read_source_text
from coop.errors import BadVocabulary, DatasetNotFound, UnknownName, UnreadableFile
from tests.conftest import FOUR, agreement, figure, write_dataset

THANH_HOA = "agreements/2019/ha-noi-thanh-hoa-2019.yaml"


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def left_out(dataset: Dataset) -> list[tuple[str, str]]:
    return [(each.path, each.first.code) for each in dataset.left_out]


def test_the_four_are_loaded_in_the_order_of_their_dates() -> None:
    dataset = open_dataset(FOUR)
    assert [each.id for each in dataset.agreements] == [
        "ha-noi-can-tho-2019",
        "ha-noi-thanh-hoa-2019",
        "ho-chi-minh-9-tinh-phia-bac-2023",
        "ha-noi-ho-chi-minh-2023",
    ]
    assert dataset.left_out == ()
    assert (dataset.description.name, dataset.description.licence) == ("coop-vn", "CC-BY-4.0")


def test_agreements_of_one_day_stand_in_the_order_of_their_ids(make_dataset: Callable[..., Dataset]) -> None:
    made = make_dataset(
        agreement("b", "ha-noi", "hue", date="2025-05"), agreement("a", "ha-noi", "hue", date="2025-05-01")
    )
    assert [each.id for each in made.agreements] == ["a", "b"]


def test_an_empty_dataset_is_a_dataset(make_dataset: Callable[..., Dataset]) -> None:
    made = make_dataset()
    assert (made.agreements, made.left_out, dict(made.figures)) == ((), (), {})


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("amount: 45500", "amount: 45.500", "P301"),
        ("status: agreed", "status: done", "S104"),
        ("measure: aid", "measure: aids", "X303"),
        ("date: '2019-11-16'", "date: '2019-02-30'", "D101"),
        ("id: ha-noi", "id: 'ha-noi", "P201"),
    ],
)
def test_an_unsound_file_is_left_out_with_its_first_error(four: Path, old: str, new: str, code: str) -> None:
    change(four / THANH_HOA, old, new)
    dataset = open_dataset(four)
    assert left_out(dataset) == [(THANH_HOA, code)]
    assert len(dataset.agreements) == 3


def test_the_first_error_is_the_first_in_the_file(four: Path) -> None:
    change(four / THANH_HOA, "amount: 45500", "amount: 45.500")
    change(four / THANH_HOA, "status: agreed", "status: done")
    first = open_dataset(four).left_out[0].first
    assert (first.code, first.span.line) == ("S104", 8)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: Đào", "name: Ðào"),
        ("as_stated: 30 tỷ", "as_stated: 300 tỷ"),
        ("    not_stated: [period]\n", ""),
        ("published: '2019-11-16'", "published: '2019-11-15'"),
        ("item_count: 12\n", "item_count: 12\nrelated: [{id: gone, relation: renews}]\n"),
        ("id: ha-noi-thanh-hoa-2019", "id: another"),
    ],
)
def test_what_breaks_a_rule_of_form_or_of_validation_alone_is_kept(four: Path, old: str, new: str) -> None:
    change(four / THANH_HOA, old, new)
    dataset = open_dataset(four)
    assert left_out(dataset) == []
    assert len(dataset.agreements) == 4


def test_a_byte_order_mark_and_carriage_returns_do_not_keep_a_file_out(four: Path) -> None:
    content = (four / THANH_HOA).read_bytes()
    (four / THANH_HOA).write_bytes(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
    dataset = open_dataset(four)
    assert left_out(dataset) == []
    assert dataset.agreement("ha-noi-thanh-hoa-2019") == open_dataset(FOUR).agreement("ha-noi-thanh-hoa-2019")


def test_of_two_files_with_one_id_the_first_is_kept(four: Path) -> None:
    copy = four / "agreements" / "2020" / "copy.yaml"
    copy.parent.mkdir()
    copy.write_bytes((four / THANH_HOA).read_bytes())
    dataset = open_dataset(four)
    assert left_out(dataset) == [("agreements/2020/copy.yaml", "X101")]
    assert dataset.agreement("ha-noi-thanh-hoa-2019").path == THANH_HOA
    assert dataset.left_out[0].first.hint == (f"it belongs to {THANH_HOA}", f"mã này là của {THANH_HOA}")


def test_every_kind_of_broken_file_is_left_out_beside_the_sound_ones(four: Path) -> None:
    folder = four / "agreements" / "2019"
    (folder / "a.yaml").write_bytes(b"\xff\xfe")
    (folder / "b.yaml").write_bytes(b"a: \x00")
    (folder / "c.yaml").mkdir()
    (folder / "d.yaml").symlink_to("/etc/hostname")
    (folder / "e.yaml").write_text("[" * 100_000, encoding="utf-8")
    with (folder / "f.yaml").open("wb") as stream:
        stream.truncate(2_000_000)
    dataset = open_dataset(four)
    assert [code for _, code in left_out(dataset)] == ["P103", "P104", "P101", "P101", "P207", "P102"]
    assert len(dataset.agreements) == 4


@pytest.mark.parametrize("name", ["dataset", "localities", "regions", "fields", "measures"])
def test_a_broken_or_missing_vocabulary_says_where(four: Path, name: str) -> None:
    with (four / f"{name}.yaml").open("a", encoding="utf-8") as stream:
        stream.write("x: 1\n")
    with pytest.raises(BadVocabulary, match=rf"{name}\.yaml:\d+:1: unknown key 'x'"):
        open_dataset(four)
    (four / f"{name}.yaml").unlink()
    with pytest.raises(BadVocabulary, match=rf"{name}\.yaml:1:1: the file is missing"):
        open_dataset(four)


@pytest.mark.parametrize("name", ["dataset", "localities", "regions", "fields", "measures"])
def test_a_vocabulary_that_leads_out_of_the_dataset_is_not_opened(four: Path, name: str, tmp_path: Path) -> None:
    file = four / f"{name}.yaml"
    outside = file.rename(tmp_path / "outside.yaml")
    file.symlink_to(outside)
    with pytest.raises(BadVocabulary, match=rf"^{name}\.yaml:1:1: the symbolic link leads out of the dataset"):
        open_dataset(four)
    file.unlink()
    os.mkfifo(file)
    with pytest.raises(BadVocabulary, match=rf"^{name}\.yaml:1:1: is no plain file") as raised:
        open_dataset(four)
    assert raised.value.message.vi == f"{name}.yaml:1:1: không phải tệp thường, cần một tệp YAML"


def test_agreements_that_lie_outside_are_not_opened(four: Path, tmp_path: Path) -> None:
    outside = (four / "agreements").rename(tmp_path / "outside")
    (four / "agreements").symlink_to(outside)
    dataset = open_dataset(four)
    assert dataset.agreements == ()
    assert left_out(dataset) == [("agreements", "P101")]


def test_a_dataset_of_too_many_files_is_not_loaded(four: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coop.dataset.files.find_agreement_paths", partial(find_agreement_paths, limit=3))
    monkeypatch.setattr("coop.dataset.index.records.MAX_FILES", 3)
    with pytest.raises(UnreadableFile, match=r"^agreements/ holds more than 3 files and folders, expected at most 3$"):
        open_dataset(four)


@pytest.mark.parametrize(("length", "most"), [(10, 128), (100_000, 6)])
def test_few_files_are_in_memory_together_where_they_are_long(length: int, most: int) -> None:
    sources = [SourceText(f"{number}.yaml", "x" * length, ()) for number in range(300)]
    together = list(take_together(iter(sources)))
    assert [source for some in together for source in some] == sources
    assert max(map(len, together)) == most


def test_a_file_with_a_fault_has_a_draft_and_no_agreement(four: Path) -> None:
    dataset = open_dataset(four)
    file = four / THANH_HOA
    schemas = find_program_schemas()

    def load() -> LoadedFile:
        source = read_source_text(file, root=four)
        (loaded,) = load_sources([source], vocabularies=dataset.vocabularies, schemas=schemas)
        return loaded

    sound = load()
    assert sound.agreement is sound.draft is not None
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("date: '2019-11-16'", "date: '2019-02-30'", 1), encoding="utf-8")
    faulty = load()
    assert faulty.agreement is None
    assert faulty.draft is not None
    assert (faulty.draft.id, faulty.draft.figures) == (sound.draft.id, sound.draft.figures)
    file.write_text(text.replace("status: agreed", "status: agred"), encoding="utf-8")
    of_schema = load()
    assert of_schema.agreement is None
    assert of_schema.draft is not None
    assert of_schema.draft.localities == sound.draft.localities
    file.write_text("[", encoding="utf-8")
    assert load().draft is None


def test_look_ups_find_by_id_and_name_the_nearest() -> None:
    dataset = open_dataset(FOUR)
    assert dataset.by_id["ha-noi-can-tho-2019"] is dataset.agreement("ha-noi-can-tho-2019")
    assert dataset.figures["ha-noi-can-tho-2019#von-dang-ky"].agreement == "ha-noi-can-tho-2019"
    with pytest.raises(UnknownName, match="no agreement with id 'ha-noi-can-tho-2018'") as raised:
        dataset.agreement("ha-noi-can-tho-2018")
    assert raised.value.hint is not None
    assert "ha-noi-can-tho-2019" in raised.value.hint.en


def test_the_data_of_an_agreement_is_read_as_it_stands(four: Path) -> None:
    dataset = open_dataset(four)
    chosen = dataset.agreement("ha-noi-thanh-hoa-2019")
    assert read_data(dataset, chosen)["item_count"] == 12
    (four / THANH_HOA).unlink()
    with pytest.raises(UnreadableFile, match="ha-noi-thanh-hoa-2019"):
        read_data(dataset, chosen)


def test_without_a_folder_the_environment_and_then_the_nearest_is_opened(
    four: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    near = write_dataset(tmp_path / "near", agreement("a", "ha-noi", "can-tho", figures=[figure("f")]))
    monkeypatch.chdir(near)
    assert open_dataset().location.reason is Reason.UPWARD
    assert len(open_dataset().agreements) == 1
    monkeypatch.setenv("COOP_DATA", str(four))
    assert open_dataset().location.reason is Reason.ENVIRONMENT
    assert len(open_dataset().agreements) == 4
    with pytest.raises(DatasetNotFound):
        open_dataset(tmp_path / "gone")
