"""The page of a rule in the terminal."""

import re

import pytest

from coop.bilingual import Bilingual, Language
from coop.diagnostic import Rule, Severity
from coop.language.text import display_width
from coop.output.rule_page import render_rule_page
from coop.validation.pages import Page, Snippet

RULE = Rule("X390", "made-up", Severity.WARNING, Bilingual("Every field is known.", "Mọi lĩnh vực đều có thật."))
PAGE = Page(
    RULE,
    Bilingual(
        "A field is an id of `fields.yaml`, or nobody\nfinds it again.\n\nTake the id: `coop fields --text x` says it.",
        "Lĩnh vực là một mã\ntrong `fields.yaml`.\n\nHãy lấy đúng mã.",
    ),
    (
        Snippet("yaml", (), "fields:\n  - du-lich-bien\n"),
        Snippet("yaml", ("file=fields.yaml", "escaped"), "  - id: x\\r\n\n  - id: y\n"),
    ),
    (Snippet("yaml", ("file=agreements/2019/x.yaml",), "fields: [du-lich]\n"),),
)


def test_a_page_has_its_head_meaning_text_and_snippets() -> None:
    assert render_rule_page(PAGE, language=Language.EN, width=50, colour=False) == (
        "X390 made-up (warning)\n"
        "\n"
        "Every field is known.\n"
        "\n"
        "A field is an id of `fields.yaml`, or nobody finds\n"
        "it again.\n"
        "\n"
        "Take the id: `coop fields --text x` says it.\n"
        "\n"
        "Fails:\n"
        "\n"
        "    fields:\n"
        "      - du-lich-bien\n"
        "\n"
        "  fields.yaml: (escapes stand for what cannot be shown)\n"
        "\n"
        "      - id: x\\r\n"
        "\n"
        "      - id: y\n"
        "\n"
        "Passes:\n"
        "\n"
        "  agreements/2019/x.yaml:\n"
        "\n"
        "    fields: [du-lich]\n"
    )


def test_a_page_in_vietnamese_has_no_english_of_its_own() -> None:
    assert render_rule_page(PAGE, language=Language.VI, width=None, colour=False) == (
        "X390 made-up (cảnh báo)\n"
        "\n"
        "Mọi lĩnh vực đều có thật.\n"
        "\n"
        "Lĩnh vực là một mã trong `fields.yaml`.\n"
        "\n"
        "Hãy lấy đúng mã.\n"
        "\n"
        "Sai:\n"
        "\n"
        "    fields:\n"
        "      - du-lich-bien\n"
        "\n"
        "  fields.yaml: (mã \\… thay cho ký tự không hiện ra được)\n"
        "\n"
        "      - id: x\\r\n"
        "\n"
        "      - id: y\n"
        "\n"
        "Đúng:\n"
        "\n"
        "  agreements/2019/x.yaml:\n"
        "\n"
        "    fields: [du-lich]\n"
    )


@pytest.mark.parametrize("width", [20, 33, 50, 80])
def test_text_keeps_within_the_width_counted_in_columns(width: int) -> None:
    decomposed = "Ho\u0323\u0302i nghi\u0323 " * 30 + "会议 " * 30
    page = Page(RULE, Bilingual(decomposed, decomposed), PAGE.passes, PAGE.passes)
    text = render_rule_page(page, language=Language.VI, width=width, colour=False).split("\n\n")[2]
    widths = [display_width(line) for line in text.splitlines()]
    assert max(widths) <= width
    assert min(widths[:-1]) > width - 7  # full lines: marks took no room
    assert text.split() == decomposed.split()


def test_what_stands_between_backticks_breaks_only_where_no_line_can_hold_it() -> None:
    words = "Write `# coop: ignore D204: reason` there."
    page = Page(RULE, Bilingual(words, words), PAGE.passes, PAGE.passes)
    whole = render_rule_page(page, language=Language.EN, width=33, colour=False)
    assert "\n\nWrite\n`# coop: ignore D204: reason`\nthere.\n\n" in whole
    narrow = render_rule_page(page, language=Language.EN, width=20, colour=False)
    assert "\n\nWrite `# coop:\nignore D204: reason`\nthere.\n\n" in narrow


def test_without_a_width_lines_have_eighty_columns() -> None:
    words = "word " * 100
    page = Page(RULE, Bilingual(words, words), PAGE.passes, PAGE.passes)
    text = render_rule_page(page, language=Language.EN, width=None, colour=False)
    assert max(map(len, text.splitlines())) == 79


def test_colour_changes_no_character_of_the_text() -> None:
    plain = render_rule_page(PAGE, language=Language.VI, width=40, colour=False)
    coloured = render_rule_page(PAGE, language=Language.VI, width=40, colour=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    assert coloured.startswith("\x1b[1mX390 made-up (cảnh báo)\x1b[0m\n")
    assert "\x1b[31mSai:\x1b[0m\n" in coloured
    assert "\x1b[32mĐúng:\x1b[0m\n" in coloured
    assert "\x1b" not in plain
