"""What a new agreement is seen against: the dataset that it joins, and the article that it is read from."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from coop.analysis.drafting.draft import Draft, find_host
from coop.dataset.agreement import Agreement
from coop.dataset.dataset import Dataset
from coop.dataset.layout import find_agreement_files
from coop.dataset.vocabulary import Vocabularies
from coop.language.dates import EdtfDate, Precision
from coop.language.places import Gazetteer
from coop.language.reading import Reading, read_text


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

    @cached_property
    def taken_ids(self) -> frozenset[str]:
        """The ids that may not be given again, those of files that cannot be read among them."""
        files = find_agreement_files(self.dataset.location)
        return frozenset((*self.dataset.by_id, *(file.stem.lower() for file in files)))

    def read_article(self, published: EdtfDate | None) -> tuple[Reading, ...]:
        """What the article speaks of; the day of publication dates what has no year."""
        day = published.first_day if published is not None and published.precision is Precision.DAY else None
        return read_text(self.article, gazetteer=self.gazetteer, published=day)

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
