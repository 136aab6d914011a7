"""Errors for wrong calls, and the exit status that each ends in.

Wrong *data* is a value (`coop.diagnostic.Diagnostic`), a wrong *call* is an exception of this family::

    CoopError
    ├── UsageError           an argument that cannot be read
    │   └── UnknownName      a slug, name or alias that no vocabulary knows
    ├── DatasetNotFound      no dataset where one was looked for
    ├── UnreadableFile       a file that cannot be opened or written
    ├── BadVocabulary        vocabularies or schemas without which nothing can be read
    ├── GitError             git cannot answer: no repository, no such revision
    ├── UnsoundDataset       a dataset with unsound files, where only a sound one will do
    ├── MissingExtra         an optional dependency that is not installed
    └── UnitMismatch         quantities of different units were added or compared
"""

from enum import IntEnum

from coop.bilingual import Bilingual


class ExitCode(IntEnum):
    """What a process of coop says when it ends."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    BUG = 3
    INTERRUPTED = 130


class CoopError(Exception):
    """A request that cannot be carried out: one line, and a hint where one helps, in both languages."""

    exit_code = ExitCode.USAGE

    def __init__(self, message: Bilingual, *, hint: Bilingual | None = None) -> None:
        super().__init__(message.en)
        self.message = message
        self.hint = hint


class UsageError(CoopError):
    """An argument that cannot be read."""


class UnknownName(UsageError):
    """A slug, name or alias that no vocabulary knows; the hint names the nearest."""


class DatasetNotFound(CoopError):
    """There is no dataset where one was looked for."""


class UnreadableFile(CoopError):
    """A file that cannot be opened, decoded or written."""


class BadVocabulary(CoopError):
    """A vocabulary or schema is missing or broken, so that no agreement can be read."""


class GitError(CoopError):
    """Git cannot answer: it is not installed, there is no repository, or no such revision."""


class UnsoundDataset(CoopError):
    """Files of the dataset are unsound, and the request is for a sound one (`--strict`)."""

    exit_code = ExitCode.FINDINGS


class MissingExtra(CoopError):
    """A format needs a package that is not installed; the hint names what to install."""


class UnitMismatch(CoopError):
    """Quantities of different units were added or compared."""


def describe_refusal(error: Exception) -> str:
    """What the system says it will not do, in its own language, as the end of a message."""
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return reason[:1].lower() + reason[1:]
