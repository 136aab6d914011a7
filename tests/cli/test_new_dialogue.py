"""`coop new` on a terminal: a dialogue through a real pseudo-terminal."""

import os
import re
import select
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import Result

pty = pytest.importorskip("pty")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")

SECONDS = 60
_ESCAPE = re.compile(r"\x1b(?:\[[0-9;?]*[a-zA-Z]|[=>])|\x1b\][^\x07]*\x07")
URL = "https://tuoitrethudo.vn/bai-moi.html"


def _own_terminal() -> None:
    """In the child: the terminal is its own, so that Ctrl-C reaches it."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """A person at a terminal with coop running in it."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        self._main, side = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "coop", "new", *arguments],
            stdin=side, stdout=side, stderr=side, start_new_session=True, preexec_fn=_own_terminal,
            env={**os.environ, "TERM": "xterm-256color", "INPUTRC": os.devnull, **environment},
        )  # fmt: skip
        os.close(side)
        self._bytes = b""
        self._seen = 0

    @property
    def shown(self) -> str:
        """Everything on the screen so far."""
        return _ESCAPE.sub("", self._bytes.decode("utf-8", "replace")).replace("\r", "")

    def expect(self, text: str) -> None:
        """Wait until `text` stands on the screen, behind what was waited for before."""
        while self.shown.find(text, self._seen) < 0:
            assert self._read(), f"not shown: {text!r} in {self.shown[self._seen :]!r}"
        self._seen = self.shown.find(text, self._seen) + len(text)

    def answer(self, question: str, *lines: str) -> None:
        """Wait for a question, and type lines, each once there is a prompt for it."""
        self.expect(question)
        for line in lines:
            self.expect("> ")
            self.press(f"{line}\r")

    def press(self, keys: str) -> None:
        os.write(self._main, keys.encode("utf-8"))

    def insist(self, keys: str, text: str) -> None:
        """Press keys until `text` stands on the screen.

        Between printing its prompt and waiting for keys, Python's readline notes a Ctrl-C and sees it at the next key.
        """
        for _ in range(SECONDS):
            self.press(keys)
            while select.select([self._main], [], [], 1)[0] and self._read():
                if text in self.shown[self._seen :]:
                    return
        raise AssertionError(f"not shown: {text!r} in {self.shown[self._seen :]!r}")

    def end(self) -> int:
        """Wait until coop has ended; its exit status."""
        while self._read():
            pass
        return self._process.wait(timeout=SECONDS)

    def close(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait(timeout=SECONDS)
        os.close(self._main)

    def _read(self) -> bool:
        ready, _, _ = select.select([self._main], [], [], SECONDS)
        try:
            piece = os.read(self._main, 4096) if ready else b""
        except OSError:  # Linux: nobody holds the other side any more
            return False
        self._bytes += piece
        return bool(piece)


Open = Callable[..., Terminal]


@pytest.fixture
def open_terminal(four: Path) -> Iterator[Open]:
    """Start `coop new` on a copy of the four in a terminal."""
    opened: list[Terminal] = []

    def start(*arguments: str, **environment: str) -> Terminal:
        opened.append(Terminal(*arguments, "--data", str(four), **environment))
        return opened[-1]

    yield start
    for each in opened:
        each.close()


def list_files(data: Path) -> list[str]:
    return sorted(path.relative_to(data).as_posix() for path in (data / "agreements").rglob("*"))


def test_dialogue_from_beginning_to_end(open_terminal: Open, four: Path, run: Callable[..., Result]) -> None:
    terminal = open_terminal()
    terminal.answer("Address of the source", URL)
    terminal.answer("Title of the source, as published", "Hà Nội – Thanh Hóa: Sở Y tế ký kết thỏa thuận về y tế")
    terminal.answer("Who published it [Tuổi trẻ Thủ đô], as of other sources from tuoitrethudo.vn", "")
    terminal.answer("Day of publication, such as 16/11/2019", "20/10/2023")
    terminal.answer("Date of signing or of the meeting", "chiều 18/10")
    terminal.answer("Parties, by any name, one a line [ha-noi; thanh-hoa], from 'Hà Nội – Thanh Hóa:", "")
    terminal.answer("Kind of document [agreement], from 'ký kết thỏa thuận'", "")
    terminal.answer("Level of the bodies that agreed [department], from 'Sở Y tế'", "")
    terminal.answer("What the source says of its status [signed], by the kind of document", "")
    terminal.answer("Fields that the source names, one a line [y-te], from 'Y tế'", "y tế", "giáo dục", "")
    terminal.answer("Period that it is meant for", "-")
    terminal.answer("Title in Vietnamese, in your own words [Hợp tác Hà Nội – Thanh Hóa], from the parties", "")
    terminal.answer("Title in English [Hanoi – Thanh Hóa cooperation]", "Hanoi – Thanh Hóa: health and schools")
    terminal.answer("Id, which never changes again [ha-noi-thanh-hoa-2023]", "")
    terminal.expect("agreements/2023/ha-noi-thanh-hoa-2023.yaml")
    terminal.expect("next: ")
    assert terminal.end() == 0
    assert (
        (four / "agreements/2023/ha-noi-thanh-hoa-2023.yaml").read_text(encoding="utf-8")
        == f"""\
# yaml-language-server: $schema=../../../schemas/agreement.schema.json
id: ha-noi-thanh-hoa-2023
title:
  vi: Hợp tác Hà Nội – Thanh Hóa
  en: 'Hanoi – Thanh Hóa: health and schools'
instrument: agreement
level: department
status: signed
date: '2023-10-18'
inferred: [date]
parties:
  - locality: ha-noi
  - locality: thanh-hoa
fields: [y-te, giao-duc]
sources:
  - id: tuoi-tre-thu-do
    title: 'Hà Nội – Thanh Hóa: Sở Y tế ký kết thỏa thuận về y tế'
    publisher: Tuổi trẻ Thủ đô
    published: '2023-10-20'
    url: {URL}
not_stated: [period]
"""
    )
    assert run("validate", "--strict", data=four).code == 0


def test_wrong_answers_are_told_and_asked_again(open_terminal: Open, four: Path) -> None:
    terminal = open_terminal(
        "--source-title", "Bài", "--status", "agreed", "--instrument", "x", "--title-vi", "Hợp tác"
    )
    terminal.answer("Address of the source", "example")
    terminal.expect("error: 'example' is no address; it begins with https:// or http://")
    terminal.answer("", "")
    terminal.answer("Who published it", "-")
    terminal.answer("Day of publication", "")
    terminal.answer("Date of signing", "")
    terminal.expect("an answer is needed")
    terminal.answer("", "31/4/2025")
    terminal.expect("error: 31/4/2025 does not exist: April 2025 has 30 days")
    terminal.answer("", "1/8/2025")
    terminal.answer("Parties", "bac giang")
    terminal.expect("its successor is 'bac-ninh' (Bắc Ninh)")
    terminal.answer("", "bac ninh")
    terminal.answer("", "")
    terminal.expect("an answer is needed")
    terminal.answer("", "Bắc Ninh")
    terminal.expect("error: Bắc Ninh is named twice")
    terminal.answer("", "TP.HCM", "")
    terminal.expect("error: unknown instrument 'x'")
    terminal.answer("Kind of document", "-")
    terminal.answer("Level of the bodies", "")
    terminal.answer("Fields that the source names", "y tế; du lịch", "")
    terminal.answer("Period", "")
    terminal.answer("Title in English [Bắc Ninh – Ho Chi Minh City cooperation]", "")
    terminal.answer("Id", "ha-noi-can-tho-2019")
    terminal.expect("error: the id 'ha-noi-can-tho-2019' is taken")
    terminal.answer("", "bac-ninh-ho-chi-minh-2025")
    assert terminal.end() == 0
    text = (four / "agreements/2025/bac-ninh-ho-chi-minh-2025.yaml").read_text(encoding="utf-8")
    assert "fields: [y-te, du-lich]\n" in text
    assert "not_stated: [instrument]\n" in text
    assert "publisher" not in text


def test_question_mark_lists_what_there_is(open_terminal: Open) -> None:
    terminal = open_terminal("--source-title", "Bài", "--date", "2025-08-01", "--source-url", URL)
    terminal.answer("Who published it", "?")
    terminal.expect("  Tuổi trẻ Thủ đô\n")
    terminal.answer("Who published it", "")
    terminal.answer("Day of publication", "?")
    terminal.expect("any text")
    terminal.answer("Day of publication", "")
    terminal.answer("Parties", "?")
    terminal.expect("  bac-ninh  Bắc Ninh\n")
    assert "bac-giang" not in terminal.shown  # which was no more on that day
    terminal.answer("Parties", "Hà Nội", "Bắc Ninh", "")
    terminal.answer("Kind of document", "?")
    terminal.expect("  memorandum  memorandum\n")
    terminal.answer("Kind of document", "")
    terminal.answer("Level of the bodies", "?")
    terminal.expect("  peoples-committee  People's Committee\n")


def test_dialogue_in_vietnamese_whatever_the_locale(open_terminal: Open) -> None:
    terminal = open_terminal("--lang", "vi", "--dry-run", LC_ALL="POSIX", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    terminal.expect("Ctrl-C dừng và không ghi gì")
    terminal.answer("Địa chỉ trang nguồn", "")
    terminal.answer("Tên bài, như đã đăng", "Cần Thơ làm việc")
    terminal.answer("Nơi đăng", "Báo Cần Thơ")
    terminal.answer("Ngày đăng", "")
    terminal.answer("Ngày ký hoặc ngày họp", "tháng 11/2019")
    terminal.answer("Các bên", "Cần Thơ", "Thanh Hóa", "")
    terminal.answer("Loại văn kiện", "kết luận hội nghị")
    terminal.answer("Cấp", "cấp ủy Đảng")
    terminal.answer("Tình trạng theo nguồn [agreed], theo loại văn kiện", "")
    terminal.answer("Các lĩnh vực", "")
    terminal.answer("Thời hạn", "")
    terminal.answer("Tên tiếng Việt, do bạn đặt [Hợp tác Cần Thơ – Thanh Hóa], theo các bên", "")
    terminal.answer("Tên tiếng Anh", "")
    terminal.answer("Mã, đặt rồi không đổi nữa [can-tho-thanh-hoa-2019], các bên và năm", "")
    terminal.expect("title: Cần Thơ làm việc")
    assert terminal.end() == 0
    assert "publisher: Báo Cần Thơ" in terminal.shown


@pytest.mark.parametrize("keys", ["\x03", "\x04"])
def test_dialogue_that_is_broken_off_leaves_nothing(keys: str, open_terminal: Open, four: Path) -> None:
    before = list_files(four)
    terminal = open_terminal("--source-title", "Bài", "--date", "2021", "--status", "agreed")
    terminal.answer("Address of the source", "")
    terminal.answer("Who published it", "")
    terminal.answer("Day of publication", "")
    terminal.answer("Parties", "Hà Nội")
    terminal.expect("> ")
    terminal.insist(keys, "ended, nothing is written")
    assert terminal.end() == 130
    assert list_files(four) == before


KNOWN = (
    "--source-title", "Bài", "--source-url", "-", "--source-publisher", "Báo", "--party", "Hà Nội", "--party",
    "Cần Thơ", "--status", "agreed", "--instrument", "-", "--level", "-", "--field", "-", "--period", "-",
)  # fmt: skip
TITLES = ("--title-vi", "Hợp tác", "--title-en", "Cooperation")


def test_of_two_values_that_do_not_agree_both_are_asked_again_and_nothing_else(open_terminal: Open, four: Path) -> None:
    terminal = open_terminal(*KNOWN, *TITLES, "--source-published", "2018", "--id", "x-2018")
    terminal.answer("Date of signing", "30/8/2019")
    terminal.expect("warning: 'ha-noi-can-tho-2019' is of the same parties and year")
    terminal.expect("error: --date or --source-published: the agreement is of 2019-08-30")
    terminal.answer("Day of publication, such as 16/11/2019 [2018], as answered before", "31/8/2019")
    terminal.answer("11/2019 or 2019 [30/8/2019], as answered before", "")
    terminal.expect("agreements/2019/x-2018.yaml")
    assert terminal.end() == 0
    text = (four / "agreements/2019/x-2018.yaml").read_text(encoding="utf-8")
    assert ("date: '2019-08-30'" in text, "published: '2019-08-31'" in text) == (True, True)


def test_what_was_proposed_from_an_answer_is_proposed_anew_when_that_changes(open_terminal: Open, four: Path) -> None:
    terminal = open_terminal(*KNOWN, "--date", "2019-11-16", "--source-published", "2018")
    terminal.answer("Title in Vietnamese", "")
    terminal.answer("Title in English", "")
    terminal.answer("Id, which never changes again [ha-noi-can-tho-2019-2]", "")
    terminal.answer("[2018], as answered before", "")
    terminal.answer("[2019-11-16], as answered before", "2017")
    terminal.answer("Id, which never changes again [ha-noi-can-tho-2017]", "")
    terminal.expect("agreements/2017/ha-noi-can-tho-2017.yaml")
    assert terminal.end() == 0
    assert terminal.shown.count("Title in") == 2
    assert not list((four / "agreements").glob("*/*-2019-2.yaml"))


def test_remarks_are_given_again_for_a_new_answer(open_terminal: Open) -> None:
    terminal = open_terminal(*KNOWN, *TITLES, "--source-published", "2019-09-01", "--date", "2020", "--id", "x-2019")
    terminal.expect("error: --date or --source-published")
    terminal.answer("Day of publication", "")
    terminal.answer("Date of signing", "2019-08-30")
    terminal.expect("warning: 'ha-noi-can-tho-2019' is of the same parties and year")
    assert terminal.end() == 0


def test_day_without_a_year_is_read_again_with_a_new_day_of_publication(open_terminal: Open) -> None:
    terminal = open_terminal(
        *KNOWN, *TITLES, "--source-published", "1/9/2018", "--date", "2019", "--id", "x", "--dry-run"
    )
    terminal.answer("Day of publication", "1/9/2021")
    terminal.answer("Date of signing", "chiều 30/8")
    terminal.expect("date: '2021-08-30'")
    assert terminal.end() == 0


@pytest.mark.parametrize("language", ["en", "vi"])
def test_dialogue_keeps_to_the_width(language: str, open_terminal: Open) -> None:
    terminal = open_terminal(
        *KNOWN, "--source-published", "2018", "--date", "2019-11-16", "--lang", language, COLUMNS="64"
    )
    terminal.answer("", "", "", "", "", "2018", "")  # titles, id, publication, date, and the id anew
    assert terminal.end() == 0
    lines = terminal.shown.splitlines()
    assert any(line.startswith("  ") for line in lines)
    assert [line for line in lines if len(line) > 64 and not line.endswith(".yaml")] == []


@pytest.mark.parametrize("option", ["--no-input", "--accept"])
def test_nothing_is_asked_where_that_is_not_wanted(option: str, open_terminal: Open, four: Path) -> None:
    before = list_files(four)
    terminal = open_terminal("--source-title", "Bài", option)
    assert terminal.end() == 2
    assert "error: --date is missing" in terminal.shown
    assert "> " not in terminal.shown
    assert list_files(four) == before


def test_article_gives_proposals(open_terminal: Open, tmp_path: Path) -> None:
    article = tmp_path / "x.txt"
    article.write_text("Ngày 5/5/2021, tại Cần Thơ\nUBND TP. Cần Thơ và UBND tỉnh Thanh Hóa hợp tác du lịch.", "utf-8")
    terminal = open_terminal("--text", str(article), "--source-title", "Bài", "--dry-run")
    terminal.answer("Address of the source", "")
    terminal.answer("Who published it", "")
    terminal.answer("Day of publication", "")
    terminal.answer(
        "Date of signing or of the meeting: 16/11/2019, 11/2019 or 2019 [2021-05-05], from 'Ngày 5/5/2021'", ""
    )
    terminal.answer("Parties, by any name, one a line [can-tho; thanh-hoa]", "")
    terminal.answer("Kind of document", "memorandum")
    terminal.answer("Level of the bodies that agreed [peoples-committee], from 'UBND'", "")
    terminal.answer("What the source says of its status [signed]", "")
    terminal.answer("Fields that the source names, one a line [du-lich]", "")
    terminal.press("\r\r\r\r")
    assert terminal.end() == 0
    assert "vi: Hợp tác du lịch Cần Thơ – Thanh Hóa" in terminal.shown


def test_nothing_is_asked_where_the_answer_goes_into_a_pipe(four: Path) -> None:
    main, side = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "coop", "new", "--data", str(four)],
        stdin=side, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    os.close(side)
    out, err = process.communicate(timeout=SECONDS)
    os.close(main)
    assert (process.returncode, out) == (2, b"")
    assert b"--date is missing" in err
