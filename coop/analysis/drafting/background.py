"""What a new agreement is seen against: the dataset that it joins, and the article that it is read from."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from coop.analysis.drafting.body_words import Spotted
from coop.analysis.drafting.draft import Draft, find_host
from coop.analysis.drafting.field_words import spot_fields
from coop.dataset.agreement import Agreement
from coop.dataset.dataset import Dataset, parse_data
from coop.dataset.files import FilesOnDisk
from coop.dataset.layout import find_agreement_files
from coop.dataset.vocabulary import Vocabularies
from coop.language.dates import EdtfDate, Precision
from coop.language.places import Gazetteer
from coop.language.reading import Reading, read_text

# The id of a file that is no YAML: a line of its own, as every file of the dataset has it.
_ID_LINE = re.compile(r"""^["']?id["']?[ \t]*:[ \t]*["']?([A-Za-z0-9-]+)""", re.MULTILINE)


@dataclass(frozen=True)
class Background:
    """A dataset, and the text of an article (empty without one)."""

    dataset: Dataset
    article: str = ""

    @property
    def vocabularies(self) -> Vocabularies:
        """The vocabularies of the dataset."""
        return self.dataset.vocabularies

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The names of places, for reading texts."""
        return Gazetteer(self.vocabularies.place_names(), self.vocabularies.not_provinces())

    @property
    def taken_ids(self) -> frozenset[str]:
        """The ids that may not be given again: stated by files, sound or not, or their names, also of new ones."""
        files = find_agreement_files(self.dataset.location)  # each time: somebody else may draft at the same time
        return self._stated_ids | frozenset(file.stem.lower() for file in files)

    @cached_property
    def _stated_ids(self) -> frozenset[str]:
        return frozenset((*self.dataset.by_id, *(each.lower() for each in self._read_ids_left_out())))

    def _read_ids_left_out(self) -> Iterator[str]:
        files = self.dataset.files or FilesOnDisk(self.dataset.location)
        for source in files.read_each([each.path for each in self.dataset.left_out]):
            stated = (parse_data(source) or {}).get("id")
            if isinstance(stated, str):
                yield stated
            yield from _ID_LINE.findall(source.text or "")

    @cached_property
    def article_fields(self) -> tuple[Spotted, ...]:
        """The fields of cooperation that the article names."""
        return spot_fields(self.article, self.vocabularies)

    @cached_property
    def _readings(self) -> dict[datetime.date | None, tuple[Reading, ...]]:
        return {}

    def read_article(self, published: EdtfDate | None) -> tuple[Reading, ...]:
        """What the article speaks of; the day of publication dates what has no year."""
        day = published.first_day if published is not None and published.precision is Precision.DAY else None
        if day not in self._readings:  # an article may be long
            self._readings[day] = read_text(self.article, gazetteer=self.gazetteer, published=day)
        return self._readings[day]

    def find_publisher(self, url: str | None) -> str | None:
        """Who published most of what the dataset has from the host of the address."""
        host = find_host(url)
        names = Counter(
            source.publisher
            for agreement in self.dataset.agreements
            for source in agreement.sources
            if source.publisher is not None and host is not None and find_host(source.url) == host
        )
        return names.most_common(1)[0][0] if names else None

    def find_alike(self, draft: Draft) -> tuple[Agreement, ...]:
        """The agreements of the same parties in the same year."""
        year, parties = draft.date.year if draft.date is not None else None, set(draft.localities)
        return tuple(
            each for each in self.dataset.agreements if each.date.year == year and set(each.localities) == parties
        )

    def find_users(self, url: str | None) -> tuple[Agreement, ...]:
        """The agreements that have the address among their sources."""
        return tuple(
            each
            for each in self.dataset.agreements
            if url is not None and any(source.url == url for source in each.sources)
        )
