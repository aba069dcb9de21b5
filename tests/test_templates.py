"""Templates against the values that views hand to them, without printing anything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType, NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from jinja2 import Environment, nodes

from stratdocs.site import views
from stratdocs.site.rendering import templates_dir
from stratdocs.site.views import EMBEDS
from stratdocs.site.views.ask import View
from stratdocs.site.views.template_data import TemplateData

LONGEST = 160
"""Characters of a template's line."""
TEMPLATES = sorted(templates_dir().rglob("*.jinja"))

PACKAGE = views.__name__
PACKAGE_FOLDER = Path(views.__path__[0])


def name(template: Path) -> str:
    return template.relative_to(templates_dir()).as_posix()


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_a_template_has_short_lines(template: Path):
    lines = template.read_text("utf-8").splitlines()

    assert [number for number, line in enumerate(lines, 1) if len(line) > LONGEST] == []


def kinds(hint: Any) -> Iterator[Any]:
    """The types that a value may have, None left out."""
    if get_origin(hint) in (Union, UnionType):
        for arm in get_args(hint):
            yield from kinds(arm)
    elif hint is not NoneType:
        yield hint


def member(hint: Any) -> Any:
    """The type of what a sequence holds; None if it is unknown."""
    for kind in kinds(hint):
        if get_origin(kind) in (tuple, list, Sequence) and get_args(kind):
            arms = set(get_args(kind)) - {Ellipsis}
            return arms.pop() if len(arms) == 1 else None
    return None


class Reader:
    """Follows the values of a view through its template, as far as their types are known."""

    def __init__(self) -> None:
        self.unknown: list[str] = []

    def type_of(self, node: nodes.Node, known: Mapping[str, Any]) -> Any:
        if isinstance(node, nodes.Name):
            return known.get(node.name)
        if isinstance(node, nodes.Filter | nodes.Getitem) and isinstance(node.node, nodes.Node):
            inside = self.type_of(node.node, known)
            return (
                inside
                if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Slice)
                else None
            )
        if isinstance(node, nodes.Getattr):
            for kind in kinds(self.type_of(node.node, known)):
                if isinstance(kind, type) and issubclass(kind, TemplateData):
                    hints = get_type_hints(kind)
                    if node.attr in hints:
                        return hints[node.attr]
                    self.unknown.append(f"line {node.lineno}: {kind.__name__}.{node.attr}")
        return None

    def read(self, node: nodes.Node, known: Mapping[str, Any]) -> None:
        if isinstance(node, nodes.Macro):
            known = {k: v for k, v in known.items() if k not in {arg.name for arg in node.args}}
        if isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
            assert isinstance(known, dict)
            known[node.target.name] = self.type_of(node.node, known)
        if isinstance(node, nodes.For) and isinstance(node.target, nodes.Name):
            self.read(node.iter, known)
            inner = dict(known) | {node.target.name: member(self.type_of(node.iter, known))}
            for child in (*node.body, *([node.test] if node.test else ())):
                self.read(child, inner)
            for child in node.else_:
                self.read(child, known)
            return
        self.type_of(node, known)
        for child in node.iter_child_nodes():
            self.read(child, known)


def unknown(template: Path, known: dict[str, Any]) -> list[str]:
    """The fields that a template uses and its view does not give."""
    reader = Reader()
    reader.read(Environment().parse(template.read_text("utf-8")), known)
    return sorted(set(reader.unknown))


@pytest.mark.parametrize("view", EMBEDS.values(), ids=lambda view: view.name)
def test_a_template_uses_only_fields_of_its_view(view: View):
    data = get_type_hints(view.data)["return"]
    template = templates_dir() / "sections" / f"{view.template}.html.jinja"

    assert unknown(template, {"s": data}) == []


def test_a_missing_field_is_noticed(tmp_path: Path):
    data = get_type_hints(EMBEDS["decisions"].data)["return"]
    template = tmp_path / "decisions.html.jinja"
    template.write_text("{{ s.owed }}{% for row in s.rows %}{{ row.reff }}{% endfor %}{{ s.mor }}")

    assert unknown(template, {"s": data}) == [
        "line 1: DecisionRow.reff",
        "line 1: DecisionsData.mor",
    ]


def declared() -> Iterator[tuple[str, str]]:
    """Each field of what views hand to templates, with the name of its class."""
    for kind in TemplateData.__subclasses__():
        for field in kind.__annotations__:
            yield kind.__name__, field


def test_each_field_of_a_view_is_used():
    printed = {word for file in TEMPLATES for word in re.findall(r"\w+", file.read_text("utf-8"))}
    asked = {
        word
        for file in PACKAGE_FOLDER.parent.rglob("*.py")
        for word in re.findall(r"\.(\w+)", file.read_text("utf-8"))
    }

    assert [
        f"{kind}.{field}" for kind, field in declared() if field not in printed | asked
    ] == [], "no template and no module of the site uses these fields of a view's values"


MODULES = [import_module(module.name) for module in iter_modules(views.__path__, f"{PACKAGE}.")]


def test_each_module_of_a_view_is_in_the_list():
    named = {id(view) for view in EMBEDS.values()}
    unlisted = [
        module.__name__
        for module in MODULES
        if module not in views.VIEWS
        and (
            hasattr(module, "pages")
            or any(
                isinstance(value, View) and id(value) not in named
                for value in vars(module).values()
            )
        )
    ]

    assert unlisted == [], "these modules have a view or pages and are missing in VIEWS"


@pytest.mark.parametrize("module", views.VIEWS, ids=lambda module: module.__name__)
def test_a_module_lists_its_views_and_gives_its_pages(module: ModuleType):
    assert hasattr(module, "EMBEDS"), f"{module.__name__} has no EMBEDS, the tuple of its views"
    assert hasattr(module, "pages"), f"{module.__name__} has no pages(site)"

    hidden = [
        f"{view.name}"
        for view in vars(module).values()
        if isinstance(view, View) and view not in EMBEDS.values()
    ]

    assert hidden == [], f"these views are missing in EMBEDS of {module.__name__}"


@pytest.mark.parametrize("view", EMBEDS.values(), ids=lambda view: view.name)
def test_a_view_has_its_template_and_says_which_question_it_answers(view: View):
    template = templates_dir() / "sections" / f"{view.template}.html.jinja"

    assert template.exists(), f"the view {view.name} prints by templates/sections/{template.name}"
    assert view.title, f"the view {view.name} has no title"
    assert view.about, f"the view {view.name} does not say which question it answers"


def test_each_template_of_a_section_is_printed_by_something():
    source = "".join(file.read_text("utf-8") for file in PACKAGE_FOLDER.parents[1].rglob("*.py"))
    printed = {view.template for view in EMBEDS.values()}
    sections = {file.name.partition(".")[0] for file in TEMPLATES if file.parent.name == "sections"}

    assert {name for name in sections - printed if f'"{name}"' not in source} == set(), (
        "no view and no section prints by these templates in templates/sections"
    )


def test_no_two_views_have_one_name():
    names = [view.name for module in views.VIEWS for view in module.EMBEDS]

    assert len(names) == len(set(names))
