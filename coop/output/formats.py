"""The formats of a report by name and by file ending: which there are, choosing one, rendering in it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from coop.bilingual import Bilingual, Language
from coop.errors import UsageError
from coop.table import Report


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller may ask of a format; each format heeds what concerns it.

    `width` is the terminal's, in columns (None: no limit, and neither colour nor links); `links` are hyperlinks of a
    terminal; `byte_order_mark` puts one before CSV and TSV.
    """

    language: Language
    width: int | None = None
    colour: bool = False
    links: bool = False
    byte_order_mark: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name on the command line, the endings that choose it, and how it is written: text part by part.

    `may_have_mark` says whether it may begin with a byte-order mark.
    """

    name: str
    endings: tuple[str, ...]
    render: Callable[[Report, Options], Iterable[str] | bytes]
    is_binary: bool = False
    may_have_mark: bool = False


def _stream_table(report: Report, options: Options) -> Iterable[str]:
    from coop.output.terminal import stream_terminal

    return stream_terminal(
        report, language=options.language, width=options.width, colour=options.colour, links=options.links
    )


def _stream_plain(report: Report, options: Options) -> Iterable[str]:
    from coop.output.plain import stream_plain

    return stream_plain(report, language=options.language)


def _stream_csv(report: Report, options: Options) -> Iterable[str]:
    from coop.output.delimited import stream_csv

    return stream_csv(report.tidy, byte_order_mark=options.byte_order_mark)


def _stream_tsv(report: Report, options: Options) -> Iterable[str]:
    from coop.output.delimited import stream_tsv

    return stream_tsv(report.tidy, byte_order_mark=options.byte_order_mark)


def _stream_json(report: Report, _: Options) -> Iterable[str]:
    from coop.output.json_text import render_json

    return (render_json(report.tidy),)


def _stream_jsonl(report: Report, _: Options) -> Iterable[str]:
    from coop.output.json_text import stream_jsonl

    return stream_jsonl(report.tidy)


def _stream_markdown(report: Report, options: Options) -> Iterable[str]:
    from coop.output.markdown import render_markdown

    return (render_markdown(report, language=options.language),)


def _stream_html(report: Report, options: Options) -> Iterable[str]:
    from coop.output.markup import render_page

    return (render_page(report, language=options.language),)


def _stream_latex(report: Report, options: Options) -> Iterable[str]:
    from coop.output.latex import render_latex

    return (render_latex(report, language=options.language),)


def _stream_yaml(report: Report, _: Options) -> Iterable[str]:
    from coop.output.yaml_text import render_yaml

    return (render_yaml(report.tidy),)


def _render_xlsx(report: Report, _: Options) -> bytes:
    from coop.output.workbook import render_xlsx

    return render_xlsx(report.tidy)


def _render_parquet(report: Report, _: Options) -> bytes:
    from coop.output.parquet import render_parquet

    return render_parquet(report.tidy)


_ALL = (
    Format("table", (".txt",), _stream_table),
    Format("plain", (), _stream_plain),
    Format("csv", (".csv",), _stream_csv, may_have_mark=True),
    Format("tsv", (".tsv",), _stream_tsv, may_have_mark=True),
    Format("json", (".json",), _stream_json),
    Format("jsonl", (".jsonl", ".ndjson"), _stream_jsonl),
    Format("markdown", (".md",), _stream_markdown),
    Format("html", (".html", ".htm"), _stream_html),
    Format("latex", (".tex",), _stream_latex),
    Format("yaml", (".yaml", ".yml"), _stream_yaml),
    Format("xlsx", (".xlsx",), _render_xlsx, is_binary=True),
    Format("parquet", (".parquet",), _render_parquet, is_binary=True),
)
FORMATS: Mapping[str, Format] = MappingProxyType({each.name: each for each in _ALL})
"""Every format by its name, in the order in which help lists them."""

_BY_ENDING = {ending: each for each in _ALL for ending in each.endings}


def find_format(name: str) -> Format:
    """The format called `name`; `UsageError` names the nearest, or all there are."""
    if name in FORMATS:
        return FORMATS[name]
    raise refuse_format(name, FORMATS)


def refuse_format(name: str, known: Collection[str]) -> UsageError:
    """What to say of a format that is none of those known."""
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), known, n=1)
    listed = ", ".join(known)
    hint = Bilingual(f"the formats are {listed}", f"các định dạng là {listed}")
    if near:
        hint = Bilingual(f"the nearest is {near[0]}", f"định dạng gần nhất là {near[0]}")
    return UsageError(Bilingual(f"no format '{name}'", f"không có định dạng '{name}'"), hint=hint)


def format_of_path(path: Path) -> Format:
    """The format that the ending of `path` chooses, in any case; `UsageError` names the known endings."""
    ending = path.suffix
    if ending.lower() in _BY_ENDING:
        return _BY_ENDING[ending.lower()]
    what = Bilingual(f"'{path}' has no ending", f"'{path}' không có đuôi tệp")
    if ending:
        what = Bilingual(
            f"the ending '{ending}' of '{path}' chooses no format",
            f"đuôi '{ending}' của '{path}' không ứng với định dạng nào",
        )
    listed = " ".join(_BY_ENDING)
    raise UsageError(
        Bilingual(f"{what.en}, expected one of {listed}", f"{what.vi}, cần là một trong: {listed}"),
        hint=Bilingual("or name the format itself", "hoặc nêu tên định dạng"),
    )


def render_report(
    report: Report,
    format_name: str,
    *,
    language: Language,
    width: int | None = None,
    colour: bool = False,
    links: bool = False,
    byte_order_mark: bool = False,
) -> str | bytes:
    """`report` in the format called `format_name`: bytes for xlsx and parquet, text for all others.

    Formats for people draw its reading tables, formats for programs hold its tidy one. `width`, `colour` and `links`
    concern `table` alone, `byte_order_mark` csv and tsv. `UsageError` for an unknown format, `MissingExtra` for parquet
    without pyarrow.
    """
    options = Options(language, width=width, colour=colour, links=links, byte_order_mark=byte_order_mark)
    content = find_format(format_name).render(report, options)
    return content if isinstance(content, bytes) else "".join(content)
