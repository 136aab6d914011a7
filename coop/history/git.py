"""Git, asked as a program: without a shell, a prompt or a pager, and without a lock on the index.

The repository is the one that holds the folder, never the one that the environment names: a hook sets `GIT_DIR` and
`GIT_INDEX_FILE` for the repository in which it runs, relative to a folder that is not ours, while the dataset may lie
in another one. The index of a hook is not missed: what coop reads is the work tree.
"""

import os
import re
import shlex
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from coop.bilingual import Bilingual
from coop.dataset.advice import say_nearest
from coop.dataset.layout import name_path
from coop.dataset.scalars import shorten
from coop.errors import GitError, describe_refusal

_SETTINGS = (
    "core.fsmonitor=false",  # it may name a program
    "core.quotePath=false",
    "safe.bareRepository=explicit",  # files of a pull request can form a bare repository, with settings of its own
)
_OF_ONE_REPOSITORY = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_PREFIX", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE", "GIT_IMPLICIT_WORK_TREE",
)  # fmt: skip
_WAYS_TO_READ_PATHS = (
    "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS",
)  # fmt: skip
_COMMIT_NAME = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
_REFUSED_FOLDER = re.compile(r"(?:dubious ownership in|unsafe) repository (?:at |\()'(.+?)'")
_NO_REASON = "Needed a single revision"
_MAX_COMPLAINT = 10_000

WHAT_A_REVISION_IS = Bilingual(
    "a revision is a branch, a tag or a commit, such as origin/main, v1.0 or HEAD~1",
    "phiên bản là một nhánh, thẻ hoặc commit, chẳng hạn origin/main, v1.0 hay HEAD~1",
)
FETCH_MORE = Bilingual(
    "fetch the whole history: git fetch --unshallow, or fetch-depth: 0 for actions/checkout",
    "hãy tải toàn bộ lịch sử: git fetch --unshallow, hoặc fetch-depth: 0 cho actions/checkout",
)


@dataclass(frozen=True, slots=True)
class Reply:
    """How git ended, what it answered, and what it said to a person."""

    status: int
    output: bytes
    complaint: str

    @property
    def reason(self) -> str:
        """The first thing that git complains of, as the end of a message; nothing where it gives no reason."""
        for line in self.complaint.splitlines():
            kind, _, words = line.partition(": ")
            if kind in ("fatal", "error") and words != _NO_REASON:
                return shorten(words[:1].lower() + words[1:], 200)
        return ""


def ask_git(folder: Path, *arguments: str) -> Reply:
    """Run git in `folder`, for a question that git may answer with no; `GitError` where there is no one to ask."""
    command = _command(folder, arguments)
    with _refusing_to_start():
        ended = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, env=_environment(), check=False)
    reply = Reply(ended.returncode, ended.stdout, ended.stderr.decode("utf-8", errors="replace"))
    if reply.status:
        _refuse_without_repository(folder, reply)
    return reply


def run_git(folder: Path, *arguments: str) -> bytes:
    """What git answers in `folder`; `GitError` says why where it does not."""
    reply = ask_git(folder, *arguments)
    if reply.status:
        raise _say_failure(folder, reply, arguments)
    return reply.output


@contextmanager
def open_git(folder: Path, *arguments: str, given: bytes | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """Git at work in `folder`, to be heard before it has ended, for answers that may be long.

    `given` is what it reads from its standard input; without it that is a pipe to ask by. At the end of the block git
    is ended, where it has not; `GitError` says why where it failed by itself.
    """
    has_left = False
    with ExitStack() as stack:
        complaints = stack.enter_context(TemporaryFile())
        if given is not None:  # a file: to write and read pipes in turn may wait for each other without end
            asked = stack.enter_context(TemporaryFile())
            asked.write(given)
            asked.seek(0)
        with _refusing_to_start():
            process = subprocess.Popen(
                _command(folder, arguments), stdin=asked if given is not None else subprocess.PIPE,
                stdout=subprocess.PIPE, stderr=complaints, env=_environment(),
            )  # fmt: skip
        try:
            with process:
                try:
                    yield process
                except BaseException:
                    process.kill()
                    raise
        except BrokenPipeError:
            has_left = True  # why, it has said before
        complaints.seek(0)
        reply = Reply(process.returncode, b"", complaints.read(_MAX_COMPLAINT).decode("utf-8", errors="replace"))
        if reply.status or has_left:
            _refuse_without_repository(folder, reply)
            raise _say_failure(folder, reply, arguments)


def _command(folder: Path, arguments: Sequence[str]) -> list[str]:
    # -C rather than the process's own folder: a relative entry of PATH then never means a program in the dataset.
    settings = (part for each in _SETTINGS for part in ("-c", each))
    return ["git", "-C", str(folder), "--no-pager", *settings, *arguments]  # no shell


@contextmanager
def _refusing_to_start() -> Iterator[None]:
    """`GitError` where the system does not start git."""
    try:
        yield
    except FileNotFoundError:
        raise GitError(
            Bilingual("git is not installed, or not on the PATH", "chưa cài git, hoặc git không có trong PATH"),
            hint=Bilingual("install git: its history is read with it", "hãy cài git: lịch sử được đọc bằng git"),
        ) from None
    except (OSError, ValueError) as error:
        refusal = describe_refusal(error)
        raise GitError(Bilingual(f"git cannot be run: {refusal}", f"không chạy được git: {refusal}")) from None


def _say_failure(folder: Path, reply: Reply, arguments: Sequence[str]) -> GitError:
    reason = reply.reason or f"{arguments[0]}: {reply.status}"
    message = Bilingual("git fails in '{folder}': {reason}", "git báo lỗi ở '{folder}': {reason}")
    return GitError(message.fill(folder=name_path(folder), reason=reason))


def find_commit(folder: Path, revision: str) -> str:
    """The full name of the commit that `revision` means in the repository that holds `folder`."""
    if not revision.strip() or revision.startswith("-") or "\0" in revision or not _has_bytes(revision):
        message = Bilingual(
            "'{shown}' is no revision, expected a commit", "'{shown}' không phải phiên bản, cần một commit"
        )
        raise GitError(message.fill(shown=shorten(revision)), hint=WHAT_A_REVISION_IS)
    reply = ask_git(folder, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    name = reply.output.decode("ascii", errors="replace").strip()
    if reply.status or not _COMMIT_NAME.fullmatch(name):  # `^HEAD` is answered too, but is not a commit
        raise _unknown_revision(folder, revision, reply)
    return name


def find_merge_base(folder: Path, revision: str, other: str = "HEAD") -> str:
    """The commit at which `other`, a commit by its full name, left `revision`.

    That is `revision` itself where the two have nothing in common.
    """
    commit = find_commit(folder, revision)
    reply = ask_git(folder, "merge-base", commit, other)
    if reply.status == 0:
        return reply.output.decode("ascii").strip()
    if is_shallow(folder):
        message = Bilingual(
            "this shallow clone does not reach back to where {other} left '{revision}'",
            "bản clone nông này không đủ lịch sử để thấy {other} tách khỏi '{revision}' từ đâu",
        )
        raise GitError(message.fill(revision=shorten(revision), other=shorten(other)), hint=FETCH_MORE)
    return commit


def split_names(output: bytes) -> list[str]:
    """The names in an answer to a question with `-z`, spelled as Python spells names of files."""
    return [os.fsdecode(name) for name in output.split(b"\0")[:-1]]


def _environment() -> dict[str, str]:
    """The environment of this process, save what makes git ask, lock, translate or look elsewhere."""
    kept = {
        name: value for name, value in os.environ.items() if name not in (*_OF_ONE_REPOSITORY, *_WAYS_TO_READ_PATHS)
    }
    return {**kept, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}


def _has_bytes(text: str) -> bool:
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return False
    return True


def _refuse_without_repository(folder: Path, reply: Reply) -> None:
    """Raise what is wrong where git refuses the folder itself, whatever the question was."""
    name = name_path(folder)
    if "not a git repository (or any" in reply.complaint:
        raise GitError(
            Bilingual(f"'{name}' lies in no git repository", f"'{name}' không nằm trong kho git nào"),
            hint=Bilingual(
                "what changed is read from the git repository that holds the dataset",
                "thay đổi được đọc từ kho git chứa bộ dữ liệu",
            ),
        )
    if refused := _REFUSED_FOLDER.search(reply.complaint):
        command = f"git config --global --add safe.directory {shlex.quote(shorten(refused[1], 200))}"
        raise GitError(
            Bilingual(
                f"git refuses the repository of '{name}': it belongs to another user",
                f"git từ chối kho chứa '{name}': kho thuộc về người dùng khác",
            ),
            hint=Bilingual(f"where you trust it: {command}", f"nếu bạn tin kho này: {command}"),
        )
    if "cannot use bare repository" in reply.complaint or "must be run in a work tree" in reply.complaint:
        raise GitError(
            Bilingual(f"git has no work tree at '{name}'", f"git không có cây làm việc ở '{name}'"),
            hint=Bilingual(
                "a bare repository holds no files to check: clone it, and name the folder in the clone",
                "kho bare không có tệp để kiểm tra: hãy clone kho rồi chỉ ra thư mục trong bản clone",
            ),
        )


def _unknown_revision(folder: Path, revision: str, reply: Reply) -> GitError:
    """What is said of a revision that is no commit, with the most likely cause."""
    shown, reason = shorten(revision), reply.reason
    if reason:
        return GitError(
            Bilingual(f"no commit '{shown}': {reason}", f"không có commit '{shown}': {reason}"),
            hint=WHAT_A_REVISION_IS,
        )
    references = _read_references(folder)
    if not references and ask_git(folder, "rev-parse", "--verify", "HEAD").status:
        return GitError(
            Bilingual("the git repository has no commit yet", "kho git chưa có commit nào"),
            hint=Bilingual("commit the dataset first", "hãy commit bộ dữ liệu trước"),
        )
    if is_shallow(folder):
        message = Bilingual(
            f"no commit '{shown}' in this shallow clone", f"bản clone nông này không có commit '{shown}'"
        )
        return GitError(message, hint=FETCH_MORE)
    return GitError(
        Bilingual(f"no commit '{shown}' in the git repository", f"kho git không có commit '{shown}'"),
        hint=_say_nearest_reference(revision, references) or WHAT_A_REVISION_IS,
    )


def _say_nearest_reference(revision: str, references: list[str]) -> Bilingual | None:
    """The branch or tag that may be meant: first of all the remote's branch of that name, as CI has no other."""
    noun = Bilingual("revision", "phiên bản")
    for reference in references:
        if reference.endswith(f"/{revision}"):
            return say_nearest(reference, [reference], noun=noun)
    return say_nearest(revision, references, noun=noun)


def _read_references(folder: Path) -> list[str]:
    listed = run_git(folder, "for-each-ref", "--format=%(refname:short)")
    return [shorten(name, 200) for name in listed.decode("utf-8", errors="replace").splitlines()]


def is_shallow(folder: Path) -> bool:
    """Whether the repository is a clone that does not reach back to the first commit."""
    return run_git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"
