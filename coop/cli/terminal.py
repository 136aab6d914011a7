"""What the terminal that an answer goes to can show: how wide it is, whether it has colour and links."""

import os

TYPE_CHECKING = False  # typing takes as long to load as an answer to be found
if TYPE_CHECKING:
    from typing import TextIO

# Terminals that draw hyperlinks (OSC 8), by the variables and names they make themselves known with.
_LINKING_VARIABLES = ("WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "DOMTERM", "GHOSTTY_RESOURCES_DIR")
_LINKING_PROGRAMS = frozenset({"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "mintty", "Tabby"})
_LINKING_TERMS = ("xterm-kitty", "alacritty", "foot", "xterm-ghostty", "wezterm", "contour")
_FIRST_VTE_WITH_LINKS = 5000


def find_width(stream: "TextIO | None") -> int | None:
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


def has_colour(stream: "TextIO | None") -> bool:
    """Whether the answer may be coloured: on a terminal that can, unless NO_COLOR says otherwise."""
    if stream is None or not stream.isatty():
        return False
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def has_links(stream: "TextIO | None") -> bool:
    """Whether an address may be a hyperlink behind its text: on a terminal with colour that is known to draw them.

    `FORCE_HYPERLINK` says so (`1`), or that it may not (`0`), whatever the terminal.
    """
    if not has_colour(stream):
        return False
    forced = os.environ.get("FORCE_HYPERLINK")
    if forced is not None:
        return forced not in ("", "0")
    if any(os.environ.get(name) for name in _LINKING_VARIABLES):
        return True
    version = os.environ.get("VTE_VERSION", "")
    if version.isascii() and version.isdigit() and int(version[:6]) >= _FIRST_VTE_WITH_LINKS:
        return True
    terminal = os.environ.get("TERM", "")
    return os.environ.get("TERM_PROGRAM") in _LINKING_PROGRAMS or terminal.startswith(_LINKING_TERMS)
