"""Fixing: what has one right answer is put right, all other bytes stay, and no meaning changes."""

import os
import stat
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coop.dataset.document import parse_document
from coop.dataset.source_text import MAX_BYTES, SourceText, decode_source_text, read_source_text
from coop.errors import UnreadableFile
from coop.language.form import find_form_problems, repair_letters
from coop.validation import fixing
from coop.validation.fixing import FIXABLE, Fixed, FixedFile, fix_files, fix_text
from tests.conftest import FOUR, REPOSITORY

CYRILLIC = str.maketrans("aeopcxy", "аеорсху")


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def fix(text: str) -> str:
    return fix_text(text.encode("utf-8")).content.decode("utf-8")


def counts(fixed: Fixed | FixedFile) -> dict[str, int]:
    return {rule.code: count for rule, count in fixed.counts.items()}


def data(content: bytes) -> object:
    """What coop reads in the bytes of a file, or None."""
    text = decode_source_text(content, path="").text
    document = parse_document(text, path="").document if text is not None else None
    return document.data if document is not None else None


def repaired(value: object) -> object:
    """Data with the letters of all its texts put right."""
    if isinstance(value, dict):
        return [(repair_letters(key), repaired(each)) for key, each in value.items()]
    if isinstance(value, list):
        return [repaired(each) for each in value]
    return repair_letters(value) if isinstance(value, str) else (type(value), value)


# --- what is fixed ---


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("\ufeffa: b\n", "a: b\n", {"F101": 1}),
        ("\ufeff\ufeffa: b\n", "a: b\n", {"F101": 1}),
        ("a: b\r\nc: d\re: f\n", "a: b\nc: d\ne: f\n", {"F102": 2}),
        (nfd("a: Đà Nẵng\n"), "a: Đà Nẵng\n", {"F103": 2}),
        ("a: e\u0301\u0302\n", "a: ế\n", {"F103": 1}),  # the tone typed before the hat
        ("a: Ðà Nẵng, ðồng\n", "a: Đà Nẵng, đồng\n", {"F104": 2}),
        ("a: Hа Nоi\n", "a: Ha Noi\n", {"F104": 2}),
        ("a: Hа\u0300\n", "a: Hà\n", {"F103": 1, "F104": 1}),  # the loose mark needs its letter first
        ("a: b \nc: d\t\n\n  \n# e \n", "a: b\nc: d\n\n\n# e\n", {"F107": 4}),
        ("a:  \n  - b  \n  - c ", "a:\n  - b\n  - c", {"F107": 3}),
        ("Ðà: b\n", "Đà: b\n", {"F104": 1}),
        ("{a: 'Ð', b: \"Ð\"} \n", "{a: 'Đ', b: \"Đ\"}\n", {"F104": 2, "F107": 1}),
        ("a: ２０ tỷ đồng\n", "a: 20 tỷ đồng\n", {"F104": 2}),
    ],
)
def test_what_has_one_right_answer_is_put_right(before, after, found):
    fixed = fix_text(before.encode("utf-8"))
    assert fixed.content.decode("utf-8") == after
    assert counts(fixed) == found


def test_everything_at_once_leaves_a_clean_file_and_all_other_bytes():
    before = (
        "\ufeff# ghi chú:  hai   dấu cách, '  nháy'\r\n"
        + nfd("title:   Hợp tác   # ")
        + "Ðà \r\n"
        + "figures:   [ 1,2 , 'a' ]\t\r\n\r\n\r\nlast: x"
    )
    fixed = fix_text(before.encode("utf-8"))
    assert fixed.content.decode("utf-8") == (
        "# ghi chú:  hai   dấu cách, '  nháy'\ntitle:   Hợp tác   # Đà\nfigures:   [ 1,2 , 'a' ]\n\n\nlast: x"
    )
    assert counts(fixed) == {"F101": 1, "F102": 5, "F103": 2, "F104": 1, "F107": 2}
    assert list(fixed.counts) == list(FIXABLE)


def test_a_clean_file_is_given_back_as_it_is():
    for file in sorted(FOUR.rglob("*.yaml")):
        fixed = fix_text(file.read_bytes())
        assert (fixed.content, fixed.counts) == (file.read_bytes(), {})


def test_a_whole_agreement_typed_on_a_mac_and_saved_on_windows_comes_back():
    file = FOUR / "agreements" / "2019" / "ha-noi-thanh-hoa-2019.yaml"
    text = file.read_text(encoding="utf-8")
    spoiled = "\ufeff" + nfd(text).replace("Đ", "Ð").replace("\n", " \r\n")
    assert fix(spoiled) == text


def test_line_ends_inside_values_mean_the_same():
    text = "a: |\n  x\n\n  y\nb: 'c\n\n  d'\ne: \"f\n  g\"\nh: i\n  j\n"
    for end in ("\r\n", "\r"):
        windows = text.replace("\n", end).encode("utf-8")
        fixed = fix_text(windows)
        assert fixed.content.decode("utf-8") == text
        assert data(windows) == data(fixed.content) == {"a": "x\n\ny\n", "b": "c\nd", "e": "f g", "h": "i j"}


# --- what is left ---


@pytest.mark.parametrize(
    "text",
    [
        "a: b\u200bc\n",  # whether a space belongs there, only a person knows
        "a: tỷ\u00a0đồng\n",
        "a: b\u202ec\n",
        "a: b\ufeffc\n",
        "a: bЖc\n",  # nobody knows what it stands for
        "a: Москва\n",
        "a: a\u200b\u0301\n",
        'a: "\\u00d0\\xe0 e\\u0301"\n',
        'a: "x\\ \n  y"\n',  # the space is escaped: without it the line would be joined to the next
        "a: |\n  x  \n  y\n",
        "a: >\n  x \n  y\t\n",
        "a: |\n  x\n     \n",
        "a: |\n  x\n \n  y\n",
        "url: https://vi.example/Ðà\n",
        "sources: [{archive_url: Ðà.example}]\n",
        nfd("url:\n  - 'vi.example/Đà'\n"),
        "a: xem https://vi.example/Ðà\n",
        "# https://vi.example/Ðà\n",
        "a: １２\n",  # a text would become a number
        "a: １２.５\n",
        "a: ｔｒｕｅ\n",
        "a: b： c\n",
        "a: b ＃c\n",
        "a: [b， c]\n",
        "a: 'b＇c'\n",
        'a: "b＂c"\n',
        'a: "\\n\u0300"\n',  # the mark would make a letter of the escape
        "a: b # соop: ignore D204: Cyrillic\n",
        "a: b # cooр: ignore D204: Cyrillic\n",
        "# coop: ignore Ｄ204: it would begin to count\n",
        "# yaml-languаge-server: $schema=x\n",
    ],
)
def test_what_only_a_person_can_decide_is_left(text):
    fixed = fix_text(text.encode("utf-8"))
    assert fixed.content.decode("utf-8") == text
    assert fixed.counts == {}


@pytest.mark.parametrize("text", [nfd("é: 1\n") + "é: 2\n", "Ð: 1\nĐ: 2\n", "a: {é: 1, " + nfd("é") + ": 2}\n"])
def test_two_keys_do_not_become_one(text):
    assert fix(text) == text


def test_of_three_keys_of_which_two_would_become_one_the_third_is_fixed():
    assert fix("Ð: 1\nĐ: 2\nÐà: 3\n") == "Ð: 1\nĐ: 2\nĐà: 3\n"


def test_a_line_that_cannot_be_fixed_does_not_keep_others_from_it():
    assert fix("a: １２ \nb: Ðà \nc: |\n  d \n") == "a: １２\nb: Đà\nc: |\n  d \n"
    assert fix('a: b   \nc: d  \ne: "f\\ \n  g"\nh: i  \nj: k \n') == 'a: b\nc: d\ne: "f\\ \n  g"\nh: i\nj: k\n'


def test_a_long_file_with_such_a_line_is_left_rather_than_tried_line_by_line(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fixing, "_MAX_PARSED", 10)
    assert fix("a: １２ \nb: Ðà \n") == "a: １２\nb: Ðà\n"


def test_an_address_stands_between_words_that_are_fixed():
    assert fix("a: Ðà https://x.example/Ð Ðà # Ð http://Ð Ð\n") == "a: Đà https://x.example/Ð Đà # Đ http://Ð Đ\n"
    assert fix("a: [{url: Ð.example, b: Ð}]\n") == "a: [{url: Ð.example, b: Đ}]\n"
    assert fix("url: 'https://x.example/Ð'  # Ð \n") == "url: 'https://x.example/Ð'  # Đ\n"


def test_letters_in_a_waiver_are_composed_for_that_silences_nothing_new():
    assert fix(nfd("# coop: ignore D204: ngày\n") + "a: b\n") == "# coop: ignore D204: ngày\na: b\n"


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfa: \xff \r\n",
        "\ufeffa: b\x00 \r\n".encode(),
        "\ufeffa: b\u2028 \r\n".encode(),
        b"a: b \r\n" * (MAX_BYTES // 7 + 1),
        "a: b \r\n".encode("utf-16"),
    ],
)
def test_what_is_no_clean_text_is_not_touched(content: bytes):
    assert fix_text(content) == Fixed(content, {})


@pytest.mark.parametrize(
    "broken", ["a: [Ð \n", "a: Ð\na: Ð \n", "- Ð \n", "a: &x Ð \n", "# Ð \n", "a: Ð\n--- \nb: 1\n"]
)
def test_in_a_file_that_is_not_one_plain_mapping_only_the_mark_and_line_ends_are_fixed(broken):
    fixed = fix_text(("\ufeff" + broken.replace("\n", "\r\n")).encode("utf-8"))
    assert fixed.content.decode("utf-8") == broken
    assert set(counts(fixed)) == {"F101", "F102"}


def test_a_value_that_is_refused_for_another_reason_does_not_keep_the_file_from_being_fixed():
    assert fix("a: 45.500\nb: Ð \nc:\n") == "a: 45.500\nb: Đ\nc:\n"


def test_the_shipped_schemas_of_comments_stay_in_force():
    first = "# yaml-language-server: $schema=../../../schemas/agreement.schema.json"
    assert fix(f"{first} \na: Ð\n") == f"{first}\na: Đ\n"


# --- properties ---

SPOILED = st.text(
    st.sampled_from(
        "aeoĐÐðàế"
        + "аеоЖ"
        + "\u0300\u0301\u0302\u0323\u030c\u200b\u00a0"
        + "１Ａ：＃＇"
        + "1.:#'\"\\|>-[]{},&\t  \r\n\n"
    )
)
VALUE = st.one_of(
    SPOILED,
    st.text("aoĐÐаế\u0301 ", max_size=9).map(lambda t: "'" + t + "'"),
    st.text("aoÐа\u0301 \n\\", max_size=9).map(lambda t: '"' + t.replace("\n", "\n  ") + '"'),
    st.text("aoÐа\u0301 \n\t#:", max_size=9).map(lambda t: "|\n  x" + t.replace("\n", "\n  ")),
    st.text("aoÐа\u0301 \n\t#:", max_size=9).map(lambda t: ">-\n  x" + t.replace("\n", "\n  ")),
    st.text("aoÐа/.\u0301", max_size=9).map(lambda t: f"https://{t}"),
)
KEY = st.sampled_from(["a", "b", "url", "archive_url", "Ð", "Đ", "e\u0301", "é", "'Ð '", "urＩ", "- "])
SPACE = st.sampled_from(["", "", " ", "  ", "\t", " # Ð ", " # e\u0301"])
END = st.sampled_from(["\n", "\n", "\r\n", "\r", "\n\n", "\n  \n"])
FILE = st.one_of(
    SPOILED,
    st.lists(st.tuples(KEY, VALUE, SPACE, END).map(lambda line: "{}: {}{}{}".format(*line))).map("".join),
    st.tuples(st.sampled_from(["", "\ufeff", "\ufeff\ufeff"]), SPOILED).map("".join),
)


@settings(max_examples=400)
@given(FILE)
@example("a: ae\u0301\u0302ÐÐ\u030c\n")
@example("a: Аа\u0301 \n")
def test_fixing_again_changes_nothing(text):
    once = fix_text(text.encode("utf-8"))
    assert fix_text(once.content) == Fixed(once.content, {})
    assert bool(once.counts) == (once.content != text.encode("utf-8"))


@settings(max_examples=400)
@given(FILE)
def test_data_stays_the_same_but_for_the_form_of_letters(text):
    content = text.encode("utf-8")
    before, after = data(content), data(fix_text(content).content)
    assert repaired(before) == repaired(after)


@settings(max_examples=400)
@given(FILE)
def test_nothing_is_changed_but_what_may_be(text):
    """Without marks at the start, carriage returns, trailing space and the form of letters nothing is left to tell."""

    def strip(content: str) -> str:
        lines = repair_letters(content.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")).split("\n")
        return "\n".join(line.rstrip(" \t") for line in lines)

    assert strip(fix(text)) == strip(text)


@given(st.lists(st.text(st.characters(codec="utf-8"))))
def test_any_text_can_be_fixed(values):
    text = "".join(f"- {value}\n" for value in values)
    fixed = fix_text(text.encode("utf-8"))
    assert fix_text(fixed.content).content == fixed.content


@given(st.binary())
def test_any_bytes_can_be_fixed(content: bytes):
    fixed = fix_text(content)
    assert fix_text(fixed.content) == Fixed(fixed.content, {})


@pytest.mark.parametrize("line", ["a{}: Ð \n", "a{}: １２ \n", "a{}: ' Ð\u0301 \n\n'\n"])
def test_a_large_file_is_fixed(line):
    text = ""
    while len(text) < 50_000:
        text += "".join(line.format(number) for number in range(len(text), len(text) + 1000))
    assert " \n" not in fix(text)


def test_what_is_fixed_has_no_finding_left():
    spoiled = nfd((REPOSITORY / "data" / "fields.yaml").read_text(encoding="utf-8")).replace("Đ", "Ð")
    assert list(find_form_problems(spoiled))
    assert not list(find_form_problems(fix(spoiled)))


# --- files ---


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "agreements").mkdir(parents=True)
    return folder


def write(root: Path, name: str, content: bytes = b"a: b \r\n") -> Path:
    file = root / name
    file.write_bytes(content)
    return file


def test_files_are_fixed_where_they_lie_and_told_by_path(root: Path):
    first, clean, last = write(root, "a.yaml"), write(root, "b.yaml", b"a: b\n"), write(root, "agreements/c.yaml")
    before = clean.stat()
    found = fix_files([first, clean, last], root)
    assert [(each.path, counts(each)) for each in found] == [
        ("a.yaml", {"F102": 1, "F107": 1}),
        ("agreements/c.yaml", {"F102": 1, "F107": 1}),
    ]
    assert first.read_bytes() == last.read_bytes() == b"a: b\n"
    assert (clean.stat().st_ino, clean.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert fix_files([first, clean, last], root) == ()
    assert sorted(path.name for path in root.rglob("*")) == ["a.yaml", "agreements", "b.yaml", "c.yaml"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o755])
def test_permissions_stay(root: Path, mode: int):
    file = write(root, "a.yaml")
    file.chmod(mode)
    assert fix_files([file], root)
    assert stat.S_IMODE(file.stat().st_mode) == mode


def test_a_link_is_not_written_through_wherever_it_leads(root: Path, tmp_path: Path):
    outside, inside = write(tmp_path, "outside.yaml"), write(root, "real.yaml")
    (root / "out.yaml").symlink_to(outside)
    (root / "in.yaml").symlink_to(inside)
    (root / "nowhere.yaml").symlink_to("missing.yaml")
    (root / "folder").symlink_to(tmp_path)
    (root / "twin").symlink_to(root / "agreements")
    write(root, "agreements/a.yaml")
    names = ("out.yaml", "in.yaml", "nowhere.yaml", "folder/outside.yaml", "twin/a.yaml", "../outside.yaml")
    assert fix_files([root / name for name in names], root) == ()
    assert outside.read_bytes() == inside.read_bytes() == (root / "agreements/a.yaml").read_bytes() == b"a: b \r\n"
    assert (root / "in.yaml").is_symlink()


def test_a_dataset_that_is_itself_reached_through_a_link_is_fixed(root: Path, tmp_path: Path):
    write(root, "a.yaml")
    (tmp_path / "linked").symlink_to(root)
    assert [each.path for each in fix_files([tmp_path / "linked" / "a.yaml"], tmp_path / "linked")] == ["a.yaml"]
    assert (root / "a.yaml").read_bytes() == b"a: b\n"


def test_what_cannot_be_read_as_a_file_is_passed_over(root: Path):
    (root / "folder.yaml").mkdir()
    binary = write(root, "binary.yaml", b"\xef\xbb\xbf\xff\r\n")
    found = fix_files([root / "folder.yaml", root / "missing.yaml", binary, write(root, "a.yaml")], root)
    assert [each.path for each in found] == ["a.yaml"]
    assert binary.read_bytes() == b"\xef\xbb\xbf\xff\r\n"


def test_a_file_that_cannot_be_written_is_named_and_those_before_it_stay_fixed(
    root: Path, monkeypatch: pytest.MonkeyPatch
):
    files = [write(root, name) for name in ("a.yaml", "b.yaml", "c.yaml")]
    replace = Path.replace

    def refuse(temporary: Path, target: Path) -> Path:
        if target.name == "b.yaml":
            raise OSError(28, "No space left on device")
        return replace(temporary, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UnreadableFile) as caught:
        fix_files(files, root)
    assert caught.value.message == (
        f"cannot write '{files[1]}': no space left on device",
        f"không ghi được '{files[1]}': no space left on device",
    )
    assert [file.read_bytes() for file in files] == [b"a: b\n", b"a: b \r\n", b"a: b \r\n"]
    assert sorted(path.name for path in root.iterdir()) == ["a.yaml", "agreements", "b.yaml", "c.yaml"]


def test_a_missing_permission_is_said_plainly(root: Path, monkeypatch: pytest.MonkeyPatch):
    file = write(root, "a.yaml")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UnreadableFile) as caught:
        fix_files([file], root)
    assert caught.value.message == (
        f"cannot write '{file}': no permission",
        f"không ghi được '{file}': không có quyền ghi",
    )


def test_a_file_that_changes_while_it_is_fixed_is_left(root: Path, monkeypatch: pytest.MonkeyPatch):
    file = write(root, "a.yaml")

    def read_and_be_overtaken(file: Path, *, root: Path) -> SourceText:
        source = read_source_text(file, root=root)
        file.write_bytes(b"c: d \r\n")
        return source

    monkeypatch.setattr("coop.validation.fixing.read_source_text", read_and_be_overtaken)
    assert fix_files([file], root) == ()
    assert file.read_bytes() == b"c: d \r\n"
