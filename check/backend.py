"""How `pip install .` builds this tree: stratdocs, or stratdocs-check for hooks.

pre-commit, prek and their like can only install the whole repository that a hook is from. A hook
needs no site generator, so they get the small distribution in this folder.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hatchling import build
from hatchling.build import (
    build_editable,
    build_sdist,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    get_requires_for_build_wheel,
)

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
]


def build_wheel(
    wheel_directory: str,
    config_settings: dict[str, Any] | None = None,
    metadata_directory: str | None = None,
) -> str:
    """The name of the wheel made in the folder."""
    tree = Path.cwd()
    if is_for_hooks(os.environ, tree):
        os.chdir(tree / "check")
    try:
        return build.build_wheel(str(tree / wheel_directory), config_settings, metadata_directory)
    finally:
        os.chdir(tree)


def is_for_hooks(environment: Mapping[str, str], tree: Path) -> bool:
    """Whether a program that runs hooks installs the tree: while it runs them it says so by
    PRE_COMMIT; before that, the environments of pre-commit lie in the tree.
    """
    venv = Path(environment.get("VIRTUAL_ENV") or "/")
    inside = venv.parent == tree and venv.name.startswith("py_env")
    return environment.get("PRE_COMMIT") == "1" or inside
