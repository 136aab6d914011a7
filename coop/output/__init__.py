"""What a command answers, as text or bytes in the format asked for, and writing it where it should go."""

from coop.output.destination import render_for_stream, write_output, write_report, write_stream
from coop.output.formats import FORMATS, Format, find_format, format_of_path, render_report

__all__ = [
    "FORMATS",
    "Format",
    "find_format",
    "format_of_path",
    "render_for_stream",
    "render_report",
    "write_output",
    "write_report",
    "write_stream",
]
