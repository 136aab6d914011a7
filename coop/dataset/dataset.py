"""`Dataset`: everything sound that a folder holds, with look-ups, and what was left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from coop.bilingual import Bilingual, either
from coop.dataset.agreement import Agreement, Figure
from coop.dataset.files import Files, FilesOnDisk, Revision
from coop.dataset.layout import Location, find_program_schemas
from coop.dataset.terms import Description
from coop.dataset.vocabulary import Vocabularies
from coop.diagnostic import Diagnostic
from coop.errors import UnknownName, UnreadableFile
from coop.language.place_names import nearest_names

TYPE_CHECKING = False  # where the index knows all files, nothing is loaded that reads one
if TYPE_CHECKING:
    from coop.dataset.composer import Value
    from coop.dataset.source_text import SourceText


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file whose agreement cannot be computed with, and the first error in it."""

    path: str
    first: Diagnostic


@dataclass(frozen=True)
class Dataset:
    """The sound agreements of one folder by id, in the order of date and id, with the vocabularies.

    `files` are what it was read from, where those in the folder are not known to be; `state` stands for all their
    contents, where an index knows them.
    """

    location: Location
    description: Description
    vocabularies: Vocabularies
    agreements: tuple[Agreement, ...]
    left_out: tuple[LeftOut, ...] = ()
    files: Files | None = None
    state: bytes | None = field(default=None, compare=False)

    @property
    def revision(self) -> Revision | None:
        """The commit at which the dataset is read, none for the files as they are."""
        return self.files.revision if self.files is not None else None

    @cached_property
    def by_id(self) -> Mapping[str, Agreement]:
        """The agreements by id."""
        return {agreement.id: agreement for agreement in self.agreements}

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """Every figure by its whole reference `agreement-id#figure-id`."""
        return {figure.reference: figure for agreement in self.agreements for figure in agreement.figures}

    def agreement(self, agreement_id: str) -> Agreement:
        """The agreement with this id; `UnknownName` names the nearest."""
        found = self.by_id.get(agreement_id)
        if found is None:
            raise UnknownName(
                Bilingual(
                    f"no agreement with id '{agreement_id}'", f"không có thỏa thuận nào mang mã '{agreement_id}'"
                ),
                hint=_say_near_agreements(nearest_names(agreement_id, tuple(self.by_id))),
            )
        return found


def _say_near_agreements(near: Sequence[str]) -> Bilingual:
    if not near:
        return Bilingual("'coop list' lists them", "'coop list' liệt kê các mã")
    ids = either(f"'{each}'" for each in near)
    return Bilingual("the nearest is {ids}", "gần nhất là {ids}").fill(ids=ids)


def read_data(dataset: Dataset, agreement: Agreement) -> "dict[str, Value]":
    """The data of an agreement's file as it stands there; `UnreadableFile` if it changed and can no longer be read."""
    (data,) = read_each_data(dataset, [agreement])
    return data


def read_each_data(dataset: Dataset, agreements: Sequence[Agreement]) -> "Iterator[dict[str, Value]]":
    """`read_data` of each agreement in turn: of many at a git revision it is quicker so."""
    files = FilesOnDisk(dataset.location) if dataset.files is None else dataset.files
    for source in files.read_each([each.path for each in agreements]):
        data = parse_data(source)
        if data is None:
            raise UnreadableFile(
                Bilingual(
                    f"{source.path} changed and can no longer be read",
                    f"{source.path} đã thay đổi và không còn đọc được",
                )
            )
        yield data


def parse_data(source: "SourceText") -> "dict[str, Value] | None":
    """The data of an agreement's file, sound or not; none where there is no document.

    The schema reads look-alike letters right, as when an agreement is built.
    """
    from coop.dataset.document import parse_source
    from coop.dataset.schema import check_schema, load_schema

    parsed = check_schema(parse_source(source), load_schema(find_program_schemas(), "agreement"))
    return parsed.document.data if parsed.document is not None else None
