"""Where output goes: a stream, in UTF-8 whatever the locale, or a file, all of it or none."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from coop.bilingual import Bilingual, Language
from coop.dataset.writing import replace_file
from coop.errors import UnreadableFile, UsageError, describe_refusal
from coop.output.formats import Options, find_format, format_of_path, render_report
from coop.output.stream import clean_surrogates
from coop.table import Report


def write_report(
    report: Report,
    path: Path,
    *,
    language: Language,
    format_name: str | None = None,
    byte_order_mark: bool = False,
) -> bool:
    """Write `report` to the file `path`, in the format its ending chooses unless `format_name` does.

    A table in a file has neither a limit of width nor colour. True if the file changed. `UsageError` for an unknown
    format or ending, `UnreadableFile` where the file cannot be written.
    """
    name = format_of_path(path).name if format_name is None else format_name
    return write_output(render_report(report, name, language=language, byte_order_mark=byte_order_mark), path)


def render_for_stream(
    report: Report,
    format_name: str,
    *,
    language: Language,
    width: int | None = None,
    colour: bool = False,
    links: bool = False,
    byte_order_mark: bool = False,
) -> Iterable[str]:
    """As `render_report`, part by part for a stream of text.

    Raises `UsageError` for a binary format, which only a file can hold.
    """
    options = Options(language, width=width, colour=colour, links=links, byte_order_mark=byte_order_mark)
    chosen = find_format(format_name)
    content = b"" if chosen.is_binary else chosen.render(report, options)
    if isinstance(content, bytes):
        raise UsageError(
            Bilingual(
                f"{format_name} is no text and cannot go to the standard output",
                f"{format_name} không phải là văn bản nên không in ra đầu ra chuẩn được",
            ),
            hint=Bilingual("name a file with --output", "nêu tên tệp bằng --output"),
        )
    return content


def write_output(content: str | bytes, path: Path) -> bool:
    """Make `content`, text in UTF-8, the content of the file `path`; False if it was so already.

    The file is replaced in one step: no reader sees half of it, and a failure leaves the old one. A symbolic link is
    followed, a device or pipe written to. `UnreadableFile` where that cannot be done.
    """
    data = clean_surrogates(content).encode("utf-8") if isinstance(content, str) else content
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)  # replacing /dev/null by a file would be a surprise
            return True
        if _holds(path, data):
            return False
        replace_file(path.resolve(), data)
    except (OSError, ValueError, RuntimeError) as error:
        raise _refusal(path, error) from error
    return True


def _holds(path: Path, data: bytes) -> bool:
    with suppress(PermissionError, FileNotFoundError):
        return path.stat().st_size == len(data) and path.is_file() and path.read_bytes() == data
    return False


def _refusal(path: Path, error: Exception) -> UnreadableFile:
    hint = None
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        why = Bilingual(f"no such folder '{path.parent}'", f"không có thư mục '{path.parent}'")
    elif isinstance(error, IsADirectoryError):
        why = Bilingual("it is a folder", "đó là một thư mục")
        hint = Bilingual("name a file in it", "nêu tên một tệp trong đó")
    elif isinstance(error, PermissionError):
        why = Bilingual("no permission", "không có quyền ghi")
    else:
        why = Bilingual(describe_refusal(error), describe_refusal(error))
    return UnreadableFile(
        Bilingual(f"cannot write '{path}': {why.en}", f"không ghi được '{path}': {why.vi}"), hint=hint
    )
