"""A short run of the fuzz target, and a replay of everything that ever broke it."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import FOUR
from tests.fuzz.mutation import DICTIONARY, mutate
from tests.fuzz.target import AGREEMENT, Target, find_path

CORPUS = tuple(sorted((Path(__file__).parent / "corpus").iterdir()))
DONORS = tuple(file.read_bytes() for file in CORPUS)


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    built = Target.build(tmp_path_factory.mktemp("fuzz"), FOUR)
    yield built
    assert built.check_whole(built.originals[AGREEMENT]).fails() is False, "the dataset was not put back as it was"


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.stem)
def test_what_is_in_the_corpus_breaks_nothing(target: Target, file: Path) -> None:
    target.check_whole(file.read_bytes())


@settings(max_examples=100)
@given(content=st.one_of(st.binary(max_size=400), st.lists(st.sampled_from(DICTIONARY), max_size=30).map(b"".join)))
def test_no_bytes_break_anything(target: Target, content: bytes) -> None:
    target.check_alone(content)


@pytest.mark.parametrize("seed", range(80))
def test_no_change_to_the_corpus_breaks_anything(target: Target, seed: int) -> None:
    random = Random(seed)
    target.check(mutate(random.choice(DONORS), random, donors=DONORS))


def test_the_first_line_says_which_file_is_meant() -> None:
    assert find_path(b"#fields\nfields: []\n") == "fields.yaml"
    assert find_path(b"# fields\n") == find_path(b"#nothing\n") == find_path(b"") == find_path(b"#\xff") == AGREEMENT


def test_mutations_are_the_same_for_the_same_seed() -> None:
    content = DONORS[0]
    assert mutate(content, Random(7), donors=DONORS) == mutate(content, Random(7), donors=DONORS)
    assert len({mutate(content, Random(seed), donors=DONORS) for seed in range(20)}) > 10


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (b"fields: [a, b, c]\nfields: [a]\nx: 1.5\n", {"P202", "P301"}),
        (b"id: a\rtitle: b\r\ndate: \xff\n", {"P103"}),
        ("a: b # Ð\n".encode(), {"F104"}),
        (b"id: " + b"[" * 400, {"P207"}),
    ],
)
def test_the_target_sees_what_validation_finds(target: Target, content: bytes, codes: set[str]) -> None:
    assert codes <= {found.code for found in target.check_alone(content)}
