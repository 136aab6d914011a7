"""Answers that are text, no table: what writes them loads nothing that draws tables."""

import sys
from collections.abc import Iterable

from coop.bilingual import Bilingual
from coop.cli.door import writing_door
from coop.cli.options import OutputOptions
from coop.cli.recording import STDOUT, recording
from coop.errors import UnreadableFile
from coop.output.stream import clean_surrogates, write_stream


def answer_text(text: str, options: OutputOptions) -> None:
    """Write an answer that is no table, and is in its language already, to stdout or to the file."""
    options.language.language()  # one that there is not is refused all the same
    if options.path is not None:
        from coop.output.destination import write_output

        recording().close()
        write_output(text, options.path)
    else:
        write_text(text)


def write_text(text: str) -> None:
    """Write to stdout; `UnreadableFile` where it is full or closed, while a reader that left is no error."""
    write_parts((text,))


def write_parts(parts: Iterable[str]) -> None:
    """As `write_text`, part by part: a reader that left has no more of them made."""
    if sys.stdout is None:
        raise UnreadableFile(
            Bilingual(
                "cannot write the answer: the standard output is closed",
                "không ghi được kết quả: đầu ra chuẩn đã đóng",
            )
        )
    with writing_door():
        for part in parts:
            text = clean_surrogates(part)
            recording().note(STDOUT, text)
            try:
                write_stream(text, sys.stdout)
            except OSError:
                recording().close()  # it is not all there
                raise
