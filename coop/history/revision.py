"""The commit that somebody means by a branch, a tag, the name of a commit, or a date.

A date means the last commit up to the end of that day, month or year on the line of first parents that leads to HEAD,
the branch as it stood on that day: what was merged later is not in it. The day of a commit is that of its committer
date where it was committed, the one that `git log --format=%ci` shows: it is the same for every reader.
"""

import re
from contextlib import closing
from datetime import date
from pathlib import Path

from coop.bilingual import Bilingual
from coop.dataset.files import Revision
from coop.dataset.layout import Location, Reason
from coop.errors import DatasetNotFound, GitError
from coop.history.git import FETCH_MORE, ask_git, find_commit, is_shallow, run_git
from coop.history.objects import stream_names
from coop.language.dates import DateError, EdtfDate, parse_edtf

_DATE = re.compile(r"[1-9][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?")
_LOG = ("log", "--no-show-signature", "-z", "--format=%H%x00%cI")
_DAY = len("2024-05-01")
_WHAT_A_DATE_IS = Bilingual(
    "a date is 2024, 2024-05 or 2024-05-01, and means the last commit up to its end",
    "một ngày là 2024, 2024-05 hay 2024-05-01, và có nghĩa là commit cuối cùng tính đến hết thời gian đó",
)


def resolve_revision(folder: Path, typed: str) -> Revision:
    """The commit that is meant by what was typed; `GitError` says why there is none.

    A branch or tag that is called like a date is that branch or tag; the beginning of a commit's name is a date.
    """
    if _DATE.fullmatch(typed) and not _is_reference(folder, typed):
        return _find_by_date(folder, typed)
    commit = find_commit(folder, typed)
    answer = run_git(folder, *_LOG, "--max-count=1", commit, "--").decode("ascii").split("\0")
    return Revision(typed, commit, answer[1][:_DAY])


def refuse_other_dataset(location: Location) -> None:
    """Raise where coop fell back on a dataset of its own: a revision is one of the repository that somebody is in."""
    if location.reason not in (Reason.REPOSITORY, Reason.SNAPSHOT):
        return
    run_git(Path.cwd(), "rev-parse", "--show-toplevel")  # without a repository, or a work tree, that is what is wrong
    raise DatasetNotFound(
        Bilingual("no dataset in this folder or above it", "không có bộ dữ liệu ở thư mục này hay phía trên"),
        hint=Bilingual("name its folder with --data", "chỉ ra thư mục bằng --data"),
    )


def _is_reference(folder: Path, typed: str) -> bool:
    reply = ask_git(folder, "rev-parse", "--verify", "--quiet", "--symbolic-full-name", "--end-of-options", typed)
    return reply.status == 0 and b"refs/" in reply.output


def _find_by_date(folder: Path, typed: str) -> Revision:
    last = _last_day(typed)
    commit = find_commit(folder, "HEAD")
    pieces = stream_names(folder, *_LOG, "--first-parent", commit, "--")
    day = ""
    with closing(pieces):
        for name in pieces:
            day = next(pieces).decode("ascii")[:_DAY]
            if day <= last.isoformat():
                return Revision(typed, name.decode("ascii"), day)
    message = Bilingual(
        "no commit up to {last}: the first is of {day}", "không có commit nào đến {last}: đầu tiên là {day}"
    )
    if is_shallow(folder):
        message = Bilingual(
            "this shallow clone has no commit up to {last}: its first is of {day}",
            "bản clone nông này không có commit nào đến {last}: đầu tiên là {day}",
        )
        raise GitError(message.fill(last=str(last), day=day), hint=FETCH_MORE)
    raise GitError(message.fill(last=str(last), day=day))


def _last_day(typed: str) -> date:
    try:
        meant = parse_edtf(typed)
    except DateError as error:
        raise GitError(error.message, hint=_WHAT_A_DATE_IS) from None
    assert isinstance(meant, EdtfDate)
    return meant.last_day
