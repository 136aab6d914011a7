"""What every command does around its one library call: open the dataset, say what was left out, write the answer."""

import os
import sys
from typing import TextIO

from coop.analysis.arrange import Arrangement, arrange_report
from coop.analysis.filters import parse_filters
from coop.analysis.select import Selection, select_agreements
from coop.cli.door import say, writing_door
from coop.cli.options import DataOption, DatasetOptions, FilterOptions, OutputOptions, path_of
from coop.dataset.dataset import Dataset, LeftOut, load_dataset
from coop.dataset.layout import ENVIRONMENT_VARIABLE, Location, find_dataset
from coop.errors import DatasetNotFound, UnreadableFile, UnsoundDataset, UsageError, describe_refusal
from coop.output import Format, find_format, format_of_path, render_for_stream, write_output, write_report, write_stream
from coop.table import Report


def locate(options: DataOption) -> Location:
    """Find the dataset that the options, the environment and the working folder name."""
    folder = path_of(options.data, "--data") if options.data is not None else None
    try:
        return find_dataset(folder, environment=os.environ.get(ENVIRONMENT_VARIABLE))
    except OSError as error:  # a name too long, a folder that may not be looked into
        raise DatasetNotFound(f"no dataset can be looked for: {describe_refusal(error)}") from None


def open_selected(options: DatasetOptions, filters: FilterOptions) -> Selection:
    """Open the dataset and apply the filters."""
    dataset = open_for_reading(options)
    return select_agreements(dataset, parse_filters(filters.typed(), dataset.vocabularies))


def open_for_reading(options: DatasetOptions) -> Dataset:
    """Open the dataset; with `--strict` an unsound one is refused, else what is left out is told."""
    dataset = load_dataset(locate(options))
    if dataset.left_out:
        message = _describe_left_out(dataset.location, dataset.left_out)
        if options.strict:
            raise UnsoundDataset(message, hint="'coop validate' shows everything")
        say(f"warning: {message}; 'coop validate' shows everything")
    return dataset


def _describe_left_out(location: Location, left_out: tuple[LeftOut, ...]) -> str:
    first = left_out[0]
    number = f"{len(left_out)} file" if len(left_out) == 1 else f"{len(left_out)} files"
    where = f"{location.name}/{first.path}:{first.first.span.line}:{first.first.span.column}"
    lead = "" if len(left_out) == 1 else "the first is "
    return f"{number} left out: {lead}{where}: {first.first.message}"


def answer(report: Report, options: OutputOptions) -> None:
    """Arrange the report as asked for and write it to stdout or to the file."""
    arrangement = Arrangement(_names(options.columns), _names(options.sort), options.limit_number())
    report = arrange_report(report, arrangement)
    language = options.language.language()
    if options.path is not None:
        write_report(
            report, options.path, language=language, format_name=chosen_format(options),
            byte_order_mark=options.byte_order_mark,
        )  # fmt: skip
        return
    text = render_for_stream(
        report, chosen_format(options), language=language, width=find_width(sys.stdout),
        colour=has_colour(sys.stdout), byte_order_mark=options.byte_order_mark,
    )  # fmt: skip
    write_text(text)


def answer_text(text: str, options: OutputOptions) -> None:
    """Write an answer that is no table, and is the same in each language, to stdout or to the file."""
    options.language.language()  # one that there is not is refused all the same
    if options.path is not None:
        write_output(text, options.path)
    else:
        write_text(text)


def write_text(text: str) -> None:
    """Write to stdout; `UnreadableFile` where it is full or closed, while a reader that left is no error."""
    if sys.stdout is None:
        raise UnreadableFile("cannot write the answer: the standard output is closed")
    with writing_door():
        write_stream(text, sys.stdout)


def _refuse_misnamed(options: OutputOptions, chosen: Format) -> None:
    """A workbook that holds CSV, or CSV that is a workbook, is damaged to whoever opens it."""
    if options.path is None or options.path.suffix == "":
        return
    try:
        named = format_of_path(options.path)
    except UsageError:
        return
    if named is not chosen and (named.is_binary or chosen.is_binary):
        message = f"--format {chosen.name} does not go with the ending of '{options.path.name}'"
        raise UsageError(message, hint="leave out --format: the ending chooses it")


def chosen_format(options: OutputOptions) -> str:
    """The format asked for; else the file's ending chooses, else it is a table.

    Raises `UsageError` for one that there is not, and for a byte-order mark where none may stand.
    """
    if options.format_name is not None:
        chosen = find_format(options.format_name)
        _refuse_misnamed(options, chosen)
    else:
        chosen = format_of_path(options.path) if options.path is not None else find_format("table")
    if options.byte_order_mark and not chosen.may_have_mark:
        raise UsageError(f"--bom goes with csv and tsv, not with {chosen.name}")
    return chosen.name


def _names(text: str | None) -> tuple[str, ...]:
    if text is None:
        return ()
    names = tuple(name.strip() for name in text.split(","))
    if not all(names):
        raise UsageError(f"'{text}' holds an empty name", hint="separate the columns by commas")
    return names


def find_width(stream: TextIO | None) -> int | None:
    """The width to keep to: that of COLUMNS or of the terminal; none in a pipe."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isascii() and asked.isdigit() and int(asked[:6]) > 0:
        return int(asked[:6])
    if stream is not None and stream.isatty():
        try:
            return os.get_terminal_size(stream.fileno()).columns or None
        except OSError:
            return 80
    return None


def has_colour(stream: TextIO | None) -> bool:
    """Whether the answer may be coloured: on a terminal that can, unless NO_COLOR says otherwise."""
    if stream is None or not stream.isatty():
        return False
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
