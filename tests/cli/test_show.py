"""`coop show`: one agreement as a card, and as data for programs."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from coop.dataset.composer import Value
from coop.errors import UsageError
from coop.output.record import render_record
from tests.conftest import FOUR, Result, agreement, write_dataset

Run = Callable[..., Result]

ID = "ha-noi-thanh-hoa-2019"
FILE = FOUR / "agreements" / "2019" / f"{ID}.yaml"


def read_file(path: Path) -> object:
    """The file as YAML 1.2 reads it: no text of the fixture is a number or date without quotes."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_card_holds_what_was_agreed_and_its_sources_last(run: Run) -> None:
    result = run("show", ID)
    assert (result.code, result.err) == (0, "")
    for text in (ID, "16 Nov 2019", "Hoàng Trung Hải", "≈ 45,500 tỷ", "65", "Social welfare", "not stated"):
        assert text in result.out.replace("\u00a0", " ")
    assert "https://tacnghiep.tuoitrethudo.vn" in result.out.splitlines()[-1]


def test_card_in_vietnamese(run: Run) -> None:
    out = run("show", ID, "--lang", "vi").out.replace("\u00a0", " ")
    assert "Hợp tác, phát triển Hà Nội – Thanh Hóa" in out.splitlines()[0]
    assert "≈ 45.500 tỷ" in out
    assert "Registered" not in out


@pytest.mark.parametrize(("name", "read"), [("json", json.loads), ("jsonl", json.loads), ("yaml", yaml.safe_load)])
def test_nested_formats_are_the_file_itself(name: str, read: Callable[[str], object], run: Run) -> None:
    result = run("show", ID, "-f", name)
    assert (result.code, result.err) == (0, "")
    assert read(result.out) == read_file(FILE)


def test_json_keeps_letters_and_one_line_a_record(run: Run) -> None:
    out = run("show", ID, "-f", "jsonl").out
    assert out.count("\n") == 1
    assert "Thanh Hóa" in out


def test_ending_of_the_file_chooses_the_nested_format(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    assert run("show", ID, "-o", str(path)) == Result(0, "", "")
    assert read_file(path) == read_file(FILE)


def test_flat_formats_have_every_value_by_its_path(run: Run) -> None:
    out = run("show", ID, "-f", "csv").out
    assert "figures.0.amount,45500\n" in out
    assert "parties.1.locality,thanh-hoa\n" in out


def test_columns_asked_for_make_even_json_flat(run: Run) -> None:
    rows = json.loads(run("show", ID, "-f", "json", "--columns", "path", "--limit", "2").out)
    assert rows == [{"path": "id"}, {"path": "title.vi"}]


@pytest.mark.parametrize("text", ["08", "1e3", "0o17", "1:30", "no", "Y", "~", "2019-11-16", "=", "12_000", ".5"])
def test_yaml_is_read_alike_by_every_reader(text: str, run: Run, tmp_path: Path) -> None:
    data = write_dataset(tmp_path, agreement("a", "ha-noi", "can-tho", title={"vi": text, "en": text}))
    # safe_dump leaves some of them bare, which YAML 1.2 reads as numbers: here they are texts.
    path = data / "agreements" / "2019" / "a.yaml"
    lines = [f"  {key}: '{text}'" for key in ("vi", "en")]
    before, _, after = path.read_text(encoding="utf-8").partition("title:\n")
    path.write_text("\n".join([f"{before}title:", *lines, after.split("\n", 2)[2]]), encoding="utf-8")
    result = run("show", "a", "-f", "yaml", data=data)
    assert (result.code, result.err) == (0, "")
    assert f"  vi: '{text}'\n" in result.out
    assert json.loads(run("show", "a", "-f", "json", data=data).out)["title"]["vi"] == text


def test_line_end_within_a_text_is_escaped_in_yaml() -> None:
    data: dict[str, Value] = {"title": "tựa\u2028đề", "note": "\u202ea", "count": 3, "day": "2019-11-16"}
    text = render_record(data, "yaml")
    assert not {"\u2028", "\u202e"}.intersection(text)
    assert yaml.safe_load(text) == data


def test_record_has_no_flat_format() -> None:
    with pytest.raises(UsageError, match="csv"):
        render_record({}, "csv")


def test_agreement_left_out_is_not_known_and_its_file_is_named(run: Run, four: Path) -> None:
    path = four / "agreements" / "2019" / f"{ID}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("45500", "45.500"), encoding="utf-8")
    result = run("show", ID, data=four)
    assert (result.code, result.out) == (2, "")
    assert f"data/agreements/2019/{ID}.yaml:41:13" in result.err
