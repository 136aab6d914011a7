"""One agreement file by itself: the quick way says what the slow one says, and keeps little."""

import pickle
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from coop.dataset.clean_yaml import read_clean
from coop.dataset.document import KeptPlaces, PlacesInFile
from coop.dataset.files import FilesOnDisk
from coop.dataset.layout import Location, find_dataset, find_program_schemas
from coop.dataset.source_text import SourceText
from coop.dataset.vocabulary import Vocabularies
from coop.dataset.vocabulary_files import build_vocabularies, read_vocabularies
from coop.validation.one_file import CheckedFile, check_file, check_source
from tests.conftest import FOUR
from tests.fuzz.mutation import mutate

SCHEMAS = find_program_schemas()
FILES = tuple(sorted(FOUR.glob("agreements/*/*.yaml")))
DONORS = tuple(file.read_bytes() for file in FILES)


@pytest.fixture(scope="module")
def location() -> Location:
    return find_dataset(FOUR, environment=None)


@pytest.fixture(scope="module")
def vocabularies(location: Location) -> Vocabularies:
    return build_vocabularies(read_vocabularies(FilesOnDisk(location), SCHEMAS))


@pytest.fixture
def check(vocabularies: Vocabularies) -> Callable[[str], CheckedFile]:
    def check_text(text: str) -> CheckedFile:
        source = SourceText("agreements/2019/ha-noi-can-tho-2019.yaml", text, ())
        return check_source(source, vocabularies=vocabularies, schemas=SCHEMAS)

    return check_text


def summarise(checked: CheckedFile) -> tuple[object, ...]:
    """Everything that is known of a file, with the places that other files may ask for."""
    if checked.linked is None:
        return checked.agreement, checked.waivers, checked.diagnostics
    figures = [("figures", position, "id") for position, _ in checked.linked.figures]
    related = [("related", position, "id") for position, _ in checked.linked.related]
    spans = [checked.linked.places.span(*place) for place in (("id",), *figures, *related)]
    linked = checked.linked
    kept = (linked.agreement, linked.figures, linked.related, linked.doubts, linked.is_sound)
    return checked.agreement, checked.waivers, checked.diagnostics, kept, spans


def test_the_quick_way_finds_what_the_slow_one_finds(
    check: Callable[[str], CheckedFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    random, texts = Random(11), [content.decode() for content in DONORS]
    while len(texts) < 400:
        text = mutate(random.choice(DONORS), random, donors=DONORS).decode("utf-8", "ignore")
        if "\r" not in text:
            texts.append(text)
    quick = [check(text) for text in texts]
    assert sum(read_clean(text) is not None for text in texts) > 50
    assert sum(bool(each.diagnostics) for each in quick) > 100
    seen = [summarise(each) for each in quick]
    monkeypatch.setattr("coop.dataset.document.read_clean", lambda _text: None)
    assert seen == [summarise(check(text)) for text in texts]


def test_of_a_file_without_findings_neither_text_nor_places_are_kept(
    location: Location, vocabularies: Vocabularies
) -> None:
    for file in FILES:
        checked = check_file(file, root=location.root, vocabularies=vocabularies, schemas=SCHEMAS)
        assert checked.diagnostics == ()
        assert checked.linked is not None
        assert isinstance(checked.linked.places, PlacesInFile)
        assert b"sources" not in pickle.dumps(checked.linked.places)
        assert checked.linked.places.span("id").line == 2


def test_of_a_file_with_findings_the_places_are_those_it_had(tmp_path: Path, vocabularies: Vocabularies) -> None:
    file = tmp_path / "agreements" / "2019" / "ha-noi-can-tho-2019.yaml"
    file.parent.mkdir(parents=True)
    text = next(content.decode() for content in DONORS if b"\ndate: " in content)
    file.write_text(f"# one line more\n{text}".replace("\ndate: ", "\nabc: 1\ndate: "), encoding="utf-8")
    checked = check_file(file, root=tmp_path, vocabularies=vocabularies, schemas=SCHEMAS)
    file.unlink()
    assert checked.linked is not None
    assert isinstance(checked.linked.places, KeptPlaces)
    assert checked.linked.places.span("id").line == 3
