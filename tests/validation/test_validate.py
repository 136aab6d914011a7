"""Validation of a whole dataset: everything is found, once, in order, and nothing stops the rest."""

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coop.dataset.advice import MAX_ADVICE
from coop.diagnostic import sort_diagnostics
from coop.errors import UsageError
from tests.conftest import FOUR, REPOSITORY, agreement, figure, write_dataset
from tests.validation.checks import change, codes, validate

SIGNER = {"name": "Nguyễn Văn A", "role": "signed"}
THANH_HOA = "agreements/2019/ha-noi-thanh-hoa-2019.yaml"
CAN_THO = "agreements/2019/ha-noi-can-tho-2019.yaml"


def test_the_four_have_no_finding() -> None:
    validation = validate(FOUR)
    assert validation.diagnostics == ()
    assert not validation.fails()
    assert (validation.agreement_files, validation.vocabulary_files, validation.before_2000) == (4, 5, 0)


def test_twelve_mistakes_are_twelve_findings_in_the_order_of_the_file(four: Path) -> None:
    change(
        four / THANH_HOA,
        ("instrument: conclusion", "instrument: handshake"),
        ("status: agreed\n", "status: agreed\nstatus: agreed\n"),
        ("  - locality: thanh-hoa", "  - locality: thanh-hoaa"),
        ("name: Đào Đức Toàn", "name: Ðào Đức Toàn"),
        ("  - du-lich", "  - du-lic"),
        ("item_count: 12", "item_count: 012"),
        ("measure: registered-investment", "measure: registered-investmnt"),
        ("amount: 45500", "amount: 45.500"),
        ("    unit: tỷ đồng\n    as_stated: 30", "    unit: tỉ đồng\n    as_stated: 30"),
        ("period: 2011/2012", "period: 2012/2011"),
        ("kind: meeting", "kind: party"),
        ("published: '2019-11-16'", "published: 16/11/2019"),
    )
    found = validate(four).diagnostics
    assert [d.code for d in found] == [
        *("S104", "P202", "F104", "X301", "X302", "P302", "X303", "P301", "X304", "D101", "S104", "S105")
    ]
    assert [d.span.line for d in found] == sorted(d.span.line for d in found)
    assert {d.path for d in found} == {THANH_HOA}


def test_broken_files_do_not_keep_others_from_being_checked(four: Path) -> None:
    folder = four / "agreements" / "2019"
    (folder / "a.yaml").write_bytes(b"\xff\xfe")
    (folder / "b.yaml").mkdir()
    (folder / "c.yaml").symlink_to("/etc/hostname")
    (folder / "d.yaml").write_text("a: [" * 100_000, encoding="utf-8")
    (folder / "e.yaml").write_bytes(b"id: x\r\n\x00")
    (folder / "linked").symlink_to(folder)
    (four / "agreements" / "notes.txt").write_bytes(b"\xff")
    change(four / THANH_HOA, ("amount: 45500", "amount: 4550"))
    found = {(d.path.removeprefix("agreements/"), d.code) for d in validate(four).diagnostics}
    assert found == {
        ("2019/a.yaml", "P103"),
        ("2019/b.yaml", "P101"),
        ("2019/c.yaml", "P101"),
        ("2019/d.yaml", "P207"),
        ("2019/e.yaml", "F102"),
        ("2019/e.yaml", "P104"),
        ("2019/linked", "P101"),
        ("notes.txt", "X106"),
        ("2019/ha-noi-thanh-hoa-2019.yaml", "D301"),
    }


def test_a_broken_file_is_no_reason_to_blame_those_that_point_at_it(four: Path) -> None:
    change(four / THANH_HOA, ("item_count: 12", "item_count: 12.5"))
    change(
        four / CAN_THO,
        ("figures:\n", "related: [{id: ha-noi-thanh-hoa-2019, relation: renews}]\nfigures:\n"),
        ("    period: '2012'\n", "    period: '2012'\n    same_as: ha-noi-thanh-hoa-2019#ham-rong\n"),
    )
    assert codes(validate(four)) == ["P301"]


@pytest.mark.parametrize("name", ["localities", "fields", "regions", "measures", "dataset"])
def test_without_a_vocabulary_agreements_are_checked_as_far_as_can_be(four: Path, name: str) -> None:
    (four / f"{name}.yaml").write_text("a: 'b\n", encoding="utf-8")
    change(four / THANH_HOA, ("amount: 45500", "amount: 45.500"), ("name: Đào", "name: Ðào"))
    (four / "agreements" / "README.md").write_text("# x\n", encoding="utf-8")
    found = [(d.path, d.code) for d in validate(four).diagnostics]
    assert found == [
        ("agreements/2019/ha-noi-thanh-hoa-2019.yaml", "F104"),
        ("agreements/2019/ha-noi-thanh-hoa-2019.yaml", "P301"),
        ("agreements/README.md", "X106"),
        (f"{name}.yaml", "P201"),
    ]


def test_a_circle_of_successors_ends(four: Path) -> None:
    change(four / "localities.yaml", ("successor: [bac-ninh]", "successor: [ha-tay, bac-giang]"))
    change(four / "localities.yaml", ("successor: [ha-noi]", "successor: [bac-giang, ha-tay]"))
    change(four / CAN_THO, ("date: '2019-08-23'", "date: '2025-08-23'"), ("locality: can-tho", "locality: bac-giang"))
    assert "D201" in codes(validate(four))


def test_paths_restrict_what_is_reported_and_not_what_is_known(four: Path) -> None:
    change(four / THANH_HOA, ("amount: 45500", "amount: 4550"))
    change(four / CAN_THO, ("amount: 33600", "amount: 3360"))
    change(four / "fields.yaml", ("broader: xay-dung-dang", "broader: xay"))
    assert len(validate(four).diagnostics) == 3
    for only, paths in (
        ([four / THANH_HOA], {THANH_HOA}),
        ([four / "agreements" / "2019"], {THANH_HOA, CAN_THO}),
        ([four / "agreements" / "2023"], set()),
        ([four / "fields.yaml", four / CAN_THO], {"fields.yaml", CAN_THO}),
        ([four], {"fields.yaml", THANH_HOA, CAN_THO}),
        ([four.parent], {"fields.yaml", THANH_HOA, CAN_THO}),
        ([four / "agreements" / ".." / "fields.yaml"], {"fields.yaml"}),
    ):
        assert {d.path for d in validate(four, *only).diagnostics} == paths


def test_a_file_is_not_taken_for_one_whose_name_begins_alike(four: Path) -> None:
    (four / "agreements" / "20").mkdir()
    (four / "agreements" / "2019" / "x.yaml").write_text("a: b\n", encoding="utf-8")
    assert validate(four, four / "agreements" / "20").diagnostics == ()


def test_a_link_out_of_the_dataset_can_be_asked_for(four: Path) -> None:
    link = four / "agreements" / "2019" / "x.yaml"
    link.symlink_to("/etc/hostname")
    assert codes(validate(four, link)) == ["P101"]


@pytest.mark.parametrize("name", ["gone.yaml", "x" * 5000, "a\0b", "\ud800"])
def test_a_path_that_is_not_there_is_a_wrong_call(four: Path, name: str) -> None:
    with pytest.raises(UsageError, match="no file or folder"):
        validate(four, four / name)


def test_a_path_outside_is_a_wrong_call_that_names_the_dataset(four: Path) -> None:
    with pytest.raises(UsageError, match="is not in the dataset"):
        validate(four, REPOSITORY / "pyproject.toml")


def test_agreements_of_before_2000_are_counted_and_their_parties_not_checked(tmp_path: Path) -> None:
    sources = [{"id": "s", "title": "Bài", "published": "2001"}]
    data = write_dataset(
        tmp_path,
        agreement("a", "ha-noi", "hue", date="1995-05-01", sources=sources),
        agreement("b", "ha-noi", "hue", date="1999", sources=sources),
        agreement("c", "ha-noi", "ha-tay", date="2000", sources=sources),
        agreement("d", "ha-noi", "hue", date="2001", sources=sources),
    )
    validation = validate(data)
    assert validation.before_2000 == 2
    assert [(d.path, d.code) for d in validation.diagnostics] == [("agreements/2001/d.yaml", "D201")]


def test_findings_stand_in_one_order_however_the_files_are_listed(four: Path) -> None:
    change(
        four / THANH_HOA,
        ("amount: 45500", "amount: 4550"),
        ("item_count: 12", "item_count: 12\nrelated: [{id: y, relation: amends}]"),
    )
    change(four / "regions.yaml", ("[ha-giang", "[ha-giangg"))
    (four / "agreements" / "a.yaml").write_text("- x\n", encoding="utf-8")
    first = validate(four)
    assert first.diagnostics == sort_diagnostics(reversed(first.diagnostics))
    assert validate(four) == first


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([figure("f", period="2019")], []),
        ([figure("f", period="2019", as_stated="3 tỷ")], []),
        ([figure("f", period="2019", as_stated="VND3 billion")], []),
        ([figure("f", period="2019", as_stated="ba tỷ đồng")], []),
        ([figure("f", period="2019", as_stated="3.000 triệu đồng")], []),
        (
            [figure("f", period="2019", as_stated="45.5 tỷ đồng", amount=45500, unit="triệu đồng")],
            ["D305"],
        ),  # one of two readings
        ([figure("f", period="2019", as_stated="45.5 tỷ đồng", amount=45500)], ["D305"]),  # the other
        ([figure("f", period="2019", as_stated="30 tỷ đồng")], ["D301"]),
        ([figure("f", period="2019", as_stated="3 triệu đồng")], ["D301"]),
        ([figure("f", period="2019", as_stated="hơn 3 tỷ đồng")], ["D301"]),
        ([figure("f", period="2019", as_stated="3–4 tỷ đồng")], ["D301"]),
        ([figure("f", period="2019", as_stated="không rõ")], ["D302"]),
        ([figure("f", "projects", unit="dự án", as_of="2019")], []),
        ([figure("f", "projects", unit="dự án", as_of="2019", as_stated="3 projects")], []),
        ([figure("f", "projects", unit="dự án", as_of="2019", as_stated="some 3 projects")], ["D301"]),
        ([figure("f", "projects", unit="dự án", as_of="2019", as_stated="3 contracts")], ["D302"]),
        ([figure("f", "projects", unit="dự án", as_of="2019", as_stated="13 dự án")], ["D301"]),
        ([figure("f", not_stated=["period"])], []),
        ([figure("f")], ["D304"]),
    ],
)
def test_a_figure_says_what_its_phrase_says(tmp_path: Path, figures: list[object], expected: list[str]) -> None:
    assert codes(validate(write_dataset(tmp_path, agreement("x", "ha-noi", "can-tho", figures=figures)))) == expected


def test_what_an_escape_hides_is_found(four: Path) -> None:
    change(
        four / THANH_HOA,
        ("name: Trịnh Văn Chiến", 'name: "Trịnh \\u202eVăn"'),
        ("name: Đào Đức Toàn", 'name: "\\xd0ào"'),
    )
    assert codes(validate(four)) == ["F104", "F106"]


def test_an_escape_is_found_beside_the_same_character_as_it_is(tmp_path: Path) -> None:
    data = write_dataset(tmp_path, agreement("x", "ha-noi", "bac-ninh"))
    file = data / "agreements" / "2019" / "x.yaml"
    text = file.read_text(encoding="utf-8")
    title = 'title: {vi: "Hợp \\u200btác", en: "Coop\u200beration"}'
    file.write_text(text.replace("title:\n  vi: Hợp tác x\n  en: Cooperation x", title), encoding="utf-8")
    found = [(d.code, d.span.column, d.message.en[:9]) for d in validate(data).diagnostics]
    assert found == [("F105", 13, "an escape"), ("F105", 39, "an invisi")]


@pytest.mark.parametrize(
    ("reference", "hint"),
    [
        ("quy-xoa-doi-ngheoo", "the nearest known id is 'quy-xoa-doi-ngheo'"),
        ("x#quy-xoa-doi", "the nearest known id is 'quy-xoa-doi-ngheo'"),
        ("hop-tac-khacc#cau-duong", "the nearest known id is 'hop-tac-khac#cau-duong'"),
        ("hop-tac-khac#cau-duongg", "the nearest known id is 'hop-tac-khac#cau-duong'"),
        ("hop-tac-khac#zzz", None),
        ("zzz#cau-duong", None),
    ],
)
def test_an_unknown_figure_gets_the_nearest_of_the_agreement_meant(
    tmp_path: Path, reference: str, hint: str | None
) -> None:
    figures = [figure("quy-xoa-doi-ngheo", period="2019"), figure("f", period="2019", amount=2, part_of=reference)]
    other = agreement("hop-tac-khac", "ha-noi", "bac-ninh", date="2018", figures=[figure("cau-duong", period="2019")])
    data = write_dataset(tmp_path, agreement("x", "ha-noi", "bac-ninh", figures=figures), other)
    assert [(d.code, d.hint.en if d.hint else None) for d in validate(data).diagnostics] == [("X307", hint)]


def test_only_the_first_unknown_references_of_a_file_get_advice(tmp_path: Path) -> None:
    many = MAX_ADVICE + 20
    figures = [figure(f"f-{i}", period="2019", part_of=f"g-{i}", destination="ha-noi") for i in range(many)]
    related = [{"id": f"xx-{i}", "relation": "renews"} for i in range(5)]
    conflicts = [{"at": f"figures.g-{i}", "value": 3, "source": "ss", "reason": "R"} for i in range(many)]
    one = agreement("x", "ha-noi", "bac-ninh", figures=figures, related=related, conflicts=conflicts)
    found = validate(write_dataset(tmp_path, one, agreement("xx", "ha-noi", "can-tho"))).diagnostics
    assert len(found) == 3 * many + 5
    for codes_ in ({"X305", "X307", "X309"}, {"X316"}):
        assert sum(d.hint is not None for d in found if d.code in codes_) == MAX_ADVICE


def test_sides_are_given_whole_or_not_at_all(tmp_path: Path) -> None:
    sides: dict[str, tuple[str | None, ...]] = {
        "none": (None, None, None), "both": ("a", "b", "b"), "half": ("a", "b", None), "hub": ("a", None, None),
        "one": ("b", "b", "b"),
    }  # fmt: skip
    days = {key: f"2019-05-{number:02d}" for number, key in enumerate(sides, 1)}
    agreements = [agreement(key, "ha-noi", "bac-ninh", "can-tho", date=day) for key, day in days.items()]
    for one, three in zip(agreements, sides.values(), strict=True):
        pairs = zip(("ha-noi", "bac-ninh", "can-tho"), three, strict=True)
        one["parties"] = [{"locality": i, **({"side": side} if side else {})} for i, side in pairs]
    found = validate(write_dataset(tmp_path, *agreements)).diagnostics
    assert [(Path(d.path).stem, d.code) for d in found] == [("half", "X315"), ("hub", "X315"), ("one", "X315")]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, ["D306"]),
        ({"party_count": 2}, ["D306"]),
        ({"party_count": 5}, []),  # of the others nobody knows who signed
        ({"parties": [{"locality": "ha-noi", "people": [SIGNER]}, {"locality": "bac-ninh"}]}, []),
    ],
)
def test_signatories_are_stated_when_every_party_has_one(
    tmp_path: Path, values: dict[str, object], expected: list[str]
) -> None:
    parties = [{"locality": locality, "people": [{**SIGNER}]} for locality in ("ha-noi", "bac-ninh")]
    one = agreement("x", "ha-noi", "bac-ninh", not_stated=["signatories"]) | {"parties": parties} | values
    assert codes(validate(write_dataset(tmp_path, one))) == expected


@pytest.mark.parametrize(
    ("at", "is_there"),
    [
        ("date", True),
        ("parties", True),
        ("parties.bac-ninh", True),
        ("parties.bac-ninh.locality", True),
        ("figures.f", True),
        ("figures.f.amount", True),
        ("figures.f.qualifier", True),
        ("figures.f.also", True),
        ("sources.s.title", True),
        ("title.en", True),
        ("fields.y-te", True),
        ("period", False),
        ("figures.g", False),
        ("figures.f.high", False),
        ("figures.qualifier", False),
        ("figures.f.qualifier.amount", False),
        ("parties.da-nang", False),
        ("date.year", False),
        ("fields.y-te.name", False),
        ("figures.0", False),
    ],
)
def test_a_conflict_leads_by_keys_and_ids_to_a_value(tmp_path: Path, at: str, is_there: bool) -> None:
    also = [{"amount": 1, "unit": "triệu USD", "as_stated": "1 triệu USD"}]
    conflicts = [{"at": at, "value": "x", "source": "s", "reason": "R"}]
    figures = [figure("f", period="2019", also=also), figure("unit", period="2019", amount=4)]
    one = agreement("x", "ha-noi", "bac-ninh", fields=["y-te"], figures=figures, conflicts=conflicts)
    assert codes(validate(write_dataset(tmp_path, one))) == ([] if is_there else ["X316"])


def test_an_escape_for_a_letter_is_no_finding(four: Path) -> None:
    change(four / THANH_HOA, ("name: Đào Đức Toàn", 'name: "\\u0110ào \\"Đức\\" Toàn"'))
    assert codes(validate(four)) == []


def test_bytes_of_other_systems_are_told_once_a_kind(four: Path) -> None:
    content = (four / THANH_HOA).read_bytes()
    (four / THANH_HOA).write_bytes(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
    assert codes(validate(four)) == ["F101", "F102"]


def test_a_line_full_of_invisible_characters_is_one_finding(four: Path) -> None:
    change(four / THANH_HOA, ("name: Trịnh Văn Chiến", "name: Trịnh " + "\u200b" * 15_000 + "Chiến"))
    assert "F105" in codes(validate(four))
    assert len(validate(four).diagnostics) == 1  # not also a name of over 2,000 characters


SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.just("ha-noi"))
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "vi", "amount", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(key=st.sampled_from(["date", "parties", "figures", "sources", "title", "fields", "events", "x"]), value=ANYTHING)
def test_any_value_under_any_key_is_checked_without_an_exception(tmp_path: Path, key: str, value: object) -> None:
    data = tmp_path / "data"
    if not data.exists():
        write_dataset(tmp_path)
        (data / "agreements" / "2019").mkdir()
    content = {**agreement("x", "ha-noi", "can-tho", figures=[figure("f", period="2019")]), key: value}
    text = yaml.safe_dump(content, allow_unicode=True)
    (data / "agreements" / "2019" / "x.yaml").write_text(text, encoding="utf-8", errors="replace")
    first = validate(data)
    assert first == validate(data)
    assert all(half.isprintable() for d in first.diagnostics for half in d.message)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.binary(max_size=80), st.integers(0, 3000), st.integers(0, 40))
def test_any_damage_to_a_file_is_checked_without_an_exception(
    four_once: Path, damage: bytes, offset: int, length: int
) -> None:
    content = (FOUR / THANH_HOA).read_bytes()
    (four_once / THANH_HOA).write_bytes(content[:offset] + damage + content[offset + length :])
    first = validate(four_once)
    assert first == validate(four_once)
    lines = (four_once / THANH_HOA).read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    assert all(1 <= d.span.line <= lines for d in first.diagnostics if d.path == THANH_HOA)


@pytest.fixture
def four_once(four: Path) -> Path:
    return four
