"""`python -m coop.cli.textconv FILE`: what git starts to show one agreement in a diff; `coop git-setup` tells it to.

No command, for only git calls it, once for each version of each file: so it loads little. FILE is a copy anywhere; the
names come from the dataset in the working folder. What cannot be read as an agreement is shown as it is: a diff never
fails.
"""

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from coop.analysis.conflict_lines import join_facts, split_conflicts
from coop.analysis.fact_lines import list_facts
from coop.bilingual import Bilingual, Language
from coop.cli.language_choice import guess_language
from coop.dataset.document import Document, parse_document
from coop.dataset.layout import ENVIRONMENT_VARIABLE, find_dataset
from coop.dataset.names import TermNames, join_names, read_names
from coop.dataset.source_text import MAX_BYTES, decode_source_text
from coop.diagnostic import Severity
from coop.errors import CoopError, ExitCode, describe_refusal


def main(arguments: Sequence[str]) -> int:
    """Write the facts of the last argument to stdout; returns the exit status."""
    options = [each.split("=", 1) for each in arguments[:-1] if "=" in each]
    folders = [Path(value) for name, value in options if name == "--data" and value]
    language = guess_language(dict(options).get("--lang"))
    try:
        content = Path(arguments[-1]).read_bytes()
    except (IndexError, OSError) as error:
        refusal = describe_refusal(error) if isinstance(error, OSError) else "FILE"
        told = Bilingual(f"coop: cannot read the file: {refusal}", f"coop: không đọc được tệp: {refusal}")
        sys.stderr.write(f"{told.text(language)}\n")
        return ExitCode.USAGE
    shown = convert(content, folders, language)
    sys.stdout.buffer.write(shown)
    sys.stdout.buffer.flush()
    return 0


def convert(content: bytes, folders: Sequence[Path], language: Language) -> bytes:
    """The content of a file as lines of facts, with the names of the datasets in `folders`; as it is if it has none."""
    source = decode_source_text(content, path="") if len(content) <= MAX_BYTES else None
    if source is None or source.text is None:
        return content
    document = _read(source.text)
    disputed = split_conflicts(source.text) if document is None else None
    if disputed is not None:
        sides = [_read(each) for each in (disputed.ours, disputed.theirs)]
        names = _find_names(folders)
        told = [list_facts(each, names, language=language) for each in sides if each is not None]
        return _write(join_facts(disputed, *told)) if len(told) == len(sides) else content
    return content if document is None else _write(list_facts(document, _find_names(folders), language=language))


def _read(text: str) -> Document | None:
    """The document, where it can be read whole."""
    parsed = parse_document(text, path="")
    is_broken = any(each.severity is Severity.ERROR and each.code.startswith("P") for each in parsed.diagnostics)
    return None if is_broken else parsed.document


def _write(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _find_names(folders: Sequence[Path]) -> TermNames:
    """The names of all datasets that are there, those of the first before those of the next."""
    return join_names([_read_names(folder) for folder in folders or (None,)])


def _read_names(folder: Path | None) -> TermNames:
    try:
        return read_names(find_dataset(folder, environment=os.environ.get(ENVIRONMENT_VARIABLE)))
    except (CoopError, OSError):
        return TermNames()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
