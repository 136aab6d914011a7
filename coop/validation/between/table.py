"""The facts of the files that were checked in this run, by key, as lean as a hundred thousand files need them."""

from collections.abc import Iterable, Iterator

from coop.validation.between.saying import Facts


class FactTable:
    """Which files say something under a key, and what. Most keys are those of one file alone."""

    def __init__(self) -> None:
        """Begin with no file."""
        self._paths: list[str] = []
        self._numbers: dict[str, int] = {}  # of the paths, as many as have been asked for
        self._facts: list[Facts] = []
        self._members: dict[int, int | list[int]] = {}
        self._lone: set[int] = set()

    def __contains__(self, path: str) -> bool:
        return path in self._number_paths()

    def __len__(self) -> int:
        return len(self._paths)

    def add(self, path: str, facts: Facts, lone: Iterable[int]) -> None:
        """Take in the facts of one file; under the `lone` keys they show something by themselves."""
        number, members = len(self._paths), self._members
        self._paths.append(path)
        self._facts.append(facts)
        self._lone.update(lone)
        for key in facts[::2]:
            assert isinstance(key, int)
            known = members.setdefault(key, number)
            if isinstance(known, list):
                known.append(number)
            elif known != number:
                members[key] = [known, number]

    def find_keys(self) -> Iterator[int]:
        """The keys under which there is anything to judge: those of several files, and those that stand alone."""
        yield from (key for key, known in self._members.items() if isinstance(known, list) or key in self._lone)

    def find_all_keys(self) -> Iterator[int]:
        """Every key under which a file says something."""
        return iter(self._members)

    def find_keys_of(self, path: str) -> tuple[int, ...]:
        """The keys under which a file says something."""
        number = self._number_paths().get(path)
        return tuple(key for key in self._facts[number][::2] if isinstance(key, int)) if number is not None else ()

    def read_all(self, path: str) -> Iterator[tuple[int, bytes]]:
        """All that one file says, by key."""
        facts = self._facts[self._number_paths()[path]]
        for key, fact in zip(facts[::2], facts[1::2], strict=True):
            assert isinstance(key, int)
            assert isinstance(fact, bytes)
            yield key, fact

    def read(self, key: int) -> list[tuple[str, bytes]]:
        """What the files say under a key."""
        known = self._members.get(key, [])
        return [self._read(number, key) for number in (known if isinstance(known, list) else (known,))]

    def _read(self, number: int, key: int) -> tuple[str, bytes]:
        facts = self._facts[number]
        fact = facts[facts.index(key) + 1]
        assert isinstance(fact, bytes)
        return self._paths[number], fact

    def _number_paths(self) -> dict[str, int]:
        """The number of each file: where all are new, nobody asks."""
        if len(self._numbers) < len(self._paths):
            self._numbers = {path: number for number, path in enumerate(self._paths)}
        return self._numbers
