"""Three files to one, as git asks a merge driver to: by field where that can be proven, else line by line."""

from dataclasses import dataclass, replace
from pathlib import Path

from coop.bilingual import Bilingual
from coop.dataset.layout import name_path
from coop.dataset.source_text import decode_source_text
from coop.dataset.writing import replace_file
from coop.errors import GitError, UnreadableFile, describe_refusal
from coop.history.git import ask_git
from coop.history.merge import Markers, merge_texts

_MOST_CONFLICTS = 127  # what `git merge-file` answers beyond is a failure


@dataclass(frozen=True, slots=True)
class FileMerge:
    """How a merge ended: the values in conflict where it was by field, else whether the lines are."""

    is_by_field: bool
    is_clean: bool
    conflicts: tuple[str, ...] = ()


def merge_files(base: Path, ours: Path, theirs: Path, *, markers: Markers) -> FileMerge:
    """Merge the changes from `base` to `theirs` into the file `ours`.

    By lines where a file is no sound YAML, or has other line ends than LF. `GitError` where git cannot do that either,
    `UnreadableFile` where a file cannot be read or written; `ours` is then as it was.
    """
    folder = Path.cwd()
    try:
        texts = [_read(file) for file in (base, ours, theirs)]
        if not any(text is None for text in texts):
            markers = replace(markers, with_base=_shows_base(folder))
            merged = merge_texts(*(text or "" for text in texts), markers=markers)
            if merged is not None:
                replace_file(ours, merged.text.encode("utf-8"))
                return FileMerge(True, not merged.conflicts, merged.conflicts)
        return _merge_lines(folder, (ours, base, theirs), markers)
    except OSError as error:
        reason = describe_refusal(error)
        message = Bilingual("cannot merge '{name}': {reason}", "không hợp nhất được '{name}': {reason}")
        raise UnreadableFile(message.fill(name=name_path(ours), reason=reason)) from None


def _read(file: Path) -> str | None:
    """The text of a file; nothing where it is not clean."""
    source = decode_source_text(file.read_bytes(), path="")
    return None if source.diagnostics else source.text


def _shows_base(folder: Path) -> bool:
    style = ask_git(folder, "config", "--get", "merge.conflictStyle").output.decode("utf-8", errors="replace")
    return style.strip() in ("diff3", "zdiff3")


def _merge_lines(folder: Path, files: tuple[Path, Path, Path], markers: Markers) -> FileMerge:
    """What git itself makes of the three: ours, base, theirs."""
    labels = (part for label in (markers.ours, markers.base, markers.theirs) for part in ("-L", label))
    names = (str(file.absolute()) for file in files)
    reply = ask_git(folder, "merge-file", "-p", "-q", f"--marker-size={markers.size}", *labels, "--", *names)
    if reply.status > _MOST_CONFLICTS:
        message = Bilingual("git cannot merge '{name}': {reason}", "git không hợp nhất được '{name}': {reason}")
        raise GitError(message.fill(name=name_path(files[0]), reason=reply.reason or str(reply.status)))
    replace_file(files[0], reply.output)
    return FileMerge(False, reply.status == 0)
