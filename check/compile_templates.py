"""Compiles the built-in templates into the wheel, so that no site has to do it in every build.

`stratdocs.site.rendering` takes them where the same version of Jinja runs, and the templates
themselves where another one does. An editable install has none: its templates may be edited.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path
from runpy import run_path
from typing import Any, NoReturn

import jinja2
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from jinja2 import Environment, FileSystemLoader

TARGET = "stratdocs/site/compiled"
"""The package of compiled templates in the wheel."""


class CompiledTemplates(BuildHookInterface[Any]):
    """Adds a module for each template, and the version of Jinja that made them."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles the templates, unless the install is editable."""
        if version == "editable":
            return
        self._made = tempfile.mkdtemp()
        write_modules(Path(self.root), Path(self._made))
        for path in sorted(Path(self._made).iterdir()):
            build_data["force_include"][str(path)] = f"{TARGET}/{path.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Removes what was made for the build."""
        del version, build_data, artifact_path
        if made := getattr(self, "_made", None):
            shutil.rmtree(made, ignore_errors=True)


def write_modules(tree: Path, target: Path) -> None:
    """Writes a Python module for each template of the tree; the same templates and the same version
    of Jinja give the same bytes.
    """
    syntax = run_path(str(tree / "plugin/stratdocs/site/template_syntax.py"))
    loader = FileSystemLoader(tree / "templates")
    environment = Environment(loader=loader, **syntax["OPTIONS"])  # noqa: S701 - escapes, as that says
    for name in syntax["FILTERS"]:
        environment.filters[name] = _unknown_here
    for name in environment.list_templates(extensions=["jinja"]):
        source, _, _ = loader.get_source(environment, name)
        code = environment.compile(source, name, name, raw=True, defer_init=True)
        (target / f"{module_name(name)}.py").write_text(code, "utf-8")
    init = f'"""The built-in templates, compiled."""\n\nJINJA = "{jinja2.__version__}"\n'
    (target / "__init__.py").write_text(init, "utf-8")


def module_name(template: str) -> str:
    """The module of a template."""
    return "t" + hashlib.sha256(template.encode()).hexdigest()[:16]


def _unknown_here(*_: object) -> NoReturn:
    """Stands for a filter: Jinja must not call it while it compiles."""
    raise NotImplementedError
