"""One agreement file by itself: the quick way says what the slow one says."""

from collections.abc import Callable
from random import Random

import pytest

from coop.dataset.clean_yaml import read_clean
from coop.dataset.document import Document
from coop.dataset.files import FilesOnDisk
from coop.dataset.layout import Location, find_dataset, find_program_schemas
from coop.dataset.source_text import decode_source_text, is_simple, read_source_text
from coop.dataset.vocabulary import Vocabularies
from coop.dataset.vocabulary_files import build_vocabularies, read_vocabularies
from coop.validation.one_file import CheckedFile, check_sources
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
        source = decode_source_text(text.encode(), path="agreements/2019/ha-noi-can-tho-2019.yaml")
        (checked,) = check_sources([source], vocabularies=vocabularies, schemas=SCHEMAS)
        return checked

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
    assert sum(is_simple(text) and read_clean(text) is not None for text in texts) > 50
    assert sum(bool(each.diagnostics) for each in quick) > 100
    seen = [summarise(each) for each in quick]
    monkeypatch.setattr("coop.dataset.document.read_clean", lambda _text: None)
    assert seen == [summarise(check(text)) for text in texts]


def test_of_files_without_findings_the_places_are_not_looked_for(
    location: Location, vocabularies: Vocabularies
) -> None:
    sources = [read_source_text(file, root=location.root) for file in FILES]
    for checked in check_sources(sources, vocabularies=vocabularies, schemas=SCHEMAS):
        assert checked.diagnostics == ()
        assert checked.linked is not None
        assert isinstance(checked.linked.places, Document)
        assert not checked.linked.places.is_marked
        assert checked.linked.places.span("id").line == 2


def test_files_checked_together_are_found_what_they_are_alone(vocabularies: Vocabularies) -> None:
    random = Random(5)
    texts = [mutate(random.choice(DONORS), random, donors=DONORS).decode("utf-8", "ignore") for _ in range(60)]
    sources = [decode_source_text(text.encode(), path=f"agreements/2019/a-{n}.yaml") for n, text in enumerate(texts)]
    together = list(check_sources(sources, vocabularies=vocabularies, schemas=SCHEMAS))
    assert any(each.agreement for each in together)
    assert any(each.linked is None for each in together)
    for source, checked in zip(sources, together, strict=True):
        (alone,) = check_sources([source], vocabularies=vocabularies, schemas=SCHEMAS)
        assert summarise(checked) == summarise(alone)
