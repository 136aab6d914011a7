"""The formats that only findings have: those that machines that check read."""

from collections.abc import Callable, Mapping
from pathlib import Path

from coop.bilingual import Bilingual
from coop.errors import UsageError
from coop.output.findings import Findings
from coop.output.formats import FORMATS, refuse_format


def _render_github(findings: Findings) -> str:
    from coop.output.github import render_github

    return render_github(findings)


def _render_sarif(findings: Findings) -> str:
    from coop.output.sarif import render_sarif

    return render_sarif(findings)


def _render_junit(findings: Findings) -> str:
    from coop.output.junit import render_junit

    return render_junit(findings)


FINDINGS_FORMATS: Mapping[str, Callable[[Findings], str]] = {
    "github": _render_github,
    "sarif": _render_sarif,
    "junit": _render_junit,
}

_BINARY_ENDINGS = tuple(ending for each in FORMATS.values() if each.is_binary for ending in each.endings)
_BY_ENDING = {".sarif": "sarif", ".xml": "junit"}


def find_findings_format(format_name: str | None, path: Path | None) -> Callable[[Findings], str] | None:
    """How findings are written in the format that is named, or that a file's ending chooses.

    None for a format that any table has. Raises `UsageError` for a format that there is not.
    """
    if format_name is None:
        chosen = _BY_ENDING.get(path.suffix.lower()) if path is not None else None
        return FINDINGS_FORMATS[chosen] if chosen is not None else None
    if format_name not in FINDINGS_FORMATS and format_name not in FORMATS:
        raise refuse_format(format_name, (*FORMATS, *FINDINGS_FORMATS))
    if format_name in FINDINGS_FORMATS and path is not None and path.suffix.lower() in _BINARY_ENDINGS:
        message = Bilingual(
            f"--format {format_name} does not go with the ending of '{path.name}'",
            f"--format {format_name} không hợp với đuôi của '{path.name}'",
        )
        raise UsageError(
            message,
            hint=Bilingual("leave out --format, or name the file otherwise", "bỏ --format, hoặc đặt tên tệp khác"),
        )
    return FINDINGS_FORMATS.get(format_name)
