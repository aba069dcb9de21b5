"""The rooms as they are: imports run down, also those within functions, and never round a cycle.

`[tool.importlinter]` in pyproject.toml says which room stands above which; here is what its
contracts cannot say.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import stratdocs

ROOT = Path(__file__).parents[1]
PACKAGE = Path(stratdocs.__file__).parent
DEPTH = 10
"""Rooms that the longest chain of imports may pass through: that of the language server, which the
command line starts."""
SHORT = 20
"""Characters of a docstring that says nothing."""


def module_name(path: Path) -> str:
    """A file of the package as it is imported."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}
ROOMS = sorted(path.parent for path in PACKAGE.rglob("__init__.py") if path.parent != PACKAGE)


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(FILES[module].read_text("utf-8"))


@cache
def import_statements(module: str) -> tuple[ast.Import | ast.ImportFrom, ...]:
    nodes = ast.walk(tree(module))
    return tuple(node for node in nodes if isinstance(node, (ast.Import, ast.ImportFrom)))


def imported(node: ast.AST) -> Iterator[str]:
    """The modules of the package that a statement imports."""
    match node:
        case ast.ImportFrom(module=str(module), names=names, level=0):
            for alias in names:
                whole = f"{module}.{alias.name}"
                yield whole if whole in FILES else module
        case ast.Import(names=names):
            for alias in names:
                yield alias.name


def imports(module: str) -> set[str]:
    """What a module imports anywhere: at its head, within functions, for its types."""
    found = {name for node in import_statements(module) for name in imported(node)}
    return {name for name in found if name in FILES} - {module, "stratdocs"}


@cache
def graph() -> dict[str, set[str]]:
    """Imports by module; the library itself, which names what every room offers, is left out."""
    return {module: imports(module) for module in FILES if module != "stratdocs"}


def room(module: str) -> str:
    return module.split(".")[1]


def room_graph() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for module, names in graph().items():
        found.setdefault(room(module), set()).update(map(room, names))
    return {name: below - {name} for name, below in found.items()}


def cycle(edges: Mapping[str, set[str]]) -> list[str]:
    """A cycle of imports, from one name back to it; empty where there is none."""
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


def longest_chain(edges: Mapping[str, set[str]]) -> list[str]:
    """The longest chain of imports, from the top down."""
    chains: dict[str, list[str]] = {}
    for name in TopologicalSorter(edges).static_order():
        below = max((chains[other] for other in edges[name]), key=len, default=[])
        chains[name] = [name, *below]
    return max(chains.values(), key=len)


def test_no_modules_import_each_other_in_a_cycle_even_within_functions() -> None:
    assert cycle(graph()) == []


def test_no_rooms_import_each_other_in_a_cycle() -> None:
    assert cycle(room_graph()) == []


def test_a_chain_of_imports_passes_through_few_rooms() -> None:
    chain = longest_chain(room_graph())

    assert len(chain) <= DEPTH, " > ".join(chain)


def test_a_cycle_and_a_long_chain_would_be_found() -> None:
    assert cycle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) in (["b", "c", "b"], ["c", "b", "c"])
    assert longest_chain({"a": {"b", "d"}, "b": {"c"}, "c": set(), "d": set()}) == ["a", "b", "c"]


def test_an_import_within_a_function_and_one_for_types_count() -> None:
    source = (
        "def f():\n    from stratdocs import words\nif TYPE_CHECKING:\n    import stratdocs.model"
    )
    found = {name for node in ast.walk(ast.parse(source)) for name in imported(node)}

    assert found == {"stratdocs.words", "stratdocs.model"}


def test_no_module_lies_at_the_root_of_the_package() -> None:
    lying = {path.name for path in PACKAGE.glob("*.py")} - {"__init__.py", "__main__.py"}

    assert lying == set(), "each module belongs in a room"


def test_no_import_is_relative() -> None:
    relative = [
        f"{module}:{node.lineno}"
        for module in FILES
        for node in import_statements(module)
        if isinstance(node, ast.ImportFrom) and node.level
    ]

    assert relative == []


# --- imports within functions ---------------------------------------------------------------------


def late_imports(module: str) -> bool:
    """Whether a module imports anything within a function."""
    return any(
        isinstance(inner, (ast.Import, ast.ImportFrom))
        for node in ast.walk(tree(module))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        for inner in ast.walk(node)
    )


def ignores() -> dict[str, str]:
    """For each file that may import within functions, the reason beside it in pyproject.toml."""
    found: dict[str, str] = {}
    name = ""
    for line in (ROOT / "pyproject.toml").read_text("utf-8").splitlines():
        if opened := re.match(r'"(plugin/[^"]+)" = \[', line):
            name = opened[1]
        if line.startswith("["):
            name = ""
        if name and '"PLC0415"' in line:
            found[name] = line.partition("#")[2].strip()
    return found


def test_each_file_that_imports_within_functions_has_its_reason_in_pyproject() -> None:
    late = {
        path.relative_to(ROOT).as_posix() for module, path in FILES.items() if late_imports(module)
    }

    patterns = ignores()
    unlisted = {path for path in late if not any(fnmatch(path, pattern) for pattern in patterns)}
    needless = [pattern for pattern in patterns if not any(fnmatch(path, pattern) for path in late)]

    assert unlisted == set(), "PLC0415 in pyproject.toml lists each such file or folder"
    assert needless == []
    assert [name for name, reason in ignores().items() if len(reason) < 5] == []


# --- what each room says of itself ----------------------------------------------------------------


@pytest.mark.parametrize("folder", ROOMS, ids=lambda folder: module_name(folder / "__init__.py"))
def test_a_room_says_what_it_holds(folder: Path) -> None:
    said = ast.get_docstring(tree(module_name(folder / "__init__.py"))) or ""

    assert len(said) > SHORT, f"{folder / '__init__.py'} begins with what the room holds"


def layers() -> list[str]:
    """The rooms in the order of pyproject.toml, from the top down."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    contract = text.split('id = "rooms"', 1)[1].split("layers = [", 1)[1].split("\n]", 1)[0]
    return [name for name in re.findall(r"\w+", contract) if name != "__main__"]


def test_the_map_in_contributing_names_each_room_in_the_order_of_the_contract() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    listed = re.findall(r"^    (\w+)/ +\S", text, re.MULTILINE)

    assert listed == layers()


def test_each_path_in_contributing_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = re.findall(r"`((?:plugin|templates|tests|content)/[\w/.-]+)`", text)

    assert [path for path in named if "your" not in path and not (ROOT / path).exists()] == []


def test_every_room_with_modules_has_its_contract() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    named = set(re.findall(r'containers = \["(stratdocs[\w.]*)"\]', text)) | {
        protected.removesuffix(".*")
        for protected in re.findall(r'protected_modules = \["(stratdocs[\w.]*\*)"\]', text)
    }
    rooms = {module_name(folder / "__init__.py") for folder in ROOMS}

    assert rooms - named == set(), "[tool.importlinter] has a contract for each room"
