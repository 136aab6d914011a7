"""The parquet format, read back by pandas: exact integers, lists, nulls."""

import io
import sys
from dataclasses import replace

import pandas as pd
import pytest

from coop.errors import ExitCode, MissingExtra
from coop.output.parquet import render_parquet
from coop.table import ColumnType, Table
from tests.output.samples import TABLE, make_column, report_of

INTEGERS = (make_column("n", ColumnType.INTEGER),)


def read(table: Table) -> pd.DataFrame:
    return pd.read_parquet(io.BytesIO(render_parquet(table)))


def test_every_column_is_there_with_its_type():
    frame = read(TABLE)
    assert list(frame.columns) == [column.name for column in TABLE.columns]
    assert len(frame) == len(TABLE.rows)
    assert {name: str(frame[name].dtype) for name in ("points", "amount", "low")} == {
        "points": "Int64",
        "amount": "Int64",
        "low": "Int64",
    }
    assert frame["amount"][0] == 45500 * 10**9
    assert frame["title"][0] == "Hợp tác, phát triển Hà Nội – Thanh Hóa"


def test_terms_are_lists():
    assert list(read(TABLE)["parties"][0]) == ["ha-noi", "thanh-hoa"]
    assert list(read(TABLE)["parties"][3]) == []


def test_nothing_is_null_and_makes_no_float_of_its_column():
    frame = read(TABLE)
    assert frame["points"].isna().tolist() == [False, True, False, False]
    assert frame["points"].tolist()[0] == 12
    assert frame["title"].isna().tolist() == [False, False, False, True]


@pytest.mark.parametrize("number", [2**63 - 1, -(2**63)])
def test_integers_of_64_bits_are_exact(number: int):
    frame = read(report_of((number,), (None,), columns=INTEGERS).tidy)
    assert (str(frame["n"].dtype), frame["n"][0]) == ("Int64", number)


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 10**40])
def test_a_column_with_a_larger_one_is_text(number: int):
    frame = read(report_of((number,), (7,), (None,), columns=INTEGERS).tidy)
    assert frame["n"].tolist()[:2] == [str(number), "7"]
    assert frame["n"].isna().tolist() == [False, False, True]


def test_a_number_in_a_column_of_text_and_a_term_alone_keep_their_columns_types():
    columns = (make_column("year"), make_column("terms", ColumnType.TERMS))
    frame = read(report_of((2019, "one"), (("a", "b"), None), columns=columns).tidy)
    assert frame["year"].tolist() == ["2019", "a; b"]
    assert list(frame["terms"][0]) == ["one"]
    assert frame["terms"][1] is None


def test_an_empty_table_keeps_its_columns_and_their_types():
    frame = read(replace(TABLE, rows=()))
    assert list(frame.columns) == [column.name for column in TABLE.columns]
    assert str(frame["amount"].dtype) == "Int64"


def test_same_data_same_bytes():
    assert render_parquet(TABLE) == render_parquet(TABLE)


def test_without_pyarrow_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra) as caught:
        render_parquet(TABLE)
    assert caught.value.hint is not None
    assert caught.value.hint.en == 'install it with: pip install "coop-vn[parquet]"'
    assert caught.value.hint.vi == 'cài đặt bằng lệnh: pip install "coop-vn[parquet]"'
    assert caught.value.exit_code is ExitCode.USAGE
