"""N made-up agreements, valid by every rule and the same for the same seed.

    python benchmarks/generate.py N DIR [--seed S]

DIR/data holds the dataset, with the vocabularies as they are shipped, DIR/schemas the schemas. Nothing of coop is
imported; PyYAML reads the vocabularies. Agreements of an earlier run in DIR are removed.
"""

import argparse
import shutil
import sys
from pathlib import Path
from random import Random

from made.agreements import AgreementMaker
from made.form import render_agreement
from made.terms import read_terms

REPOSITORY = Path(__file__).resolve().parent.parent
_VOCABULARIES = ("dataset.yaml", "localities.yaml", "regions.yaml", "fields.yaml", "measures.yaml")


def generate(count: int, folder: Path, *, seed: int = 0) -> None:
    """Write a dataset of so many agreements into a folder."""
    data = folder / "data"
    agreements = data / "agreements"
    shutil.rmtree(agreements, ignore_errors=True)
    agreements.mkdir(parents=True)
    for name in _VOCABULARIES:
        shutil.copyfile(REPOSITORY / "data" / name, data / name)
    shutil.copytree(REPOSITORY / "schemas", folder / "schemas", dirs_exist_ok=True)
    maker = AgreementMaker(read_terms(data), Random(seed))
    years: set[int] = set()
    for year, agreement in maker.make(count):
        if year not in years:
            years.add(year)
            (agreements / str(year)).mkdir()
        path = agreements / str(year) / f"{agreement['id']}.yaml"
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(render_agreement(agreement))


def main() -> int:
    """Read the command line and generate."""
    parser = argparse.ArgumentParser(description="Write a dataset of made-up agreements, valid by every rule.")
    parser.add_argument("count", type=int, metavar="N", help="how many agreements")
    parser.add_argument("folder", type=Path, metavar="DIR", help="where to write data/ and schemas/")
    parser.add_argument("--seed", type=int, default=0, help="another seed, other agreements (default: 0)")
    options = parser.parse_args()
    if options.count < 0:
        parser.error(f"N is {options.count}, expected 0 or more")
    generate(options.count, options.folder, seed=options.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
