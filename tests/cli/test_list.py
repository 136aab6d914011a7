"""`coop list`: the filters, and what is said of files that are not sound."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Result, agreement, figure, write_dataset

Run = Callable[..., Result]

CAN_THO, THANH_HOA = "ha-noi-can-tho-2019", "ha-noi-thanh-hoa-2019"
NINE, MEMORANDUM = "ho-chi-minh-9-tinh-phia-bac-2023", "ha-noi-ho-chi-minh-2023"
ALL = [CAN_THO, THANH_HOA, NINE, MEMORANDUM]


def list_ids(run: Run, *arguments: str, data: Path | None = None) -> list[str]:
    chosen = {} if data is None else {"data": data}
    result = run("list", *arguments, "-f", "json", **chosen)
    assert (result.code, result.err) == (0, "")
    return [row["id"] for row in json.loads(result.out)]


@pytest.mark.parametrize("field", ["y-te", "giao-duc-y-te", "Y tế", "y te", "Y TẾ"])
def test_field_finds_itself_and_what_is_below_it(field: str, run: Run) -> None:
    assert list_ids(run, "--field", field) == [CAN_THO, NINE, MEMORANDUM]


def test_unknown_field_names_the_nearest(run: Run) -> None:
    result = run("list", "--field", "yte")
    assert result == Result(2, "", "error: unknown field 'yte'; the nearest is 'y-te' (Y tế)\n")


@pytest.mark.parametrize("party", ["tp hcm", "TPHCM", "ho-chi-minh", "TP.HCM", "tp ho chi minh", "TP. Hồ Chí Minh"])
def test_party_is_found_by_every_name(party: str, run: Run) -> None:
    assert list_ids(run, "--party", party) == [NINE, MEMORANDUM]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), ALL),
        (("--between", "ha noi", "Cần Thơ"), [CAN_THO]),
        (("--between", "Cần Thơ", "ha noi"), [CAN_THO]),
        (("--between", "thanh-hoa", "nghe-an"), []),
        (("--between", "tphcm", "nghe an"), [NINE]),
        (("--from", "ha-noi"), [CAN_THO, THANH_HOA]),
        (("--from", "ha-noi", "--to", "can-tho"), [CAN_THO]),
        (("--to", "ha-noi"), []),
        (("--region", "dong-bang-song-cuu-long"), [CAN_THO]),
        (("--year", "2019"), [CAN_THO, THANH_HOA]),
        (("--year", "2020..2023"), [NINE, MEMORANDUM]),
        (("--year", "2018", "--year", "2023"), [NINE, MEMORANDUM]),
        (("--status", "signed"), [NINE, MEMORANDUM]),
        (("--status", "signed", "--status", "agreed"), ALL),
        (("--instrument", "memorandum"), [MEMORANDUM]),
        (("--level", "peoples-committee"), [NINE]),
        (("--measure", "aid"), [CAN_THO, THANH_HOA]),
        (("--min", "40.000 tỷ"), [THANH_HOA]),
        (("--min", "45.500 tỷ đồng"), [THANH_HOA]),
        (("--min", "45.501 tỷ đồng"), []),
        (("--measure", "aid", "--min", "30 tỷ"), [THANH_HOA]),
        (("--text", "nghe an"), [NINE]),
        (("--text", "Nghệ An"), [NINE]),
        (("--text", "Nghê An"), []),
        (("--party", "ha-noi", "--field", "y-te", "--year", "2019"), [CAN_THO]),
        (("--active", "2023-11-01"), [MEMORANDUM]),
    ],
)  # fmt: skip
def test_filters(arguments: tuple[str, ...], expected: list[str], run: Run) -> None:
    assert list_ids(run, *arguments) == expected


def test_limit_and_sort(run: Run) -> None:
    assert list_ids(run, "--sort", "-date", "--limit", "2") == [MEMORANDUM, NINE]
    assert list_ids(run, "--limit", "0") == []
    assert len(list_ids(run, "--limit", "9" * 5_000)) == 4
    assert list_ids(run, "--sort", "figures,-id") == [NINE, MEMORANDUM, THANH_HOA, CAN_THO]


def test_columns_come_in_the_order_asked_for(run: Run) -> None:
    result = run("list", "--columns", "figures,id", "--limit", "1", "-f", "csv")
    assert result.out == f"figures,id\n4,{CAN_THO}\n"


def test_byte_order_mark_on_request(run: Run) -> None:
    assert run("list", "-f", "csv", "--bom").out.startswith("\ufeffdate,")
    assert run("list", "-f", "csv").out.startswith("date,")


def test_ending_of_the_file_chooses_the_format(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bảng.jsonl"
    assert run("list", "--output", str(path)) == Result(0, "", "")
    assert [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()] == ALL
    assert run("list", "--output", str(path), "-f", "tsv") == Result(0, "", "")
    assert path.read_text(encoding="utf-8").startswith("date\tid\t")


def test_nothing_found_is_no_error(run: Run) -> None:
    assert run("list", "--year", "1999", "-f", "json") == Result(0, "[]\n", "")
    assert "(none)" in run("list", "--year", "1999").out


COMMANDS = [
    ("list",), ("stats",), ("stats", "by", "province"), ("stats", "by", "year"), ("stats", "by", "pair"),
    ("stats", "by", "field"), ("stats", "by", "region"), ("fields",), ("localities",), ("measures",), ("info",),
    ("parse", "45.500 tỷ đồng"),
]  # fmt: skip


@pytest.fixture
def broken(four: Path) -> Path:
    """The four, of which one has an amount that YAML reads as a fraction."""
    path = four / "agreements" / "2019" / f"{THANH_HOA}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("45500", "45.500"), encoding="utf-8")
    return four


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_broken_file_is_left_out_and_told(command: tuple[str, ...], run: Run, broken: Path) -> None:
    result = run(*command, "-f", "json", data=broken)
    assert result.code == 0
    assert json.loads(result.out)
    assert result.err.startswith(f"warning: 1 file left out: data/agreements/2019/{THANH_HOA}.yaml:41:13: ")
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("command", [*COMMANDS, ("show", CAN_THO)], ids=" ".join)
def test_strict_refuses_a_dataset_with_a_broken_file(command: tuple[str, ...], run: Run, broken: Path) -> None:
    result = run(*command, "--strict", data=broken)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f"error: 1 file left out: data/agreements/2019/{THANH_HOA}.yaml:41:13: ")
    assert result.err.count("\n") == 1


def test_what_is_left_out_is_told_in_vietnamese_too(run: Run, broken: Path) -> None:
    where = f"data/agreements/2019/{THANH_HOA}.yaml:41:13: "
    result = run("list", "--lang", "vi", data=broken)
    assert result.err.startswith(f"cảnh báo: bỏ qua 1 tệp: {where}")
    assert result.err.endswith("; 'coop validate' cho biết đầy đủ\n")
    strict = run("list", "--strict", data=broken, env={"COOP_LANG": "vi"})
    assert (strict.code, strict.out) == (1, "")
    assert strict.err == result.err.replace("cảnh báo", "lỗi", 1)
    (broken / "agreements" / "2023" / "x.yaml").write_text("[", encoding="utf-8")
    result = run("list", "--lang", "vi", data=broken)
    assert result.err.startswith(f"cảnh báo: bỏ qua 2 tệp: tệp đầu tiên là {where}")


def test_answer_is_that_of_the_sound_files(run: Run, broken: Path) -> None:
    rows = json.loads(run("list", "-f", "json", data=broken).out)
    assert [row["id"] for row in rows] == [CAN_THO, NINE, MEMORANDUM]
    rows = json.loads(run("stats", "-f", "json", data=broken).out)
    assert (rows[0]["amount"], rows[0]["qualifier"], rows[0]["agreements"]) == (33_600_000_000_000, "over", 3)


def test_several_broken_files_are_counted_and_the_first_is_named(run: Run, broken: Path) -> None:
    (broken / "agreements" / "2023" / "x.yaml").write_text("[", encoding="utf-8")
    result = run("list", data=broken)
    assert result.err.startswith(
        f"warning: 2 files left out: the first is data/agreements/2019/{THANH_HOA}.yaml:41:13: "
    )
    assert result.err.count("\n") == 1


def test_strict_is_content_with_a_sound_dataset(run: Run) -> None:
    assert run("list", "--strict").code == 0


@pytest.mark.parametrize("command", [*COMMANDS, ("show", CAN_THO)], ids=" ".join)
@pytest.mark.parametrize("name", ["localities", "fields", "measures", "regions", "dataset"])
def test_broken_vocabulary_is_refused_in_one_line(command: tuple[str, ...], name: str, run: Run, four: Path) -> None:
    (four / f"{name}.yaml").write_text("a: [\n", encoding="utf-8")
    result = run(*command, data=four)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: ")
    assert f"{name}.yaml" in result.err
    assert result.err.count("\n") == 1


def test_missing_vocabulary_is_refused_in_one_line(run: Run, four: Path) -> None:
    (four / "measures.yaml").unlink()
    result = run("list", data=four)
    assert (result.code, result.out) == (2, "")
    assert "measures.yaml" in result.err
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("form", ["table", "plain", "csv", "json", "markdown", "html", "latex", "yaml"])
@pytest.mark.parametrize("command", [*COMMANDS, ("validate",)], ids=" ".join)
def test_dataset_without_agreements_is_answered(command: tuple[str, ...], form: str, run: Run, tmp_path: Path) -> None:
    result = run(*command, "-f", form, data=write_dataset(tmp_path))
    assert result.code == 0
    if command != ("validate",):
        assert result.err == ""
        assert result.out


def test_dataset_without_agreements_says_so(run: Run, tmp_path: Path) -> None:
    data = write_dataset(tmp_path)
    assert json.loads(run("list", "-f", "json", data=data).out) == []
    assert "(none)" in run("list", data=data).out
    assert run("stats", data=data).out.startswith("0 agreements")
    assert run("show", "x", data=data).code == 2
    assert "no finding in 0 agreements" in run("validate", data=data).err


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_dataset_of_one_agreement_is_answered(command: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    one = agreement("a", "ha-noi", "can-tho", figures=[figure("f", source="ha-noi", destination="can-tho",
                                                              period="2019")])  # fmt: skip
    result = run(*command, "-f", "json", data=write_dataset(tmp_path, one))
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out)


def test_borders_let_a_province_be_found_under_its_successor(run: Run, tmp_path: Path) -> None:
    data = write_dataset(tmp_path, agreement("x", "ha-noi", "ha-nam"), agreement("y", "ha-noi", "thanh-hoa"))
    assert run("list", "--party", "ninh-binh", "-f", "csv", "--columns", "id", data=data).out.split() == ["id"]
    found = run("list", "--party", "ninh-binh", "--borders", "now", "-f", "csv", "--columns", "id,parties", data=data)
    assert found.out.splitlines() == ["id,parties", "x,ha-noi; ha-nam"]
    shown = run("list", "--party", "ninh-binh", "--borders", "2025-07-01", data=data)
    assert shown.out.splitlines()[-1] == "localities asked for are those in the borders of 2025-07-01"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--field", "y-te"),
        ("--party", "hà nội", "--year", "2019..2023", "-f", "csv"),
        ("--active", "2021-01-01", "--borders", "now"),
        ("--region", "bac-trung-bo", "--borders", "2026-01-01"),
        ("--between", "ha-noi", "can-tho", "--status", "signed", "--lang", "vi"),
        ("--sort", "-figures,title", "--limit", "2", "-f", "json"),
        ("--limit", "1"),
        ("--columns", "id,fields,period,sources"),
        ("--party", "bac-kan"),  # none: what may have been meant is told
        ("--measure", "aid"),
        ("--text", "can tho"),
    ],
)
def test_a_list_made_from_the_index_is_the_list_made_from_the_files(run: Run, arguments: tuple[str, ...]) -> None:
    without = run("list", *arguments, "--no-index")
    assert without.code == 0
    assert run("list", *arguments) == without == run("list", *arguments)


def test_an_agreement_left_out_is_told_when_heads_alone_are_read(run: Run, four: Path) -> None:
    (four / "agreements" / "2019" / "broken.yaml").write_text("id: broken\n", encoding="utf-8")
    without = run("list", "--no-index", data=four)
    assert "1 file left out" in without.err
    assert run("list", data=four) == without == run("list", data=four)
    assert run("list", "--strict", data=four) == run("list", "--strict", "--no-index", data=four)
