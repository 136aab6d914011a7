"""What commands do around their one library call: open the dataset, say what was left out, write the answer."""

import os
import sys

from coop.bilingual import Bilingual, Language
from coop.cli.dataset_options import BordersOption, DatasetOptions, FilterOptions
from coop.cli.door import say_warning
from coop.cli.location import locate
from coop.cli.options import OutputOptions
from coop.cli.recording import recording
from coop.cli.terminal import find_width, has_colour, has_links
from coop.cli.text_answer import write_parts
from coop.dataset.dataset import Dataset
from coop.dataset.files import Revision
from coop.dataset.heads import Heads, load_indexed_heads
from coop.dataset.loading import load_dataset, load_indexed
from coop.dataset.scalars import shorten
from coop.errors import UnsoundDataset, UsageError
from coop.output.destination import render_for_stream, write_report
from coop.output.formats import Format, find_format, format_of_path
from coop.table import Report

TYPE_CHECKING = False  # not every command selects agreements
if TYPE_CHECKING:
    from coop.analysis.listing import Listing
    from coop.analysis.select import Selection


def open_selected(
    options: DatasetOptions, filters: FilterOptions, *, language: Language, borders: BordersOption | None = None
) -> "Selection":
    """Open the dataset and apply the filters in the borders asked for; what is left out is told in `language`."""
    from coop.analysis.borders import parse_borders
    from coop.analysis.filters import parse_filters
    from coop.analysis.select import select_agreements
    from coop.api.arguments import today

    dataset = open_for_reading(options, language)
    typed = borders.borders if borders is not None else None
    read_in = parse_borders(typed, dataset.vocabularies, today=today())
    return select_agreements(dataset, parse_filters(filters.typed(), dataset.vocabularies), read_in)


def open_listing(
    options: DatasetOptions, filters: FilterOptions, *, language: Language, borders: BordersOption
) -> "Listing":
    """As `open_selected`, for a list: where heads are enough for the filters, no agreement is built."""
    from coop.analysis.borders import parse_borders
    from coop.analysis.filters import parse_filters
    from coop.analysis.listing import build_listing, select_heads
    from coop.api.arguments import today

    typed = filters.typed()
    if options.at is None and not options.no_index and not typed.asks_beyond_heads:
        location = locate(options)
        heads = load_indexed_heads(location, look=recording().take_look())
        if heads is not None:
            read_in = parse_borders(borders.borders, heads.vocabularies, today=today())
            listing = select_heads(heads, parse_filters(typed, heads.vocabularies), read_in)
            if listing is not None:
                recording().note_dataset(os.path.realpath(location.root), heads.state)
                _tell_left_out(heads, None, options, language)
                return listing
    return build_listing(open_selected(options, filters, language=language, borders=borders))


def open_for_reading(options: DatasetOptions, language: Language) -> Dataset:
    """Open the dataset; with `--strict` an unsound one is refused, else what is left out is told in `language`."""
    location = locate(options)
    if options.at is not None:
        from coop.history.snapshot import load_snapshot

        dataset = load_snapshot(location, options.at)
    else:
        dataset = load_dataset(location) if options.no_index else load_indexed(location, look=recording().take_look())
    recording().note_dataset(os.path.realpath(location.root), dataset.state)
    _tell_left_out(dataset, dataset.revision, options, language)
    return dataset


def _tell_left_out(
    read: Dataset | Heads, revision: Revision | None, options: DatasetOptions, language: Language
) -> None:
    if read.left_out:
        message = _describe_left_out(read, revision)
        hint = _ALL_OF_IT if revision is None else _ALL_OF_THE_CHECKOUT
        if options.strict:
            raise UnsoundDataset(message, hint=hint)
        say_warning(message, hint, language=language)


_ALL_OF_IT = Bilingual("'coop validate' shows everything", "'coop validate' cho biết đầy đủ")
_ALL_OF_THE_CHECKOUT = Bilingual(
    "'coop validate' on a checkout of it shows everything", "'coop validate' trên bản checkout đó cho biết đầy đủ"
)


def _describe_left_out(read: Dataset | Heads, revision: Revision | None) -> Bilingual:
    path, first = read.left_out[0].path, read.left_out[0].first
    at = f"@{shorten(revision.name)}" if revision is not None else ""
    where = f"{read.location.name}/{path}{at}:{first.span.line}:{first.span.column}"
    count = len(read.left_out)
    lead = Bilingual("1 file left out:", "bỏ qua 1 tệp:")
    if count > 1:
        lead = Bilingual(f"{count} files left out: the first is", f"bỏ qua {count} tệp: tệp đầu tiên là")
    return Bilingual(f"{lead.en} {where}: {first.message.en}", f"{lead.vi} {where}: {first.message.vi}")


def answer(report: Report, options: OutputOptions) -> None:
    """Arrange the report as asked for and write it to stdout or to the file."""
    report = arrange(report, options)
    language = options.language.language()
    if options.path is not None:
        recording().close()
        write_report(
            report, options.path, language=language, format_name=chosen_format(options),
            byte_order_mark=options.byte_order_mark,
        )  # fmt: skip
        return
    parts = render_for_stream(
        report, chosen_format(options), language=language, width=find_width(sys.stdout),
        colour=has_colour(sys.stdout), links=has_links(sys.stdout), byte_order_mark=options.byte_order_mark,
    )  # fmt: skip
    write_parts(parts)


def find_room(options: OutputOptions) -> int | None:
    """The columns that a table drawn for people has; none where no terminal gives it an edge, as in a file."""
    is_drawn = options.path is None and chosen_format(options) == "table"
    return find_width(sys.stdout) if is_drawn else None


def arrange(report: Report, options: OutputOptions) -> Report:
    """The report with the columns, the order and the number of rows asked for; `UsageError` for a column it lacks."""
    from coop.analysis.arrange import Arrangement, arrange_report

    arrangement = Arrangement(_names(options.columns), _names(options.sort), options.limit_number())
    return arrange_report(report, arrangement)


def _refuse_misnamed(options: OutputOptions, chosen: Format) -> None:
    """A workbook that holds CSV, or CSV that is a workbook, is damaged to whoever opens it."""
    if options.path is None or options.path.suffix == "":
        return
    try:
        named = format_of_path(options.path)
    except UsageError:
        return
    if named is not chosen and (named.is_binary or chosen.is_binary):
        raise UsageError(
            Bilingual(
                f"--format {chosen.name} does not go with the ending of '{options.path.name}'",
                f"--format {chosen.name} không hợp với đuôi của '{options.path.name}'",
            ),
            hint=Bilingual("leave out --format: the ending chooses it", "bỏ --format: đuôi tệp tự chọn định dạng"),
        )


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
        raise UsageError(
            Bilingual(
                f"--bom goes with csv and tsv, not with {chosen.name}",
                f"--bom chỉ đi với csv và tsv, không đi với {chosen.name}",
            )
        )
    return chosen.name


def _names(text: str | None) -> tuple[str, ...]:
    if text is None:
        return ()
    names = tuple(name.strip() for name in text.split(","))
    if not all(names):
        raise UsageError(
            Bilingual(f"'{text}' holds an empty name", f"'{text}' có tên để trống"),
            hint=Bilingual("separate the columns by commas", "ngăn cách các cột bằng dấu phẩy"),
        )
    return names
