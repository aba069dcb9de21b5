"""What nobody uses goes: modules that nothing imports, names nobody reads, styles of nothing."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import stratdocs
from stratdocs.site.rendering import templates_dir

PACKAGE = Path(stratdocs.__file__).parent
CODE = {
    ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts): file.read_text("utf-8")
    for file in sorted(PACKAGE.rglob("*.py"))
}
TEMPLATES = "\n".join(file.read_text("utf-8") for file in sorted(templates_dir().rglob("*.jinja")))
HOSTS = {
    "stratdocs.__main__",
    "check_program",  # the program of stratdocs-check
    "stratdocs.mkdocs.plugin",
    "StratdocsPlugin",
    "StratdocsExtension",
    "makeExtension",  # Python-Markdown calls it, as the next
    "extendMarkdown",
    "handle_startendtag",  # the parser of HTML calls it, as the next
    "handle_starttag",
    "handle_endtag",
    "handle_data",
    "preprocess",  # Jinja calls it, as the next two
    "load_bytecode",
    "dump_bytecode",
    "copy_file",  # MkDocs calls it
    "report_server_error",  # pygls calls it, as the next
    "lsp_initialize",
    "FILTERS",  # the build of the wheel reads it
    "supports_multiple_instances",  # MkDocs reads it
    "read_source",  # MkDocs calls it, and what begins with `on_`
}
"""What Python, MkDocs, Python-Markdown, Jinja and pygls call."""


def imported(source: str) -> Iterator[str]:
    """Each name that a module imports, at its head or within a function; and commands, by name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Constant):
            yield f"stratdocs.cli.{str(node.value).replace('-', '_')}"


def defined(source: str) -> Iterator[str]:
    """The functions, classes, methods and constants of a module."""
    tree = ast.parse(source)
    for node in [
        *tree.body,
        *(n for c in tree.body if isinstance(c, ast.ClassDef) for n in c.body),
    ]:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name


def unread(code: Mapping[str, str], templates: str) -> list[str]:
    """What is defined and stands nowhere else."""
    text = "\n".join((*code.values(), templates))
    words = Counter(re.findall(r"\w+", text))
    return [
        f"{module}: {name}"
        for module, source in code.items()
        for name in defined(source)
        if words[name] == 1 and name not in HOSTS and not name.startswith(("__", "on_"))
    ]


def unstyled(style: str, sources: str) -> list[str]:
    """The blocks of a style sheet that nothing gives to an element.

    `sd-bar__good` belongs to the block `sd-bar`: what follows `__` or `--` is often put together.
    """
    code = re.sub(r"(?s)/\*.*?\*/", "", style)
    blocks = {re.split("__|--", word)[0] for word in re.findall(r"\.(sd-[\w-]+)", code)}
    return sorted(name for name in blocks if not re.search(rf"\b{name}(?!-?[a-z])", sources))


def test_every_module_is_imported_by_another() -> None:
    used = {name for source in CODE.values() for name in imported(source)}
    rooms = {name for name in CODE if name.endswith(".__init__")}

    assert CODE.keys() - rooms - used - HOSTS == set()


def test_what_is_defined_is_read_somewhere() -> None:
    fields = "stratdocs.model.kinds: "  # shown, whether or not a module names them

    assert [name for name in unread(CODE, TEMPLATES) if not name.startswith(fields)] == []


def test_what_nothing_reads_would_be_found() -> None:
    code = {
        "a": "LIMIT = 3\ndef short(): ...\nclass Page:\n    def title(self): ...",
        "b": "short()",
    }

    assert unread(code, "{{ page.title }}") == ["a: LIMIT", "a: Page"]


def test_each_block_of_a_style_sheet_is_given_to_an_element() -> None:
    scripts = [file.read_text("utf-8") for file in sorted(templates_dir().rglob("*.js"))]
    sources = "\n".join((TEMPLATES, *CODE.values(), *scripts))
    styles = {file.name: file.read_text("utf-8") for file in templates_dir().rglob("*.css")}

    actual = {name: unstyled(style, sources) for name, style in styles.items()}

    assert actual == {"review.css": [], "standalone.css": [], "stratdocs.css": []}


def test_a_block_that_is_given_to_nothing_would_be_found() -> None:
    style = ".sd-bar__good, .sd-banner { color: red } /* .sd-old */"

    assert unstyled(style, '<p class="sd-bar__{{ tone }} sd-banner-wide">') == ["sd-banner"]
