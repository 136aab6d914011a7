"""The history of an agreement names every commit that touched it, says what it did, and names no other."""

import json
import os
import shutil
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import coop
from coop.dataset.layout import Location, Reason
from coop.errors import UnknownName
from coop.history.log import History, StepKind, find_kind, trace_agreement, trace_value
from tests.conftest import FOUR, Result
from tests.history.conftest import Repository

Make = Callable[[str], Repository]
Run = Callable[..., Result]

A = """\
id: {id}
title: {{vi: Hợp tác, en: Cooperation}}
instrument: conclusion
status: agreed
date: '2019-11-16'
parties:
  - locality: ha-noi
    body: Ban Thường vụ Thành ủy Hà Nội
  - locality: thanh-hoa
fields: [y-te, giao-duc]
item_count: 12
figures:
  - id: von
    measure: registered-investment
    from: ha-noi
    to: thanh-hoa
    amount: 45500
    unit: tỷ đồng
    qualifier: about
    as_stated: khoảng 45.500 tỷ đồng
    as_of: '2019-11-16'
    source: s
sources:
  - id: s
    title: Bài báo
    publisher: Báo
"""
B = """\
id: {id}
title: {{vi: Chương trình khác, en: Another programme}}
status: signed
date: '2020-01-02'
parties:
  - locality: can-tho
  - locality: hue
fields: [du-lich]
sources:
  - id: khac
    title: Trang khác
"""
Touched = tuple[StepKind, list[str]]


class Curator:
    """Edits the files of a dataset and commits, remembering by the subject what a commit is known to have done."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.root = repository.root
        self.known: dict[str, list[Touched]] = {}
        self.times = 0

    def path(self, name: str) -> Path:
        return self.root / "data" / "agreements" / name

    def write(self, name: str, text: str) -> None:
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_text(text, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        text = self.path(name).read_text(encoding="utf-8")
        assert text.count(old) == 1
        self.write(name, text.replace(old, new))

    def move(self, old: str, new: str) -> None:
        self.write(new, self.path(old).read_text(encoding="utf-8"))
        self.path(old).unlink()

    def commit(self, subject: str, **touched: Touched) -> str:
        """Commit everything; `touched` tells what it did to `a` and `b`."""
        self.times += 1
        os.environ["GIT_COMMITTER_DATE"] = os.environ["GIT_AUTHOR_DATE"] = f"2024-01-{self.times:02}T12:00:00+07:00"
        self.repository.git("add", "--all")
        self.repository.git("commit", "--quiet", "--allow-empty", "--message", subject)
        for agreement, did in touched.items():
            self.known.setdefault(agreement, []).insert(0, did)
        return self.repository.git("rev-parse", "HEAD")

    def trace(self, agreement_id: str, at: str = "HEAD") -> History:
        return trace_agreement(Location(self.root / "data", Reason.OPTION), agreement_id, at=at)


def told(history: History) -> list[Touched]:
    """What each step did and where; what came or went as a whole is told as such."""
    whole = (StepKind.ADDED, StepKind.REMOVED)
    return [
        (find_kind(step), [] if find_kind(step) in whole else [change.at for change in step.changes])
        for step in history.steps
    ]


def subjects(history: History) -> list[str]:
    return [step.commit.subject for step in history.steps]


@pytest.fixture
def curator(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Curator:
    for name in ("GIT_COMMITTER_DATE", "GIT_AUTHOR_DATE"):
        monkeypatch.setenv(name, "2024-01-01T00:00:00+07:00")
    shutil.copytree(FOUR, repository.root / "data", ignore=shutil.ignore_patterns("*-*"))
    (repository.root / "data" / "agreements").mkdir(exist_ok=True)
    return Curator(repository)


@pytest.fixture
def fifteen(curator: Curator) -> Curator:
    """Fifteen commits: `a` becomes `a-moi` in the tenth; `b` is deleted in the thirteenth."""
    c, changed = curator, StepKind.CHANGED
    c.write("2019/a.yaml", A.format(id="a"))
    c.write("2020/b.yaml", B.format(id="b"))
    c.commit("1 hai thỏa thuận", a=(StepKind.ADDED, []), b=(StepKind.ADDED, []))
    c.edit("2019/a.yaml", "amount: 45500", "amount: 46500")
    c.edit("2019/a.yaml", "45.500", "46.500")
    c.commit("2 sửa số", a=(changed, ["figures.von.amount", "figures.von.as_stated"]))
    c.edit("2020/b.yaml", "fields: [du-lich]", "fields: [du-lich, y-te]")
    c.commit("3 thêm lĩnh vực", b=(changed, ["fields.y-te"]))
    c.edit("2019/a.yaml", "id: a\n", "# một chú thích\nid:   'a'\n")
    c.commit("4 trình bày", a=(StepKind.FORMATTED, []))
    c.edit("2019/a.yaml", "fields: [y-te, giao-duc]\n", "fields: [giao-duc, y-te]\n")
    c.commit("5 đổi thứ tự", a=(StepKind.FORMATTED, []))
    (c.root / "data" / "fields.yaml").write_text(
        (c.root / "data" / "fields.yaml").read_text(encoding="utf-8") + "# hết\n", encoding="utf-8"
    )
    c.commit("6 từ vựng")
    c.edit("2019/a.yaml", "Ban Thường vụ Thành ủy Hà Nội", "Thành ủy Hà Nội")
    c.edit("2020/b.yaml", "Chương trình khác", "Chương trình thứ hai")
    c.commit("7 cả hai", a=(changed, ["parties.ha-noi.body"]), b=(changed, ["title.vi"]))
    c.move("2020/b.yaml", "2021/b.yaml")
    c.commit("8 chuyển thư mục", b=(StepKind.MOVED, []))
    c.write("2019/c.yaml", B.format(id="c"))
    c.commit("9 thỏa thuận thứ ba")
    c.move("2019/a.yaml", "2019/a-moi.yaml")
    c.edit("2019/a-moi.yaml", "'a'", "a-moi")
    c.edit("2019/a-moi.yaml", "item_count: 12\n", "item_count: 13\n")
    c.commit("10 đổi mã", a=(StepKind.RENAMED, ["id", "item_count"]))
    c.edit("2019/a-moi.yaml", "status: agreed", "status: [ended")
    c.commit("11 hỏng", a=(StepKind.UNREADABLE, []))
    c.edit("2019/a-moi.yaml", "status: [ended", "status: ended")
    c.commit("12 lành", a=(changed, ["status"]))
    c.path("2021/b.yaml").unlink()
    c.commit("13 xóa", b=(StepKind.REMOVED, []))
    c.edit("2019/a-moi.yaml", "amount: 46500", "amount: 47100")
    c.edit("2019/a-moi.yaml", "46.500", "47.100")
    c.write("2019/d.yaml", A.format(id="d"))
    c.commit("14 số mới", a=(changed, ["figures.von.amount", "figures.von.as_stated"]))
    c.commit("15 không gì")
    return c


def test_every_commit_that_touched_an_agreement_is_named_and_no_other(fifteen: Curator) -> None:
    history = fifteen.trace("a-moi")
    assert told(history) == fifteen.known["a"]
    assert [int(each.split()[0]) for each in subjects(history)] == [14, 12, 11, 10, 7, 5, 4, 2, 1]
    assert [step.commit.day for step in history.steps][:2] == ["2024-01-14", "2024-01-12"]
    assert history.steps[0].commit.author == "Người Thử"
    assert history.renamed is None


def test_an_agreement_that_is_gone_has_its_history(fifteen: Curator) -> None:
    history = fifteen.trace("b")
    assert told(history) == fifteen.known["b"]
    assert [int(each.split()[0]) for each in subjects(history)] == [13, 8, 7, 3, 1]
    assert history.newest is not None
    assert history.newest.path == "data/agreements/2021/b.yaml"


def test_an_old_id_leads_to_the_agreement_under_its_new_one(fifteen: Curator) -> None:
    history = fifteen.trace("a")
    assert history.steps == fifteen.trace("a-moi").steps
    assert (history.asked, history.agreement_id) == ("a", "a-moi")
    assert history.renamed is not None
    assert history.renamed.subject == "10 đổi mã"


def test_the_history_up_to_a_revision(fifteen: Curator) -> None:
    assert subjects(fifteen.trace("a", at="HEAD~6"))[0] == "7 cả hai"
    assert subjects(fifteen.trace("b", at="2024-01-03")) == ["3 thêm lĩnh vực", "1 hai thỏa thuận"]
    with pytest.raises(UnknownName):
        fifteen.trace("d", at="HEAD~6")


def values(history: History, path: str) -> list[tuple[str, object, object]]:
    found = trace_value(history, path)
    return [(each.step.commit.subject, each.change.before, each.change.after) for each in found]


def test_the_history_of_one_value(fifteen: Curator) -> None:
    history = fifteen.trace("a")
    assert values(history, "figures.von.amount") == [
        ("14 số mới", 46500, 47100),
        ("2 sửa số", 45500, 46500),
        ("1 hai thỏa thuận", None, 45500),
    ]
    assert values(history, "status") == [("12 lành", "agreed", "ended"), ("1 hai thỏa thuận", None, "agreed")]
    assert values(history, "parties.ha-noi.body")[0][0] == "7 cả hai"
    assert values(fifteen.trace("b"), "fields.y-te") == [("13 xóa", "y-te", None), ("3 thêm lĩnh vực", None, "y-te")]


def test_the_history_of_a_figure_is_that_of_all_in_it(fifteen: Curator) -> None:
    found = trace_value(fifteen.trace("a"), "figures.von")
    assert [(each.step.commit.subject[:2].strip(), each.change.at) for each in found] == [
        ("14", "figures.von.amount"),
        ("14", "figures.von.as_stated"),
        ("2", "figures.von.amount"),
        ("2", "figures.von.as_stated"),
        ("1", "figures.von"),
    ]


def test_a_figure_is_followed_when_it_gets_another_id(fifteen: Curator) -> None:
    fifteen.edit("2019/a-moi.yaml", "id: von\n", "id: von-moi\n")
    fifteen.commit("16 đổi mã số liệu")
    history = fifteen.trace("a-moi")
    assert [each for each, _, _ in values(history, "figures.von-moi.amount")] == [
        "14 số mới",
        "2 sửa số",
        "1 hai thỏa thuận",
    ]


def test_a_figure_is_followed_from_any_id_that_it_had(fifteen: Curator, run: Run) -> None:
    fifteen.edit("2019/a-moi.yaml", "id: von\n", "id: von-moi\n")
    renamed = fifteen.commit("16 đổi mã số liệu")[:7]
    fifteen.edit("2019/a-moi.yaml", "amount: 47100", "amount: 47200")
    fifteen.commit("17 sửa số")
    history = fifteen.trace("a-moi")
    assert values(history, "figures.von.amount") == values(history, "figures.von-moi.amount")
    assert [each for each, _, _ in values(history, "figures.von.amount")][:2] == ["17 sửa số", "14 số mới"]
    assert [each for each, _, _ in values(history, "figures.von")][:2] == ["17 sửa số", "16 đổi mã số liệu"]
    out = run("log", "a-moi", "--value", "figures.von.amount", data=fifteen.root / "data").out
    assert f"'figures.von.amount' is called 'figures.von-moi.amount' since {renamed}\n" in out
    assert "is called" not in run("log", "a-moi", "--value", "figures.von-moi", data=fifteen.root / "data").out


@pytest.mark.parametrize(
    ("path", "hint"),
    [("figures.von.amout", "figures.von.amount"), ("statuss", "status"), ("xyz", "named as in figures.von-dang-ky")],
)
def test_a_value_that_never_was_names_the_nearest(fifteen: Curator, path: str, hint: str) -> None:
    with pytest.raises(UnknownName) as raised:
        trace_value(fifteen.trace("a-moi"), path)
    assert raised.value.message.en == f"no value '{path}' in the history of 'a-moi'"
    assert raised.value.hint is not None
    assert hint in raised.value.hint.en


def test_an_id_that_never_was_names_the_nearest(fifteen: Curator) -> None:
    with pytest.raises(UnknownName) as raised:
        fifteen.trace("a-mo")
    assert raised.value.message.en == "no agreement with id 'a-mo' in the history"
    assert raised.value.hint is not None
    assert "'a-moi'" in raised.value.hint.vi


def test_an_agreement_that_is_in_no_commit_yet(fifteen: Curator) -> None:
    fifteen.write("2024/moi.yaml", B.format(id="moi"))
    with pytest.raises(UnknownName, match="the agreement 'moi' is in no commit yet"):
        fifteen.trace("moi")


def test_an_agreement_whose_file_has_another_name_is_found_by_its_id(curator: Curator) -> None:
    curator.write("2019/other.yaml", A.format(id="a"))
    curator.commit("thêm")
    assert subjects(curator.trace("a")) == ["thêm"]


def test_a_deleted_agreement_that_came_back_has_both_lives(curator: Curator) -> None:
    curator.write("2019/a.yaml", A.format(id="a"))
    curator.commit("1")
    curator.path("2019/a.yaml").unlink()
    curator.commit("2")
    curator.write("2020/a.yaml", A.format(id="a"))
    curator.commit("3")
    kinds = [StepKind.ADDED, StepKind.REMOVED, StepKind.ADDED]
    assert [find_kind(step) for step in curator.trace("a").steps] == kinds


def test_a_new_agreement_under_an_id_that_was_given_up_is_another_one(curator: Curator) -> None:
    curator.write("2019/a.yaml", A.format(id="a"))
    curator.commit("1 cũ")
    curator.move("2019/a.yaml", "2019/b.yaml")
    curator.edit("2019/b.yaml", "id: a\n", "id: b\n")
    curator.commit("2 đổi mã")
    curator.write("2019/a.yaml", B.format(id="a"))
    curator.commit("3 mới")
    assert subjects(curator.trace("a")) == ["3 mới"]
    assert subjects(curator.trace("b")) == ["2 đổi mã", "1 cũ"]


def test_the_dataset_may_have_lain_in_another_folder(curator: Curator) -> None:
    curator.write("2019/a.yaml", A.format(id="a"))
    curator.commit("1 thêm")
    curator.repository.git("mv", "data", "vn")
    curator.commit("2 dời")
    history = trace_agreement(Location(curator.root / "vn", Reason.OPTION), "a")
    assert told(history) == [(StepKind.MOVED, []), (StepKind.ADDED, [])]
    assert history.steps[0].old is not None
    assert history.steps[0].old.path == "data/agreements/2019/a.yaml"


def test_an_agreement_of_another_folder_has_no_part_in_the_history(curator: Curator, run: Run) -> None:
    c, other = curator, Path("../../tests/fixtures/agreements")
    c.write("2019/a.yaml", A.format(id="a"))
    c.write(f"{other}/mau.yaml", A.format(id="mau"))
    c.commit("1 có bản mẫu")
    c.path(f"{other}/mau.yaml").unlink()
    c.write("2021/mau.yaml", B.format(id="mau"))
    c.commit("2 mã của bản mẫu, việc khác")
    c.path("2021/mau.yaml").unlink()
    c.write(f"{other}/x.yaml", B.format(id="x"))
    c.commit("3 lại có bản mẫu")
    assert told(c.trace("mau")) == [(StepKind.REMOVED, []), (StepKind.ADDED, [])]
    assert subjects(c.trace("mau")) == ["3 lại có bản mẫu", "2 mã của bản mẫu, việc khác"]
    with pytest.raises(UnknownName, match="no agreement with id 'x' in the history"):
        c.trace("x")
    assert run("log", "x", data=c.root / "data").code == 2


def test_a_file_of_a_fixture_is_not_the_same_though_it_says_the_same(curator: Curator) -> None:
    c, other = curator, Path("../../tests/fixtures/agreements")
    c.write(f"{other}/a.yaml", A.format(id="a"))
    c.commit("1 bản mẫu")
    c.move(f"{other}/a.yaml", "2019/a.yaml")
    c.commit("2 thành thỏa thuận")
    assert told(c.trace("a")) == [(StepKind.ADDED, [])]


def test_a_dataset_that_moves_takes_along_what_says_the_same(curator: Curator) -> None:
    c = curator
    c.write("2019/a.yaml", A.format(id="a"))
    c.write("2020/b.yaml", B.format(id="b"))
    c.write("2020/hong.yaml", "id: [")
    c.commit("1 thêm")
    c.path("2020/hong.yaml").unlink()
    c.commit("2 xóa")
    c.edit("2019/a.yaml", "item_count: 12", "item_count: 13")
    c.write("2020/b.yaml", A.format(id="b").replace("von", "khac").replace("45500", "9"))
    c.repository.git("mv", "data", "vn")
    c.commit("3 dời")
    location = Location(c.root / "vn", Reason.OPTION)
    assert told(trace_agreement(location, "a")) == [(StepKind.CHANGED, ["item_count"]), (StepKind.ADDED, [])]
    assert told(trace_agreement(location, "b")) == [(StepKind.ADDED, [])]
    assert subjects(trace_agreement(location, "hong")) == ["2 xóa", "1 thêm"]


def test_a_commit_that_makes_a_file_executable_did_nothing_to_the_agreement(curator: Curator) -> None:
    c = curator
    c.write("2019/a.yaml", A.format(id="a"))
    c.commit("1 thêm")
    c.path("2019/a.yaml").chmod(0o755)
    c.commit("2 chạy được")
    assert (
        c.repository.git("show", "--summary", "--format=") == "mode change 100644 => 100755 data/agreements/2019/a.yaml"
    )
    assert subjects(c.trace("a")) == ["1 thêm"]


@pytest.mark.parametrize("folder", [".", "Dữ liệu 'của' \"tôi\"\n", "-data", ":(glob)*"])
def test_the_dataset_may_lie_anywhere(curator: Curator, folder: str) -> None:
    curator.write("2019/a.yaml", A.format(id="a"))
    curator.write("2019/Hà\nNội -x.yaml", A.format(id="x"))
    data = curator.root / "data"
    if folder == ".":
        for each in data.iterdir():
            shutil.move(each, curator.root)
        data.rmdir()
    else:
        data.rename(curator.root / folder)
    curator.commit("thêm")
    assert subjects(trace_agreement(Location(curator.root / folder, Reason.OPTION), "a")) == ["thêm"]
    assert subjects(trace_agreement(Location(curator.root / folder, Reason.OPTION), "Hà\nNội -x")) == ["thêm"]


def branch(curator: Curator, name: str) -> None:
    curator.repository.git("checkout", "--quiet", "-b", name)


def merge(curator: Curator, name: str, *options: str) -> None:
    curator.repository.git("merge", "--quiet", "--no-ff", "--message", f"gộp {name}", *options, name)


def test_a_merge_that_only_joins_two_sides_is_no_change(curator: Curator) -> None:
    curator.write("2019/a.yaml", A.format(id="a"))
    curator.write("2020/b.yaml", B.format(id="b"))
    curator.commit("1")
    branch(curator, "side")
    curator.edit("2019/a.yaml", "item_count: 12", "item_count: 13")
    curator.commit("2 bên")
    curator.repository.git("checkout", "--quiet", "main")
    curator.edit("2019/a.yaml", "    publisher: Báo\n", "    publisher: Báo Hà Nội\n")
    curator.commit("3 chính")
    merge(curator, "side")
    assert sorted(subjects(curator.trace("a"))) == ["1", "2 bên", "3 chính"]
    assert subjects(curator.trace("b")) == ["1"]


def test_what_a_merge_did_by_itself_is_told(curator: Curator) -> None:
    curator.write("2019/a.yaml", A.format(id="a"))
    curator.commit("1")
    branch(curator, "side")
    curator.edit("2019/a.yaml", "item_count: 12", "item_count: 13")
    curator.commit("2 bên")
    curator.repository.git("checkout", "--quiet", "main")
    curator.edit("2019/a.yaml", "status: agreed", "status: signed")
    curator.commit("3 chính")
    curator.repository.git("merge", "--quiet", "--no-commit", "--no-ff", "side")
    curator.edit("2019/a.yaml", "amount: 45500", "amount: 45600")
    curator.commit("4 gộp")
    history = curator.trace("a")
    assert told(history)[0] == (StepKind.CHANGED, ["figures.von.amount"])
    assert subjects(history)[0] == "4 gộp"
    assert sorted(subjects(history)) == ["1", "2 bên", "3 chính", "4 gộp"]


def test_a_side_that_a_merge_threw_away_is_not_told(curator: Curator) -> None:
    curator.write("2019/a.yaml", A.format(id="a"))
    curator.commit("1")
    branch(curator, "side")
    curator.edit("2019/a.yaml", "item_count: 12", "item_count: 13")
    curator.commit("2 bên")
    curator.repository.git("checkout", "--quiet", "main")
    curator.edit("2019/a.yaml", "status: agreed", "status: signed")
    curator.commit("3 chính")
    merge(curator, "side", "--strategy", "ours")
    assert subjects(curator.trace("a")) == ["3 chính", "1"]


def test_an_agreement_renamed_on_one_side_and_edited_on_the_other(curator: Curator) -> None:
    curator.write("2019/a.yaml", A.format(id="a"))
    curator.commit("1")
    branch(curator, "side")
    curator.move("2019/a.yaml", "2019/a-moi.yaml")
    curator.edit("2019/a-moi.yaml", "id: a\n", "id: a-moi\n")
    curator.commit("2 đổi mã")
    curator.repository.git("checkout", "--quiet", "main")
    curator.edit("2019/a.yaml", "    publisher: Báo\n", "    publisher: Báo Hà Nội\n")
    curator.commit("3 chính")
    merge(curator, "side")
    assert sorted(subjects(curator.trace("a-moi"))) == ["1", "2 đổi mã", "3 chính"]
    assert sorted(subjects(curator.trace("a"))) == ["1", "2 đổi mã", "3 chính"]


def test_several_are_added_and_gone_at_once_and_each_finds_its_own(curator: Curator) -> None:
    texts = {name: A.format(id=name).replace("Bài báo", f"Bài của {name}") for name in ("a1", "a2", "a3")}
    for number, (name, text) in enumerate(texts.items()):
        curator.write(
            f"2019/{name}.yaml",
            text.replace("45500", f"{number}5500").replace("item_count: 12", f"item_count: {number + 1}"),
        )
    curator.commit("1")
    for name in texts:
        curator.move(f"2019/{name}.yaml", f"2019/x-{name}.yaml")
        curator.edit(f"2019/x-{name}.yaml", f"id: {name}\n", f"id: x-{name}\n")
    curator.commit("2")
    for name in texts:
        step = curator.trace(f"x-{name}").steps[0]
        assert (find_kind(step), [change.at for change in step.changes]) == (StepKind.RENAMED, ["id"])
        assert curator.trace(name).agreement_id == f"x-{name}"


def test_a_shallow_clone_warns_where_its_history_ends(fifteen: Curator, tmp_path: Path, run: Run) -> None:
    url = fifteen.root.as_uri()
    Repository(tmp_path).git("clone", "--quiet", "--depth", "3", url, "shallow")
    data = tmp_path / "shallow" / "data"
    result = run("log", "a-moi", "-f", "json", data=data)
    assert [row["subject"] for row in json.loads(result.out)] == ["14 số mới"] * 2
    cut = fifteen.repository.git("rev-parse", "HEAD~2")[:7]
    assert f"warning: the history ends at {cut} (2024-01-13), where this shallow clone begins" in result.err
    vietnamese = run("log", "a-moi", "--value", "status", "--lang", "vi", data=data)
    assert vietnamese.code == 0
    assert f"lịch sử dừng ở {cut}" in vietnamese.err
    assert "warning" not in run("log", "a-moi", data=fifteen.root / "data").err


def test_settings_of_the_reader_change_nothing(fifteen: Curator, run: Run) -> None:
    expected = run("log", "a-moi", "-f", "json", data=fifteen.root / "data").out
    for name, value in (
        ("log.showSignature", "true"), ("log.decorate", "full"), ("diff.renames", "copies"), ("log.date", "relative"),
        ("i18n.logOutputEncoding", "latin1"), ("format.pretty", "raw"), ("diff.orderFile", "/nowhere"),
        ("log.follow", "true"), ("diff.noprefix", "true"), ("color.ui", "always"), ("log.diffMerges", "on"),
    ):  # fmt: skip
        fifteen.repository.git("config", name, value)
    assert run("log", "a-moi", "-f", "json", data=fifteen.root / "data").out == expected


@pytest.mark.parametrize("how", ["LITERAL", "GLOB", "NOGLOB", "ICASE"])
def test_how_git_is_told_to_read_paths_changes_nothing(
    fifteen: Curator, run: Run, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    data = fifteen.root / "data"
    expected = run("log", "a-moi", "-f", "json", data=data).out
    assert expected.count("subject") > 8
    monkeypatch.setenv(f"GIT_{how}_PATHSPECS", "1")
    assert run("log", "a-moi", "-f", "json", data=data).out == expected


def read_rows(result: Result) -> Sequence[dict[str, str]]:
    rows: Sequence[dict[str, str]] = json.loads(result.out)
    return rows


def test_programs_get_a_row_for_each_change(fifteen: Curator, run: Run) -> None:
    rows = read_rows(run("log", "a", "-f", "json", data=fifteen.root / "data"))
    first = rows[0]
    assert first["commit"] == fifteen.repository.git("rev-parse", "HEAD~1")
    assert (first["committed"], first["author"]) == ("2024-01-14T12:00:00+07:00", "Người Thử")
    assert (first["at"], first["before"], first["after"]) == ("figures.von.amount", "46500", "47100")
    assert (first["id"], first["path"]) == ("a-moi", "data/agreements/2019/a-moi.yaml")
    assert [row["step"] for row in rows].count("formatted") == 2
    assert len(rows) == 12


def test_a_limit_counts_commits(fifteen: Curator, run: Run) -> None:
    rows = read_rows(run("log", "a", "-f", "json", "--limit", "2", data=fifteen.root / "data"))
    assert [row["subject"] for row in rows] == ["14 số mới", "14 số mới", "12 lành"]
    table = run("log", "a", "--limit", "2", data=fifteen.root / "data").out
    renamed = fifteen.trace("a").renamed
    assert renamed is not None
    assert table.splitlines()[-3:] == ["… 7 more", "", f"'a' is called 'a-moi' since {renamed.short}"]
    options = ("--value", "figures.von", "--limit", "1", "-f", "json")
    rows = read_rows(run("log", "a", *options, data=fifteen.root / "data"))
    assert [row["at"] for row in rows] == ["figures.von.amount", "figures.von.as_stated"]


def test_people_read_what_each_commit_did(fifteen: Curator, run: Run) -> None:
    names = {step.commit.subject: step.commit.short for step in fifteen.trace("a-moi").steps}
    out = run("log", "a-moi", data=fifteen.root / "data", env={"COLUMNS": "80"}).out
    expected = f"""\
        Cooperation (a-moi)

        Date        Commit   What
        {"─" * 80}
        2024-01-14  {names["14 số mới"]}  14 số mới · Người Thử
                             ~ figures.von.amount: 46,500 → 47,100 (correction)
                             ~ figures.von.as_stated: khoảng 46.500 tỷ đồng → khoảng
                             47.100 tỷ đồng (correction)
        2024-01-12  {names["12 lành"]}  12 lành · Người Thử
                             ~ status: agreed → ended (event)
        2024-01-11  {names["11 hỏng"]}  11 hỏng · Người Thử
                             ! cannot be read from here on
        2024-01-10  {names["10 đổi mã"]}  10 đổi mã · Người Thử
                             ~ renamed: a → a-moi
                             ~ item_count: 12 → 13 (correction)
        """
    assert out.startswith(textwrap.dedent(expected).rstrip("\n")), out
    moved = run("log", "b", "-f", "plain", data=fifteen.root / "data").out
    assert "~ moved: data/agreements/2020/b.yaml → data/agreements/2021/b.yaml" in moved
    vietnamese = run("log", "a-moi", "--lang", "vi", data=fifteen.root / "data").out
    assert "chỉ đổi hình thức" in vietnamese
    assert "~ đổi mã: a → a-moi" in vietnamese
    assert "~ figures.von.amount: 46.500 → 47.100 (đính chính)" in vietnamese


@pytest.mark.parametrize("name", ["plain", "csv", "tsv", "jsonl", "markdown", "html", "latex", "yaml"])
def test_every_format_holds_the_history(fifteen: Curator, run: Run, name: str) -> None:
    result = run("log", "a-moi", "-f", name, data=fifteen.root / "data")
    assert (result.code, result.err) == (0, "")
    assert "số mới" in result.out
    assert run("log", "a-moi", "--value", "status", "-f", name, data=fifteen.root / "data").code == 0


def test_columns_and_order_are_those_asked_for(fifteen: Curator, run: Run) -> None:
    result = run("log", "a-moi", "--columns", "committed,at", "--sort", "at", "-f", "csv", data=fifteen.root / "data")
    lines = result.out.splitlines()
    assert lines[:2] == ["committed,at", "2024-01-14T12:00:00+07:00,figures.von.amount"]
    assert run("log", "a-moi", "--columns", "nothing", data=fifteen.root / "data").code == 2


def test_wrong_calls_say_why_in_both_languages(fifteen: Curator, run: Run, tmp_path: Path) -> None:
    data = fifteen.root / "data"
    assert "no agreement with id 'zzz' in the history" in run("log", "zzz", data=data).err
    assert "lịch sử không có thỏa thuận nào mang mã 'zzz'" in run("log", "zzz", "--lang", "vi", data=data).err
    assert run("log", "a", "--value", "zzz", data=data).code == 2
    assert run("log", "a", "--at", "v9", data=data).code == 2
    shutil.copytree(FOUR, tmp_path / "alone" / "data")
    assert "lies in no git repository" in run("log", "a", data=tmp_path / "alone").err


def test_python_asks_the_same(fifteen: Curator) -> None:
    dataset = coop.open_dataset(fifteen.root, at="HEAD~3")
    log = dataset.log("a-moi", limit=1)
    assert [row[4] for row in log.table().rows] == ["12 lành"]
    amounts = coop.open_dataset(fifteen.root).log("a", value="figures.von.amount").frame()
    assert list(amounts["after"]) == ["47100", "46500", "45500"]


def test_neither_work_tree_nor_index_is_read(fifteen: Curator, run: Run) -> None:
    expected = run("log", "a-moi", data=fifteen.root / "data").out
    shutil.rmtree(fifteen.root / "data" / "agreements")
    (fifteen.root / "data" / "agreements").mkdir()
    (fifteen.root / ".git" / "index").unlink()
    assert run("log", "a-moi", data=fifteen.root / "data").out == expected
    assert not (fifteen.root / ".git" / "index").exists()
