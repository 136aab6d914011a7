"""`compare_ends`: over a repository whose every change is known, what is told between any two commits."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from coop.analysis.difference import Difference
from coop.analysis.difference_words import say_summary
from coop.bilingual import Language
from coop.dataset.layout import Location, Reason
from coop.errors import CoopError, DatasetNotFound, GitError, UsageError
from coop.history.difference import compare_ends, parse_ends
from coop.language.quantity import Qualifier
from coop.output.difference_markdown import render_difference_markdown
from coop.output.difference_text import render_difference
from tests.conftest import agreement, figure, write_dataset
from tests.history.conftest import Repository

HA_NOI_HUE = "agreements/2019/ha-noi-hue-2019.yaml"
CAPITAL = "registered-investment"


def capital(figure_id: str = "von", amount: int = 45500, **values: Any) -> dict[str, Any]:
    phrase = values.pop("as_stated", f"khoảng {amount} tỷ đồng")
    return {
        **figure(figure_id, CAPITAL, source="ha-noi", destination="hue", amount=amount, as_stated=phrase),
        "qualifier": "about", "as_of": "2019-05-01", **values,
    }  # fmt: skip


class Kho:
    """A repository with a dataset in it, which is edited as data."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        first = agreement("ha-noi-hue-2019", "ha-noi", "hue", fields=["y-te"], figures=[capital()])
        write_dataset(repository.root, first, agreement("hue-da-nang-2019", "hue", "da-nang"))
        repository.commit()

    @property
    def location(self) -> Location:
        return Location(self.repository.root / "data", Reason.OPTION)

    def file(self, path: str) -> Path:
        return self.repository.root / "data" / path

    def read(self, path: str = HA_NOI_HUE) -> dict[str, Any]:
        data = yaml.safe_load(self.file(path).read_text(encoding="utf-8"))
        assert isinstance(data, dict)
        return data

    def write(self, data: dict[str, Any], path: str = HA_NOI_HUE) -> None:
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        self.file(path).parent.mkdir(exist_ok=True)
        self.file(path).write_text(text, encoding="utf-8")

    def set(self, **values: Any) -> None:
        self.write(self.read() | values)

    def diff(self, *words: str, start: Path | None = None) -> Difference:
        ends = parse_ends(self.location, words, start=start or self.repository.root)
        return compare_ends(self.location, ends)


@pytest.fixture
def kho(repository: Repository) -> Kho:
    return Kho(repository)


def told(difference: Difference) -> list[str]:
    """Each file with what became of it and each of its changes, and each file that cannot be read."""
    lines = []
    for each in difference.files:
        changes = [f"{c.kind} {c.at} {c.nature}".replace("  ", " ") for c in each.changes]
        lines.append(" | ".join((f"{each.fate} {each.old_id + ' ' if each.old_id else ''}{each.id}", *changes)))
    return lines + [f"unreadable {each.end} {each.left_out.path}" for each in difference.unreadable if each.is_changed]


def add_agreement(kho: Kho) -> None:
    new = agreement("can-tho-ca-mau-2020", "can-tho", "ca-mau", date="2020", title={"vi": "Mới", "en": "New"})
    kho.write(new, "agreements/2020/can-tho-ca-mau-2020.yaml")


def correct_amount(kho: Kho) -> None:
    kho.set(figures=[capital(amount=47100)])


def spell_phrase_otherwise(kho: Kho) -> None:
    kho.set(figures=[capital(amount=47100, as_stated="khoảng 47,1 nghìn tỷ đồng")])


def add_state(kho: Kho) -> None:
    kho.set(figures=[capital("von-2021", 50000, as_of="2021"), *kho.read()["figures"]])


def reorder(kho: Kho) -> None:
    data = kho.read()
    data["parties"].reverse()
    data["figures"].reverse()
    kho.write(dict(reversed(data.items())))


def comment(kho: Kho) -> None:
    text = kho.file(HA_NOI_HUE).read_text(encoding="utf-8")
    kho.file(HA_NOI_HUE).write_text(f"# xem lại\n{text}", encoding="utf-8")


def rename(kho: Kho) -> None:
    data = kho.read("agreements/2019/hue-da-nang-2019.yaml")
    kho.file("agreements/2019/hue-da-nang-2019.yaml").unlink()
    kho.write(data | {"id": "da-nang-hue-2019"}, "agreements/2019/da-nang-hue-2019.yaml")


def move(kho: Kho) -> None:
    data = kho.read("agreements/2019/da-nang-hue-2019.yaml")
    kho.file("agreements/2019/da-nang-hue-2019.yaml").unlink()
    kho.write(data | {"date": "2018"}, "agreements/2018/da-nang-hue-2019.yaml")


def add_field(kho: Kho) -> None:
    kho.set(fields=["du-lich", "y-te"])


def end(kho: Kho) -> None:
    kho.set(status="ended", events=[{"date": "2022", "kind": "end", "source": "s"}])


def add_source(kho: Kho) -> None:
    kho.set(sources=[*kho.read()["sources"], {"id": "nd", "title": "Nhân Dân"}])


def add_alias(kho: Kho) -> None:
    file = kho.file("localities.yaml")
    text = file.read_text(encoding="utf-8").replace("[Thành phố Hà Nội,", "[Thành phố Hà Nội, Kẻ Chợ,", 1)
    file.write_text(text, encoding="utf-8")


def spoil(kho: Kho) -> None:
    kho.set(date="hôm qua")


def mend(kho: Kho) -> None:
    kho.set(date="2019-05-01")


def remove(kho: Kho) -> None:
    kho.file("agreements/2020/can-tho-ca-mau-2020.yaml").unlink()


STEPS: list[tuple[Callable[[Kho], None], list[str]]] = [
    (add_agreement, ["added can-tho-ca-mau-2020 | added fact"]),
    (
        correct_amount,
        ["changed ha-noi-hue-2019 | changed figures.von.amount correction | changed figures.von.as_stated correction"],
    ),
    (spell_phrase_otherwise, ["changed ha-noi-hue-2019 | changed figures.von.as_stated wording"]),
    (add_state, ["changed ha-noi-hue-2019 | added figures.von-2021 event"]),
    (reorder, ["formatted ha-noi-hue-2019"]),
    (comment, ["formatted ha-noi-hue-2019"]),
    (rename, ["renamed hue-da-nang-2019 da-nang-hue-2019"]),
    (move, ["renamed da-nang-hue-2019 | changed date correction"]),
    (add_field, ["changed ha-noi-hue-2019 | added fields.du-lich fact"]),
    (end, ["changed ha-noi-hue-2019 | changed status event | added events.2022-end-s event"]),
    (add_source, ["changed ha-noi-hue-2019 | added sources.nd fact"]),
    (add_alias, ["changed localities | added localities.ha-noi.aliases.ke-cho fact"]),
    (spoil, [f"unreadable new {HA_NOI_HUE}"]),
    (mend, [f"unreadable old {HA_NOI_HUE}"]),
    (remove, ["removed can-tho-ca-mau-2020 | removed correction"]),
]


def test_each_of_fifteen_commits_is_told_and_nothing_else(kho: Kho) -> None:
    commits = [kho.repository.git("rev-parse", "HEAD")]
    for step, expected in STEPS:
        step(kho)
        assert told(kho.diff()) == expected, step.__name__  # before it is committed
        commits.append(kho.repository.commit())
        assert told(kho.diff()) == []
    for number, (step, expected) in enumerate(STEPS):
        assert told(kho.diff(commits[number], commits[number + 1])) == expected, step.__name__
    whole = kho.diff(f"{commits[0]}..")
    assert [each.split(" | ")[0] for each in told(whole)] == [
        "renamed hue-da-nang-2019 da-nang-hue-2019",
        "changed ha-noi-hue-2019",
        "changed localities",
    ]


def test_the_other_way_round_what_came_goes(kho: Kho) -> None:
    add_agreement(kho)
    add_field(kho)
    kho.repository.commit()
    assert told(kho.diff("HEAD", "HEAD~1")) == [
        "removed can-tho-ca-mau-2020 | removed correction",
        "changed ha-noi-hue-2019 | removed fields.du-lich correction",
    ]


def test_totals_are_told_by_measure_and_by_pair(kho: Kho) -> None:
    correct_amount(kho)
    difference = kho.diff()
    (total,), (pair,) = difference.totals, difference.pairs
    for each in (total, pair):
        assert each.old is not None
        assert each.new is not None
        assert (each.measure, each.old.amount, each.new.amount) == (CAPITAL, 45500 * 10**9, 47100 * 10**9)
        assert each.new.qualifier is Qualifier.ABOUT
    assert (total.ends, pair.ends and pair.ends.key) == (None, (frozenset({"ha-noi"}), frozenset({"hue"}), frozenset()))


def test_a_new_state_of_a_stock_replaces_the_old_one_in_the_totals(kho: Kho) -> None:
    add_state(kho)
    (pair,) = kho.diff().pairs
    assert pair.new is not None
    assert pair.new.amount == 50000 * 10**9


def test_a_total_that_ends_or_begins_has_nothing_on_the_other_side(kho: Kho) -> None:
    kho.write({key: value for key, value in kho.read().items() if key != "figures"})
    (pair,) = kho.diff().pairs
    assert (pair.old is None, pair.new is None) == (False, True)


def test_counts_are_told_at_both_ends(kho: Kho) -> None:
    add_agreement(kho)
    add_state(kho)
    old, new = kho.diff().counts
    assert (old.agreements, old.figures, old.sources) == (2, 1, 2)
    assert (new.agreements, new.figures, new.sources) == (3, 2, 3)


def test_a_path_limits_what_is_told_and_what_is_counted(kho: Kho) -> None:
    add_agreement(kho)
    correct_amount(kho)
    limited = kho.diff("--", "data/agreements/2020")
    assert told(limited) == ["added can-tho-ca-mau-2020 | added fact"]
    assert limited.totals == limited.pairs == ()
    assert limited.counts[1].agreements == 1
    assert [each.id for each in kho.diff(HA_NOI_HUE, start=kho.file(".")).files] == ["ha-noi-hue-2019"]


def test_a_file_that_is_gone_may_be_named(kho: Kho) -> None:
    kho.file("agreements/2019/hue-da-nang-2019.yaml").unlink()
    assert told(kho.diff("data/agreements/2019/hue-da-nang-2019.yaml")) == [
        "removed hue-da-nang-2019 | removed correction"
    ]


def test_three_dots_begin_where_the_second_left_the_first(kho: Kho) -> None:
    git = kho.repository.git
    git("checkout", "-q", "-b", "nhánh")
    add_field(kho)
    kho.repository.commit()
    git("checkout", "-q", "main")
    add_agreement(kho)
    kho.repository.commit()
    assert told(kho.diff("main...nhánh")) == ["changed ha-noi-hue-2019 | added fields.du-lich fact"]
    assert len(told(kho.diff("main..nhánh"))) == 2
    assert len(told(kho.diff("main", "nhánh"))) == 2


def test_what_is_staged_or_untracked_counts_as_it_is_on_disk(kho: Kho) -> None:
    add_agreement(kho)
    assert len(told(kho.diff())) == 1
    kho.repository.git("add", "--all")
    assert len(told(kho.diff())) == 1


def test_neither_work_tree_nor_index_is_touched(kho: Kho) -> None:
    add_field(kho)
    before = kho.repository.git("status", "--porcelain=v2"), (kho.repository.root / ".git" / "index").read_bytes()
    kho.diff("HEAD", "HEAD")
    kho.diff()
    after = kho.repository.git("status", "--porcelain=v2"), (kho.repository.root / ".git" / "index").read_bytes()
    assert before == after


def test_a_tag_a_date_and_a_detached_head_name_an_end(kho: Kho) -> None:
    kho.repository.git("tag", "v1")
    add_field(kho)
    kho.repository.commit()
    kho.repository.git("checkout", "-q", "--detach")
    assert len(told(kho.diff("v1"))) == len(told(kho.diff("v1", "HEAD"))) == 1
    year = kho.repository.git("log", "-1", "--format=%cd", "--date=format:%Y")
    assert told(kho.diff(year)) == []


@pytest.mark.parametrize("name", ["tên có dấu cách.yaml", "-x.yaml", "a'b\"c.yaml", "hai\ndòng.yaml", "é.yaml"])
def test_a_file_of_any_name_is_told_as_one_that_cannot_be_read_or_not(kho: Kho, name: str) -> None:
    kho.file(f"agreements/2019/{name}").write_text("id: [\n", encoding="utf-8")
    assert told(kho.diff()) == [f"unreadable new agreements/2019/{name}"]
    kho.repository.commit()
    assert told(kho.diff()) == []
    assert told(kho.diff("HEAD~1", "HEAD", "--", f"data/agreements/2019/{name}")) == [
        f"unreadable new agreements/2019/{name}"
    ]


def test_an_unreadable_file_that_stays_as_it_was_is_named_and_is_no_change(kho: Kho) -> None:
    spoil(kho)
    kho.repository.commit()
    difference = kho.diff()
    assert difference.is_empty
    assert [each.left_out.path for each in difference.unreadable] == [HA_NOI_HUE]


def test_the_first_line_counts_the_files_that_cannot_be_read(kho: Kho) -> None:
    file = kho.file(HA_NOI_HUE)
    sound = file.read_text(encoding="utf-8")
    file.write_text(f"{sound}x: [\n", encoding="utf-8")
    assert say_summary(kho.diff()) == ("1 file cannot be read", "1 tệp không đọc được")
    assert "work tree: 1 file cannot be read\n" in render_difference(kho.diff(), language=Language.EN)
    assert "work tree: 1 file cannot be read\n" in render_difference_markdown(kho.diff(), language=Language.EN)
    kho.file("agreements/2019/x.yaml").write_text("x: [\n", encoding="utf-8")
    kho.file("agreements/2019/y.yaml").write_text("x: [\n", encoding="utf-8")
    assert say_summary(kho.diff()).en == "3 files cannot be read"
    kho.repository.commit()
    assert say_summary(kho.diff()).en == "no changes; 3 files cannot be read at either end"
    file.write_text(sound, encoding="utf-8")
    assert say_summary(kho.diff()) == (
        "1 file could not be read before; 2 files cannot be read at either end",
        "1 tệp trước đây không đọc được; 2 tệp không đọc được ở cả hai đầu",
    )
    add_field(kho)
    assert say_summary(kho.diff("HEAD~1")).en == ("agreements: 1 changed; changes: 1 new fact; 2 files cannot be read")


def test_two_files_of_one_id_are_counted_as_unreadable(kho: Kho) -> None:
    copy = kho.file("agreements/2020/ha-noi-hue-2019.yaml")
    copy.parent.mkdir()
    copy.write_text(kho.file(HA_NOI_HUE).read_text(encoding="utf-8"), encoding="utf-8")
    assert say_summary(kho.diff()).en.endswith("1 file cannot be read")


# Arguments.


def test_a_word_that_is_revision_and_path_is_refused_unless_it_is_told(kho: Kho) -> None:
    kho.repository.git("tag", "data")
    with pytest.raises(UsageError, match="both a revision and a path"):
        kho.diff("data")
    add_field(kho)
    assert kho.diff("data", "--").old.revision is not None
    assert kho.diff("--", "data").paths == (".",)


@pytest.mark.parametrize(
    ("words", "kind", "said"),
    [
        (("khong-co",), GitError, "no commit 'khong-co'"),
        (("HEAD..khong-co",), GitError, "no commit 'khong-co'"),
        (("HEAD", "HEAD", "HEAD", "--"), UsageError, "one revision too many"),
        (("HEAD..HEAD", "HEAD", "--"), UsageError, "one revision too many"),
        (("-x", "--"), GitError, "is no revision"),
        (("--", ""), UsageError, "PATH is empty"),
        (("--", "khong-co.yaml"), UsageError, "no file or folder '.*/khong-co.yaml'"),
        (("HEAD", "HEAD", "HEAD"), UsageError, "'HEAD' is one revision too many"),
        (("HEAD..HEAD", "HEAD"), UsageError, "'HEAD' is one revision too many"),
        (("HEAD", "HEAD", "khong-co"), UsageError, "no file or folder '.*/khong-co'"),
        (("daat/khong-co.yaml",), UsageError, "no file or folder '.*/daat/khong-co.yaml'"),
        (("--", "data/khong-co.yaml"), UsageError, "no file or folder 'khong-co.yaml' at either end"),
        (("--", "../x"), UsageError, "no file or folder '.*/x'"),
        (("--", "/usr"), UsageError, "is not in the dataset"),
    ],
)
def test_a_wrong_argument_is_named(kho: Kho, words: tuple[str, ...], kind: type[CoopError], said: str) -> None:
    with pytest.raises(kind, match=said):
        kho.diff(*words)


def test_a_range_that_is_a_path_is_a_path(kho: Kho) -> None:
    kho.file("agreements/a..b").write_text("x", encoding="utf-8")
    assert kho.diff("data/agreements/a..b").paths == ("agreements/a..b",)
    assert kho.diff("../data", start=kho.file(".").parent / "docs").paths == (".",)


# Repositories.


def test_a_repository_without_a_commit_says_so(make_repository: Callable[[str], Repository]) -> None:
    empty = make_repository("trống")
    data = write_dataset(empty.root)
    with pytest.raises(GitError, match="no commit yet"):
        parse_ends(Location(data, Reason.OPTION), (), start=empty.root)


def test_a_folder_outside_of_git_says_so(tmp_path: Path) -> None:
    data = write_dataset(tmp_path)
    with pytest.raises(GitError, match="lies in no git repository"):
        parse_ends(Location(data, Reason.OPTION), (), start=tmp_path)


def test_a_commit_without_the_dataset_says_so(repository: Repository) -> None:
    first = repository.commit({"README.md": "chưa có gì"})
    kho = Kho(repository)
    with pytest.raises(DatasetNotFound, match="no dataset in 'data'"):
        kho.diff(first)


def test_a_shallow_clone_says_what_to_fetch(kho: Kho, make_repository: Callable[[str], Repository]) -> None:
    first = kho.repository.git("rev-parse", "HEAD")
    add_field(kho)
    kho.repository.commit()
    shallow = make_repository("nông")
    shallow.git("pull", "--quiet", "--depth", "1", f"file://{kho.repository.root}", "main")
    clone = Location(shallow.root / "data", Reason.OPTION)
    with pytest.raises(GitError, match="in this shallow clone") as caught:
        parse_ends(clone, (first,), start=shallow.root)
    assert caught.value.hint is not None
    assert "fetch-depth: 0" in caught.value.hint.en
