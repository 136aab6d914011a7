"""`coop new` without a dialogue: files from flags, and what is wrong with flags."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import coop
from coop.dataset.canonical import Kind, format_text
from coop.dataset.creating import create_agreement
from coop.dataset.layout import Location, find_program_schemas
from coop.dataset.loading import open_dataset
from tests.conftest import FOUR, Result

Run = Callable[..., Result]

PARTIES = ("--party", "TP.HCM", "--party", "can tho")
SOURCE = ("--source-title", "Hai thành phố ký kết", "--source-url", "https://example.vn/bai")
FLAGS = (*PARTIES, "--date", "16/11/2019", "--instrument", "memorandum", *SOURCE)
PATH = "agreements/2019/ho-chi-minh-can-tho-2019.yaml"
FILE = """\
# yaml-language-server: $schema=../../../schemas/agreement.schema.json
id: ho-chi-minh-can-tho-2019
title:
  vi: Hợp tác TP. Hồ Chí Minh – Cần Thơ
  en: Ho Chi Minh City – Cần Thơ cooperation
instrument: memorandum
level: peoples-committee
status: signed
date: '2019-11-16'
period: 2020/2025
parties:
  - locality: ho-chi-minh
  - locality: can-tho
fields: [y-te]
sources:
  - id: bao-can-tho
    title: 'Ký kết: hai thành phố'
    publisher: Báo Cần Thơ
    published: '2019-11-17'
    url: https://example.vn/bai
not_stated: [item_count]
"""


def list_files(data: Path) -> list[str]:
    return sorted(path.relative_to(data).as_posix() for path in (data / "agreements").rglob("*"))


def lines(text: str) -> list[str]:
    return text.splitlines()


def test_file_of_all_flags(run: Run, four: Path) -> None:
    result = run(
        "new", *PARTIES, "--date", "ngày 16 tháng 11 năm 2019", "--instrument", "Biên bản ghi nhớ",
        "--level", "peoples-committee", "--status", "signed", "--field", "Y tế", "--period", "giai đoạn 2020-2025",
        "--source-title", " Ký kết:  hai thành phố ", "--source-url", "https://example.vn/bai",
        "--source-publisher", "Báo Cần Thơ", "--source-published", "17/11/2019",
        "--title-vi", "Hợp tác TP. Hồ Chí Minh – Cần Thơ", "--title-en", "Ho Chi Minh City – Cần Thơ cooperation",
        "--id", "ho-chi-minh-can-tho-2019", data=four,
    )  # fmt: skip
    assert (result.code, Path(result.out.strip())) == (0, four / PATH)
    assert lines(result.err) == [
        "next: figures and events as the source tells them, 'coop validate', then 'coop show ho-chi-minh-can-tho-2019' "
        "against the source"
    ]
    assert (four / PATH).read_text(encoding="utf-8") == FILE.replace("not_stated: [item_count]\n", "")


def test_file_is_canonical_and_finds_its_place_in_a_sound_dataset(run: Run, four: Path) -> None:
    assert run("new", *FLAGS, "--field", "-", "--level", "-", "--period", "-", data=four).code == 0
    text = (four / PATH).read_text(encoding="utf-8")
    assert format_text(text, kind=Kind.AGREEMENT).text == text
    assert "not_stated: [period, fields, level]" in text
    assert run("validate", "--strict", data=four).code == 0
    agreement = open_dataset(four).agreement("ho-chi-minh-can-tho-2019")
    assert agreement.localities == ("ho-chi-minh", "can-tho")
    assert str(agreement.date) == "2019-11-16"


@pytest.mark.parametrize("option", [("--dry-run",), ("--output", "-"), ("-o", "-")])
def test_nothing_is_written_where_the_file_goes_to_stdout(option: tuple[str, ...], run: Run, four: Path) -> None:
    before = list_files(four)
    result = run("new", *FLAGS, *option, data=four)
    assert result.code == 0
    assert result.out.startswith("# yaml-language-server: $schema=../../../schemas/agreement.schema.json\nid: ho-chi")
    assert list_files(four) == before


def test_file_elsewhere_is_made_and_not_overwritten(run: Run, four: Path, tmp_path: Path) -> None:
    target = tmp_path / "a file.yaml"
    made = run("new", *FLAGS, "-o", str(target), data=four)
    assert (made.code, "coop show" in made.err) == (0, False)
    assert (
        lines(made.err)[-1]
        == f"next: figures and events as the source tells them; in the dataset its place is {four / PATH}"
    )
    assert target.read_text(encoding="utf-8").splitlines()[1] == "id: ho-chi-minh-can-tho-2019"
    target.write_text("mine", encoding="utf-8")
    result = run("new", *FLAGS, "-o", str(target), data=four)
    assert result.code == 2
    assert "a file.yaml is there already, and is not overwritten; --output names another file" in result.err
    assert target.read_text(encoding="utf-8") == "mine"


def test_what_is_missing_is_said_with_its_flag_one_a_line(run: Run, four: Path) -> None:
    before = list_files(four)
    result = run("new", "--party", "Hà Nội", data=four)
    assert (result.code, result.out) == (2, "")
    assert [line.partition(":")[2].split()[0] for line in lines(result.err)] == [
        "--source-title", "--date", "--party", "--status",
    ]  # fmt: skip
    assert "--party is given once, expected at least twice" in result.err
    assert list_files(four) == before


def test_what_is_missing_is_said_in_vietnamese(run: Run, four: Path) -> None:
    result = run("new", *PARTIES, *SOURCE, "--instrument", "memorandum", "--lang", "vi", data=four)
    assert (result.code, lines(result.err)) == (
        2, ["lỗi: thiếu --date: ngày ký hoặc ngày họp: 16/11/2019, 11/2019 hoặc 2019"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--party", "Nha Trang"), "--party: Nha Trang is no province but lies in Khánh Hòa; write 'khanh-hoa'"),
        (("--party", "HCM"), "--party: TP. Hồ Chí Minh is named twice"),
        (("--party", "Xyz"), "--party: unknown locality 'Xyz'; 'coop localities' lists them"),
        (("--date", "31/4/2019"), "--date: 31/4/2019 does not exist: April 2019 has 30 days"),
        (
            ("--date", "2019/2020"),
            "--date: '2019/2020' is an interval, expected a date; write 2019-11-16, or 16/11/2019",
        ),
        (("--date", "chiều 18/10"), "--date: 18/10 has no year"),
        (("--date", "2022-13-01"), "--date: 2022-13-01 does not exist: a year has 12 months"),
        (("--date", "16/11/22"), "--date: '16/11/22' can be 1922-11-16 or 2022-11-16"),
        (("--period", "2025/2023"), "--period: the interval 2025/2023 runs backwards: 2023 is before 2025"),
        (
            ("--party", "Hà Nội, Nghệ An"),
            "--party: 'Hà Nội, Nghệ An' names 2 parties; give each by itself: 'Hà Nội', 'Nghệ An'",
        ),
        (("--source-url", "https://[::1.vn/a"), "--source-url: 'https://[::1.vn/a' is no address"),
        (("--source-url", "https://e.vn:x/a"), "--source-url: 'https://e.vn:x/a' is no address"),
        (("--date", ""), "--date: it is empty, expected a text"),
        (("--period", "2023"), "--period: '2023' is no interval with a start; write 2023-2025, 2023/2025 or 2023/.."),
        (
            ("--period", "2025-2023"),
            "--period: the interval 2025/2023 runs backwards: 2023 is before 2025; the other way round it is 2023/2025",
        ),
        (("--instrument", "memo"), "--instrument: unknown instrument 'memo'"),
        (("--level", "sở"), "--level: unknown level 'sở'"),
        (("--status", "signd"), "--status: unknown status 'signd'; the nearest is 'signed'"),
        (("--field", "yte"), "--field: unknown field 'yte'; the nearest is 'y-te' (Y tế)"),
        (("--field", "-", "--field", "y-te"), "--field: '-' goes with no other value; it says that no source tells"),
        (("--field", "y-te", "--field", "Y tế"), "--field: 'y-te' is named twice"),
        (
            ("--source-url", "example.vn"),
            "--source-url: 'example.vn' is no address; it begins with https:// or http://",
        ),
        (
            ("--source-published", "hôm qua"),
            "--source-published: the phrase has no year, and the day of publication is not known",
        ),
        (("--title-en", "x" * 2001), "--title-en: it has 2001 characters, expected at most 2000"),
        (("--id", "Hà Nội"), "--id: 'Hà Nội' is no id"),
        (("--id", "ha-noi-can-tho-2019"), "--id: the id 'ha-noi-can-tho-2019' is taken"),
    ],
)
def test_bad_answer_is_one_line_with_its_flag(flags: tuple[str, ...], said: str, run: Run, four: Path) -> None:
    before = list_files(four)
    given = [*FLAGS]
    if flags[0] != "--party" and flags[0] in given:
        position = given.index(flags[0])
        del given[position : position + 2]
    result = run("new", *given, *flags, data=four)
    assert (result.code, result.out) == (2, "")
    (line,) = lines(result.err)
    assert line.startswith(f"error: {said}")
    assert list_files(four) == before


@pytest.mark.parametrize("name", ["MoU", "biên bản ghi nhớ", "Memorandum", "bản ghi nhớ"])
def test_kind_of_document_has_many_names(name: str, run: Run, four: Path) -> None:
    flags = (*PARTIES, "--date", "2019", *SOURCE, "--dry-run")
    assert "\ninstrument: memorandum\n" in run("new", *flags, "--instrument", name, data=four).out


def test_scheme_and_host_may_be_in_capitals(run: Run, four: Path) -> None:
    result = run("new", *FLAGS, "--source-url", "HTTPS://Example.VN/Bai?A", "--dry-run", data=four)
    assert "url: https://example.vn/Bai?A\n" in result.out


def test_missing_status_names_all_there_are_and_what_gives_it(run: Run, four: Path) -> None:
    result = run("new", *PARTIES, "--date", "2019", *SOURCE, data=four)
    assert lines(result.err) == [
        "error: --status is missing: what the source says of its status; it is one of agreed, signed, ended, "
        "superseded; most kinds of --instrument give it"
    ]


def test_several_bad_answers_are_told_together(run: Run, four: Path) -> None:
    result = run("new", *PARTIES, "--date", "x", "--status", "y", "--field", "zzz", *SOURCE, data=four)
    assert result.code == 2
    assert [line.split()[1] for line in lines(result.err)] == ["--date:", "--status:", "--field:"]


def test_party_of_another_time_names_its_successor(run: Run, four: Path) -> None:
    result = run("new", "--party", "Hà Nội", "--party", "bac giang", "--date", "1/8/2025", *SOURCE,
                 "--status", "agreed", data=four)  # fmt: skip
    assert (result.code, lines(result.err)) == (2, [
        "error: --party: Bắc Giang did not exist on 2025-08-01, it ended on 2025-06-30; its successor is 'bac-ninh' "
        "(Bắc Ninh)"
    ])  # fmt: skip


def test_party_before_its_time_names_what_was_there(run: Run, four: Path) -> None:
    result = run("new", "--party", "Hà Nội", "--party", "Đắk Nông", "--date", "2002-05-01", *SOURCE,
                 "--status", "agreed", data=four)  # fmt: skip
    assert result.code == 2
    assert "Đắk Nông did not exist on 2002-05-01, it began on 2004-01-01; before that it was 'dak-lak'" in result.err


def test_body_names_its_locality_and_stays_in_the_file(run: Run, four: Path) -> None:
    result = run("new", "--party", "Sở Y tế TP. Hồ Chí Minh", "--party", "UBND tỉnh Thanh Hóa", "--date", "2019",
                 *SOURCE, "--status", "signed", "--dry-run", data=four)  # fmt: skip
    assert result.code == 0
    assert "{locality: ho-chi-minh, body: Sở Y tế TP. Hồ Chí Minh}" in result.out
    assert "{locality: thanh-hoa, body: UBND tỉnh Thanh Hóa}" in result.out


def test_proposals_are_comments_until_they_are_accepted(run: Run, four: Path) -> None:
    flags = (*PARTIES, "--date", "2019-11-16", "--instrument", "memorandum", "--dry-run",
             "--source-title", "Sở Y tế hai thành phố hợp tác du lịch giai đoạn 2020-2025",
             "--source-url", "https://tuoitrethudo.vn/x.html")  # fmt: skip
    offered = run("new", *flags, data=four)
    assert (offered.code, lines(offered.err)) == (0, [
        "note: --source-publisher could be Tuổi trẻ Thủ đô, as of other sources from tuoitrethudo.vn",
        "note: --level could be department, from 'Sở Y tế'",
        "note: --status is taken to be signed, by the kind of document",
        "note: --field could be y-te, du-lich, from 'Y tế, hợp tác du lịch'",
        "note: --period could be 2020/2025, from 'giai đoạn 2020-2025'",
    ])  # fmt: skip
    data, _, comments = offered.out.partition("\n# Proposed by coop")
    assert not {"level:", "fields:", "period:", "publisher:"} & set(data.split())
    assert "# fields: [y-te, du-lich] (from 'Y tế, hợp tác du lịch')" in comments
    accepted = run("new", *flags, "--accept", data=four)
    assert (accepted.code, accepted.err) == (0, "")
    for line in ("level: department", "fields: [y-te, du-lich]", "period: 2020/2025", "publisher: Tuổi trẻ Thủ đô"):
        assert line in accepted.out
    assert "Proposed" not in accepted.out


def test_one_field_is_in_the_titles(run: Run, four: Path) -> None:
    result = run("new", *FLAGS, "--field", "du lịch", "--dry-run", data=four)
    assert "vi: Hợp tác du lịch TP. Hồ Chí Minh – Cần Thơ\n" in result.out
    assert "en: Ho Chi Minh City – Cần Thơ cooperation on tourism\n" in result.out


def test_many_parties_are_counted_in_id_and_titles(run: Run, four: Path) -> None:
    names = ("Hà Nội", "Cần Thơ", "Thanh Hóa", "Nghệ An", "Hà Tĩnh")
    parties = [each for name in names for each in ("--party", name)]
    result = run("new", *parties, "--date", "2019", "--status", "agreed", *SOURCE, "--dry-run", data=four)
    assert "id: ha-noi-4-dia-phuong-2019\n" in result.out
    assert "en: Hanoi – 4 localities cooperation\n" in result.out


def test_same_parties_in_the_same_year_are_told_and_get_another_id(run: Run, four: Path) -> None:
    result = run("new", "--party", "can tho", "--party", "ha noi", "--date", "2019-12-01", "--status", "agreed",
                 *SOURCE, "--id", "can-tho-ha-noi-2019", data=four)  # fmt: skip
    assert result.code == 0
    assert lines(result.err)[0] == (
        "warning: 'ha-noi-can-tho-2019' is of the same parties and year (2019-08-23): results and reviews of it go "
        "into its file"
    )
    again = run("new", "--party", "ha noi", "--party", "can tho", "--date", "2019-12-01", "--status", "agreed",
                *SOURCE, "--field", "y-te", "--dry-run", data=four)  # fmt: skip
    assert "id: ha-noi-can-tho-y-te-2019\n" in again.out
    third = run("new", "--party", "ha noi", "--party", "can tho", "--date", "2019-12-01", "--status", "agreed",
                *SOURCE, "--dry-run", data=four)  # fmt: skip
    assert "id: ha-noi-can-tho-2019-2\n" in third.out


def test_address_that_is_a_source_already_is_told(run: Run, four: Path) -> None:
    source = open_dataset(four).agreement("ha-noi-thanh-hoa-2019").sources[0]
    result = run("new", *FLAGS, "--source-url", str(source.url), "--dry-run", data=four)
    assert "warning: the address is a source of 'ha-noi-thanh-hoa-2019' already" in lines(result.err)


def test_day_without_a_year_takes_that_of_publication(run: Run, four: Path) -> None:
    result = run("new", *PARTIES, "--date", "chiều 18/10", "--source-published", "19/10/2023", "--instrument",
                 "memorandum", *SOURCE, "--dry-run", data=four)  # fmt: skip
    assert "date: '2023-10-18'\n" in result.out
    assert "inferred: [date]\n" in result.out


def test_what_validation_finds_is_told_with_its_flag_and_nothing_is_written(run: Run, four: Path) -> None:
    before = list_files(four)
    result = run("new", *FLAGS, "--source-published", "2018", "--status", "signed", data=four)
    assert (result.code, result.out) == (1, "")
    assert lines(result.err) == [
        "error: --date or --source-published: the agreement is of 2019-11-16 and its newest source of 2018 (D202); one "
        "of the dates is "
        "wrong, or a source that reports the agreement is missing"
    ]
    assert list_files(four) == before


def test_text_is_read_for_proposals_which_are_no_data(run: Run, four: Path, tmp_path: Path) -> None:
    article = tmp_path / "bài báo.txt"
    article.write_text(
        "Ngày 16/11, UBND TP. Cần Thơ và TP. Hồ Chí Minh làm việc; vốn khoảng 45.500 tỷ đồng, hỗ trợ 6,2 tỷ đồng,\r\n"
        "hay 45.5 tỷ. # coop: ignore D301: không phải miễn trừ. Hợp tác y tế, giáo dục giai đoạn 2020-2025.",
        encoding="utf-8",
    )
    result = run("new", *FLAGS, "--source-published", "2019-11-17", "--text", str(article), data=four)
    assert result.code == 0
    text = (four / PATH).read_text(encoding="utf-8")
    data, _, comments = text.partition("# Proposed by coop")
    assert not {"figures:", "fields:", "period:"} & set(data.split())
    for line in (
        "#   ho-chi-minh",
        "#   '2019-11-16': 'Ngày 16/11'",
        "#   - {amount: 45500, unit: tỷ đồng, qualifier: about, as_stated: 'khoảng 45.500 tỷ đồng'}",
        "#   - {amount: 6200, unit: triệu đồng, as_stated: '6,2 tỷ đồng'}",
        "#   '45.5 tỷ': '45.5 tỷ' is ambiguous: it may mean 45.5 tỷ or 45,500 tỷ",
        "# fields: [y-te, giao-duc] (from 'y tế, giáo dục')",
        "# period: 2020/2025 (from 'giai đoạn 2020-2025')",
    ):
        assert line in comments.splitlines()
    assert format_text(text, kind=Kind.AGREEMENT).text == text
    assert run("validate", "--strict", data=four).code == 0


def test_text_from_stdin(four: Path) -> None:
    process = subprocess.run(
        [sys.executable, "-m", "coop", "new", *FLAGS, "--text", "-", "--dry-run", "--data", str(four)],
        input="hỗ trợ 5 tỷ đồng".encode(), capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert process.returncode == 0
    assert b"amount: 5," in process.stdout


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("x.txt", None, "no such file or directory"),
        ("x.txt", b"\xff\xfe", "it is not UTF-8 text"),
        ("x.txt", b"a" * 1_000_001, "it has more than 1,000,000 bytes"),
        (".", None, "is a directory"),
    ],
)
def test_unreadable_text_is_one_line(
    name: str, content: bytes | None, reason: str, run: Run, four: Path, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = run("new", *FLAGS, "--text", str(tmp_path / name), data=four)
    assert (result.code, result.out) == (2, "")
    (line,) = lines(result.err)
    assert line.startswith("error: cannot read ")
    assert line.endswith(reason)


def test_existing_file_is_not_overwritten(run: Run, four: Path) -> None:
    (four / PATH).write_text("[", encoding="utf-8")  # no agreement that could be read, and so no id that is known
    result = run("new", *FLAGS, data=four)
    assert result.code == 0  # another id is proposed
    assert result.out.strip().endswith("ho-chi-minh-can-tho-2019-2.yaml")
    result = run("new", *FLAGS, "--id", "ho-chi-minh-can-tho-2019", data=four)
    assert (result.code, "the id 'ho-chi-minh-can-tho-2019' is taken" in result.err) == (2, True)
    assert (four / PATH).read_text(encoding="utf-8") == "["


def test_file_that_leads_nowhere_is_not_overwritten(run: Run, four: Path, tmp_path: Path) -> None:
    (four / "agreements" / "2019" / "x-2019.yaml").symlink_to(tmp_path / "nowhere")
    result = run("new", *FLAGS, "--id", "x-2019", data=four)
    assert result.code == 2
    assert not (tmp_path / "nowhere").exists()


def test_years_folder_that_leads_out_is_not_written_to(run: Run, four: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (four / "agreements" / "2021").symlink_to(tmp_path / "elsewhere")
    result = run("new", *PARTIES, "--date", "2021", "--status", "agreed", *SOURCE, data=four)
    assert result.code == 2
    assert (
        f"cannot write {four}/agreements/2021/ho-chi-minh-can-tho-2021.yaml: it leads out of the dataset" in result.err
    )
    assert not list((tmp_path / "elsewhere").iterdir())


def test_years_folder_that_is_a_file_is_told(run: Run, four: Path) -> None:
    (four / "agreements" / "2021").write_text("", encoding="utf-8")
    result = run("new", *PARTIES, "--date", "2021", "--status", "agreed", *SOURCE, data=four)
    assert result.code == 2
    assert lines(result.err)[-1].startswith(
        f"error: cannot write {four}/agreements/2021/ho-chi-minh-can-tho-2021.yaml: "
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to the superuser")
def test_read_only_folder_is_told_and_nothing_is_left(run: Run, four: Path) -> None:
    folder = four / "agreements"
    before = list_files(four)
    folder.chmod(0o555)
    result = run("new", *PARTIES, "--date", "2021", "--status", "agreed", *SOURCE, data=four)
    folder.chmod(0o755)
    assert result.code == 2
    assert lines(result.err)[-1].endswith("permission denied")
    assert list_files(four) == before


def test_several_at_once_make_one_file_each(four: Path) -> None:
    command = [sys.executable, "-m", "coop", "new", *FLAGS, "--data", str(four)]
    all_of_them = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
    ends = [(each.communicate(timeout=120), each.returncode) for each in all_of_them]
    assert [code for _, code in ends] == [0] * 4, ends
    assert len({out for (out, _), _ in ends}) == 4
    stems = {Path(each).stem for each in list_files(four) if "ho-chi-minh-can-tho-2019" in each}
    assert stems == {f"ho-chi-minh-can-tho-2019{end}" for end in ("", "-2", "-3", "-4")}
    assert not [each for each in list_files(four) if each.endswith(".tmp")]


@pytest.mark.parametrize("typed", [(), ("--id", "ho-chi-minh-can-tho-2019")])
def test_id_that_was_taken_meanwhile_gives_way_unless_it_was_typed(
    typed: tuple[str, ...], run: Run, four: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def create_late(location: Location, path: str, text: str) -> Path:
        monkeypatch.undo()  # once
        create_agreement(location, path, "somebody else's")
        return create_agreement(location, path, text)

    monkeypatch.setattr("coop.dataset.creating.create_agreement", create_late)
    result = run("new", *FLAGS, *typed, data=four)
    assert (four / PATH).read_text(encoding="utf-8") == "somebody else's"
    if typed:
        assert result.code == 2
        assert f"{four / PATH} is there already, and is not overwritten; --id gives another id" in result.err
        return
    assert result.code == 0
    assert result.out.endswith("ho-chi-minh-can-tho-2019-2.yaml\n")
    assert "warning: 'ho-chi-minh-can-tho-2019' was made by somebody else meanwhile" in result.err
    assert "id: ho-chi-minh-can-tho-2019-2\n" in (four / PATH).with_stem("ho-chi-minh-can-tho-2019-2").read_text(
        "utf-8"
    )


@pytest.mark.parametrize("flag", ["--date", "--source-published"])
def test_date_that_lies_ahead_is_told(flag: str, run: Run, four: Path) -> None:
    flags = (*PARTIES, *SOURCE, "--status", "signed", "--dry-run", "--source-published", "9999")
    given = (*flags, "--date", "9999") if flag == "--date" else (*flags, "--date", "2019")
    result = run("new", *given, data=four)
    assert result.code == 0
    said = ["the date 9999 is after"] if flag == "--date" else []
    warnings = [line for line in lines(result.err) if line.startswith("warning: ")]
    assert [each.split(" today")[0] for each in warnings] == [
        *(f"warning: {each}" for each in said), "warning: the day of publication 9999 is after",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "vi"])
def test_lines_keep_to_the_width(language: str, run: Run, four: Path) -> None:
    result = run(
        "new", *FLAGS, "--source-published", "2018", "--status", "signed", "--lang", language, data=four,
        env={"COLUMNS": "60"},
    )  # fmt: skip
    made = run("new", *FLAGS, "--lang", language, data=four, env={"COLUMNS": "60"})
    assert (result.code, made.code) == (1, 0)
    assert len(lines(result.err)) > 1
    assert max(len(line) for line in lines(result.err + made.err)) <= 60


def test_snapshot_of_the_package_is_not_written_to(run_process: Callable[..., Result], tmp_path: Path) -> None:
    package = tmp_path / "site" / "coop"
    shutil.copytree(Path(coop.__file__).parent, package)
    shutil.copytree(FOUR, package / "snapshot" / "data", dirs_exist_ok=True)
    shutil.copytree(find_program_schemas(), package / "snapshot" / "schemas", dirs_exist_ok=True)
    (tmp_path / "empty").mkdir()
    result = run_process("new", *FLAGS, cwd=tmp_path / "empty", env={"PYTHONPATH": str(tmp_path / "site")})
    assert result.code == 2
    assert "the snapshot shipped with coop, which is not written to; name your own with --data" in result.err


def test_empty_dataset_takes_its_first_agreement(run: Run, four: Path) -> None:
    shutil.rmtree(four / "agreements")
    (four / "agreements").mkdir()
    assert run("new", *FLAGS, "--status", "signed", data=four).code == 0
    assert list_files(four) == ["agreements/2019", PATH]


@pytest.mark.parametrize("language", ["en", "vi"])
def test_nothing_is_asked_where_there_is_no_terminal(language: str, run: Run, four: Path) -> None:
    result = run("new", *FLAGS, "--lang", language, data=four)
    assert result.code == 0
    assert ">" not in result.err
