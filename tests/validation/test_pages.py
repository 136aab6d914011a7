"""Every rule has a page, and every snippet on it does what the page says."""

import re
import unicodedata
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from coop.bilingual import Bilingual
from coop.dataset.layout import Location, Reason
from coop.validation.pages import Page, Snippet, parse_page, read_page
from coop.validation.registry import FIRM_CODES, RULES
from coop.validation.validate import validate_dataset
from tests.conftest import FOUR
from tests.validation.rule_pages import ALONGSIDE, BASE, BASE_PATH, EVERYWHERE, IN_WORDS, lay_over, write_page_dataset

TODAY = date(2026, 6, 1)

SMALL = """\
# P301 float

## en

One `word`.

Two.

## vi

Một.

## fails

```yaml file=fields.yaml
fields: []
```

```text
$ ls
```

## passes

```yaml
item_count: 12
```
"""


def find_codes(folder: Path, snippets: tuple[Snippet, ...], code: str) -> set[str]:
    """The codes found in the dataset of the snippets, less those that no snippet can do without."""
    data = write_page_dataset(folder, snippets)
    found = {each.code for each in validate_dataset(Location(data, Reason.OPTION), as_of=TODAY).diagnostics}
    return found - (EVERYWHERE.keys() - {code}) - ALONGSIDE.get(code, set())


def test_every_rule_has_a_page_and_no_page_is_left_over() -> None:
    pages = {page.name for page in files("coop.validation").joinpath("pages").iterdir()}
    assert pages == {f"{code}.md" for code in RULES}


@pytest.mark.parametrize("code", RULES)
def test_a_page_tells_a_curator_of_either_language_what_to_do(code: str) -> None:
    page = read_page(RULES[code])
    for text in page.text:
        paragraphs = text.split("\n\n")
        assert 1 <= len(paragraphs) <= 3
        assert len(text) > 100
        for paragraph in paragraphs:
            assert paragraph.endswith(".")
            assert paragraph.count("`") % 2 == 0
    english, vietnamese = page.text
    assert re.search(r"[ạảấầẩẫậắằẳẵặẹẻẽếềểễệ]", vietnamese)
    assert not re.search(r"\b(của|không|được)\b", english)


@pytest.mark.parametrize("code", RULES)
def test_a_page_is_clean_text_in_short_lines(code: str) -> None:
    source = files("coop.validation").joinpath("pages", f"{code}.md").read_text(encoding="utf-8")
    assert source == unicodedata.normalize("NFC", source)
    for line in source.splitlines():
        assert len(line) <= 120
        assert line.isprintable()
        assert line == line.rstrip()


@pytest.mark.parametrize("code", sorted(RULES.keys() - IN_WORDS.keys()))
def test_the_failing_snippet_breaks_its_rule_and_no_other(code: str, tmp_path: Path) -> None:
    assert find_codes(tmp_path, read_page(RULES[code]).fails, code) == {code}


@pytest.mark.parametrize("code", RULES)
def test_the_passing_snippet_breaks_no_rule(code: str, tmp_path: Path) -> None:
    assert find_codes(tmp_path, read_page(RULES[code]).passes, code) == set()


def read_firm_codes(text: str) -> set[str]:
    """The codes that the page on unknown codes lists: `P…` is every rule of a stage, `X301 to X304` all between."""
    listed = next(paragraph for paragraph in text.split("\n\n") if "P…" in paragraph)
    starts = tuple(re.findall(r"\b([A-Z][0-9]?)…", listed))
    ranges = re.findall(r"\b([A-Z][0-9]{3}) (?:to|đến) ([A-Z][0-9]{3})\b", " ".join(listed.split()))
    alone = set(re.findall(r"\b[A-Z][0-9]{3}\b", listed))
    return alone | {c for c in RULES if c.startswith(starts) or any(first <= c <= last for first, last in ranges)}


def test_the_page_on_waivers_lists_the_rules_that_cannot_be_waived() -> None:
    for text in read_page(RULES["F201"]).text:
        assert read_firm_codes(text) == FIRM_CODES


def test_only_what_no_snippet_can_hold_is_shown_in_words() -> None:
    shown = {code for code, rule in RULES.items() if all(each.language != "yaml" for each in read_page(rule).fails)}
    assert shown == IN_WORDS.keys() & RULES.keys()


def test_parsing_keeps_paragraphs_and_the_words_behind_the_language() -> None:
    rule = RULES["P301"]
    assert parse_page(SMALL, rule=rule) == Page(
        rule,
        Bilingual("One `word`.\n\nTwo.", "Một."),
        (Snippet("yaml", ("file=fields.yaml",), "fields: []\n"), Snippet("text", (), "$ ls\n")),
        (Snippet("yaml", (), "item_count: 12\n"),),
    )


def test_a_snippet_names_the_file_it_is_of() -> None:
    assert Snippet("yaml", ("escaped", "file=agreements/2019/x.yaml"), "").file == "agreements/2019/x.yaml"
    assert Snippet("yaml", ("whole",), "").file is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("P301 float", "P302 float"),
        ("P301 float", "P301 floats"),
        ("## vi\n\nMột.\n\n", ""),
        ("## passes", "## passed"),
        ("```text\n$ ls\n```\n", "$ ls\n"),
        ("```yaml\nitem_count: 12\n```", "```\nitem_count: 12\n```"),
        ("item_count: 12\n```", "item_count: 12"),
    ],
)
def test_a_page_of_another_form_is_refused(old: str, new: str) -> None:
    assert SMALL.count(old) == 1
    with pytest.raises(ValueError, match=r"the form of one|fenced blocks"):
        parse_page(SMALL.replace(old, new), rule=RULES["P301"])


def test_keys_of_a_snippet_replace_those_of_the_agreement() -> None:
    snippet = Snippet("yaml", (), "# why\nparties:\n  - locality: da-nang\nitem_count: 1\nitem_count: 2\n")
    laid = lay_over(BASE.encode(), snippet).decode()
    assert laid == re.sub(r"parties:\n.*\n.*\n", "", BASE) + snippet.text
    assert "ha-noi\n" not in laid


def test_snippets_can_stand_for_whole_files_and_name_bytes(tmp_path: Path) -> None:
    other = "agreements/2020/x.yaml"
    snippets = (
        Snippet("yaml", (f"file={other}",), "id: x\n"),
        Snippet("yaml", ("file=fields.yaml",), "fields: []\n"),
        Snippet("yaml", ("whole", "escaped"), "\\ufeffvi: V\\xf9ng\\r\n"),
        Snippet("text", (), "$ ls\n"),
    )
    data = write_page_dataset(tmp_path, snippets)
    assert (data / other).read_bytes() == b"id: x\n"
    assert (data / "fields.yaml").read_bytes() == b"fields: []\n"
    assert (data / "regions.yaml").read_bytes() == (FOUR / "regions.yaml").read_bytes()
    assert (data / BASE_PATH).read_bytes() == b"\xef\xbb\xbfvi: V\xf9ng\r\n"
    assert len(list(data.rglob("*.yaml"))) == 7
