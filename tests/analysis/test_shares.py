"""Shares of a total: each right to a tenth of a percent, together the whole."""

from coop.analysis.shares import apportion, round_share


def test_shares_add_up_where_rounding_each_alone_would_not() -> None:
    assert apportion([1, 1, 1], 3) == [334, 333, 333]
    assert [round_share(1, 3)] * 3 == [333] * 3
    assert sum(apportion([3, 3, 1], 7)) == 1000


def test_what_is_largest_behind_the_comma_is_rounded_up_first() -> None:
    assert apportion([10_004, 10_009, 979_987], 1_000_000) == [10, 10, 980]
    assert apportion([10_400, 10_900, 978_700], 1_000_000) == [10, 11, 979]


def test_what_is_taken_off_takes_its_share_off() -> None:
    shares = apportion([2, 2, -1], 3)
    assert shares == [667, 667, -334]
    assert apportion([5, -1, -1], 3) == [1667, -333, -334]


def test_a_whole_share_stays_whole() -> None:
    assert apportion([1, 3], 4) == [250, 750]
    assert apportion([0, 5], 5) == [0, 1000]


def test_parts_of_a_row_add_up_to_the_share_of_the_row() -> None:
    assert apportion([1, 1], 9, tenths=222) == [111, 111]
    assert apportion([1, 1], 9, tenths=223) == [112, 111]


def test_half_a_tenth_is_rounded_up() -> None:
    assert round_share(1, 2000) == 1
    assert round_share(1, 2001) == 0
