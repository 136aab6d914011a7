"""What is said of a line that cannot be read: an option, a value or an argument that is wrong, missing or too many."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from coop.bilingual import Bilingual
from coop.errors import UsageError


def refuse_option(flag: str, known: Iterable[str], command: str) -> UsageError:
    """What to say of an option that `command` does not have."""
    message = Bilingual(f"no option '{flag}' in '{command}'", f"'{command}' không có tùy chọn '{flag}'")
    return UsageError(message, hint=_name_nearest(flag, known) or point_to_help(command))


def refuse_command(name: str, known: Iterable[str]) -> UsageError:
    """What to say of a command that there is not."""
    message = Bilingual(f"no command '{name}'", f"không có lệnh '{name}'")
    return UsageError(message, hint=_name_nearest(name, known) or point_to_help("coop"))


def refuse_missing_value(flag: str, metavar: str, command: str) -> UsageError:
    """What to say of an option behind which less stands than it takes."""
    message = Bilingual(
        f"{flag} lacks a value, expected {flag} {metavar}", f"{flag} thiếu giá trị, cần {flag} {metavar}"
    )
    return UsageError(message, hint=point_to_help(command))


def refuse_value(flag: str, value: str, command: str) -> UsageError:
    """What to say of a value for an option that takes none."""
    message = Bilingual(f"{flag} takes no value, found '{value}'", f"{flag} không nhận giá trị, thấy '{value}'")
    return UsageError(message, hint=point_to_help(command))


def refuse_repetition(flag: str, times: int) -> UsageError:
    """What to say of an option that may stand only once."""
    return UsageError(
        Bilingual(f"{flag} is given {times} times, expected once", f"{flag} xuất hiện {times} lần, cần một lần")
    )


def refuse_missing_argument(metavar: str, command: str) -> UsageError:
    """What to say where an argument must stand and does not."""
    message = Bilingual(f"missing argument '{metavar}'", f"thiếu đối số '{metavar}'")
    return UsageError(message, hint=point_to_help(command))


def refuse_extra(words: Sequence[str], command: str) -> UsageError:
    """What to say of arguments for which `command` has no use."""
    joined = " ".join(words)
    message = Bilingual(f"unexpected argument '{joined}'", f"thừa đối số '{joined}'")
    if len(words) > 1:
        message = Bilingual(f"unexpected arguments '{joined}'", f"thừa các đối số '{joined}'")
    return UsageError(message, hint=point_to_help(command))


def refuse_line(complaint: str, command: str) -> UsageError:
    """A complaint of Typer's that has no sentence here: in English whatever the language, on one line."""
    said = " ".join(complaint.split()).rstrip(".")
    said = said[:1].lower() + said[1:]
    return UsageError(Bilingual(said, said), hint=point_to_help(command))


def point_to_help(command: str) -> Bilingual:
    """The hint that names the page on which a command says what it takes."""
    return Bilingual(f"'{command} --help' shows what there is", f"xem '{command} --help' để biết cách dùng")


def _name_nearest(word: str, known: Iterable[str]) -> Bilingual | None:
    near = get_close_matches(word, list(known), n=1)
    return Bilingual(f"the nearest is '{near[0]}'", f"gần nhất là '{near[0]}'") if near else None
