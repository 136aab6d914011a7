"""The fuzz target: any bytes as one file of a dataset, and everything that `coop validate` does with it.

A first line `#fields`, `#localities`, … makes the bytes that vocabulary; without one they are an agreement.
"""

import shutil
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from coop.bilingual import Language
from coop.dataset.files import FilesOnDisk
from coop.dataset.layout import VOCABULARIES, Location, Reason, find_program_schemas
from coop.dataset.vocabulary import Vocabularies
from coop.dataset.vocabulary_files import build_vocabularies, read_vocabularies
from coop.diagnostic import Diagnostic, sort_diagnostics
from coop.validation.fixing import fix_text
from coop.validation.links import LinkedFile, LinkTargets, check_circles, check_links
from coop.validation.one_file import CheckedFile, check_file
from coop.validation.twins import check_twin_agreements, check_twins
from coop.validation.validate import Validation, validate_dataset
from tests.fuzz.invariants import check_findings, check_fixed, check_output, read_lines

AGREEMENT = "agreements/2019/ha-noi-thanh-hoa-2019.yaml"
TODAY = date(2026, 11, 22)

_WHOLE_EVERY = 64
"""Reading five vocabularies takes most of a validation: one agreement in so many is checked in the whole dataset."""
_TWICE_EVERY = 8


def find_path(content: bytes) -> str:
    """The file of the dataset that an input stands for."""
    first, _, _ = content.partition(b"\n")
    name = first.strip().removeprefix(b"#").decode("ascii", errors="replace")
    return f"{name}.yaml" if first.startswith(b"#") and name in VOCABULARIES else AGREEMENT


@dataclass(slots=True)
class Target:
    """A dataset on disk of which one file is exchanged for each input, and a folder for one file alone."""

    root: Path
    alone: Path
    vocabularies: Vocabularies
    originals: dict[str, bytes]
    neighbours: tuple[LinkedFile, ...] = ()
    schemas: Path = field(default_factory=find_program_schemas)

    @classmethod
    def build(cls, folder: Path, fixture: Path) -> "Target":
        """Copy the dataset `fixture` into `folder`, and keep what all inputs share."""
        root = Path(shutil.copytree(fixture, folder / "data"))
        files = FilesOnDisk(Location(root, Reason.OPTION))
        vocabularies = build_vocabularies(read_vocabularies(files, find_program_schemas()))
        names = (AGREEMENT, *(f"{name}.yaml" for name in VOCABULARIES))
        alone = folder / "alone"
        (alone / AGREEMENT).parent.mkdir(parents=True)
        target = cls(root, alone, vocabularies, {name: (root / name).read_bytes() for name in names})
        others = [
            target.check_file(file, root) for file in sorted(root.glob("agreements/*/*")) if file != root / AGREEMENT
        ]
        target.neighbours = tuple(file.linked for file in others if file.linked is not None)
        assert len(target.neighbours) == len(others)
        return target

    def check(self, content: bytes) -> tuple[Diagnostic, ...]:
        """The findings of a file with this content.

        Raises `AssertionError` where one of the invariants is broken, and whatever the program raises.
        """
        if find_path(content) != AGREEMENT or zlib.crc32(content) % _WHOLE_EVERY == 0:
            return self.check_whole(content).diagnostics
        return self.check_alone(content)

    def check_alone(self, content: bytes) -> tuple[Diagnostic, ...]:
        """Check an agreement by itself and against those beside it, in one language: fast."""
        found = self._find(content)
        fixed = fix_text(content)
        check_fixed(content, fixed, found, self._find(fixed.content) if fixed.content != content else found)
        check_findings(found, content)
        lines = read_lines(content)
        shown = tuple(replace(d, excerpt=lines[d.span.line - 1] if d.span.line <= len(lines) else None) for d in found)
        language = tuple(Language)[zlib.crc32(content) // _WHOLE_EVERY % len(Language)]
        check_output(Validation(shown, (AGREEMENT,), 1, 0), language)
        return found

    def check_whole(self, content: bytes) -> Validation:
        """Check the whole dataset with a file of this content in it."""
        path = find_path(content)
        validation = self._validate(path, content)
        if zlib.crc32(content) % _TWICE_EVERY == 0:
            assert validation == self._validate(path, content), "the findings are not the same twice"
        own = tuple(found for found in validation.diagnostics if found.path == path)
        fixed = fix_text(content)
        after = self._validate(path, fixed.content).diagnostics if fixed.content != content else validation.diagnostics
        check_fixed(content, fixed, validation.diagnostics, after)
        check_findings(own, content)
        for language in Language:
            check_output(validation, language)
        return validation

    def check_file(self, file: Path, root: Path) -> CheckedFile:
        """Check one agreement file by itself."""
        return check_file(file, root=root, vocabularies=self.vocabularies, schemas=self.schemas)

    def _find(self, content: bytes) -> tuple[Diagnostic, ...]:
        file = self.alone / AGREEMENT
        file.write_bytes(content)
        checked = self.check_file(file, self.alone)
        return sort_diagnostics((*checked.diagnostics, *checked.waivers.diagnostics, *self._find_between(checked)))

    def _find_between(self, checked: CheckedFile) -> Iterator[Diagnostic]:
        """What only the file together with its neighbours shows."""
        if checked.linked is None:
            return
        sound = {file.agreement.id: file for file in self.neighbours}
        if checked.agreement is not None:
            sound.setdefault(checked.agreement.id, checked.linked)
        targets = LinkTargets(
            agreements={key: file.agreement for key, file in sound.items()},
            figures={figure.reference: figure for file in sound.values() for _, figure in file.figures},
            unsound=frozenset(),
        )
        yield from check_links(checked.linked, targets)
        yield from check_circles(sound)
        yield from check_twins(tuple(sound.values()), self.vocabularies)
        yield from check_twin_agreements(tuple(sound.values()))

    def _validate(self, path: str, content: bytes) -> Validation:
        (self.root / path).write_bytes(content)
        try:
            return validate_dataset(Location(self.root, Reason.OPTION), as_of=TODAY)
        finally:
            (self.root / path).write_bytes(self.originals[path])
