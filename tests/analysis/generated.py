"""Datasets of any size with figures of every kind, the same for the same seed, and the layouts to lay them out in."""

from dataclasses import replace
from random import Random

from coop.analysis.grouping import Dimension, Role
from coop.analysis.layout import EITHER, End, Layout
from coop.dataset.agreement import Agreement, Ends, Figure, Party
from coop.dataset.dataset import Dataset
from coop.language.dates import EdtfDate, parse_edtf
from coop.language.quantity import Qualifier
from tests.analysis.samples import dataset_of, make_agreement, make_figure

LOCALITIES = (
    "ha-noi",
    "hai-phong",
    "quang-ninh",
    "thanh-hoa",
    "nghe-an",
    "da-nang",
    "can-tho",
    "long-an",
    "ho-chi-minh",
    "hai-duong",
)
FIELDS = (None, None, "y-te", "giao-duc", "giao-duc-y-te", "du-lich", "an-sinh-xa-hoi")
DAYS = (None, "2015", "2016-06", "2018-06-01", "2017/2019", "2021-05-01")
PERIODS = ("2015", "2016-05", "2018-02-03", "2018/2019", "2019/..", "../2018", "2021")
# The second stock has few figures: to count it anew at the end of each year takes the naive way long.
MEASURES = ("registered-investment",) * 8 + ("total-investment",) + ("aid",) * 9 + ("aid-pledged",) * 4
FILTERS: tuple[dict[str, object], ...] = (
    {}, {}, {"year": ["2014"]}, {"year": ["2018"]}, {"measure": ["registered-investment"]},
    {"field": ["giao-duc-y-te"]},
    {"party": ["ha-noi"]}, {"source": ["ha-noi"]}, {"destination": ["can-tho", "long-an"]}, {"status": ["signed"]},
    {"between": ("ha-noi", "hai-phong")}, {"region": ["dong-bang-song-hong"]}, {"minimum": ["200000 đồng"]},
)  # fmt: skip
"""Filters as typed, each of which leaves something of most datasets, and leaves out something of most."""
HALVED = (Dimension.PROVINCE, Dimension.REGION)


def generate_dataset(number: int, seed: int) -> Dataset:
    """A dataset of so many agreements; a link leads to a figure told before it."""
    random = Random(seed)
    earlier: list[Figure] = []
    agreements = []
    for position in range(number):
        agreement_id = f"g{position}"
        figures = [_generate_figure(random, agreement_id, earlier, n) for n in range(random.choice((0, 1, 2, 2, 3)))]
        agreements.append(_generate_agreement(random, agreement_id, figures))
    return dataset_of(*agreements)


def _generate_figure(random: Random, agreement_id: str, earlier: list[Figure], position: int) -> Figure:
    measure = random.choice(MEASURES)
    is_stock = measure.endswith("investment")
    low = random.randrange(1_000_000)
    periods = random.sample(PERIODS, random.choice((0, 1, 1, 1, 2)))
    figure = make_figure(
        f"{agreement_id}-{position}",
        amount=low,
        high=low + random.choice((0, 0, 0, 500)),
        qualifier=random.choice(tuple(Qualifier)),
        as_of=random.choice(DAYS) if is_stock else None,
        period=() if is_stock else tuple(map(parse_edtf, periods)),
        measure=measure,
        field=random.choice(FIELDS),
        agreement=agreement_id,
        projects=random.choice((None, None, None, 0, 7)),
        per=random.choice((*(None,) * 30, "year")),
        doubtful=random.choice((*(None,) * 30, "misprint")),
    )
    figure = replace(figure, ends=_generate_ends(random))
    kind = random.choice((*(None,) * 8, "part_of", "part_of", "same_as"))
    alike = [each for each in earlier[-200:] if each.measure == measure]
    if kind is not None and alike:
        figure = replace(figure, **{kind: random.choice(alike).reference})  # type: ignore[arg-type]
    earlier.append(figure)
    return figure


def _generate_ends(random: Random) -> Ends:
    if random.randrange(6) == 0:
        return Ends(between=tuple(random.sample(LOCALITIES, random.choice((2, 3)))))
    source, destination = (tuple(random.sample(LOCALITIES, random.choice((0, 1, 1, 1, 1, 1, 2, 3)))) for _ in "ab")
    return Ends(source, destination)


def _generate_agreement(random: Random, agreement_id: str, figures: list[Figure]) -> Agreement:
    parties = random.sample(LOCALITIES, random.choice((2, 2, 2, 3, 5)))
    has_sides = random.randrange(3) == 0
    return make_agreement(
        agreement_id,
        figures,
        date=EdtfDate(random.choice((2014, 2018, 2019, 2022)), 5, 1),
        parties=tuple(Party(name, side=("b" if n else "a") if has_sides else None) for n, name in enumerate(parties)),
        fields=tuple(random.sample(("y-te", "giao-duc", "du-lich", "an-sinh-xa-hoi"), random.choice((0, 1, 2)))),
        level=random.choice((None, "department", "peoples-committee")),
        instrument=random.choice((None, "plan", "memorandum")),
        status=random.choice(("signed", "ended")),
    )


def all_layouts() -> list[Layout]:
    """Every layout that there is, without what stands beside the amounts and without a limit of rows."""
    ends: tuple[End | None, ...] = (None, *Role, EITHER)
    layouts = []
    for rows in Dimension:
        for columns in (None, *Dimension):
            if rows is columns and rows not in HALVED:
                continue
            places = sum(each in HALVED for each in (rows, columns))
            for role in ends if places == 1 else ends[:3] if places == 2 else (None,):
                layouts.append(Layout(rows, columns, role=role))
                if Dimension.FIELD in (rows, columns) and role is None:
                    layouts.append(Layout(rows, columns, role=role, is_rolled_up=True))
    return layouts
