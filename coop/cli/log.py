"""`coop log`."""

from dataclasses import dataclass, replace
from typing import Annotated

import typer

from coop.bilingual import Bilingual, Language
from coop.cli.dataset_options import RevisionOptions
from coop.cli.door import say_warning
from coop.cli.options import OutputOptions

TYPE_CHECKING = False  # only what declares the command is loaded to tell about it
if TYPE_CHECKING:
    from coop.history.log import History


@dataclass(frozen=True, slots=True)
class LogOutputOptions(OutputOptions):
    """How a history looks and where it goes; a limit counts commits."""

    limit: Annotated[str | None, typer.Option("--limit", metavar="N", help="At most so many commits, the newest.")] = (
        None
    )


def log(
    agreement_id: Annotated[
        str, typer.Argument(metavar="ID", help="The id of an agreement, also of one that is gone.")
    ],
    *,
    value: Annotated[
        str | None,
        typer.Option("--value", metavar="VALUE", help="Only of one value: figures.von-dang-ky.amount, status, ..."),
    ] = None,
    output: LogOutputOptions,
    dataset: RevisionOptions,
) -> None:
    """The commits that touched an agreement, and what each changed.

    An agreement is followed over renames of its file and its id, whatever its file was called.
    """
    from coop.cli.location import locate
    from coop.cli.session import answer
    from coop.history.log import trace_agreement, trace_value
    from coop.history.log_report import report_history, report_value

    limit, location = output.limit_number(), locate(dataset)
    history = trace_agreement(location, agreement_id, at=dataset.at or "HEAD")
    if value is None:
        report = report_history(history, limit=limit)
    else:
        report = report_value(history, value, trace_value(history, value), limit=limit)
    _warn_of_end(history, output.language.language())
    answer(report, replace(output, limit=None))


def _warn_of_end(history: "History", language: Language) -> None:
    if history.cut_off is None:
        return
    message = Bilingual(
        "the history ends at {commit} ({day}), where this shallow clone begins",
        "lịch sử dừng ở {commit} ({day}), nơi bản clone nông này bắt đầu",
    )
    hint = Bilingual("git fetch --unshallow brings the rest", "git fetch --unshallow tải phần còn lại")
    say_warning(message.fill(commit=history.cut_off.short, day=history.cut_off.day), hint, language=language)
