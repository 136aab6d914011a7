"""Imports go one way: the order of the rooms, no cycle, and what may be imported where."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from coop.cli.commands import COMMANDS as TABLE

PACKAGE = Path(__file__).parent.parent / "coop"
ROOMS = (
    "bilingual", "errors", "diagnostic", "table", "version", "language", "dataset", "validation", "analysis", "history",
    "output", "api", "cli",
)  # fmt: skip
HEAVY = frozenset({"yaml", "rich", "tabulate", "pandas", "openpyxl", "jsonschema_rs", "pyarrow", "wcwidth"})
DOORS = frozenset(
    {
        "coop.cli.door",
        "coop.cli.app",
        "coop.cli.completion.answer",
        "coop.cli.group",
        "coop.cli.replay",
        "coop.cli.start",
        "coop.cli.textconv",
        "coop.output.stream",
    }
)
# Modules that load something of coop only where it is asked for. Of the commands only what declares them is loaded to
# tell about them, or to say what is wrong with a line; of the formats the one that is written.
COMMANDS = frozenset(f"coop.cli.{home.module}" for home in TABLE.values()) | {
    "coop.cli.dataset_options", "coop.cli.options", "coop.cli.session", "coop.cli.text_answer",
}  # fmt: skip
LATE = COMMANDS | {
    "coop.cli.start",
    "coop.cli.recording",
    "coop.cli.request",
    "coop.dataset.dataset",
    "coop.dataset.loading",
    "coop.output.formats",
    "coop.output.findings_formats",
}
LATE_PAIRS = frozenset(
    {
        ("coop.output.terminal", "coop.output.screen"),
        ("coop.analysis.filters", "coop.language.amounts"),
        ("coop.api.scoping", "coop.history.changes"),
    }
)
# What Python itself takes long to load, and few calls need.
SLOW = frozenset({"difflib", "textwrap", "importlib"})


class Import(NamedTuple):
    """One import: who imports what, where, and whether at the top of the module and at run time."""

    module: str
    imported: str
    line: int
    is_top: bool
    is_for_types: bool


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


SOURCES = {name_of(path): path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}


def find_imports(module: str, source: str) -> Iterator[Import]:
    """Every import of a module, those inside functions too; `from a import b` names `a.b` if that is a module."""
    yield from walk(module, ast.parse(source), is_top=True, is_for_types=False)


def walk(module: str, node: ast.AST, *, is_top: bool, is_for_types: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        types = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test)
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield Import(module, alias.name, child.lineno, is_top, is_for_types)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, f"{module}:{child.lineno}: a relative import"
            for alias in child.names:
                whole = f"{child.module}.{alias.name}"
                imported = whole if whole in SOURCES else str(child.module)
                yield Import(module, imported, child.lineno, is_top, is_for_types)
        yield from walk(module, child, is_top=is_top and not inside, is_for_types=is_for_types or types)


IMPORTS = tuple(found for module, source in SOURCES.items() for found in find_imports(module, source))
INNER = tuple(found for found in IMPORTS if found.imported.split(".")[0] == "coop")


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def find_cycle(graph: dict[str, set[str]]) -> list[str]:
    """A way through the graph that comes back to where it began, or nothing."""
    done: set[str] = set()

    def visit(node: str, way: list[str]) -> list[str]:
        if node in way:
            return [*way[way.index(node) :], node]
        if node not in done:
            for following in sorted(graph.get(node, ())):
                if cycle := visit(following, [*way, node]):
                    return cycle
            done.add(node)
        return []

    return next((cycle for node in sorted(graph) if (cycle := visit(node, []))), [])


def test_the_walk_sees_every_kind_of_import() -> None:
    source = (
        "import yaml\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import rich.table\n"
        "try:\n    import click.core\nexcept ImportError:\n    pass\n"
        "class A:\n    def f(self):\n        from coop import errors\n"
    )
    found = {(i.imported, i.is_top, i.is_for_types) for i in find_imports("coop.x", source)}
    assert found == {
        ("yaml", True, False),
        ("typing", True, False),
        ("rich.table", True, True),
        ("click.core", True, False),
        ("coop.errors", False, False),
    }


def test_every_module_stands_in_a_room() -> None:
    rooms = {room_of(module) for module in SOURCES} - {"", "__main__"}
    assert rooms == set(ROOMS)


def test_rooms_import_only_from_rooms_above() -> None:
    upward = [
        f"{i.module}:{i.line} imports {i.imported}"
        for i in INNER
        if room_of(i.module) in ROOMS
        and (room_of(i.imported) not in ROOMS or ROOMS.index(room_of(i.imported)) > ROOMS.index(room_of(i.module)))
    ]
    assert not upward


def test_no_module_imports_itself_in_a_circle() -> None:
    assert find_cycle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]
    graph: dict[str, set[str]] = {}
    for each in INNER:
        graph.setdefault(each.module, set()).add(each.imported)
    assert not find_cycle(graph)


def test_what_coop_has_is_imported_at_the_top() -> None:
    hidden = [
        f"{i.module}:{i.line} imports {i.imported}"
        for i in INNER
        if (not i.is_top or (i.is_for_types and i.module != "coop"))
        and i.module not in LATE
        and (i.module, i.imported) not in LATE_PAIRS
    ]
    assert not hidden


def test_heavy_packages_are_imported_where_they_are_used() -> None:
    early = [
        f"{i.module}:{i.line} imports {i.imported}"
        for i in IMPORTS
        if i.imported.split(".")[0] in HEAVY and i.is_top and not i.is_for_types
    ]
    assert not early


def test_other_imports_stand_at_the_top() -> None:
    late = [
        f"{i.module}:{i.line} imports {i.imported}"
        for i in IMPORTS
        if i.imported.split(".")[0] not in HEAVY | SLOW
        and not i.is_top
        and i.module not in LATE
        and (i.module, i.imported) not in LATE_PAIRS
    ]
    assert not late


def test_nobody_imports_click() -> None:
    assert not [i for i in IMPORTS if "click" in i.imported.split(".")]
    assert not [i for i in IMPORTS if i.imported.startswith("typer._")]


def test_only_the_command_line_imports_typer() -> None:
    assert {room_of(i.module) for i in IMPORTS if i.imported.split(".")[0] == "typer"} == {"cli"}


@pytest.mark.parametrize("module", sorted(set(SOURCES) - DOORS))
def test_nothing_prints_but_the_doors(module: str) -> None:
    for node in ast.walk(ast.parse(SOURCES[module])):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in ("print", "typer.echo", "typer.secho"), f"{module}:{node.lineno}: {called}"
            assert not re.fullmatch(r"sys\.(stdout|stderr)(\.buffer)?\.\w*write\w*", called), f"{module}:{node.lineno}"
