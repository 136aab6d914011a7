"""A new agreement's file, put into the dataset and never in the place of another."""

from contextlib import suppress
from pathlib import Path

from coop.bilingual import Bilingual
from coop.dataset.layout import Location, Reason, name_from_here, name_path
from coop.dataset.writing import create_file
from coop.errors import UnreadableFile, UsageError, describe_refusal


class AlreadyThere(UsageError):  # noqa: N818 - named for what is the matter, as the others are
    """There is a file in the place where a new one is to be."""


_OTHER_ID = Bilingual("--id gives another id", "đặt mã khác bằng --id")
_OTHER_FILE = Bilingual("--output names another file", "nêu tệp khác bằng --output")


def check_is_own(location: Location) -> None:
    """`UsageError` where the dataset is not the user's to write to: the snapshot in the installed package."""
    if location.reason is Reason.SNAPSHOT:
        raise UsageError(
            Bilingual(
                "the dataset found is the snapshot shipped with coop, which is not written to",
                "bộ dữ liệu tìm thấy là bản chụp đi kèm coop, không ghi vào đó được",
            ),
            hint=Bilingual("name your own with --data", "nêu bộ dữ liệu của bạn bằng --data"),
        )


def create_agreement(location: Location, path: str, text: str) -> Path:
    """Make the file at `path`, from the dataset's folder, and return where it is; the year's folder is made with it.

    Raises `AlreadyThere` where there is one already, and `UnreadableFile` where it cannot be written; nothing is then
    left behind.
    """
    target = location.root / path
    folder = target.parent
    if not folder.resolve().is_relative_to(location.root.resolve()):
        raise _cannot_write(
            name_path(target), Bilingual("it leads out of the dataset", "thư mục dẫn ra ngoài bộ dữ liệu")
        )
    is_new_folder = _make_folder(folder, name_from_here(target))
    try:
        create_new(target, text, advice=_OTHER_ID)
    except BaseException:
        if is_new_folder:
            with suppress(OSError):  # something else is in it by now
                folder.rmdir()
        raise
    return target


def _make_folder(folder: Path, name: str) -> bool:
    """Make the folder of a file, whether it was not there yet."""
    try:
        folder.mkdir()
    except FileExistsError:
        return False
    except OSError as error:
        raise _cannot_write(name, _describe(error)) from None
    return True


def create_new(target: Path, text: str, *, advice: Bilingual = _OTHER_FILE) -> None:
    """Make the file `target`; errors as for `create_agreement`. `advice` says how to have it elsewhere."""
    name = name_from_here(target)
    try:
        create_file(target, text.encode("utf-8"))
    except FileExistsError:
        raise AlreadyThere(
            Bilingual(f"{name} is there already, and is not overwritten", f"đã có {name}, không ghi đè"),
            hint=advice,
        ) from None
    except OSError as error:
        raise _cannot_write(name, _describe(error)) from None


def _describe(error: OSError) -> Bilingual:
    reason = describe_refusal(error)
    return Bilingual(reason, reason)


def _cannot_write(name: str, reason: Bilingual) -> UnreadableFile:
    return UnreadableFile(
        Bilingual("cannot write {name}: {reason}", "không ghi được {name}: {reason}").fill(name=name, reason=reason)
    )
