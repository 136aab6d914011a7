"""The fuzz target: any bytes as one file of a dataset, and everything that `coop validate` does with it.

A first line `#fields`, `#localities`, … makes the bytes that vocabulary; without one they are an agreement.
"""

import shutil
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from coop.bilingual import Language
from coop.dataset.files import FilesOnDisk
from coop.dataset.layout import VOCABULARIES, Location, Reason, find_program_schemas
from coop.dataset.vocabulary import Vocabularies
from coop.dataset.vocabulary_files import build_vocabularies, read_vocabularies
from coop.diagnostic import Diagnostic, sort_diagnostics
from coop.validation.between.desk import Desk
from coop.validation.between.packing import unpack_finding
from coop.validation.between.saying import Report
from coop.validation.between.stock import Stock
from coop.validation.fixing import fix_text
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
    neighbours: Mapping[str, Report] = field(default_factory=dict)
    schemas: Path = field(default_factory=find_program_schemas)

    @classmethod
    def build(cls, folder: Path, fixture: Path) -> "Target":
        """Copy the dataset `fixture` into `folder`, and keep what all inputs share."""
        root = Path(shutil.copytree(fixture, folder / "data"))
        files = FilesOnDisk(Location(root, Reason.OPTION))
        vocabularies = build_vocabularies(read_vocabularies(files, find_program_schemas()))
        names = (AGREEMENT, *(f"{name}.yaml" for name in VOCABULARIES))
        alone = folder / "alone"
        shutil.copytree(root / "agreements", alone / "agreements")
        target = cls(root, alone, vocabularies, {name: (root / name).read_bytes() for name in names})
        others = sorted(file.relative_to(root).as_posix() for file in root.glob("agreements/*/*"))
        neighbours = [path for path in others if path != AGREEMENT]
        target.neighbours = dict(zip(neighbours, target.desk.check(neighbours), strict=True))
        return target

    @property
    def desk(self) -> Desk:
        """What checks one file of those in the folder for one file alone."""
        return Desk(self.alone, self.schemas, self.vocabularies, is_complete=True, drafts={})

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

    def _find(self, content: bytes) -> tuple[Diagnostic, ...]:
        (self.alone / AGREEMENT).write_bytes(content)
        stock = Stock(self.desk, sorted((AGREEMENT, *self.neighbours)))
        (own,) = self.desk.check([AGREEMENT])
        for path, report in (*self.neighbours.items(), (AGREEMENT, own)):
            stock.add(path, report)
        stock.settle()
        findings, _, remarks = stock.ledger.own.get(AGREEMENT, ((), (), ()))
        return sort_diagnostics((*map(unpack_finding, (*findings, *remarks)), *stock.find_between()))

    def _validate(self, path: str, content: bytes) -> Validation:
        (self.root / path).write_bytes(content)
        try:
            return validate_dataset(Location(self.root, Reason.OPTION), as_of=TODAY)
        finally:
            (self.root / path).write_bytes(self.originals[path])
