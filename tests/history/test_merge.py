"""Two changes of one agreement come together field by field; what both changed otherwise stands between markers."""

import copy
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from coop.dataset.document import parse_document
from coop.dataset.identity import flatten_data
from coop.dataset.outline import build_outline
from coop.history.merge import Markers, Merged, merge_texts
from tests.conftest import FOUR

TEXT = (FOUR / "agreements" / "2019" / "ha-noi-can-tho-2019.yaml").read_text(encoding="utf-8")
SMALL = """\
# yaml-language-server: $schema=x
id: a-2019
title: {vi: Một, en: One}
status: signed                  # as printed
date: '2019-05-01'
parties:
  - locality: ha-noi
    body: Ủy ban
    people:
      - {name: An, office: Chủ tịch, role: signed}
  - locality: can-tho
fields: [y-te, giao-duc]
figures:
  # the first of two
  - id: mot
    measure: aid
    from: ha-noi
    amount: 5
    unit: tỷ đồng
    as_stated: 5 tỷ đồng
    source: s

  - id: hai
    measure: aid
    amount: 7                   # rounded
    unit: tỷ đồng
    as_stated: 7 tỷ đồng
    source: s
sources:
  - id: s
    title: "Bài: một"
# the end
"""


def changed(*changes: tuple[str, str], text: str = SMALL) -> str:
    for old, new in changes:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    return text


def merge(ours: str, theirs: str, base: str = SMALL) -> Merged:
    merged = merge_texts(base, ours, theirs)
    assert merged is not None
    return merged


def data_of(text: str) -> dict[str, Any]:
    document = parse_document(text, path="").document
    assert document is not None
    return document.data


def resolve(text: str, side: str) -> str:
    """The text with every conflict settled for one side, by hand as it were."""
    kept, where = [], ""
    for line in text.splitlines(keepends=True):
        if line.startswith(("<<<<<<< ", "|||||||", ">>>>>>> ", "=======\n")):
            where = {"<": "ours", "|": "base", "=": "theirs", ">": ""}[line[0]]
        elif where in ("", side):
            kept.append(line)
    return "".join(kept)


DISJOINT = {
    "two keys": ([("status: signed ", "status: ended ")], [("'2019-05-01'", "'2019-06-01'")]),
    "neighbouring lines of a figure": (
        [("measure: aid\n    from", "measure: support\n    from")],
        [("from: ha-noi", "from: can-tho")],
    ),
    "both languages of a title": ([("vi: Một", "vi: Hai")], [("en: One", "en: Two")]),
    "two figures": ([("amount: 5\n", "amount: 6\n")], [("amount: 7 ", "amount: 8 ")]),
    "two keys of a person in braces": ([("office: Chủ tịch", "office: Phó")], [("role: signed}", "role: chaired}")]),
    "a key and a comment": ([("status: signed", "status: ended")], [("the first of two", "the first")]),
    "a figure and its comment": ([("the first of two", "one")], [("amount: 5\n", "amount: 6\n")]),
}  # fmt: skip


@pytest.mark.parametrize("name", DISJOINT)
def test_different_fields_merge_clean(name: str) -> None:
    by_us, by_them = DISJOINT[name]
    merged = merge(changed(*by_us), changed(*by_them))
    assert merged == Merged(changed(*by_us, *by_them))
    assert merge(changed(*by_them), changed(*by_us)) == merged


def test_a_change_on_one_side_alone_is_taken_as_it_was_typed() -> None:
    other = changed(("status: signed                  # as printed", 'status:   "ended"'))
    assert merge(SMALL, other).text == other
    assert merge(other, SMALL).text == other
    assert merge(other, other).text == other


def test_the_same_field_is_a_conflict_around_its_line_alone() -> None:
    merged = merge(changed(("'2019-05-01'", "'2019-05-02'")), changed(("'2019-05-01'", "'2019-05-03'")))
    assert merged.conflicts == ("date",)
    assert merged.text == changed(
        (
            "date: '2019-05-01'\n",
            "<<<<<<< ours\ndate: '2019-05-02'\n=======\ndate: '2019-05-03'\n>>>>>>> theirs\n",
        )
    )


def test_markers_are_as_long_and_called_as_git_asks() -> None:
    markers = Markers(ours="HEAD", theirs="abc (đổi)", base="gốc", size=9, with_base=True)
    ours, theirs = changed(("status: signed", "status: ended")), changed(("status: signed", "status: agreed"))
    merged = merge_texts(SMALL, ours, theirs, markers=markers)
    assert merged is not None
    lines = merged.text.splitlines()
    start = lines.index("<<<<<<<<< HEAD")
    assert lines[start + 1 : start + 8] == [
        "status: ended                  # as printed",
        "||||||||| gốc",
        "status: signed                  # as printed",
        "=========",
        "status: agreed                  # as printed",
        ">>>>>>>>> abc (đổi)",
        "date: '2019-05-01'",
    ]


def test_half_a_sum_from_each_side_is_no_sum() -> None:
    """The number from one side beside the phrase of the other would be a sum that no source states."""
    ours = changed(("amount: 5\n", "amount: 6\n"))
    theirs = changed(("as_stated: 5 tỷ đồng", "as_stated: trên 5 tỷ đồng"))
    merged = merge(ours, theirs)
    assert merged.conflicts == ("figures.mot.amount", "figures.mot.as_stated")
    assert merged.text.count("<<<<<<<") == 1
    assert resolve(merged.text, "ours") == ours
    assert resolve(merged.text, "theirs") == theirs


@pytest.mark.parametrize("brackets", [False, True])
@pytest.mark.parametrize("key", ["measure: aid", "as_of: '2019'", "period: '2018'", "per: year"])
def test_what_is_measured_and_when_belongs_to_the_sum(key: str, brackets: bool) -> None:
    keys = ["id: mot", "measure: aid", "amount: 5", "as_of: '2019'", "period: '2018'", "per: year", "as_stated: 5 tỷ"]
    written = f"  - {{{', '.join(keys)}}}\n" if brackets else "  - " + "\n    ".join(keys) + "\n"
    base = f"id: a\nfigures:\n{written}sources:\n  - id: s\n"
    ours, theirs = changed(("amount: 5", "amount: 6"), text=base), changed((key, f"{key.split(':')[0]}: z"), text=base)
    merged = merge(ours, theirs, base)
    assert merged.conflicts
    assert resolve(merged.text, "ours") == ours
    assert resolve(merged.text, "theirs") == theirs


def test_a_figure_to_which_both_gave_a_new_id_is_one_figure() -> None:
    ours, theirs = changed(("id: mot", "id: ham-a")), changed(("id: mot", "id: ham-b"))
    merged = merge(ours, theirs)
    assert merged.conflicts == ("figures.mot",)
    assert resolve(merged.text, "ours") == ours
    assert resolve(merged.text, "theirs") == theirs
    assert merge(ours, ours) == Merged(ours)


def test_a_figure_that_both_renamed_and_changed_is_one_figure() -> None:
    ours = changed(("id: mot", "id: ham-a"), ("from: ha-noi", "from: can-tho"))
    theirs = changed(("id: mot", "id: ham-b"), ("amount: 5\n", "amount: 6\n"))
    merged = merge(ours, theirs)
    assert merged.conflicts == ("figures.mot",)
    assert resolve(merged.text, "theirs") == theirs


def test_a_change_of_a_figure_follows_it_under_its_new_id() -> None:
    ours, theirs = changed(("id: mot", "id: ham-a")), changed(("amount: 5\n", "amount: 6\n"))
    expected = Merged(changed(("id: mot", "id: ham-a"), ("amount: 5\n", "amount: 6\n")))
    assert merge(ours, theirs) == merge(theirs, ours) == expected


def test_a_new_id_that_both_gave_is_no_conflict() -> None:
    ours = changed(("id: mot", "id: ham-a"))
    theirs = changed(("id: mot", "id: ham-a"), ("amount: 5\n", "amount: 6\n"))
    assert merge(ours, theirs) == merge(theirs, ours) == Merged(theirs)


def test_a_figure_deleted_here_and_renamed_there_is_a_conflict() -> None:
    start, end = SMALL.index("\n  - id: hai"), SMALL.index("sources:")
    ours, theirs = SMALL.replace(SMALL[start:end], ""), changed(("id: hai", "id: ham-b"))
    merged = merge(ours, theirs)
    assert merged.conflicts == ("figures.hai",)
    assert resolve(merged.text, "ours") == ours


def test_a_new_id_that_means_something_else_to_the_other_side_is_told() -> None:
    """Ours calls the first figure `ba`; theirs adds another one of that id."""
    theirs = changed(("sources:\n", f"{FIGURE}sources:\n"))
    merged = merge(changed(("id: mot", "id: ba")), theirs)
    assert merged.conflicts == ("figures.ba",)


def test_a_person_and_an_event_whose_name_both_corrected_stay_one() -> None:
    ours, theirs = changed(("name: An", "name: Ân")), changed(("name: An", "name: Ấn"))
    assert merge(ours, theirs).conflicts == ("parties.ha-noi.people.An",)
    ours, theirs = (changed(("'2012'", date), text=EVENTS) for date in ("2012-05", "2012-06"))
    assert merge(ours, theirs, EVENTS).conflicts == ("events.2012 meeting s",)


SOURCES = changed(('    title: "Bài: một"\n', "    title: một\n  - id: t\n    title: hai\n  - id: u\n    title: ba\n"))


def put_first(source: str, text: str = SOURCES) -> str:
    title = {"t": "hai", "u": "ba"}[source]
    block = f"  - id: {source}\n    title: {title}\n"
    return changed((block, ""), ("sources:\n", f"sources:\n{block}"), text=text)


def test_the_first_source_is_what_an_agreement_is_read_from() -> None:
    ours, theirs = put_first("t"), put_first("u")
    merged = merge(ours, theirs, SOURCES)
    assert merged.conflicts == ("sources",)
    assert resolve(merged.text, "ours") == ours
    assert resolve(merged.text, "theirs") == theirs
    named = [f"{text}source: [s]\n" for text in (SOURCES, ours, theirs)]
    assert merge(named[1], named[2], named[0]).conflicts == ()
    assert merge(ours, named[0], SOURCES).conflicts == ("sources", "source")


def test_a_source_that_one_side_put_first_is_first() -> None:
    end = SOURCES.index("# the end")
    u, t = "  - id: u\n    title: ba\n", "  - id: t\n    title: hai\n"
    ours = changed((u, ""), (t, u + t), text=SOURCES)
    assert ours.index(u) < end
    for one, other in ((ours, put_first("t")), (put_first("t"), ours)):
        merged = merge(one, other, SOURCES)
        assert merged.conflicts == ()
        assert data_of(merged.text)["sources"][0]["id"] == "t"


def test_a_source_put_first_here_and_deleted_there_is_a_conflict() -> None:
    theirs = changed(("  - id: t\n    title: hai\n", ""), text=SOURCES)
    merged = merge(put_first("t"), theirs, SOURCES)
    assert merged.conflicts == ("sources",)
    assert resolve(merged.text, "theirs") == theirs


def test_a_sum_that_both_corrected_alike_is_no_conflict() -> None:
    both = ("amount: 5\n", "amount: 6\n")
    theirs = changed(both, ("as_stated: 5 tỷ đồng", "as_stated: 6 tỷ đồng"))
    assert merge(changed(both), theirs) == Merged(theirs)


FIGURE = "  - id: ba\n    measure: aid\n    amount: 9\n    unit: tỷ đồng\n    as_stated: 9 tỷ đồng\n    source: s\n"


def test_figures_added_by_both_sides_stand_one_behind_the_other() -> None:
    ours = changed(("sources:\n", f"{FIGURE}sources:\n"))
    theirs = changed(("sources:\n", f"  # theirs\n{FIGURE.replace('ba', 'bon')}sources:\n"))
    merged = merge(ours, theirs)
    assert merged == Merged(changed(("sources:\n", f"{FIGURE}  # theirs\n{FIGURE.replace('ba', 'bon')}sources:\n")))


def test_one_figure_added_otherwise_by_both_is_shown_whole() -> None:
    ours = changed(("sources:\n", f"{FIGURE}sources:\n"))
    theirs = changed(("sources:\n", f"{FIGURE.replace('9', '8')}sources:\n"))
    merged = merge(ours, theirs)
    assert merged.conflicts == ("figures.ba",)
    assert f"<<<<<<< ours\n{FIGURE}=======\n{FIGURE.replace('9', '8')}>>>>>>> theirs\n" in merged.text
    assert merge(ours, ours) == Merged(ours)


def test_a_figure_deleted_here_and_changed_there_is_a_conflict_with_an_empty_side() -> None:
    start, end = SMALL.index("\n  - id: hai"), SMALL.index("sources:")
    block = SMALL[start:end]
    ours = SMALL.replace(block, "")
    theirs = changed(("amount: 7 ", "amount: 8 "))
    merged = merge(ours, theirs)
    assert merged.conflicts == ("figures.hai",)
    assert "<<<<<<< ours\n=======\n" in merged.text
    assert resolve(merged.text, "ours") == ours
    assert data_of(resolve(merged.text, "theirs")) == data_of(theirs)
    turned = merge(theirs, ours)
    assert turned.text.rstrip().count("=======\n>>>>>>> theirs") == 1
    assert data_of(resolve(turned.text, "theirs")) == data_of(ours)


def test_a_figure_deleted_on_one_side_is_gone_with_its_comments() -> None:
    start, end = SMALL.index("  # the first of two"), SMALL.index("\n  - id: hai")
    ours = SMALL[:start] + SMALL[end:]
    merged = merge(ours, changed(("amount: 7 ", "amount: 8 ")))
    assert merged == Merged(ours.replace("amount: 7 ", "amount: 8 "))


def test_a_list_of_which_each_side_deleted_half_leaves_no_key_without_value() -> None:
    first, second = SMALL.index("  # the first of two"), SMALL.index("\n  - id: hai")
    end = SMALL.index("sources:")
    merged = merge(SMALL[:first] + SMALL[second:end] + SMALL[end:], SMALL[:second] + SMALL[end:])
    assert "figures" not in data_of(merged.text)
    assert merged.conflicts == ()


def test_the_comment_of_a_list_that_nobody_deleted_whole_is_not_lost() -> None:
    first, second, end = SMALL.index("  # the first"), SMALL.index("\n  - id: hai"), SMALL.index("sources:")
    base = SMALL.replace("figures:\n", "# so much\nfigures:\n")
    by_us, by_them = SMALL[:first] + SMALL[second:end] + SMALL[end:], SMALL[:second] + SMALL[end:]
    ours, theirs = (text.replace("figures:\n", "# so much\nfigures:\n") for text in (by_us, by_them))
    merged = merge(ours, theirs, base)
    assert merged.conflicts == ("figures",)
    assert resolve(merged.text, "ours") == ours


def test_fields_are_a_set_with_an_order() -> None:
    old = "[y-te, giao-duc]"
    merged = merge(changed((old, "[du-lich, y-te, giao-duc]")), changed((old, "[y-te, dau-tu]")))
    assert data_of(merged.text)["fields"] == ["du-lich", "y-te", "dau-tu"]
    assert merged.conflicts == ()
    assert "fields: [du-lich, y-te, dau-tu]\n" in merged.text


def test_a_set_grown_too_wide_for_its_line_is_written_below_each_other() -> None:
    old = "[y-te, giao-duc]"
    ours = ", ".join(f"linh-vuc-{i}" for i in range(8))
    theirs = ", ".join(f"nganh-{i}" for i in range(8))
    merged = merge(changed((old, f"[y-te, {ours}]")), changed((old, f"[y-te, giao-duc, {theirs}]")))
    expected = ["y-te", *ours.split(", "), *theirs.split(", ")]
    assert data_of(merged.text)["fields"] == expected
    assert "fields:\n  - y-te\n  - linh-vuc-0\n" in merged.text


def test_a_set_in_two_layouts_is_one_set() -> None:
    ours = changed(("[y-te, giao-duc]", "\n  - y-te   # first\n  - giao-duc\n  - du-lich"))
    ours = ours.replace("fields: \n", "fields:\n")
    theirs = changed(("[y-te, giao-duc]", "[dau-tu, giao-duc]"))
    merged = merge(changed(("fields: [y-te, giao-duc]", "fields:\n  - y-te\n  - giao-duc\n  - du-lich")), theirs)
    assert "fields:\n  - dau-tu\n  - giao-duc\n  - du-lich\n" in merged.text
    assert merge(ours, theirs).conflicts == ("fields.y-te",)  # the comment of what they deleted


@pytest.mark.parametrize("is_turned", [False, True])
def test_a_set_that_one_side_wrote_below_each_other_takes_what_the_other_added(is_turned: bool) -> None:
    below = changed(("fields: [y-te, giao-duc]", "fields:\n  - y-te  # vì sao\n  - giao-duc\n  - du-lich"))
    beside = changed(("[y-te, giao-duc]", "[y-te, giao-duc, dau-tu]"))
    merged = merge(below, beside) if is_turned else merge(beside, below)
    assert merged.conflicts == ()
    assert set(data_of(merged.text)["fields"]) == {"y-te", "giao-duc", "du-lich", "dau-tu"}
    assert "\n  - y-te  # vì sao\n" in merged.text


def test_parties_in_another_order_are_no_change() -> None:
    first, second, end = SMALL.index("  - locality: ha"), SMALL.index("  - locality: can"), SMALL.index("fields:")
    turned = SMALL[:first] + SMALL[second:end] + SMALL[first:second] + SMALL[end:]
    merged = merge(turned, changed(("body: Ủy ban", "body: Thành ủy")))
    assert merged == Merged(turned.replace("body: Ủy ban", "body: Thành ủy"))
    assert merge(changed(("body: Ủy ban", "body: Thành ủy")), turned) == merged


def test_keys_in_another_order_are_no_change() -> None:
    turned = changed(("    measure: aid\n    from: ha-noi\n", "    from: ha-noi\n    measure: aid\n"))
    turned = turned.replace("  - id: mot\n    from: ha-noi\n", "  - from: ha-noi\n    id: mot\n")
    other = changed(("from: ha-noi", "from: can-tho"))
    merged = merge(turned, other)
    assert merged == Merged(turned.replace("from: ha-noi", "from: can-tho"))
    assert merge(other, turned) == merged


def test_layout_is_no_change() -> None:
    """One side was formatted anew from top to bottom; what the other side changed in meaning stands all the same."""
    ours = changed(
        ("'2019-05-01'", '"2019-05-01"'),
        ("      - {name: An, office: Chủ tịch, role: signed}",
         "      - name: An\n        office: Chủ tịch\n        role: signed"),
        ('"Bài: một"', ">-\n      Bài:\n      một"),
    )  # fmt: skip
    theirs = changed(("'2019-05-01'", "'2019-05-02'"), ("role: signed}", "role: chaired}"))
    merged = merge(ours, theirs)
    assert merged.conflicts == ()
    assert data_of(merged.text) == data_of(theirs)
    assert ">-\n      Bài:\n      một" in merged.text


def test_their_lines_are_moved_to_where_ours_stand() -> None:
    start, end = SMALL.index("figures:\n") + len("figures:\n"), SMALL.index("sources:")
    flat = "".join(line.removeprefix("  ") for line in SMALL[start:end].splitlines(keepends=True))
    ours = SMALL[:start] + flat + SMALL[end:]
    theirs = changed(("amount: 5\n", "amount: 6\n"), ("sources:\n", f"{FIGURE}sources:\n"))
    merged = merge(ours, theirs)
    assert merged.conflicts == ()
    assert data_of(merged.text) == data_of(theirs)
    assert "\n- id: ba\n  measure: aid\n" in merged.text
    turned = merge(theirs, ours)
    assert turned.text == theirs


def test_a_comment_that_both_changed_is_a_conflict() -> None:
    merged = merge(changed(("# rounded", "# exact")), changed(("amount: 7 ", "amount: 8 ")))
    assert merged.conflicts == ("figures.hai.amount",)
    assert "# exact" in resolve(merged.text, "ours")
    assert "# rounded" in resolve(merged.text, "theirs")


def test_first_and_last_lines_belong_to_the_file() -> None:
    ours, theirs = changed(("$schema=x", "$schema=y")), changed(("# the end", "# the very end"))
    assert merge(ours, theirs) == Merged(changed(("$schema=x", "$schema=y"), ("# the end", "# the very end")))
    both = merge(ours, changed(("$schema=x", "$schema=z")))
    assert both.conflicts == ("first lines",)
    assert resolve(both.text, "ours") == ours


def test_a_file_added_twice_conflicts_only_where_the_two_differ() -> None:
    theirs = changed(("status: signed", "status: agreed"), ("sources:\n", f"{FIGURE}sources:\n"))
    merged = merge(SMALL, theirs, base="")
    assert merged.conflicts == ("status",)
    assert data_of(resolve(merged.text, "theirs")) == data_of(theirs)


EVENTS = changed(("sources:\n", "events:\n  - date: '2012'\n    kind: meeting\n    source: s\nsources:\n"))


def test_a_list_deleted_here_and_changed_there_is_shown_with_its_key() -> None:
    theirs = changed(("    kind: meeting\n", "    kind: meeting\n    note: {vi: Họp, en: Met}\n"), text=EVENTS)
    merged = merge(SMALL, theirs, EVENTS)
    assert merged.conflicts == ("events",)
    assert resolve(merged.text, "ours") == SMALL
    assert resolve(merged.text, "theirs") == theirs
    assert resolve(merge(theirs, SMALL, EVENTS).text, "theirs") == SMALL


def test_a_list_deleted_here_and_added_to_there_keeps_the_addition_alone() -> None:
    added = "  - date: '2013'\n    kind: review\n    source: s\n"
    theirs = changed(("sources:\n", f"{added}sources:\n"), text=EVENTS)
    expected = Merged(changed(("sources:\n", f"events:\n{added}sources:\n")))
    assert merge(SMALL, theirs, EVENTS) == expected
    assert merge(theirs, SMALL, EVENTS) == expected


def test_lists_that_both_sides_began_are_one() -> None:
    theirs = EVENTS.replace("'2012'", "'2013'")
    merged = merge(EVENTS, theirs)
    assert merged.conflicts == ()
    assert [each["date"] for each in data_of(merged.text)["events"]] == ["2012", "2013"]


def test_an_item_whose_first_line_is_in_conflict_is_shown_whole() -> None:
    """The dash stands on that line: without it, what is left of the item would belong to the one above."""
    base = changed(("  - id: hai\n    measure: aid\n", "  - measure: aid\n    id: hai\n"))
    ours, theirs = (base.replace("- measure: aid", f"- measure: {name}") for name in ("một", "hai"))
    merged = merge(ours, theirs, base)
    assert merged.conflicts == ("figures.hai",)
    assert resolve(merged.text, "ours") == ours
    assert resolve(merged.text, "theirs") == theirs


def test_a_person_in_braces_of_whom_both_changed_one_thing_is_shown_whole() -> None:
    ours, theirs = changed(("Chủ tịch, role: signed", "Phó, role: signed")), changed(("Chủ tịch", "Bí thư"))
    merged = merge(ours, theirs)
    assert merged.conflicts == ("parties.ha-noi.people.An",)
    assert resolve(merged.text, "ours") == ours
    assert resolve(merged.text, "theirs") == theirs


@pytest.mark.parametrize("is_turned", [False, True])
def test_a_comment_in_the_line_that_opens_a_block_is_not_lost(is_turned: bool) -> None:
    base = f"{SMALL}purpose:\n  vi: >-\n    Một đoạn\n    dài.\n  en: A\n"
    sides = (changed(("    dài.", "    ngắn."), text=base), changed(("vi: >-", "vi: >- # quan trọng"), text=base))
    merged = merge(*(sides[::-1] if is_turned else sides), base=base)
    assert merged.conflicts == ("purpose.vi",)
    assert merged.text.count("# quan trọng") == 1


def test_a_comment_behind_a_set_follows_the_side_that_changed_it() -> None:
    base = changed(("[y-te, giao-duc]", "[y-te, giao-duc]  # hai"))
    ours = base.replace("giao-duc]  # hai", "giao-duc, du-lich]  # hai")
    theirs = base.replace("[y-te, giao-duc]  # hai", "[dau-tu, y-te, giao-duc]  # hai ngành")
    merged = merge(ours, theirs, base)
    assert merged.conflicts == ()
    assert "fields: [dau-tu, y-te, giao-duc, du-lich]  # hai ngành\n" in merged.text
    both = merge(ours.replace("# hai", "# ba"), theirs, base)
    assert both.conflicts == ("fields",)


def test_a_set_that_one_side_deleted_keeps_what_the_other_added() -> None:
    base = changed(("sources:\n", "not_stated: [period]\nsources:\n"))
    theirs = base.replace("[period]", "[period, group]")
    merged = merge(SMALL, theirs, base)
    assert data_of(merged.text)["not_stated"] == ["group"]
    assert merge(SMALL, base.replace("[period]", "[period]  # vì sao"), base).conflicts == ("not_stated",)
    assert merge(theirs.replace("[period, group]", "[group]"), SMALL, base).conflicts == ()


def test_a_key_with_a_comment_that_both_changed_is_shown_with_all_below_it() -> None:
    base = changed(("figures:\n", "figures:  # hai\n"))
    ours = changed(("figures:  # hai", "figures:  # ba"), ("amount: 5\n", "amount: 6\n"), text=base)
    theirs = changed(("figures:  # hai", "figures:  # bốn"), text=base)
    merged = merge(ours, theirs, base)
    assert merged.conflicts == ("figures",)
    assert resolve(merged.text, "theirs") == theirs


def test_a_list_that_is_one_value_is_one_conflict() -> None:
    ours, theirs = (changed(("from: ha-noi", f"from: [ha-noi, {name}]")) for name in ("can-tho", "hue"))
    assert merge(ours, theirs).conflicts == ("figures.mot.from",)


def test_an_item_told_apart_by_nothing_is_merged_as_a_whole() -> None:
    event = "  - {date: '2012', kind: meeting, source: s}\n"
    base = changed(("sources:\n", f"events:\n{event}{event}sources:\n"))
    ours, theirs = base.replace(event + event, event), base.replace(event + event, event + event + event)
    assert merge(ours, base, base).text == ours
    assert merge(ours, theirs, base).conflicts == ("events",)


BROKEN = {
    "no YAML": SMALL.replace("title: {vi", "title: [vi"),
    "a key twice": f"{SMALL}status: ended\n",
    "markers of an unsettled conflict": SMALL.replace("date:", "<<<<<<< ours\ndate:"),
    "a list": "- a\n",
    "all in braces": "{id: a}\n",
    "an anchor": SMALL.replace("date: ", "date: &d "),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_not_merged_by_field(name: str) -> None:
    other = changed(("status: signed", "status: ended"))
    assert merge_texts(SMALL, BROKEN[name], other) is None
    assert merge_texts(SMALL, other, BROKEN[name]) is None
    assert merge_texts(BROKEN[name], SMALL, other) is None


def test_every_shipped_layout_is_taken_apart_and_put_together() -> None:
    for file in sorted((FOUR / "agreements").rglob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        assert merge_texts(text, text, text) == Merged(text)
        assert merge_texts("", text, text) == Merged(text)


# ---- Any changes of different values merge clean, whatever the layout; any others are told ----

Data = dict[str, Any]
Edit = tuple[str, Callable[[Data], None]]


def _set(at: str, key: str, value: str) -> Edit:
    def edit(data: Data) -> None:
        (data if at == "" else next(f for f in data["figures"] if f["id"] == at))[key] = value

    return f"{at}.{key}", edit


def _drop(figure_id: str) -> Edit:
    def edit(data: Data) -> None:
        data["figures"] = [each for each in data["figures"] if each["id"] != figure_id]

    return f"{figure_id}.*", edit


def _add(figure_id: str, value: str) -> Edit:
    def edit(data: Data) -> None:
        data["figures"].append({"id": figure_id, "measure": value, "source": "s"})

    return f"+{figure_id}", edit


def _field(name: str) -> Edit:
    def edit(data: Data) -> None:
        fields = data["fields"]
        fields.remove(name) if name in fields else fields.append(name)

    return f"fields.{name}", edit


def edits() -> Iterator[Edit]:
    values = ("mới", "khác: hẳn", "no", "1:30", "'", "# không")
    for value in values:
        yield from (_set(at, key, value) for at in ("f0", "f1", "f2") for key in ("measure", "source", "doubtful"))
        yield from (_set("", key, value) for key in ("status", "date", "group"))
        yield from (_add(f"new-{i}", value) for i in range(3))
    yield from (_field(name) for name in ("a", "b", "c", "d", "e"))
    yield from (_drop(each) for each in ("f0", "f1", "f2"))


BASE: Data = {
    "id": "x", "status": "signed", "date": "2019", "fields": ["a", "b", "c"],
    "figures": [{"id": f"f{i}", "measure": f"m{i}", "source": "s"} for i in range(3)],
    "sources": [{"id": "s", "title": "Bài"}],
}  # fmt: skip


def clash(one: str, other: str) -> bool:
    figure_id = one.split(".")[0]
    return one == other or (figure_id == other.split(".")[0] and bool(figure_id) and "*" in one + other)


def quote(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def write(data: Data, *, indent: int, is_flow: bool, with_comments: bool) -> str:
    """The data as YAML in one of several layouts, with a comment for each value that says its address."""

    def note(address: str) -> str:
        return f"  # về {address}" if with_comments else ""

    lines = ["# đầu tệp"]
    for key, value in data.items():
        if with_comments:
            lines.append(f"# trên {key}")
        if isinstance(value, str):
            lines.append(f"{key}: {quote(value)}{note(key)}")
        elif key == "fields" and is_flow:
            lines.append(f"{key}: [{', '.join(value)}]")
        else:
            lines.append(f"{key}:")
            for item in value:
                if isinstance(item, str):
                    lines.append(f"{' ' * indent}- {item}")
                    continue
                for position, (name, text) in enumerate(item.items()):
                    start = "- " if position == 0 else "  "
                    lines.append(f"{' ' * indent}{start}{name}: {quote(text)}{note(' '.join((key, item['id'], name)))}")
    return "\n".join([*lines, "# cuối tệp"]) + "\n"


def apply(*chosen: Edit) -> Data:
    data = copy.deepcopy(BASE)
    for _, edit in chosen:
        edit(data)
    return {key: value for key, value in data.items() if value}


def comments_of(text: str) -> Counter[str]:
    document = parse_document(text, path="").document
    assert document is not None
    outline = build_outline(document)
    assert outline is not None
    return Counter(outline.comments)


EDITS = tuple(edits())
SIDE = st.lists(st.sampled_from(range(len(EDITS))), min_size=1, max_size=6, unique=True)


def distinct(numbers: list[int]) -> list[Edit]:
    """The edits of one side: each of another value."""
    kept: list[Edit] = []
    for number in numbers:
        if not any(clash(EDITS[number][0], each[0]) or clash(each[0], EDITS[number][0]) for each in kept):
            kept.append(EDITS[number])
    return kept


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(SIDE, SIDE, st.sampled_from([0, 2, 4]), st.booleans(), st.booleans())
def test_any_edits_of_different_values_merge_clean(
    first: list[int], second: list[int], indent: int, is_flow: bool, with_comments: bool
) -> None:
    by_us = distinct(first)
    by_them = [e for e in distinct(second) if not any(clash(e[0], o[0]) or clash(o[0], e[0]) for o in by_us)]
    style: dict[str, Any] = {"indent": indent, "is_flow": is_flow, "with_comments": with_comments}
    # A comment above a list of which the two sides together delete everything is for a person to look at.
    assume(not with_comments or apply(*by_us, *by_them).keys() >= {"figures", "fields"})
    base, ours, theirs, both = (write(apply(*chosen), **style) for chosen in ((), by_us, by_them, (*by_us, *by_them)))
    merged = merge_texts(base, ours, theirs)
    assert merged is not None
    assert merged.conflicts == ()
    assert dict(flatten_data(data_of(merged.text))) == dict(flatten_data(data_of(both)))
    assert comments_of(merged.text) == comments_of(both)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(SIDE, SIDE, st.sampled_from([0, 2, 4]), st.booleans(), st.sampled_from([0, 2]), st.booleans())
def test_any_edits_at_all_can_be_settled_for_either_side(
    first: list[int], second: list[int], indent: int, is_flow: bool, other_indent: int, other_flow: bool
) -> None:
    base = write(apply(), indent=indent, is_flow=is_flow, with_comments=False)
    ours = write(apply(*distinct(first)), indent=indent, is_flow=is_flow, with_comments=False)
    theirs = write(apply(*distinct(second)), indent=other_indent, is_flow=other_flow, with_comments=False)
    merged = merge_texts(base, ours, theirs)
    assert merged is not None
    sides = {"ours": data_of(ours), "theirs": data_of(theirs)}
    changed_by = {
        name: {a for a, v in flatten_data(side) if dict(flatten_data(BASE)).get(a) != v} for name, side in sides.items()
    }
    for name, side in sides.items():
        settled = dict(flatten_data(data_of(resolve(merged.text, name))))
        values = dict(flatten_data(side))
        assert all(settled.get(address) == values[address] for address in changed_by[name])
