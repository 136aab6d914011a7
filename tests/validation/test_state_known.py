"""Whether what is found is surely of the state that stands for the files, or only if none changed meanwhile."""

import os
from pathlib import Path
from typing import Any

import pytest

from coop.validation import validate as validating
from coop.validation.validate import Validation, validate_dataset, validate_indexed
from tests.validation.checks import TODAY, change
from tests.validation.indexed import both, place, write_some


def find_all(data: Path) -> Validation:
    return validate_indexed(place(data), as_of=TODAY)


def test_what_is_said_is_surely_of_the_state_where_all_that_was_read_is_known(tmp_path: Path) -> None:
    data = write_some(tmp_path)
    assert not find_all(data).is_of_state  # the schemas beside the vocabularies are read by others
    change(data / "agreements/2019/b.yaml", ("id: ", "# one more line\nid: "))
    found = find_all(data)
    assert found.is_of_state
    assert {each.path for each in found.diagnostics} >= {f"agreements/2019/{name}.yaml" for name in "de"}
    assert found.diagnostics == validate_dataset(place(data), as_of=TODAY).diagnostics
    change(data / "fields.yaml", ("id: ", "# one more line\n    id: "))
    assert not find_all(data).is_of_state
    assert not validate_dataset(place(data), as_of=TODAY).is_of_state


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_what_is_said_of_a_link_is_not_surely_of_the_state(tmp_path: Path) -> None:
    data = write_some(tmp_path)
    find_all(data)
    (data / "link.txt").write_bytes((data / "agreements/2019/a.yaml").read_bytes())
    (data / "agreements/2019/link.yaml").symlink_to(data / "link.txt")
    for _ in range(2):
        assert not find_all(data).is_of_state


@pytest.mark.parametrize(("name", "moment"), [("e", "find_terms"), ("e", "_find_all"), ("b", "find_terms")])
def test_what_is_said_of_a_file_that_is_read_when_it_has_changed_again_is_not_surely_of_the_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, moment: str
) -> None:
    data = write_some(tmp_path)
    find_all(data)
    before = find_all(data)
    work = getattr(validating, moment)

    def work_meanwhile(*args: Any, **named: Any) -> Any:
        change(data / f"agreements/2019/{name}.yaml", ("id: ", "# one more line\nid: "))
        return work(*args, **named)

    monkeypatch.setattr(validating, moment, work_meanwhile)
    found = find_all(data)
    assert found.is_of_state == (name == "b")  # that one has no finding, so that no line of it is shown
    if found.is_of_state:
        assert (found, found.state) == (before, before.state)
    monkeypatch.undo()
    found, expected = both(data)
    assert found == expected
    assert found.state != before.state
