"""`python -m coop.cli.merge_file`: what git starts to merge one agreement; `coop git-setup` tells it to.

No command, for only git calls it: BASE OURS THEIRS SIZE PATH, and the names of the three sides, as git spells them in
`merge.coop.driver`.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from coop.bilingual import Bilingual
from coop.cli.door import say, say_bug, say_error
from coop.cli.language_choice import guess_language
from coop.dataset.scalars import shorten
from coop.errors import CoopError, ExitCode
from coop.history.merge import Markers
from coop.history.merge_file import FileMerge, merge_files

CONFLICT = 100
"""The exit status for a conflict: not 1, in which Python ends where coop is no longer installed."""

_MARK = 7
_MOST_NAMED = 5
_IN_CONFLICT = Bilingual("both sides changed {what}", "hai phía cùng sửa {what}")
_BY_LINES = Bilingual(
    "merged by lines: not all three versions are sound YAML, or they differ in more than their fields",
    "hợp nhất theo dòng: có phiên bản không phải YAML đúng, hoặc khác nhau không chỉ ở các trường",
)


def main(arguments: Sequence[str]) -> int:
    """Merge into the second file; returns the exit status."""
    language = guess_language(None)
    try:
        base, ours, theirs, size, path = arguments[:5]
        markers = _read_markers(size, arguments[5:])
        merge = merge_files(Path(base), Path(ours), Path(theirs), markers=markers)
    except CoopError as error:
        say_error(error.message, error.hint, language=language)
        return error.exit_code
    except Exception as error:  # whatever it is, git then merges by itself
        say_bug(error, language)
        return ExitCode.BUG
    said = _describe(merge)
    if said is not None:
        say(f"coop: {shorten(path, 200)}: {said.text(language)}")
    return ExitCode.OK if merge.is_clean else CONFLICT


def _read_markers(size: str, labels: Sequence[str]) -> Markers:
    """The size and the names that git gives; a git that knows no names leaves `%X` and its like as they are."""
    given = [None if not label or label.startswith("%") else shorten(label, 200) for label in labels]
    base, ours, theirs = (*given, None, None, None)[:3]
    plain = Markers()
    return Markers(
        ours=ours or plain.ours,
        theirs=theirs or plain.theirs,
        base=base or plain.base,
        size=int(size) if size.isascii() and size.isdigit() else _MARK,
    )


def _describe(merge: FileMerge) -> Bilingual | None:
    if not merge.is_by_field:
        return _BY_LINES
    if not merge.conflicts:
        return None
    named = list(merge.conflicts[:_MOST_NAMED])
    more = len(merge.conflicts) - len(named)
    return _IN_CONFLICT.fill(what=", ".join([*named, *([f"… (+{more})"] if more else [])]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
