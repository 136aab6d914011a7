"""Fuzz `coop validate`, guided by coverage; by hand, for as long as one likes.

    python tests/fuzz/fuzz_validate.py -max_total_time=600 -timeout=15 -max_len=65536 FOLDER tests/fuzz/corpus

needs `pip install atheris`. New inputs go into FOLDER; an input that breaks something is written to `crash-…`, one that
takes over fifteen seconds to `timeout-…` (the code is instrumented, and an input may be checked three times over). What
was found belongs, cut down, in `tests/fuzz/corpus/` under a name that says what it is: `test_fuzz.py` replays that
folder.
"""

import sys
import tempfile
from importlib import import_module
from pathlib import Path
from random import Random

FOLDER = Path(__file__).resolve().parent
_CUSTOM = 0.8  # of all mutations; the rest are of the engine's own


def main() -> None:
    """Hand the target over to the engine, which never returns."""
    sys.path.insert(0, str(FOLDER.parent.parent))
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["coop.dataset", "coop.language", "coop.validation"]):
        target_module = import_module("tests.fuzz.target")
    mutation = import_module("tests.fuzz.mutation")
    donors = [file.read_bytes() for file in sorted((FOLDER / "corpus").iterdir())]
    target = target_module.Target.build(
        Path(tempfile.mkdtemp(prefix="coop-fuzz-")), FOLDER.parent / "fixtures/four/data"
    )

    def mutate(content: bytes, max_size: int, seed: int) -> bytes:
        random = Random(seed)
        if random.random() > _CUSTOM:
            changed: bytes = atheris.Mutate(content, max_size)
            return changed
        return bytes(mutation.mutate(content, random, donors=donors))[:max_size]

    atheris.Setup(sys.argv, target.check, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
