"""Values of the program as bytes and back; bytes that name anything else are refused."""

import inspect
import os
import pickle
from dataclasses import is_dataclass

import pytest

from coop.bilingual import Bilingual
from coop.dataset import agreement, terms
from coop.dataset.index.codec import VALUES, Damaged, dump_value, load_value
from coop.dataset.index.sealing import digest_of, digest_value, pack, seal, unpack, unseal
from coop.dataset.layout import Location, Reason
from coop.dataset.loading import DUPLICATE_ID, load_dataset
from coop.diagnostic import Diagnostic, Span
from tests.conftest import FOUR

FOUND = load_dataset(Location(FOUR, Reason.OPTION))


def test_everything_in_a_dataset_comes_back_the_same() -> None:
    for value in (*FOUND.agreements, FOUND.vocabularies, FOUND.description):
        back = load_value(dump_value(value))
        assert back == value
        assert repr(back) == repr(value)
        assert dump_value(back) == dump_value(value)


def test_a_finding_comes_back_the_same() -> None:
    hint = Bilingual("a hint\n", "gợi ý")
    finding = Diagnostic("x.yaml", Span(1, 2, 3, 4), DUPLICATE_ID, Bilingual("wrong", "sai"), hint, "line", 7)
    assert repr(load_value(dump_value(finding))) == repr(finding)


def test_every_record_of_the_data_is_known() -> None:
    declared = {
        each
        for module in (agreement, terms)
        for _, each in inspect.getmembers(module, inspect.isclass)
        if is_dataclass(each) and each.__module__ == module.__name__
    }
    assert declared - set(VALUES) == {terms.Stretch}


class Attack:
    """What a pickle can do to whoever reads it."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("exit 7",)


@pytest.mark.parametrize(
    "payload",
    [
        pickle.dumps(Attack()),
        pickle.dumps(os.getcwd),
        pickle.dumps(FOUND.location),
        b"cbuiltins\neval\n(S'1'\ntR.",
        b"ccoop.dataset.loading\nopen_dataset\n(tR.",
        b"",
        b"\x80\x05",
        b"not a pickle",
    ],
)
def test_bytes_that_are_no_value_are_refused(payload: bytes) -> None:
    with pytest.raises(Damaged):
        load_value(payload)


def test_a_sealed_value_is_read_under_its_name_alone() -> None:
    sealed = seal(b"payload", b"name")
    assert unseal(sealed, b"name") == b"payload"
    assert unseal(sealed, b"other") is None
    assert unseal(sealed[:-1], b"name") is None
    assert unseal(b"", b"name") is None
    assert unseal(None, b"name") is None
    for position in range(len(sealed) * 8):
        damaged = bytearray(sealed)
        damaged[position // 8] ^= 1 << position % 8
        assert unseal(bytes(damaged), b"name") is None


def test_a_packed_value_comes_back() -> None:
    value = {"a": [1, ("b", b"c", None)], "ệ\udc80": 2**70}
    assert unpack(pack(value, b"n"), b"n") == value
    assert unpack(seal(b"\xff\xff", b"n"), b"n") is None


def test_a_digest_is_that_of_the_value_and_not_of_its_copy() -> None:
    name = "".join(["x", "y"])
    assert digest_value([(name, 10**9), (name, 10**9)]) == digest_value([("xy", 10**9), ("x" + "y"[:], 5 + 10**9 - 5)])
    assert digest_value(["a"]) != digest_value(["b"])
    assert digest_of(b"ab", b"c") != digest_of(b"a", b"bc")
    assert digest_of(b"abc") != digest_of(b"ab", b"c")
